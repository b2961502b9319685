//! What an outline is filled with, in finished geometry: a colour or a gradient. Patterns are laid out by `scene`.

use json::{FromJson, ToJson};
use kurbo::Point;

use crate::Rgb;

/// Most stops of a gradient.
pub const MAX_STOPS: usize = 32;

/// A colour or a gradient, in the space of the outline that it fills.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Ink {
    /// One colour.
    Solid(Rgb),
    /// Colours that change along a line.
    Linear {
        /// Where the first stop lies, in mm.
        from: Point,
        /// Where the last stop lies, in mm.
        to: Point,
        /// Two to [`MAX_STOPS`] stops, ascending.
        stops: Vec<Stop>,
    },
    /// Colours that change from a centre outwards.
    Radial {
        /// The centre in mm.
        centre: Point,
        /// Where the last stop lies, in mm from the centre; more than 0.
        radius: f64,
        /// Two to [`MAX_STOPS`] stops, ascending.
        stops: Vec<Stop>,
    },
}

/// A colour of a gradient. Between stops, sRGB-encoded channels change evenly; outside, the nearest stop's colour holds.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
pub struct Stop {
    /// Where, 0 to 1.
    pub at: f64,
    /// Its colour.
    pub colour: Rgb,
    /// 0 (clear) to 1.
    #[json(default = "opaque", skip_serializing_if = "is_opaque")]
    pub opacity: f64,
}

pub(crate) fn opaque() -> f64 {
    1.0
}

#[cfg_attr(
    target_pointer_width = "64",
    expect(clippy::trivially_copy_pass_by_ref, reason = "the derive gives a reference")
)]
pub(crate) fn is_opaque(opacity: &f64) -> bool {
    *opacity >= 1.0
}

impl From<Rgb> for Ink {
    fn from(colour: Rgb) -> Self {
        Self::Solid(colour)
    }
}

impl Stop {
    /// An opaque stop.
    pub const fn new(at: f64, colour: Rgb) -> Self {
        Self { at, colour, opacity: 1.0 }
    }
}

impl Ink {
    /// Its colours, in the order of its stops.
    pub fn colours(&self) -> Vec<Rgb> {
        match self {
            Self::Solid(colour) => vec![*colour],
            Self::Linear { stops, .. } | Self::Radial { stops, .. } => {
                stops.iter().map(|stop| stop.colour).collect()
            }
        }
    }

    /// The same ink with each colour replaced.
    #[must_use]
    pub fn recoloured(&self, colour: impl Fn(Rgb) -> Rgb) -> Self {
        let mut ink = self.clone();
        match &mut ink {
            Self::Solid(one) => *one = colour(*one),
            Self::Linear { stops, .. } | Self::Radial { stops, .. } => {
                for stop in stops {
                    stop.colour = colour(stop.colour);
                }
            }
        }
        ink
    }

    /// Whether its stops and lengths can be drawn: finite, ascending, 2 to [`MAX_STOPS`] stops.
    pub fn is_sound(&self) -> bool {
        let finite = |point: &Point| point.x.is_finite() && point.y.is_finite();
        let sound = |stops: &[Stop]| {
            (2..=MAX_STOPS).contains(&stops.len())
                && stops.iter().all(|stop| {
                    (0.0..=1.0).contains(&stop.at) && (0.0..=1.0).contains(&stop.opacity)
                })
                && stops.windows(2).all(|pair| pair[0].at <= pair[1].at)
        };
        match self {
            Self::Solid(_) => true,
            Self::Linear { from, to, stops } => finite(from) && finite(to) && sound(stops),
            Self::Radial { centre, radius, stops } => {
                finite(centre) && radius.is_finite() && *radius > 0.0 && sound(stops)
            }
        }
    }
}
