//! What kind of file it is, told from its bytes and never from its name. Nothing is read here.

use crate::IntakeError;
use prepress::artwork::MAX_FILE;

/// A kind of file that can be brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
    /// GIF; its first picture is used.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// TIFF; its first picture is used.
    Tiff,
    /// AVIF; only a browser decodes it.
    Avif,
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Document Format.
    Pdf,
}

/// How far into a file an SVG's first element or a PDF's header is looked for.
const LOOKED_AT: usize = 4096;

impl Kind {
    /// The kind of a file.
    ///
    /// # Errors
    /// [`IntakeError`] for empty and too large files and for kinds that cannot be used.
    pub fn of(bytes: &[u8]) -> Result<Self, IntakeError> {
        if bytes.is_empty() {
            return Err(IntakeError::Empty);
        }
        if bytes.len() > MAX_FILE {
            return Err(IntakeError::FileTooLarge { bytes: bytes.len() });
        }
        let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
        let starts = |magic: &[u8]| head.starts_with(magic);
        let brand = head.get(8..12).unwrap_or_default();
        let kind = if starts(b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else if starts(&[0xff, 0xd8, 0xff]) {
            Self::Jpeg
        } else if starts(b"RIFF") && brand == b"WEBP" {
            Self::WebP
        } else if starts(b"GIF87a") || starts(b"GIF89a") {
            Self::Gif
        } else if starts(b"BM") {
            Self::Bmp
        } else if starts(b"II*\0") || starts(b"MM\0*") {
            Self::Tiff
        } else if head.get(4..8) == Some(b"ftyp") && has_avif_brand(head) {
            Self::Avif
        } else if has(head, b"%PDF-") {
            Self::Pdf
        } else if has(head, b"<svg") || has(head, b":svg") {
            Self::Svg
        } else {
            return Err(IntakeError::WrongKind { found: other(head) });
        };
        Ok(kind)
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

/// The major brand, or a compatible one in the first box.
fn has_avif_brand(head: &[u8]) -> bool {
    let length = head.get(..4).and_then(|size| <[u8; 4]>::try_from(size).ok());
    let length = length.map_or(0, |size| u32::from_be_bytes(size) as usize).min(head.len());
    let brands = head.get(8..length).unwrap_or_default();
    brands.chunks_exact(4).any(|brand| brand == b"avif" || brand == b"avis")
}

/// A plain name for files that people try.
fn other(head: &[u8]) -> Option<&'static str> {
    if head.get(4..8) == Some(b"ftyp") {
        return Some(match head.get(8..12).unwrap_or_default() {
            b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => "a HEIC photo",
            _ => "a video",
        });
    }
    let known: [(&[u8], &str); 6] = [
        (b"8BPS", "a Photoshop document"),
        (b"PK\x03\x04", "a ZIP archive"),
        (&[0x1f, 0x8b], "a compressed file; unpack it first"),
        (b"%!PS", "a PostScript file"),
        (&[0xff, 0x0a], "a JPEG XL picture"),
        (b"<?xml", "an XML document without a drawing"),
    ];
    known.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name)
}
