//! Pictures made of pixels, as they are kept: PNG, JPEG or WebP in sRGB, upright, without metadata. No drawings.

use std::io::Cursor;

use design::{ImageFormat, PixelSize};
use prepress::artwork::{self, MAX_PIXELS, MAX_SIDE, Orientation, Pixels};

use crate::colour::{Profile, plain_inks};
use crate::{IntakeError, Kind, jpeg, raster};

/// Quality of JPEG files that had to be written anew: no artefact shows in print.
const QUALITY: u8 = 95;

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: ImageFormat,
    /// Its size, upright.
    pub pixels: PixelSize,
}

/// Reads a picture. Where nothing but metadata has to go, its pixels stay as they were coded; where it is to be turned,
/// its colours converted or its kind is not kept, it is decoded and written anew.
///
/// # Errors
/// [`IntakeError`] says what is wrong with the file and what to do; [`IntakeError::NeedsBrowser`] for AVIF.
pub fn read_picture(bytes: &[u8]) -> Result<Kept, IntakeError> {
    match Kind::of(bytes)? {
        Kind::Png | Kind::Jpeg | Kind::WebP => read_known(bytes),
        kind @ (Kind::Gif | Kind::Bmp | Kind::Tiff) => {
            written(&raster::decode(bytes, kind)?, Lossy::No)
        }
        Kind::Avif => Err(IntakeError::NeedsBrowser),
        Kind::Svg | Kind::Pdf => {
            Err(IntakeError::Picture { reason: "this is a drawing, not a picture".into() })
        }
    }
}

/// Whether opaque pixels may be written as JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lossy {
    /// As PNG, to the last bit.
    No,
    /// They came from a format that loses something anyway.
    Yes,
}

fn read_known(bytes: &[u8]) -> Result<Kept, IntakeError> {
    let header = artwork::inspect(bytes)?;
    let told = Told::by(bytes, header.format);
    let profile = told.profile.as_deref().and_then(Profile::read);
    let has_inks = header.format == ImageFormat::Jpeg && jpeg::has_inks(bytes);
    let is_srgb = profile.as_ref().is_none_or(Profile::is_srgb);
    if header.orientation == Orientation::Upright && is_srgb && !has_inks && told.is_plain {
        let (format, pixels) = (header.format, header.pixels());
        return Ok(Kept { bytes: artwork::stripped(bytes)?, format, pixels });
    }
    let pixels = if has_inks {
        let inks = jpeg::inks(bytes, header.stored)?;
        let mixed = profile.and_then(|profile| profile.rgba_of_inks(&inks));
        let rgba = mixed.unwrap_or_else(|| plain_inks(&inks));
        let PixelSize { width, height } = header.stored;
        let upright = header.orientation.turned(rgba, width, height);
        let PixelSize { width, height } = header.pixels();
        Pixels { width, height, rgba: upright }
    } else {
        let mut pixels = artwork::decode(bytes)?;
        if let Some(profile) = profile.filter(|_| !is_srgb) {
            // A profile that cannot be followed counts as none.
            let _ = profile.convert_rgba(&mut pixels.rgba);
        }
        pixels
    };
    let lossy = if header.format == ImageFormat::Jpeg { Lossy::Yes } else { Lossy::No };
    written(&pixels, lossy)
}

/// What a file says about its pixels besides their size.
struct Told {
    profile: Option<Vec<u8>>,
    /// One picture of 8 bits a channel.
    is_plain: bool,
}

impl Told {
    fn by(bytes: &[u8], format: ImageFormat) -> Self {
        match format {
            ImageFormat::Png => {
                let decoder = png::Decoder::new(Cursor::new(bytes));
                decoder.read_info().map_or(Self { profile: None, is_plain: true }, |reader| {
                    let info = reader.info();
                    Self {
                        profile: info.icc_profile.as_deref().map(<[u8]>::to_vec),
                        is_plain: info.bit_depth != png::BitDepth::Sixteen,
                    }
                })
            }
            ImageFormat::Jpeg => Self { profile: jpeg::profile(bytes), is_plain: true },
            ImageFormat::WebP => {
                let decoder = image_webp::WebPDecoder::new(Cursor::new(bytes));
                decoder.map_or(Self { profile: None, is_plain: true }, |mut decoder| Self {
                    profile: decoder.icc_profile().ok().flatten(),
                    is_plain: !decoder.is_animated(),
                })
            }
        }
    }
}

/// Checks a size before anything is decoded.
pub(crate) fn check_size(width: u32, height: u32, format: &'static str) -> Result<(), IntakeError> {
    if width == 0 || height == 0 {
        return Err(IntakeError::damaged(format, "it has no pixels"));
    }
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(IntakeError::TooManyPixels { width, height });
    }
    Ok(())
}

/// Pixels as a file.
///
/// # Errors
/// [`IntakeError::TooManyPixels`], or what the encoder says.
pub fn written(pixels: &Pixels, lossy: Lossy) -> Result<Kept, IntakeError> {
    check_size(pixels.width, pixels.height, "PNG")?;
    let size = PixelSize { width: pixels.width, height: pixels.height };
    let is_opaque = pixels.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255);
    if lossy == Lossy::Yes && is_opaque {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, QUALITY);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
        encoder
            .encode(
                &pixels.rgba,
                size.width as u16,
                size.height as u16,
                jpeg_encoder::ColorType::Rgba,
            )
            .map_err(|error| IntakeError::damaged("JPEG", error))?;
        return Ok(Kept { bytes, format: ImageFormat::Jpeg, pixels: size });
    }
    let bytes = prepress::screen_png(&pixels.rgba, size)
        .map_err(|error| IntakeError::damaged("PNG", error))?;
    Ok(Kept { bytes, format: ImageFormat::Png, pixels: size })
}
