"""Finer and lighter versions of a draped mesh: Loop subdivision, smoothing, thickness, decimation.

Not here: draping.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix


def subdivided(places: np.ndarray, faces: np.ndarray, flat: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Loop subdivision: each triangle becomes four, and the surface smoother. Flat places are halved linearly."""
    pairs = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    edges, inverse, count = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    inverse = inverse.ravel()
    opposite = np.concatenate([faces[:, 2], faces[:, 0], faces[:, 1]])
    far = np.zeros((len(edges), 3))
    np.add.at(far, inverse, places[opposite])
    middle = places[edges].sum(1)
    inner = (count == 2)[:, None]
    new = np.where(inner, 0.375 * middle + 0.125 * far, 0.5 * middle)
    # Old vertices move toward their neighbours; on the boundary toward those of the boundary.
    total = len(places)
    both = np.concatenate([edges, edges[:, ::-1]])
    ring = coo_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(total, total)).tocsr()
    valence = np.asarray(ring.sum(1)).ravel()
    beta = np.where(valence == 3, 3 / 16, 3 / (8 * np.maximum(valence, 1)))[:, None]
    moved = places * (1 - valence[:, None] * beta) + beta * (ring @ places)
    border = edges[count == 1]
    rim = np.concatenate([border, border[:, ::-1]])
    along = coo_matrix((np.ones(len(rim)), (rim[:, 0], rim[:, 1])), shape=(total, total)).tocsr()
    on_rim = np.asarray(along.sum(1)).ravel() == 2
    moved[on_rim] = 0.75 * places[on_rim] + 0.125 * (along @ places)[on_rim]
    ab, bc, ca = (inverse[k * len(faces):(k + 1) * len(faces)] + total for k in range(3))
    a, b, c = faces.T
    out = np.concatenate([np.stack(part, 1) for part in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    fa, fb, fc = flat[:, 0], flat[:, 1], flat[:, 2]
    fab, fbc, fca = (fa + fb) / 2, (fb + fc) / 2, (fc + fa) / 2
    out_flat = np.concatenate([np.stack(part, 1) for part in (
        (fa, fab, fca), (fab, fb, fbc), (fca, fbc, fc), (fab, fbc, fca))])
    return np.concatenate([moved, new]), out, out_flat


def vertex_normals(places: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Unit normals at vertices, by area."""
    corner = places[faces]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    out = np.zeros_like(places)
    for k in range(3):
        np.add.at(out, faces[:, k], normal)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def boundary(faces: np.ndarray) -> np.ndarray:
    """(k, 2) boundary edges in the direction of their triangles."""
    directed = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    size = int(faces.max()) + 1
    forward = directed[:, 0] * size + directed[:, 1]
    return directed[~np.isin(forward, directed[:, 1] * size + directed[:, 0])]


def inside(places: np.ndarray, faces: np.ndarray, thickness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cloth's other face and its cut edge: vertices and triangles, to go with the outer face."""
    inner = places - vertex_normals(places, faces) * thickness[:, None]
    edge = boundary(faces)
    count = len(places)
    a, b = edge[:, 0], edge[:, 1]
    rim = np.concatenate([np.stack([b, a, a + count], 1), np.stack([b, a + count, b + count], 1)])
    return np.concatenate([places, inner]), np.concatenate([faces[:, ::-1] + count, rim])


def decimated(places: np.ndarray, faces: np.ndarray, flat: np.ndarray, piece: np.ndarray, wanted: int):
    """About `wanted` triangles by Blender's edge collapse; flat places and pieces are carried along."""
    import bpy

    bpy.ops.wm.read_factory_settings(use_empty=True)
    data = bpy.data.meshes.new("cloth")
    data.from_pydata(places.tolist(), [], faces.tolist())
    layer = data.uv_layers.new(name="flat")
    layer.data.foreach_set("uv", flat.astype(np.float32).ravel())
    for number in range(len(np.unique(piece))):
        data.materials.append(None)
    kinds, index = np.unique(piece, return_inverse=True)
    data.polygons.foreach_set("material_index", index.astype(np.int32))
    thing = bpy.data.objects.new("cloth", data)
    bpy.context.scene.collection.objects.link(thing)
    change = thing.modifiers.new("lighter", "DECIMATE")
    change.ratio = min(1.0, wanted / len(faces))
    change.use_collapse_triangulate = True
    result = thing.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    new_places = np.empty(len(result.vertices) * 3, np.float32)
    result.vertices.foreach_get("co", new_places)
    loops = np.empty(len(result.loops), np.int32)
    result.loops.foreach_get("vertex_index", loops)
    new_flat = np.empty(len(result.loops) * 2, np.float32)
    result.uv_layers["flat"].data.foreach_get("uv", new_flat)
    material = np.empty(len(result.polygons), np.int32)
    result.polygons.foreach_get("material_index", material)
    return (new_places.reshape(-1, 3).astype(float), loops.reshape(-1, 3).astype(np.int64),
            new_flat.reshape(-1, 3, 2).astype(float), kinds[material])
