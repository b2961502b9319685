//! Arranging the toolbar: what is in it, in which order, and how it comes back as it was.

use editor::{CommandId, TOOLBAR, offered_tools};
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::toolbar::icon_of;
use crate::parts::{Dialog, Each, Icon, IconButton, Show, view};
use crate::words::{fill, words};

/// Tools that are used often, and the others.
type Parted = (Vec<CommandId>, Vec<CommandId>);

/// A dialog with the tools that are in the toolbar, and those that are not.
#[component]
pub(crate) fn ToolbarDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let key = |id: &CommandId| id.info().key.to_owned();
    let tools = Memo::new(move |_| store.prefs.with(|prefs| prefs.tools.clone()));
    let others = Memo::new(move |_| {
        let (tools, prefs) = (tools.get(), store.prefs.get());
        let rest = offered_tools().filter(|id| !tools.contains(id));
        rest.partition::<Vec<_>, _>(|id| prefs.uses_often(*id))
    });
    let chips = move |title: &'static str, pick: fn(&Parted) -> &Vec<CommandId>| {
        let list = move || others.with(|parted| pick(parted).clone());
        view! {
            <Show when=move || others.with(|parted| !pick(parted).is_empty())>
                <h3 class="group-title">{title}</h3>
                <div class="chips" role="group" aria-label=title>
                    <Each each=list key=key let:id>
                        <button type="button" class="chip" on:click=move |_| add(store, id)>
                            <Icon name=icon_of(id).unwrap_or("plus") />
                            {id.info().english}
                        </button>
                    </Each>
                </div>
            </Show>
        }
    };
    let reset = move |_| {
        store.prefer(|prefs| prefs.tools = TOOLBAR.to_vec());
        store.atelier.say(words().toolbar_was_reset);
    };
    view! {
        <Dialog open=open name="toolbar" title=words().toolbar_title class="dialog">
            <div class="dialog-body stack">
                <p class="muted small">{words().toolbar_hint}</p>
                <ul class="tool-list" aria-label=words().toolbar_in>
                    <Each each=move || tools.get() key=key let:id>
                        {row(store, id)}
                    </Each>
                </ul>
                {chips(words().toolbar_often, |parted| &parted.0)}
                {chips(words().toolbar_more, |parted| &parted.1)}
            </div>
            <div class="dialog-foot">
                <button type="button" class="btn btn-quiet" on:click=reset>
                    <Icon name="reset" />
                    {words().toolbar_reset}
                </button>
                <button type="button" class="btn btn-primary" on:click=move |_| open.set(false)>
                    {words().done}
                </button>
            </div>
        </Dialog>
    }
}

fn row(store: EditorStore, id: CommandId) -> AnyView {
    let name = id.info().english;
    view! {
        <li class="tool-row">
            <Icon name=icon_of(id).unwrap_or("blank") />
            <span class="grow truncate">{name}</span>
            <IconButton
                icon="chevron-up"
                label=fill(words().move_up, &[name])
                on_press=move |()| shift(store, id, true)
            />
            <IconButton
                icon="chevron-down"
                label=fill(words().move_down, &[name])
                on_press=move |()| shift(store, id, false)
            />
            <IconButton
                icon="x"
                label=fill(words().toolbar_remove, &[name])
                on_press=move |()| remove(store, id)
            />
        </li>
    }
}

fn add(store: EditorStore, id: CommandId) {
    store.prefer(|prefs| prefs.tools.push(id));
    store.atelier.say(&fill(words().toolbar_added, &[id.info().english]));
    focus_dialog(store);
}

fn remove(store: EditorStore, id: CommandId) {
    store.prefer(|prefs| prefs.tools.retain(|tool| *tool != id));
    store.atelier.say(&fill(words().toolbar_removed, &[id.info().english]));
    focus_dialog(store);
}

/// What was pressed is gone: the focus stays in the dialog.
fn focus_dialog(store: EditorStore) {
    request_animation_frame(move || {
        if let Some(first) = store.atelier.element(".tool-list .icon-btn") {
            let _ = first.focus();
        }
    });
}

fn shift(store: EditorStore, id: CommandId, up: bool) {
    let focused = store.atelier.element(":focus");
    store.prefer(|prefs| {
        let Some(at) = prefs.tools.iter().position(|tool| *tool == id) else { return };
        let to = if up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(to) = to.filter(|to| *to < prefs.tools.len()) {
            prefs.tools.swap(at, to);
        }
    });
    let (place, of) = store.prefs.with_untracked(|prefs| {
        let place = prefs.tools.iter().position(|tool| *tool == id).unwrap_or_default();
        ((place + 1).to_string(), prefs.tools.len().to_string())
    });
    store.atelier.say(&fill(words().toolbar_moved, &[id.info().english, &place, &of]));
    request_animation_frame(move || {
        if let Some(focused) = focused {
            // Moving a row takes the focus from it.
            let _ = focused.focus();
        }
    });
}
