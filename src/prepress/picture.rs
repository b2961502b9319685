//! Decoded pictures at the size that a print needs, kept while they fit in the budget, and drawn cell by cell.

use std::collections::BTreeMap;
use std::rc::Rc;

use design::{ArtworkId, PixelSize};
use geom::{Affine, Point, Rect};
use tiny_skia::{
    FillRule, FilterQuality, Paint, Path, Pattern, Pixmap, PixmapPaint, SpreadMode, Transform,
};

use crate::PixelBudget;
use crate::artwork::{ArtworkError, Channels, Header, Rows, Target, Window, resample};
use crate::outline::{self, ROWS};

/// Width of the cells in which pictures are drawn, so that a turned one needs only a small part at a time. They are
/// [`ROWS`] high.
const CELL: u32 = 512;
/// Up to this many pixels a picture is kept whole, so that moving it needs no new decoding.
const WHOLE: usize = 4_000_000;
/// Pixels around a part that the filter may read.
const MARGIN: f64 = 3.0;

/// A picture to draw: where it lies and in which size it is needed.
pub(crate) struct PictureMark {
    pub(crate) artwork: ArtworkId,
    header: Header,
    target: Target,
    /// From pixels of the target's whole picture to pixels of the canvas.
    to_canvas: Affine,
    edge: Path,
}

impl PictureMark {
    /// Plans a picture whose upright unit square lies on the canvas by `unit_to_canvas`. `None` where nothing of it
    /// shows.
    pub(crate) fn plan(
        artwork: ArtworkId,
        header: Header,
        unit_to_canvas: Affine,
        canvas: Rect,
    ) -> Option<Self> {
        let PixelSize { width, height } = header.stored;
        let from_stored_unit = unit_to_canvas * header.orientation.unit_transform();
        let [a, b, c, d, ..] = from_stored_unit.as_coeffs();
        let columns = needed(width, (a * a + b * b).sqrt());
        let rows = needed(height, (c * c + d * d).sqrt());
        let to_canvas = from_stored_unit
            * Affine::scale_non_uniform(1.0 / f64::from(columns), 1.0 / f64::from(rows));
        let whole = PixelSize { width: columns, height: rows };
        let seen = window(to_canvas, canvas, Window::all(whole))?;
        let window =
            if columns as usize * rows as usize <= WHOLE { Window::all(whole) } else { seen };
        let (right, bottom) = (f64::from(columns), f64::from(rows));
        let corners = [(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)];
        let edge = outline::polygon(corners.map(|corner| to_canvas * Point::from(corner)))?;
        Some(Self {
            artwork,
            header,
            target: Target { width: columns, height: rows, window },
            to_canvas,
            edge,
        })
    }

    /// The pixels of the canvas that it may touch.
    pub(crate) fn bounds(&self) -> tiny_skia::Rect {
        self.edge.bounds()
    }

    /// Draws the rows of a band that starts at row `top` of the canvas, a multiple of [`ROWS`].
    pub(crate) fn draw(&self, picture: &Picture, band: &mut Pixmap, top: u32, opacity: f32) {
        let bounds = self.bounds();
        let first = (bounds.left().max(0.0) as u32 / CELL) * CELL;
        let end = (bounds.right().max(0.0).ceil() as u32).min(band.width());
        let paint = PixmapPaint { opacity, ..PixmapPaint::default() };
        for row in (0..band.height()).step_by(ROWS as usize) {
            for left in (first..end).step_by(CELL as usize) {
                let size = (CELL.min(band.width() - left), ROWS.min(band.height() - row));
                let Some(cell) = self.cell(picture, (left, top + row), size) else { continue };
                let (x, y) = (left as i32, row as i32);
                band.draw_pixmap(x, y, cell.as_ref(), &paint, Transform::identity(), None);
            }
        }
    }

    /// The part of the picture on one cell of the canvas.
    fn cell(
        &self,
        picture: &Picture,
        (left, top): (u32, u32),
        (width, height): (u32, u32),
    ) -> Option<Pixmap> {
        let (x, y) = (f64::from(left), f64::from(top));
        let cell = Rect::new(x, y, x + f64::from(width), y + f64::from(height));
        if self.bounds().bottom() < top as f32 || self.bounds().top() > (top + height) as f32 {
            return None;
        }
        let part = window(self.to_canvas, cell, self.target.window)?;
        let source = picture.part(&part, &self.target.window)?;
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

/// Pixels needed along an edge that takes `length` pixels of the canvas: never more than there are.
fn needed(stored: u32, length: f64) -> u32 {
    /// A length this little over a whole number is rounding, not need.
    const SLACK: f64 = 1e-6;
    let needed = (length - SLACK).ceil().max(1.0);
    if needed < f64::from(stored) { needed as u32 } else { stored }
}

/// The pixels within `limits` that a part of the canvas shows, with the filter's margin.
fn window(to_canvas: Affine, canvas: Rect, limits: Window) -> Option<Window> {
    if to_canvas.determinant() == 0.0 {
        return None;
    }
    let seen = to_canvas.inverse().transform_rect_bbox(canvas).inflate(MARGIN, MARGIN);
    let (low_x, low_y) = (f64::from(limits.left), f64::from(limits.top));
    let within =
        Rect::new(low_x, low_y, low_x + f64::from(limits.width), low_y + f64::from(limits.height));
    let part = seen.intersect(within).expand();
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

/// A decoded picture, or the window of it that shows.
pub(crate) struct Picture {
    pixels: Vec<u8>,
    has_alpha: bool,
}

impl Picture {
    fn depth(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    /// A copy of a part of the window as premultiplied RGBA.
    fn part(&self, part: &Window, window: &Window) -> Option<Pixmap> {
        let mut copy = Pixmap::new(part.width, part.height)?;
        let depth = self.depth();
        let (left, top) = ((part.left - window.left) as usize, (part.top - window.top) as usize);
        let lines = copy.data_mut().chunks_exact_mut(part.width as usize * 4);
        for (line, y) in lines.zip(top..) {
            let from = (y * window.width as usize + left) * depth;
            let source = self.pixels.get(from..from + part.width as usize * depth)?;
            if self.has_alpha {
                line.copy_from_slice(source);
            } else {
                for (pixel, colour) in line.chunks_exact_mut(4).zip(source.chunks_exact(3)) {
                    pixel.copy_from_slice(&[colour[0], colour[1], colour[2], 255]);
                }
            }
        }
        Some(copy)
    }
}

/// Decoded pictures. The least recently drawn ones go first when room is needed; they are decoded again when they are
/// wanted again. What is kept never changes what is drawn.
#[derive(Default)]
pub struct PictureCache {
    kept: BTreeMap<(ArtworkId, Target), Kept>,
    clock: u64,
    decoded: usize,
}

struct Kept {
    picture: Rc<Picture>,
    drawn: u64,
}

impl PictureCache {
    /// An empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many times a picture was decoded.
    pub const fn decoded(&self) -> usize {
        self.decoded
    }

    /// Bytes that the kept pictures take.
    pub(crate) fn bytes(&self) -> usize {
        self.kept.values().map(|kept| kept.picture.pixels.len()).sum()
    }

    /// The picture of a mark, decoded where it is not kept.
    pub(crate) fn picture(
        &mut self,
        mark: &PictureMark,
        bytes: &[u8],
        budget: &mut PixelBudget,
    ) -> Result<Rc<Picture>, ArtworkError> {
        self.clock += 1;
        let key = (mark.artwork, mark.target);
        if let Some(kept) = self.kept.get_mut(&key) {
            kept.drawn = self.clock;
            return Ok(kept.picture.clone());
        }
        let held = Rows::decoding_bytes(bytes, &mark.header);
        self.make_room(held + mark.target.window.area() * Channels::Rgba.count(), budget);
        budget.take(held);
        let made = Rows::open(bytes, &mark.header)
            .and_then(|mut rows| resample(&mut rows, mark.header.stored, &mark.target));
        self.decoded += 1;
        let picture = match made {
            Ok(made) => {
                budget.take(made.pixels.len());
                Rc::new(Picture { pixels: made.pixels, has_alpha: made.has_alpha })
            }
            Err(error) => {
                budget.give_back(held);
                return Err(error);
            }
        };
        budget.give_back(held);
        self.kept.insert(key, Kept { picture: picture.clone(), drawn: self.clock });
        Ok(picture)
    }

    /// Drops pictures until `bytes` fit or none are left.
    fn make_room(&mut self, bytes: usize, budget: &mut PixelBudget) {
        while !budget.fits(bytes) {
            let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.drawn).map(|(key, _)| *key);
            let Some(dropped) = oldest.and_then(|key| self.kept.remove(&key)) else { return };
            budget.give_back(dropped.picture.pixels.len());
        }
    }
}
