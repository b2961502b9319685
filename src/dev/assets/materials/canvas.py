"""Canvas: a coarse plain weave that can be seen. Needs pattern_uv in metres."""

from __future__ import annotations

KIND = "cloth"
ROUGHNESS = 0.95

THREAD = 0.0011
"""Distance of threads in metres."""


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    pattern = nodes.pattern()
    x, y, _ = nodes.split(pattern)
    wave = 6.2831853 / THREAD
    uneven = nodes.times(nodes.noise(pattern, 260.0, 2.0), 4.0)
    across = nodes.math("SINE", nodes.add(nodes.times(x, wave), uneven))
    along = nodes.math("SINE", nodes.add(nodes.times(y, wave), uneven))
    height = nodes.add(
        nodes.times(across, along, 0.00010),
        nodes.times(nodes.noise(pattern, 70.0, 4.0, 0.6), 0.0006),
        nodes.times(nodes.noise(pattern, 900.0, 2.0), 0.00025),
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
