"""Glazed ceramic: smooth, bright, with a sharp shine that is a little wavy."""

from __future__ import annotations

KIND = "ceramic"
ROUGHNESS = 0.12


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    if mode == "shade":
        nodes.diffuse(0.7)
        return
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    nodes.shine(0.09, 1.5, nodes.bump(nodes.times(nodes.noise(place, 38.0), 0.00010)))
