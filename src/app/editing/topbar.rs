//! The editor's top bar: way back, name, save state, undo and redo, price, order.

use editor::{Command, CommandId, FIND};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::keys::{platform, shortcut_label};
use crate::editing::order::OrderState;
use crate::editing::saving::{SaveState, Saver};
use crate::parts::{Icon, IconButton, view};
use crate::route::Route;
use crate::words::{fill, lower, words};

/// What undo and redo would do.
type Steps = (Option<CommandId>, Option<CommandId>);

/// The editor's top bar.
#[component]
pub(crate) fn Topbar(
    /// Whether the realistic picture takes the stage.
    preview: RwSignal<bool>,
    /// Whether the help is open.
    help: RwSignal<bool>,
    /// Whether the command palette is open.
    palette: RwSignal<bool>,
    /// The order: price and whether its dialog is open.
    order: OrderState,
    /// Opens and closes the history.
    #[prop(into)]
    on_history: Callback<()>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let atelier = store.atelier;
    let embedded = atelier.place().host.is_some() && atelier.place().attributes.product.is_some();
    let step =
        move |pick: fn(&Steps) -> Option<CommandId>| Signal::derive(move || store.steps.with(pick));
    let (undo, redo) = (step(|steps| steps.0), step(|steps| steps.1));
    let label = move |step: Signal<Option<CommandId>>, what: &'static str, bare: &'static str| {
        Signal::derive(move || {
            step.get().map_or(bare.to_owned(), |id| fill(what, &[&lower(id.info().english)]))
        })
    };
    view! {
        <header class="topbar">
            <div class="topbar-start">
                {(!embedded)
                    .then(|| {
                        view! {
                            <a
                                class="icon-btn"
                                href=Route::Store.href()
                                aria-label=words().back_to_shop
                                data-tip=words().back_to_shop
                                on:click=move |event| {
                                    event.prevent_default();
                                    atelier.router.go(&Route::Store);
                                }
                            >
                                <Icon name="chevron-left" />
                            </a>
                        }
                    })}
                <div class="doc">
                    <input
                        class="doc-name"
                        aria-label=words().design_name
                        maxlength="80"
                        autocomplete="off"
                        prop:value=move || store.head.with(|head| head.name.clone())
                        on:change=move |event| {
                            store.run(Command::RenameDesign { name: event_target_value(&event) });
                        }
                    />
                    <SaveNote />
                </div>
            </div>
            <div class="topbar-mid">
                <IconButton
                    icon="undo"
                    label=label(undo, words().undo_what, words().undo)
                    keys=shortcut_label(CommandId::Undo).unwrap_or_default()
                    disabled=Signal::derive(move || undo.get().is_none())
                    on_press=move |()| store.run(Command::Undo)
                />
                <IconButton
                    icon="redo"
                    label=label(redo, words().redo_what, words().redo)
                    keys=shortcut_label(CommandId::Redo).unwrap_or_default()
                    disabled=Signal::derive(move || redo.get().is_none())
                    on_press=move |()| store.run(Command::Redo)
                />
                <IconButton
                    icon="history"
                    label=words().history.to_owned()
                    on_press=on_history
                />
                <span class="phone-only">
                    <IconButton
                        icon="search"
                        label=words().palette_title.to_owned()
                        on_press=move |()| palette.set(true)
                    />
                </span>
            </div>
            <div class="topbar-end">
                <IconButton
                    icon="eye"
                    label=words().preview.to_owned()
                    pressed=Signal::from(preview)
                    on_press=move |()| preview.update(|on| *on = !*on)
                />
                <IconButton
                    icon="search"
                    label=words().palette_title.to_owned()
                    keys=FIND.label(platform())
                    on_press=move |()| palette.set(true)
                />
                <IconButton
                    icon="keyboard"
                    label=words().help.to_owned()
                    on_press=move |()| help.set(true)
                />
                <div class="price" data-testid="price">
                    <strong>{move || order.total_text()}</strong>
                    <small>{move || order.each_text()}</small>
                </div>
                <button
                    type="button"
                    class="btn btn-primary"
                    data-testid="order"
                    on:click=move |_| order.open.set(true)
                >
                    <Icon name="cart" />
                    <span class="wide-only">{words().add_to_cart}</span>
                    <span class="phone-only">{move || order.total_text()}</span>
                </button>
            </div>
        </header>
    }
}

/// Where the design is kept, always true.
#[component]
fn SaveNote() -> impl IntoView {
    let store = EditorStore::from_context();
    let state = store.save_state;
    let (name, icon) = (
        move || match state.get() {
            SaveState::Saved => "saved",
            SaveState::Saving => "saving",
            SaveState::Full => "full",
            SaveState::Memory => "memory",
            SaveState::Failed => "failed",
            SaveState::Outdated => "failed",
        },
        move || match state.get() {
            SaveState::Saved | SaveState::Saving => view! { <Icon name="cloud-ok" /> },
            _ => view! { <Icon name="cloud-off" /> },
        },
    );
    let text = move || match state.get() {
        SaveState::Saved => words().state_saved,
        SaveState::Saving => words().state_saving,
        SaveState::Full => words().state_full,
        SaveState::Memory => words().state_memory,
        SaveState::Failed => words().state_failed,
        SaveState::Outdated => words().state_newer,
    };
    view! {
        <span class="save-state" role="status" data-state=name data-testid="save-state">
            {icon}
            <span>{text}</span>
        </span>
        {move || match state.get() {
            SaveState::Failed => {
                Some(
                    view! {
                        <button
                            type="button"
                            class="btn btn-small"
                            on:click=move |_| Saver::retry(store)
                        >
                            {words().try_again}
                        </button>
                    },
                )
            }
            SaveState::Full | SaveState::Memory => {
                Some(
                    view! {
                        <button
                            type="button"
                            class="btn btn-small"
                            on:click=move |_| store.save_to_file()
                        >
                            {words().save_file}
                        </button>
                    },
                )
            }
            SaveState::Saved | SaveState::Saving | SaveState::Outdated => None,
        }}
    }
}
