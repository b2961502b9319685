//! What can be wrong with a model that comes in.

use json::JsonError;

/// Why a model cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file is larger than is read.
    #[error("the model has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The file does not begin as binary glTF does.
    #[error("this is no binary glTF file; export the model as .glb")]
    NotGlb,
    /// Another version of the format.
    #[error("the model is glTF {version}; export it as glTF 2.0")]
    Version {
        /// The version.
        version: String,
    },
    /// The file is shorter than it says, or its parts are longer than the file.
    #[error("the model is cut off; export or upload it again")]
    Cut,
    /// The description is not what glTF says.
    #[error("the model's description is wrong: {0}")]
    Json(#[from] JsonError),
    /// More of something than is read.
    #[error("the model has {count} {what}; at most {limit} are read")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// The limit.
        limit: usize,
    },
    /// Something is named that is not there.
    #[error("the model names {what} {index}, which it does not have")]
    Missing {
        /// What.
        what: &'static str,
        /// Its number.
        index: usize,
    },
    /// Values lie outside of the file.
    #[error("accessor {accessor} of the model reaches past its data")]
    Reach {
        /// The accessor.
        accessor: usize,
    },
    /// Values are of a form that does not fit their use.
    #[error("accessor {accessor} of the model is not {wanted}")]
    Form {
        /// The accessor.
        accessor: usize,
        /// What it must be.
        wanted: &'static str,
    },
    /// A value is infinite or not a number.
    #[error("accessor {accessor} of the model has values that are no numbers")]
    NotFinite {
        /// The accessor.
        accessor: usize,
    },
    /// A triangle has a corner that is not there.
    #[error("a triangle of the model has corner {index}; there are {vertices}")]
    Corner {
        /// The corner.
        index: u32,
        /// How many there are.
        vertices: usize,
    },
    /// The model needs an extension that is not known here.
    #[error("the model needs the extension {name}; export it without")]
    Extension {
        /// The extension.
        name: String,
    },
    /// Something else than triangles.
    #[error("the model has points or lines; only triangles are shown")]
    NotTriangles,
    /// A surface that is printed does not say where the print lies.
    #[error(
        "material `{material}` of the model has no texture coordinates; they say where the print lies"
    )]
    NoPlace {
        /// The material.
        material: String,
    },
    /// Nodes lie within each other too deeply or in a circle.
    #[error("the nodes of the model lie more than {limit} deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Nothing can be seen.
    #[error("the model has no triangles")]
    Empty,
    /// Too small or too large for a product.
    #[error("the model is {} mm large; a product is {} mm to {} mm", .size, .least, .most)]
    Extent {
        /// Its largest side in mm, rounded.
        size: u64,
        /// The smallest that is shown, in mm.
        least: u64,
        /// The largest that is shown, in mm.
        most: u64,
    },
}
