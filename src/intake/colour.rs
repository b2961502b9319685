//! Colours of a file's profile as sRGB. Without a profile, values are taken as sRGB, and inks are mixed plainly.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Largest profile that is read, in bytes.
const MAX_PROFILE: usize = 8 * 1024 * 1024;
/// Pixels that are converted at a time.
const AT_ONCE: usize = 16 * 1024;
/// Differences that nobody sees: a profile that changes no colour by more is taken as sRGB, and pixels stay untouched.
const SAME: u8 = 2;

/// What a profile describes, where it can be used.
pub(crate) enum Profile {
    /// Red, green and blue.
    Rgb(Box<ColorProfile>),
    /// Greys.
    Grey(Box<ColorProfile>),
    /// Four inks.
    Cmyk(Box<ColorProfile>),
}

impl Profile {
    /// Reads an ICC profile; `None` where it is damaged or describes something else: then it is as if there were none.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MAX_PROFILE {
            return None;
        }
        let profile = Box::new(ColorProfile::new_from_slice(bytes).ok()?);
        match profile.color_space {
            DataColorSpace::Rgb => Some(Self::Rgb(profile)),
            DataColorSpace::Gray => Some(Self::Grey(profile)),
            DataColorSpace::Cmyk => Some(Self::Cmyk(profile)),
            _ => None,
        }
    }

    /// Whether values mean the same as in sRGB.
    pub(crate) fn is_srgb(&self) -> bool {
        let Self::Rgb(_) = self else { return false };
        let steps = [0_u8, 36, 73, 109, 146, 182, 219, 255];
        let mut probe = Vec::new();
        for red in steps {
            for green in steps {
                probe.extend(steps.iter().flat_map(|blue| [red, green, *blue, 255]));
            }
        }
        let mut seen = probe.clone();
        self.convert_rgba(&mut seen)
            && probe.iter().zip(&seen).all(|(before, after)| before.abs_diff(*after) <= SAME)
    }

    /// Converts straight RGBA in place; says whether it could. Alpha stays.
    pub(crate) fn convert_rgba(&self, rgba: &mut [u8]) -> bool {
        let target = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        match self {
            Self::Rgb(profile) => {
                let Ok(transform) =
                    profile.create_transform_8bit(Layout::Rgba, &target, Layout::Rgba, options)
                else {
                    return false;
                };
                let mut source = Vec::new();
                rgba.chunks_mut(AT_ONCE * 4).all(|part| {
                    source.clear();
                    source.extend_from_slice(part);
                    let done = transform.transform(&source, part).is_ok();
                    part.chunks_exact_mut(4).zip(source.chunks_exact(4)).for_each(|(to, from)| {
                        if let ([.., to], [.., from]) = (to, from) {
                            *to = *from;
                        }
                    });
                    done
                })
            }
            Self::Grey(profile) => {
                let Ok(transform) =
                    profile.create_transform_8bit(Layout::Gray, &target, Layout::Rgb, options)
                else {
                    return false;
                };
                // 256 greys make a table.
                let greys: Vec<u8> = (0..=255).collect();
                let mut table = vec![0; 256 * 3];
                if transform.transform(&greys, &mut table).is_err() {
                    return false;
                }
                for pixel in rgba.chunks_exact_mut(4) {
                    let at = usize::from(pixel[0]) * 3;
                    if let Some(colour) = table.get(at..at + 3) {
                        pixel[..3].copy_from_slice(colour);
                    }
                }
                true
            }
            Self::Cmyk(_) => false,
        }
    }

    /// Four inks a pixel (0 is none) as opaque RGBA; `None` for profiles of something else.
    pub(crate) fn rgba_of_inks(&self, inks: &[u8]) -> Option<Vec<u8>> {
        let Self::Cmyk(profile) = self else { return None };
        let target = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let transform =
            profile.create_transform_8bit(Layout::Rgba, &target, Layout::Rgba, options).ok()?;
        let mut rgba = vec![255; inks.len()];
        for (from, to) in inks.chunks(AT_ONCE * 4).zip(rgba.chunks_mut(AT_ONCE * 4)) {
            transform.transform(from, to).ok()?;
            to.chunks_exact_mut(4).for_each(|pixel| pixel[3] = 255);
        }
        Some(rgba)
    }
}

/// Four inks a pixel (0 is none) as opaque RGBA without a profile: what is left of white after each ink took its part.
pub(crate) fn plain_inks(inks: &[u8]) -> Vec<u8> {
    let left = |ink: u8, key: u8| {
        let product = u32::from(255 - ink) * u32::from(255 - key);
        ((product + 127) / 255) as u8
    };
    inks.chunks_exact(4)
        .flat_map(|p| [left(p[0], p[3]), left(p[1], p[3]), left(p[2], p[3]), 255])
        .collect()
}
