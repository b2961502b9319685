//! Where the app lives: on its own page, or in the shadow root of a merchant's `<atelier-designer>`.

use std::cell::Cell;
use std::rc::Rc;

use embed::{Attributes, Event};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::atelier::Atelier;
use crate::pages::Root;
use crate::parts::view;

/// Marks the element of the project's own page that the app fills.
const OWN_ROOT: &str = "[data-atelier-root]";

/// Where the app lives and what it was asked to show.
#[derive(Clone)]
pub(crate) struct Place {
    /// Folder of the project's files: absolute, ends in `/`.
    pub base: String,
    /// The merchant's element; `None` on the project's own page.
    pub host: Option<HtmlElement>,
    /// What the merchant's page wants shown.
    pub attributes: Attributes,
    /// What is wrong with the attributes.
    pub problem: Option<String>,
}

/// Fills the project's own page. On a merchant's page there is nothing to fill until the loader calls [`mount`].
pub(crate) fn start() {
    set_panic_hook();
    let root = document().query_selector(OWN_ROOT).ok().flatten();
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    root.set_inner_html("");
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let folder = base.rsplit_once('/').map_or(base, |(folder, _)| folder);
    let place = Place {
        base: format!("{folder}/"),
        host: None,
        attributes: Attributes::default(),
        problem: None,
    };
    show(root, place);
}

/// Called by the loader script: shows the app in `root`, an element inside the shadow root of `host`. `attributes` is the
/// JSON object that `embed` describes; `base` the absolute URL of the project's folder. Gives a function that removes it.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, host: HtmlElement, base: String, attributes: &str) -> JsValue {
    let (attributes, problem) = match Attributes::from_json(attributes) {
        Ok(attributes) => (attributes, None),
        Err(error) => (Attributes::default(), Some(error.to_string())),
    };
    let place = Place { base, host: Some(host), attributes, problem };
    // What the app shares outlives its view: what is under way when the app is removed may still ask for it.
    let owner = Owner::new();
    let shared = Rc::new(Cell::new(None));
    let handle = mount_to(root, {
        let (owner, shared) = (owner.clone(), shared.clone());
        move || {
            let atelier = owner.with(|| Atelier::new(place));
            shared.set(Some(atelier));
            atelier.report_problem();
            view! { <Root atelier=atelier /> }
        }
    });
    Closure::once_into_js(move || {
        drop(handle);
        if let Some(atelier) = shared.get() {
            atelier.retire();
        }
        std::mem::forget(owner);
    })
}

fn show(root: HtmlElement, place: Place) {
    mount_to(root, move || view! { <Root atelier=Atelier::new(place) /> }).forget();
}

impl Place {
    /// Role of what a page is about: a merchant's page has a `main` of its own, and one is all that a page may have.
    pub(crate) fn main_role(&self) -> &'static str {
        if self.host.is_some() { "group" } else { "main" }
    }

    /// Tells the merchant's page. False where the page stopped what follows; there is no page, there is nobody to stop it.
    pub(crate) fn tell(&self, event: &Event) -> bool {
        self.tell_detail(event.name(), event.is_cancelable(), &|| event.detail())
    }

    /// Tells the merchant's page what went wrong that the shopper was told about.
    pub(crate) fn tell_error(&self, message: &str) {
        self.tell_detail(embed::ERROR, false, &|| embed::error_detail(message));
    }

    /// Tells the merchant's page something by name, as [`Place::tell`].
    pub(crate) fn tell_detail(
        &self,
        name: &str,
        is_cancelable: bool,
        detail: &dyn Fn() -> String,
    ) -> bool {
        let Some(host) = &self.host else { return true };
        let options = CustomEventInit::new();
        options.set_bubbles(true);
        options.set_composed(true);
        options.set_cancelable(is_cancelable);
        options.set_detail(&js_sys::JSON::parse(&detail()).unwrap_or_default());
        CustomEvent::new_with_event_init_dict(name, &options)
            .and_then(|event| host.dispatch_event(&event))
            .unwrap_or(true)
    }
}

/// A panic is a bug: the console gets the place, the shopper a sentence; what was saved is safe.
fn set_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        let Ok(Some(body)) = document().query_selector("body") else { return };
        if let Ok(note) = document().create_element("p") {
            note.set_text_content(Some(
                "Atelier met an error and stopped. Your design is saved up to the last second; reload the page to go on.",
            ));
            let _ = note.set_attribute("role", "alert");
            let _ = note.set_attribute(
                "style",
                "position:fixed;inset:auto 1rem 1rem;margin:0;padding:1rem;z-index:99;background:#b3261e;color:#fff;border-radius:8px",
            );
            let _ = body.append_child(&note);
        }
    }));
}
