//! The command palette: everything that can be done now, found by its name. The editor's table says what there is.

use catalog::SideId;
use editor::{COMMANDS, Command, CommandId, Target};
use leptos::html::Dialog;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::keys::shortcut_label;
use crate::editing::perform::perform;
use crate::parts::{Each, follow_open, tell_closed, view};
use crate::words::{fill, lower, words};

/// Something that the editor's table does not know: panels, dialogs, files.
pub(crate) type Act = (String, Callback<()>);

#[derive(Clone)]
struct Entry {
    label: String,
    keys: Option<String>,
    run: Callback<()>,
}

/// A dialog with a field: what is typed is looked for in the names of all commands.
#[component]
pub(crate) fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it offers beside the editor's commands.
    acts: Vec<Act>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let dialog = NodeRef::<Dialog>::new();
    let query = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let entries = RwSignal::new(Vec::<Entry>::new());
    follow_open(dialog, open);
    effect(move || {
        if open.get() {
            entries.set(untrack(|| offered(store, &acts)));
            query.set(String::new());
            at.set(0);
        }
    });
    let found = Memo::new(move |_| {
        let query = lower(query.get().trim());
        entries.with(|entries| {
            let names: Vec<_> = entries.iter().map(|entry| lower(&entry.label)).collect();
            matching(&query, &names)
        })
    });
    let run = move |index: usize| {
        let entry = entries.with_untracked(|entries| entries.get(index).cloned());
        // Closed first: what runs may open a dialog of its own.
        open.set(false);
        if let Some(entry) = entry {
            entry.run.run(());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = if *at < last { *at + 1 } else { 0 }),
            "ArrowUp" => at.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
            "Enter" => {
                if let Some(index) =
                    found.with_untracked(|found| found.get(at.get_untracked()).copied())
                {
                    run(index);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    // What stands at a place changes with what can be done.
    let key = move |index: &usize| {
        let label =
            entries.with_untracked(|entries| entries.get(*index).map(|entry| entry.label.clone()));
        format!("{index} {}", label.unwrap_or_default())
    };
    let current = Memo::new(move |_| found.with(|found| found.get(at.get()).copied()));
    effect(move || {
        if let Some(index) = current.get()
            && let Some(option) = store.atelier.element(&format!("#{}", option_id(index)))
        {
            option.scroll_into_view_with_scroll_into_view_options(&nearest());
        }
    });
    view! {
        <dialog
            node_ref=dialog
            class="dialog palette"
            aria-label=words().palette_title
            data-testid="palette"
            on:close=move |_| tell_closed(dialog, open)
            on:click=move |event| {
                // A press beside it closes it.
                let on_backdrop = event.target().map(wasm_bindgen::JsValue::from)
                    == dialog.get_untracked().map(wasm_bindgen::JsValue::from);
                if on_backdrop {
                    open.set(false);
                }
            }
        >
            <input
                class="palette-input"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-label=words().palette_field
                aria-activedescendant=move || current.get().map(option_id)
                placeholder=words().palette_field
                autocomplete="off"
                spellcheck="false"
                prop:value=move || query.get()
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    at.set(0);
                }
                on:keydown=on_key
            />
            <ul class="palette-list" id="palette-list" role="listbox" aria-label=words().palette_title>
                <Each each=move || found.get() key=key let:index>
                    {option(entries, current, index, run)}
                </Each>
            </ul>
            <p class="palette-none" role="status" hidden=move || !found.with(Vec::is_empty)>
                {move || found.with(Vec::is_empty).then_some(words().palette_none)}
            </p>
        </dialog>
    }
}

fn option(
    entries: RwSignal<Vec<Entry>>,
    current: Memo<Option<usize>>,
    index: usize,
    run: impl Fn(usize) + 'static,
) -> AnyView {
    let entry = entries.with_untracked(|entries| entries.get(index).cloned());
    let Some(Entry { label, keys, .. }) = entry else { return ().into_any() };
    view! {
        <li
            id=option_id(index)
            class="palette-option"
            role="option"
            aria-selected=move || (current.get() == Some(index)).to_string()
            on:click=move |_| run(index)
        >
            <span>{label}</span>
            {keys.map(|keys| view! { <kbd class="key">{keys}</kbd> })}
        </li>
    }
}

fn option_id(index: usize) -> String {
    format!("palette-{index}")
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// All that would do something now.
fn offered(store: EditorStore, acts: &[Act]) -> Vec<Entry> {
    let product = store.product();
    let enabled = store.read(|session| {
        let enabled = COMMANDS.iter().filter(|info| info.id.is_offered(session));
        enabled.collect::<Vec<_>>()
    });
    let moves = enabled.iter().any(|info| info.id == CommandId::MoveToSide);
    let from_table = enabled.into_iter().filter(|info| info.id != CommandId::MoveToSide);
    let table = from_table.map(|info| Entry {
        label: info.english.to_owned(),
        keys: shortcut_label(info.id),
        run: Callback::new(move |()| perform(store, info.id)),
    });
    let acts =
        acts.iter().map(|(label, run)| Entry { label: label.clone(), keys: None, run: *run });
    let now = store.colour_untracked().id;
    let colours =
        product.colours.iter().filter(move |colour| colour.id != now).map(move |colour| {
            let id = colour.id.clone();
            Entry {
                label: fill(words().palette_colour, &[&colour.name]),
                keys: None,
                run: Callback::new(move |()| {
                    store.run(Command::SetColour { colour: id.clone() });
                }),
            }
        });
    let sides = if moves { side_moves(store) } else { Vec::new() };
    let sides = sides.into_iter().map(|(label, run)| Entry { label, keys: None, run });
    table.chain(sides).chain(acts).chain(colours).collect()
}

/// The ways to take what is selected to another side.
pub(crate) fn side_moves(store: EditorStore) -> Vec<Act> {
    let sides = store.read(|session| {
        let others = session.other_sides().into_iter();
        others.map(|side| (side.id.clone(), side.name.clone())).collect::<Vec<_>>()
    });
    let act = move |(side, name): (SideId, String)| {
        let run = Callback::new(move |()| {
            store.run(Command::MoveToSide { target: Target::Selection, side: side.clone() });
        });
        (fill(words().move_to_side, &[&name]), run)
    };
    sides.into_iter().map(act).collect()
}

/// The places of the names that a query finds, the best first: a name that begins so, a word that begins so, letters in a row
/// anywhere, letters in this order. Both are in small letters; an empty query finds all.
fn matching(query: &str, names: &[String]) -> Vec<usize> {
    let mut found: Vec<(u8, usize)> =
        names.iter().enumerate().filter_map(|(at, name)| Some((rank(query, name)?, at))).collect();
    geom::order::sort(&mut found);
    found.into_iter().map(|(_, at)| at).collect()
}

fn rank(query: &str, name: &str) -> Option<u8> {
    if name.starts_with(query) {
        return Some(0);
    }
    if name.split(' ').any(|word| word.starts_with(query)) {
        return Some(1);
    }
    if name.contains(query) {
        return Some(2);
    }
    let mut letters = name.chars();
    let in_order = query.chars().filter(|c| *c != ' ').all(|wanted| letters.any(|c| c == wanted));
    in_order.then_some(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, names: &[&str]) -> Vec<usize> {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        matching(query, &names)
    }

    #[test]
    fn an_empty_query_finds_all_in_order() {
        assert_eq!(found("", &["undo", "align left", "duplicate"]), [0, 1, 2]);
    }

    #[test]
    fn beginnings_come_before_words_and_words_before_letters() {
        let names = ["to the left", "colour of lettering", "left of it", "shift elsewhere"];
        assert_eq!(found("left", &names), [2, 0]);
        assert_eq!(found("le", &names), [2, 0, 1, 3]);
    }

    #[test]
    fn letters_in_order_find_a_name_and_others_do_not() {
        assert_eq!(found("dpl", &["duplicate", "delete"]), [0]);
        assert_eq!(found("xyz", &["duplicate", "delete"]), Vec::<usize>::new());
    }
}
