//! Turning by the pointer's direction from the centre.

use geom::{Angle, Frame, Point};

use super::{Gesture, Keys, Moment};
use crate::hold::Hold;

/// With Shift, turns stop at multiples of this.
const STEP_DEGREES: f64 = 15.0;
/// Without keys, turns are drawn to multiples of this.
const CALM_DEGREES: f64 = 45.0;

impl Gesture {
    pub(super) fn rotated(&self, hold: &Hold, to: Point, keys: Keys) -> Moment {
        let centre = hold.frame.centre;
        let swept =
            Angle::of(to - centre).in_degrees() - Angle::of(self.start - centre).in_degrees();
        let at_begin = hold.frame.rotation.in_degrees();
        let angle = Angle::degrees(self.calmed(at_begin + swept, keys)).quantised();
        let by = Angle::degrees(angle.in_degrees() - at_begin);
        let frame = Frame { rotation: angle, ..hold.frame };
        Moment { goals: hold.turned(by, centre), frame, guides: Vec::new(), angle }
    }

    pub(super) fn calmed(&self, degrees: f64, keys: Keys) -> f64 {
        if keys.shift {
            return (degrees / STEP_DEGREES).round() * STEP_DEGREES;
        }
        let calm = (degrees / CALM_DEGREES).round() * CALM_DEGREES;
        let is_near = !keys.primary && (degrees - calm).abs() <= self.settings.tolerance_degrees;
        if is_near { calm } else { degrees }
    }
}
