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

impl LineBox {
    /// Whether a point lies between two neighbours of the bent carets, or within `margin` mm of that.
    fn is_at(&self, point: Point, margin: f64) -> bool {
        let middle = |post: &CaretPost| post.foot().midpoint(post.head());
        let next = self.posts.iter().skip(1).chain(self.posts.last());
        self.posts.iter().zip(next).any(|(post, next)| {
            let (from, to) = (middle(post), middle(next));
            let along = (to - from).hypot2();
            let part = if along > 0.0 { (point - from).dot(to - from) / along } else { 0.0 };
            let nearest = from.lerp(to, part.clamp(0.0, 1.0));
            let reach = post.foot().distance(post.head()) / 2.0 + margin;
            (point - nearest).hypot2() <= reach * reach
        })
    }
}

impl TextBlock {
    /// A block whose outlines all have the text's own fill.
    pub fn plain(outline: BezPath, width: f64, height: f64) -> Self {
        let pieces = vec![TextPiece { outline, ink: TextInk::Text }];
        Self { pieces, width, height, lines: Vec::new(), missing: Vec::new() }
    }

    /// Whether a point of the block lies on its words, or within `margin` mm of them. Words that run along a path leave
    /// most of the block free; of straight ones all of it counts.
    pub fn has_words_at(&self, point: Point, margin: f64) -> bool {
        self.lines.iter().all(|line| line.posts.is_empty())
            || self.lines.iter().any(|line| line.is_at(point, margin))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_along_a_path_leave_the_rest_of_their_block_free() {
        // Three carets of letters 10 mm high, along the upper half of a circle.
        let post = |x: f64, y: f64| CaretPost::new(Point::new(x, y + 5.0), Point::new(x, y - 5.0));
        let posts = vec![post(0.0, 50.0), post(50.0, 5.0), post(100.0, 50.0)];
        let line = LineBox { top: 0.0, height: 60.0, baseline: 5.0, carets: Vec::new(), posts };
        let mut block = TextBlock::plain(BezPath::new(), 100.0, 60.0);
        block.lines = vec![line];
        for (x, y, margin, is_at) in [
            (25.0, 27.0, 0.0, true),
            (50.0, 1.0, 0.0, true),
            (50.0, 40.0, 0.0, false),
            (50.0, 14.0, 0.0, false),
            (50.0, 14.0, 4.0, true),
        ] {
            assert_eq!(block.has_words_at(Point::new(x, y), margin), is_at, "{x} {y} {margin}");
        }
        block.lines[0].posts.clear();
        assert!(block.has_words_at(Point::new(50.0, 40.0), 0.0));
    }
}
