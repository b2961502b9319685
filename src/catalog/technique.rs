//! Ways of printing and what they can hold. Figures are data, in the catalogue's file of techniques, each with its source;
//! the judging is done by preflight.
//!
//! The shipped print colours of the textile and mug techniques are simple mixtures of the four process inks, as they look
//! on a screen through the ICC profile of coated paper (FOGRA39): bright colours of a screen have no such mixture.

use geom::{Dpi, Mm, Rgb};
use json::{Fault, FromJson, Raw, Reader, ToJson};

use crate::TechniqueId;

/// A way of printing and its limits. Those that every screen shows are read; the rest stays text until
/// [`crate::Limits::of`] judges it.
#[derive(Clone, Debug, PartialEq, ToJson)]
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
    /// Its further limits and how much each rule matters: see [`crate::PrintRules`].
    #[json(optional)]
    pub print_rules: Raw,
    /// What the shop says otherwise for all its products. Put in when the catalogue is read.
    #[json(optional)]
    pub shop_rules: Raw,
    /// Where its figures come from: a list of [`TechniqueSource`].
    #[json(optional)]
    pub sources: Raw,
}

/// Where figures of a technique come from.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct TechniqueSource {
    /// The guideline.
    pub title: String,
    /// What it says.
    pub fact: String,
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

/// A technique as it is written out.
#[derive(FromJson)]
#[json(deny_unknown_fields)]
struct Written {
    id: TechniqueId,
    name: String,
    floor_dpi: Dpi,
    aim_dpi: Dpi,
    min_stroke: Mm,
    min_text: Mm,
    about: String,
    #[json(optional)]
    inks: Vec<PrintColour>,
    #[json(optional)]
    print_rules: Raw,
    #[json(optional)]
    shop_rules: Raw,
    #[json(optional)]
    sources: Raw,
}

impl Technique {
    /// Whether only its id was given; the catalogue puts the technique with that id in its place.
    pub(crate) fn is_only_named(&self) -> bool {
        self.name.is_empty() && self.floor_dpi.dpi() == 0.0
    }
}

impl From<Written> for Technique {
    fn from(written: Written) -> Self {
        Self {
            id: written.id,
            name: written.name,
            floor_dpi: written.floor_dpi,
            aim_dpi: written.aim_dpi,
            min_stroke: written.min_stroke,
            min_text: written.min_text,
            about: written.about,
            inks: written.inks,
            print_rules: written.print_rules,
            shop_rules: written.shop_rules,
            sources: written.sources,
        }
    }
}

impl FromJson for Technique {
    fn blank() -> Self {
        Written::blank().into()
    }

    /// Written out, or by its id alone.
    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        if from.is_at_string() {
            return self.id.read(from);
        }
        let mut written = Written::blank();
        written.read(from)?;
        *self = written.into();
        Ok(())
    }
}
