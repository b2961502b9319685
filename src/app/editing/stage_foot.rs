//! Below and over the stage: sides, product, zoom, and what can be done at once with the selection.

use editor::{Command, CommandId, OrderTo, Target, Zoom};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::keys::{begin_typing, shortcut_label};
use crate::editing::stage::select_only;
use crate::editing::workbench::Sheet;
use crate::parts::{Icon, IconButton, Show, view};
use crate::words::{percent, words};

/// Sides, product and zoom.
#[component]
pub(crate) fn StageFoot(
    /// The phone's sheet.
    sheet: RwSignal<Sheet>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let product = store.product();
    let several = product.sides.len() > 1;
    let sides = StoredValue::new(product.sides.clone());
    let zoom = move |zoom: Zoom| store.run(Command::Zoom { zoom });
    let percentage = move || percent(store.viewport.get().zoom);
    let keys = |id: CommandId| shortcut_label(id).unwrap_or_default();
    view! {
        <div class="stage-foot">
            <div class="side-bar">
                <Show when=move || several>
                    <div class="segmented" role="radiogroup" aria-label=words().sides>
                        {sides
                            .get_value()
                            .into_iter()
                            .map(|side| {
                                let (mine, picked) = (side.id.clone(), side.id.clone());
                                view! {
                                    <label>
                                        <input
                                            type="radio"
                                            name="side"
                                            prop:checked=move || store.side.get() == mine
                                            on:change=move |_| {
                                                store.run(Command::SetSide { side: picked.clone() });
                                            }
                                        />
                                        <span>{side.name}</span>
                                    </label>
                                }
                            })
                            .collect_view()}
                    </div>
                    <span class="bar-rule"></span>
                </Show>
                <button
                    type="button"
                    class="product-pill"
                    on:click=move |_| {
                        select_only(store, None);
                        sheet.set(Sheet::Inspector);
                    }
                >
                    <span class="dot" aria-hidden="true"></span>
                    {move || store.colour().name}
                    <Icon name="chevron-up" />
                </button>
            </div>
            <div class="zoom-bar">
                <IconButton
                    icon="minus"
                    label=words().zoom_out.to_owned()
                    keys=keys(CommandId::ZoomOut)
                    on_press=move |()| zoom(Zoom::Out)
                />
                <output>{percentage}</output>
                <IconButton
                    icon="plus"
                    label=words().zoom_in.to_owned()
                    keys=keys(CommandId::ZoomIn)
                    on_press=move |()| zoom(Zoom::In)
                />
                <IconButton
                    icon="fit"
                    label=words().zoom_fit.to_owned()
                    keys=keys(CommandId::ZoomFit)
                    on_press=move |()| zoom(Zoom::Fit)
                />
            </div>
        </div>
    }
}

/// What can be done at once with the selection.
#[component]
pub(crate) fn SelectionBar(
    /// The phone's sheet.
    sheet: RwSignal<Sheet>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let shown =
        move || !store.selection.with(geom::Set::is_empty) && store.typing.with(Option::is_none);
    // Out of the way while something is dragged, but not out of the layout: the stage must not change its size then.
    let quiet = move || store.preview.with(Option::is_some).then_some("hidden");
    let locked = Signal::derive(move || {
        let selected = store.selected();
        !selected.is_empty() && selected.iter().all(|layer| layer.locked)
    });
    let is_text = Signal::derive(move || {
        let selected = store.selected();
        selected.len() == 1 && matches!(selected[0].content, design::Content::Text(_))
    });
    let order = move |to: OrderTo| store.run(Command::Order { target: Target::Selection, to });
    view! {
        <Show when=shown>
            <div
                class="context-bar"
                role="toolbar"
                aria-label=words().selection
                style:visibility=quiet
            >
                <button
                    type="button"
                    class="icon-btn phone-only"
                    aria-label=words().inspector
                    on:click=move |_| sheet.set(Sheet::Inspector)
                >
                    <Icon name="sliders" />
                </button>
                <Show when=move || is_text.get() && !locked.get()>
                    <IconButton
                        icon="pencil"
                        label=words().edit_text.to_owned()
                        keys="Enter"
                        on_press=move |()| {
                            begin_typing(store);
                        }
                    />
                </Show>
                <IconButton
                    icon="copy"
                    label=words().duplicate.to_owned()
                    on_press=move |()| store.run(Command::Duplicate { target: Target::Selection })
                />
                <IconButton
                    icon="to-front"
                    label=words().to_front.to_owned()
                    on_press=move |()| order(OrderTo::Front)
                />
                <IconButton
                    icon="to-back"
                    label=words().to_back.to_owned()
                    on_press=move |()| order(OrderTo::Back)
                />
                <span class="bar-rule"></span>
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
                    icon="trash"
                    label=words().delete.to_owned()
                    on_press=move |()| store.run(Command::Delete { target: Target::Selection })
                />
            </div>
        </Show>
    }
}
