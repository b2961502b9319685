"""Pattern pieces of upper garments, drawn from measures in millimetres.

A piece lies flat, x to its left and right of the middle, y down from where shoulder and neck meet. Not here: cloth in
space.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Cut:
    """Measures of a garment that lies flat, and how its cloth behaves."""

    chest: float = 530.0
    """Width from underarm to underarm."""
    waist: float = 530.0
    hem: float = 530.0
    waist_at: float = 430.0
    """How far below the shoulder the waist is."""
    length: float = 720.0
    shoulder: float = 226.0
    """Half of the distance between the shoulder points."""
    shoulder_drop: float = 46.0
    neck: float = 92.0
    """Half of the neck's width."""
    neck_front: float = 98.0
    neck_back: float = 22.0
    armhole: float = 238.0
    """How far below the shoulder the underarm is."""
    cap: float = 122.0
    """Height of the sleeve's rounded top."""
    sleeve: float = 212.0
    """Length from the shoulder point."""
    sleeve_hem: float = 0.90
    """Width of the sleeve's end as a share of its widest."""
    collar: float = 20.0
    """Width of the neck's band."""
    collar_length: float = 0.88
    """Its length as a share of the neckline's."""
    cuff: float = 0.0
    """Width of the bands at wrists and waist; 0: hems."""
    cuff_length: float = 0.80
    bend: float = 0.012
    """Stiffness against bending, 0..1."""
    growth: float = 0.017
    """How unevenly the cloth has shrunk: what makes small wrinkles."""
    grain: float = 6.0
    """Size of that unevenness, in 5 mm."""
    thickness: float = 1.4
    scale: float = 1.0
    """Of the figure that wears it."""
    arm: float = 22.0
    """Degrees between arm and body."""


@dataclass
class Edge:
    """A side of a piece: points from its start to its end."""

    name: str
    points: np.ndarray
    length_of: str
    """Sewn edges share this name, and so their number of points."""


@dataclass
class Piece:
    """A piece; its edges follow each other around it."""

    name: str
    edges: list[Edge]
    is_mirrored: bool = False
    """Whether its x runs to the left, seen from outside."""

    def edge(self, name: str) -> Edge:
        """An edge by name."""
        return next(edge for edge in self.edges if edge.name == name)


@dataclass
class Pattern:
    """A garment's pieces, and which edges are sewn together (piece, edge, piece, edge, is the second one reversed)."""

    pieces: list[Piece]
    seams: list[tuple[str, str, str, str, bool]] = field(default_factory=list)
    half_width: float = 0.0
    """Half of the sleeve's greatest width."""


def curve(a: tuple, b: tuple, c: tuple, d: tuple, count: int = 64) -> np.ndarray:
    """A cubic Bezier curve as points."""
    t = np.linspace(0, 1, count)[:, None]
    a, b, c, d = (np.asarray(point, float) for point in (a, b, c, d))
    return (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d


def line_length(points: np.ndarray) -> float:
    """Length of a line of points."""
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


def evenly(points: np.ndarray, steps: int) -> np.ndarray:
    """Points at even distances."""
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    where = np.linspace(0, at[-1], steps + 1)
    return np.stack([np.interp(where, at, points[:, 0]), np.interp(where, at, points[:, 1])], axis=1)


def _straight(a: tuple, b: tuple) -> np.ndarray:
    return np.linspace(np.asarray(a, float), np.asarray(b, float), 16)


def upper_garment(cut: Cut) -> Pattern:
    """Front, back and two sleeves."""
    front, back = _body("front", cut, cut.neck_front, 0.70), _body("back", cut, cut.neck_back, 0.42)
    armhole = (line_length(front.edge("arm_right").points) + line_length(back.edge("arm_right").points)) / 2
    half = _half_width(cut, armhole)
    seams = [("front", f"{edge}_{side}", "back", f"{edge}_{side}", False)
             for side in ("right", "left") for edge in ("side", "shoulder")]
    for side in ("right", "left"):
        sleeve = f"sleeve_{side}"
        seams += [(sleeve, "cap_front", "front", f"arm_{side}", False), (sleeve, "cap_back", "back", f"arm_{side}", False),
                  (sleeve, "under_front", sleeve, "under_back", False)]
    return Pattern([front, back, _sleeve("sleeve_right", cut, half), _sleeve("sleeve_left", cut, half)], seams, half)


def _body(name: str, cut: Cut, neck_drop: float, scoop: float) -> Piece:
    """Front or back. Edges of the left are the mirrored ones of the right, in the same direction."""
    shoulder, chest = (cut.shoulder, cut.shoulder_drop), (cut.chest / 2, cut.armhole)
    depth = cut.armhole - cut.shoulder_drop
    inward = 26.0 * scoop
    arm = curve(shoulder, (shoulder[0] - inward, shoulder[1] + depth * 0.48),
                (shoulder[0] - inward, cut.armhole - 2), chest)
    middle = cut.waist_at
    if abs(cut.waist - cut.chest) < 1 and abs(cut.hem - cut.chest) < 1:
        side = _straight(chest, (cut.hem / 2, cut.length))
    else:
        side = np.concatenate([
            curve(chest, (chest[0] - 4, cut.armhole + (middle - cut.armhole) * 0.5),
                  (cut.waist / 2, middle - (middle - cut.armhole) * 0.4), (cut.waist / 2, middle)),
            curve((cut.waist / 2, middle), (cut.waist / 2, middle + (cut.length - middle) * 0.35),
                  (cut.hem / 2, cut.length - (cut.length - middle) * 0.35), (cut.hem / 2, cut.length))[1:]])
    neck = curve((cut.neck, 0), (cut.neck - 4, neck_drop * 0.62), (cut.neck * 0.58, neck_drop), (0, neck_drop))
    right = {"hem": (_straight((0, cut.length), (cut.hem / 2, cut.length)), "hem"),
             "side": (side, "side"), "arm": (arm, "arm"),
             "shoulder": (_straight((cut.neck, 0), shoulder), "shoulder"), "neck": (neck, f"neck_{name}")}
    mirrored = np.array([-1.0, 1.0])
    edges = [Edge(f"{key}_right", points, count) for key, (points, count) in right.items()]
    edges += [Edge(f"{key}_left", points * mirrored, count) for key, (points, count) in right.items()]
    by_name = {edge.name: edge for edge in edges}
    order = ["hem_right", "side_right", "arm_right", "shoulder_right", "neck_right", "neck_left", "shoulder_left",
             "arm_left", "side_left", "hem_left"]
    return Piece(name, [by_name[key] for key in order], is_mirrored=name == "back")


def _cap(half: float, height: float) -> np.ndarray:
    return curve((0, 0), (half * 0.46, 0), (half * 0.55, height), (half, height))


def _half_width(cut: Cut, armhole: float) -> float:
    """The sleeve's half width with which its top is as long as the armhole (2 mm a side are eased in)."""
    low, high = 60.0, 400.0
    for _ in range(50):
        middle = (low + high) / 2
        if line_length(_cap(middle, cut.cap)) < armhole + 2.0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _sleeve(name: str, cut: Cut, half: float) -> Piece:
    """A sleeve; its front is at positive x."""
    cap = _cap(half, cut.cap)
    end = half * cut.sleeve_hem
    mirrored = np.array([-1.0, 1.0])
    under = _straight((half, cut.cap), (end, cut.sleeve))
    return Piece(name, [
        Edge("cap_front", cap, "arm"), Edge("under_front", under, "under"),
        Edge("end", _straight((end, cut.sleeve), (-end, cut.sleeve)), "end"),
        Edge("under_back", under * mirrored, "under"), Edge("cap_back", cap * mirrored, "arm")],
        is_mirrored=name == "sleeve_right")
