"""Powder coat on steel: satin, with a fine orange-peel grain."""

from __future__ import annotations

KIND = "metal"
ROUGHNESS = 0.5


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    normal = nodes.bump(nodes.times(nodes.noise(place, 1400, 1.0), 0.000018))
    if mode == "shade":
        nodes.diffuse(0.62, normal)
        return
    nodes.shine(0.36, 1.45, normal)
