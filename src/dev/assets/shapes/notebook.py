"""A hardcover notebook, A5: covers of 148 x 210 mm, 18 mm thick, with an elastic band. Lengths in millimetres.

The print covers the front cover to its edges, from the spine's edge to the fore edge. Body: cover; inner: pages; part
`handle`: the band, 7 mm wide, 16 mm from the fore edge.
"""

from __future__ import annotations

import numpy as np

from ..model import Camera, Detail, Mesh, Model, View
from ..solids import filled, loft, outline, places, rounding, slab, upright

BOARD = 2.6
EDGE = 1.1
"""Rounding of the boards' edges."""
HINGE = 9.0
"""From the spine's edge to the middle of the groove in which the cover bends."""
RADII = (7.0, 2.0, 2.0, 7.0)
"""Corners: top right, top left, bottom left, bottom right; the spine is at the left."""


def build(parameters: dict, detail: Detail) -> Model:
    """The notebook with its front cover to the viewer; the table is at y = 0."""
    fine = detail is Detail.PICTURE
    width, height = parameters["cover"]
    thick = parameters["thick"]
    meshes = [_front(width, height, thick, fine)]
    bend, straight, steps = (16, 60, 8) if fine else (5, 4, 2)
    back, faces = slab(width, height, RADII, -BOARD, -0.05, EDGE, bend, straight, steps)
    meshes.append(Mesh(back, faces, "body", "book_cloth", smooth_angle=50, name="back"))
    inset = 3.2
    pages, page_faces = slab(width - inset - 1.5, height - 2 * inset, (5.0, 0.5, 0.5, 5.0), -thick + BOARD - 0.05,
                             -BOARD + 0.05, 0.2, bend, straight, 2)
    meshes.append(Mesh(pages + (1.5 / 2 - inset / 2, 0, 0), page_faces, "inner", "pages", smooth_angle=50,
                       name="pages"))
    meshes.append(_spine(width, height, thick, fine))
    meshes.append(_band(width, height, thick, fine))
    return Model([Mesh(mesh.vertices / 1000, mesh.faces, mesh.part, mesh.material, mesh.print_side, mesh.print_uv,
                       smooth_angle=mesh.smooth_angle, name=mesh.name) for mesh in meshes])


def _front(width: float, height: float, thick: float, fine: bool) -> Mesh:
    """The printed cover: a board with soft edges and a groove beside the spine."""
    bend, straight, steps = (16, 60, 8) if fine else (5, 8, 2)
    radii = np.array(RADII)

    def ring(inset: float, y: float) -> np.ndarray:
        return upright(outline(width - 2 * inset, height - 2 * inset, np.maximum(radii - inset, 0.05), bend, straight),
                       y)

    turn = rounding(EDGE, steps)
    front, back = -thick, -thick + BOARD
    rings = [ring(EDGE + 1.0, back), *(ring(i, back - d) for i, d in turn[::-1]),
             *(ring(i, front + d) for i, d in turn), ring(EDGE + 0.3, front)]
    vertices, quads = loft(rings)
    around = rings[-1][:, [0, 2]]
    lines = np.r_[np.linspace(-3.6, 3.6, 25 if fine else 7) + HINGE - width / 2,
                  np.linspace(0.14, 1, 8 if fine else 3)[:-1] * (width - 4) - width / 2]
    rows = np.linspace(-0.5, 0.5, 80 if fine else 9)[1:-1] * (height - 2 * EDGE)
    x, z = np.meshgrid(lines, rows)
    points, triangles = filled(around, [], np.stack([x.ravel(), z.ravel()], axis=1))
    base = len(vertices)
    every = np.concatenate([vertices, upright(points, front)])
    triangles = np.c_[triangles + base, np.full(len(triangles), -1)]
    faces = np.concatenate([quads, triangles])
    flat = every[:, [0, 2]]
    groove = np.exp(-((every[:, 0] + width / 2 - HINGE) / 1.7) ** 2)
    every[:, 1] += 0.75 * groove * (every[:, 1] < front + EDGE)
    place = places(flat, (width, height))[np.where(faces < 0, faces[:, :1], faces)]
    face_y = every[np.where(faces < 0, faces[:, :1], faces)][..., 1]
    place[face_y.max(axis=1) > front + EDGE + 0.05] = np.nan
    return Mesh(every, faces, "body", "book_cloth", "cover", place, smooth_angle=50, name="front")


def _spine(width: float, height: float, thick: float, fine: bool) -> Mesh:
    """The covered back of the book, slightly rounded, between the boards."""
    count, rows = (24, 2) if fine else (6, 2)
    angle = np.linspace(-1, 1, count)
    y = -thick / 2 + angle * (thick / 2 - 0.6)
    x = -width / 2 + 0.4 - 0.9 * np.sqrt(np.clip(1 - angle ** 2, 0, 1))
    z = np.linspace(height / 2 - 0.4, -height / 2 + 0.4, rows)
    points = np.stack([np.repeat(x[None], rows, 0), np.repeat(y[None], rows, 0), np.repeat(z[:, None], count, 1)], -1)
    index = np.arange(rows * count).reshape(rows, count)
    quads = np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], axis=-1).reshape(-1, 4)
    mesh = Mesh(points.reshape(-1, 3), quads, "body", "book_cloth", smooth_angle=60, name="spine")
    if mesh.face_normals()[:, 0].sum() > 0:
        mesh.faces = quads[:, ::-1].copy()
    return mesh


def _band(width: float, height: float, thick: float, fine: bool) -> Mesh:
    """The elastic, around both covers from top to bottom."""
    wide, strong, over = 7.0, 0.7, 0.9
    x = width / 2 - 16.0
    steps = 10 if fine else 3
    line = []
    half = height / 2
    for z_sign, y_front, start in ((1, -1, 0), (1, 1, 0), (-1, 1, 0), (-1, -1, 0)):
        middle = np.array([-thick / 2 + y_front * (thick / 2 - over), z_sign * (half - over)])
        from_angle = {(1, -1): 180, (1, 1): 90, (-1, 1): 0, (-1, -1): -90}[(z_sign, y_front)]
        for a in np.radians(np.linspace(from_angle, from_angle - 90, steps)):
            line.append(middle + (over + 0.05) * np.array([np.cos(a), np.sin(a)]))
    line = np.array(line)  # (y, z) around the book
    after, before = np.roll(line, -1, 0), np.roll(line, 1, 0)
    along = after - before
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    out = np.stack([along[:, 1], -along[:, 0]], axis=1)
    if (out * (line - line.mean(axis=0))).sum() < 0:
        out = -out
    section = [(-wide / 2, 0.0), (-wide / 2, strong * 0.6), (-wide / 2 + 0.25, strong * 0.92),
               (-wide / 2 + 0.7, strong), (wide / 2 - 0.7, strong), (wide / 2 - 0.25, strong * 0.92),
               (wide / 2, strong * 0.6), (wide / 2, 0.0)]
    points = np.stack([np.concatenate([np.full((len(line), 1), x + dx), line + out * lift], axis=1)
                       for dx, lift in section], axis=1)
    count, size = len(line), len(section)
    i, j = np.meshgrid(np.arange(count), np.arange(size - 1), indexing="ij")
    following = (i + 1) % count
    quads = np.stack([i * size + j, i * size + j + 1, following * size + j + 1, following * size + j], -1)
    quads = quads.reshape(-1, 4)
    mesh = Mesh(points.reshape(-1, 3), quads, "handle", "elastic", smooth_angle=50, name="band")
    centre = mesh.vertices[quads].mean(axis=1) - (x, -thick / 2, 0)
    if (centre * mesh.face_normals() * (0, 1, 1)).sum() < 0:
        mesh.faces = quads[:, ::-1].copy()
    return mesh


def views(parameters: dict) -> list[View]:
    """Lying on a table, from above; and standing, turned so that its pages are seen."""
    width, height = parameters["cover"]
    lens = 36 / (height * 1.26) * 1300
    return [
        View("front", "cover", Camera((0.0, -1.3, 0.0), (0.001, 0.0, -0.002), lens), "table", wall=0.0),
        View("angle", "cover", Camera((0.0, -1.3, 0.24), (0.0, 0.0, -0.004), lens), "standing", turn=-34.0,
             ground=-height / 2000),
    ]
