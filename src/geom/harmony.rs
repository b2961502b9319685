//! Colours that go with a colour: its hue turned and its lightness changed in OKLCH, brought back into sRGB. No names, no taste.

use crate::{Angle, Rgb, Vec2};

/// Halvings until a colour's chroma is as large as sRGB allows, to a ten-thousandth.
const HALVINGS: usize = 14;

impl Rgb {
    /// The colour at OKLab coordinates (Björn Ottosson, 2020); `None` where sRGB has none such.
    pub fn of_oklab([lightness, a, b]: [f64; 3]) -> Option<Self> {
        let cube = |root: f64| root * root * root;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        let linear = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ];
        // What rounds to a channel is one.
        let in_range = linear.iter().all(|light| (-5e-4..=1.0005).contains(light));
        let [r, g, b] = linear.map(encoded);
        in_range.then(|| Self::new(r, g, b))
    }

    /// The same lightness and, as far as sRGB has it, strength, with the hue turned.
    #[must_use]
    pub fn hue_turned(self, by: Angle) -> Self {
        let [lightness, a, b] = self.oklab();
        let turn = crate::rotation(by, crate::Point::ZERO);
        let turned = (turn * crate::Point::new(a, b)).to_vec2();
        nearest(lightness, turned)
    }

    /// The same hue at another lightness, 0 to 1.
    #[must_use]
    pub fn with_lightness(self, lightness: f64) -> Self {
        let [_, a, b] = self.oklab();
        nearest(lightness.clamp(0.0, 1.0), Vec2::new(a, b))
    }

    /// Colours that go with it: opposite, beside the opposite, a third of the circle away, next to it, darker and lighter.
    pub fn harmonies(self) -> [Self; 9] {
        let turned = |degrees: f64| self.hue_turned(Angle::degrees(degrees));
        let [lightness, ..] = self.oklab();
        [
            turned(180.0),
            turned(150.0),
            turned(-150.0),
            turned(120.0),
            turned(-120.0),
            turned(30.0),
            turned(-30.0),
            self.with_lightness(lightness - 0.2),
            self.with_lightness(lightness + 0.2),
        ]
    }
}

/// The strongest colour of a lightness and hue that sRGB has, not stronger than wanted.
fn nearest(lightness: f64, wanted: Vec2) -> Rgb {
    let at = |part: f64| Rgb::of_oklab([lightness, wanted.x * part, wanted.y * part]);
    if let Some(whole) = at(1.0) {
        return whole;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if at(middle).is_some() { low = middle } else { high = middle }
    }
    // A grey of every lightness is in sRGB.
    at(low).unwrap_or(if lightness > 0.5 { Rgb::WHITE } else { Rgb::BLACK })
}

/// A channel from linear light (IEC 61966-2-1).
fn encoded(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let encoded = match linear <= 0.003_130_8 {
        true => 12.92 * linear,
        false => 1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055,
    };
    // 0 to 255 after rounding.
    (encoded * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_comes_back_from_oklab() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let colour = Rgb::new(r, g, b);
                    assert_eq!(Rgb::of_oklab(colour.oklab()), Some(colour));
                }
            }
        }
    }

    #[test]
    fn a_colour_that_srgb_lacks_is_none() {
        assert_eq!(Rgb::of_oklab([0.7, 0.4, 0.0]), None);
    }

    #[test]
    fn turning_the_hue_keeps_the_lightness() {
        let coral = Rgb::new(0xe8, 0x59, 0x3c);
        for degrees in [30.0, 120.0, 180.0, -150.0] {
            let turned = coral.hue_turned(Angle::degrees(degrees));
            assert!((turned.oklab()[0] - coral.oklab()[0]).abs() < 0.01, "{degrees} {turned}");
            assert!(turned.distance(coral) > 0.05, "{degrees} {turned}");
        }
        assert_eq!(coral.hue_turned(Angle::ZERO), coral);
    }

    #[test]
    fn grey_has_no_hue_to_turn_and_lightness_ends_at_black_and_white() {
        let grey = Rgb::new(128, 128, 128);
        assert!(grey.hue_turned(Angle::degrees(90.0)).distance(grey) < 0.01);
        assert_eq!(grey.with_lightness(2.0), Rgb::WHITE);
        assert_eq!(grey.with_lightness(-1.0), Rgb::BLACK);
    }
}
