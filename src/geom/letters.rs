//! Text as letters of fonts: which glyphs lie where, and the parts of fonts that have them. For files that hold text as
//! text; what is seen are the outlines of a [`crate::TextBlock`]. No font is read here.

use crate::{BezPath, Point, Rect};

/// A piece of a [`crate::TextBlock`] as letters.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterPiece {
    /// The piece's outline: the letters look the same.
    pub outline: BezPath,
    /// The letters, line by line.
    pub runs: Vec<LetterRun>,
}

/// Letters of one font and size.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterRun {
    /// The font's number, with which its [`FontPart`] is found.
    pub font: usize,
    /// Em height in mm.
    pub size: f64,
    /// The letters, left to right.
    pub clusters: Vec<LetterCluster>,
}

/// Glyphs that stand for some characters together.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterCluster {
    /// The characters; `None` where they are what the glyph stands for in its [`FontPart`].
    pub says: Option<String>,
    /// Numbers of glyphs in the [`FontPart`], with their origins in mm of the block.
    pub glyphs: Vec<(u16, Point)>,
}

/// The part of a font that has the glyphs of some texts. They are numbered anew, from 1; 0 stands for what is not there.
/// Measures are thousandths of an em.
#[derive(Clone, Debug, PartialEq)]
pub struct FontPart {
    /// The font's PostScript name: letters, digits and `-`.
    pub name: String,
    /// A font file with TrueType outlines and without a table of characters.
    pub file: Vec<u8>,
    /// The advance of each glyph.
    pub advances: Vec<f64>,
    /// The characters that each glyph stands for.
    pub characters: Vec<String>,
    /// The box around all glyphs of the whole font, y up.
    pub bounds: Rect,
    /// From the baseline up.
    pub ascent: f64,
    /// From the baseline up: below zero.
    pub descent: f64,
    /// Height of capital letters.
    pub cap_height: f64,
}
