//! Which layer is under the pointer or in a rectangle. Hidden layers are never hit; locked ones by a click only.

use std::sync::Arc;

use design::{Content, Layer, LayerId};
use geom::{Frame, Point, Rect, Vec2};
use scene::{Resources, frame_of};

use crate::Session;

/// The topmost layer at a point of the current side; `tolerance_mm` helps to hit thin ones.
pub fn pick_at(
    session: &Session,
    at: Point,
    tolerance_mm: f64,
    resources: &dyn Resources,
) -> Option<LayerId> {
    hit(session, at, tolerance_mm, resources).next()
}

/// All layers at a point, topmost first.
pub fn pick_all_at(
    session: &Session,
    at: Point,
    tolerance_mm: f64,
    resources: &dyn Resources,
) -> Vec<LayerId> {
    hit(session, at, tolerance_mm, resources).collect()
}

/// The layer at a point that comes below the selected one, the topmost again after the lowest: what repeated clicks with
/// Alt go through.
pub fn pick_below(
    session: &Session,
    at: Point,
    tolerance_mm: f64,
    resources: &dyn Resources,
) -> Option<LayerId> {
    let all = pick_all_at(session, at, tolerance_mm, resources);
    let lowest = all.iter().rposition(|id| session.selection().contains(id));
    let next = lowest.map_or(0, |place| (place + 1) % all.len());
    all.get(next).copied()
}

/// The layers that a rectangle touches, bottom first; neither hidden nor locked ones.
pub fn pick_in(session: &Session, rect: Rect, resources: &dyn Resources) -> Vec<LayerId> {
    let frames = marquee_frames(session, resources);
    frames.iter().filter(|(_, frame)| touches(frame, &rect)).map(|(id, _)| *id).collect()
}

fn hit<'a>(
    session: &'a Session,
    at: Point,
    tolerance_mm: f64,
    resources: &'a dyn Resources,
) -> impl Iterator<Item = LayerId> + 'a {
    let is_hit = move |layer: &&Arc<Layer>| is_hit(layer, at, tolerance_mm, resources);
    shown(session).into_iter().rev().filter(is_hit).map(|layer| layer.id)
}

/// Whether a layer is at a point: in its frame, and of words along a path on the words, so that what lies in the bow can be
/// reached.
fn is_hit(layer: &Layer, at: Point, tolerance_mm: f64, resources: &dyn Resources) -> bool {
    let frame = frame_of(layer, resources);
    if !frame.contains(at, tolerance_mm) {
        return false;
    }
    let Content::Text(text) = &layer.content else { return true };
    let block = text.path.and_then(|_| resources.text(&text.key()));
    let within = scene::to_side(layer, &frame).inverse() * at;
    block.is_none_or(|block| block.has_words_at(within, tolerance_mm))
}

fn shown(session: &Session) -> Vec<&Arc<Layer>> {
    let mut stack = session.design().stack(session.side());
    stack.retain(|layer| !layer.hidden);
    stack
}

/// Frames of all layers that a marquee can select, bottom first.
pub(crate) fn marquee_frames(
    session: &Session,
    resources: &dyn Resources,
) -> Vec<(LayerId, Frame)> {
    shown(session)
        .into_iter()
        .filter(|layer| !layer.locked)
        .map(|layer| (layer.id, frame_of(layer, resources)))
        .collect()
}

/// Whether a turned frame and an upright rectangle have a point in common: no axis separates them.
pub(crate) fn touches(frame: &Frame, rect: &Rect) -> bool {
    let bounds = frame.bounds();
    if bounds.x0 > rect.x1 || bounds.x1 < rect.x0 || bounds.y0 > rect.y1 || bounds.y1 < rect.y0 {
        return false;
    }
    let way = rect.center() - frame.centre;
    let half = rect.size() / 2.0;
    let reaches = |axis: Vec2, own: f64| {
        let far = half.width * axis.x.abs() + half.height * axis.y.abs();
        way.dot(axis).abs() <= own + far
    };
    reaches(frame.turned(Vec2::new(1.0, 0.0)), frame.size.width / 2.0)
        && reaches(frame.turned(Vec2::new(0.0, 1.0)), frame.size.height / 2.0)
}
