//! Fields of the product itself: colour, size, facts. They are shown where nothing is selected.

use editor::Command;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::order::OrderState;
use crate::parts::{Show, size_table, view};
use crate::words::{fill, lower, shop_words, words};

/// Colour, size and facts of the product.
#[component]
pub(crate) fn ProductFields(
    /// The order, which has the size.
    order: OrderState,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let product = store.product();
    let colours = product.colours.clone();
    let one_size = product.sizes.len() == 1;
    let area = move || {
        let area = store.area();
        fill(
            words().print_area,
            &[
                &format!("{}", area.width.mm()),
                &format!("{}", area.height.mm()),
                &lower(&store.product().technique.name),
            ],
        )
    };
    view! {
        <section class="group">
            <h3 class="group-title">
                {words().product_colour} " " <span class="muted">{move || store.colour().name}</span>
            </h3>
            <div class="swatches" role="radiogroup" aria-label=words().product_colour>
                {colours
                    .into_iter()
                    .map(|colour| {
                        let (mine, picked) = (colour.id.clone(), colour.id.clone());
                        view! {
                            <label class="swatch" style=format!("--c:{}", colour.swatch)>
                                <input
                                    type="radio"
                                    name="product-colour"
                                    aria-label=colour.name.clone()
                                    prop:checked=move || store.head.with(|head| head.colour == mine)
                                    on:change=move |_| {
                                        store.run(Command::SetColour { colour: picked.clone() });
                                    }
                                />
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </section>
        <Show when=move || !one_size>
            <section class="group">
                <h3 class="group-title">{words().size}</h3>
                <SizeChips order=order name="product-size" />
                {
                    let product = store.product();
                    move || {
                        let unit = store.prefs.with(|prefs| prefs.unit);
                        size_table(&product, unit)
                            .map(|table| {
                                view! {
                                    <details class="size-guide">
                                        <summary>{shop_words().size_guide}</summary>
                                        {table}
                                    </details>
                                }
                            })
                    }
                }
            </section>
        </Show>
        <section class="group">
            <ul class="stack small muted facts">
                {product.facts.iter().map(|fact| view! { <li>{fact.clone()}</li> }).collect_view()}
                <li>{area}</li>
                <li>{fill(words().lead_time, &[&product.lead_time_days.to_string()])}</li>
            </ul>
        </section>
    }
}

/// The sizes that a product comes in, one of which is ordered.
#[component]
pub(crate) fn SizeChips(
    /// The order.
    order: OrderState,
    /// A name for the group of radio buttons, one in the page.
    name: &'static str,
) -> impl IntoView {
    let product = EditorStore::from_context().product();
    let chip = move |size: &catalog::SizeOption| {
        let (mine, picked) = (size.id.clone(), size.id.clone());
        view! {
            <label class="chip">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || order.size.get() == mine
                    on:change=move |_| order.size.set(picked.clone())
                />
                <span>{size.name.clone()}</span>
            </label>
        }
    };
    view! {
        <div class="chips" role="radiogroup" aria-label=words().size>
            {product.sizes.iter().map(chip).collect_view()}
        </div>
    }
}
