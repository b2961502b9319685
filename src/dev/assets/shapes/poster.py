"""A poster of 300 x 400 mm on a wall: the bare sheet, or in a wooden frame behind a mat. Lengths in millimetres.

The frame's moulding is 20 mm wide and 22 mm deep; its mat is 47 mm wide and lies 3 mm over the sheet's edge. Body: the
sheet; inner: the mat; part `handle`: the frame.
"""

from __future__ import annotations

import numpy as np

from ..model import Camera, Detail, Mesh, Model, View
from ..solids import places, sheet

OVERLAP = 3.0


def build(parameters: dict, detail: Detail) -> Model:
    """The poster upright around (0, 0, 0); the wall is at y = 0."""
    fine = detail is Detail.PICTURE
    width, height = parameters["sheet"]
    if parameters["framed"]:
        meshes = [_sheet(width, height, fine, bow=0.0, y=-7.0), _mat(parameters), *_frame(parameters)]
        return Model(meshes if fine else [*meshes, _backing(parameters)])
    return Model([_sheet(width, height, fine, bow=1.0, y=-0.5)])


def _sheet(width: float, height: float, fine: bool, bow: float, y: float) -> Mesh:
    """Paper; with `bow`, taped behind its upper edge, its lower corners come off the wall."""
    columns, rows = (120, 160) if fine else (12, 16)
    flat, quads = sheet(width, height, columns, rows)
    across, down = flat[:, 0] / width * 2, 0.5 - flat[:, 1] / height
    lift = bow * (1.2 + 2.0 * down ** 1.5 + 7.5 * np.clip(np.abs(across) * 0.75 + down - 1.02, 0, None) ** 2 * 4
                  + 1.6 * np.sin(np.pi * down) * (1 - 0.4 * across)
                  + 2.5 * np.clip(np.abs(across) - 0.55, 0, None) ** 2 * (1 - down) * 4)
    points = np.stack([flat[:, 0], y - lift, flat[:, 1]], axis=1)
    return Mesh(points / 1000, quads, "body", "paper_smooth", "front", places(flat, (width, height))[quads],
                flat[quads] / 1000, smooth_angle=80, name="sheet")


def _rectangle(width: float, height: float, y: float) -> np.ndarray:
    x, z = width / 2, height / 2
    return np.array([(-x, y, z), (-x, y, -z), (x, y, -z), (x, y, z)])  # counter-clockwise from the top left


def _band(profile: list[tuple[float, float, float]], name: str, part: str, material: str) -> Mesh:
    """Four mitred bars along a profile of (width, height, y), from outside to inside; pattern x runs along a bar."""
    corners = [_rectangle(*step) for step in profile]
    length = np.r_[0, np.cumsum([np.linalg.norm((after - here)[0]) / np.sqrt(1.5) for here, after in
                                 zip(corners, corners[1:])])]
    vertices, faces, pattern = [], [], []
    for bar in range(4):
        base = len(vertices)
        for step, ring in enumerate(corners):
            here, after = ring[bar], ring[(bar + 1) % 4]
            vertices += [here, after]
            axis = 2 if bar % 2 == 0 else 0
            pattern += [(here[axis] + bar * 700, length[step] + bar * 130), (after[axis] + bar * 700,
                                                                              length[step] + bar * 130)]
        for step in range(len(corners) - 1):
            a = base + 2 * step
            faces.append((a, a + 1, a + 3, a + 2))
    faces = np.array(faces)
    return Mesh(np.array(vertices) / 1000, faces, part, material, pattern_uv=np.array(pattern)[faces] / 1000,
                smooth_angle=35, name=name)


def _mat(parameters: dict) -> Mesh:
    """White board with a bevelled window."""
    width, height = parameters["sheet"]
    mat = parameters["mat"]
    window = (width - 2 * OVERLAP, height - 2 * OVERLAP)
    outer = (width + 2 * mat, height + 2 * mat)
    return _band([(*outer, -8.8), (window[0] + 3.0, window[1] + 3.0, -8.8), (*window, -7.2)], "mat", "inner",
                 "paper_smooth")


def _backing(parameters: dict) -> Mesh:
    """The board at the back, which only a model that is turned shows."""
    more = 2 * (parameters["mat"] + parameters["bar"]) - 6
    width, height = (side + more for side in parameters["sheet"])
    return Mesh(_rectangle(width, height, -0.3) / 1000, np.array([(3, 2, 1, 0)]), "inner", "paper_smooth",
                smooth_angle=35, name="backing")


def _frame(parameters: dict) -> list[Mesh]:
    """A plain moulding with softened edges."""
    width, height = parameters["sheet"]
    inside = (width + 2 * parameters["mat"] - 6, height + 2 * parameters["mat"] - 6)
    bar, deep, soft = parameters["bar"], parameters["deep"], 1.2

    def step(out: float, y: float) -> tuple[float, float, float]:
        return inside[0] + 2 * out, inside[1] + 2 * out, y

    profile = [step(bar, 0.0), step(bar, -deep + soft)]
    profile += [step(bar - soft + soft * np.cos(a), -deep + soft - soft * np.sin(a))
                for a in np.linspace(0, np.pi / 2, 6)[1:]]
    profile += [step(soft - soft * np.sin(a), -deep + soft - soft * np.cos(a)) for a in np.linspace(0, np.pi / 2, 6)]
    profile += [step(0.0, -8.0)]
    return [_band(profile, "frame", "handle", "wood")]


def views(parameters: dict) -> list[View]:
    """On the wall: straight, and from aside."""
    high = parameters["sheet"][1] + (2 * (parameters["mat"] + parameters["bar"]) if parameters["framed"] else 0)
    lens = 36 / (high * 1.24) * 2600
    away = 0.62 if parameters["framed"] else 0.55
    return [
        View("front", "front", Camera((0.0, -2.6, 0.0), (0.004, 0.0, -0.004), lens), "wall", wall=0.0),
        View("angle", "front", Camera((-2.6 * away, -2.6 * np.sqrt(1 - away ** 2), 0.0), (0.012, 0.0, -0.004), lens),
             "wall", wall=0.0),
    ]
