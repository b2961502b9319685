"""The data pass: which part covers each pixel, how much of it is print area, and which place of it lies there.

Every pixel is looked at through an even grid of rays (8 x 8), so coverage is exact to 1/64 and without noise, and the
same on every machine. Not here: light.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from .model import PARTS, Model, View

GRID = 8
"""Rays a pixel, across and down."""
BAND = 40
"""Rows of pixels that are drawn at a time."""
AROUND = 0.04
"""How far past the print area's edge its places are known, in print areas."""
NOTHING, SCENERY = -2, -1


@dataclass
class Data:
    """A view's data at one size; (h, w) arrays."""

    parts: np.ndarray
    """(h, w, 3) coverage of body, inner part and handle."""
    printed: np.ndarray
    """Coverage of the view's print area."""
    places: np.ndarray
    """(h, w, 2) place in the print area at the pixel's centre; NaN where no ray of the pixel finds one."""
    exact: np.ndarray
    """Whether the ray through the pixel's centre itself finds the print area's surface."""


@dataclass
class Scene:
    """A model seen by a view, as triangles on the picture."""

    corners: np.ndarray
    """(t, 3, 3): x and y in picture widths, depth in metres."""
    part: np.ndarray
    """(t,) 0 body, 1 inner, 2 handle, SCENERY."""
    places: np.ndarray
    """(t, 3, 2); NaN where the view's side is not printed."""


def scene(model: Model, view: View) -> Scene:
    """The triangles that the view's camera sees."""
    corners, part, places = [], [], []
    for mesh in model.turned(view.turn).meshes:
        faces, flat = mesh.triangles()
        if len(faces) == 0:
            continue
        seen = view.camera.project(mesh.vertices)
        corners.append(seen[faces])
        part.append(np.full(len(faces), PARTS.index(mesh.part) if mesh.part else SCENERY, np.int8))
        if mesh.print_side == view.side:
            places.append(mesh.print_uv.reshape(-1, 2)[flat])
        else:
            places.append(np.full((len(faces), 3, 2), np.nan))
    return Scene(np.concatenate(corners), np.concatenate(part), np.concatenate(places))


def data(scene_: Scene, size: int) -> Data:
    """Draws the data of a square picture."""
    corners = scene_.corners.copy()
    corners[:, :, :2] *= size
    if corners[:, :, 2].min() <= 0:
        raise ValueError("the shape reaches behind the camera")
    parts = np.zeros((size, size, 3))
    printed = np.zeros((size, size))
    places = np.full((size, size, 2), np.nan)
    exact = np.zeros((size, size), np.bool_)
    top, bottom = corners[:, :, 1].min(1), corners[:, :, 1].max(1)
    for first in range(0, size, BAND):
        last = min(first + BAND, size)
        near = np.nonzero((bottom >= first) & (top <= last))[0]
        depth = np.zeros(((last - first) * GRID, size * GRID))
        found = np.full(depth.shape, -1, np.int32)
        _draw(corners, near, first, depth, found)
        _gather(corners, scene_.part, scene_.places, found, first, parts, printed, places, exact)
    return Data(parts, printed, places, exact)


@numba.njit(cache=True)
def _draw(corners, near, first, depth, found):
    """Keeps the nearest triangle at every ray. `depth` holds 1/metres, which is linear on the picture."""
    rows, columns = depth.shape
    for index in near:
        ax, ay, az = corners[index, 0]
        bx, by, bz = corners[index, 1]
        cx, cy, cz = corners[index, 2]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) < 1e-12:
            continue
        left = max(int(np.floor(min(ax, bx, cx) * GRID - 0.5)), 0)
        right = min(int(np.ceil(max(ax, bx, cx) * GRID)), columns - 1)
        upper = max(int(np.floor((min(ay, by, cy) - first) * GRID - 0.5)), 0)
        lower = min(int(np.ceil((max(ay, by, cy) - first) * GRID)), rows - 1)
        for row in range(upper, lower + 1):
            y = first + (row + 0.5) / GRID
            for column in range(left, right + 1):
                x = (column + 0.5) / GRID
                b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
                c = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
                a = 1.0 - b - c
                if a < 0.0 or b < 0.0 or c < 0.0:
                    continue
                near_ = a / az + b / bz + c / cz
                if near_ > depth[row, column]:
                    depth[row, column] = near_
                    found[row, column] = index


@numba.njit(cache=True)
def _place(corners, places, index, x, y):
    """Place in the print area that the triangle's plane has at a point of the picture."""
    ax, ay, az = corners[index, 0]
    bx, by, bz = corners[index, 1]
    cx, cy, cz = corners[index, 2]
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    c = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
    wa, wb, wc = (1.0 - b - c) / az, b / bz, c / cz
    total = wa + wb + wc
    u = (wa * places[index, 0, 0] + wb * places[index, 1, 0] + wc * places[index, 2, 0]) / total
    v = (wa * places[index, 0, 1] + wb * places[index, 1, 1] + wc * places[index, 2, 1]) / total
    return u, v, area


@numba.njit(cache=True)
def _gather(corners, part, places, found, first, parts, printed, out, exact):
    """Counts the rays of each pixel, and takes the place of the printed ray that is nearest to its centre."""
    rows, columns = found.shape
    one = 1.0 / (GRID * GRID)
    for row in range(rows):
        y = first + (row + 0.5) / GRID
        line = first + row // GRID
        for column in range(columns):
            index = found[row, column]
            if index < 0 or part[index] < 0:
                continue
            pixel = column // GRID
            parts[line, pixel, part[index]] += one
            if np.isnan(places[index, 0, 0]):
                continue
            u, v, area = _place(corners, places, index, (column + 0.5) / GRID, y)
            # Seen from outside, corners run counter-clockwise; y goes down, so the area is negative.
            if area < 0.0 and 0.0 <= u <= 1.0 and 0.0 <= v <= 1.0:
                printed[line, pixel] += one
    for line in range(first, first + rows // GRID):
        for pixel in range(columns // GRID):
            best, nearest = -1, 1e9
            for r in range(GRID):
                for c in range(GRID):
                    index = found[(line - first) * GRID + r, pixel * GRID + c]
                    if index < 0 or part[index] < 0 or np.isnan(places[index, 0, 0]):
                        continue
                    away = (r + 0.5 - GRID / 2) ** 2 + (c + 0.5 - GRID / 2) ** 2
                    if away < nearest:
                        u, v, area = _place(corners, places, index, pixel + (c + 0.5) / GRID, line + (r + 0.5) / GRID)
                        if area < 0.0 and -AROUND <= u <= 1.0 + AROUND and -AROUND <= v <= 1.0 + AROUND:
                            best, nearest = index, away
            if best >= 0:
                u, v, _ = _place(corners, places, best, pixel + 0.5, line + 0.5)
                out[line, pixel, 0] = u
                out[line, pixel, 1] = v
                exact[line, pixel] = nearest < 1.0
