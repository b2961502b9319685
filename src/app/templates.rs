//! Templates on the screen: fetched when first shown, laid out on a product, drawn as pictures, applied in one step.

mod shelf;

pub(crate) use shelf::{Shelf, TemplateShelf};

use std::sync::Arc;

use catalog::{Colour, Product, SideId};
use design::{Counter, Design, Head, IdSource, Layer, Placing, Template, TemplateId};
use geom::{Rgb, Table};
use jobs::Compose;
use leptos::prelude::*;
use taste::{Act, Deed};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, RandomIds};
use crate::parts::{ProductPicture, compose, front_view, view};
use crate::shop::Shop;

/// Edge of a template's picture, in pixels.
const PICTURE: u32 = 420;

/// A template's layers on a side of a product in a colour, and the words that the shopper wrote.
pub(crate) fn layers_on(
    template: &Template,
    product: &Product,
    side: &SideId,
    ground: Rgb,
    words: &Table<String, String>,
    ids: &mut dyn IdSource,
) -> Vec<Layer> {
    let Some(part) = product.side(side) else { return Vec::new() };
    let placing = Placing {
        side,
        area: &part.print_area,
        ground,
        palette: None,
        pairing: None,
        words,
        above: None,
    };
    template.instantiate(&placing, ids)
}

/// Begins a design on a product with a template of the shop's.
pub(crate) fn begin_with(atelier: Atelier, id: TemplateId, product: Arc<Product>, colour: Colour) {
    spawn_local(async move {
        match atelier.template(&id).await {
            Ok(template) => {
                atelier.learn_template(&id, Act::Did(Deed::Taken));
                atelier.begin_design(&product, &colour.id, |design| {
                    fill_design(design, &template, &product);
                });
            }
            Err(error) => atelier.toast(&error, None),
        }
    });
}

/// A new design that begins with a template.
fn fill_design(design: &mut Design, template: &Template, product: &Product) {
    let Some(side) = product.sides.first() else { return };
    let ground = product.colour(&design.head.colour).map_or(Rgb::WHITE, |colour| colour.parts.body);
    for layer in layers_on(template, product, &side.id, ground, &Table::new(), &mut RandomIds) {
        design.layers.insert(layer.id, Arc::new(layer));
    }
    design.head.name = template.name.clone();
    design.head.template = Some(template.id.clone());
}

/// A picture of a template on a product in a colour.
#[component]
pub(crate) fn TemplatePicture(
    /// Which template.
    id: TemplateId,
    /// On which product.
    product: Arc<Product>,
    /// In which of its colours.
    #[prop(into)]
    colour: Signal<catalog::Colour>,
    /// On which side; the first where it has no such.
    #[prop(into)]
    side: Signal<SideId>,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let template = RwSignal::new(None::<Arc<Template>>);
    let name = StoredValue::new(id.to_string());
    spawn_local(async move {
        // Without the template the card keeps its words; opening it says why.
        let found = atelier.template(&id).await.ok();
        let _ = template.try_set(found);
    });
    let job = Signal::derive(move || {
        picture_job(&*template.get()?, &product, &colour.get(), &side.get())
    });
    let alt = Signal::derive(move || {
        template.get().map_or_else(|| name.get_value(), |template| template.about.clone())
    });
    view! { <ProductPicture class="picture" job=job alt=alt /> }
}

fn picture_job(
    template: &Template,
    product: &Product,
    colour: &catalog::Colour,
    side: &SideId,
) -> Option<Compose> {
    let head = Head {
        name: String::new(),
        product: product.id.clone(),
        colour: colour.id.clone(),
        template: None,
        is_template: false,
    };
    let mut design = Design::empty(design::DesignId(0), head);
    for layer in
        layers_on(template, product, side, colour.parts.body, &Table::new(), &mut Counter(0))
    {
        design.layers.insert(layer.id, Arc::new(layer));
    }
    compose(design, product, front_view(product, side)?, PICTURE)
}

impl Atelier {
    /// A template, fetched once.
    ///
    /// # Errors
    /// A sentence for the shopper.
    pub(crate) async fn template(self, id: &TemplateId) -> Result<Arc<Template>, String> {
        let known = self.known_template(id);
        if let Some(known) = known {
            return Ok(known);
        }
        let template = Arc::new(Shop::template(&self.place().base, id).await?);
        self.keep_template(template.clone());
        Ok(template)
    }
}
