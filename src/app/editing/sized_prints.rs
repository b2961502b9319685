//! How large prints look on the chosen size, for the product's pictures: what the catalogue says of sizes is read when
//! another size than the pictured one is chosen. Pictures themselves are drawn elsewhere.

use std::sync::Arc;

use catalog::{Product, SideId, SizeId};
use json::Raw;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::order::OrderState;
use crate::lazy::lazy_code;

/// How large prints look on the size that is ordered.
#[derive(Clone, Copy)]
pub(crate) struct SizedPrints {
    /// By side; those that are not here look as they were designed.
    looks: RwSignal<Vec<(SideId, f64)>>,
    /// The order.
    pub order: OrderState,
}

lazy_code! {
    /// How large the prints of a product look on a size.
    in tools: fn prints_on(product: Arc<Product>, size: SizeId) -> Vec<(SideId, f64)> {
        // Wrong entries are the catalogue's check's to tell; prints look as they were designed then.
        let details = catalog::Details::of(&product).ok();
        let scale = |side: &catalog::Side| {
            let on = details.as_ref()?.print_on(&product, &side.id, &size).ok()?;
            Some((side.id.clone(), on.picture))
        };
        product.sides.iter().filter_map(scale).collect()
    }
}

impl SizedPrints {
    /// Follows the order's size.
    pub(crate) fn follow(store: EditorStore, order: OrderState) -> Self {
        let prints = Self { looks: RwSignal::new(Vec::new()), order };
        let product = store.product();
        let pictured = match product.picture_size.is_none() {
            true => Raw::of(&product.default_size),
            false => product.picture_size.clone(),
        };
        effect(move || {
            let size = order.size.get();
            if Raw::of(&size) == pictured {
                prints.looks.set(Vec::new());
                return;
            }
            let product = product.clone();
            spawn_local(async move {
                let scales = prints_on(product, size.clone()).await.unwrap_or_default();
                // Another size may have been chosen since, or the editor was left.
                if order.size.try_get_untracked() == Some(size) {
                    let _ = prints.looks.try_set(scales);
                }
            });
        });
        prints
    }

    /// How large the print of a side looks.
    pub(crate) fn scale(self, side: &SideId) -> f64 {
        self.looks
            .with(|all| all.iter().find(|(id, _)| id == side).map_or(1.0, |(_, scale)| *scale))
    }
}
