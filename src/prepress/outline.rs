//! Outlines as the rasteriser takes them: polygons in pixels on a fine grid, strokes already widened to shapes.
//!
//! Curves are cut into lines and lines at every [`ROWS`] rows, so that no line crosses the edge of a band: what a band
//! shows does not depend on where bands begin and end.

use geom::{Affine, BezPath, Cap, Join, PathEl, Pen, Point};
use tiny_skia::{LineCap, LineJoin, Path, PathBuilder, PathSegment, Stroke, StrokeDash};

use crate::artwork::MAX_SIDE;
use crate::curve::along;

/// Steps of the grid in a pixel. A power of two, so that a place below 65,536 pixels is exact in an `f32` and stays
/// exact when a band is moved by whole pixels.
const GRID: f64 = 256.0;
/// Rows between cuts. Bands begin and end at multiples of it.
pub(crate) const ROWS: u32 = 64;
/// How far a line may be from its curve, in pixels.
const TOLERANCE: f64 = 0.03;
/// Most lines for one curve.
const MOST_LINES: f64 = 500.0;
/// Longer mitres are cut off: the scene's rule.
const MITRE_LIMIT: f32 = 4.0;

/// The inside of an outline, in pixels. `None` for an outline without an area.
pub(crate) fn filled(outline: &BezPath, to_pixels: Affine) -> Option<Path> {
    let mut lines = Lines::default();
    for element in outline.elements() {
        lines.element(to_pixels * *element);
    }
    lines.finish()
}

/// The line along an outline as a shape to be filled, in pixels. `scale` is how many pixels a unit of the outline takes.
pub(crate) fn stroked(outline: &BezPath, pen: &Pen, to_pixels: Affine, scale: f64) -> Option<Path> {
    let mut lines = Lines::default();
    elements(&widened(outline, pen, scale)?).for_each(|element| lines.element(to_pixels * element));
    lines.finish()
}

/// The line along an outline as a shape to be filled, in the outline's unit.
pub(crate) fn widened(outline: &BezPath, pen: &Pen, scale: f64) -> Option<Path> {
    let stroke = Stroke {
        width: pen.width as f32,
        miter_limit: MITRE_LIMIT,
        line_cap: match pen.cap {
            Cap::Butt => LineCap::Butt,
            Cap::Round => LineCap::Round,
            Cap::Square => LineCap::Square,
        },
        line_join: match pen.join {
            Join::Mitre => LineJoin::Miter,
            Join::Round => LineJoin::Round,
            Join::Bevel => LineJoin::Bevel,
        },
        dash: None,
    };
    let mut given = as_given(outline)?;
    if !pen.dashes.is_empty() {
        let lengths = pen.dashes.iter().map(|length| *length as f32).collect();
        // Dashes beyond what anybody sees are an unbroken line.
        if let Some(dash) = StrokeDash::new(lengths, 0.0) {
            given = given.dash(&dash, scale as f32).unwrap_or(given);
        }
    }
    given.stroke(&stroke, scale as f32)
}

/// A path of the rasteriser as elements of an outline.
pub(crate) fn elements(path: &Path) -> impl Iterator<Item = PathEl> {
    let place = |at: tiny_skia::Point| Point::new(f64::from(at.x), f64::from(at.y));
    path.segments().map(move |segment| match segment {
        PathSegment::MoveTo(end) => PathEl::MoveTo(place(end)),
        PathSegment::LineTo(end) => PathEl::LineTo(place(end)),
        PathSegment::QuadTo(handle, end) => PathEl::QuadTo(place(handle), place(end)),
        PathSegment::CubicTo(first, second, end) => {
            PathEl::CurveTo(place(first), place(second), place(end))
        }
        PathSegment::Close => PathEl::ClosePath,
    })
}

/// The path through `corners`, in pixels.
pub(crate) fn polygon(corners: [Point; 4]) -> Option<Path> {
    let [a, b, c, d] = corners;
    let mut lines = Lines::default();
    let path = [PathEl::MoveTo(a), PathEl::LineTo(b), PathEl::LineTo(c), PathEl::LineTo(d)];
    path.into_iter().for_each(|element| lines.element(element));
    lines.finish()
}

/// Closed contours made of lines on the grid.
#[derive(Default)]
struct Lines {
    path: PathBuilder,
    /// Where the contour began, on the grid.
    start: Point,
    /// Where the last line ended, on the grid.
    drawn: Point,
    /// Where the last element ended, exactly.
    from: Point,
}

impl Lines {
    fn element(&mut self, element: PathEl) {
        let from = self.from;
        match element {
            PathEl::MoveTo(end) => {
                self.close();
                self.start = on_grid(end);
                self.drawn = self.start;
                self.path.move_to(self.start.x as f32, self.start.y as f32);
                self.from = end;
            }
            PathEl::LineTo(_) | PathEl::QuadTo(..) | PathEl::CurveTo(..) => {
                along(from, element, TOLERANCE, MOST_LINES, |end| self.line(end));
            }
            PathEl::ClosePath => {
                self.close();
                self.from = self.start;
            }
        }
    }

    /// A filled contour is closed whether it says so or not.
    fn close(&mut self) {
        if self.drawn != self.start {
            self.cut_line(self.start);
        }
        if !self.path.is_empty() {
            self.path.close();
        }
    }

    fn finish(mut self) -> Option<Path> {
        self.close();
        self.path.finish()
    }

    fn line(&mut self, end: Point) {
        self.cut_line(on_grid(end));
        self.from = end;
    }

    /// A line between places of the grid, cut at all multiples of [`ROWS`] that can be on a canvas.
    fn cut_line(&mut self, end: Point) {
        let begin = self.drawn;
        let rows = f64::from(ROWS);
        let first = (begin.y.min(end.y).max(0.0) / rows).floor() as u32 + 1;
        let last = (begin.y.max(end.y).min(f64::from(MAX_SIDE)) / rows).ceil().max(0.0) as u32;
        let down = begin.y < end.y;
        for step in first..last {
            let cut = if down { step } else { first + last - 1 - step } * ROWS;
            let y = f64::from(cut);
            let x = begin.x + (end.x - begin.x) * ((y - begin.y) / (end.y - begin.y));
            self.path.line_to(snapped(x) as f32, y as f32);
        }
        self.path.line_to(end.x as f32, end.y as f32);
        self.drawn = end;
    }
}

/// The outline with its curves, in its own unit.
fn as_given(outline: &BezPath) -> Option<Path> {
    let place = |Point { x, y }: Point| (x as f32, y as f32);
    let mut path = PathBuilder::new();
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(end) => {
                let (x, y) = place(end);
                path.move_to(x, y);
            }
            PathEl::LineTo(end) => {
                let (x, y) = place(end);
                path.line_to(x, y);
            }
            PathEl::QuadTo(handle, end) => {
                let ((x1, y1), (x, y)) = (place(handle), place(end));
                path.quad_to(x1, y1, x, y);
            }
            PathEl::CurveTo(first, second, end) => {
                let ((x1, y1), (x2, y2), (x, y)) = (place(first), place(second), place(end));
                path.cubic_to(x1, y1, x2, y2, x, y);
            }
            PathEl::ClosePath => path.close(),
        }
    }
    path.finish()
}

fn on_grid(point: Point) -> Point {
    Point::new(snapped(point.x), snapped(point.y))
}

fn snapped(value: f64) -> f64 {
    (value * GRID).round() / GRID
}
