"""A cotton tote bag of 380 x 420 mm that hangs with both handles from a peg on a wall.

Two cloth panels are sewn at their sides and bottom and hang by the places where the handles are sewn on, drawn a
little together by the peg; the handles, 25 mm wide and about 600 mm long, then run from these places to the peg,
turning on their way so that they lie across it. Parameters in millimetres. Body: cloth; part `handle`: handles;
inner: the peg.
"""

from __future__ import annotations

import numpy as np

from ..bands import band
from ..grid_cloth import Cloth, Panel, finer, settled, smooth_noise
from ..model import Camera, Detail, Mesh, Model, View
from ..turning import bezier, evenly

SPACE = 0.0068
"""Between cloth points, in metres."""
MODEL_SHARE = 0.45
"""Share of them that the GLB has, along each side."""
THICK = 0.0009
SEWN = 0.034
"""How far down the handles are sewn to the bag."""
STRAP = 0.025
DROP = 0.255
"""Height of the peg above the bag's hem."""
PEG = 0.011
WALL = 0.036
HEM_SPAN = 10
"""Cloth points over which the hem keeps straight."""


def build(parameters: dict, detail: Detail) -> Model:
    """The bag with its hem at z = 0."""
    width, height = (value / 1000 for value in parameters["bag"])
    print_width, print_height, below = (value / 1000 for value in parameters["print"])
    gap = parameters["handles"] / 1000
    cloth = _sewn(width, height, gap, parameters["seed"])
    panels = cloth.panels
    front, back = (panel.index for panel in panels)

    def collide(_: float, place: np.ndarray, before: np.ndarray) -> None:
        # Panels do not pass through each other, nor through the wall.
        close = place[front, 1] > place[back, 1] - 0.0016
        middle = (place[front, 1] + place[back, 1]) / 2
        place[front[close], 1], place[back[close], 1] = middle[close] - 0.0008, middle[close] + 0.0008
        np.minimum(place[:, 1], WALL - 0.002, out=place[:, 1])

    def pressure(share: float, _: np.ndarray) -> float:
        return parameters["air"] * max(0.0, 1.0 - share * 0.9)

    place = settled(cloth, 1500, pressure=pressure, collide=collide, damping=0.025, passes=5)
    fine = detail is Detail.PICTURE
    meshes = []
    for number, panel in enumerate(panels):
        points, pattern = finer(place, panel, 3 if fine else 1, blur=0.7)
        if not fine:
            keep = [np.round(np.linspace(0, count - 1, round(count * MODEL_SHARE))).astype(int)
                    for count in points.shape[:2]]
            points, pattern = points[np.ix_(*keep)], pattern[np.ix_(*keep)]
        rows, columns = points.shape[:2]
        index = np.arange(rows * columns).reshape(rows, columns)
        quads = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(-1, 4)
        if number == 1:  # it looks away
            quads = quads[:, ::-1].copy()
        flat = pattern.reshape(-1, 2)[quads]
        printed = np.stack([flat[..., 0] / print_width + 0.5, (-flat[..., 1] - below) / print_height], axis=-1)
        distances = {"hem": -flat[..., 1], "seam": np.minimum(width / 2 - np.abs(flat[..., 0]), height + flat[..., 1])}
        side, printed = ("front", printed) if number == 0 else (None, None)
        meshes.append(Mesh(points.reshape(-1, 3), quads, "body", "tote_canvas", side, printed, flat, distances,
                           smooth_angle=80, name=side or "back"))
        if number == 0:
            inside = quads[:, ::-1]
            keep = (flat[..., 1].max(axis=1) > -0.06)
            meshes.append(Mesh(points.reshape(-1, 3) + (0, THICK, 0), inside[keep], "body", "tote_canvas", None, None,
                               flat[:, ::-1][keep], {name: values[:, ::-1][keep] for name, values in distances.items()},
                               smooth_angle=80, name="inside"))
        meshes.append(_handle(points, pattern, gap, number, fine))
    meshes.append(peg(fine))
    return Model(meshes)


def _sewn(width: float, height: float, gap: float, seed: int) -> Cloth:
    """Front and back with common sides and bottom; the back's columns run to the right, too."""
    columns, rows = round(width / SPACE) + 1, round(height / SPACE) + 1
    x, z = np.meshgrid(np.linspace(-width / 2, width / 2, columns), -np.linspace(0, height, rows))
    front = np.arange(rows * columns).reshape(rows, columns)
    back = front[:, ::-1] + rows * columns
    common = np.zeros((rows, columns), bool)
    common[:, [0, -1]] = common[-1] = True
    back = np.where(common, front, back)
    used = np.unique(np.concatenate([front.ravel(), back.ravel()]))
    rank = np.full(2 * rows * columns, -1)
    rank[used] = np.arange(len(used))
    front, back = rank[front], rank[back]
    noise = np.random.default_rng(seed)
    place = np.zeros((len(used), 3))
    depth = np.where(common, 0.0, 0.004)
    place[back] = np.stack([x, depth, z], axis=-1)
    place[front] = np.stack([x, -depth, z], axis=-1)
    place += noise.normal(0, 0.0005, place.shape)
    pattern = np.stack([x, z], axis=-1)
    # Collision pairs points of equal pattern; pressure needs the back's quads to look away from the viewer.
    cloth = Cloth(place, [Panel(front, pattern), Panel(back, pattern)])
    for number, panel in enumerate(cloth.panels):
        hem = np.clip(1 - (-z) / 0.028, 0, 1)
        growth = 0.007 * smooth_noise((rows, columns), 4.0, seed + number) * (1 - hem)
        cloth.weave(panel, growth, bend=0.09)
        cloth.seam(panel.index[0], SPACE * 0.996)
        for row in (0, 2, 4):  # the hem is cloth folded three times: it hardly bends
            for start in range(HEM_SPAN):
                cloth.seam(panel.index[row][start::HEM_SPAN], SPACE * HEM_SPAN * 0.999, 0.5)
    for column in (0, columns - 1):
        cloth.seam(front[:, column], height / (rows - 1) * 0.985)
    cloth.seam(front[-1], width / (columns - 1) * 0.985)
    # Where handles are sewn on: drawn together and leaning inward, the front ones before the back ones.
    for panel, y in ((front, -0.0045), (back, 0.0045)):
        for side in (-1.0, 1.0):
            at = (np.abs(x - side * gap / 2) < STRAP / 2) & (z > -SEWN)
            lean = np.radians(6.0) * side
            dx, dz = x[at] - side * gap / 2, z[at]
            target = np.stack([side * (gap / 2 - 0.004) + dx * np.cos(lean) - dz * np.sin(lean),
                               np.full(at.sum(), y) - 0.002 * np.cos(dx / STRAP * np.pi) * np.sign(-y),
                               dz * np.cos(lean) + dx * np.sin(lean)], axis=1)
            for point, goal in zip(panel[at], target):
                cloth.held[int(point)] = goal
    return cloth


def _handle(points: np.ndarray, pattern: np.ndarray, gap: float, number: int, fine: bool) -> Mesh:
    """A strap: sewn to the cloth for `SEWN`, up to the peg, over it, and down again."""
    outward = -1.0 if number == 0 else 1.0
    ends = []
    for side in (-1.0, 1.0):
        column = int(np.argmin(np.abs(pattern[0, :, 0] - side * gap / 2)))
        down = pattern[:, column, 1] > -SEWN - 1e-6
        line = points[down, column] + (0, outward * 0.0012, 0)
        edge = points[down, column + 2] - points[down, column - 2]
        ends.append((line[::-1], edge[::-1] / np.linalg.norm(edge[::-1], axis=1, keepdims=True)))
    y_peg = -0.022 if number == 0 else 0.008
    over = PEG + 0.0012 + (0.0018 if number == 0 else 0.0)
    top = DROP
    centres, turns, widths = [], [], []
    for side, (line, edge) in zip((-1.0, 1.0), ends):
        start, first = line[-1], line[-1] - line[-3]
        first = first / np.linalg.norm(first)
        touch = np.array([side * over, y_peg, top])
        reach = np.linalg.norm(touch - start)
        bow = (side * 0.012, outward * 0.010 if number == 0 else 0.0, 0.0)
        control = np.array([start, start + first * reach * 0.35, touch + (0, 0, -reach * 0.35) + np.array(bow), touch])
        leg = evenly(bezier(control, 80), 60 if fine else 14)
        centres.append(np.concatenate([line, leg[1:]]))
        share = np.r_[np.zeros(len(line)), np.linspace(0, 1, len(leg))[1:]]
        turn = np.clip((share - 0.18) / 0.74, 0, 1)
        turn = turn * turn * (3 - 2 * turn)
        across = edge[-1]
        widths.append(np.concatenate([edge, np.repeat(across[None], len(leg) - 1, 0)]))
        turns.append(turn * np.pi / 2 * side)
    angles = np.linspace(np.pi, 0, 24 if fine else 7)[1:-1]
    arch = np.stack([over * np.cos(angles), np.full(len(angles), y_peg), top + over * np.sin(angles)], axis=1)
    centre = np.concatenate([centres[0], arch, centres[1][::-1]])
    count = len(arch)
    # Width runs along x at the bag and along y at the peg, turning outward at the front.
    flat = np.concatenate([widths[0], np.repeat([[1.0, 0, 0]], count, 0), widths[1][::-1]])
    turn = np.abs(np.concatenate([turns[0], np.full(count, np.pi / 2), turns[1][::-1]]))
    depth = np.array([0.0, 1.0, 0.0])
    wide = flat * np.cos(turn)[:, None] + depth * np.sin(turn)[:, None]
    # The right leg shows its other face on the way: turn the opposite way round.
    right = len(turns[0]) + count
    wide[right:] = flat[right:] * np.cos(turn[right:])[:, None] - depth * np.sin(turn[right:])[:, None]
    sign = np.ones(len(wide))
    for i in range(1, len(wide)):
        sign[i] = sign[i - 1] * (1 if wide[i] @ wide[i - 1] >= 0 else -1)
    wide = wide * sign[:, None]
    return band(centre, wide, STRAP, 20 if fine else 8, "handle", "tote_canvas", "handle")


def peg(fine: bool) -> Mesh:
    """A turned wooden peg, `DROP` above z = 0, that stands out of the wall."""
    profile = [(PEG + 0.006, WALL), (PEG + 0.006, WALL - 0.004), (PEG + 0.004, WALL - 0.006), (PEG, WALL - 0.008),
               (PEG, -0.040), (PEG + 0.003, -0.044), (PEG + 0.006, -0.048), (PEG + 0.0075, -0.053),
               (PEG + 0.006, -0.058), (PEG + 0.002, -0.0605), (0.0001, -0.061)]
    if fine:
        at = np.linspace(0, len(profile) - 1, 80)
        profile = np.stack([np.interp(at, np.arange(len(profile)), np.array(profile)[:, k]) for k in range(2)], 1)
    angles = np.linspace(0, 2 * np.pi, 72 if fine else 14, endpoint=False)
    rings = [np.stack([r * np.cos(angles), np.full(len(angles), y), DROP + r * np.sin(angles)], 1) for r, y in profile]
    count = len(angles)
    i, j = np.meshgrid(np.arange(len(rings) - 1), np.arange(count), indexing="ij")
    after = (j + 1) % count
    quads = np.stack([i * count + j, i * count + after, (i + 1) * count + after, (i + 1) * count + j], -1)
    quads = quads.reshape(-1, 4)
    return Mesh(np.concatenate(rings), quads, "inner", "satin", smooth_angle=60, name="peg")


def views(parameters: dict) -> list[View]:
    """Hanging on the wall: straight, and nearer to the print."""
    return [
        View("front", "front", Camera((0.0, -3.0, -0.06), (0.0, 0.0, -0.082), 36 / 0.78 * 3.0), "tote", wall=WALL),
        View("detail", "front", Camera((-0.75, -1.7, 0.06), (0.0, 0.0, -0.170), 36 / 0.57 * 1.86), "tote", wall=WALL),
    ]
