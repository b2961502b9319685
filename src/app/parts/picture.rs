//! Product pictures on a canvas, drawn by the studio. Asks again when the design changes, at most once at a time.

use catalog::{Colour, Product, SideId, View};
use design::Design;
use jobs::{Compose, Ground};
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::atelier::Atelier;
use crate::dom::effect;
use crate::parts::{view, when_seen};
use crate::studio::Picture;
use crate::words::words;

/// The job that draws a view of a design.
pub(crate) fn compose(
    design: Design,
    product: &Product,
    view: &View,
    size: u32,
) -> Option<Compose> {
    let area = product.side(&view.side)?.print_area;
    let colour: &Colour = product.colour(&design.head.colour).or(product.colours.first())?;
    let parts = colour.parts;
    let (view, ground) = (view.clone(), Ground::Transparent);
    Some(Compose { design, area, view, parts, size, ground, print_scale: 1.0 })
}

/// The view that shows the middle of a side: on a wrap its `front`, which is not the first.
pub(crate) fn front_view<'product>(
    product: &'product Product,
    side: &SideId,
) -> Option<&'product View> {
    let front = product.views.iter().find(|view| view.side == *side && view.id.as_str() == "front");
    front.or(product.view_of(side))
}

/// A product picture. While the first one is on its way the canvas says so; later ones replace it.
#[component]
pub(crate) fn ProductPicture(
    /// What to draw; `None` waits.
    #[prop(into)]
    job: Signal<Option<Compose>>,
    /// What the picture shows, for those who cannot see it.
    #[prop(into)]
    alt: Signal<String>,
    /// Class of the canvas.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let canvas = NodeRef::<Canvas>::new();
    let busy = StoredValue::new(false);
    let state = RwSignal::new(State::Waiting);
    let again = RwSignal::new(());
    let is_seen = RwSignal::new(false);
    when_seen(canvas, move || {
        // The picture may have left the page since.
        let _ = is_seen.try_set(true);
    });
    effect(move || {
        again.track();
        if !is_seen.get() {
            return;
        }
        let Some(asked) = job.get() else { return };
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            let picture = atelier.studio().compose(asked.clone()).await;
            // The picture may have left the page while it was drawn, and with it all that belongs to it.
            let Some(canvas) = canvas.try_get_untracked() else { return };
            if busy.try_set_value(false).is_some() {
                return;
            }
            let outcome = match picture {
                Ok(picture) => {
                    if let Some(canvas) = canvas {
                        paint(&canvas, &picture);
                    }
                    State::Shown
                }
                Err(error) => State::Failed(error.to_string()),
            };
            // Asks again only where the wish has changed meanwhile.
            let newest = job.try_get_untracked().flatten();
            let _ = state.try_set(outcome);
            if newest.is_some_and(|newest| newest != asked) {
                let _ = again.try_set(());
            }
        });
    });
    view! {
        <canvas
            node_ref=canvas
            class=class
            role="img"
            aria-label=alt
            data-state=move || match state.get() {
                State::Waiting => "waiting",
                State::Shown => "shown",
                State::Failed(_) => "failed",
            }
        ></canvas>
        {move || match state.get() {
            State::Failed(error) => {
                Some(
                    view! {
                        <div class="picture-note" role="status" title=error>
                            <p>{words().picture_failed}</p>
                            <button
                                type="button"
                                class="btn btn-small"
                                on:click=move |_| again.set(())
                            >
                                {words().try_again}
                            </button>
                        </div>
                    },
                )
            }
            State::Waiting | State::Shown => None,
        }}
    }
}

#[derive(Clone, PartialEq, Eq)]
enum State {
    Waiting,
    Shown,
    Failed(String),
}

/// Puts a picture on a canvas, which takes its size.
pub(crate) fn paint(canvas: &HtmlCanvasElement, picture: &Picture) {
    canvas.set_width(picture.width);
    canvas.set_height(picture.height);
    let pixels = picture.pixels.to_vec();
    let data = ImageData::new_with_u8_clamped_array_and_sh(
        Clamped(&pixels),
        picture.width,
        picture.height,
    );
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    if let (Ok(data), Some(context)) = (data, context) {
        // Fails only for a picture of no size, which shows nothing anyway.
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}
