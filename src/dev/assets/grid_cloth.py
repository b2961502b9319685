"""Cloth by extended position-based dynamics: points, lengths to keep, pressure, walls. Metres, seconds.

Same input, same cloth: one thread, fixed order. Not here: what is sewn from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numba
import numpy as np
from scipy import ndimage

GRAVITY = 9.81


@dataclass
class Panel:
    """A rectangular grid of points, row by row from the top left as its front is seen."""

    index: np.ndarray
    """(rows, columns) indices of the cloth's points; panels share points where they are sewn."""
    pattern: np.ndarray
    """(rows, columns, 2) metres along the cloth."""


@dataclass
class Cloth:
    """Points and what holds them."""

    place: np.ndarray
    """(n, 3) metres."""
    panels: list[Panel]
    edges: list[np.ndarray] = field(default_factory=list)
    lengths: list[np.ndarray] = field(default_factory=list)
    firmness: list[np.ndarray] = field(default_factory=list)
    """Share of an edge's error that one pass corrects, 0..1."""
    held: dict[int, np.ndarray] = field(default_factory=dict)
    """Points that stay at a place."""

    def weave(self, panel: Panel, growth: np.ndarray, bend: float, shear: float = 0.4,
              slack: float = 0.0) -> None:
        """Adds a panel's edges. `growth` (rows, columns) is by how much it is larger than its pattern; `bend` is
        the firmness of edges over two and four steps, which keep it from folding."""
        index, pattern = panel.index, panel.pattern
        for rows, columns, firm in ((0, 1, 1.0), (1, 0, 1.0), (1, 1, shear), (1, -1, shear),
                                    (0, 2, bend), (2, 0, bend), (0, 4, bend), (4, 0, bend)):
            a, b = _shifted(index, rows, columns)
            p, q = _shifted(pattern, rows, columns)
            g, h = _shifted(growth, rows, columns)
            length = np.linalg.norm((p - q).reshape(-1, 2), axis=1) * (1 + (g + h).ravel() / 2)
            if abs(rows) + abs(columns) > 1 and 0 in (rows, columns):
                length = length * (1 - slack)
            self.edges.append(np.stack([a.ravel(), b.ravel()], axis=1))
            self.lengths.append(length)
            self.firmness.append(np.full(len(length), firm))

    def seam(self, points: np.ndarray, length: float, firm: float = 1.0) -> None:
        """A row of points kept at one distance from each other, as a seam or hem does."""
        self.edges.append(np.stack([points[:-1], points[1:]], axis=1))
        self.lengths.append(np.full(len(points) - 1, length))
        self.firmness.append(np.full(len(points) - 1, firm))


def _shifted(grid: np.ndarray, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    height, width = grid.shape[:2]
    if columns < 0:
        return grid[:height - rows, -columns:], grid[rows:, :width + columns]
    return grid[:height - rows, :width - columns], grid[rows:, columns:]


def smooth_noise(shape: tuple[int, int], grain: float, seed: int) -> np.ndarray:
    """Noise of mean 0 and deviation 1; `grain` in steps of the grid."""
    noise = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=shape), grain, mode="reflect")
    return noise / noise.std()


def settled(cloth: Cloth, steps: int, *, gravity: float = 1.0, pressure=None, collide=None, damping: float = 0.02,
            passes: int = 4, step: float = 1 / 300) -> np.ndarray:
    """The points after so many steps. `pressure(share, place)` gives metres per second squared along the normals,
    `share` being 0..1 of the time; `collide(share, place, before)` moves points out of what is solid."""
    edges = np.concatenate(cloth.edges).astype(np.int64)
    order = np.random.default_rng(1).permutation(len(edges))
    edges = np.ascontiguousarray(edges[order])
    lengths = np.concatenate(cloth.lengths)[order]
    firmness = np.concatenate(cloth.firmness)[order]
    place = cloth.place.copy()
    weight = np.ones(len(place))
    held = np.array(sorted(cloth.held), np.int64)
    targets = np.array([cloth.held[i] for i in held]).reshape(-1, 3)
    starts = place[held].copy()
    weight[held] = 0.0
    quads = np.concatenate([_quads(panel.index) for panel in cloth.panels])
    speed = np.zeros_like(place)
    for now in range(steps):
        share = now / steps
        before = place.copy()
        if pressure is not None:
            speed += _normals(place, quads) * (pressure(share, place) * step)
        speed[:, 2] -= GRAVITY * gravity * step
        speed *= 1.0 - damping
        place = place + speed * step
        if len(held):
            ease = min(share * 4, 1.0)
            place[held] = starts + (targets - starts) * (ease * ease * (3 - 2 * ease))
        for _ in range(passes):
            _keep_lengths(place, edges, lengths, firmness, weight)
            if collide is not None:
                collide(share, place, before)
        speed = (place - before) / step
        fast = np.linalg.norm(speed, axis=1, keepdims=True)
        speed *= np.minimum(1.0, 3.0 / np.maximum(fast, 1e-9))
        speed[held] = 0.0
    return place


def _quads(index: np.ndarray) -> np.ndarray:
    return np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(-1, 4)


def _normals(place: np.ndarray, quads: np.ndarray) -> np.ndarray:
    own = np.cross(place[quads[:, 2]] - place[quads[:, 0]], place[quads[:, 3]] - place[quads[:, 1]])
    out = np.zeros_like(place)
    for corner in range(4):
        np.add.at(out, quads[:, corner], own)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def volume(place: np.ndarray, panels: list[Panel]) -> float:
    """What closed panels enclose, in cubic metres."""
    quads = np.concatenate([_quads(panel.index) for panel in panels])
    own = np.cross(place[quads[:, 2]] - place[quads[:, 0]], place[quads[:, 3]] - place[quads[:, 1]]) / 2
    return float((place[quads].mean(axis=1) * own).sum() / 3)


@numba.njit(cache=True)
def _keep_lengths(place, edges, lengths, firmness, weight):
    for e in range(len(edges)):
        i, j = edges[e, 0], edges[e, 1]
        total = weight[i] + weight[j]
        if total == 0.0:
            continue
        dx, dy, dz = place[i, 0] - place[j, 0], place[i, 1] - place[j, 1], place[i, 2] - place[j, 2]
        far = np.sqrt(dx * dx + dy * dy + dz * dz) + 1e-12
        push = firmness[e] * (far - lengths[e]) / far / total
        a, b = push * weight[i], push * weight[j]
        place[i, 0] -= a * dx
        place[i, 1] -= a * dy
        place[i, 2] -= a * dz
        place[j, 0] += b * dx
        place[j, 1] += b * dy
        place[j, 2] += b * dz


def finer(place: np.ndarray, panel: Panel, times: int, blur: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """A panel's points and pattern on a finer grid, through cubic splines: (rows, columns, 3) and (..., 2)."""
    grid = place[panel.index]
    if blur:
        soft = np.stack([ndimage.gaussian_filter(grid[..., axis], blur, mode="nearest") for axis in range(3)], -1)
        inner = _from_edge(grid.shape[:2])[..., None].clip(0, 3) / 3
        grid = grid + (soft - grid) * inner
    rows, columns = grid.shape[:2]
    at = np.meshgrid(np.linspace(0, rows - 1, (rows - 1) * times + 1),
                     np.linspace(0, columns - 1, (columns - 1) * times + 1), indexing="ij")

    def fine(values: np.ndarray, order: int) -> np.ndarray:
        return np.stack([ndimage.map_coordinates(values[..., k], at, order=order, mode="mirror")
                         for k in range(values.shape[-1])], axis=-1)

    return fine(grid, 3), fine(panel.pattern, 1)


def _from_edge(shape: tuple[int, int]) -> np.ndarray:
    rows, columns = (np.minimum(np.arange(n), n - 1 - np.arange(n)) for n in shape)
    return np.minimum(rows[:, None], columns[None]).astype(float)
