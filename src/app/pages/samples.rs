//! Finished designs on the store page, to take as they are or to change. They lie in `samples/`, a design each; `samples.json`
//! says in which order. What the shop does not sell is left out.

use std::sync::Arc;

use catalog::{Colour, Product};
use design::{Design, DesignId, IdSource};
use leptos::prelude::*;
use taste::{Deed, Subject};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds};
use crate::editing::money_text;
use crate::fetch::fetch;
use crate::parts::{ProductPicture, compose, front_view, view};
use crate::shop::Shop;
use crate::words::{fill, lower, shop_words};

/// Edge of the first one's picture, in pixels.
const LARGE: u32 = 1000;
/// Edge of the other pictures, in pixels.
const SMALL: u32 = 500;

/// A finished design on a product that the shop sells.
#[derive(Clone)]
struct Sample {
    design: Arc<Design>,
    product: Arc<Product>,
    colour: Colour,
}

/// The finished designs; nothing while they are on their way, and where the shop sells nothing of what they are on.
#[component]
pub(crate) fn Samples(shop: Arc<Shop>) -> impl IntoView {
    let atelier = Atelier::from_context();
    let samples = RwSignal::new(Vec::<Sample>::new());
    spawn_local(async move {
        let came = load(&format!("{}samples/", atelier.place().base), &shop).await;
        // The page may have been left by now.
        let _ = samples.try_set(came);
    });
    let cards = move || {
        let cards = samples.get();
        let cards = cards.into_iter().enumerate();
        cards.map(|(place, sample)| card(place, sample)).collect_view()
    };
    view! {
        <section
            class="section"
            aria-labelledby="samples"
            data-testid="samples"
            hidden=move || samples.with(Vec::is_empty)
        >
            <header class="section-head">
                <div>
                    <h2 class="title" id="samples">
                        {shop_words().samples}
                    </h2>
                    <p class="muted">{shop_words().samples_about}</p>
                </div>
            </header>
            <div class="sample-grid">{cards}</div>
        </section>
    }
}

/// The designs whose products and colours are sold. One that does not come or cannot be read is left out: the page has others.
async fn load(folder: &str, shop: &Shop) -> Vec<Sample> {
    let Ok(list) = fetch(&format!("{folder}samples.json")).await else { return Vec::new() };
    let names: Vec<String> = json::read(&list).unwrap_or_default();
    let asked: Vec<_> = names.iter().map(|name| fetch(&format!("{folder}{name}.json"))).collect();
    let mut samples = Vec::new();
    for file in asked {
        let Ok(file) = file.await else { continue };
        let Ok(design) = design::read(&file) else { continue };
        let Some(product) = shop.product(&design.head.product).cloned() else { continue };
        let Some(colour) = product.colour(&design.head.colour).cloned() else { continue };
        samples.push(Sample { design: Arc::new(design), product, colour });
    }
    samples
}

fn card(place: usize, sample: Sample) -> AnyView {
    let atelier = Atelier::from_context();
    let Sample { design, product, colour } = sample;
    let size = if place == 0 { LARGE } else { SMALL };
    let (shown, on) = (design.clone(), product.clone());
    let job = Signal::derive(move || {
        let side = &shown.layers.values().next()?.side;
        compose((*shown).clone(), &on, front_view(&on, side)?, size)
    });
    let name = design.head.name.clone();
    let about = fill(shop_words().sample_on, &[&product.name, &lower(&colour.name)]);
    let price = money_text(product.price_from(), &product.currency);
    let alt = format!("{name}: {about}");
    let open = move |_| {
        let subject = Subject::Product(product.id.clone());
        atelier.taste.learn_use(Deed::Picked, subject, Vec::new());
        let mut own = (*design).clone();
        own.id = DesignId(RandomIds.next());
        atelier.open_design(own);
    };
    view! {
        <article class="card sample-card">
            <div class="card-room room" style=format!("--dye:{}", colour.swatch)>
                <ProductPicture class="picture" job=job alt=alt />
            </div>
            <div class="row spread">
                <div>
                    <h3 class="card-name">
                        <button type="button" class="card-link" on:click=open>
                            {name}
                        </button>
                    </h3>
                    <p class="muted small">{about}</p>
                </div>
                <strong class="small">{price}</strong>
            </div>
        </article>
    }
    .into_any()
}
