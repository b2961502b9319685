//! Finished designs on the store page, and where a page is empty, to take as they are or to change. They lie in `samples/`, a design each; `samples.json`
//! says in which order. What the shop does not sell is left out.

use std::sync::Arc;

use catalog::{Colour, Product};
use design::{Design, DesignId, IdSource};
use leptos::prelude::*;
use taste::{Deed, Subject};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds, ShopState};
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

/// How many are offered where a page is empty.
const FEW: usize = 4;

/// A few of the finished designs, for a page that has nothing of its own yet.
#[component]
pub(crate) fn FewSamples() -> impl IntoView {
    let atelier = Atelier::from_context();
    move || match atelier.shop.get() {
        ShopState::Ready(shop) => Some(view! { <Samples shop=shop most=FEW /> }),
        _ => None,
    }
}

/// The finished designs; nothing while they are on their way, and where the shop sells nothing of what they are on.
#[component]
pub(crate) fn Samples(
    /// The shop that sells them.
    shop: Arc<Shop>,
    /// No more than these: a row of equal ones. All where it is left out, the first one large.
    #[prop(optional)]
    most: Option<usize>,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let samples = RwSignal::new(Vec::<Sample>::new());
    let words = shop_words();
    let (title, about) = match most {
        None => (words.samples, words.samples_about),
        Some(_) => (words.samples_few, words.samples_few_about),
    };
    spawn_local(async move {
        let folder = format!("{}samples/", atelier.place().base);
        let came = load(&folder, &shop, most.unwrap_or(usize::MAX)).await;
        // The page may have been left by now.
        let _ = samples.try_set(came);
    });
    let cards = move || {
        let cards = samples.get();
        let cards = cards.into_iter().enumerate();
        cards.map(|(place, sample)| card(most.is_none() && place == 0, sample)).collect_view()
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
                        {title}
                    </h2>
                    <p class="muted">{about}</p>
                </div>
            </header>
            <div class="sample-grid" data-few=most.map(|_| "")>{cards}</div>
        </section>
    }
}

/// The designs whose products and colours are sold. One that does not come or cannot be read is left out: the page has others.
async fn load(folder: &str, shop: &Shop, most: usize) -> Vec<Sample> {
    let Ok(list) = fetch(&format!("{folder}samples.json")).await else { return Vec::new() };
    let names: Vec<String> = json::read(&list).unwrap_or_default();
    let asked: Vec<_> =
        names.iter().take(most).map(|name| fetch(&format!("{folder}{name}.json"))).collect();
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

fn card(is_large: bool, sample: Sample) -> AnyView {
    let atelier = Atelier::from_context();
    let Sample { design, product, colour } = sample;
    let size = if is_large { LARGE } else { SMALL };
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
