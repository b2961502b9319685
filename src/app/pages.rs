//! The app's pages, chosen by the route, inside the root that carries theme and icons.

mod cart;
mod designs;
mod hero;
mod product;
mod samples;
mod store;
mod style;
mod templates;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, ShopState};
use crate::cart::Cart;
use crate::dom::effect;
use crate::editing::EditorPage;
use crate::fetch::fetch;
use crate::lazy::{lazy, lazy_view};
use crate::pages::cart::CartPage;
use crate::pages::designs::DesignsPage;
use crate::pages::product::ProductPage;
use crate::pages::store::StorePage;
use crate::pages::style::StylePage;
use crate::pages::templates::TemplatesPage;
use crate::parts::{Footer, Live, Masthead, Toasts, view};
use crate::route::Route;
use crate::words::words;

/// The whole app, in whatever element it was mounted.
#[component]
pub(crate) fn Root(
    /// What the whole app shares.
    atelier: Atelier,
) -> impl IntoView {
    provide_context(atelier);
    let route = atelier.router.route();
    let icons = RwSignal::new(String::new());
    let base = atelier.place().base;
    spawn_local(async move {
        // Without the sprite the buttons keep their names.
        if let Ok(sprite) = fetch(&format!("{base}icons/icons.svg")).await {
            icons.set(String::from_utf8(sprite).unwrap_or_default());
        }
    });
    effect(move || {
        let shop = atelier.shop.get();
        if let (ShopState::Ready(shop), None) = (shop, atelier.place().host) {
            document().set_title(&shop.name);
        }
    });
    begin_with_product(atelier);
    // Escape sends a tooltip away (WCAG 1.4.13); what is pointed at or focused next has its own again.
    let tips_off = RwSignal::new(false);
    let show_tips = move || {
        if tips_off.get_untracked() {
            tips_off.set(false);
        }
    };
    let page = move || match route.get() {
        Route::Editor(id) => view! { <EditorPage id=id /> },
        route => lazy(move || Box::pin(shop_page(route.clone()))),
    };
    view! {
        <div
            class="atelier"
            node_ref=atelier.root
            data-theme=move || atelier.theme.get()
            data-tips=move || tips_off.get().then_some("off")
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    tips_off.set(true);
                }
            }
            on:pointermove=move |_| show_tips()
            on:focusin=move |_| show_tips()
        >
            <a
                class="skip-link"
                href="#main"
                on:click=move |event| {
                    event.prevent_default();
                    if let Some(main) = atelier.element("#main") {
                        let _ = main.set_attribute("tabindex", "-1");
                        let _ = main.focus();
                    }
                }
            >
                {words().skip_to_content}
            </a>
            <div hidden inner_html=icons></div>
            {page}
            <Live />
            <Toasts />
        </div>
    }
}

lazy_view! {
    in pages: fn shop_page(route: Route) {
        // Pages are made before what is around them.
        provide_context(Cart::open(Atelier::from_context()));
        match route {
            Route::Product(id) => paged(view! { <ProductPage id=id /> }),
            Route::Cart => paged(view! { <CartPage /> }),
            Route::Designs => paged(view! { <DesignsPage /> }),
            Route::Templates => paged(view! { <TemplatesPage /> }),
            Route::Style => paged(view! { <StylePage /> }),
            Route::Store | Route::Editor(_) => paged(view! { <StorePage /> }),
        }
    }
}

/// A page between masthead and footer.
fn paged(page: AnyView) -> AnyView {
    let atelier = Atelier::from_context();
    let role = atelier.place().main_role();
    atelier.taste.begin(atelier);
    view! {
        <div class="page">
            <Masthead cart=expect_context() />
            <div class="page-main" id="main" role=role>
                {page}
            </div>
            <Footer />
        </div>
    }
}

/// On a merchant's page that names a product, its editor is what opens.
fn begin_with_product(atelier: Atelier) {
    let Some(wanted) = atelier.place().attributes.product else { return };
    let mut begun = false;
    effect(move || {
        let ShopState::Ready(shop) = atelier.shop.get() else { return };
        if std::mem::replace(&mut begun, true) {
            return;
        }
        match shop.product(&wanted) {
            Some(product) => atelier.begin_design(product, &product.colours[0].id, |_| {}),
            None => {
                let known: Vec<_> =
                    shop.products.iter().map(|product| product.id.as_str()).collect();
                let text = crate::words::fill(
                    words().no_such_product,
                    &[wanted.as_str(), &known.join(", ")],
                );
                atelier.place().tell_error(&text);
                atelier.toast(&text, None);
            }
        }
    });
}
