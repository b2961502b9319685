//! The bar of who picks several layers by presses: how many there are, and the way out. What a press does is the stage's and
//! the list's.

use editor::CommandId;
use leptos::prelude::*;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::perform::perform;
use crate::parts::{Icon, Show, view};
use crate::words::{fill, words};

/// Over the stage, as long as several are picked.
#[component]
pub(crate) fn SeveralBar() -> impl IntoView {
    let store = EditorStore::from_context();
    effect(move || {
        // Nothing is left to pick, or something else was begun.
        let over = store.stack.with(Vec::is_empty) || store.typing.with(Option::is_some);
        if over && store.several.get_untracked() {
            store.select_several(false);
        }
    });
    let count = move || match store.selection.with(geom::Set::len) {
        0 => words().several_none.to_owned(),
        1 => words().several_one.to_owned(),
        count => fill(words().several_selected, &[&count.to_string()]),
    };
    let leave = move |_| {
        store.select_several(false);
        if let Some(stage) = store.atelier.element(".stage-view") {
            // The stage takes the focus wherever it can be used.
            let _ = stage.focus();
        }
    };
    view! {
        <Show when=move || store.several.get()>
            <div
                class="several-bar"
                role="group"
                aria-label=words().several
                data-testid="several-bar"
            >
                <Icon name="check-circle" />
                <span class="num-text">{count}</span>
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=CommandId::SelectAll.info().english
                    data-tip=CommandId::SelectAll.info().english
                    data-tip-at="top"
                    on:click=move |_| perform(store, CommandId::SelectAll)
                >
                    <Icon name="expand" />
                </button>
                <button type="button" class="btn btn-small btn-primary" on:click=leave>
                    {words().done}
                </button>
            </div>
        </Show>
    }
}
