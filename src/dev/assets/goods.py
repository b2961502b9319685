"""Measures of the products that are not garments, but for the 11 oz mug. Fields as `products.Product` has them."""

from __future__ import annotations

GOODS: tuple[dict, ...] = (
    {
        "name": "mug_15oz", "shape": "mug", "areas": {"wrap": (235, 105)},
        "parameters": {"radius": 43.0, "height": 119.0, "wrap": (235.0, 105.0, 112.0), "handle_reach": 42.0,
                       "material": "ceramic"},
    },
    {
        "name": "enamel_mug", "shape": "enamel_mug", "areas": {"wrap": (200, 70)},
        "parameters": {"radius": 40.0, "height": 80.0, "wrap": (200.0, 70.0, 75.2), "handle_reach": 33.0,
                       "material": "enamel"},
    },
    {
        "name": "bottle", "shape": "bottle", "areas": {"wrap": (200, 150)},
        "parameters": {"radius": 35.0, "shoulder": 183.0, "neck": 22.5, "cap": 42.0, "wrap": (200.0, 150.0, 172.0)},
    },
    {
        "name": "phone_small", "shape": "phone_case", "areas": {"back": (83, 159)},
        "parameters": {
            "case": (75.0, 151.0), "corner": 13.2, "thick": 10.6, "cutout": (-20.6, 50.0, 21.0, 37.0, 10.5),
            "lenses": [(0.0, 8.3, 7.0), (0.0, -8.3, 7.0)],
            "buttons": [(-1, 33.0, 9.0), (-1, 18.0, 12.0), (-1, 3.0, 12.0), (1, 20.0, 18.0)],
        },
    },
    {
        "name": "phone_large", "shape": "phone_case", "areas": {"back": (89, 174)},
        "parameters": {
            "case": (81.0, 166.0), "corner": 14.0, "thick": 11.2, "cutout": (-13.8, 55.6, 40.0, 41.0, 11.5),
            "lenses": [(-9.0, 9.3, 8.0), (-9.0, -9.3, 8.0), (9.4, 0.0, 8.0)],
            "buttons": [(-1, 37.0, 9.0), (-1, 21.0, 13.0), (-1, 5.0, 13.0), (1, 23.0, 20.0)],
        },
    },
    {
        "name": "phone_android", "shape": "phone_case", "areas": {"back": (90, 174)},
        "parameters": {
            "case": (82.0, 166.0), "corner": 10.5, "thick": 11.4, "cutout": (0.0, 58.5, 63.0, 23.0, 11.5),
            "lenses": [(-20.5, 0.0, 7.2), (-3.0, 0.0, 7.2), (14.5, 0.0, 5.0)],
            "buttons": [(1, 34.0, 11.0), (1, 13.0, 22.0)],
        },
    },
    {
        "name": "cushion", "shape": "cushion", "areas": {"front": (400, 400), "back": (400, 400)},
        "parameters": {"side": 400.0, "fill": 0.100, "seed": 5},
    },
    {
        "name": "tote", "shape": "tote", "areas": {"front": (280, 300)},
        "parameters": {"bag": (380.0, 420.0), "print": (280.0, 300.0, 75.0), "handles": 160.0, "air": 9.0, "seed": 3},
    },
    {
        "name": "poster", "shape": "poster", "areas": {"front": (300, 400)},
        "parameters": {"sheet": (300.0, 400.0), "framed": False},
    },
    {
        "name": "framed_print", "shape": "poster", "areas": {"front": (300, 400)},
        "parameters": {"sheet": (300.0, 400.0), "framed": True, "mat": 47.0, "bar": 20.0, "deep": 22.0},
    },
    {
        "name": "notebook", "shape": "notebook", "areas": {"cover": (148, 210)},
        "parameters": {"cover": (148.0, 210.0), "thick": 18.0},
    },
    {
        "name": "stickers", "shape": "sticker_sheet", "areas": {"sheet": (140, 200)},
        "parameters": {"sheet": (148.0, 210.0), "print": (140.0, 200.0), "peel": 20.0, "peel_radius": 15.0},
    },
    {
        "name": "apron", "shape": "apron", "areas": {"front": (220, 200)},
        "parameters": {"size": (700.0, 850.0), "bib": (280.0, 300.0), "print": (220.0, 200.0, 50.0), "seed": 4},
    },
)
