"""A hood's pieces, sewn to the neckline of an upper garment, and a pocket's outline. Lengths in millimetres.

Not here: the garment below.
"""

from __future__ import annotations

import numpy as np

from .pattern import Edge, Pattern, Piece, curve, line_length

HEIGHT = 335.0
POCKET_TOP, POCKET_BOTTOM = 450.0, 636.0
"""Below the shoulder."""
POCKET = ((-150.0, POCKET_BOTTOM), (-150.0, 560.0), (-98.0, POCKET_TOP), (98.0, POCKET_TOP), (150.0, 560.0),
          (150.0, POCKET_BOTTOM))


def hooded(pattern: Pattern) -> Pattern:
    """The pattern with two halves of a hood instead of an open neck."""
    by_name = {piece.name: piece for piece in pattern.pieces}
    front = line_length(by_name["front"].edge("neck_right").points)
    back = line_length(by_name["back"].edge("neck_right").points)
    pieces = [_half("hood_right", front, back), _half("hood_left", front, back)]
    seams = [("hood_right", "crown", "hood_left", "crown", False)]
    for side in ("right", "left"):
        seams += [(f"hood_{side}", "neck_to_front", "front", f"neck_{side}", False),
                  (f"hood_{side}", "neck_to_back", "back", f"neck_{side}", False)]
    return Pattern(pattern.pieces + pieces, pattern.seams + seams, pattern.half_width)


def _half(name: str, front: float, back: float) -> Piece:
    """A half: x from the face to the back, y up negative, the neckline at 0."""
    depth = front + back
    crown = np.concatenate([
        curve((depth, 0), (depth + 22, -70), (depth + 22, -HEIGHT * 0.55), (depth - 20, -HEIGHT * 0.82)),
        curve((depth - 20, -HEIGHT * 0.82), (depth - 48, -HEIGHT), (depth - 90, -HEIGHT), (12, -HEIGHT + 6))[1:]])
    return Piece(name, [
        Edge("neck_to_front", np.linspace((front, 0), (0, 0), 16), "neck_front"),
        Edge("face", np.linspace((0, 0), (12, -HEIGHT + 6), 32), "face"),
        Edge("crown", crown, "crown"),
        Edge("neck_to_back", np.linspace((front, 0), (depth, 0), 16), "neck_back"),
    ], is_mirrored=name == "hood_left")


def pocket_line() -> np.ndarray:
    """The pocket's outline on the front, as dense points in metres."""
    corners = np.array(POCKET)
    pieces = [np.linspace(a, b, 120) for a, b in zip(corners, corners[1:])]
    return np.concatenate(pieces) / 1000
