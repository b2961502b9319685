//! Colours as mixtures of inks: which part of a place each ink covers so that it looks as the art does from a distance. The
//! parts are not negative and add up to one, the cloth among them. Not here: dots.

use geom::Rgb;

use super::light::{Lab, Light, Tangent, lab};
use super::shelf::Tone;

/// How much a mixture of near colours is preferred to one of far colours that looks the same: less grain. Also makes
/// the best mixture the only one.
const CALM: f64 = 0.01;
/// Parts of the grid of colours for which mixtures are computed; between them they are interpolated.
const STEPS: usize = 16;
/// A step of the grid, in values of a channel.
const STEP: f64 = 255.0 / STEPS as f64;
/// Most exchanges between two inks until a mixture is taken as it is.
const MOST_EXCHANGES: usize = 400;
/// Dots that cover less than this do not hold on the mesh, so they are left out.
pub(super) const LEAST_DOT: f32 = 0.03;

/// Finds mixtures of some colours.
pub(super) struct Mixer {
    tones: Vec<Light>,
}

impl Mixer {
    pub(super) fn new(tones: &[Tone]) -> Self {
        Self { tones: tones.iter().map(|tone| tone.light).collect() }
    }

    /// The parts that look most like some light: least squares over parts that are not negative and add up to one, by
    /// moving part of the worst colour in use to the best one until nothing is gained.
    pub(super) fn parts(&self, wanted: Light) -> Vec<f64> {
        let tangent = Tangent::new(wanted);
        let ways: Vec<[f64; 3]> = self.tones.iter().map(|light| tangent.to(*light)).collect();
        let far: Vec<f64> = ways.iter().map(|way| dot(way, way)).collect();
        let nearest = lowest(&far);
        let mut parts = vec![0.0; ways.len()];
        parts[nearest] = 1.0;
        let mut rest = ways[nearest];
        for _ in 0..MOST_EXCHANGES {
            let slope = |at: usize| dot(&ways[at], &rest) + 0.5 * CALM * far[at];
            let (mut best, mut worst) = (0, nearest);
            let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
            for (at, part) in parts.iter().enumerate() {
                let slope = slope(at);
                if slope < low {
                    (best, low) = (at, slope);
                }
                if *part > 0.0 && slope > high {
                    (worst, high) = (at, slope);
                }
            }
            let gain = high - low;
            if gain < 1e-9 {
                break;
            }
            let way = std::array::from_fn(|axis| ways[best][axis] - ways[worst][axis]);
            let length = dot(&way, &way).max(1e-12);
            let moved = (gain / length).min(parts[worst]);
            parts[best] += moved;
            parts[worst] -= moved;
            for axis in 0..3 {
                rest[axis] += moved * way[axis];
            }
        }
        parts
    }

    /// What a mixture looks like.
    pub(super) fn looks(&self, parts: &[f64]) -> Lab {
        let mut sum = [0.0; 3];
        for (part, light) in parts.iter().zip(&self.tones) {
            for axis in 0..3 {
                sum[axis] += part * light[axis];
            }
        }
        lab(sum)
    }
}

/// Mixtures of all colours, computed beforehand on a grid.
pub(super) struct MixtureTable {
    inks: usize,
    /// Parts of each colour of the grid, one after the other.
    grid: Vec<f32>,
    /// Colours that are one ink and nothing else.
    pure: Vec<Rgb>,
    /// Mixtures that were asked for last, found by the colour's low bits.
    last: Vec<(u32, Vec<f32>)>,
}

/// Mixtures that are kept.
const KEPT: usize = 4096;
/// No colour.
const NONE: u32 = u32::MAX;

impl MixtureTable {
    pub(super) fn new(tones: &[Tone]) -> Self {
        let mixer = Mixer::new(tones);
        let mut grid = Vec::with_capacity((STEPS + 1) * (STEPS + 1) * (STEPS + 1) * tones.len());
        let light = |step: usize| Rgb::new((step as f64 * STEP).round() as u8, 0, 0).linear()[0];
        let lights: Vec<f64> = (0..=STEPS).map(light).collect();
        for &r in &lights {
            for &g in &lights {
                for &b in &lights {
                    grid.extend(mixer.parts([r, g, b]).iter().map(|part| *part as f32));
                }
            }
        }
        let pure = tones.iter().map(|tone| tone.rgb).collect();
        Self { inks: tones.len(), grid, pure, last: vec![(NONE, Vec::new()); KEPT] }
    }

    /// The parts of a colour; they add up to one, and none is smaller than what prints.
    pub(super) fn parts(&mut self, colour: Rgb) -> &[f32] {
        let key = u32::from(colour.r) << 16 | u32::from(colour.g) << 8 | u32::from(colour.b);
        // The low bits of the three channels, which differ between neighbours.
        let slot = (key & 15 | (key >> 8 & 15) << 4 | (key >> 16 & 15) << 8) as usize;
        if self.last[slot].0 != key {
            self.last[slot] = (key, self.compute(colour));
        }
        &self.last[slot].1
    }

    fn compute(&self, colour: Rgb) -> Vec<f32> {
        let mut parts = vec![0.0; self.inks];
        if let Some(at) = self.pure.iter().position(|pure| *pure == colour) {
            parts[at] = 1.0;
            return parts;
        }
        let axis = |value: u8| {
            let place = f64::from(value) / STEP;
            let step = (place as usize).min(STEPS - 1);
            (step, (place - step as f64) as f32)
        };
        let ((r, x), (g, y), (b, z)) = (axis(colour.r), axis(colour.g), axis(colour.b));
        for corner in 0..8_usize {
            let (dr, dg, db) = (corner & 1, corner >> 1 & 1, corner >> 2);
            let side = |bit: usize, part: f32| if bit == 1 { part } else { 1.0 - part };
            let weight = side(dr, x) * side(dg, y) * side(db, z);
            let at = ((r + dr) * (STEPS + 1) + g + dg) * (STEPS + 1) + b + db;
            let node = &self.grid[at * self.inks..(at + 1) * self.inks];
            for (part, node) in parts.iter_mut().zip(node) {
                *part += weight * node;
            }
        }
        without_specks(&mut parts);
        parts
    }
}

/// Leaves out what is too small to print, and shares it among the others.
fn without_specks(parts: &mut [f32]) {
    let mut sum = 0.0;
    for part in parts.iter_mut() {
        if *part < LEAST_DOT {
            *part = 0.0;
        }
        sum += *part;
    }
    // At least one of 13 is larger than a thirteenth.
    parts.iter_mut().for_each(|part| *part /= sum);
}

fn dot(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// Where the smallest of some numbers is, the first of equal ones.
pub(super) fn lowest(numbers: &[f64]) -> usize {
    let mut best = 0;
    for (at, number) in numbers.iter().enumerate() {
        if *number < numbers[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tones(colours: &[Rgb]) -> Vec<Tone> {
        colours.iter().map(|colour| Tone::of(*colour)).collect()
    }

    const FIVE: [Rgb; 5] = [
        Rgb::new(255, 255, 255),
        Rgb::new(255, 237, 0),
        Rgb::new(227, 6, 19),
        Rgb::new(10, 77, 162),
        Rgb::new(29, 29, 27),
    ];

    #[test]
    fn a_mixture_within_reach_is_found() {
        let tones = tones(&FIVE);
        let mixer = Mixer::new(&tones);
        let wanted = [0.3, 0.2, 0.1, 0.15, 0.25];
        let light = std::array::from_fn(|axis| {
            wanted.iter().zip(&tones).map(|(part, tone)| part * tone.light[axis]).sum()
        });
        let parts = mixer.parts(light);
        let off = super::super::light::apart(mixer.looks(&parts), lab(light)).sqrt();
        assert!(off < 0.01, "{parts:?} looks {off} off");
        assert!((parts.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(parts.iter().all(|part| *part >= 0.0));
    }

    #[test]
    fn an_ink_is_itself_and_parts_always_add_up() {
        let mut table = MixtureTable::new(&tones(&FIVE));
        for (at, colour) in FIVE.into_iter().enumerate() {
            assert_eq!(table.parts(colour)[at], 1.0);
        }
        for value in (0..=255_u8).step_by(5) {
            let parts = table.parts(Rgb::new(value, 255 - value, value / 2));
            assert!((parts.iter().sum::<f32>() - 1.0).abs() < 1e-5);
            assert!(parts.iter().all(|part| *part == 0.0 || *part >= LEAST_DOT));
        }
    }
}
