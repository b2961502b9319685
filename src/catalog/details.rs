//! What a product's page and its print shop need to know beyond what is needed to design on it: material, care, measurements,
//! print areas by technique and size, how prints grow with sizes, further techniques, the 3D model. It is read where it is
//! needed, not with the catalogue. Not here: what is done with it.

use geom::Mm;
use json::{FromJson, JsonError, Raw, ToJson};

use crate::check::{is_relative, text_rule};
use crate::error::Rule;
use crate::{Money, PrintArea, Product, Quote, QuoteError, QuoteLine, QuoteLineKind};
use crate::{QuoteRequest, Side, SideId, SizeId, TechniqueId};

/// Most characters of a material's description and of a line about care.
const LONGEST_SENTENCE: usize = 400;
/// Most characters of a measurement's name.
const LONGEST_NAME: usize = 80;
/// Most lines about care, measurements of a size, techniques, and print areas of a side.
const MOST_ENTRIES: usize = 24;
/// Longest measurement in mm.
const LONGEST: f64 = 5000.0;
/// Highest surcharge of a technique, in minor units.
const HIGHEST_PRICE: i64 = 10_000_000;
/// Longest lead time in working days.
const LONGEST_LEAD: u32 = 365;
/// Least and most that a size measures of the size that pictures show: beyond, a measurement is mistyped.
const GROWTH: (f64, f64) = (0.25, 4.0);

/// What is known of a product beyond what is needed to design on it. Every part may be missing in the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// What it is made of, in one or two sentences; empty where nothing is said.
    pub material: String,
    /// How it is cared for, a line each.
    pub care: Vec<String>,
    /// Further techniques that it can be printed with; its own is `Product::technique`.
    pub also: Vec<AlsoPrinted>,
    /// The file of its 3D model, relative to the folder that has `catalog/`: `models/tee.glb`.
    pub model: Option<String>,
    /// The size that its pictures show and that designs are made for: the default size where nothing is said.
    pub picture_size: SizeId,
    /// Measurements of each size, in the order of the product's sizes. All sizes have the same ones, or none at all.
    pub measurements: Vec<Vec<Measurement>>,
    /// What is said of each side, in the order of the product's sides.
    pub sides: Vec<SideDetails>,
}

/// A measurement of a size. The first one of each size tells how large it is compared with the others.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Measurement {
    /// What is measured, for shoppers: "Chest, laid flat".
    pub name: String,
    /// How long it is.
    pub mm: Mm,
}

/// A technique that a product can be printed with, too.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct AlsoPrinted {
    /// One of the catalogue's techniques.
    pub technique: TechniqueId,
    /// What it costs more for each printed side of a piece.
    #[json(default)]
    pub per_side: Money,
    /// Working days until it is shipped, where that differs.
    #[json(optional)]
    pub lead_time_days: Option<u32>,
}

/// What is known of a side beyond its print area.
#[derive(Clone, Debug, PartialEq)]
pub struct SideDetails {
    /// How large a print is on other sizes.
    pub sizing: Sizing,
    /// Print areas for some techniques and sizes; the first one that fits counts. Where none does it is the side's own,
    /// which grows with prints that do.
    pub areas: Vec<AreaFor>,
}

/// How large a print is on sizes other than the one that it was designed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Sizing {
    /// As many millimetres on every size, so that it looks smaller on a large one.
    #[default]
    Fixed,
    /// It grows with the product: every size has a print file of its own.
    Scaled,
}

/// A print area for some techniques and sizes. Its upper edge and its middle lie where those of the side's own do.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct AreaFor {
    /// The technique; any where it is missing.
    #[json(optional)]
    pub technique: Option<TechniqueId>,
    /// The sizes; all where it is empty.
    #[json(optional)]
    pub sizes: Vec<SizeId>,
    /// The print area.
    pub print_area: PrintArea,
}

/// How large a print is on a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintOnSize {
    /// Its size over the designed one: 1 where prints are as large on every size.
    pub print: f64,
    /// How large it looks on the picture of the product over how large it was designed, when the picture stands for this
    /// size: over 1 where the size is smaller than the picture's and the print is not.
    pub picture: f64,
    /// What can be printed on this size, in its own millimetres.
    pub area: PrintArea,
}

/// Why a product's details cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DetailsError {
    /// A field is missing, unknown or of the wrong type.
    #[error("`{product}`: $.{path}: {reason}")]
    Shape {
        /// The product.
        product: String,
        /// JSON path in the product.
        path: String,
        /// What is wrong there.
        reason: String,
    },
    /// A value breaks a rule.
    #[error("`{product}`: $.{path}: {rule}")]
    Rule {
        /// The product.
        product: String,
        /// JSON path in the product.
        path: String,
        /// The rule.
        rule: Rule,
    },
    /// The product has no such size.
    #[error("`{product}` has no size `{size}`")]
    NoSize {
        /// The product.
        product: String,
        /// The size.
        size: SizeId,
    },
    /// The product has no such side.
    #[error("`{product}` has no side `{side}`")]
    NoSide {
        /// The product.
        product: String,
        /// The side.
        side: SideId,
    },
    /// The product is not printed with such a technique.
    #[error("`{product}` is not printed with `{technique}`; it is with {known}")]
    NoTechnique {
        /// The product.
        product: String,
        /// The technique.
        technique: TechniqueId,
        /// Those that it is printed with.
        known: String,
    },
    /// The order has no price.
    #[error("{0}")]
    Quote(#[from] QuoteError),
}

impl Details {
    /// What is known of a product.
    ///
    /// # Errors
    /// [`DetailsError::Shape`] and [`DetailsError::Rule`] say where the catalogue's entry is wrong.
    pub fn of(product: &Product) -> Result<Self, DetailsError> {
        let read = Read { product };
        let sizes = product.sizes.iter().enumerate();
        let measurements = sizes.map(|(index, size)| {
            read.part(&size.measurements, || format!("sizes[{index}].measurements"), Vec::new())
        });
        let sides = product.sides.iter().enumerate();
        let sides = sides.map(|(index, side)| {
            let path = |field: &'static str| move || format!("sides[{index}].{field}");
            Ok::<_, DetailsError>(SideDetails {
                sizing: read.part(&side.sizing, path("sizing"), Sizing::Fixed)?,
                areas: read.part(&side.areas, path("areas"), Vec::new())?,
            })
        });
        let usual = product.default_size.clone();
        let details = Self {
            material: read.part(&product.material, || "material".into(), String::new())?,
            care: read.part(&product.care, || "care".into(), Vec::new())?,
            also: read.part(&product.also, || "also".into(), Vec::new())?,
            model: read.part(&product.model, || "model".into(), None)?,
            picture_size: read.part(&product.picture_size, || "picture_size".into(), usual)?,
            measurements: measurements.collect::<Result<_, _>>()?,
            sides: sides.collect::<Result<_, _>>()?,
        };
        match details.violation(product) {
            None => Ok(details),
            Some((path, rule)) => {
                Err(DetailsError::Rule { product: product.id.to_string(), path, rule })
            }
        }
    }

    /// How large a print of a side is on a size, and what can be printed there with the product's technique.
    ///
    /// # Errors
    /// [`DetailsError::NoSide`] and [`DetailsError::NoSize`].
    pub fn print_on(
        &self,
        product: &Product,
        side: &SideId,
        size: &SizeId,
    ) -> Result<PrintOnSize, DetailsError> {
        let (own, details) = self.side(product, side)?;
        let growth = self.growth(product, size)?;
        let (print, picture) = match details.sizing {
            Sizing::Fixed => (1.0, 1.0 / growth),
            Sizing::Scaled => (growth, 1.0),
        };
        let technique = &product.technique.id;
        let fits = |area: &&AreaFor| {
            area.technique.as_ref().is_none_or(|named| named == technique)
                && (area.sizes.is_empty() || area.sizes.contains(size))
        };
        let given = details.areas.iter().find(fits).map(|area| area.print_area);
        Ok(PrintOnSize { print, picture, area: given.unwrap_or(own.print_area.scaled(print)) })
    }

    /// How large a size is over the one that pictures show, by the first measurement; 1 where nothing was measured.
    ///
    /// # Errors
    /// [`DetailsError::NoSize`].
    pub fn growth(&self, product: &Product, size: &SizeId) -> Result<f64, DetailsError> {
        let first = |size: &SizeId| {
            let index = product.sizes.iter().position(|known| known.id == *size)?;
            Some(self.measurements.get(index)?.first().map(|measurement| measurement.mm.mm()))
        };
        let unknown =
            || DetailsError::NoSize { product: product.id.to_string(), size: size.clone() };
        let (this, shown) = (first(size).ok_or_else(unknown)?, first(&self.picture_size));
        Ok(match (this, shown.flatten()) {
            (Some(this), Some(shown)) => this / shown,
            (_, _) => 1.0,
        })
    }

    /// The price of an order printed with a technique: the product's own price, and what the technique costs more on every
    /// printed side of every piece. A quantity break is of the product's own price only. `named` is what shoppers read.
    ///
    /// # Errors
    /// [`DetailsError::NoTechnique`] and [`DetailsError::Quote`].
    pub fn quote(
        &self,
        product: &Product,
        technique: &TechniqueId,
        request: &QuoteRequest,
        named: &str,
    ) -> Result<Quote, DetailsError> {
        let mut quote = product.quote(request)?;
        if *technique == product.technique.id {
            return Ok(quote);
        }
        let also = self.also.iter().find(|also| also.technique == *technique);
        let also = also.ok_or_else(|| self.no_technique(product, technique))?;
        let each = also.per_side * request.printed_sides;
        if each != Money::ZERO {
            let kind = QuoteLineKind::Named { name: named.to_owned() };
            let amount = each * request.quantity;
            quote.lines.push(QuoteLine { kind, each, count: request.quantity, amount });
            quote.each = quote.each + each;
            quote.total = quote.total + amount;
            if let Some(next) = &mut quote.next_break {
                next.each = next.each + each;
            }
        }
        Ok(quote)
    }

    fn side<'a>(
        &'a self,
        product: &'a Product,
        side: &SideId,
    ) -> Result<(&'a Side, &'a SideDetails), DetailsError> {
        let both = product.sides.iter().zip(&self.sides);
        both.into_iter().find(|(known, _)| known.id == *side).ok_or_else(|| DetailsError::NoSide {
            product: product.id.to_string(),
            side: side.clone(),
        })
    }

    /// The first rule that is broken, and where. Whether techniques are in the catalogue is not known here.
    fn violation(&self, product: &Product) -> Option<(String, Rule)> {
        let count = |path: &str, count: usize| {
            let rule = Rule::WrongCount { least: 0, most: MOST_ENTRIES };
            (count > MOST_ENTRIES).then(|| (path.to_owned(), rule))
        };
        let text =
            |path: String, text: &str, most: usize| text_rule(text, most).map(|rule| (path, rule));
        let given = |path: &str, sentence: &str| {
            (!sentence.is_empty()).then(|| text(path.to_owned(), sentence, LONGEST_SENTENCE))?
        };
        let care = |(index, line): (usize, &String)| {
            text(format!("care[{index}]"), line, LONGEST_SENTENCE)
        };
        let model = || {
            let wrong = self.model.as_deref().is_some_and(|model| !is_relative(model));
            wrong.then(|| ("model".to_owned(), Rule::NotRelative))
        };
        let picture_size = || {
            let id = self.picture_size.to_string();
            let unknown = product.size(&self.picture_size).is_none();
            unknown.then(|| ("picture_size".to_owned(), Rule::Unknown { what: "size", id }))
        };
        given("material", &self.material)
            .or_else(|| count("care", self.care.len()))
            .or_else(|| self.care.iter().enumerate().find_map(care))
            .or_else(|| count("also", self.also.len()))
            .or_else(|| self.also_violation(product))
            .or_else(model)
            .or_else(picture_size)
            .or_else(|| self.measurements_violation(product))
            .or_else(|| self.areas_violation(product))
    }

    fn also_violation(&self, product: &Product) -> Option<(String, Rule)> {
        self.also.iter().enumerate().find_map(|(index, also)| {
            let path = |field: &str| format!("also[{index}].{field}");
            let before = self.also[..index].iter().map(|other| &other.technique);
            let mut known = before.chain([&product.technique.id]);
            if known.any(|other| *other == also.technique) {
                return Some((path("technique"), Rule::Twice { id: also.technique.to_string() }));
            }
            if !(0..=HIGHEST_PRICE).contains(&also.per_side.in_minor()) {
                let rule = Rule::OutOfRange { least: 0.0, most: HIGHEST_PRICE as f64 };
                return Some((path("per_side"), rule));
            }
            let most = f64::from(LONGEST_LEAD);
            (also.lead_time_days > Some(LONGEST_LEAD))
                .then(|| (path("lead_time_days"), Rule::OutOfRange { least: 0.0, most }))
        })
    }

    fn measurements_violation(&self, product: &Product) -> Option<(String, Rule)> {
        let names = |all: &[Measurement]| -> Vec<String> {
            all.iter().map(|measurement| measurement.name.clone()).collect()
        };
        let first = self.measurements.first().map_or(Vec::new(), |all| names(all));
        self.measurements.iter().enumerate().find_map(|(size, all)| {
            let path = format!("sizes[{size}].measurements");
            if all.len() > MOST_ENTRIES {
                return Some((path, Rule::WrongCount { least: 0, most: MOST_ENTRIES }));
            }
            if names(all) != first {
                return Some((path, Rule::OtherMeasurements));
            }
            for (index, measurement) in all.iter().enumerate() {
                if let Some(rule) = text_rule(&measurement.name, LONGEST_NAME) {
                    return Some((format!("{path}[{index}].name"), rule));
                }
                if all[..index].iter().any(|other| other.name == measurement.name) {
                    let rule = Rule::Twice { id: measurement.name.clone() };
                    return Some((format!("{path}[{index}].name"), rule));
                }
                if !(measurement.mm.mm() > 0.0 && measurement.mm.mm() <= LONGEST) {
                    let rule = Rule::OutOfRange { least: 0.0, most: LONGEST };
                    return Some((format!("{path}[{index}].mm"), rule));
                }
            }
            let growth = self.growth(product, &product.sizes.get(size)?.id).unwrap_or(1.0);
            let (least, most) = GROWTH;
            (!(least..=most).contains(&growth))
                .then(|| (format!("{path}[0].mm"), Rule::Growth { least, most }))
        })
    }

    fn areas_violation(&self, product: &Product) -> Option<(String, Rule)> {
        for (side, details) in self.sides.iter().enumerate() {
            let path = format!("sides[{side}].areas");
            if details.areas.len() > MOST_ENTRIES {
                return Some((path, Rule::WrongCount { least: 0, most: MOST_ENTRIES }));
            }
            for (index, area) in details.areas.iter().enumerate() {
                let path = format!("{path}[{index}]");
                let unknown = area.sizes.iter().find(|size| product.size(size).is_none());
                if let Some(size) = unknown {
                    let rule = Rule::Unknown { what: "size", id: size.to_string() };
                    return Some((format!("{path}.sizes"), rule));
                }
                let techniques = self.also.iter().map(|also| &also.technique);
                let mut techniques = techniques.chain([&product.technique.id]);
                if let Some(named) = &area.technique
                    && !techniques.any(|known| known == named)
                {
                    let rule = Rule::Unknown { what: "technique", id: named.to_string() };
                    return Some((format!("{path}.technique"), rule));
                }
                let wrong = crate::check::print_area_violation(area.print_area);
                if let Some((below, rule)) = wrong {
                    return Some((format!("{path}.print_area{below}"), rule));
                }
            }
        }
        None
    }
}

/// Reads parts of a product that are still text.
struct Read<'a> {
    product: &'a Product,
}

impl Read<'_> {
    fn part<T: FromJson>(
        &self,
        raw: &Raw,
        path: impl Fn() -> String,
        missing: T,
    ) -> Result<T, DetailsError> {
        if raw.is_none() {
            return Ok(missing);
        }
        raw.read().map_err(|JsonError { path: below, reason }| DetailsError::Shape {
            product: self.product.id.to_string(),
            path: match below.as_str() {
                "." => path(),
                list if list.starts_with('[') => format!("{}{list}", path()),
                field => format!("{}.{field}", path()),
            },
            reason,
        })
    }
}
