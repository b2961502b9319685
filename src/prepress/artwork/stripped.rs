//! The same picture without what only describes it: places, dates, names, previews, profiles. No pixel is touched.

use design::ImageFormat;

use super::{ArtworkError, JpegFile, png_without_descriptions, sniff};

/// Chunks without which a WebP file does not show the same picture.
const WEBP_NEEDED: [&[u8; 4]; 4] = [b"VP8 ", b"VP8L", b"ALPH", b"VP8X"];
/// Bits of the `VP8X` chunk that announce a profile, EXIF, XMP and an animation.
const WEBP_ANNOUNCED: u8 = 0b0010_1110;

/// A picture's bytes without EXIF, XMP, IPTC, comments, previews and profiles. Orientation and profile are lost with
/// them: a picture that needs either has to be decoded and written anew instead.
///
/// # Errors
/// [`ArtworkError`] where the file is none of the formats that are kept, or is damaged.
pub fn stripped(bytes: &[u8]) -> Result<Vec<u8>, ArtworkError> {
    match sniff(bytes)? {
        ImageFormat::Png => Ok(png_without_descriptions(bytes)),
        ImageFormat::Jpeg => {
            let file = JpegFile::parse(bytes)?;
            file.check_complete()?;
            Ok(file.without_descriptions())
        }
        ImageFormat::WebP => Ok(webp(bytes)),
    }
}

fn webp(bytes: &[u8]) -> Vec<u8> {
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut at = 12;
    while let Some(&[a, b, c, d, l0, l1, l2, l3]) = bytes.get(at..at + 8) {
        let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        // Chunks are padded to an even length; the last one may lack its padding.
        let padded = length.saturating_add(length % 2);
        let whole = bytes.get(at..at.saturating_add(8).saturating_add(padded));
        let Some(chunk) = whole.or_else(|| bytes.get(at..at.saturating_add(8 + length))) else {
            break;
        };
        if WEBP_NEEDED.contains(&&[a, b, c, d]) {
            let from = kept.len();
            kept.extend_from_slice(chunk);
            if &[a, b, c, d] == b"VP8X"
                && let Some(flags) = kept.get_mut(from + 8)
            {
                *flags &= !WEBP_ANNOUNCED;
            }
        }
        at += chunk.len();
    }
    let size = (kept.len() - 8) as u32;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    kept
}
