//! Keys on the stage: the editor's table decides what they mean.

use design::Content;
use editor::{KeyStroke, Platform, parse_key};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::editing::EditorStore;

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
    if event.key() == "Escape" && store.cancel() {
        event.prevent_default();
        return;
    }
    if event.key() == "Enter" && begin_typing(store) {
        event.prevent_default();
        return;
    }
    on_key(store, event);
}

/// A key that the table may know; what it does not know stays the browser's.
pub(crate) fn on_key(store: EditorStore, event: &KeyboardEvent) {
    let stroke = KeyStroke {
        key: event.key(),
        code: event.code(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
    };
    let command = store.read(|session| parse_key(&stroke, platform(), session));
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
pub(crate) fn shortcut_label(id: editor::CommandId) -> Option<String> {
    id.info().shortcuts.first().map(|shortcut| shortcut.label(platform()))
}
