//! Which inks of the list are the best ones, for one ink, two inks and so on: those with which the art looks most like
//! itself, weighed by area in OKLab. Not here: rows of pixels.

use geom::Rgb;

use super::light::{Lab, Light, apart, lab};
use super::mixture::Mixer;
use super::reduce::{ART, Mode, Reducer};
use super::shelf::{Shelf, Tone};
use super::{Sample, SeparationError};
use crate::{Progress, jobs::report};

/// What art becomes with some inks.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The inks in printing order, the lightest first, each with what it takes of the art.
    pub inks: Vec<Use>,
    /// How different the art looks on average, in OKLab: 0 is the same, 0.02 just visible, 1 black for white.
    pub distance: f64,
    /// The part of the art that looks clearly different (over 0.1), 0 to 1.
    pub changed: f64,
    /// Whether an underbase is printed below them.
    pub underbase: bool,
}

/// An ink and how much of the art is seen in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Use {
    /// Its place on the merchant's list, from 0.
    pub ink: usize,
    /// Its part of the art's area, 0 to 1; what is left is bare cloth.
    pub part: f64,
}

impl Choice {
    /// The inks' places on the list, in printing order.
    pub fn numbers(&self) -> Vec<usize> {
        self.inks.iter().map(|used| used.ink).collect()
    }

    /// The number of plates, the underbase counted.
    pub fn plates(&self) -> u32 {
        self.inks.len() as u32 + u32::from(self.underbase)
    }
}

/// Colours that are told apart when inks are chosen for flat areas; the others are rare.
const FLAT_COLOURS: usize = 1024;
/// The same for mixtures, which take longer.
const MIXED_COLOURS: usize = 128;
/// An ink that makes less of a difference is not worth a plate: a tenth of a percent of the art, just visible.
const LEAST_GAIN: f64 = 4e-7;
/// Most sets of inks that are all tried.
const MOST_TRIED: usize = 5000;
/// From this distance on a place looks clearly different.
const CLEAR: f64 = 0.1;

/// Some of the art.
struct Part {
    light: Light,
    lab: Lab,
    /// Of the art's area.
    share: f64,
}

pub(super) fn choices(
    sample: &Sample,
    shelf: &Shelf<'_>,
    mode: Mode,
    most: usize,
    progress: &mut Progress<'_>,
) -> Result<Vec<Choice>, SeparationError> {
    let limit = shelf.print().most_inks as usize;
    if most == 0 || most > limit {
        return Err(SeparationError::Inks { asked: most, most: limit });
    }
    let parts = parts(sample, shelf.cloth(), mode);
    if parts.is_empty() {
        return Err(SeparationError::Nothing);
    }
    let all: Vec<usize> = (0..shelf.print().inks.len()).collect();
    let tones = shelf.tones(&all);
    let search = Search::new(&parts, &tones, mode);
    let steps = most * 2;
    let mut chosen: Vec<usize> = Vec::new();
    let mut error = search.error(&chosen);
    let mut choices = Vec::new();
    for count in 1..=most.min(all.len()) {
        report(progress, count * 2 - 2, steps)?;
        let (next, off) = search.best(count, &chosen);
        // The first ink is needed even where bare cloth would look nearer.
        if count > 1 && error - off < LEAST_GAIN {
            break;
        }
        (chosen, error) = (next, off);
        report(progress, count * 2 - 1, steps)?;
        choices.push(choice(sample, shelf, mode, &chosen)?);
    }
    report(progress, 1, 1)?;
    Ok(choices)
}

pub(super) fn choice(
    sample: &Sample,
    shelf: &Shelf<'_>,
    mode: Mode,
    inks: &[usize],
) -> Result<Choice, SeparationError> {
    let inks = shelf.in_order(inks)?;
    let tones = shelf.tones(&inks);
    let cloth = shelf.cloth();
    let mut areas = vec![0.0; inks.len()];
    let (mut art, mut off, mut changed) = (0.0, 0.0, 0.0);
    let mixer = Mixer::new(&tones);
    let linear = Sample::linear();
    let mut last: Option<(Rgb, u16, f64)> = None;
    let mut index = 0;
    sample.reduced(&mut Reducer::new(mode, &tones, sample.width()), &mut |row| {
        let (width, pixels) = (row.mask.len(), sample.neighbours(index).row);
        for (x, &colour) in pixels.iter().enumerate() {
            let mask = row.mask[x];
            if colour == cloth && mask & ART == 0 {
                continue;
            }
            art += 1.0;
            if row.seen.is_empty() {
                if let Some(bit) = (mask & !ART).checked_ilog2() {
                    areas[bit as usize] += 1.0;
                }
            } else {
                for (ink, area) in areas.iter_mut().enumerate() {
                    *area += f64::from(row.seen[ink * width + x]);
                }
            }
            let distance = match last {
                Some((known, with, distance)) if known == colour && with == mask => distance,
                _ => {
                    let light = linear.of(colour);
                    let shown = if mode == Mode::Flat {
                        let ink = (mask & !ART).checked_ilog2().map_or(0, |bit| bit as usize + 1);
                        tones[ink].lab
                    } else {
                        mixer.looks(&mixer.parts(light))
                    };
                    apart(lab(light), shown).sqrt()
                }
            };
            last = Some((colour, mask, distance));
            // A softened edge is no change.
            let is_edge = row.edge.get(x).is_some_and(|(_, part)| *part > 0);
            if !is_edge {
                off += distance;
                changed += if distance > CLEAR { 1.0 } else { 0.0 };
            }
        }
        index += 1;
    });
    if art == 0.0 {
        return Err(SeparationError::Nothing);
    }
    let used = inks.iter().zip(&areas).map(|(&ink, area)| Use { ink, part: area / art });
    Ok(Choice {
        underbase: shelf.underbase(&inks).is_some(),
        inks: used.collect(),
        distance: off / art,
        changed: changed / art,
    })
}

/// The colours of the art and their shares, the most frequent ones. What has the cloth's colour is no art.
fn parts(sample: &Sample, cloth: Rgb, mode: Mode) -> Vec<Part> {
    /// Values of a channel that count as one, as a power of two.
    const COARSE: u32 = 3;
    let place = |colour: Rgb| {
        let [r, g, b] = [colour.r, colour.g, colour.b].map(|value| usize::from(value >> COARSE));
        (r << 5 | g) << 5 | b
    };
    let mut counted = vec![(0_u32, [0_u32; 3]); 1 << 15];
    let mut count = |only_flat: bool| {
        for index in 0..sample.height() {
            let rows = sample.neighbours(index);
            for (x, colour) in rows.row.iter().enumerate() {
                if *colour == cloth || only_flat && !rows.is_flat(x) {
                    continue;
                }
                let (count, sums) = &mut counted[place(*colour)];
                *count += 1;
                let channels = [colour.r, colour.g, colour.b];
                sums.iter_mut().zip(channels).for_each(|(sum, value)| *sum += u32::from(value));
            }
        }
        counted.iter().any(|(count, _)| *count > 0)
    };
    // Softened edges are mixtures of what lies beside them, and no colours of the art, unless it has nothing else.
    if !(mode == Mode::Flat && count(true)) {
        count(false);
    }
    let mut found: Vec<(u32, Rgb)> = counted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, sums)| {
            let [r, g, b] = sums.map(|sum| ((sum + count / 2) / count) as u8);
            (count, Rgb::new(r, g, b))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(if mode == Mode::Flat { FLAT_COLOURS } else { MIXED_COLOURS });
    let all: f64 = found.iter().map(|(count, _)| f64::from(*count)).sum();
    let part = |(count, colour): (u32, Rgb)| {
        let light = colour.linear();
        Part { light, lab: lab(light), share: f64::from(count) / all }
    };
    found.into_iter().map(part).collect()
}

/// The search for inks.
struct Search<'a> {
    parts: &'a [Part],
    /// The cloth and all inks of the list.
    tones: &'a [Tone],
    mode: Mode,
    /// How far each tone is from each part of the art: all tones of the first part, then of the second.
    far: Vec<f64>,
}

impl<'a> Search<'a> {
    fn new(parts: &'a [Part], tones: &'a [Tone], mode: Mode) -> Self {
        let far = |part: &'a Part| tones.iter().map(move |tone| apart(part.lab, tone.lab));
        Self { parts, tones, mode, far: parts.iter().flat_map(far).collect() }
    }

    /// The best set of `count` inks. `known` are the best of one ink less: the set is at least as good as those and one more.
    fn best(&self, count: usize, known: &[usize]) -> (Vec<usize>, f64) {
        let listed = self.tones.len() - 1;
        if self.mode == Mode::Flat && sets(listed, count) <= MOST_TRIED {
            return self.best_of_all(count);
        }
        let mut set = known.to_vec();
        let mut error = f64::INFINITY;
        set.push(0);
        self.exchange(&mut set, known.len(), &mut error);
        // Inks that were the best before may not be with one more; each is exchanged where that is better.
        loop {
            let before = error;
            (0..set.len()).for_each(|at| self.exchange(&mut set, at, &mut error));
            if error >= before || self.mode != Mode::Flat {
                return (set, error);
            }
        }
    }

    /// Puts the ink into one place of a set that is best there.
    fn exchange(&self, set: &mut [usize], at: usize, error: &mut f64) {
        for ink in 0..self.tones.len() - 1 {
            let was = set[at];
            if set.iter().enumerate().any(|(other, used)| other != at && *used == ink) {
                continue;
            }
            set[at] = ink;
            let off = self.error(set);
            if off < *error { *error = off } else { set[at] = was }
        }
    }

    fn best_of_all(&self, count: usize) -> (Vec<usize>, f64) {
        let listed = self.tones.len() - 1;
        let mut set: Vec<usize> = (0..count).collect();
        let mut best = (set.clone(), self.error(&set));
        // The next set in order: the last ink that can go up does, and those after it follow.
        while let Some(at) = (0..count).rev().find(|&at| set[at] < listed - count + at) {
            set[at] += 1;
            (at + 1..count).for_each(|after| set[after] = set[after - 1] + 1);
            let error = self.error(&set);
            if error < best.1 {
                best = (set.clone(), error);
            }
        }
        best
    }

    /// How different the art looks with a set of inks.
    fn error(&self, set: &[usize]) -> f64 {
        let tones = self.tones.len();
        if self.mode == Mode::Flat {
            let rows = self.parts.iter().zip(self.far.chunks_exact(tones));
            let off = |(part, far): (&Part, &[f64])| {
                let nearest = set.iter().map(|ink| far[ink + 1]).fold(far[0], f64::min);
                part.share * nearest
            };
            return rows.map(off).sum();
        }
        /// How much worse a mixture of far colours is than an even one: it is grainy.
        const GRAIN: f64 = 0.02;
        let chosen: Vec<Tone> = std::iter::once(self.tones[0])
            .chain(set.iter().map(|ink| self.tones[ink + 1]))
            .collect();
        let mixer = Mixer::new(&chosen);
        let off = |part: &Part| {
            let mixed = mixer.parts(part.light);
            let grain =
                mixed.iter().zip(&chosen).map(|(mixed, tone)| mixed * apart(part.lab, tone.lab));
            part.share * (apart(mixer.looks(&mixed), part.lab) + GRAIN * grain.sum::<f64>())
        };
        self.parts.iter().map(off).sum()
    }
}

/// How many sets of `count` out of `listed` there are, at most a little over [`MOST_TRIED`].
fn sets(listed: usize, count: usize) -> usize {
    let mut sets = 1_usize;
    for at in 0..count {
        sets = sets * (listed - at) / (at + 1);
        if sets > MOST_TRIED {
            break;
        }
    }
    sets
}
