//! GIF, BMP and TIFF files as pixels. PNG, JPEG and WebP are read by `prepress`.

use std::io::Cursor;

use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, tiff::TiffDecoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageError, Limits};
use prepress::artwork::{MAX_PIXELS, MAX_SIDE, Pixels};

use crate::colour::{Profile, plain_inks};
use crate::picture::check_size;
use crate::{IntakeError, Kind};

/// Most bytes that a decoder may take: 16 bits in four channels, and room to work.
const MAX_MEMORY: u64 = MAX_PIXELS * 8 + 64 * 1024 * 1024;

/// Decodes the first picture of a file, upright, in sRGB.
pub(crate) fn decode(bytes: &[u8], kind: Kind) -> Result<Pixels, IntakeError> {
    let name = match kind {
        Kind::Gif => "GIF",
        Kind::Bmp => "BMP",
        _ => "TIFF",
    };
    let bad = |error: ImageError| wrong(name, &error);
    let cursor = Cursor::new(bytes);
    match kind {
        Kind::Gif => upright(GifDecoder::new(cursor).map_err(bad)?, bytes, name),
        Kind::Bmp => upright(BmpDecoder::new(cursor).map_err(bad)?, bytes, name),
        _ => upright(TiffDecoder::new(cursor).map_err(bad)?, bytes, name),
    }
}

fn upright<D: ImageDecoder>(
    mut decoder: D,
    bytes: &[u8],
    name: &'static str,
) -> Result<Pixels, IntakeError> {
    let bad = |error: ImageError| wrong(name, &error);
    let (width, height) = decoder.dimensions();
    check_size(width, height, name)?;
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    // TIFF's reader refuses profiles above a megabyte before it has its limits, and profiles larger than the pixels after.
    let profile = decoder.icc_profile().ok().flatten();
    decoder.set_limits(limits).map_err(bad)?;
    // Damaged descriptions do not make a picture unusable.
    let profile = profile.or_else(|| decoder.icc_profile().ok().flatten());
    let profile = profile.as_deref().and_then(Profile::read);
    let orientation = decoder.orientation().ok();
    let has_inks = matches!(
        decoder.original_color_type(),
        ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16
    );
    let mut picture = match has_inks.then(|| tiff_inks(bytes)).flatten() {
        Some(inks) => {
            let mixed = profile.as_ref().and_then(|profile| profile.rgba_of_inks(&inks));
            let rgba = mixed.unwrap_or_else(|| plain_inks(&inks));
            let buffer = image::RgbaImage::from_raw(width, height, rgba)
                .ok_or_else(|| IntakeError::damaged(name, "its size is wrong"))?;
            DynamicImage::ImageRgba8(buffer)
        }
        None => DynamicImage::from_decoder(decoder).map_err(bad)?,
    };
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    let rgba = picture.into_rgba8();
    let (width, height) = rgba.dimensions();
    let mut rgba = rgba.into_raw();
    if let Some(profile) = profile.filter(|profile| !has_inks && !profile.is_srgb()) {
        // A profile that cannot be followed counts as none.
        let _ = profile.convert_rgba(&mut rgba);
    }
    Ok(Pixels { width, height, rgba })
}

/// Four inks a pixel of a TIFF file of 8 bits; `None` for other depths, which the plain reader mixes.
fn tiff_inks(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut limits = tiff::decoder::Limits::default();
    limits.decoding_buffer_size = usize::try_from(MAX_PIXELS * 4).unwrap_or(usize::MAX);
    let mut decoder = tiff::decoder::Decoder::new(Cursor::new(bytes)).ok()?.with_limits(limits);
    let (width, height) = decoder.dimensions().ok()?;
    match decoder.read_image().ok()? {
        tiff::decoder::DecodingResult::U8(inks)
            if inks.len() == width as usize * height as usize * 4 =>
        {
            Some(inks)
        }
        _ => None,
    }
}

fn wrong(name: &'static str, error: &ImageError) -> IntakeError {
    match error {
        ImageError::Unsupported(what) => IntakeError::Unsupported {
            format: name,
            feature: what.to_string().chars().take(120).collect(),
        },
        other => IntakeError::damaged(name, other),
    }
}
