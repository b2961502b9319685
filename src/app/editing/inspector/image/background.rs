//! Removing a picture's background: at once from its edges, or from points that are picked; with a look at the result
//! before it is used. The work is the reader's.

use std::sync::Arc;

use design::{ArtworkId, Image};
use editor::{Command, Refinement, Target};
use jobs::{Backdrop, ImportedArtwork, ReaderJob, Reply};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::points::{PickedPoints, PointPicker};
use super::preview::proxy_of;
use super::working::Working;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::fields::Slider;
use crate::editing::store::sentence;
use crate::editing::uploads::keep_picture;
use crate::parts::{Banner, Dialog, Switch, Tone, view};
use crate::reader::ReadError;
use crate::words::{fill, percent, words};

/// How different a colour may be at first.
const TOLERANCE: f64 = 0.2;
/// The edge at first, and the most: soft pixels, and pixels that it is moved inwards. The limits are the reader's.
const EDGE: (f64, f64) = (2.0, 0.0);
const MOST_EDGE: (f64, f64) = (8.0, 3.0);

/// A picture without its background, not used yet.
#[derive(Clone)]
struct Made {
    artwork: ImportedArtwork,
    file: Uint8Array,
    url: Arc<str>,
    backdrop: Backdrop,
    part: f64,
}

/// The dialog. It begins with the picture's edges by itself.
#[component]
pub(super) fn BackgroundDialog(
    /// The selected picture.
    image: Memo<Option<Image>>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let work = Working::new(store);
    let made = RwSignal::new_local(None::<Made>);
    let points = RwSignal::new(Vec::<(f64, f64)>::new());
    let tolerance = RwSignal::new(TOLERANCE);
    let everywhere = RwSignal::new(false);
    let edge = RwSignal::new(EDGE);
    // Always from what was uploaded, so that a second try does not lose more.
    let source = move || image.get_untracked().map(|image| image.original.unwrap_or(image.artwork));
    let run = move || {
        let Some(original) = source() else { return };
        let job = ReaderJob::RemoveBackground {
            seeds: points.get_untracked(),
            tolerance: tolerance.get_untracked(),
            everywhere: everywhere.get_untracked(),
            soft: edge.get_untracked().0 as u8,
            shrink: edge.get_untracked().1 as u8,
        };
        work.begin(original, job, move |reply, file| {
            if let Reply::Removed { artwork, backdrop, part } = reply
                && let (Ok(artwork), Ok(backdrop)) = (artwork.read(), backdrop.read())
                && let Some(url) = address(&file)
            {
                made.set(Some(Made { artwork, file, url, backdrop, part }));
            }
        });
    };
    effect(move || {
        if open.get() {
            made.set(None);
            points.set(Vec::new());
            tolerance.set(TOLERANCE);
            everywhere.set(false);
            edge.set(EDGE);
            run();
        } else {
            work.cancel();
        }
    });
    let before = proxy_of(Signal::derive(source));
    let picture = Signal::derive(move || {
        let after = made.with(|made| made.as_ref().map(|made| made.url.clone()));
        after.or_else(|| before.get()).unwrap_or_default().to_string()
    });
    let pixels = |number: f64| fill(words().edge_pixels, &[&number.to_string()]);
    let apply = move || {
        let (Some(original), Some(made)) = (source(), made.get_untracked()) else { return };
        open.set(false);
        spawn_local(async move { use_it(store, original, made).await });
    };
    view! {
        <Dialog open=open name="background" title=words().remove_background>
            <div class="dialog-body stack">
                <PointPicker url=picture points=points on_change=move |()| run() />
                <PickedPoints points=points on_change=move |()| run() />
                <p class="muted small">{words().background_hint}</p>
                {work.view()}
                {move || made.get().map(|made| verdict(&made))}
                <Slider
                    label=words().tolerance
                    value=Signal::derive(move || tolerance.get() * 100.0)
                    range=(1.0, 100.0, 1.0)
                    text=Signal::derive(move || percent(tolerance.get()))
                    on_change=move |number: f64| {
                        tolerance.set(number / 100.0);
                        work.soon(run);
                    }
                />
                <Slider
                    label=words().soft_edge
                    value=Signal::derive(move || edge.get().0)
                    range=(0.0, MOST_EDGE.0, 1.0)
                    text=Signal::derive(move || pixels(edge.get().0))
                    on_change=move |number: f64| {
                        edge.update(|edge| edge.0 = number);
                        work.soon(run);
                    }
                />
                <Slider
                    label=words().shrink_edge
                    value=Signal::derive(move || edge.get().1)
                    range=(0.0, MOST_EDGE.1, 1.0)
                    text=Signal::derive(move || pixels(edge.get().1))
                    on_change=move |number: f64| {
                        edge.update(|edge| edge.1 = number);
                        work.soon(run);
                    }
                />
                <Switch
                    label=words().background_everywhere
                    on=everywhere
                    on_change=move |on: bool| {
                        everywhere.set(on);
                        run();
                    }
                />
            </div>
            <div class="dialog-foot">
                <button
                    type="button"
                    class="btn btn-quiet"
                    on:click=move |_| {
                        points.set(Vec::new());
                        run();
                    }
                >
                    {words().from_edges}
                </button>
                {work.apply_button(move || made.with(Option::is_some), apply)}
            </div>
        </Dialog>
    }
}

fn verdict(made: &Made) -> AnyView {
    let (tone, text) = match made.backdrop {
        Backdrop::Flat => (Tone::Good, fill(words().background_flat, &[&percent(made.part)])),
        Backdrop::Clear => (Tone::Info, words().background_clear.to_owned()),
        Backdrop::Uneven => (Tone::Warn, words().background_uneven.to_owned()),
    };
    view! { <Banner tone=tone text=text testid="background-verdict" /> }
}

async fn use_it(store: EditorStore, original: ArtworkId, made: Made) {
    match keep_picture(store, &made.file).await {
        Ok(kept) => {
            debug_assert_eq!(kept.id, made.artwork.id);
            let how = Refinement::Repaint {
                artwork: kept.id,
                format: kept.format,
                pixels: kept.pixels,
                original: Some(original),
            };
            store.run(Command::Refine { target: Target::Selection, how });
        }
        Err(ReadError::Failed(problem) | ReadError::NotOutlines(problem)) => {
            store.atelier.toast(&problem, None)
        }
        Err(ReadError::Cancelled) => {}
    }
}

/// Puts the picture back that was uploaded.
pub(super) fn restore(store: EditorStore, image: &Image) {
    let Some(original) = image.original else { return };
    spawn_local(async move {
        let Some(bytes) = store.atelier.original(original).await else {
            return store.atelier.toast(words().picture_gone, None);
        };
        match store.atelier.studio().import(&bytes).await {
            Ok((kept, _)) => {
                let how = Refinement::Repaint {
                    artwork: kept.id,
                    format: kept.format,
                    pixels: kept.pixels,
                    original: None,
                };
                store.run(Command::Refine { target: Target::Selection, how });
            }
            Err(error) => store.atelier.toast(&sentence(&error.to_string()), None),
        }
    });
}

/// An address of a file in memory; the browser lets go of it with the page.
fn address(file: &Uint8Array) -> Option<Arc<str>> {
    let blob = web_sys::Blob::new_with_u8_array_sequence(&Array::of1(file)).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok().map(Into::into)
}
