//! What a merchant sells: products, variants, sides, print areas, techniques, prices, lead times.
//!
//! Parsed and validated once from JSON, trusted afterwards. This crate knows no designs and no network.

mod check;
mod details;
mod error;
mod ids;
mod limits;
mod load;
mod money;
mod photo;
mod printing;
mod product;
mod quote;
mod said;
mod screen_print;
mod technique;

pub use details::{
    AlsoPrinted, AreaFor, Details, DetailsError, Measurement, PrintOnSize, SideDetails, Sizing,
};
pub use error::{CatalogError, Rule};
pub use ids::{ColourId, InvalidId, ProductId, SideId, SizeId, TechniqueId, ViewId};
pub use limits::{Level, Limits, LimitsChange, LimitsError, PrintRules, RuleId, Weight};
pub use load::{
    Catalog, CatalogList, LARGEST_FILE, Loaded, MOST_PRODUCTS, MOST_TECHNIQUES, SCHEMA, Shop,
};
pub use money::Money;
pub use photo::{Photo, PhotoError};
pub use printing::SizedPrint;
pub use product::{
    Colour, PartColours, Picture, PriceRules, PrintArea, Product, QuantityBreak, Side, SizeOption,
    Sku, StageSpot, View,
};
pub use quote::{
    MOST_PIECES, NextBreak, Quote, QuoteError, QuoteLine, QuoteLineKind, QuoteRequest,
};
pub use screen_print::{
    DotShape, Halftone, MOST_INKS, MOST_LISTED_INKS, ScreenInk, ScreenPrint, ScreenPrintError,
    Underbase,
};
pub use technique::{PrintColour, Technique, TechniqueSource};
