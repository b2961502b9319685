//! How large each size of a product is. Reading what the catalogue says of it is code that comes with who shows this.

use catalog::{Details, Measurement, Product, SizeOption};
use leptos::prelude::*;

use crate::editing::{Unit, money_text};
use crate::parts::view;
use crate::words::{decimals, fill, shop_words, words};

/// A size, with what it costs more.
pub(crate) fn size_name(product: &Product, size: &SizeOption) -> String {
    if size.surcharge.in_minor() <= 0 {
        return size.name.clone();
    }
    fill(shop_words().size_more, &[&size.name, &money_text(size.surcharge, &product.currency)])
}

/// A table of measurements; `None` where the catalogue does not say. Millimetres are shown as centimetres: that is how cloth
/// is measured.
pub(crate) fn size_table(product: &Product, unit: Unit) -> Option<AnyView> {
    // Wrong entries are the catalogue's check's to tell.
    let details = Details::of(product).ok()?;
    let names: Vec<_> = details.measurements.first()?.iter().map(|one| one.name.clone()).collect();
    if names.is_empty() {
        return None;
    }
    let (unit, named) = match unit {
        Unit::Mm | Unit::Cm => (Unit::Cm, shop_words().centimetres),
        Unit::In => (Unit::In, shop_words().inches),
    };
    let row = |(size, measured): (&SizeOption, &Vec<Measurement>)| {
        let cell = |one: &Measurement| {
            let length = decimals(one.mm.mm() / unit.in_mm(), 1).to_string();
            view! { <td>{length}</td> }
        };
        view! {
            <tr>
                <th scope="row">{size_name(product, size)}</th>
                {measured.iter().map(cell).collect_view()}
            </tr>
        }
    };
    let rows = product.sizes.iter().zip(&details.measurements).map(row).collect_view();
    let head = names.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    // Cups and posters come out as they are measured.
    let hint = match product.kind.as_str() {
        "apparel" => shop_words().measured_cloth,
        _ => shop_words().measured_in,
    };
    let caption = fill(shop_words().measured, &[named]);
    Some(view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption.clone()>
            <table class="price-steps size-table" data-testid="size-table">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words().size}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="muted small">{fill(hint, &[named])}</p>
    })
}
