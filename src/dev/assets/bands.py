"""Straps and ties: flat bands with round edges along a line in space. Metres. Not here: where a line runs."""

from __future__ import annotations

import numpy as np

from .model import Mesh

HALF_THICK = 0.0011


def band(centre: np.ndarray, across: np.ndarray, width: float, sides: int, part: str, material: str,
         name: str) -> Mesh:
    """A band along (n, 3) points; `across` (n, 3) says which way its width lies. Its ends are open.

    Pattern x runs across and y along; attributes `hem` and `seam` are those that canvas asks for.
    """
    along = np.gradient(centre, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    wide = across - along * (across * along).sum(axis=1, keepdims=True)
    wide /= np.linalg.norm(wide, axis=1, keepdims=True)
    normal = np.cross(wide, along)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    x = np.abs(np.cos(angle)) ** (1 / 3) * np.sign(np.cos(angle)) * width / 2
    y = np.abs(np.sin(angle)) ** 0.6 * np.sign(np.sin(angle)) * HALF_THICK
    vertices = centre[:, None] + wide[:, None] * x[None, :, None] + normal[:, None] * y[None, :, None]
    rows = len(centre)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(sides), indexing="ij")
    after = (j + 1) % sides
    quads = np.stack([i * sides + j, i * sides + after, (i + 1) * sides + after, (i + 1) * sides + j], axis=-1)
    quads = quads.reshape(-1, 4)
    points = vertices.reshape(-1, 3)
    away = points[quads].mean(axis=1) - np.repeat(centre[:-1], sides, 0)
    own = np.cross(points[quads[:, 2]] - points[quads[:, 0]], points[quads[:, 3]] - points[quads[:, 1]])
    if (away * own).sum() < 0:
        quads = quads[:, ::-1].copy()
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(centre, axis=0), axis=1))]
    flat = np.stack([np.tile(x, rows), np.repeat(length, sides)], axis=1)[quads]
    attributes = {"hem": np.full(quads.shape, 0.2), "seam": width / 2 - np.abs(flat[..., 0])}
    return Mesh(points, quads, part, material, pattern_uv=flat, attributes=attributes, smooth_angle=50, name=name)
