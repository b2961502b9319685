//! Rows of a picture made into inks: flat (each place the nearest ink), dithered (each pixel a dot of one ink), or as tones
//! for halftones. Row by row from the top. Not here: choke, trap, and which inks there are.

use geom::Rgb;
use json::{FromJson, ToJson};

use super::light::{apart, lab};
use super::mixture::MixtureTable;
use super::shelf::Tone;

/// How art becomes inks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Mode {
    /// Each place has the ink that looks most like it.
    #[default]
    Flat,
    /// Scattered dots, one pixel each, that look like the art from a distance.
    Dither,
    /// Dots in lines that grow with the tone.
    Halftone,
}

/// How alike two neighbours are that belong to one flat area, in values of a channel; JPEG's noise stays below it.
const ALIKE: u8 = 12;
/// How near a mixture of two neighbours a softened edge is, in values of a channel.
const ON_EDGE: i32 = 28;
/// Whether anything is printed at a place: its bit of a mask. The inks have the lower bits.
pub(super) const ART: u16 = 1 << 15;

/// A row as inks.
pub(super) struct Row {
    /// Which inks are printed at each pixel, a bit each from the lowest, and [`ART`]. Without inks in halftones.
    pub(super) mask: Vec<u16>,
    /// How much of each pixel each ink is seen on, 0 to 1: ink by ink, the whole row each. Empty in flat art and dots.
    pub(super) seen: Vec<f32>,
    /// The other colour at an edge (0 is the cloth, 1 the first ink) and its part, 0 to 255. Only in flat art.
    pub(super) edge: Vec<(u8, u8)>,
}

/// Makes rows into inks.
pub(super) enum Reducer {
    Flat(Box<Nearest>),
    Dither(Box<Dither>),
    Halftone(Box<MixtureTable>, Rgb),
}

impl Reducer {
    /// For the cloth and some inks, and pictures of a width.
    pub(super) fn new(mode: Mode, tones: &[Tone], width: usize) -> Self {
        match mode {
            Mode::Flat => Self::Flat(Box::new(Nearest::new(tones))),
            Mode::Dither => Self::Dither(Box::new(Dither::new(tones, width))),
            Mode::Halftone => Self::Halftone(Box::new(MixtureTable::new(tones)), tones[0].rgb),
        }
    }

    /// The next row of a picture, with its neighbours above and below where there are any.
    pub(super) fn row(&mut self, rows: &Neighbours<'_>) -> Row {
        match self {
            Self::Flat(nearest) => nearest.row(rows),
            Self::Dither(dither) => dither.row(&rows.without_fringe(dither.cloth)),
            Self::Halftone(table, cloth) => tones_of(table, &rows.without_fringe(*cloth)),
        }
    }
}

/// A row and its neighbours, as colours.
pub(super) struct Neighbours<'a> {
    pub(super) above: Option<&'a [Rgb]>,
    pub(super) row: &'a [Rgb],
    pub(super) below: Option<&'a [Rgb]>,
}

impl Neighbours<'_> {
    /// Whether a pixel is like a neighbour beside it and like one above or below: what is drawn softly at an edge is not.
    pub(super) fn is_flat(&self, x: usize) -> bool {
        let here = self.row[x];
        let like = |row: Option<&[Rgb]>, x: Option<usize>| {
            row.zip(x).and_then(|(row, x)| row.get(x)).is_none_or(|other| alike(here, *other))
        };
        let beside = like(Some(self.row), x.checked_sub(1)) || like(Some(self.row), Some(x + 1));
        beside && (like(self.above, Some(x)) || like(self.below, Some(x)))
    }

    /// The row without softened edges to bare cloth: art mixed with cloth may be the colour of a third ink, which would
    /// draw a fringe of dots around the art. Such a pixel is art or cloth, whichever it has more of.
    fn without_fringe(&self, cloth: Rgb) -> Vec<Rgb> {
        let mut row = self.row.to_vec();
        for (x, place) in row.iter_mut().enumerate() {
            let here = *place;
            if here == cloth || self.is_flat(x) {
                continue;
            }
            let (around, count) = self.around(x);
            let around = &around[..count];
            if !around.contains(&cloth) {
                continue;
            }
            let ways = around.iter().filter(|other| **other != cloth);
            let way = ways.map(|other| (on_way(here, cloth, *other), *other));
            if let Some(((off, part), art)) = way.min_by_key(|((off, _), _)| *off)
                && off <= ON_EDGE
            {
                *place = if part < 128 { cloth } else { art };
            }
        }
        row
    }

    /// The colours of the flat places around a pixel, as far as this row and its neighbours tell; at most eight.
    fn around(&self, x: usize) -> ([Rgb; 8], usize) {
        let (mut found, mut count) = ([Rgb::BLACK; 8], 0);
        let columns = x.saturating_sub(2)..=(x + 2).min(self.row.len() - 1);
        for row in [Some(self.row), self.above, self.below].into_iter().flatten() {
            for column in columns.clone() {
                // A place that its own neighbour repeats; rows further off are not known here.
                let colour = row[column];
                let beside = [column.checked_sub(1), Some(column + 1)];
                let repeats = beside.into_iter().flatten().filter_map(|at| row.get(at));
                let is_area = repeats.into_iter().any(|other| alike(colour, *other));
                let known = found[..count].iter().any(|other| alike(colour, *other));
                if is_area && !known && column != x && count < found.len() {
                    found[count] = colour;
                    count += 1;
                }
            }
        }
        (found, count)
    }
}

fn alike(a: Rgb, b: Rgb) -> bool {
    a.r.abs_diff(b.r) <= ALIKE && a.g.abs_diff(b.g) <= ALIKE && a.b.abs_diff(b.b) <= ALIKE
}

/// The nearest ink of each colour, as it looks.
pub(super) struct Nearest {
    tones: Vec<Tone>,
    /// Answers that were given last, found by the colour's low bits.
    last: Vec<(u32, u8)>,
}

/// Answers that are kept.
const KEPT: usize = 4096;

impl Nearest {
    pub(super) fn new(tones: &[Tone]) -> Self {
        Self { tones: tones.to_vec(), last: vec![(u32::MAX, 0); KEPT] }
    }

    /// The nearest colour: 0 is the cloth, 1 the first ink.
    pub(super) fn of(&mut self, colour: Rgb) -> u8 {
        let key = u32::from(colour.r) << 16 | u32::from(colour.g) << 8 | u32::from(colour.b);
        let slot = (key & 15 | (key >> 8 & 15) << 4 | (key >> 16 & 15) << 8) as usize;
        if self.last[slot].0 != key {
            let looks = lab(colour.linear());
            let mut best = (0, f64::INFINITY);
            for (at, tone) in self.tones.iter().enumerate() {
                let off = apart(looks, tone.lab);
                if off < best.1 {
                    best = (at as u8, off);
                }
            }
            self.last[slot] = (key, best.0);
        }
        self.last[slot].1
    }

    fn row(&mut self, rows: &Neighbours<'_>) -> Row {
        let width = rows.row.len();
        let mut row = Row {
            mask: Vec::with_capacity(width),
            seen: Vec::new(),
            edge: Vec::with_capacity(width),
        };
        for x in 0..width {
            let (label, other, part) = self.place(rows, x);
            row.mask.push(if label == 0 { 0 } else { ART | 1 << (label - 1) });
            row.edge.push((other, part));
        }
        row
    }

    /// The colour of a place; beside it the other one at an edge, and its part.
    ///
    /// A pixel between two areas is a mixture of their two colours: its nearest ink may be a third one that nobody drew
    /// there. So it gets the ink of the area that it has more of.
    fn place(&mut self, rows: &Neighbours<'_>, x: usize) -> (u8, u8, u8) {
        let here = rows.row[x];
        if rows.is_flat(x) {
            let label = self.of(here);
            return (label, label, 0);
        }
        let (around, count) = rows.around(x);
        let mut best: Option<(i32, Rgb, Rgb, i32)> = None;
        for (at, &first) in around[..count].iter().enumerate() {
            for &second in &around[..at] {
                let (off, part) = on_way(here, first, second);
                if best.is_none_or(|best| off < best.0) {
                    best = Some((off, first, second, part));
                }
            }
        }
        match best {
            Some((off, first, second, part)) if off <= ON_EDGE => {
                let (first, second) = (self.of(first), self.of(second));
                if part < 128 {
                    (first, second, part as u8)
                } else {
                    (second, first, (255 - part) as u8)
                }
            }
            _ => {
                let label = self.of(here);
                (label, label, 0)
            }
        }
    }
}

/// How far a colour is from the line between two others, and how far along it is, 0 to 255. As pictures are drawn: in
/// encoded values.
fn on_way(colour: Rgb, from: Rgb, to: Rgb) -> (i32, i32) {
    let vector = |a: Rgb, b: Rgb| {
        [
            i32::from(b.r) - i32::from(a.r),
            i32::from(b.g) - i32::from(a.g),
            i32::from(b.b) - i32::from(a.b),
        ]
    };
    let dot = |a: [i32; 3], b: [i32; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let (way, here) = (vector(from, to), vector(from, colour));
    let length = dot(way, way).max(1);
    let part = (dot(here, way) * 255 / length).clamp(0, 255);
    let off = (0..3).map(|axis| (here[axis] - way[axis] * part / 255).abs()).max();
    (off.unwrap_or(0), part)
}

/// Scattered dots: the error of each pixel goes to its neighbours (Floyd and Steinberg, 1976), to and fro row by row. What is
/// carried on is not a colour but the part of each ink, so no colour that no ink can reach builds up.
pub(super) struct Dither {
    table: MixtureTable,
    cloth: Rgb,
    inks: usize,
    /// What is carried into this row and into the next: inks of each pixel.
    here: Vec<f32>,
    next: Vec<f32>,
    backwards: bool,
}

impl Dither {
    fn new(tones: &[Tone], width: usize) -> Self {
        let carried = vec![0.0; tones.len() * width];
        Self {
            table: MixtureTable::new(tones),
            cloth: tones[0].rgb,
            inks: tones.len(),
            here: carried.clone(),
            next: carried,
            backwards: false,
        }
    }

    fn row(&mut self, row: &[Rgb]) -> Row {
        let (inks, width) = (self.inks, row.len());
        let mut mask = vec![0; width];
        let mut sum = vec![0.0; inks];
        for step in 0..width {
            let x = if self.backwards { width - 1 - step } else { step };
            let parts = self.table.parts(row[x]);
            let is_art = parts[0] < 1.0;
            let at = x * inks;
            for ink in 0..inks {
                sum[ink] = parts[ink] + self.here[at + ink];
            }
            if !is_art {
                // Dots do not run over the edge of the art onto bare cloth.
                continue;
            }
            let mut best = 0;
            for ink in 1..inks {
                if sum[ink] > sum[best] {
                    best = ink;
                }
            }
            mask[x] = ART | if best == 0 { 0 } else { 1 << (best - 1) };
            sum[best] -= 1.0;
            let ahead = if self.backwards { x.checked_sub(1) } else { Some(x + 1) };
            let behind = if self.backwards { Some(x + 1) } else { x.checked_sub(1) };
            let within = |x: Option<usize>| x.filter(|x| *x < width);
            add(&mut self.here, within(ahead), &sum, 7.0 / 16.0);
            add(&mut self.next, within(behind), &sum, 3.0 / 16.0);
            add(&mut self.next, Some(x), &sum, 5.0 / 16.0);
            add(&mut self.next, within(ahead), &sum, 1.0 / 16.0);
        }
        std::mem::swap(&mut self.here, &mut self.next);
        self.next.fill(0.0);
        self.backwards = !self.backwards;
        Row { mask, seen: Vec::new(), edge: Vec::new() }
    }
}

fn add(carried: &mut [f32], x: Option<usize>, errors: &[f32], part: f32) {
    let Some(x) = x else { return };
    let at = x * errors.len();
    for (sum, error) in carried[at..at + errors.len()].iter_mut().zip(errors) {
        *sum += error * part;
    }
}

fn tones_of(table: &mut MixtureTable, row: &[Rgb]) -> Row {
    let width = row.len();
    let mut mask = vec![0; width];
    let mut seen = Vec::new();
    for (x, colour) in row.iter().enumerate() {
        let parts = table.parts(*colour);
        if seen.is_empty() {
            seen = vec![0.0; (parts.len() - 1) * width];
        }
        if parts[0] < 1.0 {
            mask[x] = ART;
            for (ink, part) in parts[1..].iter().enumerate() {
                seen[ink * width + x] = *part;
            }
        }
    }
    Row { mask, seen, edge: Vec::new() }
}
