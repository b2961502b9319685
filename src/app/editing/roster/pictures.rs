//! Rows on the product: the chosen one large, and all of them small, drawn when they come into sight.

use std::sync::Arc;

use catalog::{Product, View};
use design::Design;
use jobs::Compose;
use leptos::html::Span;
use leptos::prelude::*;
use roster::{Entry, Form};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlCanvasElement;

use super::fitting;
use super::state::{ON_A_PAGE, Roster};
use crate::dom::effect;
use crate::parts::{Each, ProductPicture, compose, front_view, paint, view, when_seen};
use crate::words::{fill, roster_words, words};

/// Edge of the chosen row's picture, in pixels.
const LARGE: u32 = 640;
/// Edge of a small picture, in pixels.
const SMALL: u32 = 240;

/// The view that shows what rows change.
fn view_of(roster: Roster, form: &Form) -> Option<View> {
    let product: Arc<Product> = roster.store.product();
    let mapping = roster.mapping.get_untracked();
    let filled = form.fields().iter().filter(|field| mapping.fields.contains_key(&field.id));
    let mut layers = filled.flat_map(|field| &field.layers);
    let layer = layers.find_map(|id| form.design().layers.get(id));
    let side = layer.map(|layer| layer.side.clone());
    let side = side.or(product.sides.first().map(|side| side.id.clone()))?;
    front_view(&product, &side).cloned()
}

/// The picture of a row to draw.
async fn picture_of(roster: Roster, entry: Entry, size: u32) -> Option<Compose> {
    let form = roster.form.try_get_untracked()??;
    let design = fitting::design(roster, &form, &entry).await?;
    let view = view_of(roster, &form)?;
    compose(design, &roster.store.product(), &view, size)
}

/// A design's picture as a `data:image/png` URL.
pub(super) async fn url_of(roster: Roster, design: Design, size: u32) -> Result<String, String> {
    let failed = || words().picture_failed.to_owned();
    let form = roster.form.get_untracked().ok_or_else(failed)?;
    let view = view_of(roster, &form).ok_or_else(failed)?;
    let job = compose(design, &roster.store.product(), &view, size).ok_or_else(failed)?;
    let picture =
        roster.store.atelier.studio().compose(job).await.map_err(|error| error.to_string())?;
    let canvas = document().create_element("canvas").map_err(|_| failed())?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| failed())?;
    paint(&canvas, &picture);
    canvas.to_data_url().map_err(|_| failed())
}

/// What a picture shows, for those who cannot see it.
fn alt(roster: Roster, entry: &Entry) -> String {
    let product = roster.store.product();
    let size = product.size(&entry.size).map_or("", |size| size.name.as_str());
    fill(roster_words().preview_alt, &[&product.name, &said(entry), size])
}

/// A row's words in one line.
fn said(entry: &Entry) -> String {
    let filled: Vec<&str> =
        entry.words.values().map(String::as_str).filter(|word| !word.is_empty()).collect();
    filled.join(", ")
}

/// The chosen row on the product.
#[component]
pub(super) fn Chosen(roster: Roster) -> impl IntoView {
    let entry = Memo::new(move |_| roster.entry(roster.chosen.get()));
    let job = RwSignal::new(None::<Compose>);
    effect(move || {
        roster.form.track();
        let Some(asked) = entry.get() else { return };
        spawn_local(async move {
            let made = picture_of(roster, asked.clone(), LARGE).await;
            // Another row may have been chosen meanwhile.
            if made.is_some() && entry.try_get_untracked().flatten() == Some(asked) {
                job.try_set(made);
            }
        });
    });
    let told = move || {
        entry.with(|entry| entry.as_ref().map_or_else(String::new, |entry| alt(roster, entry)))
    };
    view! {
        <figure class="roster-chosen room" style=move || format!("--dye:{}", roster.store.colour().swatch)>
            <ProductPicture
                class="picture"
                job=Signal::derive(move || job.get())
                alt=Signal::derive(told)
            />
            <figcaption class="small" data-testid="roster-chosen">
                {move || {
                    entry
                        .get()
                        .map(|entry| {
                            fill(roster_words().of_row, &[&entry.row.to_string(), &said(&entry)])
                        })
                }}
            </figcaption>
        </figure>
    }
}

/// All rows of the page, small.
#[component]
pub(super) fn Pictures(roster: Roster) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let first = roster.page.get() * ON_A_PAGE;
        (first..(first + ON_A_PAGE).min(roster.rows()))
            .filter_map(|index| roster.entry(index))
            .collect::<Vec<Entry>>()
    });
    view! {
        <div class="roster-pictures" data-testid="roster-pictures">
            <Each
                each=move || rows.get()
                key=|entry| format!("{} {:?} {}", entry.row, entry.words.values().collect::<Vec<_>>(), entry.size)
                let:entry
            >
                <Tile roster=roster entry=entry />
            </Each>
        </div>
    }
}

#[component]
fn Tile(roster: Roster, entry: Entry) -> impl IntoView {
    let job = RwSignal::new(None::<Compose>);
    let place = NodeRef::<Span>::new();
    let (index, told, label) = (entry.row - 1, alt(roster, &entry), said(&entry));
    let number = fill(roster_words().row_number, &[&entry.row.to_string()]);
    when_seen(place, move || {
        let entry = entry.clone();
        spawn_local(async move {
            let made = picture_of(roster, entry, SMALL).await;
            job.try_set(made);
        });
    });
    view! {
        <button
            type="button"
            class="roster-tile room"
            aria-pressed=move || (roster.chosen.get() == index).to_string()
            on:click=move |_| roster.chosen.set(index)
        >
            <span node_ref=place>
                <ProductPicture
                    class="picture"
                    job=Signal::derive(move || job.get())
                    alt=Signal::derive(move || told.clone())
                />
            </span>
            <span class="small">
                <strong>{number}</strong>
                " "
                {label}
            </span>
        </button>
    }
}
