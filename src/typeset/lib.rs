//! Text and font bytes -> outlines in millimetres: shaping, bidi, kerning, line breaking.
//!
//! [`shape`] turns a [`design::Text`] into a [`geom::TextBlock`]. A block depends only on the text and on the
//! fonts that [`required_fonts`] names, each checked against the hash in the [`FontList`]: equal texts have
//! equal outlines in every browser and in the command line. This crate knows no products, pixels or browser,
//! and reads no files: bytes come in through [`FontLibrary::add`].

mod colour;
mod course;
mod coverage;
mod draw;
mod embedding;
mod error;
mod fallback;
mod features;
mod fit;
mod glyphs;
mod justify;
mod letters;
mod library;
mod limits;
mod list;
mod paragraph;
#[cfg(test)]
mod rules;
mod shape;
mod slices;
mod style;
mod thai;
mod unknown;
mod warp;

pub use coverage::Coverage;
pub use embedding::Embedding;
pub use error::TypesetError;
pub use fallback::required_fonts;
pub use letters::Letters;
pub use library::FontLibrary;
pub use limits::{MAX_CHARACTERS, MAX_COLOURED_PIECES};
pub use list::{Category, FontEntry, FontList, Sha256Hex};
pub use shape::shape;
pub use slices::SliceUse;
