//! Limits of what is written into a document, and the rounding of it. It refuses nothing: it brings into range.

use catalog::PrintArea;
use design::{Content, Design, Layer, MAX_PLACE, Shape, ShapeKind, Text};
use geom::{Angle, Frame, Mm, Point, Size, quantised};

use crate::Change;

pub use design::MAX_TEXT;

/// Most layers that commands fill a design with. More can be read, so that what two tabs add at the same time can be too.
pub const MAX_LAYERS: usize = 4_000;
/// Most bytes that commands fill a design with, for the same reason.
const MAX_ROOM: usize = design::MAX_BYTES / 4 * 3;

/// Smallest width or height of a layer in mm.
pub const MIN_SIZE: f64 = 0.5;
/// Largest width or height of a layer in mm.
pub const MAX_SIZE: f64 = 3000.0;
/// Smallest em height in mm.
pub const MIN_FONT: f64 = 0.5;
/// Largest em height in mm.
pub const MAX_FONT: f64 = 1000.0;
/// Most characters in the name of a layer or a design.
pub const MAX_NAME: usize = 120;
/// Smallest and largest distance of baselines in ems.
pub const LINE_HEIGHT: (f64, f64) = (0.5, 4.0);
/// Smallest and largest extra space after a letter in ems.
pub const LETTER_SPACING: (f64, f64) = (-0.5, 5.0);
/// Thinnest and thickest outline in mm.
pub const STROKE: (f64, f64) = (0.05, 100.0);
/// Fewest and most points of a star and corners of a polygon.
pub const CORNERS: (u8, u8) = (3, 64);

/// A number in a range; `fallback` where it is not one. Rounded to three decimals.
pub(crate) fn within(value: f64, (low, high): (f64, f64), fallback: f64) -> f64 {
    if value.is_finite() { quantised(value.clamp(low, high)) } else { fallback }
}

fn length(value: Mm, range: (f64, f64), fallback: f64) -> Mm {
    Mm::new(within(value.mm(), range, fallback))
}

/// One edge of a layer, in range and rounded.
pub(crate) fn edge(value: f64) -> f64 {
    within(value, (MIN_SIZE, MAX_SIZE), MIN_SIZE)
}

/// Brings all that a layer holds into range and rounds it. Its place on the area is [`keep_near`]'s work.
pub(crate) fn tame(layer: &mut Layer) {
    layer.x = length(layer.x, (-MAX_PLACE, MAX_PLACE), 0.0);
    layer.y = length(layer.y, (-MAX_PLACE, MAX_PLACE), 0.0);
    layer.rotation = layer.rotation.quantised();
    layer.opacity = within(layer.opacity, (0.0, 1.0), 1.0);
    layer.name = name(&layer.name);
    layer.groups.iter_mut().for_each(|group| group.name = name(&group.name));
    match &mut layer.content {
        Content::Text(text) => tame_text(text),
        Content::Image(image) => {
            image.width = length(image.width, (MIN_SIZE, MAX_SIZE), MIN_SIZE);
            image.height = length(image.height, (MIN_SIZE, MAX_SIZE), MIN_SIZE);
            image.pixels.width = image.pixels.width.max(1);
            image.pixels.height = image.pixels.height.max(1);
            image.file_name = name(&image.file_name);
        }
        Content::Shape(shape) => tame_shape(shape),
        Content::Drawing(drawing) => {
            drawing.width = length(drawing.width, (MIN_SIZE, MAX_SIZE), MIN_SIZE);
            drawing.height = length(drawing.height, (MIN_SIZE, MAX_SIZE), MIN_SIZE);
            drawing.name = name(&drawing.name);
        }
    }
}

fn tame_text(text: &mut Text) {
    text.content = written(&text.content);
    text.size = length(text.size, (MIN_FONT, MAX_FONT), 10.0);
    text.line_height = within(text.line_height, LINE_HEIGHT, 1.2);
    text.letter_spacing = within(text.letter_spacing, LETTER_SPACING, 0.0);
    text.width = text.width.map(|width| length(width, (MIN_SIZE, MAX_SIZE), MAX_SIZE));
}

fn tame_shape(shape: &mut Shape) {
    shape.width = length(shape.width, (MIN_SIZE, MAX_SIZE), MIN_SIZE);
    shape.height = length(shape.height, (MIN_SIZE, MAX_SIZE), MIN_SIZE);
    if let Some(stroke) = &mut shape.stroke {
        stroke.width = length(stroke.width, STROKE, STROKE.0);
    }
    match &mut shape.kind {
        ShapeKind::RoundedRectangle { radius } => *radius = length(*radius, (0.0, MAX_SIZE), 0.0),
        ShapeKind::Star { points, inner } => {
            *points = (*points).clamp(CORNERS.0, CORNERS.1);
            *inner = within(*inner, (0.05, 0.95), 0.5);
        }
        ShapeKind::Polygon { corners } => *corners = (*corners).clamp(CORNERS.0, CORNERS.1),
        ShapeKind::Rectangle | ShapeKind::Ellipse | ShapeKind::Line | ShapeKind::Heart => {}
    }
}

/// A text as it is stored: line breaks are `\n`, tabs are spaces, other control characters are gone, cut at [`MAX_TEXT`].
pub fn written(content: &str) -> String {
    let mut written = String::with_capacity(content.len());
    let mut letters = content.chars().peekable();
    let mut count = 0;
    while let Some(letter) = letters.next() {
        let letter = match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                '\n'
            }
            '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            '\n' => '\n',
            control if control.is_control() => continue,
            other => other,
        };
        if count == MAX_TEXT {
            break;
        }
        written.push(letter);
        count += 1;
    }
    written
}

/// A name as it is stored: one line, trimmed, cut at [`MAX_NAME`].
pub(crate) fn name(name: &str) -> String {
    let one_line: String =
        name.trim().chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let cut: String = one_line.chars().take(MAX_NAME).collect();
    cut.trim_end().to_owned()
}

/// How far a frame has to go back so that its centre is not farther than one print area away.
pub(crate) fn way_back(centre: Point, area: &PrintArea) -> geom::Vec2 {
    let back = |at: f64, edge: f64| at.clamp(-edge, 2.0 * edge) - at;
    geom::Vec2::new(back(centre.x, area.width.mm()), back(centre.y, area.height.mm()))
}

/// Brings a layer's centre back to within one print area of its side.
pub(crate) fn keep_near(layer: &mut Layer, size: Size, area: &PrintArea) {
    let frame = layer.frame(size);
    let back = way_back(frame.centre, area);
    if back != geom::Vec2::ZERO {
        layer.place(&Frame { centre: frame.centre + back, ..frame });
    }
}

/// Bytes that a layer takes in a design file, at most.
fn room(layer: &Layer) -> usize {
    /// Field names, numbers and ids.
    const FRAME: usize = 1_600;
    /// A span's field names and numbers.
    const SPAN: usize = 160;
    /// A replaced colour.
    const SWAP: usize = 40;
    let words = match &layer.content {
        Content::Text(text) => {
            text.content.len() + text.font.as_str().len() + text.spans.len() * SPAN
        }
        Content::Image(image) => image.file_name.len(),
        Content::Drawing(drawing) => drawing.name.len() + drawing.swaps.len() * SWAP,
        Content::Shape(_) => 0,
    };
    // Quotes, backslashes and line breaks are written as two bytes.
    FRAME + 2 * (words + layer.name.len())
}

/// Whether a design stays small enough to be read back after a change.
pub(crate) fn has_room(design: &Design, change: &Change) -> bool {
    let edits = change.layers().values();
    let grown: usize = edits.clone().filter_map(|edit| edit.after.as_deref()).map(room).sum();
    let freed: usize = edits.filter_map(|edit| edit.before.as_deref()).map(room).sum();
    let filled = || design.layers.values().map(|layer| room(layer)).sum::<usize>();
    grown <= freed || filled() - freed + grown <= MAX_ROOM
}

/// An angle from a number in a command.
pub(crate) fn angle(degrees: f64) -> Angle {
    Angle::degrees(degrees).quantised()
}
