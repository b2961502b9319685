//! How finely a moving product is drawn: as finely as the device keeps up with. What rests is always drawn in full. Nothing here draws
//! or reads a clock.

/// Parts of the full density, finest first.
const LEVELS: [f64; 4] = [1.0, 0.75, 0.5, 0.36];
/// A frame that is drawn later than this after it was asked for, in seconds, was too much work.
const LATE: f64 = 0.036;
/// One that is drawn sooner than this left time for more.
const SOON: f64 = 0.02;
/// So many late frames in a row make it coarser, so many soon ones finer: one alone may have other causes.
const LATE_IN_A_ROW: u32 = 2;
const SOON_IN_A_ROW: u32 = 40;

/// The pace of a device.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    level: usize,
    late: u32,
    soon: u32,
}

impl Pace {
    /// The part of the full density that moving things are drawn with.
    pub(super) fn part(self) -> f64 {
        LEVELS[self.level]
    }

    /// Learns from a frame that was drawn so many seconds after it was asked for, while something moved.
    pub(super) fn learn(&mut self, waited: f64) {
        self.late = if waited > LATE { self.late + 1 } else { 0 };
        self.soon = if waited < SOON { self.soon + 1 } else { 0 };
        if self.late >= LATE_IN_A_ROW {
            *self = Self { level: (self.level + 1).min(LEVELS.len() - 1), ..Self::default() };
        } else if self.soon >= SOON_IN_A_ROW {
            *self = Self { level: self.level.saturating_sub(1), ..Self::default() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn after(frames: impl IntoIterator<Item = f64>) -> f64 {
        let mut pace = Pace::default();
        frames.into_iter().for_each(|waited| pace.learn(waited));
        pace.part()
    }

    #[wasm_bindgen_test]
    fn a_device_that_lags_draws_coarser_and_one_that_keeps_up_finer_again() {
        assert!((after([0.016; 200]) - 1.0).abs() < 1e-9);
        assert!((after([0.2, 0.016, 0.2, 0.016]) - 1.0).abs() < 1e-9, "one late frame is nothing");
        assert!((after([0.2; 2]) - LEVELS[1]).abs() < 1e-9);
        assert!((after([0.2; 200]) - LEVELS[3]).abs() < 1e-9);
        assert!((after([0.2; 4].into_iter().chain([0.01; 80])) - 1.0).abs() < 1e-9);
        // Between both nothing changes, so that it does not swing to and fro.
        assert!((after([0.2; 2].into_iter().chain([0.03; 200])) - LEVELS[1]).abs() < 1e-9);
    }
}
