//! Rulers along the stage's top and left edge, in the shopper's unit, with the selection's extent marked.

use geom::Rect;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::board::Board;
use crate::editing::prefs::Unit;
use crate::parts::{Each, view};
use crate::words::decimals;

/// Least distance of numbers, in pixels.
const LEAST_PX: f64 = 56.0;
/// Most numbers on a ruler.
const MOST: usize = 60;

/// Both rulers.
#[component]
pub(crate) fn Rulers(
    /// Where the board lies.
    board: Memo<Board>,
    /// The stage's size in pixels.
    stage: RwSignal<(f64, f64)>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let unit = Memo::new(move |_| store.prefs.with(|prefs| prefs.unit));
    let bounds = Memo::new(move |_| {
        let dragged = store.preview.with(|preview| preview.as_ref().and_then(|p| p.frame));
        dragged.or_else(|| store.selection_frame()).map(|frame| frame.bounds())
    });
    view! {
        <div class="rulers" aria-hidden="true" data-testid="rulers">
            {ruler(false, board, stage, unit, bounds)}
            {ruler(true, board, stage, unit, bounds)}
            <span class="ruler-unit">{move || unit.get().sign()}</span>
        </div>
    }
}

fn ruler(
    down: bool,
    board: Memo<Board>,
    stage: RwSignal<(f64, f64)>,
    unit: Memo<Unit>,
    bounds: Memo<Option<Rect>>,
) -> AnyView {
    let origin = move || {
        let Board { origin, .. } = board.get();
        if down { origin.y } else { origin.x }
    };
    let step = Memo::new(move |_| step(unit.get(), board.get().px_per_mm));
    let length = move || {
        let (width, height) = stage.get();
        if down { height } else { width }
    };
    let marks =
        Memo::new(move |_| marks(origin(), length(), step.get().number * board.get().px_per_mm));
    let style = move || {
        let px = board.get().px_per_mm;
        let Step { number, tick } = step.get();
        let (number, tick) = (decimals(number * px, 3), decimals(tick * px, 3));
        format!("--number:{number}px;--tick:{tick}px;--origin:{}px", decimals(origin(), 2))
    };
    let marked = move || {
        bounds.get().map(|bounds| {
            let px = board.get().px_per_mm;
            let (from, to) = if down { (bounds.y0, bounds.y1) } else { (bounds.x0, bounds.x1) };
            let (at, long) = (origin() + from * px, (to - from) * px);
            format!("--at:{}px;--long:{}px", decimals(at, 1), decimals(long, 1))
        })
    };
    let written = move |mark: i64| {
        let in_unit = mark as f64 * step.get().number / unit.get().in_mm();
        decimals(in_unit, 2).to_string()
    };
    let place = move |mark: i64| {
        let at = origin() + mark as f64 * step.get().number * board.get().px_per_mm;
        format!("--at:{}px", decimals(at, 1))
    };
    view! {
        <div class="ruler" data-axis=if down { "y" } else { "x" } style=style>
            <span class="ruler-mark" hidden=move || bounds.with(Option::is_none) style=marked></span>
            <Each each=move || marks.get() key=i64::to_string let:mark>
                <span class="ruler-number" style=move || place(mark)>
                    {move || written(mark)}
                </span>
            </Each>
        </div>
    }
}

/// Distances on a ruler in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    /// Between numbers.
    number: f64,
    /// Between ticks.
    tick: f64,
}

/// The distances that can be read at a scale.
fn step(unit: Unit, px_per_mm: f64) -> Step {
    // Parts of an inch are halves, of a millimetre tenths.
    let steps: &[(f64, f64)] = match unit {
        Unit::Mm | Unit::Cm => &[
            (1.0, 5.0),
            (2.0, 4.0),
            (5.0, 5.0),
            (10.0, 10.0),
            (20.0, 4.0),
            (50.0, 5.0),
            (100.0, 10.0),
            (200.0, 4.0),
            (500.0, 5.0),
        ],
        Unit::In => &[
            (3.175, 2.0),
            (6.35, 4.0),
            (12.7, 4.0),
            (25.4, 8.0),
            (50.8, 4.0),
            (127.0, 5.0),
            (254.0, 10.0),
        ],
    };
    let fitting = steps.iter().find(|(number, _)| number * px_per_mm >= LEAST_PX);
    let (number, parts) = fitting.or(steps.last()).copied().unwrap_or((100.0, 10.0));
    Step { number, tick: number / parts }
}

/// Which numbers are in sight.
fn marks(origin: f64, length: f64, distance: f64) -> Vec<i64> {
    if distance <= 0.0 || !origin.is_finite() {
        return Vec::new();
    }
    let first = (-origin / distance).ceil() as i64;
    let last = ((length - origin) / distance).floor() as i64;
    (first..=last).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_far_enough_apart_to_be_read() {
        for unit in Unit::ALL {
            for scale in [0.3, 1.0, 3.7, 20.0] {
                let Step { number, tick } = step(unit, scale);
                assert!(number * scale >= LEAST_PX, "{unit:?} {scale}");
                assert!(tick < number);
            }
        }
        assert_eq!(step(Unit::Mm, 3.0), Step { number: 20.0, tick: 5.0 });
        assert_eq!(step(Unit::In, 3.0), Step { number: 25.4, tick: 3.175 });
    }

    #[test]
    fn only_numbers_in_sight_are_drawn() {
        assert_eq!(marks(100.0, 300.0, 100.0), [-1, 0, 1, 2]);
        assert_eq!(marks(-250.0, 300.0, 100.0), [3, 4, 5]);
        assert!(marks(0.0, 300.0, 0.0).is_empty());
    }
}
