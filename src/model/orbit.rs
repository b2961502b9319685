//! How a product is turned and looked at, and what a view is called. The lens stands still; the product turns before it, as on a
//! photographer's turntable. Nothing here knows keys, pointers or time.

use std::f64::consts::{FRAC_PI_4, FRAC_PI_8, PI, TAU};

use crate::{Matrix, Model};

/// Half of the lens's upright angle, as a tangent: a long lens, which does not distort.
const TANGENT: f64 = 0.19;
/// How much larger the picture is than the product.
const MARGIN: f64 = 1.16;
/// How far it can be looked at from below and from above, in radians.
const LOWEST: f64 = -0.35;
const HIGHEST: f64 = 1.25;
/// Up to here it is seen level, in radians; from there on a little from above, and past the other one from above.
const LEVEL: f64 = 0.16;
const STEEP: f64 = 0.6;
/// How much the nearest and farthest views enlarge.
const FARTHEST: f64 = 1.0;
const NEAREST: f64 = 5.0;
/// What one press of a key does.
const TURN_STEP: f64 = PI / 12.0;
const TILT_STEP: f64 = PI / 24.0;
const ZOOM_STEP: f64 = 1.25;
/// How far a drag over the picture's height turns it.
const DRAG: f64 = PI;
/// Below this two views are one, in radians.
const SAME: f64 = 0.002;

/// From where a product is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Orbit {
    /// Angle around it in radians, 0 at its front, rising towards the side that is on the right then.
    pub around: f64,
    /// Angle above it in radians.
    pub above: f64,
    /// How much it is enlarged, 1 where all of it is in the picture.
    pub zoom: f64,
}

/// One press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Turn it so that more of its left comes to sight.
    Left,
    /// More of its right.
    Right,
    /// Look from higher up.
    Up,
    /// Look from further down.
    Down,
    /// Larger.
    Closer,
    /// Smaller.
    Further,
}

/// What of a product is in sight, in eighths of a turn, and from what height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    /// 0 its front, 1 front and right, 2 its right, ... 7 front and left.
    pub eighth: usize,
    /// -1 from below, 0 level, 1 a little from above, 2 from above.
    pub height: i32,
}

impl Orbit {
    /// The view that comes first.
    pub const HOME: Self = Self { around: 0.0, above: 0.2, zoom: 1.0 };

    /// The whole product from an angle around it.
    pub const fn from_around(around: f64) -> Self {
        Self { around, ..Self::HOME }
    }

    /// Within what can be looked at. What is no number becomes home's.
    #[must_use]
    pub fn kept(self) -> Self {
        let sound = |value: f64, home: f64| if value.is_finite() { value } else { home };
        let around = sound(self.around, Self::HOME.around);
        Self {
            around: around - TAU * libm::floor((around + PI) / TAU),
            above: sound(self.above, Self::HOME.above).clamp(LOWEST, HIGHEST),
            zoom: sound(self.zoom, Self::HOME.zoom).clamp(FARTHEST, NEAREST),
        }
    }

    /// After one press.
    #[must_use]
    pub fn stepped(self, step: Step) -> Self {
        let Self { around, above, zoom } = self;
        let stepped = match step {
            Step::Left => Self { around: around - TURN_STEP, ..self },
            Step::Right => Self { around: around + TURN_STEP, ..self },
            Step::Up => Self { above: above + TILT_STEP, ..self },
            Step::Down => Self { above: above - TILT_STEP, ..self },
            Step::Closer => Self { zoom: zoom * ZOOM_STEP, ..self },
            Step::Further => Self { zoom: zoom / ZOOM_STEP, ..self },
        };
        stepped.kept()
    }

    /// After a drag, in parts of the picture's height, right and down: the product follows the pointer.
    #[must_use]
    pub fn dragged(self, right: f64, down: f64) -> Self {
        let finer = DRAG / self.zoom;
        let (around, above) = (self.around - right * finer, self.above + down * finer * 0.5);
        Self { around, above, ..self }.kept()
    }

    /// Enlarged by a factor.
    #[must_use]
    pub fn zoomed(self, factor: f64) -> Self {
        Self { zoom: self.zoom * factor, ..self }.kept()
    }

    /// A part (0 to 1) of the way to another view, the shorter way around.
    #[must_use]
    pub fn towards(self, other: Self, part: f64) -> Self {
        let way = Self { around: other.around - self.around, ..other }.kept().around;
        let mix = |from: f64, to: f64| from + (to - from) * part;
        Self {
            around: self.around + way * part,
            above: mix(self.above, other.above),
            zoom: mix(self.zoom, other.zoom),
        }
        .kept()
    }

    /// Whether two views look the same.
    pub fn is_near(self, other: Self) -> bool {
        let way = Self { around: other.around - self.around, ..other }.kept().around;
        let apart = [way, other.above - self.above, (other.zoom - self.zoom) * 0.2];
        apart.into_iter().all(|apart| apart.abs() < SAME)
    }

    /// What is in sight.
    pub fn turned(self) -> Turned {
        let Self { around, above, .. } = self.kept();
        let eighth = libm::floor((around + FRAC_PI_8 + TAU) / FRAC_PI_4) as usize % 8;
        let height = match above {
            _ if above < -LEVEL => -1,
            _ if above <= LEVEL => 0,
            _ if above <= STEEP => 1,
            _ => 2,
        };
        Turned { eighth, height }
    }

    /// Places in the model to places before the lens, which looks along -z; for a model with its middle where [`Sight`] says.
    pub fn before_lens(self, sight: &Sight) -> Matrix {
        let [x, y, z] = sight.middle;
        Matrix::shift([0.0, 0.0, -sight.distance])
            .after(&Matrix::about_x(self.above))
            .after(&Matrix::about_y(-self.around))
            .after(&Matrix::shift([-x, -y, -z]))
    }

    /// Places before the lens to the picture.
    pub fn lens(self, sight: &Sight) -> Matrix {
        let near = (sight.distance - sight.reach).max(sight.distance * 0.05);
        Matrix::lens(TANGENT / self.zoom, sight.proportion, near, sight.distance + sight.reach)
    }
}

/// How far away the lens stands so that all of a product is in the picture, however it is turned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// What the lens looks at, in metres.
    pub middle: [f64; 3],
    /// How far away it is, in metres.
    pub distance: f64,
    /// How far before and behind the middle there is something to see, in metres.
    pub reach: f64,
    /// The picture's width over its height.
    pub proportion: f64,
}

impl Sight {
    /// For a model in a picture of this proportion.
    pub fn of(model: &Model, proportion: f64) -> Self {
        let (least, most) = model.bounds();
        let (least, most) = (least.map(f64::from), most.map(f64::from));
        let middle = [0, 1, 2].map(|axis| (least[axis] + most[axis]) / 2.0);
        let half = [0, 1, 2].map(|axis| (most[axis] - least[axis]) / 2.0);
        let around = (half[0] * half[0] + half[2] * half[2]).sqrt();
        let proportion = if proportion.is_finite() { proportion.clamp(0.2, 5.0) } else { 1.0 };
        // Seen from above, some of its depth adds to its height.
        let upright = (half[1] + around * 0.25) * MARGIN / TANGENT;
        let across = around * MARGIN / (TANGENT * proportion);
        let distance = upright.max(across) + around;
        let reach = (around * around + half[1] * half[1]).sqrt() * 2.5;
        Self { middle, distance, reach, proportion }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_named_as_they_are_seen() {
        let named = |around: f64, above: f64| Orbit { around, above, zoom: 1.0 }.turned();
        assert_eq!(named(0.0, 0.0), Turned { eighth: 0, height: 0 });
        assert_eq!(named(PI, 0.3), Turned { eighth: 4, height: 1 });
        assert_eq!(named(-PI, 0.9), Turned { eighth: 4, height: 2 });
        assert_eq!(named(PI / 2.0, -0.3), Turned { eighth: 2, height: -1 });
        assert_eq!(named(-PI / 4.0, 0.0), Turned { eighth: 7, height: 0 });
        assert_eq!(named(f64::NAN, f64::INFINITY), Turned { eighth: 0, height: 1 });
    }

    #[test]
    fn a_turn_comes_back_after_all_its_steps() {
        let mut orbit = Orbit::HOME;
        for _ in 0..24 {
            orbit = orbit.stepped(Step::Right);
        }
        assert!(orbit.is_near(Orbit::HOME), "{orbit:?}");
    }

    #[test]
    fn the_shorter_way_around_is_taken() {
        let (left, right) = (Orbit::from_around(-3.0), Orbit::from_around(3.0));
        let half = left.towards(right, 0.5);
        assert!((half.around.abs() - PI).abs() < 1e-9, "{half:?}");
    }

    #[test]
    fn tilt_and_zoom_stay_in_what_can_be_looked_at() {
        let mut orbit = Orbit::HOME;
        for _ in 0..100 {
            orbit = orbit.stepped(Step::Up).stepped(Step::Closer);
        }
        assert_eq!((orbit.above, orbit.zoom), (HIGHEST, NEAREST));
        assert_eq!(orbit.zoomed(1e-9).zoom, FARTHEST);
    }

    #[test]
    fn the_side_on_the_right_comes_to_sight_where_the_angle_rises() {
        let sight = Sight { middle: [0.0; 3], distance: 1.0, reach: 0.5, proportion: 1.0 };
        let right = Orbit { around: PI / 2.0, above: 0.0, zoom: 1.0 }.before_lens(&sight);
        let [_, _, depth] = right.place([0.1, 0.0, 0.0]);
        assert!((depth - -0.9).abs() < 1e-9, "what was on the right is nearest: {depth}");
        let above = Orbit { around: 0.0, above: 1.0, zoom: 1.0 }.before_lens(&sight);
        let (top, bottom) = (above.place([0.0, 0.1, 0.0]), above.place([0.0, -0.1, 0.0]));
        assert!(top[2] > bottom[2] && top[1] > bottom[1]);
    }
}
