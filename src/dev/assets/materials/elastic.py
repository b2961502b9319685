"""Woven elastic: ribs along its length."""

from __future__ import annotations

KIND = "cloth"
ROUGHNESS = 0.8


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    x, _, z = nodes.split(nodes.node("ShaderNodeTexCoord").outputs["Object"])
    rib = nodes.math("SINE", nodes.times(x, 6.2831853 / 0.0009))
    cross = nodes.math("SINE", nodes.times(z, 6.2831853 / 0.0011))
    normal = nodes.bump(nodes.add(nodes.times(rib, 0.00005), nodes.times(cross, 0.00003)))
    if mode == "shade":
        nodes.diffuse(0.6, normal)
        return
    nodes.shine(0.6, 1.35, normal)
