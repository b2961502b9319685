//! Pictures and soft shadows as areas: drawn as the print draws them, and traced where they are opaque enough.
//!
//! The line runs between the centres of pixels, where their opacity would reach the threshold (marching squares), and not
//! along their edges.

use design::LayerId;
use geom::{Affine, Dpi, FillRule, Point, Rect};
use scene::Item;
use tiny_skia::Pixmap;

use super::CutError;
use super::region::{GRID, Region, Ring, spot};
use super::sleeve;
use crate::mark::{Draw, Plan, stretch};
use crate::sheet::BAND;
use crate::surface::Surface;
use crate::{Artworks, PictureCache, PixelBudget, PressError};

/// Finest resolution at which something is traced.
const FINEST: Dpi = Dpi::new(300.0);
/// Most pixels of what is traced: all of a large side is traced more coarsely.
const MOST_PIXELS: f64 = 24_000_000.0;
/// Most corners of a traced line before it is simplified: noise has that many.
const MOST_STEPS: usize = 12_000_000;
/// Clear pixels around what is drawn, so that every line closes.
const MARGIN: f64 = 2.0;

/// How things are traced.
pub(super) struct Tracer<'a> {
    pub(super) artworks: &'a dyn Artworks,
    /// The part of the side that is looked at.
    pub(super) part: Rect,
    /// 0 to 1: what is more opaque is inside.
    pub(super) threshold: f64,
    /// Farthest that a line may be from what was traced, in mm.
    pub(super) tolerance: f64,
    pub(super) cache: PictureCache,
    pub(super) budget: PixelBudget,
    /// The coarsest resolution that was used, in pixels a mm.
    pub(super) coarsest: Option<f64>,
}

impl Tracer<'_> {
    /// The area of an item that lies on the side by `place`.
    pub(super) fn area(
        &mut self,
        layer: LayerId,
        item: &Item,
        place: Affine,
    ) -> Result<Region, CutError> {
        let Some(bounds) = item.bounds(place) else { return Ok(Region::default()) };
        let seen = bounds.intersect(self.part);
        if !(seen.area() > 0.0 && seen.is_finite()) || place.determinant() == 0.0 {
            return Ok(Region::default());
        }
        let scale = FINEST.per_mm().min((MOST_PIXELS / seen.area()).sqrt());
        self.coarsest = Some(self.coarsest.map_or(scale, |coarsest| coarsest.min(scale)));
        let pixels = |length: f64| ((length * scale).ceil() + 2.0 * MARGIN) as u32;
        let (width, height) = (pixels(seen.width()), pixels(seen.height()));
        let corner = seen.origin().to_vec2() - geom::Vec2::new(MARGIN, MARGIN) / scale;
        let to_pixels = Affine::scale(scale) * Affine::translate(-corner);
        let alpha = self.drawn(layer, item, to_pixels * place, (width, height))?;
        let threshold = (self.threshold * 255.0).clamp(1.0, 254.0);
        let mut rings = Vec::new();
        let mut steps = 0;
        let picture = Alpha { width: width as usize, height: height as usize, alpha, threshold };
        picture.each_ring(&mut |line| {
            steps += line.len();
            let on_side = |at: &Point| spot((at.to_vec2() / scale + corner).to_point());
            let ring: Ring = line.iter().map(on_side).collect();
            let few = sleeve::simplified(&ring, self.tolerance * GRID);
            if few.len() > 2 {
                rings.push(few);
            }
            steps <= MOST_STEPS
        });
        if steps > MOST_STEPS {
            return Err(CutError::TooMuch);
        }
        // Margin that was drawn beyond the part is not wanted.
        Ok(Region::inside(&rings, FillRule::EvenOdd).and(&Region::rectangle(seen)))
    }

    /// How opaque an item is, pixel by pixel.
    fn drawn(
        &mut self,
        layer: LayerId,
        item: &Item,
        to_pixels: Affine,
        size: (u32, u32),
    ) -> Result<Vec<u8>, PressError> {
        let (width, height) = size;
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let plan = Plan { layer, artworks: self.artworks, area };
        let marks = plan.marks(std::slice::from_ref(item), to_pixels, stretch(to_pixels))?;
        let mut alpha = Vec::with_capacity(width as usize * height as usize);
        for top in (0..height).step_by(BAND as usize) {
            let Some(mut band) = Pixmap::new(width, BAND.min(height - top)) else { break };
            let mut surface = Surface { pixels: &mut band, left: 0, top, canvas: size };
            let mut draw = Draw {
                layer,
                artworks: self.artworks,
                cache: &mut self.cache,
                budget: &mut self.budget,
            };
            marks.each(&mut surface, 1.0, &mut draw)?;
            alpha.extend(band.data().chunks_exact(4).map(|pixel| pixel[3]));
        }
        Ok(alpha)
    }
}

/// Opacities on a grid.
struct Alpha {
    width: usize,
    height: usize,
    alpha: Vec<u8>,
    /// 1 to 254: what is as opaque is inside.
    threshold: f64,
}

/// A side of a square between four pixels' centres.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Right,
    Bottom,
    Left,
}

impl Alpha {
    /// Beyond the grid is nothing.
    fn at(&self, x: i64, y: i64) -> f64 {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return 0.0 };
        if x >= self.width || y >= self.height {
            return 0.0;
        }
        f64::from(self.alpha.get(y * self.width + x).copied().unwrap_or(0))
    }

    fn is_in(&self, x: i64, y: i64) -> bool {
        self.at(x, y) >= self.threshold
    }

    /// Hands out all closed lines around what is inside, in pixels; ends when told so.
    fn each_ring(&self, take: &mut dyn FnMut(&[Point]) -> bool) {
        // Every line crosses the way from one pixel's centre to the next in a row.
        let (columns, rows) = (self.width + 1, self.height);
        let mut crossed = vec![0_u64; (columns * rows).div_ceil(64)];
        let place = |x: i64, y: i64| y as usize * columns + (x + 1) as usize;
        for y in 0..rows as i64 {
            let mut before = false;
            for x in -1..self.width as i64 {
                let after = self.is_in(x + 1, y);
                let crosses = before != after;
                before = after;
                let at = place(x, y);
                if !crosses || crossed[at / 64] & (1 << (at % 64)) != 0 {
                    continue;
                }
                let line = self.follow((x, y), &mut |x, y| {
                    let at = place(x, y);
                    if let Some(bits) = crossed.get_mut(at / 64) {
                        *bits |= 1 << (at % 64);
                    }
                });
                if !take(&line) {
                    return;
                }
            }
        }
    }

    /// Follows the line that enters the square with the top left corner `start` through its top.
    fn follow(&self, start: (i64, i64), crossed: &mut dyn FnMut(i64, i64)) -> Vec<Point> {
        let ((mut x, mut y), mut entry) = (start, Edge::Top);
        let mut line = Vec::new();
        loop {
            match entry {
                Edge::Top => crossed(x, y),
                Edge::Bottom => crossed(x, y + 1),
                Edge::Left | Edge::Right => {}
            }
            line.push(self.crossing(x, y, entry));
            let exit = self.exit(x, y, entry);
            (x, y, entry) = match exit {
                Edge::Top => (x, y - 1, Edge::Bottom),
                Edge::Bottom => (x, y + 1, Edge::Top),
                Edge::Left => (x - 1, y, Edge::Right),
                Edge::Right => (x + 1, y, Edge::Left),
            };
            // The same edge seen from the other square is the same crossing.
            let is_back = (x, y) == start && entry == Edge::Top
                || (x, y + 1) == start && entry == Edge::Bottom;
            if is_back {
                return line;
            }
        }
    }

    /// Where the line crosses an edge of a square: pixels' centres are at halves.
    fn crossing(&self, x: i64, y: i64, edge: Edge) -> Point {
        let (from, to) = match edge {
            Edge::Top => ((x, y), (x + 1, y)),
            Edge::Bottom => ((x, y + 1), (x + 1, y + 1)),
            Edge::Left => ((x, y), (x, y + 1)),
            Edge::Right => ((x + 1, y), (x + 1, y + 1)),
        };
        let (low, high) = (self.at(from.0, from.1), self.at(to.0, to.1));
        let t = if low == high { 0.5 } else { (self.threshold - low) / (high - low) };
        let t = t.clamp(0.0, 1.0);
        let along = |from: i64, to: i64| from as f64 + 0.5 + (to - from) as f64 * t;
        Point::new(along(from.0, to.0), along(from.1, to.1))
    }

    /// Where a line that enters a square by an edge leaves it.
    fn exit(&self, x: i64, y: i64, entry: Edge) -> Edge {
        let [a, b, c, d] = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
        let inside = |(x, y): (i64, i64)| self.is_in(x, y);
        let [ia, ib, ic, id] = [a, b, c, d].map(inside);
        let crosses = [
            (Edge::Top, ia != ib),
            (Edge::Right, ib != ic),
            (Edge::Bottom, ic != id),
            (Edge::Left, id != ia),
        ];
        if crosses.iter().all(|(_, crosses)| *crosses) {
            // Two lines: whether the corners that are inside hang together, the middle says.
            let sum: f64 = [a, b, c, d].iter().map(|(x, y)| self.at(*x, *y)).sum();
            let cuts_off_b = (sum >= 4.0 * self.threshold) == ia;
            return match (entry, cuts_off_b) {
                (Edge::Top, true) | (Edge::Bottom, false) => Edge::Right,
                (Edge::Right, true) | (Edge::Left, false) => Edge::Top,
                (Edge::Bottom, true) | (Edge::Top, false) => Edge::Left,
                (Edge::Left, true) | (Edge::Right, false) => Edge::Bottom,
            };
        }
        let other = crosses.iter().find(|(edge, crosses)| *crosses && *edge != entry);
        other.map_or(entry, |(edge, _)| *edge)
    }
}
