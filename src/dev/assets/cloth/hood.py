"""A hood that lies on the back, modelled; its cords; and a pocket on the front.

The hood is one surface from its overlap at the front around the neck: across it goes from the seam up the outside, over
the rim and down the inside. On the back it hangs as a bag with soft folds. Lengths in millimetres until `hood` gives
metres. Not here: the garment below.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter, map_coordinates

from ..bands import band
from ..model import Mesh

POCKET_TOP, POCKET_BOTTOM = 446.0, 636.0
"""Below the shoulder."""
POCKET = ((-160.0, POCKET_BOTTOM), (-160.0, 556.0), (-104.0, POCKET_TOP), (104.0, POCKET_TOP), (160.0, 556.0),
          (160.0, POCKET_BOTTOM))
POCKET_LIFT = 0.0034
"""How far the pocket stands off the front, in metres."""
PAST = 0.055
"""How far the ends at the front run past the middle, as a share of half the way around."""
FOLD = 6.5
"""About how high folds are."""
CORD = 0.0075
CORD_START, CORD_END = -0.026, -0.150

# Half of the hood from the front's middle to the back's: share of the way, then foot, belly, shoulder, rim and two
# places within, (x, y, z) each.
SECTIONS = (
    (0.00, (0, -83, -62), (0, -96, -55), (0, -97, -44), (0, -89, -36), (0, -83, -42), (0, -78, -60)),
    (0.12, (32, -86, -60), (35, -103, -49), (34, -104, -26), (26, -95, -9), (20, -86, -18), (22, -74, -52)),
    (0.25, (66, -78, -48), (74, -92, -32), (72, -95, 0), (57, -87, 20), (48, -76, 8), (48, -64, -38)),
    (0.38, (98, -52, -34), (110, -58, -16), (107, -62, 20), (86, -57, 42), (75, -48, 27), (70, -40, -22)),
    (0.50, (120, -8, -30), (133, -6, -10), (129, -8, 32), (104, -9, 54), (90, -6, 38), (80, -4, -10)),
    (0.64, (132, 46, -54), (148, 58, -36), (143, 58, 18), (113, 44, 55), (96, 35, 40), (74, 26, -4)),
    (0.77, (124, 92, -106), (140, 116, -92), (131, 120, -14), (95, 82, 48), (78, 66, 33), (56, 48, 0)),
    (0.88, (86, 114, -150), (96, 146, -140), (88, 154, -38), (58, 102, 41), (46, 82, 26), (34, 62, 0)),
    (1.00, (0, 122, -172), (0, 158, -166), (0, 170, -52), (0, 112, 36), (0, 90, 22), (0, 70, 0)),
)
OUTSIDE = 0.62
"""Share of the way across at which the rim lies, about: what is beyond has no folds."""


def hood(fine: bool, material: str) -> Mesh:
    """The hood as a mesh of the garment's body."""
    around, across = (520, 150) if fine else (56, 18)
    at = np.linspace(-PAST, 2 + PAST, around)
    points = _surface(at, across)
    step = np.linalg.norm(np.diff(points, axis=1), axis=-1)
    length = np.concatenate([np.zeros((around, 1)), np.cumsum(step, axis=1)], axis=1)
    rim = np.argmax(points[..., 2], axis=1)
    from_rim = np.abs(length - length[np.arange(around), rim][:, None])
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points[np.arange(around), rim], axis=0), axis=1))])
    pattern = np.stack([np.repeat(along[:, None], across, 1), length], axis=-1) / 1000
    behind = np.abs(at - 1)[:, None] < 0.3
    seam = np.where(behind & (np.arange(across)[None] < rim[:, None]), np.abs(points[..., 0]), 200.0)
    index = np.arange(around * across).reshape(around, across)
    quads = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(-1, 4)
    flat = pattern.reshape(-1, 2)[quads]
    far = np.full(quads.shape, 0.2)
    attributes = {"seam": np.minimum(seam.reshape(-1)[quads] / 1000, 0.2), "collar": far,
                  "hem": np.minimum(from_rim.reshape(-1)[quads] / 1000, 0.2), "along": flat[..., 0].copy(),
                  "band": np.zeros(quads.shape)}
    return Mesh(points.reshape(-1, 3) / 1000, quads, "body", material, pattern_uv=flat, attributes=attributes,
                smooth_angle=180, name="hood")


def _surface(at: np.ndarray, across: int) -> np.ndarray:
    """(n, across, 3) points; `at` runs from the front's middle (0) over the back's (1) to the front's again (2)."""
    half = np.array([section[0] for section in SECTIONS])
    knots = np.array([section[1:] for section in SECTIONS], float)
    mirrored = knots[::-1] * [-1, 1, 1]
    # The left end lies under the right one.
    mirrored[-1] += (0, 6, -5)
    mirrored[-2] += (0, 3, -2)
    where = np.concatenate([half, (2 - half[::-1])[1:]])
    curves = CubicSpline(where, np.concatenate([knots, mirrored[1:]]), axis=0)(at)
    chord = np.linalg.norm(np.diff(curves, axis=1), axis=-1) ** 0.7
    place = np.concatenate([np.zeros((len(at), 1)), np.cumsum(chord, axis=1)], axis=1)
    place /= place[:, -1:]
    share = np.linspace(0, 1, across)
    points = np.stack([CubicSpline(own, curve)(share) for own, curve in zip(place, curves)])
    points = points + _folds(at, share, points)
    # Both ends close.
    near = np.clip(np.minimum(at + PAST, 2 + PAST - at) / 0.05, 0, 1)
    size = np.sqrt(1 - (1 - near) ** 2)[:, None, None]
    middle = points.mean(axis=1, keepdims=True)
    return middle + (points - middle) * np.maximum(size, 0.02)


def _folds(at: np.ndarray, share: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Long soft folds along the hood, on its outside: flat at seam and rim, highest where it hangs."""
    noise = np.random.default_rng(11).normal(size=(2, 160, 90))
    wide = gaussian_filter(noise[0], (15, 4.2))
    small = gaussian_filter(noise[1], (9, 2.2))
    height = wide / wide.std() + 0.45 * small / small.std()
    # Folds sink toward the back, as swags do.
    sunk = 0.10 * np.cos((at - 1) * np.pi / 2) ** 2
    row = np.repeat(((at + PAST) / (2 + 2 * PAST) * 159)[:, None], len(share), 1)
    column = (share[None] * 0.9 + sunk[:, None]) * 89
    lift = map_coordinates(height, [row, column], order=3, mode="nearest")
    weight = np.sin(np.clip(share / OUTSIDE, 0, 1) * np.pi) ** 0.8
    strength = 0.42 + 0.58 * np.clip(1.25 - np.abs(at - 1) * 1.6, 0, 1)
    out = np.cross(np.gradient(points, axis=0), np.gradient(points, axis=1))
    out /= np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-9)
    return out * (FOLD * lift * weight[None] * strength[:, None])[..., None]


def cords(below: np.ndarray, fine: bool) -> list[Mesh]:
    """Two flat cords from the hood's rim down the front. `below`: points of what they lie on, metres."""
    meshes = []
    for side, more in ((1.0, 0.0), (-1.0, 0.012)):
        z = np.linspace(CORD_START, CORD_END - more, 80 if fine else 9)
        down = (z[0] - z) / (z[0] - z[-1])
        x = side * (0.0345 - 0.003 * down + 0.0022 * np.sin(down * 4.5 + side))
        y = np.empty(len(z))
        for index in range(len(z)):
            near = (np.abs(below[:, 0] - x[index]) < 0.006) & (np.abs(below[:, 2] - z[index]) < 0.006)
            y[index] = below[near, 1].min() if near.any() else y[index - 1]
        # A cord hangs: it only bends outward where something holds it off, and comes out of an eyelet.
        y = gaussian_filter(y, 5 if fine else 0.7, mode="nearest") - 0.0022
        y[0] += 0.010
        centre = np.stack([x, y, z], axis=1)
        turn = 0.35 * np.sin(down * 5.0 + 1.5 * side)
        across = np.stack([np.cos(turn), np.sin(turn), np.zeros(len(z))], axis=1)
        meshes.append(band(centre, across, CORD, 18 if fine else 6, "handle", "tote_canvas", "cord"))
    return meshes


def pocket_line() -> np.ndarray:
    """The pocket's outline on the front, as dense points in metres."""
    corners = np.array(POCKET)
    pieces = [np.linspace(a, b, 120) for a, b in zip(corners, corners[1:])]
    return np.concatenate(pieces) / 1000


def pocket_lift(flat: np.ndarray) -> np.ndarray:
    """How far points of the front (pattern places, metres) stand off, in metres: the pocket is cloth upon cloth."""
    corners = np.array(POCKET) / 1000
    inside = np.full(len(flat), 1.0)
    for a, b in zip(corners, corners[1:]):
        along = (b - a) / np.linalg.norm(b - a)
        inside = np.minimum(inside, (flat - a) @ np.array([-along[1], along[0]]))
    edge = np.clip(inside / 0.003, 0, 1)
    full = np.clip(inside / 0.05, 0, 1)
    return POCKET_LIFT * (edge * edge * (3 - 2 * edge) * 0.6 + full * 0.9)
