//! Fields of a text: words, font, size, colour, alignment, spacing, wrap width.

use design::{Align, Content, FontId, Text};
use editor::{Command, Target, TextStyle, Wrap};
use geom::Mm;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::fields::{ColourField, Number, NumberField, Slider, short};
use crate::editing::font_picker::FontPicker;
use crate::editing::inspector::Only;
use crate::parts::{Icon, view};
use crate::words::{fill, words};

/// Fields of a text.
#[component]
pub(crate) fn TextFields(
    /// The selected layer.
    layer: Only,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let text = Memo::new(move |_| layer.get().and_then(|layer| text_of(&layer.content)));
    let style = move |style: TextStyle| {
        store.run(Command::StyleText { target: Target::Selection, style });
    };
    let set_content = move |content: String| {
        if let Some(layer) = layer.get_untracked() {
            store.run(Command::SetText { layer: layer.id, content });
        }
    };
    let number = move |pick: fn(&Text) -> f64| {
        Signal::derive(move || text.with(|text| text.as_ref().map_or(0.0, pick)))
    };
    let (line_height, letter_spacing) =
        (number(|text| text.line_height), number(|text| text.letter_spacing));
    view! {
        <label class="field">
            <span class="field-label">{words().text}</span>
            <textarea
                class="input"
                rows="2"
                data-testid="text-content"
                prop:value=move || text.with(|text| {
                    text.as_ref().map_or_else(String::new, |text| text.content.clone())
                })
                on:input=move |event| set_content(event_target_value(&event))
            ></textarea>
        </label>
        <MissingGlyphs text=text />
        <FontPicker
            font=Signal::derive(move || text.with(|text| text.as_ref().map(|text| text.font.clone())))
            on_pick=move |font: FontId| style(TextStyle { font: Some(font), ..TextStyle::default() })
        />
        <div class="num-grid">
            <NumberField
                label="Aa"
                name=words().font_size
                unit="mm"
                value=Signal::derive(move || text.with(|text| text.as_ref().map(|text| text.size.mm())))
                on_change=move |size: Number| {
                    let size = size.map(Mm::new);
                    style(TextStyle { size, ..TextStyle::default() });
                }
            />
            <NumberField
                label="↔"
                name=words().wrap_width
                unit="mm"
                value=Signal::derive(move || {
                    text.with(|text| text.as_ref().and_then(|text| text.width).map(Mm::mm))
                })
                on_change=move |width: Number| {
                    let wrap = width.map_or(Wrap::Free, |width| Wrap::At(Mm::new(width)));
                    style(TextStyle { wrap: Some(wrap), ..TextStyle::default() });
                }
            />
        </div>
        <ColourField
            label=words().colour
            value=Signal::derive(move || text.with(|text| text.as_ref().map(|text| text.colour)))
            on_change=move |colour| style(TextStyle { colour: Some(colour), ..TextStyle::default() })
        />
        <AlignField
            value=Signal::derive(move || text.with(|text| text.as_ref().map(|text| text.align)))
            on_change=move |align| style(TextStyle { align: Some(align), ..TextStyle::default() })
        />
        <Slider
            label=words().line_height
            value=line_height
            range=(0.7, 2.5, 0.05)
            text=Signal::derive(move || format!("{} ×", short(line_height.get())))
            on_change=move |height| style(TextStyle { line_height: Some(height), ..TextStyle::default() })
        />
        <Slider
            label=words().letter_spacing
            value=letter_spacing
            range=(-0.1, 0.5, 0.01)
            text=Signal::derive(move || format!("{} em", short(letter_spacing.get())))
            on_change=move |spacing| {
                style(TextStyle { letter_spacing: Some(spacing), ..TextStyle::default() });
            }
        />
    }
}

/// What no font has, if there is such a character.
#[component]
fn MissingGlyphs(text: Memo<Option<Text>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let missing = Memo::new(move |_| {
        text.with(|text| text.as_ref().map_or_else(String::new, |text| store.missing_of(text)))
    });
    view! {
        {move || {
            let missing = missing.get();
            (!missing.is_empty())
                .then(|| {
                    view! {
                        <div class="banner" data-tone="warn" data-testid="missing-glyphs">
                            <Icon name="warning" />
                            <div class="banner-text">{fill(words().missing_glyphs, &[&missing])}</div>
                        </div>
                    }
                })
        }}
    }
}

/// Left, centre, right.
#[component]
fn AlignField(
    value: Signal<Option<Align>>,
    #[prop(into)] on_change: Callback<Align>,
) -> impl IntoView {
    let words = words();
    let option = move |align: Align, icon: &'static str, label: &'static str| {
        view! {
            <label data-tip=label>
                <input
                    type="radio"
                    name="align"
                    aria-label=label
                    prop:checked=move || value.get() == Some(align)
                    on:change=move |_| on_change.run(align)
                />
                <span>
                    <Icon name=icon />
                </span>
            </label>
        }
    };
    view! {
        <div class="segmented" role="radiogroup" aria-label=words.align>
            {option(Align::Left, "align-left", words.align_left)}
            {option(Align::Centre, "align-centre", words.align_centre)}
            {option(Align::Right, "align-right", words.align_right)}
        </div>
    }
}

fn text_of(content: &Content) -> Option<Text> {
    match content {
        Content::Text(text) => Some(text.clone()),
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}
