//! What lies over the stage, and the unit: switches in a note beside the zoom, and rows for the palette.

use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::life_size::{LifeSize, LifeSizeButtons, LifeSizeDialog};
use crate::editing::palette::Act;
use crate::editing::prefs::{Show, Unit};
use crate::parts::popover::beside;
use crate::parts::{Icon, Switch, view};
use crate::words::{fill, words};

/// Width of the note, in pixels: that of `.menu-pad`.
const WIDTH: f64 = 320.0;

fn switches() -> [(Show, &'static str); 6] {
    [
        (Show::Rulers, words().show_rulers),
        (Show::Grid, words().show_grid),
        (Show::SnapToGrid, words().snap_to_grid),
        (Show::Guides, words().snap_to_layers),
        (Show::SafeZone, words().show_safe_zone),
        (Show::Bleed, words().show_bleed),
    ]
}

/// The button with its note.
#[component]
pub(crate) fn ViewMenu() -> impl IntoView {
    let store = EditorStore::from_context();
    let place = RwSignal::new(String::new());
    let life = LifeSize::new(store);
    let switch = move |(what, label): (Show, &'static str)| {
        view! {
            <Switch
                label=label
                on=Signal::derive(move || store.prefs.with(|prefs| prefs.shows(what)))
                on_change=move |_: bool| toggle(store, what)
            />
        }
    };
    let unit = move |unit: Unit| {
        view! {
            <label>
                <input
                    type="radio"
                    name="unit"
                    prop:checked=move || store.prefs.with(|prefs| prefs.unit == unit)
                    on:change=move |_| store.prefer(|prefs| prefs.unit = unit)
                />
                <span>{unit.sign()}</span>
            </label>
        }
    };
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=words().view_menu
            data-tip=words().view_menu
            popovertarget="view-menu"
            aria-haspopup="dialog"
            on:click=move |event| place.set(beside(&event, WIDTH))
        >
            <Icon name="ruler" />
        </button>
        <div
            class="menu menu-pad stack"
            popover="auto"
            role="dialog"
            aria-label=words().view_menu
            id="view-menu"
            data-testid="view-menu"
            style=place
        >
            {switches().into_iter().map(switch).collect_view()}
            <fieldset class="field">
                <legend class="field-label">{words().unit}</legend>
                <div class="segmented" role="radiogroup" aria-label=words().unit>
                    {Unit::ALL.into_iter().map(unit).collect_view()}
                </div>
            </fieldset>
            <LifeSizeButtons life=life />
        </div>
        <LifeSizeDialog life=life />
    }
}

fn toggle(store: EditorStore, what: Show) {
    store.prefer(|prefs| prefs.set(what, !prefs.shows(what)));
}

/// The same for the palette.
pub(crate) fn view_acts(store: EditorStore) -> Vec<Act> {
    let act = |label: String, run: Callback<()>| (label, run);
    let switches = switches().into_iter().map(|(what, label)| {
        let on = store.prefs.with_untracked(|prefs| prefs.shows(what));
        let label = fill(if on { words().turn_off } else { words().turn_on }, &[label]);
        act(label, Callback::new(move |()| toggle(store, what)))
    });
    let units = Unit::ALL.into_iter().map(|unit| {
        let run = Callback::new(move |()| store.prefer(|prefs| prefs.unit = unit));
        act(fill(words().use_unit, &[unit.sign()]), run)
    });
    switches.chain(units).collect()
}
