//! Ways of printing and what they can hold. Figures are data; the judging is done by preflight.
//!
//! The shipped catalogue's figures follow what print-on-demand shops ask for in their file guidelines: 300 dpi for a
//! sharp print and no less than 150; lines of at least 1 pt (0.35 mm); text of at least 12 pt (4.2 mm) on cloth, whose
//! weave swallows detail, and 8 pt (2.8 mm) on glaze.

use geom::{Dpi, Mm};
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
}
