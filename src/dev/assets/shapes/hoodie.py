"""A sweatshirt with a hood that lies on the back, cords and a pocket. Parameters as `shapes/garment.py` has them."""

from __future__ import annotations

import functools
import json

import numpy as np

from ..cloth.drape import draped
from ..cloth.figure import Figure
from ..cloth.fine import decimated, subdivided, vertex_normals
from ..cloth.hood import cords, hood, pocket_lift, pocket_line
from ..cloth.pattern import Cut, upper_garment
from ..cloth.sewing import Sewn, sewn
from ..model import Detail, Model, View
from . import garment

MODEL_TRIANGLES = 3600


def build(parameters: dict, detail: Detail) -> Model:
    """The hoodie; its picture and its GLB come from the same drape."""
    cut = Cut(**parameters["cut"])
    cloth, places = _hung(json.dumps(parameters, sort_keys=True))
    faces, flat, piece = cloth.faces, cloth.flat, cloth.piece
    fine = detail is Detail.PICTURE
    if fine:
        places, faces, flat = subdivided(places, faces, flat)
        piece = np.tile(piece, 4)
        places = _with_pocket(places, faces, flat, piece)
    else:
        places, faces, flat, piece = decimated(places, faces, flat, piece, MODEL_TRIANGLES)
    meshes = garment._meshes(parameters, cut, cloth, places, faces, flat, piece, with_inside=fine)
    top = hood(fine, parameters["material"])
    front = places[np.unique(faces[piece == garment.PIECES["front"]])]
    return Model([*meshes, top, *cords(np.concatenate([front, top.vertices]), fine)])


@functools.lru_cache(maxsize=2)
def _hung(text: str) -> tuple[Sewn, np.ndarray]:
    parameters = json.loads(text)
    cut = Cut(**parameters["cut"])
    pattern = upper_garment(cut)
    cloth = sewn(pattern, cut, garment.STEP * cut.scale, functools.partial(garment._start, pattern, cut), garment._lead)
    cloth.seams[0] = np.concatenate([cloth.seams[0], pocket_line()])
    figure = Figure(cut.scale, parameters.get("figure", 1.0), parameters.get("waist", 1.0))
    return cloth, draped(cloth, figure, garment.ARM_START, cut.arm)


def _with_pocket(places: np.ndarray, faces: np.ndarray, flat: np.ndarray, piece: np.ndarray) -> np.ndarray:
    """The front's points, those of the pocket lifted."""
    mine = piece == garment.PIECES["front"]
    lift = np.zeros(len(places))
    lift[faces[mine].ravel()] = pocket_lift(flat[mine].reshape(-1, 2))
    return places + vertex_normals(places, faces) * lift[:, None]


def views(parameters: dict) -> list[View]:
    """Front and back."""
    return garment.views(parameters)
