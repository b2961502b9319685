//! Lists whose rows keep their elements. Leptos's own `For` costs 8 kB of WASM for each type of row and key; this one
//! uses it once, with rows as boxed functions and keys as text.

use leptos::prelude::*;

type Row = (String, Box<dyn FnOnce() -> AnyView + Send>);

/// Shows a list; a row stays as it is while its key stays.
#[component]
pub(crate) fn Each<T, N>(
    /// The items; asked again when a signal in it changes.
    each: impl Fn() -> Vec<T> + Send + 'static,
    /// What tells an item from the others, and from its own later states that look different.
    key: impl Fn(&T) -> String + Send + 'static,
    /// A row.
    children: impl Fn(T) -> N + Clone + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    N: IntoView + 'static,
{
    let row = move |item: T| -> Row {
        let children = children.clone();
        (key(&item), Box::new(move || children(item).into_any()))
    };
    list(Box::new(move || each().into_iter().map(&row).collect()))
}

fn list(rows: Box<dyn Fn() -> Vec<Row> + Send>) -> AnyView {
    let key = |(key, _): &Row| key.clone();
    let children = |(_, row): Row| row();
    For(ForProps::builder().each(rows).key(key).children(children).build()).into_any()
}
