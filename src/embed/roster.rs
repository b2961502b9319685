//! The order of many pieces that differ in names, numbers and sizes, as a merchant's page hears it: one event, one row for
//! each person. Not the order of one design: that is [`crate::CartLine`].

use catalog::{Money, ProductId, SideId, SizeId, Sku, TechniqueId};
use json::ToJson;

use crate::event::VERSION;

/// `atelier-add-roster`: the shopper orders all rows of a table. Cancelable: `preventDefault()` keeps the shopper in the
/// designer. A page that does not listen loses nothing: the designer says then that there is no cart.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct RosterOrder {
    /// SHA-256 of the canonical design that was filled in.
    pub design: String,
    /// The design's name.
    pub name: String,
    /// The product.
    pub product: ProductId,
    /// How all rows are printed.
    pub technique: TechniqueId,
    /// Number of pieces in all rows.
    pub quantity: u32,
    /// Price of all rows, at the quantity of the whole order.
    pub total: Money,
    /// ISO 4217 code.
    pub currency: String,
    /// Product picture of the first row as a `data:image/png` URL.
    pub preview: String,
    /// How large prints are on the ordered sizes, size by size and side by side.
    pub prints: Vec<SizedArea>,
    /// The rows, in the order of the table.
    pub rows: Vec<RosterRow>,
}

/// How large the prints of a side are on a size. What is printed differs from row to row; this is what it is printed in.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct SizedArea {
    /// The size.
    pub size: SizeId,
    /// The side.
    pub side: SideId,
    /// A print's size over the designed one: 1 where the merchant prints as large on every size.
    pub scale: f64,
    /// Width of the print area on this size, in mm.
    pub area_width: f64,
    /// Its height.
    pub area_height: f64,
}

/// A row of a roster.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct RosterRow {
    /// Its number, from 1.
    pub row: usize,
    /// What is filled in, by field, as `[field, words]`.
    pub words: Vec<[String; 2]>,
    /// Product, colour and size.
    pub sku: Sku,
    /// Number of pieces.
    pub quantity: u32,
    /// Price of one piece.
    pub each: Money,
    /// Price of the row.
    pub total: Money,
    /// SHA-256 of the row's canonical design.
    pub design: String,
    /// The row's canonical design, to be kept with the order.
    pub document: String,
}

/// A detail: the order's own fields and the version of the contract.
#[derive(ToJson)]
struct Detail<'a> {
    v: u32,
    #[json(flatten)]
    order: &'a RosterOrder,
}

impl RosterOrder {
    /// Name of the DOM event.
    pub const NAME: &'static str = "atelier-add-roster";

    /// The detail as JSON.
    pub fn detail(&self) -> String {
        json::write_text(&Detail { v: VERSION, order: self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_detail_carries_the_version_and_every_row() {
        let order = RosterOrder {
            design: "ab".into(),
            name: "Shirt".into(),
            product: ProductId::new("tee").unwrap(),
            technique: TechniqueId::new("dtg").unwrap(),
            quantity: 2,
            total: Money::minor(3700),
            currency: "EUR".into(),
            preview: "data:image/png;base64,".into(),
            prints: vec![SizedArea {
                size: "m".parse().unwrap(),
                side: SideId::new("front").unwrap(),
                scale: 1.0,
                area_width: 300.0,
                area_height: 400.0,
            }],
            rows: vec![RosterRow {
                row: 1,
                words: vec![["name".into(), "Zoë".into()]],
                sku: json::read(b"\"tee-navy-m\"").unwrap(),
                quantity: 2,
                each: Money::minor(1850),
                total: Money::minor(3700),
                design: "cd".into(),
                document: "{}".into(),
            }],
        };
        let detail = order.detail();
        assert!(detail.starts_with(r#"{"v":1,"design":"ab","#), "{detail}");
        let prints = r#""prints":[{"size":"m","side":"front","scale":1.0,"area_width":300.0,"area_height":400.0}]"#;
        assert!(detail.contains(prints), "{detail}");
        assert!(detail.contains(r#""words":[["name","Zoë"]],"sku":"tee-navy-m""#), "{detail}");
    }
}
