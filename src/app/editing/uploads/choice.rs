//! The dialog about a file: which page of a document, and what to do about parts that outlines cannot keep.

use jobs::Missing;
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CanvasRenderingContext2d, ImageData};

use super::{Asking, BringIn, Question, Uploads, Why};
use crate::dom::effect;
use crate::parts::{Dialog, Each, Icon, Show, view};
use crate::reader::{Asked, Reader};
use crate::words::{fill, words};

/// Pages that are shown at first, and how many more each time.
const PAGES: usize = 12;
/// Longest edge of a page's picture in pixels.
const THUMBNAIL: u32 = 240;

/// The dialog; it is open while something is asked, and closing it is an answer too.
#[component]
pub(crate) fn Choice(
    /// The uploads.
    uploads: Uploads,
) -> impl IntoView {
    let open = RwSignal::new(uploads.asking.with_untracked(Option::is_some));
    effect(move || open.set(uploads.asking.with(Option::is_some)));
    let give_up = move || match uploads.asking.get_untracked().map(|asking| asking.question) {
        Some(Question::Page { answer, .. }) => answer.answer(None),
        Some(Question::Missing { answer, .. }) => answer.answer(None),
        None => {}
    };
    effect(move || {
        if !open.get() {
            give_up();
        }
    });
    let name = move || uploads.asking.with(|asking| asking.as_ref().map(|it| it.name.clone()));
    let name = Signal::derive(move || name().unwrap_or_default());
    view! {
        <Dialog open=open name="upload" title=name>
            {move || match uploads.asking.get() {
                Some(asking) => asked(uploads, asking),
                None => ().into_any(),
            }}
        </Dialog>
    }
}

fn asked(uploads: Uploads, asking: Asking) -> AnyView {
    let Asking { file, question, .. } = asking;
    // A worker of its own, so that pictures of pages do not stand in the way of reading.
    let reader = Reader::new(&uploads.store.atelier.place().base);
    let ended = StoredValue::new_local(reader.clone());
    on_cleanup(move || {
        ended.try_with_value(Reader::cancel);
    });
    match question {
        Question::Page { count, answer } => pages(reader, file, count, answer),
        Question::Missing { why, is_empty, page, answer } => view! {
            <div class="dialog-body row">
                <Page reader=reader file=file page=page />
                <div class="stack grow">
                    {reasons(why)}
                </div>
            </div>
            {bring_in(is_empty, answer)}
        },
    }
}

fn reasons(why: Why) -> AnyView {
    match why {
        Why::All(reason) => view! { <p data-testid="missing">{reason}</p> },
        Why::Parts(missing) => view! {
            <p>{words().missing_title}</p>
            <ul class="stack" data-testid="missing">
                {missing.iter().map(|part| missing_row(*part)).collect_view()}
            </ul>
        },
    }
}

fn missing_row(part: Missing) -> AnyView {
    let name = match part {
        Missing::Text => words().missing_text,
        Missing::Filters => words().missing_filters,
        Missing::Masks => words().missing_masks,
        Missing::Pictures => words().missing_pictures,
        Missing::UnreadPictures => words().missing_unread,
        Missing::Fonts => words().missing_fonts,
        Missing::Notes => words().missing_notes,
        Missing::Patterns => words().missing_patterns,
        Missing::Blending => words().missing_blending,
        Missing::Gradients => words().missing_gradients,
        Missing::Dashes => words().missing_dashes,
        Missing::Links => words().missing_links,
        Missing::Foreign => words().missing_foreign,
        Missing::Motion => words().missing_motion,
        Missing::Scripts => words().missing_scripts,
    };
    let also = part.is_lost_in_pictures().then_some(words().missing_in_picture);
    view! {
        <li class="row" style="flex-wrap:nowrap;align-items:start">
            <Icon name="info" />
            <div>{name} " " <span class="muted">{also}</span></div>
        </li>
    }
}

fn bring_in(is_empty: bool, answer: Asked<Option<BringIn>>) -> AnyView {
    let (picture, outlines) = (answer.clone(), answer);
    let (picture, outlines) = (StoredValue::new_local(picture), StoredValue::new_local(outlines));
    view! {
        <div class="dialog-foot">
            <button
                type="button"
                class="btn"
                disabled=is_empty
                on:click=move |_| outlines.with_value(|answer| answer.answer(Some(BringIn::Outlines)))
            >
                {words().keep_outlines}
            </button>
            <button
                type="button"
                class="btn btn-primary"
                autofocus=true
                on:click=move |_| picture.with_value(|answer| answer.answer(Some(BringIn::Picture)))
            >
                {words().as_picture}
            </button>
        </div>
    }
}

/// The pages of a document as buttons with their pictures.
fn pages(
    reader: Reader,
    file: js_sys::Uint8Array,
    count: usize,
    answer: Asked<Option<usize>>,
) -> AnyView {
    let shown = RwSignal::new(PAGES.min(count));
    let held = StoredValue::new_local((reader, file, answer));
    let page = move |page: usize| {
        let (reader, file, _) = held.get_value();
        let name = fill(words().page_number, &[&(page + 1).to_string()]);
        view! {
            <button
                type="button"
                class="tile"
                on:click=move |_| held.with_value(|(_, _, answer)| answer.answer(Some(page)))
            >
                <Page reader=reader file=file page=page />
                <span>{name}</span>
            </button>
        }
    };
    let numbers = move || (0..shown.get()).collect();
    let are_more = move || shown.get() < count;
    view! {
        <div class="dialog-body stack">
            <p>{fill(words().choose_page, &[&count.to_string()])}</p>
            <div class="tile-grid page-grid">
                <Each
                    each=numbers
                    key=|page: &usize| page.to_string()
                    let:number
                >
                    {page(number)}
                </Each>
            </div>
            <Show when=are_more>
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| shown.update(|shown| *shown = (*shown + PAGES).min(count))
                >
                    {words().more_pages}
                </button>
            </Show>
        </div>
    }
}

/// A page drawn small, when it is ready; a page that cannot be drawn stays empty and says so when it is chosen.
#[component]
fn Page(reader: Reader, file: js_sys::Uint8Array, page: usize) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    spawn_local(async move {
        let Ok((width, height, pixels)) = reader.thumbnail(page, THUMBNAIL, &file).await else {
            return;
        };
        let Some(canvas) = canvas.try_get_untracked().flatten() else { return };
        canvas.set_width(width);
        canvas.set_height(height);
        let pixels = pixels.to_vec();
        let Ok(image) =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), width, height)
        else {
            return;
        };
        let context = canvas.get_context("2d").ok().flatten();
        if let Some(context) = context.and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok())
        {
            // Fails only for a picture without pixels.
            let _ = context.put_image_data(&image, 0.0, 0.0);
        }
    });
    view! { <canvas node_ref=canvas class="page-picture" width="120" height="160" aria-hidden="true"></canvas> }
}
