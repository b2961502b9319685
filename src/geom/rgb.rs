//! An opaque sRGB colour. Opacity belongs to layers, ink to techniques.

use std::fmt;
use std::str::FromStr;

use json::{FromJson, ToJson};

/// An opaque colour in sRGB, 8 bits a channel; written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct Rgb {
    /// Red, sRGB-encoded.
    pub r: u8,
    /// Green, sRGB-encoded.
    pub g: u8,
    /// Blue, sRGB-encoded.
    pub b: u8,
}

impl Rgb {
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// A colour from its three sRGB channels.
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// The three channels in linear light, 0 to 1 (IEC 61966-2-1).
    pub fn linear(self) -> [f64; 3] {
        [self.r, self.g, self.b].map(|channel| {
            let encoded = f64::from(channel) / 255.0;
            if encoded <= 0.040_45 {
                encoded / 12.92
            } else {
                libm::pow((encoded + 0.055) / 1.055, 2.4)
            }
        })
    }

    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Whether light marks show better on it than dark ones. By a gamma of 2, which is near enough for that and quick.
    pub fn is_dark(self) -> bool {
        let [r, g, b] = [self.r, self.g, self.b].map(|channel| {
            let encoded = f64::from(channel) / 255.0;
            encoded * encoded
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b < 0.33
    }

    /// WCAG 2.2 contrast ratio between two colours, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// OKLab coordinates `[L, a, b]` (Björn Ottosson, 2020): equal distances look equally different.
    pub fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// Distance of two colours in OKLab; black to white is 1, just visible is about 0.02.
    pub fn distance(self, other: Self) -> f64 {
        let (a, b) = (self.oklab(), other.oklab());
        let [l, m, s] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
        (l * l + m * m + s * s).sqrt()
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

/// A colour that is not written `#rrggbb` or `#rgb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRgbError {
    /// What was given.
    pub given: String,
}

impl fmt::Display for ParseRgbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a colour; write it as #rrggbb", self.given)
    }
}

impl std::error::Error for ParseRgbError {}

impl FromStr for Rgb {
    type Err = ParseRgbError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseRgbError { given: text.chars().take(32).collect() };
        let digits = text.strip_prefix('#').ok_or_else(error)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(error());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| error())?;
        let byte = |shift: u32| (number >> shift) as u8;
        match digits.len() {
            6 => Ok(Self::new(byte(16), byte(8), byte(0))),
            3 => {
                let nibble = |shift: u32| (byte(shift) & 15) * 17;
                Ok(Self::new(nibble(8), nibble(4), nibble(0)))
            }
            _ => Err(error()),
        }
    }
}

impl TryFrom<String> for Rgb {
    type Error = ParseRgbError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Rgb> for String {
    fn from(colour: Rgb) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_goes_in_and_out() {
        assert_eq!("#1C2a4A".parse::<Rgb>().unwrap().to_string(), "#1c2a4a");
        assert_eq!("#fa0".parse::<Rgb>().unwrap(), Rgb::new(255, 170, 0));
        for bad in ["", "#", "red", "#12345", "#+12345", "#ééé", "#gggggg"] {
            assert!(bad.parse::<Rgb>().is_err(), "{bad}");
        }
    }

    #[test]
    fn dark_is_what_light_marks_show_on() {
        for (colour, dark) in
            [("#000", true), ("#bb2430", true), ("#d9a02b", false), ("#fff", false)]
        {
            assert_eq!(colour.parse::<Rgb>().unwrap().is_dark(), dark, "{colour}");
        }
    }

    #[test]
    fn black_and_white_are_one_apart_with_contrast_21() {
        assert!((Rgb::BLACK.distance(Rgb::WHITE) - 1.0).abs() < 1e-3);
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
    }
}
