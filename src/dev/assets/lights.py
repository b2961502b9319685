"""Rigs of studio lights. A rig is plain data, so that only its own views are drawn again when it changes.

Not here: materials, cameras.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Softbox:
    """A rectangular lamp that looks at the rig's target. Places in metres from the target: x right, y away, z up."""

    place: tuple[float, float, float]
    width: float
    height: float
    watts: float


@dataclass(frozen=True)
class Rig:
    """Lights of the shade and of the highlights, each with the strength of the surroundings' even light."""

    target: tuple[float, float, float]
    shade: tuple[Softbox, ...]
    shade_around: float
    highlights: tuple[Softbox, ...]
    highlights_around: float
    tone: tuple[float, float] = (0.70, 0.86)
    """Which share of the product's pixels is darker than which linear shade: the exposure."""
    contrast: float = 1.0
    """Power on the shade after exposure."""
    glow: float = 1.0
    """Factor on the highlights."""
    samples: tuple[int, int] = (24, 16)
    """Rays a pixel of shade and of highlights: as few as look clean after the renderer's own denoiser."""
    shine_size: float = 0.667
    """Side of the drawn highlights as a share of the picture's: cloth has no sharp ones."""
    shadow_size: float = 0.25
    """Side of the drawn shadow on the ground as a share of the picture's."""


_CLOTH_SHADE = (
    Softbox((-1.75, -1.15, 1.05), 0.8, 1.2, 46.0),  # key, from the left and above
    Softbox((1.5, -1.9, 0.2), 1.6, 1.6, 9.0),  # fill
    Softbox((1.3, 1.1, 0.9), 0.6, 1.2, 16.0),  # rim
    Softbox((0.0, -0.4, 2.1), 1.2, 1.0, 14.0),  # top
)

_CLOTH_GLOW = (
    Softbox((-1.9, -0.6, 0.9), 0.6, 1.6, 60.0),
    Softbox((1.9, -0.5, 0.5), 0.5, 1.6, 26.0),
    Softbox((0.0, 0.3, 2.1), 1.4, 0.6, 14.0),
)

_GLOSS_SHADE = (
    Softbox((-0.55, -0.42, 0.42), 0.34, 0.62, 3.6),
    Softbox((0.62, -0.40, 0.25), 0.30, 0.55, 1.0),
    Softbox((0.1, 0.55, 0.62), 0.45, 0.3, 3.0),
    Softbox((0.0, -0.1, 0.9), 0.5, 0.5, 2.2),
)

_GLOSS_GLOW = (
    Softbox((-0.62, -0.52, 0.05), 0.16, 1.2, 2.6),
    Softbox((0.75, -0.28, 0.05), 0.10, 1.1, 0.9),
    Softbox((0.0, 0.1, 0.9), 0.6, 0.6, 3.0),
    Softbox((0.1, 0.6, 0.5), 0.5, 0.3, 1.6),
)

_TABLE_SHADE = (
    Softbox((-0.55, -0.62, 0.62), 0.42, 0.42, 7.0),  # the window, above to the left
    Softbox((0.7, -0.7, -0.2), 0.6, 0.6, 1.6),
)

_TABLE_GLOW = (
    Softbox((-0.62, -0.30, 0.72), 0.30, 0.9, 4.0),
    Softbox((0.75, -0.16, 0.1), 0.10, 0.9, 0.9),
    Softbox((0.0, -0.2, -0.8), 0.9, 0.10, 0.6),
)

_WALL_SHADE = (
    Softbox((-1.2, -1.3, 1.3), 0.8, 0.8, 32.0),
    Softbox((1.4, -1.6, -0.2), 1.4, 1.4, 7.0),
)

_WALL_GLOW = (
    Softbox((-1.5, -0.5, 1.4), 0.6, 1.6, 22.0),
    Softbox((1.6, -0.4, 0.2), 0.4, 1.6, 8.0),
)

_BOTTLE_SHADE = (
    Softbox((-0.85, -0.65, 0.55), 0.5, 0.9, 9.0),
    Softbox((0.95, -0.60, 0.25), 0.45, 0.9, 2.6),
    Softbox((0.15, 0.85, 0.8), 0.6, 0.4, 6.0),
    Softbox((0.0, -0.15, 1.3), 0.7, 0.7, 5.0),
)

_BOTTLE_GLOW = (
    Softbox((-0.95, -0.55, 0.1), 0.20, 1.3, 6.0),
    Softbox((0.95, -0.15, 0.1), 0.14, 1.3, 2.6),
    Softbox((0.0, 0.1, 1.3), 0.6, 0.6, 4.0),
)

_CUSHION_SHADE = (
    Softbox((-1.4, -0.75, 1.2), 0.8, 1.0, 30.0),
    Softbox((1.4, -1.5, 0.3), 1.2, 1.2, 5.0),
    Softbox((0.5, 1.0, 1.2), 0.8, 0.6, 10.0),
)

_CUSHION_GLOW = (
    Softbox((-1.5, -0.5, 0.8), 0.6, 1.4, 32.0),
    Softbox((1.5, -0.4, 0.5), 0.5, 1.4, 14.0),
    Softbox((0.0, 0.3, 1.6), 1.2, 0.6, 10.0),
)

RIGS: dict[str, Rig] = {
    # Garments and other cloth about a metre high; the target is a tee's middle.
    "cloth": Rig((0.0, 0.0, -0.33), _CLOTH_SHADE, 0.14, _CLOTH_GLOW, 0.03, contrast=1.15, glow=0.55),
    # The same, for a garment's side, which the key light meets squarely.
    "cloth_side": Rig((0.0, 0.0, -0.33), _CLOTH_SHADE, 0.14, _CLOTH_GLOW, 0.03, tone=(0.85, 0.90), contrast=1.15,
                      glow=0.55),
    # Small things with a shine, on a table at z = 0.
    "gloss": Rig((0.0, 0.0, 0.05), _GLOSS_SHADE, 0.30, _GLOSS_GLOW, 0.06, tone=(0.80, 0.93), glow=0.8, samples=(12, 12),
                 shine_size=1.0, shadow_size=0.5),
    # Things that lie on a table and are seen from above, or hang on a wall: the table or wall is at y = 0.
    "table": Rig(
        (0.0, 0.0, 0.0), _TABLE_SHADE, 0.34, _TABLE_GLOW, 0.05, tone=(0.70, 0.86),
        samples=(12, 10)),
    "wall": Rig(
        (0.0, 0.0, 0.0), _WALL_SHADE, 0.34, _WALL_GLOW, 0.04, tone=(0.60, 0.86),
        samples=(12, 10)),
    # A tall thing with a satin shine, on a table at z = 0.
    "standing": Rig(
        (0.0, 0.0, 0.0), _BOTTLE_SHADE, 0.30, _BOTTLE_GLOW, 0.05, tone=(0.70, 0.90), glow=0.40,
        samples=(12, 10)),
    # Cloth things on the ground or on a wall behind, about half a metre high.
    "cushion": Rig(
        (0.0, 0.0, 0.2), _CUSHION_SHADE, 0.22, _CUSHION_GLOW, 0.04, tone=(0.72, 0.86),
        samples=(12, 10)),
    "tote": Rig(
        (0.0, 0.0, -0.1), _CUSHION_SHADE[:2], 0.26, _CUSHION_GLOW, 0.04, tone=(0.66, 0.86),
        samples=(12, 10)),
    "bottle": Rig(
        (0.0, 0.0, 0.13), _BOTTLE_SHADE, 0.30, _BOTTLE_GLOW, 0.05, tone=(0.80, 0.92),
        samples=(12, 10)),
}
