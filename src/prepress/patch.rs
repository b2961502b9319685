//! Pixels that lie on a canvas: pictures and soft shadows, drawn cell by cell, so that what is drawn does not depend on
//! where bands begin and end.

use geom::{Affine, Point, Rect, Rgb};
use tiny_skia::{
    FillRule, FilterQuality, Paint, Path, Pattern, Pixmap, PixmapPaint, SpreadMode, Transform,
};

use crate::artwork::Window;
use crate::outline;
use crate::surface::Surface;

/// Width of the cells, so that something turned needs only a small part of its pixels at a time. They are `outline::ROWS` high.
pub(crate) const CELL: u32 = 512;
/// Pixels around a part that the filter may read.
const MARGIN: f64 = 3.0;

/// Where a grid of pixels lies on a canvas.
pub(crate) struct Patch {
    /// The part of the grid that is at hand.
    pub(crate) window: Window,
    /// From pixels of the whole grid to pixels of the canvas.
    to_canvas: Affine,
    edge: Path,
}

/// Pixels of a window.
pub(crate) enum Grid {
    /// Three bytes each.
    Rgb(Vec<u8>),
    /// Four bytes each, premultiplied.
    Rgba(Vec<u8>),
    /// How much of a colour.
    Alpha(Vec<u8>, Rgb),
}

impl Patch {
    /// A grid of `width` x `height` pixels of which `shown` is drawn; `None` where nothing of it shows on the canvas.
    /// Grids of at most `whole` pixels are wanted whole.
    pub(crate) fn plan(
        (width, height): (u32, u32),
        shown: Rect,
        to_canvas: Affine,
        canvas: Rect,
        whole: usize,
    ) -> Option<Self> {
        let all = Window { left: 0, top: 0, width, height };
        let near = shown.inflate(MARGIN, MARGIN);
        let seen = window(to_canvas, canvas, all, near)?;
        let window = if all.area() <= whole { all } else { seen };
        let corners = [
            (shown.x0, shown.y0),
            (shown.x1, shown.y0),
            (shown.x1, shown.y1),
            (shown.x0, shown.y1),
        ];
        let edge = outline::polygon(corners.map(|corner| to_canvas * Point::from(corner)))?;
        Some(Self { window, to_canvas, edge })
    }

    /// The pixels of the canvas that it may touch.
    pub(crate) fn bounds(&self) -> tiny_skia::Rect {
        self.edge.bounds()
    }

    /// Draws it.
    pub(crate) fn draw(&self, grid: &Grid, surface: &mut Surface<'_>, opacity: f32) {
        let paint = PixmapPaint { opacity, ..PixmapPaint::default() };
        surface.cells(self.bounds(), |surface, (left, top), (width, height)| {
            if let Some(cell) = self.cell(grid, (left, top), (width, height)) {
                surface.put(&cell, (left, top), &paint);
            }
        });
    }

    /// The part on one cell of the canvas.
    fn cell(
        &self,
        grid: &Grid,
        (left, top): (u32, u32),
        (width, height): (u32, u32),
    ) -> Option<Pixmap> {
        let (x, y) = (f64::from(left), f64::from(top));
        let cell = Rect::new(x, y, x + f64::from(width), y + f64::from(height));
        let part = window(self.to_canvas, cell, self.window, Rect::new(0.0, 0.0, 1e9, 1e9))?;
        let source = grid.part(&part, &self.window)?;
        let to_cell = Affine::translate((-x, -y))
            * self.to_canvas
            * Affine::translate((f64::from(part.left), f64::from(part.top)));
        let [a, b, c, d, e, f] = to_cell.as_coeffs().map(|number| number as f32);
        let shader = Pattern::new(
            source.as_ref(),
            SpreadMode::Pad,
            FilterQuality::Bicubic,
            1.0,
            Transform::from_row(a, b, c, d, e, f),
        );
        let edge = self
            .edge
            .clone()
            .transform(Transform::from_translate(-(left as f32), -(top as f32)))?;
        let mut drawn = Pixmap::new(width, height)?;
        let paint = Paint { shader, ..Paint::default() };
        drawn.fill_path(&edge, &paint, FillRule::Winding, Transform::identity(), None);
        Some(drawn)
    }
}

impl Grid {
    /// Bytes that it takes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Rgb(pixels) | Self::Rgba(pixels) | Self::Alpha(pixels, _) => pixels.len(),
        }
    }

    /// A copy of a part of the window as premultiplied RGBA.
    fn part(&self, part: &Window, window: &Window) -> Option<Pixmap> {
        let (pixels, depth) = match self {
            Self::Rgb(pixels) => (pixels, 3),
            Self::Rgba(pixels) => (pixels, 4),
            Self::Alpha(pixels, _) => (pixels, 1),
        };
        let mut copy = Pixmap::new(part.width, part.height)?;
        let (left, top) = ((part.left - window.left) as usize, (part.top - window.top) as usize);
        let lines = copy.data_mut().chunks_exact_mut(part.width as usize * 4);
        for (line, y) in lines.zip(top..) {
            let from = (y * window.width as usize + left) * depth;
            let source = pixels.get(from..from + part.width as usize * depth)?;
            let pixels = line.chunks_exact_mut(4);
            match self {
                Self::Rgba(_) => line.copy_from_slice(source),
                Self::Rgb(_) => pixels.zip(source.chunks_exact(3)).for_each(|(pixel, colour)| {
                    pixel.copy_from_slice(&[colour[0], colour[1], colour[2], 255]);
                }),
                Self::Alpha(_, Rgb { r, g, b }) => pixels.zip(source).for_each(|(pixel, alpha)| {
                    let times =
                        |value: u8| ((u32::from(value) * u32::from(*alpha) + 127) / 255) as u8;
                    pixel.copy_from_slice(&[times(*r), times(*g), times(*b), *alpha]);
                }),
            }
        }
        Some(copy)
    }
}

/// The pixels within `limits` and `near` that a part of the canvas shows, with the filter's margin.
fn window(to_canvas: Affine, canvas: Rect, limits: Window, near: Rect) -> Option<Window> {
    if to_canvas.determinant() == 0.0 {
        return None;
    }
    let seen = to_canvas.inverse().transform_rect_bbox(canvas).inflate(MARGIN, MARGIN);
    let (low_x, low_y) = (f64::from(limits.left), f64::from(limits.top));
    let within =
        Rect::new(low_x, low_y, low_x + f64::from(limits.width), low_y + f64::from(limits.height));
    let part = seen.intersect(near).expand().intersect(within);
    if part.width() < 1.0 || part.height() < 1.0 || !part.is_finite() {
        return None;
    }
    Some(Window {
        left: part.x0 as u32,
        top: part.y0 as u32,
        width: part.width() as u32,
        height: part.height() as u32,
    })
}
