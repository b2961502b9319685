//! Scenes made into print files: PDF, SVG, PNG, pixels; and the checks before printing. The same bytes everywhere.
//!
//! It reads uploaded pictures (`artwork`), draws (`raster`, `png`, `pdf`, `svg`) and judges (`preflight`). It knows
//! nothing of the editor, the browser, files on disk or threads, and it never moves or measures anything: positions
//! are the scene's.

pub mod artwork;
pub mod cut;
pub mod preflight;
pub mod separation;

mod budget;
mod canvas;
mod error;
mod jobs;
mod mark;
mod outline;
mod patch;
mod pdf;
mod picture;
mod png;
mod raster;
mod repeats;
mod sheet;
mod soft;
mod surface;
mod svg;

pub use budget::{PIXEL_BUDGET, PixelBudget};
pub use canvas::Extent;
pub use error::PressError;
pub use jobs::{Artworks, Flow, Progress};
pub use pdf::pdf;
pub use picture::PictureCache;
pub use png::{PngReport, PngRequest, png, screen_png, screen_png_telling};
pub use raster::{Ground, Raster, Skipped, raster, raster_with, unpremultiply};
pub use svg::{SvgPictures, SvgRequest, svg, svg_with};
