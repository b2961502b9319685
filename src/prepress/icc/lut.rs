//! Tables from one colour space to another: `mft1`, `mft2`, `mAB ` and `mBA ` (ICC.1:2010, 10.8 to 10.11). All channels
//! run from 0 to 1; what these mean as Lab or XYZ is said by [`Encoding`].

use super::IccError;
use super::curve::Curve;
use super::read::Part;

/// Most channels on either side.
const MAX_CHANNELS: usize = 4;

/// A table that was read.
#[derive(Debug)]
pub(super) struct Lut {
    stages: Vec<Stage>,
    /// How its channels stand for Lab or XYZ.
    pub(super) encoding: Encoding,
}

/// How 0 to 1 stand for colours between profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// 8 bits, and all of version 4: L is 0 to 100, a and b are -128 to 127.
    Lab,
    /// 16 bits of version 2: 0xff00 is L 100.
    LabOld,
    /// 1 stands for 1 + 32767/32768.
    Xyz,
}

#[derive(Debug)]
enum Stage {
    Curves(Vec<Curve>),
    Matrix { rows: [f64; 9], more: [f64; 3] },
    Grid { sizes: Vec<usize>, outputs: usize, values: Vec<f32> },
}

impl Lut {
    /// Reads a table of so many channels.
    pub(super) fn read(
        part: Part<'_>,
        (inputs, outputs): (usize, usize),
        is_lab: bool,
    ) -> Result<Self, IccError> {
        let stated = (usize::from(part.byte(8)?), usize::from(part.byte(9)?));
        if stated != (inputs, outputs) {
            return Err(IccError::Damaged { reason: "a table has a wrong number of channels" });
        }
        let kind = part.signature(0)?;
        let encoding = match (is_lab, &kind) {
            (false, _) => Encoding::Xyz,
            (true, b"mft2") => Encoding::LabOld,
            (true, _) => Encoding::Lab,
        };
        let stages = match &kind {
            b"mft1" => old(part, stated, 1, is_lab)?,
            b"mft2" => old(part, stated, 2, is_lab)?,
            b"mAB " => new(part, stated, [Step::A, Step::Grid, Step::M, Step::Matrix, Step::B])?,
            b"mBA " => new(part, stated, [Step::B, Step::Matrix, Step::M, Step::Grid, Step::A])?,
            _ => return Err(IccError::Damaged { reason: "a table is of an unknown type" }),
        };
        Ok(Self { stages, encoding })
    }

    /// The output channels of some input channels, all from 0 to 1.
    pub(super) fn at(&self, input: &[f64]) -> [f64; MAX_CHANNELS] {
        let mut colour = [0.0; MAX_CHANNELS];
        colour.iter_mut().zip(input).for_each(|(to, from)| *to = *from);
        for stage in &self.stages {
            stage.apply(&mut colour);
        }
        colour
    }
}

impl Stage {
    fn apply(&self, colour: &mut [f64; MAX_CHANNELS]) {
        match self {
            Self::Curves(curves) => {
                colour.iter_mut().zip(curves).for_each(|(value, curve)| *value = curve.at(*value));
            }
            Self::Matrix { rows, more } => {
                let [x, y, z, _] = *colour;
                for ((value, row), more) in colour.iter_mut().zip(rows.chunks_exact(3)).zip(more) {
                    *value = (row[0] * x + row[1] * y + row[2] * z + more).clamp(0.0, 1.0);
                }
            }
            Self::Grid { sizes, outputs, values } => {
                *colour = between(colour, sizes, *outputs, values)
            }
        }
    }
}

/// The value between the corners of a grid's cell, changing evenly along every axis.
fn between(
    colour: &[f64; MAX_CHANNELS],
    sizes: &[usize],
    outputs: usize,
    values: &[f32],
) -> [f64; MAX_CHANNELS] {
    let (mut base, mut step) = (0, outputs);
    let mut axes = [(0_usize, 0.0_f64); MAX_CHANNELS];
    // The last axis changes quickest.
    for (axis, (value, size)) in colour.iter().zip(sizes).enumerate().rev() {
        let place = value.clamp(0.0, 1.0) * (size - 1) as f64;
        let index = (place as usize).min(size - 2);
        base += index * step;
        axes[axis] = (step, place - index as f64);
        step *= size;
    }
    let mut sums = [0.0; MAX_CHANNELS];
    for corner in 0..1_usize << sizes.len() {
        let (mut at, mut weight) = (base, 1.0);
        for (axis, (step, part)) in axes.iter().take(sizes.len()).enumerate() {
            if corner >> axis & 1 == 1 {
                at += step;
                weight *= part;
            } else {
                weight *= 1.0 - part;
            }
        }
        if weight > 0.0 {
            let here = values.get(at..at + outputs).unwrap_or_default();
            sums.iter_mut().zip(here).for_each(|(sum, value)| *sum += weight * f64::from(*value));
        }
    }
    sums
}

/// The number of a grid's values; at least two points along every axis.
fn volume(sizes: &[usize], outputs: usize) -> Result<usize, IccError> {
    let wrong = IccError::Damaged { reason: "a table's grid has an impossible size" };
    if sizes.iter().any(|size| *size < 2) {
        return Err(wrong);
    }
    sizes.iter().try_fold(outputs, |all, size| all.checked_mul(*size)).ok_or(wrong)
}

/// A table of 8 or 16 bits: matrix (of XYZ only), curves, grid, curves.
fn old(
    part: Part<'_>,
    (inputs, outputs): (usize, usize),
    width: usize,
    is_lab: bool,
) -> Result<Vec<Stage>, IccError> {
    let size = usize::from(part.byte(10)?);
    let (before, after, mut at) = match width {
        1 => (256, 256, 48),
        _ => (usize::from(part.short(48)?), usize::from(part.short(50)?), 52),
    };
    if !(2..=4096).contains(&before) || !(2..=4096).contains(&after) {
        return Err(IccError::Damaged { reason: "a table's curve has an impossible length" });
    }
    let curves = |channels: usize, length: usize, at: &mut usize| {
        let mut all = Vec::with_capacity(channels);
        for _ in 0..channels {
            all.push(Curve::Sampled(part.values(*at, length, width)?));
            *at += length * width;
        }
        Ok(Stage::Curves(all))
    };
    let mut stages = Vec::new();
    if inputs == 3 && !is_lab {
        let mut rows = [0.0; 9];
        for (index, place) in rows.iter_mut().enumerate() {
            *place = part.fixed(12 + 4 * index)?;
        }
        stages.push(Stage::Matrix { rows, more: [0.0; 3] });
    }
    stages.push(curves(inputs, before, &mut at)?);
    let sizes = vec![size; inputs];
    let count = volume(&sizes, outputs)?;
    stages.push(Stage::Grid { sizes, outputs, values: part.values(at, count, width)? });
    at += count * width;
    stages.push(curves(outputs, after, &mut at)?);
    Ok(stages)
}

/// The parts of a table of version 4.
#[derive(Clone, Copy)]
enum Step {
    A,
    Grid,
    M,
    Matrix,
    B,
}

fn new(
    part: Part<'_>,
    (inputs, outputs): (usize, usize),
    order: [Step; 5],
) -> Result<Vec<Stage>, IccError> {
    let mut stages = Vec::new();
    let mut channels = inputs;
    for step in order {
        let field = match step {
            Step::B => 12,
            Step::Matrix => 16,
            Step::M => 20,
            Step::Grid => 24,
            Step::A => 28,
        };
        let at = part.long(field)? as usize;
        if at == 0 {
            continue;
        }
        let here = part.from(at)?;
        stages.push(match step {
            Step::Matrix => {
                let mut numbers = [0.0; 12];
                for (index, place) in numbers.iter_mut().enumerate() {
                    *place = here.fixed(4 * index)?;
                }
                let [rows @ .., x, y, z] = numbers;
                Stage::Matrix { rows, more: [x, y, z] }
            }
            Step::Grid => {
                let sizes: Vec<usize> =
                    here.part(0, inputs)?.0.iter().map(|size| usize::from(*size)).collect();
                let width = usize::from(here.byte(16)?);
                if !(1..=2).contains(&width) {
                    return Err(IccError::Damaged { reason: "a table has an unknown precision" });
                }
                let values = here.values(20, volume(&sizes, outputs)?, width)?;
                channels = outputs;
                Stage::Grid { sizes, outputs, values }
            }
            Step::A | Step::M | Step::B => {
                let (mut all, mut place) = (Vec::with_capacity(channels), 0);
                for _ in 0..channels {
                    let (curve, length) = Curve::read(here.from(place)?)?;
                    all.push(curve);
                    place += length.next_multiple_of(4);
                }
                Stage::Curves(all)
            }
        });
    }
    if channels != outputs {
        return Err(IccError::Damaged { reason: "a table has no grid" });
    }
    Ok(stages)
}
