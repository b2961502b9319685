//! A flat rectangle seen in perspective: the projective map from a picture back to the rectangle, from its four corners
//! (Heckbert, Fundamentals of Texture Mapping and Image Warping, 1989, section 2.2). Not here: what is drawn there.

use crate::warp::Spot;

/// Smallest determinant of the map, in square pixels: a smaller one belongs to corners on a line.
const LEAST: f64 = 1.0;

/// Takes a point of a picture, in pixels, to its place in the rectangle, 0 to 1 on each axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quad {
    /// Rows of the map from pixels to places, in homogeneous coordinates; w is over 0 in the rectangle.
    rows: [[f64; 3]; 3],
}

impl Quad {
    /// From where the corners lie in the picture: top left, top right, bottom right, bottom left. `None` where they do not
    /// lie around a convex shape, clockwise.
    pub(crate) fn new([a, b, c, d]: [[f64; 2]; 4]) -> Option<Self> {
        let turn = |from: [f64; 2], at: [f64; 2], to: [f64; 2]| {
            (at[0] - from[0]) * (to[1] - at[1]) - (at[1] - from[1]) * (to[0] - at[0])
        };
        let turns = [turn(d, a, b), turn(a, b, c), turn(b, c, d), turn(c, d, a)];
        if !turns.iter().all(|turn| turn.is_finite() && *turn > LEAST) {
            return None;
        }
        let along = |axis: usize| a[axis] - b[axis] + c[axis] - d[axis];
        let (right, left) = ([b[0] - c[0], b[1] - c[1]], [d[0] - c[0], d[1] - c[1]]);
        let whole = right[0] * left[1] - left[0] * right[1];
        let g = (along(0) * left[1] - left[0] * along(1)) / whole;
        let h = (right[0] * along(1) - along(0) * right[1]) / whole;
        let row = |axis: usize| {
            [b[axis] - a[axis] + g * b[axis], d[axis] - a[axis] + h * d[axis], a[axis]]
        };
        let ([xu, xv, x0], [yu, yv, y0]) = (row(0), row(1));
        // The adjugate is the inverse but for a factor, which homogeneous coordinates do not feel.
        let rows = [
            [yv - y0 * h, x0 * h - xv, xv * y0 - x0 * yv],
            [y0 * g - yu, xu - x0 * g, x0 * yu - xu * y0],
            [yu * h - yv * g, xv * g - xu * h, xu * yv - xv * yu],
        ];
        let middle = [0, 1].map(|axis| (a[axis] + b[axis] + c[axis] + d[axis]) / 4.0);
        let w = dot(rows[2], middle);
        if !w.is_finite() || w == 0.0 {
            return None;
        }
        Some(Self { rows: rows.map(|row| row.map(|value| value / w)) })
    }

    /// The place at a point in pixels, and its change per pixel. `None` beyond the horizon.
    pub(crate) fn spot(&self, x: f64, y: f64) -> Option<Spot> {
        /// So near to the horizon there is nothing to see.
        const HORIZON: f64 = 1e-3;
        let [u_row, v_row, w_row] = self.rows;
        let w = dot(w_row, [x, y]);
        if w < HORIZON {
            return None;
        }
        let place = |row: [f64; 3]| {
            let place = dot(row, [x, y]) / w;
            let step = [0, 1].map(|axis| ((row[axis] - place * w_row[axis]) / w) as f32);
            (place as f32, step)
        };
        let ((u, u_step), (v, v_step)) = (place(u_row), place(v_row));
        Some(Spot { u, v, u_step, v_step })
    }
}

fn dot(row: [f64; 3], [x, y]: [f64; 2]) -> f64 {
    row[0] * x + row[1] * y + row[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLANTED: [[f64; 2]; 4] = [[120.0, 80.0], [410.0, 130.0], [380.0, 420.0], [90.0, 330.0]];

    #[track_caller]
    fn check(quad: &Quad, [x, y]: [f64; 2], u: f32, v: f32) {
        let spot = quad.spot(x, y).unwrap();
        assert!((spot.u - u).abs() < 1e-5 && (spot.v - v).abs() < 1e-5, "{spot:?}");
    }

    #[test]
    fn corners_are_the_rectangles_corners() {
        let quad = Quad::new(SLANTED).unwrap();
        let [a, b, c, d] = SLANTED;
        check(&quad, a, 0.0, 0.0);
        check(&quad, b, 1.0, 0.0);
        check(&quad, c, 1.0, 1.0);
        check(&quad, d, 0.0, 1.0);
    }

    #[test]
    fn straight_lines_stay_straight_and_cross_where_the_diagonals_do() {
        // The middle of the rectangle is where the diagonals of the picture cross, not the mean of the corners.
        let [a, b, c, d] = SLANTED;
        let (p, q) = ([c[0] - a[0], c[1] - a[1]], [d[0] - b[0], d[1] - b[1]]);
        let along = ((b[0] - a[0]) * q[1] - (b[1] - a[1]) * q[0]) / (p[0] * q[1] - p[1] * q[0]);
        check(&Quad::new(SLANTED).unwrap(), [a[0] + along * p[0], a[1] + along * p[1]], 0.5, 0.5);
    }

    #[test]
    fn the_change_per_pixel_is_what_the_next_pixel_has() {
        let quad = Quad::new(SLANTED).unwrap();
        let (here, next) = (quad.spot(250.0, 250.0).unwrap(), quad.spot(250.01, 250.0).unwrap());
        assert!(((next.u - here.u) / 0.01 - here.u_step[0]).abs() < 1e-4);
        assert!(((next.v - here.v) / 0.01 - here.v_step[0]).abs() < 1e-4);
    }

    #[test]
    fn a_rectangle_seen_straight_is_only_scaled() {
        let quad = Quad::new([[10.0, 20.0], [110.0, 20.0], [110.0, 220.0], [10.0, 220.0]]).unwrap();
        check(&quad, [60.0, 70.0], 0.5, 0.25);
        let spot = quad.spot(0.0, 0.0).unwrap();
        assert!((spot.u_step[0] - 0.01).abs() < 1e-6 && spot.u_step[1].abs() < 1e-9);
    }

    #[test]
    fn corners_that_cross_over_or_run_backward_or_lie_on_a_line_are_none() {
        let [a, b, c, d] = SLANTED;
        for corners in
            [[a, c, b, d], [d, c, b, a], [a, b, b, c], [a, a, a, a], [a, b, c, [265.0, 105.0]]]
        {
            assert_eq!(Quad::new(corners), None, "{corners:?}");
        }
        assert_eq!(Quad::new([[f64::NAN; 2], b, c, d]), None);
        assert_eq!(Quad::new([[-f64::MAX; 2], b, [f64::MAX; 2], d]), None);
    }

    #[test]
    fn beyond_the_horizon_is_nothing() {
        // A floor that runs away upward.
        let floor =
            Quad::new([[450.0, 300.0], [550.0, 300.0], [900.0, 700.0], [100.0, 700.0]]).unwrap();
        assert!(floor.spot(500.0, 600.0).is_some());
        assert_eq!(floor.spot(500.0, 0.0), None);
    }
}
