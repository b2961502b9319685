//! Jobs of the `reader` worker: files that a shopper brings, and artwork made of pictures. It holds nothing between jobs.

use design::ArtworkId;
use geom::Size;
use json::{FromJson, ToJson};

use crate::Missing;

/// What the reader can do. Each job's buffer holds the file's bytes.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum ReaderJob {
    /// Say what kind of file it is. Answer: `Looked`.
    Look,
    /// Read a picture. Answer: `Imported` with the file as it is kept, without metadata.
    Picture,
    /// Read a page of a drawing as outlines. Answer: `Drawn`.
    Vectors {
        /// Which page, from 0; SVG files have one.
        page: usize,
    },
    /// Draw a page of a drawing as a picture. Answer: `Imported` with a PNG file.
    Flat {
        /// Which page, from 0.
        page: usize,
        /// Its longest edge in pixels.
        longest: u32,
    },
    /// Draw a page small. Answer: `Picture`.
    Thumbnail {
        /// Which page, from 0.
        page: usize,
        /// Its longest edge in pixels.
        longest: u32,
    },
    /// Remove a picture's background. Answers: `Progress`, then `Removed` with a PNG file.
    RemoveBackground {
        /// Points of the background as parts of width and height; empty for the picture's edges.
        seeds: Vec<(f64, f64)>,
        /// How different a colour may be, 0 to 1.
        tolerance: f64,
        /// Also what is enclosed.
        everywhere: bool,
        /// How many pixels of the edge are soft, 0 to 8.
        soft: u8,
        /// By how many pixels the edge is moved inwards, 0 to 3.
        shrink: u8,
    },
    /// Trace a picture to outlines. Answers: `Progress`, then `Drawn`.
    Trace {
        /// How many colours, 2 to 16.
        colours: u8,
        /// 0 (every corner) to 1 (soft curves).
        smoothness: f64,
        /// Regions of fewer pixels go.
        specks: u32,
    },
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Look {
    /// A picture made of pixels.
    Picture,
    /// A drawing of one page.
    Drawing,
    /// A document of pages.
    Pages {
        /// How many can be chosen from.
        count: usize,
    },
}

/// A drawing that was read or made.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct ImportedDrawing {
    /// SHA-256 of its file.
    pub id: ArtworkId,
    /// Width and height in its own unit.
    pub size: Size,
    /// What the file had and the drawing has not.
    pub missing: Vec<Missing>,
    /// Whether anything at all is left.
    pub is_empty: bool,
}

/// How even a background was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Backdrop {
    /// One colour: the result is good.
    Flat,
    /// Several colours: the result needs a look.
    Uneven,
    /// Clear already.
    Clear,
}
