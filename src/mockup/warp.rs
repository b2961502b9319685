//! Where each pixel of a picture lies in the print area, and how fast that changes. Not here: the print itself.
//!
//! The uv map has 12 bits and a renderer's noise, and it ends at the print area's edge. So each of its pixels takes the
//! plane that fits its neighbourhood best: that smooths, gives the local scale, and reaches a little past the edge.

use crate::beyond::extend;
use crate::maps::Map;
use crate::plane::Plane;

/// Pixels around a pixel that its plane is fitted to.
const REACH: isize = 2;
/// Fall-off of their weights: the Gaussian with a standard deviation of 1.3 pixels, at distance 0, 1 and 2.
const WEIGHTS: [f32; 3] = [1.0, 0.743_9, 0.306_2];
/// Most pixels that places are added beyond the print area.
const MOST_FURTHER: f32 = 254.0;
/// Fewest neighbours that make a plane.
const FEWEST: u32 = 8;

/// A place in the print area (0 to 1 from its top left corner) and its change per pixel.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spot {
    pub(crate) u: f32,
    pub(crate) v: f32,
    /// Change of u to the next pixel on the right, and below.
    pub(crate) u_step: [f32; 2],
    /// Change of v to the next pixel on the right, and below.
    pub(crate) v_step: [f32; 2],
}

impl Spot {
    /// The same place of a picture whose pixels are `pixel` times as large.
    pub(crate) fn stepped(self, pixel: f32) -> Self {
        Self {
            u_step: self.u_step.map(|step| step * pixel),
            v_step: self.v_step.map(|step| step * pixel),
            ..self
        }
    }

    /// The place in a print that is `scale` times as large, with the same top edge and middle.
    pub(crate) fn of_print(self, scale: f32) -> Self {
        if scale == 1.0 {
            return self;
        }
        Self { u: (self.u - 0.5) / scale + 0.5, v: self.v / scale, ..self }.stepped(1.0 / scale)
    }
}

/// The print area's places on a picture.
pub(crate) struct Warp {
    width: usize,
    height: usize,
    spots: Vec<Option<Spot>>,
}

impl Warp {
    /// The places that a uv map says, where a mask of at least one half makes them valid.
    pub(crate) fn of(uv: &Map, mask: &Plane) -> Self {
        let twelve = |high: u8, low: u8| (f32::from(high) * 16.0 + f32::from(low)) / 4095.0;
        let u = uv.plane(|[red, _, blue, _]| twelve(red, blue >> 4));
        let v = uv.plane(|[_, green, blue, _]| twelve(green, blue & 15));
        Self::fit(&u, &v, mask)
    }

    /// Fits planes to the places that a mask of at least one half makes valid.
    pub(crate) fn fit(u: &Plane, v: &Plane, mask: &Plane) -> Self {
        let (width, height) = (mask.width, mask.height);
        let mut spots = vec![None; width * height];
        let valid = |row: usize| {
            mask.data[row * width..(row + 1) * width].iter().map(|&cover| cover >= 0.5)
        };
        for y in 0..height {
            // Only pixels near the row's own and its neighbours' valid ones can have a plane.
            let rows = y.saturating_sub(REACH as usize)..=(y + REACH as usize).min(height - 1);
            let firsts = rows.clone().filter_map(|row| valid(row).position(|valid| valid));
            let lasts = rows.filter_map(|row| valid(row).rposition(|valid| valid));
            let (Some(first), Some(last)) = (firsts.min(), lasts.max()) else { continue };
            let columns =
                first.saturating_sub(REACH as usize)..=(last + REACH as usize).min(width - 1);
            for x in columns {
                spots[y * width + x] = fit_at(u, v, mask, x as isize, y as isize);
            }
        }
        Self { width, height, spots }
    }

    /// With places beyond the print area, as far as a print reaches that is `scale` times as large.
    pub(crate) fn reaching(mut self, scale: f32) -> Self {
        if scale > 1.0 {
            let rows = (0..self.height).filter(|row| {
                self.spots[row * self.width..(row + 1) * self.width].iter().any(Option::is_some)
            });
            // What is larger hangs down from the upper edge, so it grows most at the lower one.
            let further = rows.count() as f32 * (scale - 1.0) + 2.0;
            extend(self.width, &mut self.spots, further.min(MOST_FURTHER) as u8);
        }
        self
    }

    /// The place at a point in pixels (pixel centres lie at halves), from the planes of the pixels around it.
    pub(crate) fn at(&self, x: f32, y: f32) -> Option<Spot> {
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let mut sum = Spot::default();
        let mut total = 0.0;
        for (row, column) in
            [(top, left), (top, left + 1.0), (top + 1.0, left), (top + 1.0, left + 1.0)]
        {
            let Some(spot) = self.spot(column, row) else { continue };
            let (dx, dy) = (x - column, y - row);
            let weight = (1.0 - dx.abs()) * (1.0 - dy.abs());
            sum.u += weight * (spot.u + dx * spot.u_step[0] + dy * spot.u_step[1]);
            sum.v += weight * (spot.v + dx * spot.v_step[0] + dy * spot.v_step[1]);
            for axis in 0..2 {
                sum.u_step[axis] += weight * spot.u_step[axis];
                sum.v_step[axis] += weight * spot.v_step[axis];
            }
            total += weight;
        }
        // Less than this and the point is as good as outside; the division would blow rounding up.
        if total < 1e-3 {
            return None;
        }
        Some(Spot {
            u: sum.u / total,
            v: sum.v / total,
            u_step: sum.u_step.map(|step| step / total),
            v_step: sum.v_step.map(|step| step / total),
        })
    }

    fn spot(&self, column: f32, row: f32) -> Option<Spot> {
        let inside =
            column >= 0.0 && row >= 0.0 && column < self.width as f32 && row < self.height as f32;
        if inside { self.spots[row as usize * self.width + column as usize] } else { None }
    }
}

fn fit_at(u: &Plane, v: &Plane, mask: &Plane, x: isize, y: isize) -> Option<Spot> {
    let (width, height) = (mask.width as isize, mask.height as isize);
    let mut count = 0;
    let [mut w, mut wx, mut wy, mut wxx, mut wxy, mut wyy] = [0.0_f32; 6];
    let [mut wu, mut wxu, mut wyu, mut wv, mut wxv, mut wyv] = [0.0_f32; 6];
    for row in (y - REACH).max(0)..=(y + REACH).min(height - 1) {
        for column in (x - REACH).max(0)..=(x + REACH).min(width - 1) {
            let at = (row * width + column) as usize;
            if mask.data[at] < 0.5 {
                continue;
            }
            count += 1;
            let (dx, dy) = ((column - x) as f32, (row - y) as f32);
            let weight = WEIGHTS[(column - x).unsigned_abs()] * WEIGHTS[(row - y).unsigned_abs()];
            let (wdx, wdy) = (weight * dx, weight * dy);
            w += weight;
            wx += wdx;
            wy += wdy;
            wxx += wdx * dx;
            wxy += wdx * dy;
            wyy += wdy * dy;
            let (u, v) = (u.data[at], v.data[at]);
            wu += weight * u;
            wxu += wdx * u;
            wyu += wdy * u;
            wv += weight * v;
            wxv += wdx * v;
            wyv += wdy * v;
        }
    }
    if count < FEWEST {
        return None;
    }
    // Moments around the neighbours' centre of weight.
    let (cx, cy, cu, cv) = (wx / w, wy / w, wu / w, wv / w);
    let (xx, xy, yy) = (wxx - wx * cx, wxy - wx * cy, wyy - wy * cy);
    let determinant = xx * yy - xy * xy;
    if determinant < 1e-2 {
        return None;
    }
    let steps =
        |xs: f32, ys: f32| [(xs * yy - ys * xy) / determinant, (ys * xx - xs * xy) / determinant];
    let u_step = steps(wxu - wx * cu, wyu - wy * cu);
    let v_step = steps(wxv - wx * cv, wyv - wy * cv);
    Some(Spot {
        u: cu - cx * u_step[0] - cy * u_step[1],
        v: cv - cx * v_step[0] - cy * v_step[1],
        u_step,
        v_step,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A print area that lies slanted on a picture of 20 x 20 pixels, with noise, and a mask that ends at column 14.
    fn slanted() -> Warp {
        let plane = |value: fn(f32, f32) -> f32| {
            Plane::new(20, 20, |at| {
                let noise = ((at * 7919) % 13) as f32 / 13.0 - 0.5;
                value((at % 20) as f32, (at / 20) as f32) + noise * 0.004
            })
        };
        let mask = Plane::new(20, 20, |at| if at % 20 < 14 { 1.0 } else { 0.0 });
        Warp::fit(&plane(|x, y| 0.04 * x + 0.01 * y), &plane(|x, y| 0.05 * y - 0.02 * x), &mask)
    }

    #[test]
    fn a_plane_is_found_through_noise() {
        let spot = slanted().at(8.0, 9.0).unwrap();
        assert!((spot.u - (0.04 * 7.5 + 0.01 * 8.5)).abs() < 1e-3, "{spot:?}");
        assert!((spot.v - (0.05 * 8.5 - 0.02 * 7.5)).abs() < 1e-3, "{spot:?}");
        assert!((spot.u_step[0] - 0.04).abs() < 1e-3 && (spot.v_step[1] - 0.05).abs() < 1e-3);
    }

    #[test]
    fn places_reach_a_little_past_the_edge() {
        let spot = slanted().at(14.5, 9.5).unwrap();
        assert!((spot.u - (0.04 * 14.0 + 0.01 * 9.0)).abs() < 4e-3, "{spot:?}");
        assert_eq!(slanted().at(18.5, 9.5), None);
    }

    #[test]
    fn points_off_the_picture_have_no_place() {
        assert_eq!(slanted().at(-3.0, 5.0), None);
        assert_eq!(slanted().at(5.0, 40.0), None);
    }
}
