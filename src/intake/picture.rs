//! Pictures made of pixels, as they are kept: PNG, JPEG or WebP in sRGB, upright, without metadata. No drawings.

use std::cell::RefCell;
use std::io::Cursor;

use design::{ImageFormat, PixelSize};
use prepress::artwork::{self, MAX_PIXELS, MAX_SIDE, Orientation, Pixels, TOLD_ROWS};

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

/// How far reading is when a picture is decoded, and when its colours are converted as well.
const DECODED: f32 = 0.5;
const CONVERTED: f32 = 0.6;

/// Told how far something is: 0 to 1, rising.
pub type Tell<'a> = dyn FnMut(f32) + 'a;

/// Reads a picture. Where nothing but metadata has to go, its pixels stay as they were coded; where it is to be turned,
/// its colours converted or its kind is not kept, it is decoded and written anew; `tell` hears how far that is.
///
/// # Errors
/// [`IntakeError`] says what is wrong with the file and what to do; [`IntakeError::NeedsBrowser`] for AVIF.
pub fn read_picture(bytes: &[u8], tell: &mut Tell<'_>) -> Result<Kept, IntakeError> {
    match Kind::of(bytes)? {
        Kind::Png | Kind::Jpeg | Kind::WebP => read_known(bytes, tell),
        kind @ (Kind::Gif | Kind::Bmp | Kind::Tiff) => {
            let pixels = raster::decode(bytes, kind)?;
            tell(CONVERTED);
            written(&pixels, Lossy::No, &mut part_of(CONVERTED, 1.0, tell))
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

fn read_known(bytes: &[u8], tell: &mut Tell<'_>) -> Result<Kept, IntakeError> {
    let header = artwork::inspect(bytes)?;
    let said = Said::by(bytes, header.format);
    let profile = said.profile.as_deref().and_then(Profile::read);
    let has_inks = header.format == ImageFormat::Jpeg && jpeg::has_inks(bytes);
    let is_srgb = profile.as_ref().is_none_or(Profile::is_srgb);
    if header.orientation == Orientation::Upright && is_srgb && !has_inks && said.is_plain {
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
        let mut pixels = artwork::decode_telling(bytes, &mut part_of(0.0, DECODED, tell))?;
        if let Some(profile) = profile.filter(|_| !is_srgb) {
            // A profile that cannot be followed counts as none.
            let _ = profile.convert_rgba(&mut pixels.rgba);
        }
        pixels
    };
    let lossy = if header.format == ImageFormat::Jpeg { Lossy::Yes } else { Lossy::No };
    tell(CONVERTED);
    written(&pixels, lossy, &mut part_of(CONVERTED, 1.0, tell))
}

/// Tells of a part of the work as of all of it.
fn part_of(from: f32, to: f32, tell: &mut Tell<'_>) -> impl FnMut(f32) {
    move |done| tell(from + (to - from) * done.clamp(0.0, 1.0))
}

/// Straight RGBA as a JPEG encoder takes it, row by row; alpha is left out.
struct Told<'a, 'b> {
    pixels: &'a Pixels,
    tell: RefCell<&'a mut Tell<'b>>,
}

impl jpeg_encoder::ImageBuffer for Told<'_, '_> {
    fn get_jpeg_color_type(&self) -> jpeg_encoder::JpegColorType {
        jpeg_encoder::JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.pixels.width as u16
    }

    fn height(&self) -> u16 {
        self.pixels.height as u16
    }

    fn fill_buffers(&self, y: u16, [luma, blue, red, _]: &mut [Vec<u8>; 4]) {
        let row = self.pixels.width as usize * 4;
        let from = usize::from(y) * row;
        for pixel in self.pixels.rgba.get(from..from + row).unwrap_or_default().chunks_exact(4) {
            let (y, cb, cr) = jpeg_encoder::rgb_to_ycbcr(pixel[0], pixel[1], pixel[2]);
            luma.push(y);
            blue.push(cb);
            red.push(cr);
        }
        if u32::from(y) % TOLD_ROWS == 0 {
            (self.tell.borrow_mut())(f32::from(y) / self.pixels.height as f32);
        }
    }
}

/// What a file says about its pixels besides their size.
struct Said {
    profile: Option<Vec<u8>>,
    /// One picture of 8 bits a channel.
    is_plain: bool,
}

impl Said {
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

/// Pixels as a file; `tell` hears how far it is.
///
/// # Errors
/// [`IntakeError::TooManyPixels`], or what the encoder says.
pub fn written(pixels: &Pixels, lossy: Lossy, tell: &mut Tell<'_>) -> Result<Kept, IntakeError> {
    check_size(pixels.width, pixels.height, "PNG")?;
    let size = PixelSize { width: pixels.width, height: pixels.height };
    let is_opaque = pixels.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255);
    if lossy == Lossy::Yes && is_opaque {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, QUALITY);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
        encoder
            .encode_image(Told { pixels, tell: RefCell::new(tell) })
            .map_err(|error| IntakeError::damaged("JPEG", error))?;
        return Ok(Kept { bytes, format: ImageFormat::Jpeg, pixels: size });
    }
    let bytes = prepress::screen_png_telling(&pixels.rgba, size, tell)
        .map_err(|error| IntakeError::damaged("PNG", error))?;
    Ok(Kept { bytes, format: ImageFormat::Png, pixels: size })
}
