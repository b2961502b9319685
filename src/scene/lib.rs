//! Design + catalogue + resources -> [`Scene`]: finished geometry in millimetres, and the only place that computes positions.
//!
//! Screen, product picture, PNG, SVG and PDF all draw the same scene. It knows no pixels, selection or file formats.

mod outline;
mod resolve;

pub use outline::shape_outline;
pub use resolve::{Resources, estimated_text_size, frame_of, resolve, resolve_layer};

use std::sync::Arc;

use catalog::SideId;
use design::{ArtworkId, ImageFormat, LayerId, PixelSize};
use geom::{Affine, BezPath, Frame, Mm, Rgb, Size};

/// One side of a design, finished: what is printed, bottom layer first. Hidden layers are absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The side.
    pub side: SideId,
    /// Trim size of the print area in mm; the origin is its top left corner.
    pub trim: Size,
    /// How far art may run over the trim edge.
    pub bleed: Mm,
    /// What is drawn, bottom first.
    pub layers: Vec<SceneLayer>,
}

/// A layer, finished.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneLayer {
    /// The layer of the document.
    pub id: LayerId,
    /// Where it lies, as handles show it.
    pub frame: Frame,
    /// From the items' own space (mm, origin in the frame's top left corner) to the side.
    pub to_side: Affine,
    /// 0 to 1, for all items together: overlaps of the items do not show through.
    pub opacity: f64,
    /// What is drawn, bottom first. Empty while a text's outlines have not come yet.
    pub items: Vec<Item>,
}

/// One thing to draw, in the layer's own space.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An outline filled by the non-zero rule.
    Fill {
        /// The outline.
        path: Arc<BezPath>,
        /// Its colour.
        colour: Rgb,
    },
    /// An outline drawn with a line: mitre joins (limit 4), butt caps.
    Stroke {
        /// The outline.
        path: Arc<BezPath>,
        /// Its colour.
        colour: Rgb,
        /// Width of the line in mm.
        width: f64,
    },
    /// A picture stretched over the frame, from (0, 0) to the frame's size.
    Image {
        /// The original bytes' id.
        artwork: ArtworkId,
        /// Format of the original bytes.
        format: ImageFormat,
        /// Size in pixels after EXIF orientation.
        pixels: PixelSize,
        /// Size on the product in mm.
        size: Size,
    },
}
