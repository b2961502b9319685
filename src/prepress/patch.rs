//! Pixels that lie on a canvas: pictures and soft shadows, drawn cell by cell, so that what is drawn does not depend on
//! where bands begin and end.

use geom::{Affine, Point, Rect, Rgb};
use tiny_skia::{FillRule, Mask, Path, Transform};

use crate::artwork::Window;
use crate::bicubic::Part;
use crate::surface::Surface;
use crate::{outline, over};

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
    /// Where its corners lie on the canvas, in order.
    corners: [Point; 4],
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
        let corners = corners.map(|corner| to_canvas * Point::from(corner));
        let edge = outline::polygon(corners)?;
        Some(Self { window, to_canvas, corners, edge })
    }

    /// The pixels of the canvas that it may touch.
    pub(crate) fn bounds(&self) -> tiny_skia::Rect {
        self.edge.bounds()
    }

    /// Draws it.
    pub(crate) fn draw(&self, grid: &Grid, surface: &mut Surface<'_>, opacity: f32) {
        let faded = over::steps(opacity);
        surface.cells(self.bounds(), |surface, corner, size| {
            let cell = Cell::of(surface, corner, size);
            self.draw_cell(grid, surface, &cell, faded);
        });
    }

    /// Draws the part on one cell of the canvas.
    fn draw_cell(
        &self,
        grid: &Grid,
        surface: &mut Surface<'_>,
        cell: &Cell,
        faded: u8,
    ) -> Option<()> {
        let part = window(self.to_canvas, cell.whole, self.window, Rect::new(0.0, 0.0, 1e9, 1e9))?;
        let columns = cell.right.checked_sub(cell.left).filter(|columns| *columns > 0)?;
        let spans = Spans::of(self.corners);
        let mut near = (cell.top..cell.bottom).map(|y| spans.of_row(y, cell.left, cell.right));
        near.clone().any(|(from, to)| from < to).then_some(())?;
        let source = grid.part(&part, &self.window)?;
        let cover = if self.holds(cell.whole) {
            None
        } else {
            let mut cover = Mask::new(columns, cell.bottom - cell.top)?;
            let here = Transform::from_translate(-(cell.left as f32), -(cell.top as f32));
            cover.fill_path(&self.edge, FillRule::Winding, true, here);
            cover.data_mut().iter_mut().for_each(|value| {
                *value = over::times(u32::from(*value), u32::from(faded)) as u8;
            });
            Some(cover)
        };
        let to_part = Affine::translate((-f64::from(part.left), -f64::from(part.top)))
            * self.to_canvas.inverse();
        let [a, b, ..] = to_part.as_coeffs();
        let mut line = vec![[0; 4]; columns as usize];
        for y in cell.top..cell.bottom {
            let (from, to) = near.next()?;
            if from >= to {
                continue;
            }
            let first = to_part * Point::new(f64::from(from) + 0.5, f64::from(y) + 0.5);
            let line = &mut line[..(to - from) as usize];
            source.read((first.x, first.y), (a, b), line);
            let below = surface.line(y, from, to);
            match &cover {
                None => over::lay(below, line.as_flattened(), faded),
                Some(cover) => {
                    let at = ((y - cell.top) * columns + from - cell.left) as usize;
                    over::lay_covered(below, line.as_flattened(), cover.data().get(at..)?);
                }
            }
        }
        Some(())
    }

    /// Whether a part of the canvas lies within the edge, with a pixel to spare.
    fn holds(&self, part: Rect) -> bool {
        let [a, b, c, d] = self.corners;
        let turn = (b - a).cross(c - b);
        let part = part.inflate(1.0, 1.0);
        let corners =
            [(part.x0, part.y0), (part.x1, part.y0), (part.x1, part.y1), (part.x0, part.y1)];
        [(a, b), (b, c), (c, d), (d, a)].into_iter().all(|(from, to)| {
            corners.iter().all(|corner| (to - from).cross(Point::from(*corner) - from) * turn > 0.0)
        })
    }
}

/// A cell of the canvas, and what of it lies on a surface.
struct Cell {
    whole: Rect,
    left: u32,
    right: u32,
    top: u32,
    bottom: u32,
}

impl Cell {
    fn of(surface: &Surface<'_>, (x, y): (u32, u32), (width, height): (u32, u32)) -> Self {
        let (right, bottom) =
            (surface.left + surface.pixels.width(), surface.top + surface.pixels.height());
        Self {
            whole: Rect::from_origin_size(
                (f64::from(x), f64::from(y)),
                (f64::from(width), f64::from(height)),
            ),
            left: x.max(surface.left),
            right: (x + width).min(right),
            top: y.max(surface.top),
            bottom: (y + height).min(bottom),
        }
    }
}

/// Which columns of a row a convex outline may touch.
struct Spans {
    corners: [Point; 4],
}

impl Spans {
    const fn of(corners: [Point; 4]) -> Self {
        Self { corners }
    }

    /// The first column and the one after the last, within `left` to `right`; with some to spare.
    fn of_row(&self, y: u32, left: u32, right: u32) -> (u32, u32) {
        let (top, bottom) = (f64::from(y) - 1.0, f64::from(y) + 2.0);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut meet = |x: f64| (low, high) = (low.min(x), high.max(x));
        for (from, to) in (0..4).map(|at| (self.corners[at], self.corners[(at + 1) % 4])) {
            for end in [from, to] {
                if (top..=bottom).contains(&end.y) {
                    meet(end.x);
                }
            }
            for edge in [top, bottom] {
                let part = (edge - from.y) / (to.y - from.y);
                if (0.0..=1.0).contains(&part) {
                    meet(from.x + (to.x - from.x) * part);
                }
            }
        }
        if low > high {
            return (left, left);
        }
        let column = |x: f64| x.clamp(f64::from(left), f64::from(right)) as u32;
        (column((low - 2.0).floor()), column((high + 2.0).ceil()))
    }
}

impl Grid {
    /// Bytes that it takes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Rgb(pixels) | Self::Rgba(pixels) | Self::Alpha(pixels, _) => pixels.len(),
        }
    }

    /// A copy of a part of the window, ready to be read between its pixels.
    fn part(&self, part: &Window, window: &Window) -> Option<Part> {
        let (pixels, depth) = match self {
            Self::Rgb(pixels) => (pixels, 3),
            Self::Rgba(pixels) => (pixels, 4),
            Self::Alpha(pixels, _) => (pixels, 1),
        };
        let (left, top) = ((part.left - window.left) as usize, (part.top - window.top) as usize);
        let (width, height) = (part.width as usize, part.height as usize);
        let start = |y: usize| ((top + y) * window.width as usize + left) * depth;
        pixels.get(..start(height - 1) + width * depth)?;
        let size = (width, height);
        Some(Part::new(size, |y, line| {
            let row = &pixels[start(y)..start(y) + width * depth];
            match self {
                Self::Rgb(_) => {
                    let (row, _) = row.as_chunks::<3>();
                    for (colour, [r, g, b]) in line.iter_mut().zip(row) {
                        *colour = [f32::from(*r), f32::from(*g), f32::from(*b), 255.0];
                    }
                }
                Self::Rgba(_) => {
                    let (row, _) = row.as_chunks::<4>();
                    for (colour, pixel) in line.iter_mut().zip(row) {
                        *colour = pixel.map(f32::from);
                    }
                }
                Self::Alpha(_, Rgb { r, g, b }) => {
                    let whole = [*r, *g, *b, 255].map(|value| f32::from(value) / 255.0);
                    for (colour, alpha) in line.iter_mut().zip(row) {
                        *colour = whole.map(|value| value * f32::from(*alpha));
                    }
                }
            }
        }))
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
