//! Turning a product in 3D with the live design on it: the way in, and the parts behind it. All but the button is fetched when somebody
//! asks for it. How models are read and turned is `model`'s; what a print looks like is the studio's.

mod caption;
mod files;
mod hands;
mod pace;
mod painter;
mod prints;
mod room;
mod shaders;
mod stage;
mod view;

use std::sync::Arc;

use catalog::Product;
use design::Design;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::lazy::{lazy_dialog, lazy_view};
use crate::parts::{Icon, view};
use crate::words::turning_words;

/// What is turned.
#[derive(Clone)]
pub(crate) struct Turnable {
    /// The product; it has a model.
    pub product: Arc<Product>,
    /// The design, as it is at any time.
    pub design: Signal<Design>,
}

/// Whether a product can be turned here: it has a model, and the browser knows WebGL 2.
fn is_turnable(product: &Product) -> bool {
    let known = || js_sys::Reflect::has(&window(), &JsValue::from("WebGL2RenderingContext"));
    !product.model.is_none() && known().unwrap_or(false)
}

/// The button that opens the view in 3D, with its dialog; nothing where the product cannot be turned here.
#[component]
pub(crate) fn TurnButton(
    /// The product.
    product: Arc<Product>,
    /// The design, as it is at any time.
    design: Signal<Design>,
    /// The button's look.
    #[prop(default = "btn")]
    class: &'static str,
) -> impl IntoView {
    is_turnable(&product).then(|| {
        let open = RwSignal::new(false);
        let what = StoredValue::new(Turnable { product, design });
        view! {
            <button type="button" class=class data-testid="turn" on:click=move |_| open.set(true)>
                <Icon name="turn" />
                {turning_words().open}
            </button>
            {lazy_dialog(open, move || Box::pin(turning(open, what)))}
        }
    })
}

lazy_view! {
    in turning: fn turning(open: RwSignal<bool>, what: StoredValue<Turnable>) {
        view::dialog(open, what)
    }
}
