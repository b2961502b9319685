//! Uploaded pictures: what they are, whether they can be used, and their pixels. No scenes, no printing.
//!
//! The format is told from the bytes, never from a name, and the header is read and judged before any pixel is.

mod chunks;
mod error;
mod jpeg;
mod orientation;
mod proxy;
mod resample;
mod rows;
mod stripped;
mod tint;

pub use error::ArtworkError;
pub use orientation::Orientation;
pub use proxy::{Proxy, changed, proxy};
pub use stripped::stripped;

pub(crate) use chunks::png_without_descriptions;
pub(crate) use jpeg::{JpegColour, JpegFile};
pub(crate) use resample::{Target, Window, resample};
pub(crate) use rows::{Channels, Rows};
pub(crate) use tint::{Tint, TintKey};

use std::io::Cursor;

use design::{ImageFormat, PixelSize};

/// Longest edge that is read, in pixels.
pub const MAX_SIDE: u32 = 16_384;
/// Most pixels that are read.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Largest file that is read, in bytes.
pub const MAX_FILE: usize = 60 * 1024 * 1024;

/// What a picture's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Format, told from the bytes.
    pub format: ImageFormat,
    /// Size as stored, before [`Orientation`] is applied.
    pub stored: PixelSize,
    /// How the stored rows are to be turned.
    pub orientation: Orientation,
}

impl Header {
    /// Size as seen, after orientation.
    pub fn pixels(&self) -> PixelSize {
        let PixelSize { width, height } = self.stored;
        if self.orientation.swaps_axes() {
            PixelSize { width: height, height: width }
        } else {
            self.stored
        }
    }
}

/// A decoded picture, upright.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// RGBA, 8 bits a channel, straight alpha, rows from the top.
    pub rgba: Vec<u8>,
}

/// Reads a picture's header and checks all limits. No pixels are decoded.
///
/// # Errors
/// [`ArtworkError`] says what is wrong with the file and what to do.
pub fn inspect(bytes: &[u8]) -> Result<Header, ArtworkError> {
    let format = sniff(bytes)?;
    if bytes.len() > MAX_FILE {
        return Err(ArtworkError::FileTooLarge { bytes: bytes.len() });
    }
    let header = match format {
        ImageFormat::Png => inspect_png(bytes)?,
        ImageFormat::Jpeg => inspect_jpeg(bytes)?,
        ImageFormat::WebP => inspect_webp(bytes)?,
    };
    check_size(header.stored, format)?;
    Ok(header)
}

fn check_size(size: PixelSize, format: ImageFormat) -> Result<(), ArtworkError> {
    let PixelSize { width, height } = size;
    if width == 0 || height == 0 {
        return Err(ArtworkError::damaged(format, "it has no pixels"));
    }
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ArtworkError::TooManyPixels { width, height });
    }
    Ok(())
}

/// How many rows of a picture are done before somebody is told again.
pub const TOLD_ROWS: u32 = 128;

/// Decodes a whole picture to upright RGBA. At most [`MAX_PIXELS`] times four bytes.
///
/// # Errors
/// [`ArtworkError`] says what is wrong with the file and what to do.
pub fn decode(bytes: &[u8]) -> Result<Pixels, ArtworkError> {
    decode_telling(bytes, &mut |_| {})
}

/// As [`decode`]; `tell` hears how far it is, 0 to 1, rising, at every [`TOLD_ROWS`] rows.
///
/// # Errors
/// As [`decode`].
pub fn decode_telling(bytes: &[u8], tell: &mut dyn FnMut(f32)) -> Result<Pixels, ArtworkError> {
    let header = inspect(bytes)?;
    let mut rows = Rows::open(bytes, &header)?;
    let PixelSize { width, height } = header.stored;
    let mut stored = Vec::with_capacity(width as usize * height as usize * 4);
    let channels = rows.channels();
    let mut done = 0;
    while let Some(row) = rows.next_row()? {
        channels.extend_rgba(row, &mut stored);
        done += 1;
        if done % TOLD_ROWS == 0 {
            tell(done as f32 / height as f32);
        }
    }
    let PixelSize { width: columns, height: lines } = header.pixels();
    let rgba = header.orientation.turned(stored, width, height);
    Ok(Pixels { width: columns, height: lines, rgba })
}

/// The format that the first bytes tell.
fn sniff(bytes: &[u8]) -> Result<ImageFormat, ArtworkError> {
    if bytes.is_empty() {
        return Err(ArtworkError::Empty);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(ImageFormat::Png);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(ImageFormat::Jpeg);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(ImageFormat::WebP);
    }
    Err(ArtworkError::WrongType { found: other_type(bytes) })
}

/// A plain name for file types that people try.
fn other_type(bytes: &[u8]) -> Option<&'static str> {
    let brand = bytes.get(8..12).unwrap_or_default();
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(match brand {
            b"avif" | b"avis" => "an AVIF picture",
            b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => "a HEIC photo",
            _ => "a video",
        });
    }
    let known: [(&[u8], &str); 9] = [
        (b"GIF8", "a GIF picture"),
        (b"%PDF", "a PDF document"),
        (b"BM", "a BMP picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"8BPS", "a Photoshop document"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"<svg", "an SVG drawing"),
        (b"<?xml", "an XML document"),
    ];
    let text_start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    known
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic) || bytes[text_start..].starts_with(magic))
        .map(|(_, name)| *name)
}

fn inspect_png(bytes: &[u8]) -> Result<Header, ArtworkError> {
    // The decoder has limits of its own and says less about them.
    if let Some([.., w3, w2, w1, w0, h3, h2, h1, h0]) = bytes.get(12..24)
        && bytes.get(12..16) == Some(b"IHDR")
    {
        let width = u32::from_be_bytes([*w3, *w2, *w1, *w0]);
        let height = u32::from_be_bytes([*h3, *h2, *h1, *h0]);
        check_size(PixelSize { width, height }, ImageFormat::Png)?;
    }
    let reader = rows::png_decoder(bytes).read_info().map_err(|error| rows::png_error(&error))?;
    let info = reader.info();
    let orientation =
        info.exif_metadata.as_deref().map_or(Orientation::Upright, Orientation::of_exif);
    let stored = PixelSize { width: info.width, height: info.height };
    Ok(Header { format: ImageFormat::Png, stored, orientation })
}

fn inspect_jpeg(bytes: &[u8]) -> Result<Header, ArtworkError> {
    let file = JpegFile::parse(bytes)?;
    Ok(Header { format: ImageFormat::Jpeg, stored: file.size, orientation: file.orientation })
}

fn inspect_webp(bytes: &[u8]) -> Result<Header, ArtworkError> {
    let stated = bytes.get(4..8).and_then(|size| <[u8; 4]>::try_from(size).ok());
    if stated.is_some_and(|size| bytes.len() < u32::from_le_bytes(size) as usize + 8) {
        return Err(ArtworkError::Truncated { format: ImageFormat::WebP });
    }
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes))
        .map_err(|error| rows::webp_error(&error))?;
    let (width, height) = decoder.dimensions();
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation = exif.as_deref().map_or(Orientation::Upright, Orientation::of_exif);
    Ok(Header { format: ImageFormat::WebP, stored: PixelSize { width, height }, orientation })
}
