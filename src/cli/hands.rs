//! Bands of a print file made by several threads, and taken in order. What a band is, `prepress` knows.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use prepress::{Band, Bands, PIXEL_BUDGET, PressError};

use crate::error::CliError;

/// Bands for each thread that may be made before they are taken: memory that waits.
const AHEAD: usize = 8;

/// How many threads a file gets: as many as were asked for, or as there are cores, and no more than stay together within
/// the budget of pixels.
pub(crate) fn count(asked: Option<u8>, bands: &Bands<'_>) -> usize {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let fitting = PIXEL_BUDGET / bands.needed_pixel_bytes().max(1);
    asked.map_or_else(cores, usize::from).min(fitting).min(bands.count()).max(1)
}

/// Which bands are begun and taken.
#[derive(Default)]
struct Desk {
    begun: usize,
    taken: usize,
    is_closed: bool,
}

/// Makes `count` bands by `hands` threads, each with what `begun` gives it, and hands them to `each` in order.
pub(crate) fn in_order<'a>(
    (hands, count): (usize, usize),
    begun: impl Fn() -> Result<Bands<'a>, PressError> + Sync,
    mut each: impl FnMut(Band) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let (desk, moved) = (Mutex::new(Desk::default()), Condvar::new());
    // The desk is numbers alone: no thread leaves it half changed.
    let at_desk = || desk.lock().unwrap_or_else(PoisonError::into_inner);
    // The next band to make, once it is not too far ahead.
    let next = || {
        let is_early = |desk: &mut Desk| {
            !desk.is_closed && desk.begun < count && desk.begun >= desk.taken + hands * AHEAD
        };
        let mut desk =
            moved.wait_while(at_desk(), is_early).unwrap_or_else(PoisonError::into_inner);
        let number = desk.begun;
        desk.begun += 1;
        (!desk.is_closed && number < count).then_some(number)
    };
    thread::scope(|scope| {
        let (say, hear) = channel();
        for _ in 0..hands {
            let (say, begun, next) = (say.clone(), &begun, &next);
            scope.spawn(move || {
                let mut bands = begun().map(|bands| bands.sharing(hands));
                while let Some(number) = next() {
                    let made = match &mut bands {
                        Ok(bands) => bands.make(number),
                        Err(error) => Err(error.clone()),
                    };
                    // Nobody hears where the file has failed elsewhere.
                    if say.send((number, made)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(say);
        let mut waiting = BTreeMap::new();
        let mut take = || {
            for number in 0..count {
                let made = loop {
                    if let Some(made) = waiting.remove(&number) {
                        break made;
                    }
                    let ended = || PressError::Encode { reason: "a thread ended early".to_owned() };
                    let (number, made) = hear.recv().map_err(|_| ended())?;
                    waiting.insert(number, made);
                };
                each(made?)?;
                at_desk().taken = number + 1;
                moved.notify_all();
            }
            Ok(())
        };
        let taken = take();
        at_desk().is_closed = true;
        moved.notify_all();
        taken
    })
}
