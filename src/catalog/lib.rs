//! What a merchant sells: products, variants, sides, print areas, techniques, prices, lead times.
//!
//! Parsed and validated once from JSON, trusted afterwards. This crate knows no designs and no network.

mod ids;
mod money;
mod product;
mod technique;

pub use ids::{ColourId, InvalidId, ProductId, SideId, SizeId, TechniqueId, ViewId};
pub use money::Money;
pub use product::{
    Colour, PartColours, PrintArea, PriceRules, Product, QuantityBreak, Side, SizeOption, Sku,
    StageSpot, View, ViewMaps,
};
pub use technique::Technique;
