"""Uncoated paper: matte, with a faint grain."""

from __future__ import annotations

KIND = "paper"
ROUGHNESS = 0.9


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    normal = nodes.bump(nodes.times(nodes.noise(place, 700), 0.000012))
    if mode == "shade":
        nodes.diffuse(0.8, normal)
        return
    nodes.shine(0.6, 1.35, normal)
