"""A straight ceramic mug with a handle; the print wraps around it. Lengths of the parameters in millimetres."""

from __future__ import annotations

import numpy as np

from ..model import Camera, Detail, Mesh, Model, View
from ..turning import arc, bezier, evenly, pipe, revolved

WALL = 3.6


def build(parameters: dict, detail: Detail) -> Model:
    """Body with an inner part, and a handle at the back; the print's middle looks to the front."""
    radius, height = parameters["radius"], parameters["height"]
    wrap_width, wrap_height, wrap_top = parameters["wrap"]
    fine = detail is Detail.PICTURE
    around, bend, straight = (240, 12, 24) if fine else (72, 4, 2)
    # Columns lie exactly on the print's edges.
    half = wrap_width / 2 / radius
    printed = round(around * half / np.pi)
    angles = np.r_[np.linspace(-half, half, printed + 1),
                   np.linspace(half, 2 * np.pi - half, around - printed + 1)[1:-1]]
    foot = [(0, 2.2), (radius - 10, 2.2), *arc(radius - 7.8, 1.6, 1.6, 160, 270, bend)[1:], (radius - 6.5, 0),
            *arc(radius - 4.2, 4.2, 4.2, -90, 0, bend)]
    walls = [(radius, z) for z in np.linspace(4.2, height - 2.8, straight + 1)[1:]]
    rim = arc(radius - WALL / 2, height - WALL / 2, WALL / 2, 0, 180, bend * 2)
    inside = [(radius - WALL, z) for z in np.linspace(height - 4, 14, straight)]
    inside += [*arc(radius - WALL - 9, 14, 9, 0, -90, bend), (0, 5)]
    profile = np.array(foot + walls + rim + inside)
    vertices, faces = revolved(profile, angles)
    rings = len(faces) // len(angles)
    is_inner = np.repeat(np.arange(rings) >= len(foot) + len(walls) - 1, len(angles))
    # The angle of the first column of each face; the print's middle is at angle 0, turned to the front.
    start = np.tile(angles, rings)
    step = np.tile(np.r_[np.diff(angles), 2 * np.pi - angles[-1] + angles[0]], rings)
    corner_angle = np.stack([start, start + step, start + step, start], axis=1)
    places = np.stack([corner_angle * radius / wrap_width + 0.5,
                       (wrap_top - vertices[faces][..., 2]) / wrap_height], axis=-1)
    places[np.abs(vertices[faces][..., :2]).max(axis=(1, 2)) < radius * 0.5] = np.nan
    to_front = np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1]], float)
    vertices = vertices @ to_front / 1000
    body = Mesh(vertices, faces[~is_inner], "body", parameters["material"], "wrap", places[~is_inner], name="body")
    inner = Mesh(vertices, faces[is_inner], "inner", parameters["material"], name="inner")
    return Model([body, inner, _handle(parameters, fine)])


def _handle(parameters: dict, fine: bool) -> Mesh:
    radius, height = parameters["radius"], parameters["height"]
    top, bottom = height * 0.815, height * 0.235
    reach = parameters["handle_reach"]
    start = radius - 2.4
    control = np.array([
        (start, top), (radius + reach * 0.50, top + 5), (radius + reach * 1.0, top - 11),
        (radius + reach * 0.91, height / 2), (radius + reach * 0.82, bottom + 7), (radius + reach * 0.36, bottom - 4),
        (start, bottom)])
    along, sides = (72, 36) if fine else (18, 10)
    line = evenly(bezier(control, 200), along)
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    to_end = np.minimum(length, length[-1] - length)
    flare = 1 + 0.55 * np.exp(-((to_end / 4.5) ** 1.4))
    thick = 4.3 * flare
    wide = (6.6 - 0.9 * np.sin(np.pi * length / length[-1])) * flare
    vertices, faces = pipe(line, wide, thick, sides)
    to_back = np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 1]], float)
    return Mesh(vertices @ to_back / 1000, faces, "handle", parameters["material"], smooth_angle=80, name="handle")


def views(parameters: dict) -> list[View]:
    """The mug from three sides: its handle to the left, behind, and to the right."""
    height = parameters["height"] / 1000
    reach = 0.014

    def view(name: str, turn: float, across: float) -> View:
        camera = Camera((across, -1.0, 0.185 + height / 2), (across, 0.0, height / 2 - 0.004), 215 * 0.102 / height)
        return View(name, "wrap", camera, "gloss", turn=turn, ground=0.0)

    # Behind is 0; the handle comes forward a little on either side.
    return [view("left", 104.0, -reach), view("front", 0.0, 0.0), view("right", -104.0, reach)]
