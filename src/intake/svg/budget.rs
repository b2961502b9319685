//! Whether an SVG may be read at all: how much of it there is once every reference is followed. Nothing is drawn.
//!
//! The reader behind it follows references without counting, so a small file could keep it busy for ever.

use std::collections::{BTreeMap, BTreeSet};

use jobs::Missing;
use roxmltree::{Document, Node, ParsingOptions};

use crate::IntakeError;

/// Largest file that is read; pages of PDF files come with their pictures inside.
const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Most elements, attributes and texts in the file.
const MAX_NODES: u32 = 200_000;
/// Deepest nesting of elements.
const MAX_DEPTH: usize = 64;
/// Most elements once references are followed.
const MAX_EXPANDED: u64 = 200_000;
/// Most filters that are applied once references are followed, and most steps of one.
const MAX_FILTERS: u64 = 64;
const MAX_FILTER_STEPS: usize = 24;
/// Largest number in a filter: radius, deviation, octaves, matrix size.
const MAX_FILTER_NUMBER: f64 = 500.0;
const MAX_OCTAVES: f64 = 8.0;

/// Checks a file and lists what in it is left out already from its elements.
pub(super) fn check(text: &str) -> Result<BTreeSet<Missing>, IntakeError> {
    if text.len() > MAX_BYTES {
        return Err(IntakeError::refused(format!(
            "is {} MB of text; at most {} MB are read",
            text.len() / 1024 / 1024,
            MAX_BYTES / 1024 / 1024
        )));
    }
    if text.contains("<!ENTITY") {
        return Err(IntakeError::refused("defines text entities, which are not read"));
    }
    check_depth(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            IntakeError::refused("has too many parts to be read here")
        }
        other => IntakeError::damaged("SVG", other),
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(IntakeError::damaged("SVG", "its first element is not svg"));
    }
    let sheet = Sheet::of(&document);
    let mut counted = Counted {
        document: &document,
        sheet: &sheet,
        ids: BTreeMap::new(),
        known: BTreeMap::new(),
    };
    for node in document.descendants().filter(Node::is_element) {
        if let Some(id) = node.attribute("id") {
            counted.ids.entry(id).or_insert(node);
        }
        check_filter(node)?;
    }
    counted.cost(root, &mut Vec::new())?;
    Ok(missing(&document))
}

/// Counts open elements without building anything: what reads the file calls itself for each level.
fn check_depth(text: &str) -> Result<(), IntakeError> {
    let (mut depth, mut rest) = (0_usize, text);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let skip = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        let step = if rest.starts_with("<!--") {
            skip("-->")
        } else if rest.starts_with("<![CDATA[") {
            skip("]]>")
        } else if rest.starts_with("<?") {
            skip("?>")
        } else if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
            2
        } else if rest.starts_with("<!") {
            2
        } else {
            let end = tag_end(rest);
            if !rest[..end].ends_with("/>") {
                depth += 1;
            }
            end
        };
        if depth > MAX_DEPTH {
            return Err(IntakeError::refused(format!(
                "is nested more than {MAX_DEPTH} levels deep"
            )));
        }
        rest = &rest[step..];
    }
    Ok(())
}

/// Where a start tag ends; a `>` may lie inside of quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, letter) in tag.bytes().enumerate() {
        match (quote, letter) {
            (None, b'"' | b'\'') => quote = Some(letter),
            (None, b'>') => return at + 1,
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Elements with what they refer to, counted once each.
struct Counted<'a, 'i> {
    document: &'a Document<'i>,
    sheet: &'a Sheet,
    ids: BTreeMap<&'a str, Node<'a, 'i>>,
    /// Elements and filters behind an id.
    known: BTreeMap<&'a str, Cost>,
}

#[derive(Clone, Copy, Default)]
struct Cost {
    elements: u64,
    filters: u64,
}

impl Cost {
    fn add(&mut self, other: Self) -> Result<(), IntakeError> {
        self.elements = self.elements.saturating_add(other.elements);
        self.filters = self.filters.saturating_add(other.filters);
        if self.elements > MAX_EXPANDED {
            return Err(IntakeError::refused("repeats its parts too many times"));
        }
        if self.filters > MAX_FILTERS {
            return Err(IntakeError::refused("has too many filters"));
        }
        Ok(())
    }
}

impl<'a> Counted<'a, '_> {
    /// What an element and all in it come to. `open` are the ids on the way here.
    fn cost(&mut self, node: Node<'a, '_>, open: &mut Vec<&'a str>) -> Result<Cost, IntakeError> {
        let mut sum = Cost::default();
        for inner in node.descendants().filter(Node::is_element) {
            let filters = u64::from(inner.tag_name().name() == "filter");
            sum.add(Cost { elements: 1, filters })?;
            let mut wanted = BTreeSet::new();
            for attribute in inner.attributes() {
                let value = attribute.value();
                if attribute.name() == "href" {
                    wanted.extend(value.trim().strip_prefix('#'));
                } else {
                    wanted.extend(urls(value));
                }
            }
            for id in self.sheet.ids_for(inner).chain(wanted.iter().copied()) {
                let Some((id, target)) = self.target(id) else { continue };
                if let Some(cost) = self.known.get(id) {
                    sum.add(*cost)?;
                    continue;
                }
                if open.contains(&id) || open.len() > MAX_DEPTH {
                    return Err(IntakeError::refused("refers to itself in a circle"));
                }
                open.push(id);
                let cost = self.cost(target, open)?;
                open.pop();
                self.known.insert(id, cost);
                sum.add(cost)?;
            }
        }
        Ok(sum)
    }

    /// The element with an id, by the document's own copy of the id.
    fn target(&self, id: &str) -> Option<(&'a str, Node<'a, 'a>)> {
        let (id, node) = self.ids.get_key_value(id)?;
        self.document.get_node(node.id()).map(|node| (*id, node))
    }
}

/// The ids in `url(#...)` of a value.
fn urls(value: &str) -> impl Iterator<Item = &str> {
    addresses(value).filter_map(|address| address.strip_prefix('#'))
}

/// Rules of style elements that refer to something: for which classes, ids and tags, and to which ids.
struct Sheet {
    rules: Vec<(String, Vec<String>)>,
}

impl Sheet {
    fn of(document: &Document<'_>) -> Self {
        let mut rules = Vec::new();
        let styles = document.descendants().filter(|node| node.tag_name().name() == "style");
        for text in styles.filter_map(|node| node.text()) {
            for rule in text.split('}') {
                let Some((selector, body)) = rule.split_once('{') else { continue };
                let ids: Vec<String> = urls(body).map(str::to_owned).collect();
                if !ids.is_empty() {
                    rules.push((selector.to_owned(), ids));
                }
            }
        }
        Self { rules }
    }

    /// The ids that rules give an element; rather too many than too few.
    fn ids_for(&self, node: Node<'_, '_>) -> impl Iterator<Item = &str> {
        self.rules
            .iter()
            .filter(move |(selector, _)| applies(selector, node))
            .flat_map(|(_, ids)| ids.iter().map(String::as_str))
    }
}

fn applies(selector: &str, node: Node<'_, '_>) -> bool {
    let classes = node.attribute("class").unwrap_or_default();
    let has = |name: &str| {
        selector
            .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_')))
            .any(|word| word == name)
    };
    selector.contains('*')
        || classes.split_whitespace().any(has)
        || node.attribute("id").is_some_and(has)
        || has(node.tag_name().name())
}

fn check_filter(node: Node<'_, '_>) -> Result<(), IntakeError> {
    let too_much = || IntakeError::refused("has a filter that takes too long to draw");
    let name = node.tag_name().name();
    if name == "filter" && node.children().filter(Node::is_element).count() > MAX_FILTER_STEPS {
        return Err(too_much());
    }
    if !name.starts_with("fe") {
        return Ok(());
    }
    for (attribute, most) in [
        ("stdDeviation", MAX_FILTER_NUMBER),
        ("radius", MAX_FILTER_NUMBER),
        ("numOctaves", MAX_OCTAVES),
        ("order", MAX_OCTAVES),
    ] {
        let numbers = node.attribute(attribute).unwrap_or_default();
        let all = numbers.split(|letter: char| letter == ',' || letter.is_whitespace());
        // A number that cannot be read is not used by the reader either.
        if all.filter_map(|number| number.parse::<f64>().ok()).any(|number| number.abs() > most) {
            return Err(too_much());
        }
    }
    Ok(())
}

/// What is missing and shows in the elements alone.
fn missing(document: &Document<'_>) -> BTreeSet<Missing> {
    let mut found = BTreeSet::new();
    if document.root().children().filter_map(|node| node.pi()).any(|pi| pi.target == STYLESHEET) {
        found.insert(Missing::Links);
    }
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        match name {
            "text"
                if node
                    .descendants()
                    .any(|inner| inner.text().is_some_and(|text| !text.trim().is_empty())) =>
            {
                found.insert(Missing::Text);
            }
            "foreignObject" => {
                found.insert(Missing::Foreign);
            }
            "animate" | "animateTransform" | "animateMotion" | "set" => {
                found.insert(Missing::Motion);
            }
            "script" => {
                found.insert(Missing::Scripts);
            }
            "style" if node.text().is_some_and(sheet_goes_far) => {
                found.insert(Missing::Links);
            }
            _ => {}
        }
        if name != "script" && node.attributes().any(|it| goes_far(name, it)) {
            found.insert(Missing::Links);
        }
        if node.attributes().any(|attribute| attribute.name().starts_with("on")) {
            found.insert(Missing::Scripts);
        }
    }
    found
}

/// The instruction by which a file asks for a style sheet.
const STYLESHEET: &str = "xml-stylesheet";

/// Whether an attribute asks for another file. Where a press on it would lead does not count.
fn goes_far(element: &str, attribute: roxmltree::Attribute<'_, '_>) -> bool {
    if attribute.name() == "href" {
        return element != "a" && is_far(attribute.value());
    }
    // Notes of drawing programs have a namespace.
    attribute.namespace().is_none() && addresses(attribute.value()).any(is_far)
}

/// Whether a style sheet asks for another file. Fonts do not count: letters that would need them are listed themselves.
fn sheet_goes_far(sheet: &str) -> bool {
    sheet.contains("@import")
        || sheet
            .split('}')
            .filter(|rule| !rule.contains("@font-face"))
            .any(|rule| addresses(rule).any(is_far))
}

/// Whether an address lies outside of the file.
fn is_far(address: &str) -> bool {
    let address = address.trim();
    !address.is_empty() && !address.starts_with('#') && !address.starts_with("data:")
}

/// What stands in `url(...)` of a value.
fn addresses(value: &str) -> impl Iterator<Item = &str> {
    value
        .split("url(")
        .skip(1)
        .filter_map(|part| Some(part.split(')').next()?.trim().trim_matches(['"', '\'']).trim()))
}
