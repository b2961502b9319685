//! Choices that are shown as small pictures of the text itself, each bent its own way. The studio draws them.

use std::sync::Arc;

use design::{Text, TextPath, Warp};
use geom::{Mm, Rgb, TextBlock, path_data};
use leptos::prelude::*;
use scene::Resources;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::Atelier;
use crate::dom::effect;
use crate::parts::view;

/// Most letters of a picture.
const LETTERS: usize = 8;
/// Letters of a picture of an empty text.
const STAND_IN: &str = "Abcde";

/// How a text is bent in a picture.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Bent {
    /// Its path.
    pub path: Option<TextPath>,
    /// Its warp.
    pub warp: Option<Warp>,
}

/// Radio buttons with pictures.
#[component]
pub(crate) fn Samples(
    /// What is chosen, for screen readers.
    label: &'static str,
    /// A name for the group of radio buttons, one in the page.
    name: &'static str,
    /// Each choice: its word, and what its picture shows.
    choices: Vec<(&'static str, Bent)>,
    /// The text.
    text: Memo<Option<Text>>,
    /// The number of the choice that holds.
    #[prop(into)]
    value: Signal<usize>,
    /// Another was chosen.
    #[prop(into)]
    on_change: Callback<usize>,
) -> impl IntoView {
    let plain = Memo::new(move |_| text.with(|text| text.as_ref().map(sample)));
    let choices = choices.into_iter().enumerate().map(|(number, (word, bent))| {
        view! {
            <label class="tile sample">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || value.get() == number
                    on:change=move |_| on_change.run(number)
                />
                <Sample plain=plain bent=bent />
                <span>{word}</span>
            </label>
        }
    });
    view! {
        <div class="tile-grid" role="radiogroup" aria-label=label>
            {choices.collect_view()}
        </div>
    }
}

/// The first letters of a text, straight.
fn sample(text: &Text) -> Text {
    let letters: String =
        text.content.trim().chars().take_while(|letter| *letter != '\n').take(LETTERS).collect();
    let letters = match letters.trim() {
        "" => STAND_IN.to_owned(),
        letters => letters.to_owned(),
    };
    Text::plain(letters, text.font.clone(), Mm::new(10.0), Rgb::BLACK)
}

/// The picture of a choice.
#[component]
fn Sample(plain: Memo<Option<Text>>, bent: Bent) -> impl IntoView {
    let studio = Atelier::from_context().studio();
    let block = RwSignal::new(None::<Arc<TextBlock>>);
    effect(move || {
        let Some(plain) = plain.get() else { return };
        let text = Text { path: bent.path, warp: bent.warp, ..plain };
        let key = text.key();
        if let Some(known) = studio.text(&key) {
            block.set(Some(known));
            return;
        }
        let studio = studio.clone();
        spawn_local(async move {
            // Where the font does not load there is no picture; the word is there.
            let _ = studio.shape(vec![text]).await;
            let _ = block.try_set(studio.text(&key));
        });
    });
    view! {
        {move || {
            block.get().map(|block| {
                let view_box = format!("0 0 {} {}", block.width, block.height);
                view! {
                    <svg viewBox=view_box aria-hidden="true">
                        <path d=path_data(&block.outline()) fill="currentColor"></path>
                    </svg>
                }
            })
        }}
    }
}
