"""A short way to write Blender's shader nodes as expressions. Not here: what any material looks like."""

from __future__ import annotations

import bpy


class Nodes:
    """The node tree of a material; values are sockets or plain numbers."""

    def __init__(self, material: bpy.types.Material) -> None:
        self.tree = material.node_tree
        self.tree.nodes.clear()

    def node(self, kind: str, **settings: object) -> bpy.types.Node:
        """A new node with properties set."""
        node = self.tree.nodes.new(kind)
        for name, value in settings.items():
            setattr(node, name, value)
        return node

    def give(self, socket: bpy.types.NodeSocket, value: object) -> None:
        """Sets an input to a number or colour, or links it to a socket."""
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        else:
            socket.default_value = value

    def math(self, operation: str, *values: object) -> bpy.types.NodeSocket:
        """Blender's math node."""
        node = self.node("ShaderNodeMath", operation=operation)
        for socket, value in zip(node.inputs, values):
            self.give(socket, value)
        return node.outputs[0]

    def add(self, *values: object) -> bpy.types.NodeSocket:
        """The sum of any number of values."""
        total = values[0]
        for value in values[1:]:
            total = self.math("ADD", total, value)
        return total

    def times(self, *values: object) -> bpy.types.NodeSocket:
        """The product of any number of values."""
        total = values[0]
        for value in values[1:]:
            total = self.math("MULTIPLY", total, value)
        return total

    def attribute(self, name: str) -> bpy.types.NodeSocket:
        """A number of the mesh by name."""
        return self.node("ShaderNodeAttribute", attribute_name=name).outputs["Fac"]

    def pattern(self) -> bpy.types.NodeSocket:
        """Metres along the cloth, as a vector (x, y, 0)."""
        return self.node("ShaderNodeUVMap", uv_map="pattern").outputs[0]

    def split(self, vector: bpy.types.NodeSocket) -> tuple:
        """The three numbers of a vector."""
        node = self.node("ShaderNodeSeparateXYZ")
        self.give(node.inputs[0], vector)
        return tuple(node.outputs)

    def vector(self, x: object, y: object, z: object) -> bpy.types.NodeSocket:
        """A vector of three numbers."""
        node = self.node("ShaderNodeCombineXYZ")
        for socket, value in zip(node.inputs, (x, y, z)):
            self.give(socket, value)
        return node.outputs[0]

    def noise(self, place: bpy.types.NodeSocket, scale: float, detail: float = 2.0,
              roughness: float = 0.5) -> bpy.types.NodeSocket:
        """Smooth noise of 0..1; `scale` is its grains per unit of place."""
        node = self.node("ShaderNodeTexNoise")
        self.give(node.inputs["Vector"], place)
        for name, value in (("Scale", scale), ("Detail", detail), ("Roughness", roughness)):
            node.inputs[name].default_value = value
        return node.outputs[0]

    def bell(self, value: object, middle: float, width: float) -> bpy.types.NodeSocket:
        """A Gaussian: 1 at the middle, 1/e a width away."""
        away = self.math("DIVIDE", self.math("SUBTRACT", value, middle), width)
        return self.math("POWER", 2.718281828, self.times(away, away, -1.0))

    def ramp(self, value: object, low: float, high: float, from_value: float = 0.0,
             to_value: float = 1.0) -> bpy.types.NodeSocket:
        """A smooth step."""
        node = self.node("ShaderNodeMapRange", interpolation_type="SMOOTHSTEP")
        self.give(node.inputs[0], value)
        for socket, limit in zip(node.inputs[1:5], (low, high, from_value, to_value)):
            socket.default_value = limit
        return node.outputs[0]

    def bump(self, height: bpy.types.NodeSocket) -> bpy.types.NodeSocket:
        """The normal of a surface raised by a height in metres."""
        node = self.node("ShaderNodeBump")
        node.inputs["Strength"].default_value = 1.0
        node.inputs["Distance"].default_value = 1.0
        self.give(node.inputs["Height"], height)
        return node.outputs[0]

    def diffuse(self, brightness: float, normal: object = None, roughness: float = 0.0) -> None:
        """Ends the tree as a matte surface."""
        node = self.node("ShaderNodeBsdfDiffuse")
        node.inputs["Color"].default_value = (brightness,) * 3 + (1.0,)
        node.inputs["Roughness"].default_value = roughness
        if normal is not None:
            self.give(node.inputs["Normal"], normal)
        self.surface(node.outputs[0])

    def shine(self, roughness: float, index: float, normal: object = None) -> None:
        """Ends the tree as a black surface that only mirrors, as glaze, lacquer or plastic does."""
        node = self.node("ShaderNodeBsdfPrincipled")
        node.inputs["Base Color"].default_value = (0.0, 0.0, 0.0, 1.0)
        node.inputs["Roughness"].default_value = roughness
        node.inputs["IOR"].default_value = index
        if normal is not None:
            self.give(node.inputs["Normal"], normal)
        self.surface(node.outputs[0])

    def surface(self, shader: bpy.types.NodeSocket) -> None:
        """Ends the tree with a shader."""
        self.give(self.node("ShaderNodeOutputMaterial").inputs[0], shader)
