//! The rules that a product must keep, beyond having fields of the right type. Not here: reading files.

use geom::Mm;
use geom::Set;

use crate::error::Rule;
use crate::{Money, Picture, PrintArea, Product, Side, StageSpot, Technique};

/// Longest side of a print area in mm; the largest thing that a shop prints is a blanket.
const LONGEST_SIDE: f64 = 2000.0;
/// Most bleed in mm.
const MOST_BLEED: f64 = 50.0;
/// Finest resolution that any technique asks for.
const FINEST_DPI: f64 = 2400.0;
/// Highest price of anything, in minor units: far beyond a real one, far below an overflow.
const HIGHEST_PRICE: i64 = 100_000_000;
/// Most characters of a name.
const LONGEST_NAME: usize = 80;
/// Most characters of a sentence.
const LONGEST_SENTENCE: usize = 400;
/// Most sides, sizes, views and breaks.
const MOST_PARTS: usize = 24;
/// Most colours.
const MOST_COLOURS: usize = 100;
/// Most tags and facts.
const MOST_WORDS: usize = 40;
/// Longest lead time in working days.
const LONGEST_LEAD: f64 = 365.0;
/// Longest path of a file.
const LONGEST_PATH: usize = 200;

/// A broken rule and the JSON path below the product, for example `.sides[1].print_area.width`.
pub(crate) type Violation = (String, Rule);

/// Every rule that a product breaks.
pub(crate) fn violations(product: &Product, currency: &str) -> Vec<Violation> {
    let mut found = Found(Vec::new());
    found.text(".name", &product.name, LONGEST_NAME);
    found.text(".about", &product.about, LONGEST_SENTENCE);
    found.text(".kind", &product.kind, LONGEST_NAME);
    if !is_currency(&product.currency) {
        found.add(".currency", Rule::NotACurrency);
    } else if product.currency != currency {
        found.add(".currency", Rule::OtherCurrency { shop: currency.to_owned() });
    }
    found.technique(".technique", &product.technique);
    found.count(".sides", product.sides.len(), 1, MOST_PARTS);
    found.unique(".sides", product.sides.iter().map(|side| side.id.as_str()));
    for (index, side) in product.sides.iter().enumerate() {
        found.side(&format!(".sides[{index}]"), side, product);
    }
    found.count(".colours", product.colours.len(), 1, MOST_COLOURS);
    found.unique(".colours", product.colours.iter().map(|colour| colour.id.as_str()));
    for (index, colour) in product.colours.iter().enumerate() {
        found.text(&format!(".colours[{index}].name"), &colour.name, LONGEST_NAME);
    }
    found.sizes(product);
    found.views(product);
    found.price(product);
    found.range(".lead_time_days", f64::from(product.lead_time_days), 0.0, LONGEST_LEAD);
    found.words(".tags", &product.tags, LONGEST_NAME);
    found.words(".facts", &product.facts, LONGEST_SENTENCE);
    found.0
}

/// Every rule that a technique of the catalogue's list breaks, below `path`.
pub(crate) fn technique_violations(path: &str, technique: &Technique) -> Vec<Violation> {
    let mut found = Found(Vec::new());
    found.technique(path, technique);
    found.0
}

/// Whether a text is a currency code.
pub(crate) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a text can be shown as a name.
pub(crate) fn name_rule(name: &str) -> Option<Rule> {
    text_rule(name, LONGEST_NAME)
}

/// Whether a path stays inside its folder and means the same on every server.
pub(crate) fn is_relative(path: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.');
    path.len() <= LONGEST_PATH
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && part.bytes().all(plain))
}

pub(crate) fn text_rule(text: &str, most: usize) -> Option<Rule> {
    let good = !text.trim().is_empty()
        && text.chars().count() <= most
        && !text.chars().any(char::is_control);
    (!good).then_some(Rule::WrongText { most })
}

/// The first rule that a print area breaks.
pub(crate) fn print_area_violation(area: PrintArea) -> Option<Violation> {
    let mut found = Found(Vec::new());
    found.print_area("", area);
    found.0.into_iter().next()
}

struct Found(Vec<Violation>);

impl Found {
    fn add(&mut self, path: &str, rule: Rule) {
        self.0.push((path.to_owned(), rule));
    }

    fn text(&mut self, path: &str, text: &str, most: usize) {
        if let Some(rule) = text_rule(text, most) {
            self.add(path, rule);
        }
    }

    fn words(&mut self, path: &str, words: &[String], most: usize) {
        self.count(path, words.len(), 0, MOST_WORDS);
        self.unique(path, words.iter().map(String::as_str));
        for (index, word) in words.iter().enumerate() {
            self.text(&format!("{path}[{index}]"), word, most);
        }
    }

    fn count(&mut self, path: &str, count: usize, least: usize, most: usize) {
        if !(least..=most).contains(&count) {
            self.add(path, Rule::WrongCount { least, most });
        }
    }

    /// `path` is the list's; the entry that repeats an id is named.
    fn unique<'a>(&mut self, path: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = Set::new();
        for (index, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.add(&format!("{path}[{index}]"), Rule::Twice { id: id.to_owned() });
            }
        }
    }

    fn range(&mut self, path: &str, value: f64, least: f64, most: f64) {
        if !(least..=most).contains(&value) {
            self.add(path, Rule::OutOfRange { least, most });
        }
    }

    fn positive(&mut self, path: &str, value: f64, most: f64) {
        if !value.is_finite() || value <= 0.0 {
            self.add(path, Rule::NotPositive);
        } else {
            self.range(path, value, 0.0, most);
        }
    }

    fn money(&mut self, path: &str, amount: Money) {
        if !(0..=HIGHEST_PRICE).contains(&amount.in_minor()) {
            self.add(path, Rule::OutOfRange { least: 0.0, most: HIGHEST_PRICE as f64 });
        }
    }

    fn technique(&mut self, path: &str, technique: &Technique) {
        let (floor, aim) = (technique.floor_dpi.dpi(), technique.aim_dpi.dpi());
        self.text(&format!("{path}.name"), &technique.name, LONGEST_NAME);
        self.text(&format!("{path}.about"), &technique.about, LONGEST_SENTENCE);
        self.positive(&format!("{path}.floor_dpi"), floor, FINEST_DPI);
        self.range(&format!("{path}.aim_dpi"), aim, floor.max(1.0), FINEST_DPI);
        self.range(&format!("{path}.min_stroke"), technique.min_stroke.mm(), 0.0, 50.0);
        self.range(&format!("{path}.min_text"), technique.min_text.mm(), 0.0, 100.0);
        self.count(&format!("{path}.inks"), technique.inks.len(), 0, MOST_COLOURS);
        self.unique(&format!("{path}.inks"), technique.inks.iter().map(|ink| ink.name.as_str()));
        for (index, ink) in technique.inks.iter().enumerate() {
            self.text(&format!("{path}.inks[{index}].name"), &ink.name, LONGEST_NAME);
        }
    }

    fn side(&mut self, path: &str, side: &Side, product: &Product) {
        self.text(&format!("{path}.name"), &side.name, LONGEST_NAME);
        self.print_area(&format!("{path}.print_area"), side.print_area);
        let StageSpot::OnView { view, left, top, width } = &side.stage else { return };
        match product.view(view) {
            None => self.add(
                &format!("{path}.stage.on_view.view"),
                Rule::Unknown { what: "view", id: view.to_string() },
            ),
            Some(shown) if shown.side != side.id => self.add(
                &format!("{path}.stage.on_view.view"),
                Rule::OtherSide { view: view.to_string(), side: shown.side.to_string() },
            ),
            Some(_) => {}
        }
        self.range(&format!("{path}.stage.on_view.left"), *left, 0.0, 1.0);
        self.range(&format!("{path}.stage.on_view.top"), *top, 0.0, 1.0);
        self.positive(&format!("{path}.stage.on_view.width"), *width, (1.0 - left).clamp(0.0, 1.0));
    }

    fn print_area(&mut self, path: &str, area: PrintArea) {
        let PrintArea { width, height, bleed, safe_zone } = area;
        self.positive(&format!("{path}.width"), width.mm(), LONGEST_SIDE);
        self.positive(&format!("{path}.height"), height.mm(), LONGEST_SIDE);
        self.range(&format!("{path}.bleed"), bleed.mm(), 0.0, MOST_BLEED);
        // A safe zone as wide as half the area would leave nothing inside.
        let most = (width.min(height) / 2.0).max(Mm::ZERO) * 0.9;
        self.range(&format!("{path}.safe_zone"), safe_zone.mm(), 0.0, most.mm());
    }

    fn sizes(&mut self, product: &Product) {
        self.count(".sizes", product.sizes.len(), 1, MOST_PARTS);
        self.unique(".sizes", product.sizes.iter().map(|size| size.id.as_str()));
        for (index, size) in product.sizes.iter().enumerate() {
            self.text(&format!(".sizes[{index}].name"), &size.name, LONGEST_NAME);
            self.money(&format!(".sizes[{index}].surcharge"), size.surcharge);
        }
        if product.size(&product.default_size).is_none() {
            let id = product.default_size.to_string();
            self.add(".default_size", Rule::Unknown { what: "size", id });
        }
    }

    fn views(&mut self, product: &Product) {
        self.count(".views", product.views.len(), 1, MOST_PARTS);
        self.unique(".views", product.views.iter().map(|view| view.id.as_str()));
        for (index, view) in product.views.iter().enumerate() {
            let path = format!(".views[{index}]");
            self.text(&format!("{path}.name"), &view.name, LONGEST_NAME);
            if product.side(&view.side).is_none() {
                let id = view.side.to_string();
                self.add(&format!("{path}.side"), Rule::Unknown { what: "side", id });
            }
            // A photo's files are judged where it is read.
            if let Picture::Maps(folder) = &view.picture
                && !is_relative(folder)
            {
                self.add(&format!("{path}.picture.maps"), Rule::NotRelative);
            }
        }
    }

    fn price(&mut self, product: &Product) {
        self.money(".price.base", product.price.base);
        self.money(".price.per_side", product.price.per_side);
        self.count(".price.breaks", product.price.breaks.len(), 0, MOST_PARTS);
        let (mut from, mut percent_off) = (1, 0);
        for (index, step) in product.price.breaks.iter().enumerate() {
            let path = format!(".price.breaks[{index}]");
            if step.from <= from {
                self.add(&format!("{path}.from"), Rule::NotRising { before: from });
            }
            let percent_path = format!("{path}.percent_off");
            if !(1..=90).contains(&step.percent_off) {
                self.add(&percent_path, Rule::OutOfRange { least: 1.0, most: 90.0 });
                continue;
            }
            if step.percent_off <= percent_off {
                self.add(&percent_path, Rule::NotRising { before: percent_off });
            }
            (from, percent_off) = (step.from.max(from), step.percent_off.max(percent_off));
        }
    }
}
