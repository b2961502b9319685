"""Printed shell with a satin shine, without grain."""

from __future__ import annotations

KIND = "plastic"
ROUGHNESS = 0.4


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    if mode == "shade":
        nodes.diffuse(0.66)
        return
    nodes.shine(0.30, 1.45)
