//! Runs rows of the editor's table, also those that need more than the session: the clipboard, a field to type in.

use editor::{CommandId, Way};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::editing::clipboard;
use crate::editing::keys::begin_typing;
use crate::lazy::{Work, lazy_code};
use crate::words::words;

lazy_code! {
    in tools: fn with_clipboard(store: EditorStore, id: CommandId) -> Work {
        Box::pin(clipboard::perform(store, id))
    }
}

/// Does what pressing a row of the table means: runs it with its usual values, or leads to where more is asked.
pub(crate) fn perform(store: EditorStore, id: CommandId) {
    match store.read(|session| id.way(session)) {
        None => {}
        Some(Way::Run) => store.run_id(id),
        Some(Way::Clipboard) => spawn_local(async move {
            match with_clipboard(store, id).await {
                Ok(work) => work.await,
                Err(_) => store.atelier.toast(words().part_failed, None),
            }
        }),
        Some(Way::Typing) => {
            begin_typing(store);
        }
        Some(Way::Naming) if id == CommandId::RenameGroup => {
            let group = store.read(editor::selected_group);
            store.naming.set(group.map(|group| group.id));
        }
        Some(Way::Naming) => {
            let only = store.selection.with_untracked(|selection| selection.iter().next().copied());
            store.renaming.set(only);
        }
        Some(Way::Several) => store.select_several(!store.several.get_untracked()),
        Some(Way::Field | Way::Panel) => store.asked.set(Some(id)),
    }
}
