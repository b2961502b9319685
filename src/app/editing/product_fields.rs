//! Fields of the product itself: colour, size, facts. They are shown where nothing is selected.

use catalog::Colour;
use editor::Command;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::order::OrderState;
use crate::parts::{ColourChoice, Show, size_table, view};
use crate::words::{decimals, fill, lower, shop_words, words};

/// Colour, size and facts of the product.
#[component]
pub(crate) fn ProductFields(
    /// The order, which has the size.
    order: OrderState,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let product = store.product();
    let one_size = product.sizes.len() == 1;
    let area = move || {
        // Techniques may have print areas of their own.
        let (printed, side) = (order.product(), store.side.get());
        let on = catalog::Details::of(&printed)
            .and_then(|details| details.print_on(&printed, &side, &order.size.get()));
        let area = on.map_or_else(|_| store.area(), |on| on.area);
        fill(
            words().print_area,
            &[
                &decimals(area.width.mm(), 1).to_string(),
                &decimals(area.height.mm(), 1).to_string(),
                &lower(&printed.technique.name),
            ],
        )
    };
    view! {
        <section class="group">
            <h3 class="group-title">
                {words().product_colour} " " <span class="muted">{move || store.colour().name}</span>
            </h3>
            <ColourChoice
                label=words().product_colour
                name="product-colour"
                colours=product.colours.clone()
                chosen=Signal::derive(move || store.head.with(|head| head.colour.clone()))
                on_pick=move |picked: Colour| store.run(Command::SetColour { colour: picked.id })
            />
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
                <li>{move || fill(words().lead_time, &[&order.product().lead_time_days.to_string()])}</li>
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
