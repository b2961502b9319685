//! Bands of a print file made by several threads, and taken in order. What a band is, `prepress` knows.

use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread;

use prepress::{Band, Bands, PIXEL_BUDGET, PressError};

use crate::error::CliError;

/// Bands that a thread may be ahead: memory that waits.
const AHEAD: usize = 2;

/// How many threads a file gets: as many as were asked for, or as there are cores, and no more than stay together within
/// the budget of pixels.
pub(crate) fn count(asked: Option<u8>, bands: &Bands<'_>) -> usize {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let fitting = PIXEL_BUDGET / bands.needed_pixel_bytes().max(1);
    asked.map_or_else(cores, usize::from).min(fitting).min(bands.count()).max(1)
}

/// Makes `count` bands by `hands` threads, each with what `begun` gives it, and hands them to `each` in order.
pub(crate) fn in_order<'a>(
    (hands, count): (usize, usize),
    begun: impl Fn() -> Result<Bands<'a>, PressError> + Sync,
    mut each: impl FnMut(Band) -> Result<(), CliError>,
) -> Result<(), CliError> {
    thread::scope(|scope| {
        let begun = &begun;
        let lines: Vec<_> = (0..hands)
            .map(|hand| {
                let (say, hear) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let mut bands = match begun() {
                        Ok(bands) => bands.sharing(hands),
                        Err(error) => return drop(say.send(Err(error))),
                    };
                    for number in (hand..count).step_by(hands) {
                        let made = bands.make(number);
                        let is_last = made.is_err();
                        // Nobody hears where the file has failed elsewhere.
                        if say.send(made).is_err() || is_last {
                            return;
                        }
                    }
                });
                hear
            })
            .collect();
        for number in 0..count {
            let ended = || PressError::Encode { reason: "a thread ended early".to_owned() };
            let band = lines[number % hands].recv().map_err(|_| ended())?;
            each(band?)?;
        }
        Ok(())
    })
}
