"""Soft rubber or silicone: nearly matte."""

from __future__ import annotations

KIND = "rubber"
ROUGHNESS = 0.7


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    normal = nodes.bump(nodes.times(nodes.noise(place, 1500), 0.00002))
    if mode == "shade":
        nodes.diffuse(0.55, normal)
        return
    nodes.shine(0.5, 1.4, normal)
