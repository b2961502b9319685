"""The edge of a block of paper: leaves one on another along y."""

from __future__ import annotations

KIND = "paper"
ROUGHNESS = 0.95


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    x, y, z = nodes.split(nodes.node("ShaderNodeTexCoord").outputs["Object"])
    leaves = nodes.noise(nodes.vector(nodes.times(x, 12.0), nodes.times(y, 2600.0), nodes.times(z, 12.0)), 1.0, 2.0)
    normal = nodes.bump(nodes.times(leaves, 0.00012))
    if mode == "shade":
        nodes.diffuse(0.75, normal)
        return
    nodes.shine(0.7, 1.3, normal)
