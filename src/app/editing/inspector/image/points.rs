//! Points picked on a picture: by a click, or by a cross that arrow keys move. What the points mean is up to the dialog.

use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use crate::parts::{Icon, Show, view};
use crate::words::{fill, percent, words};

/// A point, as parts of width and height.
pub(super) type Place = (f64, f64);

/// Most points that are picked.
const MOST_POINTS: usize = 40;
/// One step of an arrow key, and with Shift, as a part of the picture.
const STEP: (f64, f64) = (0.01, 0.1);
/// Where the cross is at first.
const MIDDLE: Place = (0.5, 0.5);

/// A picture with its points. A click picks one; so does Enter where the cross is.
#[component]
pub(super) fn PointPicker(
    /// The picture's address.
    url: Signal<String>,
    /// The points, oldest first.
    points: RwSignal<Vec<Place>>,
    /// The points changed.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let cross = RwSignal::new(MIDDLE);
    let said = RwSignal::new(String::new());
    let pick = move |place: Place| {
        if points.with_untracked(Vec::len) < MOST_POINTS {
            points.update(|points| points.push(place));
            on_change.run(());
        }
    };
    let click = move |event: MouseEvent| {
        if let Some(place) = place_in_target(&event) {
            cross.set(place);
            pick(place);
        }
    };
    let press = move |event: KeyboardEvent| {
        let step = if event.shift_key() { STEP.1 } else { STEP.0 };
        let (x, y) = match event.key().as_str() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            "Enter" | " " => {
                event.prevent_default();
                return pick(cross.get_untracked());
            }
            "Backspace" | "Delete" => {
                event.prevent_default();
                if points.try_update(Vec::pop).flatten().is_some() {
                    on_change.run(());
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        cross.update(|cross| {
            *cross = ((cross.0 + x).clamp(0.0, 1.0), (cross.1 + y).clamp(0.0, 1.0));
        });
        let (across, down) = cross.get_untracked();
        said.set(fill(words().cross_at, &[&percent(across), &percent(down)]));
    };
    view! {
        <div
            class="tool-view pick"
            tabindex="0"
            role="application"
            aria-label=words().pick_points
            data-testid="point-picker"
            on:keydown=press
        >
            <img
                class="tool-picture"
                alt=words().picture
                draggable="false"
                data-testid="background-result"
                src=move || url.get()
                on:click=click
            />
            {move || {
                points
                    .get()
                    .into_iter()
                    .map(|place| view! { <span class="pick-point" style=at(place)></span> })
                    .collect_view()
            }}
            <span class="pick-cross" style=move || at(cross.get())></span>
        </div>
        <span class="visually-hidden" aria-live="polite">{move || said.get()}</span>
    }
}

/// The points as buttons that take them back.
#[component]
pub(super) fn PickedPoints(
    /// The points, oldest first.
    points: RwSignal<Vec<Place>>,
    /// The points changed.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let row = move |index: usize| {
        let number = (index + 1).to_string();
        let unpick = move |_| {
            points.update(|points| {
                if index < points.len() {
                    points.remove(index);
                }
            });
            on_change.run(());
        };
        view! {
            <button
                type="button"
                class="btn btn-small"
                aria-label=fill(words().unpick_point, &[&number])
                on:click=unpick
            >
                {fill(words().picked_point, &[&number])}
                <Icon name="x" />
            </button>
        }
    };
    let count = Memo::new(move |_| points.with(Vec::len));
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="row" role="group" aria-label=words().picked_points>
                {move || (0..count.get()).map(row).collect_view()}
            </div>
        </Show>
    }
}

fn at((x, y): Place) -> String {
    format!("left:{}%;top:{}%", x * 100.0, y * 100.0)
}

/// Where in its target a click was, as parts of width and height.
fn place_in_target(event: &MouseEvent) -> Option<Place> {
    use wasm_bindgen::JsCast;
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    let part = |at: i32, from: f64, length: f64| ((f64::from(at) - from) / length).clamp(0.0, 1.0);
    (bounds.width() > 0.0 && bounds.height() > 0.0).then(|| {
        (
            part(event.client_x(), bounds.left(), bounds.width()),
            part(event.client_y(), bounds.top(), bounds.height()),
        )
    })
}
