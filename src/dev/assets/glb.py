"""A model as glTF 2.0 binary: quantised (KHR_mesh_quantization), without textures, the same bytes every time.

Materials are named as the viewer knows them: `body`, `inner`, `handle`, `fixed`, `print_<side>`. COLOR_0 is baked
ambient occlusion. Not here: shapes, and making them lighter.
"""

from __future__ import annotations

import json
import struct

import numpy as np
import bpy  # noqa: F401  it brings mathutils
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from .materials import recipe
from .model import Mesh, Model

BUDGET = 120 * 1024
RAYS = 96
DARKEST = 0.35
"""Occlusion never makes a surface darker than this."""
STRENGTH = 0.85
SHEETS = ("cloth", "paper")
"""Kinds of material that are thin sheets, seen from both sides."""
BEHIND = 0.0004
"""How far behind its print a sheet's other side lies, in metres: else both would flicker."""


class OverBudget(Exception):
    """A GLB is larger than it may be."""


def glb(model: Model) -> bytes:
    """The file. Raises `OverBudget`."""
    corners = [_corners(mesh) for mesh in model.meshes]
    occlusion = _occlusion(model)
    groups: dict[str, list[np.ndarray]] = {}
    recipes: dict[str, str] = {}
    for mesh, rows, light in zip(model.meshes, corners, occlusion):
        rows[..., 8] = light[mesh.triangles()[0]]
        name = mesh.part or "fixed"
        inside, outside = _cut_at_print(rows) if mesh.print_side else (rows[:0], rows)
        parts = [(f"print_{mesh.print_side}", inside), (name, outside)]
        if recipe(mesh.material).KIND in SHEETS:
            # One sheet, and its print is not on its other side, which lies a little behind.
            other = inside[:, ::-1] * [1, 1, 1, -1, -1, -1, 1, 1, 1]
            other[..., 0:3] += BEHIND * other[..., 3:6]
            parts.append((name, other))
        for group, part in parts:
            if len(part):
                groups.setdefault(group, []).append(part)
                recipes.setdefault(group, mesh.material)
    written = _write({name: np.concatenate(groups[name]) for name in sorted(groups)}, recipes)
    if len(written) > BUDGET:
        raise OverBudget(f"the GLB is {len(written) / 1024:.1f} KiB, over {BUDGET // 1024} KiB")
    return written


def _corners(mesh: Mesh) -> np.ndarray:
    """(t, 3, 9): position, normal, place in the print area (NaN: none), and room for the occlusion; y up."""
    faces, flat = mesh.triangles()
    rows = np.zeros((len(faces), 3, 9))
    rows[..., 0:3] = _y_up(mesh.vertices[faces])
    rows[..., 3:6] = _y_up(mesh.corner_normals().reshape(-1, 3)[flat])
    rows[..., 6:8] = np.nan if mesh.print_uv is None else mesh.print_uv.reshape(-1, 2)[flat]
    return rows


def _y_up(vectors: np.ndarray) -> np.ndarray:
    return np.stack([vectors[..., 0], vectors[..., 2], -vectors[..., 1]], axis=-1)


def _occlusion(model: Model) -> list[np.ndarray]:
    """For each mesh the share of sky that each vertex sees, 0..1, made a little lighter."""
    places, faces, base = [], [], 0
    for mesh in model.meshes:
        places.append(mesh.vertices)
        faces.append(mesh.triangles()[0] + base)
        base += len(mesh.vertices)
    every = np.concatenate(places)
    size = float(np.ptp(every, axis=0).max())
    tree = BVHTree.FromPolygons(every.tolist(), np.concatenate(faces).tolist(), all_triangles=True)
    directions = _hemisphere()
    out = []
    for mesh in model.meshes:
        normals = np.zeros((len(mesh.vertices), 3))
        used = mesh.faces >= 0
        np.add.at(normals, mesh.faces[used], mesh.corner_normals()[used])
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
        seen = np.empty(len(normals))
        for index, (place, normal) in enumerate(zip(mesh.vertices, normals)):
            side = np.cross(normal, (1.0, 0.0, 0.0) if abs(normal[0]) < 0.7 else (0.0, 1.0, 0.0))
            side /= max(np.linalg.norm(side), 1e-9)
            rays = directions @ np.stack([side, np.cross(normal, side), normal])
            start = Vector(place + normal * size * 0.002)
            hits = sum(tree.ray_cast(start, Vector(ray), size * 0.35)[0] is not None for ray in rays)
            seen[index] = 1.0 - hits / len(rays)
        out.append(np.clip(DARKEST + (1 - DARKEST) * seen ** STRENGTH, 0.0, 1.0))
    return out


def _hemisphere() -> np.ndarray:
    """Directions above a surface, more where light counts more (cosine), evenly spread."""
    index = np.arange(RAYS) + 0.5
    height = np.sqrt(1.0 - index / RAYS)
    around = index * np.pi * (3.0 - np.sqrt(5.0))
    radius = np.sqrt(1.0 - height**2)
    return np.stack([np.cos(around) * radius, np.sin(around) * radius, height], axis=1)


def _cut_at_print(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Triangles inside of the print area and outside of it; those on its edge are cut there."""
    places = rows[..., 6:8]
    known = ~np.isnan(places).any(axis=(1, 2))
    low, high = places.min(axis=1), places.max(axis=1)
    with np.errstate(invalid="ignore"):
        inside = known & (low >= -1e-6).all(1) & (high <= 1 + 1e-6).all(1)
        outside = ~known | (low >= 1).any(1) | (high <= 0).any(1)
    kept, left = [rows[inside]], [rows[outside]]
    for triangle in rows[~inside & ~outside]:
        rest = list(triangle)
        for axis, limit, sign in ((6, 0.0, 1.0), (6, 1.0, -1.0), (7, 0.0, 1.0), (7, 1.0, -1.0)):
            rest, beyond = _halves(rest, lambda row: sign * (row[axis] - limit))
            left.append(_fan(beyond))
        kept.append(_fan(rest))
    return np.concatenate(kept), np.concatenate(left)


def _halves(polygon: list[np.ndarray], height) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """A polygon cut where a height is zero: above, below."""
    above, below = [], []
    for here, after in zip(polygon, polygon[1:] + polygon[:1]):
        a, b = height(here), height(after)
        if a >= 0:
            above.append(here)
        if a <= 0:
            below.append(here)
        if a * b < 0:
            between = here + (after - here) * (a / (a - b))
            above.append(between)
            below.append(between)
    return above, below


def _fan(polygon: list[np.ndarray]) -> np.ndarray:
    """A convex polygon as triangles, without slivers of no area."""
    triangles = [np.stack([polygon[0], polygon[i], polygon[i + 1]]) for i in range(1, len(polygon) - 1)]
    if not triangles:
        return np.zeros((0, 3, 9))
    out = np.stack(triangles)
    area = np.linalg.norm(np.cross(out[:, 1, :3] - out[:, 0, :3], out[:, 2, :3] - out[:, 0, :3]), axis=1)
    return out[area > 1e-12]


def _unit_normals(rows: np.ndarray) -> np.ndarray:
    """Normals of length 1: between those of a cut edge's ends they are shorter. Where one is none, its triangle's."""
    normals = rows[..., 3:6]
    length = np.linalg.norm(normals, axis=-1, keepdims=True)
    flat = np.cross(rows[:, 1, :3] - rows[:, 0, :3], rows[:, 2, :3] - rows[:, 0, :3])
    size = np.linalg.norm(flat, axis=-1, keepdims=True)
    flat = np.where(size > 0, flat / np.where(size > 0, size, 1), (0.0, 1.0, 0.0))
    return np.where(length > 1e-3, normals / np.maximum(length, 1e-3), flat[:, None])


def _write(groups: dict[str, np.ndarray], recipes: dict[str, str]) -> bytes:
    every = np.concatenate([rows.reshape(-1, 9) for rows in groups.values()])
    low, high = every[:, :3].min(0), every[:, :3].max(0)
    middle, half = (low + high) / 2, float((high - low).max() / 2)
    views, accessors, primitives, materials, blob = [], [], [], [], bytearray()

    def accessor(values: np.ndarray, component: int, kind: str, normalized: bool, **more: object) -> int:
        stride = values.strides[0] if values.ndim > 1 else None
        views.append({"buffer": 0, "byteOffset": len(blob), "byteLength": values.nbytes,
                      "target": 34962 if stride else 34963} | ({"byteStride": stride} if stride else {}))
        blob.extend(values.tobytes())
        blob.extend(b"\0" * (-len(blob) % 4))
        accessors.append({"bufferView": len(views) - 1, "componentType": component, "count": len(values),
                          "type": kind} | ({"normalized": True} if normalized else {}) | more)
        return len(accessors) - 1

    for name, rows in groups.items():
        rows[..., 3:6] = _unit_normals(rows)
        flat = rows.reshape(-1, 9)
        printed = name.startswith("print_")
        packed = np.zeros((len(flat), 12), np.int32)
        packed[:, 0:3] = np.rint((flat[:, :3] - middle) / half * 32767)
        packed[:, 4:7] = np.rint(flat[:, 3:6] * 127)
        packed[:, 8:10] = np.rint(np.clip(flat[:, 6:8], 0, 1) * 65535) if printed else 0
        packed[:, 10] = np.rint(np.clip(flat[:, 8], 0, 1) * 255)
        unique, first, index = np.unique(packed, axis=0, return_index=True, return_inverse=True)
        order = np.argsort(first, kind="stable")  # as they come, which keeps neighbours together
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        unique, triangles = unique[order], rank[index.ravel()].reshape(-1, 3)
        flat_ones = ((triangles[:, 0] == triangles[:, 1]) | (triangles[:, 1] == triangles[:, 2])
                     | (triangles[:, 0] == triangles[:, 2]))
        triangles = triangles[~flat_ones]
        place = np.zeros((len(unique), 4), np.int16)
        place[:, :3] = unique[:, :3]
        normal = np.zeros((len(unique), 4), np.int8)
        normal[:, :3] = unique[:, 4:7]
        colour = np.full((len(unique), 4), 255, np.uint8)
        colour[:, :3] = unique[:, 10:11]
        attributes = {
            "POSITION": accessor(place, 5122, "VEC3", True, min=[int(v) for v in place[:, :3].min(0)],
                                 max=[int(v) for v in place[:, :3].max(0)]),
            "NORMAL": accessor(normal, 5120, "VEC3", True),
            "COLOR_0": accessor(colour, 5121, "VEC4", True),
        }
        if printed:
            attributes["TEXCOORD_0"] = accessor(unique[:, 8:10].astype(np.uint16), 5123, "VEC2", True)
        small = len(unique) <= 65535
        indices = accessor(triangles.ravel().astype(np.uint16 if small else np.uint32), 5123 if small else 5125,
                           "SCALAR", False)
        chosen = recipe(recipes[name])
        materials.append({
            "name": name, "doubleSided": chosen.KIND in SHEETS and not name.startswith("print_"),
            "extras": {"kind": chosen.KIND},
            "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 1], "metallicFactor": 0,
                                     "roughnessFactor": chosen.ROUGHNESS},
        })
        primitives.append({"attributes": attributes, "indices": indices, "material": len(materials) - 1})
    document = {
        "asset": {"version": "2.0", "generator": "Atelier"},
        "extensionsUsed": ["KHR_mesh_quantization"], "extensionsRequired": ["KHR_mesh_quantization"],
        "scene": 0, "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "scale": [half] * 3, "translation": [float(v) for v in middle]}],
        "meshes": [{"primitives": primitives}], "materials": materials, "accessors": accessors,
        "bufferViews": views, "buffers": [{"byteLength": len(blob)}],
    }
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(blob)
    return (struct.pack("<4sII", b"glTF", 2, total) + struct.pack("<I4s", len(text), b"JSON") + text
            + struct.pack("<I4s", len(blob), b"BIN\0") + bytes(blob))
