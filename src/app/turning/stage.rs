//! The stage of a product in 3D: from where it is looked at now and soon, and drawing a frame when that or the product changed. It draws
//! nothing while nothing moves.

use std::time::Duration;

use catalog::PartColours;
use geom::Rgb;
use leptos::prelude::*;
use model::{Model, Orbit};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::caption::caption;
use super::pace::Pace;
use super::painter::{Painter, Wall, wall_of};
use crate::by_name::{call, object, property};
use crate::studio::Picture;

/// Most pixels of the canvas for one of the page, across: more is not seen.
const MOST_DENSITY: f64 = 2.0;
/// Most pixels of the canvas on each side.
const MOST_SIDE: f64 = 2560.0;
/// How fast a view that was chosen comes, and how fast a turn ends that was let go of, per second.
const COMING: f64 = 9.0;
const ENDING: f64 = 3.2;
/// Below this a turn has ended, in pictures per second.
const RESTING: f64 = 0.02;
/// A hand that pauses for so long sees the product in full.
const PAUSE: Duration = Duration::from_millis(160);
/// What a browser says a hand did longer ago than this, in seconds, is by another clock.
const LONGEST_LAG: f64 = 2.0;
/// Longest step between two frames, in seconds: after a pause nothing jumps.
const LONGEST: f64 = 0.05;

/// What listens to the canvas.
type Listener = Closure<dyn FnMut(JsValue)>;

/// The events by which the browser takes the graphics card away and gives it back.
const LOST: &str = "webglcontextlost";
const BACK: &str = "webglcontextrestored";

struct State {
    canvas: HtmlCanvasElement,
    painter: Option<Painter>,
    /// The model, while the graphics card is away.
    kept: Option<Model>,
    orbit: Orbit,
    /// From where it was first looked at.
    home: Orbit,
    /// Where it is going.
    goal: Option<Orbit>,
    /// How fast it still turns: pictures per second, right and down.
    spin: (f64, f64),
    wall: Wall,
    parts: PartColours,
    /// Whether a frame was asked for.
    is_coming: bool,
    /// Whether somebody holds it.
    is_held: bool,
    /// When the last frame was and when the next one was asked for, in seconds.
    last: f64,
    asked: f64,
    pace: Pace,
    /// Frames drawn so far, and whether the last one was not in full.
    frames: u32,
    is_coarse: bool,
    /// Whether a room draws now.
    in_room: bool,
    listeners: [(&'static str, Listener); 2],
}

/// Whether there is a graphics card to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Card {
    Here,
    /// The browser took it away, and will say when it is back.
    Away,
    /// It came back, but does not draw any more.
    Refused,
}

/// The stage. Cheap to copy; it ends with the view that made it.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    state: StoredValue<Option<State>, LocalStorage>,
    /// What the view is called, when it rests.
    pub caption: RwSignal<String>,
    /// From where it is looked at, when it rests.
    pub rested: RwSignal<Orbit>,
    /// Counts how often the graphics card was filled anew.
    pub filled: RwSignal<u32>,
    /// Bytes on the graphics card.
    pub bytes: RwSignal<u64>,
    /// Whether the graphics card is there, once something was shown.
    pub card: RwSignal<Card>,
    /// Whether things glide.
    glides: bool,
}

impl Stage {
    /// An empty stage.
    pub(super) fn new() -> Self {
        let query = call(&window(), "matchMedia", &["(prefers-reduced-motion: reduce)".into()]);
        let stage = Self {
            state: StoredValue::new_local(None),
            caption: RwSignal::new(caption(Orbit::HOME)),
            rested: RwSignal::new(Orbit::HOME),
            filled: RwSignal::new(0),
            bytes: RwSignal::new(0),
            card: RwSignal::new(Card::Here),
            glides: !property(&query, "matches").is_truthy(),
        };
        on_cleanup(move || stage.leave());
        stage
    }

    /// Puts a model on the stage. False where the browser cannot draw it.
    pub(super) fn show(self, canvas: &HtmlCanvasElement, model: Model, parts: PartColours) -> bool {
        let home = Orbit::first(&model);
        let Some(mut painter) = Painter::new(canvas, model) else { return false };
        painter.paint(&parts);
        let state = State {
            canvas: canvas.clone(),
            painter: Some(painter),
            kept: None,
            orbit: home,
            home,
            goal: None,
            spin: (0.0, 0.0),
            wall: wall_of(Rgb::WHITE),
            parts,
            is_coming: false,
            is_held: false,
            last: 0.0,
            asked: 0.0,
            pace: Pace::default(),
            frames: 0,
            is_coarse: false,
            in_room: false,
            listeners: self.listeners(),
        };
        for (name, listener) in &state.listeners {
            let given = [(*name).into(), listener.as_ref().clone()];
            call(&state.canvas, "addEventListener", &given);
        }
        self.state.set_value(Some(state));
        self.take_wall();
        self.filled.update(|filled| *filled += 1);
        self.weigh();
        self.ask();
        true
    }

    /// Gives all memory back.
    fn leave(self) {
        let state = self.state.try_update_value(Option::take).flatten();
        let Some(state) = state else { return };
        for (name, listener) in &state.listeners {
            let given = [(*name).into(), listener.as_ref().clone()];
            call(&state.canvas, "removeEventListener", &given);
        }
        if let Some(painter) = state.painter {
            painter.gl().lose();
        }
    }

    fn listeners(self) -> [(&'static str, Listener); 2] {
        let lost = Closure::new(move |event: JsValue| {
            // Without this the browser does not give it back.
            call(&event, "preventDefault", &[]);
            self.lost();
        });
        [(LOST, lost), (BACK, Closure::new(move |_| self.back()))]
    }

    fn with<T>(self, work: impl FnOnce(&mut State) -> T) -> Option<T> {
        self.state.try_update_value(|state| state.as_mut().map(work)).flatten()
    }

    /// The browser took the graphics card away; it will say when it is back.
    fn lost(self) {
        let model = self.with(|state| {
            let painter = state.painter.take()?;
            state.kept = Some(painter.into_model());
            Some(())
        });
        if model.flatten().is_some() {
            self.card.set(Card::Away);
        }
    }

    /// The graphics card is back: all is put on it anew.
    fn back(self) {
        let filled = self.with(|state| {
            let mut painter = Painter::new(&state.canvas, state.kept.take()?)?;
            painter.paint(&state.parts);
            state.painter = Some(painter);
            Some(())
        });
        let is_filled = filled.flatten().is_some();
        self.card.set(if is_filled { Card::Here } else { Card::Refused });
        if is_filled {
            self.filled.update(|filled| *filled += 1);
            self.weigh();
            self.ask();
        }
    }

    /// Colours the product's parts.
    pub(super) fn paint(self, parts: PartColours) {
        self.with(|state| {
            state.parts = parts;
            if let Some(painter) = &mut state.painter {
                painter.paint(&parts);
            }
        });
        self.ask();
    }

    /// Puts a side's print on it.
    pub(super) fn print(self, side: &str, picture: Option<&Picture>) {
        self.with(|state| {
            if let Some(painter) = &mut state.painter {
                painter.print(side, picture);
            }
        });
        self.weigh();
        self.ask();
    }

    fn weigh(self) {
        let bytes = self.with(|state| state.painter.as_ref().map_or(0, Painter::bytes));
        let _ = self.bytes.try_set(bytes.unwrap_or(0));
    }

    /// The sides whose prints are to be seen.
    pub(super) fn sides(self) -> Vec<String> {
        let sides = |state: &mut State| {
            let painter = state.painter.as_ref()?;
            Some(painter.model().sides().into_iter().map(str::to_owned).collect())
        };
        self.with(sides).flatten().unwrap_or_default()
    }

    /// The largest side of textures that the graphics card takes.
    pub(super) fn largest_texture(self) -> u32 {
        let largest =
            |state: &mut State| state.painter.as_ref().map(|painter| painter.gl().largest());
        self.with(largest).flatten().unwrap_or(0)
    }

    /// Takes the page's colour for the wall, as it is now.
    pub(super) fn take_wall(self) {
        self.with(|state| {
            if let Some(colour) = page_colour(&state.canvas) {
                state.wall = wall_of(colour);
            }
        });
        self.ask();
    }

    /// Where it is looked at from, or will be.
    pub(super) fn orbit(self) -> Orbit {
        self.with(|state| state.goal.unwrap_or(state.orbit)).unwrap_or(Orbit::HOME)
    }

    /// The view that came first.
    pub(super) fn home(self) -> Orbit {
        self.with(|state| state.home).unwrap_or(Orbit::HOME)
    }

    /// Goes to another view.
    pub(super) fn go(self, orbit: Orbit) {
        let glides = self.glides;
        self.with(|state| {
            state.spin = (0.0, 0.0);
            if glides {
                state.goal = Some(orbit);
            } else {
                (state.orbit, state.goal) = (orbit, None);
            }
        });
        self.ask();
    }

    /// Somebody takes hold of it, or lets go with a speed in pictures per second.
    pub(super) fn hold(self, is_held: bool, spin: (f64, f64)) {
        let glides = self.glides;
        self.with(|state| {
            state.is_held = is_held;
            state.goal = None;
            state.spin = if glides && !is_held { spin } else { (0.0, 0.0) };
        });
        self.ask();
    }

    /// Follows a hand, which did something at a time, in seconds since the page began.
    pub(super) fn follow(self, time: f64, change: impl FnOnce(Orbit) -> Orbit) {
        self.with(|state| {
            state.goal = None;
            state.orbit = change(state.orbit);
        });
        self.ask_since(time);
    }

    /// Lends the painter to a room, until [`Stage::come_home`].
    pub(super) fn in_room<T>(self, work: impl FnOnce(&Painter) -> T) -> Option<T> {
        self.with(|state| {
            state.in_room = true;
            state.painter.as_ref().map(work)
        })
        .flatten()
    }

    /// The room was left.
    pub(super) fn come_home(self) {
        self.with(|state| state.in_room = false);
        self.ask();
    }

    /// Asks for a frame.
    pub(super) fn ask(self) {
        self.ask_since(now());
    }

    /// Asks for a frame because of what was at a time, in seconds since the page began: what a hand does waits for frames that are late.
    fn ask_since(self, time: f64) {
        let now = now();
        let is_sound = (0.0..LONGEST_LAG).contains(&(now - time));
        let asked_at = if is_sound { time } else { now };
        let asked = self.with(|state| {
            // A room asks for its own frames.
            if state.is_coming || state.in_room {
                return false;
            }
            (state.is_coming, state.asked) = (true, asked_at);
            true
        });
        if asked == Some(true) {
            request_animation_frame(move || self.frame());
        }
    }

    fn frame(self) {
        let now = now();
        let drawn = self.with(|state| {
            state.is_coming = false;
            let step = (now - state.last).clamp(0.0, LONGEST);
            state.last = now;
            let moves = state.step(step);
            if moves || state.is_held {
                state.draw(state.pace.part());
                // A graphics card that lags holds up what draws, or the next frame.
                state.pace.learn(self::now() - state.asked);
            } else {
                state.draw(1.0);
            }
            if state.is_coarse && !moves {
                self.draw_in_full_after_a_pause(state.frames);
            }
            (moves, state.is_held, state.orbit)
        });
        match drawn {
            Some((true, _, _)) => self.ask(),
            Some((false, false, orbit)) => {
                let _ = self.caption.try_update(|said| {
                    let caption = caption(orbit);
                    if *said != caption {
                        *said = caption;
                    }
                });
                let _ = self.rested.try_set(orbit);
            }
            Some((false, true, _)) | None => {}
        }
    }

    /// Draws what a hand holds still in full, unless it was moved after that many frames.
    fn draw_in_full_after_a_pause(self, frames: u32) {
        let later = move || {
            self.with(|state| {
                if state.frames == frames && !state.is_coming {
                    state.draw(1.0);
                }
            });
        };
        set_timeout(later, PAUSE);
    }
}

impl State {
    /// Moves on by some seconds. True while it goes on moving.
    fn step(&mut self, seconds: f64) -> bool {
        if let Some(goal) = self.goal {
            self.orbit = self.orbit.towards(goal, (seconds * COMING).min(1.0));
            if self.orbit.is_near(goal) {
                (self.orbit, self.goal) = (goal, None);
            }
            return self.goal.is_some();
        }
        let (right, down) = self.spin;
        if right.abs() + down.abs() < RESTING {
            self.spin = (0.0, 0.0);
            return false;
        }
        self.orbit = self.orbit.dragged(right * seconds, down * seconds);
        let rest = (1.0 - seconds * ENDING).max(0.0);
        self.spin = (right * rest, down * rest);
        true
    }

    /// Draws a frame with a part of the full density.
    fn draw(&mut self, part: f64) {
        let Some(painter) = &self.painter else { return };
        if self.in_room {
            return;
        }
        self.frames = self.frames.wrapping_add(1);
        self.is_coarse = part < 1.0;
        let density = window().device_pixel_ratio().clamp(1.0, MOST_DENSITY) * part;
        let side = |css: i32| (f64::from(css) * density).round().clamp(1.0, MOST_SIDE) as u32;
        let size = (side(self.canvas.client_width()), side(self.canvas.client_height()));
        // Setting a size clears what is there.
        if self.canvas.width() != size.0 {
            self.canvas.set_width(size.0);
        }
        if self.canvas.height() != size.1 {
            self.canvas.set_height(size.1);
        }
        painter.draw(size, self.orbit, self.wall);
    }
}

/// Seconds since the page began.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now() / 1000.0)
}

/// The colour that an element has behind it. The browser turns whatever the style says into a pixel.
fn page_colour(element: &HtmlElement) -> Option<Rgb> {
    let style = call(&window(), "getComputedStyle", &[element.into()]);
    let colour = property(&style, "backgroundColor");
    let canvas = document().create_element("canvas").ok()?;
    let canvas: JsValue = canvas.into();
    for side in ["width", "height"] {
        // Fails only for what is no object.
        let _ = js_sys::Reflect::set(&canvas, &side.into(), &1.0.into());
    }
    let options = object(&[("willReadFrequently", true.into())]);
    let context = call(&canvas, "getContext", &["2d".into(), options]);
    let _ = js_sys::Reflect::set(&context, &"fillStyle".into(), &colour);
    let one = || JsValue::from(1.0);
    let zero = || JsValue::from(0.0);
    call(&context, "fillRect", &[zero(), zero(), one(), one()]);
    let data = call(&context, "getImageData", &[zero(), zero(), one(), one()]);
    let data = property(&data, "data");
    let level =
        |at: u32| js_sys::Reflect::get_u32(&data, at).ok()?.as_f64().map(|level| level as u8);
    Some(Rgb::new(level(0)?, level(1)?, level(2)?))
}
