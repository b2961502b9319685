//! One order for all rows: who gets what, in which size, how many of each, what it costs, and which files print it.

use catalog::{ColourId, Money, ProductId, QuoteRequest, SizeId, Sku};
use geom::Table;
use json::{FromJson, ToJson};

use crate::{Entry, Form, RosterError};

/// Number of the order's format.
const VERSION: u32 = 1;

/// A file of a row.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct FileRecord {
    /// Its name.
    pub name: String,
    /// The side that it prints.
    pub side: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A row of an order.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
pub struct OrderRow {
    /// Its number, from 1, in the order of the table.
    pub row: usize,
    /// The line of the table.
    pub line: usize,
    /// What is filled in, by field.
    pub words: Table<String, String>,
    /// The size.
    pub size: SizeId,
    /// What the shop sells.
    pub sku: Sku,
    /// How many pieces.
    pub quantity: u32,
    /// Price of a piece, in minor units.
    pub each: Money,
    /// Price of the row.
    pub total: Money,
    /// SHA-256 of the row's design.
    pub design: String,
    /// Its print files.
    pub files: Vec<FileRecord>,
}

/// How many of a size.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
pub struct SizeSum {
    /// The size.
    pub size: SizeId,
    /// Its name.
    pub name: String,
    /// In how many rows.
    pub rows: usize,
    /// How many pieces.
    pub pieces: u32,
}

/// An order of many rows.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
pub struct Order {
    /// Number of this format.
    pub version: u32,
    /// What it is: `roster`.
    pub kind: String,
    /// The design's name.
    pub name: String,
    /// SHA-256 of the design that was filled in.
    pub design: String,
    /// The product.
    pub product: ProductId,
    /// Its colour.
    pub colour: ColourId,
    /// ISO 4217 code of the prices.
    pub currency: String,
    /// How many pieces in all.
    pub pieces: u32,
    /// What all of it costs. The price falls with the pieces of the whole order.
    pub total: Money,
    /// Pieces by size, in the product's order; sizes that nobody has are left out.
    pub sizes: Vec<SizeSum>,
    /// The rows.
    pub rows: Vec<OrderRow>,
}

impl Order {
    /// Sums rows up. `of_row` tells a row's design hash and files.
    ///
    /// # Errors
    /// [`RosterError::Price`] where the pieces are more than are sold at once.
    pub fn new(
        form: &Form,
        entries: &[Entry],
        mut of_row: impl FnMut(&Entry) -> (String, Vec<FileRecord>),
    ) -> Result<Self, RosterError> {
        let (design, product) = (form.design(), form.product());
        let pieces = pieces_of(entries)?;
        let prices = prices(form, pieces)?;
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            let each = prices.get(&entry.size).copied().unwrap_or(Money::ZERO);
            let (hash, files) = of_row(entry);
            rows.push(OrderRow {
                row: entry.row,
                line: entry.line,
                words: entry.words.clone(),
                size: entry.size.clone(),
                sku: product.sku(&design.head.colour, &entry.size),
                quantity: entry.quantity,
                each,
                total: each * entry.quantity,
                design: hash,
                files,
            });
        }
        let of_size = |size: &catalog::SizeOption| {
            let those = entries.iter().filter(|entry| entry.size == size.id);
            let pieces = those.clone().map(|entry| entry.quantity).sum();
            let rows = those.count();
            SizeSum { size: size.id.clone(), name: size.name.clone(), rows, pieces }
        };
        let sizes = product.sizes.iter().map(of_size).filter(|sum| sum.rows > 0).collect();
        Ok(Self {
            version: VERSION,
            kind: "roster".into(),
            name: design.head.name.clone(),
            design: design::design_hash(design),
            product: product.id.clone(),
            colour: design.head.colour.clone(),
            currency: product.currency.clone(),
            pieces,
            total: rows.iter().map(|row| row.total).sum(),
            sizes,
            rows,
        })
    }

    /// The order as a JSON file.
    pub fn json(&self) -> String {
        json::pretty(&json::write_text(self)) + "\n"
    }
}

fn pieces_of(entries: &[Entry]) -> Result<u32, RosterError> {
    let all: u64 = entries.iter().map(|entry| u64::from(entry.quantity)).sum();
    u32::try_from(all).ok().filter(|pieces| *pieces <= catalog::MOST_PIECES).ok_or_else(|| {
        let most = catalog::MOST_PIECES;
        RosterError::Price(format!("{all} pieces cannot be ordered at once; order 1 to {most}"))
    })
}

/// The price of a piece by size, at the quantity of the whole order.
fn prices(form: &Form, pieces: u32) -> Result<Table<SizeId, Money>, RosterError> {
    let (design, product) = (form.design(), form.product());
    let printed = product.sides.iter().filter(|side| design.is_printed(&side.id)).count() as u32;
    let mut prices = Table::new();
    for size in &product.sizes {
        let request =
            QuoteRequest { size: size.id.clone(), quantity: pieces.max(1), printed_sides: printed };
        let quote =
            product.quote(&request).map_err(|error| RosterError::Price(error.to_string()))?;
        prices.insert(size.id.clone(), quote.each);
    }
    Ok(prices)
}
