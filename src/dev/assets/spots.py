"""Where a side's flat print area lies on its view, for the catalogue's `on_view`: read from the packed maps.

Not here: anything else of the catalogue.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
from PIL import Image

from .uvcode import decoded
from .workfiles import write_whole


def spot(maps: Path, area: tuple[float, float]) -> tuple[float, float, float]:
    """Left, top and width, as shares of the picture, of the rectangle that fits the area best; size in millimetres.

    Raises `ValueError` where nothing of the area is seen.
    """
    rgb = np.asarray(Image.open(maps / "uv.webp").convert("RGB"))
    mask = np.asarray(Image.open(maps / "print_mask.webp").convert("RGB"))[..., 0]
    rows, columns = np.nonzero(mask == 255)
    if len(rows) == 0:
        raise ValueError(f"{maps}: nothing of the print area is seen")
    places = decoded(rgb)[rows, columns].astype(float)
    x, y = (columns + 0.5) / mask.shape[1], (rows + 0.5) / mask.shape[1]
    u, v = places[:, 0], places[:, 1] * area[1] / area[0]
    away_u, away_v = u - u.mean(), v - v.mean()
    width = (away_u @ (x - x.mean()) + away_v @ (y - y.mean())) / (away_u @ away_u + away_v @ away_v)
    return float(x.mean() - u.mean() * width), float(y.mean() - v.mean() * width), float(width)


def entered(public: Path) -> list[str]:
    """Enters the spots of all products into the catalogue; gives a line for each file that changed."""
    changed = []
    for file in sorted((public / "catalog").glob("*.json")):
        text = before = file.read_text()
        product = json.loads(text)
        maps_of = {view["id"]: view.get("picture", {}).get("maps") for view in product.get("views", [])}
        for side in product.get("sides", []):
            stage = side.get("stage")
            on_view = stage.get("on_view") if isinstance(stage, dict) else None
            maps = on_view and maps_of.get(on_view["view"])
            if not maps or not (public / "mockups" / maps / "uv.webp").is_file():
                continue
            size = side["print_area"]
            left, top, width = spot(public / "mockups" / maps, (size["width"], size["height"]))
            pattern = (rf'("on_view":\s*\{{\s*"view":\s*"{re.escape(on_view["view"])}",\s*"left":\s*)[-0-9.]+'
                       r'(,\s*"top":\s*)[-0-9.]+(,\s*"width":\s*)[-0-9.]+')
            text = re.sub(pattern, rf"\g<1>{left:.4f}\g<2>{top:.4f}\g<3>{width:.4f}", text)
        if text != before:
            write_whole(file, lambda part, text=text: part.write_text(text))
            changed.append(f"{file.name}: new places of print areas on their views")
    return changed
