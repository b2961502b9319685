//! The open font picker: a search field, moods, what was used lately, and the families. Drawing a name is `font_picker`'s.

use design::{Content, FontId};
use geom::order::Ordered;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::editing::EditorStore;
use crate::editing::font_picker::FontName;
use crate::parts::{Each, Show, view};
use crate::shop::FontInfo;
use crate::words::{fill, words};

/// Name of the preference that keeps what was used lately: ids, the newest first.
pub(crate) const RECENT: &str = "recent_fonts";

/// Most families that are shown as used lately.
const MOST_RECENT: usize = 6;

/// Words of the font list by the mood that is offered, in the order of `font_mood_names`.
const MOODS: [&[&str]; 10] = [
    &["bold", "loud", "sturdy", "street"],
    &["clean", "minimal", "modern"],
    &["elegant", "classic"],
    &["romantic", "warm"],
    &["playful", "cute", "kids", "comic", "festive"],
    &["retro", "vintage", "groovy"],
    &["sporty", "team", "varsity"],
    &["handmade", "casual"],
    &["techy", "geeky"],
    &["music", "stencil"],
];

/// The families that can be chosen, with search and moods.
#[component]
pub(crate) fn FontList(
    /// All families, the best for this shopper first.
    fonts: StoredValue<Vec<FontInfo>>,
    /// The current font.
    font: Signal<Option<FontId>>,
    /// Another was chosen.
    on_pick: Callback<FontId>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let query = RwSignal::new(String::new());
    let mood = RwSignal::new(None::<usize>);
    let recent = RwSignal::new(used_here(store));
    remember(store, recent);
    let pick = move |id: FontId| {
        keep(store, recent, &id);
        on_pick.run(id);
    };
    let found = Memo::new(move |_| {
        let query = query.with(|query| query.trim().to_lowercase());
        fonts.with_value(|fonts| matching(fonts, &query, mood.get()))
    });
    let lately = Memo::new(move |_| {
        let plain = query.with(|query| query.trim().is_empty()) && mood.get().is_none();
        let known =
            |id: &String| fonts.with_value(|fonts| fonts.iter().position(|info| info.id == *id));
        if plain { recent.with(|ids| ids.iter().filter_map(known).collect()) } else { Vec::new() }
    });
    let option = move |index: usize| {
        let Some(info) = fonts.with_value(|fonts| fonts.get(index).cloned()) else {
            return ().into_any();
        };
        let id = FontId(info.id.clone());
        let (mine, picked) = (id.clone(), id);
        view! {
            <button
                type="button"
                class="menu-item"
                role="option"
                aria-label=info.name.clone()
                aria-selected=move || (font.get().as_ref() == Some(&mine)).to_string()
                on:click=move |_| pick(picked.clone())
            >
                <FontName info=info />
            </button>
        }
    };
    view! {
        <div class="font-find" on:keydown=walk>
            <input
                type="search"
                class="input"
                aria-label=words().font_find
                placeholder=words().font_find
                autocomplete="off"
                spellcheck="false"
                prop:value=move || query.get()
                on:input=move |event| query.set(event_target_value(&event))
            />
            <div class="chips chips-row" role="group" aria-label=words().font_moods>
                {words()
                    .font_mood_names
                    .split('|')
                    .enumerate()
                    .map(|(index, name)| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                aria-pressed=move || (mood.get() == Some(index)).to_string()
                                on:click=move |_| {
                                    mood.update(|mood| {
                                        *mood = (*mood != Some(index)).then_some(index);
                                    });
                                }
                            >
                                {name}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="visually-hidden" role="status">
                {move || fill(words().font_count, &[&found.with(Vec::len).to_string()])}
            </p>
            <div class="font-row" role="listbox" aria-label=words().font>
                <Show when=move || !lately.with(Vec::is_empty)>
                    <div role="group" aria-label=words().font_recent>
                        <p class="group-title" aria-hidden="true">{words().font_recent}</p>
                        <Each each=move || lately.get() key=usize::to_string let:index>
                            {option(index)}
                        </Each>
                        <p class="group-title" aria-hidden="true">{words().font_all}</p>
                    </div>
                </Show>
                <Each each=move || found.get() key=usize::to_string let:index>
                    {option(index)}
                </Each>
            </div>
            <Show when=move || found.with(Vec::is_empty)>
                <div class="empty">
                    <p class="muted">{words().font_none}</p>
                    <button
                        type="button"
                        class="btn btn-small"
                        on:click=move |_| {
                            query.set(String::new());
                            mood.set(None);
                        }
                    >
                        {words().font_show_all}
                    </button>
                </div>
            </Show>
        </div>
    }
}

/// Places of the families that a query (in small letters) and a mood find, names that begin so first.
fn matching(fonts: &[FontInfo], query: &str, mood: Option<usize>) -> Vec<usize> {
    let wanted = mood.and_then(|mood| MOODS.get(mood));
    let rank = |info: &FontInfo| {
        let name = info.name.to_lowercase();
        let tags = || info.moods.iter().chain(&info.scripts).chain([&info.category]);
        let in_mood =
            wanted.is_none_or(|words| info.moods.iter().any(|mood| words.contains(&&**mood)));
        match () {
            () if !in_mood => None,
            () if name.starts_with(query) => Some(0_u8),
            () if name.contains(query) => Some(1),
            () if tags().any(|tag| tag.starts_with(query)) => Some(2),
            () => None,
        }
    };
    let mut found: Vec<(u8, usize)> =
        fonts.iter().enumerate().filter_map(|(index, info)| Some((rank(info)?, index))).collect();
    geom::order::sort(&mut found);
    found.into_iter().map(|(_, index)| index).collect()
}

/// The families in this design.
fn used_here(store: EditorStore) -> Vec<String> {
    store.read(|session| {
        let fonts = session.design().layers.values().filter_map(|layer| match &layer.content {
            Content::Text(text) => Some(text.font.0.clone()),
            Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
        });
        let mut fonts = fonts.each_once();
        fonts.truncate(MOST_RECENT);
        fonts
    })
}

/// Puts what was used in earlier visits behind what is used here.
fn remember(store: EditorStore, recent: RwSignal<Vec<String>>) {
    let Some(storage) = store.atelier.storage.get_untracked() else { return };
    spawn_local(async move {
        // What cannot be read is no loss: the list begins anew.
        let Ok(Some(json)) = storage.pref(RECENT).await else { return };
        let Ok(before) = json::read::<Vec<String>>(json.as_bytes()) else { return };
        recent.try_update(|recent| {
            for id in before {
                if recent.len() < MOST_RECENT && !recent.contains(&id) {
                    recent.push(id);
                }
            }
        });
    });
}

/// Puts a family first among those used lately, here and for later visits.
fn keep(store: EditorStore, recent: RwSignal<Vec<String>>, id: &FontId) {
    // The list on the screen stays as it is while it is open: what moves away under a pointer is not to be hit.
    let mut ids = recent.get_untracked();
    ids.retain(|known| *known != id.0);
    ids.insert(0, id.0.clone());
    ids.truncate(MOST_RECENT);
    let Some(storage) = store.atelier.storage.get_untracked() else { return };
    let json = json::write_text(&ids);
    spawn_local(async move {
        // A convenience: a full storage is told of where designs are saved.
        let _ = storage.put_pref(RECENT, &json).await;
    });
}

/// Arrow keys, Home and End go from family to family; from the first one up into the search field.
fn walk(event: KeyboardEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    let Ok(Some(around)) = target.closest(".font-find") else { return };
    let Ok(options) = around.query_selector_all("[role=option]") else { return };
    let at = (0..options.length())
        .find(|index| options.get(*index).is_some_and(|option| option.is_same_node(Some(&target))));
    let is_search = target.tag_name() == "INPUT";
    let last = options.length().checked_sub(1);
    let next = match (event.key().as_str(), at) {
        ("ArrowDown", None) if is_search => Some(0),
        ("ArrowDown", Some(at)) => last.map(|last| last.min(at + 1)),
        ("ArrowUp", Some(0)) => None,
        ("ArrowUp", Some(at)) => Some(at - 1),
        ("Home", Some(_)) => Some(0),
        ("End", Some(_)) => last,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let goal = match next {
        Some(index) => options.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok()),
        None => around
            .query_selector("input")
            .ok()
            .flatten()
            .and_then(|input| input.dyn_into::<HtmlElement>().ok()),
    };
    if let Some(goal) = goal {
        let _ = goal.focus();
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn fonts() -> Vec<FontInfo> {
        let info = |id: &str, category: &str, moods: &[&str], scripts: &[&str]| FontInfo {
            id: id.to_lowercase(),
            name: id.into(),
            category: category.into(),
            moods: moods.iter().map(|mood| (*mood).to_owned()).collect(),
            scripts: scripts.iter().map(|script| (*script).to_owned()).collect(),
        };
        vec![
            info("Anton", "sans", &["bold", "loud"], &["latin"]),
            info("Great Vibes", "script", &["romantic", "elegant"], &["latin"]),
            info("Montserrat", "sans", &["clean", "bold"], &["latin", "cyrillic"]),
        ]
    }

    #[wasm_bindgen_test]
    fn names_come_before_kinds_and_moods_narrow() {
        assert_eq!(matching(&fonts(), "", None), [0, 1, 2]);
        assert_eq!(matching(&fonts(), "an", None), [0]);
        assert_eq!(matching(&fonts(), "s", None), [1, 2, 0]);
        assert_eq!(matching(&fonts(), "cyr", None), [2]);
        assert_eq!(matching(&fonts(), "", Some(0)), [0, 2]);
        assert_eq!(matching(&fonts(), "mont", Some(3)), Vec::<usize>::new());
    }
}
