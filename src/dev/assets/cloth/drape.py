"""Hangs a sewn garment on a figure: position-based dynamics with stretch, bend, friction and self-collision.

The order of all sums is fixed, so the same garment hangs the same way every time. Not here: pattern or picture.
"""

from __future__ import annotations

import numba
import numpy as np
from scipy.sparse import coo_matrix
from scipy.spatial import cKDTree

from .figure import Figure
from .sewing import Sewn

SUBSTEPS = 24
STEP = 1.0 / 60.0 / SUBSTEPS
SKIN = 0.004
"""Distance that the cloth keeps from the figure, metres."""
FRICTION = 0.5
APART = 0.0045
"""Distance that layers of cloth keep from each other."""
PULL_OVER, LOWERED = 25, 85
"""Frames in which the garment settles on the figure, and until which the arms are lowered."""


def draped(sewn: Sewn, figure: Figure, arm_start: float, arm_end: float, frames: int = 150) -> np.ndarray:
    """(n, 3) where the garment's vertices come to rest."""
    x = sewn.places.copy()
    v = np.zeros_like(x)
    near = _neighbours(sewn.edges, len(x))
    for frame in range(frames):
        share = np.clip((frame - PULL_OVER) / (LOWERED - PULL_OVER), 0, 1)
        arms = figure.arms(arm_start + (arm_end - arm_start) * share * share * (3 - 2 * share))
        early = frame < PULL_OVER
        pairs, apart = np.zeros((0, 2), np.int64), np.zeros(0)
        if not early:
            pairs = cKDTree(x).query_pairs(0.010, output_type="ndarray")
            pairs = pairs[np.asarray(near[pairs[:, 0], pairs[:, 1]]).ravel() == 0]
            pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
            apart = np.full(len(pairs), APART)
        sway = np.sin((frame - 70) / 45 * 4 * np.pi) if 70 <= frame <= 115 else 0.0
        keep = 0.90 if early else (0.9985 if frame < frames - 60 else 0.992)
        _frame(x, v, sewn.edges, sewn.lengths, sewn.bends, sewn.bend_lengths, sewn.bend_stiffness, sewn.mobility,
               pairs, apart, figure.distances, figure.corner, figure.cell, arms, 0.3 if early else 1.0, sway, keep)
    if not np.isfinite(x).all():
        raise ValueError("the cloth did not come to rest")
    return x


def _neighbours(edges: np.ndarray, count: int):
    """Which vertices are one or two edges apart: they need not be kept apart."""
    ones = np.ones(len(edges))
    near = coo_matrix((ones, (edges[:, 0], edges[:, 1])), shape=(count, count))
    near = ((near + near.T) > 0).astype(np.int8)
    return ((near @ near + near) > 0).tocsr()


@numba.njit(cache=True)
def _frame(x, v, edges, lengths, bends, bend_lengths, bend_stiffness, mobility, pairs, apart, field, corner, cell, arms,
           weight, sway, keep):
    before = np.empty_like(x)
    firm = np.ones(len(edges))
    for _ in range(SUBSTEPS):
        for i in range(len(x)):
            side = 1.0 if x[i, 0] > 0 else -1.0
            v[i, 0] += 9.81 * STEP * 0.22 * sway
            v[i, 1] += 9.81 * STEP * 0.12 * sway * side
            v[i, 2] -= 9.81 * STEP * weight
            for axis in range(3):
                before[i, axis] = x[i, axis]
                v[i, axis] *= keep
                x[i, axis] += v[i, axis] * STEP
        _solve(x, bends, bend_lengths, bend_stiffness, mobility)
        _solve(x, edges, lengths, firm, mobility)
        _keep_apart(x, pairs, apart)
        _collide(x, before, field, corner, cell, arms)
        for i in range(len(x)):
            speed = 0.0
            for axis in range(3):
                v[i, axis] = (x[i, axis] - before[i, axis]) / STEP
                speed += v[i, axis] * v[i, axis]
            speed = np.sqrt(speed)
            if speed > 4.0:
                for axis in range(3):
                    v[i, axis] *= 4.0 / speed


@numba.njit(cache=True)
def _solve(x, pairs, lengths, stiffness, mobility):
    for e in range(len(pairs)):
        i, j = pairs[e, 0], pairs[e, 1]
        dx, dy, dz = x[i, 0] - x[j, 0], x[i, 1] - x[j, 1], x[i, 2] - x[j, 2]
        away = np.sqrt(dx * dx + dy * dy + dz * dz) + 1e-12
        share = stiffness[e] * (away - lengths[e]) / away / (mobility[i] + mobility[j])
        a, b = share * mobility[i], share * mobility[j]
        x[i, 0] -= a * dx
        x[i, 1] -= a * dy
        x[i, 2] -= a * dz
        x[j, 0] += b * dx
        x[j, 1] += b * dy
        x[j, 2] += b * dz


@numba.njit(cache=True)
def _keep_apart(x, pairs, apart):
    for e in range(len(pairs)):
        i, j = pairs[e, 0], pairs[e, 1]
        dx, dy, dz = x[i, 0] - x[j, 0], x[i, 1] - x[j, 1], x[i, 2] - x[j, 2]
        away = np.sqrt(dx * dx + dy * dy + dz * dz) + 1e-12
        if away < apart[e]:
            share = 0.4 * (away - apart[e]) / away
            x[i, 0] -= share * dx
            x[i, 1] -= share * dy
            x[i, 2] -= share * dz
            x[j, 0] += share * dx
            x[j, 1] += share * dy
            x[j, 2] += share * dz


@numba.njit(cache=True)
def _sample(field, px, py, pz, corner, cell):
    fx, fy, fz = (px - corner[0]) / cell, (py - corner[1]) / cell, (pz - corner[2]) / cell
    if fx < 0 or fy < 0 or fz < 0:
        return 1.0
    i, j, k = int(fx), int(fy), int(fz)
    if i >= field.shape[0] - 1 or j >= field.shape[1] - 1 or k >= field.shape[2] - 1:
        return 1.0
    fx, fy, fz = fx - i, fy - j, fz - k
    low = (field[i, j, k] * (1 - fx) + field[i + 1, j, k] * fx) * (1 - fy) + (
        field[i, j + 1, k] * (1 - fx) + field[i + 1, j + 1, k] * fx) * fy
    high = (field[i, j, k + 1] * (1 - fx) + field[i + 1, j, k + 1] * fx) * (1 - fy) + (
        field[i, j + 1, k + 1] * (1 - fx) + field[i + 1, j + 1, k + 1] * fx) * fy
    return low * (1 - fz) + high * fz


@numba.njit(cache=True)
def _collide(x, before, field, corner, cell, arms):
    """Pushes vertices out of torso and arms, whichever they are deeper in, with friction."""
    normal = np.zeros(3)
    h = 0.004
    for v in range(len(x)):
        away = _sample(field, x[v, 0], x[v, 1], x[v, 2], corner, cell)
        hit = away < SKIN
        if hit:
            normal[0] = (_sample(field, x[v, 0] + h, x[v, 1], x[v, 2], corner, cell)
                         - _sample(field, x[v, 0] - h, x[v, 1], x[v, 2], corner, cell))
            normal[1] = (_sample(field, x[v, 0], x[v, 1] + h, x[v, 2], corner, cell)
                         - _sample(field, x[v, 0], x[v, 1] - h, x[v, 2], corner, cell))
            normal[2] = (_sample(field, x[v, 0], x[v, 1], x[v, 2] + h, corner, cell)
                         - _sample(field, x[v, 0], x[v, 1], x[v, 2] - h, corner, cell))
        for s in range(len(arms)):
            along = 0.0
            for axis in range(3):
                along += (x[v, axis] - arms[s, axis]) * arms[s, 3 + axis]
            along = min(max(along, 0.0), arms[s, 8])
            radius = arms[s, 6] + (arms[s, 7] - arms[s, 6]) * along / arms[s, 8]
            ex = x[v, 0] - arms[s, 0] - along * arms[s, 3]
            ey = x[v, 1] - arms[s, 1] - along * arms[s, 4]
            ez = x[v, 2] - arms[s, 2] - along * arms[s, 5]
            from_arm = np.sqrt(ex * ex + ey * ey + ez * ez) + 1e-9 - radius
            if from_arm < SKIN and (not hit or from_arm > away):
                normal[0], normal[1], normal[2] = ex, ey, ez
                away = from_arm
                hit = True
        if not hit or away >= SKIN:
            continue
        length = np.sqrt(normal[0] ** 2 + normal[1] ** 2 + normal[2] ** 2) + 1e-12
        push = min(SKIN - away, 0.01)
        inward = 0.0
        for axis in range(3):
            normal[axis] /= length
            x[v, axis] += push * normal[axis]
            inward += (x[v, axis] - before[v, axis]) * normal[axis]
        slid = 0.0
        for axis in range(3):
            slid += (x[v, axis] - before[v, axis] - inward * normal[axis]) ** 2
        hold = min(1.0, FRICTION * (push + 2e-5) / (np.sqrt(slid) + 1e-12))
        for axis in range(3):
            x[v, axis] -= hold * (x[v, axis] - before[v, axis] - inward * normal[axis])
