//! A text -> its finished block: lines aligned and stacked, glyphs drawn in millimetres.

use std::borrow::Cow;

use design::{Align, FontId, Text};
use geom::{BezPath, LineBox, Point, TextBlock, TextPiece, quantised};
use parley::FontFamilyName;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::glyphs::{OutlinePen, upright};
use crate::limits::Measures;
use crate::paragraph::{SetLine, Setting, paragraphs, set};
use crate::{FontLibrary, MAX_CHARACTERS, MAX_COLOURED_PIECES, TypesetError, required_fonts};
use crate::{colour, unknown};

/// Width in ems of a block without any letters, so that it can be seen and grabbed.
const EMPTY_WIDTH: f64 = 0.5;
/// Lines narrower than this many ems have no letters: no font's are.
const NARROWEST: f64 = 0.05;

/// Sets a text: the outlines of all its glyphs, its lines and the places where a caret can stand.
///
/// - Each paragraph has the direction of its first strong letter (Unicode's bidi rule P2); `Left` and `Right` are
///   meant as written, whatever the direction.
/// - With a width, lines break where Unicode allows it (UAX #14), and inside of a word that is too long. Spaces
///   at a broken line's end hang over the edge.
/// - A line's caret places are in the order of the text, one before each grapheme and one at the line's end, which
///   for a broken line is the same byte offset as the next line's start.
/// - A font that the list does not have is replaced by the list's first one. A character that no font has is
///   drawn as a frame with its number, and listed in `missing`.
/// - Emoji are pieces with inks of their own, above the text's other letters.
/// - Numbers out of bounds are brought inside.
///
/// # Errors
/// [`TypesetError::NotLoaded`] if one of [`required_fonts`] or of [`FontLibrary::wanted_lists`] was not added; [`TypesetError::TooLong`] beyond
/// [`MAX_CHARACTERS`]; [`TypesetError::TooManyColours`] beyond [`MAX_COLOURED_PIECES`].
pub fn shape(text: &Text, library: &mut FontLibrary) -> Result<TextBlock, TypesetError> {
    let characters = text.content.chars().count();
    if characters > MAX_CHARACTERS {
        return Err(TypesetError::TooLong { characters, limit: MAX_CHARACTERS });
    }
    let fonts = required_fonts(text, library.list());
    if let Some(font) = fonts.iter().find(|font| !library.has(font)) {
        return Err(TypesetError::NotLoaded { font: font.clone() });
    }
    if let Some(file) = library.wanted_lists(text).first() {
        return Err(TypesetError::NotLoaded { font: FontId((*file).to_owned()) });
    }
    let own = fonts.first().and_then(|font| library.face(font));
    let Some(face) = own else {
        return Err(TypesetError::NotLoaded { font: text.font.clone() });
    };
    let measures = Measures::of(text);
    let families: Vec<FontFamilyName<'_>> =
        fonts.iter().map(|font| FontFamilyName::Named(Cow::Borrowed(font.as_str()))).collect();
    let setting = Setting { families: &families, units_per_em: face.units_per_em, measures };
    let lines: Vec<SetLine> = paragraphs(&text.content)
        .into_iter()
        .flat_map(|range| set(&text.content, range, &setting, library))
        .collect();
    // Half of the line's spare height lies above the letters and half below, as CSS has it.
    let baseline = (measures.line_height + face.ascent - face.descent) / 2.0;
    stack(&lines, &measures, baseline, text.align)
}

/// Lines aligned and stacked; `baseline` in ems from a line's top.
fn stack(
    lines: &[SetLine],
    measures: &Measures,
    baseline: f64,
    align: Align,
) -> Result<TextBlock, TypesetError> {
    let em = measures.size;
    let longest = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    let unbroken = if longest > NARROWEST { longest } else { EMPTY_WIDTH };
    let width = measures.width.unwrap_or(unbroken);
    let mut pen = OutlinePen::new();
    let mut coloured = Vec::new();
    let mut unknown = BezPath::new();
    let mut boxes = Vec::with_capacity(lines.len());
    let mut missing = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let top = index as f64 * measures.line_height;
        let spare = match align {
            Align::Left | Align::Justify => 0.0,
            Align::Centre => (width - line.width) / 2.0,
            Align::Right => width - line.width,
        };
        let left = spare - line.hanging_left;
        draw(line, Point::new(left, top + baseline), em, &mut pen, &mut coloured);
        if coloured.len() > MAX_COLOURED_PIECES {
            return Err(TypesetError::TooManyColours { limit: MAX_COLOURED_PIECES });
        }
        let caret = |&(byte, x): &(usize, f64)| (byte as u32, quantised((left + x) * em));
        boxes.push(LineBox {
            top: quantised(top * em),
            height: quantised(measures.line_height * em),
            baseline: quantised((top + baseline) * em),
            carets: line.carets.iter().map(caret).collect(),
        });
        for &(character, (at, room)) in &line.missing {
            unknown::draw(character, (left + at, room), top + baseline, em, &mut unknown);
            if !missing.contains(&character) {
                missing.push(character);
            }
        }
    }
    let height = lines.len() as f64 * measures.line_height * em;
    let mut outline = pen.finish();
    outline.extend(unknown);
    let mut block = TextBlock::plain(outline, quantised(width * em), quantised(height));
    block.pieces.append(&mut coloured);
    Ok(TextBlock { lines: boxes, missing, ..block })
}

/// Draws a line's glyphs; `origin` in ems, `em` in mm. All fonts were read when they were added: a glyph that
/// cannot be drawn is left out.
fn draw(
    line: &SetLine,
    origin: Point,
    em: f64,
    pen: &mut OutlinePen,
    coloured: &mut Vec<TextPiece>,
) {
    for run in &line.runs {
        let Ok(font) = FontRef::from_index(run.font.data.as_ref(), run.font.index) else {
            continue;
        };
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let scale = em / f64::from(metrics.units_per_em);
        let outlines = font.outline_glyphs();
        for &(id, x, y) in &run.glyphs {
            let glyph = GlyphId::new(id);
            let place = upright(Point::new((origin.x + x) * em, (origin.y + y) * em), scale);
            // The caller refuses more; until then nothing is drawn in vain.
            if coloured.len() > MAX_COLOURED_PIECES || colour::draw(&font, glyph, place, coloured) {
                continue;
            }
            let Some(outline) = outlines.get(glyph) else { continue };
            pen.place(place);
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let _ = outline.draw(settings, pen);
        }
    }
}
