//! Reading a model from a binary glTF 2.0 file. Whatever the file holds, reading ends with a model or an error.
//!
//! Read are meshes of triangles with places, directions, texture coordinates and colours, in every number format of
//! KHR_mesh_quantization. Not read are textures, animation, sparse accessors and compressed data.

use crate::glb::{
    DATA_CHUNK, Extras, Gltf, JSON_CHUNK, MAGIC, MaterialEntry, Node, Primitive, TRIANGLES,
};
use crate::matrix::{Matrix, unit};
use crate::values::Values;
use crate::{Kind, Material, Mesh, Model, ModelError, Surface};

/// Largest file that is read, in bytes. The project's own are at most 120 KiB; a merchant's may be larger.
pub const MOST_BYTES: usize = 4 << 20;
/// Most vertices of a model: what a phone draws without effort.
pub const MOST_VERTICES: usize = 200_000;
/// Most triangles of a model.
pub const MOST_TRIANGLES: usize = 300_000;
/// Most accessors, nodes and the like, of each.
const MOST_ENTRIES: usize = 1024;
/// Most nodes that are visited: several may show one mesh.
const MOST_VISITS: usize = 1024;
/// How deep nodes may lie within each other.
const DEEPEST: usize = 16;
/// Smallest and largest product, in metres.
const LEAST_EXTENT: f64 = 0.005;
const MOST_EXTENT: f64 = 10.0;
/// Extensions that a file may need.
const KNOWN: [&str; 1] = ["KHR_mesh_quantization"];

/// Reads a model.
///
/// # Errors
/// [`ModelError`] says what is wrong with the file.
pub fn read(file: &[u8]) -> Result<Model, ModelError> {
    if file.len() > MOST_BYTES {
        return Err(ModelError::TooLarge { bytes: file.len(), limit: MOST_BYTES });
    }
    let (description, data) = chunks(file)?;
    let gltf: Gltf = json::read(description)?;
    if gltf.asset.version != "2.0" {
        return Err(ModelError::Version { version: gltf.asset.version });
    }
    if let Some(name) = gltf.extensions_required.iter().find(|name| !KNOWN.contains(&&***name)) {
        return Err(ModelError::Extension { name: name.clone() });
    }
    for (what, count) in [
        ("accessors", gltf.accessors.len()),
        ("nodes", gltf.nodes.len()),
        ("meshes", gltf.meshes.len()),
        ("materials", gltf.materials.len()),
    ] {
        if count > MOST_ENTRIES {
            return Err(ModelError::TooMany { what, count, limit: MOST_ENTRIES });
        }
    }
    let mut reader = Reader {
        values: Values { gltf: &gltf, data },
        meshes: Vec::new(),
        vertices: 0,
        triangles: 0,
        visits: 0,
    };
    reader.scene()?;
    let model = Model { meshes: reader.meshes };
    judge(model)
}

/// The description and the data of a file.
fn chunks(file: &[u8]) -> Result<(&[u8], &[u8]), ModelError> {
    let word = |at: usize| -> Result<u32, ModelError> {
        let bytes = file.get(at..at + 4).ok_or(ModelError::Cut)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    };
    if file.get(..4) != Some(&MAGIC) {
        return Err(ModelError::NotGlb);
    }
    let version = word(4)?;
    if version != 2 {
        return Err(ModelError::Version { version: version.to_string() });
    }
    let file = usize::try_from(word(8)?).ok().and_then(|length| file.get(..length));
    let mut rest = file.and_then(|file| file.get(12..)).ok_or(ModelError::Cut)?;
    let mut description = None;
    while let Some((head, body)) = rest.split_at_checked(8) {
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let (chunk, after) = body.split_at_checked(length).ok_or(ModelError::Cut)?;
        match description {
            None if head[4..] == JSON_CHUNK => description = Some(chunk),
            None => return Err(ModelError::NotGlb),
            Some(description) if head[4..] == DATA_CHUNK => return Ok((description, chunk)),
            // Other chunks are to be passed over.
            Some(_) => {}
        }
        rest = after;
    }
    description.map(|description| (description, &[][..])).ok_or(ModelError::Cut)
}

/// Refuses what nobody could look at.
fn judge(model: Model) -> Result<Model, ModelError> {
    if model.meshes.is_empty() {
        return Err(ModelError::Empty);
    }
    let (least, most) = model.bounds();
    let extent = (0..3).map(|axis| f64::from(most[axis]) - f64::from(least[axis]));
    let extent = extent.fold(0.0, f64::max);
    if (LEAST_EXTENT..=MOST_EXTENT).contains(&extent) {
        return Ok(model);
    }
    let mm = |metres: f64| (metres * 1000.0 + 0.5) as u64;
    let (size, least, most) = (mm(extent), mm(LEAST_EXTENT), mm(MOST_EXTENT));
    Err(ModelError::Extent { size, least, most })
}

struct Reader<'a> {
    values: Values<'a>,
    meshes: Vec<Mesh>,
    vertices: usize,
    triangles: usize,
    visits: usize,
}

impl<'a> Reader<'a> {
    fn scene(&mut self) -> Result<(), ModelError> {
        let gltf = self.values.gltf;
        let index = gltf.scene.unwrap_or(0);
        let scene = gltf.scenes.get(index).ok_or(ModelError::Missing { what: "scene", index })?;
        scene.nodes.iter().try_for_each(|node| self.node(*node, &Matrix::SAME, 0))
    }

    fn node(&mut self, index: usize, outer: &Matrix, depth: usize) -> Result<(), ModelError> {
        if depth >= DEEPEST {
            return Err(ModelError::TooDeep { limit: DEEPEST });
        }
        self.visits += 1;
        if self.visits > MOST_VISITS {
            let (count, limit) = (self.visits, MOST_VISITS);
            return Err(ModelError::TooMany { what: "nodes", count, limit });
        }
        let gltf = self.values.gltf;
        let node = gltf.nodes.get(index).ok_or(ModelError::Missing { what: "node", index })?;
        let place = outer.after(&own_place(node));
        if let Some(index) = node.mesh {
            let missing = ModelError::Missing { what: "mesh", index };
            let mesh = gltf.meshes.get(index).ok_or(missing)?;
            mesh.primitives.iter().try_for_each(|primitive| self.primitive(primitive, &place))?;
        }
        node.children.iter().try_for_each(|child| self.node(*child, &place, depth + 1))
    }

    fn primitive(&mut self, primitive: &Primitive, place: &Matrix) -> Result<(), ModelError> {
        if primitive.mode.unwrap_or(TRIANGLES) != TRIANGLES {
            return Err(ModelError::NotTriangles);
        }
        let material = self.material(primitive.material)?;
        let of = |name: &str| primitive.attributes.get(name).copied();
        let Some(at) = of("POSITION") else { return Ok(()) };
        let count = self.values.count(at)?;
        let corner_count = match primitive.indices {
            Some(indices) => self.values.count(indices)?,
            None => count,
        };
        count_up(&mut self.vertices, count, "vertices", MOST_VERTICES)?;
        count_up(&mut self.triangles, corner_count / 3, "triangles", MOST_TRIANGLES)?;
        let fitting = |accessor: usize| {
            let has = self.values.count(accessor)?;
            if has == count { Ok(accessor) } else { Err(ModelError::Reach { accessor }) }
        };
        let mut places: Vec<[f32; 3]> = self.values.vectors(at, "a list of places")?;
        let mut corners = match primitive.indices {
            Some(indices) => self.values.indices(indices)?,
            None => (0..).take(count).collect(),
        };
        corners.truncate(corners.len() / 3 * 3);
        if let Some(index) = corners.iter().find(|index| **index as usize >= count) {
            return Err(ModelError::Corner { index: *index, vertices: count });
        }
        if corners.is_empty() {
            return Ok(());
        }
        let normals = match of("NORMAL") {
            Some(normals) => self.values.vectors(fitting(normals)?, "a list of directions")?,
            None => smooth(&places, &corners),
        };
        let spots = match (of("TEXCOORD_0"), &material.surface) {
            (Some(spots), Surface::Print(_)) => {
                self.values.vectors(fitting(spots)?, "a list of texture coordinates")?
            }
            (None, Surface::Print(_)) => {
                return Err(ModelError::NoPlace { material: material.name });
            }
            _ => vec![[0.0; 2]; count],
        };
        let openness = match of("COLOR_0") {
            Some(colours) => self.values.greys(fitting(colours)?)?,
            None => vec![255; count],
        };
        for vertex in &mut places {
            *vertex = place.place(vertex.map(f64::from)).map(|value| value as f32);
            if !vertex.iter().all(|value| value.is_finite()) {
                return Err(ModelError::NotFinite { accessor: at });
            }
        }
        let turn = |normal: [f32; 3]| unit(place.direction(normal.map(f64::from)));
        let normals = normals.into_iter().map(turn).collect();
        if place.growth() < 0.0 {
            corners.chunks_exact_mut(3).for_each(|triangle| triangle.swap(1, 2));
        }
        self.meshes.push(Mesh { material, places, normals, spots, openness, corners });
        Ok(())
    }

    fn material(&self, index: Option<usize>) -> Result<Material, ModelError> {
        let Some(index) = index else {
            return Ok(material(&MaterialEntry::default()));
        };
        let missing = ModelError::Missing { what: "material", index };
        self.values.gltf.materials.get(index).map(material).ok_or(missing)
    }
}

fn count_up(
    sum: &mut usize,
    more: usize,
    what: &'static str,
    limit: usize,
) -> Result<(), ModelError> {
    *sum = sum.saturating_add(more);
    if *sum <= limit { Ok(()) } else { Err(ModelError::TooMany { what, count: *sum, limit }) }
}

fn material(entry: &MaterialEntry) -> Material {
    let look = entry.look.as_ref();
    let metal = look.and_then(|look| look.metallic).unwrap_or(1.0);
    let roughness = look.and_then(|look| look.roughness).unwrap_or(1.0);
    let colour = look.and_then(|look| look.colour).unwrap_or([1.0; 4]);
    // Extras of other projects may be anything.
    let extras: Extras = entry.extras.read().unwrap_or_default();
    let kind = Kind::named(&extras.kind).unwrap_or_else(|| match look {
        Some(_) => Kind::guessed(metal, roughness),
        None => Kind::default(),
    });
    let colour = [0, 1, 2].map(|channel| colour[channel].clamp(0.0, 1.0) as f32);
    Material { surface: Surface::of(&entry.name), name: entry.name.clone(), kind, colour }
}

fn own_place(node: &Node) -> Matrix {
    if let Some(matrix) = node.matrix {
        return Matrix(matrix);
    }
    let shift = Matrix::shift(node.translation.unwrap_or_default());
    let turn = Matrix::turn(node.rotation.unwrap_or([0.0, 0.0, 0.0, 1.0]));
    let scale = Matrix::scale(node.scale.unwrap_or([1.0; 3]));
    shift.after(&turn).after(&scale)
}

/// Directions where the file has none: the mean of the triangles around a vertex, larger ones counting more.
fn smooth(places: &[[f32; 3]], corners: &[u32]) -> Vec<[f32; 3]> {
    let mut sums = vec![[0.0_f64; 3]; places.len()];
    for triangle in corners.chunks_exact(3) {
        let [a, b, c] = [0, 1, 2].map(|at| places[triangle[at] as usize].map(f64::from));
        let side = |to: [f64; 3]| [to[0] - a[0], to[1] - a[1], to[2] - a[2]];
        let (u, v) = (side(b), side(c));
        let normal =
            [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
        for corner in triangle {
            sums[*corner as usize].iter_mut().zip(normal).for_each(|(sum, more)| *sum += more);
        }
    }
    sums.into_iter().map(unit).collect()
}
