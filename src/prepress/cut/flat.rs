//! Outlines with curves as closed lines on the grid. What is inside of them is decided elsewhere.

use geom::{Affine, BezPath, PathEl, Pen, Point};

use super::region::{Ring, spot};
use crate::curve::along;
use crate::outline;

/// Most lines for one curve.
const MOST_LINES: f64 = 1_000.0;

/// The closed lines of an outline that lies on the side by `place`; curves are within `tolerance` mm.
pub(super) fn filled(outline: &BezPath, place: Affine, tolerance: f64) -> Vec<Ring> {
    rings(outline.elements().iter().copied(), place, tolerance)
}

/// The closed lines around the line that a pen draws along an outline. `stretch` is how much longer `place` makes a
/// length at most.
pub(super) fn stroked(
    path: &BezPath,
    pen: &Pen,
    place: Affine,
    stretch: f64,
    tolerance: f64,
) -> Vec<Ring> {
    // The rasteriser's pen is within a quarter of a pixel.
    let scale = (stretch * 0.25 / tolerance).clamp(1e-3, 1e4);
    let Some(shape) = outline::widened(path, pen, scale) else { return Vec::new() };
    rings(outline::elements(&shape), place, tolerance)
}

fn rings(elements: impl Iterator<Item = PathEl>, place: Affine, tolerance: f64) -> Vec<Ring> {
    let mut lines = Lines { tolerance, ..Lines::default() };
    elements.for_each(|element| lines.element(place * element));
    lines.end();
    lines.rings
}

#[derive(Default)]
struct Lines {
    tolerance: f64,
    rings: Vec<Ring>,
    ring: Ring,
    start: Point,
    from: Point,
}

impl Lines {
    fn element(&mut self, element: PathEl) {
        let from = self.from;
        match element {
            PathEl::MoveTo(end) => {
                self.end();
                self.start = end;
                self.line(end);
            }
            PathEl::LineTo(_) | PathEl::QuadTo(..) | PathEl::CurveTo(..) => {
                along(from, element, self.tolerance, MOST_LINES, |end| self.line(end));
            }
            PathEl::ClosePath => {
                self.end();
                // What goes on without a new start goes on from here.
                self.line(self.start);
            }
        }
    }

    fn line(&mut self, end: Point) {
        let there = spot(end);
        if self.ring.last() != Some(&there) {
            self.ring.push(there);
        }
        self.from = end;
    }

    fn end(&mut self) {
        let ring = std::mem::take(&mut self.ring);
        if ring.len() > 2 {
            self.rings.push(ring);
        }
    }
}
