//! Long words made smaller until they fit their place, down to what the technique prints well. Setting texts is handed in.
//!
//! A text whose box stays (`Fit::Shrink`, `Fit::Fixed`) has that box; one that is broken into lines has the height of the
//! design's own words, or what lies below it in the safe zone if that is more; a text in one line has the safe zone, and a
//! text around a circle has the circle. What the design's own words take up is always allowed; `{name}` is not such words.

use std::sync::Arc;

use catalog::{Product, Side};
use design::{Align, Content, Design, Fit, Layer, LayerId, Text, TextPath};
use geom::{Frame, Mm, Point, Rect, Size, TextBlock};

use crate::form::text_of;
use crate::{FieldKind, Form, Problem};

/// How much of a circle a text may take, so that its ends stay apart.
const MOST_OF_CIRCLE: f64 = 0.95;
/// What lies over an edge by less than this is rounding, in mm.
const SLACK: f64 = 0.01;

/// Sets texts: the command line and the workers have fonts, this crate has none.
pub trait Setter {
    /// A text's outlines and what no font has.
    ///
    /// # Errors
    /// Why it cannot be set, in words.
    fn set(&mut self, text: &Text) -> Result<Arc<TextBlock>, String>;
}

/// A design whose words fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The design.
    pub design: Design,
    /// What was found, with the layer.
    pub problems: Vec<(LayerId, Problem)>,
}

/// Makes the words of a row fit. Only texts that differ from the form's own design are looked at, so a row that says what the
/// design says is the design.
pub fn fitted(form: &Form, filled: Design, setter: &mut dyn Setter) -> Fitted {
    let product = form.product();
    let changed: Vec<Arc<Layer>> = filled
        .layers
        .values()
        .filter(|layer| !layer.hidden && text_of(layer).is_some())
        .filter(|layer| form.design().layers.get(&layer.id) != Some(*layer))
        .cloned()
        .collect();
    let mut out = Fitted { design: filled, problems: Vec::new() };
    for layer in changed {
        let (Some(sample), Some(side)) =
            (form.design().layers.get(&layer.id), product.side(&layer.side))
        else {
            continue;
        };
        let is_placeholder = form
            .fields()
            .iter()
            .any(|field| field.kind == FieldKind::Placeholder && field.layers.contains(&layer.id));
        let room = Room { product, side, sample, is_placeholder };
        match fit(&layer, &room, setter) {
            Ok((new, problems)) => {
                out.problems.extend(problems.into_iter().map(|problem| (layer.id, problem)));
                if let Some(new) = new {
                    out.design.layers.insert(new.id, Arc::new(new));
                }
            }
            Err(reason) => out.problems.push((layer.id, Problem::Unset { reason })),
        }
    }
    out
}

/// Where a text may be.
struct Room<'r> {
    product: &'r Product,
    side: &'r Side,
    /// The layer as the design has it.
    sample: &'r Layer,
    /// Whether the design says `{name}` there: then how long that is means nothing.
    is_placeholder: bool,
}

impl Room<'_> {
    /// The smallest em height: the technique's, or the design's own where that is smaller.
    fn smallest(&self, text: &Text) -> Mm {
        let own = text_of(self.sample).map_or(text.size, |sample| sample.size);
        let least = self.product.technique.min_text;
        [own, text.size]
            .into_iter()
            .fold(least, |least, size| if size < least { size } else { least })
    }

    /// The safe zone, and what the design's own words take up of the side.
    fn area(&self, own: &TextBlock) -> Rect {
        let area = &self.side.print_area;
        let inset = area.safe_zone.mm();
        let whole = Rect::new(0.0, 0.0, area.width.mm(), area.height.mm());
        let safe = whole.inset(-inset);
        if self.is_placeholder {
            return safe;
        }
        self.sample.frame(Size::new(own.width, own.height)).bounds().union(safe)
    }
}

type Done = (Option<Layer>, Vec<Problem>);

fn fit(layer: &Layer, room: &Room<'_>, setter: &mut dyn Setter) -> Result<Done, String> {
    let Some(text) = text_of(layer) else { return Ok((None, Vec::new())) };
    if text.content.trim().is_empty() {
        return Ok((None, Vec::new()));
    }
    let block = setter.set(text)?;
    let mut problems = Vec::new();
    if !block.missing.is_empty() {
        problems.push(Problem::NoGlyph { characters: block.missing.clone() });
    }
    let own = match text_of(room.sample) {
        Some(sample) if !sample.content.trim().is_empty() => setter.set(sample)?,
        _ => block.clone(),
    };
    let smallest = room.smallest(text);
    let words = || text.content.replace('\n', " ");
    let (new, size, fits) = if text.width.is_some() && text.path.is_none() {
        boxed(layer, text, room, &own, smallest, setter)?
    } else {
        in_one_line(layer, text, room, &block, &own, smallest, setter)?
    };
    if fits < 1.0 {
        problems.push(Problem::TooLong { words: words(), smallest, fits });
    } else if size < text.size {
        problems.push(Problem::SetSmaller { words: words(), from: text.size, to: size });
    }
    Ok((new, problems))
}

/// A layer that was changed, the em height that its words have, and how much of them has room: 1 or more for all.
type Try = (Option<Layer>, Mm, f64);

/// A text in lines: typesetting makes it smaller.
fn boxed(
    layer: &Layer,
    text: &Text,
    room: &Room<'_>,
    own: &TextBlock,
    smallest: Mm,
    setter: &mut dyn Setter,
) -> Result<Try, String> {
    let fit = match text.fit {
        Fit::Shrink { .. } => text.fit,
        Fit::Fixed { height } => Fit::Shrink { height, smallest },
        Fit::Grow => {
            let below = room.area(own).y1 - layer.y.mm();
            let is_upright = layer.rotation == geom::Angle::ZERO;
            let height = if is_upright { below.max(own.height) } else { own.height };
            Fit::Shrink { height: Mm::new(height).quantised(), smallest }
        }
    };
    let mut tried = text.clone();
    tried.fit = fit;
    let set = setter.set(&tried)?;
    let inner = height_of(&set);
    let wanted = fit.height().map_or(inner, Mm::mm);
    let widest = widest_word(text, smallest, setter)?;
    let width = text.width.map_or(widest, Mm::mm);
    let fits = if inner > wanted + SLACK { wanted / inner } else { 1.0 };
    let fits = if widest > width + SLACK { fits.min(width / widest) } else { fits };
    let line = set.lines.iter().map(|line| line.height).fold(f64::MAX, f64::min);
    let size = if line < f64::MAX && text.spans.is_empty() {
        Mm::new(line / text.line_height).quantised()
    } else {
        text.size
    };
    let was = setter.set(text)?;
    if matches!(text.fit, Fit::Grow)
        && height_of(&was) <= wanted + SLACK
        && widest_word(text, text.size, setter)? <= width + SLACK
    {
        // It fits as it is: it stays a text that grows.
        return Ok((None, text.size, 1.0));
    }
    let mut new = layer.clone();
    new.content = Content::Text(tried);
    Ok(((new != *layer).then_some(new), size, fits))
}

/// From the first line's top to the last one's bottom.
fn height_of(block: &TextBlock) -> f64 {
    let top = block.lines.first().map_or(0.0, |line| line.top);
    block.lines.last().map_or(block.height, |line| line.top + line.height) - top
}

/// The width of the longest word at a size: it is not to be cut in two.
fn widest_word(text: &Text, size: Mm, setter: &mut dyn Setter) -> Result<f64, String> {
    let longest = text.content.split_whitespace().fold("", |longest, word| {
        if word.chars().count() > longest.chars().count() { word } else { longest }
    });
    if longest.is_empty() {
        return Ok(0.0);
    }
    let mut alone = Text { width: None, fit: Fit::Grow, spans: Vec::new(), ..text.clone() };
    alone.size = size;
    alone.content = longest.to_owned();
    Ok(setter.set(&alone)?.width)
}

/// A text in one line, or along a path: everything of it follows its em height, so how much smaller it must be is known.
fn in_one_line(
    layer: &Layer,
    text: &Text,
    room: &Room<'_>,
    block: &TextBlock,
    own: &TextBlock,
    smallest: Mm,
    setter: &mut dyn Setter,
) -> Result<Try, String> {
    let wanted = match text.path {
        Some(TextPath::Circle { radius, .. }) => around(text, radius, own, room, setter)?,
        _ => inside(layer, text, block, room.area(own)),
    };
    if wanted >= 1.0 {
        return Ok((None, text.size, 1.0));
    }
    // Rounded down, so that it really fits.
    let size = Mm::new((text.size.mm() * wanted * 1000.0).floor() / 1000.0).quantised();
    let (size, fits) = match size < smallest {
        true => (smallest, wanted * text.size.mm() / smallest.mm()),
        false => (size, 1.0),
    };
    let mut new = layer.clone();
    if let Content::Text(text) = &mut new.content {
        let path = text.path;
        text.resize(size);
        // The circle stays: it is the words that are too long for it.
        text.path = path;
        if path.is_none() {
            let after = setter.set(text)?;
            keep_middle(&mut new, block, &after);
        }
    }
    Ok((Some(new), size, fits))
}

/// How large a text on a circle may be, as a factor.
fn around(
    text: &Text,
    radius: Mm,
    own: &TextBlock,
    room: &Room<'_>,
    setter: &mut dyn Setter,
) -> Result<f64, String> {
    let straight = |text: &Text| Text { path: None, warp: None, ..text.clone() };
    let length = setter.set(&straight(text))?.width;
    let own = match text_of(room.sample) {
        Some(sample) => setter.set(&straight(sample))?.width,
        None => own.width,
    };
    let own = if room.is_placeholder { 0.0 } else { own };
    let whole = 2.0 * std::f64::consts::PI * radius.mm() * MOST_OF_CIRCLE;
    Ok(whole.max(own) / length)
}

/// How large a text may be so that it stays in an area, as a factor: it grows from the middle of the edge that `align` names.
fn inside(layer: &Layer, text: &Text, block: &TextBlock, area: Rect) -> f64 {
    let frame = layer.frame(Size::new(block.width, block.height));
    let from = middle_of(text.align, &frame);
    let mut factor = f64::MAX;
    for corner in frame.corners() {
        let reach = |from: f64, to: f64, low: f64, high: f64| {
            let (way, free) =
                if to >= from { (to - from, high - from) } else { (from - to, from - low) };
            if way <= free + SLACK { 1.0 } else { free.max(0.0) / way }
        };
        factor = factor
            .min(reach(from.x, corner.x, area.x0, area.x1))
            .min(reach(from.y, corner.y, area.y0, area.y1));
    }
    factor
}

/// The middle of the edge that stays where it is while a text grows.
fn middle_of(align: Align, frame: &Frame) -> Point {
    let [top_left, top_right, bottom_right, bottom_left] = frame.corners();
    match align {
        Align::Left | Align::Justify => top_left.midpoint(bottom_left),
        Align::Centre => top_left.midpoint(bottom_right),
        Align::Right => top_right.midpoint(bottom_right),
    }
}

/// Moves a smaller text so that the middle of its line is where it was.
fn keep_middle(layer: &mut Layer, before: &TextBlock, after: &TextBlock) {
    let Some(align) = text_of(layer).map(|text| text.align) else { return };
    let place =
        |block: &TextBlock| middle_of(align, &layer.frame(Size::new(block.width, block.height)));
    let moved = place(before) - place(after);
    layer.x = (layer.x + Mm::new(moved.x)).quantised();
    layer.y = (layer.y + Mm::new(moved.y)).quantised();
}
