"""Enamel on steel: glossy, and less even than ceramic."""

from __future__ import annotations

KIND = "ceramic"
ROUGHNESS = 0.18


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    normal = nodes.bump(nodes.times(nodes.noise(place, 70), 0.00020))
    if mode == "shade":
        nodes.diffuse(0.68, normal)
        return
    nodes.shine(0.14, 1.55, normal)
