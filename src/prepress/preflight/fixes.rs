//! What may be done to a layer, and how it gets into its room. Doing it is the editor's work.

use design::{Content, Fix, Layer, LayerId, Mend};
use geom::{Mm, Rect, Vec2};
use scene::SceneLayer;

use super::finding::Proposal;

/// So far inside of the safe zone a layer is put, in mm: more than rounding takes.
const AIR: f64 = 0.02;
/// Smaller than this part of itself nothing is made in one press.
const LEAST_SCALE: f64 = 0.1;

/// What a fix changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// The place alone.
    Place,
    /// The size.
    Size,
    /// Colours, strokes and the like.
    Look,
    /// What it says.
    Words,
    /// It goes.
    All,
}

/// Whether something may be done to a layer: it is not locked, and no template keeps it as it is.
pub(super) fn may(layer: &Layer, touch: Touch) -> bool {
    let keep = layer.keep;
    !layer.locked
        && match touch {
            Touch::Place => !keep.place,
            Touch::Size => !keep.place && !keep.look,
            Touch::Look => !keep.look,
            Touch::Words => !keep.content && !keep.look,
            Touch::All => !keep.place && !keep.look && !keep.content,
        }
}

/// One fix of one layer.
pub(super) fn proposal(label: impl Into<String>, layer: LayerId, fix: Fix) -> Proposal {
    Proposal { label: label.into(), mends: vec![Mend { layer, fix }] }
}

/// A scale and a move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) scale: f64,
    pub(super) by: Vec2,
}

impl Fitted {
    pub(super) fn fix(self) -> Fix {
        let (dx, dy) = (Mm::new(self.by.x).quantised(), Mm::new(self.by.y).quantised());
        Fix::Place { scale: self.scale, dx, dy }
    }
}

/// The largest scale up to `most` at which all that a layer draws fits into `room`, and the shortest move that puts it
/// there. What lies beyond the frame (strokes, shadows) is taken to stay as wide. `None` where it would become tiny.
pub(super) fn fitted(layer: &SceneLayer, room: Rect, most: f64) -> Option<Fitted> {
    let drawn = layer.drawn_bounds()?;
    let frame = layer.frame.bounds();
    let room = room.inset(-AIR);
    let left = (frame.x0 - drawn.x0).max(0.0);
    let top = (frame.y0 - drawn.y0).max(0.0);
    let right = (drawn.x1 - frame.x1).max(0.0);
    let bottom = (drawn.y1 - frame.y1).max(0.0);
    let inner = Rect::new(drawn.x0 + left, drawn.y0 + top, drawn.x1 - right, drawn.y1 - bottom);
    let part = |room: f64, beyond: f64, inner: f64| {
        if inner > 0.0 { (room - beyond) / inner } else { most }
    };
    let across = part(room.width(), left + right, inner.width());
    let down = part(room.height(), top + bottom, inner.height());
    let scale = most.min(across).min(down);
    if scale.is_nan() || scale < LEAST_SCALE {
        return None;
    }
    let centre = layer.frame.centre;
    let at = |value: f64, centre: f64| centre + (value - centre) * scale;
    let way = |low: f64, high: f64, least: f64, most: f64| {
        if low < least {
            least - low
        } else if high > most {
            most - high
        } else {
            0.0
        }
    };
    let by = Vec2::new(
        way(at(inner.x0, centre.x) - left, at(inner.x1, centre.x) + right, room.x0, room.x1),
        way(at(inner.y0, centre.y) - top, at(inner.y1, centre.y) + bottom, room.y0, room.y1),
    );
    Some(Fitted { scale, by })
}

/// A layer made larger by a factor, where it then still fits into `room`.
pub(super) fn enlarged(layer: &SceneLayer, room: Rect, factor: f64) -> Option<Fitted> {
    fitted(layer, room, factor).filter(|fitted| fitted.scale >= factor)
}

/// Whether a layer is a picture made of pixels.
pub(super) fn is_picture(layer: &Layer) -> bool {
    matches!(layer.content, Content::Image(_))
}
