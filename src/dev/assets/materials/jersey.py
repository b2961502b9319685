"""Knitted cotton: fine grain, seams with stitches, ribbed bands. Needs pattern_uv and what `shapes/garment.py` gives.

Attributes in metres: `seam`, `hem` and `collar` (distance to the nearest), `along` (along the hem); `band`: 1 on bands.
"""

from __future__ import annotations

KIND = "cloth"
ROUGHNESS = 0.92

RIB = 0.0031
"""Distance of ribs."""
STITCH = 0.0034
STITCHES = (0.0206, 0.0150)
"""Where the two rows of stitches run above a hem's edge."""


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    pattern = nodes.pattern()
    x, y, _ = nodes.split(pattern)
    band = nodes.attribute("band")
    cloth = nodes.math("SUBTRACT", 1.0, band)
    seam, hem, collar = nodes.attribute("seam"), nodes.attribute("hem"), nodes.attribute("collar")
    along = nodes.attribute("along")
    fine = nodes.noise(pattern, 950.0, 3.0)
    soft = nodes.noise(pattern, 48.0, 5.0, 0.62)
    pucker = nodes.noise(pattern, 120.0, 2.0)
    # Stitches: a row of dimples.
    dimple = nodes.add(0.62, nodes.times(0.38, nodes.math("SINE", nodes.times(along, 6.2831853 / STITCH))))
    rows = nodes.add(*(nodes.bell(hem, place, 0.0011) for place in STITCHES))
    collar_row = nodes.bell(collar, 0.0058, 0.0010)
    seam_groove = nodes.bell(seam, 0.0, 0.0017)
    collar_groove = nodes.bell(collar, 0.0, 0.0016)
    on_cloth = nodes.add(
        nodes.times(seam_groove, -0.0021),
        nodes.times(nodes.bell(seam, 0.0062, 0.0034), 0.0010),
        nodes.times(pucker, nodes.bell(seam, 0.004, 0.009), 0.0013),
        nodes.times(rows, dimple, -0.0010),
        nodes.times(nodes.ramp(hem, 0.0205, 0.0228, 1.0, 0.0), 0.0009),
        nodes.times(pucker, nodes.bell(hem, 0.016, 0.009), 0.0016),
        nodes.times(collar_groove, -0.0018),
        nodes.times(collar_row, -0.0008),
        nodes.times(pucker, nodes.bell(collar, 0.004, 0.006), 0.0012),
    )
    rib = nodes.math("SINE", nodes.times(x, 6.2831853 / RIB))
    height = nodes.add(
        nodes.times(fine, 0.00032), nodes.times(soft, 0.0009),
        nodes.times(on_cloth, cloth), nodes.times(rib, band, 0.00045))
    normal = nodes.bump(height)
    if mode == "shade":
        # Little light comes out of grooves and between ribs.
        dark = nodes.add(
            nodes.times(nodes.add(nodes.times(seam_groove, 0.30), nodes.times(collar_groove, 0.30),
                                  nodes.times(rows, dimple, 0.10)), cloth),
            nodes.times(nodes.ramp(rib, -1.0, 0.2, 1.0, 0.0), band, 0.10))
        bright = nodes.times(0.66, nodes.math("SUBTRACT", 1.0, dark))
        shader = nodes.node("ShaderNodeBsdfDiffuse")
        shader.inputs["Roughness"].default_value = 0.5
        nodes.give(shader.inputs["Color"], nodes.vector(bright, bright, bright))
        nodes.give(shader.inputs["Normal"], normal)
        nodes.surface(shader.outputs[0])
        return
    sheen = nodes.node("ShaderNodeBsdfSheen")
    sheen.inputs["Color"].default_value = (0.34, 0.34, 0.34, 1.0)
    sheen.inputs["Roughness"].default_value = 0.45
    nodes.give(sheen.inputs["Normal"], normal)
    gloss = nodes.node("ShaderNodeBsdfAnisotropic")
    gloss.inputs["Color"].default_value = (0.032, 0.032, 0.032, 1.0)
    gloss.inputs["Roughness"].default_value = 0.58
    nodes.give(gloss.inputs["Normal"], normal)
    both = nodes.node("ShaderNodeAddShader")
    nodes.give(both.inputs[0], sheen.outputs[0])
    nodes.give(both.inputs[1], gloss.outputs[0])
    nodes.surface(both.outputs[0])
