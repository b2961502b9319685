//! Screen printing as a merchant offers it: inks on the shelf, what a plate costs, underbase, choke, trap and halftones. It is
//! read where it is needed, not with the catalogue. Not here: making plates of a design (`prepress::separation`).

use geom::{Dpi, Mm, Rgb};
use json::{FromJson, JsonError, ToJson};

use crate::error::Rule;
use crate::{Colour, ColourId, Money, Product, Quote, QuoteError, QuoteLine, QuoteLineKind};
use crate::{QuoteRequest, check::name_rule};

/// Most inks on a merchant's list.
pub const MOST_LISTED_INKS: usize = 48;
/// Most inks of one side: large carousels have 16 arms, of which the underbase and drying take some.
pub const MOST_INKS: u32 = 12;
/// Most of choke and trap: far beyond what any press needs.
const MOST_SPREAD: f64 = 2.0;
/// Coarsest and finest halftone ruling in lines per inch: meshes hold 25 to 85, paper a little more.
const RULINGS: (f64, f64) = (10.0, 150.0);
/// Coarsest and finest resolution of plates.
const PLATE_DPI: (f64, f64) = (50.0, 2400.0);
/// Highest price of a plate or an ink, in minor units.
const HIGHEST_PRICE: i64 = 10_000_000;
/// Most degrees of a screen angle.
const MOST_DEGREES: f64 = 180.0;

/// How a merchant prints with screens. Invariants, checked when it is read: inks have names and no two the same, lengths and
/// prices are not negative and within the limits above, underbase colours are colours of the product.
///
/// Figures of the shipped catalogue follow what printers of textiles publish: 45 to 55 lines per inch through a mesh of 77
/// threads per cm (rule of thumb: threads per inch over 4 to 5), angles of 22.5 degrees and a third of a right angle
/// between plates, a choke of 0.2 to 0.3 mm, a trap of 0.15 to 0.25 mm.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct ScreenPrint {
    /// The inks that the merchant has, in the order in which they are offered.
    pub inks: Vec<ScreenInk>,
    /// Most inks on a side, the underbase not counted; 1 to [`MOST_INKS`].
    pub most_inks: u32,
    /// Price of making and setting up one plate, once an order.
    pub setup: Money,
    /// Price of one plate's ink on one piece.
    pub per_ink: Money,
    /// Fewest pieces of an order; 1 where it is missing.
    #[json(optional)]
    pub min_pieces: Option<u32>,
    /// White under all inks on dark cloth, where the merchant prints one.
    #[json(optional)]
    pub underbase: Option<Underbase>,
    /// How far a lighter ink reaches under its darker neighbour, in mm.
    pub trap: Mm,
    /// How tones are made of dots.
    pub halftone: Halftone,
    /// Resolution of plates with flat colours and halftones.
    pub plate_dpi: Dpi,
    /// Resolution of plates of scattered dots: each pixel is a dot, so a coarse one.
    pub dither_dpi: Dpi,
    /// The mesh that this is meant for, for example "77 threads per cm".
    #[json(optional)]
    pub mesh: String,
}

/// An ink on the merchant's shelf.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct ScreenInk {
    /// Its name, as the pot is labelled.
    pub name: String,
    /// Its colour on white.
    pub colour: Rgb,
    /// How much of what is below it covers, over 0 to 1; 1 where it is missing.
    #[json(optional)]
    pub opacity: Option<f64>,
    /// Whether it is printed on dark cloth without an underbase, as an opaque white is.
    #[json(optional)]
    pub without_base: bool,
}

/// White that is printed first on dark cloth.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Underbase {
    /// Its name, as the pot is labelled.
    pub name: String,
    /// Its colour.
    pub colour: Rgb,
    /// The product colours that it is printed on; all dark ones where it is empty.
    #[json(optional)]
    pub on: Vec<ColourId>,
    /// How much narrower than the inks it is, at every edge of the art, in mm.
    pub choke: Mm,
}

/// How tones are made of dots.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Halftone {
    /// Lines of dots per inch.
    pub ruling: f64,
    /// Angles of the lines in degrees, for the first ink, the second and so on; then from the first again.
    pub angles: Vec<f64>,
    /// The dots' shape.
    pub dot: DotShape,
}

/// The shape of halftone dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum DotShape {
    /// Round dots in the lights, round holes in the darks.
    #[default]
    Round,
    /// Ellipses, which touch at their tips first: smooth middle tones, as skin has.
    Ellipse,
    /// Squares on their corners.
    Diamond,
    /// Squares along the lines.
    Square,
    /// Lines.
    Line,
}

/// Why a product's screen printing cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ScreenPrintError {
    /// The product is not screen printed.
    #[error("`{product}` is not screen printed: its catalogue entry has no `screen_print`")]
    None {
        /// The product.
        product: String,
    },
    /// A field is missing, unknown or of the wrong type.
    #[error("`{product}`: $.screen_print: {reason}")]
    Shape {
        /// The product.
        product: String,
        /// What is wrong, and where.
        reason: String,
    },
    /// A value breaks a rule.
    #[error("`{product}`: $.screen_print{path}: {rule}")]
    Rule {
        /// The product.
        product: String,
        /// JSON path below the entry, for example `.inks[2].name`.
        path: String,
        /// The rule.
        rule: Rule,
    },
    /// Fewer pieces than are printed at once.
    #[error("{quantity} piece(s) are not screen printed; order {least} or more")]
    TooFew {
        /// How many were asked for.
        quantity: u32,
        /// How many there must be.
        least: u32,
    },
    /// The order has no price.
    #[error("{0}")]
    Quote(#[from] QuoteError),
}

impl ScreenInk {
    /// How much of what is below it covers, over 0 to 1.
    pub fn opacity(&self) -> f64 {
        self.opacity.unwrap_or(1.0)
    }
}

impl Underbase {
    /// Whether it is printed on a colour of the product.
    pub fn is_on(&self, cloth: &Colour) -> bool {
        match self.on.as_slice() {
            [] => cloth.parts.body.is_dark(),
            on => on.contains(&cloth.id),
        }
    }
}

impl ScreenPrint {
    /// How a product is screen printed.
    ///
    /// # Errors
    /// [`ScreenPrintError`] where it is not, or where its entry is wrong.
    pub fn of(product: &Product) -> Result<Self, ScreenPrintError> {
        let named = || product.id.to_string();
        let raw = product.screen_print.as_ref();
        let raw = raw.ok_or_else(|| ScreenPrintError::None { product: named() })?;
        let shape = |error: JsonError| ScreenPrintError::Shape {
            product: named(),
            reason: format!("{}: {}", error.path, error.reason),
        };
        let print: Self = raw.read().map_err(shape)?;
        match print.violation(product) {
            None => Ok(print),
            Some((path, rule)) => Err(ScreenPrintError::Rule { product: named(), path, rule }),
        }
    }

    /// Fewest pieces of an order.
    pub fn least_pieces(&self) -> u32 {
        self.min_pieces.unwrap_or(1)
    }

    /// The price of an order with `plates` plates on each printed side, underbase counted: the product's own price, each
    /// plate's set-up once, and each plate's ink on every piece. A quantity break is of the product's own price only.
    /// [`Quote::each`] is that of one piece without the set-up, which has lines of its own. `words` are what shoppers read:
    /// first of the inks, then of the set-up.
    ///
    /// # Errors
    /// [`ScreenPrintError::TooFew`], [`ScreenPrintError::Quote`].
    pub fn quote(
        &self,
        product: &Product,
        request: &QuoteRequest,
        plates: &[u32],
        words: [&str; 2],
    ) -> Result<Quote, ScreenPrintError> {
        let least = self.least_pieces();
        if request.quantity < least {
            return Err(ScreenPrintError::TooFew { quantity: request.quantity, least });
        }
        let mut quote = product.quote(request)?;
        let plates: u32 = plates.iter().copied().fold(0, u32::saturating_add);
        let mut add = |name: &str, each: Money, count: u32| {
            let amount = each * count;
            if amount != Money::ZERO {
                let kind = QuoteLineKind::Named { name: name.to_owned() };
                quote.lines.push(QuoteLine { kind, each, count, amount });
                quote.total = quote.total + amount;
            }
        };
        add(words[0], self.per_ink * plates, request.quantity);
        add(words[1], self.setup, plates);
        quote.each = quote.each + self.per_ink * plates;
        if let Some(next) = &mut quote.next_break {
            next.each = next.each + self.per_ink * plates;
        }
        Ok(quote)
    }

    /// The first rule that is broken, and where.
    fn violation(&self, product: &Product) -> Option<(String, Rule)> {
        let count = |path: &str, count: usize, least: usize, most: usize| {
            (!(least..=most).contains(&count))
                .then(|| (path.to_owned(), Rule::WrongCount { least, most }))
        };
        let range = |path: String, value: f64, least: f64, most: f64| {
            (!(least..=most).contains(&value)).then_some((path, Rule::OutOfRange { least, most }))
        };
        let money = |path: &str, amount: Money| {
            range(path.to_owned(), amount.in_minor() as f64, 0.0, HIGHEST_PRICE as f64)
        };
        let ink = |(index, ink): (usize, &ScreenInk)| {
            let path = |field: &str| format!(".inks[{index}].{field}");
            let name = name_rule(&ink.name).map(|rule| (path("name"), rule));
            name.or_else(|| range(path("opacity"), ink.opacity(), 0.05, 1.0)).or_else(|| {
                let before = &self.inks[..index];
                let is_twice = before.iter().any(|other| other.name == ink.name);
                is_twice.then(|| (path("name"), Rule::Twice { id: ink.name.clone() }))
            })
        };
        let angle = |(index, angle): (usize, &f64)| {
            range(format!(".halftone.angles[{index}]"), *angle, -MOST_DEGREES, MOST_DEGREES)
        };
        let (least, most) = PLATE_DPI;
        let dpi = |path: &str, dpi: Dpi| range(path.to_owned(), dpi.dpi(), least, most);
        count(".inks", self.inks.len(), 1, MOST_LISTED_INKS)
            .or_else(|| self.inks.iter().enumerate().find_map(ink))
            .or_else(|| {
                range(".most_inks".into(), f64::from(self.most_inks), 1.0, f64::from(MOST_INKS))
            })
            .or_else(|| money(".setup", self.setup))
            .or_else(|| money(".per_ink", self.per_ink))
            .or_else(|| {
                let most = f64::from(crate::MOST_PIECES);
                range(".min_pieces".into(), f64::from(self.least_pieces()), 1.0, most)
            })
            .or_else(|| range(".trap".into(), self.trap.mm(), 0.0, MOST_SPREAD))
            .or_else(|| {
                let (least, most) = RULINGS;
                range(".halftone.ruling".into(), self.halftone.ruling, least, most)
            })
            .or_else(|| count(".halftone.angles", self.halftone.angles.len(), 1, 16))
            .or_else(|| self.halftone.angles.iter().enumerate().find_map(angle))
            .or_else(|| dpi(".plate_dpi", self.plate_dpi))
            .or_else(|| dpi(".dither_dpi", self.dither_dpi))
            .or_else(|| self.underbase.as_ref().and_then(|base| base.violation(product)))
    }
}

impl Underbase {
    fn violation(&self, product: &Product) -> Option<(String, Rule)> {
        if let Some(rule) = name_rule(&self.name) {
            return Some((".underbase.name".into(), rule));
        }
        if !(0.0..=MOST_SPREAD).contains(&self.choke.mm()) {
            let rule = Rule::OutOfRange { least: 0.0, most: MOST_SPREAD };
            return Some((".underbase.choke".into(), rule));
        }
        self.on.iter().enumerate().find(|(_, id)| product.colour(id).is_none()).map(|(at, id)| {
            let rule = Rule::Unknown { what: "colour", id: id.to_string() };
            (format!(".underbase.on[{at}]"), rule)
        })
    }
}
