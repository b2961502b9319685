//! The hints of a first visit: one at a time, with a ring around what it speaks of, left at any moment, and called back
//! from the help.

use editor::FIND;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::keys::platform;
use crate::editing::prefs::Show;
use crate::parts::{Icon, view};
use crate::words::{fill, words};

/// On what the hint speaks of; the style sheet draws the ring.
const RINGED: &str = "data-hinted";

/// One hint at a time, in a corner of the stage.
#[component]
pub(crate) fn Hints(
    /// The one that shows; none where it was left.
    at: RwSignal<Option<usize>>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let all = hints();
    let last = all.len() - 1;
    let card = NodeRef::<leptos::html::Div>::new();
    let leave = move || {
        at.set(None);
        decline(store);
        store.atelier.say(words().hints_left);
        if let Some(stage) = store.atelier.element(".stage-view") {
            // The stage takes the focus wherever it can be used.
            let _ = stage.focus();
        }
    };
    crate::dom::effect(move || {
        if let Some(card) = card.get() {
            // So that it is read, and its buttons are the next stops.
            let _ = card.focus();
        }
    });
    crate::dom::effect(move || point_at(store, at.get()));
    on_cleanup(move || point_at(store, None));
    view! {
        {move || {
            let offered = store.prefs.with(|prefs| prefs.shows(Show::Hints));
            let empty = store.stack.with(Vec::is_empty);
            (at.with(Option::is_none) && offered && empty).then(|| offer(store, at))
        }}
        {move || {
            let step = at.get()?;
            let Hint { icon, title, text, .. } = *all.get(step)?;
            let count = fill(words().hints_count, &[&(step + 1).to_string(), &(last + 1).to_string()]);
            Some(
                view! {
                    <div
                        class="hint-card"
                        role="dialog"
                        aria-labelledby="hint-title"
                        tabindex="-1"
                        data-testid="hints"
                        node_ref=card
                        on:keydown=move |event: web_sys::KeyboardEvent| {
                            if event.key() == "Escape" {
                                event.stop_propagation();
                                leave();
                            }
                        }
                    >
                        <Icon name=icon />
                        <div class="stack">
                            <h2 class="subheading" id="hint-title">
                                {title}
                            </h2>
                            <p class="small">{fill(text, &[&FIND.label(platform())])}</p>
                            <div class="row spread">
                                <span class="muted small">{count}</span>
                                <span class="row">
                                    <button
                                        type="button"
                                        class="btn btn-small btn-quiet"
                                        on:click=move |_| leave()
                                    >
                                        {words().hints_skip}
                                    </button>
                                    <button
                                        type="button"
                                        class="btn btn-small btn-primary"
                                        on:click=move |_| {
                                            if step == last { leave() } else { at.set(Some(step + 1)) }
                                        }
                                    >
                                        {if step == last { words().done } else { words().hints_next }}
                                    </button>
                                </span>
                            </div>
                        </div>
                    </div>
                },
            )
        }}
    }
}

/// Offers the hints to who is new here, as long as nothing was begun.
fn offer(store: EditorStore, at: RwSignal<Option<usize>>) -> AnyView {
    view! {
        <div class="hint-card hint-offer" role="region" aria-label=words().hints_offer>
            <span>{words().hints_offer}</span>
            <button
                type="button"
                class="btn btn-small btn-quiet"
                on:click=move |_| at.set(Some(0))
            >
                {words().hints_show}
            </button>
            <button
                type="button"
                class="icon-btn"
                aria-label=words().hints_skip
                on:click=move |_| {
                    decline(store);
                    store.atelier.say(words().hints_left);
                    // The button is gone; keys are heard where something of the editor has the focus.
                    if let Some(stage) = store.atelier.element(".stage-view") {
                        let _ = stage.focus();
                    }
                }
            >
                <Icon name="x" />
            </button>
        </div>
    }
}

/// They are not offered again; the help still has them.
fn decline(store: EditorStore) {
    if store.prefs.with_untracked(|prefs| prefs.shows(Show::Hints)) {
        store.prefer(|prefs| prefs.set(Show::Hints, false));
    }
}

/// Puts a ring around what a hint speaks of, and takes it off the one before.
fn point_at(store: EditorStore, step: Option<usize>) {
    if let Some(before) = store.atelier.element(&format!("[{RINGED}]")) {
        let _ = before.remove_attribute(RINGED);
    }
    let Some(Hint { of, .. }) = step.and_then(|step| hints().get(step).copied()) else { return };
    let shown = |place: &&str| {
        let all = store.atelier.elements(place);
        all.into_iter().find(|element| element.offset_width() > 0)
    };
    if let Some(place) = of.iter().find_map(shown) {
        let _ = place.set_attribute(RINGED, "");
    }
}

/// A hint.
#[derive(Clone, Copy)]
struct Hint {
    icon: &'static str,
    title: &'static str,
    /// With `{}` for the keys that open the list of commands, where it speaks of them.
    text: &'static str,
    /// Selectors of what it speaks of; the ring goes around the first that is in sight.
    of: &'static [&'static str],
}

fn hints() -> [Hint; 5] {
    let words = words();
    let hint = |icon, title, text, of| Hint { icon, title, text, of };
    [
        hint("plus", words.hint_add_title, words.hint_add, &[".rail"]),
        hint("hand", words.hint_move_title, words.hint_move, &[".stage-view"]),
        hint("more", words.hint_menu_title, words.hint_menu, &[".context-bar", ".stage-view"]),
        hint(
            "search",
            words.hint_find_title,
            words.hint_find,
            &[".topbar button:has([href='#i-search'])"],
        ),
        hint(
            "history",
            words.hint_history_title,
            words.hint_history,
            &[".topbar button:has([href='#i-history'])"],
        ),
    ]
}
