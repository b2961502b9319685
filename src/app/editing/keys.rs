//! Keys on the stage: the editor's table decides what they mean.

use design::Content;
use editor::{CommandId, KeyStroke, Platform, parse_key};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::editing::EditorStore;
use crate::editing::perform::perform;

/// The platform whose keys are shown and heard.
pub(crate) fn platform() -> Platform {
    let agent = window().navigator().user_agent().unwrap_or_default();
    if ["Mac", "iPhone", "iPad"].iter().any(|name| agent.contains(name)) {
        Platform::Apple
    } else {
        Platform::Other
    }
}

/// A key was pressed while the stage had the focus.
pub(crate) fn on_stage_key(store: EditorStore, event: &KeyboardEvent) {
    if event.key() == "Escape" && store.menu.open.get_untracked() {
        // The menu closes itself; the selection stays.
        return event.prevent_default();
    }
    if event.key() == "Escape" && store.cancel() {
        event.prevent_default();
        return;
    }
    if event.key() == "Enter" && begin_typing(store) {
        event.prevent_default();
        return;
    }
    if event.key() == "F2"
        && (perform_key(store, CommandId::Rename) || perform_key(store, CommandId::RenameGroup))
    {
        event.prevent_default();
        return;
    }
    if event.key() == "ContextMenu" || (event.key() == "F10" && event.shift_key()) {
        event.prevent_default();
        return open_menu_at_selection(store);
    }
    on_key(store, event);
}

fn perform_key(store: EditorStore, id: CommandId) -> bool {
    let enabled = store.read(|session| id.is_offered(session));
    if enabled {
        perform(store, id);
    }
    enabled
}

/// Opens the menu in the middle of what is selected, or of the stage.
fn open_menu_at_selection(store: EditorStore) {
    let element = store.atelier.element(".selection").or(store.atelier.element(".stage-view"));
    let Some(edge) = element.map(|element| element.get_bounding_client_rect()) else { return };
    store.open_menu(edge.left() + edge.width() / 2.0, edge.top() + edge.height() / 2.0);
}

/// A key as the editor reads it.
pub(crate) fn stroke_of(event: &KeyboardEvent) -> KeyStroke {
    KeyStroke {
        key: event.key(),
        code: event.code(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
    }
}

/// A key that the table may know; what it does not know stays the browser's.
pub(crate) fn on_key(store: EditorStore, event: &KeyboardEvent) {
    if event.key() == "Escape" && store.several.get_untracked() {
        // The selection stays: it is what was picked.
        store.select_several(false);
        event.stop_propagation();
        return event.prevent_default();
    }
    let command = store.read(|session| parse_key(&stroke_of(event), platform(), session));
    if let Some(command) = command {
        event.prevent_default();
        event.stop_propagation();
        store.run(command);
    }
}

/// Opens the one selected text for typing.
pub(crate) fn begin_typing(store: EditorStore) -> bool {
    let text = store.read(|session| match session.selected()[..] {
        [layer] if !layer.locked && matches!(layer.content, Content::Text(_)) => Some(layer.id),
        _ => None,
    });
    if text.is_some() {
        store.typing.set(text);
    }
    text.is_some()
}

/// The label of a command's shortcut on this platform, for tooltips and menus.
pub(crate) fn shortcut_label(id: CommandId) -> Option<String> {
    id.info().shortcuts.first().map(|shortcut| shortcut.label(platform()))
}
