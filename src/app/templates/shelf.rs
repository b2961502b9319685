//! The shelf of templates: found by occasion, recipient, mood, product and words; ranked by taste; drawn when in sight.

use std::sync::Arc;

use catalog::{Colour, Product, ProductId, SideId};
use design::{TemplateCard, TemplateFilter, TemplateId, template_words};
use leptos::html::Span;
use leptos::prelude::*;
use taste::{Context, Subject};

use crate::atelier::Atelier;
use crate::parts::{Each, Icon, Show, view, when_seen};
use crate::tasting::template_candidate;
use crate::templates::TemplatePicture;
use crate::words::{fill, lower, words};

/// Most products that a card names.
const MOST_NAMES: usize = 3;

/// What is shown on the shelf and what comes of it.
#[derive(Clone, Copy)]
pub(crate) struct Shelf {
    /// Where templates are wanted, for the ranking.
    pub(crate) context: Signal<Context>,
    /// On what a template is shown: a product, its colour and its side; `None` for a product that it fits.
    pub(crate) ground: Signal<Option<(Arc<Product>, Colour, SideId)>>,
    /// Whether products can be asked for.
    pub(crate) asks_product: bool,
    /// A template was picked, on the product that it was shown on.
    pub(crate) on_pick: Callback<(TemplateId, Arc<Product>, Colour)>,
}

/// The shelf with its filters.
#[component]
pub(crate) fn TemplateShelf(shelf: Shelf) -> impl IntoView {
    let atelier = Atelier::from_context();
    let filter = RwSignal::new(TemplateFilter::default());
    let cards = Memo::new(move |_| {
        atelier.ready_shop().map(|shop| shop.templates.clone()).unwrap_or_default()
    });
    let ranked = Memo::new(move |_| ranked(atelier, &shelf.context.get()));
    let found = Memo::new(move |_| {
        let filter = filter.get();
        let mut found = ranked.get();
        found.retain(|card| filter.takes(card));
        found
    });
    let told = move || {
        let (found, all) = (found.with(Vec::len), cards.with(Vec::len));
        match found {
            1 => fill(words().templates_count_one, &[&all.to_string()]),
            found => fill(words().templates_count, &[&found.to_string(), &all.to_string()]),
        }
    };
    view! {
        <div class="shelf" data-testid="template-shelf">
            <Filters cards=cards filter=filter asks_product=shelf.asks_product />
            <p class="muted small" role="status">{told}</p>
            <Show
                when=move || !found.with(Vec::is_empty)
                fallback=move || {
                    view! {
                        <div class="empty">
                            <Icon name="search" />
                            <h2 class="heading">{words().templates_none}</h2>
                            <p class="muted">{words().templates_none_hint}</p>
                            <button
                                type="button"
                                class="btn"
                                on:click=move |_| filter.set(TemplateFilter::default())
                            >
                                {words().templates_reset}
                            </button>
                        </div>
                    }
                }
            >
                <ul class="shelf-grid">
                    <Each each=move || found.get() key=|card| card.id.to_string() let:card>
                        <ShelfCard card=card shelf=shelf />
                    </Each>
                </ul>
            </Show>
        </div>
    }
}

/// All templates, what suits best first; those that are not suggested at all come last.
fn ranked(atelier: Atelier, context: &Context) -> Vec<TemplateCard> {
    let Some(shop) = atelier.ready_shop() else { return Vec::new() };
    let candidates: Vec<_> =
        shop.templates.iter().filter_map(|card| template_candidate(card, &shop.fonts)).collect();
    let suggested = atelier.taste.suggest(&candidates, context, candidates.len());
    let place = |card: &TemplateCard| {
        let is_it = |subject: &Subject| matches!(subject, Subject::Template(word) if word.as_str() == card.id.as_str());
        suggested.iter().position(|suggestion| is_it(&suggestion.subject)).unwrap_or(usize::MAX)
    };
    let mut placed: Vec<(usize, usize)> =
        shop.templates.iter().enumerate().map(|(index, card)| (place(card), index)).collect();
    geom::order::sort(&mut placed);
    placed.into_iter().filter_map(|(_, index)| shop.templates.get(index).cloned()).collect()
}

#[component]
fn Filters(
    cards: Memo<Vec<TemplateCard>>,
    filter: RwSignal<TemplateFilter>,
    asks_product: bool,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let listed = move |list: fn(&TemplateCard) -> &[String]| {
        let words = cards.with(|cards| template_words(cards, list));
        words.into_iter().map(|word| (word.clone(), named(&word))).collect::<Vec<_>>()
    };
    let products = move || {
        let products = atelier.ready_shop().map(|shop| shop.products.clone()).unwrap_or_default();
        let option = |product: &Arc<Product>| (product.id.to_string(), product.name.clone());
        products.iter().map(option).collect::<Vec<_>>()
    };
    view! {
        <div class="shelf-filters" role="search">
            <input
                class="input"
                type="search"
                autocomplete="off"
                placeholder=words().templates_search
                aria-label=words().templates_search
                prop:value=move || filter.with(|filter| filter.query.clone())
                on:input=move |event| {
                    let query = event_target_value(&event);
                    filter.update(|filter| filter.query = query);
                }
            />
            {choice(
                words().filter_occasion,
                Signal::derive(move || listed(|card| &card.occasions)),
                Signal::derive(move || filter.with(|filter| filter.occasion.clone())),
                Callback::new(move |word| filter.update(|filter| filter.occasion = word)),
            )}
            {choice(
                words().filter_recipient,
                Signal::derive(move || listed(|card| &card.recipients)),
                Signal::derive(move || filter.with(|filter| filter.recipient.clone())),
                Callback::new(move |word| filter.update(|filter| filter.recipient = word)),
            )}
            {choice(
                words().filter_mood,
                Signal::derive(move || listed(|card| &card.moods)),
                Signal::derive(move || filter.with(|filter| filter.mood.clone())),
                Callback::new(move |word| filter.update(|filter| filter.mood = word)),
            )}
            {asks_product
                .then(|| choice(
                    words().filter_product,
                    Signal::derive(products),
                    Signal::derive(move || {
                        filter.with(|filter| filter.product.as_ref().map(ToString::to_string))
                    }),
                    Callback::new(move |word: Option<String>| {
                        let product = word.and_then(|word| word.parse::<ProductId>().ok());
                        filter.update(|filter| filter.product = product);
                    }),
                ))}
        </div>
    }
}

/// One filter: any, or one of the words.
fn choice(
    label: &'static str,
    options: Signal<Vec<(String, String)>>,
    value: Signal<Option<String>>,
    on_pick: Callback<Option<String>>,
) -> AnyView {
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <select
                class="input"
                prop:value=move || value.get().unwrap_or_default()
                on:change=move |event| {
                    let word = event_target_value(&event);
                    on_pick.run((!word.is_empty()).then_some(word));
                }
            >
                <option value="">{words().filter_any}</option>
                {move || {
                    let now = value.get_untracked();
                    options
                        .get()
                        .into_iter()
                        .map(|(word, name)| {
                            let picked = now.as_ref() == Some(&word);
                            view! {
                                <option value=word selected=picked>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}

/// A word of the cards as it is shown: `mothers-day` is "Mothers day".
fn named(word: &str) -> String {
    let spaced = word.replace('-', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_ascii_uppercase(), letters.as_str())
    })
}

#[component]
fn ShelfCard(card: TemplateCard, shelf: Shelf) -> impl IntoView {
    let atelier = Atelier::from_context();
    let (id, name) = (card.id.clone(), card.name.clone());
    let shown_id = card.id.to_string();
    let card = StoredValue::new(card);
    // On the product at hand, else on one that it fits.
    let shown = Memo::new(move |_| {
        let at_hand = shelf.ground.get();
        at_hand.or_else(|| {
            let shop = atelier.ready_shop()?;
            let product =
                card.with_value(|card| card.products.iter().find_map(|id| shop.product(id)))?;
            let product = product.clone();
            // Through the range, so that the shelf is not all one colour.
            let place = shown_id.bytes().map(usize::from).sum::<usize>() % product.colours.len();
            let colour = product.colours.get(place)?.clone();
            let side = product.sides.first()?.id.clone();
            Some((product, colour, side))
        })
    });
    let here = NodeRef::<Span>::new();
    let seen = RwSignal::new(false);
    when_seen(here, move || {
        let _ = seen.try_set(true);
    });
    let fits = move || {
        let shop = atelier.ready_shop();
        let names = card.with_value(|card| {
            let name =
                |id: &ProductId| shop.as_ref()?.product(id).map(|product| lower(&product.name));
            let mut names: Vec<_> = card.products.iter().filter_map(name).collect();
            let more = names.split_off(names.len().min(MOST_NAMES)).len();
            let names = names.join(", ");
            if more == 0 {
                names
            } else {
                fill(words().templates_fits_more, &[&names, &more.to_string()])
            }
        });
        let fit = shown.with(|shown| {
            let (product, _, side) = shown.as_ref()?;
            card.with_value(|card| {
                card.products.contains(&product.id).then(|| card.fits(product, side))
            })
        });
        match (fit, shelf.ground.with(Option::is_some)) {
            // It is seen on the product at hand.
            (Some(true), true) => String::new(),
            (Some(false), true) => words().templates_fits_larger.to_owned(),
            (Some(_), false) => fill(words().templates_fits, &[&names]),
            (None, _) => fill(words().templates_fits_not, &[&names]),
        }
    };
    let pick = {
        let id = id.clone();
        move |_| {
            if let Some((product, colour, _)) = shown.get_untracked() {
                shelf.on_pick.run((id.clone(), product, colour));
            }
        }
    };
    let pictured = StoredValue::new(id);
    let picture = move || {
        let (product, colour, side) = shown.get().filter(|_| seen.get())?;
        let id = pictured.get_value();
        Some(view! {
            <TemplatePicture
                id=id
                product=product
                colour=Signal::stored(colour)
                side=Signal::stored(side)
            />
        })
    };
    let dye = move || {
        let colour = shown.with(|shown| shown.as_ref().map(|(_, colour, _)| colour.swatch));
        colour.map_or_else(String::new, |colour| format!("--dye:{colour}"))
    };
    view! {
        <li class="card template-card" data-testid="shelf-card">
            <div class="card-room room" style=dye>
                <span class="sight" node_ref=here></span>
                {picture}
            </div>
            <div>
                <h2 class="card-name small">
                    <button type="button" class="card-link" on:click=pick>
                        {name}
                    </button>
                </h2>
                <p class="muted small">{fits}</p>
            </div>
        </li>
    }
}
