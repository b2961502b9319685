//! Jobs of the `studio` worker: setting text, reading artwork, composing product pictures.

use catalog::{PartColours, PrintArea, SideId, View};
use design::{
    Adjust, ArtworkId, Design, FontId, ImageFormat, LayerId, Mend, PixelSize, Text, Tone,
};
use geom::Rgb;
use json::{FromJson, JsonError, Raw, ToJson};

/// What the studio can do.
#[derive(Debug, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum StudioJob {
    /// The first job: where the project's files lie.
    Open {
        /// URL of the folder with `fonts/`, `mockups/`, ..., ending in `/`.
        base: String,
    },
    /// Set these texts; fonts are fetched as needed. Answer: `Shaped`.
    Shape {
        /// The texts.
        texts: Vec<Text>,
    },
    /// Tell which OpenType features a font offers; it is fetched if needed. Answer: `Features`.
    Features {
        /// The font.
        font: FontId,
    },
    /// Read a file that the shopper gave. Buffer: its bytes. Answer: `Imported`, and the artwork is kept.
    Import,
    /// Keep artwork for pictures. Buffer: the proxy's or the original's bytes. Answer: `Kept`.
    KeepArtwork {
        /// Under this id.
        id: ArtworkId,
    },
    /// Change the colours of a kept picture, for the screen. Answer: `Changed`.
    Change {
        /// Which picture.
        id: ArtworkId,
        /// Brightness and the like.
        adjust: Adjust,
        /// What the colours are reduced to.
        tone: Option<Tone>,
        /// One colour instead of all.
        flat: Option<Rgb>,
    },
    /// Draw a product picture. Answer: `Picture`.
    Compose(Box<Compose>),
    /// Draw a side's print flat, for a model: a [`Flat`]. Answer: `Picture`, but its alpha is premultiplied.
    Flat(Raw),
    /// Make something of the live picture. Answer: `Live`.
    Live {
        /// A [`crate::LiveWish`].
        wish: Raw,
    },
    /// Say what of a design would print badly or not at all, on every side that is printed. Answer: `Checked`.
    Check {
        /// The design.
        design: Box<Design>,
        /// A [`catalog::Product`]: who asks for nothing but pictures needs no code that writes it.
        product: Raw,
        /// The sizes that are ordered, a list of [`catalog::SizeId`]: prints may grow with sizes. Nothing where the design
        /// itself is judged.
        #[json(optional)]
        sizes: Raw,
        /// Artwork that was asked for and is not there any more.
        lost: Vec<ArtworkId>,
    },
}

/// Something that the check before printing found.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct Found {
    /// The side.
    pub side: SideId,
    /// The layer; `None` for the whole side.
    pub layer: Option<LayerId>,
    /// How much it matters.
    pub severity: Severity,
    /// The rule's name, which stays the same in all versions: `thin_line`.
    pub rule: String,
    /// What was found and what to do, in one or two sentences.
    pub sentence: String,
    /// What mends it, where one press can.
    #[json(optional)]
    pub fix: Option<Proposal>,
}

/// What mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct Proposal {
    /// What a button says: `Make it 12 mm high`.
    pub label: String,
    /// The mends as JSON: who only shows findings needs no code that reads them.
    mends: Raw,
}

impl Proposal {
    /// What is done by `editor::Command::Mend` with these.
    pub fn new(label: String, mends: Vec<Mend>) -> Self {
        Self { label, mends: Raw::of(&mends) }
    }

    /// What `editor::Command::Mend` takes.
    ///
    /// # Errors
    /// Where app and worker are of different versions.
    pub fn mends(&self) -> Result<Vec<Mend>, JsonError> {
        self.mends.read()
    }
}

/// How much a finding matters, most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Severity {
    /// Must not be printed: something would be missing.
    Stops,
    /// Prints, but may look bad.
    Warns,
    /// Good to know.
    Advises,
}

/// A product picture to draw.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct Compose {
    /// The design; only layers on the view's side are drawn.
    pub design: Design,
    /// The print area of the view's side.
    pub area: PrintArea,
    /// The view.
    pub view: View,
    /// Colours of the product's parts.
    pub parts: PartColours,
    /// Edge of the square picture in pixels.
    pub size: u32,
    /// What is behind the product.
    pub ground: Ground,
    /// How large the print is on the product over how large it was designed: for a size, [`catalog::PrintOnSize`] tells.
    pub print_scale: f64,
}

/// A side's print without a product.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct Flat {
    /// The design.
    pub design: Design,
    /// The side.
    pub side: SideId,
    /// The side's print area.
    pub area: PrintArea,
    /// The picture's width in pixels.
    pub width: u32,
}

/// What is behind the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Ground {
    /// Nothing: the page shows through, with the product's shadow.
    Transparent,
    /// A light studio ground.
    Studio,
}

/// What is known of artwork after it was read.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct ImportedArtwork {
    /// SHA-256 of the file.
    pub id: ArtworkId,
    /// The file's format.
    pub format: ImageFormat,
    /// Size after EXIF orientation.
    pub pixels: PixelSize,
}
