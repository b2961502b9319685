//! Outlines as the rasteriser takes them: in pixels, on a fine grid, strokes already widened to shapes.

use geom::{Affine, BezPath, PathEl, Point};
use tiny_skia::{LineCap, LineJoin, Path, PathBuilder, PathSegment, Stroke};

/// Steps of the grid in a pixel. A power of two, so that a place below 65,536 pixels is exact in an `f32` and stays
/// exact when a band is moved by whole pixels.
const GRID: f64 = 256.0;
/// Longer mitres are cut off: the scene's rule.
const MITRE_LIMIT: f32 = 4.0;

/// The inside of an outline, in pixels. `None` for an outline without an area.
pub(crate) fn filled(outline: &BezPath, to_pixels: Affine) -> Option<Path> {
    built(outline, |point| on_grid(to_pixels * point))
}

/// The line along an outline as a shape to be filled, in pixels. `scale` is how many pixels a unit of the outline takes.
pub(crate) fn stroked(
    outline: &BezPath,
    width: f64,
    to_pixels: Affine,
    scale: f64,
) -> Option<Path> {
    let unscaled = built(outline, |Point { x, y }| (x as f32, y as f32))?;
    let stroke = Stroke {
        width: width as f32,
        miter_limit: MITRE_LIMIT,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Miter,
        dash: None,
    };
    let shape = unscaled.stroke(&stroke, scale as f32)?;
    let place =
        |at: tiny_skia::Point| on_grid(to_pixels * Point::new(f64::from(at.x), f64::from(at.y)));
    let mut path = PathBuilder::new();
    for segment in shape.segments() {
        match segment {
            PathSegment::MoveTo(end) => {
                let (x, y) = place(end);
                path.move_to(x, y);
            }
            PathSegment::LineTo(end) => {
                let (x, y) = place(end);
                path.line_to(x, y);
            }
            PathSegment::QuadTo(handle, end) => {
                let ((x1, y1), (x, y)) = (place(handle), place(end));
                path.quad_to(x1, y1, x, y);
            }
            PathSegment::CubicTo(first, second, end) => {
                let ((x1, y1), (x2, y2), (x, y)) = (place(first), place(second), place(end));
                path.cubic_to(x1, y1, x2, y2, x, y);
            }
            PathSegment::Close => path.close(),
        }
    }
    path.finish()
}

/// The path through `corners`, in pixels.
pub(crate) fn polygon(corners: [Point; 4]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (index, corner) in corners.into_iter().enumerate() {
        let (x, y) = on_grid(corner);
        if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    path.finish()
}

fn built(outline: &BezPath, place: impl Fn(Point) -> (f32, f32)) -> Option<Path> {
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

fn on_grid(point: Point) -> (f32, f32) {
    let snapped = |value: f64| ((value * GRID).round() / GRID) as f32;
    (snapped(point.x), snapped(point.y))
}
