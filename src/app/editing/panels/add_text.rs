//! Adding text: a heading, a line, small print, each set so that it looks right at once.

use design::FontId;
use editor::{Command, TextStyle};
use geom::{Mm, Rgb};
use leptos::prelude::*;

use crate::editing::{EditorStore, keys};
use crate::parts::view;
use crate::words::words;

/// Sizes as parts of the print area's shorter edge.
const HEADING: f64 = 0.16;
const LINE: f64 = 0.08;
const SMALL: f64 = 0.045;

/// Buttons that add text.
#[component]
pub(crate) fn AddText() -> impl IntoView {
    let store = EditorStore::from_context();
    let add = move |content: &str, font: &str, part: f64| {
        let area = store.read(|session| *session.area());
        let size = Mm::new(area.width.mm().min(area.height.mm()) * part).quantised();
        let style = TextStyle {
            font: Some(FontId(font.into())),
            size: Some(size),
            colour: Some(readable_on(store.colour_untracked().parts.body)),
            ..TextStyle::default()
        };
        store.run(Command::AddText { content: content.into(), style, at: None });
        keys::begin_typing(store);
    };
    let button = move |class: &'static str, label, content, font, part| {
        view! {
            <button
                type="button"
                class=format!("btn btn-block {class}")
                on:click=move |_| add(content, font, part)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="stack">
            {button("add-heading", words().add_heading, words().heading_text, "anton", HEADING)}
            {button("add-line", words().add_line, words().line_text, "montserrat", LINE)}
            {button("add-small", words().add_small, words().small_text, "space-mono", SMALL)}
        </div>
    }
}

/// Black or white, whichever reads better on a ground.
pub(crate) fn readable_on(ground: Rgb) -> Rgb {
    let ink = Rgb::new(0x11, 0x13, 0x18);
    if ground.contrast(ink) >= ground.contrast(Rgb::WHITE) { ink } else { Rgb::WHITE }
}
