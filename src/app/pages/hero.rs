//! The top of the store page: a word that the shopper types, at once on the real thing. Not here: the rest of the page.

use std::sync::Arc;

use catalog::{Colour, Product};
use design::{Content, Design, DesignId, FontId, Head, IdSource, Layer, LayerId, OrderKey, Text};
use geom::Mm;
use leptos::prelude::*;
use taste::{Deed, Subject};

use crate::atelier::{Atelier, RandomIds};
use crate::editing::readable_on;
use crate::parts::{ColourChoice, ProductPicture, compose, front_view, view};
use crate::shop::Shop;
use crate::words::words;

/// Edge of the hero's pictures, in pixels.
const HERO: u32 = 900;
/// View of the hero's main product, and where across a wrap the word is in its middle.
const MIDDLE: (&str, f64) = ("front", 0.5);
/// The same for the product beside it, which is turned to show its handle.
const TURNED: (&str, f64) = ("right", 0.78);
/// Font of the hero's word.
const HERO_FONT: &str = "shrikhand";

/// A word that the shopper types, on the first products in one colour.
#[component]
pub(crate) fn Hero(
    /// The shop.
    shop: Arc<Shop>,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let product = shop.products[0].clone();
    let word = RwSignal::new(words().hero_word.to_owned());
    // A colour that makes the room glow; the plain first one where there is only one.
    let glowing = product.colours.iter().find(|colour| colour.id.as_str() == "mustard");
    let colour = RwSignal::new(glowing.unwrap_or(&product.colours[0]).clone());
    let main = hero_job(product.clone(), word, colour, MIDDLE);
    let side = shop.products.get(1).cloned().map(|other| {
        let near = other.clone();
        let own = Signal::derive(move || nearest_colour(&near, &colour.get()));
        hero_job(other, word, own, TURNED)
    });
    let swatches = product.colours.clone();
    let alt = {
        let name = product.name.clone();
        Signal::derive(move || format!("{name}, {}: {}", colour.get().name, word.get()))
    };
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = word.get_untracked();
        atelier.begin_design(&product, &colour.get_untracked().id, |design| {
            if !text.trim().is_empty() {
                design.head.name = text.trim().to_owned();
                let (colour, across) = (colour.get_untracked(), MIDDLE.1);
                let layer = hero_layer(&product, &text, &colour, across, &mut RandomIds);
                design.layers.insert(layer.id, Arc::new(layer));
            }
        });
    };
    view! {
        <section class="hero room" style=move || format!("--dye:{}", colour.get().swatch)>
            <div class="hero-words">
                <h1 class="display">{words().hero_title_1} <br /> {words().hero_title_2}</h1>
                <p class="lede">
                    <span>{words().hero_lede}</span>
                    " "
                    <span>{words().hero_lede_2}</span>
                </p>
                <form class="say" on:submit=make>
                    <label class="visually-hidden" for="hero-word">
                        {words().hero_field}
                    </label>
                    <input
                        id="hero-word"
                        placeholder=words().hero_placeholder
                        maxlength="40"
                        autocomplete="off"
                        prop:value=move || word.get()
                        on:input=move |event| word.set(event_target_value(&event))
                    />
                    <button type="submit" class="btn btn-primary" data-testid="make-it">
                        {words().hero_make}
                    </button>
                </form>
                <ColourChoice
                    label=words().product_colour
                    name="hero-colour"
                    colours=swatches
                    chosen=Signal::derive(move || colour.get().id)
                    on_pick=move |picked: Colour| {
                        let subject = Subject::Colour(picked.swatch);
                        atelier.taste.learn_use(Deed::Picked, subject, Vec::new());
                        colour.set(picked);
                    }
                />
            </div>
            <div class="hero-scene">
                <ProductPicture class="hero-main picture" job=main alt=alt />
                {side
                    .map(|job| {
                        view! { <ProductPicture class="hero-side picture" job=job alt=alt /> }
                    })}
            </div>
        </section>
    }
}

fn hero_job(
    product: Arc<Product>,
    word: RwSignal<String>,
    colour: impl Into<Signal<Colour>>,
    (view, across): (&'static str, f64),
) -> Signal<Option<jobs::Compose>> {
    let colour = colour.into();
    Signal::derive(move || {
        let colour = colour.get();
        let head = Head {
            name: String::new(),
            product: product.id.clone(),
            colour: colour.id.clone(),
            template: None,
            is_template: false,
        };
        let mut design = Design::empty(DesignId(0), head);
        let text = word.get();
        if !text.trim().is_empty() {
            let layer = hero_layer(&product, &text, &colour, across, &mut First);
            design.layers.insert(layer.id, Arc::new(layer));
        }
        let side = &product.sides.first()?.id;
        let turned = product.views.iter().find(|known| known.id.as_str() == view);
        compose(design, &product, turned.or(front_view(&product, side))?, HERO)
    })
}

/// Always the same id: the picture of the same word is the same job.
struct First;

impl IdSource for First {
    fn next(&mut self) -> u64 {
        1
    }
}

/// The word, large and centred where a chest or a mug shows it.
fn hero_layer(
    product: &Product,
    text: &str,
    colour: &Colour,
    across: f64,
    ids: &mut dyn IdSource,
) -> Layer {
    let side = &product.sides[0];
    let (width, height) = (side.print_area.width.mm(), side.print_area.height.mm());
    let letters = text.trim().chars().count().max(4) as f64;
    let wide = width > height;
    // A wrap shows less than half of itself at once; letters are about 0.62 ems wide.
    let across = if wide { across } else { 0.5 };
    let room = if wide { width * 0.3 } else { width * 0.82 };
    let size = (room / (letters * 0.62)).min(height * 0.3);
    let text = Text::plain(
        text.trim().to_owned(),
        FontId(HERO_FONT.into()),
        Mm::new(size).quantised(),
        readable_on(colour.parts.body),
    );
    let id = LayerId(ids.next());
    Layer {
        x: Mm::new(width * across).quantised(),
        y: Mm::new(if wide { height / 2.0 - size * 0.6 } else { height * 0.22 }).quantised(),
        ..Layer::plain(id, side.id.clone(), OrderKey::first(), Content::Text(text))
    }
}

/// The product's colour nearest to another product's.
fn nearest_colour(product: &Product, to: &Colour) -> Colour {
    let distance = |colour: &Colour| colour.swatch.distance(to.swatch);
    let nearest = product.colours.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
    // A product has at least one colour.
    nearest.unwrap_or(&product.colours[0]).clone()
}
