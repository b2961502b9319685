//! Dialogs that a signal opens and closes.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::dom::effect;

/// Opens and closes a dialog as its signal says. The dialog's own closing has to be told to the signal (`on:close`).
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
