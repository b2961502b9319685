//! What can be printed on a side: a technique's limits and how much each rule matters, with what shop, product, side and
//! print area say otherwise. The levels are text until somebody judges by them; the judging is preflight's.

use geom::{Dpi, Mm, Table};
use json::{FromJson, JsonError, Raw, ToJson};

use crate::{Product, SideId, Technique};

/// Most millimetres of any limit.
const LONGEST: f64 = 500.0;
/// Finest resolution of any limit.
const FINEST_DPI: f64 = 2400.0;
/// Farthest distance in OKLab that a merchant can ask for: half of black to white, so that one of both is always far enough.
const FARTHEST: f64 = 0.5;
/// Most inks of any limit.
const MOST_INKS: u32 = 64;
/// Most ink of any limit in percent: four inks in full.
const MOST_COVERAGE: f64 = 400.0;

/// A rule of preflight whose weight a catalogue can set. What would leave something out of the print (missing pictures,
/// unknown characters, nothing to print) always stops and is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum RuleId {
    /// A picture below the floor of resolution.
    LowResolution,
    /// A picture below the aim of resolution.
    SoftResolution,
    /// All of a layer outside the print area.
    OutsideArea,
    /// A part of a layer outside the print area.
    CutOff,
    /// A part of a layer between safe zone and edge.
    SafeZone,
    /// A line that hardly any device can draw.
    Hairline,
    /// A line below the technique's least.
    ThinLine,
    /// A part of a filled shape or letter that is too thin.
    ThinPart,
    /// A gap that is too thin.
    ThinGap,
    /// Letters that are too small.
    SmallText,
    /// A colour close to what it lies on.
    FaintColour,
    /// Something that can be seen through.
    Transparency,
    /// An edge that fades.
    SoftEdge,
    /// More inks than there are.
    TooManyInks,
    /// More ink in a place than dries.
    InkCoverage,
    /// A side that is charged and shows nothing.
    EmptySide,
    /// The same thing twice in one place.
    Duplicate,
    /// Something very small.
    TinyArt,
    /// Something that nobody sees.
    HiddenArt,
    /// A font whose licence restricts embedding.
    FontEmbedding,
    /// Something that becomes pixels in every format.
    BecomesPixels,
    /// A pattern whose tiles became larger.
    LargerTiles,
}

/// How much a rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Weight {
    /// Not judged.
    Off,
    /// Good to know.
    Advises,
    /// Prints, but may look bad.
    Warns,
    /// Must not be ordered.
    Stops,
}

impl RuleId {
    /// How much it matters where no level says anything.
    pub const fn usual(self) -> Weight {
        match self {
            Self::LowResolution
            | Self::OutsideArea
            | Self::CutOff
            | Self::Hairline
            | Self::ThinLine
            | Self::SmallText
            | Self::FaintColour
            | Self::Transparency
            | Self::SoftEdge
            | Self::TooManyInks
            | Self::InkCoverage => Weight::Warns,
            Self::SoftResolution
            | Self::SafeZone
            | Self::ThinPart
            | Self::ThinGap
            | Self::Duplicate
            | Self::TinyArt
            | Self::HiddenArt
            | Self::FontEmbedding
            | Self::BecomesPixels
            | Self::LargerTiles => Weight::Advises,
            Self::EmptySide => Weight::Stops,
        }
    }
}

/// What one level says: only what differs from the level above.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct PrintRules {
    /// Other limits.
    pub limits: LimitsChange,
    /// Other weights of rules.
    pub severity: Table<RuleId, Weight>,
}

/// Limits as a level states them; `None` is as above.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct LimitsChange {
    /// See [`Limits::floor_dpi`].
    pub floor_dpi: Option<Dpi>,
    /// See [`Limits::aim_dpi`].
    pub aim_dpi: Option<Dpi>,
    /// See [`Limits::hairline`].
    pub hairline: Option<Mm>,
    /// See [`Limits::min_stroke`].
    pub min_stroke: Option<Mm>,
    /// See [`Limits::min_part`].
    pub min_part: Option<Mm>,
    /// See [`Limits::min_gap`].
    pub min_gap: Option<Mm>,
    /// See [`Limits::min_text`].
    pub min_text: Option<Mm>,
    /// See [`Limits::min_art`].
    pub min_art: Option<Mm>,
    /// See [`Limits::min_distance`].
    pub min_distance: Option<f64>,
    /// See [`Limits::transparency`].
    pub transparency: Option<bool>,
    /// See [`Limits::soft_edges`].
    pub soft_edges: Option<bool>,
    /// See [`Limits::max_inks`].
    pub max_inks: Option<u32>,
    /// See [`Limits::max_coverage`].
    pub max_coverage: Option<f64>,
    /// See [`Limits::embeds_fonts`].
    pub embeds_fonts: Option<bool>,
}

/// What can be printed on a side, all levels taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Below this effective resolution a picture looks bad.
    pub floor_dpi: Dpi,
    /// From this effective resolution on a picture is sharp.
    pub aim_dpi: Dpi,
    /// A line below this hardly any device draws.
    pub hairline: Mm,
    /// The thinnest line that prints.
    pub min_stroke: Mm,
    /// The thinnest part of a filled shape or letter that prints; 0 where that is not judged.
    pub min_part: Mm,
    /// The thinnest gap that stays open; 0 where that is not judged.
    pub min_gap: Mm,
    /// The smallest em height that stays readable.
    pub min_text: Mm,
    /// Art whose longer edge is shorter is a speck.
    pub min_art: Mm,
    /// Closer colours than this (OKLab) are hard to tell apart.
    pub min_distance: f64,
    /// Whether something may be seen through.
    pub transparency: bool,
    /// Whether edges may fade.
    pub soft_edges: bool,
    /// Most inks of a side; 0 for any number.
    pub max_inks: u32,
    /// Most ink in a place, all inks together, in percent; 0 for any amount.
    pub max_coverage: f64,
    /// Whether print files carry fonts; else all letters are outlines.
    pub embeds_fonts: bool,
    weights: Table<RuleId, Weight>,
}

/// Who says something about what can be printed, the weakest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// The technique.
    Technique(String),
    /// The shop.
    Shop,
    /// The product.
    Product(String),
    /// A side of the product.
    Side(String),
    /// The print area of a side.
    PrintArea(String),
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Technique(id) => write!(f, "technique `{id}`"),
            Self::Shop => f.write_str("the shop"),
            Self::Product(id) => write!(f, "product `{id}`"),
            Self::Side(id) => write!(f, "side `{id}`"),
            Self::PrintArea(id) => write!(f, "the print area of side `{id}`"),
        }
    }
}

/// Why print rules cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LimitsError {
    /// A key that is unknown, or a value of the wrong type.
    #[error("print rules of {level}: {path}: {reason}")]
    Shape {
        /// Whose rules.
        level: Level,
        /// JSON path within them.
        path: String,
        /// What is wrong there.
        reason: String,
    },
    /// A number that makes no sense.
    #[error("print rules of {level}: {limit} is {given}; use {least} to {most}")]
    OutOfRange {
        /// Whose rules.
        level: Level,
        /// Which limit.
        limit: &'static str,
        /// The number.
        given: f64,
        /// The smallest that is taken.
        least: f64,
        /// The largest that is taken.
        most: f64,
    },
    /// A side that the product does not have.
    #[error("product `{product}` has no side `{side}`")]
    NoSide {
        /// The product.
        product: String,
        /// The side.
        side: SideId,
    },
}

impl Limits {
    /// What can be printed on a side of a product: technique, shop, product, side and print area, each stronger than the
    /// one before.
    ///
    /// # Errors
    /// [`LimitsError`] names the level that is wrong.
    pub fn of(product: &Product, side: &SideId) -> Result<Self, LimitsError> {
        let found = product.side(side).ok_or_else(|| LimitsError::NoSide {
            product: product.id.to_string(),
            side: side.clone(),
        })?;
        let mut limits = Self::of_technique(&product.technique)?;
        let id = side.to_string();
        limits.apply(Level::Shop, &product.technique.shop_rules)?;
        limits.apply(Level::Product(product.id.to_string()), &product.print_rules)?;
        limits.apply(Level::Side(id.clone()), &found.print_rules)?;
        limits.apply(Level::PrintArea(id), &found.print_area_rules)?;
        Ok(limits)
    }

    /// What a technique can print.
    ///
    /// # Errors
    /// [`LimitsError`] says what is wrong with it.
    pub fn of_technique(technique: &Technique) -> Result<Self, LimitsError> {
        let mut limits = Self {
            floor_dpi: technique.floor_dpi,
            aim_dpi: technique.aim_dpi,
            // A quarter of a point: what printers call a hairline.
            hairline: Mm::new(0.09),
            min_stroke: technique.min_stroke,
            min_part: Mm::ZERO,
            min_gap: Mm::ZERO,
            min_text: technique.min_text,
            min_art: Mm::new(2.0),
            min_distance: 0.08,
            transparency: true,
            soft_edges: true,
            max_inks: 0,
            max_coverage: 0.0,
            embeds_fonts: true,
            weights: Table::new(),
        };
        let level = Level::Technique(technique.id.to_string());
        limits.apply(level, &technique.print_rules)?;
        Ok(limits)
    }

    /// How much a rule matters here.
    pub fn weight(&self, rule: RuleId) -> Weight {
        self.weights.get(&rule).copied().unwrap_or(rule.usual())
    }

    /// The same limits in millimetres of a design that is printed `scale` times as large; lengths are rounded up to a
    /// micrometre, which is what designs store.
    #[must_use]
    pub fn in_design(&self, scale: f64) -> Self {
        let designed = |length: Mm| Mm::new((length.mm() / scale * 1000.0).ceil() / 1000.0);
        Self {
            floor_dpi: Dpi::new(self.floor_dpi.dpi() * scale),
            aim_dpi: Dpi::new(self.aim_dpi.dpi() * scale),
            hairline: designed(self.hairline),
            min_stroke: designed(self.min_stroke),
            min_part: designed(self.min_part),
            min_gap: designed(self.min_gap),
            min_text: designed(self.min_text),
            min_art: designed(self.min_art),
            ..self.clone()
        }
    }

    fn apply(&mut self, level: Level, rules: &Raw) -> Result<(), LimitsError> {
        if rules.is_none() {
            return Ok(());
        }
        let misshapen = |JsonError { path, reason }| LimitsError::Shape {
            level: level.clone(),
            path: if path == "." { "$".to_owned() } else { format!("$.{path}") },
            reason,
        };
        let PrintRules { limits, severity } = rules.read().map_err(misshapen)?;
        let set = |to: &mut f64, given: Option<f64>, limit, most: f64| match given {
            None => Ok(()),
            Some(given) if (0.0..=most).contains(&given) => {
                *to = given;
                Ok(())
            }
            Some(given) => {
                let level = level.clone();
                Err(LimitsError::OutOfRange { level, limit, given, least: 0.0, most })
            }
        };
        let dpi = |to: &mut Dpi, given: Option<Dpi>, limit| {
            let mut number = to.dpi();
            set(&mut number, given.map(Dpi::dpi), limit, FINEST_DPI)?;
            *to = Dpi::new(number);
            Ok(())
        };
        let length = |to: &mut Mm, given: Option<Mm>, limit| {
            let mut number = to.mm();
            set(&mut number, given.map(Mm::mm), limit, LONGEST)?;
            *to = Mm::new(number);
            Ok(())
        };
        dpi(&mut self.floor_dpi, limits.floor_dpi, "floor_dpi")?;
        dpi(&mut self.aim_dpi, limits.aim_dpi, "aim_dpi")?;
        length(&mut self.hairline, limits.hairline, "hairline")?;
        length(&mut self.min_stroke, limits.min_stroke, "min_stroke")?;
        length(&mut self.min_part, limits.min_part, "min_part")?;
        length(&mut self.min_gap, limits.min_gap, "min_gap")?;
        length(&mut self.min_text, limits.min_text, "min_text")?;
        length(&mut self.min_art, limits.min_art, "min_art")?;
        set(&mut self.min_distance, limits.min_distance, "min_distance", FARTHEST)?;
        set(&mut self.max_coverage, limits.max_coverage, "max_coverage", MOST_COVERAGE)?;
        let mut inks = f64::from(self.max_inks);
        set(&mut inks, limits.max_inks.map(f64::from), "max_inks", f64::from(MOST_INKS))?;
        // Whole and at most 64, as it was read.
        self.max_inks = inks as u32;
        self.transparency = limits.transparency.unwrap_or(self.transparency);
        self.soft_edges = limits.soft_edges.unwrap_or(self.soft_edges);
        self.embeds_fonts = limits.embeds_fonts.unwrap_or(self.embeds_fonts);
        let (given, least) = (self.aim_dpi.dpi(), self.floor_dpi.dpi());
        if given < least {
            let (limit, most) = ("aim_dpi", FINEST_DPI);
            return Err(LimitsError::OutOfRange { level, limit, given, least, most });
        }
        for (rule, weight) in severity {
            self.weights.insert(rule, weight);
        }
        Ok(())
    }
}
