"""Shapes, one in each module.

Each has `build(parameters: dict, detail: Detail) -> Model` and `views(parameters: dict) -> list[View]`. Same
parameters, same model, on every machine.
"""

from __future__ import annotations

import importlib
from types import ModuleType


def shape(name: str) -> ModuleType:
    """The shape of a name."""
    return importlib.import_module(f"{__name__}.{name}")
