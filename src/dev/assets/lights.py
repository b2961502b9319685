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

RIGS: dict[str, Rig] = {
    # Garments and other cloth about a metre high; the target is a tee's middle.
    "cloth": Rig((0.0, 0.0, -0.33), _CLOTH_SHADE, 0.14, _CLOTH_GLOW, 0.03, contrast=1.15, glow=0.55),
    # The same, for a garment's side, which the key light meets squarely.
    "cloth_side": Rig((0.0, 0.0, -0.33), _CLOTH_SHADE, 0.14, _CLOTH_GLOW, 0.03, tone=(0.85, 0.90), contrast=1.15,
                      glow=0.55),
    # Small things with a shine, on a table at z = 0.
    "gloss": Rig((0.0, 0.0, 0.05), _GLOSS_SHADE, 0.30, _GLOSS_GLOW, 0.06, tone=(0.80, 0.93), glow=0.8, samples=(12, 12),
                 shine_size=1.0),
}
