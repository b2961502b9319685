//! Where art covers a side, as grey pixels: what a white underbase is made of. No halftones, no files.

use geom::{Dpi, Mm};
use scene::Scene;
use tiny_skia::Pixmap;

use crate::canvas::Canvas;
use crate::jobs::report;
use crate::picture::PictureCache;
use crate::sheet::{BAND, Sheet};
use crate::{Artworks, Extent, PIXEL_BUDGET, PixelBudget, PressError, Progress};

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
/// [`PressError`]: cancelled, a size that cannot be made, or a picture that is missing or cannot be read.
pub fn coverage(
    scene: &Scene,
    artworks: &dyn Artworks,
    (extent, dpi, choke): (Extent, Dpi, Mm),
    progress: &mut Progress<'_>,
) -> Result<Coverage, PressError> {
    let canvas = Canvas::at(scene, extent, dpi)?;
    let sheet = Sheet::prepare(scene, &canvas, artworks, &mut Err)?;
    let (width, height) = (canvas.width, canvas.height);
    let mut budget = PixelBudget::new(PIXEL_BUDGET);
    budget.take(width as usize * (height as usize + 4 * BAND as usize));
    let mut cache = PictureCache::new();
    let mut pixels = Vec::with_capacity(width as usize * height as usize);
    let bands = height.div_ceil(BAND) as usize;
    for (index, top) in (0..height).step_by(BAND as usize).enumerate() {
        report(progress, index, bands)?;
        let size = PressError::Size { width: width.into(), height: height.into() };
        let mut band = Pixmap::new(width, BAND.min(height - top)).ok_or(size)?;
        sheet.draw(&mut band, top, artworks, &mut cache, &mut budget, &mut Err)?;
        pixels.extend(band.data().chunks_exact(4).map(|pixel| pixel[3]));
    }
    let reach = choke.max(Mm::ZERO).min(MAX_CHOKE).pixels(dpi).round() as usize;
    if reach > 0 {
        choked(&mut pixels, width as usize, reach);
    }
    report(progress, bands, bands)?;
    Ok(Coverage { width, height, pixels })
}

/// Takes the least of the values within `reach` across and down. What is beside the side counts as covered: art that
/// runs over the edge is not drawn in there.
fn choked(pixels: &mut [u8], width: usize, reach: usize) {
    let mut line = Vec::new();
    for row in pixels.chunks_exact_mut(width) {
        least(row.iter().copied(), reach, &mut line);
        row.copy_from_slice(&line);
    }
    for x in 0..width {
        least(pixels.iter().skip(x).step_by(width).copied(), reach, &mut line);
        pixels.iter_mut().skip(x).step_by(width).zip(&line).for_each(|(to, from)| *to = *from);
    }
}

/// The least value within `reach` of each place: the waiting ones rise from front to back (Lemire 2006).
fn least(values: impl Iterator<Item = u8>, reach: usize, line: &mut Vec<u8>) {
    line.clear();
    let mut waiting = std::collections::VecDeque::new();
    let mut count = 0;
    for value in values {
        while waiting.back().is_some_and(|(_, least)| *least >= value) {
            waiting.pop_back();
        }
        waiting.push_back((count, value));
        count += 1;
        if count > reach {
            push(line, &mut waiting, reach);
        }
    }
    while line.len() < count {
        push(line, &mut waiting, reach);
    }
}

fn push(line: &mut Vec<u8>, waiting: &mut std::collections::VecDeque<(usize, u8)>, reach: usize) {
    let here = line.len();
    while waiting.front().is_some_and(|(at, _)| at + reach < here) {
        waiting.pop_front();
    }
    line.push(waiting.front().map_or(0, |(_, least)| *least));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choke_takes_the_edge_away_but_not_at_the_sides_of_the_page() {
        let mut pixels = vec![
            255, 255, 255, 0, 0, //
            255, 255, 255, 0, 0, //
            255, 255, 255, 0, 9, //
        ];
        choked(&mut pixels, 5, 1);
        assert_eq!(
            pixels,
            [
                255, 255, 0, 0, 0, //
                255, 255, 0, 0, 0, //
                255, 255, 0, 0, 0, //
            ]
        );
    }

    #[test]
    fn the_least_of_neighbours_is_found_in_every_window() {
        let values: Vec<u8> = (0..97_u32).map(|at| (at * 7919 % 251) as u8).collect();
        for reach in [1, 2, 5, 96, 200] {
            let mut line = Vec::new();
            least(values.iter().copied(), reach, &mut line);
            let wanted: Vec<u8> = (0..values.len())
                .map(|at| {
                    let end = (at + reach + 1).min(values.len());
                    *values[at.saturating_sub(reach)..end].iter().min().unwrap()
                })
                .collect();
            assert_eq!(line, wanted, "{reach}");
        }
    }
}
