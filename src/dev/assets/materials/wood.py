"""Planed and oiled wood: grain along the pattern's x, darker in its pores. Needs pattern_uv in metres."""

from __future__ import annotations

KIND = "plastic"
ROUGHNESS = 0.6


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    x, y, _ = nodes.split(nodes.pattern())
    bend = nodes.times(nodes.noise(nodes.vector(nodes.times(x, 5.0), nodes.times(y, 30.0), 0.0), 1.0), 0.004)
    across = nodes.add(y, bend)
    rings = nodes.noise(nodes.vector(nodes.times(x, 6.0), nodes.times(across, 420.0), 0.0), 1.0, 3.0, 0.6)
    pores = nodes.noise(nodes.vector(nodes.times(x, 90.0), nodes.times(across, 2600.0), 3.0), 1.0, 2.0)
    normal = nodes.bump(nodes.add(nodes.times(rings, 0.00006), nodes.times(pores, 0.00006)))
    if mode == "shade":
        light = nodes.add(0.36, nodes.times(rings, 0.34), nodes.times(pores, 0.16))
        surface = nodes.node("ShaderNodeBsdfDiffuse")
        nodes.give(surface.inputs["Color"], nodes.vector(light, light, light))
        nodes.give(surface.inputs["Normal"], normal)
        nodes.surface(surface.outputs[0])
        return
    nodes.shine(0.42, 1.4, normal)
