//! Products and their parts: sides with print areas, colours, sizes, pictures and price rules.

use std::fmt;

use geom::{Mm, Rgb};
use json::{FromJson, Raw, ToJson};

use crate::{ColourId, Money, ProductId, SideId, SizeId, Technique, ViewId};

/// A product as sold. Invariants, checked when a catalogue is read: at least one side, colour, size and view; ids are
/// unique within their list; every view's side exists.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Product {
    /// Its id, unique in the catalogue.
    pub id: ProductId,
    /// Its name for shoppers.
    pub name: String,
    /// One or two sentences for shoppers.
    pub about: String,
    /// Kind of thing, for suggestions: `apparel`, `drinkware`, ...
    pub kind: String,
    /// ISO 4217 code of all its prices.
    pub currency: String,
    /// How it is printed. A file may name one of the catalogue's techniques by its id instead.
    pub technique: Technique,
    /// What can be printed on it, where that differs from technique and shop: see [`crate::PrintRules`].
    #[json(optional)]
    pub print_rules: Raw,
    /// The sides that can be printed, the main one first.
    pub sides: Vec<Side>,
    /// Colours, the default first.
    pub colours: Vec<Colour>,
    /// Sizes in selling order.
    pub sizes: Vec<SizeOption>,
    /// The size that is chosen at first.
    pub default_size: SizeId,
    /// Pictures, the main one first.
    pub views: Vec<View>,
    /// How the price is made.
    pub price: PriceRules,
    /// Working days until it is shipped.
    pub lead_time_days: u32,
    /// Words for suggestions: occasions, recipients, moods.
    #[json(default)]
    pub tags: Vec<String>,
    /// Facts for shoppers: material, care, ...
    #[json(default)]
    pub facts: Vec<String>,
    /// What it is made of, how it is cared for, with which further techniques it is printed, the file of its 3D model, and
    /// the size that pictures show: unread, as what sizes and sides say beyond this, see [`crate::Details::of`].
    #[json(optional)]
    pub material: Raw,
    /// See `material`.
    #[json(optional)]
    pub care: Raw,
    /// See `material`.
    #[json(optional)]
    pub also: Raw,
    /// See `material`.
    #[json(optional)]
    pub model: Raw,
    /// See `material`.
    #[json(optional)]
    pub picture_size: Raw,
    /// How it is screen printed, where it is: unread, see [`crate::ScreenPrint::of`].
    #[json(optional)]
    pub screen_print: Option<Raw>,
}

impl Product {
    /// The side with an id.
    pub fn side(&self, id: &SideId) -> Option<&Side> {
        self.sides.iter().find(|side| side.id == *id)
    }

    /// The colour with an id.
    pub fn colour(&self, id: &ColourId) -> Option<&Colour> {
        self.colours.iter().find(|colour| colour.id == *id)
    }

    /// The size with an id.
    pub fn size(&self, id: &SizeId) -> Option<&SizeOption> {
        self.sizes.iter().find(|size| size.id == *id)
    }

    /// The view with an id.
    pub fn view(&self, id: &ViewId) -> Option<&View> {
        self.views.iter().find(|view| view.id == *id)
    }

    /// The first view that shows a side.
    pub fn view_of(&self, side: &SideId) -> Option<&View> {
        self.views.iter().find(|view| view.side == *side)
    }

    /// The stock-keeping unit of a colour in a size: `tee-navy-xl`.
    pub fn sku(&self, colour: &ColourId, size: &SizeId) -> Sku {
        Sku(format!("{}-{colour}-{size}", self.id))
    }
}

/// Stock-keeping unit: product, colour and size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
pub struct Sku(String);

impl fmt::Display for Sku {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A side of a product that can be printed.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Side {
    /// Its id, for example `front`.
    pub id: SideId,
    /// Its name for shoppers.
    pub name: String,
    /// Where it may be printed.
    pub print_area: PrintArea,
    /// Where the flat print area lies on the stage's picture.
    pub stage: StageSpot,
    /// What can be printed on it, where that differs from the product: see [`crate::PrintRules`].
    #[json(optional)]
    pub print_rules: Raw,
    /// What can be printed in its print area, where that differs from the side.
    #[json(optional)]
    pub print_area_rules: Raw,
    /// Print areas for some techniques and sizes: unread, see [`crate::AreaFor`].
    #[json(optional)]
    pub areas: Raw,
    /// How large a print is on other sizes: unread, see [`crate::Sizing`].
    #[json(optional)]
    pub sizing: Raw,
}

/// The printable rectangle of a side. Designs have their origin in its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct PrintArea {
    /// Trim width in mm, over 0.
    pub width: Mm,
    /// Trim height in mm, over 0.
    pub height: Mm,
    /// How far art may run over the trim edge, in mm.
    pub bleed: Mm,
    /// How far important art stays inside the trim edge, in mm.
    pub safe_zone: Mm,
}

impl PrintArea {
    /// The same area `factor` times as large.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self {
            width: self.width * factor,
            height: self.height * factor,
            bleed: self.bleed * factor,
            safe_zone: self.safe_zone * factor,
        }
    }
}

/// How the stage shows a side while it is edited.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum StageSpot {
    /// On a view's picture: the trim rectangle in fractions (0 to 1) of the picture's width and height.
    OnView {
        /// The picture.
        view: ViewId,
        /// Left edge of the trim rectangle.
        left: f64,
        /// Top edge of the trim rectangle.
        top: f64,
        /// Width of the trim rectangle; its height follows from the print area's proportion.
        width: f64,
    },
    /// Unrolled on a plain ground of the body's colour, because no single picture shows the whole side.
    Flat,
}

/// A colour of a product.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Colour {
    /// Its id, for example `navy`.
    pub id: ColourId,
    /// Its name for shoppers.
    pub name: String,
    /// What shoppers choose by: the colour that sets it apart. Art is printed on `parts.body`, which may be another.
    pub swatch: Rgb,
    /// The colours of the product's parts.
    pub parts: PartColours,
}

/// Colours of the three parts that a view's `parts` map tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct PartColours {
    /// The colourable body (red channel of the map).
    pub body: Rgb,
    /// The fixed part, such as a mug's inside (green channel).
    pub inner: Rgb,
    /// The third part, such as a mug's handle (blue channel).
    pub handle: Rgb,
}

/// A size of a product.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct SizeOption {
    /// Its id, for example `xl`.
    pub id: SizeId,
    /// Its name for shoppers.
    pub name: String,
    /// What it costs more than the base price.
    #[json(default)]
    pub surcharge: Money,
    /// Its measurements: unread, see [`crate::Measurement`].
    #[json(optional)]
    pub measurements: Raw,
}

/// A picture of a product with the maps that put a print on it.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct View {
    /// Its id, for example `left`.
    pub id: ViewId,
    /// Its name for shoppers.
    pub name: String,
    /// The side whose print it shows.
    pub side: SideId,
    /// What its picture is made of.
    pub picture: Picture,
}

/// What a view's picture is made of. Paths are relative to the mockup folder.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Picture {
    /// A folder with rendered maps that colour the product: `shade.webp`, `highlights.webp`, `parts.webp`,
    /// `print_mask.webp` and `uv.webp`; the same again, smaller, in `small/`, which may be missing. `mockup` says what
    /// each holds.
    Maps(String),
    /// A photo of the merchant's own, which shows the product as it is: unread, see [`crate::Photo::of`].
    Photo(Raw),
}

/// How a price is made: base, plus printed sides, plus size, less a quantity break.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct PriceRules {
    /// Price of one piece with nothing printed.
    pub base: Money,
    /// Price of each printed side.
    pub per_side: Money,
    /// Discounts by quantity, rising.
    #[json(default)]
    pub breaks: Vec<QuantityBreak>,
}

/// A discount from a quantity on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct QuantityBreak {
    /// The smallest quantity that gets it.
    pub from: u32,
    /// Percent off each piece, 1 to 90.
    pub percent_off: u32,
}
