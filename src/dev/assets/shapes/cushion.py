"""A stuffed cushion of 400 x 400 mm, sewn from two panels, standing on the ground and leaning back a little.

Two cloth panels are sewn at their edges and blown up to the volume of a well stuffed cushion. Lengths of the
parameters in millimetres. Body: all of it; the print covers a whole panel.
"""

from __future__ import annotations

import numpy as np

from ..grid_cloth import Cloth, Panel, finer, settled, smooth_noise, volume
from ..model import Camera, Detail, Mesh, Model, View

STEPS = 64
"""Cloth points along a side of a panel."""
MODEL_POINTS = 29
"""Those along a side of the GLB's."""
LEAN = np.radians(9.0)


def build(parameters: dict, detail: Detail) -> Model:
    """The cushion with its front to the viewer, standing on z = 0."""
    side = parameters["side"] / 1000
    cloth = _sewn(side, parameters["seed"])
    full = parameters["fill"] * side ** 3
    panels = cloth.panels

    def pressure(share: float, place: np.ndarray) -> float:
        room = volume(place, panels)
        return float(np.clip((full / max(room, 1e-6) - 1.0) * 100.0, 0.0, 25.0)) * min(1.0, 0.1 + share * 2)

    place = settled(cloth, 900, gravity=0.0, pressure=pressure, damping=0.03, passes=6)
    place = _standing(place - place.mean(axis=0))
    times = 3 if detail is Detail.PICTURE else 1
    meshes = []
    for panel, side_name, mirrored in zip(panels, ("front", "back"), (False, True)):
        points, pattern = finer(place, panel, times, blur=1.0)
        if detail is Detail.MODEL:
            keep = np.round(np.linspace(0, STEPS, MODEL_POINTS)).astype(int)
            points, pattern = points[np.ix_(keep, keep)], pattern[np.ix_(keep, keep)]
        rows, columns = points.shape[:2]
        index = np.arange(rows * columns).reshape(rows, columns)
        quads = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(-1, 4)
        flat = pattern.reshape(-1, 2)[quads]
        edge = side / 2 - np.abs(flat).max(axis=-1)
        meshes.append(Mesh(points.reshape(-1, 3), quads, "body", "canvas_fine", side_name,
                           np.stack([flat[..., 0] / side + 0.5, 0.5 - flat[..., 1] / side], axis=-1), flat,
                           {"seam": edge}, smooth_angle=80, name=side_name))
    return Model(meshes)


def _sewn(side: float, seed: int) -> Cloth:
    """Two flat panels with common edges. The back is seen from behind, so its columns run to the left."""
    count = STEPS + 1
    across = np.linspace(-side / 2, side / 2, count)
    x, z = np.meshgrid(across, across[::-1])
    front = np.arange(count * count).reshape(count, count)
    back = front + count * count
    border = np.zeros((count, count), bool)
    border[[0, -1]] = border[:, [0, -1]] = True
    mirrored = front[:, ::-1]
    back = np.where(border, mirrored, back)
    used = np.unique(np.concatenate([front.ravel(), back.ravel()]))
    rank = np.full(2 * count * count, -1)
    rank[used] = np.arange(len(used))
    front, back = rank[front], rank[back]
    noise = np.random.default_rng(seed)
    place = np.zeros((len(used), 3))
    bulge = np.cos(np.pi * x / side) * np.cos(np.pi * z / side)
    place[front] = np.stack([x, -0.012 * bulge, z], axis=-1)
    inner = ~border
    place[back[inner]] = np.stack([-x, 0.012 * bulge, z], axis=-1)[inner]
    place += noise.normal(0, 0.0004, place.shape)
    pattern = np.stack([x, z], axis=-1)
    cloth = Cloth(place, [Panel(front, pattern), Panel(back, pattern)])
    for number, panel in enumerate(cloth.panels):
        growth = 0.006 * smooth_noise((count, count), 3.0, seed + number)
        # The seam is a little shorter than the cloth, so the cloth gathers in small folds beside it.
        edge = side / 2 - np.abs(pattern).max(axis=-1)
        cloth.weave(panel, growth + 0.006 * np.clip(1 - edge / 0.05, 0, 1), bend=0.06)
    gap = side / STEPS
    for row in (front[0], front[-1], front[:, 0], front[:, -1]):
        cloth.seam(row, gap * 0.985)
        for start in range(6):  # the allowance within keeps the seam from kinking
            cloth.seam(row[start::6], gap * 0.985 * 6, 0.35)
    return cloth


def _standing(place: np.ndarray) -> np.ndarray:
    """Leans back and settles its lower edge on the ground."""
    cos, sin = np.cos(LEAN), np.sin(LEAN)
    y, z = place[:, 1] * cos + place[:, 2] * sin, place[:, 2] * cos - place[:, 1] * sin
    z = z - np.percentile(z, 2.5)
    soft = 0.009
    z = np.where(z < 3 * soft, soft * np.log1p(np.exp(np.clip(z / soft, -20, 20))) * (3 / np.log1p(np.exp(3.0))), z)
    return np.stack([place[:, 0], y, z - soft * 0.05], axis=1)


def views(parameters: dict) -> list[View]:
    """From the front, and turned aside."""
    height = parameters["side"] / 1000 * 0.94

    def view(name: str, turn: float, reach: float = 0.57) -> View:
        camera = Camera((0.0, -2.6, height / 2 + 0.74), (0.0, 0.0, height / 2 - 0.006), 36 / reach * 2.6)
        return View(name, "front", camera, "cushion", turn=turn, ground=0.0)

    return [view("front", 0.0), view("angle", 30.0, 0.75)]
