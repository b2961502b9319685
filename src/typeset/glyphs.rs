//! Characters and glyphs: which characters are never drawn, and a glyph's outline in millimetres.

use geom::{Affine, BezPath, Point, quantised};
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
    place: Affine,
}

impl OutlinePen {
    /// A pen with an empty path, its origin in (0, 0), one font unit to a millimetre.
    pub(crate) fn new() -> Self {
        Self { path: BezPath::new(), place: upright(Point::ORIGIN, 1.0) }
    }

    /// Draws what follows with this transform from font units, y up, to millimetres, y down.
    pub(crate) fn place(&mut self, place: Affine) {
        self.place = place;
    }

    /// What was drawn.
    pub(crate) fn finish(self) -> BezPath {
        self.path
    }

    fn at(&self, x: f32, y: f32) -> Point {
        let Point { x, y } = self.place * Point::new(f64::from(x), f64::from(y));
        Point::new(quantised(x), quantised(y))
    }
}

/// From font units, y up, to millimetres, y down: the glyph's origin in mm, and the mm of a font unit.
pub(crate) fn upright(origin: Point, scale: f64) -> Affine {
    Affine::new([scale, 0.0, 0.0, -scale, origin.x, origin.y])
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
