//! Jobs of the `press` worker: print files.

use catalog::{PrintArea, SideId};
use design::{ArtworkId, Design};
use geom::{Dpi, Mm};
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
    /// Pixels with resolution and profile, transparent.
    Tiff {
        /// Resolution.
        dpi: Dpi,
        /// White ink as a channel of its own, drawn in by so much.
        white: Option<Mm>,
    },
}

impl PrintFormat {
    /// File name extension and media type.
    pub const fn extension_and_type(self) -> (&'static str, &'static str) {
        match self {
            Self::Pdf => ("pdf", "application/pdf"),
            Self::Png { .. } => ("png", "image/png"),
            Self::Svg => ("svg", "image/svg+xml"),
            Self::Tiff { .. } => ("tif", "image/tiff"),
        }
    }
}
