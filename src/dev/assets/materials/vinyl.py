"""Printed vinyl film with a soft gloss."""

from __future__ import annotations

KIND = "plastic"
ROUGHNESS = 0.35


def build(nodes, mode: str) -> None:
    """Draws the surface."""
    if mode == "shade":
        nodes.diffuse(0.74)
        return
    nodes.shine(0.24, 1.45)
