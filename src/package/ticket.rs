//! The job ticket as JSON: everything that a print shop has to know of an order line, in millimetres. Its schema is
//! `public/schemas/job-ticket-1.schema.json`. Not here: the same as XJDF.

use catalog::{ColourId, ProductId, SideId, SizeId, TechniqueId};
use geom::{Mm, Rect, Rgb};
use json::{FromJson, ToJson};

use crate::print::Format;

/// Version of the ticket; a change that an older reader would misread makes it rise.
pub const TICKET_SCHEMA: u32 = 1;
/// What the ticket says it is.
pub const TICKET_KIND: &str = "atelier-job-ticket";

/// What a print shop has to know.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct JobTicket {
    /// [`TICKET_KIND`].
    pub kind: String,
    /// [`TICKET_SCHEMA`].
    pub schema: u32,
    /// The program and its version.
    pub made_by: String,
    /// What was ordered.
    pub order: TicketOrder,
    /// What it is printed on.
    pub product: TicketProduct,
    /// What is printed.
    pub design: TicketDesign,
    /// The sides that are printed.
    pub sides: Vec<TicketSide>,
    /// Fonts of the design's texts. Print files hold outlines; fonts are named for who edits the design.
    pub fonts: Vec<TicketFont>,
    /// Pictures and drawings of the design.
    pub artworks: Vec<TicketArtwork>,
}

/// What was ordered.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketOrder {
    /// The order's number.
    pub order: String,
    /// The line's number.
    pub line: String,
    /// Number of pieces.
    pub quantity: u32,
}

/// What it is printed on.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketProduct {
    /// Its id in the catalogue.
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// Product, colour and size.
    pub sku: String,
    /// The colour.
    pub colour: TicketColour,
    /// The size.
    pub size: TicketSize,
    /// How it is printed.
    pub technique: TicketTechnique,
}

/// A colour of the product.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketColour {
    /// Its id.
    pub id: ColourId,
    /// Its name.
    pub name: String,
    /// What art is printed on, as it looks on a screen.
    pub ground: Rgb,
}

/// A size of the product.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketSize {
    /// Its id.
    pub id: SizeId,
    /// Its name.
    pub name: String,
}

/// How it is printed.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketTechnique {
    /// Its id.
    pub id: TechniqueId,
    /// Its name.
    pub name: String,
    /// Resolution of PNG files.
    pub dpi: f64,
}

/// What is printed.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketDesign {
    /// Its name.
    pub name: String,
    /// SHA-256 of its canonical JSON: what the order event calls `design`.
    pub sha256: String,
    /// Where its file lies in the package.
    pub file: String,
}

/// A side that is printed.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketSide {
    /// Its id.
    pub id: SideId,
    /// Its name.
    pub name: String,
    /// Trim width of the print area in mm.
    pub trim_width: f64,
    /// Trim height of the print area in mm.
    pub trim_height: f64,
    /// How far art may run over the trim edge, in mm.
    pub bleed: f64,
    /// How far important art stays inside of the trim edge, in mm.
    pub safe_zone: f64,
    /// How large the print is over the design, where prints grow with sizes; `None` where it is as large.
    #[json(optional)]
    pub print_scale: Option<f64>,
    /// Where the art lies; `None` where nothing shows.
    pub art: Option<TicketBox>,
    /// The print files.
    pub files: Vec<TicketFile>,
    /// Where the proof lies in the package.
    pub proof: String,
}

/// The upright rectangle around the art, cut at the bleed. All in mm, rounded to a hundredth.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketBox {
    /// Its width: the print size.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// From the left trim edge; below 0 where art runs into the bleed, as the others.
    pub from_left: f64,
    /// From the top trim edge.
    pub from_top: f64,
    /// To the right trim edge.
    pub to_right: f64,
    /// To the bottom trim edge.
    pub to_bottom: f64,
}

/// A print file.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketFile {
    /// Its format.
    pub format: Format,
    /// Where it lies in the package.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// A font.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketFont {
    /// Its id in the design.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its licence (SPDX).
    pub licence: String,
    /// The package that it comes from.
    pub source: String,
    /// SHA-256 of its file.
    pub sha256: String,
    /// Where its file lies in the package; `None` where the licence does not allow to pass it on.
    #[json(optional)]
    pub file: Option<String>,
}

/// A picture or a drawing.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct TicketArtwork {
    /// The name that the shopper knows it by.
    pub name: String,
    /// What it is: `picture` or `drawing`.
    pub what: String,
    /// SHA-256 of its bytes, which the design's file holds.
    pub sha256: String,
    /// Size of its bytes.
    pub bytes: u64,
    /// Columns of a picture.
    #[json(optional)]
    pub pixels_wide: Option<u32>,
    /// Rows of a picture.
    #[json(optional)]
    pub pixels_high: Option<u32>,
}

impl TicketBox {
    /// Measures a rectangle on a side.
    pub(crate) fn new(art: Rect, (width, height): (Mm, Mm)) -> Self {
        Self {
            width: hundredths(art.width()),
            height: hundredths(art.height()),
            from_left: hundredths(art.x0),
            from_top: hundredths(art.y0),
            to_right: hundredths(width.mm() - art.x1),
            to_bottom: hundredths(height.mm() - art.y1),
        }
    }
}

/// Rounded to a hundredth of a millimetre; no negative zero.
pub(crate) fn hundredths(length: f64) -> f64 {
    let rounded = (length * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
