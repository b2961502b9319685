"""Results that are kept between runs: each under a hash of everything that it depends on.

A file is there whole or not at all. Not here: what is computed.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Callable

import numpy as np

HERE = Path(__file__).parent


def sources(*modules: str, without: tuple[str, ...] = ()) -> str:
    """Hash of the text of modules of this package (as `shapes.mug`) and of all that they import from it.

    `without` names modules that are plain data, of which the caller's key holds what it uses.
    """
    found: dict[str, bytes] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        path = HERE.joinpath(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if name in found or name in without or not path.is_file():
            continue
        found[name] = path.read_bytes()
        folder = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
        for node in ast.walk(ast.parse(found[name])):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = folder[:len(folder) - node.level + 1]
                inside = base + (node.module.split(".") if node.module else [])
                waiting.append(".".join(inside))
                waiting.extend(".".join(inside + [alias.name]) for alias in node.names)
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(name.encode() + b"\0" + found[name] + b"\0")
    return digest.hexdigest()


def key(*values: object) -> str:
    """Short hash of plain values and dataclasses."""
    def plain(value: object) -> object:
        if is_dataclass(value) and not isinstance(value, type):
            return asdict(value)
        raise TypeError(f"{type(value)} cannot be a part of a key")

    text = json.dumps(values, sort_keys=True, default=plain)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


class WorkFiles:
    """The folder of kept results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("*.part*"):  # what an interrupted run left
            left.unlink()

    def path(self, name: str, digest: str) -> Path:
        """Where a result is or will be."""
        return self.folder / f"{name}-{digest}.npz"

    def has(self, name: str, digest: str) -> bool:
        """Whether a result is there."""
        return self.path(name, digest).is_file()

    def arrays(self, name: str, digest: str, make: Callable[[], dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
        """Arrays that are there, or are made and kept now."""
        path = self.path(name, digest)
        if path.is_file():
            with np.load(path) as kept:
                return {field: kept[field] for field in kept.files}
        made = make()
        write_whole(path, lambda part: np.savez_compressed(part, **made))
        return made


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Writes a file beside its place and puts it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.part{os.getpid()}{path.suffix}")
    write(part)
    os.replace(part, path)
