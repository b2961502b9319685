"""Which shapes are made, with which measures, and what is printed on them. Lengths in millimetres.

A model's name is its folder below `public/mockups/` and its file in `public/models/`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Product:
    """A shape with measures."""

    name: str
    shape: str
    """Module in `shapes/`."""
    parameters: dict
    areas: dict[str, tuple[float, float]]
    """Print areas by side: width and height."""
    small: bool = False
    """A small thing: rays and distances are a tenth of a garment's."""


PRODUCTS: tuple[Product, ...] = (
    Product("mug", "mug", {"radius": 41.0, "height": 102.0, "wrap": (230.0, 95.0, 98.5), "handle_reach": 39.0,
                           "material": "ceramic"}, {"wrap": (230, 95)}, small=True),
    Product("mug_15oz", "mug", {"radius": 43.0, "height": 119.0, "wrap": (235.0, 105.0, 112.0), "handle_reach": 42.0,
                                "material": "ceramic"}, {"wrap": (235, 105)}, small=True),
    Product("enamel_mug", "enamel_mug", {"radius": 40.0, "height": 80.0, "wrap": (200.0, 70.0, 75.2),
                                         "handle_reach": 33.0, "material": "enamel"}, {"wrap": (200, 70)}, small=True),
    Product("bottle", "bottle", {"radius": 35.0, "shoulder": 183.0, "neck": 22.5, "cap": 42.0,
                                 "wrap": (200.0, 150.0, 172.0)}, {"wrap": (200, 150)}, small=True),
    Product("phone_small", "phone_case", {
        "case": (75.0, 151.0), "corner": 13.2, "thick": 10.6, "cutout": (-20.6, 50.0, 21.0, 37.0, 10.5),
        "lenses": [(0.0, 8.3, 7.0), (0.0, -8.3, 7.0)],
        "buttons": [(-1, 33.0, 9.0), (-1, 18.0, 12.0), (-1, 3.0, 12.0), (1, 20.0, 18.0)],
    }, {"back": (83, 159)}, small=True),
    Product("phone_large", "phone_case", {
        "case": (81.0, 166.0), "corner": 14.0, "thick": 11.2, "cutout": (-13.8, 55.6, 40.0, 41.0, 11.5),
        "lenses": [(-9.0, 9.3, 8.0), (-9.0, -9.3, 8.0), (9.4, 0.0, 8.0)],
        "buttons": [(-1, 37.0, 9.0), (-1, 21.0, 13.0), (-1, 5.0, 13.0), (1, 23.0, 20.0)],
    }, {"back": (89, 174)}, small=True),
    Product("phone_android", "phone_case", {
        "case": (82.0, 166.0), "corner": 10.5, "thick": 11.4, "cutout": (0.0, 58.5, 63.0, 23.0, 11.5),
        "lenses": [(-20.5, 0.0, 7.2), (-3.0, 0.0, 7.2), (14.5, 0.0, 5.0)],
        "buttons": [(1, 34.0, 11.0), (1, 13.0, 22.0)],
    }, {"back": (90, 174)}, small=True),
    Product("cushion", "cushion", {"side": 400.0, "fill": 0.150, "seed": 5}, {"front": (400, 400), "back": (400, 400)}),
)


def product(name: str) -> Product:
    """The product of a name; `KeyError` names the known ones."""
    for candidate in PRODUCTS:
        if candidate.name == name:
            return candidate
    raise KeyError(f"no product `{name}`; there are: {', '.join(each.name for each in PRODUCTS)}")
