//! Vector artwork that is placed in a design, and reading its file. Reading SVG or PDF is not done here.

use geom::{Drawing, Mm, Node, Rgb};
use json::{FromJson, ToJson};
use json::{Json, JsonError};

use crate::ArtworkId;

/// Largest drawing file that is read.
pub const MAX_DRAWING_BYTES: usize = 16 * 1024 * 1024;
/// Most parts of a drawing.
pub const MAX_NODES: usize = 20_000;
/// Most groups inside of each other.
pub const MAX_NESTING: usize = 16;
/// Most colours of a drawing that are replaced.
pub const MAX_SWAPS: usize = 64;
/// Farthest coordinate of a drawing.
const MAX_COORDINATE: f64 = 1e6;

/// Vector artwork on a side.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Placed {
    /// The drawing's file, as [`write_drawing`] wrote it.
    pub artwork: ArtworkId,
    /// Width on the product.
    pub width: Mm,
    /// Height on the product.
    pub height: Mm,
    /// Its name, shown to the shopper.
    pub name: String,
    /// Colours that are replaced, each `from` once.
    #[json(optional)]
    pub swaps: Vec<Swap>,
    /// Where it came from.
    pub source: Source,
}

/// A colour in place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Swap {
    /// The colour in the drawing.
    pub from: Rgb,
    /// What is drawn instead.
    pub to: Rgb,
}

/// Where a drawing came from.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// An uploaded file.
    Upload,
    /// The library.
    Motif {
        /// The motif's id there.
        motif: String,
    },
    /// A QR code.
    Code {
        /// What it says.
        content: String,
        /// How much of it may be damaged.
        level: CodeLevel,
    },
    /// A picture whose outlines were traced.
    Traced {
        /// The picture.
        original: ArtworkId,
    },
}

/// How much of a QR code may be damaged or covered and still be read (ISO/IEC 18004).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum CodeLevel {
    /// About 7 %.
    Low,
    /// About 15 %.
    #[default]
    Medium,
    /// About 25 %.
    Quartile,
    /// About 30 %.
    High,
}

impl Placed {
    /// The artwork that it was made from.
    pub fn original(&self) -> Option<ArtworkId> {
        match &self.source {
            Source::Traced { original } => Some(*original),
            Source::Upload | Source::Motif { .. } | Source::Code { .. } => None,
        }
    }

    /// What a colour of the drawing is drawn as.
    pub fn swapped(&self, colour: Rgb) -> Rgb {
        self.swaps.iter().find(|swap| swap.from == colour).map_or(colour, |swap| swap.to)
    }
}

/// Why a drawing's file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawingError {
    /// Larger than [`MAX_DRAWING_BYTES`].
    #[error("the drawing is {bytes} bytes; at most {MAX_DRAWING_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a drawing, or damaged.
    #[error("this is not a drawing, or it is damaged ({path}: {reason})")]
    Damaged {
        /// JSON path of what is wrong.
        path: String,
        /// What was wrong there.
        reason: String,
    },
    /// More than [`MAX_NODES`] parts or [`MAX_NESTING`] groups inside of each other.
    #[error(
        "the drawing has too many parts; up to {MAX_NODES}, nested up to {MAX_NESTING} deep, are drawn"
    )]
    TooComplex,
    /// A number that cannot be drawn.
    #[error("the drawing has a size, a colour or a place that cannot be drawn")]
    OutOfRange,
}

/// The canonical bytes of a drawing: what its [`ArtworkId`] is the hash of.
pub fn write_drawing(drawing: &Drawing) -> Vec<u8> {
    // Plain data without special numbers: writing it has no way to fail.
    json::write(drawing)
}

/// Whether bytes may be a drawing's: cheap, for telling it from pictures.
pub fn is_drawing(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\"size\":")
}

/// Reads a drawing's file and checks that it can be drawn.
///
/// # Errors
/// [`DrawingError`] says what is wrong.
pub fn read_drawing(bytes: &[u8]) -> Result<Drawing, DrawingError> {
    if bytes.len() > MAX_DRAWING_BYTES {
        return Err(DrawingError::TooLarge { bytes: bytes.len() });
    }
    let damaged = |JsonError { path, reason }: JsonError| DrawingError::Damaged { path, reason };
    let json = Json::new(bytes).map_err(|error| damaged(error.into()))?;
    let drawing: Drawing = json.read().map_err(damaged)?;
    sound(&drawing)?;
    Ok(drawing)
}

/// Checks that a drawing can be drawn.
pub(crate) fn sound(drawing: &Drawing) -> Result<(), DrawingError> {
    let good = |length: f64| length > 0.0 && length <= MAX_COORDINATE;
    if !good(drawing.size.width) || !good(drawing.size.height) {
        return Err(DrawingError::OutOfRange);
    }
    let mut left = MAX_NODES;
    check(&drawing.nodes, MAX_NESTING, &mut left)
}

fn check(nodes: &[Node], depth: usize, left: &mut usize) -> Result<(), DrawingError> {
    *left = left.checked_sub(nodes.len()).ok_or(DrawingError::TooComplex)?;
    for node in nodes {
        let (opacity, path) = match node {
            Node::Fill { path, ink, opacity, .. } if ink.is_sound() => (opacity, Some(path)),
            Node::Line { path, pen, ink, opacity } if ink.is_sound() => {
                let length = |length: &f64| *length >= 0.0 && *length <= MAX_COORDINATE;
                let dashes = pen.dashes.len().is_multiple_of(2)
                    && pen.dashes.len() <= 32
                    && pen.dashes.iter().all(length)
                    && (pen.dashes.is_empty() || pen.dashes.iter().sum::<f64>() > 0.0);
                if !length(&pen.width) || !dashes {
                    return Err(DrawingError::OutOfRange);
                }
                (opacity, Some(path))
            }
            Node::Fill { .. } | Node::Line { .. } => return Err(DrawingError::OutOfRange),
            Node::Group { opacity, clip, nodes } => {
                let depth = depth.checked_sub(1).ok_or(DrawingError::TooComplex)?;
                check(nodes, depth, left)?;
                (opacity, clip.as_ref().map(|clip| &clip.path))
            }
        };
        let near = |path: &geom::BezPath| {
            let bounds = path.control_box();
            [bounds.x0, bounds.y0, bounds.x1, bounds.y1].iter().all(|at| at.abs() <= MAX_COORDINATE)
        };
        if !(0.0..=1.0).contains(opacity) || !path.is_none_or(near) {
            return Err(DrawingError::OutOfRange);
        }
    }
    Ok(())
}
