//! The stage: the product's picture with the print area in it, its layers, and what the pointer does to them.

use catalog::StageSpot;
use design::LayerId;
use editor::{Command, Handle, Select, Zoom};
use geom::{Point, Size};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::board::{Board, css_mm, picture_square};
use crate::editing::keys;
use crate::editing::layer_view::{LayerView, layer_element};
use crate::editing::live::Place;
use crate::editing::overlay::Overlay;
use crate::editing::pointer::{Pointer, is_own_control};
use crate::editing::prefs;
use crate::editing::text_edit::TextEdit;
use crate::editing::tools::{Tool, quiet_tool};
use crate::parts::{Each, ProductPicture, Show, compose, view};
use crate::words::{fill, lower, words};

/// Edge of the product's picture on the stage, in pixels.
const PICTURE_SIZE: u32 = 1000;
/// How long a finger stays for the menu.
const LONG_PRESS: std::time::Duration = std::time::Duration::from_millis(500);

/// The stage.
#[component]
pub(crate) fn Stage() -> impl IntoView {
    let store = EditorStore::from_context();
    let view_ref = NodeRef::<Div>::new();
    let stage_size = RwSignal::new((800.0, 600.0));
    let board = Memo::new(move |_| {
        let (width, height) = stage_size.get();
        Board::new(Size::new(width, height), &store.shown_side(), &store.viewport.get())
            .on_whole_pixels(window().device_pixel_ratio())
    });
    follow_size(view_ref, stage_size);
    let layer_mm = RwSignal::new(board.get_untracked().px_per_mm);
    let is_moving = follow_viewport(store, board, layer_mm);
    let pointer = StoredValue::new_local(Pointer::new(store, board, layer_mm, view_ref));
    let label = move || {
        let side = store.shown_side().name;
        fill(words().stage, &[&lower(&side), &store.product().name])
    };
    let empty = move || store.stack.with(Vec::is_empty);

    view! {
        <div
            class="stage-view"
            node_ref=view_ref
            tabindex="0"
            role="application"
            aria-roledescription="design stage"
            aria-label=label
            data-testid="stage"
            data-moving=move || is_moving.get().then_some("")
            on:pointerdown=move |event: web_sys::PointerEvent| {
                pointer.update_value(|pointer| pointer.down(&event));
                // A finger that stays asks for the menu.
                if event.pointer_type() == "touch" {
                    let press = pointer.with_value(Pointer::press_number);
                    let held = move || {
                        pointer.try_update_value(|pointer| pointer.held(press));
                    };
                    set_timeout(held, LONG_PRESS);
                }
            }
            on:contextmenu=move |event: web_sys::MouseEvent| {
                if !is_own_control(&event) {
                    event.prevent_default();
                    pointer.update_value(|pointer| pointer.menu(&event));
                }
            }
            on:pointermove=move |event| pointer.update_value(|pointer| pointer.moved(&event))
            on:pointerup=move |event| pointer.update_value(|pointer| pointer.up(&event))
            on:pointercancel=move |event| pointer.update_value(|pointer| pointer.lost(&event))
            on:touchend=move |event| {
                // The finger that asked for the menu presses none of its entries by leaving.
                if store.menu.open.get_untracked() {
                    event.prevent_default();
                }
            }
            on:dblclick=move |event| pointer.update_value(|pointer| pointer.double(&event))
            on:wheel=move |event| pointer.update_value(|pointer| pointer.wheel(&event))
            on:keydown=move |event| keys::on_stage_key(store, &event)
            on:dragstart=move |event| event.prevent_default()
            on:selectstart=move |event| {
                // A drag must not mark words of the page: the next press on them would drag those.
                if !is_own_control(&event) {
                    event.prevent_default();
                }
            }
        >
            {quiet_tool(Tool::Live(Place { board, layer_mm, stage: stage_size }))}
            <div class="board" style=move || board.get().style()>
                <Backdrop />
                <PrintArea board=board layer_mm=layer_mm />
            </div>
            // What is under the pointer is found here, and not looked for among all layers.
            <div class="stage-glass"></div>
            <div class="board" style=move || board.get().style()>
                <Overlay />
                <TextEdit board=board />
            </div>
            <Show when=empty>
                <p class="stage-hint">{words().stage_hint}</p>
            </Show>
            <Show when=move || store.prefs.with(|prefs| prefs.shows(prefs::Show::Rulers))>
                {quiet_tool(Tool::Rulers(board, stage_size))}
            </Show>
            <Show when=move || store.dropper.with(Option::is_some)>{quiet_tool(Tool::Dropper(board))}</Show>
        </div>
    }
}

/// The product behind the print area.
#[component]
fn Backdrop() -> impl IntoView {
    let store = EditorStore::from_context();
    let square = move || {
        let side = store.shown_side();
        picture_square(&side.stage, &side.print_area)
    };
    // The picture is bare: the layers lie on it as they are edited.
    let job = Signal::derive(move || {
        let side = store.shown_side();
        let StageSpot::OnView { view, .. } = &side.stage else { return None };
        let product = store.product();
        compose(store.bare_design(), &product, product.view(view)?, PICTURE_SIZE)
    });
    let alt = Signal::derive(move || {
        format!("{}, {}", store.product().name, lower(&store.colour().name))
    });
    view! {
        {move || match square() {
            Some((left, top, edge)) => {
                let style = format!(
                    "left:{};top:{};width:{};height:{}",
                    css_mm(left),
                    css_mm(top),
                    css_mm(edge),
                    css_mm(edge),
                );
                view! {
                    <div class="board-product" style=style>
                        <ProductPicture job=job alt=alt />
                    </div>
                }
            }
            None => view! { <FlatGround /> },
        }}
    }
}

/// A plain ground of the body's colour, for sides that no single picture shows whole.
#[component]
fn FlatGround() -> impl IntoView {
    /// How far the ground stands out around the print area, in mm.
    const MARGIN: f64 = 6.0;
    let store = EditorStore::from_context();
    let style = move || {
        let area = store.area();
        format!(
            "left:{};top:{};width:{};height:{};background:{}",
            css_mm(-MARGIN),
            css_mm(-MARGIN),
            css_mm(area.width.mm() + 2.0 * MARGIN),
            css_mm(area.height.mm() + 2.0 * MARGIN),
            store.colour().parts.body,
        )
    };
    view! { <div class="board-flat" style=style></div> }
}

/// The print area with the layers. What runs over its bleed is cut off, as in print.
#[component]
fn PrintArea(
    /// Where it lies on the stage.
    board: Memo<Board>,
    /// Pixels in a millimetre of the layers' own coordinates.
    layer_mm: RwSignal<f64>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let size = move || {
        let area = store.area();
        format!("width:{};height:{}", css_mm(area.width.mm()), css_mm(area.height.mm()))
    };
    let safe = move || format!("inset:{}", css_mm(store.area().safe_zone.mm()));
    let bleed = move || store.area().bleed.mm();
    let origin = move || {
        let (mm, bleed) = (layer_mm.get(), css_mm(bleed()));
        let scale = board.get().px_per_mm / mm;
        let stretched = if scale == 1.0 { String::new() } else { format!("scale({scale}) ") };
        format!("--mm:{mm}px;transform:{stretched}translate({bleed},{bleed})")
    };
    let shows = move |what| store.prefs.with(|prefs| prefs.shows(what));
    let grid = move || {
        let step = store.prefs.with(|prefs| prefs.unit.grid_mm());
        format!("--step:{}", css_mm(step))
    };
    let dark = move || store.colour().parts.body.is_dark();
    let label = move || {
        let count = store.stack.with(Vec::len).to_string();
        fill(words().drawing_of, &[&lower(&store.shown_side().name), &count])
    };
    let reading = Memo::new(move |_| reading_order(store));
    view! {
        <div
            class="print-area"
            style=size
            data-on=move || if dark() { "dark" } else { "light" }
            data-testid="print-area"
        >
            <div class="grid-lines" hidden=move || !shows(prefs::Show::Grid) style=grid></div>
            <div class="safe-zone" hidden=move || !shows(prefs::Show::SafeZone) style=safe></div>
            <div
                class="bleed-zone"
                hidden=move || !shows(prefs::Show::Bleed) || bleed() == 0.0
                style=move || format!("inset:{}", css_mm(-bleed()))
            ></div>
            <div class="layers" style=move || format!("inset:{}", css_mm(-bleed()))>
                <div
                    class="layers-origin"
                    role="graphics-document document"
                    aria-roledescription=words().drawing
                    aria-label=label
                    aria-owns=move || reading.get()
                    style=origin
                >
                    <Each each=move || store.stack.get() key=|id: &LayerId| id.to_string() let:id>
                        <LayerView id=id />
                    </Each>
                </div>
            </div>
        </div>
    }
}

/// The elements of the layers as one reads: from the top down, in a row from the left.
fn reading_order(store: EditorStore) -> String {
    let place = |id: &LayerId| {
        let state = store.layer(*id)?;
        let (y, x) = state.with(|state| (state.layer.y.mm(), state.layer.x.mm()));
        Some((y, x, *id))
    };
    let mut places: Vec<_> = store.stack.with(|stack| stack.iter().filter_map(place).collect());
    geom::order::sort_by(&mut places, |a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let names: Vec<_> = places.into_iter().map(|(.., id)| layer_element(id)).collect();
    names.join(" ")
}

/// Handles by the names that the stage's elements carry.
pub(crate) fn handle_named(name: &str) -> Option<Handle> {
    let handle = match name {
        "nw" => Handle::TopLeft,
        "n" => Handle::Top,
        "ne" => Handle::TopRight,
        "e" => Handle::Right,
        "se" => Handle::BottomRight,
        "s" => Handle::Bottom,
        "sw" => Handle::BottomLeft,
        "w" => Handle::Left,
        _ => return None,
    };
    Some(handle)
}

/// The name of a handle on the stage's elements.
pub(crate) const fn handle_name(handle: Handle) -> &'static str {
    match handle {
        Handle::TopLeft => "nw",
        Handle::Top => "n",
        Handle::TopRight => "ne",
        Handle::Right => "e",
        Handle::BottomRight => "se",
        Handle::Bottom => "s",
        Handle::BottomLeft => "sw",
        Handle::Left => "w",
    }
}

/// Keeps a signal at an element's size in pixels, which costs nothing to read.
pub(crate) fn follow_size(element: NodeRef<Div>, size: RwSignal<(f64, f64)>) {
    effect(move || {
        let Some(element) = element.get() else { return };
        let measured = element.clone();
        let measure = Closure::<dyn Fn()>::new(move || {
            let (width, height) =
                (f64::from(measured.client_width()), f64::from(measured.client_height()));
            if width > 0.0 && height > 0.0 {
                // The stage may have left the page since.
                let _ = size.try_set((width, height));
            }
        });
        let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, measure));
        on_cleanup(move || {
            kept.with_value(|(observer, _)| observer.disconnect());
        });
    });
}

/// Whether the stage is being panned or zoomed: true until that rested for a moment. Until then the browser may move and
/// stretch what it has drawn, and `layer_mm` stays, on which the style of each layer depends; then all is drawn anew, sharp.
fn follow_viewport(
    store: EditorStore,
    board: Memo<Board>,
    layer_mm: RwSignal<f64>,
) -> RwSignal<bool> {
    const REST: std::time::Duration = std::time::Duration::from_millis(200);
    let is_moving = RwSignal::new(false);
    let settle = move || {
        // The stage may have left the page since.
        let Some(board) = board.try_get_untracked() else { return };
        is_moving.set(false);
        settle_layers(board, layer_mm);
    };
    let mut before = store.viewport.get_untracked();
    let mut rest: Option<TimeoutHandle> = None;
    effect(move || {
        board.track();
        let now = store.viewport.get();
        if std::mem::replace(&mut before, now) == now {
            // Another side, or another size of the stage.
            return settle();
        }
        is_moving.set(true);
        if let Some(rest) = rest.take() {
            rest.clear();
        }
        rest = set_timeout_with_handle(settle, REST).ok();
    });
    is_moving
}

/// Lays the layers out at the board's scale.
pub(super) fn settle_layers(board: Board, layer_mm: RwSignal<f64>) {
    if layer_mm.get_untracked() != board.px_per_mm {
        layer_mm.set(board.px_per_mm);
    }
}

/// Selects what a press on a layer means (its group), or nothing. Who picks several adds it, and may miss one.
pub(crate) fn select_only(store: EditorStore, id: Option<LayerId>) {
    let unit = id.map(|id| store.read(|session| editor::unit(session, id)));
    let select = match (unit, store.several.get_untracked()) {
        (None, true) => return,
        (Some(unit), true) => Select::Add(unit),
        (Some(unit), false) => Select::Set(unit),
        (None, false) => Select::None,
    };
    store.run(Command::Select { select });
}

/// Zooms by a factor, keeping the point of the print area under `at` (stage pixels) in its place.
pub(crate) fn zoom_around(store: EditorStore, board: Board, stage: Size, at: Point, factor: f64) {
    let zoom = (store.viewport.get_untracked().zoom * factor).clamp(0.25, 16.0);
    let factor = zoom / store.viewport.get_untracked().zoom;
    let fixed = board.to_mm(at);
    let middle = board.to_mm(Point::new(stage.width / 2.0, stage.height / 2.0));
    let centre = fixed + (middle - fixed) / factor;
    store.run(Command::Zoom { zoom: Zoom::To { zoom, centre: Some((centre.x, centre.y)) } });
}
