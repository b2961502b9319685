"""Tees, long sleeves and sweatshirts: sewn from a pattern and draped on a figure.

Parameters: `cut` (fields of `cloth.pattern.Cut`), `areas` (side -> width, height, and how far its top is below the
neckline, or below the sleeve's shoulder point; millimetres), `material`, `figure` and `waist` (how much wider the
figure and its waist are), `views` (name -> side), `reach` (width of the picture in metres at the garment), `middle`
(height of its middle).
"""

from __future__ import annotations

import functools
import json

import numpy as np

from ..cloth.drape import draped
from ..cloth.figure import SHOULDER, Figure
from ..cloth.fine import decimated, inside, subdivided, vertex_normals
from ..cloth.pattern import Cut, Pattern, Piece, upper_garment
from ..cloth.sewing import BAND, HEM, Sewn, distance, sewn
from ..model import Camera, Detail, Mesh, Model, View

STEP = 6.0
"""Length of the simulation's triangles in millimetres."""
ARM_START = 58.0
MODEL_TRIANGLES = 4900
SLEEVE_MIDDLE, SLEEVE_REACH = -0.215, 0.60
"""Height of a sleeve's picture, and its width as a share of the whole garment's."""
PIECES = {"front": 0, "back": 1, "sleeve_right": 2, "sleeve_left": 3}


def build(parameters: dict, detail: Detail) -> Model:
    """The garment; its picture and its GLB come from the same drape."""
    cut = Cut(**parameters["cut"])
    garment, places = _hung(json.dumps(parameters, sort_keys=True))
    faces, flat, piece = garment.faces, garment.flat, garment.piece
    if detail is Detail.PICTURE:
        places, faces, flat = subdivided(places, faces, flat)
        piece = np.tile(piece, 4)
        return Model(_meshes(parameters, cut, garment, places, faces, flat, piece, with_inside=True))
    places, faces, flat, piece = decimated(places, faces, flat, piece, MODEL_TRIANGLES)
    return Model(_meshes(parameters, cut, garment, places, faces, flat, piece, with_inside=False))


@functools.lru_cache(maxsize=2)
def _hung(text: str) -> tuple[Sewn, np.ndarray]:
    parameters = json.loads(text)
    cut = Cut(**parameters["cut"])
    pattern = upper_garment(cut)
    garment = sewn(pattern, cut, STEP * cut.scale, functools.partial(_start, pattern, cut), _lead)
    figure = Figure(cut.scale, parameters.get("figure", 1.0), parameters.get("waist", 1.0))
    return garment, draped(garment, figure, ARM_START, cut.arm)


def _start(pattern: Pattern, cut: Cut, piece: Piece, points: np.ndarray) -> np.ndarray:
    """Where a piece's points (metres) begin: front and back on an ellipse around the figure, sleeves around the arms."""
    scale = cut.scale
    if piece.name in ("front", "back"):
        turn = np.linspace(0, np.pi / 2, 400)
        wide, deep = 0.250 * scale, 0.165 * scale
        curve_x, curve_y = wide * np.sin(turn), deep * np.cos(turn)
        length = np.r_[0, np.cumsum(np.hypot(np.diff(curve_x), np.diff(curve_y)))]
        at = np.abs(points[:, 0]) * length[-1] / (max(cut.chest, cut.hem) / 2000 * 1.12)
        at = np.minimum(at, length[-1])
        x = np.interp(at, length, curve_x) * np.sign(points[:, 0])
        y = np.interp(at, length, curve_y) * (-1 if piece.name == "front" else 1)
        z = 0.03 * scale - points[:, 1]
        taper = np.clip((z + 0.30 * scale) / (0.30 * scale), 0, 1) ** 1.3
        return np.stack([x, y * (1 - 0.55 * taper) + 0.01 * scale, z], axis=1)
    side = 1 if piece.name == "sleeve_right" else -1
    half = pattern.half_width / 1000
    below = np.clip((points[:, 1] - cut.cap / 1000) / ((cut.sleeve - cut.cap) / 1000), 0, 1)
    local = half * (1 - (1 - cut.sleeve_hem) * below)
    angle = points[:, 0] / local * np.pi
    radius = local / np.pi * 1.02
    lowered = np.radians(ARM_START)
    along = np.array([np.sin(lowered) * side, 0.0, -np.cos(lowered)])
    up = np.array([np.cos(lowered) * side, 0.0, np.sin(lowered)])
    start = SHOULDER * scale * [side, 1, 1] + np.array([0, 0, 0.03 * scale])
    return (start + (points[:, 1:] + 0.045 * scale) * along
            + radius[:, None] * (np.cos(angle)[:, None] * up + np.sin(angle)[:, None] * np.array([0.0, -1.0, 0.0])))


def _lead(middle: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """Where a band at a ring leads: up and inward at the neck, else on along the arm or down."""
    if abs(middle[0]) < 0.05 and middle[2] > -0.25:
        inward = (middle - ring) * [1, 1, 0]
        inward /= np.linalg.norm(inward, axis=1, keepdims=True)
        return (inward + [0, 0, 1.0]) * 0.2
    if abs(middle[0]) < 0.05:
        return np.broadcast_to([0.0, 0.0, -1.0], ring.shape)
    lowered = np.radians(ARM_START)
    return np.broadcast_to([np.sin(lowered) * np.sign(middle[0]), 0.0, -np.cos(lowered)], ring.shape)


def _meshes(parameters, cut: Cut, garment: Sewn, places, faces, flat, piece, with_inside: bool) -> list[Mesh]:
    normals = vertex_normals(places, faces)
    tops = {"front": cut.neck_front / 1000, "back": cut.neck_back / 1000, "sleeve_right": 0.0, "sleeve_left": 0.0}
    attributes = {
        "seam": distance(garment.seams, flat, piece), "hem": distance(garment.hems, flat, piece),
        "collar": distance(garment.collars, flat, piece),
        "along": flat[..., 0].copy(), "band": np.broadcast_to((piece >= BAND)[:, None], faces.shape).astype(float),
    }
    meshes = []
    left = np.ones(len(faces), bool)
    for side, (piece_name, width, height, below) in parameters["areas"].items():
        mine = piece == PIECES[piece_name]
        left &= ~mine
        # The back and the right sleeve are seen with x to the left.
        across = -1 if piece_name in ("back", "sleeve_right") else 1
        u = flat[mine][..., 0] * 1000 * across / width + 0.5
        v = (flat[mine][..., 1] - tops[piece_name] - below / 1000) * 1000 / height
        meshes.append(_part(parameters, places, faces, flat, attributes, normals, mine, side, np.stack([u, v], -1)))
    meshes.append(_part(parameters, places, faces, flat, attributes, normals, left))
    if with_inside:
        doubled = np.full(len(places), cut.thickness / 1000)
        near_hem = np.full(len(places), 1.0)
        np.minimum.at(near_hem, faces.ravel(), attributes["hem"].ravel())
        doubled[near_hem < HEM] *= 1.5
        vertices, triangles = inside(places, faces, doubled)
        blank = np.zeros(triangles.shape)
        far = {name: np.full(triangles.shape, 0.2) for name in ("seam", "hem", "collar")}
        meshes.append(Mesh(vertices, triangles, "body", parameters["material"],
                           pattern_uv=np.zeros(triangles.shape + (2,)), attributes={**far, "along": blank,
                                                                                    "band": blank.copy()},
                           smooth_angle=60, name="inside"))
    return meshes


def _part(parameters, places, faces, flat, attributes, normals, mine, side=None, uv=None) -> Mesh:
    """Some of the faces as a mesh of their own, with the whole garment's normals."""
    used, index = np.unique(faces[mine], return_inverse=True)
    return Mesh(places[used], index.reshape(-1, 3), "body", parameters["material"], side, uv, flat[mine],
                {name: values[mine] for name, values in attributes.items()}, normals[used], name=side or "rest")


def views(parameters: dict) -> list[View]:
    """Front, back and sleeves, as the parameters say."""
    reach, middle = parameters["reach"], parameters["middle"]
    lens = 36.0 * 3.1 / reach
    turns = {"front": 0.0, "back": 180.0, "sleeve_right": -68.0, "sleeve_left": 68.0}
    out = []
    for name, side in parameters["views"].items():
        piece = parameters["areas"][side][0]
        if piece.startswith("sleeve"):  # nearer
            eye, target = (0, -3.1, SLEEVE_MIDDLE + 0.10), (0, 0, SLEEVE_MIDDLE)
            out.append(View(name, side, Camera(eye, target, lens / SLEEVE_REACH), "cloth_side", turn=turns[piece]))
        else:
            out.append(View(name, side, Camera((0, -3.1, middle + 0.10), (0, 0, middle), lens), "cloth",
                            turn=turns[piece]))
    return out
