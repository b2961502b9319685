//! Ideas for this design: whole designs and colours, each with its true reason. One press applies, one undo takes it back.

use std::sync::Arc;

use design::{Content, Layer, TemplateId};
use editor::{Command, Paint, ShapeStyle, Target, TextStyle};
use geom::Rgb;
use leptos::prelude::*;
use taste::{Act, Candidate, Context, Subject, Suggestion};
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::editing::template_fields::apply_template;
use crate::lazy::late;
use crate::parts::{Each, Quiz, Show, WhyButton, view};
use crate::tasting::{reason_text, template_candidate};
use crate::templates::TemplatePicture;
use crate::words::{fill, words};

/// Whole designs that are offered at once.
const MOST_TEMPLATES: usize = 6;
/// Colours that are offered at once.
const MOST_COLOURS: usize = 7;

/// Ideas for this design.
#[component]
pub(crate) fn Ideas() -> impl IntoView {
    let store = EditorStore::from_context();
    let taste = store.atelier.taste;
    let unanswered = move || taste.recipient() == taste::Recipient::NotSaid;
    view! {
        <Show when=unanswered>
            <section class="group">
                <Quiz />
            </section>
        </Show>
        <ColourIdeas />
        <TemplateIdeas />
    }
}

/// Where the ideas are wanted: this product, on the ground that it is printed on.
fn context(store: EditorStore) -> Context {
    let product = store.product();
    store.atelier.taste.context(Some((&product.id, store.colour().parts.body)))
}

/// Colours for what is selected, or for a text or shape to come.
#[component]
fn ColourIdeas() -> impl IntoView {
    let store = EditorStore::from_context();
    let ideas = Memo::new(move |_| {
        let context = context(store);
        let shop = store.atelier.ready_shop();
        let suggested = store.atelier.taste.suggest(&Candidate::colours(), &context, MOST_COLOURS);
        let first = suggested.first().zip(shop);
        let reason = first.map(|(suggestion, shop)| reason_text(suggestion, &context, &shop));
        let colours: Vec<Rgb> = suggested
            .into_iter()
            .filter_map(|suggestion| match suggestion.subject {
                Subject::Colour(colour) => Some(colour),
                _ => None,
            })
            .collect();
        (colours, reason)
    });
    let apply = move |colour: Rgb| {
        for layer in
            store.read(|session| session.selected().into_iter().cloned().collect::<Vec<_>>())
        {
            recolour(store, &layer, colour);
        }
    };
    let can_apply = late(Memo::new(move |_| {
        let selected = store.selected();
        !selected.is_empty()
            && selected
                .iter()
                .all(|layer| matches!(layer.content, Content::Text(_) | Content::Shape(_)))
    }));
    view! {
        <Show when=move || can_apply.get()>
            <section class="group">
                <h3 class="group-title">{words().ideas_colours}</h3>
                <div class="swatches" data-testid="colour-ideas">
                    <Each each=move || ideas.get().0 key=Rgb::to_string let:colour>
                        <button
                            type="button"
                            class="swatch"
                            style=format!("--c:{colour}")
                            aria-label=fill(words().use_colour, &[&colour.to_string()])
                            on:click=move |_| apply(colour)
                        ></button>
                    </Each>
                </div>
                <p class="reason small">{move || ideas.get().1}</p>
            </section>
        </Show>
    }
}

fn recolour(store: EditorStore, layer: &Layer, colour: Rgb) {
    let target = Target::Layers(vec![layer.id]);
    store.run(match &layer.content {
        Content::Text(_) => {
            let style = TextStyle { colour: Some(colour), ..TextStyle::default() };
            Command::StyleText { target, style }
        }
        Content::Shape(_) => {
            let style = ShapeStyle { fill: Some(Paint::Solid(colour)), ..ShapeStyle::default() };
            Command::StyleShape { target, style }
        }
        Content::Image(_) | Content::Drawing(_) => return,
    });
}

/// Whole designs.
#[component]
fn TemplateIdeas() -> impl IntoView {
    let store = EditorStore::from_context();
    let ideas = Memo::new(move |_| {
        let Some(shop) = store.atelier.ready_shop() else { return Vec::new() };
        let context = context(store);
        let (product, side) = (store.product(), store.side.get());
        let candidates: Vec<_> = shop
            .templates
            .iter()
            .filter(|card| card.fits(&product, &side))
            .filter_map(|card| template_candidate(card, &shop.fonts))
            .collect();
        let suggested = store.atelier.taste.suggest(&candidates, &context, MOST_TEMPLATES);
        suggested
            .into_iter()
            .filter_map(|suggestion| Idea::of(&suggestion, &context, &shop))
            .collect()
    });
    view! {
        <section class="group">
            <h3 class="group-title">{words().ideas_designs}</h3>
            <ul class="stack" data-testid="template-ideas">
                <Each each=move || ideas.get() key=Idea::key let:idea>
                    <IdeaCard idea=idea />
                </Each>
            </ul>
        </section>
    }
}

/// A suggested template with its reason in words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Idea {
    /// The template.
    pub(crate) id: TemplateId,
    /// Its name.
    pub(crate) name: String,
    /// Why it is suggested.
    pub(crate) reason: String,
    /// Everything that spoke for it.
    pub(crate) why: Vec<String>,
}

impl Idea {
    /// What tells it from others, and from itself suggested for another reason.
    pub(crate) fn key(&self) -> String {
        format!("{} {}", self.id, self.reason)
    }

    /// The idea of a suggestion; `None` where it is not of a template of the shop.
    pub(crate) fn of(
        suggestion: &Suggestion,
        context: &Context,
        shop: &crate::shop::Shop,
    ) -> Option<Self> {
        let Subject::Template(word) = &suggestion.subject else { return None };
        let card = shop.templates.iter().find(|card| card.id.as_str() == word.as_str())?;
        let label = |attribute: &taste::Attribute| crate::tasting::label(attribute, shop);
        let why =
            suggestion.reasons.iter().map(|reason| reason.sentence(context, &label)).collect();
        let reason = reason_text(suggestion, context, shop);
        Some(Self { id: card.id.clone(), name: card.name.clone(), reason, why })
    }
}

#[component]
fn IdeaCard(idea: Idea) -> impl IntoView {
    let store = EditorStore::from_context();
    let Idea { id, name, reason, why } = idea;
    let (applied, dismissed) = (id.clone(), id.clone());
    let product: Arc<_> = store.product();
    let apply = move |_| {
        let id = applied.clone();
        spawn_local(async move {
            match store.atelier.template(&id).await {
                Ok(template) => apply_template(store, &template),
                Err(error) => store.atelier.toast(&error, None),
            }
        });
    };
    let dismiss = move || store.atelier.learn_template(&dismissed, Act::Dismissed);
    view! {
        <li class="card idea">
            <div class="card-room room" style=move || format!("--dye:{}", store.colour().swatch)>
                <TemplatePicture
                    id=id
                    product=product
                    colour=Signal::derive(move || store.colour())
                    side=Signal::from(store.side)
                />
            </div>
            <div>
                <h3 class="card-name small">
                    <button type="button" class="card-link" on:click=apply>
                        {name}
                    </button>
                </h3>
                <div class="reason">
                    <div>{reason} " " <WhyButton why=why on_less=move |()| dismiss() /></div>
                </div>
            </div>
        </li>
    }
}
