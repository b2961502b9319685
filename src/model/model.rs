//! What a model is once it was read: meshes by material, in metres. Nothing here knows a file format.

use catalog::PartColours;
use geom::Rgb;

/// A product as a body. Invariants: there is at least one triangle; all lists of a mesh but its corners are equally long;
/// every corner is there; all numbers are finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The meshes, in the file's order.
    pub meshes: Vec<Mesh>,
}

/// Triangles of one material.
#[derive(Clone, Debug, PartialEq)]
pub struct Mesh {
    /// What it is made of.
    pub material: Material,
    /// Places of the vertices, in metres; y is up, the front looks to +z.
    pub places: Vec<[f32; 3]>,
    /// Directions that the surface looks to, of length 1.
    pub normals: Vec<[f32; 3]>,
    /// Places in the print area, (0, 0) top left, (1, 1) bottom right; all 0 where nothing is printed.
    pub spots: Vec<[f32; 2]>,
    /// How open the surface is to light from all around: 255 free, 0 shut in.
    pub openness: Vec<u8>,
    /// Three corners a triangle, counter-clockwise from outside.
    pub corners: Vec<u32>,
}

/// What a mesh is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    /// Its name in the file.
    pub name: String,
    /// What colours it.
    pub surface: Surface,
    /// How it reflects.
    pub kind: Kind,
    /// Its own colour in linear light, for [`Surface::Own`].
    pub colour: [f32; 3],
}

/// What colours a surface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surface {
    /// The product's body: material `body`.
    Body,
    /// The fixed part, such as a mug's inside: material `inner`.
    Inner,
    /// The third part, such as a mug's handle: material `handle`.
    Handle,
    /// The print of a side over the body's colour: material `print_front` for side `front`.
    Print(String),
    /// Nothing of the product: the model's own colour.
    Own,
}

impl Surface {
    /// What the name of a material says.
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "body" => Self::Body,
            "inner" => Self::Inner,
            "handle" => Self::Handle,
            other => {
                other.strip_prefix("print_").map_or(Self::Own, |side| Self::Print(side.to_owned()))
            }
        }
    }
}

/// How a surface reflects light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Woven or knitted: no shine, a soft glow where it is seen from the side.
    Cloth,
    /// Glazed: a clear mirror over the colour.
    Ceramic,
    /// Paper and card: no shine.
    Paper,
    /// Metal: the colour is that of its mirror.
    Metal,
    /// Plastic: a soft shine.
    #[default]
    Plastic,
    /// Rubber: a dull shine.
    Rubber,
}

impl Kind {
    /// The kind with a name of material extras.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "cloth" => Self::Cloth,
            "ceramic" => Self::Ceramic,
            "paper" => Self::Paper,
            "metal" => Self::Metal,
            "plastic" => Self::Plastic,
            "rubber" => Self::Rubber,
            _ => return None,
        })
    }

    /// What a material of another project most likely is: metal is 0 to 1, roughness too.
    pub(crate) fn guessed(metal: f64, roughness: f64) -> Self {
        match roughness {
            _ if metal > 0.5 => Self::Metal,
            _ if roughness < 0.3 => Self::Ceramic,
            _ if roughness > 0.75 => Self::Cloth,
            _ => Self::Plastic,
        }
    }

    /// Its name in material extras.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cloth => "cloth",
            Self::Ceramic => "ceramic",
            Self::Paper => "paper",
            Self::Metal => "metal",
            Self::Plastic => "plastic",
            Self::Rubber => "rubber",
        }
    }

    /// How rough it is, 0 (a mirror) to 1.
    pub fn roughness(self) -> f32 {
        match self {
            Self::Cloth => 0.95,
            Self::Ceramic => 0.14,
            Self::Paper => 0.85,
            Self::Metal => 0.32,
            Self::Plastic => 0.42,
            Self::Rubber => 0.7,
        }
    }

    /// Whether it is metal, as glTF says it: 0 or 1.
    pub fn metal(self) -> f32 {
        if self == Self::Metal { 1.0 } else { 0.0 }
    }
}

/// The finished product: its colours and prints.
#[derive(Clone, Debug)]
pub struct Finish<'a> {
    /// The product's name.
    pub name: &'a str,
    /// Colours of its parts.
    pub parts: PartColours,
    /// The prints of its sides. A side without one is blank.
    pub prints: &'a [Print],
}

/// The print of a side as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The side's id.
    pub side: String,
    /// A PNG file of the whole print area, over the body's colour.
    pub png: Vec<u8>,
}

impl Finish<'_> {
    /// The print on a surface.
    pub(crate) fn print_on(&self, surface: &Surface) -> Option<usize> {
        let Surface::Print(side) = surface else { return None };
        self.prints.iter().position(|print| print.side == *side)
    }

    /// The colour of a material in linear light.
    pub(crate) fn colour(&self, material: &Material) -> [f32; 3] {
        material.painted(&self.parts)
    }
}

impl Material {
    /// Its colour on a product with these parts, in linear light, without a print.
    pub fn painted(&self, parts: &PartColours) -> [f32; 3] {
        let linear = |colour: Rgb| colour.linear().map(|channel| channel as f32);
        match self.surface {
            Surface::Body | Surface::Print(_) => linear(parts.body),
            Surface::Inner => linear(parts.inner),
            Surface::Handle => linear(parts.handle),
            Surface::Own => self.colour,
        }
    }
}

impl Model {
    /// The corners of the box around it: least and most of x, y and z, in metres.
    pub fn bounds(&self) -> ([f32; 3], [f32; 3]) {
        let mut least = [f32::INFINITY; 3];
        let mut most = [f32::NEG_INFINITY; 3];
        for place in self.meshes.iter().flat_map(|mesh| &mesh.places) {
            for axis in 0..3 {
                least[axis] = least[axis].min(place[axis]);
                most[axis] = most[axis].max(place[axis]);
            }
        }
        (least, most)
    }

    /// The sides that it shows prints of, in the file's order.
    pub fn sides(&self) -> Vec<&str> {
        let mut sides: Vec<&str> = Vec::new();
        for mesh in &self.meshes {
            if let Surface::Print(side) = &mesh.material.surface
                && !sides.contains(&side.as_str())
            {
                sides.push(side);
            }
        }
        sides
    }
}
