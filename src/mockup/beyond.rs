//! Places beyond a print area's edges, for prints that are larger on a product than its maps: the surface is taken to go on
//! as it bends on the whole, from where it was at the edge. Not here: what is visible there.

use crate::halo::Halo;
use crate::plane::Plane;
use crate::warp::Spot;

/// Terms of the surface that is fitted: 1, x, y, x², xy, y².
const TERMS: usize = 6;
/// A pivot smaller than this, of numbers around 1, means that the pixels lie on a line.
const LEAST_PIVOT: f64 = 1e-9;

/// Adds places up to `reach` pixels (at most 254) beyond those that are there. Where too few are there, nothing is added.
pub(crate) fn extend(width: usize, spots: &mut [Option<Spot>], reach: u8) {
    let height = spots.len() / width.max(1);
    let unit = 2.0 / width.max(height).max(1) as f64;
    let at = |index: usize| {
        let (x, y) = ((index % width) as f64, (index / width) as f64);
        (x * unit - 1.0, y * unit - 1.0)
    };
    let known = || {
        spots.iter().enumerate().filter_map(|(index, spot)| spot.as_ref().map(|spot| (index, spot)))
    };
    let fitted = |value: fn(&Spot) -> f32| {
        Surface::fit(known().map(|(index, spot)| (at(index), f64::from(value(spot)))))
    };
    let (Some(u), Some(v)) = (fitted(|spot| spot.u), fitted(|spot| spot.v)) else { return };
    let inside: Vec<bool> = spots.iter().map(Option::is_some).collect();
    let halo = Halo::new(width, &inside, reach);
    // What the fitted surface is off by at the edge is carried outward.
    let off = |surface: &Surface, value: fn(&Spot) -> f32| {
        let off = |(index, spot): (usize, &Option<Spot>)| {
            spot.as_ref().map_or(0.0, |spot| value(spot) - surface.value(at(index)) as f32)
        };
        let data = spots.iter().enumerate().map(off).collect();
        let mut plane = Plane { width, height, data };
        halo.fill(&mut plane);
        plane
    };
    let (u_off, v_off) = (off(&u, |spot| spot.u), off(&v, |spot| spot.v));
    for index in halo.reached() {
        let place = at(index);
        let step = |surface: &Surface| surface.slope(place).map(|slope| (slope * unit) as f32);
        spots[index] = Some(Spot {
            u: u.value(place) as f32 + u_off.data[index],
            v: v.value(place) as f32 + v_off.data[index],
            u_step: step(&u),
            v_step: step(&v),
        });
    }
}

/// A surface of the second degree.
struct Surface([f64; TERMS]);

impl Surface {
    /// The one that is nearest to values at places (least squares). `None` where they do not make one.
    fn fit(values: impl Iterator<Item = ((f64, f64), f64)>) -> Option<Self> {
        let mut rows = [[0.0; TERMS + 1]; TERMS];
        for (place, value) in values {
            let terms = terms(place);
            for (row, term) in rows.iter_mut().zip(terms) {
                for (sum, other) in row.iter_mut().zip(terms) {
                    *sum += term * other;
                }
                row[TERMS] += term * value;
            }
        }
        let count = rows[0][0].max(1.0);
        for value in rows.iter_mut().flatten() {
            *value /= count;
        }
        solve(rows).map(Self)
    }

    fn value(&self, place: (f64, f64)) -> f64 {
        terms(place).iter().zip(self.0).map(|(term, weight)| term * weight).sum()
    }

    /// Its change along x and y.
    fn slope(&self, (x, y): (f64, f64)) -> [f64; 2] {
        let [_, a, b, c, d, e] = self.0;
        [a + 2.0 * c * x + d * y, b + d * x + 2.0 * e * y]
    }
}

fn terms((x, y): (f64, f64)) -> [f64; TERMS] {
    [1.0, x, y, x * x, x * y, y * y]
}

/// Gauss's elimination with the largest pivot of each column.
fn solve(mut rows: [[f64; TERMS + 1]; TERMS]) -> Option<[f64; TERMS]> {
    for column in 0..TERMS {
        let size = |row: &usize| rows[*row][column].abs();
        let best = (column..TERMS).max_by(|one, other| size(one).total_cmp(&size(other)))?;
        rows.swap(column, best);
        let pivot = rows[column];
        if pivot[column].abs() < LEAST_PIVOT {
            return None;
        }
        for (index, row) in rows.iter_mut().enumerate() {
            if index == column {
                continue;
            }
            let share = row[column] / pivot[column];
            for (value, above) in row.iter_mut().zip(pivot) {
                *value -= share * above;
            }
        }
    }
    Some(std::array::from_fn(|index| rows[index][TERMS] / rows[index][index]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bent surface that is known in a square of 20 x 20 pixels in the middle of 60 x 60, with a ripple.
    fn extended(reach: u8) -> Vec<Option<Spot>> {
        let mut spots: Vec<Option<Spot>> = (0..3600)
            .map(|at| {
                let (x, y) = (at % 60, at / 60);
                let inside = (20..40).contains(&x) && (20..40).contains(&y);
                inside.then(|| Spot { u: u(x, y), v: 0.04 * y as f32, ..Spot::default() })
            })
            .collect();
        extend(60, &mut spots, reach);
        spots
    }

    fn u(x: usize, y: usize) -> f32 {
        let (x, y) = (x as f32 - 30.0, y as f32 - 30.0);
        0.5 + 0.04 * x + 0.000_3 * x * x + 0.01 * y
    }

    #[test]
    fn a_bent_surface_goes_on_as_it_bends() {
        let spots = extended(15);
        for (x, y) in [(8, 30), (52, 30), (30, 8), (50, 50)] {
            let spot = spots[y * 60 + x].unwrap();
            assert!((spot.u - u(x, y)).abs() < 1e-3, "{x}, {y}: {spot:?}");
            assert!((spot.v - 0.04 * y as f32).abs() < 1e-3);
            assert!((spot.v_step[1] - 0.04).abs() < 1e-4 && spot.v_step[0].abs() < 1e-4);
        }
    }

    #[test]
    fn it_ends_where_the_reach_ends_and_known_places_stay() {
        let spots = extended(5);
        assert!(spots[30 * 60 + 15].is_some() && spots[30 * 60 + 14].is_none());
        assert_eq!(spots[30 * 60 + 30].unwrap().u, u(30, 30));
    }

    #[test]
    fn too_few_places_stay_as_they_are() {
        for known in [0, 1, 3] {
            let mut spots = vec![None; 400];
            spots[100..100 + known].fill(Some(Spot::default()));
            extend(20, &mut spots, 10);
            assert_eq!(spots.iter().flatten().count(), known);
        }
    }
}
