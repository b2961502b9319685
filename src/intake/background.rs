//! A picture without its background: from the edges or from given points, all that looks alike becomes clear.
//!
//! It knows colours, not things: hair, glass, shadows and busy backgrounds it cannot tell from what is in front of them.

use prepress::Flow;
use prepress::artwork::Pixels;

use crate::IntakeError;
use crate::oklab::{Eye, Lab};

/// What is to be removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Flood {
    /// Points of the background, as parts of width and height; empty for the picture's edges.
    pub seeds: Vec<(f64, f64)>,
    /// How different a colour may be and still be background, 0 to 1.
    pub tolerance: f64,
    /// Also what looks alike but is enclosed, as inside of letters.
    pub everywhere: bool,
    /// How the edge of what is kept is made.
    pub edge: Edge,
}

/// How the edge of what is kept is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// How many pixels of it are soft, 0 (cut) to [`MAX_SOFT`]. In the outermost two the background's colour is taken
    /// out; the others fade.
    pub soft: u8,
    /// By how many pixels it is moved inwards first, 0 to [`MAX_SHRINK`]: for a rim of the background that stays.
    pub shrink: u8,
}

impl Default for Edge {
    fn default() -> Self {
        Self { soft: MIXED, shrink: 0 }
    }
}

/// The softest edge, in pixels.
pub const MAX_SOFT: u8 = 8;
/// The farthest that an edge is moved inwards, in pixels.
pub const MAX_SHRINK: u8 = 3;

/// How even a background is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// One colour, but for noise: removing it works well.
    Flat,
    /// Several colours: the result will need a look, and often another tool.
    Uneven,
    /// The edges are clear already.
    Clear,
}

/// A picture without background.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// The picture; what was removed is clear.
    pub pixels: Pixels,
    /// What the background was like.
    pub ground: Ground,
    /// The part of the picture that was removed, 0 to 1.
    pub part: f64,
}

/// The largest distance in OKLab that a tolerance of 1 stands for.
const FARTHEST: f32 = 0.45;
/// How much of the edge has to look alike for a flat background, and how alike.
const FLAT_PART: f64 = 0.85;
const ALIKE: f32 = 0.07;
/// Neighbours within this part of the tolerance go on from each other, up to twice the tolerance from the start: soft
/// shading of a studio wall.
const STEP: f32 = 0.12;
/// Alpha below which a pixel counts as clear already.
const CLEAR: u8 = 8;
/// How many pixels at an edge mix what is in front and behind, in a picture of usual sharpness.
const MIXED: u8 = 2;
const MIXED_END: u8 = MIXED + 1;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Kept,
    /// Kept, so many pixels from what was removed.
    Edge(u8),
    Removed,
}

/// Removes the background of a picture. `progress` hears 0 to 1 and may end the work.
///
/// # Errors
/// [`IntakeError::Picture`] where nothing or everything would be removed, [`IntakeError::Cancelled`].
pub fn remove_background(
    mut pixels: Pixels,
    flood: &Flood,
    progress: &mut dyn FnMut(f32) -> Flow,
) -> Result<Removed, IntakeError> {
    let mut report = |done: f32| match progress(done) {
        Flow::Continue => Ok(()),
        Flow::Cancel => Err(IntakeError::Cancelled),
    };
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let nothing = || IntakeError::Picture { reason: "this picture has no pixels".into() };
    if width == 0 || height == 0 || pixels.rgba.len() != width * height * 4 {
        return Err(nothing());
    }
    let eye = Eye::new();
    let mut labs = Vec::with_capacity(width * height);
    for (index, row) in pixels.rgba.chunks_exact(width * 4).enumerate() {
        labs.extend(row.chunks_exact(4).map(|pixel| eye.see(pixel)));
        if index % 256 == 0 {
            report(0.4 * index as f32 / height as f32)?;
        }
    }
    let picture = Picture { width, height, labs, rgba: &pixels.rgba };
    let (ground, common) = picture.ground();
    let starts: Vec<(usize, Lab)> = if flood.seeds.is_empty() {
        picture.border().map(|at| (at, common)).collect()
    } else {
        let place = |part: f64, edge: usize| ((part * edge as f64) as usize).min(edge - 1);
        flood
            .seeds
            .iter()
            .map(|(x, y)| place(*y, height) * width + place(*x, width))
            .map(|at| (at, picture.around(at)))
            .collect()
    };
    let tolerance = flood.tolerance.clamp(0.0, 1.0) as f32 * FARTHEST;
    let mut marks = picture.flooded(&starts, tolerance);
    report(0.7)?;
    if flood.everywhere {
        let mut colours: Vec<Lab> = Vec::new();
        for (_, colour) in &starts {
            if !colours.contains(colour) && colours.len() < 16 {
                colours.push(*colour);
            }
        }
        for (mark, lab) in marks.iter_mut().zip(&picture.labs) {
            if colours.iter().any(|colour| lab.apart(*colour) <= tolerance * tolerance) {
                *mark = Mark::Removed;
            }
        }
    }
    let removed = marks.iter().filter(|mark| **mark == Mark::Removed).count();
    if removed == 0 {
        return Err(IntakeError::Picture {
            reason:
                "nothing looks like a background there; raise the tolerance or pick a point of it"
                    .into(),
        });
    }
    if removed == marks.len() {
        return Err(IntakeError::Picture {
            reason: "everything would be removed; lower the tolerance".into(),
        });
    }
    let shrink = flood.edge.shrink.min(MAX_SHRINK);
    edges(&mut marks, width, shrink);
    marks.iter_mut().filter(|mark| matches!(mark, Mark::Edge(_))).for_each(|mark| {
        *mark = Mark::Removed;
    });
    let removed = marks.iter().filter(|mark| **mark == Mark::Removed).count();
    if removed == marks.len() {
        return Err(IntakeError::Picture {
            reason: "nothing would be left; move the edge inwards by less".into(),
        });
    }
    let soft = flood.edge.soft.min(MAX_SOFT);
    edges(&mut marks, width, soft);
    report(0.8)?;
    let made = picture.cut(&marks, soft);
    report(1.0)?;
    let part = removed as f64 / marks.len() as f64;
    pixels.rgba = made;
    Ok(Removed { pixels, ground, part })
}

struct Picture<'a> {
    width: usize,
    height: usize,
    labs: Vec<Lab>,
    rgba: &'a [u8],
}

impl Picture<'_> {
    /// The pixels of the four edges.
    fn border(&self) -> impl Iterator<Item = usize> {
        let (width, height) = (self.width, self.height);
        let rows = (0..width).flat_map(move |x| [x, (height - 1) * width + x]);
        rows.chain((0..height).flat_map(move |y| [y * width, y * width + width - 1]))
    }

    fn is_clear(&self, at: usize) -> bool {
        self.rgba.get(at * 4 + 3).is_none_or(|alpha| *alpha < CLEAR)
    }

    /// How even the edges are, and their most common colour.
    fn ground(&self) -> (Ground, Lab) {
        let seen: Vec<Lab> = self
            .border()
            .filter(|at| !self.is_clear(*at))
            .filter_map(|at| self.labs.get(at))
            .copied()
            .collect();
        if seen.len() * 4 < self.border().count() {
            return (Ground::Clear, seen.first().copied().unwrap_or_default());
        }
        // Of some pixels along the edge, the one that most others look like.
        let step = (seen.len() / 64).max(1);
        let alike =
            |colour: Lab| seen.iter().filter(|other| other.apart(colour) < ALIKE * ALIKE).count();
        let best = seen.iter().step_by(step).copied().max_by_key(|colour| alike(*colour));
        let best = best.unwrap_or_default();
        let near: Vec<&Lab> =
            seen.iter().filter(|other| other.apart(best) < ALIKE * ALIKE).collect();
        let count = near.len().max(1) as f32;
        let mean = near.iter().fold(Lab::default(), |sum, lab| Lab {
            l: sum.l + lab.l / count,
            a: sum.a + lab.a / count,
            b: sum.b + lab.b / count,
        });
        let is_flat = near.len() as f64 >= seen.len() as f64 * FLAT_PART;
        (if is_flat { Ground::Flat } else { Ground::Uneven }, mean)
    }

    /// The mean colour of a pixel and its neighbours.
    fn around(&self, at: usize) -> Lab {
        let mut sum = Lab::default();
        let mut count = 0.0;
        for near in self.neighbours(at).into_iter().flatten().chain([at]) {
            if let Some(lab) = self.labs.get(near) {
                sum = Lab { l: sum.l + lab.l, a: sum.a + lab.a, b: sum.b + lab.b };
                count += 1.0;
            }
        }
        Lab { l: sum.l / count, a: sum.a / count, b: sum.b / count }
    }

    fn neighbours(&self, at: usize) -> [Option<usize>; 4] {
        let (x, y) = (at % self.width, at / self.width);
        [
            (x > 0).then(|| at - 1),
            (x + 1 < self.width).then_some(at + 1),
            (y > 0).then(|| at - self.width),
            (y + 1 < self.height).then_some(at + self.width),
        ]
    }

    /// Grows from the starts over what looks like each one's colour.
    fn flooded(&self, starts: &[(usize, Lab)], tolerance: f32) -> Vec<Mark> {
        let (near, far) = (tolerance * tolerance, tolerance * tolerance * 4.0);
        let step = tolerance * tolerance * STEP * STEP;
        let mut marks = vec![Mark::Kept; self.labs.len()];
        let mut waiting: Vec<(usize, Lab)> = Vec::new();
        for (at, colour) in starts {
            let fits = self.labs.get(*at).is_some_and(|lab| lab.apart(*colour) <= near);
            if (fits || self.is_clear(*at)) && marks.get(*at) == Some(&Mark::Kept) {
                marks[*at] = Mark::Removed;
                waiting.push((*at, *colour));
            }
        }
        while let Some((at, colour)) = waiting.pop() {
            let here = self.labs[at];
            for next in self.neighbours(at).into_iter().flatten() {
                if marks[next] == Mark::Removed {
                    continue;
                }
                let there = self.labs[next];
                let apart = there.apart(colour);
                let goes_on = apart <= far && there.apart(here) <= step;
                if apart <= near || goes_on || self.is_clear(next) {
                    marks[next] = Mark::Removed;
                    waiting.push((next, colour));
                }
            }
        }
        marks
    }

    /// The pixels with what was removed clear. At the edge, where both mix, the background's part of a colour is
    /// taken out and its share becomes transparency; farther in, a softer edge fades.
    fn cut(&self, marks: &[Mark], soft: u8) -> Vec<u8> {
        let mut made = self.rgba.to_vec();
        // With an edge as soft as pictures have it, nothing fades.
        let fading = soft.saturating_sub(MIXED);
        for (at, (mark, pixel)) in marks.iter().zip(made.chunks_exact_mut(4)).enumerate() {
            let distance = match mark {
                Mark::Kept => continue,
                Mark::Removed => {
                    pixel.copy_from_slice(&[0; 4]);
                    continue;
                }
                Mark::Edge(distance) => *distance,
            };
            if distance <= MIXED {
                let in_front =
                    |mark| matches!(mark, Mark::Kept) || matches!(mark, Mark::Edge(MIXED_END..));
                let front = self.mean(marks, at, in_front);
                let back = self.mean(marks, at, |mark| mark == Mark::Removed);
                if let (Some(front), Some(back)) = (front, back) {
                    unmix(pixel, front, back);
                }
            }
            if distance <= fading
                && let Some(alpha) = pixel.get_mut(3)
            {
                let part = u16::from(*alpha) * u16::from(distance) / u16::from(fading + 1);
                *alpha = part.min(255) as u8;
            }
        }
        made
    }

    /// The mean colour of the pixels near one that have a mark.
    fn mean(&self, marks: &[Mark], at: usize, wanted: impl Fn(Mark) -> bool) -> Option<[f32; 3]> {
        const REACH: usize = MIXED as usize + 1;
        let (x, y) = (at % self.width, at / self.width);
        let mut sum = [0.0; 3];
        let mut count = 0.0;
        for row in y.saturating_sub(REACH)..(y + REACH + 1).min(self.height) {
            for column in x.saturating_sub(REACH)..(x + REACH + 1).min(self.width) {
                let near = row * self.width + column;
                if wanted(marks[near]) && !self.is_clear(near) {
                    for (sum, value) in sum.iter_mut().zip(&self.rgba[near * 4..near * 4 + 3]) {
                        *sum += f32::from(*value);
                    }
                    count += 1.0;
                }
            }
        }
        (count > 0.0).then(|| sum.map(|value| value / count))
    }
}

/// Marks kept pixels by how near they are to what was removed, up to `depth` pixels.
fn edges(marks: &mut [Mark], width: usize, depth: u8) {
    let near = |at: usize| {
        let x = at % width;
        [
            (x > 0).then(|| at - 1),
            (x + 1 < width).then_some(at + 1),
            at.checked_sub(width),
            Some(at + width),
        ]
    };
    let mut last: Vec<usize> = Vec::new();
    for distance in 1..=depth {
        let mut found = Vec::new();
        if distance == 1 {
            let touches = |at: usize| {
                near(at).into_iter().flatten().any(|it| marks.get(it) == Some(&Mark::Removed))
            };
            found.extend((0..marks.len()).filter(|at| marks[*at] == Mark::Kept && touches(*at)));
            found.iter().for_each(|at| marks[*at] = Mark::Edge(1));
        } else {
            for next in last.iter().flat_map(|at| near(*at)).flatten() {
                if let Some(mark) = marks.get_mut(next).filter(|mark| **mark == Mark::Kept) {
                    *mark = Mark::Edge(distance);
                    found.push(next);
                }
            }
        }
        last = found;
    }
}

/// Takes `back` out of a pixel that mixes it with `front`.
fn unmix(pixel: &mut [u8], front: [f32; 3], back: [f32; 3]) {
    let mut along = 0.0;
    let mut length = 0.0;
    for ((value, front), back) in pixel.iter().zip(front).zip(back) {
        along += (f32::from(*value) - back) * (front - back);
        length += (front - back) * (front - back);
    }
    // Front and back look the same: nothing can be told apart.
    if length < 100.0 {
        return;
    }
    let share = (along / length).clamp(0.0, 1.0);
    if share > 0.98 {
        return;
    }
    for ((value, front), back) in pixel.iter_mut().zip(front).zip(back) {
        let own =
            if share < 0.1 { front } else { (f32::from(*value) - (1.0 - share) * back) / share };
        *value = (own + 0.5).clamp(0.0, 255.0) as u8;
    }
    if let Some(alpha) = pixel.get_mut(3) {
        *alpha = (f32::from(*alpha) * share + 0.5) as u8;
    }
}
