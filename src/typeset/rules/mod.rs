//! What others know of text, held against what this crate does: HarfBuzz's glyphs and Unicode's own tests.
//! The tools and files come from the system; without them a test fails and says what to install. And texts as letters, held
//! against their outlines.

mod letters;
mod loaded;
mod segmentation;
mod shaping;
