"""Glass that covers something: smooth, with a clear reflection."""

from __future__ import annotations

KIND = "plastic"
ROUGHNESS = 0.08


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    if mode == "shade":
        nodes.diffuse(0.6)
        return
    nodes.shine(0.06, 1.5)
