//! sRGB encoding to linear light and back by tables, the same on every platform. Not here: colour management.

use std::sync::LazyLock;

/// Entries of the table back to sRGB: fine enough that black's steep part is right to a fifth of a level.
const ENCODED_ENTRIES: usize = 1 << 14;

/// The tables, made at first use.
pub(crate) static LIGHT: LazyLock<Light> = LazyLock::new(Light::new);

/// Tables between 8-bit sRGB and linear light (IEC 61966-2-1).
pub(crate) struct Light {
    linear: [f32; 256],
    encoded: Vec<u8>,
}

impl Light {
    fn new() -> Self {
        let linear = std::array::from_fn(|level| {
            let encoded = level as f64 / 255.0;
            let linear = if encoded <= 0.040_45 {
                encoded / 12.92
            } else {
                libm::pow((encoded + 0.055) / 1.055, 2.4)
            };
            linear as f32
        });
        let encode = |entry: usize| {
            let linear = entry as f64 / (ENCODED_ENTRIES - 1) as f64;
            let encoded = if linear <= 0.003_130_8 {
                linear * 12.92
            } else {
                1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055
            };
            (encoded * 255.0 + 0.5) as u8
        };
        Self { linear, encoded: (0..ENCODED_ENTRIES).map(encode).collect() }
    }

    /// Linear light, 0 to 1, of an 8-bit sRGB level.
    pub(crate) fn linear(&self, level: u8) -> f32 {
        self.linear[usize::from(level)]
    }

    /// The 8-bit sRGB level of linear light; clamped to 0 to 1.
    pub(crate) fn encoded(&self, linear: f32) -> u8 {
        const TOP: f32 = (ENCODED_ENTRIES - 1) as f32;
        // A float that is negative or not a number becomes index 0.
        let index = (linear * TOP + 0.5) as usize;
        self.encoded[index.min(ENCODED_ENTRIES - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_comes_back() {
        for level in 0..=255 {
            assert_eq!(LIGHT.encoded(LIGHT.linear(level)), level);
        }
    }

    #[test]
    fn what_is_out_of_range_is_clamped() {
        let levels = [-1.0, f32::NAN, 2.0, f32::INFINITY].map(|linear| LIGHT.encoded(linear));
        assert_eq!(levels, [0, 0, 255, 255]);
    }
}
