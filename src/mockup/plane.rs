//! One channel of a picture in floats, and resampling it. Not here: what the channel means.

/// A channel, row by row from the top.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) data: Vec<f32>,
}

/// The source pixels that make one target pixel along an axis.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

impl Plane {
    /// A plane from a function of the pixel's index.
    #[cfg(test)]
    pub(crate) fn new(width: usize, height: usize, value: impl FnMut(usize) -> f32) -> Self {
        Self { width, height, data: (0..width * height).map(value).collect() }
    }

    /// The plane at another size: Catmull-Rom, widened to the source's pixels where it shrinks, so that nothing
    /// aliases. Values may overshoot by a little.
    pub(crate) fn resized(&self, width: usize, height: usize) -> Self {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        self.resized_across(width).resized_down(height)
    }

    fn resized_across(&self, width: usize) -> Self {
        let taps = axis_taps(self.width, width);
        let mut data = Vec::with_capacity(width * self.height);
        for row in self.data.chunks_exact(self.width) {
            data.extend(taps.iter().map(|tap| {
                let source = &row[tap.first..tap.first + tap.weights.len()];
                source.iter().zip(&tap.weights).map(|(value, weight)| value * weight).sum::<f32>()
            }));
        }
        Self { width, height: self.height, data }
    }

    fn resized_down(&self, height: usize) -> Self {
        let mut data = vec![0.0; self.width * height];
        let taps = axis_taps(self.height, height);
        for (target, tap) in data.chunks_exact_mut(self.width).zip(&taps) {
            for (offset, weight) in tap.weights.iter().enumerate() {
                let start = (tap.first + offset) * self.width;
                let source = &self.data[start..start + self.width];
                for (sum, value) in target.iter_mut().zip(source) {
                    *sum += value * weight;
                }
            }
        }
        Self { width: self.width, height, data }
    }
}

fn axis_taps(source: usize, target: usize) -> Vec<Taps> {
    let step = source as f64 / target as f64;
    let stretch = step.max(1.0);
    let reach = 2.0 * stretch;
    (0..target)
        .map(|index| {
            let centre = (index as f64 + 0.5) * step - 0.5;
            let first = (centre - reach).ceil().max(0.0) as usize;
            let last = ((centre + reach).floor() as usize).min(source - 1);
            let raw = |at: usize| catmull_rom((at as f64 - centre) / stretch);
            let sum: f64 = (first..=last).map(raw).sum();
            let weights = (first..=last).map(|at| (raw(at) / sum) as f32).collect();
            Taps { first, weights }
        })
        .collect()
}

/// The Catmull-Rom kernel (Mitchell and Netravali 1988, B = 0, C = 1/2).
fn catmull_rom(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((2.5 - 0.5 * x) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ramp_stays_a_ramp_at_any_size() {
        let ramp = Plane::new(40, 40, |at| (at % 40) as f32 + 0.5);
        for size in [10, 25, 64, 100] {
            let resized = ramp.resized(size, size);
            let step = 40.0 / size as f32;
            for x in size / 4..size * 3 / 4 {
                let expected = (x as f32 + 0.5) * step;
                let value = resized.data[size * (size / 2) + x];
                assert!((value - expected).abs() < 0.01, "{size}: {value} is not {expected}");
            }
        }
    }

    #[test]
    fn shrinking_keeps_the_mean() {
        let checks = Plane::new(64, 64, |at| ((at % 64 + at / 64) % 2) as f32);
        let small = checks.resized(8, 8);
        assert!(small.data.iter().all(|value| (value - 0.5).abs() < 0.02));
    }
}
