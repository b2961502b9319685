//! Colours by how different they look: OKLab (B. Ottosson, 2020). Only what telling colours apart needs.

/// A colour: lightness 0 to 1, and how red or green and how yellow or blue it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lab {
    pub(crate) l: f32,
    pub(crate) a: f32,
    pub(crate) b: f32,
}

/// Turns sRGB into OKLab; holds the table of linear light.
pub(crate) struct Eye {
    linear: [f32; 256],
}

impl Eye {
    pub(crate) fn new() -> Self {
        let mut linear = [0.0; 256];
        for (value, light) in linear.iter_mut().enumerate() {
            let value = value as f32 / 255.0;
            *light = if value <= 0.040_45 {
                value / 12.92
            } else {
                libm::powf((value + 0.055) / 1.055, 2.4)
            };
        }
        Self { linear }
    }

    /// How a pixel looks; alpha is not looked at.
    pub(crate) fn see(&self, pixel: &[u8]) -> Lab {
        let light = |at: usize| pixel.get(at).map_or(0.0, |value| self.linear[usize::from(*value)]);
        let (r, g, b) = (light(0), light(1), light(2));
        let long = libm::cbrtf(0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b);
        let middle = libm::cbrtf(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
        let short = libm::cbrtf(0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b);
        Lab {
            l: 0.210_454_26 * long + 0.793_617_8 * middle - 0.004_072_047 * short,
            a: 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short,
            b: 0.025_904_037 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
        }
    }
}

impl Lab {
    /// The square of how different two colours look; black and white are 1 apart.
    pub(crate) fn apart(self, other: Self) -> f32 {
        let (l, a, b) = (self.l - other.l, self.a - other.a, self.b - other.b);
        l * l + a * a + b * b
    }
}
