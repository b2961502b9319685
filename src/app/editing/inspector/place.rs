//! Position, size, turn, mirroring, opacity and order of the selection: all that a drag does, in millimetres and degrees.

use design::Layer;
use editor::{Command, CommandId, Place, Target};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::fields::{NumberField, Slider};
use crate::editing::inspector::blend::BlendField;
use crate::editing::keys::shortcut_label;
use crate::editing::prefs::Unit;
use crate::lazy::{lazy_quietly, lazy_view};
use crate::parts::{IconButton, Show, view};
use crate::words::{percent, words};

/// What is asked of a layer.
type Holds = fn(&Layer) -> bool;

/// What mirrors, and where it says whether it did.
const MIRRORS: [(&str, CommandId, Holds); 2] = [
    ("flip-x", CommandId::Flip, |layer| layer.flip_x),
    ("flip-y", CommandId::FlipDown, |layer| layer.flip_y),
];

/// X, Y, width, height, angle and opacity.
#[component]
pub(crate) fn PlaceFields() -> impl IntoView {
    let store = EditorStore::from_context();
    let unit = Memo::new(move |_| store.prefs.with(|prefs| prefs.unit));
    view! { {move || place_fields(store, unit.get())} }
}

/// The full names of the fields, for screen readers.
const fn names(unit: Unit) -> [&'static str; 4] {
    match unit {
        Unit::Mm => [
            "X in millimetres",
            "Y in millimetres",
            "Width in millimetres",
            "Height in millimetres",
        ],
        Unit::Cm => [
            "X in centimetres",
            "Y in centimetres",
            "Width in centimetres",
            "Height in centimetres",
        ],
        Unit::In => ["X in inches", "Y in inches", "Width in inches", "Height in inches"],
    }
}

fn place_fields(store: EditorStore, unit: Unit) -> AnyView {
    // While something is dragged, the numbers are beside it: fields that followed would lay out the page at each frame.
    let readout = Memo::new(move |_| store.selection_frame());
    let value = move |pick: fn(geom::Frame) -> f64| Signal::derive(move || readout.get().map(pick));
    let (scale, step, [x, y, width, height]) = (unit.in_mm(), unit.step(), names(unit));
    let length = move |pick: fn(geom::Frame) -> f64| {
        Signal::derive(move || readout.get().map(|frame| pick(frame) / scale))
    };
    let locked = Signal::derive(move || store.selected().iter().any(|layer| layer.locked));
    let place = move |place: Place| {
        store.run(Command::Place { target: Target::Selection, place });
    };
    let set = move |put: fn(&mut Place, f64)| {
        Callback::new(move |number: Option<f64>| {
            if let Some(number) = number {
                let mut wanted = Place::default();
                put(&mut wanted, number);
                place(wanted);
            }
        })
    };
    let set_length = move |put: fn(&mut Place, f64)| {
        let set = set(put);
        Callback::new(move |number: Option<f64>| set.run(number.map(|number| number * scale)))
    };
    let opacity = Signal::derive(move || {
        store.selected().iter().map(|layer| layer.opacity).fold(0.0, f64::max)
    });
    view! {
        <h3 class="group-title">{words().place}</h3>
        <div class="num-grid place-fields">
            <NumberField
                label=words().x
                name=x
                unit=unit.sign()
                step=step
                disabled=locked
                value=length(|frame| frame.upright().x0)
                on_change=set_length(|place, number| place.x = Some(number))
            />
            <NumberField
                label=words().y
                name=y
                unit=unit.sign()
                step=step
                disabled=locked
                value=length(|frame| frame.upright().y0)
                on_change=set_length(|place, number| place.y = Some(number))
            />
            <NumberField
                label=words().width
                name=width
                unit=unit.sign()
                step=step
                disabled=locked
                value=length(|frame| frame.size.width)
                on_change=set_length(|place, number| place.width = Some(number))
            />
            <NumberField
                label=words().height
                name=height
                unit=unit.sign()
                step=step
                disabled=locked
                value=length(|frame| frame.size.height)
                on_change=set_length(|place, number| place.height = Some(number))
            />
            <NumberField
                label="∠"
                name="Angle in degrees"
                unit="°"
                disabled=locked
                value=value(|frame| frame.rotation.in_degrees())
                on_change=set(|place, number| place.rotation = Some(number))
            />
            <div class="row" role="group" aria-label=words().mirror>
                {MIRRORS
                    .map(|(icon, id, is)| button(store, icon, id, Some(all(store, is))))
                    .collect_view()}
            </div>
        </div>
        <Slider
            label=words().opacity
            value=Signal::derive(move || opacity.get() * 100.0)
            range=(0.0, 100.0, 1.0)
            text=Signal::derive(move || percent(opacity.get()))
            on_change=move |percent: f64| {
                let opacity = percent / 100.0;
                store.run(Command::SetOpacity { target: Target::Selection, opacity });
            }
        />
        {lazy_quietly(move || Box::pin(blend_field(store)))}
    }
}

lazy_view! {
    in tools: fn blend_field(store: EditorStore) {
        view! { <BlendField store=store /> }
    }
}

/// Alignment, order, and what else can be done with the selection, all from the editor's table.
#[component]
pub(crate) fn Arrange() -> impl IntoView {
    const ALIGNMENTS: [(&str, CommandId); 6] = [
        ("place-left", CommandId::AlignLeft),
        ("place-centre", CommandId::AlignCentre),
        ("place-right", CommandId::AlignRight),
        ("place-top", CommandId::AlignTop),
        ("place-middle", CommandId::AlignMiddle),
        ("place-bottom", CommandId::AlignBottom),
    ];
    const SPREAD: [(&str, CommandId); 7] = [
        ("spread-across", CommandId::DistributeAcross),
        ("spread-down", CommandId::DistributeDown),
        ("same-width", CommandId::SameWidth),
        ("same-height", CommandId::SameHeight),
        ("same-size", CommandId::SameSize),
        ("group", CommandId::Group),
        ("ungroup", CommandId::Ungroup),
    ];
    const OTHERS: [(&str, CommandId); 6] = [
        ("to-front", CommandId::ToFront),
        ("move-up", CommandId::Forward),
        ("move-down", CommandId::Backward),
        ("to-back", CommandId::ToBack),
        ("copy", CommandId::Duplicate),
        ("trash", CommandId::Delete),
    ];
    let store = EditorStore::from_context();
    let (locked, hidden) = (all(store, |layer| layer.locked), all(store, |layer| layer.hidden));
    view! {
        <h3 class="group-title">{words().arrange}</h3>
        <div class="row tight" role="toolbar" aria-label=words().align>
            {ALIGNMENTS.map(|(icon, id)| table_button(store, icon, id)).collect_view()}
        </div>
        <Show when=move || store.selection.with(|selection| selection.len() > 1)>
            <div class="row tight" role="toolbar" aria-label=words().together>
                {SPREAD.map(|(icon, id)| table_button(store, icon, id)).collect_view()}
            </div>
        </Show>
        <div class="row tight" role="toolbar" aria-label=words().arrange>
            {OTHERS.map(|(icon, id)| table_button(store, icon, id)).collect_view()}
            <IconButton
                icon="lock"
                label=Signal::derive(move || {
                    if locked.get() { words().unlock } else { words().lock }.to_owned()
                })
                pressed=locked
                on_press=move |()| {
                    let locked = !locked.get_untracked();
                    store.run(Command::SetLocked { target: Target::Selection, locked });
                }
            />
            <IconButton
                icon="eye-off"
                label=Signal::derive(move || {
                    if hidden.get() { words().show } else { words().hide }.to_owned()
                })
                pressed=hidden
                on_press=move |()| {
                    let hidden = !hidden.get_untracked();
                    store.run(Command::SetHidden { target: Target::Selection, hidden });
                }
            />
        </div>
    }
}

/// Whether something holds for all that is selected.
fn all(store: EditorStore, holds: Holds) -> Signal<bool> {
    Signal::derive(move || {
        let selected = store.selected();
        !selected.is_empty() && selected.iter().all(|layer| holds(layer))
    })
}

/// A button for a command of the table: its name, its keys, and whether it can be done now.
fn table_button(store: EditorStore, icon: &'static str, id: CommandId) -> AnyView {
    button(store, icon, id, None)
}

/// The same, for what is done and taken back by one button.
fn button(
    store: EditorStore,
    icon: &'static str,
    id: CommandId,
    pressed: Option<Signal<bool>>,
) -> AnyView {
    let disabled = Signal::derive(move || {
        store.selected();
        store.stack.track();
        store.revision.track();
        !store.read(|session| id.is_enabled(session))
    });
    let label = id.info().english.to_owned();
    let keys = shortcut_label(id).unwrap_or_default();
    let press = move |()| store.run_id(id);
    match pressed {
        None => view! {
            <IconButton icon=icon label=label keys=keys disabled=disabled on_press=press />
        },
        Some(pressed) => view! {
            <IconButton
                icon=icon
                label=label
                keys=keys
                disabled=disabled
                pressed=pressed
                on_press=press
            />
        },
    }
}
