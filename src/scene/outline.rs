//! Outlines of the drawn shapes, filling their box. Curves are cubics; no arc is left to a renderer.

use design::ShapeKind;
use geom::{Angle, BezPath, Point, Size};

/// Handle length of a cubic that draws a quarter of a unit circle (error 0.02 %).
const QUARTER: f64 = 0.552_284_749_830_793_4;

/// The outline of a shape in a box of `size` mm, origin in the top left corner. A line is an open path.
pub fn shape_outline(kind: &ShapeKind, size: Size) -> BezPath {
    let Size { width, height } = size;
    match *kind {
        ShapeKind::Rectangle => rounded(width, height, 0.0),
        ShapeKind::RoundedRectangle { radius } => rounded(width, height, radius.mm()),
        ShapeKind::Ellipse => ellipse(width, height),
        ShapeKind::Line => line(width, height),
        ShapeKind::Star { points, inner } => {
            let inner = inner.clamp(0.05, 0.95);
            let count = u32::from(points.clamp(3, 64)) * 2;
            fitted(count, size, |corner| if corner % 2 == 0 { 1.0 } else { inner })
        }
        ShapeKind::Heart => heart(width, height),
        ShapeKind::Polygon { corners } => fitted(u32::from(corners.clamp(3, 64)), size, |_| 1.0),
    }
}

fn rounded(width: f64, height: f64, radius: f64) -> BezPath {
    let radius = radius.clamp(0.0, width.min(height) / 2.0);
    let mut path = BezPath::new();
    if radius <= 0.0 {
        path.move_to((0.0, 0.0));
        path.line_to((width, 0.0));
        path.line_to((width, height));
        path.line_to((0.0, height));
        path.close_path();
        return path;
    }
    let rest = radius * (1.0 - QUARTER);
    path.move_to((radius, 0.0));
    path.line_to((width - radius, 0.0));
    path.curve_to((width - rest, 0.0), (width, rest), (width, radius));
    path.line_to((width, height - radius));
    path.curve_to((width, height - rest), (width - rest, height), (width - radius, height));
    path.line_to((radius, height));
    path.curve_to((rest, height), (0.0, height - rest), (0.0, height - radius));
    path.line_to((0.0, radius));
    path.curve_to((0.0, rest), (rest, 0.0), (radius, 0.0));
    path.close_path();
    path
}

fn ellipse(width: f64, height: f64) -> BezPath {
    let (rx, ry) = (width / 2.0, height / 2.0);
    let (kx, ky) = (rx * QUARTER, ry * QUARTER);
    let mut path = BezPath::new();
    path.move_to((rx, 0.0));
    path.curve_to((rx + kx, 0.0), (width, ry - ky), (width, ry));
    path.curve_to((width, ry + ky), (rx + kx, height), (rx, height));
    path.curve_to((rx - kx, height), (0.0, ry + ky), (0.0, ry));
    path.curve_to((0.0, ry - ky), (rx - kx, 0.0), (rx, 0.0));
    path.close_path();
    path
}

fn line(width: f64, height: f64) -> BezPath {
    let mut path = BezPath::new();
    path.move_to((0.0, height / 2.0));
    path.line_to((width, height / 2.0));
    path
}

/// A closed polygon with corners on a turn, first up, stretched so that it touches all edges of its box.
fn fitted(count: u32, size: Size, radius: impl Fn(u32) -> f64) -> BezPath {
    let corners: Vec<Point> = (0..count)
        .map(|corner| {
            let (sin, cos) =
                Angle::degrees(360.0 * f64::from(corner) / f64::from(count) - 90.0).sin_cos();
            Point::new(cos * radius(corner), sin * radius(corner))
        })
        .collect();
    let span = |axis: fn(&Point) -> f64| {
        corners
            .iter()
            .map(axis)
            .fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)))
    };
    let ((left, right), (top, bottom)) = (span(|corner| corner.x), span(|corner| corner.y));
    let mut path = BezPath::new();
    for (index, corner) in corners.iter().enumerate() {
        let at = Point::new(
            (corner.x - left) / (right - left) * size.width,
            (corner.y - top) / (bottom - top) * size.height,
        );
        if index == 0 { path.move_to(at) } else { path.line_to(at) }
    }
    path.close_path();
    path
}

fn heart(width: f64, height: f64) -> BezPath {
    let at = |x: f64, y: f64| Point::new(x * width, y * height);
    let mut path = BezPath::new();
    path.move_to(at(0.5, 1.0));
    path.curve_to(at(0.2, 0.78), at(0.0, 0.56), at(0.0, 0.31));
    path.curve_to(at(0.0, 0.12), at(0.12, 0.0), at(0.27, 0.0));
    path.curve_to(at(0.37, 0.0), at(0.46, 0.06), at(0.5, 0.16));
    path.curve_to(at(0.54, 0.06), at(0.63, 0.0), at(0.73, 0.0));
    path.curve_to(at(0.88, 0.0), at(1.0, 0.12), at(1.0, 0.31));
    path.curve_to(at(1.0, 0.56), at(0.8, 0.78), at(0.5, 1.0));
    path.close_path();
    path
}

#[cfg(test)]
mod tests {
    use geom::{Mm, Rect, Shape};

    use super::*;

    #[test]
    fn every_closed_shape_touches_all_edges_of_its_box() {
        let kinds = [
            ShapeKind::Rectangle,
            ShapeKind::RoundedRectangle { radius: Mm::new(4.0) },
            ShapeKind::Ellipse,
            ShapeKind::Star { points: 5, inner: 0.4 },
            ShapeKind::Heart,
            ShapeKind::Polygon { corners: 7 },
        ];
        for kind in kinds {
            let bounds = shape_outline(&kind, Size::new(40.0, 30.0)).bounding_box();
            let box_ = Rect::new(0.0, 0.0, 40.0, 30.0);
            for (got, wanted) in [
                (bounds.x0, box_.x0),
                (bounds.y0, box_.y0),
                (bounds.x1, box_.x1),
                (bounds.y1, box_.y1),
            ] {
                assert!((got - wanted).abs() < 1e-6, "{kind:?}: {bounds:?}");
            }
        }
    }

    #[test]
    fn a_huge_radius_is_cut_to_half_the_shorter_edge() {
        let kind = ShapeKind::RoundedRectangle { radius: Mm::new(500.0) };
        let outline = shape_outline(&kind, Size::new(40.0, 20.0));
        assert_eq!(outline.bounding_box(), Rect::new(0.0, 0.0, 40.0, 20.0));
    }
}
