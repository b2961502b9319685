//! Motifs in a grid: so many at once, more when the end comes into sight; arrow keys go from one to the next.

use geom::Rgb;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::Library;
use super::picture::{DrawingPicture, markup};
use super::place::{DRAGGED, seen_on};
use crate::parts::when_seen;
use crate::parts::{Each, Show, view};
use crate::words::words;

/// Motifs that are shown at first, and how many more each time.
const PAGE: usize = 60;

/// A grid of motifs by their places in the list.
#[component]
pub(super) fn MotifGrid(
    /// The library.
    library: Library,
    /// What is shown.
    #[prop(into)]
    places: Signal<Vec<usize>>,
    /// What a press does.
    on_press: Callback<usize>,
) -> impl IntoView {
    let shown = RwSignal::new(PAGE);
    // Another search begins at its top.
    let visible = Memo::new(move |before: Option<&(Vec<usize>, Vec<usize>)>| {
        let all = places.get();
        if before.is_some_and(|(_, known)| *known != all) {
            shown.set(PAGE);
        }
        let count = shown.get().min(all.len());
        (all.iter().take(count).copied().collect::<Vec<_>>(), all)
    });
    let body = move || library.store.colour().parts.body;
    let has_more = Memo::new(move |_| places.with(Vec::len) > shown.get());
    view! {
        <div
            class="motif-grid"
            style=move || format!("--c:{}", body())
            role="group"
            aria-label=words().motifs
            on:keydown=walk
        >
            <Each each=move || visible.get().0 key=usize::to_string let:place>
                <Tile library=library place=place on_press=on_press />
            </Each>
        </div>
        <Show when=move || has_more.get()>
            {move || {
                // Each page has an end of its own.
                shown.track();
                view! { <More on_more=move |()| shown.update(|shown| *shown += PAGE) /> }
            }}
        </Show>
    }
}

#[component]
fn Tile(library: Library, place: usize, on_press: Callback<usize>) -> impl IntoView {
    let name = library.name(place);
    let body = Memo::new(move |_| library.store.colour().parts.body);
    let picture = Memo::new(move |_| {
        let Some(drawing) = library.drawing(place) else { return String::new() };
        let swaps = seen_on(&drawing, body.get());
        let colour =
            |from: Rgb| swaps.iter().find(|swap| swap.from == from).map_or(from, |swap| swap.to);
        markup(&drawing, &colour)
    });
    let is_coming = move || picture.with(String::is_empty).then_some("true");
    view! {
        <button
            type="button"
            class="motif"
            aria-label=name.clone()
            title=name
            aria-busy=is_coming
            draggable="true"
            data-motif=place.to_string()
            on:click=move |_| on_press.run(place)
            on:dragstart=move |event| {
                if let Some(data) = event.data_transfer() {
                    // Without it the drag brings nothing, and a press still works.
                    let _ = data.set_data(DRAGGED, &place.to_string());
                    data.set_effect_allowed("copy");
                }
            }
        >
            <DrawingPicture markup=picture />
        </button>
    }
}

/// The end of a page: shows the next when it comes into sight, or when it is pressed.
#[component]
fn More(#[prop(into)] on_more: Callback<()>) -> impl IntoView {
    let here = NodeRef::<leptos::html::Span>::new();
    when_seen(here, move || on_more.run(()));
    view! {
        <span node_ref=here class="motif-more">
            <button type="button" class="btn btn-quiet btn-block" on:click=move |_| on_more.run(())>
                {words().motifs_more}
            </button>
        </span>
    }
}

/// Arrow keys, Home and End go from motif to motif, by what lies above and below on the screen.
fn walk(event: KeyboardEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let Ok(Some(grid)) = target.closest(".motif-grid") else { return };
    let tiles = tiles_of(&grid);
    let Some(at) = tiles.iter().position(|tile| tile.is_same_node(Some(&target))) else { return };
    let top = |tile: &HtmlElement| tile.offset_top();
    let columns = tiles.iter().take_while(|tile| top(tile) == top(&tiles[0])).count().max(1);
    let last = tiles.len().saturating_sub(1);
    let goal = match event.key().as_str() {
        "ArrowRight" => (at + 1).min(last),
        "ArrowLeft" => at.saturating_sub(1),
        "ArrowDown" => (at + columns).min(last),
        "ArrowUp" => at.saturating_sub(columns),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(tile) = tiles.get(goal) {
        // A tile that cannot take the focus is on its way out.
        let _ = tile.focus();
    }
}

fn tiles_of(grid: &Element) -> Vec<HtmlElement> {
    let Ok(found) = grid.query_selector_all(".motif") else { return Vec::new() };
    let tile = |index| found.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    (0..found.length()).filter_map(tile).collect()
}
