"""Recipes of materials, one in each module, named as `Mesh.material` says.

Each has `KIND` (what a GLB's material extras say: cloth, ceramic, paper, metal, plastic or rubber), `ROUGHNESS` (of
the GLB's material, 0..1) and `build(nodes, mode)`: draws the surface into a node tree, `mode` being "shade" (matte
only, the same brightness everywhere) or "highlights" (the shine alone, on black).
"""

from __future__ import annotations

import importlib
from types import ModuleType


def recipe(name: str) -> ModuleType:
    """The recipe of a name."""
    return importlib.import_module(f"{__name__}.{name}")
