"""Which shapes are made, with which measures, and what is printed on them. Lengths in millimetres.

A model's name is its folder below `public/mockups/` and its file in `public/models/`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .goods import GOODS


@dataclass(frozen=True)
class Product:
    """A shape with measures."""

    name: str
    shape: str
    """Module in `shapes/`."""
    parameters: dict
    areas: dict[str, tuple[float, float]]
    """Print areas by side: width and height."""
    inner: str | None = None
    """Colour of the inner part on contact sheets; None: as the body."""
    samples: tuple[int, int] | None = None
    """Rays a pixel of shade and of highlights; None: as the rig says."""


_TEE = {
    "cut": {}, "material": "jersey", "reach": 0.90, "middle": -0.335,
    "areas": {"front": ("front", 300, 400, 48), "back": ("back", 300, 400, 62), "sleeve": ("sleeve_left", 90, 90, 92)},
    "views": {"front": "front", "back": "back", "sleeve": "sleeve"},
}

_WOMEN = {
    **_TEE,
    "cut": {"chest": 470, "waist": 404, "hem": 472, "waist_at": 385, "length": 645, "shoulder": 196,
            "shoulder_drop": 42, "neck": 96, "neck_front": 112, "armhole": 210, "cap": 108, "sleeve": 145,
            "scale": 0.90},
    "figure": 0.97, "waist": 0.82, "reach": 0.82, "middle": -0.300,
    "areas": {"front": ("front", 270, 360, 42), "back": ("back", 270, 360, 60)},
    "views": {"front": "front", "back": "back"},
}

_KID = {
    **_TEE,
    "cut": {"chest": 400, "waist": 400, "hem": 404, "waist_at": 300, "length": 525, "shoulder": 166,
            "shoulder_drop": 33, "neck": 74, "neck_front": 70, "neck_back": 16, "armhole": 178, "cap": 90,
            "sleeve": 160, "collar": 17, "scale": 0.72},
    "reach": 0.66, "middle": -0.243,
    "areas": {"front": ("front", 230, 300, 38), "back": ("back", 230, 300, 50)},
    "views": {"front": "front", "back": "back"},
}

_SWEATSHIRT = {
    **_TEE,
    "cut": {"chest": 580, "waist": 580, "hem": 570, "length": 640, "shoulder": 238, "shoulder_drop": 48,
            "neck": 94, "neck_front": 92, "armhole": 262, "cap": 116, "sleeve": 560, "sleeve_hem": 0.60,
            "collar": 26, "cuff": 62, "cuff_length": 0.76, "bend": 0.05, "growth": 0.020, "grain": 9.0,
            "thickness": 2.6, "arm": 13},
    "figure": 1.03, "reach": 0.94, "middle": -0.345,
    "areas": {"front": ("front", 300, 350, 62), "back": ("back", 300, 400, 72)},
    "views": {"front": "front", "back": "back"},
}

_HOODIE = {
    **_SWEATSHIRT,
    "cut": {**_SWEATSHIRT["cut"], "neck": 98, "neck_front": 88, "collar": 0, "cuff_length": 0.85, "bend": 0.075,
            "growth": 0.016, "grain": 11.0},
    "areas": {"front": ("front", 300, 260, 62), "back": ("back", 300, 400, 160)},
    "reach": 0.98, "middle": -0.318,
}

PRODUCTS: tuple[Product, ...] = (
    Product("mug", "mug", {"radius": 41.0, "height": 102.0, "wrap": (230.0, 95.0, 98.5), "handle_reach": 39.0,
                           "material": "ceramic"}, {"wrap": (230, 95)}, "#f8f8f6"),
    Product("tee", "garment", _TEE, {"front": (300, 400), "back": (300, 400), "sleeve": (90, 90)}),
    Product("tee-women", "garment", _WOMEN, {"front": (270, 360), "back": (270, 360)},
            samples=(12, 10)),
    Product("tee-kids", "garment", _KID, {"front": (230, 300), "back": (230, 300)},
            samples=(12, 10)),
    Product("sweatshirt", "garment", _SWEATSHIRT, {"front": (300, 350), "back": (300, 400)},
            samples=(12, 10)),
    Product("hoodie", "hoodie", _HOODIE, {"front": (300, 260), "back": (300, 400)},
            samples=(12, 10)),
)

PRODUCTS += tuple(Product(**each) for each in GOODS)


def product(name: str) -> Product:
    """The product of a name; `KeyError` names the known ones."""
    for candidate in PRODUCTS:
        if candidate.name == name:
            return candidate
    raise KeyError(f"no product `{name}`; there are: {', '.join(each.name for each in PRODUCTS)}")
