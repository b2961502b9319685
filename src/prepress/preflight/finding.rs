//! What preflight found, as data and in words.

use std::fmt;

use design::{ArtworkId, LayerId};
use geom::{Dpi, Mm, Rgb};
use json::ToJson;

/// How much a finding matters, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson)]
#[json(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Advises,
    /// Prints, but may look bad.
    Warns,
    /// Must not be printed: something would be missing.
    Stops,
}

/// Something that preflight found.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct Finding {
    /// The layer; `None` for the whole side.
    pub layer: Option<LayerId>,
    /// What was found.
    #[json(flatten)]
    pub problem: Problem,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, ToJson)]
#[json(tag = "rule", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing on the side would be printed.
    NothingToPrint,
    /// A picture's original is not there.
    MissingArtwork {
        /// The picture.
        artwork: ArtworkId,
    },
    /// A picture's original cannot be read.
    BadArtwork {
        /// Why, as a sentence.
        reason: String,
    },
    /// A picture has fewer pixels than the technique needs.
    LowResolution {
        /// Its effective resolution, the lower of both axes, a whole number.
        dpi: Dpi,
        /// What the technique needs at least.
        floor: Dpi,
        /// From where on it is sharp.
        aim: Dpi,
    },
    /// All of a layer lies outside the area that is printed.
    OutsideArea,
    /// A part of a layer lies outside the area that is printed and will be cut off.
    CutOff {
        /// How far it reaches over the edge.
        over: Mm,
    },
    /// A line is thinner than the technique prints.
    ThinLine {
        /// Its width.
        width: Mm,
        /// What the technique prints.
        minimum: Mm,
    },
    /// Text is smaller than the technique keeps readable.
    SmallText {
        /// Its size.
        size: Mm,
        /// What stays readable.
        minimum: Mm,
    },
    /// A colour that hardly differs from what it lies on.
    FaintColour {
        /// The colour.
        colour: Rgb,
        /// The colour of the product, or of the shape below it.
        ground: Rgb,
        /// Distance in OKLab.
        distance: f64,
    },
    /// A text that cannot be set.
    BadText {
        /// Why, as a sentence.
        reason: String,
    },
    /// A soft shadow, which is printed as pixels in every format.
    BecomesPixels,
    /// A pattern that has larger tiles than was asked for, since there would be too many.
    LargerTiles {
        /// How many times larger.
        by: f64,
    },
    /// Characters that the font does not have.
    MissingGlyphs {
        /// The characters.
        characters: Vec<char>,
    },
}

impl Problem {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NothingToPrint
            | Self::MissingArtwork { .. }
            | Self::BadArtwork { .. }
            | Self::BadText { .. }
            | Self::MissingGlyphs { .. } => Severity::Stops,
            Self::LowResolution { dpi, floor, .. } if dpi >= floor => Severity::Advises,
            Self::BecomesPixels | Self::LargerTiles { .. } => Severity::Advises,
            Self::LowResolution { .. }
            | Self::OutsideArea
            | Self::CutOff { .. }
            | Self::ThinLine { .. }
            | Self::SmallText { .. }
            | Self::FaintColour { .. } => Severity::Warns,
        }
    }
}

impl fmt::Display for Problem {
    /// A plain sentence that says what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToPrint => {
                f.write_str("There is nothing to print on this side. Add a text, picture or shape.")
            }
            Self::MissingArtwork { .. } => f.write_str("The picture is missing. Add it again."),
            Self::BadArtwork { reason } => write!(f, "The picture cannot be printed: {reason}."),
            Self::BadText { reason } => write!(f, "The text cannot be printed: {reason}."),
            Self::LowResolution { dpi, floor, aim } => {
                let dpi = dpi.dpi();
                if dpi < floor.dpi() {
                    write!(
                        f,
                        "The picture has {dpi} dpi at this size and will look blurred; {} are needed. Make it smaller or use a larger picture.",
                        floor.dpi()
                    )
                } else {
                    write!(
                        f,
                        "The picture has {dpi} dpi at this size; from {} on it is sharp.",
                        aim.dpi()
                    )
                }
            }
            Self::OutsideArea => f.write_str(
                "This lies outside the print area and will not be printed. Move it inside.",
            ),
            Self::CutOff { over } => {
                write!(f, "This reaches {over} over the print area and will be cut off there.")
            }
            Self::ThinLine { width, minimum } => {
                write!(
                    f,
                    "The line is {} wide and may not print; {} is needed.",
                    hundredths(*width),
                    hundredths(*minimum)
                )
            }
            Self::SmallText { size, minimum } => {
                write!(f, "The text is {size} high and hard to read in print; {minimum} is needed.")
            }
            Self::FaintColour { colour, ground, .. } => {
                write!(
                    f,
                    "The colour {colour} hardly shows on {ground}, which it lies on. Choose another one."
                )
            }
            Self::BecomesPixels => f.write_str(
                "The soft shadow is printed as pixels; everything else stays sharp at any size.",
            ),
            Self::LargerTiles { by } => write!(
                f,
                "The pattern would have too many tiles, so they are printed {by} times larger. Choose larger ones."
            ),
            Self::MissingGlyphs { characters } => {
                let characters: String = characters.iter().collect();
                write!(
                    f,
                    "No font has \u{201c}{characters}\u{201d}: it would print as a frame with its number. Use another character."
                )
            }
        }
    }
}

/// A small length with the decimals that lines need.
fn hundredths(length: Mm) -> String {
    format!("{} mm", (length.mm() * 100.0).round() / 100.0)
}
