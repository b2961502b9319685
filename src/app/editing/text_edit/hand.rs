//! What a pointer does on the text that is typed: a press puts the caret, a mouse that is dragged marks, two presses take a
//! word and three a line. A finger that is dragged moves the text; that is the stage's.

use geom::Point;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::entry::Entry;
use super::grain::Grain;
use super::lines::{letter_at, nearest};
use super::sight::Sight;

/// Taps that follow each other within so many milliseconds and pixels count as one after the other.
const TAP: (f64, f64) = (400.0, 30.0);

/// The pointer on a text.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    entry: Entry,
    sight: Sight,
    /// Whether the last press was a finger's.
    pub by_touch: RwSignal<bool>,
    hold: StoredValue<Hold>,
}

#[derive(Clone, Copy, Default)]
struct Hold {
    /// What was taken first: it stays marked while more is.
    first: (u32, u32),
    grain: Grain,
    is_down: bool,
    taps: u32,
    /// Where and when the last tap was.
    tapped: (Point, f64),
}

impl Hand {
    pub(super) fn new(entry: Entry, sight: Sight) -> Self {
        let coarse = window().match_media("(pointer: coarse)").ok().flatten();
        let by_touch = RwSignal::new(coarse.is_some_and(|coarse| coarse.matches()));
        Self { entry, sight, by_touch, hold: StoredValue::default() }
    }

    /// A pointer is about to press.
    pub(super) fn press(self, event: &PointerEvent) {
        let is_finger = event.pointer_type() == "touch";
        if self.by_touch.get_untracked() != is_finger {
            self.by_touch.set(is_finger);
        }
        let field = event.current_target().and_then(|field| field.dyn_into::<Element>().ok());
        if let (false, 0, Some(field)) = (is_finger, event.button(), field) {
            // Fails only where the pointer is gone already.
            let _ = field.set_pointer_capture(event.pointer_id());
        }
    }

    /// The mouse was pressed.
    pub(super) fn down(self, event: &MouseEvent) {
        // A finger's press is the browser's, which puts up its keyboard then; `tap` follows.
        if self.by_touch.get_untracked() || !matches!(event.button(), 0 | 2) {
            return;
        }
        event.prevent_default();
        self.entry.focus();
        let marked = self.entry.marked.get_untracked();
        if event.button() == 2 && !marked.is_caret() {
            return;
        }
        let grain = match event.button() {
            0 => Grain::of_clicks(event.detail().unsigned_abs()),
            _ => Grain::Caret,
        };
        self.take(event, grain);
        self.hold.update_value(|hold| hold.is_down = event.button() == 0);
    }

    /// The mouse moves.
    pub(super) fn moved(self, event: &PointerEvent) {
        let is_held = self.hold.with_value(|hold| hold.is_down) && event.buttons() & 1 == 1;
        if is_held && !self.by_touch.get_untracked() {
            self.extend(event);
        }
    }

    /// The mouse was let go.
    pub(super) fn up(self) {
        self.hold.update_value(|hold| hold.is_down = false);
    }

    /// A finger tapped.
    pub(super) fn tap(self, event: &MouseEvent) {
        if !self.by_touch.get_untracked() {
            return;
        }
        let (at, now) = (client(event), event.time_stamp());
        let taps = self.hold.try_update_value(|hold| {
            let (before, then) = hold.tapped;
            let follows = now - then < TAP.0 && at.distance(before) < TAP.1;
            hold.taps = if follows { hold.taps + 1 } else { 1 };
            hold.tapped = (at, now);
            hold.taps
        });
        self.take(event, Grain::of_clicks(taps.unwrap_or(1)));
    }

    /// Marks the word at the caret; where all is marked, the first one.
    pub(super) fn take_word(self) {
        let words = untrack(|| self.sight.words());
        let (from, to) = Grain::Word.around(&words, self.entry.marked.get_untracked().start);
        self.entry.mark(from, to, None);
    }

    /// Takes what is pressed; with Shift, marks up to there.
    fn take(self, event: &MouseEvent, grain: Grain) {
        if grain == Grain::Caret && event.shift_key() {
            let anchor = self.entry.marked.get_untracked().anchor();
            self.hold.update_value(|hold| (hold.first, hold.grain) = ((anchor, anchor), grain));
            return self.extend(event);
        }
        let Some((first, line)) = self.found(event, grain) else { return };
        self.hold.update_value(|hold| (hold.first, hold.grain) = (first, grain));
        self.entry.mark(first.0, first.1, line);
    }

    /// Marks from what was taken first to where the pointer is.
    fn extend(self, event: &MouseEvent) {
        let (first, grain) = self.hold.with_value(|hold| (hold.first, hold.grain));
        let Some((now, line)) = self.found(event, grain) else { return };
        let (anchor, head) = match now.0 < first.0 {
            true => (first.1, now.0),
            false => (first.0, now.1.max(first.1)),
        };
        self.entry.mark(anchor, head, line);
    }

    /// What lies under the pointer, and the line of a caret.
    fn found(self, event: &MouseEvent, grain: Grain) -> Option<((u32, u32), Option<usize>)> {
        let (block, words) = untrack(|| (self.sight.block(), self.sight.words()));
        let (block, at) = (block?, client(event));
        let point = self.sight.point(at.x, at.y)?;
        if grain == Grain::Caret {
            let stand = nearest(&block, &words, point)?;
            return Some(((stand.offset, stand.offset), Some(stand.line)));
        }
        Some((grain.around(&words, letter_at(&block, &words, point)?), None))
    }
}

/// Where an event is in the window.
pub(super) fn client(event: &MouseEvent) -> Point {
    Point::new(f64::from(event.client_x()), f64::from(event.client_y()))
}
