"""A bib apron of 700 x 850 mm that hangs by its neck strap from a peg on a wall.

The bib is 280 mm wide at its top and grows to the full width 300 mm further down, in a curve. The cloth hangs by the
bib's corners; the ties hang from its sides. Parameters in millimetres. Body: cloth; part `handle`: strap and ties;
inner: the peg.
"""

from __future__ import annotations

import numpy as np

from ..bands import band
from ..grid_cloth import Cloth, Panel, finer, settled, smooth_noise
from ..model import Camera, Detail, Mesh, Model, View
from ..turning import bezier, evenly
from .tote import DROP, PEG, WALL, peg

COLUMNS, ROWS = 80, 100
STRAP = 0.025
TIE = 0.46
"""How long the ties hang."""


def build(parameters: dict, detail: Detail) -> Model:
    """The apron with the upper edge of its bib at z = 0."""
    fine = detail is Detail.PICTURE
    width, height = (value / 1000 for value in parameters["size"])
    bib, bib_height = (value / 1000 for value in parameters["bib"])
    print_width, print_height, below = (value / 1000 for value in parameters["print"])
    down = np.linspace(0, height, ROWS + 1)
    share = np.clip((down - 0.02) / (bib_height - 0.02), 0, 1)
    half = (bib + (width - bib) * (1 - np.sqrt(1 - share ** 2.2))) / 2
    u = np.linspace(-1, 1, COLUMNS + 1)
    pattern = np.stack([half[:, None] * u[None], np.repeat(-down[:, None], COLUMNS + 1, 1)], axis=-1)
    place = _hung(pattern, parameters["seed"])
    panel = Panel(np.arange(place.shape[0]).reshape(pattern.shape[:2]), pattern)
    points, flat = finer(place, panel, 3 if fine else 1, blur=0.6)
    if not fine:
        points, flat = points[::2, ::2], flat[::2, ::2]
    rows, columns = points.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    quads = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(-1, 4)
    edge = np.interp(-flat[..., 1], down, half) - np.abs(flat[..., 0])
    edge = np.minimum(edge, flat[..., 1] + height).reshape(-1)[quads]
    corner = flat.reshape(-1, 2)[quads]
    places = np.stack([corner[..., 0] / print_width + 0.5, (-corner[..., 1] - below) / print_height], axis=-1)
    meshes = [Mesh(points.reshape(-1, 3), quads, "body", "tote_canvas", "front", places, corner,
                   {"hem": -corner[..., 1], "seam": edge}, smooth_angle=80, name="apron")]
    meshes.append(_neck(points, fine))
    row = int(np.argmin(np.abs(flat[:, 0, 1] + bib_height + 0.01)))
    meshes += [_tie(points[row, column], side, fine) for side, column in ((-1.0, 0), (1.0, -1))]
    meshes.append(peg(fine))
    return Model(meshes)


def _hung(pattern: np.ndarray, seed: int) -> np.ndarray:
    rows, columns = pattern.shape[:2]
    noise = smooth_noise((rows, columns), 6.0, seed)
    hem = np.clip(pattern[..., 1] / pattern[..., 1].min(), 0, 1)
    # Soft folds fall from the bib's corners to the hem.
    wave = 0.010 * hem ** 0.7 * np.cos(pattern[..., 0] / 0.36 * 2 * np.pi + 0.6 * noise)
    place = np.stack([pattern[..., 0] * (1 - 0.02 * hem), wave + 0.001 * noise, pattern[..., 1]], axis=-1)
    index = np.arange(rows * columns).reshape(rows, columns)
    cloth = Cloth(place.reshape(-1, 3), [Panel(index, pattern)])
    cloth.weave(cloth.panels[0], 0.005 * smooth_noise((rows, columns), 5.0, seed + 1), bend=0.16)
    for line in (index[0], index[1]):  # the bib's hem
        for start in range(8):
            part = line[start::8]
            cloth.seam(part, float(np.ptp(pattern[0, :, 0])) / (columns - 1) * 8, 0.5)
    for column, side in ((slice(0, 5), -1.0), (slice(-5, None), 1.0)):
        for row in range(3):
            for point, (x, z) in zip(index[row, column], pattern[row, column]):
                cloth.held[int(point)] = np.array([x - side * 0.006, -0.004, z])
    inward = pattern[..., 0].reshape(-1)

    def collide(_: float, place: np.ndarray, before: np.ndarray) -> None:
        behind = place[:, 1] > WALL - 0.003
        place[behind, 1] = WALL - 0.003
        place[behind, 0] += (before[behind, 0] - place[behind, 0]) * 0.2

    def breeze(share: float, _: np.ndarray) -> float:
        return 1.2 * max(0.0, 0.5 - share) * float(inward.any())

    return settled(cloth, 1300, gravity=0.4, pressure=breeze, collide=collide, damping=0.02, passes=12)


def _neck(points: np.ndarray, fine: bool) -> Mesh:
    """The strap from one corner over the peg to the other."""
    over = PEG + 0.0013
    legs = []
    for side, column in ((-1.0, 0), (1.0, -1)):
        corner = points[0, column] + (-side * STRAP / 2, -0.0012, 0.0)
        low = corner - (0, 0, 0.03)
        touch = np.array([side * over, -0.012, DROP])
        control = np.array([corner, corner + (0, 0, 0.07), touch + (side * 0.03, 0, -0.09), touch])
        leg = evenly(bezier(control, 80), 60 if fine else 12)
        turn = np.clip((np.linspace(0, 1, len(leg)) - 0.25) / 0.7, 0, 1)
        turn = turn * turn * (3 - 2 * turn) * np.pi / 2
        across = np.stack([np.cos(turn), side * -np.sin(turn), np.zeros(len(leg))], axis=1)
        legs.append((np.concatenate([[low], leg]), np.concatenate([across[:1], across])))
    angles = np.linspace(np.pi, 0, 24 if fine else 7)[1:-1]
    arch = np.stack([over * np.cos(angles), np.full(len(angles), -0.012), DROP + over * np.sin(angles)], axis=1)
    centre = np.concatenate([legs[0][0], arch, legs[1][0][::-1]])
    across = np.concatenate([legs[0][1], np.repeat([[0.0, 1.0, 0.0]], len(arch), 0), -legs[1][1][::-1]])
    return band(centre, across, STRAP, 20 if fine else 8, "handle", "tote_canvas", "strap")


def _tie(start: np.ndarray, side: float, fine: bool) -> Mesh:
    """A tie that bends down from the side and hangs, turning a little."""
    x, y, z = start
    y = min(y, WALL - 0.006)
    control = np.array([(x - side * 0.03, y - 0.0013, z), (x + side * 0.03, y, z + 0.002),
                        (x + side * 0.034, y + 0.002, z - 0.03), (x + side * 0.030, y, z - 0.12),
                        (x + side * 0.026, y, z - 0.22), (x + side * 0.052, y, z - 0.32),
                        (x + side * 0.040, y, z - TIE)])
    centre = evenly(bezier(control, 60), 90 if fine else 16)
    centre[:, 1] = np.minimum(centre[:, 1], WALL - 0.004)
    share = np.linspace(0, 1, len(centre))
    bend = np.clip(share / 0.22, 0, 1) * np.pi / 2
    twist = 0.5 * np.sin(share * 5.0) * np.clip((share - 0.2) * 4, 0, 1)
    across = np.stack([np.sin(bend) * np.cos(twist), np.sin(twist), np.cos(bend)], axis=1)
    across[:, 0] *= side
    return band(centre, across, STRAP, 20 if fine else 8, "handle", "tote_canvas", "tie")


def views(parameters: dict) -> list[View]:
    """Hanging on the wall."""
    return [View("front", "front", Camera((0.0, -4.2, -0.26), (0.0, 0.0, -0.305), 36 / 1.30 * 4.2), "tote", wall=WALL)]
