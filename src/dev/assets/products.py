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


_TEE = {
    "cut": {}, "material": "jersey", "reach": 0.90, "middle": -0.335,
    "areas": {"front": ("front", 300, 400, 48), "back": ("back", 300, 400, 62), "sleeve": ("sleeve_left", 90, 90, 92)},
    "views": {"front": "front", "back": "back", "sleeve": "sleeve"},
}

PRODUCTS: tuple[Product, ...] = (
    Product("mug", "mug", {"radius": 41.0, "height": 102.0, "wrap": (230.0, 95.0, 98.5), "handle_reach": 39.0,
                           "material": "ceramic"}, {"wrap": (230, 95)}),
    Product("tee", "garment", _TEE, {"front": (300, 400), "back": (300, 400), "sleeve": (90, 90)}),
)

PRODUCTS += tuple(Product(**each) for each in GOODS)


def product(name: str) -> Product:
    """The product of a name; `KeyError` names the known ones."""
    for candidate in PRODUCTS:
        if candidate.name == name:
            return candidate
    raise KeyError(f"no product `{name}`; there are: {', '.join(each.name for each in PRODUCTS)}")
