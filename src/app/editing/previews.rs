//! The realistic picture: small tiles beside the stage, or large instead of it. Drawn by the studio after each change.

use std::sync::Arc;

use catalog::{Product, View, ViewId};
use jobs::{Compose, JobError};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use crate::editing::EditorStore;
use crate::editing::sized_prints::SizedPrints;
use crate::parts::{Each, ProductPicture, Show, compose, front_view, paint, view};
use crate::turning::TurnButton;
use crate::words::{lower, words};

/// Edge of a tile's picture, in pixels.
const TILE: u32 = 320;
/// Edge of the large picture, in pixels.
const LARGE: u32 = 1000;

/// Tiles with the product as it will be.
#[component]
pub(crate) fn Previews(
    /// Whether the large picture takes the stage.
    preview: RwSignal<bool>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let views = move || views_of(&store.product(), &store.side.get());
    view! {
        <Show when=move || !preview.get()>
            <div class="previews">
                <Each each=views key=|view| view.id.to_string() let:view>
                    <button
                        type="button"
                        class="preview-tile room"
                        data-testid="preview-tile"
                        on:click=move |_| preview.set(true)
                    >
                        <ProductPicture
                            class="picture"
                            job=job_of(store, view.clone(), TILE)
                            alt=picture_alt(store, view.name.clone())
                        />
                        <span>{view.name.clone()}</span>
                    </button>
                </Each>
            </div>
        </Show>
    }
}

/// What is ordered, in the ordered size: each printed side, or else the product as it is.
#[component]
pub(crate) fn OrderPictures() -> impl IntoView {
    let store = EditorStore::from_context();
    let views = move || {
        store.revision.track();
        let product = store.product();
        let printed = store.printed_sides();
        let seen = printed.iter().filter_map(|side| front_view(&product, side).cloned());
        let seen: Vec<View> = seen.collect();
        let bare = || front_view(&product, &store.side.get()).cloned();
        if seen.is_empty() { bare().into_iter().collect() } else { seen }
    };
    view! {
        <div class="order-pictures">
            <Each each=views key=|view| view.id.to_string() let:view>
                <div class="room">
                    <ProductPicture
                        class="picture"
                        job=job_of(store, view.clone(), TILE)
                        alt=picture_alt(store, view.name.clone())
                    />
                </div>
            </Each>
        </div>
    }
}

/// The product as it will be, instead of the stage; with its views to choose from.
#[component]
pub(crate) fn PreviewStage() -> impl IntoView {
    let store = EditorStore::from_context();
    let all = store.product().views.clone();
    let first =
        views_of(&store.product(), &store.side.get_untracked()).first().map(|v| v.id.clone());
    let chosen = RwSignal::new(first);
    let design = live_design(store);
    let view = Memo::new(move |_| {
        let product = store.product();
        chosen.get().and_then(|id: ViewId| product.view(&id).cloned())
    });
    view! {
        <div class="stage-view preview-stage" data-testid="preview-stage">
            {move || {
                view.get()
                    .map(|view| {
                        view! {
                            <ProductPicture
                                class="preview-picture"
                                job=job_of(store, view.clone(), LARGE)
                                alt=picture_alt(store, view.name.clone())
                            />
                        }
                    })
            }}
            <div class="preview-foot">
            <div class="segmented preview-views" role="radiogroup" aria-label=words().preview>
                {all
                    .into_iter()
                    .map(|view| {
                        let (mine, picked) = (view.id.clone(), view.id.clone());
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="preview-view"
                                    prop:checked=move || chosen.get().as_ref() == Some(&mine)
                                    on:change=move |_| chosen.set(Some(picked.clone()))
                                />
                                <span>{view.name}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
            <TurnButton product=store.product() design=design />
            </div>
        </div>
    }
}

/// The views that show a side; on a mug all three.
fn views_of(product: &Arc<Product>, side: &catalog::SideId) -> Vec<View> {
    product.views.iter().filter(|view| view.side == *side).cloned().collect()
}

fn job_of(store: EditorStore, view: View, size: u32) -> Signal<Option<Compose>> {
    let prints = expect_context::<SizedPrints>();
    Signal::derive(move || {
        store.revision.track();
        let design = nameless(store.design());
        let print_scale = prints.scale(&view.side);
        compose(design, &store.product(), &view, size).map(|job| Compose { print_scale, ..job })
    })
}

/// The design as it is at any time, for what shows it without its name.
pub(crate) fn live_design(store: EditorStore) -> Signal<design::Design> {
    Signal::derive(move || {
        store.revision.track();
        nameless(store.design())
    })
}

/// The design without its name, so that renaming does not draw it again.
fn nameless(mut design: design::Design) -> design::Design {
    design.head.name.clear();
    design
}

fn picture_alt(store: EditorStore, view: String) -> Signal<String> {
    Signal::derive(move || {
        let name = store.head.with(|head| head.name.clone());
        format!("{name}: {}, {}", store.product().name, lower(&view))
    })
}

impl EditorStore {
    /// The main picture as a `data:image/png` URL.
    ///
    /// # Errors
    /// Why there is no picture.
    pub(crate) async fn picture_url(self, size: u32) -> Result<String, JobError> {
        let broken = |reason: &str| JobError::Picture { reason: reason.into() };
        let product = self.product();
        let side = self.printed_sides().first().cloned();
        let view = side.and_then(|side| product.view_of(&side)).or(product.views.first());
        let job = view.and_then(|view| compose(self.design(), &product, view, size));
        let picture = self.atelier.studio().compose(job.ok_or_else(|| broken("no view"))?).await?;
        let canvas = document().create_element("canvas").map_err(|_| broken("no canvas"))?;
        let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| broken("no canvas"))?;
        paint(&canvas, &picture);
        canvas.to_data_url().map_err(|_| broken("the canvas cannot be read"))
    }
}
