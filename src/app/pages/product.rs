//! A product's page: its pictures, what it is and costs, and designs to begin with. Designing is the editor's.

use std::sync::Arc;

use catalog::{Colour, Product, ProductId, QuoteRequest, View};
use design::{Design, DesignId, Head};
use leptos::prelude::*;
use taste::{Deed, Subject};

use crate::atelier::{Atelier, ShopState};
use crate::editing::{Idea, Unit, money_text, offers};
use crate::parts::{
    ColourChoice, Icon, ProductPicture, Waiting, compose, size_name, size_table, view,
};
use crate::route::Route;
use crate::shop::Shop;
use crate::tasting::template_candidate;
use crate::templates::{TemplatePicture, begin_with};
use crate::turning::TurnButton;
use crate::words::{fill, lower, shop_words, words};

/// Edge of the large picture, in pixels.
const PICTURE: u32 = 1000;
/// Edge of the small pictures that choose the large one, in pixels.
const SMALL: u32 = 200;
/// Designs to begin with.
const BEGINNINGS: usize = 8;

/// The page of a product.
#[component]
pub(crate) fn ProductPage(id: ProductId) -> impl IntoView {
    let atelier = Atelier::from_context();
    view! {
        {move || match atelier.shop.get() {
            ShopState::Loading => view! { <Waiting /> },
            ShopState::Failed(error) => gone(atelier, words().shop_failed, &error),
            ShopState::Ready(shop) => {
                match shop.product(&id).cloned() {
                    Some(product) => view! { <Sold product=product shop=shop /> },
                    None => gone(atelier, shop_words().gone_title, shop_words().gone),
                }
            }
        }}
    }
}

fn gone(atelier: Atelier, title: &'static str, why: &str) -> AnyView {
    view! {
        <div class="empty">
            <Icon name="warning" />
            <h1 class="heading">{title}</h1>
            <p class="muted">{why.to_owned()}</p>
            <button
                type="button"
                class="btn btn-primary"
                on:click=move |_| atelier.router.go(&Route::Store)
            >
                {shop_words().to_shop}
            </button>
        </div>
    }
}

/// The product with nothing on it.
fn empty(product: &Product, colour: &Colour) -> Design {
    let head = Head {
        name: String::new(),
        product: product.id.clone(),
        colour: colour.id.clone(),
        template: None,
        is_template: false,
    };
    Design::empty(DesignId(0), head)
}

/// A picture of it.
fn bare(product: &Product, colour: &Colour, view: &View, size: u32) -> Option<jobs::Compose> {
    compose(empty(product, colour), product, view, size)
}

#[component]
fn Sold(product: Arc<Product>, shop: Arc<Shop>) -> impl IntoView {
    let atelier = Atelier::from_context();
    let colour = RwSignal::new(product.colours[0].clone());
    let dye = move || format!("--dye:{}", colour.get().swatch);
    let begun = product.clone();
    let design_it = move |_| {
        let subject = Subject::Product(begun.id.clone());
        atelier.taste.learn_use(Deed::Picked, subject, Vec::new());
        atelier.begin_design(&begun, &colour.get_untracked().id, |_| {});
    };
    let price = money_text(product.price_from(), &product.currency);
    let turned = product.clone();
    let empty = Signal::derive(move || empty(&turned, &colour.get()));
    view! {
        <div class="product-page" data-testid="product-page">
            <div class="gallery-side">
                <Gallery product=product.clone() colour=colour />
                <TurnButton product=product.clone() design=empty />
            </div>
            <div class="product-about">
                <div>
                    <h1 class="title">{product.name.clone()}</h1>
                    <p class="price-from lede">
                        <span class="muted">{words().from}</span>
                        " "
                        <strong>{price}</strong>
                    </p>
                </div>
                <p class="lede">{product.about.clone()}</p>
                <Colours product=product.clone() colour=colour />
                <Sizes product=product.clone() />
                <button
                    type="button"
                    class="btn btn-primary btn-large btn-block"
                    data-testid="design-it"
                    on:click=design_it
                >
                    <Icon name="pencil" />
                    {shop_words().design_it}
                </button>
                <Prices product=product.clone() />
                <Details product=product.clone() shop=shop.clone() />
            </div>
        </div>
        <section class="section room room-low" style=dye aria-labelledby="beginnings">
            <Beginnings product=product shop=shop colour=colour />
        </section>
    }
}

/// The large picture, and the small ones that choose it.
#[component]
fn Gallery(product: Arc<Product>, colour: RwSignal<Colour>) -> impl IntoView {
    let shown = RwSignal::new(0_usize);
    let large = product.clone();
    let job =
        Signal::derive(move || bare(&large, &colour.get(), large.views.get(shown.get())?, PICTURE));
    let named = product.clone();
    let alt = Signal::derive(move || {
        let view = named.views.get(shown.get()).map_or("", |view| &view.name);
        format!("{}, {}, {}", named.name, lower(view), lower(&colour.get().name))
    });
    let dye = move || format!("--dye:{}", colour.get().swatch);
    let small = (product.views.len() > 1).then(|| {
        let picture = |(place, view): (usize, &View)| {
            let (of, seen) = (product.clone(), view.clone());
            let job = Signal::derive(move || bare(&of, &colour.get(), &seen, SMALL));
            view! {
                <label class="view-choice room" style=dye>
                    <input
                        type="radio"
                        name="product-view"
                        aria-label=fill(shop_words().show_view, &[&lower(&view.name)])
                        prop:checked=move || shown.get() == place
                        on:change=move |_| shown.set(place)
                    />
                    <ProductPicture class="picture" job=job alt=view.name.clone() />
                </label>
            }
        };
        view! {
            <div class="view-choices" role="radiogroup" aria-label=shop_words().pictures>
                {product.views.iter().enumerate().map(picture).collect_view()}
            </div>
        }
    });
    view! {
        <div class="gallery">
            <div class="card-room room" style=dye>
                <ProductPicture class="picture" job=job alt=alt />
            </div>
            {small}
        </div>
    }
}

#[component]
fn Colours(product: Arc<Product>, colour: RwSignal<Colour>) -> impl IntoView {
    view! {
        <div class="group">
            <p class="group-title">
                {shop_words().colour} " " <span class="muted">{move || colour.get().name}</span>
            </p>
            <ColourChoice
                label=shop_words().colour
                name="shown-colour"
                colours=product.colours.clone()
                chosen=Signal::derive(move || colour.get().id)
                on_pick=move |picked: Colour| colour.set(picked)
            />
        </div>
    }
}

/// The sizes with what they measure; by their names alone where nothing was measured.
#[component]
fn Sizes(product: Arc<Product>) -> impl IntoView {
    let size = |size: &catalog::SizeOption| view! { <li>{size_name(&product, size)}</li> };
    let named = || {
        view! { <ul class="size-list">{product.sizes.iter().map(size).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <div class="group">
            <h2 class="group-title">{shop_words().sizes}</h2>
            {size_table(&product, Unit::Cm).unwrap_or_else(named)}
        </div>
    }
}

/// What a piece costs, by how many there are.
#[component]
fn Prices(product: Arc<Product>) -> impl IntoView {
    let from = |quantity: u32| {
        let size = product.default_size.clone();
        let asked = QuoteRequest { size, quantity, printed_sides: 1 };
        let each = product.quote(&asked).ok()?.each;
        Some((quantity, money_text(each, &product.currency)))
    };
    let steps = [1].into_iter().chain(product.price.breaks.iter().map(|step| step.from));
    let row = |(quantity, each): (u32, String)| {
        let pieces = match quantity {
            1 => shop_words().piece.to_owned(),
            more => fill(shop_words().pieces, &[&more.to_string()]),
        };
        view! {
            <tr>
                <th scope="row">{pieces}</th>
                <td>{each}</td>
            </tr>
        }
    };
    view! {
        <div class="group">
            <table class="price-steps">
                <caption class="group-title">{shop_words().prices}</caption>
                <tbody>{steps.filter_map(from).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// What there is to know, each thing once.
#[component]
fn Details(
    product: Arc<Product>,
    /// For the names of its techniques.
    shop: Arc<Shop>,
) -> impl IntoView {
    // Wrong entries are the catalogue's check's to tell.
    let known = catalog::Details::of(&product).ok();
    let lines = |lines: Vec<String>| {
        let line = |line: String| view! { <li>{line}</li> };
        view! { <ul>{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    let row = |name: &'static str, said: Vec<String>| {
        (!said.is_empty()).then(|| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{lines(said)}</dd>
                </div>
            }
        })
    };
    let (material, care, facts) = match &known {
        Some(known) => {
            let facts = known.unsaid_facts(&product).into_iter().map(str::to_owned);
            (known.material.clone(), known.care.clone(), facts.collect())
        }
        None => (String::new(), Vec::new(), product.facts.clone()),
    };
    let techniques = offers(&shop, &product);
    let named: Vec<_> = techniques.iter().map(|offer| lower(&offer.technique().name)).collect();
    let area = |side: &catalog::Side| {
        let (width, height) = (side.print_area.width.mm(), side.print_area.height.mm());
        fill(shop_words().area, &[&side.name, &width.to_string(), &height.to_string()])
    };
    let printing = [either(&named)].into_iter().chain(product.sides.iter().map(area)).collect();
    let days = |days: u32| fill(words().lead_time, &[&days.to_string()]);
    let slower = techniques.iter().map(|offer| &offer.product);
    let slower = slower.filter(|printed| printed.lead_time_days != product.lead_time_days);
    let slower = slower.map(|printed| {
        format!("{}: {}", printed.technique.name, lower(&days(printed.lead_time_days)))
    });
    let made = [days(product.lead_time_days)].into_iter().chain(slower).collect();
    view! {
        <section class="group" aria-labelledby="product-details">
            <h2 class="group-title" id="product-details">
                {shop_words().details}
            </h2>
            <dl class="specs" data-testid="product-details">
                {row(shop_words().material, [material].into_iter().filter(|it| !it.is_empty()).collect())}
                {row(shop_words().care, care)}
                {row(shop_words().printing, printing)}
                {row(shop_words().made, made)}
                {row(shop_words().good_to_know, facts)}
            </dl>
        </section>
    }
}

/// `Direct to garment, direct to film or embroidery`.
fn either(named: &[String]) -> String {
    let joined = match named {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => fill(shop_words().or, &[&first.join(", "), last]),
    };
    let mut letters = joined.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Designs that suit the product and the shopper, in the chosen colour.
#[component]
fn Beginnings(product: Arc<Product>, shop: Arc<Shop>, colour: RwSignal<Colour>) -> impl IntoView {
    let atelier = Atelier::from_context();
    let candidates: Vec<_> = shop
        .templates
        .iter()
        .filter(|card| card.products.contains(&product.id))
        .filter_map(|card| template_candidate(card, &shop.fonts))
        .collect();
    let context = atelier.taste.context(None);
    let suggested = atelier.taste.suggest(&candidates, &context, BEGINNINGS);
    let card = |id: &design::TemplateId| {
        let card = shop.templates.iter().find(|card| card.id == *id)?;
        let (on, id, name) = (product.clone(), card.id.clone(), card.name.clone());
        let (pictured, side) = (product.clone(), product.sides[0].id.clone());
        let opened = id.clone();
        let open = move |_| {
            begin_with(atelier, opened.clone(), on.clone(), colour.get_untracked());
        };
        Some(view! {
            <article class="card template-card">
                <div class="card-room room">
                    <TemplatePicture id=id product=pictured colour=colour side=Signal::stored(side) />
                </div>
                <h3 class="card-name">
                    <button type="button" class="card-link" on:click=open>
                        {name}
                    </button>
                </h3>
            </article>
        })
    };
    let ideas = suggested.iter().filter_map(|one| Idea::of(one, &context, &shop));
    let cards: Vec<_> = ideas.filter_map(|idea| card(&idea.id)).collect();
    (!cards.is_empty()).then(|| {
        view! {
            <header class="section-head">
                <div>
                    <h2 class="title" id="beginnings">
                        {shop_words().begin_with}
                    </h2>
                    <p class="muted">{shop_words().begin_hint}</p>
                </div>
                <button
                    type="button"
                    class="btn btn-quiet"
                    on:click=move |_| atelier.router.go(&Route::Templates)
                >
                    <Icon name="templates" />
                    {shop_words().all_templates}
                </button>
            </header>
            <div class="template-grid">{cards.into_iter().collect_view()}</div>
        }
    })
}
