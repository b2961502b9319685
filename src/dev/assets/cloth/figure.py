"""The figure that wears a garment: torso and neck as a distance field, arms as cones. Metres.

z is 0 where shoulder and neck meet, for an adult; `scale` makes it smaller. Not here: cloth.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter

# Height, half width, half depth, and how far back the middle is: millimetres. Waist and hips are nearly as wide as the
# chest, so that the cloth keeps the print's width.
SECTIONS = np.array([
    [160, 48, 50, -8], [120, 50, 52, -6], [40, 52, 54, 0], [8, 64, 60, 8], [-14, 104, 70, 12], [-30, 146, 80, 14],
    [-50, 178, 92, 14], [-80, 190, 103, 12], [-120, 190, 114, 6], [-180, 184, 122, 0], [-250, 180, 122, -3],
    [-320, 175, 119, -3], [-400, 171, 116, 0], [-480, 171, 115, 2], [-560, 176, 118, 3], [-640, 180, 120, 4],
    [-720, 182, 121, 4], [-900, 184, 122, 4]], float) / 1000
ROUND = 2.35
"""Power of the sections' superellipse."""
CELL = 0.006
SHOULDER = np.array([0.184, 0.012, -0.098])
ARM = (0.054, 0.030)
"""Radius at the shoulder and at the wrist."""
ARM_LENGTH = 0.62


class Figure:
    """Torso as a grid of distances, and the arms' joints."""

    def __init__(self, scale: float = 1.0, width: float = 1.0, waist: float = 1.0) -> None:
        """`width` widens the torso alone, `waist` its middle again."""
        self.scale = scale
        self.corner = np.array([-0.30, -0.24, -0.92]) * scale
        self.cell = CELL * scale
        shape = (101, 81, 181)
        axes = [self.corner[axis] + self.cell * np.arange(shape[axis]) for axis in range(3)]
        x, y, z = np.meshgrid(*axes, indexing="ij")
        heights, rest = SECTIONS[::-1, 0] * scale, SECTIONS[::-1, 1:] * scale
        below = np.clip((-0.03 * scale - heights) / (0.06 * scale), 0, 1)
        rest[:, 0] *= 1 + (width - 1) * below
        rest[:, 1] *= 1 + (width - 1) * below
        middle = np.exp(-(((heights / scale + 0.40) / 0.15) ** 2))
        rest[:, :2] *= 1 + (waist - 1) * middle[:, None]
        half, deep, back = (PchipInterpolator(heights, rest[:, column])(z) for column in range(3))
        reach = ((np.abs(x) / half) ** ROUND + (np.abs(y - back) / deep) ** ROUND + 1e-9) ** (1 / ROUND)
        field = (reach - 1) * np.minimum(half, deep)
        slope = np.sqrt(sum(part**2 for part in np.gradient(field, self.cell)))
        field = field / np.clip(gaussian_filter(slope, 2), 0.6, 4)
        self.distances = np.ascontiguousarray(gaussian_filter(field, 0.8))

    def arms(self, degrees: float) -> np.ndarray:
        """(2, 9): joint, direction, both radii, length. The right of the picture first; one hangs a little wider."""
        rows = []
        for side, more in ((1, 0.05), (-1, -0.02)):
            angle = np.radians(degrees) + more
            direction = np.array([np.sin(angle) * side, 0.0, -np.cos(angle)])
            rows.append(np.r_[SHOULDER * self.scale * [side, 1, 1], direction, np.array(ARM) * self.scale,
                              ARM_LENGTH * self.scale])
        return np.array(rows)
