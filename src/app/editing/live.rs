//! The live picture of the stage: the product with the design on it, folds over the art, also while it is dragged. The
//! layers' elements stay for reading, pressing and dragging; they are not painted while the picture shows them. Not here:
//! drawing (`picture`), shaders, what a drag does.

mod fallback;
mod grid;
mod picture;
mod shader;
#[cfg(test)]
mod tests;
mod whole;

use std::cell::RefCell;
use std::rc::Rc;

use catalog::{PartColours, Picture, PrintArea, SideId, StageSpot, View};
use design::{Blend, Design, LayerId};
use geom::{Affine, Rect};
use jobs::{JobError, LivePlanes, LiveRuns, LiveWish, RunWish, RunsWish, StudioJob};
use json::Raw;
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::board::Board;
use crate::gl;
use crate::parts::{Show, view};
use fallback::{Note, Trouble};
use grid::{Grids, dirty_texels, runs_of, same_move};
use picture::{Colours, Grid, Part, Renderer, Sight};
use whole::{WholePicture, square_of};

/// Edge of the product's planes in pixels: the size that the stage's bare picture has too, so that it is prepared once.
const PLANES: u32 = 1000;
/// A product that bends its print area by more than this part of the picture would look bent itself on the stage.
const MOST_BENT: f64 = 0.06;
/// Says on the stage what the live picture shows.
const MARK: &str = "data-live";

/// What of the stage the picture follows.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// Where the print area lies.
    pub board: Memo<Board>,
    /// Pixels in a millimetre where panning and zooming rested.
    pub layer_mm: RwSignal<f64>,
    /// The stage's size in pixels.
    pub stage: RwSignal<(f64, f64)>,
}

/// The side of a product that is shown.
#[derive(Clone, PartialEq)]
struct Subject {
    side: SideId,
    view: View,
    spot: [f64; 3],
    area: PrintArea,
}

/// What art is shown: a new one asks the studio.
#[derive(Clone, PartialEq)]
struct Wanted {
    side: SideId,
    revision: u64,
    runs: Vec<RunWish>,
    grid: Grid,
}

/// Art that is here.
struct Shown {
    wanted: Wanted,
    serial: u32,
    windows: Vec<[i32; 4]>,
    moves: Vec<Affine>,
}

#[derive(Default)]
struct Held {
    renderer: Option<Renderer>,
    subject: Option<Subject>,
    shown: Option<Shown>,
    is_asking: bool,
    is_drawing: bool,
}

#[derive(Clone)]
struct Live {
    store: EditorStore,
    place: Place,
    canvas: NodeRef<Canvas>,
    subject: Memo<Option<Subject>>,
    wanted: Memo<Option<Wanted>>,
    trouble: RwSignal<Option<Trouble>>,
    /// Whether the studio draws the picture: there is no WebGL 2, or none that is quick.
    is_whole: RwSignal<bool>,
    /// Whether layers are drawn by themselves over the bare product, for as long as a drag needs it.
    is_bare: RwSignal<bool>,
    held: Rc<RefCell<Held>>,
}

/// The picture behind the board.
#[component]
pub(crate) fn LivePicture(
    /// What of the stage it follows.
    place: Place,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let canvas = NodeRef::<Canvas>::new();
    let subject = Memo::new(move |_| subject_of(store));
    let grids = StoredValue::new(Grids::default());
    let wanted = Memo::new(move |_| {
        let Subject { side, area, .. } = subject.get()?;
        let runs = runs_of(&layers_of(store), &store.selection.get());
        let sight = Sights { board: place.board.get(), stage: place.stage.get() };
        let scale = place.layer_mm.get() * window().device_pixel_ratio();
        let grid = grids.try_update_value(|grids| grids.grid(&area, sight.in_mm(), scale))?;
        Some(Wanted { side, revision: store.revision.get(), runs, grid })
    });
    let live = Live {
        store,
        place,
        canvas,
        subject,
        wanted,
        trouble: RwSignal::new(None),
        is_whole: RwSignal::new(false),
        is_bare: RwSignal::new(false),
        held: Rc::default(),
    };
    live.begin();
    let (trouble, is_whole) = (live.trouble, live.is_whole);
    let ended = StoredValue::new_local(live);
    on_cleanup(move || {
        ended.with_value(|live| {
            mark(live.canvas, None);
            if let Some(mut renderer) = live.held.borrow_mut().renderer.take() {
                renderer.end();
            }
        });
    });
    view! {
        <canvas class="live-picture" node_ref=canvas aria-hidden="true"></canvas>
        <Show when=move || is_whole.get()>
            <WholePicture place=place subject=subject />
        </Show>
        <Note trouble=trouble />
    }
}

/// The side that is shown, where a picture shows it.
fn subject_of(store: EditorStore) -> Option<Subject> {
    let side = store.shown_side();
    let StageSpot::OnView { view, left, top, width } = &side.stage else { return None };
    let view = store.product().view(view)?.clone();
    let (spot, area) = ([*left, *top, *width], side.print_area);
    Some(Subject { side: side.id, view, spot, area })
}

/// What is drawn of the layers from the bottom up: their ids, whether a drag may move them, whether they mix with others.
fn layers_of(store: EditorStore) -> Vec<(LayerId, bool, bool)> {
    let stack = store.stack.get();
    let layer = |id: LayerId| {
        let layer = store.layer(id)?.get().layer;
        (!layer.hidden).then_some((id, !layer.locked, layer.blend != Blend::Normal))
    };
    stack.into_iter().filter_map(layer).collect()
}

/// What of the stage is in sight.
struct Sights {
    board: Board,
    stage: (f64, f64),
}

impl Sights {
    fn in_mm(&self) -> Rect {
        let (width, height) = self.stage;
        let corner = |x, y| self.board.to_mm(geom::Point::new(x, y));
        Rect::from_points(corner(0.0, 0.0), corner(width, height))
    }
}

impl Live {
    fn begin(&self) {
        let live = self.clone();
        effect(move || {
            if let Some(canvas) = live.canvas.get() {
                live.watch(&canvas);
                live.open();
                live.ask_planes();
            }
        });
        let live = self.clone();
        effect(move || {
            live.subject.track();
            live.ask_planes();
        });
        let live = self.clone();
        effect(move || {
            live.wanted.track();
            live.ask_art();
        });
        let live = self.clone();
        effect(move || {
            live.place.board.track();
            live.place.stage.track();
            live.store.head.track();
            live.is_bare.track();
            live.draw_soon();
        });
        let live = self.clone();
        effect(move || {
            live.store.preview.track();
            live.follow_drag();
        });
    }

    /// Hears when the graphics processor is taken away and given back.
    fn watch(&self, canvas: &Element) {
        let hear = |name: &str, act: fn(&Self)| {
            let live = self.clone();
            let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
                // Only so it is given back; and the stage may have left the page since.
                event.prevent_default();
                if !live.trouble.is_disposed() {
                    act(&live);
                }
            });
            // The browser lets go of it with the canvas. Fails only for a handler that is no function.
            let heard = heard.into_js_value();
            let _ = canvas.add_event_listener_with_callback(name, heard.unchecked_ref());
        };
        hear("webglcontextlost", Self::lost);
        hear("webglcontextrestored", Self::restored);
    }

    fn open(&self) {
        let Some(canvas) = self.canvas.get_untracked() else { return };
        if gl::is_slow() {
            return self.is_whole.set(true);
        }
        match Renderer::new(&canvas) {
            Ok(renderer) => {
                self.held.borrow_mut().renderer = Some(renderer);
                self.is_whole.set(false);
                self.trouble.set(None);
            }
            Err(reason) => self.fall_back(Trouble::Refused(reason)),
        }
    }

    fn fall_back(&self, trouble: Trouble) {
        mark(self.canvas, None);
        // The stage may have left the page since.
        let _ = self.is_whole.try_set(trouble.has_whole());
        let _ = self.trouble.try_set(Some(trouble));
    }

    fn lost(&self) {
        let mut held = self.held.borrow_mut();
        held.renderer = None;
        held.shown = None;
        held.subject = None;
        drop(held);
        self.fall_back(Trouble::Lost);
    }

    fn restored(&self) {
        self.open();
        self.ask_planes();
    }

    /// Asks for the planes of what is shown, where they are not here.
    fn ask_planes(&self) {
        let Some(wanted) = self.subject.get_untracked() else {
            let mut held = self.held.borrow_mut();
            (held.subject, held.shown) = (None, None);
            drop(held);
            return mark(self.canvas, None);
        };
        {
            let held = self.held.borrow();
            let same = held.subject.as_ref().is_some_and(|here| here.view == wanted.view);
            if held.renderer.is_none() || same {
                return;
            }
        }
        mark(self.canvas, None);
        self.held.borrow_mut().shown = None;
        if matches!(wanted.view.picture, Picture::Photo(_)) {
            self.held.borrow_mut().subject = None;
            return self.fall_back(Trouble::Photo);
        }
        let live = self.clone();
        spawn_local(async move {
            let wish = LiveWish::Planes {
                view: wanted.view.clone(),
                size: PLANES,
                spot: wanted.spot,
                proportion: wanted.area.height.mm() / wanted.area.width.mm(),
            };
            let came = live.ask(&wish).await;
            // Meanwhile another side may be shown, or none, or what draws was taken away.
            if live.held.borrow().renderer.is_none()
                || live.subject.try_get_untracked().flatten().as_ref() != Some(&wanted)
            {
                return;
            }
            match came.map_err(|error| error.to_string()).and_then(|came| live.take_planes(came)) {
                Ok(()) => {
                    live.held.borrow_mut().subject = Some(wanted);
                    live.is_whole.set(false);
                    live.trouble.set(None);
                    live.ask_art();
                }
                Err(reason) => live.fall_back(Trouble::NoMaps(reason)),
            }
        });
    }

    fn take_planes(&self, (done, buffers): Answer) -> Result<(), String> {
        let about: LivePlanes = done.read().map_err(|error| error.to_string())?;
        if about.bent > MOST_BENT {
            return Err(format!("the product bends its print area by {:.2}", about.bent));
        }
        let mut held = self.held.borrow_mut();
        let Some(renderer) = &mut held.renderer else { return Ok(()) };
        renderer.set_product(about, &buffers)
    }

    async fn ask(&self, wish: &LiveWish) -> Result<Answer, JobError> {
        let studio = self.store.atelier.studio();
        studio.live(&StudioJob::Live { wish: Raw::of(wish) }).await
    }

    /// Asks for the art that is wanted; one question at a time, always about the newest.
    fn ask_art(&self) {
        let Some(wanted) = self.wanted.try_get_untracked().flatten() else { return };
        {
            let mut held = self.held.borrow_mut();
            let is_ready = held.renderer.is_some()
                && held.subject.as_ref().is_some_and(|here| here.side == wanted.side);
            let is_here = held.shown.as_ref().is_some_and(|shown| shown.wanted == wanted);
            if !is_ready || is_here || held.is_asking {
                return;
            }
            held.is_asking = true;
        }
        let live = self.clone();
        spawn_local(async move {
            let wish = LiveWish::Runs(Box::new(live.runs_wish(&wanted)));
            let came = live.ask(&wish).await;
            live.held.borrow_mut().is_asking = false;
            if live.held.borrow().renderer.is_none() || live.wanted.try_get_untracked().is_none() {
                return;
            }
            match came
                .map_err(|error| error.to_string())
                .and_then(|came| live.take_art(&wanted, came))
            {
                Ok(()) => {
                    live.trouble.set(None);
                    live.ask_art();
                }
                // The layers show by themselves until something changes.
                Err(reason) => {
                    live.held.borrow_mut().shown = None;
                    live.fall_back(Trouble::NoArt(reason));
                    if live.wanted.get_untracked().as_ref() != Some(&wanted) {
                        live.ask_art();
                    }
                }
            }
        });
    }

    fn runs_wish(&self, wanted: &Wanted) -> RunsWish {
        let design: Design = self.store.read(|session| {
            let mut design = session.design().clone();
            design.layers.retain(|_, layer| layer.side == wanted.side && !layer.hidden);
            design
        });
        RunsWish {
            design,
            side: wanted.side.clone(),
            area: untrack(|| self.store.area()),
            scale: wanted.grid.scale,
            window: wanted.grid.window,
            runs: wanted.runs.clone(),
            since: self.held.borrow().shown.as_ref().map_or(0, |shown| shown.serial),
        }
    }

    fn take_art(&self, wanted: &Wanted, (done, buffers): Answer) -> Result<(), String> {
        let done: LiveRuns = done.read().map_err(|error| error.to_string())?;
        let mut held = self.held.borrow_mut();
        let is_fresh = held.shown.is_none();
        let Some(renderer) = &mut held.renderer else { return Ok(()) };
        renderer.set_art(wanted.grid, is_fresh, &done.runs, &buffers)?;
        held.shown = Some(Shown {
            wanted: wanted.clone(),
            serial: done.serial,
            windows: done.runs.iter().map(|run| run.window).collect(),
            moves: Vec::new(),
        });
        drop(held);
        let moves = self.moves();
        self.is_bare.set(moves.is_none());
        self.compose(moves.unwrap_or_default(), None);
        self.draw(None);
        mark(self.canvas, Some(if self.is_bare.get_untracked() { "bare" } else { "art" }));
        Ok(())
    }

    /// How the running drag moves each run; `None` where runs cannot follow it.
    fn moves(&self) -> Option<Vec<Affine>> {
        let held = self.held.borrow();
        let runs = &held.shown.as_ref()?.wanted.runs;
        let moved = self.store.preview.with_untracked(|preview| {
            preview.as_ref().map(|preview| {
                preview.layers.iter().map(|layer| (layer.id, layer.transform)).collect::<Vec<_>>()
            })
        });
        same_move(runs, &moved.unwrap_or_default())
    }

    /// Follows a drag: no upload, only where runs lie.
    fn follow_drag(&self) {
        let is_dragged = self.store.preview.with_untracked(|preview| {
            preview.as_ref().is_some_and(|preview| !preview.layers.is_empty())
        });
        let (is_here, is_newest) = {
            let held = self.held.borrow();
            let shown = held.shown.as_ref();
            let wanted = self.wanted.try_get_untracked().flatten();
            (shown.is_some(), shown.map(|shown| &shown.wanted) == wanted.as_ref())
        };
        // After a drag its last frame stays until the art comes as it was left.
        if !is_here || (!is_dragged && !is_newest) {
            return;
        }
        let Some(moves) = self.moves() else {
            // While what is needed for this drag is on its way the art waits; what cannot follow shows by itself.
            if is_newest && is_dragged && !self.is_bare.get_untracked() {
                self.is_bare.set(true);
                mark(self.canvas, Some("bare"));
            }
            return;
        };
        if self.is_bare.get_untracked() {
            self.is_bare.set(false);
            mark(self.canvas, Some("art"));
        }
        let changed = self.changed(&moves);
        if let Some(changed) = changed {
            // Where the drag was given up all is as before it, levels too.
            self.compose(moves, is_dragged.then_some(changed));
            self.draw(Some(changed));
        }
    }

    /// The texels that other moves change; `None` where none do.
    fn changed(&self, moves: &[Affine]) -> Option<Part> {
        let held = self.held.borrow();
        let shown = held.shown.as_ref()?;
        let before = |index: usize| shown.moves.get(index).copied().unwrap_or_default();
        let now = |index: usize| moves.get(index).copied().unwrap_or_default();
        let moved =
            shown.windows.iter().enumerate().filter(|(index, _)| before(*index) != now(*index));
        let both =
            moved.flat_map(|(index, window)| [before(index), now(index)].map(|by| (*window, by)));
        dirty_texels(shown.wanted.grid, both)
    }

    fn compose(&self, moves: Vec<Affine>, part: Option<Part>) {
        let mut held = self.held.borrow_mut();
        if let Some(renderer) = &mut held.renderer {
            renderer.compose(&moves, part);
        }
        if let Some(shown) = &mut held.shown {
            shown.moves = moves;
        }
    }

    /// Draws all at the next frame.
    fn draw_soon(&self) {
        if std::mem::replace(&mut self.held.borrow_mut().is_drawing, true) {
            return;
        }
        let live = self.clone();
        request_animation_frame(move || {
            live.held.borrow_mut().is_drawing = false;
            // The stage may have left the page since.
            if live.place.board.try_get_untracked().is_some() {
                live.draw(None);
            }
        });
    }

    /// Draws all, or where these texels of the art lie.
    fn draw(&self, texels: Option<Part>) {
        let Some((sight, canvas)) = self.sight() else { return };
        let held = self.held.borrow();
        let (Some(renderer), Some(shown)) = (&held.renderer, &held.shown) else { return };
        let mut texels = texels;
        if (canvas.width(), canvas.height()) != sight.size {
            canvas.set_width(sight.size.0);
            canvas.set_height(sight.size.1);
            texels = None;
        }
        let part = texels.map(|texels| self.on_canvas(texels, shown.wanted.grid));
        let colours = linear(&self.store.colour_untracked().parts);
        renderer.draw(&sight, &colours, !self.is_bare.get_untracked(), part);
    }

    /// The part of the canvas where texels of the art may show.
    fn on_canvas(&self, [left, top, columns, rows]: Part, grid: Grid) -> Part {
        /// Pixels around them: what the mesh leaves, and what a pixel gathers.
        const AROUND: f64 = 12.0;
        let board = self.place.board.get_untracked();
        let ratio = window().device_pixel_ratio();
        let [x, y, ..] = grid.window;
        let at = |texel: f64, origin: f64| (texel / grid.scale * board.px_per_mm + origin) * ratio;
        let (x, y) = (f64::from(x) + f64::from(left), f64::from(y) + f64::from(top));
        let low = |at: f64| (at - AROUND).floor().max(0.0);
        let high = |at: f64| (at + AROUND).ceil().max(0.0);
        let (x0, y0) = (low(at(x, board.origin.x)), low(at(y, board.origin.y)));
        let x1 = high(at(x + f64::from(columns), board.origin.x));
        let y1 = high(at(y + f64::from(rows), board.origin.y));
        [x0, y0, x1 - x0, y1 - y0].map(|side| side as u32)
    }

    fn sight(&self) -> Option<(Sight, web_sys::HtmlCanvasElement)> {
        let canvas = self.canvas.try_get_untracked().flatten()?;
        let held = self.held.borrow();
        let (left, top, edge) = square_of(held.subject.as_ref()?)?;
        let board = self.place.board.get_untracked();
        let ratio = window().device_pixel_ratio();
        let (width, height) = self.place.stage.get_untracked();
        let largest = f64::from(held.renderer.as_ref()?.largest());
        let side = |length: f64| (length * ratio).round().clamp(1.0, largest) as u32;
        let picture_mm = f64::from(PLANES) / edge;
        let at = |origin: f64, from: f64| (-origin / board.px_per_mm - from) * picture_mm;
        let sight = Sight {
            size: (side(width), side(height)),
            corner: [at(board.origin.x, left), at(board.origin.y, top)],
            step: picture_mm / (board.px_per_mm * ratio),
            is_straight: true,
        };
        let canvas: &web_sys::HtmlCanvasElement = &canvas;
        Some((sight, canvas.clone()))
    }
}

/// Says on the stage what is shown here: `art` or `whole` with the design, `bare` without, or nothing.
fn mark(canvas: NodeRef<Canvas>, what: Option<&str>) {
    let Some(canvas) = canvas.try_get_untracked().flatten() else { return };
    let canvas: &Element = &canvas;
    let Ok(Some(stage)) = canvas.closest(".stage-view") else { return };
    // Fails only for a name that is none.
    let _ = match what {
        Some(what) => stage.set_attribute(MARK, what),
        None => stage.remove_attribute(MARK),
    };
}

type Answer = (Raw, Vec<js_sys::Uint8Array>);

/// Colours in linear light (IEC 61966-2-1), as `mockup` has them.
fn linear(parts: &PartColours) -> Colours {
    let level = |level: u8| {
        let encoded = f64::from(level) / 255.0;
        if encoded <= 0.040_45 {
            encoded / 12.92
        } else {
            js_sys::Math::pow((encoded + 0.055) / 1.055, 2.4)
        }
    };
    [parts.body, parts.inner, parts.handle].map(|colour| [colour.r, colour.g, colour.b].map(level))
}
