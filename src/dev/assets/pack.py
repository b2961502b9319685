"""Passes and data become a view's maps: WebP files at 1200 and at 600 pixels, within the budget.

What each map means is said in the mockup crate's `maps.rs`. Not here: drawing.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from . import uvcode
from .lights import Rig
from .raster import Data
from .workfiles import write_whole

BUDGET = 200 * 1024
"""Most bytes of a view's five maps at the large size."""
WHOLE = 0.995
SHOULDER = 0.82
"""Linear shade above which bright places are rolled off."""
QUALITIES = (94, 92, 90, 87, 84, 80, 75, 70)
"""Of the lossy maps, tried in turn until the budget holds."""
TOLERANCES = (uvcode.TOLERANCE, 1.2, 1.6)
"""Of the uv map, tried in turn: on a surface that bends everywhere an exact one is too heavy."""
MAPS = ("shade", "highlights", "parts", "print_mask", "uv")


class OverBudget(Exception):
    """A view's maps are larger than they may be."""


@dataclass
class Passes:
    """A view's drawn passes; (h, w), linear light."""

    shade: np.ndarray
    """Not premultiplied."""
    highlights: np.ndarray
    shadow: np.ndarray
    """Light that the ground loses, 0..1."""


def encoded_srgb(linear: np.ndarray) -> np.ndarray:
    """Linear light 0..1 -> sRGB 0..1."""
    low = linear * 12.92
    return np.where(linear <= 0.0031308, low, 1.055 * np.clip(linear, 1e-9, None) ** (1 / 2.4) - 0.055)


def bytes_of(values: np.ndarray) -> np.ndarray:
    """0..1 -> 0..255, rounded."""
    return (np.clip(values, 0.0, 1.0) * 255 + 0.5).astype(np.uint8)


def prepared(shade: dict, highlights: dict, shadow: dict | None, data: Data, rig: Rig) -> Passes:
    """Exposes the passes, and carries the product's light over its edge, where a renderer mixes it with nothing."""
    size = data.parts.shape[0]
    light = _resized(_over_edge(shade), size)
    inside = data.parts.sum(-1) >= WHOLE
    share, target = rig.tone
    exposure = target / max(np.percentile(light[inside], share * 100), 1e-6)
    exposed = light * exposure
    above = np.clip((exposed - SHOULDER) / (1 - SHOULDER), 0.0, None)
    exposed = np.where(exposed < SHOULDER, exposed, SHOULDER + (1 - SHOULDER) * np.tanh(above))
    exposed = np.clip(exposed, 0.0, 1.0) ** rig.contrast
    shine = _resized(_over_edge(highlights), size) * exposure * rig.glow
    lost = np.zeros_like(light) if shadow is None else _resized(shadow["light"], size)
    return Passes(exposed, np.clip(shine, 0.0, 1.0), lost)


def _over_edge(drawn: dict) -> np.ndarray:
    """Light not premultiplied; beyond the whole pixels that of the nearest whole one, so that nothing rings there."""
    whole = ndimage.binary_erosion(drawn["cover"] >= WHOLE, iterations=1)
    light = drawn["light"] / np.maximum(drawn["cover"], 1e-4)
    nearest = ndimage.distance_transform_edt(~whole, return_distances=False, return_indices=True)
    filled = light[nearest[0], nearest[1]]
    soft = ndimage.gaussian_filter(filled, 3.0)
    return np.where(whole, light, np.where(ndimage.binary_dilation(whole, iterations=2), filled, soft))


def _resized(values: np.ndarray, size: int) -> np.ndarray:
    """A square plane at another size: means where it shrinks, cubic where it grows."""
    if values.shape[0] == size:
        return values
    image = Image.fromarray(values.astype(np.float32), mode="F")
    way = Image.Resampling.BOX if values.shape[0] > size else Image.Resampling.BICUBIC
    return np.asarray(image.resize((size, size), way))


def _exact(data: Data, tolerance: float = uvcode.TOLERANCE) -> dict[str, bytes]:
    """The lossless files at the size of `data`."""
    return {
        "parts": _webp(bytes_of(data.parts), lossless=True),
        "print_mask": _webp(np.dstack([bytes_of(data.printed)] * 3), lossless=True),
        "uv": _webp(uvcode.encoded(data.places, data.printed, tolerance), lossless=True, exact=True),
    }


def _lit(passes: Passes, data: Data, quality: int) -> dict[str, bytes]:
    """The lossy files at the size of `data`."""
    size = data.parts.shape[0]
    covered = np.clip(data.parts.sum(-1), 0.0, 1.0)
    lost = _resized(passes.shadow, size)
    alpha = bytes_of(covered + (1.0 - covered) * lost)
    grey = bytes_of(encoded_srgb(_resized(passes.shade, size)))
    shine = bytes_of(encoded_srgb(_resized(passes.highlights, size)))
    reach = ndimage.binary_dilation(covered > 0, iterations=12)
    grey, shine = np.where(reach, grey, 0), np.where(reach, shine, 0)
    return {
        "shade": _webp(np.dstack([grey, grey, grey, alpha]), quality=quality, alpha_quality=100, exact=True),
        "highlights": _webp(np.dstack([shine] * 3), quality=quality),
    }


def maps(passes: Passes, data: Data, quality: int) -> dict[str, bytes]:
    """The five files at the size of `data`."""
    return _lit(passes, data, quality) | _exact(data)


def _webp(pixels: np.ndarray, **options: object) -> bytes:
    target = io.BytesIO()
    options.setdefault("quality", 100)
    Image.fromarray(pixels).save(target, "WEBP", method=6, **options)
    return target.getvalue()


def within_budget(passes: Passes, data: Data, budget: int = BUDGET) -> dict[str, bytes]:
    """The maps in the best quality that the budget allows.

    Raises `OverBudget` where none does.
    """
    lit: dict[int, dict[str, bytes]] = {}
    for tolerance in TOLERANCES:
        exact = _exact(data, tolerance)
        for quality in QUALITIES:
            if quality not in lit:
                lit[quality] = _lit(passes, data, quality)
            files = lit[quality] | exact
            if sum(map(len, files.values())) <= budget:
                return files
    sizes = ", ".join(f"{name} {len(file) // 1024} KiB" for name, file in files.items())
    raise OverBudget(f"maps are over {budget // 1024} KiB even at quality {QUALITIES[-1]}: {sizes}")


def written(files: dict[str, bytes], folder: Path) -> None:
    """Puts a view's maps into its folder."""
    for name, content in files.items():
        write_whole(folder / f"{name}.webp", lambda part, content=content: part.write_bytes(content))
