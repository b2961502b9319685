//! Jobs for the live picture of the stage: a view as planes for the graphics processor, and the art in runs of layers.
//! Only who shows it reads and writes these; to all others they are [`json::Raw`].

use catalog::{PrintArea, SideId, View};
use design::{Design, LayerId};
use json::{FromJson, ToJson};

use crate::Compose;

/// What the live picture needs.
#[derive(Debug, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum LiveWish {
    /// A view as planes. Answer: [`LivePlanes`]; buffers: light, parts, places, steps (see `mockup::Planes`), and the
    /// mesh of `mockup::Sway`.
    Planes {
        /// The view.
        view: View,
        /// Edge of the square picture in pixels.
        size: u32,
        /// The trim box on the picture, in parts of its width: left, top, width.
        spot: [f64; 3],
        /// Height of the print area by its width.
        proportion: f64,
    },
    /// The art of a side. Answer: [`LiveRuns`]; a buffer for each run.
    Runs(Box<RunsWish>),
    /// The view as the stage shows it, drawn whole: for browsers without WebGL 2. Answer: [`LiveWhole`]; buffer: its
    /// pixels, straight RGBA.
    Whole {
        /// The picture; its ground and the print's scale are not asked.
        picture: Box<Compose>,
        /// The trim box on the picture, in parts of its width: left, top, width.
        spot: [f64; 3],
    },
}

/// A view as the stage shows it.
#[derive(Debug, ToJson, FromJson)]
pub struct LiveWhole {
    /// Columns and rows of the picture.
    pub size: [u32; 2],
    /// As [`LivePlanes::bent`].
    pub bent: f64,
}

/// Runs of layers to rasterise.
#[derive(Debug, ToJson, FromJson)]
pub struct RunsWish {
    /// The design.
    pub design: Design,
    /// The side.
    pub side: SideId,
    /// Its print area.
    pub area: PrintArea,
    /// Texels in a millimetre.
    pub scale: f64,
    /// What of the side is wanted, in texels: left, top, columns, rows. Layers that may move are rasterised whole.
    pub window: [i32; 4],
    /// The runs from the bottom up.
    pub runs: Vec<RunWish>,
    /// The number of the answer that the asker has; 0 for none.
    pub since: u32,
}

/// Layers that follow each other.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct RunWish {
    /// The layers from the bottom up.
    pub layers: Vec<LayerId>,
    /// Whether they may move by themselves.
    pub held: bool,
}

/// A view as planes.
#[derive(Debug, ToJson, FromJson)]
pub struct LivePlanes {
    /// Columns and rows of the picture.
    pub size: [u32; 2],
    /// Where there is print area: left, top, columns, rows.
    pub window: [u32; 4],
    /// Nodes of the mesh along an edge.
    pub nodes: u32,
    /// How far the product bends its print area at most, in parts of the picture's width.
    pub bent: f64,
    /// The trim box in pixels: left, top, width, height.
    pub trim: [f64; 4],
}

/// The art in runs.
#[derive(Debug, ToJson, FromJson)]
pub struct LiveRuns {
    /// The number of this answer.
    pub serial: u32,
    /// The runs in the order of the wish.
    pub runs: Vec<LiveRun>,
}

/// A run as premultiplied sRGB; its buffer holds the pixels of the patch alone.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct LiveRun {
    /// Where it lies, in texels of the side: left, top, columns, rows.
    pub window: [i32; 4],
    /// What changed since the answer that the asker has, in the run's own texels: left, top, columns, rows. No columns
    /// where nothing did.
    pub patch: [u32; 4],
}
