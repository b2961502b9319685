//! Curves as lines that are close enough to them. What the lines are for is decided elsewhere.

use geom::{PathEl, Point, Vec2};

/// Tells the ends of the lines along an element that begins at `from`. No line is further than `tolerance` from its curve
/// (in the unit of the points) unless there would be more than `most` of them. What draws nothing gives no line.
pub(crate) fn along(
    from: Point,
    element: PathEl,
    tolerance: f64,
    most: f64,
    line: impl FnMut(Point),
) {
    let mut lines = Lines { tolerance, most, line };
    match element {
        PathEl::MoveTo(_) | PathEl::ClosePath => {}
        PathEl::LineTo(end) => (lines.line)(end),
        PathEl::QuadTo(handle, end) => {
            let bend = second_difference(from, handle, end);
            lines.curve(2.0, bend, end, |t| {
                let s = 1.0 - t;
                from.to_vec2() * (s * s)
                    + handle.to_vec2() * (2.0 * s * t)
                    + end.to_vec2() * (t * t)
            });
        }
        PathEl::CurveTo(first, second, end) => {
            let bend = second_difference(from, first, second);
            let bend = bend.max(second_difference(first, second, end));
            lines.curve(6.0, bend, end, |t| {
                let s = 1.0 - t;
                from.to_vec2() * (s * s * s)
                    + first.to_vec2() * (3.0 * s * s * t)
                    + second.to_vec2() * (3.0 * s * t * t)
                    + end.to_vec2() * (t * t * t)
            });
        }
    }
}

struct Lines<F> {
    tolerance: f64,
    most: f64,
    line: F,
}

impl<F: FnMut(Point)> Lines<F> {
    /// Wang's formula; `degrees` is n (n - 1), `bend` the largest squared second difference of the curve's points.
    fn curve(mut self, degrees: f64, bend: f64, end: Point, at: impl Fn(f64) -> Vec2) {
        let count = (degrees / 8.0 * bend.sqrt() / self.tolerance).sqrt().ceil();
        let count = count.clamp(1.0, self.most) as u32;
        for step in 1..count {
            (self.line)(at(f64::from(step) / f64::from(count)).to_point());
        }
        (self.line)(end);
    }
}

/// The square of how far a point is from the middle of its neighbours, twice.
fn second_difference(before: Point, point: Point, after: Point) -> f64 {
    (before.to_vec2() - 2.0 * point.to_vec2() + after.to_vec2()).hypot2()
}
