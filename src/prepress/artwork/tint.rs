//! Changing the colours of a picture's pixels, one by one: adjustments first, then the tone. The same for every output,
//! and on the original's pixels, before they are made smaller.

use design::Tone;
use geom::Rgb;
use scene::Look;

/// How much stronger the colours become at most.
const MOST_SATURATION: f64 = 1.5;
/// How much steeper light and dark become at most.
const MOST_CONTRAST: f64 = 2.0;
/// Powers of two that brightness raises at most.
const MOST_BRIGHTNESS: f64 = 1.5;
/// How much a channel gains or loses at most by temperature.
const MOST_TEMPERATURE: f64 = 0.25;
/// Steps of a factor of saturation in 1.
const ONE: i32 = 256;

/// A look made ready for pixels.
#[derive(Clone, Debug)]
pub(crate) struct Tint {
    /// What it was made from, for telling one from another.
    pub(crate) key: TintKey,
    /// The curve of each channel; `None` where none changes.
    curves: Option<Box<[[u8; 256]; 3]>>,
    /// A factor of saturation in steps of [`ONE`].
    saturation: i32,
    tone: Option<Reduced>,
    flat: Option<Rgb>,
}

/// The numbers of a look, bit for bit.
pub(crate) type TintKey = [u64; 7];

/// A tone made ready.
#[derive(Clone, Debug)]
enum Reduced {
    /// A colour for each lightness.
    Ramp(Box<[[u8; 3]; 256]>),
    /// A value for each value, the same for all channels.
    Steps(Box<[u8; 256]>),
}

impl Tint {
    /// `None` for a look that changes nothing.
    pub(crate) fn of(look: &Look) -> Option<Self> {
        let Look { adjust, tone, flat } = look;
        if look.is_none() {
            return None;
        }
        let colours = |a: Rgb, b: Rgb| {
            [a.r, a.g, a.b, b.r, b.g, b.b]
                .into_iter()
                .fold(0_u64, |all, one| all << 8 | u64::from(one))
        };
        let (kind, value) = match tone {
            None => (0, 0),
            Some(Tone::Greyscale) => (1, 0),
            Some(Tone::Duotone { dark, light }) => (2, colours(*dark, *light)),
            Some(Tone::Threshold { level }) => (3, level.to_bits()),
            Some(Tone::Posterise { levels }) => (4, u64::from(*levels)),
        };
        let kind = kind | flat.map_or(0, |flat| colours(flat, Rgb::WHITE) << 8);
        let changes = [adjust.brightness, adjust.contrast, adjust.saturation, adjust.temperature];
        let [brightness, contrast, saturation, temperature] = changes.map(f64::to_bits);
        let key = [brightness, contrast, saturation, temperature, kind, value, 1];
        let curved =
            adjust.brightness != 0.0 || adjust.contrast != 0.0 || adjust.temperature != 0.0;
        let curves = curved.then(|| {
            let warm = adjust.temperature * MOST_TEMPERATURE;
            Box::new(
                [1.0 + warm, 1.0, 1.0 - warm]
                    .map(|gain| curve(adjust.brightness, adjust.contrast, gain)),
            )
        });
        let more = if adjust.saturation > 0.0 { MOST_SATURATION } else { 1.0 };
        let saturation = ((1.0 + adjust.saturation * more) * f64::from(ONE)).round() as i32;
        let tone = tone.as_ref().map(Reduced::of);
        Some(Self { key, curves, saturation, tone, flat: *flat })
    }

    /// Changes a row of straight RGBA.
    pub(crate) fn apply(&self, rgba: &mut [u8]) {
        for pixel in rgba.chunks_exact_mut(4) {
            let [r, g, b] = self.changed([pixel[0], pixel[1], pixel[2]]);
            pixel[..3].copy_from_slice(&[r, g, b]);
        }
    }

    fn changed(&self, mut pixel: [u8; 3]) -> [u8; 3] {
        if let Some(Rgb { r, g, b }) = self.flat {
            return [r, g, b];
        }
        if let Some(curves) = &self.curves {
            for (value, curve) in pixel.iter_mut().zip(curves.iter()) {
                *value = curve[usize::from(*value)];
            }
        }
        if self.saturation != ONE {
            let grey = i32::from(lightness(pixel));
            pixel = pixel.map(|value| {
                let moved =
                    grey + ((i32::from(value) - grey) * self.saturation + ONE / 2).div_euclid(ONE);
                moved.clamp(0, 255) as u8
            });
        }
        match &self.tone {
            None => pixel,
            Some(Reduced::Ramp(ramp)) => ramp[usize::from(lightness(pixel))],
            Some(Reduced::Steps(steps)) => pixel.map(|value| steps[usize::from(value)]),
        }
    }
}

impl Reduced {
    fn of(tone: &Tone) -> Self {
        let ramp = |at: &dyn Fn(usize) -> [u8; 3]| Self::Ramp(Box::new(std::array::from_fn(at)));
        match *tone {
            Tone::Greyscale => ramp(&|grey| [grey as u8; 3]),
            Tone::Duotone { dark, light } => ramp(&|grey| {
                let mix = |dark: u8, light: u8| {
                    ((usize::from(dark) * (255 - grey) + usize::from(light) * grey + 127) / 255)
                        as u8
                };
                [mix(dark.r, light.r), mix(dark.g, light.g), mix(dark.b, light.b)]
            }),
            Tone::Threshold { level } => {
                ramp(&|grey| [if grey as f64 >= level * 255.0 { 255 } else { 0 }; 3])
            }
            Tone::Posterise { levels } => {
                let levels = usize::from(levels.clamp(2, 16));
                Self::Steps(Box::new(std::array::from_fn(|value| {
                    let step = (value * levels / 256).min(levels - 1);
                    ((step * 255 + (levels - 1) / 2) / (levels - 1)) as u8
                })))
            }
        }
    }
}

/// Luma of sRGB-encoded channels (Rec. 709 weights).
fn lightness([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 13_933 + u32::from(g) * 46_871 + u32::from(b) * 4_732 + 32_768) >> 16) as u8
}

/// A channel's curve: gain, then a power that keeps black and white, then steepness around the middle.
fn curve(brightness: f64, contrast: f64, gain: f64) -> [u8; 256] {
    let power = libm::exp2(-brightness * MOST_BRIGHTNESS);
    let steepness = if contrast > 0.0 { 1.0 + contrast * MOST_CONTRAST } else { 1.0 + contrast };
    std::array::from_fn(|value| {
        let value = (value as f64 / 255.0 * gain).min(1.0);
        let bright = libm::pow(value, power);
        let steep = 0.5 + (bright - 0.5) * steepness;
        (steep.clamp(0.0, 1.0) * 255.0).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use design::Adjust;

    use super::*;

    fn check(look: Look, pixel: [u8; 3], expect: [u8; 3]) {
        let tint = Tint::of(&look).unwrap();
        let mut rgba = [pixel[0], pixel[1], pixel[2], 77];
        tint.apply(&mut rgba);
        assert_eq!(rgba, [expect[0], expect[1], expect[2], 77], "{look:?}");
    }

    fn toned(tone: Tone) -> Look {
        Look { tone: Some(tone), ..Look::default() }
    }

    #[test]
    fn nothing_to_change_is_no_tint() {
        assert!(Tint::of(&Look::default()).is_none());
    }

    #[test]
    fn brightness_and_contrast_keep_the_ends() {
        for brightness in [-1.0, 0.4, 1.0] {
            let look =
                Look { adjust: Adjust { brightness, ..Adjust::default() }, ..Look::default() };
            check(look, [0, 0, 0], [0, 0, 0]);
            check(look, [255, 255, 255], [255, 255, 255]);
        }
        let flat = Adjust { contrast: -1.0, ..Adjust::default() };
        check(Look { adjust: flat, ..Look::default() }, [0, 90, 255], [128, 128, 128]);
    }

    #[test]
    fn no_saturation_is_grey_and_warm_is_redder() {
        let grey = Adjust { saturation: -1.0, ..Adjust::default() };
        check(Look { adjust: grey, ..Look::default() }, [255, 0, 0], [54, 54, 54]);
        let warm = Adjust { temperature: 1.0, ..Adjust::default() };
        check(Look { adjust: warm, ..Look::default() }, [100, 100, 100], [125, 100, 75]);
    }

    #[test]
    fn tones_reduce_colours() {
        check(toned(Tone::Greyscale), [0, 255, 0], [182, 182, 182]);
        let (dark, light) = (Rgb::new(10, 0, 60), Rgb::new(250, 240, 200));
        check(toned(Tone::Duotone { dark, light }), [0, 0, 0], [10, 0, 60]);
        check(toned(Tone::Duotone { dark, light }), [255, 255, 255], [250, 240, 200]);
        check(toned(Tone::Threshold { level: 0.5 }), [127, 127, 127], [0, 0, 0]);
        check(toned(Tone::Threshold { level: 0.5 }), [128, 128, 128], [255, 255, 255]);
        check(toned(Tone::Posterise { levels: 3 }), [84, 127, 255], [0, 128, 255]);
    }
}
