//! What preflight found, in plain sentences that say what to do.

use std::fmt;

use geom::Mm;

use super::finding::{Hidden, Problem};

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToPrint => {
                f.write_str("There is nothing to print on this side. Add a text, picture or shape.")
            }
            Self::PrintRules { reason } => write!(
                f,
                "The shop's rules for this side cannot be used ({reason}). Tell the shop; nothing can be judged until then."
            ),
            Self::MissingArtwork { .. } => f.write_str("The picture is missing. Add it again."),
            Self::BadArtwork { reason } => write!(f, "The picture cannot be printed: {reason}."),
            Self::BadText { reason } => write!(f, "The text cannot be printed: {reason}."),
            Self::MissingGlyphs { characters } => {
                let characters: String = characters.iter().collect();
                write!(
                    f,
                    "No font has \u{201c}{characters}\u{201d}: it would print as a frame with its number. Use another character."
                )
            }
            Self::LowResolution { dpi, floor } => write!(
                f,
                "The picture has {} dpi at this size and will look blurred; {} are needed. Make it smaller or use a larger picture.",
                dpi.dpi(),
                floor.dpi()
            ),
            Self::SoftResolution { dpi, aim } => write!(
                f,
                "The picture has {} dpi at this size; from {} on it is sharp.",
                dpi.dpi(),
                aim.dpi()
            ),
            Self::OutsideArea => f.write_str(
                "This lies outside the print area and will not be printed. Move it inside.",
            ),
            Self::CutOff { over } => {
                write!(f, "This reaches {over} over the print area and will be cut off there.")
            }
            Self::SafeZone { over } => write!(
                f,
                "This lies {over} outside the safe zone, so near the edge that it may be cut. Move it inside, or let it reach over the edge."
            ),
            Self::Hairline { width, minimum } => write!(
                f,
                "The line is only {} wide, a hairline, and will break up or vanish; {} is needed.",
                hundredths(*width),
                hundredths(*minimum)
            ),
            Self::ThinLine { width, minimum } => write!(
                f,
                "The line is {} wide and may not print; {} is needed.",
                hundredths(*width),
                hundredths(*minimum)
            ),
            Self::ThinPart { width, minimum } => write!(
                f,
                "Parts of this are {} thin and may not print; {} is needed. Make it larger or bolder.",
                hundredths(*width),
                hundredths(*minimum)
            ),
            Self::ThinGap { width, minimum } => write!(
                f,
                "Gaps in this are {} narrow and may close; {} stays open. Make it larger or space it out.",
                hundredths(*width),
                hundredths(*minimum)
            ),
            Self::SmallText { size, minimum } => {
                write!(f, "The text is {size} high and hard to read in print; {minimum} is needed.")
            }
            Self::FaintColour { colour, ground, .. } => write!(
                f,
                "The colour {colour} hardly shows on {ground}, which it lies on. Choose another one."
            ),
            Self::Transparency => f.write_str(
                "This can be seen through, which cannot be printed well here: it comes out speckled or solid. Make it opaque.",
            ),
            Self::SoftEdge => f.write_str(
                "The edge of this fades, which cannot be printed well here. Give it a hard edge.",
            ),
            Self::TooManyInks { inks, most } => write!(
                f,
                "This side has {inks} colours or more; {most} can be printed. Use fewer colours, and no photos or gradients."
            ),
            Self::InkCoverage { percent, most } => write!(
                f,
                "The dark colour takes about {percent:.0} % of ink; more than {most:.0} % dries badly and smudges. Use a lighter one."
            ),
            Self::EmptySide { price, currency } => write!(
                f,
                "This side costs {}.{:02} {currency} for each piece, but nothing on it would be seen. Remove what is on it, or add something.",
                price.in_minor() / 100,
                price.in_minor() % 100
            ),
            Self::Duplicate { .. } => f.write_str(
                "The same lies below, in the same place: it would be printed twice. Remove one.",
            ),
            Self::TinyArt { size, minimum } => write!(
                f,
                "This is only {size} large and will look like a speck; {minimum} is needed."
            ),
            Self::HiddenArt { why } => f.write_str(match why {
                Hidden::Off => "This layer is hidden and will not be printed.",
                Hidden::Clear => "This is quite transparent: nobody will see it.",
                Hidden::Blank => "This draws nothing. Remove it, or put something in it.",
                Hidden::Covered => "Other layers cover all of this: nobody will see it.",
            }),
            Self::FontEmbedding { font, licence } => write!(
                f,
                "The font {font} may not be put into files ({licence}); print files hold outlines of its letters instead."
            ),
            Self::BecomesPixels => f.write_str(
                "The soft shadow is printed as pixels; everything else stays sharp at any size.",
            ),
            Self::LargerTiles { by } => write!(
                f,
                "The pattern would have too many tiles, so they are printed {by} times larger. Choose larger ones."
            ),
        }
    }
}

/// A small length with the decimals that lines need.
pub(super) fn hundredths(length: Mm) -> String {
    format!("{} mm", (length.mm() * 100.0).round() / 100.0)
}
