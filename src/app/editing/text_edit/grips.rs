//! For fingers, on which a drag moves the text: grips at both ends of what is marked, and buttons that mark. Keys have
//! Shift, screen readers the field itself, so the grips are silent.

use geom::{Point, Vec2};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::entry::Entry;
use super::hand::{Hand, client};
use super::lines::nearest;
use super::marks::foot_of;
use super::sight::Sight;
use crate::editing::board::css_mm;
use crate::parts::view;
use crate::words::words;

/// Which end of what is marked a grip was at when it was taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// A grip that is dragged.
#[derive(Clone, Copy)]
struct Dragged {
    end: End,
    /// The byte that stays.
    anchor: u32,
    /// From the finger to the caret, in pixels.
    reach: Vec2,
}

/// The grips, while a finger marked something.
#[component]
pub(super) fn Grips(entry: Entry, sight: Sight, hand: Hand) -> impl IntoView {
    let dragged = RwSignal::new(None::<Dragged>);
    let foot = move |end: End| {
        if !hand.by_touch.get() {
            return None;
        }
        let marked = entry.marked.get();
        // One that is dragged past the other stays under the finger.
        let offset = match (dragged.get(), end) {
            (Some(dragged), end) if dragged.end == end => marked.head(),
            (Some(_), _) => marked.anchor(),
            (None, End::First) => marked.start,
            (None, End::Last) => marked.end,
        };
        foot_of(sight.block()?.as_ref(), offset, None)
    };
    let is_shown = move || hand.by_touch.get() && !entry.marked.get().is_caret();
    let take = move |event: &PointerEvent, end: End| {
        event.stop_propagation();
        event.prevent_default();
        let marked = entry.marked.get_untracked();
        let Some(place) = untrack(|| foot(end)).and_then(|foot| sight.place(foot)) else { return };
        let anchor = if end == End::First { marked.end } else { marked.start };
        dragged.set(Some(Dragged { end, anchor, reach: place - client(event) }));
        let grip = event.current_target().and_then(|grip| grip.dyn_into::<Element>().ok());
        if let Some(grip) = grip {
            // Fails only where the pointer is gone already.
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
    };
    let follow = move |event: &PointerEvent| {
        let Some(Dragged { anchor, reach, .. }) = dragged.get_untracked() else { return };
        event.stop_propagation();
        let Some(block) = untrack(|| sight.block()) else { return };
        let at: Point = client(event) + reach;
        let stand = sight
            .point(at.x, at.y)
            .and_then(|point| nearest(&block, &untrack(|| sight.words()), above(&block, point)));
        // Nothing would be marked any more, and the grips be gone.
        if let Some(stand) = stand.filter(|stand| stand.offset != anchor) {
            entry.mark(anchor, stand.offset, None);
        }
    };
    let grip = move |end: End| {
        let style =
            move || foot(end).map(|foot| format!("left:{};top:{}", css_mm(foot.x), css_mm(foot.y)));
        view! {
            <span
                class="grip"
                aria-hidden="true"
                data-own-pointer=""
                data-end=if end == End::First { "first" } else { "last" }
                hidden=move || !is_shown()
                style=style
                on:pointerdown=move |event| take(&event, end)
                on:pointermove=move |event| follow(&event)
                on:pointerup=move |_| dragged.set(None)
                on:pointercancel=move |_| dragged.set(None)
            ></span>
        }
    };
    view! {
        {grip(End::First)}
        {grip(End::Last)}
    }
}

/// A foot lies on the edge to the line below; a little above it, it is on its own.
fn above(block: &geom::TextBlock, foot: Point) -> Point {
    let is_bent = block.lines.iter().any(|line| !line.posts.is_empty());
    let height = block.lines.first().map_or(0.0, |line| line.height);
    if is_bent { foot } else { Point::new(foot.x, foot.y - height / 2.0) }
}

/// Buttons that mark, where a finger has no other way that it would know of.
#[component]
pub(super) fn Picks(entry: Entry, hand: Hand) -> impl IntoView {
    view! {
        <div
            class="picks"
            role="toolbar"
            aria-label=words().mark_letters
            data-testid="picks"
            // The words keep the focus, and a phone its keyboard.
            on:mousedown=|event: web_sys::MouseEvent| event.prevent_default()
        >
            <button type="button" class="btn btn-quiet" on:click=move |_| hand.take_word()>
                {words().mark_word}
            </button>
            <button type="button" class="btn btn-quiet" on:click=move |_| entry.mark_all()>
                {words().mark_all}
            </button>
        </div>
    }
}
