//! A side as a PNG file for print, made band by band: millions of pixels, a few megabytes of memory.

use std::io::Write;

use design::PixelSize;
use geom::Dpi;
use scene::Scene;

use crate::artwork::TOLD_ROWS;
use crate::bands::{Band, Bands, Channels, Packing, Shape};
use crate::deflate::{LAST_BLOCK, Packer, ZLIB_HEADER, joined_adler};
use crate::icc::srgb_display_profile;
use crate::jobs::report;
use crate::raster::Ground;
use crate::white::White;
use crate::{Artworks, Extent, PressError, Progress};

/// What a PNG file is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PngRequest {
    /// Resolution; 300 is usual.
    pub dpi: Dpi,
    /// How much of the side it holds.
    pub extent: Extent,
    /// What is behind the art.
    pub ground: Ground,
}

impl Default for PngRequest {
    fn default() -> Self {
        Self { dpi: Dpi::new(300.0), extent: Extent::Trim, ground: Ground::Transparent }
    }
}

/// What making a PNG file took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PngReport {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The most bytes that held pixels at a time: bands, groups, decoded pictures, decoders.
    pub peak_pixel_bytes: usize,
    /// How many times a picture was decoded; more than there are pictures where they did not all fit.
    pub decoded: usize,
}

/// Bytes of a compressed chunk before it goes to the sink.
const CHUNK: usize = 64 * 1024;
/// What PNG files begin with.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
/// The name of the colour profile, the end of the name, and how the profile is packed: by deflate.
const PROFILE: &[u8] = b"sRGB\0\0";

/// Writes the side to `sink` piece by piece: RGBA, 8 bits, straight alpha, with `iCCP` (sRGB) and `pHYs`.
///
/// # Errors
/// [`PressError`]: cancelled, a picture that is missing or cannot be read (a print without it would be wrong), or a
/// size that cannot be made. What was already given to the sink is then not a whole file.
pub fn png(
    scene: &Scene,
    artworks: &dyn Artworks,
    request: &PngRequest,
    sink: impl FnMut(&[u8]),
    progress: &mut Progress<'_>,
) -> Result<PngReport, PressError> {
    PngFile::of(scene, request)?.write(scene, artworks, sink, progress)
}

/// A PNG file to be made: its head, its bands in order, its end. Who makes the bands, and how many at a time, is left open.
#[derive(Clone, Debug)]
pub struct PngFile {
    request: PngRequest,
    shape: Shape,
    adler: u32,
}

impl PngFile {
    /// A file of the art.
    ///
    /// # Errors
    /// [`PressError::Size`].
    pub fn of(scene: &Scene, request: &PngRequest) -> Result<Self, PressError> {
        Self::with(scene, request, Channels::Art)
    }

    /// A file of the white ink below the art, in grey: 255 is all white.
    ///
    /// # Errors
    /// [`PressError::Size`].
    pub fn of_white(scene: &Scene, request: &PngRequest, white: White) -> Result<Self, PressError> {
        Self::with(scene, request, Channels::White(white))
    }

    fn with(scene: &Scene, request: &PngRequest, channels: Channels) -> Result<Self, PressError> {
        let shape = Shape::of(scene, request, channels)?;
        Ok(Self { request: *request, shape, adler: 1 })
    }

    /// What makes its bands; as many of these as there are hands.
    ///
    /// # Errors
    /// A picture that is missing or cannot be read, or a choke that cannot be made.
    pub fn bands<'a>(
        &self,
        scene: &Scene,
        artworks: &'a dyn Artworks,
    ) -> Result<Bands<'a>, PressError> {
        Bands::new(scene, artworks, &self.request, self.shape.channels, Packing::Png)
    }

    /// What the file begins with.
    pub fn head(&self) -> Vec<u8> {
        let Shape { width, height, dpi, channels } = self.shape;
        // 8 bits; grey, or red, green, blue and alpha; the only packing and filters there are; not interlaced.
        let colours: &[u8] =
            if channels.count() == 1 { &[8, 0, 0, 0, 0] } else { &[8, 6, 0, 0, 0] };
        let mut head = SIGNATURE.to_vec();
        head.extend(chunk(b"IHDR", &[&width.to_be_bytes(), &height.to_be_bytes(), colours]));
        if channels.count() > 1 {
            head.extend(chunk(b"iCCP", &[PROFILE, &packed(&srgb_display_profile())]));
        }
        let per_metre = dpi.per_metre().to_be_bytes();
        head.extend(chunk(b"pHYs", &[&per_metre, &per_metre, &[1]]));
        head.extend(chunk(b"IDAT", &[&ZLIB_HEADER]));
        head
    }

    /// The next band as bytes of the file.
    pub fn add(&mut self, band: Band) -> Vec<u8> {
        self.adler = joined_adler(self.adler, band.adler, band.length);
        band.bytes
    }

    /// What the file ends with, after all bands.
    pub fn end(&self) -> Vec<u8> {
        let mut end = chunk(b"IDAT", &[&LAST_BLOCK, &self.adler.to_be_bytes()]);
        end.extend(chunk(b"IEND", &[]));
        end
    }

    /// Makes the whole file, one band after the other.
    ///
    /// # Errors
    /// As [`png`].
    pub fn write(
        mut self,
        scene: &Scene,
        artworks: &dyn Artworks,
        mut sink: impl FnMut(&[u8]),
        progress: &mut Progress<'_>,
    ) -> Result<PngReport, PressError> {
        let mut bands = self.bands(scene, artworks)?;
        let count = bands.count();
        sink(&self.head());
        for number in 0..count {
            report(progress, number, count)?;
            sink(&self.add(bands.make(number)?));
        }
        sink(&self.end());
        report(progress, count, count)?;
        let (width, height) = bands.size();
        let peak_pixel_bytes = bands.peak_pixel_bytes();
        Ok(PngReport { width, height, peak_pixel_bytes, decoded: bands.decoded() })
    }
}

/// A chunk of a PNG file: length, name, data, checksum.
pub(crate) fn chunk(name: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut chunk = Vec::with_capacity(length + 12);
    chunk.extend_from_slice(&(length as u32).to_be_bytes());
    chunk.extend_from_slice(name);
    parts.iter().for_each(|part| chunk.extend_from_slice(part));
    let sum = crc32fast::hash(&chunk[4..]);
    chunk.extend_from_slice(&sum.to_be_bytes());
    chunk
}

/// Bytes as a zlib stream.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = Packer::new();
    packer.add(bytes);
    let packed = packer.finish();
    [&ZLIB_HEADER[..], &packed.bytes, &LAST_BLOCK, &packed.adler.to_be_bytes()].concat()
}

/// A picture on a screen as a PNG file: straight RGBA, rows from the top, without a resolution.
///
/// # Errors
/// [`PressError::Encode`] where there are not as many bytes as the size needs.
pub fn screen_png(rgba: &[u8], size: PixelSize) -> Result<Vec<u8>, PressError> {
    let mut file = Vec::new();
    let mut writer = encoder(&mut file, size)?;
    writer.write_image_data(rgba).map_err(PressError::encode)?;
    writer.finish().map_err(PressError::encode)?;
    Ok(file)
}

/// As [`screen_png`]; `tell` hears how far it is, 0 to 1, rising.
///
/// # Errors
/// As [`screen_png`].
pub fn screen_png_telling(
    rgba: &[u8],
    size: PixelSize,
    tell: &mut dyn FnMut(f32),
) -> Result<Vec<u8>, PressError> {
    let mut file = Vec::new();
    let mut writer = encoder(&mut file, size)?;
    let mut rows = writer.stream_writer_with_size(CHUNK).map_err(PressError::encode)?;
    let part = size.width as usize * 4 * TOLD_ROWS as usize;
    for (index, part) in rgba.chunks(part.max(1)).enumerate() {
        rows.write_all(part).map_err(PressError::encode)?;
        tell((((index as u32 + 1) * TOLD_ROWS) as f32 / size.height.max(1) as f32).min(1.0));
    }
    rows.finish().map_err(PressError::encode)?;
    writer.finish().map_err(PressError::encode)?;
    Ok(file)
}

fn encoder<W: Write>(sink: W, size: PixelSize) -> Result<::png::Writer<W>, PressError> {
    let mut encoder = ::png::Encoder::new(sink, size.width, size.height);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_compression(::png::Compression::Fast);
    encoder.set_source_srgb(::png::SrgbRenderingIntent::RelativeColorimetric);
    encoder.write_header().map_err(PressError::encode)
}
