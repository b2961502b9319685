//! The print as a pyramid of ever smaller pictures in linear light, and reading it at any scale. Not here: where it lies.

use crate::MockupError;
use crate::light::LIGHT;
use crate::planes::LAST_LEVEL;
use crate::warp::Spot;

/// Largest side of a print in pixels.
const LARGEST_SIDE: u32 = 8192;
/// Most samples across one screen pixel along an axis: enough for a print seen eight times narrower than high.
const MOST_TAPS: usize = 8;
/// A sample stands for this many texels more than one: its own bilinear reach covers them.
const SLACK: f32 = 0.25;
/// Full scale of a texel's channels.
const FULL: f32 = 65535.0;

/// The artwork of one side: the whole print area up to its trim edges, premultiplied RGBA in sRGB, 8 bits a channel.
#[derive(Clone, Copy, Debug)]
pub struct Raster<'a> {
    width: usize,
    height: usize,
    rgba: &'a [u8],
}

impl<'a> Raster<'a> {
    /// A print from its pixels, rows from the top.
    ///
    /// # Errors
    /// [`MockupError::PrintSize`] and [`MockupError::PrintBytes`].
    pub fn new(width: u32, height: u32, rgba: &'a [u8]) -> Result<Self, MockupError> {
        let most = LARGEST_SIDE;
        if !(1..=most).contains(&width) || !(1..=most).contains(&height) {
            return Err(MockupError::PrintSize { width, height, most });
        }
        let (width, height) = (width as usize, height as usize);
        let needed = width * height * 4;
        if rgba.len() != needed {
            return Err(MockupError::PrintBytes { given: rgba.len(), needed });
        }
        Ok(Self { width, height, rgba })
    }
}

/// Premultiplied linear light, 0 to [`FULL`].
type Texel = [u16; 4];

/// A print at a power of two of its size.
struct Level {
    width: usize,
    height: usize,
    texels: Vec<Texel>,
}

/// A print at all sizes that a picture needs.
pub(crate) struct Pyramid {
    /// Size of the first level in texels; not whole where the print's size is not a multiple.
    width: f32,
    height: f32,
    levels: Vec<Level>,
}

impl Pyramid {
    /// Builds the pyramid. `finest` is the smallest change of (u, v) per screen pixel: what is finer than half of it
    /// is averaged at once, so that a large print costs no memory.
    pub(crate) fn new(print: &Raster<'_>, finest: [f32; 2]) -> Self {
        let texels = (finest[0] * print.width as f32).min(finest[1] * print.height as f32);
        let mut block = 1;
        while texels >= (block * 2) as f32 && block < 256 {
            block *= 2;
        }
        let mut levels = vec![first_level(print, block)];
        while let Some(last) = levels.last()
            && last.width.min(last.height) > LAST_LEVEL as usize
        {
            levels.push(halved(last));
        }
        let side = |length: usize| length as f32 / block as f32;
        Self { width: side(print.width), height: side(print.height), levels }
    }

    /// The mean over one screen pixel at a spot: premultiplied linear light, 0 to 1.
    pub(crate) fn sample(&self, spot: &Spot) -> [f32; 4] {
        // The screen pixel's edges in texels of the first level.
        let across = [spot.u_step[0] * self.width, spot.v_step[0] * self.height];
        let down = [spot.u_step[1] * self.width, spot.v_step[1] * self.height];
        let length = |edge: [f32; 2]| (edge[0] * edge[0] + edge[1] * edge[1]).sqrt();
        let (columns, rows) = (length(across), length(down));
        let (index, scale) = self.level_for(columns, rows);
        let taps = |texels: f32| ((texels * scale - SLACK).ceil() as usize).clamp(1, MOST_TAPS);
        let (columns, rows) = (taps(columns), taps(rows));
        let centre = [spot.u * self.width, spot.v * self.height];
        let level = &self.levels[index];
        let mut sum = [0.0; 4];
        for row in 0..rows {
            let below = (row as f32 + 0.5) / rows as f32 - 0.5;
            for column in 0..columns {
                let right = (column as f32 + 0.5) / columns as f32 - 0.5;
                let x = centre[0] + right * across[0] + below * down[0];
                let y = centre[1] + right * across[1] + below * down[1];
                level.add(x * scale, y * scale, &mut sum);
            }
        }
        let share = 1.0 / (FULL * (rows * columns) as f32);
        sum.map(|channel| channel * share)
    }

    /// The level whose texels are just finer than the pixel's short edge, yet not too many for its long one.
    fn level_for(&self, columns: f32, rows: f32) -> (usize, f32) {
        let (short, long) = (columns.min(rows), columns.max(rows));
        let (mut index, mut scale) = (0, 1.0);
        while index + 1 < self.levels.len()
            && (short * scale >= 2.0 || long * scale > MOST_TAPS as f32)
        {
            index += 1;
            scale *= 0.5;
        }
        (index, scale)
    }
}

impl Level {
    /// Adds the bilinear value at a point in texels; beyond the edges the edge goes on.
    fn add(&self, x: f32, y: f32, sum: &mut [f32; 4]) {
        let x = (x - 0.5).clamp(0.0, (self.width - 1) as f32);
        let y = (y - 0.5).clamp(0.0, (self.height - 1) as f32);
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let (dx, dy) = (x - left as f32, y - top as f32);
        let corners = [
            (top * self.width + left, (1.0 - dx) * (1.0 - dy)),
            (top * self.width + right, dx * (1.0 - dy)),
            (bottom * self.width + left, (1.0 - dx) * dy),
            (bottom * self.width + right, dx * dy),
        ];
        for (at, weight) in corners {
            let texel = self.texels[at];
            for (sum, channel) in sum.iter_mut().zip(texel) {
                *sum += f32::from(channel) * weight;
            }
        }
    }
}

/// The print averaged over blocks of `block` x `block` pixels.
fn first_level(print: &Raster<'_>, block: usize) -> Level {
    let (width, height) = (print.width.div_ceil(block), print.height.div_ceil(block));
    let linear: [f32; 256] = std::array::from_fn(|level| LIGHT.linear(level as u8) * FULL);
    let mut texels = Vec::with_capacity(width * height);
    let mut sums = vec![[0.0_f32; 4]; width];
    for rows in print.rgba.chunks(print.width * 4 * block) {
        sums.fill([0.0; 4]);
        for row in rows.chunks_exact(print.width * 4) {
            for (sum, pixels) in sums.iter_mut().zip(row.chunks(block * 4)) {
                for pixel in pixels.chunks_exact(4) {
                    let texel = linear_texel([pixel[0], pixel[1], pixel[2], pixel[3]], &linear);
                    *sum = std::array::from_fn(|channel| sum[channel] + texel[channel]);
                }
            }
        }
        let rows = rows.len() / (print.width * 4);
        texels.extend(sums.iter().enumerate().map(|(column, sum)| {
            let columns = block.min(print.width - column * block);
            let share = 1.0 / (columns * rows) as f32;
            sum.map(|channel| (channel * share + 0.5) as u16)
        }));
    }
    Level { width, height, texels }
}

fn linear_texel([red, green, blue, alpha]: [u8; 4], linear: &[f32; 256]) -> [f32; 4] {
    match alpha {
        0 => [0.0; 4],
        255 => {
            let [red, green, blue] = [red, green, blue].map(|level| linear[usize::from(level)]);
            [red, green, blue, FULL]
        }
        _ => {
            let whole = u32::from(alpha);
            let share = f32::from(alpha) / 255.0;
            let straight = |level: u8| (u32::from(level) * 255 + whole / 2) / whole;
            let channel = |level: u8| linear[straight(level).min(255) as usize] * share;
            [channel(red), channel(green), channel(blue), share * FULL]
        }
    }
}

fn halved(level: &Level) -> Level {
    let (width, height) = (level.width.div_ceil(2), level.height.div_ceil(2));
    let mut texels = Vec::with_capacity(width * height);
    for row in 0..height {
        let bottom = (row * 2 + 1).min(level.height - 1);
        for column in 0..width {
            let right = (column * 2 + 1).min(level.width - 1);
            let four =
                [(row * 2, column * 2), (row * 2, right), (bottom, column * 2), (bottom, right)]
                    .map(|(row, column)| level.texels[row * level.width + column]);
            texels.push(std::array::from_fn(|channel| {
                let sum: u32 = four.iter().map(|texel| u32::from(texel[channel])).sum();
                ((sum + 2) / 4) as u16
            }));
        }
    }
    Level { width, height, texels }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(u: f32, v: f32, step: f32) -> Spot {
        Spot { u, v, u_step: [step, 0.0], v_step: [0.0, step] }
    }

    #[test]
    fn one_colour_stays_that_colour_at_every_scale() {
        let rgba = [128_u8, 64, 0, 128].repeat(100 * 60);
        let print = Raster::new(100, 60, &rgba).unwrap();
        for step in [0.001, 0.02, 0.3, 2.0] {
            let pyramid = Pyramid::new(&print, [step; 2]);
            let [red, green, blue, alpha] = pyramid.sample(&spot(0.4, 0.7, step));
            let share = 128.0 / 255.0;
            assert!((alpha - share).abs() < 1e-4, "{step}: {alpha}");
            assert!((red - LIGHT.linear(255) * share).abs() < 1e-4);
            assert!((green - LIGHT.linear(128) * share).abs() < 1e-4);
            assert!(blue.abs() < 1e-6);
        }
    }

    #[test]
    fn fine_stripes_become_their_mean_in_linear_light() {
        let row: Vec<u8> = (0..256)
            .flat_map(|x| [if x % 2 == 0 { 255 } else { 0 }; 3].into_iter().chain([255]))
            .collect();
        let rgba = row.repeat(256);
        let print = Raster::new(256, 256, &rgba).unwrap();
        for step in [2.0 / 256.0, 6.0 / 256.0, 40.0 / 256.0] {
            let [red, ..] = Pyramid::new(&print, [step; 2]).sample(&spot(0.513, 0.5, step));
            assert!((red - 0.5).abs() < 0.02, "{step}: {red}");
        }
    }

    #[test]
    fn an_edge_lies_where_it_was_drawn_in_a_print_of_any_size() {
        for width in [64_u32, 65, 127, 1000] {
            let row: Vec<u8> =
                (0..width).flat_map(|x| if x * 2 < width { [255; 4] } else { [0; 4] }).collect();
            let rgba = row.repeat(64);
            let print = Raster::new(width, 64, &rgba).unwrap();
            let pyramid = Pyramid::new(&print, [1.0 / 16.0; 2]);
            let alpha = |u| pyramid.sample(&spot(u, 0.5, 1.0 / 16.0))[3];
            assert!(alpha(0.5 - 0.06) > 0.9 && alpha(0.5 + 0.07) < 0.1, "{width}");
        }
    }

    #[test]
    fn a_print_of_the_wrong_size_is_refused() {
        assert_eq!(
            Raster::new(10, 10, &[0; 399]).unwrap_err(),
            MockupError::PrintBytes { given: 399, needed: 400 }
        );
        for (width, height) in [(0, 10), (10, 0), (8193, 1), (u32::MAX, u32::MAX)] {
            assert!(matches!(Raster::new(width, height, &[]), Err(MockupError::PrintSize { .. })));
        }
    }
}
