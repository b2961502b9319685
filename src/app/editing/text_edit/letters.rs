//! Colour, font and size of letters that are marked while a text is edited in place.

use design::{Content, FontId, LayerId, Span, Text};
use editor::{Command, Refinement, Target};
use geom::Rgb;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use crate::editing::EditorStore;
use crate::editing::fields::{AnyColour, PALETTE, colour_name};
use crate::parts::{IconButton, view};
use crate::words::{percent, words};

/// One step of the size.
const STEP: f64 = 1.15;
/// Smallest and largest letters as a factor of the text's size.
const SCALE: (f64, f64) = (0.1, 10.0);
/// Colours that are offered at once, by their places in the palette.
const COLOURS: [usize; 7] = [0, 1, 4, 6, 8, 10, 13];

/// A tool bar for the marked letters.
#[component]
pub(crate) fn Letters(
    /// The text.
    id: LayerId,
    /// The marked characters, first and first after.
    letters: Memo<Option<(u32, u32)>>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let words = words();
    let state = store.layer(id);
    let text = Memo::new(move |_| {
        state.as_ref().and_then(|state| text_of(&state.get().layer.content).cloned())
    });
    let span = Memo::new(move |_| {
        let (from, _) = letters.get()?;
        text.with(|text| text.as_ref()?.span_at(from).cloned())
    });
    let change = move |change: &dyn Fn(&mut Span)| {
        let Some((from, to)) = letters.get_untracked() else { return };
        let spans = text.with_untracked(|text| {
            text.as_ref().map(|text| text.restyled(from, to, |span| change(span)))
        });
        if let Some(spans) = spans {
            let how = Refinement::Spans(spans);
            store.run(Command::Refine { target: Target::Layers(vec![id]), how });
        }
    };
    let colour = move || {
        span.get()
            .and_then(|span| span.colour)
            .or_else(|| text.with(|text| text.as_ref().map(|it| it.colour)))
    };
    let scale = move || span.with(|span| span.as_ref().and_then(|span| span.scale)).unwrap_or(1.0);
    let resize = move |factor: f64| {
        let to = untrack(scale) * factor;
        let to = (to.clamp(SCALE.0, SCALE.1) * 100.0).round() / 100.0;
        let is_usual = (to - 1.0).abs() < 0.03;
        change(&|span| span.scale = (!is_usual).then_some(to));
    };
    let font = move || {
        span.with(|span| {
            span.as_ref()
                .and_then(|span| span.font.as_ref())
                .map_or_else(String::new, |it| it.0.clone())
        })
    };
    let fonts =
        untrack(|| store.atelier.shop_now()).map_or_else(Vec::new, |shop| shop.fonts.clone());
    let fonts = fonts.into_iter().filter(|info| info.category != "symbols").map(|info| {
        let id = info.id.clone();
        view! { <option value=info.id selected=move || font() == id>{info.name}</option> }
    });
    let swatches = COLOURS.into_iter().filter_map(|place| PALETTE.get(place).copied()).map(|ink| {
        view! {
            <button
                type="button"
                class="swatch"
                style=format!("--c:{ink}")
                aria-label=colour_name(ink)
                aria-pressed=move || (colour() == Some(ink)).to_string()
                on:click=move |_| change(&|span| span.colour = Some(ink))
            ></button>
        }
    });
    let any = Signal::derive(move || colour().unwrap_or(Rgb::BLACK));
    // The words keep the focus, so that typing goes on.
    let keep_focus = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let opens = target
            .is_some_and(|it| matches!(it.tag_name().as_str(), "SELECT" | "INPUT" | "OPTION"));
        if !opens {
            event.prevent_default();
        }
    };
    view! {
        <div
            class="letters"
            role="toolbar"
            aria-label=words.selected_letters
            data-testid="letters"
            on:mousedown=keep_focus
        >
            <div class="swatches">
                {swatches.collect_view()}
                <AnyColour
                    label=words.any_colour
                    class="swatch swatch-any"
                    value=any
                    on_input=move |ink: Rgb| change(&|span| span.colour = Some(ink))
                />
            </div>
            <select
                class="input"
                aria-label=words.letters_font
                on:change=move |event| {
                    let font = event_target_value(&event);
                    change(&|span| span.font = (!font.is_empty()).then(|| FontId(font.clone())));
                }
            >
                <option value="" selected=move || font().is_empty()>{words.letters_own_font}</option>
                {fonts.collect_view()}
            </select>
            <IconButton
                icon="minus"
                label=words.letters_smaller.to_owned()
                on_press=move |()| resize(1.0 / STEP)
            />
            <output class="num-text small">{move || percent(scale())}</output>
            <IconButton
                icon="plus"
                label=words.letters_larger.to_owned()
                on_press=move |()| resize(STEP)
            />
            <IconButton
                icon="reset"
                label=words.letters_plain.to_owned()
                on_press=move |()| change(&|span| *span = Span::bare(span.from, span.to))
            />
        </div>
    }
}

fn text_of(content: &Content) -> Option<&Text> {
    match content {
        Content::Text(text) => Some(text),
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}
