//! The history: every step by its name. Arrow keys walk through it, a press goes to a step; redo stays until something new is done.

use editor::{Command, step_title};
use leptos::html::Ul;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::parts::{Each, Show, view};
use crate::words::words;

/// The list of steps, oldest first.
#[component]
pub(crate) fn HistoryList() -> impl IntoView {
    let store = EditorStore::from_context();
    let list = NodeRef::<Ul>::new();
    let titles = Memo::new(move |_| {
        store.revision.track();
        store.read(|session| {
            let history = session.history();
            let done = history.done().map(step_title);
            done.chain(history.undone().iter().rev().map(step_title)).collect::<Vec<_>>()
        })
    });
    let now = Memo::new(move |_| {
        store.revision.track();
        store.read(|session| session.history().done().count())
    });
    let go = move |step: usize| store.run(Command::GoTo { step });
    let on_key = move |event: KeyboardEvent| {
        let (now, last) = (now.get_untracked(), titles.with_untracked(Vec::len));
        let step = match event.key().as_str() {
            "ArrowUp" => now.saturating_sub(1),
            "ArrowDown" => (now + 1).min(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        if step != now {
            go(step);
        }
    };
    effect(move || {
        let now = now.get();
        titles.track();
        let Some(list) = list.get() else { return };
        request_animation_frame(move || {
            if let Ok(Some(option)) = list.query_selector(&format!("#{}", option_id(now))) {
                let nearest = web_sys::ScrollIntoViewOptions::new();
                nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    });
    // The place before the first step is a place too.
    let steps = move || (0..=titles.with(Vec::len)).collect::<Vec<_>>();
    let title = move |step: usize| {
        titles.with(|titles| match step.checked_sub(1) {
            None => words().history_start.to_owned(),
            Some(place) => titles.get(place).cloned().unwrap_or_default(),
        })
    };
    view! {
        <Show
            when=move || !titles.with(Vec::is_empty)
            fallback=|| view! { <p class="muted">{words().history_empty}</p> }
        >
            <p class="muted small">{words().history_hint}</p>
            <ul
                class="history-list"
                role="listbox"
                tabindex="0"
                aria-label=words().history
                aria-activedescendant=move || option_id(now.get())
                data-testid="history"
                node_ref=list
                on:keydown=on_key
            >
                <Each each=steps key=usize::to_string let:step>
                    <li
                        id=option_id(step)
                        class="history-step"
                        role="option"
                        aria-selected=move || (now.get() == step).to_string()
                        data-undone=move || (now.get() < step).then_some("")
                        on:click=move |_| go(step)
                    >
                        {move || title(step)}
                    </li>
                </Each>
            </ul>
        </Show>
    }
}

fn option_id(step: usize) -> String {
    format!("step-{step}")
}
