//! A prepared view as planes for a graphics processor, which then mixes as [`PreparedView::compose`] does. No print: that
//! is drawn there, see below.
//!
//! # The print, as the shader has it
//! The artwork lies in a texture as it is rasterised: premultiplied sRGB, 8 bits a channel, at the size that
//! [`PreparedView::print_size`] says, so that no block of [`crate::Raster`]'s first level holds more than one texel.
//! From it level 0 is made: each texel straightened, decoded and premultiplied again. A next level is half as large,
//! rounded up; its texels are the means of four, the last row and column of an odd level counting twice. It ends with the
//! first level whose shorter side is at most [`LAST_LEVEL`]. How many samples of which level make a pixel says
//! `print.rs`: at most eight an axis, bilinear, clamped to the middles of the outermost texels.

use crate::prepare::{Pixel, PreparedView};
use crate::sway::Trim;

/// No level of a print is made of one whose shorter side is this or less.
pub const LAST_LEVEL: u32 = 4;
/// In [`Planes::places`]: no place in the print area.
pub const NOWHERE: f32 = -8.0;

/// A view at one size as planes; rows from the top, numbers with the low byte first.
#[derive(Clone, Debug, PartialEq)]
pub struct Planes {
    /// Columns of the picture.
    pub width: u32,
    /// Rows of the picture.
    pub height: u32,
    /// Four half floats a pixel, 0 to 1: shade and highlight in linear light, how much light the shadow takes, and how much
    /// of the product's share is print area.
    pub light: Vec<u8>,
    /// Four bytes a pixel: coverage of the product, shares of inner part and handle in it, 0.
    pub parts: Vec<u8>,
    /// The part of the picture where there is print area: left, top, columns, rows. At least one pixel.
    pub window: [u32; 4],
    /// Two floats a pixel of the window: u and v, or [`NOWHERE`] twice.
    pub places: Vec<u8>,
    /// Four floats a pixel of the window: change of u to the next pixel on the right and below, then of v.
    pub steps: Vec<u8>,
    /// Smallest change of u and of v per pixel, but for the finest fiftieth.
    pub finest: [f32; 2],
}

impl PreparedView {
    /// The view as planes. `None` for a photo, which has its colours already and is not mixed as these are.
    pub fn planes(&self) -> Option<Planes> {
        if self.photo.is_some() {
            return None;
        }
        let pixels = self.pixels.len();
        let (mut light, mut parts) =
            (Vec::with_capacity(pixels * 8), Vec::with_capacity(pixels * 4));
        for (at, pixel) in self.pixels.iter().enumerate() {
            let pixel = if pixel.product == 0 { self.beside(at) } else { *pixel };
            for value in [pixel.shade, pixel.highlight, pixel.shadow] {
                light.extend(half(f32::from(value) / 65535.0).to_le_bytes());
            }
            light.extend([0; 2]);
            parts.extend([pixel.product, pixel.inner, pixel.handle, 0]);
        }
        let window = self.print_window();
        let [left, top, columns, rows] = window.map(|side| side as usize);
        let mut places = NOWHERE.to_le_bytes().repeat(columns * rows * 2);
        let mut steps = vec![0; columns * rows * 16];
        for print in &self.print {
            let at = print.at as usize;
            light[at * 8 + 6..at * 8 + 8].copy_from_slice(&half(print.cover).to_le_bytes());
            let inside = (at / self.width - top) * columns + at % self.width - left;
            let spot = print.spot;
            put(&mut places[inside * 8..], &[spot.u, spot.v]);
            let [[u_right, u_below], [v_right, v_below]] = [spot.u_step, spot.v_step];
            put(&mut steps[inside * 16..], &[u_right, u_below, v_right, v_below]);
        }
        let finest = self.finest;
        Some(Planes {
            width: self.width(),
            height: self.height(),
            light,
            parts,
            window,
            places,
            steps,
            finest,
        })
    }

    /// A pixel off the product, with the surface of the product beside it: enlarged planes mix neighbours.
    fn beside(&self, at: usize) -> Pixel {
        let (x, y) = (at % self.width, at / self.width);
        let rows = y.saturating_sub(1)..=(y + 1).min(self.height - 1);
        let columns = x.saturating_sub(1)..=(x + 1).min(self.width - 1);
        let all = rows.flat_map(|row| columns.clone().map(move |column| row * self.width + column));
        let (mut sums, mut count) = ([0_u32; 4], 0);
        for near in all.map(|near| &self.pixels[near]).filter(|near| near.product > 0) {
            let values = [near.shade, near.highlight, near.inner.into(), near.handle.into()];
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += u32::from(value);
            }
            count += 1;
        }
        let [shade, highlight, inner, handle] = sums.map(|sum| sum.checked_div(count).unwrap_or(0));
        Pixel {
            shade: shade as u16,
            highlight: highlight as u16,
            inner: inner as u8,
            handle: handle as u8,
            ..self.pixels[at]
        }
    }

    /// Where the trim box of a print area lies if nothing bends it: `left`, `top` and `width` in parts of the picture's
    /// width, its height by `proportion` to its width.
    pub fn trim(&self, left: f64, top: f64, width: f64, proportion: f64) -> Trim {
        let edge = self.width as f64;
        let [left, top, width, height] =
            [left, top, width, width * proportion].map(|part| (part * edge) as f32);
        Trim { left, top, width, height }
    }

    /// The smallest box with all print pixels: left, top, columns, rows.
    fn print_window(&self) -> [u32; 4] {
        let width = self.width as u32;
        let columns = || self.print.iter().map(|print| print.at % width);
        let rows = || self.print.iter().map(|print| print.at / width);
        let (Some(left), Some(right), Some(top), Some(bottom)) =
            (columns().min(), columns().max(), rows().min(), rows().max())
        else {
            return [0, 0, 1, 1];
        };
        [left, top, right + 1 - left, bottom + 1 - top]
    }
}

fn put(into: &mut [u8], values: &[f32]) {
    for (into, value) in into.chunks_exact_mut(4).zip(values) {
        into.copy_from_slice(&value.to_le_bytes());
    }
}

/// The nearest half float (IEEE 754 binary16) of a number from 0 to 1.
pub(crate) fn half(value: f32) -> u16 {
    /// The least half float with a whole mantissa; below it they are multiples of 2^-24.
    const LEAST: f32 = 1.0 / 16384.0;
    if value < LEAST {
        return (value * 16_777_216.0 + 0.5) as u16;
    }
    let bits = value.to_bits();
    // To even where two are as near.
    let rounded = bits + 0x0fff + ((bits >> 13) & 1);
    ((rounded - (112 << 23)) >> 13) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(half: u16) -> f32 {
        let mantissa = f32::from(half & 0x3ff);
        match half >> 10 {
            0 => mantissa / 16_777_216.0,
            exponent => {
                let power = (0..15 - exponent).fold(1.0, |power, _| power / 2.0);
                power * (1.0 + mantissa / 1024.0)
            }
        }
    }

    #[test]
    fn a_half_float_is_the_nearest() {
        assert_eq!((half(0.0), half(1.0), half(0.5)), (0, 0x3c00, 0x3800));
        for step in 0..=65535_u16 {
            let value = f32::from(step) / 65535.0;
            let near = whole(half(value));
            assert!((near - value).abs() <= value / 2048.0 + 3e-8, "{value} became {near}");
        }
    }

    #[test]
    fn every_half_float_comes_back() {
        for bits in 0..=0x3c00 {
            assert_eq!(half(whole(bits)), bits);
        }
    }
}
