//! Dialogs that a signal opens and closes.

use leptos::html;
use leptos::prelude::*;

use crate::dom::effect;
use crate::parts::{Icon, Show, view};
use crate::words::words;

/// A dialog with a heading and a button that closes it. What it holds is made anew whenever it opens; the browser brings
/// the focus back to where it was before. Keys that are pressed in it mean nothing to what lies behind it.
#[component]
pub(crate) fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it is called in the page: its heading is `NAME-title`, for tests it is `NAME-dialog`.
    name: &'static str,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Its size and place.
    #[prop(default = "dialog dialog-wide")]
    class: &'static str,
    /// Its body, and its foot if it has one.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    follow_open(dialog, open);
    let heading = format!("{name}-title");
    let children = StoredValue::new(children);
    view! {
        <dialog
            node_ref=dialog
            class=class
            aria-labelledby=heading.clone()
            data-testid=format!("{name}-dialog")
            on:keydown=|event| event.stop_propagation()
            on:paste=|event| event.stop_propagation()
            on:copy=|event| event.stop_propagation()
            on:cut=|event| event.stop_propagation()
            on:close=move |_| tell_closed(dialog, open)
        >
            <div class="dialog-head">
                <h2 class="heading" id=heading>
                    {title}
                </h2>
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=words().close
                    on:click=move |_| open.set(false)
                >
                    <Icon name="x" />
                </button>
            </div>
            <Show when=move || open.get()>{children.with_value(|children| children())}</Show>
        </dialog>
    }
}

/// Opens and closes a dialog as its signal says. The dialog's own closing has to be told to the signal: `on:close` calls
/// [`tell_closed`].
pub(crate) fn follow_open(dialog: NodeRef<html::Dialog>, open: RwSignal<bool>) {
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
}

/// Tells the signal that a dialog was closed. The browser says so a moment later: by then it may be open again.
pub(crate) fn tell_closed(dialog: NodeRef<html::Dialog>, open: RwSignal<bool>) {
    if dialog.get_untracked().is_none_or(|dialog| !dialog.open()) {
        open.set(false);
    }
}
