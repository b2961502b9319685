//! The prints on a model follow the design: after each change the studio draws the sides that differ, one at a time. What is drawn is
//! the studio's; where it goes is the stage's.

use catalog::SideId;
use design::Design;
use jobs::Flat;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Turnable;
use super::stage::Stage;
use crate::atelier::Atelier;
use crate::by_name::{call, property};
use crate::dom::effect;

/// Longer side of a print in pixels, and what a small device takes.
const FINE: u32 = 2048;
const SMALL: u32 = 1024;
/// Up to so many pixels of the window's narrower side, or GB of memory, a device is small.
const NARROW: f64 = 600.0;
const LITTLE_MEMORY: f64 = 4.0;

/// What a side shows: all that its picture depends on.
type Shown = Option<Design>;

/// Keeps the prints on a stage as the design is. `problem` hears why one could not be drawn.
pub(super) fn follow(stage: Stage, what: Turnable, problem: RwSignal<Option<String>>) {
    let atelier = Atelier::from_context();
    let shown = StoredValue::new_local(Vec::<(String, Shown)>::new());
    let busy = StoredValue::new_local(false);
    let again = RwSignal::new(());
    effect(move || {
        // A graphics card that was filled anew has no prints.
        stage.filled.track();
        shown.update_value(Vec::clear);
    });
    effect(move || {
        again.track();
        stage.filled.track();
        let design = what.design.get();
        if busy.get_value() {
            return;
        }
        let Some((side, wanted)) = next(stage, shown, &design) else { return };
        let Some(side_of) = what.product.sides.iter().find(|other| other.id.as_str() == side)
        else {
            // The model shows a side that the product does not print.
            shown.update_value(|shown| shown.push((side, None)));
            return again.set(());
        };
        let Some(of_side) = wanted.clone() else {
            stage.print(&side, None);
            keep(shown, side, wanted);
            return again.set(());
        };
        let area = side_of.print_area;
        let longest = longest().min(stage.largest_texture());
        let width = area.pixels_wide(longest);
        let flat = Flat { design: of_side, side: side_of.id.clone(), area, width };
        busy.set_value(true);
        let filled = stage.filled.get_untracked();
        spawn_local(async move {
            let picture = atelier.studio().flat(&flat).await;
            // The view may be gone by now.
            if busy.try_set_value(false).is_some() {
                return;
            }
            match picture {
                Ok(picture) => {
                    stage.print(&side, Some(&picture));
                    let _ = problem.try_set(None);
                }
                Err(error) => {
                    let _ = problem.try_set(Some(error.to_string()));
                }
            }
            if stage.filled.try_get_untracked() == Some(filled) {
                keep(shown, side, wanted);
            }
            let _ = again.try_set(());
        });
    });
}

fn keep(shown: StoredValue<Vec<(String, Shown)>, LocalStorage>, side: String, now: Shown) {
    shown.try_update_value(|shown| {
        shown.retain(|(other, _)| *other != side);
        shown.push((side, now));
    });
}

/// The first side that shows something else than it should.
fn next(
    stage: Stage,
    shown: StoredValue<Vec<(String, Shown)>, LocalStorage>,
    design: &Design,
) -> Option<(String, Shown)> {
    let is_shown = |side: &str, wanted: &Shown| {
        shown.with_value(|shown| shown.iter().any(|(other, now)| other == side && now == wanted))
    };
    let sides = stage.sides().into_iter().map(|side| {
        let wanted = of_side(design, &side);
        (side, wanted)
    });
    sides.into_iter().find(|(side, wanted)| !is_shown(side, wanted))
}

/// The design with nothing but a side's visible layers; `None` where there are none.
fn of_side(design: &Design, side: &str) -> Shown {
    let id = SideId::new(side).ok()?;
    let mut design = design.clone();
    design.head.name.clear();
    design.layers.retain(|_, layer| layer.side == id && !layer.hidden);
    (!design.layers.is_empty()).then_some(design)
}

/// How fine prints are here.
fn longest() -> u32 {
    let window = window();
    let number = |object: &wasm_bindgen::JsValue, name: &str| property(object, name).as_f64();
    let narrower = number(&window, "innerWidth").zip(number(&window, "innerHeight"));
    let narrower = narrower.map_or(f64::MAX, |(width, height)| width.min(height));
    let memory = number(&window.navigator(), "deviceMemory").unwrap_or(f64::MAX);
    let coarse = call(&window, "matchMedia", &["(pointer: coarse)".into()]);
    let is_coarse = property(&coarse, "matches").is_truthy();
    let is_small = narrower <= NARROW && (is_coarse || memory <= LITTLE_MEMORY);
    if is_small || memory < LITTLE_MEMORY { SMALL } else { FINE }
}
