"""Surfaces of revolution and pipes: what mugs, bottles and their handles are made of. Not here: any product."""

from __future__ import annotations

import numpy as np


def arc(x: float, z: float, radius: float, start: float, end: float, count: int) -> list[tuple[float, float]]:
    """Points of an arc around (x, z), from one angle in degrees to another, both included."""
    angles = np.radians(np.linspace(start, end, count))
    return [(x + radius * np.cos(a), z + radius * np.sin(a)) for a in angles]


def revolved(profile: np.ndarray, angles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turns a profile of (radius, height), bottom of the outside first, around the upright axis.

    `angles` in radians go once around, the last one not being the first again. Gives vertices and quads; the quad of
    profile step i and angle step j is number i * len(angles) + j.
    """
    profile = np.asarray(profile, float)
    around = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    vertices = np.concatenate([
        profile[:, None, :1] * around[None], np.broadcast_to(profile[:, None, 1:], (len(profile), len(angles), 1))
    ], axis=2).reshape(-1, 3)
    count = len(angles)
    step, turn = np.meshgrid(np.arange(len(profile) - 1), np.arange(count), indexing="ij")
    after = (turn + 1) % count
    quads = np.stack([step * count + turn, step * count + after, (step + 1) * count + after, (step + 1) * count + turn],
                     axis=-1).reshape(-1, 4)
    return vertices, quads


def bezier(points: np.ndarray, count: int) -> np.ndarray:
    """Points of cubic Bezier curves that follow each other: 3 k + 1 control points."""
    points = np.asarray(points, float)
    t = np.linspace(0, 1, count)[:, None]
    pieces = []
    for first in range(0, len(points) - 1, 3):
        a, b, c, d = points[first:first + 4]
        piece = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d
        pieces.append(piece if first == 0 else piece[1:])
    return np.concatenate(pieces)


def evenly(points: np.ndarray, count: int) -> np.ndarray:
    """Points at even distances along a line."""
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    at = np.linspace(0, length[-1], count)
    return np.stack([np.interp(at, length, points[:, axis]) for axis in range(points.shape[1])], axis=1)


def pipe(line: np.ndarray, across: np.ndarray, upright: np.ndarray, sides: int, power: float = 2.6):
    """A pipe along a line in the x-z plane: (n, 2) line, half its width in y and half its thickness in the plane.

    Its section is an ellipse with a power above 2: a little square. Gives vertices and quads; both ends are open.
    """
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    angles = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    cos, sin = np.cos(angles), np.sin(angles)
    out = upright[:, None] * np.abs(cos) ** (2 / power) * np.sign(cos)
    side = across[:, None] * np.abs(sin) ** (2 / power) * np.sign(sin)
    vertices = np.stack([line[:, :1] + normal[:, :1] * out, side, line[:, 1:] + normal[:, 1:] * out], axis=-1)
    count = len(line)
    i, j = np.meshgrid(np.arange(count - 1), np.arange(sides), indexing="ij")
    after = (j + 1) % sides
    quads = np.stack([i * sides + j, (i + 1) * sides + j, (i + 1) * sides + after, i * sides + after], axis=-1)
    return vertices.reshape(-1, 3), quads.reshape(-1, 4)
