//! The line of an order that a package is made for. Prices, customers and addresses are the merchant's.

use catalog::{MOST_PIECES, Product, SizeId};
use design::Design;
use json::{FromJson, ToJson};

use crate::PackageError;

/// Longest number of an order or a line, in characters.
pub const MAX_NUMBER: usize = 64;

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct OrderLine {
    /// The order's number, as the merchant writes it.
    pub order: String,
    /// The line's number in the order.
    pub line: String,
    /// The size.
    pub size: SizeId,
    /// Number of pieces, 1 to [`MOST_PIECES`].
    pub quantity: u32,
}

impl OrderLine {
    /// Checks it against what is ordered.
    ///
    /// # Errors
    /// [`PackageError`] names what cannot be ordered.
    pub fn check(&self, design: &Design, product: &Product) -> Result<(), PackageError> {
        for (what, number) in [("order", &self.order), ("line", &self.line)] {
            let length = number.chars().count();
            if length == 0 || length > MAX_NUMBER || number.chars().any(char::is_control) {
                return Err(PackageError::Number { what });
            }
        }
        if !(1..=MOST_PIECES).contains(&self.quantity) {
            return Err(PackageError::Quantity { quantity: self.quantity });
        }
        if product.id != design.head.product {
            return Err(PackageError::OtherProduct { product: design.head.product.clone() });
        }
        if product.size(&self.size).is_none() {
            let known: Vec<&str> = product.sizes.iter().map(|size| size.id.as_str()).collect();
            return Err(PackageError::Size { size: self.size.clone(), known: known.join(", ") });
        }
        if product.colour(&design.head.colour).is_none() {
            return Err(PackageError::Colour { colour: design.head.colour.clone() });
        }
        if !product.sides.iter().any(|side| design.is_printed(&side.id)) {
            return Err(PackageError::NothingPrinted);
        }
        Ok(())
    }
}
