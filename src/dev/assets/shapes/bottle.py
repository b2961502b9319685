"""An insulated steel bottle of 500 ml: 70 mm wide, 262 mm high with its cap, powder-coated, steel foot.

The print (or engraving) wraps around. Body: coat; inner: bare steel of foot and neck; part `handle`: the cap.
Lengths in millimetres.
"""

from __future__ import annotations

import numpy as np

from ..model import Camera, Detail, Mesh, Model, View
from ..turning import arc, bezier, revolved

TO_FRONT = np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1]], float)


def build(parameters: dict, detail: Detail) -> Model:
    """The bottle; the print's middle looks to the front."""
    radius, shoulder, neck = parameters["radius"], parameters["shoulder"], parameters["neck"]
    wrap_width, wrap_height, wrap_top = parameters["wrap"]
    fine = detail is Detail.PICTURE
    around, bend, straight, curve = (288, 10, 40, 40) if fine else (56, 3, 1, 8)
    half = wrap_width / 2 / radius
    printed = round(around * half / np.pi)
    angles = np.r_[np.linspace(-half, half, printed + 1),
                   np.linspace(half, 2 * np.pi - half, around - printed + 1)[1:-1]]
    even = np.linspace(0, 2 * np.pi, around, endpoint=False)
    foot = [(0, 2), (radius - 8, 2), (radius - 6, 0.4), (radius - 4.6, 0),
            *arc(radius - 3.4, 2.6, 2.6, -90, 0, bend)[1:], (radius - 0.8, 7.4)]
    wall = [(radius - 0.8, 7.6), (radius - 0.25, 7.8), (radius, 8.4),
            *((radius, z) for z in np.linspace(8.4, shoulder, straight + 1)[1:])]
    slope = bezier(np.array([(radius, shoulder), (radius, shoulder + 17), (neck + 1.5, shoulder + 17),
                             (neck + 0.2, shoulder + 33)]), curve)
    coat = np.array(wall + [tuple(p) for p in slope[1:]])
    top = shoulder + 33
    bare = np.array([(neck + 0.2, top), (neck - 0.4, top + 0.5), (neck - 0.5, top + 4.5), (neck - 2, top + 5)])
    cap_radius, cap_top = neck + 1.6, top + 3.2 + parameters["cap"]
    low = top + 3.2
    cap = [(neck - 2, low), *arc(cap_radius - 0.8, low + 0.8, 0.8, -90, 0, bend),
           *((cap_radius, z) for z in np.linspace(low + 2, cap_top - 3.2, max(straight // 3, 2))),
           *arc(cap_radius - 3, cap_top - 3, 3, 0, 90, bend), (cap_radius - 5, cap_top),
           (cap_radius - 7, cap_top - 0.5), (0.0, cap_top - 0.5)]
    vertices, faces = revolved(coat, angles)
    rings = len(coat) - 1
    start = np.tile(angles, rings)
    step = np.tile(np.r_[np.diff(angles), 2 * np.pi - angles[-1] + angles[0]], rings)
    turn = np.stack([start, start + step, start + step, start], axis=1)
    place = np.stack([turn * radius / wrap_width + 0.5, (wrap_top - vertices[faces][..., 2]) / wrap_height], axis=-1)
    low_rings = len(wall) - 1
    place[np.repeat((np.arange(rings) < 2) | (np.arange(rings) >= low_rings), len(angles))] = np.nan
    meshes = [Mesh(vertices @ TO_FRONT / 1000, faces, "body", "powder", "wrap", place, name="coat")]
    for name, part, material, profile in (("foot", "inner", "metal", np.array(foot)), ("neck", "inner", "metal", bare),
                                          ("cap", "handle", "plastic", np.array(cap))):
        points, quads = revolved(profile, even)
        meshes.append(Mesh(points @ TO_FRONT / 1000, quads, part, material, name=name))
    return Model(meshes)


def views(parameters: dict) -> list[View]:
    """From the front and turned to either side, where the wrap's ends are."""
    height = (parameters["shoulder"] + 36 + parameters["cap"]) / 1000

    def view(name: str, turn: float) -> View:
        camera = Camera((0.0, -1.9, 0.40 + height / 2), (0.0, 0.0, height / 2 - 0.004), 224)
        return View(name, "wrap", camera, "bottle", turn=turn, ground=0.0)

    return [view("front", 0.0), view("left", 100.0), view("right", -100.0)]
