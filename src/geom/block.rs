//! Finished text: outlines and caret places, as `typeset` makes them and everyone else draws them.

use json::{FromJson, ToJson};
use kurbo::{BezPath, Point};

use crate::Ink;

/// A shaped text in millimetres, origin in its top left corner.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TextBlock {
    /// What is drawn, bottom first: mostly one piece, more where spans or colour glyphs have inks of their own.
    pub pieces: Vec<TextPiece>,
    /// Width: the wrap width if there is one, else the longest line's advance. Of a bent text, of what is bent.
    pub width: f64,
    /// Height: that of a box that stays, else the sum of the lines' heights. Of a bent text, of what is bent.
    pub height: f64,
    /// One entry per line, top to bottom.
    pub lines: Vec<LineBox>,
    /// Characters that no font has, each once, in order of appearance.
    pub missing: Vec<char>,
}

/// Outlines of a text that share an ink.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TextPiece {
    /// Outlines of the glyphs, non-zero winding, every coordinate quantised to a micrometre.
    pub outline: BezPath,
    /// What they are filled with.
    #[json(optional)]
    pub ink: TextInk,
}

/// What a piece of a text is filled with. Colours of the document are not part of a block, so that a block can be kept
/// while they change.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum TextInk {
    /// The text's own fill.
    #[default]
    Text,
    /// The colour of the span with this number.
    Span(u32),
    /// An ink of the glyph itself, as in a colour emoji.
    Glyph(Ink),
}

/// A line of a [`TextBlock`] with the places where a caret can stand.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct LineBox {
    /// Top of the line in mm.
    pub top: f64,
    /// Height of the line in mm.
    pub height: f64,
    /// Baseline from the block's top in mm.
    pub baseline: f64,
    /// Caret places in logical order: byte offset in the text and x in mm.
    pub carets: Vec<(u32, f64)>,
    /// The carets of a bent line, each with its lower and upper end; as many as `carets`. Empty on a straight line.
    #[json(optional)]
    pub posts: Vec<CaretPost>,
}

/// A caret on a bent line: x and y of its lower end and of its upper end, in mm of the block.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
pub struct CaretPost(f64, f64, f64, f64);

impl CaretPost {
    /// A caret from its lower to its upper end.
    pub const fn new(foot: Point, head: Point) -> Self {
        Self(foot.x, foot.y, head.x, head.y)
    }

    /// Its lower end.
    pub const fn foot(self) -> Point {
        Point::new(self.0, self.1)
    }

    /// Its upper end.
    pub const fn head(self) -> Point {
        Point::new(self.2, self.3)
    }
}

impl TextBlock {
    /// A block whose outlines all have the text's own fill.
    pub fn plain(outline: BezPath, width: f64, height: f64) -> Self {
        let pieces = vec![TextPiece { outline, ink: TextInk::Text }];
        Self { pieces, width, height, lines: Vec::new(), missing: Vec::new() }
    }

    /// All outlines in one, whatever their ink.
    pub fn outline(&self) -> BezPath {
        let mut outline = BezPath::new();
        for piece in &self.pieces {
            outline.extend(piece.outline.elements().iter().copied());
        }
        outline
    }
}
