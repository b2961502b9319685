"""Painted or brushed metal: a wide, clear shine."""

from __future__ import annotations

KIND = "metal"
ROUGHNESS = 0.3


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    normal = nodes.bump(nodes.times(nodes.noise(place, 60), 0.00002))
    if mode == "shade":
        nodes.diffuse(0.6, normal)
        return
    nodes.shine(0.22, 1.9, normal)
