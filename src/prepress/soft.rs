//! Soft shadows as pixels: the hard shadow drawn on a grid of its own, blurred, and laid over the canvas. The grid is as
//! fine as the print or as the blur needs, whichever is less, and never holds more than [`MOST_PIXELS`].

use std::cell::RefCell;
use std::rc::Rc;

use design::LayerId;
use geom::{Affine, Dpi, Rect, Rgb};
use scene::{Soft, bounds_of};
use tiny_skia::Pixmap;

use crate::mark::{Draw, Marks, Plan, stretch};
use crate::patch::{Grid, Patch};
use crate::picture::PictureCache;
use crate::surface::Surface;
use crate::{Artworks, PixelBudget, PressError};

/// Most pixels of a shadow.
const MOST_PIXELS: f64 = 4_000_000.0;
/// Finer than this is not printed.
const FINEST: Dpi = Dpi::new(300.0);
/// Pixels in a standard deviation beyond which more are not seen.
const ENOUGH: f64 = 6.0;
/// How far three boxes reach, in standard deviations, and a little more.
const REACH: f64 = 3.2;
/// Boxes in a row that come close to a bell curve (Kovesi 2010).
const BOXES: u32 = 3;

/// A soft shadow to draw.
pub(crate) struct SoftMark {
    pub(crate) patch: Patch,
    stencil: Stencil,
    made: RefCell<Option<Rc<Grid>>>,
}

/// A shadow's grid before it is drawn and blurred.
pub(crate) struct Stencil {
    /// The part of the shadow's space that the grid covers, in mm.
    pub(crate) covered: Rect,
    /// Columns and rows.
    pub(crate) size: (u32, u32),
    colour: Rgb,
    /// Standard deviation in pixels of the grid.
    deviation: f64,
    marks: Marks,
}

impl SoftMark {
    /// Plans a shadow that lies on the canvas by `place`. `None` where nothing of it shows.
    pub(crate) fn plan(
        soft: &Soft,
        plan: &Plan<'_>,
        place: Affine,
    ) -> Result<Option<Self>, PressError> {
        if place.determinant() == 0.0 {
            return Ok(None);
        }
        let shown = place.inverse().transform_rect_bbox(plan.area);
        let Some(stencil) = Stencil::plan(soft, plan, shown, stretch(place))? else {
            return Ok(None);
        };
        let to_canvas = place * stencil.to_space();
        let (width, height) = stencil.size;
        let all = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let patch = Patch::plan(stencil.size, all, to_canvas, plan.area, usize::MAX);
        Ok(patch.map(|patch| Self { patch, stencil, made: RefCell::default() }))
    }

    /// Draws it; its grid is made when it is first wanted, and let go of below it.
    pub(crate) fn draw(
        &self,
        surface: &mut Surface<'_>,
        faded: f32,
        draw: &mut Draw<'_>,
    ) -> Result<(), PressError> {
        let made = self.made.borrow().clone();
        let grid = match made {
            Some(grid) => grid,
            None => {
                let alpha = self.stencil.blurred(draw)?;
                draw.budget.take(alpha.len());
                Rc::new(Grid::Alpha(alpha, self.stencil.colour))
            }
        };
        self.patch.draw(&grid, surface, faded);
        let bottom = surface.top + surface.pixels.height();
        let is_last =
            bottom >= surface.canvas.1 || self.patch.bounds().bottom() + 1.0 < bottom as f32;
        if is_last {
            draw.budget.give_back(grid.bytes());
        }
        *self.made.borrow_mut() = (!is_last).then_some(grid);
        Ok(())
    }
}

impl Stencil {
    /// Plans the grid of a shadow of which `shown` is seen (in its own space), for an output that has `fineness` pixels
    /// in a unit of that space. `None` where nothing shows.
    pub(crate) fn plan(
        soft: &Soft,
        plan: &Plan<'_>,
        shown: Rect,
        fineness: f64,
    ) -> Result<Option<Self>, PressError> {
        let deviation = soft.blur / 2.0;
        let reach = deviation * REACH;
        let Some(bounds) = bounds_of(&soft.items, Affine::IDENTITY) else { return Ok(None) };
        let covered = bounds.inflate(reach, reach).intersect(shown.inflate(reach, reach));
        if !(covered.area() > 0.0 && covered.is_finite()) {
            return Ok(None);
        }
        let scale = fineness
            .min(FINEST.per_mm())
            .min(ENOUGH / deviation)
            .min((MOST_PIXELS / covered.area()).sqrt());
        let pixels = |length: f64| (length * scale).ceil().max(1.0) + 2.0;
        let (width, height) = (pixels(covered.width()), pixels(covered.height()));
        // A strip of one pixel's width may be long; nothing is so fine there.
        if width > 16_000.0 || height > 16_000.0 {
            return Ok(None);
        }
        let size = (width as u32, height as u32);
        // A pixel of margin, so that the edge is clear.
        let corner = covered.origin() - geom::Vec2::new(1.0, 1.0) / scale;
        let covered = Rect::from_origin_size(corner, (width / scale, height / scale));
        let to_grid = Affine::scale(scale) * Affine::translate(-corner.to_vec2());
        let area = Rect::new(0.0, 0.0, width, height);
        let marks = Plan { area, ..*plan }.marks(&soft.items, to_grid, scale)?;
        Ok(Some(Self { covered, size, colour: soft.colour, deviation: deviation * scale, marks }))
    }

    /// From pixels of the grid to the shadow's space.
    fn to_space(&self) -> Affine {
        let (width, height) = (f64::from(self.size.0), f64::from(self.size.1));
        Affine::translate(self.covered.origin().to_vec2())
            * Affine::scale_non_uniform(
                self.covered.width() / width,
                self.covered.height() / height,
            )
    }

    /// How much of the shadow is in each pixel, 0 to 255, rows from the top.
    pub(crate) fn blurred(&self, draw: &mut Draw<'_>) -> Result<Vec<u8>, PressError> {
        let (width, height) = self.size;
        let Some(mut pixels) = Pixmap::new(width, height) else { return Ok(Vec::new()) };
        // The pixels, and their alpha twice, two bytes each.
        let held = pixels.data().len() * 2;
        draw.budget.take(held);
        let mut surface = Surface { pixels: &mut pixels, left: 0, top: 0, canvas: self.size };
        let drawn = self.marks.each(&mut surface, 1.0, draw);
        let mut alpha: Vec<u16> =
            pixels.data().chunks_exact(4).map(|pixel| u16::from(pixel[3]) * 257).collect();
        let mut turned = vec![0; alpha.len()];
        let (columns, rows) = (width as usize, height as usize);
        for radius in radii(self.deviation) {
            // Each pass turns the grid, so that rows are always what lies in a row.
            boxed(&alpha, columns, radius, &mut turned);
            boxed(&turned, rows, radius, &mut alpha);
        }
        draw.budget.give_back(held);
        drawn?;
        Ok(alpha.into_iter().map(|value| ((u32::from(value) + 128) / 257) as u8).collect())
    }
}

/// A soft shadow as pixels.
pub(crate) struct Softened {
    /// Where it lies in its own space, in mm.
    pub(crate) covered: Rect,
    /// Columns and rows.
    pub(crate) size: (u32, u32),
    /// How much of it is in each pixel, rows from the top.
    pub(crate) alpha: Vec<u8>,
}

/// A soft shadow as pixels for files that hold it as a picture. `None` where nothing of it is in `shown`.
pub(crate) fn shadow_pixels(
    soft: &Soft,
    layer: LayerId,
    artworks: &dyn Artworks,
    shown: Rect,
) -> Result<Option<Softened>, PressError> {
    let plan = Plan { layer, artworks, area: Rect::ZERO };
    let Some(stencil) = Stencil::plan(soft, &plan, shown, f64::INFINITY)? else {
        return Ok(None);
    };
    let (mut cache, mut budget) = (PictureCache::new(), PixelBudget::default());
    let mut draw = Draw { layer, artworks, cache: &mut cache, budget: &mut budget };
    let alpha = stencil.blurred(&mut draw)?;
    let Stencil { covered, size, .. } = stencil;
    Ok((!alpha.is_empty()).then_some(Softened { covered, size, alpha }))
}

/// Radii of the boxes that have a standard deviation together.
fn radii(deviation: f64) -> [usize; BOXES as usize] {
    let boxes = f64::from(BOXES);
    let ideal = (12.0 * deviation * deviation / boxes + 1.0).sqrt();
    let lower = ((ideal - 1.0) / 2.0).floor().max(0.0) * 2.0 + 1.0;
    let many =
        (12.0 * deviation * deviation - boxes * lower * lower - 4.0 * boxes * lower - 3.0 * boxes)
            / (-4.0 * lower - 4.0);
    let radius = (lower as usize - 1) / 2;
    std::array::from_fn(|index| if (index as f64) < many.round() { radius } else { radius + 1 })
}

/// Means of `2 * radius + 1` values along each row of `width`; written by columns. Beyond the edge is nothing.
fn boxed(rows: &[u16], width: usize, radius: usize, columns: &mut [u16]) {
    let height = rows.len() / width.max(1);
    let size = (2 * radius + 1) as u64;
    for (y, row) in rows.chunks_exact(width.max(1)).enumerate() {
        let mut sum: u64 = row.iter().take(radius).map(|value| u64::from(*value)).sum();
        for x in 0..width {
            sum += row.get(x + radius).map_or(0, |value| u64::from(*value));
            if let Some(place) = columns.get_mut(x * height + y) {
                *place = ((sum + size / 2) / size) as u16;
            }
            sum -=
                x.checked_sub(radius).and_then(|x| row.get(x)).map_or(0, |value| u64::from(*value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_have_the_deviation_that_was_asked_for() {
        for deviation in [0.2, 0.9, 2.0, 6.0, 40.0] {
            let variance: f64 = radii(deviation)
                .iter()
                .map(|radius| {
                    let size = (2 * radius + 1) as f64;
                    (size * size - 1.0) / 12.0
                })
                .sum();
            assert!((variance.sqrt() - deviation).abs() < 0.35, "{deviation}: {variance}");
        }
    }

    #[test]
    fn a_box_keeps_the_sum_and_turns_the_grid() {
        let rows = [0, 0, 300, 0, 0, 0, 0, 0, 0, 600];
        let mut columns = [0; 10];
        boxed(&rows, 5, 1, &mut columns);
        assert_eq!(columns, [0, 0, 100, 0, 100, 0, 100, 200, 0, 200]);
    }
}
