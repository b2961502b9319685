//! What is shown only while something holds. Leptos's own makes code for each use; this one shares it.

use leptos::prelude::*;

use crate::dom::live;

/// Shows its children while `when` holds, and the fallback otherwise. Neither is made again while that stays.
#[component]
pub(crate) fn Show(
    /// What must hold; asked again when a signal in it changes.
    when: impl Fn() -> bool + Send + Sync + 'static,
    /// What is shown otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// What is shown.
    children: ChildrenFn,
) -> impl IntoView {
    choose(Box::new(when), fallback, children)
}

fn choose(
    when: Box<dyn Fn() -> bool + Send + Sync>,
    fallback: ViewFn,
    children: ChildrenFn,
) -> AnyView {
    let holds = Memo::new(move |_| when());
    live(Box::new(move || if holds.get() { children() } else { fallback.run() }))
}
