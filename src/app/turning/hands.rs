//! Pointers, wheel and keys on the stage of a product in 3D. One pointer turns it, two fingers zoom. What a turn is, `model` knows.

use std::f64::consts::{FRAC_PI_2, PI};

use leptos::prelude::*;
use model::{Orbit, Step};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};

use super::stage::Stage;
use crate::by_name::property;

/// How much a wheel's step of 100 pixels zooms.
const WHEEL: f64 = 0.0018;
/// A hand that rested longer than this before it let go gives no swing, in milliseconds.
const RESTED: f64 = 60.0;
/// The fastest swing, in pictures per second.
const FASTEST: f64 = 3.0;

/// The four sides, as their keys 1 to 4 show them.
pub(super) const SIDES: [f64; 4] = [0.0, FRAC_PI_2, PI, -FRAC_PI_2];

/// A finger or a mouse, held down.
#[derive(Clone, Copy)]
struct Pointer {
    id: i32,
    at: (f64, f64),
}

/// The pointers that are down.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    stage: Stage,
    down: StoredValue<Vec<Pointer>, LocalStorage>,
    /// How fast the last one moves, in pictures per second, and when it was seen, in milliseconds.
    speed: StoredValue<((f64, f64), f64), LocalStorage>,
}

impl Hands {
    /// None.
    pub(super) fn on(stage: Stage) -> Self {
        let (down, speed) =
            (StoredValue::new_local(Vec::new()), StoredValue::new_local(Default::default()));
        Self { stage, down, speed }
    }

    /// A pointer goes down.
    pub(super) fn take(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        if let Some(element) = element(event) {
            // Fails only for a pointer that is gone already.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        self.down.update_value(|down| {
            down.retain(|pointer| pointer.id != event.pointer_id());
            if down.len() < 2 {
                down.push(Pointer { id: event.pointer_id(), at: place(event) });
            }
        });
        self.speed.set_value(Default::default());
        self.stage.hold(true, (0.0, 0.0));
    }

    /// A pointer moves.
    pub(super) fn drag(self, event: &PointerEvent) {
        let Some(height) = element(event).map(|element| f64::from(element.client_height())) else {
            return;
        };
        let height = height.max(1.0);
        let all = self.down.get_value();
        let Some(before) = all.iter().find(|pointer| pointer.id == event.pointer_id()) else {
            return;
        };
        let now = place(event);
        let way = ((now.0 - before.at.0) / height, (now.1 - before.at.1) / height);
        let other = all.iter().find(|pointer| pointer.id != event.pointer_id());
        match other {
            None => {
                self.stage.follow(seconds(event), |orbit| orbit.dragged(way.0, way.1));
                let time = time(event);
                self.speed.update_value(|(speed, last)| {
                    let seconds = ((time - *last) / 1000.0).clamp(0.004, 0.1);
                    let mix = |old: f64, way: f64| old * 0.6 + way / seconds * 0.4;
                    *speed = (mix(speed.0, way.0), mix(speed.1, way.1));
                    *last = time;
                });
            }
            Some(other) => {
                let apart = |at: (f64, f64)| {
                    let (x, y) = (at.0 - other.at.0, at.1 - other.at.1);
                    (x * x + y * y).sqrt().max(8.0)
                };
                let factor = apart(now) / apart(before.at);
                let pinched = |orbit: Orbit| orbit.zoomed(factor).dragged(way.0 * 0.5, way.1 * 0.5);
                self.stage.follow(seconds(event), pinched);
            }
        }
        self.down.update_value(|down| {
            down.iter_mut()
                .filter(|pointer| pointer.id == event.pointer_id())
                .for_each(|pointer| pointer.at = now);
        });
    }

    /// A pointer goes up, or is taken away.
    pub(super) fn release(self, event: &PointerEvent) {
        let left = self.down.try_update_value(|down| {
            let before = down.len();
            down.retain(|pointer| pointer.id != event.pointer_id());
            (before, down.len())
        });
        if left == Some((1, 0)) {
            let ((right, down), last) = self.speed.get_value();
            let keeps = time(event) - last < RESTED;
            let limit = |speed: f64| if keeps { speed.clamp(-FASTEST, FASTEST) } else { 0.0 };
            self.stage.hold(false, (limit(right), limit(down)));
        }
    }

    /// The wheel turns.
    pub(super) fn wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let lines = if event.delta_mode() == 1 { 30.0 } else { 1.0 };
        let factor = (1.0 - event.delta_y() * lines * WHEEL).clamp(0.7, 1.4);
        self.stage.follow(seconds(event), |orbit| orbit.zoomed(factor));
    }

    /// A key is pressed. True where it meant something.
    pub(super) fn key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let now = self.stage.orbit();
        let key = event.key();
        let to = match key.as_str() {
            // The product goes where the arrow points.
            "ArrowLeft" => now.stepped(Step::Right),
            "ArrowRight" => now.stepped(Step::Left),
            "ArrowUp" => now.stepped(Step::Up),
            "ArrowDown" => now.stepped(Step::Down),
            "+" | "=" => now.stepped(Step::Closer),
            "-" | "_" => now.stepped(Step::Further),
            "Home" => self.stage.home(),
            "1" | "2" | "3" | "4" => {
                let side = key.parse::<usize>().map_or(0, |key| key - 1);
                Orbit::from_around(SIDES[side])
            }
            _ => return,
        };
        event.prevent_default();
        self.stage.go(to);
    }
}

fn element(event: &PointerEvent) -> Option<Element> {
    event.current_target().and_then(|target| target.dyn_into().ok())
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// When an event was, in milliseconds.
fn time(event: &JsValue) -> f64 {
    property(event, "timeStamp").as_f64().unwrap_or(0.0)
}

/// When an event was, in seconds since the page began.
fn seconds(event: &JsValue) -> f64 {
    time(event) / 1000.0
}
