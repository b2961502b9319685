//! Patterns in the inspector: a text or a shape filled with a motif or a picture, and the whole print area filled with one.

use std::sync::Arc;

use design::{Arrangement, Fill, Layer, Pattern};
use editor::{Command, Refinement, Target};
use geom::{Angle, Mm};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::tile::{fill_area, tile_of};
use super::{Library, Purpose};
use crate::editing::fields::{Slider, short};
use crate::editing::inspector::Only;
use crate::parts::{Icon, Show, view};
use crate::words::words;

/// Widest tile and gap that the sliders reach, in mm.
const WIDEST: f64 = 150.0;
const WIDEST_GAP: f64 = 80.0;

/// The pattern of a text or a shape: arrangement, size, gap, turn; or the way to one.
#[component]
pub(crate) fn PatternFields(
    /// The library.
    library: Library,
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = library.store;
    let pattern = Memo::new(move |_| layer.get().and_then(|layer| pattern_of(&layer)));
    let set = move |change: &dyn Fn(&mut Pattern)| {
        let Some(mut pattern) = pattern.get_untracked() else { return };
        change(&mut pattern);
        let how = Refinement::Fill(Some(Fill::Pattern(pattern)));
        store.run(Command::Refine { target: Target::Selection, how });
    };
    let choose = move || {
        if let Some(layer) = layer.get_untracked() {
            library.purpose.set(Purpose::Fill(layer.id));
        }
    };
    let number = move |pick: fn(&Pattern) -> f64| {
        Signal::derive(move || pattern.with(|pattern| pattern.as_ref().map_or(0.0, pick)))
    };
    let (width, gap) = (number(|pattern| pattern.width.mm()), number(|pattern| pattern.gap.mm()));
    let angle = number(|pattern| pattern.angle.in_degrees());
    let mm = move |value: Signal<f64>| Signal::derive(move || format!("{} mm", short(value.get())));
    let arrangement = move |which: Arrangement, name: &'static str| {
        let on = move || pattern.with(|p| p.as_ref().is_some_and(|p| p.arrangement == which));
        view! {
            <label>
                <input
                    type="radio"
                    name="arrangement"
                    prop:checked=on
                    on:change=move |_| set(&|pattern| pattern.arrangement = which)
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <h3 class="group-title">{words().pattern}</h3>
        <Show
            when=move || pattern.with(Option::is_some)
            fallback=move || view! {
                <button
                    type="button"
                    class="btn btn-block"
                    data-testid="fill-pattern"
                    on:click=move |_| choose()
                >
                    <Icon name="pattern" />
                    {words().pattern_fill}
                </button>
            }
        >
            <div class="segmented" role="radiogroup" aria-label=words().pattern_lie>
                {arrangement(Arrangement::Grid, words().pattern_grid)}
                {arrangement(Arrangement::Brick, words().pattern_brick)}
                {arrangement(Arrangement::HalfDrop, words().pattern_half_drop)}
            </div>
            <Slider
                label=words().pattern_width
                value=width
                range=(2.0, WIDEST, 1.0)
                text=mm(width)
                on_change=move |to: f64| set(&|pattern| pattern.width = Mm::new(to.max(1.0)))
            />
            <Slider
                label=words().pattern_gap
                value=gap
                range=(0.0, WIDEST_GAP, 0.5)
                text=mm(gap)
                on_change=move |to: f64| set(&|pattern| pattern.gap = Mm::new(to))
            />
            <Slider
                label=words().pattern_angle
                value=angle
                range=(-90.0, 90.0, 1.0)
                text=Signal::derive(move || format!("{}°", short(angle.get())))
                on_change=move |to: f64| set(&|pattern| pattern.angle = Angle::degrees(to))
            />
            <div class="row">
                <button type="button" class="btn btn-small" on:click=move |_| choose()>
                    {words().pattern_other}
                </button>
                <button
                    type="button"
                    class="btn btn-small btn-quiet"
                    on:click=move |_| {
                        let how = Refinement::Fill(None);
                        store.run(Command::Refine { target: Target::Selection, how });
                    }
                >
                    {words().pattern_none}
                </button>
            </div>
        </Show>
    }
}

/// The way from a drawing or a picture to a pattern of it over the whole print area.
#[component]
pub(crate) fn RepeatFields(
    /// The library.
    library: Library,
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = library.store;
    let is_drawing = RwSignal::new(false);
    let repeat = move |_| {
        let Some(layer) = layer.get_untracked().filter(|_| !is_drawing.get_untracked()) else {
            return;
        };
        is_drawing.set(true);
        spawn_local(async move {
            match tile_of(store, &layer).await {
                Ok(Some(tile)) => fill_area(store, tile),
                Ok(None) => {}
                Err(why) => store.atelier.toast(&why, None),
            }
            // Something else may be selected by now.
            let _ = is_drawing.try_set(false);
        });
    };
    view! {
        <button
            type="button"
            class="btn btn-block"
            data-testid="repeat"
            aria-busy=move || is_drawing.get().then_some("true")
            on:click=repeat
        >
            <Icon name="pattern" />
            {words().pattern_area}
        </button>
    }
}

fn pattern_of(layer: &Arc<Layer>) -> Option<Pattern> {
    match layer.content.fill() {
        Some(Fill::Pattern(pattern)) => Some(pattern.clone()),
        Some(Fill::Linear { .. } | Fill::Radial { .. }) | None => None,
    }
}
