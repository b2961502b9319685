"""A sweatshirt with a hood that lies on the back, and a pocket. Parameters as `shapes/garment.py` has them."""

from __future__ import annotations

import functools
import json

import numpy as np

from ..cloth.drape import draped
from ..cloth.figure import Figure
from ..cloth.fine import decimated, subdivided
from ..cloth.hood import HEIGHT, hooded, pocket_line
from ..cloth.pattern import Cut, Pattern, Piece, upper_garment
from ..cloth.sewing import Sewn, sewn
from ..model import Detail, Model, View
from . import garment

BACKWARD = 0.80
"""How far the hood leans back where it starts, as a share of its height."""
STIFF = 0.45
"""Stiffness of the hood, whose cloth is double."""


def build(parameters: dict, detail: Detail) -> Model:
    """The hoodie; its picture and its GLB come from the same drape."""
    cut = Cut(**parameters["cut"])
    cloth, places = _hung(json.dumps(parameters, sort_keys=True))
    faces, flat, piece = cloth.faces, cloth.flat, cloth.piece
    if detail is Detail.PICTURE:
        places, faces, flat = subdivided(places, faces, flat)
        piece = np.tile(piece, 4)
    else:
        places, faces, flat, piece = decimated(places, faces, flat, piece, garment.MODEL_TRIANGLES)
    return Model(garment._meshes(parameters, cut, cloth, places, faces, flat, piece,
                                 with_inside=detail is Detail.PICTURE))


@functools.lru_cache(maxsize=2)
def _hung(text: str) -> tuple[Sewn, np.ndarray]:
    parameters = json.loads(text)
    cut = Cut(**parameters["cut"])
    pattern = hooded(upper_garment(cut))
    cloth = sewn(pattern, cut, garment.STEP * cut.scale, functools.partial(_start, pattern, cut), garment._lead)
    cloth.seams[0] = np.concatenate([cloth.seams[0], pocket_line()])
    hood = np.zeros(len(cloth.places), bool)
    hood[cloth.faces[(cloth.piece == 4) | (cloth.piece == 5)]] = True
    double = hood[cloth.bends].all(1)
    cloth.bend_stiffness = np.where(double, np.maximum(cloth.bend_stiffness, STIFF), cloth.bend_stiffness)
    figure = Figure(cut.scale, parameters.get("figure", 1.0), parameters.get("waist", 1.0))
    return cloth, draped(cloth, figure, garment.ARM_START, cut.arm)


def _start(pattern: Pattern, cut: Cut, piece: Piece, points: np.ndarray) -> np.ndarray:
    """The hood starts around the neck, leaning back; the rest as in every garment."""
    if not piece.name.startswith("hood"):
        return garment._start(pattern, cut, piece, points)
    side = 1 if piece.name == "hood_right" else -1
    depth = points[:, 0].max()
    along = np.clip(points[:, 0] / depth, 0, 1)
    up = -points[:, 1]
    high = np.clip(up / (HEIGHT / 1000), 0, 1)
    half = 0.095 * np.sqrt(np.clip(1 - (2 * along - 1) ** 2, 0.02, 1)) * np.sqrt(np.clip(1 - high**3, 0.0, 1))
    y = -0.075 + 0.175 * along + BACKWARD * up
    z = 0.035 + 0.50 * up + 0.02 * along
    return np.stack([side * half, y, z], axis=1)


def views(parameters: dict) -> list[View]:
    """Front and back."""
    return garment.views(parameters)
