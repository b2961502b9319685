"""The uv map's 12-bit code, written so that it packs small, and how far it is from the truth.

A lossless WebP foretells each byte from its neighbours. Where the foretold place is near enough to the true one
(`TOLERANCE`), it is taken; so most of the map costs nothing. How the code is read is said in the mockup crate's
`maps.rs`, how it is smoothed in its `warp.rs`, which `smoothed` mirrors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

TOLERANCE = 0.8
"""Furthest that a coded place may lie from the true one, in steps of 1/4095."""
MARGIN = 3
"""Pixels beyond the print mask that are coded, too."""
LIMIT_MM = 0.15
"""Furthest that a place may be off on the product."""
SHARE_OVER = 0.005
"""Share of the pixels that may be further off: those where cloth folds over itself and two places share a pixel."""


def encoded(places: np.ndarray, printed: np.ndarray, tolerance: float = TOLERANCE) -> np.ndarray:
    """(h, w, 3) bytes of the uv map; zero away from the print area."""
    needed = printed > 0.0
    wide = _grown(needed, MARGIN)
    steps = _foreseen(places, printed) * 4095.0
    return _encode(steps, needed & ~np.isnan(steps[..., 0]), wide, tolerance)


def _foreseen(places: np.ndarray, printed: np.ndarray) -> np.ndarray:
    """Places that are true again after the mockup crate smoothed them: in tight folds its planes cut the bends."""
    given = np.nan_to_num(places)
    want = given.copy()
    known = ~np.isnan(places[..., 0])
    for _ in range(2):
        read = _fitted(want, np.where(known, printed, 0.0))
        off = given - read
        want += np.where(known[..., None] & ~np.isnan(read), np.clip(off, -0.004, 0.004), 0.0)
    return np.where(known[..., None], want, np.nan)


def decoded(rgb: np.ndarray) -> np.ndarray:
    """(h, w, 2) places of a uv map's bytes."""
    red, green, blue = (rgb[..., channel].astype(np.float32) for channel in range(3))
    high, low = np.floor(blue / 16), blue % 16
    return np.stack([(red * 16 + high) / 4095, (green * 16 + low) / 4095], axis=-1)


def _grown(area: np.ndarray, pixels: int) -> np.ndarray:
    out = area.copy()
    for _ in range(pixels):
        out[1:] |= out[:-1].copy()
        out[:-1] |= out[1:].copy()
        out[:, 1:] |= out[:, :-1].copy()
        out[:, :-1] |= out[:, 1:].copy()
    return out


@numba.njit(cache=True)
def _clamped(value):
    return min(max(value, 0), 255)


@numba.njit(cache=True)
def _encode(steps, needed, wide, tolerance):
    height, width = needed.shape
    out = np.zeros((height, width, 3), np.uint8)
    guess = np.zeros(3, np.int64)
    for y in range(height):
        for x in range(width):
            if not wide[y, x]:
                continue
            for channel in range(3):
                left = int(out[y, x - 1, channel]) if x else 0
                top = int(out[y - 1, x, channel]) if y else 0
                corner = int(out[y - 1, x - 1, channel]) if x and y else 0
                guess[channel] = _clamped(left + top - corner)
            if not needed[y, x]:
                out[y, x, 0], out[y, x, 1], out[y, x, 2] = guess[0], guess[1], guess[2]
                continue
            u = guess[0] * 16 + guess[2] // 16
            v = guess[1] * 16 + guess[2] % 16
            if abs(u - steps[y, x, 0]) > tolerance:
                u = int(np.floor(min(max(steps[y, x, 0], 0.0), 4095.0) + 0.5))
            if abs(v - steps[y, x, 1]) > tolerance:
                v = int(np.floor(min(max(steps[y, x, 1], 0.0), 4095.0) + 0.5))
            out[y, x, 0], out[y, x, 1], out[y, x, 2] = u // 16, v // 16, (u % 16) * 16 + v % 16
    return out


@dataclass(frozen=True)
class Error:
    """How far what the mockup crate reads is from the truth, in millimetres on the product."""

    mean: float
    ninety_five: float
    most: float
    share_over: float
    """Share of the pixels that are further off than `LIMIT_MM`."""

    def __str__(self) -> str:
        return (f"uv error mean {self.mean:.3f} mm, 95 % {self.ninety_five:.3f} mm, max {self.most:.3f} mm, "
                f"over {LIMIT_MM} mm {self.share_over * 100:.3f} %")


def error(rgb: np.ndarray, mask: np.ndarray, truth: np.ndarray, area_mm: tuple[float, float]) -> Error:
    """Measures a decoded uv map against the exact places (NaN: not asked). `mask` is the decoded print mask, 0..1."""
    read = _fitted(decoded(rgb).astype(np.float64), mask)
    asked = (mask >= 0.999) & ~np.isnan(truth[..., 0]) & ~np.isnan(read[..., 0])
    away = np.linalg.norm((read - truth)[asked] * np.array(area_mm), axis=1)
    if len(away) == 0:
        return Error(0.0, 0.0, 0.0, 0.0)
    return Error(float(away.mean()), float(np.percentile(away, 95)), float(away.max()),
                 float((away > LIMIT_MM).mean()))


@numba.njit(cache=True)
def _fitted(places, mask):
    """The plane through each pixel's neighbours, as `Warp::fit` does."""
    height, width = mask.shape
    weights = np.array([1.0, 0.7439, 0.3062])
    out = np.full((height, width, 2), np.nan)
    for y in range(height):
        for x in range(width):
            count = 0
            w = wx = wy = wxx = wxy = wyy = 0.0
            wp = np.zeros(2)
            wxp = np.zeros(2)
            wyp = np.zeros(2)
            for row in range(max(y - 2, 0), min(y + 3, height)):
                for column in range(max(x - 2, 0), min(x + 3, width)):
                    if mask[row, column] < 0.5:
                        continue
                    count += 1
                    dx, dy = column - x, row - y
                    weight = weights[abs(dx)] * weights[abs(dy)]
                    w += weight
                    wx += weight * dx
                    wy += weight * dy
                    wxx += weight * dx * dx
                    wxy += weight * dx * dy
                    wyy += weight * dy * dy
                    for axis in range(2):
                        wp[axis] += weight * places[row, column, axis]
                        wxp[axis] += weight * dx * places[row, column, axis]
                        wyp[axis] += weight * dy * places[row, column, axis]
            if count < 8:
                continue
            cx, cy = wx / w, wy / w
            xx, xy, yy = wxx - wx * cx, wxy - wx * cy, wyy - wy * cy
            determinant = xx * yy - xy * xy
            if determinant < 1e-2:
                continue
            for axis in range(2):
                middle = wp[axis] / w
                xs, ys = wxp[axis] - wx * middle, wyp[axis] - wy * middle
                across = (xs * yy - ys * xy) / determinant
                down = (ys * xx - xs * xy) / determinant
                out[y, x, axis] = middle - cx * across - cy * down
    return out
