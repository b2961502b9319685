"""Smooth coated paper or board: matte, without grain."""

from __future__ import annotations

KIND = "paper"
ROUGHNESS = 0.8


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    if mode == "shade":
        nodes.diffuse(0.78)
        return
    nodes.shine(0.5, 1.38)
