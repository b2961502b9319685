//! The template of the design, filled in again: words, colours, letters. Each change is one step; typing on is the same one.

use std::sync::Arc;

use design::{Content, Filling, Layer, PairedFont, Template};
use editor::{Command, Refill, Replace};
use geom::Rgb;
use geom::order::Ordered;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::RandomIds;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::font_picker::FontName;
use crate::parts::{Each, Show, view};
use crate::templates::layers_on;
use crate::words::{fill, words};

/// Name of the template that a design of the shopper's own template is said to be from.
pub(crate) const OWN: &str = "own";
/// Most colours of a palette that are shown.
const MOST_COLOURS: usize = 6;

/// Puts a template on the shown side, in place of the one before, with the words that were written in that one.
pub(crate) fn apply_template(store: EditorStore, template: &Template) {
    let (product, side) = (store.product(), store.side.get_untracked());
    let ground = store.colour_untracked().parts.body;
    let written = store.atelier.written_words();
    let layers = layers_on(template, &product, &side, ground, &written, &mut RandomIds);
    store.run(Command::AddLayers {
        layers,
        template: Some(template.id.clone()),
        replace: Replace::PreviousTemplate,
    });
    store.atelier.say(&fill(words().fill_in_applied, &[&template.name]));
}

/// A field as it is shown.
#[derive(Clone, PartialEq)]
struct Field {
    id: String,
    label: String,
    max: usize,
}

/// What there is to fill in: fields, palettes and fonts of the design's template. Nothing where there is no template.
#[component]
pub(crate) fn TemplateFields() -> impl IntoView {
    let store = EditorStore::from_context();
    let named = Memo::new(move |_| store.head.with(|head| head.template.clone()));
    let template = RwSignal::new(None::<Arc<Template>>);
    effect(move || {
        let id = named.get().filter(|id| id.as_str() != OWN);
        let known = id.as_ref().and_then(|id| store.atelier.known_template(id));
        let is_known = known.is_some();
        template.set(known);
        let Some(id) = id.filter(|_| !is_known) else { return };
        spawn_local(async move {
            // Without the template there is nothing to fill in; the design is whole all the same.
            if let Ok(found) = store.atelier.template(&id).await
                && named.try_get_untracked().flatten().as_ref() == Some(&id)
            {
                let _ = template.try_set(Some(found));
            }
        });
    });
    let layers = Memo::new(move |_| {
        store.revision.track();
        store.read(|session| session.design().layers.values().cloned().collect::<Vec<_>>())
    });
    let has_parts = move || layers.with(|all| all.iter().any(|layer| layer.part.is_some()));
    let own_fields = Memo::new(move |_| layers.with(|layers| fields_of(layers)));
    view! {
        <Show when=move || template.with(Option::is_some) && has_parts()>
            {move || template.get().map(|template| view! { <Filled template=template layers=layers /> })}
        </Show>
        <Show when=move || {
            (template.with(Option::is_none) || !has_parts()) && !own_fields.with(Vec::is_empty)
        }>
            <OwnFields fields=own_fields layers=layers />
        </Show>
    }
}

/// The fields that texts name themselves, as the shopper's own templates do.
fn fields_of(layers: &[Arc<Layer>]) -> Vec<Field> {
    let texts = layers.iter().filter(|layer| layer.part.is_none()).filter_map(|layer| {
        let Content::Text(text) = &layer.content else { return None };
        let most = text.limits.and_then(|limits| limits.characters).unwrap_or(200);
        text.field.clone().map(|id| (id, usize::from(most)))
    });
    let texts: Vec<(String, usize)> = texts.collect();
    let ids = texts.iter().map(|(id, _)| id.clone()).each_once();
    let field = |id: String| {
        let most = texts.iter().filter(|(known, _)| *known == id).map(|(_, most)| *most);
        Field { label: id.clone(), max: most.min().unwrap_or(200), id }
    };
    ids.into_iter().map(field).collect()
}

#[component]
fn OwnFields(fields: Memo<Vec<Field>>, layers: Memo<Vec<Arc<Layer>>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let shows = |layer: &Layer, id: &str| match &layer.content {
        Content::Text(text) if text.field.as_deref() == Some(id) => Some(text.content.clone()),
        _ => None,
    };
    let word = move |id: &str| {
        layers.with(|layers| layers.iter().find_map(|layer| shows(layer, id)).unwrap_or_default())
    };
    let write = move |index: usize, id: &str, word: String| {
        let changed = layers.with_untracked(|layers| {
            let rewritten = |layer: &Arc<Layer>| {
                shows(layer, id)?;
                let mut layer = Layer::clone(layer);
                if let Content::Text(text) = &mut layer.content {
                    text.rewrite(word.clone());
                }
                Some(layer)
            };
            layers.iter().filter_map(rewritten).collect::<Vec<_>>()
        });
        store.run(Command::Refill { layers: changed, what: Refill::Words(index as u32) });
    };
    view! {
        <section class="group" data-testid="template-fields">
            <h3 class="group-title">{words().fill_in}</h3>
            <div class="stack">
                <Each
                    each=move || fields.get().into_iter().enumerate().collect()
                    key=|(_, field)| field.id.clone()
                    let:numbered
                >
                    {
                        let (index, field) = numbered;
                        let (shown, written) = (field.id.clone(), field.id.clone());
                        word_field(
                            &field,
                            Signal::derive(move || word(&shown)),
                            Callback::new(move |word| write(index, &written, word)),
                        )
                    }
                </Each>
            </div>
        </section>
    }
}

/// A field of words with its limit.
fn word_field(field: &Field, value: Signal<String>, on_input: Callback<String>) -> AnyView {
    let max = field.max;
    // What is being typed stays, spaces at its end too.
    let typed = RwSignal::new(None::<String>);
    let shown = Signal::derive(move || typed.get().unwrap_or_else(|| value.get()));
    let left = move || {
        let count = shown.with(|text| text.chars().count());
        fill(words().fill_in_left, &[&count.to_string(), &max.to_string()])
    };
    view! {
        <label class="field">
            <span class="field-label">{field.label.clone()}</span>
            <input
                class="input"
                autocomplete="off"
                maxlength=max
                data-field=field.id.clone()
                prop:value=shown
                on:input=move |event| {
                    let word: String = event_target_value(&event).chars().take(max).collect();
                    typed.set(Some(word.clone()));
                    on_input.run(word);
                }
                on:blur=move |_| typed.set(None)
            />
            <span class="field-hint muted small">{left}</span>
        </label>
    }
}

/// A shipped template's fields, palettes and fonts.
#[component]
fn Filled(template: Arc<Template>, layers: Memo<Vec<Arc<Layer>>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let kept = StoredValue::new(template.clone());
    let ground = Memo::new(move |_| store.colour().parts.body);
    let filling = Memo::new(move |_| {
        let (product, written) = (store.product(), store.atelier.written_words());
        let template = kept.get_value();
        layers.with(|layers| template.filling_of(layers, &product, ground.get(), &written))
    });
    let refill = move |what: Refill, change: &dyn Fn(&mut Filling)| {
        let before = filling.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        let (product, template) = (store.product(), kept.get_value());
        let ground = ground.get_untracked();
        let layers = layers
            .with_untracked(|layers| template.refilled(layers, &product, ground, &before, &after));
        if !layers.is_empty() {
            store.run(Command::Refill { layers, what });
        }
    };
    let fields = template.fields.iter().enumerate().map(|(index, field)| {
        let (shown, written) = (field.id.clone(), field.id.clone());
        let default = field.default.clone();
        let value = Signal::derive(move || {
            filling.with(|filling| filling.words.get(&shown).unwrap_or(&default).clone())
        });
        let field = Field { id: field.id.clone(), label: field.label.clone(), max: field.max };
        let on_input = Callback::new(move |word: String| {
            store.atelier.write_word(&written, &word);
            refill(Refill::Words(index as u32), &|filling| {
                filling.words.insert(written.clone(), word.clone());
            });
        });
        word_field(&field, value, on_input)
    });
    let fields = fields.collect_view();
    let palettes =
        Memo::new(move |_| kept.with_value(|template| template.palettes_on(ground.get())));
    let pairings = template.pairings.len();
    let name = template.name.clone();
    view! {
        <section class="group" data-testid="template-fields">
            <h3 class="group-title">{words().fill_in} " " <span class="muted">{name}</span></h3>
            <div class="stack">{fields}</div>
        </section>
        <Show when=move || palettes.with(|palettes| palettes.len() > 1)>
            <section class="group">
                <h3 class="group-title">{words().fill_in_colours}</h3>
                <div class="palette-rows" role="radiogroup" aria-label=words().fill_in_colours>
                    <Each each=move || palettes.get() key=usize::to_string let:index>
                        {
                            let is_it = move || {
                                let first = palettes.with(|palettes| palettes.first().copied());
                                filling.with(|filling| filling.palette.or(first)) == Some(index)
                            };
                            let pick = move |_| refill(Refill::Colours, &|filling| {
                                filling.palette = Some(index);
                            });
                            let (name, colours) = kept.with_value(|template| palette(template, index));
                            view! {
                                <label class="palette-row">
                                    <input
                                        type="radio"
                                        name="template-palette"
                                        prop:checked=is_it
                                        on:change=pick
                                    />
                                    <span class="palette-strip" aria-hidden="true">
                                        {colours
                                            .into_iter()
                                            .map(|colour| view! { <span style=format!("--c:{colour}")></span> })
                                            .collect_view()}
                                    </span>
                                    <span>{name}</span>
                                </label>
                            }
                        }
                    </Each>
                </div>
            </section>
        </Show>
        <Show when=move || { pairings > 1 }>
            <section class="group">
                <h3 class="group-title">{words().fill_in_fonts}</h3>
                <div class="palette-rows" role="radiogroup" aria-label=words().fill_in_fonts>
                    {(0..pairings)
                        .map(|index| {
                            let is_it = move || {
                                filling.with(|filling| filling.pairing.unwrap_or(0)) == index
                            };
                            let pick = move |_| refill(Refill::Fonts, &|filling| {
                                filling.pairing = Some(index);
                            });
                            let (name, font) = kept.with_value(|template| pairing(template, index));
                            view! {
                                <label class="palette-row">
                                    <input
                                        type="radio"
                                        name="template-pairing"
                                        aria-label=name.clone()
                                        prop:checked=is_it
                                        on:change=pick
                                    />
                                    <span class="pairing-name" aria-hidden="true">
                                        {sample(store, font, &name)}
                                    </span>
                                </label>
                            }
                        })
                        .collect_view()}
                </div>
            </section>
        </Show>
    }
}

/// A palette's name and its colours, each once.
fn palette(template: &Template, index: usize) -> (String, Vec<Rgb>) {
    let Some(palette) = template.palettes.get(index) else { return Default::default() };
    let colours = template.roles.iter().filter_map(|role| palette.colours.get(&role.id).copied());
    let mut colours = colours.each_once();
    colours.truncate(MOST_COLOURS);
    (palette.name.clone(), colours)
}

/// A pairing's name and the font of its first face.
fn pairing(template: &Template, index: usize) -> (String, Option<PairedFont>) {
    let Some(pairing) = template.pairings.get(index) else { return Default::default() };
    let head = pairing.faces.get("head").or(pairing.faces.values().next());
    (pairing.name.clone(), head.cloned())
}

/// A pairing's font, in its own letters.
fn sample(store: EditorStore, font: Option<PairedFont>, name: &str) -> AnyView {
    let shop = store.atelier.shop_now();
    let info = shop.zip(font).and_then(|(shop, paired)| {
        shop.fonts.iter().find(|info| info.id == paired.font.0).cloned()
    });
    match info {
        Some(info) => view! { <FontName info=info /> },
        None => view! { <span>{name.to_owned()}</span> },
    }
}
