//! Glyphs of a line -> outlines, gathered by ink. Where they go is said by whoever asks.

use std::collections::BTreeMap;

use geom::{Affine, BezPath, PathEl, Point, TextInk, TextPiece, quantised};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::glyphs::OutlinePen;
use crate::paragraph::SetLine;
use crate::{MAX_COLOURED_PIECES, TypesetError, colour, unknown};

/// What was drawn so far, by brush: the span's number and 1, or 0 outside of spans.
#[derive(Default)]
pub(crate) struct Sheet {
    pens: BTreeMap<u32, OutlinePen>,
    /// Signs for characters that no font has.
    unknown: BezPath,
    /// Glyphs with inks of their own.
    coloured: Vec<TextPiece>,
}

impl Sheet {
    /// What was drawn: the text's own ink first, coloured glyphs last. One piece at least, empty where nothing is drawn.
    ///
    /// # Errors
    /// [`TypesetError::TooManyColours`].
    pub(crate) fn pieces(mut self) -> Result<Vec<TextPiece>, TypesetError> {
        if self.coloured.len() > MAX_COLOURED_PIECES {
            return Err(TypesetError::TooManyColours { limit: MAX_COLOURED_PIECES });
        }
        let piece = |(brush, pen): (u32, OutlinePen)| TextPiece {
            outline: pen.finish(),
            ink: brush.checked_sub(1).map_or(TextInk::Text, TextInk::Span),
        };
        let mut pieces: Vec<TextPiece> = self.pens.into_iter().map(piece).collect();
        let has_own = pieces.first().is_some_and(|piece| piece.ink == TextInk::Text);
        if !has_own && (pieces.is_empty() || !self.unknown.is_empty()) {
            pieces.insert(0, TextPiece { outline: BezPath::new(), ink: TextInk::Text });
        }
        if let Some(own) = pieces.first_mut() {
            own.outline.extend(self.unknown);
        }
        pieces.append(&mut self.coloured);
        Ok(pieces)
    }
}

/// The sign for a character that no font has, as wide as its room; its middle on the baseline in (0, 0), in mm.
fn sign(character: char, width: f64, em: f64) -> BezPath {
    let mut sign = BezPath::new();
    unknown::draw(character, (-width / 2.0, width), 0.0, em, &mut sign);
    sign
}

/// Draws a line's glyphs. `place` says where: for the middle of what stays together, a glyph's origin in ems of the line,
/// and the mm of a unit, from units with y up to mm. All fonts were read when they were added: a glyph that cannot be drawn is left out.
pub(crate) fn draw(
    line: &SetLine,
    em: f64,
    sheet: &mut Sheet,
    place: impl Fn(f64, f64, f64, f64) -> Affine,
) {
    for run in &line.runs {
        let Ok(font) = FontRef::from_index(run.font.data.as_ref(), run.font.index) else {
            continue;
        };
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let scale = em * run.scale / f64::from(metrics.units_per_em);
        let outlines = font.outline_glyphs();
        for unit in &run.units {
            let pen = sheet.pens.entry(unit.brush).or_insert_with(OutlinePen::new);
            for &(id, x, y) in &unit.glyphs {
                let glyph = GlyphId::new(id);
                let place = place(unit.middle, x, y, scale);
                // More are refused; until then nothing is drawn in vain.
                if sheet.coloured.len() > MAX_COLOURED_PIECES
                    || colour::draw(&font, glyph, place, &mut sheet.coloured)
                {
                    continue;
                }
                let Some(outline) = outlines.get(glyph) else { continue };
                pen.place(place);
                let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
                let _ = outline.draw(settings, pen);
            }
        }
    }
    for &(character, (left, width)) in &line.missing {
        let middle = left + width / 2.0;
        let place = place(middle, middle, 0.0, 1.0) * Affine::FLIP_Y;
        sheet.unknown.extend(quantised_path(place * sign(character, width, em)));
    }
}

fn quantised_path(path: BezPath) -> BezPath {
    let at = |point: Point| Point::new(quantised(point.x), quantised(point.y));
    let element = |element: PathEl| match element {
        PathEl::MoveTo(a) => PathEl::MoveTo(at(a)),
        PathEl::LineTo(a) => PathEl::LineTo(at(a)),
        PathEl::QuadTo(a, b) => PathEl::QuadTo(at(a), at(b)),
        PathEl::CurveTo(a, b, c) => PathEl::CurveTo(at(a), at(b), at(c)),
        PathEl::ClosePath => PathEl::ClosePath,
    };
    path.into_iter().map(element).collect()
}
