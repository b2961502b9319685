//! The list of layers, top first: select, hide, lock, and change the order without a pointer.

use std::sync::Arc;

use design::{Layer, LayerId};
use editor::{Command, OrderTo, Select, Target, title};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::editing::EditorStore;
use crate::editing::keys;
use crate::editing::layer_view::ItemsSvg;
use crate::parts::{Each, Icon, IconButton, Show, view};
use crate::words::{fill, words};

/// The list of the current side's layers.
#[component]
pub(crate) fn LayerList() -> impl IntoView {
    let store = EditorStore::from_context();
    let top_first = move || store.stack.get().into_iter().rev().collect::<Vec<_>>();
    view! {
        <Show
            when=move || !store.stack.with(Vec::is_empty)
            fallback=|| view! { <p class="muted">{words().layers_empty}</p> }
        >
            <ul class="layer-list" aria-label=words().tool_layers>
                <Each each=top_first key=LayerId::to_string let:id>
                    <LayerRow id=id />
                </Each>
            </ul>
        </Show>
    }
}

#[component]
fn LayerRow(id: LayerId) -> impl IntoView {
    let store = EditorStore::from_context();
    let Some(state) = store.layer(id) else { return ().into_any() };
    let layer: Signal<Arc<Layer>> = Signal::derive(move || state.get().layer);
    let name = Signal::derive(move || layer.with(|layer| title(layer).to_english()));
    let selected = move || store.selection.with(|selection| selection.contains(&id));
    let target = move || Target::Layers(vec![id]);
    let flag =
        move |pick: fn(&Layer) -> bool| Signal::derive(move || layer.with(|layer| pick(layer)));
    let (hidden, locked) = (flag(|layer| layer.hidden), flag(|layer| layer.locked));
    let say = move |on: Signal<bool>, yes: &'static str, no: &'static str| {
        Signal::derive(move || format!("{} {}", if on.get() { yes } else { no }, name.get()))
    };
    let on_key = move |event: KeyboardEvent| {
        let order = match (event.key().as_str(), event.alt_key()) {
            ("ArrowUp", true) => OrderTo::Forward,
            ("ArrowDown", true) => OrderTo::Backward,
            _ => return keys::on_key(store, &event),
        };
        event.prevent_default();
        reorder(store, target(), order);
    };
    let select = move |event: web_sys::MouseEvent| {
        let several = event.shift_key() || event.ctrl_key() || event.meta_key();
        let select = if several { Select::Toggle(id) } else { Select::Set(vec![id]) };
        store.run(Command::Select { select });
    };
    view! {
        <li class="layer-row" data-hidden=move || hidden.get().then_some("") data-selected=move || selected().then_some("")>
            <button
                type="button"
                class="layer-name"
                aria-pressed=move || selected().to_string()
                on:click=select
                on:keydown=on_key
            >
                <LayerThumb id=id />
                <span class="truncate">{name}</span>
            </button>
            <IconButton
                icon="chevron-up"
                label=Signal::derive(move || fill(words().move_up, &[&name.get()]))
                on_press=move |()| reorder(store, target(), OrderTo::Forward)
            />
            <IconButton
                icon="chevron-down"
                label=Signal::derive(move || fill(words().move_down, &[&name.get()]))
                on_press=move |()| reorder(store, target(), OrderTo::Backward)
            />
            <Toggle
                on=hidden
                icons=("eye-off", "eye")
                label=say(hidden, words().show, words().hide)
                on_press=move |()| {
                    let hidden = !hidden.get_untracked();
                    store.run(Command::SetHidden { target: target(), hidden });
                }
            />
            <Toggle
                on=locked
                icons=("lock", "unlock")
                label=say(locked, words().unlock, words().lock)
                on_press=move |()| {
                    let locked = !locked.get_untracked();
                    store.run(Command::SetLocked { target: target(), locked });
                }
            />
        </li>
    }
}

/// Moves layers in the stack. Moving a row takes the focus from it, so it is given back.
fn reorder(store: EditorStore, target: Target, to: OrderTo) {
    let focused = store.atelier.element(":focus");
    store.run(Command::Order { target, to });
    request_animation_frame(move || {
        if let Some(focused) = focused {
            // Fails only where the row is gone meanwhile.
            let _ = focused.focus();
        }
    });
}

/// A button with an icon for each of its two states.
#[component]
fn Toggle(
    on: Signal<bool>,
    icons: (&'static str, &'static str),
    label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=label
            data-tip=label
            data-on=move || on.get().then_some("")
            on:click=move |_| on_press.run(())
        >
            {move || {
                let name = if on.get() { icons.0 } else { icons.1 };
                view! { <Icon name=name /> }
            }}
        </button>
    }
}

/// A small picture of what a layer draws.
#[component]
fn LayerThumb(id: LayerId) -> impl IntoView {
    let store = EditorStore::from_context();
    let state = store.layer(id);
    let drawn = move || {
        let layer = state.as_ref()?.get().layer;
        let scene = store.scene_layer(&layer);
        Some((scene.items, scene.frame.size))
    };
    view! {
        <span class="layer-thumb" aria-hidden="true">
            {move || {
                drawn().map(|(items, size)| view! { <ItemsSvg items=items size=size keep=true /> })
            }}
        </span>
    }
}
