//! The technique that an order is printed with, where the merchant offers several: which there are, the chosen one kept on the
//! device beside the design, and its price. The design stays as it was drawn; check, print files and the order follow. What
//! techniques can print is the catalogue's; how they are chosen is in `technique_section`.

use std::sync::Arc;

use catalog::TechniqueId;
use catalog::{Details, DetailsError, Money, Product, Quote, QuoteRequest, SizeId, Technique};
use design::DesignId;
use json::{FromJson, ToJson};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::Atelier;
use crate::dom::effect;
use crate::editing::order::OrderState;
use crate::shop::Shop;

/// The name that choices are kept under.
const NAME: &str = "techniques";
/// Most designs whose technique is remembered; older choices are forgotten.
const MOST_KEPT: usize = 200;

/// A technique that a product can be printed with.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    /// The product as it is printed with it.
    pub product: Arc<Product>,
    /// What it costs more on each printed side of a piece.
    pub per_side: Money,
}

impl Offer {
    /// The technique.
    pub(crate) fn technique(&self) -> &Technique {
        &self.product.technique
    }
}

/// The techniques of a product, its usual one first. One alone where the merchant's entry cannot be read, or where others are
/// not in the catalogue: its check says so.
pub(crate) fn offers(shop: &Shop, product: &Arc<Product>) -> Vec<Offer> {
    let usual = Offer { product: product.clone(), per_side: Money::ZERO };
    let Ok(details) = Details::of(product) else { return vec![usual] };
    let other = |id: &&TechniqueId| {
        let technique = shop.techniques.iter().find(|technique| technique.id == **id)?;
        let (per_side, _) = details.terms(product, id).ok()?;
        let product = Arc::new(details.printed_with(product, technique).ok()?);
        Some(Offer { product, per_side })
    };
    let others = details.techniques(product).into_iter().skip(1);
    [usual].into_iter().chain(others.filter_map(|id| other(&id))).collect()
}

/// The product as it is printed with a technique; as it is sold where that is no other one, or is not offered any more.
pub(crate) fn printed_with(
    shop: &Shop,
    product: &Arc<Product>,
    technique: Option<&TechniqueId>,
) -> Arc<Product> {
    let found = technique
        .and_then(|id| offers(shop, product).into_iter().find(|offer| offer.technique().id == *id));
    found.map_or_else(|| product.clone(), |offer| offer.product)
}

/// The price of an order with a technique, explained.
///
/// # Errors
/// Why it cannot be ordered so.
pub(crate) fn quote(
    product: &Product,
    technique: &Technique,
    request: &QuoteRequest,
) -> Result<Quote, DetailsError> {
    if technique.id == product.technique.id {
        // Without what only details say.
        return Ok(product.quote(request)?);
    }
    Details::of(product)?.quote(product, &technique.id, request, &technique.name)
}

/// What is checked and printed: the product with the order's technique, on the order's sizes.
#[derive(Clone, PartialEq)]
pub(crate) struct Judged {
    /// The product as it is printed.
    pub product: Arc<Product>,
    /// The ordered sizes.
    pub sizes: Vec<SizeId>,
}

impl OrderState {
    /// The product as the order is printed.
    pub(crate) fn product(self) -> Arc<Product> {
        self.printed.get().unwrap_or_else(|| self.store.product())
    }

    /// The same for what does not follow it.
    pub(crate) fn product_untracked(self) -> Arc<Product> {
        untrack(|| self.product())
    }

    /// What the check judges.
    pub(crate) fn judged(self) -> Signal<Judged> {
        let memo =
            Memo::new(move |_| Judged { product: self.product(), sizes: vec![self.size.get()] });
        memo.into()
    }

    /// Chooses a technique and keeps the choice.
    pub(crate) fn choose(self, offer: &Offer) {
        let is_usual = offer.technique().id == self.store.product().technique.id;
        self.printed.set((!is_usual).then(|| offer.product.clone()));
        let chosen = (!is_usual).then(|| offer.technique().id.clone());
        let (atelier, design) = (self.store.atelier, self.store.design().id);
        spawn_local(keep(atelier, design, chosen));
    }
}

/// Takes up the choice that was kept, and tells the price of a chosen technique from now on.
pub(crate) fn follow(order: OrderState) {
    let store = order.store;
    spawn_local(async move {
        let design = store.design().id;
        let kept = kept(store.atelier).await;
        let found = kept.iter().find(|(of, _)| *of == design).map(|(_, technique)| technique);
        let (Some(technique), Some(shop)) = (found, store.atelier.shop_now()) else { return };
        let product = store.product();
        let printed = printed_with(&shop, &product, Some(technique));
        // Somebody may have chosen meanwhile, or left.
        if printed.technique.id != product.technique.id
            && order.printed.try_get_untracked() == Some(None)
        {
            order.printed.set(Some(printed));
        }
    });
    effect(move || {
        store.revision.track();
        let product = store.product();
        let Some(printed) = order.printed.get() else {
            // The price of inks is told where they are counted.
            if product.screen_print.is_none() {
                order.inked.set(None);
            }
            return;
        };
        let request = QuoteRequest {
            size: order.size.get(),
            quantity: order.quantity.get(),
            printed_sides: store.printed_sides().len() as u32,
        };
        order.inked.set(quote(&product, &printed.technique, &request).ok());
    });
}

#[derive(ToJson, FromJson)]
struct Kept {
    chosen: Vec<(DesignId, TechniqueId)>,
}

/// What was chosen, the newest last. What cannot be read is as if it were not there: the usual technique is chosen then.
async fn kept(atelier: Atelier) -> Vec<(DesignId, TechniqueId)> {
    let Some(storage) = atelier.storage.get_untracked() else { return Vec::new() };
    let json = storage.pref(NAME).await.ok().flatten();
    let kept = json.and_then(|json| json::read::<Kept>(json.as_bytes()).ok());
    kept.map_or_else(Vec::new, |kept| kept.chosen)
}

async fn keep(atelier: Atelier, design: DesignId, chosen: Option<TechniqueId>) {
    let all = with_choice(kept(atelier).await, design, chosen);
    let Some(storage) = atelier.storage.get_untracked() else { return };
    // What cannot be kept still holds in this tab.
    let _ = storage.put_pref(NAME, &json::write_text(&Kept { chosen: all })).await;
}

/// The choices with that of a design; the usual technique needs none.
fn with_choice(
    mut all: Vec<(DesignId, TechniqueId)>,
    design: DesignId,
    chosen: Option<TechniqueId>,
) -> Vec<(DesignId, TechniqueId)> {
    all.retain(|(of, _)| *of != design);
    all.extend(chosen.map(|technique| (design, technique)));
    let surplus = all.len().saturating_sub(MOST_KEPT);
    all.drain(..surplus);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_choices_are_kept_and_the_usual_technique_needs_none() {
        let dtf = || Some(TechniqueId::new("dtf").unwrap());
        let mut all = Vec::new();
        for number in 0..=MOST_KEPT as u64 {
            all = with_choice(all, DesignId(number), dtf());
        }
        assert_eq!(all.len(), MOST_KEPT);
        assert_eq!(all.first().map(|(design, _)| *design), Some(DesignId(1)));
        let json = json::write_text(&Kept { chosen: all });
        let again = json::read::<Kept>(json.as_bytes()).unwrap().chosen;
        let again = with_choice(again, DesignId(7), None);
        assert!(again.iter().all(|(design, _)| *design != DesignId(7)));
        assert_eq!(again.len(), MOST_KEPT - 1);
    }
}
