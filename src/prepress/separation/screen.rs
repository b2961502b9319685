//! Halftone screens: which pixels are inked for a tone, by ruling, angle and dot shape. The share of inked pixels is the tone,
//! whatever the shape is: pixels of a dot are ranked, and a tone takes so many of the lowest ranks. Not here: tones.

use catalog::DotShape;
use geom::{Angle, Dpi};

/// Places along a dot's cell at which its shape is known.
const CELL: usize = 128;
/// Ranks of a dot.
const RANKS: usize = CELL * CELL;

/// A tone that inks every pixel.
pub(super) const FULL: u16 = RANKS as u16;

/// A screen of dots.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Cells a pixel to the right, and a pixel down, along both axes of the screen.
    right: (f64, f64),
    down: (f64, f64),
    /// The rank of each place of a cell, 0 to [`RANKS`] - 1.
    ranks: Vec<u16>,
}

impl Screen {
    /// A screen of `ruling` lines an inch, turned by an angle, for pixels of a resolution.
    pub fn new(ruling: f64, angle: Angle, dot: DotShape, dpi: Dpi) -> Self {
        let cells = ruling / dpi.dpi();
        let (sin, cos) = angle.sin_cos();
        let shape = |at: usize| {
            let axis = |step: usize| (step as f64 + 0.5) / CELL as f64 * 2.0 - 1.0;
            height(dot, axis(at % CELL), axis(at / CELL))
        };
        let heights: Vec<f64> = (0..RANKS).map(shape).collect();
        let mut order: Vec<usize> = (0..RANKS).collect();
        order.sort_by(|&a, &b| heights[a].total_cmp(&heights[b]).then(a.cmp(&b)));
        let mut ranks = vec![0; RANKS];
        for (rank, at) in order.into_iter().enumerate() {
            ranks[at] = rank as u16;
        }
        Self { right: (cells * cos, -cells * sin), down: (cells * sin, cells * cos), ranks }
    }

    /// Whether a pixel is inked for a tone of 0 to 1.
    pub fn is_inked(&self, x: u32, y: u32, tone: f32) -> bool {
        self.rank(x, y) < ranks_of(tone)
    }

    /// The rank of a pixel's place in its dot.
    pub(super) fn rank(&self, x: u32, y: u32) -> u16 {
        let (x, y) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
        let place = |cells: f64| ((cells - cells.floor()) * CELL as f64) as usize % CELL;
        let u = place(x * self.right.0 + y * self.down.0);
        let v = place(x * self.right.1 + y * self.down.1);
        self.ranks[v * CELL + u]
    }
}

/// The rank from which on pixels stay bare.
pub(super) fn ranks_of(tone: f32) -> u16 {
    // 0 to 16384.
    (tone.clamp(0.0, 1.0) * RANKS as f32).round() as u16
}

/// How late a place of a cell is inked when the tone grows; from -1 to 1 along both axes, the dot's middle is at 0.
fn height(dot: DotShape, u: f64, v: f64) -> f64 {
    let wave = |at: f64| libm::cos(std::f64::consts::PI * at);
    match dot {
        DotShape::Round => -(wave(u) + wave(v)),
        DotShape::Ellipse => -(0.6 * wave(u) + 0.4 * wave(v)),
        DotShape::Diamond => u.abs() + v.abs(),
        DotShape::Square => u.abs().max(v.abs()),
        DotShape::Line => v.abs(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPES: [DotShape; 5] =
        [DotShape::Round, DotShape::Ellipse, DotShape::Diamond, DotShape::Square, DotShape::Line];

    /// The share of inked pixels of a square of about forty cells.
    fn inked(screen: &Screen, tone: f32) -> f64 {
        let count = (0..400 * 400).filter(|at| screen.is_inked(at % 400, at / 400, tone)).count();
        count as f64 / 160_000.0
    }

    #[test]
    fn the_share_of_inked_pixels_is_the_tone() {
        for dot in SHAPES {
            for degrees in [0.0, 22.5, 52.5, 75.0] {
                let screen = Screen::new(57.3, Angle::degrees(degrees), dot, Dpi::new(600.0));
                for tone in [0.0, 0.03, 0.1, 0.25, 0.5, 0.62, 0.9, 0.97, 1.0] {
                    let off = (inked(&screen, tone) - f64::from(tone)).abs();
                    // Straight screens fall on few places of each cell.
                    let most = if degrees == 0.0 { 0.02 } else { 0.008 };
                    assert!(off <= most, "{dot:?} at {degrees}: {tone} is {off} off");
                }
            }
        }
    }

    #[test]
    fn nothing_and_everything_are_exact() {
        for dot in SHAPES {
            let screen = Screen::new(45.0, Angle::degrees(22.5), dot, Dpi::new(300.0));
            assert_eq!((inked(&screen, 0.0), inked(&screen, 1.0)), (0.0, 1.0));
        }
    }

    #[test]
    fn a_darker_tone_inks_all_that_a_lighter_one_does() {
        let screen = Screen::new(45.0, Angle::degrees(37.5), DotShape::Ellipse, Dpi::new(300.0));
        for at in 0..10_000 {
            let (x, y) = (at % 100, at / 100);
            assert!(!screen.is_inked(x, y, 0.3) || screen.is_inked(x, y, 0.31));
        }
    }
}
