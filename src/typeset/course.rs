//! The line that a text runs along: straight, an arc, a circle, a wave. It says where a place of a straight line comes to
//! lie and how it is turned; it draws nothing.
//!
//! Letters do not close in on each other: along a circle that they stand inside of, and in the valleys of a wave, room is
//! measured near the tops of capitals; elsewhere on the baseline.

use design::TextPath;
use geom::{Angle, Mm, Point, Vec2};

use crate::limits::Measures;
use crate::shape::{PlacedLine, Stack};

/// Height of capitals in ems.
const CAPITALS: f64 = 0.7;
/// By how much tops of letters may come nearer to each other than their feet: letters have that much air beside them.
const AIR: f64 = 0.1;
/// The smallest radius in ems: nothing stands on less.
const LEAST_RADIUS: f64 = 0.05;
/// The largest part of a circle that a line goes round: its ends do not touch.
const ROUND: f64 = 0.985;
/// Steepest slope of a wave under one line of letters, and under several, which come nearer to each other on a slope.
const STEEPEST: (f64, f64) = (2.0, 0.75);
/// The tightest bend of a wave: its radius in ems of the largest letters.
const TIGHTEST: f64 = 0.8;
/// The least room that a letter's foot takes in a valley, as a part of its width.
const LEAST_ROOM: f64 = 0.4;
/// Points along a wave that are computed.
const POINTS: usize = 512;

/// A line that a text runs along.
pub(crate) enum Course {
    /// As it was set.
    Straight,
    /// Around a centre in (0, 0).
    Round(Round),
    /// Up and down.
    Wave(Wave),
}

/// Around a centre.
pub(crate) struct Round {
    /// Where the middle of the text lies, clockwise from the top.
    start: Angle,
    /// 1 where letters stand outside, clockwise; -1 where they stand inside, counter-clockwise.
    way: f64,
    /// For each line the radius on which room is measured, and that of the baseline, in ems.
    radii: Vec<(f64, f64)>,
    /// What all lines span at most, in radians.
    span: f64,
}

/// Up and down.
pub(crate) struct Wave {
    /// Length of the longest line in ems.
    length: f64,
    /// Points at equal steps of x: room up to there, x, y, slope.
    points: Vec<[f64; 4]>,
    /// Baseline of the first line.
    first: f64,
}

/// Where a place of a straight line comes to lie.
#[derive(Clone, Copy)]
pub(crate) struct Stand {
    /// On the baseline, in ems.
    pub(crate) at: Point,
    /// Along the line; of length 1.
    pub(crate) along: Vec2,
}

impl Stand {
    /// A point `up` ems above the baseline.
    pub(crate) fn above(&self, up: f64) -> Point {
        Point::new(self.at.x + self.along.y * up, self.at.y - self.along.x * up)
    }
}

impl Course {
    /// The course of a stack of lines.
    pub(crate) fn of(path: Option<TextPath>, stack: &Stack, measures: &Measures) -> Self {
        let sweep = |degrees: f64| degrees.clamp(5.0, 350.0).to_radians();
        match path {
            None => Self::Straight,
            Some(TextPath::ArcUp { sweep: degrees }) => {
                Self::Round(Round::spanning(stack, sweep(degrees), Angle::ZERO, 1.0))
            }
            Some(TextPath::ArcDown { sweep: degrees }) => {
                Self::Round(Round::spanning(stack, sweep(degrees), Angle::degrees(180.0), -1.0))
            }
            Some(TextPath::Circle { radius, start, inside }) => {
                let radius = in_ems(radius, measures);
                Self::Round(Round::of(stack, radius, start, if inside { -1.0 } else { 1.0 }))
            }
            Some(TextPath::Wave { height, waves }) => Self::Wave(Wave::of(stack, height, waves)),
        }
    }

    /// Where the place `x` of a line lies, from the line's left end, in ems.
    pub(crate) fn stand(&self, number: usize, placed: &PlacedLine, x: f64) -> Stand {
        let along = x - placed.line.hanging_left;
        match self {
            Self::Straight => Stand {
                at: Point::new(placed.left + x, placed.baseline),
                along: Vec2::new(1.0, 0.0),
            },
            Self::Round(round) => round.stand(number, placed, along),
            Self::Wave(wave) => wave.stand(placed, along),
        }
    }
}

fn in_ems(length: Mm, measures: &Measures) -> f64 {
    let ems = length.mm() / measures.size;
    if ems.is_finite() { ems.max(0.0) } else { 1.0 }
}

/// How far baselines lie from the outermost one, towards the centre.
fn depths(stack: &Stack, way: f64) -> Vec<f64> {
    let depths: Vec<f64> = stack.lines.iter().map(|placed| placed.baseline * way).collect();
    let outermost = depths.iter().copied().fold(f64::MAX, f64::min);
    depths.into_iter().map(|depth| depth - outermost).collect()
}

/// The radius on which the room of a line is measured.
fn measured(placed: &PlacedLine, baseline: f64, way: f64) -> f64 {
    let tops = baseline * (1.0 + AIR) - CAPITALS * placed.line.factor;
    let measured = if way > 0.0 { baseline } else { tops.min(baseline) };
    measured.max(LEAST_RADIUS)
}

impl Round {
    /// A course on which the line that needs most spans `sweep` radians.
    fn spanning(stack: &Stack, sweep: f64, start: Angle, way: f64) -> Self {
        Self::with(stack, least_radius(stack, way, sweep), start, way)
    }

    /// A course whose first baseline has a radius; larger where the text does not fit around.
    fn of(stack: &Stack, radius: f64, start: Angle, way: f64) -> Self {
        let first = depths(stack, way).first().copied().unwrap_or_default();
        let least = least_radius(stack, way, std::f64::consts::TAU * ROUND);
        Self::with(stack, least.max(radius + first), start, way)
    }

    fn with(stack: &Stack, outermost: f64, start: Angle, way: f64) -> Self {
        let radius = |(placed, depth): (&PlacedLine, f64)| {
            let baseline = outermost - depth;
            (measured(placed, baseline, way), baseline)
        };
        let radii: Vec<(f64, f64)> =
            stack.lines.iter().zip(depths(stack, way)).map(radius).collect();
        let spans =
            stack.lines.iter().zip(&radii).map(|(placed, radii)| placed.line.width / radii.0);
        let span = spans.fold(0.0, f64::max);
        Self { start, way, radii, span }
    }

    fn stand(&self, number: usize, placed: &PlacedLine, along: f64) -> Stand {
        let (measured, baseline) = self.radii.get(number).copied().unwrap_or((1.0, 1.0));
        let anchored = along - placed.anchor * placed.line.width;
        let turn = (placed.anchor - 0.5) * self.span + anchored / measured;
        let (sin, cos) = self.start.plus(Angle::degrees((turn * self.way).to_degrees())).sin_cos();
        Stand {
            at: Point::new(baseline * sin, -baseline * cos),
            along: Vec2::new(cos * self.way, sin * self.way),
        }
    }
}

/// The radius of the outermost line with which every line spans at most `sweep` radians.
fn least_radius(stack: &Stack, way: f64, sweep: f64) -> f64 {
    let needed = |(placed, depth): (&PlacedLine, f64)| {
        let room = (placed.line.width / sweep).max(LEAST_RADIUS);
        let tops = (room + CAPITALS * placed.line.factor) / (1.0 + AIR);
        let baseline = if way > 0.0 { room } else { room.max(tops) };
        baseline + depth
    };
    stack.lines.iter().zip(depths(stack, way)).map(needed).fold(LEAST_RADIUS, f64::max)
}

impl Wave {
    fn of(stack: &Stack, height: f64, waves: f64) -> Self {
        let height = if height.is_finite() { height.clamp(-4.0, 4.0) } else { 0.0 };
        let waves = if waves.is_finite() { waves.clamp(0.25, 8.0) } else { 1.0 };
        let longest = stack.lines.iter().map(|placed| placed.line.width).fold(0.0, f64::max);
        let largest = stack.lines.iter().map(|placed| placed.line.factor).fold(0.1, f64::max);
        let steepest = if stack.lines.len() > 1 { STEEPEST.1 } else { STEEPEST.0 };
        let phases: Vec<(f64, f64)> = (0..=POINTS)
            .map(|point| Angle::degrees(360.0 * waves * point as f64 / POINTS as f64).sin_cos())
            .collect();
        let length = longest.max(0.1);
        let points = |width: f64| points(width, height, waves, steepest, largest, &phases);
        // Room grows with the width that the wave takes: the width with room for the longest line is found by halving.
        let (mut narrow, mut wide) = (0.0, length / LEAST_ROOM);
        for _ in 0..32 {
            let middle = f64::midpoint(narrow, wide);
            let room = points(middle).last().map_or(0.0, |point| point[0]);
            if room < length { narrow = middle } else { wide = middle }
        }
        let first = stack.lines.first().map_or(0.0, |placed| placed.baseline);
        Self { length, points: points(wide), first }
    }

    fn stand(&self, placed: &PlacedLine, along: f64) -> Stand {
        let room = (self.length - placed.line.width) * placed.anchor + along;
        let after = self.points.partition_point(|point| point[0] < room);
        let after = after.clamp(1, self.points.len().max(2) - 1);
        let (Some(from), Some(to)) = (self.points.get(after - 1), self.points.get(after)) else {
            return Stand { at: Point::new(room, placed.baseline), along: Vec2::new(1.0, 0.0) };
        };
        // Before the first point and behind the last one the line runs on.
        let part = (room - from[0]) / (to[0] - from[0]).max(f64::MIN_POSITIVE);
        let part = part.clamp(-100.0, 100.0);
        let between = |axis: usize| from[axis] + (to[axis] - from[axis]) * part;
        let slope = from[3] + (to[3] - from[3]) * part.clamp(0.0, 1.0);
        let length = (1.0 + slope * slope).sqrt();
        let y = between(2) + placed.baseline - self.first;
        Stand { at: Point::new(between(1), y), along: Vec2::new(1.0 / length, slope / length) }
    }
}

/// Points of a wave of a width: room up to there, x, y, slope.
fn points(
    width: f64,
    height: f64,
    waves: f64,
    steepest: f64,
    largest: f64,
    phases: &[(f64, f64)],
) -> Vec<[f64; 4]> {
    let number = std::f64::consts::TAU * waves / width.max(1e-6);
    let most = (steepest / number).min(1.0 / (TIGHTEST * largest * number * number));
    let height = height.clamp(-most, most);
    let step = width / POINTS as f64;
    let mut points = Vec::with_capacity(phases.len());
    let mut room = 0.0;
    let mut before: Option<(f64, f64)> = None;
    for (index, (sin, cos)) in phases.iter().enumerate() {
        let (x, y) = (step * index as f64, -height * sin);
        let slope = -height * number * cos;
        if let Some((last_y, _)) = before {
            let length = (step * step + (y - last_y) * (y - last_y)).sqrt();
            let speed = 1.0 + slope * slope;
            // Positive on crests, where tops of letters have more room than their feet.
            let curvature = height * number * number * sin / (speed * speed.sqrt());
            let tops = 1.0 + AIR + curvature * CAPITALS * largest;
            room += length * tops.clamp(LEAST_ROOM, 1.0);
        }
        before = Some((y, slope));
        points.push([room, x, y, slope]);
    }
    points
}
