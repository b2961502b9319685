//! Bounds of what is set. Numbers outside are brought inside; only the length of a text is an error.

use design::{Fit, Span, Text};
use geom::Mm;

/// Longest text in characters.
pub const MAX_CHARACTERS: usize = 5_000;

/// Most pieces of glyphs in colour: an emoji has 5 to 60, a flag up to 400.
pub const MAX_COLOURED_PIECES: usize = 20_000;

/// Em height in mm: from smaller than any press can hold to larger than any product.
const SIZE: (f64, f64) = (0.1, 2_000.0);
/// Wrap width in mm.
const WIDTH: (f64, f64) = (0.1, 10_000.0);
/// Distance of baselines in ems.
const LINE_HEIGHT: (f64, f64) = (0.1, 10.0);
/// Space after letters in ems; tighter than the lower bound, letters would pass each other.
const LETTER_SPACING: (f64, f64) = (-0.5, 10.0);
/// Space between paragraphs in ems.
const PARAGRAPH_SPACING: (f64, f64) = (0.0, 10.0);
/// Em height of a span as a factor of the text's.
const SCALE: (f64, f64) = (0.1, 10.0);
/// How far a span's baseline is raised, in ems of the text.
const RISE: (f64, f64) = (-10.0, 10.0);

/// The numbers of a text, brought inside their bounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    /// Em height in mm.
    pub(crate) size: f64,
    /// Wrap width in ems, if lines are broken.
    pub(crate) width: Option<f64>,
    /// Distance of baselines in ems.
    pub(crate) line_height: f64,
    /// Space after letters in ems.
    pub(crate) letter_spacing: f64,
    /// Space between paragraphs in ems.
    pub(crate) paragraph_spacing: f64,
    /// Height of a box that stays, in ems.
    pub(crate) height: Option<f64>,
    /// Smallest em height in mm that letters may shrink to; the size itself where they may not.
    pub(crate) smallest: f64,
}

impl Measures {
    /// The measures of a text; what is not a number takes its usual value.
    pub(crate) fn of(text: &Text) -> Self {
        let size = within(text.size.mm(), SIZE, 10.0);
        let in_ems = |length: Mm| within(length.mm(), WIDTH, WIDTH.1) / size;
        Self {
            size,
            width: text.width.map(in_ems),
            line_height: within(text.line_height, LINE_HEIGHT, 1.2),
            letter_spacing: within(text.letter_spacing, LETTER_SPACING, 0.0),
            paragraph_spacing: within(text.paragraph_spacing, PARAGRAPH_SPACING, 0.0),
            height: text.fit.height().map(in_ems),
            smallest: match text.fit {
                Fit::Grow | Fit::Fixed { .. } => size,
                Fit::Shrink { smallest, .. } => within(smallest.mm(), (SIZE.0, size), size),
            },
        }
    }

    /// The same measures at a smaller em height, in mm: lengths in mm become more ems.
    pub(crate) fn at(self, size: f64) -> Self {
        let grown = self.size / size;
        let grow = |length: f64| length * grown;
        Self { size, width: self.width.map(grow), height: self.height.map(grow), ..self }
    }
}

/// Em height of a span as a factor of the text's.
pub(crate) fn scale_of(span: &Span) -> f64 {
    span.scale.map_or(1.0, |scale| within(scale, SCALE, 1.0))
}

/// How far a span's baseline is raised, in ems of the text.
pub(crate) fn rise_of(span: &Span) -> f64 {
    span.rise.map_or(0.0, |rise| within(rise, RISE, 0.0))
}

fn within(value: f64, (low, high): (f64, f64), usual: f64) -> f64 {
    if value.is_nan() { usual } else { value.clamp(low, high) }
}
