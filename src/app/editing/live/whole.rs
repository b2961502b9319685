//! The stage's picture where there is no WebGL 2: the studio draws the product with the design on it whenever the shopper
//! pauses. Until it is there, and while something is dragged or typed, the layers lie on the bare product. Not here: when it
//! is needed.

use std::time::Duration;

use catalog::StageSpot;
use design::Design;
use jobs::{Compose, LiveWhole, LiveWish, StudioJob};
use json::Raw;
use leptos::html::Canvas;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{MOST_BENT, Place, Subject, mark};
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::board::{css_mm, picture_square};
use crate::editing::previews::live_design;
use crate::parts::{paint, view};
use crate::studio::Picture;

/// How long nothing changes before the picture is drawn.
const PAUSE: Duration = Duration::from_millis(150);
/// Edges of the picture in pixels, and the edge on the screen up to which each is sharp enough. Nearer than the last, the
/// layers by themselves show more.
const SIZES: [(u32, f64); 2] = [(1000, 1600.0), (1600, 2400.0)];

/// A photo is not straightened: one that bends its print area by more than this part of the picture would show art beside
/// the pointer.
const MOST_BENT_PHOTO: f64 = 0.01;

/// A picture that is wanted, or was drawn.
#[derive(Clone, PartialEq)]
struct Wish {
    picture: Compose,
    spot: [f64; 3],
}

/// One of the two canvases.
#[derive(Clone, Copy)]
struct Sheet {
    canvas: NodeRef<Canvas>,
    wish: Memo<Option<Wish>>,
    /// What the canvas shows.
    shown: RwSignal<Option<Wish>>,
    is_asking: StoredValue<bool>,
}

/// The picture behind the board: the bare product, and the product with the design on it.
#[component]
pub(super) fn WholePicture(
    /// What of the stage it follows.
    place: Place,
    /// The side that is shown.
    subject: Memo<Option<Subject>>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let size = Memo::new(move |_| {
        let (.., edge) = square_of(&subject.get()?)?;
        let on_screen = edge * place.layer_mm.get() * window().device_pixel_ratio();
        SIZES.iter().find(|(_, most)| on_screen <= *most).map(|(size, _)| *size)
    });
    let wish = move |design: Design| {
        let Subject { view, spot, .. } = subject.get()?;
        let picture = crate::parts::compose(design, &store.product(), &view, size.get()?)?;
        Some(Wish { picture, spot })
    };
    let design = live_design(store);
    let bare = Sheet::new(Memo::new(move |_| wish(store.bare_design())));
    let art = Sheet::new(Memo::new(move |_| wish(design.get())));
    let is_still = Memo::new(move |_| {
        let is_dragged = store
            .preview
            .with(|preview| preview.as_ref().is_some_and(|preview| !preview.layers.is_empty()));
        !is_dragged && store.typing.get().is_none()
    });
    let rest = StoredValue::new(None::<TimeoutHandle>);
    let wait = move || {
        if let Some(waiting) = rest.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
    };
    on_cleanup(move || {
        wait();
        mark(art.canvas, None);
    });
    effect(move || {
        wait();
        let is_wanted = bare.wish.with(Option::is_some) | art.wish.with(Option::is_some);
        if is_wanted && is_still.get() {
            let draw = move || {
                bare.draw(store);
                art.draw(store);
            };
            let _ = rest.try_set_value(set_timeout_with_handle(draw, PAUSE).ok());
        }
    });
    effect(move || {
        let what = match (is_still.get() && art.is_shown(), bare.is_shown()) {
            (true, _) => Some("whole"),
            (false, true) => Some("bare"),
            (false, false) => None,
        };
        mark(art.canvas, what);
    });
    let square = move || {
        let (left, top, edge) = subject.get().as_ref().and_then(square_of).unwrap_or_default();
        let [left, top, edge] = [left, top, edge].map(css_mm);
        format!("left:{left};top:{top};width:{edge};height:{edge}")
    };
    view! {
        <div class="board live-whole" style=move || place.board.get().style() aria-hidden="true">
            <canvas class="whole-bare" node_ref=bare.canvas style=square></canvas>
            <canvas class="whole-art" node_ref=art.canvas style=square></canvas>
        </div>
    }
}

impl Sheet {
    fn new(wish: Memo<Option<Wish>>) -> Self {
        Self {
            canvas: NodeRef::new(),
            wish,
            shown: RwSignal::new(None),
            is_asking: StoredValue::new(false),
        }
    }

    /// Whether the canvas shows what is wanted now.
    fn is_shown(self) -> bool {
        let shown = self.shown.get();
        shown.is_some() && shown == self.wish.get()
    }

    /// Draws what is wanted, one question at a time, always the newest. Where it cannot be, the layers show by themselves:
    /// why not is said beside the stage, where the same picture is drawn small.
    fn draw(self, store: EditorStore) {
        let Some(wish) = self.wish.try_get_untracked().flatten() else { return };
        let is_here = self.shown.with_untracked(|shown| shown.as_ref() == Some(&wish));
        if is_here || self.is_asking.get_value() {
            return;
        }
        self.is_asking.set_value(true);
        spawn_local(async move {
            let drawn = asked(store, &wish).await;
            // The stage may have left the page since.
            if self.is_asking.try_set_value(false).is_some() {
                return;
            }
            if let (Some(picture), Some(canvas)) = (drawn, self.canvas.get_untracked()) {
                paint(&canvas, &picture);
                self.shown.set(Some(wish.clone()));
            }
            if self.wish.get_untracked().is_some_and(|newest| newest != wish) {
                self.draw(store);
            }
        });
    }
}

/// The picture; `None` where it cannot be drawn, or would not have the art where the pointer has it.
async fn asked(store: EditorStore, wish: &Wish) -> Option<Picture> {
    let is_photo = matches!(wish.picture.view.picture, catalog::Picture::Photo(_));
    let wish = LiveWish::Whole { picture: Box::new(wish.picture.clone()), spot: wish.spot };
    let job = StudioJob::Live { wish: Raw::of(&wish) };
    let (done, mut buffers) = store.atelier.studio().live(&job).await.ok()?;
    let LiveWhole { size: [width, height], bent } = done.read().ok()?;
    let pixels = buffers.pop()?;
    let most = if is_photo { MOST_BENT_PHOTO } else { MOST_BENT };
    (bent <= most && pixels.length() == width * height * 4).then_some(Picture {
        width,
        height,
        pixels,
    })
}

/// The square of the picture on the board, in mm: left, top, edge.
pub(super) fn square_of(subject: &Subject) -> Option<(f64, f64, f64)> {
    let [left, top, width] = subject.spot;
    let spot = StageSpot::OnView { view: subject.view.id.clone(), left, top, width };
    picture_square(&spot, &subject.area)
}
