//! A job of the `press` worker: a side in a merchant's screen-printing inks. What comes of it is read where it is shown.

use catalog::{Product, SideId};
use design::{ArtworkId, Design};
use json::{FromJson, ToJson};

/// A side in a merchant's inks. Buffers: the original bytes of `artworks`, in order.
#[derive(Debug, ToJson, FromJson)]
pub struct Separate {
    /// URL of the folder with `fonts/`, ending in `/`.
    pub base: String,
    /// The design.
    pub design: Box<Design>,
    /// The product; it is screen printed.
    pub product: Box<Product>,
    /// The side.
    pub side: SideId,
    /// How art becomes inks.
    pub mode: InkMode,
    /// What is asked for.
    pub wish: InkWish,
    /// Which artwork the buffers hold.
    pub artworks: Vec<ArtworkId>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum InkWish {
    /// What the art becomes with one ink, with two and so on. Answers: `Progress`, then `Separated` with an [`InkChoices`].
    /// Buffers: pictures of its size as RGBA, 8 bits a channel, rows from the top: first the art, as near as it fills them, then each choice.
    Choices {
        /// Most inks.
        most: u32,
    },
    /// The plates, a page each. Answers: `Progress`, then `Printed` with a PDF file.
    Book {
        /// The inks' places on the merchant's list.
        inks: Vec<u32>,
    },
}

/// How art becomes inks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum InkMode {
    /// Each place has the nearest ink.
    #[default]
    Flat,
    /// Scattered dots.
    Dither,
    /// Dots in lines that grow with the tone.
    Halftone,
}

/// What the art becomes with fewer inks.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
pub struct InkChoices {
    /// Columns of the pictures.
    pub width: u32,
    /// Rows of the pictures.
    pub height: u32,
    /// With one ink, with two and so on; fewer than were asked for where more change nothing.
    pub choices: Vec<InkChoice>,
}

/// What the art becomes with some inks.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
pub struct InkChoice {
    /// The inks in printing order.
    pub inks: Vec<InkPart>,
    /// The number of plates, an underbase counted.
    pub plates: u32,
    /// How different the art looks on average, in OKLab: 0 is the same, 1 black for white.
    pub distance: f64,
    /// The part of the art that looks clearly different, 0 to 1.
    pub changed: f64,
}

/// An ink and how much of the art is seen in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, ToJson, FromJson)]
pub struct InkPart {
    /// Its place on the merchant's list, from 0.
    pub ink: u32,
    /// Its part of the art, 0 to 1.
    pub part: f64,
}
