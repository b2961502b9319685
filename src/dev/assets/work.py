"""The steps of making a product's files, in order, each kept between runs. Not here: how a step is done."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from . import pack, raster, uvcode
from .lights import RIGS
from .model import PARTS, Detail, Mesh, Model, View
from .products import Product
from .shapes import shape
from .workfiles import WorkFiles, key, sources, write_whole

SIZE, SMALL = 1200, 600
SAME_LEVELS, SAME_SHARE = 3, 0.999
"""Two runs are the same when this share of a map's pixels differs by at most so many levels of 255."""
SECONDS_PER_SAMPLE = 2.2e-6
"""What a pixel's sample costs on two processors, for the estimate."""


@dataclass(frozen=True)
class Options:
    """What is to be made."""

    work: Path
    public: Path
    atelier: Path | None
    view: str | None
    draft: bool
    check: bool

    def size(self) -> int:
        """Side of the large maps in pixels."""
        return SMALL if self.draft else SIZE

    def target(self, product: Product) -> Path:
        """Where a product's maps go."""
        base = self.work / ("check" if self.check else "draft") if self.draft or self.check else self.public
        return base / "mockups" / product.name


def make(products: list[Product], options: Options) -> list[str]:
    """Makes everything that is asked for; gives what went wrong, one line each."""
    files = WorkFiles(options.work / "passes")
    problems: list[str] = []
    plan = [(product, view) for product in products
            for view in shape(product.shape).views(product.parameters)
            if options.view in (None, view.name)]
    if not plan:
        return [f"no such view: {options.view}"]
    clock = Progress(len(plan) * 3)
    for product in products:
        mine = [view for of, view in plan if of is product]
        if not mine:
            continue
        model = built(product, Detail.PICTURE, files, clock)
        for view in mine:
            try:
                _view(product, view, model, options, files, clock, problems)
            except pack.OverBudget as reason:
                problems.append(f"{product.name}/{view.name}: {reason}")
        if options.view is None and not options.check:
            base = options.work / "draft" if options.draft else options.public
            _glb(product, base, files, clock, problems)
        if options.atelier:
            from . import sheet
            place = sheet.made(product, mine, options.target(product).parent, options.work / "sheets",
                               options.atelier, options.public)
            clock.say(f"{product.name}: contact sheet {place}")
    return problems


def models(products: list[Product], work: Path, public: Path) -> list[str]:
    """Makes the GLB of each product and no picture; gives what went wrong, one line each."""
    files, clock, problems = WorkFiles(work / "passes"), Progress(0), []
    for product in products:
        _glb(product, public, files, clock, problems)
    return problems


class Progress:
    """Says what is done and how long the rest will take."""

    def __init__(self, passes: int) -> None:
        self.left = passes
        self.drawn = 0
        self.seconds = 0.0

    def say(self, text: str) -> None:
        """A line for the developer."""
        print(text, flush=True)

    def pass_done(self, name: str, seconds: float, kept: bool) -> None:
        """Counts a pass."""
        self.left -= 1
        if kept:
            self.say(f"{name}: kept")
            return
        self.drawn += 1
        self.seconds += seconds
        rest = self.seconds / self.drawn * self.left
        self.say(f"{name}: {seconds:.0f} s; {self.left} passes left, about {rest / 60:.0f} min")


def built(product: Product, detail: Detail, files: WorkFiles, clock: Progress) -> Model:
    """A product's model, kept between runs. Both details are made at once: what takes long is the same for both."""
    found: dict[Detail, Model] = {}
    for each in sorted(Detail, key=lambda other: other is not detail):
        digest = key(sources(f"shapes.{product.shape}"), product.parameters, each.value)
        name = f"{product.name}-{each.value}"
        start, kept = time.monotonic(), files.has(name, digest)
        arrays = files.arrays(name, digest, lambda: _arrays(shape(product.shape).build(product.parameters, each)))
        found[each] = _model(arrays)
        if kept and each is detail:
            break
        if not kept:
            clock.say(f"{name}: shape {time.monotonic() - start:.0f} s")
    return found[detail]


_FIELDS = ("vertices", "faces", "print_uv", "pattern_uv", "normals")
_WORDS = ("part", "material", "print_side", "name")


def _arrays(model: Model) -> dict[str, np.ndarray]:
    out: dict[str, np.ndarray] = {}
    for index, mesh in enumerate(model.meshes):
        for field in _FIELDS:
            if getattr(mesh, field) is not None:
                out[f"{index}/{field}"] = getattr(mesh, field)
        out[f"{index}/words"] = np.array([getattr(mesh, word) or "" for word in _WORDS])
        out[f"{index}/angle"] = np.array(mesh.smooth_angle)
        for name, values in mesh.attributes.items():
            out[f"{index}/at/{name}"] = values
    return out


def _model(arrays: dict[str, np.ndarray]) -> Model:
    count = sum(name.endswith("/words") for name in arrays)
    meshes = []
    for index in range(count):
        words = {word: str(value) or None for word, value in zip(_WORDS, arrays[f"{index}/words"])}
        words["name"] = words["name"] or ""
        attributes = {name.split("/at/")[1]: values for name, values in arrays.items()
                      if name.startswith(f"{index}/at/")}
        fields = {field: arrays.get(f"{index}/{field}") for field in _FIELDS}
        meshes.append(Mesh(**fields, **words, attributes=attributes, smooth_angle=float(arrays[f"{index}/angle"])))
    return Model(meshes)


def _view(product: Product, view: View, model: Model, options: Options, files: WorkFiles, clock: Progress,
          problems: list[str]) -> None:
    from . import render
    geometry = key(sources(f"shapes.{product.shape}"), product.parameters)
    look = sources("render", *(f"materials.{name}" for name in sorted({mesh.material for mesh in model.meshes})),
                   without=("lights",))
    size = options.size()
    rig = RIGS[view.rig]
    matte, shine = (8, 8) if options.draft else product.samples or rig.samples
    shiny = size if options.draft else round(size * rig.shine_size / 2) * 2
    settings = {
        "shade": render.PassSettings(size, matte),
        "highlights": render.PassSettings(shiny, shine),
        "shadow": render.PassSettings(round(size * rig.shadow_size), 16 if options.draft else 24),
    }
    drawn: dict[str, dict | None] = {"shadow": None}
    for name, setting in settings.items():
        full = f"{product.name}-{view.name}-{name}"
        if name == "shadow" and view.ground is None and view.wall is None:
            clock.left -= 1
            continue
        lamps = (rig.target, rig.highlights, rig.highlights_around) if name == "highlights" else (
            rig.target, rig.shade, rig.shade_around)
        digest = key(geometry, look, view, lamps, setting, options.check)
        start, kept = time.monotonic(), files.has(full, digest)
        with quiet():
            drawn[name] = files.arrays(full, digest, lambda: getattr(render, name)(model, view, setting))
        clock.pass_done(full, time.monotonic() - start, kept)
    seen = raster.scene(model, view)
    large, small = raster.data(seen, size), raster.data(seen, size // 2)
    passes = pack.prepared(drawn["shade"], drawn["highlights"], drawn["shadow"], large, RIGS[view.rig])
    maps = pack.within_budget(passes, large)
    measured = uv_error(maps, model, view, product.areas[view.side])
    folder = options.target(product) / view.name
    sizes = sum(map(len, maps.values())) / 1024
    clock.say(f"{product.name}/{view.name}: {sizes:.0f} KiB ("
              + ", ".join(f"{name} {len(file) / 1024:.0f}" for name, file in maps.items()) + f"); {measured}")
    if not options.draft and measured.share_over > uvcode.SHARE_OVER:
        problems.append(f"{product.name}/{view.name}: {measured}")
    pack.written(maps, folder)
    pack.written(pack.maps(passes, small, 90), folder / "small")
    if options.check:
        problems.extend(differences(folder, options.public / "mockups" / product.name / view.name))


def uv_error(maps: dict[str, bytes], model: Model, view: View, area: tuple[float, float]) -> uvcode.Error:
    """Measures the packed uv map against rays through the pixels' centres, cast by Blender's own search tree."""
    from mathutils import Vector
    from mathutils.bvhtree import BVHTree
    rgb = np.asarray(Image.open(io.BytesIO(maps["uv"])).convert("RGB"))
    mask = np.asarray(Image.open(io.BytesIO(maps["print_mask"])).convert("RGB"))[..., 0] / 255
    vertices, faces, places, base = [], [], [], 0
    for mesh in model.turned(view.turn).meshes:
        triangles, flat = mesh.triangles()
        vertices.append(mesh.vertices)
        faces.append(triangles + base)
        base += len(mesh.vertices)
        printed = mesh.print_side == view.side
        places.append(mesh.print_uv.reshape(-1, 2)[flat] if printed else np.full((len(flat), 3, 2), np.nan))
    every, corner, place = np.concatenate(vertices), np.concatenate(faces), np.concatenate(places)
    tree = BVHTree.FromPolygons(every.tolist(), corner.tolist(), all_triangles=True)
    rows, columns = np.nonzero(mask >= 0.999)
    rays = view.camera.directions((np.stack([columns, rows], 1) + 0.5) / len(mask))
    eye = Vector(view.camera.eye)
    truth = np.full(mask.shape + (2,), np.nan)
    for row, column, ray in zip(rows, columns, rays.tolist()):
        hit, _, index, _ = tree.ray_cast(eye, Vector(ray))
        if hit is not None:
            truth[row, column] = _inside(every[corner[index]], place[index], np.array(hit))
    return uvcode.error(rgb, mask, truth, area)


def _inside(corners: np.ndarray, places: np.ndarray, point: np.ndarray) -> np.ndarray:
    """The place of a point of a triangle."""
    a, b = corners[1] - corners[0], corners[2] - corners[0]
    away = point - corners[0]
    aa, ab, bb, pa, pb = a @ a, a @ b, b @ b, away @ a, away @ b
    scale = aa * bb - ab * ab
    s, t = (pa * bb - pb * ab) / scale, (pb * aa - pa * ab) / scale
    return places[0] + s * (places[1] - places[0]) + t * (places[2] - places[0])


def _glb(product: Product, base: Path, files: WorkFiles, clock: Progress, problems: list[str]) -> None:
    from . import glb
    try:
        content = glb.glb(built(product, Detail.MODEL, files, clock))
    except glb.OverBudget as reason:
        problems.append(f"{product.name}: {reason}")
        return
    write_whole(base / "models" / f"{product.name}.glb", lambda part: part.write_bytes(content))
    clock.say(f"{product.name}.glb: {len(content) / 1024:.1f} KiB")


def differences(made: Path, committed: Path) -> list[str]:
    """What differs between two folders of maps by more than the tolerance."""
    found = []
    for name in pack.MAPS:
        there = committed / f"{name}.webp"
        if not there.is_file():
            found.append(f"{there} is missing")
            continue
        one, two = (np.asarray(Image.open(path).convert("RGBA")).astype(int)
                    for path in (made / f"{name}.webp", there))
        if one.shape != two.shape:
            found.append(f"{there} has another size")
            continue
        same = float((np.abs(one - two).max(-1) <= SAME_LEVELS).mean())
        if same < SAME_SHARE:
            found.append(f"{there}: {100 * (1 - same):.2f} % of the pixels differ by more than {SAME_LEVELS} levels")
    return found


@contextlib.contextmanager
def quiet():
    """Keeps the renderer's own talk from the terminal."""
    sys.stdout.flush()
    terminal = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(terminal, 1)
        os.close(terminal)
        os.close(nowhere)
