"""Hard plastic with a satin shine."""

from __future__ import annotations

KIND = "plastic"
ROUGHNESS = 0.35


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    place = nodes.node("ShaderNodeTexCoord").outputs["Object"]
    normal = nodes.bump(nodes.times(nodes.noise(place, 900), 0.00001))
    if mode == "shade":
        nodes.diffuse(0.62, normal)
        return
    nodes.shine(0.28, 1.45, normal)
