//! Pages by the address's hash, so that the app lives in any folder and on any page. Not here: what pages show.

use catalog::ProductId;
use design::DesignId;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// Products, suggestions, "continue your design".
    Store,
    /// A product: pictures, prices, designs to begin with.
    Product(ProductId),
    /// The editor with a design.
    Editor(DesignId),
    /// What is to be ordered.
    Cart,
    /// My designs.
    Designs,
    /// All templates.
    Templates,
    /// My style: what is known of the shopper's taste.
    Style,
}

impl Route {
    /// The address's hash.
    pub(crate) fn href(&self) -> String {
        match self {
            Self::Store => "#/".into(),
            Self::Product(id) => format!("#/product/{id}"),
            Self::Editor(id) => format!("#/design/{id}"),
            Self::Cart => "#/cart".into(),
            Self::Designs => "#/designs".into(),
            Self::Templates => "#/templates".into(),
            Self::Style => "#/style".into(),
        }
    }

    /// Reads a hash; what is not known is the store.
    pub(crate) fn from_hash(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        match path.split_once('/') {
            Some(("design", id)) => id.parse().map_or(Self::Store, Self::Editor),
            Some(("product", id)) => id.parse().map_or(Self::Store, Self::Product),
            _ => match path {
                "designs" => Self::Designs,
                "templates" => Self::Templates,
                "style" => Self::Style,
                "cart" => Self::Cart,
                _ => Self::Store,
            },
        }
    }
}

/// Where the shopper is, and the way to go elsewhere.
#[derive(Clone, Copy)]
pub(crate) struct Router {
    route: RwSignal<Route>,
    uses_address: bool,
}

impl Router {
    /// A router that follows the page's address; on a merchant's page (`uses_address` false) it keeps to itself.
    pub(crate) fn new(uses_address: bool) -> Self {
        let router = Self { route: RwSignal::new(Route::Store), uses_address };
        if uses_address {
            router.route.set(current());
            let follow = Closure::<dyn Fn()>::new(move || router.route.set(current()));
            if window()
                .add_event_listener_with_callback("hashchange", follow.as_ref().unchecked_ref())
                .is_ok()
            {
                // The app lives as long as its page, and so does this listener.
                follow.forget();
            }
        }
        router
    }

    /// The page that is shown.
    pub(crate) fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// Goes to a page.
    pub(crate) fn go(self, to: &Route) {
        if self.uses_address && window().location().set_hash(&to.href()).is_ok() {
            // A page begins at its top; going back is the browser's, with the place that was left.
            window().scroll_to_with_x_and_y(0.0, 0.0);
            return;
        }
        self.route.set(to.clone());
    }
}

fn current() -> Route {
    Route::from_hash(&window().location().hash().unwrap_or_default())
}
