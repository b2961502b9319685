//! The colours of a PDF: sRGB as it is, or the inks of a printing condition. Only the process colours; spot colours are
//! beside.

use std::borrow::Cow;

use geom::{Ink, Rgb, Stop};
use pdf_writer::{Content, Finish, Name, Ref};

use super::request::{Black, PdfColour};
use super::{Writer, channels};
use crate::icc::CmykProfile;

/// How the colours of a file are written.
#[derive(Clone, Copy)]
pub(super) enum Space<'a> {
    /// Device RGB; a default colour space of the resources may say what it means.
    Rgb,
    /// Device CMYK.
    Cmyk(&'a CmykProfile, Black),
}

/// What a colour is set for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Fill,
    Stroke,
}

/// Values of the numbers in a file between 0 and 1.
const STEPS: f64 = 10_000.0;

impl<'a> Space<'a> {
    pub(super) const fn of(colour: PdfColour<'a>, black: Black) -> Self {
        match colour {
            PdfColour::Srgb | PdfColour::SrgbIntent | PdfColour::LateCmyk(_) => Self::Rgb,
            PdfColour::Cmyk(profile) => Self::Cmyk(profile, black),
        }
    }

    /// The name of the device's colours.
    pub(super) const fn name(self) -> Name<'static> {
        match self {
            Self::Rgb => Name(b"DeviceRGB"),
            Self::Cmyk(..) => Name(b"DeviceCMYK"),
        }
    }

    /// The numbers of a colour, 0 to 1.
    pub(super) fn numbers(self, colour: Rgb) -> Vec<f32> {
        match self {
            Self::Rgb => channels(colour).to_vec(),
            Self::Cmyk(_, Black::KeyOnly) if colour == Rgb::BLACK => vec![0.0, 0.0, 0.0, 1.0],
            Self::Cmyk(profile, _) => rounded(profile.inks(colour)).to_vec(),
        }
    }

    /// Sets a colour.
    pub(super) fn set(self, content: &mut Content, used: Use, colour: Rgb) {
        let numbers = self.numbers(colour);
        match (numbers[..].first_chunk(), numbers[..].first_chunk(), used) {
            (_, Some(&[c, m, y, k]), Use::Fill) => content.set_fill_cmyk(c, m, y, k),
            (_, Some(&[c, m, y, k]), Use::Stroke) => content.set_stroke_cmyk(c, m, y, k),
            (Some(&[r, g, b]), None, Use::Fill) => content.set_fill_rgb(r, g, b),
            (Some(&[r, g, b]), None, Use::Stroke) => content.set_stroke_rgb(r, g, b),
            (None, None, _) => content,
        };
    }

    /// Channels of a picture's pixel.
    pub(super) const fn channels(self) -> u8 {
        match self {
            Self::Rgb => 3,
            Self::Cmyk(..) => 4,
        }
    }

    /// A picture's row of RGB as the file has it.
    pub(super) fn row<'r>(self, rgb: &'r [u8]) -> Cow<'r, [u8]> {
        match self {
            Self::Rgb => Cow::Borrowed(rgb),
            Self::Cmyk(profile, _) => {
                let mut inks = Vec::new();
                profile.extend_inks(rgb, &mut inks);
                Cow::Owned(inks)
            }
        }
    }

    /// A picture's row of grey (one channel) or RGB as the file has it.
    pub(super) fn row_of<'r>(self, row: &'r [u8], channels: u8) -> Cow<'r, [u8]> {
        if channels == 1 { Cow::Borrowed(row) } else { self.row(row) }
    }

    /// Stops for a gradient that a reader fills in evenly: in CMYK there are more, since what lies between two sRGB
    /// colours is not what lies between their inks.
    pub(super) fn stops(self, stops: &[Stop]) -> Cow<'_, [Stop]> {
        /// Parts of the way from one stop to the next.
        const PARTS: u32 = 16;
        if matches!(self, Self::Rgb) || stops.is_empty() {
            return Cow::Borrowed(stops);
        }
        let mut all = Vec::new();
        for pair in stops.windows(2) {
            for part in 0..PARTS {
                let way = f64::from(part) / f64::from(PARTS);
                let mix = |a: u8, b: u8| {
                    (f64::from(a) + (f64::from(b) - f64::from(a)) * way).round() as u8
                };
                let (a, b) = (pair[0].colour, pair[1].colour);
                all.push(Stop {
                    at: pair[0].at + (pair[1].at - pair[0].at) * way,
                    colour: Rgb::new(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b)),
                    opacity: pair[0].opacity + (pair[1].opacity - pair[0].opacity) * way,
                });
            }
        }
        all.extend(stops.last().copied());
        Cow::Owned(all)
    }
}

/// The stops of a gradient; none of a solid ink.
pub(super) fn stops(ink: &Ink) -> &[Stop] {
    match ink {
        Ink::Solid(_) => &[],
        Ink::Linear { stops, .. } | Ink::Radial { stops, .. } => stops,
    }
}

/// Numbers with as many decimals as a file has.
pub(super) fn rounded(inks: [f64; 4]) -> [f32; 4] {
    inks.map(|ink| ((ink * STEPS).round() / STEPS) as f32)
}

impl Writer<'_> {
    /// Writes a profile as a stream for `ICCBased` and output intents.
    pub(super) fn profile(
        &mut self,
        bytes: &[u8],
        channels: i32,
        alternate: Name<'_>,
    ) -> Result<Ref, crate::PressError> {
        let id = self.next();
        let packed = super::packed(bytes)?;
        let mut profile = self.pdf.icc_profile(id, &packed);
        profile.filter(pdf_writer::Filter::FlateDecode);
        profile.n(channels).alternate_name(alternate);
        profile.finish();
        Ok(id)
    }
}
