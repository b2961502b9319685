//! Scenes made into print files: PDF, SVG, PNG, pixels; and the checks before printing. The same bytes everywhere.
//!
//! It reads uploaded pictures (`artwork`), draws (`raster`, `png`, `pdf`, `svg`) and judges (`preflight`). It knows
//! nothing of the editor, the browser, files on disk or threads, and it never moves or measures anything: positions
//! are the scene's.

pub mod artwork;
pub mod cut;
pub mod icc;
pub mod preflight;
pub mod separation;

mod bands;
mod bicubic;
mod budget;
mod canvas;
mod coverage;
mod curve;
mod deflate;
mod error;
mod jobs;
mod mark;
mod outline;
mod over;
mod patch;
mod pdf;
mod picture;
mod png;
mod raster;
mod repeats;
mod rows;
mod sheet;
mod soft;
mod surface;
mod svg;
mod tiff;
mod white;

pub use bands::{Band, Bands, Channels};
pub use budget::{PIXEL_BUDGET, PixelBudget};
pub use canvas::Extent;
pub use coverage::{Coverage, MAX_CHOKE, WHITE_DPI, coverage};
pub use error::PressError;
pub use jobs::{Artworks, Flow, Progress};
pub use pdf::{
    Black, FINER_BY, MAX_COVERAGE, MAX_SPOT_NAME, MAX_SPOTS, PdfColour, PdfDate, PdfExtent,
    PdfLetters, PdfMarks, PdfRequest, PdfRequestError, PdfStandard, PdfText, SpotColour,
    SpotContent, SpotLayer, SpotPlace, pdf, pdf_with,
};
pub use picture::PictureCache;
pub use png::{PngFile, PngReport, PngRequest, png, screen_png, screen_png_telling};
pub use raster::{Ground, Raster, Skipped, raster, raster_with, unpremultiply};
pub use svg::{SvgPictures, SvgRequest, svg, svg_with};
pub use tiff::{TiffEnd, TiffFile, tiff};
pub use white::{MOST_CHOKE, White};
