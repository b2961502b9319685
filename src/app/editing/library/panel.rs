//! The artwork panel: search, categories, what was used lately, motifs; and the way to QR codes. Rules are elsewhere.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::code::NewCode;
use super::grid::MotifGrid;
use super::own::OwnArt;
use super::{Library, Purpose, Shelf};
use crate::parts::{Banner, Icon, Show, Tone, Waiting, view};
use crate::words::{fill, words};

/// Name of the preference that keeps what was used lately: ids, the newest first.
const RECENT: &str = "recent_motifs";
/// Most motifs that are shown as used lately: two rows.
const MOST_RECENT: usize = 8;

/// The artwork panel.
#[component]
pub(crate) fn ArtworkPanel(
    /// The library.
    library: Library,
) -> impl IntoView {
    library.open();
    let makes_code = RwSignal::new(false);
    view! {
        {move || match library.shelf.get() {
            _ if makes_code.get() => view! { <NewCode library=library open=makes_code /> },
            Shelf::Coming => view! {
                <Waiting />
            },
            Shelf::Failed(error) => view! {
                <div class="empty" role="alert" data-testid="library-failed">
                    <Icon name="warning" />
                    <p>{error}</p>
                    <button type="button" class="btn" on:click=move |_| library.open()>
                        {words().try_again}
                    </button>
                </div>
            },
            Shelf::Here => view! { <Motifs library=library makes_code=makes_code /> },
        }}
    }
}

#[component]
fn Motifs(library: Library, makes_code: RwSignal<bool>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let category = RwSignal::new(None::<usize>);
    let recent = RwSignal::new(Vec::<String>::new());
    remember(library, recent);
    let found = Memo::new(move |_| {
        let query = query.get();
        // A search is for all motifs: who types does not look at categories.
        let within = if query.trim().is_empty() { category.get() } else { None };
        library.find(&query, within)
    });
    let lately = Memo::new(move |_| {
        let plain = query.with(|query| query.trim().is_empty()) && category.get().is_none();
        let list = library.list().filter(|_| plain);
        let place = |id: &String| {
            list.as_ref().and_then(|list| list.motifs.iter().position(|motif| motif.id == *id))
        };
        recent.with(|ids| ids.iter().filter_map(place).collect::<Vec<_>>())
    });
    let press = Callback::new(move |place: usize| {
        if let Some(list) = library.list()
            && let Some(motif) = list.motifs.get(place)
        {
            keep(library, recent, &motif.id);
        }
        library.press(place);
    });
    let count = move || match found.with(Vec::len) {
        1 => words().motifs_one.to_owned(),
        number => fill(words().motifs_count, &[&number.to_string()]),
    };
    let names = words().motif_categories.split('|');
    let kept = library.list().map(|list| list.categories.clone()).unwrap_or_default();
    let categories: Vec<_> = (kept.into_iter().enumerate())
        .map(|(place, id)| {
            let name = names.clone().find_map(|name| name.strip_prefix(&id)?.strip_prefix('='));
            (place, name.map_or(id.clone(), str::to_owned))
        })
        .collect();
    view! {
        <Asked library=library />
        <OwnArt library=library />
        <div class="stack motif-find">
            <input
                type="search"
                class="input"
                aria-label=words().motifs_find
                placeholder=words().motifs_find
                autocomplete="off"
                spellcheck="false"
                data-testid="motif-search"
                prop:value=move || query.get()
                on:focus=move |_| library.want_all_words()
                on:input=move |event| {
                    library.want_all_words();
                    query.set(event_target_value(&event));
                }
            />
            <button type="button" class="btn btn-block" on:click=move |_| makes_code.set(true)>
                <Icon name="qr" />
                {words().code_make}
            </button>
            <div class="chips chips-row" role="group" aria-label=words().motifs_kinds>
                {categories
                    .into_iter()
                    .map(|(place, name)| {
                        let on = move || category.get() == Some(place);
                        view! {
                            <button
                                type="button"
                                class="chip"
                                aria-pressed=move || on().to_string()
                                on:click=move |_| {
                                    query.set(String::new());
                                    category.set((!untrack(on)).then_some(place));
                                }
                            >
                                {name}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
        <p class="muted small" role="status" data-testid="motif-count">{count}</p>
        {move || {
            library
                .problem
                .get()
                .map(|error| {
                    view! {
                        <Banner
                            tone=Tone::Error
                            text=error
                            act=(words().try_again, Callback::new(move |()| library.try_again()))
                        />
                    }
                })
        }}
        <Show when=move || !lately.with(Vec::is_empty)>
            <h3 class="group-title">{words().motifs_recent}</h3>
            <MotifGrid library=library places=lately on_press=press />
            <h3 class="group-title">{words().motifs_all}</h3>
        </Show>
        <Show
            when=move || !found.with(Vec::is_empty)
            fallback=move || view! {
                <div class="empty">
                    <Icon name="search" />
                    <p class="muted">{words().motifs_none}</p>
                    <button
                        type="button"
                        class="btn btn-small"
                        on:click=move |_| {
                            query.set(String::new());
                            category.set(None);
                        }
                    >
                        {words().motifs_show_all}
                    </button>
                </div>
            }
        >
            <MotifGrid library=library places=found on_press=press />
        </Show>
    }
}

/// What a press does, where that is not the usual; and the way back.
#[component]
fn Asked(library: Library) -> impl IntoView {
    let text = move || match library.purpose.get() {
        Purpose::Add => None,
        Purpose::Replace(_) => Some(words().motif_choose_other),
        Purpose::Fill(_) => Some(words().motif_choose_tile),
        Purpose::Mask(_) => Some(words().motif_choose_mask),
    };
    view! {
        {move || {
            text()
                .map(|text| {
                    view! {
                        <Banner
                            tone=Tone::Info
                            text=text
                            act=(words().cancel, Callback::new(move |()| library.purpose.set(Purpose::Add)))
                        />
                    }
                })
        }}
    }
}

/// Takes up what was used in earlier visits.
fn remember(library: Library, recent: RwSignal<Vec<String>>) {
    let Some(storage) = library.store.atelier.storage.get_untracked() else { return };
    spawn_local(async move {
        // What cannot be read is no loss: the list begins anew.
        let Ok(Some(json)) = storage.pref(RECENT).await else { return };
        let Ok(ids) = json::read::<Vec<String>>(json.as_bytes()) else { return };
        let _ = recent.try_set(ids);
    });
}

/// Puts a motif first among those used lately, here and for later visits.
fn keep(library: Library, recent: RwSignal<Vec<String>>, id: &str) {
    let mut ids = recent.get_untracked();
    if !ids.iter().any(|known| known == id) {
        ids.insert(0, id.to_owned());
        ids.truncate(MOST_RECENT);
        // What was there keeps its place while the panel is open, unless there is something new.
        recent.set(ids.clone());
    }
    let Some(storage) = library.store.atelier.storage.get_untracked() else { return };
    let json = json::write_text(&ids);
    spawn_local(async move {
        // A convenience: a full storage is told of where designs are saved.
        let _ = storage.put_pref(RECENT, &json).await;
    });
}
