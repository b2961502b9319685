"""Fine canvas, as of cushions: a close weave that is just seen. Needs pattern_uv in metres and the attribute `seam`,
the way to the nearest seam in metres."""

from __future__ import annotations

KIND = "cloth"
ROUGHNESS = 0.9


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    pattern = nodes.pattern()
    seam = nodes.attribute("seam")
    along = nodes.noise(pattern, 90.0, 2.0)
    height = nodes.add(
        nodes.times(nodes.noise(pattern, 1100.0, 2.0), 0.00022),
        nodes.times(nodes.noise(pattern, 60.0, 4.0, 0.6), 0.0005),
        nodes.times(nodes.bell(seam, 0.0, 0.0016), -0.0014),
        nodes.times(along, nodes.bell(seam, 0.006, 0.010), 0.0022),
    )
    normal = nodes.bump(height)
    if mode == "shade":
        nodes.diffuse(0.62, normal, 0.6)
        return
    sheen = nodes.node("ShaderNodeBsdfSheen")
    sheen.inputs["Color"].default_value = (0.22, 0.22, 0.22, 1.0)
    sheen.inputs["Roughness"].default_value = 0.45
    nodes.give(sheen.inputs["Normal"], normal)
    nodes.surface(sheen.outputs[0])
