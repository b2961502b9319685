//! Finished text: outlines and caret places, as `typeset` makes them and everyone else draws them.

use kurbo::BezPath;
use serde::{Deserialize, Serialize};

/// A shaped text in millimetres, origin in its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBlock {
    /// Outlines of all glyphs, non-zero winding, every coordinate quantised to a micrometre.
    pub outline: BezPath,
    /// Width: the wrap width if there is one, else the longest line's advance.
    pub width: f64,
    /// Height: the sum of the lines' heights.
    pub height: f64,
    /// One entry per line, top to bottom.
    pub lines: Vec<LineBox>,
    /// Characters that the font does not have, each once, in order of appearance.
    pub missing: Vec<char>,
}

/// A line of a [`TextBlock`] with the places where a caret can stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineBox {
    /// Top of the line in mm.
    pub top: f64,
    /// Height of the line in mm.
    pub height: f64,
    /// Baseline from the block's top in mm.
    pub baseline: f64,
    /// Caret places in logical order: byte offset in the text and x in mm.
    pub carets: Vec<(u32, f64)>,
}
