//! The colours of a product to choose from, as round swatches: radio buttons, named by their colours. Colours of what is drawn
//! on it are chosen elsewhere.

use catalog::{Colour, ColourId};
use leptos::prelude::*;

use crate::parts::view;

/// One of a product's colours.
#[component]
pub(crate) fn ColourChoice(
    /// What is chosen, for screen readers.
    label: &'static str,
    /// A name for the group of radio buttons, one in the page.
    name: &'static str,
    /// The colours, in the order in which they are sold.
    colours: Vec<Colour>,
    /// The chosen one.
    #[prop(into)]
    chosen: Signal<ColourId>,
    /// Told which one was picked.
    #[prop(into)]
    on_pick: Callback<Colour>,
) -> impl IntoView {
    let swatch = move |colour: Colour| {
        let mine = colour.id.clone();
        view! {
            <label class="swatch" style=format!("--c:{}", colour.swatch)>
                <input
                    type="radio"
                    name=name
                    aria-label=colour.name.clone()
                    prop:checked=move || chosen.with(|chosen| *chosen == mine)
                    on:change=move |_| on_pick.run(colour.clone())
                />
            </label>
        }
    };
    view! {
        <div class="swatches" role="radiogroup" aria-label=label>
            {colours.into_iter().map(swatch).collect_view()}
        </div>
    }
}
