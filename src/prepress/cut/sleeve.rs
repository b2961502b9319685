//! Closed lines with fewer corners. Where they cross themselves afterwards is mended by `region`.
//!
//! From a corner on, as many of the next ones are passed over as a straight sleeve holds (after Zhao and Saalfeld, 1997):
//! one look at each corner, however many there are.

use super::region::{Ring, Spot};

/// The ring with those corners only without which some corner would be farther than `tolerance` (in steps of the grid)
/// from the line.
pub(super) fn simplified(ring: &[Spot], tolerance: f64) -> Ring {
    let count = ring.len();
    if count <= 4 || tolerance < 1.0 {
        return ring.to_vec();
    }
    // The corner that is lowest and then leftmost is certainly one of the shape.
    let start = (0..count).min_by_key(|at| (ring[*at].y, ring[*at].x)).unwrap_or(0);
    let at = |step: usize| ring[(start + step) % count];
    let mut kept = vec![at(0)];
    let mut from = 0;
    while from < count {
        let to = reach(&at, from, count, tolerance);
        if to < count {
            kept.push(at(to));
        }
        from = to;
    }
    if kept.len() < 3 { ring.to_vec() } else { kept }
}

/// The farthest corner that a sleeve from `from` reaches; the next one at least.
fn reach(at: &impl Fn(usize) -> Spot, from: usize, end: usize, tolerance: f64) -> usize {
    let begin = at(from);
    let to = |step: usize| {
        let there = at(step);
        (f64::from(there.x) - f64::from(begin.x), f64::from(there.y) - f64::from(begin.y))
    };
    // The directions that pass all corners so far closely enough: between two rays.
    let mut rays: Option<((f64, f64), (f64, f64))> = None;
    let mut far = 0.0_f64;
    let mut last = from + 1;
    for step in from + 1..=end {
        let (x, y) = to(step);
        let distance = (x * x + y * y).sqrt();
        // A way back is a way of its own.
        if distance < far - tolerance {
            break;
        }
        far = far.max(distance);
        if let Some((low, high)) = rays
            && (cross(low, (x, y)) < 0.0 || cross(high, (x, y)) > 0.0)
        {
            break;
        }
        last = step;
        if distance <= tolerance {
            continue;
        }
        // The rays that touch the circle of the tolerance around the corner.
        let sine = tolerance / distance;
        let cosine = (1.0 - sine * sine).max(0.0).sqrt();
        let low = (x * cosine + y * sine, y * cosine - x * sine);
        let high = (x * cosine - y * sine, y * cosine + x * sine);
        rays = Some(match rays {
            None => (low, high),
            Some((first, second)) => (
                if cross(first, low) > 0.0 { low } else { first },
                if cross(second, high) < 0.0 { high } else { second },
            ),
        });
    }
    last
}

fn cross(a: (f64, f64), b: (f64, f64)) -> f64 {
    a.0 * b.1 - a.1 * b.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i32, i32)]) -> Ring {
        points.iter().map(|(x, y)| Spot::new(*x, *y)).collect()
    }

    #[test]
    fn corners_stay_and_points_between_them_go() {
        let mut square = Vec::new();
        for step in 0..100 {
            square.push((step * 10, step % 2));
        }
        for step in 0..100 {
            square.push((1000 - step % 2, step * 10));
        }
        square.extend([(1000, 1000), (0, 1000)]);
        let few = simplified(&ring(&square), 3.0);
        assert!(few.len() <= 6, "{few:?}");
        for corner in [(0, 0), (1000, 1000), (0, 1000)] {
            assert!(few.contains(&Spot::new(corner.0, corner.1)), "{few:?}");
        }
    }

    #[test]
    fn no_corner_is_farther_from_the_line_than_the_tolerance() {
        // A spiral with noise: every way of going wrong.
        let mut points = Vec::new();
        let (mut x, mut y, mut seed) = (0.0_f64, 0.0_f64, 7_u32);
        for step in 0..3000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let turn = f64::from(step) * 0.02;
            x += libm::cos(turn) * 40.0 + f64::from(seed >> 28);
            y += libm::sin(turn) * 40.0 + f64::from(seed >> 27 & 15);
            points.push((x as i32, y as i32));
        }
        let points = ring(&points);
        for tolerance in [2.0, 20.0, 200.0] {
            let few = simplified(&points, tolerance);
            assert!(few.len() < points.len());
            for corner in &points {
                let nearest = few
                    .iter()
                    .zip(few.iter().cycle().skip(1))
                    .map(|(a, b)| from_side(*corner, *a, *b))
                    .fold(f64::INFINITY, f64::min);
                assert!(nearest <= tolerance * 1.01 + 1.0, "{nearest} with {tolerance}");
            }
        }
    }

    fn from_side(point: Spot, a: Spot, b: Spot) -> f64 {
        let of = |spot: Spot| (f64::from(spot.x), f64::from(spot.y));
        let ((px, py), (ax, ay), (bx, by)) = (of(point), of(a), of(b));
        let (dx, dy) = (bx - ax, by - ay);
        let length = (dx * dx + dy * dy).max(1.0);
        let t = (((px - ax) * dx + (py - ay) * dy) / length).clamp(0.0, 1.0);
        let (x, y) = (ax + dx * t - px, ay + dy * t - py);
        (x * x + y * y).sqrt()
    }
}
