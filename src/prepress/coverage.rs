//! Where art covers a side, as grey pixels in memory: what the white separation of a PDF is made of. Files of white ink are
//! `png` and `tiff`; no halftones.

use geom::{Dpi, Mm};
use scene::Scene;

use crate::bands::{BAND_ROWS, Bands, Channels, Packing};
use crate::jobs::report;
use crate::png::PngRequest;
use crate::raster::Ground;
use crate::white::White;
use crate::{Artworks, Extent, PressError, Progress};

/// Resolution of a white underbase: finer than garments and films show.
pub const WHITE_DPI: Dpi = Dpi::new(300.0);
/// Widest choke.
pub const MAX_CHOKE: Mm = Mm::new(5.0);

/// How much of each pixel is covered, 255 being all of it, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width * height` values.
    pub pixels: Vec<u8>,
}

/// The opacity of a side's art, drawn in by `choke` (up to [`MAX_CHOKE`]) at its edges, so that ink below it does not look
/// out where plates are a little off.
///
/// # Errors
/// [`PressError`]: cancelled, a size that cannot be made, a choke too wide for the resolution, or a picture that is
/// missing or cannot be read.
pub fn coverage(
    scene: &Scene,
    artworks: &dyn Artworks,
    (extent, dpi, choke): (Extent, Dpi, Mm),
    progress: &mut Progress<'_>,
) -> Result<Coverage, PressError> {
    let request = PngRequest { dpi, extent, ground: Ground::Transparent };
    let white = White { choke: choke.max(Mm::ZERO).min(MAX_CHOKE), spared: None };
    let channels = Channels::White(white);
    let mut bands = Bands::new(scene, artworks, &request, channels, Packing::Png)?;
    let ((width, height), count) = (bands.size(), bands.count());
    let mut pixels = Vec::with_capacity(width as usize * height as usize);
    for (number, top) in (0..height).step_by(BAND_ROWS as usize).enumerate() {
        report(progress, number, count)?;
        pixels.extend(bands.white_rows(&white, top, BAND_ROWS.min(height - top))?);
    }
    report(progress, count, count)?;
    Ok(Coverage { width, height, pixels })
}
