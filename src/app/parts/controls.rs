//! Small controls: icons and icon buttons. Larger ones are written where they are used.

use leptos::prelude::*;

use crate::parts::view;

/// An icon of the sprite, silent for screen readers.
#[component]
pub(crate) fn Icon(
    /// Its name in the sprite, without the `i-`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}

/// A button that is an icon, with a tooltip that is also its name.
#[component]
pub(crate) fn IconButton(
    /// The icon.
    icon: &'static str,
    /// Its name for everybody.
    #[prop(into)]
    label: Signal<String>,
    /// Its shortcut, shown in the tooltip.
    #[prop(optional, into)]
    keys: Option<String>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// For toggles: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=label
            data-tip=label
            data-key=keys
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-disabled=move || disabled.get().then_some("true")
            on:click=move |_| {
                if !disabled.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <Icon name=icon />
        </button>
    }
}

/// A switch with its words.
#[component]
pub(crate) fn Switch(
    /// What is switched.
    #[prop(into)]
    label: String,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// It was switched.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                prop:checked=on
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}
