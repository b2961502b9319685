//! The segments of a JPEG file: size, colour, orientation, completeness. Decoding pixels is the decoder's work.

use std::ops::Range;

use design::{ImageFormat, PixelSize};

use super::{ArtworkError, Orientation};

/// What the segments of a JPEG file say.
#[derive(Clone, Debug)]
pub(crate) struct JpegFile<'a> {
    bytes: &'a [u8],
    /// Size as stored.
    pub(crate) size: PixelSize,
    /// How the rows are to be turned.
    pub(crate) orientation: Orientation,
    /// How colour is stored.
    pub(crate) colour: JpegColour,
    /// Whether its components are called R, G and B, which PDF readers do not look at.
    pub(crate) names_its_colours: bool,
    /// Segments that only describe: EXIF, XMP, IPTC, profiles, previews, comments.
    descriptions: Vec<Range<usize>>,
    /// Where the first scan begins, after its header.
    scan: usize,
    /// Bytes that a decoder needs for coefficients of a progressive file; 0 for a sequential one.
    pub(crate) coefficient_bytes: usize,
}

/// How a JPEG file stores colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JpegColour {
    /// One component.
    Grey,
    /// Three components.
    Rgb,
    /// Four components.
    Cmyk,
}

/// The frame header's facts.
struct Frame {
    size: PixelSize,
    colour: JpegColour,
    names_its_colours: bool,
    coefficient_bytes: usize,
}

const TEM: u8 = 0x01;
const SOF_BASELINE: u8 = 0xc0;
const SOF_EXTENDED: u8 = 0xc1;
const SOF_PROGRESSIVE: u8 = 0xc2;
const DHT: u8 = 0xc4;
const JPG: u8 = 0xc8;
const DAC: u8 = 0xcc;
const RST0: u8 = 0xd0;
const RST7: u8 = 0xd7;
const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP1: u8 = 0xe1;
const APP13: u8 = 0xed;
const APP15: u8 = 0xef;
const COM: u8 = 0xfe;

const TRUNCATED: ArtworkError = ArtworkError::Truncated { format: ImageFormat::Jpeg };

impl<'a> JpegFile<'a> {
    /// Walks the segments up to the first scan.
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, ArtworkError> {
        let mut orientation = Orientation::Upright;
        let mut descriptions = Vec::new();
        let mut frame = None;
        let mut at = 2;
        loop {
            let (marker, body) = next_segment(bytes, at)?;
            let content = bytes.get(body.clone()).ok_or(TRUNCATED)?;
            match marker {
                SOS => {
                    let Frame { size, colour, names_its_colours, coefficient_bytes } =
                        frame.ok_or_else(|| damaged("it has no frame header"))?;
                    let scan = body.end;
                    return Ok(Self {
                        bytes,
                        size,
                        orientation,
                        colour,
                        names_its_colours,
                        descriptions,
                        scan,
                        coefficient_bytes,
                    });
                }
                EOI => return Err(damaged("it has no picture in it")),
                SOF_BASELINE | SOF_EXTENDED | SOF_PROGRESSIVE => {
                    frame = Some(Frame::parse(marker, content)?);
                }
                DHT | JPG | DAC => {}
                0xc3..=0xcf => {
                    return Err(ArtworkError::Unsupported {
                        format: ImageFormat::Jpeg,
                        feature: "lossless or arithmetic coding",
                    });
                }
                APP1 if content.starts_with(b"Exif\0\0") => {
                    orientation = Orientation::of_exif(content);
                }
                _ => {}
            }
            // What is left is JFIF (APP0) and Adobe (APP14), which say how colour is to be read.
            if matches!(marker, APP1..=APP13 | APP15 | COM) {
                descriptions.push(body.start - 4..body.end);
            }
            at = body.end;
        }
    }

    /// Checks that the file goes on to its end marker.
    ///
    /// # Errors
    /// [`ArtworkError::Truncated`] where it does not.
    pub(crate) fn check_complete(&self) -> Result<(), ArtworkError> {
        self.end(&mut |_| ()).map(|_| ())
    }

    /// Where the file ends, after its end marker; `described` hears the descriptions on the way, after the first scan.
    fn end(&self, described: &mut dyn FnMut(Range<usize>)) -> Result<usize, ArtworkError> {
        let mut at = self.scan;
        loop {
            let rest = self.bytes.get(at..).ok_or(TRUNCATED)?;
            at += rest.iter().position(|byte| *byte == 0xff).ok_or(TRUNCATED)?;
            match *self.bytes.get(at + 1).ok_or(TRUNCATED)? {
                EOI => return Ok(at + 2),
                0x00 | TEM | RST0..=RST7 => at += 2,
                0xff => at += 1,
                marker => {
                    let end = next_segment(self.bytes, at)?.1.end;
                    if matches!(marker, APP1..=APP13 | APP15 | COM) {
                        described(at..end);
                    }
                    at = end;
                }
            }
        }
    }

    /// The same picture without what only describes it: a print file tells no one where a photo was taken, and colour
    /// values mean sRGB, as everywhere else. What follows the picture (previews, films of phones) is left out too.
    pub(crate) fn without_descriptions(&self) -> Vec<u8> {
        let mut descriptions = self.descriptions.clone();
        let end = self.end(&mut |range| descriptions.push(range)).unwrap_or(self.bytes.len());
        let mut kept = Vec::with_capacity(end);
        let mut from = 0;
        for range in &descriptions {
            kept.extend_from_slice(self.bytes.get(from..range.start).unwrap_or_default());
            from = range.end;
        }
        kept.extend_from_slice(self.bytes.get(from..end).unwrap_or_default());
        kept
    }
}

impl Frame {
    fn parse(marker: u8, content: &[u8]) -> Result<Self, ArtworkError> {
        let [precision, h1, h0, w1, w0, components, sampling @ ..] = content else {
            return Err(damaged("its frame header is too short"));
        };
        if *precision != 8 {
            return Err(ArtworkError::Unsupported {
                format: ImageFormat::Jpeg,
                feature: "more than 8 bits a colour",
            });
        }
        let colour = match components {
            1 => JpegColour::Grey,
            3 => JpegColour::Rgb,
            4 => JpegColour::Cmyk,
            _ => return Err(damaged("it has an odd number of colours")),
        };
        let size = PixelSize {
            width: u32::from(u16::from_be_bytes([*w1, *w0])),
            height: u32::from(u16::from_be_bytes([*h1, *h0])),
        };
        let coefficient_bytes = match marker {
            SOF_PROGRESSIVE => coefficient_bytes(size, sampling),
            _ => 0,
        };
        let names = sampling.chunks_exact(3).map(|component| component[0]);
        let names_its_colours = names.eq(*b"RGB");
        Ok(Self { size, colour, names_its_colours, coefficient_bytes })
    }
}

/// Two bytes a coefficient of each component at its own sampling.
fn coefficient_bytes(size: PixelSize, components: &[u8]) -> usize {
    let factors: Vec<(usize, usize)> = components
        .chunks_exact(3)
        .map(|component| (usize::from(component[1] >> 4), usize::from(component[1] & 15)))
        .collect();
    let widest = factors.iter().map(|(h, _)| *h).max().unwrap_or(1).max(1);
    let tallest = factors.iter().map(|(_, v)| *v).max().unwrap_or(1).max(1);
    let pixels = size.width as usize * size.height as usize;
    factors.iter().map(|(h, v)| pixels * h * v / (widest * tallest) * 2).sum()
}

/// The next segment's marker and the range of its content (empty for markers without one).
fn next_segment(bytes: &[u8], from: usize) -> Result<(u8, Range<usize>), ArtworkError> {
    let mut at = from;
    // Stray bytes before a marker are skipped, as every decoder does.
    while *bytes.get(at).ok_or(TRUNCATED)? != 0xff {
        at += 1;
    }
    while *bytes.get(at).ok_or(TRUNCATED)? == 0xff {
        at += 1;
    }
    let marker = *bytes.get(at).ok_or(TRUNCATED)?;
    at += 1;
    if matches!(marker, 0x00 | TEM | RST0..=RST7 | SOI | EOI) {
        return Ok((marker, at..at));
    }
    let length = bytes.get(at..at + 2).ok_or(TRUNCATED)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if length < 2 {
        return Err(damaged("a part of it has no length"));
    }
    Ok((marker, at + 2..at + length))
}

fn damaged(reason: &str) -> ArtworkError {
    ArtworkError::damaged(ImageFormat::Jpeg, reason)
}
