//! Where things lie: outside, over the edge, near the edge, twice, hidden.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use design::{Content, Fix, Layer, LayerId};
use geom::{Mm, Rect, Shape as _};
use scene::{Item, Note, SceneLayer};

use super::check::View;
use super::finding::{Hidden, Problem, Proposal};
use super::fixes::{Touch, enlarged, fitted, may, proposal};
use super::resolution::lowest_dpi;
use super::text::least_text;
use crate::Extent;

/// How many times larger art is offered to be made: a speck of dust was not meant to be seen.
const MOST_ENLARGED: f64 = 40.0;
/// Less than this outside the area is rounding, in mm.
const SLACK: f64 = 0.05;
/// Nearer than this, in mm, equal things lie in the same place.
const SAME_PLACE: f64 = 1.0;
/// From this opacity down nobody sees anything.
pub(super) const CLEAR: f64 = 0.02;
/// From this opacity on a layer hides what is below.
const HIDES: f64 = 0.99;
/// Points along each edge of a layer that are looked at for whether something covers them.
const POINTS: usize = 7;
/// Most pairs of layers that are looked at for whether one covers the other.
const MOST_PAIRS: usize = 2_000;

/// Whether anything of a layer would be seen: a text of spaces draws nothing. What is missing would be seen if it were
/// there.
pub(super) fn draws(layer: &SceneLayer) -> bool {
    let missing = |note: &Note| matches!(note, Note::MissingDrawing(_));
    layer.opacity > 0.0 && (layer.drawn_bounds().is_some() || layer.notes.iter().any(missing))
}

/// Outside, cut off, or too near the edge: the first that holds.
pub(super) fn placed(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    if !draws(view.drawn) {
        return None;
    }
    let area = Extent::Bleed.of(view.check.scene);
    let drawn = view.drawn.drawn_bounds()?;
    let apart =
        drawn.x0 >= area.x1 || drawn.x1 <= area.x0 || drawn.y0 >= area.y1 || drawn.y1 <= area.y0;
    if apart {
        return Some((Problem::OutsideArea, inside(view)));
    }
    // How far it reaches over each edge; what covers an axis from edge to edge is meant to be cut there.
    let over = [area.x0 - drawn.x0, drawn.x1 - area.x1, area.y0 - drawn.y0, drawn.y1 - area.y1];
    let reaches = over.map(|over| over >= -SLACK);
    let across = reaches[0] && reaches[1];
    let down = reaches[2] && reaches[3];
    let farthest = over.into_iter().fold(0.0, f64::max);
    if farthest > SLACK && !(across && down) {
        let fix = if across || down { None } else { inside(view) };
        return Some((Problem::CutOff { over: Mm::new(farthest) }, fix));
    }
    let safe = view.safe;
    let near = [safe.x0 - drawn.x0, drawn.x1 - safe.x1, safe.y0 - drawn.y0, drawn.y1 - safe.y1];
    let short = near.into_iter().zip(reaches).filter(|(_, reaches)| !reaches);
    let farthest = short.map(|(near, _)| near).fold(0.0, f64::max);
    (farthest > SLACK).then(|| {
        let fix = if reaches.contains(&true) { None } else { inside(view) };
        (Problem::SafeZone { over: Mm::new(farthest) }, fix)
    })
}

/// Moved into the safe zone, and made smaller where it must be; not so small that letters or lines get lost.
fn inside(view: &View<'_>) -> Option<Proposal> {
    let layer = view.stated?;
    let found = fitted(view.drawn, view.safe, 1.0)?;
    if found.scale == 1.0 {
        let free = may(layer, Touch::Place);
        return free.then(|| proposal("Move it inside", layer.id, found.fix()));
    }
    let limits = view.check.limits;
    let text = least_text(view).is_none_or(|size| size * found.scale >= limits.min_text.mm());
    let lines = match &layer.content {
        Content::Text(text) => text
            .outlines
            .iter()
            .all(|line| line.width == Mm::ZERO || line.width * found.scale >= limits.min_stroke),
        Content::Drawing(_) => super::lines::thinnest(view)
            .is_none_or(|width| width * found.scale >= limits.min_stroke.mm()),
        Content::Image(_) | Content::Shape(_) => true,
    };
    let free = may(layer, Touch::Size) && text && lines;
    free.then(|| proposal("Make it fit inside", layer.id, found.fix()))
}

/// What lies twice in one place: the upper ones, with those below.
pub(super) fn duplicates(views: &[View<'_>]) -> Vec<(LayerId, Problem, Option<Proposal>)> {
    let mut places: BTreeMap<(i64, i64), Vec<&Layer>> = BTreeMap::new();
    let mut found = Vec::new();
    for view in views {
        let Some(layer) = view.stated else { continue };
        let cell = |at: f64| (at / SAME_PLACE).floor() as i64;
        let centre = view.drawn.frame.centre;
        let (x, y) = (cell(centre.x), cell(centre.y));
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let mut below = around.filter_map(|cell| places.get(&cell)).flatten();
        if let Some(same) = below.find(|below| is_same(below, layer)) {
            let fix =
                may(layer, Touch::All).then(|| proposal("Remove the copy", layer.id, Fix::Remove));
            found.push((layer.id, Problem::Duplicate { of: same.id }, fix));
        }
        places.entry((x, y)).or_default().push(layer);
    }
    found
}

fn is_same(a: &Layer, b: &Layer) -> bool {
    let near = |a: Mm, b: Mm| (a - b).mm().abs() <= SAME_PLACE;
    near(a.x, b.x)
        && near(a.y, b.y)
        && (a.rotation.in_degrees() - b.rotation.in_degrees()).abs() < 0.5
        && (a.flip_x, a.flip_y) == (b.flip_x, b.flip_y)
        && a.content == b.content
}

/// Why nobody would see a layer that is not hidden.
pub(super) fn unseen(
    view: &View<'_>,
    above: &[SceneLayer],
    pairs: &mut usize,
) -> Option<(Problem, Option<Proposal>)> {
    let layer = view.stated?;
    let problem = |why| Problem::HiddenArt { why };
    let is_covered = is_covered(view.drawn, above, pairs);
    if view.drawn.opacity <= CLEAR {
        let fix = (may(layer, Touch::Look) && !is_covered)
            .then(|| proposal("Make it opaque", layer.id, Fix::Opaque));
        return Some((problem(Hidden::Clear), fix));
    }
    if !draws(view.drawn) {
        // What a text says that cannot be set is told by itself.
        let is_told = view.check.unset.contains_key(&layer.id) || is_picture_text(layer);
        let fix = may(layer, Touch::All).then(|| proposal("Remove it", layer.id, Fix::Remove));
        return (!is_told).then_some((problem(Hidden::Blank), fix));
    }
    // In a group it can only rise within the group, which may not be enough.
    let fix = (may(layer, Touch::Place) && layer.groups.is_empty())
        .then(|| proposal("Bring it to the front", layer.id, Fix::ToFront));
    is_covered.then_some((problem(Hidden::Covered), fix))
}

/// Something so small that it looks like a speck; letters have a rule of their own.
pub(super) fn tiny_art(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    let layer = view.stated.filter(|layer| !matches!(layer.content, Content::Text(_)))?;
    let minimum = view.check.limits.min_art;
    let drawn = view.drawn.drawn_bounds()?;
    let size = drawn.width().max(drawn.height());
    if size <= 0.0 || size + SLACK / 10.0 >= minimum.mm() {
        return None;
    }
    // Strokes stay as wide as they are: what is drawn inside of the frame has to grow.
    let frame = view.drawn.frame.bounds();
    let inner = drawn.intersect(frame);
    let factor = minimum.mm() / inner.width().max(inner.height()) * 1.01;
    let sharp = lowest_dpi(view) / factor >= view.check.limits.floor_dpi.dpi();
    let fix = enlarged(view.drawn, view.safe, factor)
        .filter(|_| factor <= MOST_ENLARGED && sharp && may(layer, Touch::Size))
        .map(|found| proposal(format!("Make it {minimum} large"), layer.id, found.fix()));
    Some((Problem::TinyArt { size: Mm::new(size), minimum }, fix))
}

/// Whether a layer above hides all of what a layer draws.
pub(super) fn is_covered<L: Borrow<SceneLayer>>(
    layer: &SceneLayer,
    above: &[L],
    pairs: &mut usize,
) -> bool {
    let Some(drawn) = layer.drawn_bounds() else { return false };
    above.iter().map(Borrow::borrow).any(|upper| {
        let around = upper.drawn_bounds().is_some_and(|bounds| holds(bounds, drawn));
        if !around || *pairs >= MOST_PAIRS {
            return false;
        }
        *pairs += 1;
        upper.opacity >= HIDES && upper.blend == design::Blend::Normal && covers(upper, drawn)
    })
}

/// A picture cut to letters draws nothing while those are missing.
fn is_picture_text(layer: &Layer) -> bool {
    matches!(layer.content, Content::Image(_))
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

/// Whether one fill of a layer hides all points of a rectangle that are looked at. Pictures may have clear parts, gradients
/// too: they are not taken for covers.
fn covers(upper: &SceneLayer, area: Rect) -> bool {
    upper.items.iter().any(|item| {
        let Item::Fill { path, rule, ink, opacity } = item else { return false };
        let back = upper.to_side;
        if *opacity < HIDES || !matches!(ink, geom::Ink::Solid(_)) || back.determinant() == 0.0 {
            return false;
        }
        let back = back.inverse();
        let part = |step: usize| step as f64 / (POINTS - 1) as f64;
        (0..POINTS * POINTS).all(|at| {
            let point = geom::Point::new(
                area.x0 + area.width() * part(at % POINTS),
                area.y0 + area.height() * part(at / POINTS),
            );
            let winding = path.winding(back * point);
            match rule {
                geom::FillRule::NonZero => winding != 0,
                geom::FillRule::EvenOdd => winding % 2 != 0,
            }
        })
    })
}
