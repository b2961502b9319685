//! A side as pixels in memory: what mockups and thumbnails show. Print files go through `png`, which holds less.

use design::LayerId;
use geom::Rgb;
use scene::Scene;
use tiny_skia::{Color, Pixmap};

use crate::canvas::Canvas;
use crate::sheet::{BAND, Sheet};
use crate::{Artworks, Extent, PictureCache, PixelBudget, PressError};

/// What is behind the art.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Nothing.
    #[default]
    Transparent,
    /// A colour.
    Solid(Rgb),
}

/// A side as pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// RGBA, 8 bits a channel, **premultiplied**, sRGB, rows from the top.
    pub pixels: Vec<u8>,
    /// Layers that could not be drawn. The rest is there.
    pub skipped: Vec<Skipped>,
}

/// A layer that could not be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    /// The layer, where one is to blame.
    pub layer: Option<LayerId>,
    /// Why.
    pub reason: PressError,
}

impl From<PressError> for Skipped {
    fn from(reason: PressError) -> Self {
        let layer = match &reason {
            PressError::MissingArtwork { layer, .. } | PressError::Artwork { layer, .. } => {
                Some(*layer)
            }
            PressError::Cancelled
            | PressError::Size { .. }
            | PressError::Choke { .. }
            | PressError::FileSize
            | PressError::Request(_)
            | PressError::Encode { .. } => None,
        };
        Self { layer, reason }
    }
}

/// Draws the print area (without bleed) `width` pixels wide.
///
/// One bad picture does not fail the rest: its layer is left out and named in [`Raster::skipped`].
///
/// # Errors
/// [`PressError::Size`] where the picture would have no pixels or too many.
pub fn raster(
    scene: &Scene,
    artworks: &dyn Artworks,
    width: u32,
    ground: Ground,
) -> Result<Raster, PressError> {
    raster_with(&mut PictureCache::new(), scene, artworks, width, ground)
}

/// Like [`raster`], with pictures kept from one call to the next: drawing again while a layer is moved decodes nothing.
///
/// # Errors
/// As [`raster`].
pub fn raster_with(
    cache: &mut PictureCache,
    scene: &Scene,
    artworks: &dyn Artworks,
    width: u32,
    ground: Ground,
) -> Result<Raster, PressError> {
    let canvas = Canvas::of_width(scene, Extent::Trim, width)?;
    let mut skipped: Vec<Skipped> = Vec::new();
    let mut skip = |error: PressError| {
        let skip = Skipped::from(error);
        if !skipped.contains(&skip) {
            skipped.push(skip);
        }
        Ok(())
    };
    let sheet = Sheet::prepare(scene, &canvas, artworks, &mut skip)?;
    let mut budget = PixelBudget::default();
    budget.take(cache.bytes());
    let mut pixels = Vec::with_capacity(canvas.width as usize * canvas.height as usize * 4);
    let mut band = None;
    for top in (0..canvas.height).step_by(BAND as usize) {
        let band = cleared(&mut band, canvas.width, BAND.min(canvas.height - top), ground)?;
        sheet.draw(band, top, artworks, cache, &mut budget, &mut skip)?;
        pixels.extend_from_slice(band.data());
    }
    Ok(Raster { width: canvas.width, height: canvas.height, pixels, skipped })
}

/// A band of the given size filled with the ground; the old one where it fits.
pub(crate) fn cleared(
    band: &mut Option<Pixmap>,
    width: u32,
    rows: u32,
    ground: Ground,
) -> Result<&mut Pixmap, PressError> {
    if band.as_ref().is_none_or(|band| band.height() != rows) {
        *band = Pixmap::new(width, rows);
    }
    let too_large = PressError::Size { width: u64::from(width), height: u64::from(rows) };
    let band = band.as_mut().ok_or(too_large)?;
    band.fill(match ground {
        Ground::Transparent => Color::TRANSPARENT,
        Ground::Solid(Rgb { r, g, b }) => Color::from_rgba8(r, g, b, 255),
    });
    Ok(band)
}

/// Turns premultiplied RGBA into straight RGBA, in place, rounding to nearest.
pub fn unpremultiply(pixels: &mut [u8]) {
    for pixel in pixels.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        if alpha == 255 || alpha == 0 {
            continue;
        }
        for channel in &mut pixel[..3] {
            *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
        }
    }
}
