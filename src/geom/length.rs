//! Lengths and resolutions whose unit cannot be forgotten. Not here: points and areas (kurbo's, in mm).

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use json::{FromJson, ToJson, quantised};

/// Points (1/72 inch) in a millimetre.
const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// Millimetres in an inch.
const MM_PER_INCH: f64 = 25.4;

/// A length in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, ToJson, FromJson)]
pub struct Mm(f64);

impl Mm {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);

    /// A length of `mm` millimetres.
    pub const fn new(mm: f64) -> Self {
        Self(mm)
    }

    /// A length of `points` PostScript points (1/72 inch).
    pub fn from_points(points: f64) -> Self {
        Self(points / POINTS_PER_MM)
    }

    /// The number of millimetres.
    pub const fn mm(self) -> f64 {
        self.0
    }

    /// The number of PostScript points (1/72 inch), as PDF counts.
    pub fn points(self) -> f64 {
        self.0 * POINTS_PER_MM
    }

    /// The number of pixels at a resolution, not rounded.
    pub fn pixels(self, dpi: Dpi) -> f64 {
        self.0 * dpi.per_mm()
    }

    /// Rounded to a micrometre: what documents store, so that equal designs have equal bytes.
    pub fn quantised(self) -> Self {
        Self(quantised(self.0))
    }

    /// The larger of two lengths.
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// Neither infinite nor not-a-number.
    pub const fn is_finite(self) -> bool {
        self.0.is_finite()
    }
}

impl fmt::Display for Mm {
    /// At most one decimal and the unit: `12 mm`, `12.5 mm`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() / 10.0;
        let tenths = if tenths == 0.0 { 0.0 } else { tenths };
        write!(f, "{tenths} mm")
    }
}

impl Add for Mm {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Mm {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Mm {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Mm {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Mm {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

/// A resolution in dots per inch.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, ToJson, FromJson)]
pub struct Dpi(f64);

impl Dpi {
    /// A resolution of `dpi` dots per inch.
    pub const fn new(dpi: f64) -> Self {
        Self(dpi)
    }

    /// The effective resolution of `pixels` spread over `length`. Infinite where the length is 0.
    pub fn of(pixels: u32, length: Mm) -> Self {
        Self(f64::from(pixels) * MM_PER_INCH / length.mm())
    }

    /// Dots per inch.
    pub const fn dpi(self) -> f64 {
        self.0
    }

    /// Dots per millimetre.
    pub fn per_mm(self) -> f64 {
        self.0 / MM_PER_INCH
    }

    /// Dots per metre, rounded, as PNG's `pHYs` counts.
    pub fn per_metre(self) -> u32 {
        (self.per_mm() * 1000.0).round() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inch_is_72_points_and_dpi_pixels() {
        assert_eq!(Mm::new(25.4).points(), 72.0);
        assert_eq!(Mm::new(25.4).pixels(Dpi::new(300.0)), 300.0);
        assert_eq!(Dpi::of(300, Mm::new(25.4)).dpi(), 300.0);
        assert_eq!(Dpi::new(300.0).per_metre(), 11811);
    }

    #[test]
    fn quantised_rounds_to_a_micrometre_and_knows_no_negative_zero() {
        assert_eq!(Mm::new(1.234_56).quantised().mm(), 1.235);
        assert!(quantised(-0.000_01).is_sign_positive());
    }

    #[test]
    fn display_shows_at_most_one_decimal() {
        assert_eq!(Mm::new(12.04).to_string(), "12 mm");
        assert_eq!(Mm::new(-0.01).to_string(), "0 mm");
        assert_eq!(Mm::new(12.56).to_string(), "12.6 mm");
    }
}
