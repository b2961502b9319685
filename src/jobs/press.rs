//! Jobs of the `press` worker: print files.

use catalog::{PrintArea, Product, SideId, SizeId};
use design::{ArtworkId, Design};
use geom::{Dpi, Mm};
use json::{FromJson, ToJson};

use crate::Separate;

/// What the press can do.
#[derive(Debug, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum PressJob {
    /// Make a print file. Buffers: the original bytes of `artworks`, in order. Answers: `Progress`, then `Printed`.
    Print {
        /// URL of the folder with `fonts/`, ending in `/`.
        base: String,
        /// The design.
        design: Box<Design>,
        /// The side.
        side: SideId,
        /// The side's print area.
        area: PrintArea,
        /// How it is printed on the ordered size, where that differs from the design.
        #[json(optional)]
        on: Option<PrintOn>,
        /// The file's format.
        format: PrintFormat,
        /// Which artwork the buffers hold.
        artworks: Vec<ArtworkId>,
    },
    /// Make all print files of an order and keep only their hashes. Buffers: the original bytes of `artworks`, in order.
    /// Answers: `Progress`, then `Printed`; its buffer is JSON: `hashes`, a list of side, format, SHA-256 and bytes, and `sizes`,
    /// a list of side, size, scale, and width and height in mm.
    Hash {
        /// URL of the folder with `fonts/`, ending in `/`.
        base: String,
        /// The design.
        design: Box<Design>,
        /// Its product.
        product: Box<Product>,
        /// The size that was ordered: prints may grow with sizes.
        size: SizeId,
        /// Which artwork the buffers hold.
        artworks: Vec<ArtworkId>,
    },
    /// Make the package of an order's line. Buffers: the original bytes of `artworks`, in order. Answers: `Progress`, then
    /// `Printed`; its buffer is a ZIP archive.
    Package {
        /// URL of the folder with `fonts/` and `mockups/`, ending in `/`.
        base: String,
        /// The design.
        design: Box<Design>,
        /// Its product.
        product: Box<Product>,
        /// What was ordered.
        order: Box<Ordered>,
        /// Which artwork the buffers hold.
        artworks: Vec<ArtworkId>,
    },
    /// Make the finished product as a body, for other programs and for looking at it in a room. Buffers: the original bytes of
    /// `artworks`, in order. Answers: `Progress`, then `Printed`.
    Body(Box<Body>),
    /// Make a side's plates for screen printing, or tell what fewer inks make of it.
    Separate(Box<Separate>),
}

/// How a side is printed on a size.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
pub struct PrintOn {
    /// The print's size over the designed one.
    pub print: f64,
    /// What can be printed on the size.
    pub area: PrintArea,
}

/// A finished product as a body.
#[derive(Debug, ToJson, FromJson)]
pub struct Body {
    /// URL of the folder with `fonts/` and the models, ending in `/`.
    pub base: String,
    /// The design.
    pub design: Design,
    /// Its product, which has a model.
    pub product: Product,
    /// The file's format.
    pub format: BodyFormat,
    /// Which artwork the buffers hold.
    pub artworks: Vec<ArtworkId>,
}

/// Format of a finished product as a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum BodyFormat {
    /// Binary glTF 2.0.
    Glb,
    /// USD in an archive, for Apple's devices.
    Usdz,
}

impl BodyFormat {
    /// File name extension and media type.
    pub const fn extension_and_type(self) -> (&'static str, &'static str) {
        match self {
            Self::Glb => ("glb", "model/gltf-binary"),
            Self::Usdz => ("usdz", "model/vnd.usdz+zip"),
        }
    }
}

/// A line of an order.
#[derive(Debug, ToJson, FromJson)]
pub struct Ordered {
    /// The order's number.
    pub order: String,
    /// The line's number.
    pub line: String,
    /// The size.
    pub size: SizeId,
    /// Number of pieces.
    pub quantity: u32,
    /// Template of the files' names; the usual one where empty.
    pub names: String,
}

/// Format of a print file.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum PrintFormat {
    /// Vector, mm-true, with TrimBox and BleedBox.
    Pdf,
    /// Pixels with `pHYs`, transparent.
    Png {
        /// Resolution.
        dpi: Dpi,
    },
    /// Vector in mm.
    Svg,
    /// Cut lines as DXF.
    Dxf {
        /// How far outside of the art they run; none inside where it is more than 0.
        offset: Mm,
    },
    /// Cut lines as SVG.
    CutSvg {
        /// How far outside of the art they run; none inside where it is more than 0.
        offset: Mm,
    },
    /// Pixels with resolution and profile, transparent.
    Tiff {
        /// Resolution.
        dpi: Dpi,
        /// White ink as a channel of its own, drawn in by so much.
        white: Option<Mm>,
    },
    /// As `Pdf`, following PDF/X-4 with an output intent, for print shops.
    PdfX {
        /// What its colours are.
        colour: PrintColour,
        /// Whether crop marks, registration marks and colour bars stand around it.
        marks: bool,
        /// Whether white ink lies below all art, as the separation `White`.
        white: bool,
    },
}

/// What the colours of a file for print shops are.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum PrintColour {
    /// As they are, with sRGB as the output intent.
    Srgb,
    /// Converted to the inks of the project's printing condition.
    Cmyk,
    /// As they are, to be converted by the print shop: the printing condition is the output intent.
    Late,
}

impl PrintFormat {
    /// File name extension and media type.
    pub const fn extension_and_type(self) -> (&'static str, &'static str) {
        match self {
            Self::Pdf | Self::PdfX { .. } => ("pdf", "application/pdf"),
            Self::Png { .. } => ("png", "image/png"),
            Self::Dxf { .. } => ("dxf", "image/vnd.dxf"),
            Self::Svg | Self::CutSvg { .. } => ("svg", "image/svg+xml"),
            Self::Tiff { .. } => ("tif", "image/tiff"),
        }
    }
}
