"""The beauty passes, drawn by Cycles: shade (matte light), highlights (shine), and the shadow on ground and wall.

Not here: coverage and places in the print area (`raster.py`), and how passes become maps (`pack.py`).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
import OpenEXR
from mathutils import Matrix, Vector

from .lights import RIGS, Rig, Softbox
from .materials import recipe
from .model import Mesh, Model, View
from .nodes import Nodes

GROUND_BRIGHTNESS = 0.8
GROUND_REACH = 12.0
"""Side of ground and wall in metres."""
LEAST_GROUND = 0.02
"""Light of the bare ground below which there is no ground."""


@dataclass(frozen=True)
class PassSettings:
    """How one pass is drawn."""

    size: int
    samples: int
    seed: int = 1


def shade(model: Model, view: View, settings: PassSettings) -> dict[str, np.ndarray]:
    """Matte light: `light`, linear, premultiplied by `cover`."""
    rig = RIGS[view.rig]
    scene = _scene(view, settings, rig.shade_around, rig.target, rig.shade)
    for thing in _things(model.turned(view.turn), "shade"):
        thing.is_holdout = bool(thing["scenery"])
    for plane in _planes(view):
        plane.visible_camera = False
    return _drawn(scene)


def highlights(model: Model, view: View, settings: PassSettings) -> dict[str, np.ndarray]:
    """Shine alone: `light`, linear, premultiplied by `cover`."""
    rig = RIGS[view.rig]
    scene = _scene(view, settings, rig.highlights_around, rig.target, rig.highlights)
    for thing in _things(model.turned(view.turn), "highlights"):
        thing.is_holdout = bool(thing["scenery"])
    return _drawn(scene)


def shadow(model: Model, view: View, settings: PassSettings) -> dict[str, np.ndarray]:
    """How much light the ground loses to the product: `light`, 0..1."""
    rig = RIGS[view.rig]

    def ground(with_product: bool) -> np.ndarray:
        scene = _scene(view, settings, rig.shade_around, rig.target, rig.shade)
        for thing in _things(model.turned(view.turn), "shade"):
            if not thing["scenery"]:
                thing.visible_camera = False
                thing.hide_render = not with_product
        _planes(view)
        return _drawn(scene)["light"]

    bare = ground(False)
    lost = 1.0 - ground(True) / np.maximum(bare, 1e-4)
    # Where a pixel looks past the ground's far edge there is nothing that could lose light.
    return {"light": np.where(bare > LEAST_GROUND, np.clip(lost, 0.0, 1.0), 0.0)}


def _scene(view: View, settings: PassSettings, around: float, target: tuple, lamps: tuple[Softbox, ...]):
    """An empty scene with camera, lamps and even surroundings."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.seed = "CPU", settings.samples, settings.seed
    cycles.use_adaptive_sampling = False
    cycles.use_denoising, cycles.denoiser = True, "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 4, 3, 3
    cycles.caustics_reflective = cycles.caustics_refractive = False
    render = scene.render
    render.film_transparent = True
    render.resolution_x = render.resolution_y = settings.size
    render.resolution_percentage = 100
    render.threads_mode, render.threads = "FIXED", 2
    scene.view_settings.view_transform = "Raw"
    world = bpy.data.worlds.new("around")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (1.0, 1.0, 1.0, 1.0)
    world.node_tree.nodes["Background"].inputs[1].default_value = around
    scene.world = world
    _camera(scene, view)
    for lamp in lamps:
        _lamp(scene, lamp, target)
    return scene


def _camera(scene, view: View) -> None:
    data = bpy.data.cameras.new("camera")
    data.lens, data.sensor_width, data.clip_start = view.camera.lens, 36.0, 0.01
    thing = bpy.data.objects.new("camera", data)
    right, up, forward = view.camera.axes()
    place = Matrix([[*axis] for axis in np.stack([right, up, -forward], axis=1)]).to_4x4()
    place.translation = Vector(view.camera.eye)
    thing.matrix_world = place
    scene.collection.objects.link(thing)
    scene.camera = thing


def _lamp(scene, lamp: Softbox, target: tuple) -> None:
    data = bpy.data.lights.new("lamp", "AREA")
    data.energy, data.shape, data.size, data.size_y = lamp.watts, "RECTANGLE", lamp.width, lamp.height
    thing = bpy.data.objects.new("lamp", data)
    thing.location = Vector(target) + Vector(lamp.place)
    thing.rotation_euler = (-Vector(lamp.place)).to_track_quat("-Z", "Y").to_euler()
    thing.visible_camera = False
    scene.collection.objects.link(thing)


def _things(model: Model, mode: str) -> list[bpy.types.Object]:
    """Blender objects of a model's meshes, in their materials."""
    materials: dict[str, bpy.types.Material] = {}
    things = []
    for mesh in model.meshes:
        if mesh.material not in materials:
            material = bpy.data.materials.new(mesh.material)
            material.use_nodes = True
            recipe(mesh.material).build(Nodes(material), mode)
            materials[mesh.material] = material
        thing = bpy.data.objects.new(mesh.name or "mesh", blender_mesh(mesh))
        thing.data.materials.append(materials[mesh.material])
        thing["scenery"] = mesh.part is None
        bpy.context.scene.collection.objects.link(thing)
        things.append(thing)
    return things


def blender_mesh(mesh: Mesh) -> bpy.types.Mesh:
    """The mesh as Blender has it, with its normals, pattern and attributes."""
    data = bpy.data.meshes.new(mesh.name or "mesh")
    used = mesh.faces >= 0
    sizes = used.sum(1)
    index = mesh.faces[used]
    data.vertices.add(len(mesh.vertices))
    data.vertices.foreach_set("co", mesh.vertices.astype(np.float32).ravel())
    data.loops.add(len(index))
    data.loops.foreach_set("vertex_index", index.astype(np.int32))
    data.polygons.add(len(sizes))
    data.polygons.foreach_set("loop_start", np.r_[0, np.cumsum(sizes)[:-1]].astype(np.int32))
    data.update(calc_edges=True)
    data.validate()
    data.polygons.foreach_set("use_smooth", np.ones(len(sizes), bool))
    if mesh.pattern_uv is not None:
        layer = data.uv_layers.new(name="pattern")
        layer.data.foreach_set("uv", mesh.pattern_uv[used].astype(np.float32).ravel())
    for name, values in mesh.attributes.items():
        attribute = data.attributes.new(name, "FLOAT", "CORNER")
        attribute.data.foreach_set("value", values[used].astype(np.float32))
    data.normals_split_custom_set(mesh.corner_normals()[used].astype(np.float32))
    return data


def _planes(view: View) -> list[bpy.types.Object]:
    """Ground and wall, where the view has them."""
    planes = []
    reach = GROUND_REACH / 2
    corners = {
        "ground": view.ground is not None
        and [(-reach, -reach, view.ground), (reach, -reach, view.ground), (reach, reach, view.ground),
             (-reach, reach, view.ground)],
        "wall": view.wall is not None
        and [(-reach, view.wall, -reach), (reach, view.wall, -reach), (reach, view.wall, reach),
             (-reach, view.wall, reach)],
    }
    for name, place in corners.items():
        if not place:
            continue
        data = bpy.data.meshes.new(name)
        data.from_pydata(place, [], [(0, 1, 2, 3)])
        material = bpy.data.materials.new(name)
        material.use_nodes = True
        Nodes(material).diffuse(GROUND_BRIGHTNESS)
        data.materials.append(material)
        thing = bpy.data.objects.new(name, data)
        bpy.context.scene.collection.objects.link(thing)
        planes.append(thing)
    return planes


def _drawn(scene) -> dict[str, np.ndarray]:
    """Draws the scene; its light (mean of the channels) and coverage as (h, w) arrays."""
    image = scene.render.image_settings
    image.media_type = "IMAGE"
    image.file_format, image.color_mode, image.color_depth = "OPEN_EXR", "RGBA", "32"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "pass.exr")
        bpy.ops.render.render(write_still=True)
        channels = OpenEXR.File(scene.render.filepath).channels()
        pixels = channels["RGBA"].pixels
    return {"light": pixels[..., :3].mean(-1).astype(np.float32), "cover": pixels[..., 3].astype(np.float32)}
