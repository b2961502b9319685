//! Two fingers on the selection: it follows them, turned and scaled as they are.

use geom::{Angle, Frame, Point};

use super::{Gesture, Moment, frame_of_goals};
use crate::hold::{Goal, Hold};

/// Two points of touch, in mm.
pub(super) type Fingers = (Point, Point);

/// Fingers nearer than this say nothing about a direction or a scale, in mm.
const LEAST_SPAN: f64 = 0.01;

impl Gesture {
    pub(super) fn pinched(&self, hold: &Hold, before: Fingers, now: Fingers) -> Moment {
        let (first, second) = (before.1 - before.0, now.1 - now.0);
        let says = first.hypot() > LEAST_SPAN && second.hypot() > LEAST_SPAN;
        let factor = if says { hold.factor(second.hypot() / first.hypot()) } else { 1.0 };
        let swept = match says {
            true => Angle::of(second).in_degrees() - Angle::of(first).in_degrees(),
            false => 0.0,
        };
        let at_begin = hold.frame.rotation.in_degrees();
        let angle =
            Angle::degrees(self.calmed(at_begin + swept, super::Keys::default())).quantised();
        let by = Angle::degrees(angle.in_degrees() - at_begin);
        let (from, to) = (before.0.midpoint(before.1), now.0.midpoint(now.1));
        let turn = geom::rotation(by, Point::ZERO);
        let carried = |at: Point| to + (turn * ((at - from) * factor).to_point()).to_vec2();
        // What is let go far outside comes back when it is committed, as with any move.
        let sized = hold.scaled(factor, hold.frame.centre);
        let goals: Vec<Goal> = hold
            .held
            .iter()
            .zip(sized)
            .map(|(held, sized)| {
                let rotation = held.frame.rotation.plus(by);
                let centre = carried(held.frame.centre);
                Goal { frame: Frame { centre, rotation, ..sized.frame }, ..sized }
            })
            .collect();
        let frame = frame_of_goals(&goals, &hold.frame);
        Moment { goals, frame, guides: Vec::new(), angle }
    }
}
