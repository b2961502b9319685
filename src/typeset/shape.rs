//! A text -> its finished block: lines stacked in their box, aligned, and drawn, straight or bent.

use design::{Align, FontId, Text, VerticalAlign};
use geom::{LineBox, Point, TextBlock, quantised};

use crate::course::Course;
use crate::draw::{Sheet, draw};
use crate::fit::{fitted, height_of};
use crate::glyphs::upright;
use crate::justify::stretch;
use crate::limits::Measures;
use crate::paragraph::{Paragraph, SetLine, paragraphs};
use crate::style::Styles;
use crate::warp::bend;
use crate::{FontLibrary, MAX_CHARACTERS, TypesetError, required_fonts};

/// Width in ems of a block without any letters, so that it can be seen and grabbed.
const EMPTY_WIDTH: f64 = 0.5;
/// Lines narrower than this many ems have no letters: no font's are.
const NARROWEST: f64 = 0.05;

/// A line in its place, in ems of the block.
pub(crate) struct PlacedLine {
    pub(crate) line: SetLine,
    /// Where the line's own left end lies, before it is bent.
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) height: f64,
    /// From the block's top.
    pub(crate) baseline: f64,
    /// Which part of the line lies where lines are aligned: 0 its left end, 1 its right end.
    pub(crate) anchor: f64,
}

/// Sets a text: the outlines of all its glyphs, its lines and the places where a caret can stand.
///
/// - Each paragraph has the direction of its first strong letter (Unicode's bidi rule P2); `Left` and `Right` are
///   meant as written, whatever the direction. `Justify` sets a paragraph's last line at the side where it begins.
/// - With a width, lines break where Unicode allows it (UAX #14), and inside of a word that is too long. Spaces
///   at a broken line's end hang over the edge.
/// - A line is as high as its largest letters ask for.
/// - A line's caret places are in the order of the text, one before each grapheme and one at the line's end, which
///   for a broken line is the same byte offset as the next line's start.
/// - Pieces: what has the text's ink first, then one for each span, in their order, then glyphs with inks of their own, as
///   emoji have.
/// - A text on a path, or warped, is set straight first, in its box; the block is then what is bent, and `vertical` and
///   a height that stays mean nothing.
/// - A font that the list does not have is replaced by the list's first one. A character that no font has is
///   drawn as a frame with its number, and listed in `missing`.
/// - Numbers out of bounds are brought inside.
///
/// # Errors
/// [`TypesetError::NotLoaded`] if one of [`required_fonts`] or of [`FontLibrary::wanted_lists`] was not added;
/// [`TypesetError::TooLong`] beyond [`MAX_CHARACTERS`]; [`TypesetError::TooManyColours`] beyond
/// [`crate::MAX_COLOURED_PIECES`].
pub fn shape(text: &Text, library: &mut FontLibrary) -> Result<TextBlock, TypesetError> {
    let (block, measures) = set(text, library)?;
    match (text.path, text.warp) {
        (None, None) => straight(&block, &measures),
        (path, warp) => bend(&block, &Course::of(path, &block, &measures), warp, measures.size),
    }
}

/// The lines of a text in their box, not bent yet; its measures are those that it was set with.
///
/// # Errors
/// Those of [`shape`], but for too many colours.
pub(crate) fn set(
    text: &Text,
    library: &mut FontLibrary,
) -> Result<(Stack, Measures), TypesetError> {
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
    let styles = Styles::of(text, &fonts, face.units_per_em);
    let mut shaped: Vec<Paragraph<'_>> = paragraphs(&text.content)
        .into_iter()
        .map(|range| Paragraph::shaped(&text.content, range, &styles, &measures, library))
        .collect();
    let (lines, measures) = fitted(&mut shaped, &styles, measures);
    // Half of a line's spare height lies above the letters and half below, as CSS has it.
    let baseline = (measures.line_height + face.ascent - face.descent) / 2.0;
    Ok((stacked(lines, &measures, baseline, text), measures))
}

/// Lines in their box, in ems.
pub(crate) struct Stack {
    pub(crate) lines: Vec<PlacedLine>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Lines aligned and stacked; `baseline` in ems from a line's top, for letters of the text's own size.
fn stacked(lines: Vec<SetLine>, measures: &Measures, baseline: f64, text: &Text) -> Stack {
    let longest = lines.iter().map(|line| line.width).fold(0.0, f64::max);
    let unbroken = if longest > NARROWEST { longest } else { EMPTY_WIDTH };
    let width = measures.width.unwrap_or(unbroken);
    let content = height_of(&lines, measures);
    let height = measures.height.unwrap_or(content);
    let spare = (height - content).max(0.0);
    let mut top = match text.vertical {
        VerticalAlign::Top => 0.0,
        VerticalAlign::Middle => spare / 2.0,
        VerticalAlign::Bottom => spare,
    };
    let mut placed = Vec::with_capacity(lines.len());
    for mut line in lines {
        let begins = if line.is_rtl { 1.0 } else { 0.0 };
        if text.align == Align::Justify && !line.is_last {
            stretch(&mut line, width);
        }
        let (spare, anchor) = match text.align {
            Align::Left => (0.0, 0.0),
            Align::Centre => ((width - line.width) / 2.0, 0.5),
            Align::Right => (width - line.width, 1.0),
            Align::Justify => ((width - line.width) * begins, begins),
        };
        let (factor, is_last) = (line.factor, line.is_last);
        placed.push(PlacedLine {
            left: spare - line.hanging_left,
            top,
            height: measures.line_height * factor,
            baseline: top + baseline * factor,
            anchor,
            line,
        });
        top += measures.line_height * factor;
        if is_last {
            top += measures.paragraph_spacing;
        }
    }
    Stack { lines: placed, width, height }
}

/// The block of lines that are not bent.
pub(crate) fn straight(stack: &Stack, measures: &Measures) -> Result<TextBlock, TypesetError> {
    let em = measures.size;
    let mut sheet = Sheet::default();
    let mut boxes = Vec::with_capacity(stack.lines.len());
    for placed in &stack.lines {
        let PlacedLine { line, left, top, height, baseline, .. } = placed;
        draw(line, em, &mut sheet, |_, x, y, scale| {
            upright(Point::new((left + x) * em, (baseline + y) * em), scale)
        });
        let caret = |&(byte, x): &(usize, f64)| (byte as u32, quantised((left + x) * em));
        boxes.push(LineBox {
            top: quantised(top * em),
            height: quantised(height * em),
            baseline: quantised(baseline * em),
            carets: line.carets.iter().map(caret).collect(),
            posts: Vec::new(),
        });
    }
    Ok(TextBlock {
        pieces: sheet.pieces()?,
        width: quantised(stack.width * em),
        height: quantised(stack.height * em),
        lines: boxes,
        missing: missing(stack),
    })
}

/// Characters that no font has, each once.
pub(crate) fn missing(stack: &Stack) -> Vec<char> {
    let mut missing = Vec::new();
    for (character, _) in stack.lines.iter().flat_map(|placed| &placed.line.missing) {
        if !missing.contains(character) {
            missing.push(*character);
        }
    }
    missing
}
