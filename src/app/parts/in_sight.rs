//! Doing something when an element comes into sight: what nobody looks at is neither fetched nor drawn.

use std::rc::Rc;

use js_sys::Array;
use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::dom::effect;

/// How far out of sight an element counts as seen.
const NEAR: &str = "120px";

/// Calls `act` once when an element comes into sight or near it.
pub(crate) fn when_seen<E>(element: NodeRef<E>, act: impl Fn() + 'static)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    watch(Box::new(move || element.get().map(JsCast::unchecked_into)), Rc::new(act));
}

fn watch(element: Box<dyn Fn() -> Option<Element>>, act: Rc<dyn Fn()>) {
    effect(move || {
        let Some(element) = element() else { return };
        let act = act.clone();
        let seen = Closure::<dyn Fn(Array, IntersectionObserver)>::new(
            move |entries: Array, observer: IntersectionObserver| {
                let in_sight = |entry: JsValue| {
                    entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting()
                };
                if entries.iter().any(in_sight) {
                    observer.disconnect();
                    act();
                }
            },
        );
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer =
            IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options);
        let Ok(observer) = observer else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, seen));
        on_cleanup(move || {
            kept.with_value(|(observer, _)| observer.disconnect());
        });
    });
}
