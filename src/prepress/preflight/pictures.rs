//! What is known of a picture's pixels: its colours, whether parts can be seen through, whether edges fade. A small copy is
//! looked at, once for each picture; nothing is judged here.

use std::collections::BTreeMap;

use design::{ArtworkId, PixelSize};
use geom::Rgb;

use crate::Artworks;
use crate::artwork::{Rows, Target, Tint, Window, inspect, resample};
use scene::Look;

/// Longest edge of the copy that is looked at.
const LOOKED_AT: u32 = 768;
/// Most pictures that are remembered.
const MOST_KEPT: usize = 500;
/// More pixels than this are not looked at: the check runs while somebody designs.
const MOST_PIXELS: u64 = 40_000_000;
/// Alpha from this to that counts as neither clear nor solid.
const HALF: std::ops::RangeInclusive<u8> = 16..=239;
/// So many half clear pixels in a row are more than a smooth edge.
const LONG_RUN: usize = 4;
/// A run whose alpha stays within this is even, not an edge that fades.
const EVEN: u8 = 48;

/// What a picture is like.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// Part of the pixels with anything in them that are evenly half clear.
    pub(super) translucent: f64,
    /// Part of the pixels with anything in them that are on edges that fade.
    pub(super) fading: f64,
    /// Its colours, coarsely, each with its part of the pixels with anything in them; the commonest first.
    pub(super) colours: Vec<(Rgb, f64)>,
}

/// Pictures that were looked at. Keep it from check to check: looking takes longer than all else.
#[derive(Debug, Default)]
pub struct PictureFacts {
    known: BTreeMap<ArtworkId, Option<Facts>>,
}

impl PictureFacts {
    /// What a picture is like; `None` where that cannot be said: it is not there, damaged or very large.
    pub(super) fn of(&mut self, id: ArtworkId, artworks: &dyn Artworks) -> Option<&Facts> {
        // One that was not there may be there now.
        if !self.known.contains_key(&id) {
            let bytes = artworks.bytes(id)?;
            if self.known.len() >= MOST_KEPT {
                self.known.clear();
            }
            self.known.insert(id, look_at(bytes));
        }
        self.known.get(&id)?.as_ref()
    }
}

impl Facts {
    /// Its colours as they are printed with a look.
    pub(super) fn colours_with(&self, look: &Look) -> Vec<(Rgb, f64)> {
        if let Some(flat) = look.flat {
            return vec![(flat, 1.0)];
        }
        let Some(tint) = Tint::of(look) else { return self.colours.clone() };
        let mut rgba: Vec<u8> = self
            .colours
            .iter()
            .flat_map(|(colour, _)| [colour.r, colour.g, colour.b, 255])
            .collect();
        tint.apply(&mut rgba);
        let tinted = rgba.chunks_exact(4).map(|pixel| Rgb::new(pixel[0], pixel[1], pixel[2]));
        tinted.zip(&self.colours).map(|(colour, (_, part))| (colour, *part)).collect()
    }
}

fn look_at(bytes: &[u8]) -> Option<Facts> {
    let header = inspect(bytes).ok()?;
    let PixelSize { width, height } = header.stored;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let longest = width.max(height).max(1);
    let shrunk = |edge: u32| match longest > LOOKED_AT {
        true => (u64::from(edge) * u64::from(LOOKED_AT) / u64::from(longest)).max(1) as u32,
        false => edge,
    };
    let (columns, lines) = (shrunk(width), shrunk(height));
    let small = PixelSize { width: columns, height: lines };
    let target = Target { width: columns, height: lines, window: Window::all(small) };
    let mut rows = Rows::open(bytes, &header).ok()?;
    let made = resample(&mut rows, header.stored, &target, None).ok()?;
    Some(facts(&made.pixels, made.has_alpha, columns as usize))
}

/// The facts of RGB, or of RGBA with colours multiplied by alpha.
fn facts(pixels: &[u8], has_alpha: bool, columns: usize) -> Facts {
    let size = if has_alpha { 4 } else { 3 };
    let mut bins: BTreeMap<u16, ([u64; 3], u64)> = BTreeMap::new();
    let mut solid = 0_u64;
    for pixel in pixels.chunks_exact(size) {
        let alpha = if has_alpha { pixel[3] } else { 255 };
        if alpha < *HALF.start() {
            continue;
        }
        solid += 1;
        let straight =
            [0, 1, 2].map(|at| (u32::from(pixel[at]) * 255 / u32::from(alpha)).min(255) as u8);
        let bin = straight.iter().fold(0, |bin, channel| bin << 4 | u16::from(channel >> 4));
        let (sums, count) = bins.entry(bin).or_default();
        for (sum, channel) in sums.iter_mut().zip(straight) {
            *sum += u64::from(channel);
        }
        *count += 1;
    }
    let whole = solid.max(1) as f64;
    let mean = |(sums, count): &([u64; 3], u64)| {
        let [r, g, b] = sums.map(|sum| (sum / (*count).max(1)) as u8);
        (Rgb::new(r, g, b), *count as f64 / whole)
    };
    let mut colours: Vec<(Rgb, f64)> = bins.values().map(mean).collect();
    colours.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (mut translucent, mut fading) = (0, 0);
    if has_alpha {
        for row in pixels.chunks_exact(4 * columns.max(1)) {
            let alphas: Vec<u8> = row.chunks_exact(4).map(|pixel| pixel[3]).collect();
            for run in alphas.chunk_by(|a, b| HALF.contains(a) && HALF.contains(b)) {
                if run.len() < LONG_RUN || !run.first().is_some_and(|alpha| HALF.contains(alpha)) {
                    continue;
                }
                let (least, most) =
                    run.iter().fold((255, 0), |(low, high), at| (low.min(*at), high.max(*at)));
                match most - least < EVEN {
                    true => translucent += run.len(),
                    false => fading += run.len(),
                }
            }
        }
    }
    Facts { translucent: translucent as f64 / whole, fading: fading as f64 / whole, colours }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(alphas: &[u8]) -> Facts {
        let pixels: Vec<u8> = alphas.iter().flat_map(|alpha| [*alpha, 0, 0, *alpha]).collect();
        facts(&pixels, true, alphas.len())
    }

    #[test]
    fn a_smooth_edge_is_neither_translucent_nor_fading() {
        let found = row(&[0, 0, 60, 190, 255, 255, 255, 170, 30, 0]);
        assert_eq!((found.translucent, found.fading), (0.0, 0.0));
        assert_eq!(found.colours, [(Rgb::new(255, 0, 0), 1.0)]);
    }

    #[test]
    fn an_even_half_clear_area_is_translucent_and_a_ramp_fades() {
        assert_eq!(row(&[128; 8]).translucent, 1.0);
        let ramp = row(&[20, 60, 100, 140, 180, 220, 255, 255]);
        assert_eq!((ramp.translucent, ramp.fading), (0.0, 0.75));
    }
}
