//! The description inside of a glTF file, as far as it is read and written here. What its values mean is not checked here.

use std::collections::BTreeMap;

use json::{FromJson, Raw, ToJson};

/// First bytes of a binary glTF file.
pub(crate) const MAGIC: [u8; 4] = *b"glTF";
/// Kind of the chunk with the description.
pub(crate) const JSON_CHUNK: [u8; 4] = *b"JSON";
/// Kind of the chunk with the data.
pub(crate) const DATA_CHUNK: [u8; 4] = *b"BIN\0";
/// The only mode of primitives that is shown.
pub(crate) const TRIANGLES: u32 = 4;

/// Component types, as glTF numbers them.
pub(crate) mod component {
    pub(crate) const I8: u32 = 5120;
    pub(crate) const U8: u32 = 5121;
    pub(crate) const I16: u32 = 5122;
    pub(crate) const U16: u32 = 5123;
    pub(crate) const U32: u32 = 5125;
    pub(crate) const F32: u32 = 5126;
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Gltf {
    pub(crate) asset: Asset,
    #[json(optional)]
    pub(crate) scene: Option<usize>,
    #[json(optional)]
    pub(crate) scenes: Vec<Scene>,
    #[json(optional)]
    pub(crate) nodes: Vec<Node>,
    #[json(optional)]
    pub(crate) meshes: Vec<MeshEntry>,
    #[json(optional)]
    pub(crate) materials: Vec<MaterialEntry>,
    #[json(optional)]
    pub(crate) textures: Vec<Texture>,
    #[json(optional)]
    pub(crate) images: Vec<Image>,
    #[json(optional)]
    pub(crate) samplers: Vec<Sampler>,
    #[json(optional)]
    pub(crate) accessors: Vec<Accessor>,
    #[json(optional, rename = "bufferViews")]
    pub(crate) buffer_views: Vec<BufferView>,
    #[json(optional)]
    pub(crate) buffers: Vec<Buffer>,
    #[json(optional, rename = "extensionsRequired")]
    pub(crate) extensions_required: Vec<String>,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Asset {
    pub(crate) version: String,
    #[json(optional)]
    pub(crate) generator: String,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Scene {
    #[json(optional)]
    pub(crate) nodes: Vec<usize>,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Node {
    #[json(optional)]
    pub(crate) name: String,
    #[json(optional)]
    pub(crate) mesh: Option<usize>,
    #[json(optional)]
    pub(crate) children: Vec<usize>,
    #[json(optional)]
    pub(crate) matrix: Option<[f64; 16]>,
    #[json(optional)]
    pub(crate) translation: Option<[f64; 3]>,
    #[json(optional)]
    pub(crate) rotation: Option<[f64; 4]>,
    #[json(optional)]
    pub(crate) scale: Option<[f64; 3]>,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct MeshEntry {
    pub(crate) primitives: Vec<Primitive>,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Primitive {
    pub(crate) attributes: BTreeMap<String, usize>,
    #[json(optional)]
    pub(crate) indices: Option<usize>,
    #[json(optional)]
    pub(crate) material: Option<usize>,
    #[json(optional)]
    pub(crate) mode: Option<u32>,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct MaterialEntry {
    #[json(optional)]
    pub(crate) name: String,
    #[json(optional, rename = "pbrMetallicRoughness")]
    pub(crate) look: Option<MaterialLook>,
    #[json(optional, rename = "doubleSided")]
    pub(crate) double_sided: bool,
    /// [`Extras`], where they are of this project.
    #[json(optional)]
    pub(crate) extras: Raw,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Extras {
    #[json(optional)]
    pub(crate) kind: String,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct MaterialLook {
    #[json(optional, rename = "baseColorFactor")]
    pub(crate) colour: Option<[f64; 4]>,
    #[json(optional, rename = "baseColorTexture")]
    pub(crate) texture: Option<TextureUse>,
    #[json(optional, rename = "metallicFactor")]
    pub(crate) metallic: Option<f64>,
    #[json(optional, rename = "roughnessFactor")]
    pub(crate) roughness: Option<f64>,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct TextureUse {
    pub(crate) index: usize,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Texture {
    #[json(optional)]
    pub(crate) source: Option<usize>,
    #[json(optional)]
    pub(crate) sampler: Option<usize>,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Image {
    #[json(optional, rename = "bufferView")]
    pub(crate) buffer_view: Option<usize>,
    #[json(optional, rename = "mimeType")]
    pub(crate) mime_type: String,
    #[json(optional)]
    pub(crate) name: String,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Sampler {
    #[json(optional, rename = "magFilter")]
    pub(crate) larger: u32,
    #[json(optional, rename = "minFilter")]
    pub(crate) smaller: u32,
    #[json(optional, rename = "wrapS")]
    pub(crate) across: u32,
    #[json(optional, rename = "wrapT")]
    pub(crate) down: u32,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Accessor {
    #[json(optional, rename = "bufferView")]
    pub(crate) buffer_view: Option<usize>,
    #[json(optional, rename = "byteOffset")]
    pub(crate) offset: usize,
    #[json(rename = "componentType")]
    pub(crate) component: u32,
    #[json(optional)]
    pub(crate) normalized: bool,
    pub(crate) count: usize,
    #[json(rename = "type")]
    pub(crate) form: String,
    #[json(optional)]
    pub(crate) min: Vec<f32>,
    #[json(optional)]
    pub(crate) max: Vec<f32>,
    /// Values that replace others: not read.
    #[json(optional)]
    pub(crate) sparse: Raw,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct BufferView {
    pub(crate) buffer: usize,
    #[json(optional, rename = "byteOffset")]
    pub(crate) offset: usize,
    #[json(rename = "byteLength")]
    pub(crate) length: usize,
    #[json(optional, rename = "byteStride")]
    pub(crate) stride: usize,
    #[json(optional)]
    pub(crate) target: u32,
}

#[derive(Debug, Default, FromJson, ToJson)]
pub(crate) struct Buffer {
    #[json(rename = "byteLength")]
    pub(crate) length: usize,
    #[json(optional)]
    pub(crate) uri: String,
}
