"""A phone case seen from its back, with a cut-out for the cameras of the phone inside. Lengths in millimetres.

Measures are those of current phones and 1.6 mm of case around: small 71.6 x 147.6 (a 6.1 inch screen), large
77.6 x 163 (6.9 inch), and an Android phone of 6.7 inch with its cameras in a bar, 78.6 x 162.6. The print covers the
back, the rounded edge and a little of the side: its area is 8 mm larger than the case, corners are cut off.
Body: case; inner: phone; part `handle`: glass of the lenses.
"""

from __future__ import annotations

import numpy as np

from ..model import Camera, Detail, Mesh, Model, View
from ..solids import filled, loft, outline, places, rounding, slab, upright

EDGE = 3.4
"""Radius of the edge between back and side."""
OVER = 4.0
"""How much larger than the case the print area is, on every side: the way around the edge."""
LIP = ((2.4, 0.0), (1.9, 0.0), (1.55, -0.22), (1.2, -0.5), (0.75, -0.62), (0.35, -0.52), (0.08, -0.25), (0.0, 0.1))
"""The raised border of the cut-out: (distance from it, depth)."""


def build(parameters: dict, detail: Detail) -> Model:
    """The case upright, its back to the front, centred."""
    fine = detail is Detail.PICTURE
    meshes = [_case(parameters, fine), *_phone(parameters, fine), *_buttons(parameters, fine)]
    return Model([Mesh(mesh.vertices / 1000, mesh.faces, mesh.part, mesh.material, mesh.print_side, mesh.print_uv,
                       smooth_angle=mesh.smooth_angle, name=mesh.name) for mesh in meshes])


def _case(parameters: dict, fine: bool) -> Mesh:
    width, height = parameters["case"]
    radius, thick = parameters["corner"], parameters["thick"]
    bend, straight, steps = (24, 60, 12) if fine else (6, 14, 3)
    side_print = EDGE + OVER - EDGE * np.pi / 2  # how far the print runs down the straight side
    profile = [(2.6, thick, np.nan), (1.0, thick, np.nan), (0.3, thick - 0.3, np.nan), (0.0, thick - 1.0, np.nan),
               (0.0, EDGE + side_print, EDGE + OVER)]
    profile += [(inset, depth, EDGE * (np.pi / 2 - np.pi / 2 * k / steps))
                for k, (inset, depth) in enumerate(rounding(EDGE, steps))]
    profile.append((EDGE + 0.5, 0.0, -0.5))
    rings, flat = [], []
    for inset, y, away in profile:
        rings.append(upright(outline(width - 2 * inset, height - 2 * inset, radius - inset, bend, straight), y))
        flat.append(outline(width - 2 * EDGE + 2 * away, height - 2 * EDGE + 2 * away, radius - EDGE + away, bend,
                            straight) if away == away else np.full((len(rings[0]), 2), np.nan))
    vertices, faces = loft(rings)
    flat = np.concatenate(flat)
    hole_rings = _hole_rings(parameters, [(away, y) for away, y in LIP] + [(0.0, 1.5)], fine)
    hole_vertices, hole_faces = loft(hole_rings)
    points, triangles = filled(rings[-1][:, [0, 2]], [hole_rings[0][:, [0, 2]]])
    base = len(vertices)
    every = np.concatenate([vertices, hole_vertices, upright(points, 0.0)])
    hole_flat = hole_vertices[:, [0, 2]].copy()
    hole_flat[-2 * len(hole_rings[0]):] = np.nan
    flat = np.concatenate([flat, hole_flat, points])
    triangles = np.c_[triangles + base + len(hole_vertices), np.full(len(triangles), -1)]
    faces = np.concatenate([faces, hole_faces + base, triangles])
    area = (width + 2 * OVER, height + 2 * OVER)
    place = places(flat, area)[np.where(faces < 0, faces[:, :1], faces)]
    place[np.isnan(place).any(axis=(1, 2))] = np.nan
    return Mesh(every, faces, "body", "satin", "back", place, smooth_angle=50, name="case")


def _hole_rings(parameters: dict, profile: list[tuple[float, float]], fine: bool) -> list[np.ndarray]:
    """Rings around the cut-out, from far to near; they run as the outline of a face does, so the skin looks out."""
    x, z, width, height, radius = parameters["cutout"]
    bend, straight = (16, 24) if fine else (5, 6)
    rings = []
    for away, y in profile:
        ring = outline(width + 2 * away, height + 2 * away, radius + away, bend, straight) + (x, z)
        rings.append(upright(ring, y))
    return rings


def _phone(parameters: dict, fine: bool) -> list[Mesh]:
    """What is seen through the cut-out: the phone's camera plateau with its lenses; and its screen side."""
    x, z, width, height, radius = parameters["cutout"]
    bend, straight, steps = (16, 12, 5) if fine else (5, 4, 2)
    seat = upright(outline(width + 1, height + 1, radius, bend, straight) + (x, z), 1.45)
    points, triangles = filled(seat[:, [0, 2]], [])
    plateau, plateau_faces = slab(width - 2.0, height - 2.0, radius - 1.0, -0.35, 1.5, 0.7, bend, straight, steps)
    meshes = [Mesh(upright(points, 1.45), triangles, "inner", "metal", name="seat"),
              Mesh(plateau + (x, 0, z), plateau_faces, "inner", "glass", smooth_angle=50, name="plateau")]
    for lens_x, lens_z, lens_radius in parameters["lenses"]:
        ring = [(lens_radius, 0.0), (lens_radius, -1.0), (lens_radius - 0.15, -1.3), (lens_radius - 0.5, -1.45),
                (lens_radius - 1.0, -1.35), (lens_radius - 1.25, -1.0)]
        glass = [(lens_radius - 1.25, -1.0), (lens_radius - 2.4, -1.02), (lens_radius * 0.52, -1.04),
                 (lens_radius * 0.5, -0.85), (lens_radius * 0.36, -0.6), (lens_radius * 0.34, -0.7),
                 (lens_radius * 0.18, -0.82), (0.02, -0.85)]
        for name, part, material, profile in (("lens", "inner", "metal", ring), ("glass", "handle", "glass", glass)):
            angles = np.linspace(0, 2 * np.pi, 64 if fine else 14, endpoint=False)
            circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
            vertices, faces = loft([upright(circle * r + (x + lens_x, z + lens_z), y) for r, y in profile])
            meshes.append(Mesh(vertices, faces, part, material, smooth_angle=35, name=name))
    width, height = parameters["case"]
    body, faces = slab(width - 3.2, height - 3.2, parameters["corner"] - 1.6, 1.7, parameters["thick"] - 0.8, 1.5,
                       *((16, 20, 4) if fine else (4, 1, 1)))
    meshes.append(Mesh(body, faces, "handle", "glass", smooth_angle=50, name="phone"))
    return meshes


def _buttons(parameters: dict, fine: bool) -> list[Mesh]:
    """Covers of the keys on the sides: (side, z, length)."""
    width, thick = parameters["case"][0], parameters["thick"]
    meshes = []
    for side, z, length in parameters["buttons"]:
        key, faces = slab(3.2, length, 1.55, -0.38, 1.0, 0.36, *((8, 12, 4) if fine else (3, 1, 1)))
        turn = np.array([[0, 1, 0], [side, 0, 0], [0, 0, 1]], float)  # its front to the side
        place = key @ (turn * [-side, 1, 1]) + (side * width / 2, thick * 0.56, z)
        if np.linalg.det(turn * [-side, 1, 1]) < 0:
            faces = np.where(faces[:, 3:] < 0, faces[:, [2, 1, 0, 3]], faces[:, ::-1])
        meshes.append(Mesh(place, faces, "body", "satin", smooth_angle=50, name="key"))
    return meshes


def views(parameters: dict) -> list[View]:
    """Lying on a table, seen from above; and standing, turned so that the edge is seen."""
    width, height = parameters["case"]
    lens = 36 / (height * 1.26) * 1000
    foot = -height / 2000
    return [
        View("back", "back", Camera((0.0, -1.0, 0.0), (0.0, 0.0, -0.002), lens), "table",
             wall=parameters["thick"] / 1000),
        View("angle", "back", Camera((0.0, -1.0, 0.16), (0.0, 0.0, -0.004), lens), "standing", turn=-38.0, ground=foot),
    ]
