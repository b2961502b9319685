//! Curves of ICC tables: sampled and parametric ones (ICC.1:2010, 10.5 and 10.15), from 0 to 1.

use super::IccError;
use super::read::Part;

/// Most samples of a curve: as many as 16 bits tell apart.
const MAX_SAMPLES: usize = 65_536;

/// A curve of one channel.
#[derive(Debug)]
pub(super) enum Curve {
    /// Nothing changes.
    Same,
    /// Evenly spaced samples, at least two.
    Sampled(Vec<f32>),
    /// `(a x + b)^g + e` from `d` on, `c x + f` below.
    Formula { g: f64, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64 },
}

impl Curve {
    /// Reads a `curv` or `para`; also says how many bytes it takes.
    pub(super) fn read(part: Part<'_>) -> Result<(Self, usize), IccError> {
        match &part.signature(0)? {
            b"curv" => {
                let count = part.long(8)? as usize;
                if count > MAX_SAMPLES {
                    return Err(IccError::Damaged { reason: "a curve has too many samples" });
                }
                let curve = match count {
                    0 => Self::Same,
                    1 => Self::power(f64::from(part.short(12)?) / 256.0),
                    _ => Self::Sampled(part.values(12, count, 2)?),
                };
                Ok((curve, 12 + 2 * count))
            }
            b"para" => Self::read_formula(part),
            _ => Err(IccError::Damaged { reason: "a curve is of an unknown type" }),
        }
    }

    fn power(g: f64) -> Self {
        Self::Formula { g, a: 1.0, b: 0.0, c: 0.0, d: 0.0, e: 0.0, f: 0.0 }
    }

    fn read_formula(part: Part<'_>) -> Result<(Self, usize), IccError> {
        let kind = part.short(8)?;
        let count = match kind {
            0 => 1,
            1 => 3,
            2 => 4,
            3 => 5,
            4 => 7,
            _ => return Err(IccError::Damaged { reason: "a curve has an unknown formula" }),
        };
        let mut p = [0.0; 7];
        for (index, place) in p.iter_mut().take(count).enumerate() {
            *place = part.fixed(12 + 4 * index)?;
        }
        let [g, a, b, c, d, e, f] = p;
        let start = if a == 0.0 { 0.0 } else { -b / a };
        let curve = match kind {
            0 => Self::power(g),
            1 => Self::Formula { g, a, b, c: 0.0, d: start, e: 0.0, f: 0.0 },
            2 => Self::Formula { g, a, b, c: 0.0, d: start, e: c, f: c },
            3 => Self::Formula { g, a, b, c, d, e: 0.0, f: 0.0 },
            _ => Self::Formula { g, a, b, c, d, e, f },
        };
        Ok((curve, 12 + 4 * count))
    }

    /// The value at a place; what is not a number becomes 0.
    pub(super) fn at(&self, x: f64) -> f64 {
        let y = match self {
            Self::Same => x,
            Self::Sampled(samples) => {
                let last = samples.len().saturating_sub(1);
                let place = x.clamp(0.0, 1.0) * last as f64;
                let index = (place as usize).min(last.saturating_sub(1));
                let sample = |at: usize| f64::from(samples.get(at).copied().unwrap_or_default());
                let (low, high) = (sample(index), sample(index + 1));
                low + (high - low) * (place - index as f64)
            }
            Self::Formula { g, a, b, c, d, e, f } => {
                if x >= *d {
                    libm::pow((a * x + b).max(0.0), *g) + e
                } else {
                    c * x + f
                }
            }
        };
        if y.is_nan() { 0.0 } else { y.clamp(0.0, 1.0) }
    }
}
