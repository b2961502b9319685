//! A side drawn on the product's colour, small enough to be held: what inks are chosen by and what a shopper is shown.

use geom::{Dpi, Rect, Rgb};
use scene::Scene;

use super::choice::{self, Choice};
use super::light::{Linear, encoded};
use super::reduce::{ART, Mode, Neighbours, Reducer, Row};
use super::shelf::Shelf;
use super::{SeparationError, light};
use crate::canvas::Canvas;
use crate::jobs::report;
use crate::raster::cleared;
use crate::sheet::{BAND, Sheet};
use crate::{Artworks, Extent, Ground, PictureCache, PixelBudget, PressError, Progress};

/// Most pixels of a sample: 6 MB.
const MOST_PIXELS: f64 = 2_000_000.0;
/// Finest resolution of a sample.
const FINEST_DPI: f64 = 200.0;

/// How much is shown around the art in a close-up, and how short its shorter edge may be, as parts of the art's longer edge.
const AROUND: f64 = 0.08;
const THINNEST: f64 = 0.4;

/// The finest resolution with which a part of a side has at most so many pixels.
fn finest(pixels: f64, part: Rect) -> Dpi {
    let square_inches = (part.width() * part.height() / (25.4 * 25.4)).max(1e-6);
    Dpi::new((pixels / square_inches).sqrt().min(FINEST_DPI))
}

/// A side on the product's colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    width: usize,
    pixels: Vec<Rgb>,
}

impl Sample {
    /// Draws a side as finely as a sample may be.
    ///
    /// # Errors
    /// [`PressError`] where it cannot be drawn; `progress` hears 0 to 1.
    pub fn of(
        scene: &Scene,
        artworks: &dyn Artworks,
        cloth: Rgb,
        progress: &mut Progress<'_>,
    ) -> Result<Self, PressError> {
        let dpi = finest(MOST_PIXELS, Extent::Bleed.of(scene));
        Self::at(scene, artworks, cloth, dpi, progress)
    }

    /// Draws the part of the side where this sample, which is of the whole side, has art, and a little around it: with at most
    /// so many pixels, no more than a sample may have, and no finer. The whole side where there is no art.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn close_up(
        &self,
        pixels: f64,
        scene: &Scene,
        artworks: &dyn Artworks,
        cloth: Rgb,
        progress: &mut Progress<'_>,
    ) -> Result<Self, PressError> {
        let part = self.art_in(Extent::Bleed.of(scene), cloth);
        let canvas = Canvas::of_part(part, finest(pixels.min(MOST_PIXELS), part))?;
        Self::on(&canvas, scene, artworks, cloth, progress)
    }

    /// Where the art is and a little around it, in mm of the side, which this sample shows within `whole`.
    fn art_in(&self, whole: Rect, cloth: Rgb) -> Rect {
        let mut art: Option<Rect> = None;
        for (y, row) in self.pixels.chunks_exact(self.width.max(1)).enumerate() {
            let is_art = |pixel: &Rgb| *pixel != cloth;
            let (first, last) = (row.iter().position(is_art), row.iter().rposition(is_art));
            let (Some(first), Some(last)) = (first, last) else { continue };
            let here = Rect::new(first as f64, y as f64, (last + 1) as f64, (y + 1) as f64);
            art = Some(art.map_or(here, |art| art.union(here)));
        }
        let Some(art) = art else { return whole };
        let scale = whole.width() / self.width as f64;
        let art = art.scale_from_origin(scale) + whole.origin().to_vec2();
        let longer = art.width().max(art.height());
        // A thin line is shown with more around it.
        let around = |length: f64| longer * AROUND + (longer * THINNEST - length).max(0.0) / 2.0;
        art.inflate(around(art.width()), around(art.height())).intersect(whole)
    }

    /// Draws a side at a resolution: three bytes a pixel are held.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn at(
        scene: &Scene,
        artworks: &dyn Artworks,
        cloth: Rgb,
        dpi: Dpi,
        progress: &mut Progress<'_>,
    ) -> Result<Self, PressError> {
        Self::on(&Canvas::at(scene, Extent::Bleed, dpi)?, scene, artworks, cloth, progress)
    }

    fn on(
        canvas: &Canvas,
        scene: &Scene,
        artworks: &dyn Artworks,
        cloth: Rgb,
        progress: &mut Progress<'_>,
    ) -> Result<Self, PressError> {
        let mut pixels = Vec::with_capacity(canvas.width as usize * canvas.height as usize);
        drawn(scene, artworks, cloth, canvas, progress, &mut |row| {
            pixels.extend_from_slice(row);
            Ok(())
        })?;
        Ok(Self { width: canvas.width as usize, pixels })
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }

    /// The art on the product's colour, row by row from the top.
    pub fn pixels(&self) -> &[Rgb] {
        &self.pixels
    }

    /// What the art becomes with one ink, with two and so on, up to `most` inks or until more change nothing: the best inks of
    /// the list for each number.
    ///
    /// # Errors
    /// [`SeparationError::Nothing`] where there is no art, [`SeparationError::Inks`] for a number that is not printed.
    pub fn choices(
        &self,
        shelf: &Shelf<'_>,
        mode: Mode,
        most: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Choice>, SeparationError> {
        choice::choices(self, shelf, mode, most, progress)
    }

    /// What the art becomes with these inks of the list.
    ///
    /// # Errors
    /// As [`Self::choices`], and [`SeparationError::UnknownInk`].
    pub fn choice(
        &self,
        shelf: &Shelf<'_>,
        mode: Mode,
        inks: &[usize],
    ) -> Result<Choice, SeparationError> {
        choice::choice(self, shelf, mode, inks)
    }

    /// The art as it would be printed: flat areas and scattered dots as they are, halftones as they look from a distance.
    /// As many pixels as the sample has.
    ///
    /// # Errors
    /// [`SeparationError::Inks`], [`SeparationError::UnknownInk`].
    pub fn preview(
        &self,
        shelf: &Shelf<'_>,
        mode: Mode,
        inks: &[usize],
    ) -> Result<Vec<Rgb>, SeparationError> {
        let inks = shelf.in_order(inks)?;
        let tones = shelf.tones(&inks);
        let mut printed = Vec::with_capacity(self.pixels.len());
        self.reduced(&mut Reducer::new(mode, &tones, self.width), &mut |row| {
            let width = row.mask.len();
            for x in 0..width {
                if row.seen.is_empty() {
                    let ink =
                        (row.mask[x] & !ART).checked_ilog2().map_or(0, |bit| bit as usize + 1);
                    let other = row.edge.get(x).copied().filter(|(_, part)| *part > 0);
                    printed.push(match other {
                        Some((other, part)) => {
                            let other = tones[usize::from(other)].light;
                            let part = f64::from(part) / 255.0;
                            encoded(light::between(tones[ink].light, other, part))
                        }
                        None => tones[ink].rgb,
                    });
                    continue;
                }
                let mut sum = [0.0; 3];
                let mut rest = 1.0;
                for (ink, tone) in tones[1..].iter().enumerate() {
                    let part = f64::from(row.seen[ink * width + x]);
                    rest -= part;
                    (0..3).for_each(|axis| sum[axis] += part * tone.light[axis]);
                }
                (0..3).for_each(|axis| sum[axis] += rest * tones[0].light[axis]);
                printed.push(encoded(sum));
            }
        });
        Ok(printed)
    }

    /// Makes all rows into inks.
    pub(super) fn reduced(&self, reducer: &mut Reducer, take: &mut dyn FnMut(Row)) {
        for index in 0..self.height() {
            take(reducer.row(&self.neighbours(index)));
        }
    }

    /// A row and its neighbours.
    pub(super) fn neighbours(&self, index: usize) -> Neighbours<'_> {
        let row = |index: usize| self.pixels.get(index * self.width..(index + 1) * self.width);
        Neighbours {
            above: index.checked_sub(1).and_then(row),
            row: row(index).unwrap_or_default(),
            below: row(index + 1),
        }
    }

    /// The light of every value.
    pub(super) fn linear() -> Linear {
        Linear::new()
    }
}

/// Draws a side on a colour and gives its rows from the top; a band is held at a time.
pub(super) fn drawn(
    scene: &Scene,
    artworks: &dyn Artworks,
    cloth: Rgb,
    canvas: &Canvas,
    progress: &mut Progress<'_>,
    take: &mut dyn FnMut(&[Rgb]) -> Result<(), PressError>,
) -> Result<usize, PressError> {
    let sheet = Sheet::prepare(scene, canvas, artworks, &mut Err)?;
    let mut budget = PixelBudget::default();
    let width = canvas.width as usize;
    budget.take(width * 4 * BAND.min(canvas.height) as usize + width * 3);
    let mut cache = PictureCache::new();
    let mut band = None;
    let mut row = Vec::with_capacity(width);
    let bands = canvas.height.div_ceil(BAND) as usize;
    for (index, top) in (0..canvas.height).step_by(BAND as usize).enumerate() {
        report(progress, index, bands)?;
        let rows = BAND.min(canvas.height - top);
        let band = cleared(&mut band, canvas.width, rows, Ground::Solid(cloth))?;
        sheet.draw(band, top, artworks, &mut cache, &mut budget, &mut Err)?;
        for pixels in band.data().chunks_exact(width * 4) {
            row.clear();
            row.extend(pixels.chunks_exact(4).map(|pixel| Rgb::new(pixel[0], pixel[1], pixel[2])));
            take(&row)?;
        }
    }
    report(progress, bands, bands)?;
    Ok(budget.peak())
}
