//! Runs rows of the editor's table, also those that need more than the session: the clipboard, a field to type in.

use editor::CommandId;
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

/// Whether a row of the table can be run by a button.
pub(crate) fn is_runnable(store: EditorStore, id: CommandId) -> bool {
    matches!(
        id,
        CommandId::Cut
            | CommandId::Copy
            | CommandId::CopyPicture
            | CommandId::Paste
            | CommandId::Rename
            | CommandId::RenameGroup
            | CommandId::SetText
    ) || store.read(|session| id.command(session).is_some())
}

/// Runs a row of the table with its usual values.
pub(crate) fn perform(store: EditorStore, id: CommandId) {
    match id {
        CommandId::Cut | CommandId::Copy | CommandId::CopyPicture | CommandId::Paste => {
            spawn_local(async move {
                match with_clipboard(store, id).await {
                    Ok(work) => work.await,
                    Err(_) => store.atelier.toast(words().part_failed, None),
                }
            });
        }
        CommandId::SetText => {
            begin_typing(store);
        }
        CommandId::RenameGroup => {
            let group = store.read(editor::selected_group);
            store.naming.set(group.map(|group| group.id));
        }
        CommandId::Rename => {
            let only = store.selection.with_untracked(|selection| selection.iter().next().copied());
            store.renaming.set(only);
        }
        _ => store.run_id(id),
    }
}
