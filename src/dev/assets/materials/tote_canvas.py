"""Cotton canvas of a bag, with its hem and seams. Needs pattern_uv in metres and the attributes `hem` and `seam`: the
way to the upper edge and to the nearest seam in metres."""

from __future__ import annotations

KIND = "cloth"
ROUGHNESS = 0.95


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    pattern = nodes.pattern()
    hem, seam = nodes.attribute("hem"), nodes.attribute("seam")
    pucker = nodes.noise(pattern, 110.0, 2.0)
    height = nodes.add(
        nodes.times(nodes.noise(pattern, 750.0, 3.0), 0.00034),
        nodes.times(nodes.noise(pattern, 60.0, 5.0, 0.6), 0.0007),
        nodes.times(nodes.bell(hem, 0.026, 0.0011), -0.0008),
        nodes.times(nodes.ramp(hem, 0.027, 0.0295, 1.0, 0.0), 0.0008),
        nodes.times(pucker, nodes.bell(hem, 0.024, 0.008), 0.0014),
        nodes.times(nodes.bell(seam, 0.004, 0.0030), 0.0007),
        nodes.times(pucker, nodes.bell(seam, 0.004, 0.008), 0.0014),
    )
    normal = nodes.bump(height)
    if mode == "shade":
        nodes.diffuse(0.62, normal, 0.6)
        return
    sheen = nodes.node("ShaderNodeBsdfSheen")
    sheen.inputs["Color"].default_value = (0.25, 0.25, 0.25, 1.0)
    sheen.inputs["Roughness"].default_value = 0.5
    nodes.give(sheen.inputs["Normal"], normal)
    nodes.surface(sheen.outputs[0])
