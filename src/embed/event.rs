//! Events on the `<atelier-designer>` element. Each detail is plain JSON with `v`, so a page can tell contracts apart.

use catalog::{Money, ProductId, SideId, SizeId, Sku, TechniqueId};
use json::{FromJson, ToJson};

/// Version of the contract, in every detail as `v`.
pub const VERSION: u32 = 1;

/// What a merchant's page hears.
#[derive(Clone, Debug, PartialEq, ToJson)]
#[json(untagged)]
pub enum Event {
    /// `atelier-ready`: a design can be edited.
    Ready {
        /// The product on the stage.
        product: ProductId,
        /// The design.
        design: String,
    },
    /// `atelier-change`: the design was changed.
    Change {
        /// The design.
        design: String,
        /// Number of layers on all sides.
        layers: usize,
        /// Sides that would be printed.
        printed_sides: Vec<String>,
    },
    /// `atelier-saved`: all changes are kept on the device.
    Saved {
        /// The design.
        design: String,
        /// Where it is kept: `device` or `memory`.
        kept: &'static str,
    },
    /// `atelier-price`: the price is another.
    Price {
        /// Price of one piece.
        each: Money,
        /// Price of all pieces.
        total: Money,
        /// Number of pieces.
        quantity: u32,
        /// ISO 4217 code.
        currency: String,
        /// How the price is made.
        lines: Vec<PriceLine>,
    },
    /// `atelier-add-to-cart`: the shopper orders. Cancelable: `preventDefault()` keeps the shopper in the designer.
    AddToCart(Box<CartLine>),
}

/// Name of the DOM event that says that something went wrong that the shopper was told about. It is not among [`Event`]s, so
/// that a page on which all goes well needs no code of theirs.
pub const ERROR: &str = "atelier-error";

/// The detail of [`ERROR`]: what went wrong, in the shopper's words.
pub fn error_detail(message: &str) -> String {
    json::write_text(&ErrorDetail { v: VERSION, message })
}

#[derive(ToJson)]
struct ErrorDetail<'a> {
    v: u32,
    message: &'a str,
}

/// A line of a price, explained.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
pub struct PriceLine {
    /// What it is for, in the shopper's words.
    pub label: String,
    /// Its amount.
    pub amount: Money,
}

/// What goes into the merchant's cart.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct CartLine {
    /// SHA-256 of the canonical design: what is ordered cannot change unseen.
    pub design: String,
    /// The design's name.
    pub name: String,
    /// The product.
    pub product: ProductId,
    /// Product, colour and size.
    pub sku: Sku,
    /// How it is printed: what `atelier package` takes as `--technique`.
    pub technique: TechniqueId,
    /// Number of pieces.
    pub quantity: u32,
    /// Price of one piece.
    pub each: Money,
    /// Price of all pieces.
    pub total: Money,
    /// ISO 4217 code.
    pub currency: String,
    /// Product picture as a `data:image/png` URL.
    pub preview: String,
    /// The canonical design, to be kept with the order.
    pub document: String,
    /// The print files that the design gives, side by side; empty where they could not be made, which the shopper was told.
    pub print_files: Vec<PrintFile>,
    /// How large the print of each side is on the ordered size; empty where the print files are.
    pub prints: Vec<PrintedSize>,
    /// What a screen-printed product is printed with; missing for others. The design itself names no inks.
    #[json(optional)]
    pub inks: Vec<PrintedInks>,
}

/// A print file by its hash, as `atelier package` makes it.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct PrintFile {
    /// The side's id.
    pub side: String,
    /// `pdf`, `png` or `svg`.
    pub format: String,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// Size of the file.
    pub bytes: u64,
}

/// How large a side's print is on the ordered size.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct PrintedSize {
    /// The side.
    pub side: SideId,
    /// The size of the product.
    pub size: SizeId,
    /// The print's size over the designed one: 1 where the merchant prints as large on every size.
    pub scale: f64,
    /// Width of what is printed in mm, to a hundredth; 0 where nothing shows.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// The inks of a side, as `atelier separate` takes them.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
pub struct PrintedInks {
    /// The side: `--side`.
    pub side: String,
    /// How art becomes inks, `flat`, `dither` or `halftone`: `--mode`.
    pub mode: String,
    /// The inks' names on the merchant's list, in printing order: `--ink` for each.
    pub inks: Vec<String>,
    /// The number of plates, an underbase counted.
    pub plates: u32,
}

/// A detail: the event's own fields and the version.
#[derive(ToJson)]
struct Detail<'a> {
    v: u32,
    #[json(flatten)]
    event: &'a Event,
}

impl Event {
    /// Name of the DOM event.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ready { .. } => "atelier-ready",
            Self::Change { .. } => "atelier-change",
            Self::Saved { .. } => "atelier-saved",
            Self::Price { .. } => "atelier-price",
            Self::AddToCart(_) => "atelier-add-to-cart",
        }
    }

    /// Whether the page may stop what follows.
    pub const fn is_cancelable(&self) -> bool {
        matches!(self, Self::AddToCart(_))
    }

    /// The detail as JSON.
    pub fn detail(&self) -> String {
        // Plain data with text keys always serialises.
        json::write_text(&Detail { v: VERSION, event: self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detail_carries_the_version() {
        assert_eq!(error_detail("no paper"), r#"{"v":1,"message":"no paper"}"#);
    }

    #[test]
    fn money_is_in_minor_units_and_only_the_cart_can_be_cancelled() {
        let product = ProductId::new("tee").unwrap();
        let (colour, size) = ("navy".parse().unwrap(), "xl".parse().unwrap());
        let line = CartLine {
            design: "ab".into(),
            name: "For Mum".into(),
            sku: sku(&product, &colour, &size),
            product,
            technique: TechniqueId::new("dtg").unwrap(),
            quantity: 2,
            each: Money::minor(1850),
            total: Money::minor(3700),
            currency: "EUR".into(),
            preview: "data:image/png;base64,".into(),
            document: "{}".into(),
            print_files: vec![PrintFile {
                side: "front".into(),
                format: "pdf".into(),
                sha256: "cd".into(),
                bytes: 1234,
            }],
            prints: vec![PrintedSize {
                side: SideId::new("front").unwrap(),
                size,
                scale: 1.25,
                width: 120.5,
                height: 80.0,
            }],
            inks: Vec::new(),
        };
        let event = Event::AddToCart(Box::new(line));
        assert!(event.is_cancelable());
        let detail = event.detail();
        assert!(detail.starts_with(r#"{"v":1,"design":"ab","#), "{detail}");
        assert!(detail.contains(r#""sku":"tee-navy-xl""#), "{detail}");
        assert!(detail.contains(r#""total":3700"#), "{detail}");
        let files = r#""print_files":[{"side":"front","format":"pdf","sha256":"cd","bytes":1234}]"#;
        assert!(detail.contains(files), "{detail}");
        assert!(detail.contains(r#""technique":"dtg""#), "{detail}");
        let prints =
            r#""prints":[{"side":"front","size":"xl","scale":1.25,"width":120.5,"height":80.0}]"#;
        assert!(detail.contains(prints), "{detail}");
    }

    fn sku(product: &ProductId, colour: &catalog::ColourId, size: &catalog::SizeId) -> Sku {
        json::read(format!("\"{product}-{colour}-{size}\"").as_bytes()).unwrap()
    }
}
