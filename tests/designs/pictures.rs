//! Pictures for the sample designs, drawn and written here: every kind of file that can be printed.

use geom::Rgb;

use crate::draft::{CREAM, INK, Made, RED, SUN};

/// Hills, a sun and grain, RGB: what a photo is to a decoder.
pub(crate) fn scenery(width: u32, height: u32) -> Vec<u8> {
    let mut grain = 1_u32;
    let mut rgb = Vec::new();
    for y in 0..height {
        for x in 0..width {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (grain >> 28) as i32 - 8;
            let (u, v) = (x * 1000 / width, y * 1000 / height);
            let hill = 620 + (u % 400).abs_diff(200) / 2 - u / 10;
            let (dx, dy) = (u.abs_diff(720), v.abs_diff(250));
            let colour = if v > hill {
                [60, 120 - (v - hill) as i32 / 8, 70]
            } else if dx * dx + dy * dy < 12_000 {
                [250, 200, 90]
            } else {
                [120 + v as i32 / 8, 170 + v as i32 / 16, 220]
            };
            rgb.extend(colour.map(|channel| (channel + noise).clamp(0, 255) as u8));
        }
    }
    rgb
}

/// A round badge with a soft edge and a hole, RGBA.
pub(crate) fn badge(side: u32) -> Vec<u8> {
    let centre = f64::from(side) / 2.0;
    let mut rgba = Vec::new();
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = (f64::from(x) + 0.5 - centre, f64::from(y) + 0.5 - centre);
            let radius = (dx * dx + dy * dy).sqrt() / centre;
            let ring = ((radius * 6.0) as u32).is_multiple_of(2);
            let soft =
                ((1.0 - radius) * 4.0).clamp(0.0, 1.0) * ((radius - 0.2) * 20.0).clamp(0.0, 1.0);
            let Rgb { r, g, b } = if ring { RED } else { SUN };
            rgba.extend_from_slice(&[r, g, b, (soft * 255.0).round() as u8]);
        }
    }
    rgba
}

pub(crate) fn png(pixels: &[u8], side: u32, colour: png::ColorType) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

/// Four colours, one of them transparent, two bits a pixel.
pub(crate) fn palette_png(side: u32) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Two);
    let palette: Vec<u8> = [INK, RED, SUN, CREAM].iter().flat_map(|c| [c.r, c.g, c.b]).collect();
    encoder.set_palette(palette);
    encoder.set_trns(vec![255, 255, 200, 0]);
    let mut writer = encoder.write_header()?;
    let rows: Vec<u8> = (0..side * side / 4)
        .map(|at| {
            let (x, y) = (at % (side / 4), at / (side / 4));
            [0x00, 0x55, 0xaa, 0xff][((x / 2 + y / 8) % 4) as usize]
        })
        .collect();
    writer.write_image_data(&rows)?;
    writer.finish()?;
    Ok(file)
}

pub(crate) fn jpeg(
    rgb: &[u8],
    width: u32,
    height: u32,
    orientation: Option<u8>,
    progressive: bool,
) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 82);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.set_progressive(progressive);
    if let Some(value) = orientation {
        encoder.add_exif_metadata(&exif(value))?;
    }
    encoder.encode(
        rgb,
        u16::try_from(width)?,
        u16::try_from(height)?,
        jpeg_encoder::ColorType::Rgb,
    )?;
    Ok(file)
}

/// A big-endian TIFF block with one entry: tag 0x0112, the orientation.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    block
}

/// A JPEG as `set` says.
pub(crate) fn jpeg_of(
    pixels: &[u8],
    (width, height): (u16, u16),
    colour: jpeg_encoder::ColorType,
    set: impl FnOnce(&mut jpeg_encoder::Encoder<&mut Vec<u8>>),
) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 80);
    set(&mut encoder);
    encoder.encode(pixels, width, height, colour)?;
    Ok(file)
}

/// A JPEG in four inks.
pub(crate) fn inked_jpeg(
    (width, height): (u16, u16),
    colour: jpeg_encoder::ColorType,
) -> Made<Vec<u8>> {
    let mut inks = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let (u, v) = ((x * 255 / u32::from(width)) as u8, (y * 255 / u32::from(height)) as u8);
            inks.extend_from_slice(&[u, v, 255 - u, (v / 3).saturating_mul(u8::from(x % 8 > 3))]);
        }
    }
    jpeg_of(&inks, (width, height), colour, |_| ())
}

pub(crate) fn grey_jpeg(width: u16, height: u16) -> Made<Vec<u8>> {
    let rgb = scenery(u32::from(width), u32::from(height));
    let grey: Vec<u8> = rgb.chunks_exact(3).map(|p| p[1]).collect();
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, 85).encode(
        &grey,
        width,
        height,
        jpeg_encoder::ColorType::Luma,
    )?;
    Ok(file)
}

pub(crate) fn webp(rgba: &[u8], side: u32) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    image_webp::WebPEncoder::new(&mut file).encode(
        rgba,
        side,
        side,
        image_webp::ColorType::Rgba8,
    )?;
    Ok(file)
}

/// A lossless WebP with an EXIF block where one is given.
pub(crate) fn webp_of(
    pixels: &[u8],
    (width, height): (u32, u32),
    colour: image_webp::ColorType,
    exif: Option<Vec<u8>>,
) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut file);
    if let Some(block) = exif {
        encoder.set_exif_metadata(block);
    }
    encoder.encode(pixels, width, height, colour)?;
    Ok(file)
}

/// A lossy WebP with an alpha channel that fades to the right, made from one without.
pub(crate) fn faded_webp(lossy: &[u8]) -> Made<Vec<u8>> {
    let pixels = prepress::artwork::inspect(lossy)?.stored;
    let frame =
        lossy.get(12..).filter(|frame| frame.starts_with(b"VP8 ")).ok_or("no lossy WebP")?;
    // No compression, no filter: a byte a pixel (RFC 9649, 2.7.1.2).
    let mut alpha = vec![0_u8];
    for _ in 0..pixels.height {
        alpha.extend((0..pixels.width).map(|x| (x * 255 / pixels.width) as u8));
    }
    let mut head = vec![0x10, 0, 0, 0];
    for length in [pixels.width - 1, pixels.height - 1] {
        head.extend_from_slice(&length.to_le_bytes()[..3]);
    }
    let mut body = b"WEBP".to_vec();
    for (name, content) in [(b"VP8X", &head), (b"ALPH", &alpha)] {
        body.extend_from_slice(name);
        body.extend_from_slice(&u32::try_from(content.len())?.to_le_bytes());
        body.extend_from_slice(content);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    body.extend_from_slice(frame);
    let mut file = b"RIFF".to_vec();
    file.extend_from_slice(&u32::try_from(body.len())?.to_le_bytes());
    file.extend_from_slice(&body);
    Ok(file)
}

/// A picture of stripes that run into each other, for one way of storing PNG pixels.
pub(crate) struct Ramp {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) colour: png::ColorType,
    pub(crate) depth: png::BitDepth,
}

impl Ramp {
    /// Stored rows, each beginning on a byte.
    fn rows(&self) -> Vec<u8> {
        let bits = self.depth as u32;
        let channels = self.colour.samples() as u32;
        let mut rows = Vec::new();
        for y in 0..self.height {
            let (mut held, mut count) = (0_u32, 0);
            for place in 0..self.width * channels {
                let (x, channel) = (place / channels, place % channels);
                let wave = match channel {
                    0 => x * 65_535 / self.width,
                    1 => y * 65_535 / self.height,
                    2 => 65_535 - x * 65_535 / self.width,
                    _ => (x + y) * 65_535 / (self.width + self.height),
                };
                // Grain in the low bits: 16 bits are not 8 bits twice.
                let value = (wave ^ (x * 37 + y * 101) & 0xff) & 0xffff;
                held = held << bits | value >> (16 - bits);
                count += bits;
                while count >= 8 {
                    rows.push((held >> (count - 8)) as u8);
                    count -= 8;
                }
            }
            if count > 0 {
                rows.push((held << (8 - count)) as u8);
            }
        }
        rows
    }
}

/// A PNG; `clear` is its tRNS block where it is not empty.
pub(crate) fn png_of(ramp: &Ramp, clear: &[u8], orientation: Option<u8>) -> Made<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, ramp.width, ramp.height);
    encoder.set_color(ramp.colour);
    encoder.set_depth(ramp.depth);
    if ramp.colour == png::ColorType::Indexed {
        let count = 1_u32 << (ramp.depth as u32);
        let colours = (0..count).flat_map(|at| {
            let at = (at * 255 / (count - 1)) as u8;
            [at, 255 - at, at / 2 + 60]
        });
        encoder.set_palette(colours.collect::<Vec<u8>>());
        encoder.set_trns(vec![90, 255]);
    } else if !clear.is_empty() {
        encoder.set_trns(clear.to_vec());
    }
    let mut writer = encoder.write_header()?;
    if let Some(value) = orientation {
        writer.write_chunk(png::chunk::eXIf, &exif(value))?;
    }
    writer.write_image_data(&ramp.rows())?;
    writer.finish()?;
    Ok(file)
}

/// A square RGBA picture in the seven passes of Adam7, which the encoder does not write.
pub(crate) fn interlaced_png(rgba: &[u8], side: u32) -> Made<Vec<u8>> {
    const PASSES: [(usize, usize, usize, usize); 7] = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];
    let size = side as usize;
    let mut rows = Vec::new();
    for (left, top, across, down) in PASSES {
        for y in (top..size).step_by(down) {
            rows.push(0);
            for x in (left..size).step_by(across) {
                let at = (y * size + x) * 4;
                rows.extend_from_slice(rgba.get(at..at + 4).ok_or("too few pixels")?);
            }
        }
    }
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packed, &rows)?;
    let mut info = png::Info::with_size(side, side);
    (info.color_type, info.bit_depth) = (png::ColorType::Rgba, png::BitDepth::Eight);
    info.interlaced = true;
    let mut file = Vec::new();
    let mut writer = png::Encoder::with_info(&mut file, info)?.write_header()?;
    writer.write_chunk(png::chunk::IDAT, &packed.finish()?)?;
    writer.finish()?;
    Ok(file)
}
