"""Flat solids with rounded corners, in the x-z plane with their front to -y: cases, covers, frames. Millimetres.

Outlines run counter-clockwise as the viewer in front sees them. Not here: any product.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import Delaunay


def outline(width: float, height: float, radius: object, bend: int, straight: int) -> np.ndarray:
    """(n, 2) points of a rounded rectangle around (0, 0): `bend` steps a corner, `straight` steps a side.

    `radius` is one number, or four: top right, top left, bottom left, bottom right. Outlines of the same counts fit
    each other point by point.
    """
    radii = np.broadcast_to(np.asarray(radius, float), 4)
    points = []
    for quarter, (right, up) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        r = max(float(radii[quarter]), 1e-3)
        middle = np.array([right * (width / 2 - r), up * (height / 2 - r)])
        angles = np.radians(np.linspace(90 * quarter, 90 * quarter + 90, bend + 1))
        points.append(middle + r * np.stack([np.cos(angles), np.sin(angles)], axis=1))
    every = []
    for here, after in zip(points, points[1:] + points[:1]):
        every.append(here)
        every.append(here[-1] + (after[0] - here[-1]) * np.linspace(0, 1, straight + 1)[1:-1, None])
    return np.concatenate(every)


def loft(rings: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """A skin over closed rings of (n, 3) points each: from behind over the side to the front and inward."""
    count = len(rings[0])
    i, j = np.meshgrid(np.arange(len(rings) - 1), np.arange(count), indexing="ij")
    after = (j + 1) % count
    quads = np.stack([i * count + j, i * count + after, (i + 1) * count + after, (i + 1) * count + j], axis=-1)
    return np.concatenate(rings), quads.reshape(-1, 4)


def upright(points: np.ndarray, y: float) -> np.ndarray:
    """(n, 2) points of x and z, at a depth y."""
    return np.stack([points[:, 0], np.full(len(points), y), points[:, 1]], axis=1)


def filled(around: np.ndarray, holes: list[np.ndarray],
           within: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The face inside of an outline and outside of holes, with points within: its points and triangles. The points
    of the outlines must lie closer to each other than the outlines do."""
    points = np.concatenate([around, *holes, *([] if within is None else [within])])
    triangles = Delaunay(points).simplices
    middle = points[triangles].mean(axis=1)
    keep = _inside(around, middle)
    for hole in holes:
        keep &= ~_inside(hole, middle)
    triangles = triangles[keep]
    a, b, c = (points[triangles[:, k]] for k in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    triangles[area < 0] = triangles[area < 0][:, ::-1]
    return points, triangles[np.abs(area) > 1e-7]


def _inside(polygon: np.ndarray, points: np.ndarray) -> np.ndarray:
    x, y = points[:, :1], points[:, 1:]
    (ax, ay), (bx, by) = polygon.T, np.roll(polygon, -1, axis=0).T
    crosses = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = ax + (y - ay) * (bx - ax) / (by - ay)
    return (crosses & (x < at)).sum(axis=1) % 2 == 1


def rounding(radius: float, steps: int) -> list[tuple[float, float]]:
    """A quarter of a circle from the side to the face: (inset, depth) pairs, (0, radius) first."""
    angles = np.linspace(0, np.pi / 2, steps + 1)
    return [(radius * (1 - np.cos(a)), radius * (1 - np.sin(a))) for a in angles]


def slab(width: float, height: float, radius: object, front: float, back: float, edge: float, bend: int,
         straight: int, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """A board with rounded edges between two depths: vertices and faces (triangles have -1 as the fourth)."""
    radii = np.broadcast_to(np.asarray(radius, float), 4)

    def ring(inset: float, y: float) -> np.ndarray:
        return upright(outline(width - 2 * inset, height - 2 * inset, np.maximum(radii - inset, 0.05), bend,
                               straight), y)

    turn = rounding(edge, steps)
    rings = [ring(edge + 0.4, back), *(ring(i, back - d) for i, d in turn[::-1]),
             *(ring(i, front + d) for i, d in turn), ring(edge + 0.4, front)]
    vertices, quads = loft(rings)
    count = len(rings[0])
    points, triangles = filled(rings[0][:, [0, 2]], [])
    triangles = np.c_[triangles, np.full(len(triangles), -1)]
    backward = triangles[:, [2, 1, 0, 3]]
    faces = np.concatenate([quads, triangles + np.where(triangles < 0, 0, len(vertices) - count), backward])
    return vertices, faces


def sheet(width: float, height: float, columns: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """A flat grid to be bent: (n, 2) points of x and z from the top left, row by row, and quads that look to -y."""
    x, z = np.meshgrid(np.linspace(-width / 2, width / 2, columns + 1), np.linspace(height / 2, -height / 2, rows + 1))
    return np.stack([x.ravel(), z.ravel()], axis=1), grid_quads(rows + 1, columns + 1)


def grid_quads(rows: int, columns: int) -> np.ndarray:
    """Quads of a grid of points that runs from the top left, seen from the front."""
    index = np.arange(rows * columns).reshape(rows, columns)
    return np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(-1, 4)


def places(points: np.ndarray, area: tuple[float, float]) -> np.ndarray:
    """Places in a print area around (0, 0) of points (..., 2) of x and z."""
    return np.stack([points[..., 0] / area[0] + 0.5, 0.5 - points[..., 1] / area[1]], axis=-1)
