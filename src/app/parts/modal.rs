//! Dialogs that a signal opens and closes.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::dom::effect;

/// Opens and closes a dialog as its signal says. The dialog's own closing has to be told to the signal: `on:close` calls
/// [`tell_closed`].
pub(crate) fn follow_open(dialog: NodeRef<Dialog>, open: RwSignal<bool>) {
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
pub(crate) fn tell_closed(dialog: NodeRef<Dialog>, open: RwSignal<bool>) {
    if dialog.get_untracked().is_none_or(|dialog| !dialog.open()) {
        open.set(false);
    }
}
