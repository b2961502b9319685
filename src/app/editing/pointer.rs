//! What pointers do on the stage: select, drag, resize, turn, marquee, pan, pinch. One write a frame; no rules here.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use design::LayerId;
use editor::{Command, GestureKind, Keys, MarqueeMode, Preview, Select, SnapSettings, Tool, Zoom};
use geom::{Affine, Point, Size, Vec2};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use crate::editing::EditorStore;
use crate::editing::board::{Board, css_transform};
use crate::editing::prefs::Show;
use crate::editing::stage::{handle_named, select_only, settle_layers, zoom_around};
use crate::editing::still::Still;

/// How far a pointer moves before a press becomes a drag, in pixels.
const DRAG_SLOP: f64 = 3.0;
/// How far a finger moves on a text that is being typed before it drags the text, in pixels.
const TOUCH_SLOP: f64 = 8.0;
/// How near a layer counts as hit, in pixels.
const HIT_PX: f64 = 4.0;
/// How near a snap target attracts, in pixels.
const SNAP_PX: f64 = 6.0;
/// How far beside what is selected a finger may be to take it with another, in pixels.
const FINGER_PX: f64 = 32.0;

/// The pointers on the stage.
pub(crate) struct Pointer {
    store: EditorStore,
    board: Memo<Board>,
    layer_mm: RwSignal<f64>,
    view: NodeRef<Div>,
    mode: Mode,
    touches: Vec<(i32, Point)>,
    frame: Rc<Frame>,
    /// Counts presses, so that a finger that stays can be told from a later one.
    presses: u32,
}

/// What the pressed pointer is doing.
enum Mode {
    Idle,
    /// Pressed, not moved yet.
    Pressed {
        id: i32,
        at: Point,
        begins: Begins,
    },
    /// A finger on the text that is being typed: a tap is the field's, a drag moves the text.
    PressedTyping {
        id: i32,
        at: Point,
    },
    /// A gesture of the session runs.
    Gesturing {
        id: i32,
    },
    Panning {
        id: i32,
        last: Point,
    },
    Pinching {
        span: f64,
        middle: Point,
    },
    /// Two fingers on the selection move, scale and turn it.
    Turning,
}

/// What a press becomes once it moves.
#[derive(Clone, Copy)]
enum Begins {
    /// A gesture; a press on a selected layer that does not move may still toggle or narrow the selection.
    Gesture {
        kind: GestureKind,
        on_click: Click,
    },
    Pan,
}

#[derive(Clone, Copy)]
enum Click {
    Nothing,
    Toggle(LayerId),
    Only(LayerId),
    Below,
    Clear,
}

/// Where pointers are, in mm.
#[derive(Clone, Copy)]
enum Sample {
    /// One, with the keys that are held.
    One(Point, Keys),
    /// Two fingers.
    Two(Point, Point),
}

/// The newest sample, drawn at the next frame.
struct Frame {
    asked: Cell<bool>,
    sample: Cell<Option<Sample>>,
    /// The dragged elements with their places at the gesture's begin.
    dragged: RefCell<Vec<(LayerId, HtmlElement, Affine)>>,
    /// Layers that lie still during the gesture.
    still: RefCell<Option<Still>>,
}

impl Pointer {
    /// Pointers of a stage.
    pub(crate) fn new(
        store: EditorStore,
        board: Memo<Board>,
        layer_mm: RwSignal<f64>,
        view: NodeRef<Div>,
    ) -> Self {
        let frame = Frame {
            asked: Cell::new(false),
            sample: Cell::new(None),
            dragged: RefCell::default(),
            still: RefCell::default(),
        };
        let (mode, touches, frame) = (Mode::Idle, Vec::new(), Rc::new(frame));
        Self { store, board, layer_mm, view, mode, touches, frame, presses: 0 }
    }

    /// A pointer was pressed.
    pub(crate) fn down(&mut self, event: &PointerEvent) {
        let at = self.at(event);
        self.presses = self.presses.wrapping_add(1);
        if is_own_control(event) {
            if event.pointer_type() == "touch" && matches!(self.mode, Mode::Idle) {
                self.mode = Mode::PressedTyping { id: event.pointer_id(), at };
            }
            return;
        }
        if event.pointer_type() == "touch" {
            self.touches.push((event.pointer_id(), at));
            if self.touches.len() == 2 {
                self.begin_pinch();
                return;
            }
        }
        if !matches!(self.mode, Mode::Idle) || !matches!(event.button(), 0 | 1) {
            return;
        }
        let id = event.pointer_id();
        self.take(id);
        let hand = self.store.read(|session| session.state().tool == Tool::Hand);
        let begins = if event.button() == 1 || hand {
            Begins::Pan
        } else if let Some(kind) = handle_under(event) {
            Begins::Gesture { kind, on_click: Click::Nothing }
        } else {
            self.press(event, at)
        };
        self.mode = Mode::Pressed { id, at, begins };
    }

    /// The number of the newest press.
    pub(crate) fn press_number(&self) -> u32 {
        self.presses
    }

    /// A finger may have stayed where it was pressed: then it asks for the menu, and drags nothing any more.
    pub(crate) fn held(&mut self, press: u32) {
        let Mode::Pressed { at, .. } = self.mode else { return };
        if press != self.presses || self.touches.len() != 1 {
            return;
        }
        self.mode = Mode::Idle;
        self.open_menu(at);
    }

    /// The menu was asked for by the right button, a key, or a finger where the browser knows that.
    pub(crate) fn menu(&mut self, event: &MouseEvent) {
        if self.store.menu.open.get_untracked() || matches!(self.mode, Mode::Gesturing { .. }) {
            return;
        }
        self.mode = Mode::Idle;
        self.open_menu(self.at(event));
    }

    /// Opens the menu for what lies there.
    fn open_menu(&self, at: Point) {
        let hit = self.hit(at);
        let selected = |id| self.store.selection.with_untracked(|all| all.contains(&id));
        if !hit.is_some_and(selected) {
            select_only(self.store, hit);
        }
        let corner = self.view.get_untracked().map(|view| view.get_bounding_client_rect());
        let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
        self.store.open_menu(at.x + left, at.y + top);
    }

    /// The layer at a point of the stage.
    fn hit(&self, at: Point) -> Option<LayerId> {
        let board = self.board.get_untracked();
        let (mm, tolerance) = (board.to_mm(at), HIT_PX / board.px_per_mm);
        let studio = self.store.atelier.studio();
        self.store.read(|session| editor::pick_at(session, mm, tolerance, &studio))
    }

    /// Makes a pointer the stage's; typing ends.
    fn take(&self, id: i32) {
        self.focus();
        self.store.typing.set(None);
        if let Some(view) = self.view.get_untracked() {
            // Fails only where the pointer is gone already; then `lost` follows.
            let _ = view.set_pointer_capture(id);
        }
    }

    /// What a press on the board begins; it may select at once.
    fn press(&self, event: &PointerEvent, at: Point) -> Begins {
        let hit = self.hit(at);
        let several = event.shift_key() || self.store.several.get_untracked();
        let move_then = |on_click| Begins::Gesture { kind: GestureKind::Move, on_click };
        let Some(hit) = hit else {
            if event.pointer_type() == "touch" {
                return Begins::Pan;
            }
            let mode = if several { MarqueeMode::Add } else { MarqueeMode::Replace };
            let on_click = if several { Click::Nothing } else { Click::Clear };
            return Begins::Gesture { kind: GestureKind::Marquee(mode), on_click };
        };
        let selected = self.store.selection.with_untracked(|selection| selection.contains(&hit));
        match (selected, several) {
            (_, false) if event.alt_key() => move_then(Click::Below),
            (true, true) => move_then(Click::Toggle(hit)),
            (true, false) => move_then(Click::Only(hit)),
            (false, true) => {
                let unit = self.store.read(|session| editor::unit(session, hit));
                self.store.run(Command::Select { select: Select::Add(unit) });
                move_then(Click::Nothing)
            }
            (false, false) => {
                select_only(self.store, Some(hit));
                move_then(Click::Nothing)
            }
        }
    }

    /// A pointer moved.
    pub(crate) fn moved(&mut self, event: &PointerEvent) {
        let at = self.at(event);
        if let Some(touch) = self.touches.iter_mut().find(|touch| touch.0 == event.pointer_id()) {
            touch.1 = at;
        }
        match self.mode {
            Mode::Idle => {}
            Mode::Pressed { id, at: start, begins } if id == event.pointer_id() => {
                let is_drag = (at - start).hypot2() > DRAG_SLOP * DRAG_SLOP;
                if is_drag && (matches!(begins, Begins::Pan) || self.store.can_drag()) {
                    self.begin(id, start, begins);
                    self.moved(event);
                }
            }
            Mode::PressedTyping { id, at: start } if id == event.pointer_id() => {
                let is_drag = (at - start).hypot2() > TOUCH_SLOP * TOUCH_SLOP;
                if is_drag && self.store.can_drag() {
                    self.take(id);
                    let kind = GestureKind::Move;
                    self.begin(id, start, Begins::Gesture { kind, on_click: Click::Nothing });
                    self.moved(event);
                }
            }
            Mode::Gesturing { id } if id == event.pointer_id() => {
                let keys = keys_of(event);
                let to = self.board.get_untracked().to_mm(at);
                self.draw_next_frame(Sample::One(to, keys));
            }
            Mode::Panning { id, last } if id == event.pointer_id() => {
                self.pan(at - last);
                self.mode = Mode::Panning { id, last: at };
            }
            Mode::Pinching { .. } => self.pinch(),
            Mode::Turning => self.turn(),
            Mode::Pressed { .. }
            | Mode::PressedTyping { .. }
            | Mode::Gesturing { .. }
            | Mode::Panning { .. } => {}
        }
    }

    /// A pointer was let go.
    pub(crate) fn up(&mut self, event: &PointerEvent) {
        self.touches.retain(|touch| touch.0 != event.pointer_id());
        match self.mode {
            Mode::Pressed { id, begins, at } if id == event.pointer_id() => {
                self.mode = Mode::Idle;
                self.clicked(begins, at);
            }
            Mode::Gesturing { id } if id == event.pointer_id() => {
                self.mode = Mode::Idle;
                self.frame.flush(self.store);
                self.frame.let_go();
                self.store.commit();
            }
            Mode::Panning { id, .. } | Mode::PressedTyping { id, .. }
                if id == event.pointer_id() =>
            {
                self.mode = Mode::Idle;
            }
            Mode::Pinching { .. } if self.touches.len() < 2 => self.mode = Mode::Idle,
            Mode::Turning if self.touches.len() < 2 => {
                self.mode = Mode::Idle;
                self.frame.flush(self.store);
                self.frame.let_go();
                self.store.commit();
            }
            _ => {}
        }
    }

    /// A pointer was taken away by the browser: nothing that it did is kept.
    pub(crate) fn lost(&mut self, event: &PointerEvent) {
        self.touches.retain(|touch| touch.0 != event.pointer_id());
        self.abandon();
    }

    /// A double click goes into a group; in it, or where there is none, it opens a text for typing.
    pub(crate) fn double(&mut self, event: &MouseEvent) {
        let hit = self.hit(self.at(event)).filter(|_| !self.store.several.get_untracked());
        let Some(hit) = hit else { return };
        let enter = Command::EnterGroup { layer: hit };
        let in_group = self.store.read(|session| editor::unit(session, hit) != [hit]);
        if in_group && self.store.try_run(enter).is_ok() {
            event.prevent_default();
            return;
        }
        let is_text = self.store.read(|session| {
            session.design().layers.get(&hit).is_some_and(|layer| {
                !layer.locked && matches!(layer.content, design::Content::Text(_))
            })
        });
        if is_text {
            event.prevent_default();
            select_only(self.store, Some(hit));
            self.store.typing.set(Some(hit));
        }
    }

    /// The wheel pans; with Ctrl (and pinches on a touch pad) it zooms.
    pub(crate) fn wheel(&mut self, event: &WheelEvent) {
        event.prevent_default();
        let board = self.board.get_untracked();
        if event.ctrl_key() || event.meta_key() {
            let factor = js_sys::Math::pow(2.0, -event.delta_y() / 240.0);
            zoom_around(self.store, board, self.size(), self.at(event), factor);
        } else {
            self.pan(Vec2::new(-event.delta_x(), -event.delta_y()));
        }
    }

    fn begin(&mut self, id: i32, start: Point, begins: Begins) {
        let board = self.board.get_untracked();
        match begins {
            Begins::Pan => self.mode = Mode::Panning { id, last: start },
            Begins::Gesture { kind, .. } => {
                let snap = self.snap(board);
                if self.store.begin(kind, board.to_mm(start), &snap) {
                    if !matches!(kind, GestureKind::Marquee(_)) {
                        self.take_hold(board);
                    }
                    self.mode = Mode::Gesturing { id };
                } else {
                    self.mode = Mode::Idle;
                }
            }
        }
    }

    fn take_hold(&self, board: Board) {
        settle_layers(board, self.layer_mm);
        self.frame.take_hold(self.store, &self.view, (board, self.size()));
    }

    fn clicked(&self, begins: Begins, at: Point) {
        let Begins::Gesture { on_click, .. } = begins else {
            // A tap on nothing, by touch.
            return select_only(self.store, None);
        };
        match on_click {
            Click::Nothing => {}
            Click::Toggle(id) => {
                // A group is taken out of the selection as a whole.
                let unit = self.store.read(|session| editor::unit(session, id));
                let left = self.store.selection.get_untracked().into_iter();
                let left = left.filter(|id| !unit.contains(id)).collect();
                self.store.run(Command::Select { select: Select::Set(left) });
            }
            Click::Only(id) => select_only(self.store, Some(id)),
            Click::Clear => select_only(self.store, None),
            Click::Below => {
                let board = self.board.get_untracked();
                let (mm, tolerance) = (board.to_mm(at), HIT_PX / board.px_per_mm);
                let studio = self.store.atelier.studio();
                let below =
                    self.store.read(|session| editor::pick_below(session, mm, tolerance, &studio));
                select_only(self.store, below);
            }
        }
    }

    fn snap(&self, board: Board) -> SnapSettings {
        let (grid, guides, unit) = self.store.prefs.with_untracked(|prefs| {
            (prefs.shows(Show::SnapToGrid), prefs.shows(Show::Guides), prefs.unit)
        });
        let near = if grid || guides { SNAP_PX / board.px_per_mm } else { 0.0 };
        SnapSettings {
            tolerance_mm: near,
            layers: guides,
            spacing: guides,
            grid_mm: if grid { unit.grid_mm() } else { 0.0 },
            ..SnapSettings::default()
        }
    }

    fn draw_next_frame(&self, sample: Sample) {
        self.frame.sample.set(Some(sample));
        if self.frame.asked.replace(true) {
            return;
        }
        let (frame, store) = (self.frame.clone(), self.store);
        request_animation_frame(move || {
            frame.asked.set(false);
            frame.flush(store);
        });
    }

    fn begin_pinch(&mut self) {
        self.abandon();
        let [(_, a), (_, b)] = self.touches[..] else { return };
        if self.are_on_selection(a, b) && self.begin_turning(a, b) {
            return;
        }
        if let [(_, a), (_, b)] = self.touches[..] {
            self.mode = Mode::Pinching { span: (a - b).hypot().max(1.0), middle: a.midpoint(b) };
        }
    }

    /// Whether two fingers are on what is selected, or one is and the other is near it.
    fn are_on_selection(&self, a: Point, b: Point) -> bool {
        let board = self.board.get_untracked();
        let studio = self.store.atelier.studio();
        let frame = self.store.read(|session| session.selection_frame(&studio));
        let Some(bounds) = frame.map(|frame| frame.bounds()) else { return false };
        let reach = FINGER_PX / board.px_per_mm;
        let near = bounds.inflate(reach, reach);
        let (a, b) = (board.to_mm(a), board.to_mm(b));
        near.contains(a) && near.contains(b) && bounds.contains(a.midpoint(b))
    }

    fn begin_turning(&mut self, a: Point, b: Point) -> bool {
        let board = self.board.get_untracked();
        let (first, second) = (board.to_mm(a), board.to_mm(b));
        let locked = |layer: &std::sync::Arc<design::Layer>| layer.locked;
        if self.store.read(|session| session.selected().into_iter().all(locked))
            || !self.store.can_drag()
        {
            return false;
        }
        if !self.store.begin(GestureKind::Pinch, first, &self.snap(board)) {
            return false;
        }
        self.take_hold(board);
        self.store.pinch(first, second);
        self.mode = Mode::Turning;
        true
    }

    fn turn(&mut self) {
        let [(_, a), (_, b)] = self.touches[..] else { return };
        let board = self.board.get_untracked();
        self.draw_next_frame(Sample::Two(board.to_mm(a), board.to_mm(b)));
    }

    fn pinch(&mut self) {
        let Mode::Pinching { span, middle } = self.mode else { return };
        let [(_, a), (_, b)] = self.touches[..] else { return };
        let (now, centre) = ((a - b).hypot().max(1.0), a.midpoint(b));
        self.pan(centre - middle);
        zoom_around(self.store, self.board.get_untracked(), self.size(), centre, now / span);
        self.mode = Mode::Pinching { span: now, middle: centre };
    }

    fn pan(&self, by: Vec2) {
        let mm = by / self.board.get_untracked().px_per_mm;
        self.store.run(Command::Zoom { zoom: Zoom::Pan { dx: -mm.x, dy: -mm.y } });
    }

    fn abandon(&mut self) {
        if matches!(self.mode, Mode::Gesturing { .. } | Mode::Turning) {
            self.frame.put_back();
            self.store.cancel();
        }
        self.mode = Mode::Idle;
    }

    fn focus(&self) {
        if let Some(view) = self.view.get_untracked() {
            // A stage that cannot take the focus still works by pointer.
            let _ = view.focus();
        }
    }

    fn at(&self, event: &MouseEvent) -> Point {
        let corner = self.view.get_untracked().map(|view| view.get_bounding_client_rect());
        let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
        Point::new(f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
    }

    fn size(&self) -> Size {
        self.view.get_untracked().map_or(Size::new(1.0, 1.0), |view| {
            Size::new(f64::from(view.client_width()), f64::from(view.client_height()))
        })
    }
}

impl Frame {
    /// Finds the elements that the gesture moves and raises them to layers of their own for the compositor.
    fn take_hold(&self, store: EditorStore, view: &NodeRef<Div>, sight: (Board, Size)) {
        let Some(view) = view.get_untracked() else { return };
        let held = store.selection.get_untracked().into_iter().filter_map(|id| {
            let layer = store.layer(id)?.get_untracked().layer;
            let element = view.query_selector(&format!("[data-layer=\"{id}\"]")).ok()??;
            let element: HtmlElement = element.dyn_into().ok()?;
            let _ = element.style().set_property("will-change", "transform");
            Some((id, element, store.scene_layer(&layer).to_side))
        });
        let held: Vec<_> = held.collect();
        let elements: Vec<_> =
            held.iter().map(|(id, element, _)| (*id, element.as_ref())).collect();
        *self.still.borrow_mut() = store.still(sight, &elements);
        *self.dragged.borrow_mut() = held;
    }

    /// Draws the newest sample: one transform for each dragged layer.
    fn flush(&self, store: EditorStore) {
        let preview = match self.sample.take() {
            None => return,
            Some(Sample::One(to, keys)) => store.drag(to, keys),
            Some(Sample::Two(first, second)) => store.pinch(first, second),
        };
        let Some(Preview { layers, .. }) = preview else { return };
        let dragged = self.dragged.borrow();
        for moved in &layers {
            let held = dragged.iter().find(|(id, ..)| *id == moved.id);
            if let Some((_, element, to_side)) = held {
                let transform = css_transform(moved.transform * *to_side);
                let _ = element.style().set_property("transform", &transform);
            }
        }
    }

    fn let_go(&self) {
        self.still.take();
        for (_, element, _) in self.dragged.take() {
            let _ = element.style().remove_property("will-change");
        }
    }

    fn put_back(&self) {
        self.sample.set(None);
        self.still.take();
        for (_, element, to_side) in self.dragged.take() {
            let _ = element.style().set_property("transform", &css_transform(to_side));
            let _ = element.style().remove_property("will-change");
        }
    }
}

/// The gesture that the handle under a pointer begins.
fn handle_under(event: &PointerEvent) -> Option<GestureKind> {
    let target: Element = event.target()?.dyn_into().ok()?;
    // The press may be on the icon in a handle.
    let name = target.closest("[data-dir]").ok()??.get_attribute("data-dir")?;
    Some(handle_named(&name).map_or(GestureKind::Rotate, GestureKind::Resize))
}

/// Whether the press is on a field that handles it by itself.
pub(crate) fn is_own_control(event: &Event) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target| target.closest("[data-own-pointer]").ok().flatten().is_some())
}

fn keys_of(event: &PointerEvent) -> Keys {
    Keys {
        shift: event.shift_key(),
        alt: event.alt_key(),
        primary: event.ctrl_key() || event.meta_key(),
    }
}
