//! Making pictures smaller, row by row, without ever holding the large one. It never makes them larger.

use std::collections::VecDeque;

use design::PixelSize;

use super::{ArtworkError, Channels, Rows, Tint};

/// The part of the smaller picture that is wanted, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Window {
    /// First column.
    pub(crate) left: u32,
    /// First row.
    pub(crate) top: u32,
    /// Columns, at least 1.
    pub(crate) width: u32,
    /// Rows, at least 1.
    pub(crate) height: u32,
}

impl Window {
    /// All of a picture.
    pub(crate) const fn all(size: PixelSize) -> Self {
        Self { left: 0, top: 0, width: size.width, height: size.height }
    }

    /// Pixels in it.
    pub(crate) const fn area(&self) -> usize {
        self.width as usize * self.height as usize
    }
}

/// What a picture is made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    /// Columns of the whole smaller picture; at most those of the source.
    pub(crate) width: u32,
    /// Rows of the whole smaller picture; at most those of the source.
    pub(crate) height: u32,
    /// The part that is kept.
    pub(crate) window: Window,
}

/// The kept part: rows of RGB, or of premultiplied RGBA where the source has alpha.
pub(crate) struct Resampled {
    /// Rows from the top.
    pub(crate) pixels: Vec<u8>,
    /// Whether a pixel has four bytes instead of three.
    pub(crate) has_alpha: bool,
}

/// How far the filter reaches, in pixels of the smaller picture.
const SUPPORT: f64 = 2.0;

/// Shrinks with the Catmull-Rom cubic stretched to the scale (Mitchell and Netravali 1988, B = 0, C = 1/2), in sRGB
/// values as stored, alpha premultiplied. Colours are changed before.
pub(crate) fn resample(
    rows: &mut Rows<'_>,
    source: PixelSize,
    target: &Target,
    tint: Option<&Tint>,
) -> Result<Resampled, ArtworkError> {
    let has_alpha = rows.channels().has_alpha();
    let depth = if has_alpha { 4 } else { 3 };
    let mut pixels = Vec::with_capacity(target.window.area() * depth);
    if (source.width, source.height) == (target.width, target.height) {
        crop(rows, &target.window, tint, &mut pixels)?;
        return Ok(Resampled { pixels, has_alpha });
    }
    let Window { left, top, width, height } = target.window;
    let across = Taps::row(source.width, target.width, left, width);
    let down = Taps::row(source.height, target.height, top, height);
    let mut active: VecDeque<Vec<f32>> = VecDeque::new();
    let (mut opened, mut closed) = (0, 0);
    let mut narrow = vec![0.0_f32; width as usize * depth];
    let mut line = Vec::with_capacity(source.width as usize * 4);
    let channels = rows.channels();
    for y in 0..source.height as usize {
        let Some(row) = rows.next_row()? else { break };
        while down.get(opened).is_some_and(|taps| taps.first <= y) {
            active.push_back(vec![0.0; narrow.len()]);
            opened += 1;
        }
        if active.is_empty() {
            continue;
        }
        line.clear();
        channels.extend_rgba(row, &mut line);
        if let Some(tint) = tint {
            tint.apply(&mut line);
        }
        narrowed(&line, &across, depth, &mut narrow);
        for (sums, taps) in active.iter_mut().zip(&down[closed..opened]) {
            let Some(weight) = taps.weight(y) else { continue };
            sums.iter_mut().zip(&narrow).for_each(|(sum, value)| *sum += weight * value);
        }
        while closed < opened && down[closed].end() <= y + 1 {
            if let Some(sums) = active.pop_front() {
                emit(&sums, depth, &mut pixels);
            }
            closed += 1;
        }
    }
    Ok(Resampled { pixels, has_alpha })
}

/// Keeps a part at full size.
fn crop(
    rows: &mut Rows<'_>,
    window: &Window,
    tint: Option<&Tint>,
    pixels: &mut Vec<u8>,
) -> Result<(), ArtworkError> {
    let channels = rows.channels();
    let mut y = 0;
    let mut line = Vec::new();
    while let Some(row) = rows.next_row()? {
        if y >= window.top && y < window.top + window.height {
            let from = window.left as usize * channels.count();
            let to = from + window.width as usize * channels.count();
            let Some(part) = row.get(from..to) else { continue };
            match tint {
                None => extend_kept(part, channels, pixels),
                Some(tint) => {
                    line.clear();
                    channels.extend_rgba(part, &mut line);
                    tint.apply(&mut line);
                    if channels.has_alpha() {
                        extend_kept(&line, Channels::Rgba, pixels);
                    } else {
                        line.chunks_exact(4).for_each(|p| pixels.extend_from_slice(&p[..3]));
                    }
                }
            }
        }
        y += 1;
    }
    Ok(())
}

fn extend_kept(row: &[u8], channels: Channels, pixels: &mut Vec<u8>) {
    match channels {
        Channels::Grey => row.iter().for_each(|&v| pixels.extend_from_slice(&[v, v, v])),
        Channels::Rgb => pixels.extend_from_slice(row),
        Channels::GreyAlpha => row.chunks_exact(2).for_each(|p| {
            let v = premultiplied(p[0], p[1]);
            pixels.extend_from_slice(&[v, v, v, p[1]]);
        }),
        Channels::Rgba => row.chunks_exact(4).for_each(|p| {
            pixels.extend_from_slice(&[
                premultiplied(p[0], p[3]),
                premultiplied(p[1], p[3]),
                premultiplied(p[2], p[3]),
                p[3],
            ]);
        }),
    }
}

/// A colour value times alpha, rounded.
fn premultiplied(value: u8, alpha: u8) -> u8 {
    ((u32::from(value) * u32::from(alpha) + 127) / 255) as u8
}

/// One straight RGBA row filtered to the window's columns, as premultiplied floats.
fn narrowed(line: &[u8], across: &[Taps], depth: usize, narrow: &mut [f32]) {
    for (out, taps) in narrow.chunks_exact_mut(depth).zip(across) {
        let mut sum = [0.0_f32; 4];
        let from = &line[taps.first * 4..taps.end() * 4];
        for (pixel, weight) in from.chunks_exact(4).zip(&taps.weights) {
            let alpha = weight * f32::from(pixel[3]);
            let colour = alpha / 255.0;
            sum[0] += colour * f32::from(pixel[0]);
            sum[1] += colour * f32::from(pixel[1]);
            sum[2] += colour * f32::from(pixel[2]);
            sum[3] += alpha;
        }
        out.copy_from_slice(&sum[..depth]);
    }
}

/// Appends a finished row, rounded; colours never exceed alpha.
fn emit(sums: &[f32], depth: usize, pixels: &mut Vec<u8>) {
    for pixel in sums.chunks_exact(depth) {
        let byte = |value: f32| (value + 0.5).clamp(0.0, 255.0) as u8;
        let most = if depth == 4 { byte(pixel[3]) } else { 255 };
        pixels.extend(pixel[..3].iter().map(|value| byte(*value).min(most)));
        if depth == 4 {
            pixels.push(most);
        }
    }
}

/// The source pixels that make one pixel, with weights that sum to 1.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

impl Taps {
    /// The taps of `count` pixels from `start` on, for `from` source pixels made into `to`.
    fn row(from: u32, to: u32, start: u32, count: u32) -> Vec<Self> {
        (start..start + count).map(|index| Self::at(index, from, to)).collect()
    }

    fn at(index: u32, from: u32, to: u32) -> Self {
        let scale = f64::from(from) / f64::from(to);
        let centre = (f64::from(index) + 0.5) * scale;
        let reach = SUPPORT * scale;
        let first = (centre - reach).floor().max(0.0) as usize;
        let end = ((centre + reach).ceil() as usize).min(from as usize);
        let raw: Vec<f64> =
            (first..end).map(|at| catmull_rom((at as f64 + 0.5 - centre) / scale)).collect();
        let sum: f64 = raw.iter().sum();
        Self { first, weights: raw.iter().map(|weight| (weight / sum) as f32).collect() }
    }

    fn end(&self) -> usize {
        self.first + self.weights.len()
    }

    fn weight(&self, at: usize) -> Option<f32> {
        self.weights.get(at.checked_sub(self.first)?).copied()
    }
}

fn catmull_rom(at: f64) -> f64 {
    let x = at.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < SUPPORT {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one_and_stay_inside_the_source() {
        for (from, to) in [(100, 7), (7, 7), (5000, 4999), (16_384, 1)] {
            for taps in Taps::row(from, to, 0, to) {
                let sum: f32 = taps.weights.iter().sum();
                assert!((sum - 1.0).abs() < 1e-3, "{from} -> {to}: {sum}");
                assert!(taps.end() <= from as usize);
            }
        }
    }
}
