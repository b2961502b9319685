//! A side as a PNG file for print, made band by band: millions of pixels, a few megabytes of memory.

use std::io::{self, Write};

use design::PixelSize;
use geom::Dpi;
use scene::Scene;

use crate::artwork::TOLD_ROWS;
use crate::canvas::Canvas;
use crate::jobs::report;
use crate::raster::{Ground, cleared, unpremultiply};
use crate::sheet::{BAND, Sheet};
use crate::{Artworks, Extent, PIXEL_BUDGET, PictureCache, PixelBudget, PressError, Progress};

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

/// Writes the side to `sink` piece by piece: RGBA, 8 bits, straight alpha, with `sRGB` and `pHYs`.
///
/// # Errors
/// [`PressError`]: cancelled, a picture that is missing or cannot be read (a print without it would be wrong), or a
/// size that cannot be made. What was already given to the sink is then not a whole file.
pub fn png(
    scene: &Scene,
    artworks: &dyn Artworks,
    request: &PngRequest,
    mut sink: impl FnMut(&[u8]),
    progress: &mut Progress<'_>,
) -> Result<PngReport, PressError> {
    let canvas = Canvas::at(scene, request.extent, request.dpi)?;
    let sheet = Sheet::prepare(scene, &canvas, artworks, &mut Err)?;
    let size = PixelSize { width: canvas.width, height: canvas.height };
    let mut file = encoder(Sink(&mut sink), size, Some(request.dpi))?;
    let mut rows = file.stream_writer_with_size(CHUNK).map_err(PressError::encode)?;
    let mut budget = PixelBudget::new(PIXEL_BUDGET);
    // The band, one group or the cells of one picture, and the encoder's rows.
    let row = canvas.width as usize * 4;
    budget.take(row * BAND.min(canvas.height) as usize + row * 3 + CELLS);
    let mut cache = PictureCache::new();
    let mut band = None;
    let bands = canvas.height.div_ceil(BAND) as usize;
    for (index, top) in (0..canvas.height).step_by(BAND as usize).enumerate() {
        report(progress, index, bands)?;
        let band = cleared(&mut band, canvas.width, BAND.min(canvas.height - top), request.ground)?;
        sheet.draw(band, top, artworks, &mut cache, &mut budget, &mut Err)?;
        unpremultiply(band.data_mut());
        rows.write_all(band.data()).map_err(PressError::encode)?;
    }
    rows.finish().map_err(PressError::encode)?;
    file.finish().map_err(PressError::encode)?;
    report(progress, bands, bands)?;
    Ok(PngReport {
        width: canvas.width,
        height: canvas.height,
        peak_pixel_bytes: budget.peak(),
        decoded: cache.decoded(),
    })
}

/// Two cells of a picture: what is read and what is drawn.
const CELLS: usize = 4 * 1024 * 1024;

/// A picture on a screen as a PNG file: straight RGBA, rows from the top, without a resolution.
///
/// # Errors
/// [`PressError::Encode`] where there are not as many bytes as the size needs.
pub fn screen_png(rgba: &[u8], size: PixelSize) -> Result<Vec<u8>, PressError> {
    let mut file = Vec::new();
    let mut writer = encoder(&mut file, size, None)?;
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
    let mut writer = encoder(&mut file, size, None)?;
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

fn encoder<W: Write>(
    sink: W,
    size: PixelSize,
    dpi: Option<Dpi>,
) -> Result<::png::Writer<W>, PressError> {
    let mut encoder = ::png::Encoder::new(sink, size.width, size.height);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_compression(::png::Compression::Fast);
    encoder.set_source_srgb(::png::SrgbRenderingIntent::RelativeColorimetric);
    encoder.set_pixel_dims(dpi.map(|dpi| ::png::PixelDimensions {
        xppu: dpi.per_metre(),
        yppu: dpi.per_metre(),
        unit: ::png::Unit::Meter,
    }));
    encoder.write_header().map_err(PressError::encode)
}

/// A closure as a writer.
struct Sink<'a, F>(&'a mut F);

impl<F: FnMut(&[u8])> Write for Sink<'_, F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.0)(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
