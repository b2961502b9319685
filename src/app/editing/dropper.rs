//! Taking a colour from the design, where the browser has no eyedropper of its own: a sheet of glass over the stage that
//! shows the colour under the pointer and gives it when it is pressed. By keyboard the arrow keys move, Enter takes it.

use geom::{Point, Rgb};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::board::Board;
use crate::editing::dropper_colour::Drawn;
use crate::editing::fields::colour_name;
use crate::parts::view;
use crate::words::{fill, lower, words};

/// How far the swatch reaches above the point that it shows, in pixels.
const SWATCH_PX: f64 = 96.0;

/// What wants a colour from the design.
#[derive(Clone)]
pub(crate) struct Dropper {
    /// A colour was taken.
    pub on_pick: Callback<Rgb>,
    /// Id of the button that asked; the focus goes back to it.
    pub button: String,
}

impl Dropper {
    /// Takes no colour any more.
    pub(crate) fn end(store: EditorStore) {
        let ended = store.dropper.try_update(Option::take).flatten();
        let Some(Self { button, .. }) = ended else { return };
        if let Some(button) = store.atelier.element(&format!("#{button}")) {
            // A button that is gone needs no focus.
            let _ = button.focus();
        }
    }
}

/// The glass over the stage, with the colour under the pointer.
#[component]
pub(crate) fn DropperGlass(
    /// Where the design lies on the stage.
    board: Memo<Board>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let glass = NodeRef::<Div>::new();
    let at = RwSignal::new(None::<Point>);
    let seen = RwSignal::new(None::<Rgb>);
    let pressed = StoredValue::new(false);
    let drawn = StoredValue::new_local(None::<Drawn>);
    effect(move || drawn.set_value(Some(Drawn::of(store))));
    effect(move || {
        if let Some(glass) = glass.get() {
            // By pointer it works without the focus.
            let _ = glass.focus();
        }
    });
    let look = move |point: Point| {
        let Some(origin) = store.atelier.element(".layers-origin") else { return };
        let board = board.get_untracked();
        let scale = board.px_per_mm * window().device_pixel_ratio();
        at.set(Some(point));
        seen.set(
            drawn.with_value(|drawn| drawn.as_ref()?.colour_at(board.to_mm(point), scale, &origin)),
        );
    };
    let take = move || {
        let asked = store.dropper.get_untracked();
        if let (Some(Dropper { on_pick, .. }), Some(colour)) = (asked, seen.get_untracked()) {
            // The colour field may be replaced by what it does: the focus goes back first.
            Dropper::end(store);
            on_pick.run(colour);
            store.atelier.say(&fill(words().dropper_took, &[&lower(&colour_name(colour))]));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let step = if event.shift_key() { 10.0 } else { 1.0 } * board.get_untracked().px_per_mm;
        let by = match event.key().as_str() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            "Tab" => return,
            key => {
                event.stop_propagation();
                match key {
                    "Enter" | " " => take(),
                    "Escape" => Dropper::end(store),
                    _ => return,
                }
                return event.prevent_default();
            }
        };
        event.prevent_default();
        event.stop_propagation();
        let Some(glass) = glass.get_untracked() else { return };
        let (width, height) = (f64::from(glass.client_width()), f64::from(glass.client_height()));
        let from = at.get_untracked().unwrap_or(Point::new(width / 2.0, height / 2.0));
        look(Point::new((from.x + by.0).clamp(0.0, width), (from.y + by.1).clamp(0.0, height)));
        if let Some(colour) = seen.get_untracked() {
            store.atelier.say(&colour_name(colour));
        }
    };
    let style = move || {
        let (point, colour) = (at.get()?, seen.get()?);
        Some(format!("--c:{colour};transform:translate({}px,{}px)", point.x, point.y))
    };
    view! {
        <div
            class="dropper"
            node_ref=glass
            tabindex="0"
            role="application"
            aria-label=words().dropper_hint
            data-testid="dropper"
            on:pointerdown=move |event: PointerEvent| {
                event.stop_propagation();
                if let Some(glass) = glass.get_untracked() {
                    // Fails only where the pointer is gone already.
                    let _ = glass.set_pointer_capture(event.pointer_id());
                }
                pressed.set_value(true);
                look(place_of(&event));
            }
            on:pointermove=move |event: PointerEvent| {
                event.stop_propagation();
                look(place_of(&event));
            }
            on:pointerup=move |event: PointerEvent| {
                event.stop_propagation();
                if pressed.get_value() {
                    look(place_of(&event));
                    take();
                }
            }
            on:pointercancel=move |event: PointerEvent| {
                event.stop_propagation();
                pressed.set_value(false);
            }
            on:pointerleave=move |_| at.set(None)
            on:dblclick=move |event| event.stop_propagation()
            on:contextmenu=move |event| {
                event.prevent_default();
                event.stop_propagation();
            }
            on:keydown=on_key
        >
            <span
                class="dropper-swatch"
                hidden=move || style().is_none()
                data-below=move || at.get().is_some_and(|at| at.y < SWATCH_PX).then_some("")
                style=style
            ></span>
        </div>
        <div
            class="dropper-hint"
            on:pointerdown=move |event| event.stop_propagation()
            on:keydown=move |event: KeyboardEvent| {
                event.stop_propagation();
                if event.key() == "Escape" {
                    Dropper::end(store);
                }
            }
        >
            <span aria-hidden="true">{words().dropper_short}</span>
            <button type="button" class="btn btn-small" on:click=move |_| Dropper::end(store)>
                {words().cancel}
            </button>
        </div>
    }
}

/// Where a pointer is on the glass, in pixels.
fn place_of(event: &PointerEvent) -> Point {
    let glass: Option<Element> = event.current_target().and_then(|target| target.dyn_into().ok());
    let corner = glass.map(|glass| glass.get_bounding_client_rect());
    let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
    Point::new(f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}
