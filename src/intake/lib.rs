//! What a shopper uploads, made into what a design can hold: pictures without metadata in sRGB, and drawings of our own.
//!
//! It also makes new artwork of a picture: one without its background, one traced to outlines. It knows nothing of
//! screens, workers and files on disk. Every input is hostile: sizes are judged before anything is decoded.

mod avif;
mod background;
mod colour;
mod error;
mod jpeg;
mod kind;
mod oklab;
mod pdf;
mod picture;
mod raster;
mod svg;
mod trace;

pub use avif::avif_size;
pub use background::{Edge, Flood, Ground, MAX_SHRINK, MAX_SOFT, Removed, remove_background};
pub use error::IntakeError;
pub use kind::Kind;
pub use pdf::{MAX_PAGES, Page, Pdf};
pub use picture::{Kept, Lossy, Tell, read_picture, written};
pub use svg::{MAX_FLAT, Vectors, flattened, page_vectors, picture_of, vectors};
pub use trace::{Tracing, trace};
