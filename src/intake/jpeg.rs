//! Of JPEG files what the usual reader leaves out: the colour profile, and pixels made of four inks.

use design::PixelSize;
use prepress::artwork::MAX_SIDE;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::IntakeError;

/// What comes before each piece of a profile in its APP2 segment.
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The content of each segment before the first scan, with its marker.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        while bytes.get(at)? != &0xff || bytes.get(at + 1)? == &0xff {
            at += 1;
        }
        let marker = *bytes.get(at + 1)?;
        if matches!(marker, 0xda | 0xd9) {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let content = bytes.get(at + 4..at + 2 + length)?;
        at += 2 + length;
        Some((marker, content))
    })
}

/// The colour profile, put together from its pieces.
pub(crate) fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut pieces: Vec<(u8, &[u8])> = segments(bytes)
        .filter(|(marker, _)| *marker == 0xe2)
        .filter_map(|(_, content)| match content.strip_prefix(PROFILE)? {
            [number, _, piece @ ..] => Some((*number, piece)),
            _ => None,
        })
        .collect();
    pieces.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = pieces.iter().flat_map(|(_, piece)| piece.iter().copied()).collect();
    (!whole.is_empty()).then_some(whole)
}

/// Whether its pixels are made of four inks.
pub(crate) fn has_inks(bytes: &[u8]) -> bool {
    segments(bytes)
        .find(|(marker, _)| matches!(marker, 0xc0..=0xc2))
        .is_some_and(|(_, content)| content.get(5) == Some(&4))
}

/// Four inks a pixel, 0 is none. Files of four inks are stored turned round, as Adobe's programs write them.
pub(crate) fn inks(bytes: &[u8], size: PixelSize) -> Result<Vec<u8>, IntakeError> {
    // Colour transform 2 in the APP14 segment: YCCK.
    let is_ycck = segments(bytes).any(|(marker, content)| {
        marker == 0xee && content.starts_with(b"Adobe") && content.get(11) == Some(&2)
    });
    let space = if is_ycck { ColorSpace::YCCK } else { ColorSpace::CMYK };
    let options = DecoderOptions::new_safe()
        .set_strict_mode(true)
        .set_max_width(MAX_SIDE as usize)
        .set_max_height(MAX_SIDE as usize)
        .jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let mut stored = decoder.decode().map_err(|error| IntakeError::damaged("JPEG", error))?;
    if stored.len() != size.width as usize * size.height as usize * 4 {
        return Err(IntakeError::damaged("JPEG", "its size is wrong"));
    }
    for pixel in stored.chunks_exact_mut(4) {
        if is_ycck {
            let [red, green, blue] = rgb_of_ycc(pixel[0], pixel[1], pixel[2]);
            pixel[..3].copy_from_slice(&[red, green, blue]);
        } else {
            pixel[..3].iter_mut().for_each(|ink| *ink = 255 - *ink);
        }
        pixel[3] = 255 - pixel[3];
    }
    Ok(stored)
}

/// ITU-T T.871, in whole numbers.
fn rgb_of_ycc(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    let byte = |value: i32| ((value + (1 << 15)) >> 16).clamp(0, 255) as u8;
    [byte(y + 91_881 * cr), byte(y - 22_554 * cb - 46_802 * cr), byte(y + 116_130 * cb)]
}
