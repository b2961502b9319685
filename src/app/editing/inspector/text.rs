//! Fields of a text: words, font, size, colour, alignment, wrap width; the rest in sections that open.

mod bends;
mod box_fields;
mod feature_fields;
mod samples;

use design::{Align, Content, FontId, Text};
use editor::{Command, Refinement, Target, TextStyle, Wrap};
use geom::Mm;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use self::bends::{PathFields, WarpFields};
use self::box_fields::{BoxFields, SpacingFields};
use self::feature_fields::FeatureFields;
use crate::editing::EditorStore;
use crate::editing::fields::{ColourField, Number, NumberField};
use crate::editing::font_picker::FontPicker;
use crate::editing::inspector::edge_fields::{OutlineFields, ShadowFields};
use crate::editing::inspector::fold::Fold;
use crate::editing::inspector::paint_fields::{GradientFields, fill_name};
use crate::editing::inspector::{Only, refine};
use crate::editing::store::sentence;
use crate::parts::{Banner, Icon, Tone, view};
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
    let set_content = move |event: web_sys::Event| {
        let Some(layer) = layer.get_untracked() else { return };
        let content = event_target_value(&event);
        let Err(error) = store.try_run(Command::SetText { layer: layer.id, content }) else {
            return;
        };
        store.atelier.say(&sentence(&error.to_string()));
        // More than a template allows: the field shows what the text still says.
        let kept = text.with_untracked(|text| text.as_ref().map(|text| text.content.clone()));
        let field = event.target().and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        if let (Some(field), Some(kept)) = (field, kept) {
            field.set_value(&kept);
        }
    };
    let counter = move || {
        let text = text.get()?;
        let most = text.limits?.characters?;
        let count = text.content.chars().count().to_string();
        Some(fill(words().letters_count, &[&count, &most.to_string()]))
    };
    let fill =
        Signal::derive(move || text.with(|text| text.as_ref().and_then(|it| it.fill.clone())));
    let colour = Signal::derive(move || text.with(|text| text.as_ref().map(|text| text.colour)));
    let set_fill = move |fill| refine(store, Refinement::Fill(fill));
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
                on:input=set_content
            ></textarea>
            {move || counter().map(|count| view! { <span class="field-hint num-text">{count}</span> })}
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
                empty=words().wrap_free
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
            value=colour
            on_change=move |colour| style(TextStyle { colour: Some(colour), ..TextStyle::default() })
        />
        <AlignField
            value=Signal::derive(move || text.with(|text| text.as_ref().map(|text| text.align)))
            on_change=move |align| style(TextStyle { align: Some(align), ..TextStyle::default() })
        />
        <Fold
            title=words().fill
            value=Signal::derive(move || fill.with(|fill| fill_name(fill.as_ref())))
            on_reset=move |()| set_fill(None)
        >
            <GradientFields value=fill colour=colour on_change=set_fill />
        </Fold>
        <OutlineFields text=text />
        <ShadowFields layer=layer />
        <PathFields text=text />
        <WarpFields text=text />
        <SpacingFields text=text />
        <BoxFields text=text />
        <FeatureFields text=text />
    }
}

/// What no font has, if there is such a character.
#[component]
pub(super) fn MissingGlyphs(
    /// The text.
    text: Memo<Option<Text>>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let missing = Memo::new(move |_| {
        text.with(|text| text.as_ref().map_or_else(String::new, |text| store.missing_of(text)))
    });
    view! {
        {move || {
            let missing = missing.get();
            (!missing.is_empty())
                .then(|| {
                    let text = fill(words().missing_glyphs, &[&missing]);
                    view! { <Banner tone=Tone::Warn text=text testid="missing-glyphs" /> }
                })
        }}
    }
}

/// Left, centre, right, justified.
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
            {option(Align::Justify, "align-justify", words.align_justify)}
        </div>
    }
}

fn text_of(content: &Content) -> Option<Text> {
    match content {
        Content::Text(text) => Some(text.clone()),
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}
