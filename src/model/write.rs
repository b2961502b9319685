//! A finished product as a binary glTF 2.0 file, with nothing but what every program reads: floats, no extensions, prints as PNG.
//! Equal products give equal bytes.

use std::collections::BTreeMap;

use json::Raw;

use crate::glb::{
    Accessor, Asset, Buffer, BufferView, DATA_CHUNK, Extras, Gltf, Image, JSON_CHUNK, MAGIC,
    MaterialEntry, MaterialLook, MeshEntry, Node, Primitive, Sampler, Scene, Texture, TextureUse,
    component,
};
use crate::{Finish, Mesh, Model, Surface};

const VERTICES: u32 = 34_962;
const CORNERS: u32 = 34_963;
const LINEAR: u32 = 9729;
const LINEAR_MIPMAP_LINEAR: u32 = 9987;
const CLAMP: u32 = 33_071;
const PNG: &str = "image/png";

/// Writes the product as a `.glb` file.
pub fn write_glb(model: &Model, finish: &Finish<'_>) -> Vec<u8> {
    let mut file = Writing::default();
    let primitives = model.meshes.iter().map(|mesh| file.mesh(mesh, finish)).collect();
    for (index, print) in finish.prints.iter().enumerate() {
        let view = file.view(&print.png, 0);
        let image = Image {
            buffer_view: Some(view),
            mime_type: PNG.into(),
            name: format!("print_{}", print.side),
        };
        file.gltf.images.push(image);
        file.gltf.textures.push(Texture { source: Some(index), sampler: Some(0) });
    }
    if !finish.prints.is_empty() {
        let (larger, smaller) = (LINEAR, LINEAR_MIPMAP_LINEAR);
        file.gltf.samplers.push(Sampler { larger, smaller, across: CLAMP, down: CLAMP });
    }
    let Writing { mut gltf, data } = file;
    gltf.asset = Asset { version: "2.0".into(), generator: "Atelier".into() };
    gltf.scene = Some(0);
    gltf.scenes.push(Scene { nodes: vec![0] });
    gltf.nodes.push(Node { name: finish.name.into(), mesh: Some(0), ..Node::default() });
    gltf.meshes.push(MeshEntry { primitives });
    gltf.buffers.push(Buffer { length: data.len(), uri: String::new() });
    container(json::write(&gltf), data)
}

/// The two chunks in their envelope.
fn container(mut description: Vec<u8>, mut data: Vec<u8>) -> Vec<u8> {
    description.resize(description.len().next_multiple_of(4), b' ');
    data.resize(data.len().next_multiple_of(4), 0);
    let length = 12 + 8 + description.len() + 8 + data.len();
    let mut file = Vec::with_capacity(length);
    file.extend(MAGIC);
    file.extend(2_u32.to_le_bytes());
    // Models and pictures are limited far below what a length holds.
    file.extend((length as u32).to_le_bytes());
    for (kind, chunk) in [(JSON_CHUNK, description), (DATA_CHUNK, data)] {
        file.extend((chunk.len() as u32).to_le_bytes());
        file.extend(kind);
        file.extend(chunk);
    }
    file
}

#[derive(Default)]
struct Writing {
    gltf: Gltf,
    data: Vec<u8>,
}

impl Writing {
    fn mesh(&mut self, mesh: &Mesh, finish: &Finish<'_>) -> Primitive {
        let material = self.material(mesh, finish);
        let bounds = (
            [0, 1, 2].map(|axis| least(mesh, axis)).to_vec(),
            [0, 1, 2].map(|axis| most(mesh, axis)).to_vec(),
        );
        let floats = |bytes: &mut Vec<u8>, values: &[f32]| {
            values.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
        };
        let count = mesh.places.len();
        let (mut places, mut normals) = (Vec::new(), Vec::new());
        mesh.places.iter().for_each(|place| floats(&mut places, place));
        mesh.normals.iter().for_each(|normal| floats(&mut normals, normal));
        let colours: Vec<u8> =
            mesh.openness.iter().flat_map(|grey| [*grey, *grey, *grey, 255]).collect();
        let mut attributes = BTreeMap::new();
        let mut add = |name: &str, accessor: usize| attributes.insert(name.to_owned(), accessor);
        let position = self.accessor(&places, component::F32, "VEC3", count);
        (self.gltf.accessors[position].min, self.gltf.accessors[position].max) = bounds;
        add("POSITION", position);
        add("NORMAL", self.accessor(&normals, component::F32, "VEC3", count));
        if matches!(mesh.material.surface, Surface::Print(_)) {
            let mut spots = Vec::new();
            mesh.spots.iter().for_each(|spot| floats(&mut spots, spot));
            add("TEXCOORD_0", self.accessor(&spots, component::F32, "VEC2", count));
        }
        let colour = self.accessor(&colours, component::U8, "VEC4", count);
        self.gltf.accessors[colour].normalized = true;
        add("COLOR_0", colour);
        let indices = self.corners(mesh);
        Primitive { attributes, indices: Some(indices), material: Some(material), mode: None }
    }

    fn corners(&mut self, mesh: &Mesh) -> usize {
        // The greatest number of a type is kept free, as glTF asks.
        let is_short = mesh.places.len() < usize::from(u16::MAX);
        let bytes: Vec<u8> = if is_short {
            mesh.corners.iter().flat_map(|corner| (*corner as u16).to_le_bytes()).collect()
        } else {
            mesh.corners.iter().flat_map(|corner| corner.to_le_bytes()).collect()
        };
        let component = if is_short { component::U16 } else { component::U32 };
        let view = self.view(&bytes, CORNERS);
        self.entry(view, component, "SCALAR", mesh.corners.len())
    }

    fn accessor(&mut self, bytes: &[u8], component: u32, form: &str, count: usize) -> usize {
        let view = self.view(bytes, VERTICES);
        self.entry(view, component, form, count)
    }

    fn entry(&mut self, view: usize, component: u32, form: &str, count: usize) -> usize {
        let form = form.into();
        let buffer_view = Some(view);
        self.gltf.accessors.push(Accessor {
            buffer_view,
            component,
            form,
            count,
            ..Accessor::default()
        });
        self.gltf.accessors.len() - 1
    }

    fn view(&mut self, bytes: &[u8], target: u32) -> usize {
        self.data.resize(self.data.len().next_multiple_of(4), 0);
        let (offset, length) = (self.data.len(), bytes.len());
        self.data.extend(bytes);
        self.gltf.buffer_views.push(BufferView { offset, length, target, ..BufferView::default() });
        self.gltf.buffer_views.len() - 1
    }

    fn material(&mut self, mesh: &Mesh, finish: &Finish<'_>) -> usize {
        let material = &mesh.material;
        let print = finish.print_on(&material.surface);
        let [red, green, blue] = finish.colour(material).map(f64::from);
        // The picture of a print holds the body's colour already.
        let colour = if print.is_some() { None } else { Some([red, green, blue, 1.0]) };
        let look = MaterialLook {
            colour,
            texture: print.map(|index| TextureUse { index }),
            metallic: Some(material.kind.metal().into()),
            roughness: Some(hundredths(material.kind.roughness())),
        };
        let extras = Raw::of(&Extras { kind: material.kind.name().into() });
        let name = material.name.clone();
        let entry = MaterialEntry { name, look: Some(look), double_sided: true, extras };
        self.gltf.materials.push(entry);
        self.gltf.materials.len() - 1
    }
}

/// A part of one to two decimals, so that it is written as it is meant.
fn hundredths(value: f32) -> f64 {
    f64::from((value * 100.0 + 0.5) as u8) / 100.0
}

fn least(mesh: &Mesh, axis: usize) -> f32 {
    mesh.places.iter().map(|place| place[axis]).fold(f32::INFINITY, f32::min)
}

fn most(mesh: &Mesh, axis: usize) -> f32 {
    mesh.places.iter().map(|place| place[axis]).fold(f32::NEG_INFINITY, f32::max)
}
