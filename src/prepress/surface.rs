//! A part of a canvas in memory: a band, or what a group covers of it. It knows where it lies; it decides nothing.

use tiny_skia::{BlendMode, FillRule, Paint, Path, Pixmap, PixmapPaint, Rect, Transform};

use crate::PixelBudget;
use crate::outline::ROWS;
use crate::over;
use crate::patch::CELL;

/// Pixels and where they lie on the canvas. The top is a multiple of [`ROWS`].
pub(crate) struct Surface<'a> {
    pub(crate) pixels: &'a mut Pixmap,
    pub(crate) left: u32,
    pub(crate) top: u32,
    /// Columns and rows of the whole canvas.
    pub(crate) canvas: (u32, u32),
}

impl Surface<'_> {
    /// Whether something may be seen on it. A pixel of margin: the rasteriser rounds outward.
    pub(crate) fn sees(&self, bounds: Rect) -> bool {
        let (right, bottom) = (self.left + self.pixels.width(), self.top + self.pixels.height());
        bounds.bottom() + 1.0 >= self.top as f32
            && bounds.top() - 1.0 <= bottom as f32
            && bounds.right() + 1.0 >= self.left as f32
            && bounds.left() - 1.0 <= right as f32
    }

    /// Fills an outline of the canvas.
    pub(crate) fn fill(&mut self, path: &Path, rule: FillRule, paint: &Paint<'_>) {
        let here = Transform::from_translate(-(self.left as f32), -(self.top as f32));
        self.pixels.fill_path(path, paint, rule, here, None);
    }

    /// The bytes of a part of a row: a row and columns of the canvas that are on this surface.
    pub(crate) fn line(&mut self, y: u32, from: u32, to: u32) -> &mut [u8] {
        let start = (y - self.top) as usize * self.pixels.width() as usize;
        let (from, to) = ((from - self.left) as usize, (to - self.left) as usize);
        &mut self.pixels.data_mut()[(start + from) * 4..(start + to) * 4]
    }

    /// Puts pixels where they lie on the canvas.
    pub(crate) fn put(&mut self, drawn: &Pixmap, (left, top): (u32, u32), paint: &PixmapPaint) {
        if paint.blend_mode == BlendMode::SourceOver {
            return self.lay(drawn, (left, top), over::steps(paint.opacity));
        }
        let (x, y) = (left as i32 - self.left as i32, top as i32 - self.top as i32);
        self.pixels.draw_pixmap(x, y, drawn.as_ref(), paint, Transform::identity(), None);
    }

    fn lay(&mut self, drawn: &Pixmap, (left, top): (u32, u32), faded: u8) {
        let (right, bottom) = (self.left + self.pixels.width(), self.top + self.pixels.height());
        let (from, to) = (left.max(self.left), (left + drawn.width()).min(right));
        if from >= to {
            return;
        }
        for y in top.max(self.top)..(top + drawn.height()).min(bottom) {
            let start = ((y - top) * drawn.width() + from - left) as usize * 4;
            let above = &drawn.data()[start..start + (to - from) as usize * 4];
            over::lay(self.line(y, from, to), above, faded);
        }
    }

    /// The cells of the canvas that hold `bounds` and lie on this surface: their corner and their size. A cell depends on
    /// the bounds and on the canvas only.
    pub(crate) fn cells(
        &mut self,
        bounds: Rect,
        mut each: impl FnMut(&mut Self, (u32, u32), (u32, u32)),
    ) {
        let (right, bottom) = (self.left + self.pixels.width(), self.top + self.pixels.height());
        let low = |edge: f32| (edge - 1.0).max(0.0) as u32;
        let first = low(bounds.left()).max(self.left) / CELL * CELL;
        let last = ((bounds.right().max(0.0).ceil() as u32).saturating_add(1)).min(right);
        let end = ((bounds.bottom().max(0.0).ceil() as u32).saturating_add(1)).min(bottom);
        for top in (low(bounds.top()).max(self.top) / ROWS * ROWS..end).step_by(ROWS as usize) {
            for left in (first..last).step_by(CELL as usize) {
                let (columns, rows) = (self.canvas.0 - left, self.canvas.1 - top);
                each(self, (left, top), (CELL.min(columns), ROWS.min(rows)));
            }
        }
    }

    /// Draws something by itself, on the part of this surface that holds `bounds`, and puts it here.
    pub(crate) fn group<E>(
        &mut self,
        bounds: Rect,
        (opacity, blend_mode): (f32, BlendMode),
        budget: &mut PixelBudget,
        draw: impl FnOnce(&mut Surface<'_>, &mut PixelBudget) -> Result<(), E>,
    ) -> Result<(), E> {
        let (right, bottom) = (self.left + self.pixels.width(), self.top + self.pixels.height());
        let low = |edge: f32| (edge - 1.0).max(0.0) as u32;
        let high = |edge: f32| (edge + 2.0).max(0.0) as u32;
        let left = low(bounds.left()).max(self.left);
        let top = (low(bounds.top()) / ROWS * ROWS).max(self.top);
        let width = high(bounds.right()).min(right).saturating_sub(left);
        let height = high(bounds.bottom()).min(bottom).saturating_sub(top);
        let Some(mut pixels) = Pixmap::new(width, height) else { return Ok(()) };
        let bytes = pixels.data().len();
        budget.take(bytes);
        let drawn =
            draw(&mut Surface { pixels: &mut pixels, left, top, canvas: self.canvas }, budget);
        let paint = PixmapPaint { opacity, blend_mode, ..PixmapPaint::default() };
        self.put(&pixels, (left, top), &paint);
        budget.give_back(bytes);
        drawn
    }

    /// Keeps as much of each pixel as another surface of the same place is opaque there.
    pub(crate) fn keep(&mut self, stencil: &Pixmap) {
        let pixels = self.pixels.data_mut().chunks_exact_mut(4);
        for (pixel, kept) in pixels.zip(stencil.data().chunks_exact(4)) {
            let kept = u32::from(kept[3]);
            for value in pixel {
                *value = ((u32::from(*value) * kept + 127) / 255) as u8;
            }
        }
    }
}
