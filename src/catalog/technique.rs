//! Ways of printing and what they can hold. Figures are data; the judging is done by preflight.
//!
//! The shipped catalogue's figures follow what print-on-demand shops ask for in their file guidelines: 300 dpi for a
//! sharp print and no less than 150; lines of at least 1 pt (0.35 mm); text of at least 12 pt (4.2 mm) on cloth, whose
//! weave swallows detail, and 8 pt (2.8 mm) on glaze. Its print colours are simple mixtures of the four process inks, as
//! they look on a screen through the ICC profile of coated paper (FOGRA39): bright colours of a screen have no such mixture.

use geom::{Dpi, Mm, Rgb};
use json::{FromJson, ToJson};

use crate::TechniqueId;

/// A way of printing and its limits.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Technique {
    /// Its id, for example `dtg`.
    pub id: TechniqueId,
    /// Its name for shoppers, for example "Direct to garment".
    pub name: String,
    /// Below this effective resolution a picture looks bad in print: a warning.
    pub floor_dpi: Dpi,
    /// From this effective resolution on a picture is sharp in print.
    pub aim_dpi: Dpi,
    /// The thinnest line that prints, in mm.
    pub min_stroke: Mm,
    /// The smallest text (em height) that stays readable, in mm.
    pub min_text: Mm,
    /// One sentence for shoppers: what it is good at.
    pub about: String,
    /// Colours that come out of the printer as they look on a screen, in the order in which they are offered; of a
    /// technique with a fixed list of inks, these. Empty where nothing is known of them; other colours print all the same.
    #[json(optional)]
    pub inks: Vec<PrintColour>,
}

/// A colour as a technique prints it.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct PrintColour {
    /// Its name for shoppers.
    pub name: String,
    /// How it looks on a screen.
    pub colour: Rgb,
}
