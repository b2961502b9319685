//! Jobs of the `press` worker: print files.

use catalog::{PrintArea, SideId};
use design::{ArtworkId, Design};
use geom::Dpi;
use json::{FromJson, ToJson};

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
        /// The file's format.
        format: PrintFormat,
        /// Which artwork the buffers hold.
        artworks: Vec<ArtworkId>,
    },
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
            Self::Svg => ("svg", "image/svg+xml"),
        }
    }
}
