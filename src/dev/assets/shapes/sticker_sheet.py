"""A sheet of stickers, A5 (148 x 210 mm), on a table: printed vinyl with rounded corners, cut down to its backing.

The vinyl is 140 x 200 mm, cut 0.15 mm deep; one corner is lifted from the backing, and the backing curls a little.
Body: vinyl; inner: backing. Lengths in millimetres.
"""

from __future__ import annotations

import numpy as np

from ..model import Camera, Detail, Mesh, Model, View
from ..solids import filled, outline, places

VINYL = 0.35
"""Thickness that is drawn: a little more than the true 0.15 mm, so that the cut is seen."""


def build(parameters: dict, detail: Detail) -> Model:
    """The sheet seen from above; the table is at y = 0."""
    fine = detail is Detail.PICTURE
    space = 1.0 if fine else 5.0
    backing = _leaf(parameters["sheet"], 2.5, space, "inner", "paper_smooth", None, 0.0, parameters)
    vinyl = _leaf(parameters["print"], 4.0, space, "body", "vinyl", "sheet", VINYL, parameters)
    return Model([*backing, *vinyl])


def _curl(flat: np.ndarray, parameters: dict) -> np.ndarray:
    """Height of the backing over the table."""
    width, height = parameters["sheet"]
    x, z = flat[:, 0] / width * 2, flat[:, 1] / height * 2
    corner = np.clip(x - z - 0.95, 0, None)  # lower right
    other = np.clip(z - x - 1.15, 0, None)  # upper left
    edge = np.clip(np.abs(x) - 0.2, 0, None)
    return 0.25 + 4.2 * corner ** 2 + 2.2 * other ** 2 + 0.7 * edge ** 2


def _peel(flat: np.ndarray, parameters: dict) -> np.ndarray:
    """Points of the vinyl: its upper right corner is rolled off the backing around a slanting line."""
    width, height = parameters["print"]
    out = np.stack([flat[:, 0], -_curl(flat, parameters) - VINYL, flat[:, 1]], axis=1)
    direction = np.array([0.80, 0.60])
    start = direction @ np.array([width / 2, height / 2]) - parameters["peel"]
    beyond = np.clip(flat @ direction - start, 0, None)
    radius = parameters["peel_radius"]
    angle = np.minimum(beyond / radius, 1.15)
    rest = beyond - angle * radius
    inward = radius * np.sin(angle) + rest * np.cos(angle) - beyond
    up = radius * (1 - np.cos(angle)) + rest * np.sin(angle)
    out[:, [0, 2]] += inward[:, None] * direction
    out[:, 1] -= up
    return out


def _leaf(size: tuple, radius: float, space: float, part: str, material: str, side: str | None, thick: float,
          parameters: dict) -> list[Mesh]:
    """A thin sheet with an edge."""
    width, height = size
    bend = 8 if space < 2 else 3
    straight = int(max(width, height) / space)
    around = outline(width, height, radius, bend, straight)
    x, z = np.meshgrid(np.arange(-width / 2 + 0.6 * space, width / 2 - 0.5 * space, space),
                       np.arange(-height / 2 + 0.6 * space, height / 2 - 0.5 * space, space))
    grid = np.stack([x.ravel(), z.ravel()], axis=1)
    inset = np.array([width, height]) / 2 - radius - np.abs(grid)
    keep = ~((inset < 0).all(axis=1) & (np.linalg.norm(inset, axis=1) > radius - 0.4 * space))
    flat, triangles = filled(around, [], grid[keep])
    bent = _peel if side else lambda points, p: np.stack([points[:, 0], -_curl(points, p), points[:, 1]], 1)
    top = bent(flat, parameters)
    rim = top[:len(around)]
    under = rim + (0, max(thick, 0.2), 0)
    count = len(around)
    index = np.arange(count)
    after = (index + 1) % count
    edge = np.stack([index + count, after + count, after, index], axis=1)
    uv = places(flat, size)[triangles] if side else None
    meshes = [Mesh(top / 1000, triangles, part, material, side, uv, smooth_angle=80, name=f"{part} top"),
              Mesh(np.concatenate([rim, under]) / 1000, edge, part, material, smooth_angle=60, name=f"{part} edge")]
    if side:  # the underside of the peeled corner
        high = top[:, 1] < -1.2 - _curl(flat, parameters)
        back = triangles[high[triangles].any(axis=1)][:, ::-1]
        meshes.append(Mesh((top + (0, 0.12, 0)) / 1000, back, "inner", "paper_smooth", smooth_angle=80, name="under"))
    return meshes


def views(parameters: dict) -> list[View]:
    """From above."""
    lens = 36 / (parameters["sheet"][1] * 1.26) * 1000
    return [
        View("front", "sheet", Camera((0.0, -1.0, 0.0), (0.0, 0.0, -0.001), lens), "table", wall=0.0),
    ]
