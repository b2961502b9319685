//! Angles in degrees, clockwise, with trigonometry that is the same on every platform.

use std::fmt;

use json::{FromJson, ToJson};
use kurbo::{Affine, Point, Vec2};

/// An angle in degrees, clockwise on screen (y grows downward), kept within (-180, 180].
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, ToJson, FromJson)]
#[json(from = "f64", into = "f64")]
pub struct Angle(f64);

impl Angle {
    /// No rotation.
    pub const ZERO: Self = Self(0.0);

    /// An angle of `degrees`, brought into (-180, 180]. Not-a-number and infinities become 0.
    pub fn degrees(degrees: f64) -> Self {
        if !degrees.is_finite() {
            return Self::ZERO;
        }
        let turned = degrees - 360.0 * (degrees / 360.0).round();
        let turned = if turned <= -180.0 { turned + 360.0 } else { turned };
        Self(if turned == 0.0 { 0.0 } else { turned })
    }

    /// The direction of a vector; 0 for the zero vector.
    pub fn of(vector: Vec2) -> Self {
        Self::degrees(libm::atan2(vector.y, vector.x).to_degrees())
    }

    /// The number of degrees.
    pub const fn in_degrees(self) -> f64 {
        self.0
    }

    /// The number of radians.
    pub fn in_radians(self) -> f64 {
        self.0.to_radians()
    }

    /// Sine and cosine; exact at multiples of a right angle.
    pub fn sin_cos(self) -> (f64, f64) {
        match self.0 {
            0.0 => (0.0, 1.0),
            90.0 => (1.0, 0.0),
            180.0 => (0.0, -1.0),
            -90.0 => (-1.0, 0.0),
            degrees => {
                let radians = degrees.to_radians();
                (libm::sin(radians), libm::cos(radians))
            }
        }
    }

    /// Rounded to a hundredth of a degree: what documents store.
    pub fn quantised(self) -> Self {
        Self::degrees((self.0 * 100.0).round() / 100.0)
    }

    /// The sum, brought into range.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::degrees(self.0 + other.0)
    }
}

impl From<f64> for Angle {
    fn from(degrees: f64) -> Self {
        Self::degrees(degrees)
    }
}

impl From<Angle> for f64 {
    fn from(angle: Angle) -> Self {
        angle.0
    }
}

impl fmt::Display for Angle {
    /// At most one decimal: `45°`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() / 10.0;
        write!(f, "{}°", if tenths == 0.0 { 0.0 } else { tenths })
    }
}

/// The rotation by `angle` around `centre`. Use this, never kurbo's: it does not depend on the platform.
pub fn rotation(angle: Angle, centre: Point) -> Affine {
    let (sin, cos) = angle.sin_cos();
    let Point { x, y } = centre;
    Affine::new([cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_stay_in_the_half_open_turn() {
        assert_eq!(Angle::degrees(-180.0).in_degrees(), 180.0);
        assert_eq!(Angle::degrees(540.0).in_degrees(), 180.0);
        assert_eq!(Angle::degrees(-90.0).in_degrees(), -90.0);
        assert_eq!(Angle::degrees(f64::NAN), Angle::ZERO);
    }

    #[test]
    fn rotation_turns_clockwise_around_its_centre() {
        let turned =
            rotation(Angle::degrees(90.0), Point::new(10.0, 10.0)) * Point::new(20.0, 10.0);
        assert_eq!(turned, Point::new(10.0, 20.0));
    }
}
