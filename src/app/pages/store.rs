//! The store page: the last design, suggestions with reasons, products.

use std::sync::Arc;

use catalog::{Colour, Product};
use design::{Design, DesignId, Head};
use leptos::prelude::*;
use taste::{Act, Deed, Recipient, Subject};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, ShopState};
use crate::dom::effect;
use crate::editing::{Idea, money_text};
use crate::pages::designs::StoredPicture;
use crate::pages::hero::Hero;
use crate::pages::samples::Samples;
use crate::parts::{Each, Icon, ProductPicture, Quiz, Show, Waiting, WhyButton, compose, view};
use crate::route::Route;
use crate::shop::Shop;
use crate::storage::DesignHead;
use crate::tasting::{product_candidates, template_candidate};
use crate::templates::{TemplatePicture, begin_with};
use crate::words::{fill, lower, shop_words, words};

/// Edge of a product card's picture, in pixels.
const CARD: u32 = 600;
/// Up to so many products are looked through without a choice of kinds.
const FEW: usize = 6;
/// Suggestions that are shown at once.
const MOST_SUGGESTIONS: usize = 8;

/// The store page.
#[component]
pub(crate) fn StorePage() -> impl IntoView {
    let atelier = Atelier::from_context();
    view! {
        {move || match atelier.shop.get() {
            ShopState::Loading => {
                view! {
                    <Waiting />
                }
            }
            ShopState::Failed(error) => {
                view! {
                    <div class="empty">
                        <Icon name="warning" />
                        <h1 class="heading">{words().shop_failed}</h1>
                        <p class="muted" role="alert">
                            {error}
                        </p>
                        <button
                            type="button"
                            class="btn btn-primary"
                            on:click=move |_| atelier.load_shop()
                        >
                            {words().try_again}
                        </button>
                    </div>
                }
            }
            ShopState::Ready(shop) if shop.products.is_empty() => {
                view! {
                    <div class="empty">
                        <Icon name="warning" />
                        <h1 class="heading">{words().no_products}</h1>
                        <Problems problems=shop.problems.clone() />
                    </div>
                }
            }
            ShopState::Ready(shop) => {
                let problems = shop.problems.clone();
                view! {
                    <Hero shop=shop.clone() />
                    <Problems problems=problems />
                    <Continue />
                    <Question />
                    <Suggestions shop=shop.clone() />
                    <Samples shop=shop.clone() />
                    <Products shop=shop />
                }
            }
        }}
    }
}

/// What is wrong with the catalogue: for whoever keeps the shop.
#[component]
fn Problems(problems: Vec<String>) -> impl IntoView {
    (!problems.is_empty()).then(|| {
        view! {
            <section class="section section-tight">
                <div class="banner" data-tone="warn" role="status" data-testid="catalogue-problems">
                <Icon name="warning" />
                <div>
                    <strong>{words().products_left_out}</strong>
                    <ul>
                        {problems.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
                    </ul>
                </div>
                </div>
            </section>
        }
    })
}

/// "Continue your design": the one that was touched last.
#[component]
fn Continue() -> impl IntoView {
    let atelier = Atelier::from_context();
    let last = RwSignal::new(None::<DesignHead>);
    effect(move || {
        let Some(storage) = atelier.storage.get() else { return };
        spawn_local(async move {
            // Without a list the strip is not shown; My designs says what is wrong.
            let listing = storage.list().await.ok();
            let _ = last
                .try_set(listing.and_then(|listing| {
                    listing.designs.into_iter().find(|head| !head.is_template)
                }));
        });
    });
    view! {
        {move || {
            last.get()
                .map(|head| {
                    let id = head.id;
                    let shop = atelier.ready_shop();
                    let product = shop.as_ref().and_then(|shop| shop.product(&head.product)).cloned();
                    let colour = product.as_ref().and_then(|p| p.colour(&head.colour)).cloned();
                    let dye = colour.as_ref().map_or_else(String::new, |c| format!("--dye:{}", c.swatch));
                    let about = product.map_or_else(String::new, |product| {
                        let colour = colour.map_or_else(String::new, |c| format!(", {}", lower(&c.name)));
                        format!("{}{colour}", product.name)
                    });
                    view! {
                        <section class="section section-tight" aria-label=words().continue_design>
                            <div class="continue" data-testid="continue">
                                <div class="card-room room" style=dye>
                                    <StoredPicture id=id />
                                </div>
                                <div>
                                    <p class="muted small">{words().continue_design}</p>
                                    <h2 class="heading truncate">{head.name}</h2>
                                    <p class="muted small">{about}</p>
                                </div>
                                <div class="row">
                                    <button
                                        type="button"
                                        class="btn btn-quiet"
                                        on:click=move |_| atelier.router.go(&Route::Designs)
                                    >
                                        {words().all_designs}
                                    </button>
                                    <button
                                        type="button"
                                        class="btn btn-primary"
                                        on:click=move |_| atelier.router.go(&Route::Editor(id))
                                    >
                                        {words().continue_button}
                                    </button>
                                </div>
                            </div>
                        </section>
                    }
                })
        }}
    }
}

/// The question, until it is answered or skipped.
#[component]
fn Question() -> impl IntoView {
    let atelier = Atelier::from_context();
    let skipped = RwSignal::new(false);
    let asked = move || atelier.taste.recipient() == Recipient::NotSaid && !skipped.get();
    view! {
        <Show when=asked>
            <section class="section section-tight">
                <Quiz on_skip=move |()| skipped.set(true) />
            </section>
        </Show>
    }
}

/// A suggestion on the product and colour that it is shown on.
#[derive(Clone, PartialEq)]
struct Shown {
    idea: Idea,
    product: Arc<Product>,
    colour: Colour,
}

#[component]
fn Suggestions(shop: Arc<Shop>) -> impl IntoView {
    let atelier = Atelier::from_context();
    let taste = atelier.taste;
    let ideas = Memo::new(move |_| suggestions(atelier, &shop));
    let hint = move || {
        if taste.knows() { words().suggested_personal } else { words().suggested_first }
    };
    view! {
        <section class="section" aria-labelledby="suggested">
            <header class="section-head">
                <div>
                    <h2 class="title" id="suggested">
                        {words().suggested}
                    </h2>
                    <p class="muted">{hint}</p>
                </div>
                <button
                    type="button"
                    class="btn btn-quiet"
                    on:click=move |_| atelier.router.go(&Route::Style)
                >
                    <Icon name="sliders" />
                    {words().my_style}
                </button>
            </header>
            <div class="template-grid" data-testid="suggestions">
                <Each
                    each=move || ideas.get()
                    key=|shown| {
                        format!("{} {} {}", shown.idea.key(), shown.product.id, shown.colour.id)
                    }
                    let:shown
                >
                    <SuggestionCard shown=shown />
                </Each>
            </div>
        </section>
    }
}

/// Ranked templates, each on a product that it fits, in a colour that the shopper likes and that it shows on.
fn suggestions(atelier: Atelier, shop: &Shop) -> Vec<Shown> {
    let taste = atelier.taste;
    let context = taste.context(None);
    let candidates: Vec<_> =
        shop.templates.iter().filter_map(|card| template_candidate(card, &shop.fonts)).collect();
    let products =
        taste.suggest(&product_candidates(&shop.products), &context, shop.products.len());
    let order: Vec<_> = products
        .iter()
        .filter_map(|suggestion| match &suggestion.subject {
            Subject::Product(id) => shop.product(id).cloned(),
            _ => None,
        })
        .collect();
    let suggested = taste.suggest(&candidates, &context, MOST_SUGGESTIONS);
    suggested
        .iter()
        .enumerate()
        .filter_map(|(place, suggestion)| {
            let idea = Idea::of(suggestion, &context, shop)?;
            let card = shop.templates.iter().find(|card| card.id == idea.id)?;
            let fitting: Vec<_> =
                order.iter().filter(|product| card.products.contains(&product.id)).collect();
            // The liked product first; others take every third place, so that both are seen. Nothing liked yet: by turns.
            let turn = if taste.knows() {
                usize::from(place % 3 == 2)
            } else {
                place % fitting.len().max(1)
            };
            let product = fitting.get(turn).or(fitting.first())?;
            let colour = colour_for(atelier, product, place);
            Some(Shown { idea, product: (*product).clone(), colour })
        })
        .collect()
}

/// A colour of the product: liked ones first, then through the range, so that the shelf is not all one colour.
fn colour_for(atelier: Atelier, product: &Product, place: usize) -> Colour {
    let liked = atelier.taste.profile.with(|profile| {
        let now = crate::atelier::wall_ms();
        profile
            .entries(now)
            .into_iter()
            .filter(|known| known.recipient == profile.recipient() && known.leaning > 0.15)
            .filter_map(|known| known.shade)
            .next()
    });
    let near = |shade| {
        let distance = |colour: &&Colour| colour.swatch.distance(shade);
        product.colours.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
    };
    let liked = liked.and_then(near).filter(|_| place.is_multiple_of(2));
    let through = &product.colours[(place * 3 + 1) % product.colours.len()];
    liked.unwrap_or(through).clone()
}

#[component]
fn SuggestionCard(shown: Shown) -> impl IntoView {
    let atelier = Atelier::from_context();
    let Shown { idea, product, colour } = shown;
    let Idea { id, name, reason, why } = idea;
    let (opened, dismissed) = (id.clone(), id.clone());
    let (on, in_colour, side) = (product.clone(), colour.clone(), product.sides[0].id.clone());
    let open = move |_| {
        begin_with(atelier, opened.clone(), on.clone(), in_colour.clone());
    };
    let dye = format!("--dye:{}", colour.swatch);
    let dismiss = move || atelier.learn_template(&dismissed, Act::Dismissed);
    view! {
        <article class="card template-card">
            <div class="card-room room" style=dye>
                <TemplatePicture
                    id=id
                    product=product
                    colour=Signal::stored(colour)
                    side=Signal::stored(side)
                />
            </div>
            <div>
                <h3 class="card-name">
                    <button type="button" class="card-link" on:click=open>
                        {name}
                    </button>
                </h3>
                <div class="reason">
                    <Icon name="ideas" />
                    <div>{reason} " " <WhyButton why=why on_less=move |()| dismiss() /></div>
                </div>
            </div>
        </article>
    }
}

#[component]
fn Products(shop: Arc<Shop>) -> impl IntoView {
    let kinds = kinds(&shop.products);
    let is_large = shop.products.len() > FEW;
    let shown = RwSignal::new(None::<String>);
    let chip = move |kind: Option<String>| {
        let (mine, label) =
            (kind.clone(), kind.as_deref().map_or(shop_words().all, kind_name).to_owned());
        view! {
            <label class="chip">
                <input
                    type="radio"
                    name="kind"
                    prop:checked=move || shown.get() == mine
                    on:change=move |_| shown.set(kind.clone())
                />
                <span>{label}</span>
            </label>
        }
    };
    let chips = (is_large && kinds.len() > 1).then(|| {
        let all = [None].into_iter().chain(kinds.into_iter().map(Some));
        view! {
            <div class="chips" role="radiogroup" aria-label=shop_words().kinds>
                {all.map(chip).collect_view()}
            </div>
        }
    });
    let of_kind = move || {
        let kind = shown.get();
        let wanted = |product: &&(usize, Arc<Product>)| {
            kind.as_ref().is_none_or(|kind| product.1.kind == *kind)
        };
        let all: Vec<_> = shop.products.iter().cloned().enumerate().collect();
        all.iter().filter(wanted).cloned().collect::<Vec<_>>()
    };
    view! {
        <section class="section" aria-labelledby="products">
            <header class="section-head">
                <div>
                    <h2 class="title" id="products">
                        {words().start_good}
                    </h2>
                </div>
                {chips}
            </header>
            <div class="product-grid" class:product-grid-many=is_large>
                <Each each=of_kind key=|(_, product)| product.id.to_string() let:one>
                    <ProductCard place=one.0 product=one.1 />
                </Each>
            </div>
        </section>
    }
}

/// The kinds of things that are sold, in selling order.
fn kinds(products: &[Arc<Product>]) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for product in products {
        if !kinds.contains(&product.kind) {
            kinds.push(product.kind.clone());
        }
    }
    kinds
}

/// What shoppers call a kind of thing; a merchant's own kind is called as it is.
fn kind_name(kind: &str) -> &str {
    let words = shop_words();
    match kind {
        "apparel" => words.kind_apparel,
        "drinkware" => words.kind_drinkware,
        "bag" => words.kind_bag,
        "home" => words.kind_home,
        "paper" => words.kind_paper,
        "phone" => words.kind_phone,
        other => other,
    }
}

#[component]
fn ProductCard(product: Arc<Product>, place: usize) -> impl IntoView {
    let atelier = Atelier::from_context();
    // From the middle of the range, each product another way, so that the shelf is not all one colour.
    let colours = product.colours.len();
    let colour = RwSignal::new(product.colours[(colours / 2 + place * 3) % colours].clone());
    let pictured = product.clone();
    let job = Signal::derive(move || {
        let head = Head {
            name: String::new(),
            product: pictured.id.clone(),
            colour: colour.get().id,
            template: None,
            is_template: false,
        };
        compose(Design::empty(DesignId(0), head), &pictured, &pictured.views[0], CARD)
    });
    let alt = {
        let name = product.name.clone();
        Signal::derive(move || format!("{name}, {}", lower(&colour.get().name)))
    };
    let price = money_text(product.price_from(), &product.currency);
    let count = fill(words().swatch_count, &[&product.colours.len().to_string()]);
    let swatches = product.colours.clone();
    let (name, about) = (product.name.clone(), product.facts.first().cloned());
    let testid = format!("product-{}", product.id);
    let design_label = fill(shop_words().design_named, &[&product.name]);
    let page = Route::Product(product.id.clone());
    let open = move |_| {
        let subject = Subject::Product(product.id.clone());
        atelier.taste.learn_use(Deed::Picked, subject, Vec::new());
        atelier.begin_design(&product, &colour.get_untracked().id, |_| {});
    };
    view! {
        <article class="card product-card">
            <div class="card-room room" style=move || format!("--dye:{}", colour.get().swatch)>
                <ProductPicture class="picture" job=job alt=alt />
            </div>
            <div class="row spread">
                <h3 class="card-name">
                    <a
                        class="card-link"
                        href=page.href()
                        on:click=move |event| {
                            event.prevent_default();
                            atelier.router.go(&page);
                        }
                    >
                        {name}
                    </a>
                </h3>
                <span class="price-from">
                    <span class="muted">{words().from}</span>
                    " "
                    <strong>{price}</strong>
                </span>
            </div>
            <div class="row spread small">
                <span class="muted">{about}</span>
                <span class="swatches swatches-small" aria-hidden="true">
                    {swatches
                        .into_iter()
                        .map(|option| {
                            let picked = option.clone();
                            view! {
                                <span
                                    class="swatch"
                                    style=format!("--c:{}", option.swatch)
                                    on:pointerenter=move |_| colour.set(picked.clone())
                                ></span>
                            }
                        })
                        .collect_view()}
                </span>
                <span class="visually-hidden">{count}</span>
            </div>
            <button
                type="button"
                class="btn card-acts"
                data-testid=testid
                aria-label=design_label
                on:click=open
            >
                <Icon name="pencil" />
                {shop_words().design_it}
            </button>
        </article>
    }
}
