//! Rings of points as smooth curves with corners where there are some (after P. J. Schneider, Graphics Gems, 1990).

use geom::{BezPath, Point, Vec2};

/// How many points before and after one decide whether it is a corner.
const REACH: usize = 4;
/// How often a fit is improved before it is split.
const TRIES: usize = 4;

/// Adds a ring to a path: within `error` of its points, in pixels; then scaled.
pub(super) fn closed(ring: &[Point], error: f64, smoothness: f64, scale: f64, path: &mut BezPath) {
    let count = ring.len();
    if count < 4 {
        return;
    }
    let corners = corners(ring, smoothness);
    let scaled = |point: Point| (point.to_vec2() * scale).to_point();
    let start = corners.first().copied().unwrap_or(0);
    path.move_to(scaled(ring[start]));
    let stops: Vec<usize> = match corners.len() {
        // Without corners, half way round is a stop too, so that no curve closes on itself.
        0 | 1 => vec![start + count / 2, start + count],
        _ => corners.iter().skip(1).copied().chain([start + count]).collect(),
    };
    let is_smooth = corners.is_empty();
    let mut from = start;
    let mut curves = Vec::new();
    for to in stops {
        let points: Vec<Point> = (from..=to).map(|at| ring[at % count]).collect();
        let tangent = |at: usize| {
            let reach = REACH.min(count / 4).max(1);
            unit(ring[(at + reach) % count] - ring[(at + count - reach) % count])
        };
        let ends = if is_smooth {
            (tangent(from), -tangent(to))
        } else {
            let reach = REACH.min(points.len() - 1);
            let last = points.len() - 1;
            (unit(points[reach] - points[0]), unit(points[last - reach] - points[last]))
        };
        fit(&points, ends, error, &mut curves, 0);
        from = to;
    }
    for [_, first, second, end] in curves {
        let is_straight = off(first, second, end);
        if is_straight {
            path.line_to(scaled(end));
        } else {
            path.curve_to(scaled(first), scaled(second), scaled(end));
        }
    }
    path.close_path();
}

/// A curve whose handles were given up: marked by handles that lie on its end.
fn off(first: Point, second: Point, end: Point) -> bool {
    first == end && second == end
}

/// The points where a ring turns sharply, ascending.
fn corners(ring: &[Point], smoothness: f64) -> Vec<usize> {
    let count = ring.len();
    let reach = REACH.min(count / 4).max(1);
    // The cosine of the turn: 50 to 80 degrees.
    let sharp = 0.64 - 0.47 * smoothness;
    let turn = |at: usize| {
        let before = unit(ring[at] - ring[(at + count - reach) % count]);
        let after = unit(ring[(at + reach) % count] - ring[at]);
        before.dot(after)
    };
    let turns: Vec<f64> = (0..count).map(turn).collect();
    let mut found: Vec<usize> = Vec::new();
    for at in 0..count {
        let is_sharpest = (1..=reach).all(|step| {
            turns[at] <= turns[(at + step) % count]
                && turns[at] < turns[(at + count - step) % count]
        });
        if turns[at] < sharp && is_sharpest {
            found.push(at);
        }
    }
    found
}

/// Fits curves to points between two ends with their directions.
fn fit(
    points: &[Point],
    ends: (Vec2, Vec2),
    error: f64,
    curves: &mut Vec<[Point; 4]>,
    depth: usize,
) {
    /// Deepest splitting; a ring of a million points is split twenty times.
    const DEEPEST: usize = 40;
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
        return;
    };
    let is_line = points.len() < 3
        || points.iter().all(|point| from_line(*point, first, last) <= error * 0.8);
    if is_line || depth > DEEPEST {
        curves.push([first, last, last, last]);
        return;
    }
    let mut at = lengths(points);
    let mut worst = points.len() / 2;
    for _ in 0..TRIES {
        let curve = solve(points, &at, ends);
        let (apart, place) = farthest(points, &at, &curve);
        if apart <= error * error {
            curves.push(curve);
            return;
        }
        worst = place;
        if apart > error * error * 16.0 {
            break;
        }
        for (value, point) in at.iter_mut().zip(points) {
            *value = nearer(&curve, *point, *value);
        }
    }
    let split = worst.clamp(1, points.len() - 2);
    let reach = REACH.min(split).min(points.len() - 1 - split).max(1);
    let along = unit(points[split + reach] - points[split - reach]);
    fit(&points[..=split], (ends.0, -along), error, curves, depth + 1);
    fit(&points[split..], (along, ends.1), error, curves, depth + 1);
}

/// The direction of a vector; none of a vector without length.
fn unit(vector: Vec2) -> Vec2 {
    let length = vector.hypot2().sqrt();
    if length > 0.0 { vector / length } else { Vec2::ZERO }
}

/// How far a point is from the line between two others.
fn from_line(point: Point, from: Point, to: Point) -> f64 {
    let along = to - from;
    let length = along.hypot2().sqrt();
    if length == 0.0 {
        return (point - from).hypot2().sqrt();
    }
    (along.cross(point - from) / length).abs()
}

/// Where on the curve each point is expected, by length.
fn lengths(points: &[Point]) -> Vec<f64> {
    let mut all = Vec::with_capacity(points.len());
    let mut sum = 0.0;
    let mut last = points.first().copied().unwrap_or_default();
    for point in points {
        sum += (*point - last).hypot2().sqrt();
        last = *point;
        all.push(sum);
    }
    let whole = sum.max(1e-9);
    all.into_iter().map(|length| length / whole).collect()
}

/// The curve with given directions at its ends that is nearest to the points, by least squares.
fn solve(points: &[Point], at: &[f64], (start, end): (Vec2, Vec2)) -> [Point; 4] {
    let (first, last) = (points[0], points[points.len() - 1]);
    let (mut c00, mut c01, mut c11, mut x0, mut x1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (point, t) in points.iter().zip(at) {
        let [b0, b1, b2, b3] = weights(*t);
        let (a0, a1) = (start * b1, end * b2);
        c00 += a0.dot(a0);
        c01 += a0.dot(a1);
        c11 += a1.dot(a1);
        let rest = point.to_vec2() - first.to_vec2() * (b0 + b1) - last.to_vec2() * (b2 + b3);
        x0 += a0.dot(rest);
        x1 += a1.dot(rest);
    }
    let span = (last - first).hypot2().sqrt();
    let determinant = c00 * c11 - c01 * c01;
    let (mut left, mut right) = if determinant.abs() > 1e-12 {
        ((x0 * c11 - x1 * c01) / determinant, (c00 * x1 - c01 * x0) / determinant)
    } else {
        (0.0, 0.0)
    };
    // Handles that point backwards or far away make loops.
    let is_good = |length: f64| length > span * 1e-3 && length < span * 3.0;
    if !is_good(left) || !is_good(right) {
        (left, right) = (span / 3.0, span / 3.0);
    }
    [first, first + start * left, last + end * right, last]
}

fn weights(t: f64) -> [f64; 4] {
    let s = 1.0 - t;
    [s * s * s, 3.0 * t * s * s, 3.0 * t * t * s, t * t * t]
}

fn on(curve: &[Point; 4], t: f64) -> Point {
    let sum = curve
        .iter()
        .zip(weights(t))
        .fold(Vec2::ZERO, |sum, (point, weight)| sum + point.to_vec2() * weight);
    sum.to_point()
}

/// The square of the largest distance of a point, and which point that is.
fn farthest(points: &[Point], at: &[f64], curve: &[Point; 4]) -> (f64, usize) {
    let apart = |index: usize| (on(curve, at[index]) - points[index]).hypot2();
    (1..points.len().saturating_sub(1))
        .map(|index| (apart(index), index))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or((0.0, 0))
}

/// A step of Newton's method towards the place on the curve that is nearest to a point.
fn nearer(curve: &[Point; 4], point: Point, t: f64) -> f64 {
    let [p0, p1, p2, p3] = curve.map(Point::to_vec2);
    let s = 1.0 - t;
    let away = on(curve, t) - point;
    let first = (p1 - p0) * (3.0 * s * s) + (p2 - p1) * (6.0 * s * t) + (p3 - p2) * (3.0 * t * t);
    let second = (p2 - p1 * 2.0 + p0) * (6.0 * s) + (p3 - p2 * 2.0 + p1) * (6.0 * t);
    let bend = first.dot(first) + away.dot(second);
    if bend.abs() < 1e-12 { t } else { (t - away.dot(first) / bend).clamp(0.0, 1.0) }
}
