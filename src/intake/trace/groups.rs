//! The colours of a picture in a few groups that look alike, pixel by pixel. Clear pixels belong to none.

use geom::Rgb;
use prepress::artwork::Pixels;

use crate::oklab::{Eye, Lab};

/// The mark of a clear pixel.
const NONE: u8 = u8::MAX;
/// Rounds of moving the groups' middles; they hardly move after.
const ROUNDS: usize = 12;
/// Alpha from which a pixel counts.
const SEEN: u8 = 128;
/// Groups that look more alike than this (squared) become one.
const SAME: f32 = 0.000_4;

/// Which group each pixel belongs to.
pub(super) struct Groups {
    width: usize,
    marks: Vec<u8>,
    colours: Vec<Rgb>,
}

/// A picture of at most `longest` pixels a side; each pixel the mean of those that it stands for.
pub(super) fn shrunk(pixels: &Pixels, longest: u32) -> Pixels {
    let edge = pixels.width.max(pixels.height);
    if edge <= longest {
        return pixels.clone();
    }
    let scaled =
        |side: u32| (u64::from(side) * u64::from(longest) / u64::from(edge)).max(1) as usize;
    let (width, height) = (scaled(pixels.width), scaled(pixels.height));
    let (wide, high) = (pixels.width as usize, pixels.height as usize);
    let mut rgba = Vec::with_capacity(width * height * 4);
    for y in 0..height {
        let rows = y * high / height..((y + 1) * high / height).max(y * high / height + 1);
        for x in 0..width {
            let columns = x * wide / width..((x + 1) * wide / width).max(x * wide / width + 1);
            let mut sum = [0_u64; 4];
            let mut count = 0;
            for row in rows.clone() {
                let from = (row * wide + columns.start) * 4;
                let to = (row * wide + columns.end) * 4;
                for pixel in pixels.rgba.get(from..to).unwrap_or_default().chunks_exact(4) {
                    let alpha = u64::from(pixel[3]);
                    for (sum, value) in sum.iter_mut().zip(&pixel[..3]) {
                        *sum += u64::from(*value) * alpha;
                    }
                    sum[3] += alpha;
                    count += 1;
                }
            }
            let alpha = sum[3].max(1);
            rgba.extend(sum[..3].iter().map(|value| (value / alpha) as u8));
            rgba.push((sum[3] / u64::max(count, 1)) as u8);
        }
    }
    Pixels { width: width as u32, height: height as u32, rgba }
}

/// A colour that occurs, with how often.
struct Seen {
    lab: Lab,
    rgb: [u32; 3],
    count: u32,
}

impl Groups {
    /// Groups a picture's colours into at most `most`.
    pub(super) fn of(pixels: &Pixels, most: usize) -> Self {
        let eye = Eye::new();
        // Five bits a channel are enough to find the groups.
        let place = |p: &[u8]| {
            usize::from(p[0] >> 3) << 10 | usize::from(p[1] >> 3) << 5 | usize::from(p[2] >> 3)
        };
        let mut sums = vec![([0_u32; 3], 0_u32); 1 << 15];
        for pixel in pixels.rgba.chunks_exact(4).filter(|pixel| pixel[3] >= SEEN) {
            let (sum, count) = &mut sums[place(pixel)];
            for (sum, value) in sum.iter_mut().zip(&pixel[..3]) {
                *sum += u32::from(*value);
            }
            *count += 1;
        }
        let mut places = vec![usize::MAX; sums.len()];
        let mut seen = Vec::new();
        for (at, (sum, count)) in sums.iter().enumerate().filter(|(_, (_, count))| *count > 0) {
            places[at] = seen.len();
            let mean = sum.map(|value| (value / count) as u8);
            seen.push(Seen { lab: eye.see(&mean), rgb: *sum, count: *count });
        }
        let middles = middles(&seen, most);
        let nearest: Vec<u8> =
            seen.iter().map(|colour| nearest(&middles, colour.lab) as u8).collect();
        let colours = (0..middles.len()).map(|group| mean(&seen, &nearest, group)).collect();
        let mark = |pixel: &[u8]| {
            if pixel[3] < SEEN {
                return NONE;
            }
            nearest.get(places[place(pixel)]).copied().unwrap_or(NONE)
        };
        let marks = pixels.rgba.chunks_exact(4).map(mark).collect();
        Self { width: pixels.width as usize, marks, colours }
    }

    /// Gives regions of fewer than `least` pixels to the group that they touch most.
    pub(super) fn clear_specks(&mut self, least: u32) {
        let mut done = vec![false; self.marks.len()];
        let mut region = Vec::new();
        let mut touched = [0_u32; 256];
        for start in 0..self.marks.len() {
            if done[start] {
                continue;
            }
            let own = self.marks[start];
            region.clear();
            touched.fill(0);
            done[start] = true;
            region.push(start);
            let mut next = 0;
            while let Some(at) = region.get(next).copied() {
                next += 1;
                let x = at % self.width;
                let near = [
                    (x > 0).then(|| at - 1),
                    (x + 1 < self.width).then_some(at + 1),
                    at.checked_sub(self.width),
                    (at + self.width < self.marks.len()).then_some(at + self.width),
                ];
                for other in near.into_iter().flatten() {
                    let mark = self.marks[other];
                    if mark != own {
                        touched[usize::from(mark)] += 1;
                    } else if !std::mem::replace(&mut done[other], true) {
                        region.push(other);
                    }
                }
            }
            if (region.len() as u32) < least {
                let most =
                    touched.iter().enumerate().max_by_key(|(mark, count)| (**count, 255 - *mark));
                if let Some((mark, count)) = most
                    && *count > 0
                {
                    region.iter().for_each(|at| self.marks[*at] = mark as u8);
                }
            }
        }
    }

    /// The groups that have pixels, the largest first.
    pub(super) fn by_size(&self) -> Vec<u8> {
        let mut counts = [0_u32; 256];
        self.marks.iter().for_each(|mark| counts[usize::from(*mark)] += 1);
        let mut groups: Vec<u8> =
            (0..self.colours.len() as u8).filter(|group| counts[usize::from(*group)] > 0).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(counts[usize::from(*group)]));
        groups
    }

    /// Which pixels belong to any of these groups.
    pub(super) fn mask(&self, groups: &[u8]) -> Vec<bool> {
        self.marks.iter().map(|mark| groups.contains(mark)).collect()
    }

    /// A group's colour.
    pub(super) fn colour(&self, group: u8) -> Rgb {
        self.colours.get(usize::from(group)).copied().unwrap_or(Rgb::BLACK)
    }
}

/// The middles of the groups: begun as far apart as can be, then moved to where their colours are.
fn middles(seen: &[Seen], most: usize) -> Vec<Lab> {
    let Some(first) = seen.iter().max_by_key(|colour| colour.count) else { return Vec::new() };
    let mut middles = vec![first.lab];
    while middles.len() < most {
        let gain = |colour: &Seen| {
            let apart =
                middles.iter().map(|middle| middle.apart(colour.lab)).fold(f32::MAX, f32::min);
            apart * (colour.count as f32).sqrt()
        };
        let next = seen.iter().max_by(|a, b| gain(a).total_cmp(&gain(b)));
        match next {
            Some(next) if gain(next) > 0.0 => middles.push(next.lab),
            _ => break,
        }
    }
    for _ in 0..ROUNDS {
        let mut sums = vec![(Lab::default(), 0.0_f32); middles.len()];
        for colour in seen {
            let (sum, count) = &mut sums[nearest(&middles, colour.lab)];
            let weight = colour.count as f32;
            sum.l += colour.lab.l * weight;
            sum.a += colour.lab.a * weight;
            sum.b += colour.lab.b * weight;
            *count += weight;
        }
        for (middle, (sum, count)) in middles.iter_mut().zip(sums) {
            if count > 0.0 {
                *middle = Lab { l: sum.l / count, a: sum.a / count, b: sum.b / count };
            }
        }
    }
    let mut apart: Vec<Lab> = Vec::new();
    for middle in middles {
        if apart.iter().all(|other| other.apart(middle) > SAME) {
            apart.push(middle);
        }
    }
    apart
}

fn nearest(middles: &[Lab], lab: Lab) -> usize {
    let distances = middles.iter().map(|middle| middle.apart(lab)).enumerate();
    distances.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(index, _)| index)
}

/// The mean colour of a group. Clear middles win over the rare colours of soft edges between them.
fn mean(seen: &[Seen], nearest: &[u8], group: usize) -> Rgb {
    let mut sum = [0_u64; 3];
    let mut all = 0_u64;
    for (colour, mark) in seen.iter().zip(nearest) {
        if usize::from(*mark) == group {
            for (sum, value) in sum.iter_mut().zip(colour.rgb) {
                // Weighted by the square of how common it is.
                *sum += u64::from(value) * u64::from(colour.count);
            }
            all += u64::from(colour.count) * u64::from(colour.count);
        }
    }
    let [red, green, blue] = sum.map(|value| ((value + all / 2) / all.max(1)).min(255) as u8);
    Rgb::new(red, green, blue)
}
