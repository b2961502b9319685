"""Printed cover of a book: matte film on board, with a very faint grain."""

from __future__ import annotations

KIND = "paper"
ROUGHNESS = 0.6


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    normal = nodes.bump(nodes.times(nodes.noise(place, 1600.0, 1.0), 0.000012))
    if mode == "shade":
        nodes.diffuse(0.7, normal)
        return
    nodes.shine(0.42, 1.42, normal)
