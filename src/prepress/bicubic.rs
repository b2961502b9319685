//! A grid of pixels read between its pixels, with the filter that the rasteriser has too (Mitchell and Netravali 1988,
//! B = C = 1/3). The sums are made of products and additions in a fixed order, so they are the same everywhere.

use std::sync::OnceLock;

/// Places between two pixels that are told apart.
const PHASES: usize = 256;
/// Pixels around a part that the filter may read: the edge, again.
const EDGE: usize = 3;
/// Pixels that are read together.
const TOGETHER: usize = 64;
/// Bits behind the point of a place on the grid.
const FRACTION: u32 = 32;

/// Four channels of a pixel, 0 to 255, premultiplied.
type Colour = [f32; 4];

/// A part of a grid, ready to be read.
pub(crate) struct Part {
    pixels: Vec<Colour>,
    /// Columns, edges included.
    stride: usize,
    columns: usize,
    rows: usize,
}

impl Part {
    /// A part of `columns` x `rows` pixels; `row` fills one row, rows from the top.
    pub(crate) fn new(
        (columns, rows): (usize, usize),
        mut row: impl FnMut(usize, &mut [Colour]),
    ) -> Self {
        let stride = columns + 2 * EDGE;
        let mut pixels = vec![[0.0; 4]; stride * (rows + 2 * EDGE)];
        for (y, line) in pixels.chunks_exact_mut(stride).enumerate() {
            let (left, rest) = line.split_at_mut(EDGE);
            let (inner, right) = rest.split_at_mut(columns);
            row(y.saturating_sub(EDGE).min(rows - 1), inner);
            left.fill(inner[0]);
            right.fill(inner[columns - 1]);
        }
        Self { pixels, stride, columns, rows }
    }

    /// Reads pixels of a line: the first at `from`, each next one `step` further; in pixels of the part, whose first
    /// pixel lies from 0 to 1.
    pub(crate) fn read(&self, from: (f64, f64), step: (f64, f64), line: &mut [[u8; 4]]) {
        let table = weights();
        // Half a pixel: between the middles of pixels. The filter's first pixel is one before, and half a phase rounds.
        let place = |at: f64| fixed(at - 0.5 + EDGE as f64 - 1.0) + (1 << (FRACTION - 9));
        let (mut x, mut y) = (place(from.0), place(from.1));
        let (step_x, step_y) = (fixed(step.0), fixed(step.1));
        let (last_x, last_y) = (self.columns + 2 * EDGE - 4, self.rows + 2 * EDGE - 4);
        // Sums of some pixels first, then all of them to bytes at once: processors do either well, but not in turns.
        let mut sums = [[0; 4]; TOGETHER];
        for pixels in line.chunks_mut(TOGETHER) {
            for out in &mut sums[..pixels.len()] {
                let (column, wx) = tap(x, last_x, table);
                let (row, wy) = tap(y, last_y, table);
                (x, y) = (x + step_x, y + step_y);
                let mut sum = [0.0; 4];
                let mut at = row * self.stride + column;
                for weight in wy {
                    let Some(taps) = self.pixels[at..].first_chunk::<4>() else { break };
                    let mut across = scaled(taps[0], wx[0]);
                    across = added(across, scaled(taps[1], wx[1]));
                    across = added(across, scaled(taps[2], wx[2]));
                    across = added(across, scaled(taps[3], wx[3]));
                    sum = added(sum, scaled(across, *weight));
                    at += self.stride;
                }
                *out = rounded(sum);
            }
            let bytes = pixels.as_flattened_mut().iter_mut();
            bytes.zip(sums.as_flattened()).for_each(|(byte, bits)| *byte = *bits as u8);
        }
    }
}

/// The first of four pixels at a place, and their weights.
#[inline]
fn tap(place: i64, last: usize, table: &[[f32; 4]; PHASES]) -> (usize, &[f32; 4]) {
    let whole = (place >> FRACTION).clamp(0, last as i64) as usize;
    (whole, &table[(place >> (FRACTION - 8)) as usize % PHASES])
}

#[inline]
fn scaled(colour: Colour, by: f32) -> Colour {
    colour.map(|value| value * by)
}

#[inline]
fn added(a: Colour, b: Colour) -> Colour {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]
}

/// Rounded, in the lowest bits; no channel above alpha.
#[inline]
fn rounded(colour: Colour) -> [u32; 4] {
    /// Added to a number below 2^22, it leaves the rounded number in the lowest bits.
    const ROUNDS: f32 = 12_582_912.0;
    let alpha = colour[3].clamp(0.0, 255.0);
    colour.map(|value| (value.max(0.0).min(alpha) + ROUNDS).to_bits())
}

fn fixed(place: f64) -> i64 {
    (place * (1_u64 << FRACTION) as f64).round() as i64
}

/// Weights of four pixels in a row for each place between the second and the third.
fn weights() -> &'static [[f32; 4]; PHASES] {
    static WEIGHTS: OnceLock<[[f32; 4]; PHASES]> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let near = |t: f64| ((-21.0 * t + 27.0) * t + 9.0) * t / 18.0 + 1.0 / 18.0;
        let far = |t: f64| (7.0 * t - 6.0) * t * t / 18.0;
        std::array::from_fn(|phase| {
            let t = phase as f64 / PHASES as f64;
            [far(1.0 - t), near(1.0 - t), near(t), far(t)].map(|weight| weight as f32)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up_to_one() {
        for weights in weights() {
            assert!((weights.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_plain_grid_reads_plain_even_beside_its_edge() {
        let part = Part::new((3, 2), |_, row| row.fill([200.0, 100.0, 50.0, 255.0]));
        let mut line = [[0; 4]; 40];
        part.read((-2.0, -1.0), (0.2, 0.1), &mut line);
        assert_eq!(line, [[200, 100, 50, 255]; 40]);
    }

    #[test]
    fn a_ramp_is_read_between_its_pixels() {
        let part = Part::new((9, 1), |_, row| {
            row.iter_mut().enumerate().for_each(|(x, colour)| *colour = [x as f32 * 20.0; 4]);
        });
        let mut line = [[0; 4]; 5];
        part.read((3.5, 0.5), (0.25, 0.0), &mut line);
        assert_eq!(line.map(|pixel| pixel[0]), [60, 65, 70, 75, 80]);
    }
}
