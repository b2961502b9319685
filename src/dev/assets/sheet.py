"""Contact sheets: a product's views in five colours with three designs, composed by `atelier render` itself.

They are for looking at, and go to the work folder. Not here: how a picture is composed.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from .model import View
from .products import Product
from .workfiles import write_whole

CELL = 460
COLOURS = {"white": "#f7f7f4", "black": "#1b1b1d", "red": "#bb2430", "navy": "#1f2b4a", "heather": "#b3b5b8"}
INKS = ("#f4b23e", "#d6684a", "#2f7f86", "#f7efe0", "#2b3a67")


def made(product: Product, views: list[View], mockups: Path, folder: Path, atelier: Path, public: Path) -> Path:
    """Writes the sheet of a product's views, a row each colour, and says where."""
    with tempfile.TemporaryDirectory() as place:
        catalog = Path(place) / "catalog"
        _catalog(catalog, product, views, public)
        columns = [(view, design) for view in views for design in _designs(product, view.side)]
        sheet = Image.new("RGB", (CELL * len(columns), CELL * len(COLOURS)), "white")
        for row, colour in enumerate(COLOURS):
            for column, (view, design) in enumerate(columns):
                file = Path(place) / "design.atelier"
                file.write_bytes(design(colour))
                picture = Path(place) / "picture.png"
                subprocess.run([
                    atelier, "render", file, "--side", view.side, "--view", view.name, "--mockup", picture,
                    "--width", str(CELL), "--backdrop", "studio", "--catalog", catalog, "--mockups", mockups,
                    "--fonts", public / "fonts",
                ], check=True)
                sheet.paste(Image.open(picture).convert("RGB"), (column * CELL, row * CELL))
    target = folder / f"{product.name}.png"
    write_whole(target, lambda part: sheet.save(part))
    return target


def _catalog(folder: Path, product: Product, views: list[View], public: Path) -> None:
    """A catalogue with this product alone, in the sheet's colours."""
    folder.mkdir()
    shutil.copy(public / "catalog" / "techniques.json", folder)
    colours = [{"id": name, "name": name, "swatch": value,
                "parts": {"body": value, "inner": product.inner or value, "handle": value}}
               for name, value in COLOURS.items()]
    sides = [{"id": side, "name": side, "stage": "flat",
              "print_area": {"width": width, "height": height, "bleed": 0, "safe_zone": 0}}
             for side, (width, height) in product.areas.items()]
    pictures = [{"id": view.name, "name": view.name, "side": view.side,
                 "picture": {"maps": f"{product.name}/{view.name}"}} for view in views]
    entry = {
        "id": product.name, "name": product.name, "about": "A contact sheet.", "kind": "apparel", "currency": "EUR",
        "technique": "dtg", "sides": sides, "colours": colours, "sizes": [{"id": "m", "name": "M"}],
        "default_size": "m", "views": pictures, "price": {"base": 1000, "per_side": 100, "breaks": []},
        "lead_time_days": 1, "tags": [], "facts": [],
    }
    (folder / "product.json").write_text(json.dumps(entry))
    (folder / "catalog.json").write_text(json.dumps({
        "schema": 1, "shop": {"name": "Sheet", "currency": "EUR"}, "techniques": "techniques.json",
        "products": ["product.json"]}))


def _designs(product: Product, side: str) -> list:
    """Words, a photo, and a pattern that fills the area; each a function of the colour that gives a file."""
    width, height = product.areas[side]

    def words(colour: str) -> bytes:
        size = min(width * 0.5, height * 0.45)
        light = COLOURS[colour] in ("#f7f7f4", "#b3b5b8")
        return _file(product, side, colour, [
            _text("GOOD", "anton", size, "#20242e" if light else "#f7efe0", width / 2, height * 0.30),
            _text("MORNING", "shrikhand", size * 0.34, "#d6684a", width / 2, height * 0.30 + size * 1.04)])

    def photo(colour: str) -> bytes:
        fit = min(width * 0.94, height * 0.94 * 1.25)
        return _file(product, side, colour, [_image(width / 2, height * 0.48, fit)], [_photo()])

    def pattern(colour: str) -> bytes:
        step = max(width, height) / 12
        layers = []
        for row in range(int(height / step) + 1):
            for column in range(int(width / step) + 1):
                layers.append({"x": (column + 0.5) * step, "y": (row + 0.5) * step, "content": {"shape": {
                    "kind": "ellipse" if (row + column) % 2 else "rectangle", "width": step * 0.72,
                    "height": step * 0.72, "fill": INKS[(row * 3 + column * 2) % len(INKS)]}}})
        return _file(product, side, colour, layers)

    return [words, photo, pattern]


def _text(content: str, font: str, size: float, colour: str, x: float, y: float) -> dict:
    return {"x": x, "y": y, "content": {"text": {
        "content": content, "font": font, "size": size, "colour": colour, "align": "centre", "line_height": 1.2,
        "letter_spacing": 0.0}}}


def _image(x: float, y: float, width: float) -> dict:
    photo = _photo()
    return {"x": x, "y": y, "content": {"image": {
        "artwork": hashlib.sha256(photo).hexdigest(), "format": "jpeg", "pixels": {"width": 1500, "height": 1200},
        "width": width, "height": width * 0.8, "file_name": "hills.jpg"}}}


def _photo() -> bytes:
    """Hills at dusk with a sun, a little grain: as many tones as a photo has."""
    height, width = 1200, 1500
    y, x = np.mgrid[0:height, 0:width].astype(float) / width
    sky = np.array([246, 190, 120])[None, None] * (1 - y[..., None]) + np.array([80, 110, 170])[None, None] * y[..., None]
    sky = sky[::-1]
    sun = np.clip(1 - np.hypot(x - 0.68, y - 0.30) / 0.085, 0, 1)[..., None] ** 0.3
    picture = sky * (1 - sun) + np.array([255, 236, 190]) * sun
    for index, tone in enumerate(([150, 110, 130], [96, 84, 120], [52, 58, 92], [24, 32, 54])):
        edge = 0.40 + index * 0.10 + 0.035 * np.sin(x * (7 + index * 3) + index * 2.1) + 0.012 * np.sin(x * 31 + index)
        picture = np.where((y > edge)[..., None], np.array(tone) * (1 + 0.5 * np.clip(edge + 0.12 - y, 0, 1)[..., None]),
                           picture)
    picture += np.random.default_rng(3).normal(0, 5, picture.shape[:2])[..., None]
    target = io.BytesIO()
    Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).save(target, "JPEG", quality=88)
    return target.getvalue()


def _file(product: Product, side: str, colour: str, layers: list[dict], artworks: list[bytes] = ()) -> bytes:
    """An `.atelier` file, as `src/design/bundle.rs` describes it."""
    numbered = {}
    for index, layer in enumerate(layers, 1):
        name = f"{index:016x}"
        numbered[name] = {"id": name, "side": side, "order": _order(index), "rotation": 0.0, "opacity": 1.0, **layer}
    design = json.dumps({"schema": 2, "id": "000000000000000a", "layers": numbered,
                         "head": {"name": "Sheet", "product": product.name, "colour": colour}}).encode()
    body = struct.pack("<Q", len(design)) + design + struct.pack("<I", len(artworks))
    for artwork in sorted(artworks, key=lambda content: hashlib.sha256(content).digest()):
        body += hashlib.sha256(artwork).digest() + struct.pack("<Q", len(artwork)) + artwork
    whole = b"\x89ATLR\r\n\x1a" + struct.pack("<IQ", 1, 8 + 4 + 8 + len(body) + 32) + body
    return whole + hashlib.sha256(whole).digest()


def _order(index: int) -> str:
    """Keys that sort as their numbers do."""
    letters = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    high, low = divmod(index, len(letters))
    return letters[high] + letters[low]
