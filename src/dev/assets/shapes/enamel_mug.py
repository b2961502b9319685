"""An enamelled steel mug of 350 ml: 80 mm wide, 80 mm high, sheet of 1 mm, a rolled rim of 3.4 mm, and a strap handle.

The print wraps around. Body: outside and handle; inner: inside; part `handle`: the rolled rim. Lengths in millimetres.
"""

from __future__ import annotations

import numpy as np

from ..model import Camera, Detail, Mesh, Model, View
from ..turning import arc, bezier, evenly, pipe, revolved

WALL = 1.0
ROLL = 1.7
"""Radius of the rolled rim."""
TO_FRONT = np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1]], float)


def build(parameters: dict, detail: Detail) -> Model:
    """The mug with its handle behind; the print's middle looks to the front."""
    radius, height = parameters["radius"], parameters["height"]
    wrap_width, wrap_height, wrap_top = parameters["wrap"]
    fine = detail is Detail.PICTURE
    around, bend, straight = (288, 12, 20) if fine else (64, 4, 1)
    half = wrap_width / 2 / radius
    printed = round(around * half / np.pi)
    angles = np.r_[np.linspace(-half, half, printed + 1),
                   np.linspace(half, 2 * np.pi - half, around - printed + 1)[1:-1]]
    foot = [(0, 2.4), (radius - 9, 2.4), (radius - 7, 1.8), (radius - 5.6, 0.3), (radius - 5.0, 0.0),
            *arc(radius - 4.5, 4.5, 4.5, -90, 0, bend)[1:]]
    wall = [(radius, z) for z in np.linspace(4.5, height - 2.2, straight + 1)[1:]]
    middle = (radius + ROLL - 0.6, height - ROLL)
    rim = arc(*middle, ROLL, -150, 165, bend * 2)
    inside = [(radius - WALL, height - ROLL - 0.6), *((radius - WALL, z) for z in np.linspace(height - 5, 9, straight)),
              *arc(radius - WALL - 6, 9, 6, 0, -90, bend), (0, 3.2)]
    outer = np.array(foot + wall + [rim[0]])
    vertices, faces = revolved(outer, angles)
    rings = len(outer) - 1
    start = np.tile(angles, rings)
    step = np.tile(np.r_[np.diff(angles), 2 * np.pi - angles[-1] + angles[0]], rings)
    turn = np.stack([start, start + step, start + step, start], axis=1)
    place = np.stack([turn * radius / wrap_width + 0.5, (wrap_top - vertices[faces][..., 2]) / wrap_height], axis=-1)
    on_wall = np.repeat((np.arange(rings) >= len(foot) - 1) & (np.arange(rings) < rings - 1), len(angles))
    place[~on_wall] = np.nan
    material = parameters["material"]
    body = Mesh(vertices @ TO_FRONT / 1000, faces, "body", material, "wrap", place, name="body")
    even = np.linspace(0, 2 * np.pi, around, endpoint=False)
    roll, roll_faces = revolved(np.array(rim), even)
    inner, inner_faces = revolved(np.array([rim[-1], *inside]), even)
    return Model([
        body,
        Mesh(roll @ TO_FRONT / 1000, roll_faces, "handle", material, smooth_angle=60, name="rim"),
        Mesh(inner @ TO_FRONT / 1000, inner_faces, "inner", material, smooth_angle=60, name="inner"),
        _handle(parameters, fine),
    ])


def _handle(parameters: dict, fine: bool) -> Mesh:
    """A strap of 15 mm with turned edges, its ends flattened on the wall."""
    radius, height = parameters["radius"], parameters["height"]
    reach = parameters["handle_reach"]
    top, bottom = height * 0.83, height * 0.20
    control = np.array([
        (radius - 0.2, top - 9), (radius + 0.6, top + 1), (radius + 5, top + 3), (radius + reach * 0.45, top + 2),
        (radius + reach * 1.02, top), (radius + reach * 1.12, top - 16), (radius + reach * 0.86, height * 0.46),
        (radius + reach * 0.6, height * 0.30), (radius + reach * 0.32, bottom + 2), (radius + 2.2, bottom + 3),
        (radius + 0.2, bottom + 2), (radius - 0.1, bottom - 2), (radius - 0.2, bottom - 8)])
    along, sides = (110, 40) if fine else (22, 10)
    line = evenly(bezier(control, 200), along)
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    part = length / length[-1]
    wide = 8.6 - 1.6 * np.sin(np.pi * part)
    end = np.minimum(length, length[-1] - length)
    wide *= np.sqrt(np.clip(1 - ((3.0 - end) / 3.0).clip(0) ** 2, 0.04, 1))
    vertices, faces = pipe(line, wide, np.full(along, 1.15), sides, 3.2)
    hollow = 0.9 * (1 - (vertices[:, 1] / 8.6) ** 2)  # the strap is bent to a shallow channel
    along_normal = np.gradient(line, axis=0)
    along_normal /= np.linalg.norm(along_normal, axis=1, keepdims=True)
    outward = np.repeat(np.stack([-along_normal[:, 1], np.zeros(along), along_normal[:, 0]], 1), sides, axis=0)
    vertices = vertices + outward * hollow[:, None]
    to_back = np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 1]], float)
    return Mesh(vertices @ to_back / 1000, faces, "body", parameters["material"], smooth_angle=80, name="handle")


def views(parameters: dict) -> list[View]:
    """From the front, and with the handle to the right and to the left."""
    height = parameters["height"] / 1000

    def view(name: str, turn: float, across: float, up: float = 0.17) -> View:
        camera = Camera((across, -1.0, up + height / 2), (across, 0.0, height / 2 - 0.002), 232)
        return View(name, "wrap", camera, "gloss", turn=turn, ground=0.0)

    return [view("right", -104.0, 0.016), view("left", 104.0, -0.016), view("front", 0.0, 0.0)]
