//! Characters and glyphs: which characters are never drawn, and a glyph's outline in millimetres.

use geom::{BezPath, Point, quantised};
use skrifa::outline::OutlinePen as Pen;

/// Whether a character ends a line: those of Unicode's line breaking classes BK, CR, LF and NL (UAX #14).
pub(crate) fn is_line_break(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is never drawn, so that no font has to have it: controls, and what Unicode calls
/// default ignorable (DerivedCoreProperties.txt, without the Hangul fillers and unassigned ranges).
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Draws glyphs in font units, y up, into a path in millimetres, y down.
pub(crate) struct OutlinePen {
    path: BezPath,
    origin: Point,
    scale: f64,
}

impl OutlinePen {
    /// A pen with an empty path, its origin in (0, 0), one font unit to a millimetre.
    pub(crate) fn new() -> Self {
        Self { path: BezPath::new(), origin: Point::ORIGIN, scale: 1.0 }
    }

    /// Puts the next glyph's origin at `origin` in mm, with `scale` mm to a font unit.
    pub(crate) fn move_origin(&mut self, origin: Point, scale: f64) {
        (self.origin, self.scale) = (origin, scale);
    }

    /// What was drawn.
    pub(crate) fn finish(self) -> BezPath {
        self.path
    }

    fn at(&self, x: f32, y: f32) -> Point {
        Point::new(
            quantised(self.origin.x + f64::from(x) * self.scale),
            quantised(self.origin.y - f64::from(y) * self.scale),
        )
    }
}

impl Pen for OutlinePen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(cx, cy), self.at(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.at(ax, ay), self.at(bx, by), self.at(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
