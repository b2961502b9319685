//! What a drag looks like: one transform per dragged layer, guides and numbers. It is shown and forgotten, never saved.

use design::{Layer, LayerId};
use geom::{Affine, Angle, Frame, Mm, Point, Rect};

use super::Moment;
use crate::hold::{Goal, Held, Hold};
use crate::snap::Guide;
use crate::{GuideKind, NewSize};

/// What a drag looks like now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The dragged layers; locked ones of the selection are absent.
    pub layers: Vec<PreviewLayer>,
    /// Lines to draw.
    pub guides: Vec<Guide>,
    /// Numbers to show; `None` for a marquee.
    pub readout: Option<Readout>,
    /// Where handles are drawn.
    pub frame: Option<Frame>,
    /// The marquee.
    pub marquee: Option<Rect>,
    /// What the marquee would select.
    pub inside: Vec<LayerId>,
}

/// A dragged layer.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewLayer {
    /// Which.
    pub id: LayerId,
    /// From where it was drawn at the beginning to where it goes, in mm of the side. A stretched shape's outline and
    /// corners are stretched with it until the gesture is committed.
    pub transform: Affine,
    /// Its frame then.
    pub frame: Frame,
    /// For a text that is broken at another width: that width. Its transform only moves it.
    pub wrap: Option<Mm>,
}

/// Numbers of the selection's frame: what forms will show when the gesture is committed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readout {
    /// Left edge before turning, in mm.
    pub x: f64,
    /// Top edge before turning, in mm.
    pub y: f64,
    /// Width in mm.
    pub width: f64,
    /// Height in mm.
    pub height: f64,
    /// Turn; of several layers, by how much they are turned.
    pub angle: Angle,
}

impl Preview {
    pub(super) fn of_layers(hold: &Hold, moment: &Moment) -> Self {
        let layers = hold.held.iter().zip(&moment.goals).map(|(held, goal)| layer(held, goal));
        let upright = moment.frame.upright();
        Self {
            layers: layers.collect(),
            guides: moment.guides.clone(),
            readout: Some(Readout {
                x: upright.x0,
                y: upright.y0,
                width: upright.width(),
                height: upright.height(),
                angle: moment.angle,
            }),
            frame: Some(moment.frame),
            ..Self::default()
        }
    }

    pub(super) fn of_marquee(rect: Rect, inside: Vec<LayerId>) -> Self {
        Self { marquee: Some(rect), inside, ..Self::default() }
    }

    /// Whether something is snapped to a line of a kind.
    pub fn is_snapped_to(&self, kind: GuideKind) -> bool {
        self.guides.iter().any(|guide| guide.kind == kind)
    }
}

fn layer(held: &Held, goal: &Goal) -> PreviewLayer {
    let wrap = wrap_of(&held.layer, goal);
    let transform = match (wrap, goal.size) {
        (Some(_), _) | (_, Some(NewSize::Text { height: Some(_), .. })) => {
            let anchor = held.layer.anchor();
            let way: Point = (goal.frame.anchor(anchor) - held.frame.anchor(anchor)).to_point();
            Affine::translate(way.to_vec2())
        }
        _ => carried(&held.frame, &goal.frame),
    };
    PreviewLayer { id: held.layer.id, transform, frame: goal.frame, wrap }
}

/// The wrap width of a text whose lines break elsewhere: its font size stays, its width does not.
fn wrap_of(layer: &Layer, goal: &Goal) -> Option<Mm> {
    match (&layer.content, goal.size) {
        (design::Content::Text(text), Some(NewSize::Text { size, width, .. }))
            if size == text.size =>
        {
            width.filter(|_| width != text.width)
        }
        _ => None,
    }
}

/// The transform that carries one frame onto another.
fn carried(from: &Frame, to: &Frame) -> Affine {
    let ratio = |now: f64, before: f64| if before > 0.0 { now / before } else { 1.0 };
    let scale = Affine::scale_non_uniform(
        ratio(to.size.width, from.size.width),
        ratio(to.size.height, from.size.height),
    );
    to.to_side() * scale * from.to_side().inverse()
}
