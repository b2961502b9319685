//! Below the stage: sides, product, zoom, and what lies over the stage.

use editor::{Command, CommandId, Zoom};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::keys::shortcut_label;
use crate::editing::stage::select_only;
use crate::editing::tools::{Tool, quiet_tool};
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
            {quiet_tool(Tool::Check)}
        </div>
    }
}
