//! What preflight found, as data, and how much it matters. The sentences are in `words`.

use catalog::{Limits, Money, RuleId, SizeId, Weight};
use design::{ArtworkId, LayerId, Mend};
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
    /// Must not be printed: something would be missing, or the technique cannot do it.
    Stops,
}

/// Something that preflight found.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct Finding {
    /// The layer; `None` for the whole side.
    pub layer: Option<LayerId>,
    /// How much it matters here.
    pub severity: Severity,
    /// What was found.
    #[json(flatten)]
    pub problem: Problem,
    /// What mends it, where one press can.
    #[json(optional)]
    pub fix: Option<Proposal>,
    /// The size of the product on which it is so; `None` where it is so on all, or the design itself was judged.
    #[json(optional)]
    pub on: Option<SizeId>,
}

/// What mends a finding.
#[derive(Clone, Debug, PartialEq, ToJson)]
pub struct Proposal {
    /// What a button says.
    pub label: String,
    /// What is done, as one step.
    pub mends: Vec<Mend>,
}

/// Why nobody sees something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson)]
#[json(rename_all = "snake_case")]
pub enum Hidden {
    /// The layer is hidden.
    Off,
    /// It is quite transparent.
    Clear,
    /// It draws nothing, as a text of spaces.
    Blank,
    /// Other layers lie above all of it.
    Covered,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, ToJson)]
#[json(tag = "rule", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing on the side would be printed.
    NothingToPrint,
    /// The shop's rules for this side cannot be used.
    PrintRules {
        /// Why, as a sentence.
        reason: String,
    },
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
    /// A text that cannot be set.
    BadText {
        /// Why, as a sentence.
        reason: String,
    },
    /// Characters that the font does not have.
    MissingGlyphs {
        /// The characters.
        characters: Vec<char>,
    },
    /// A picture has fewer pixels than the technique needs.
    LowResolution {
        /// Its effective resolution, the lower of both axes, a whole number.
        dpi: Dpi,
        /// What the technique needs at least.
        floor: Dpi,
    },
    /// A picture has fewer pixels than would be sharp.
    SoftResolution {
        /// Its effective resolution, the lower of both axes, a whole number.
        dpi: Dpi,
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
    /// A part of a layer lies so near the edge that trimming may cut it.
    SafeZone {
        /// How far it reaches over the safe zone.
        over: Mm,
    },
    /// A line that hardly any device draws.
    Hairline {
        /// Its width.
        width: Mm,
        /// What the technique prints.
        minimum: Mm,
    },
    /// A line is thinner than the technique prints.
    ThinLine {
        /// Its width.
        width: Mm,
        /// What the technique prints.
        minimum: Mm,
    },
    /// Parts of letters or shapes are thinner than the technique prints.
    ThinPart {
        /// Their width.
        width: Mm,
        /// What the technique prints.
        minimum: Mm,
    },
    /// Gaps in letters or shapes are so thin that they close.
    ThinGap {
        /// Their width.
        width: Mm,
        /// What stays open.
        minimum: Mm,
    },
    /// Text is smaller than the technique keeps readable.
    SmallText {
        /// Its size as it is drawn.
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
    /// Something can be seen through, which the technique cannot print.
    Transparency,
    /// Edges fade, which the technique cannot print.
    SoftEdge,
    /// More inks than the technique has.
    TooManyInks {
        /// How many there are; at least so many where colours run into each other.
        inks: usize,
        /// How many there may be.
        most: u32,
    },
    /// More ink in a place than dries.
    InkCoverage {
        /// An estimate of the four inks together, in percent.
        percent: f64,
        /// What dries.
        most: f64,
    },
    /// The side is charged, and nothing on it would be seen.
    EmptySide {
        /// What it costs for each piece.
        price: Money,
        /// In which currency.
        currency: String,
    },
    /// The same thing lies below, in the same place.
    Duplicate {
        /// The layer below.
        of: LayerId,
    },
    /// Something is very small.
    TinyArt {
        /// Its longer edge.
        size: Mm,
        /// What is seen.
        minimum: Mm,
    },
    /// Nobody would see it.
    HiddenArt {
        /// Why.
        why: Hidden,
    },
    /// A font whose licence restricts embedding.
    FontEmbedding {
        /// The font's name.
        font: String,
        /// What its licence says.
        licence: String,
    },
    /// A soft shadow, which is printed as pixels in every format.
    BecomesPixels,
    /// A pattern that has larger tiles than was asked for, since there would be too many.
    LargerTiles {
        /// How many times larger.
        by: f64,
    },
}

impl Problem {
    /// The rule whose weight a catalogue can set; `None` for what always stops.
    pub const fn rule(&self) -> Option<RuleId> {
        Some(match self {
            Self::NothingToPrint
            | Self::PrintRules { .. }
            | Self::MissingArtwork { .. }
            | Self::BadArtwork { .. }
            | Self::BadText { .. }
            | Self::MissingGlyphs { .. } => return None,
            Self::LowResolution { .. } => RuleId::LowResolution,
            Self::SoftResolution { .. } => RuleId::SoftResolution,
            Self::OutsideArea => RuleId::OutsideArea,
            Self::CutOff { .. } => RuleId::CutOff,
            Self::SafeZone { .. } => RuleId::SafeZone,
            Self::Hairline { .. } => RuleId::Hairline,
            Self::ThinLine { .. } => RuleId::ThinLine,
            Self::ThinPart { .. } => RuleId::ThinPart,
            Self::ThinGap { .. } => RuleId::ThinGap,
            Self::SmallText { .. } => RuleId::SmallText,
            Self::FaintColour { .. } => RuleId::FaintColour,
            Self::Transparency => RuleId::Transparency,
            Self::SoftEdge => RuleId::SoftEdge,
            Self::TooManyInks { .. } => RuleId::TooManyInks,
            Self::InkCoverage { .. } => RuleId::InkCoverage,
            Self::EmptySide { .. } => RuleId::EmptySide,
            Self::Duplicate { .. } => RuleId::Duplicate,
            Self::TinyArt { .. } => RuleId::TinyArt,
            Self::HiddenArt { .. } => RuleId::HiddenArt,
            Self::FontEmbedding { .. } => RuleId::FontEmbedding,
            Self::BecomesPixels => RuleId::BecomesPixels,
            Self::LargerTiles { .. } => RuleId::LargerTiles,
        })
    }

    /// The name of the rule, which stays the same in all versions: `thin_line`.
    pub fn rule_name(&self) -> String {
        match self {
            Self::NothingToPrint => "nothing_to_print".to_owned(),
            Self::PrintRules { .. } => "print_rules".to_owned(),
            Self::MissingArtwork { .. } => "missing_artwork".to_owned(),
            Self::BadArtwork { .. } => "bad_artwork".to_owned(),
            Self::BadText { .. } => "bad_text".to_owned(),
            Self::MissingGlyphs { .. } => "missing_glyphs".to_owned(),
            other => other
                .rule()
                .map(|rule| json::write_text(&rule).trim_matches('"').to_owned())
                .unwrap_or_default(),
        }
    }

    /// How much it matters by some limits; `None` where it is not judged.
    pub fn severity(&self, limits: &Limits) -> Option<Severity> {
        let Some(rule) = self.rule() else { return Some(Severity::Stops) };
        match limits.weight(rule) {
            Weight::Off => None,
            Weight::Advises => Some(Severity::Advises),
            Weight::Warns => Some(Severity::Warns),
            Weight::Stops => Some(Severity::Stops),
        }
    }
}
