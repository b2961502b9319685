//! Lines that are too thin to print.

use design::{Content, Fill, Fix, Layer, Stroke, Text};
use geom::{Affine, Mm};
use scene::Item;

use super::check::View;
use super::finding::{Problem, Proposal};
use super::fixes::{Touch, enlarged, may, proposal};
use super::words::hundredths;

/// A drawing is made at most so many times larger for its lines.
const MOST_LARGER: f64 = 2.0;
/// Rounding of widths, in mm.
const SLACK: f64 = 1e-6;

/// The thinnest line of a layer in mm. Outlines of letters are judged by what is seen of them, which is as the document
/// says; one in the letters' own colour makes them bolder and is no line of its own.
pub(super) fn thinnest(view: &View<'_>) -> Option<f64> {
    let mut thinnest: Option<f64> = None;
    let mut seen = |width: f64| {
        if width > 0.0 {
            thinnest = Some(thinnest.map_or(width, |least| least.min(width)));
        }
    };
    match view.stated.map(|stated| &stated.content) {
        Some(Content::Text(text)) => {
            let skipped = usize::from(is_bolder(text));
            text.outlines.iter().skip(skipped).for_each(|line| seen(line.width.mm()));
        }
        Some(Content::Image(_) | Content::Shape(_) | Content::Drawing(_)) | None => {
            view.each(&mut |item, place| {
                if let Item::Line { pen, .. } = item {
                    seen(pen.width * shortening(place));
                }
            });
        }
    }
    thinnest
}

/// Whether a text's first outline is of its letters' colour.
pub(super) fn is_bolder(text: &Text) -> bool {
    text.fill.is_none() && text.outlines.first().is_some_and(|line| line.colour == text.colour)
}

/// A line below the technique's least, or a hairline.
pub(super) fn thin_line(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    let limits = view.check.limits;
    let minimum = limits.min_stroke.max(limits.hairline);
    let width = thinnest(view).filter(|width| *width + SLACK < minimum.mm())?;
    let problem = match width + SLACK < limits.hairline.mm() {
        true => Problem::Hairline { width: Mm::new(width), minimum },
        false => Problem::ThinLine { width: Mm::new(width), minimum },
    };
    let fix = view.stated.and_then(|layer| match &layer.content {
        Content::Text(_) | Content::Shape(_)
            if may(layer, Touch::Look) && is_stated(layer, minimum) =>
        {
            let label = format!("Make it {} wide", hundredths(minimum));
            Some(proposal(label, layer.id, Fix::Lines { width: minimum }))
        }
        Content::Drawing(_) if may(layer, Touch::Size) => {
            let factor = minimum.mm() / width * 1.000_5;
            let larger = (factor <= MOST_LARGER).then(|| enlarged(view.drawn, view.safe, factor));
            larger.flatten().map(|found| proposal("Make it larger", layer.id, found.fix()))
        }
        Content::Text(_) | Content::Shape(_) | Content::Drawing(_) | Content::Image(_) => None,
    });
    Some((problem, fix))
}

/// Whether the thin lines are the document's own, and none of a pattern's tiles.
fn is_stated(layer: &Layer, minimum: Mm) -> bool {
    let thin = |line: &Stroke| line.width > Mm::ZERO && line.width < minimum;
    match &layer.content {
        Content::Text(text) => text.outlines.iter().any(thin),
        Content::Shape(shape) => {
            shape.stroke.iter().any(thin) && !matches!(shape.paint, Some(Fill::Pattern(_)))
        }
        Content::Image(_) | Content::Drawing(_) => false,
    }
}

/// How much shorter a transform makes a length at most; 1 for one that only moves and turns.
fn shortening(place: Affine) -> f64 {
    let [a, b, c, d, ..] = place.as_coeffs();
    let shortest = (a * a + b * b).min(c * c + d * d).sqrt();
    if (shortest - 1.0).abs() < 1e-9 { 1.0 } else { shortest }
}
