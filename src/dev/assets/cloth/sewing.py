"""From a pattern to one sewn mesh with rest lengths: triangles, seams, bands. Not here: how it hangs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numba
import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.spatial import Delaunay, cKDTree

from .pattern import Cut, Pattern, Piece, evenly, line_length

BAND = 100
"""Number of the first band among pieces."""
SEAM_SHRINK = 0.968
HEM_SHRINK = 0.985
HEM = 0.022
"""Width of a hem in metres: cloth is double there."""


@dataclass
class Sewn:
    """A sewn garment, flat measures kept. Metres."""

    places: np.ndarray
    """(n, 3) where it starts."""
    faces: np.ndarray
    """(m, 3) outside is counter-clockwise."""
    flat: np.ndarray
    """(m, 3, 2) place in the pattern, per corner."""
    piece: np.ndarray
    """(m,) number of the piece; from `BAND` on, of the band."""
    edges: np.ndarray
    lengths: np.ndarray
    bends: np.ndarray
    bend_lengths: np.ndarray
    bend_stiffness: np.ndarray
    mobility: np.ndarray
    """(n,) one over the mass, 1 for most."""
    hems: dict[int, np.ndarray] = field(default_factory=dict)
    """By piece: points of its hem, metres."""
    seams: dict[int, np.ndarray] = field(default_factory=dict)
    collars: dict[int, np.ndarray] = field(default_factory=dict)


def sewn(pattern: Pattern, cut: Cut, step: float, place, band_direction, seed: int = 7) -> Sewn:
    """Cuts the pieces into triangles of about `step` mm, and sews them.

    `place(piece, points)` says where points of a piece (metres) start in space; `band_direction(middle, ring)` where
    a band at a ring of points leads.
    """
    random = np.random.default_rng(seed)
    counts = _counts(pattern, step)
    flat, faces, piece_of, edge_points, places, base = [], [], [], {}, [], 0
    piece_points: list[int] = []
    for number, piece in enumerate(pattern.pieces):
        points, triangles, edges = _triangulated(piece, counts, step, random)
        for name, index in edges.items():
            edge_points[piece.name, name] = index + base
        flat.append(points / 1000)
        faces.append(triangles + base)
        piece_of.append(np.full(len(triangles), number))
        piece_points.append(len(points))
        places.append(place(piece, points / 1000))
        base += len(points)
    point = np.concatenate(flat)
    of_piece = np.repeat(np.arange(len(flat)), piece_points)
    triangles = np.concatenate(faces)
    weld = _welded(pattern, edge_points, base)
    roots, joined = np.unique(weld, return_inverse=True)
    start = np.zeros((len(roots), 3))
    np.add.at(start, joined, np.concatenate(places))
    start /= np.bincount(joined)[:, None]
    sewn_faces, corner = joined[triangles], point[triangles]
    numbers = np.concatenate(piece_of)
    is_seam = np.zeros(len(roots), bool)
    for a, edge, *_ in pattern.seams:
        is_seam[joined[edge_points[a, edge]]] = True
    for _, _, b, edge, _ in pattern.seams:
        is_seam[joined[edge_points[b, edge]]] = True
    # Bands at the boundary's rings.
    loops = _loops(sewn_faces)
    squeeze = {}
    for number, loop in enumerate(loops):
        width, tight = _band_of(start[loop], cut)
        if width == 0.0:
            continue
        ring_lengths = np.linalg.norm(_flat_steps(loop, sewn_faces, corner), axis=1)
        new_faces, new_flat, new_places = _band(loop, ring_lengths, start, width / 1000, step, band_direction)
        start = np.concatenate([start, new_places])
        sewn_faces = np.concatenate([sewn_faces, new_faces])
        corner = np.concatenate([corner, new_flat])
        numbers = np.r_[numbers, np.full(len(new_faces), BAND + number)]
        squeeze[BAND + number] = tight
    hems, seams, collars = _lines(pattern, cut)
    hem_distance = _hem_distance(sewn_faces, corner, numbers, hems, len(start))
    stiff = np.where(hem_distance < HEM, 1.0, 0.0)
    stiff[:len(roots)][is_seam] = np.maximum(stiff[:len(roots)][is_seam], 0.7)
    stiff[np.unique(sewn_faces[numbers >= BAND])] = 1.0
    edges, lengths, pairs, pair_lengths = _springs(sewn_faces, corner, numbers, squeeze, cut, random)
    seam_edge = np.zeros(len(edges), bool)
    inside = (edges < len(roots)).all(1)
    seam_edge[inside] = is_seam[edges[inside]].all(1)
    lengths = np.where(seam_edge, lengths * SEAM_SHRINK, lengths)
    lengths = np.where((hem_distance[edges] < 0.020).all(1), lengths * HEM_SHRINK, lengths)
    area = np.abs(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])) / 2
    mass = np.bincount(sewn_faces.ravel(), np.repeat(area / 3, 3), len(start)) * (1 + 0.8 * stiff)
    mobility = np.clip(np.median(mass) / mass, 0.3, 3.0)
    stiffness = np.clip(cut.bend + 0.25 * stiff[pairs].min(1), 0, 1)
    shuffle, shuffle_bends = random.permutation(len(edges)), random.permutation(len(pairs))
    return Sewn(start, sewn_faces, corner, numbers, edges[shuffle].astype(np.int32), lengths[shuffle],
                pairs[shuffle_bends].astype(np.int32), pair_lengths[shuffle_bends], stiffness[shuffle_bends], mobility,
                hems, seams, collars)


def _counts(pattern: Pattern, step: float) -> dict[str, int]:
    """Points of each edge; sewn edges have as many."""
    counts: dict[str, int] = {}
    for piece in pattern.pieces:
        for edge in piece.edges:
            counts.setdefault(edge.length_of, max(round(line_length(edge.points) / step), 2))
    return counts


def _triangulated(piece: Piece, counts: dict[str, int], step: float, random):
    """Points (mm), triangles (counter-clockwise from outside), and each edge's points in its own direction."""
    outline, edges, at = [], {}, 0
    for number, edge in enumerate(piece.edges):
        points = evenly(edge.points, counts[edge.length_of])
        following = piece.edges[(number + 1) % len(piece.edges)].points
        # The direction in which this edge leads on to the next.
        forward = min(np.linalg.norm(points[-1] - end) for end in (following[0], following[-1])) < 0.5
        run = points if forward else points[::-1]
        index = np.arange(at, at + len(run))
        outline.append(run[:-1])
        at += len(run) - 1
        edges[edge.name] = index if forward else index[::-1]
    border = np.concatenate(outline)
    edges = {name: index % len(border) for name, index in edges.items()}
    low, high = border.min(0), border.max(0)
    rows = []
    for number, y in enumerate(np.arange(low[1], high[1], step * np.sqrt(3) / 2)):
        x = np.arange(low[0] - step, high[0] + step, step) + (step / 2 if number % 2 else 0)
        rows.append(np.stack([x, np.full_like(x, y)], axis=1))
    inner = np.concatenate(rows)
    inner = inner + random.normal(0, step * 0.06, inner.shape)
    inner = inner[_contains(border, inner)]
    dense = evenly(np.r_[border, border[:1]], len(border) * 4)
    inner = inner[cKDTree(dense).query(inner)[0] > 0.62 * step]
    points = np.r_[border, inner]
    triangles = Delaunay(points).simplices
    triangles = triangles[_contains(border, points[triangles].mean(1))]
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    area = ((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2
    kept = np.abs(area) > 0.02 * step * step
    triangles, area = triangles[kept], area[kept]
    wrong = area < 0 if piece.is_mirrored else area > 0
    triangles[wrong] = triangles[wrong][:, ::-1]
    return points, triangles, edges


@numba.njit(cache=True)
def _contains(border, points):
    """Which points lie inside of a polygon."""
    out = np.zeros(len(points), np.bool_)
    for index in range(len(points)):
        x, y = points[index]
        inside = False
        before = len(border) - 1
        for here in range(len(border)):
            ax, ay = border[before]
            bx, by = border[here]
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
            before = here
        out[index] = inside
    return out


def _welded(pattern: Pattern, edge_points: dict, total: int) -> np.ndarray:
    """For each point the least one that it is sewn to."""
    parent = np.arange(total)

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for a, edge_a, b, edge_b, is_reversed in pattern.seams:
        one, two = edge_points[a, edge_a], edge_points[b, edge_b]
        for i, j in zip(one, two[::-1] if is_reversed else two):
            i, j = root(i), root(j)
            if i != j:
                parent[max(i, j)] = min(i, j)
    return np.array([root(index) for index in range(total)])


def _loops(faces: np.ndarray) -> list[np.ndarray]:
    """The boundary's rings of vertices, each in the direction of its triangles' edges."""
    directed = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    there = set(map(tuple, directed.tolist()))
    after = {a: b for a, b in directed.tolist() if (b, a) not in there}
    loops = []
    while after:
        first = min(after)
        loop = [first]
        here = after.pop(first)
        while here != first:
            loop.append(here)
            here = after.pop(here)
        loops.append(np.array(loop))
    return sorted(loops, key=lambda loop: int(loop[0]))


def _band_of(ring: np.ndarray, cut: Cut) -> tuple[float, float]:
    """Width and tightness of the band at a ring."""
    middle = ring.mean(0)
    if abs(middle[0]) < 0.05 and middle[2] > -0.25:
        return cut.collar, cut.collar_length
    return cut.cuff, cut.cuff_length


def _flat_steps(loop: np.ndarray, faces: np.ndarray, corner: np.ndarray) -> np.ndarray:
    """The loop's steps as they are in the pattern."""
    step_of = {}
    for a, b in ((0, 1), (1, 2), (2, 0)):
        for pair, step in zip(faces[:, [a, b]].tolist(), corner[:, b] - corner[:, a]):
            step_of[tuple(pair)] = step
    return np.array([step_of[int(a), int(b)] for a, b in zip(loop, np.roll(loop, -1))])


def _band(loop, steps, start, width, step, direction):
    """Rows of new vertices along a ring."""
    rows = max(3, round(width * 1000 / step))
    count, first = len(loop), len(start)
    lead = direction(start[loop].mean(0), start[loop])
    places = np.concatenate([start[loop] + lead * (width * 0.9 / rows * row) for row in range(1, rows + 1)])
    index = np.concatenate([loop[None], first + np.arange(rows * count).reshape(rows, count)])
    along = np.r_[0, np.cumsum(steps)]
    faces, flat = [], []
    for row in range(rows):
        for i in range(count):
            j = (i + 1) % count
            a, b, c, d = index[row, i], index[row, j], index[row + 1, j], index[row + 1, i]
            # The ring runs along its triangles, so the new ones run against it.
            at = [(along[i], row), (along[i + 1], row), (along[i + 1], row + 1), (along[i], row + 1)]
            at = [(x, y * width / rows) for x, y in at]
            if (i + row) % 2:
                faces += [[b, a, d], [b, d, c]]
                flat += [[at[1], at[0], at[3]], [at[1], at[3], at[2]]]
            else:
                faces += [[b, a, c], [a, d, c]]
                flat += [[at[1], at[0], at[2]], [at[0], at[3], at[2]]]
    return np.array(faces), np.array(flat), places


def _lines(pattern: Pattern, cut: Cut) -> tuple[dict, dict, dict]:
    """Hems, seams and necklines of the pieces as dense points, metres."""
    hems, seams, collars = {}, {}, {}
    sewn_edges = {(a, edge) for a, edge, *_ in pattern.seams} | {(b, edge) for _, _, b, edge, _ in pattern.seams}
    for number, piece in enumerate(pattern.pieces):
        for edge in piece.edges:
            dense = evenly(edge.points, max(int(line_length(edge.points)), 2)) / 1000
            is_hem = edge.name.startswith("hem") or edge.name == "end"
            if (piece.name, edge.name) in sewn_edges or (is_hem and cut.cuff):
                target = seams
            elif edge.name.startswith("neck"):
                target = collars
            else:
                target = hems
            target.setdefault(number, []).append(dense)
    return tuple({number: np.concatenate(lines) for number, lines in found.items()}
                 for found in (hems, seams, collars))


def distance(lines: dict[int, np.ndarray], corner: np.ndarray, numbers: np.ndarray, far: float = 0.2) -> np.ndarray:
    """(m, 3) metres of each corner to its piece's lines; `far` where it has none."""
    out = np.full(corner.shape[:2], far)
    for number, points in lines.items():
        mine = numbers == number
        out[mine] = np.minimum(cKDTree(points).query(corner[mine].reshape(-1, 2))[0].reshape(-1, 3), far)
    return out


def _hem_distance(faces, corner, numbers, hems, count) -> np.ndarray:
    out = np.full(count, 1.0)
    np.minimum.at(out, faces.ravel(), distance(hems, corner, numbers, 1.0).ravel())
    return out


def _springs(faces, corner, numbers, squeeze, cut, random):
    """Edges and pairs across edges, with their lengths at rest."""
    shrink = np.ones((len(faces), 2))
    for number, tight in squeeze.items():
        shrink[numbers == number, 0] = tight
    pairs, lengths, middles = [], [], []
    for a, b in ((0, 1), (1, 2), (2, 0)):
        pairs.append(np.sort(faces[:, [a, b]], 1))
        lengths.append(np.linalg.norm((corner[:, a] - corner[:, b]) * shrink, axis=1))
        middles.append((corner[:, a] + corner[:, b]) / 2)
    pairs, lengths, middles = (np.concatenate(each) for each in (pairs, lengths, middles))
    edges, inverse, count = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    inverse = inverse.ravel()
    rest = np.bincount(inverse, lengths) / count
    rest *= 1 + cut.growth * np.clip(_unevenness(middles, np.tile(numbers, 3), inverse, count, cut, random), -2, 2)
    # Pairs of corners that face each other across an inner edge.
    opposite = np.concatenate([faces[:, 2], faces[:, 0], faces[:, 1]])
    order = np.argsort(inverse, kind="stable")
    starts = np.searchsorted(inverse[order], np.arange(len(edges)))
    inner = np.nonzero(count == 2)[0]
    one, two = opposite[order[starts[inner]]], opposite[order[starts[inner] + 1]]
    keys = edges[:, 0] * (faces.max() + 1) + edges[:, 1]

    def rest_of(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        wanted = np.minimum(a, b) * (faces.max() + 1) + np.maximum(a, b)
        return rest[np.searchsorted(keys, wanted)]

    a, b, base = edges[inner, 0], edges[inner, 1], rest[inner]

    def apex(c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        p, q = rest_of(a, c), rest_of(b, c)
        x = (p * p - q * q + base * base) / (2 * base)
        return x, np.sqrt(np.clip(p * p - x * x, 1e-10, None))

    (x0, y0), (x1, y1) = apex(one), apex(two)
    return edges, rest, np.stack([one, two], axis=1), np.hypot(x0 - x1, y0 + y1)


def _unevenness(middles, numbers, inverse, count, cut, random) -> np.ndarray:
    """Smooth noise over each piece, none on bands."""
    layers = []
    for grain, weight in ((cut.grain, 1.0), (cut.grain * 2.6, 0.8)):
        noise = gaussian_filter(random.normal(size=(4, 220, 260)), (0, grain, grain))
        layers.append(noise / noise.std() * weight)
    noise = sum(layers) / np.hypot(1.0, 0.8)
    x = np.clip((middles[:, 0] * 1000 + 500) / 5, 0, 219).astype(int)
    y = np.clip((middles[:, 1] * 1000 + 100) / 5, 0, 259).astype(int)
    value = np.where(numbers >= BAND, 0.0, noise[np.minimum(numbers, 3), x, y])
    return np.bincount(inverse, value) / count
