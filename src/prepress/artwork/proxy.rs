//! Proxies: small upright copies of artwork for the screen, without metadata. Prints use the original.

use design::{ImageFormat, PixelSize};

use scene::Look;

use super::{ArtworkError, Rows, Target, Tint, Window, decode, inspect, resample};
use crate::png::screen_png;

/// A small copy of a picture, as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// PNG where the picture has transparent pixels, else JPEG.
    pub format: ImageFormat,
    /// The proxy's size.
    pub pixels: PixelSize,
    /// The original's size, after orientation.
    pub original: PixelSize,
}

/// JPEG quality of proxies: no artefacts that show at screen size.
const QUALITY: u8 = 88;

/// A copy with at most `max_side` pixels a side, upright, without metadata. Never larger than the original.
///
/// # Errors
/// [`ArtworkError`] says what is wrong with the original and what to do.
pub fn proxy(bytes: &[u8], max_side: u32) -> Result<Proxy, ArtworkError> {
    let header = inspect(bytes)?;
    let stored = header.stored;
    let small = shrunk(stored, max_side.max(1));
    let mut rows = Rows::open(bytes, &header)?;
    let target = Target { width: small.width, height: small.height, window: Window::all(small) };
    let made = resample(&mut rows, stored, &target, None)?;
    let rgba = straight(&made.pixels, made.has_alpha);
    let rgba = header.orientation.turned(rgba, small.width, small.height);
    let pixels = if header.orientation.swaps_axes() {
        PixelSize { width: small.height, height: small.width }
    } else {
        small
    };
    let (format, bytes) = encode(&rgba, pixels, header.format)?;
    Ok(Proxy { bytes, format, pixels, original: header.pixels() })
}

/// A picture with its colours changed, of the same size, as a file for the screen.
///
/// # Errors
/// [`ArtworkError`] says what is wrong with the picture and what to do.
pub fn changed(bytes: &[u8], look: &Look) -> Result<Vec<u8>, ArtworkError> {
    let Some(tint) = Tint::of(look) else { return Ok(bytes.to_vec()) };
    let header = inspect(bytes)?;
    let mut pixels = decode(bytes)?;
    tint.apply(&mut pixels.rgba);
    let size = PixelSize { width: pixels.width, height: pixels.height };
    encode(&pixels.rgba, size, header.format).map(|(_, file)| file)
}

/// The size within `max_side`, in proportion.
fn shrunk(size: PixelSize, max_side: u32) -> PixelSize {
    let longest = size.width.max(size.height);
    if longest <= max_side {
        return size;
    }
    let scaled = |edge: u32| {
        let scaled =
            (u64::from(edge) * u64::from(max_side) + u64::from(longest) / 2) / u64::from(longest);
        (scaled as u32).max(1)
    };
    PixelSize { width: scaled(size.width), height: scaled(size.height) }
}

/// RGB or premultiplied RGBA as straight RGBA.
fn straight(pixels: &[u8], has_alpha: bool) -> Vec<u8> {
    if has_alpha {
        let mut straight = pixels.to_vec();
        crate::raster::unpremultiply(&mut straight);
        return straight;
    }
    pixels.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect()
}

fn encode(
    rgba: &[u8],
    pixels: PixelSize,
    original: ImageFormat,
) -> Result<(ImageFormat, Vec<u8>), ArtworkError> {
    let opaque = rgba.chunks_exact(4).all(|pixel| pixel[3] == 255);
    if !opaque || original == ImageFormat::Png {
        let bytes = screen_png(rgba, pixels)
            .map_err(|error| ArtworkError::damaged(ImageFormat::Png, error))?;
        return Ok((ImageFormat::Png, bytes));
    }
    let mut bytes = Vec::new();
    // Limits keep both edges at most 16,384, so they fit.
    let (width, height) = (pixels.width as u16, pixels.height as u16);
    jpeg_encoder::Encoder::new(&mut bytes, QUALITY)
        .encode(rgba, width, height, jpeg_encoder::ColorType::Rgba)
        .map_err(|error| ArtworkError::damaged(ImageFormat::Jpeg, error))?;
    Ok((ImageFormat::Jpeg, bytes))
}
