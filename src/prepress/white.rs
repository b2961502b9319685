//! How much white ink lies under the art: as much as the art covers, less a margin, and none where the art has a colour
//! that needs none. It makes rows of grey; it knows no files and mixes no inks.

use std::collections::VecDeque;

use geom::{Dpi, Mm, Rgb};

use crate::PressError;
use crate::over::times;

/// Most pixels by which white can be shrunk.
pub const MOST_CHOKE: f64 = 128.0;

/// Colours at most so far from the spared one (in the channel that differs most) get no white at all.
const SPARED: i32 = 8;
/// Colours at least so far from it get all of theirs.
const OTHER: i32 = 24;

/// What is under the art.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct White {
    /// How much smaller the white is than the art on every edge, so that none looks out beside it where two print heads
    /// do not meet exactly.
    pub choke: Mm,
    /// A colour of the art that needs no white below it: the product's, mostly.
    pub spared: Option<Rgb>,
}

/// By how much white is shrunk, in pixels: a whole number, and how much of one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choke {
    whole: usize,
    /// 0 to 255.
    more: u8,
}

impl Choke {
    /// Of a length at a resolution.
    pub(crate) fn of(length: Mm, dpi: Dpi) -> Result<Self, PressError> {
        let pixels = length.pixels(dpi);
        if !(0.0..=MOST_CHOKE).contains(&pixels) {
            let most = Mm::new(MOST_CHOKE / dpi.per_mm());
            return Err(PressError::Choke { asked: length, most });
        }
        let whole = pixels.floor();
        Ok(Self { whole: whole as usize, more: ((pixels - whole) * 255.0).round() as u8 })
    }

    /// Whether nothing is shrunk.
    pub(crate) const fn is_none(self) -> bool {
        self.whole == 0 && self.more == 0
    }

    /// Rows above and below that it has to see.
    pub(crate) const fn reach(self) -> usize {
        self.whole + 1
    }

    /// Shrinks what is in rows of `width`. Gives the rows from `first` on, `count` of them; those before and after are only
    /// looked at. What is beyond the given rows and columns shrinks nothing: art that reaches over the edge of a print is
    /// cut there, it does not end.
    pub(crate) fn shrink(self, rows: &[u8], width: usize, first: usize, count: usize) -> Vec<u8> {
        let height = rows.len() / width.max(1);
        let reach = self.reach();
        let mut shrunk = vec![255; count * width];
        let mut near: VecDeque<Lows> = VecDeque::new();
        let mut next = first.saturating_sub(reach);
        let mut second = vec![255; width];
        for (y, out) in (first..).zip(shrunk.chunks_exact_mut(width.max(1))) {
            while next < height && next <= y + reach {
                near.push_back(Lows::of(next, &rows[next * width..(next + 1) * width], reach));
                next += 1;
            }
            while near.front().is_some_and(|row| row.y + reach < y) {
                near.pop_front();
            }
            if rows[y * width..(y + 1) * width].iter().all(|value| *value == 0) {
                out.fill(0);
                continue;
            }
            lowest(&near, y, self.whole, out);
            if self.more > 0 {
                second.fill(255);
                lowest(&near, y, self.whole + 1, &mut second);
                let (more, less) = (u32::from(self.more), u32::from(255 - self.more));
                for (value, further) in out.iter_mut().zip(&second) {
                    let mixed = times(u32::from(*value), less) + times(u32::from(*further), more);
                    *value = mixed.min(255) as u8;
                }
            }
        }
        shrunk
    }
}

/// The lowest value within a disc around each place of row `y`, into `out`.
fn lowest(near: &VecDeque<Lows>, y: usize, radius: usize, out: &mut [u8]) {
    for row in near {
        let away = row.y.abs_diff(y);
        if away <= radius {
            row.lowest_within((radius * radius - away * away).isqrt(), out);
        }
    }
}

/// The lowest values of a row within 1, 2, 4, 8, ... places from each place on.
struct Lows {
    y: usize,
    margin: usize,
    levels: Vec<Vec<u8>>,
}

impl Lows {
    fn of(y: usize, row: &[u8], margin: usize) -> Self {
        let mut level = vec![255; row.len() + 2 * margin];
        level[margin..margin + row.len()].copy_from_slice(row);
        let mut levels = vec![level];
        let mut step = 1;
        while 2 * step <= 2 * margin + 1 {
            let last = &levels[levels.len() - 1];
            let mut level = last.clone();
            for (low, other) in level.iter_mut().zip(&last[step..]) {
                *low = (*low).min(*other);
            }
            levels.push(level);
            step *= 2;
        }
        Self { y, margin, levels }
    }

    /// Lowers `out` to the lowest value at most `half` places away.
    fn lowest_within(&self, half: usize, out: &mut [u8]) {
        let length = 2 * half + 1;
        let level = length.ilog2() as usize;
        let values = &self.levels[level];
        let from = self.margin - half;
        let to = self.margin + half + 1 - (1 << level);
        let ends = values[from..].iter().zip(&values[to..]);
        for (low, (left, right)) in out.iter_mut().zip(ends) {
            *low = (*low).min(*left).min(*right);
        }
    }
}

/// How much white is under each pixel of premultiplied RGBA.
pub(crate) fn cover(pixels: &[u8], spared: Option<Rgb>, cover: &mut [u8]) {
    let (pixels, _) = pixels.as_chunks::<4>();
    match spared {
        None => cover.iter_mut().zip(pixels).for_each(|(cover, pixel)| *cover = pixel[3]),
        Some(colour) => {
            for (cover, pixel) in cover.iter_mut().zip(pixels) {
                *cover = times(u32::from(pixel[3]), wanted(*pixel, colour)) as u8;
            }
        }
    }
}

/// How much of its white a pixel wants, 0 to 255: none close to the spared colour.
fn wanted([r, g, b, alpha]: [u8; 4], spared: Rgb) -> u32 {
    if alpha == 0 {
        return 0;
    }
    let alpha = i32::from(alpha);
    // The distance of premultiplied colours, made straight once.
    let away = |value: u8, spared: u8| (i32::from(value) * 255 - i32::from(spared) * alpha).abs();
    let most = away(r, spared.r).max(away(g, spared.g)).max(away(b, spared.b)) / alpha;
    ((most - SPARED).clamp(0, OTHER - SPARED) * 255 / (OTHER - SPARED)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: usize, from: usize, to: usize) -> Vec<u8> {
        let within = |at: usize| (from..to).contains(&at);
        (0..side * side)
            .map(|at| if within(at % side) && within(at / side) { 255 } else { 0 })
            .collect()
    }

    fn pixels(count: f64) -> Choke {
        Choke::of(Mm::new(count / 10.0), Dpi::new(254.0)).unwrap()
    }

    #[test]
    fn a_square_loses_the_choke_on_every_edge() {
        let shrunk = pixels(5.0).shrink(&square(60, 10, 50), 60, 0, 60);
        assert!(shrunk == square(60, 15, 45));
    }

    #[test]
    fn a_part_of_a_pixel_is_shrunk_by_a_part() {
        let shrunk = pixels(2.25).shrink(&square(30, 5, 25), 30, 0, 30);
        let middle = &shrunk[15 * 30..16 * 30];
        assert_eq!(&middle[5..9], [0, 0, 191, 255]);
        assert_eq!(&middle[21..25], [255, 191, 0, 0]);
    }

    #[test]
    fn a_disc_loses_the_choke_in_every_direction() {
        let side = 200_usize;
        let (middle, radius, choke) = (99.5_f64, 80.0, 12.0);
        let away = |at: usize| {
            let (x, y) = ((at % side) as f64 - middle, (at / side) as f64 - middle);
            (x * x + y * y).sqrt()
        };
        let disc: Vec<u8> = (0..side * side)
            .map(|at| ((radius + 0.5 - away(at)).clamp(0.0, 1.0) * 255.0).round() as u8)
            .collect();
        let shrunk = pixels(choke).shrink(&disc, side, 0, side);
        for (at, value) in shrunk.iter().enumerate() {
            if away(at) < radius - choke - 0.8 {
                assert_eq!(*value, 255, "{at}");
            }
            if away(at) > radius - choke + 1.3 {
                assert_eq!(*value, 0, "{at}");
            }
        }
    }

    #[test]
    fn parts_of_a_grid_shrink_as_the_whole() {
        let grid = square(64, 3, 60);
        let choke = pixels(6.5);
        let whole = choke.shrink(&grid, 64, 0, 64);
        let part = choke.shrink(&grid[10 * 64..50 * 64], 64, 10, 20);
        assert!(part == whole[20 * 64..40 * 64]);
    }

    #[test]
    fn art_that_is_cut_by_the_edge_does_not_end_there() {
        let full = vec![255; 20 * 20];
        assert!(pixels(4.0).shrink(&full, 20, 0, 20) == full);
    }

    #[test]
    fn a_choke_that_is_too_wide_says_what_is_possible() {
        let error = Choke::of(Mm::new(13.0), Dpi::new(254.0)).unwrap_err();
        assert!(error.to_string().contains("12.8"), "{error}");
        assert!(Choke::of(Mm::new(-0.1), Dpi::new(254.0)).is_err());
    }

    #[test]
    fn a_spared_colour_gets_no_white_and_fades_in_beside_it() {
        let near = Rgb::new(250, 250, 250);
        let white = [255, 255, 255, 255, 128, 128, 128, 128, 214, 40, 57, 255, 235, 235, 235, 255];
        let mut rows = [0; 4];
        cover(&white, Some(near), &mut rows);
        assert_eq!((rows[0], rows[1], rows[2]), (0, 0, 255));
        assert!((1..255).contains(&rows[3]), "{rows:?}");
        cover(&white, None, &mut rows);
        assert_eq!(rows, [255, 128, 255, 255]);
    }
}
