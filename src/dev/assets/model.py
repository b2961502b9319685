"""What a shape is: meshes with parts, materials and print areas, and the views it is seen from.

Coordinates: metres, x to the viewer's right, y away from the viewer (a front looks to -y), z up.
Not here: how a shape is made, drawn or packed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np


class Detail(Enum):
    """What a shape is built for."""

    PICTURE = "picture"
    """Fine enough for a picture 1200 pixels wide."""
    MODEL = "model"
    """Light enough for a GLB: about 3,500 vertices in all."""


PARTS = ("body", "inner", "handle")


@dataclass
class Mesh:
    """A surface of one part and one material.

    Faces are triangles or quads: an (m, 3) or (m, 4) array of vertex indices, counter-clockwise seen from
    outside; a triangle among quads has -1 as its fourth. Arrays "per corner" are (m, 3 or 4, ...), like faces.
    """

    vertices: np.ndarray
    """(n, 3) metres."""
    faces: np.ndarray
    part: str | None
    """'body', 'inner' or 'handle': coloured by the shopper. None: fixed, always neutral white (a table, a wall)."""
    material: str
    """Name of a recipe in `materials/`."""
    print_side: str | None = None
    """The catalogue's side that is printed here."""
    print_uv: np.ndarray | None = None
    """Per corner: place in the print area, (0, 0) top left, (1, 1) bottom right. It may run past 0..1, where the
    surface is not printed; NaN on faces that have no place."""
    pattern_uv: np.ndarray | None = None
    """Per corner: metres along the cloth, for weave and bumps."""
    attributes: dict[str, np.ndarray] = field(default_factory=dict)
    """Per corner: numbers that a material recipe reads by name."""
    normals: np.ndarray | None = None
    """(n, 3) at vertices, where they are to be other than the faces' own (shared with a neighbour mesh)."""
    smooth_angle: float = 40.0
    """Edges that bend more than this, in degrees, are sharp. Without meaning where normals are given."""
    name: str = ""
    """For messages only."""

    def __post_init__(self) -> None:
        self.vertices = np.asarray(self.vertices, np.float64).reshape(-1, 3)
        self.faces = face_array(self.faces)
        shape = self.faces.shape
        for what, values, tail in (("print_uv", self.print_uv, (2,)), ("pattern_uv", self.pattern_uv, (2,))):
            if values is not None and values.shape != shape + tail:
                raise ValueError(f"{self.name}: {what} is {values.shape}, faces are {shape}")
        for what, values in self.attributes.items():
            if values.shape != shape:
                raise ValueError(f"{self.name}: {what} is {values.shape}, faces are {shape}")
        if self.part is not None and self.part not in PARTS:
            raise ValueError(f"{self.name}: part {self.part!r} is none of {PARTS}")
        if (self.print_side is None) != (self.print_uv is None):
            raise ValueError(f"{self.name}: print_side and print_uv belong together")

    def triangles(self) -> tuple[np.ndarray, np.ndarray]:
        """Faces cut into triangles: (t, 3) vertex indices, and (t, 3) flat indices of their corners."""
        width = self.faces.shape[1]
        corner = np.arange(self.faces.size).reshape(self.faces.shape)
        if width == 3:
            return self.faces, corner
        quads = self.faces[:, 3] >= 0
        faces = np.concatenate([self.faces[:, [0, 1, 2]], self.faces[quads][:, [0, 2, 3]]])
        corners = np.concatenate([corner[:, [0, 1, 2]], corner[quads][:, [0, 2, 3]]])
        return faces, corners

    def face_normals(self) -> np.ndarray:
        """(m, 3), as long as twice the face's area."""
        place = self.vertices[np.where(self.faces < 0, self.faces[:, :1], self.faces)]
        if self.faces.shape[1] == 3:
            return np.cross(place[:, 1] - place[:, 0], place[:, 2] - place[:, 0])
        return np.cross(place[:, 2] - place[:, 0], place[:, 3] - place[:, 1])

    def corner_normals(self) -> np.ndarray:
        """Unit normals per corner: given ones, or the mean of the faces around that bend less than `smooth_angle`."""
        faces = np.where(self.faces < 0, self.faces[:, :1], self.faces)
        if self.normals is not None:
            return _unit(self.normals)[faces]
        own = self.face_normals()
        direction = _unit(own)
        index = faces.reshape(-1)
        of_face = np.repeat(np.arange(len(faces)), faces.shape[1])
        used = (self.faces >= 0).reshape(-1)
        order = np.argsort(index[used], kind="stable")
        vertex, face = index[used][order], of_face[used][order]
        starts = np.searchsorted(vertex, np.arange(len(self.vertices) + 1))
        counts = starts[1:] - starts[:-1]
        limit = np.cos(np.radians(self.smooth_angle))
        sums = np.zeros((len(index), 3))
        mine = direction[of_face]
        for step in range(int(counts.max(initial=0))):
            here = np.nonzero(step < counts[index])[0]
            other = face[starts[index[here]] + step]
            near = (direction[other] * mine[here]).sum(1) >= limit
            sums[here[near]] += own[other[near]]
        return _unit(sums).reshape(faces.shape + (3,))

    def turned(self, degrees: float) -> "Mesh":
        """The mesh turned about the upright axis, counter-clockwise seen from above."""
        angle = np.radians(degrees)
        turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
        normals = None if self.normals is None else self.normals @ turn.T
        return Mesh(self.vertices @ turn.T, self.faces, self.part, self.material, self.print_side, self.print_uv,
                    self.pattern_uv, self.attributes, normals, self.smooth_angle, self.name)


def face_array(faces: object) -> np.ndarray:
    """An (m, 3) or (m, 4) array of rows of three or four indices each, as `Mesh.faces` has it."""
    if isinstance(faces, np.ndarray) and faces.ndim == 2 and faces.shape[1] in (3, 4):
        return faces.astype(np.int64)
    rows = [list(face) for face in faces]
    if any(len(row) not in (3, 4) for row in rows):
        raise ValueError("a face has three or four corners")
    width = max((len(row) for row in rows), default=3)
    return np.array([row + [-1] * (width - len(row)) for row in rows], np.int64).reshape(-1, width)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


@dataclass
class Model:
    """A whole shape."""

    meshes: list[Mesh]

    def turned(self, degrees: float) -> "Model":
        """The model turned about the upright axis."""
        return Model([mesh.turned(degrees) for mesh in self.meshes])


@dataclass(frozen=True)
class Camera:
    """A pinhole camera with a square picture, upright."""

    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    lens: float = 100.0
    """Focal length in millimetres on a picture 36 mm wide."""

    def axes(self) -> np.ndarray:
        """Rows: right, up, forward."""
        forward = _unit(np.subtract(self.target, self.eye))
        right = _unit(np.cross(forward, (0.0, 0.0, 1.0)))
        return np.stack([right, np.cross(right, forward), forward])

    def project(self, points: np.ndarray) -> np.ndarray:
        """(n, 3) world points -> (n, 3): x and y from the top left in picture widths, and depth in metres."""
        x, y, depth = (self.axes() @ (points - np.array(self.eye)).T)
        scale = self.lens / 36.0 / depth
        return np.stack([0.5 + x * scale, 0.5 - y * scale, depth], axis=1)

    def directions(self, places: np.ndarray) -> np.ndarray:
        """(n, 2) places in picture widths -> (n, 3) unit directions of the rays through them."""
        right, up, forward = self.axes()
        scale = 36.0 / self.lens
        across, down = (places[:, :1] - 0.5) * scale, (0.5 - places[:, 1:]) * scale
        return _unit(forward + across * right + down * up)


@dataclass(frozen=True)
class View:
    """One picture of a shape."""

    name: str
    side: str
    """The print side that it shows."""
    camera: Camera
    rig: str
    """Name of a rig in `lights.py`."""
    turn: float = 0.0
    """Degrees that the model is turned about the upright axis first."""
    ground: float | None = None
    """Height of a ground that catches the shadow, in metres; None: nothing below."""
    wall: float | None = None
    """y of an upright wall behind that catches the shadow; None: nothing behind."""
