//! Lists whose rows keep their elements. Leptos's own `For` costs 8 kB of WASM for each type of row and key; here the rows
//! are boxed functions and the keys text.

use leptos::prelude::*;

use crate::dom::{Child, NewRow, rows};

/// Shows a list; a row stays as it is while its key stays.
#[component]
pub(crate) fn Each<T, C>(
    /// The items; asked again when a signal in it changes.
    each: impl Fn() -> Vec<T> + Send + 'static,
    /// What tells an item from the others, and from its own later states that look different.
    key: impl Fn(&T) -> String + Send + 'static,
    /// A row.
    children: impl Fn(T) -> C + Clone + Send + 'static,
) -> impl IntoView
where
    T: 'static,
    C: Child,
{
    let row = move |item: T| -> NewRow {
        let children = children.clone();
        (key(&item), Box::new(move || children(item).view()))
    };
    rows(Box::new(move || each().into_iter().map(&row).collect()))
}
