//! The job ticket as XJDF 2.1 (CIP4, Exchange Job Definition Format): product intent, media, layout, print files and
//! proofs. Lengths are points (1/72 inch) from the lower left corner, as XJDF counts. SHA-256 (a FileSpec's CheckSum is an
//! MD5) and millimetres, which XJDF has no place for, stand in a namespace of our own. No dates, so no audit pool. How it
//! prints is the shop's. Held to the facts of CIP4's schema in `tests/rules/xjdf.rs`.

use std::fmt::Write;

use geom::Mm;

use crate::ticket::{JobTicket, TicketSide, hundredths};

/// Namespace of XJDF 2.
pub const XJDF_NAMESPACE: &str = "http://www.CIP4.org/JDFSchema_2_0";
/// Namespace of what Atelier adds.
pub const OWN_NAMESPACE: &str = "urn:atelier:xjdf:1";

/// Writes a ticket as XJDF.
pub fn xjdf(ticket: &JobTicket) -> String {
    let mut xml = Xml::new();
    let order = &ticket.order;
    xml.open(
        "XJDF",
        &[
            ("xmlns", XJDF_NAMESPACE),
            ("xmlns:atelier", OWN_NAMESPACE),
            ("JobID", &token(&order.order)),
            ("JobPartID", &token(&order.line)),
            ("DescriptiveName", &format!("{} ({})", ticket.design.name, ticket.product.sku)),
            ("Category", "Web2Print"),
            ("Types", "Product"),
            ("Version", "2.1"),
            ("atelier:design", &ticket.design.sha256),
        ],
    );
    product(&mut xml, ticket);
    set(&mut xml, "NodeInfo", |xml| {
        xml.open("Resource", &[]);
        xml.empty("NodeInfo", &[]);
        xml.close("Resource");
    });
    set(&mut xml, "CustomerInfo", |xml| {
        xml.open("Resource", &[]);
        let numbers = [("CustomerOrderID", order.order.as_str()), ("atelier:line", &order.line)];
        xml.empty("CustomerInfo", &numbers);
        xml.close("Resource");
    });
    set(&mut xml, "Media", |xml| {
        let product = &ticket.product;
        xml.open("Resource", &[("ID", "media"), ("DescriptiveName", &media_name(ticket))]);
        let ground = product.colour.ground.to_string();
        xml.empty(
            "Media",
            &[
                ("MediaType", "Other"),
                ("MediaTypeDetails", product.id.as_str()),
                ("atelier:sku", &product.sku),
                ("atelier:ground", &ground),
            ],
        );
        xml.close("Resource");
    });
    set(&mut xml, "Layout", |xml| ticket.sides.iter().for_each(|side| layout(xml, side)));
    set(&mut xml, "RunList", |xml| ticket.sides.iter().for_each(|side| run_list(xml, side)));
    set(&mut xml, "Preview", |xml| {
        for side in &ticket.sides {
            xml.open("Resource", &[]);
            part(xml, side, None);
            xml.open("Preview", &[]);
            xml.empty("FileSpec", &[("MimeType", "application/pdf"), ("URL", &side.proof)]);
            xml.close("Preview");
            xml.close("Resource");
        }
    });
    xml.close("XJDF");
    xml.text
}

fn product(xml: &mut Xml, ticket: &JobTicket) {
    let (order, product) = (&ticket.order, &ticket.product);
    let amount = order.quantity.to_string();
    xml.open("ProductList", &[]);
    xml.open(
        "Product",
        &[
            ("ID", "product"),
            ("IsRoot", "true"),
            ("Amount", &amount),
            ("DescriptiveName", &product.name),
            ("ProductTypeDetails", product.id.as_str()),
        ],
    );
    let largest =
        |length: fn(&TicketSide) -> f64| ticket.sides.iter().map(length).fold(0.0, f64::max);
    let size = [largest(|side| side.trim_width), largest(|side| side.trim_height), 0.0];
    let sides = if ticket.sides.len() == 2 { "TwoSidedHeadToHead" } else { "OneSided" };
    let pages = ticket.sides.len().to_string();
    xml.open("Intent", &[("Name", "LayoutIntent")]);
    xml.empty(
        "LayoutIntent",
        &[("FinishedDimensions", &points(&size)), ("Pages", &pages), ("Sides", sides)],
    );
    xml.close("Intent");
    xml.open("Intent", &[("Name", "MediaIntent")]);
    let kind = ("MediaTypeDetails", product.id.as_str());
    xml.empty("MediaIntent", &[("MediaType", "Other"), kind]);
    xml.close("Intent");
    xml.open("Intent", &[("Name", "ProductionIntent")]);
    let print = ("atelier:technique", product.technique.id.as_str());
    xml.empty("ProductionIntent", &[print, ("atelier:size", product.size.id.as_str())]);
    xml.close("Intent");
    xml.close("Product");
    xml.close("ProductList");
}

fn layout(xml: &mut Xml, side: &TicketSide) {
    let trim = [side.trim_width, side.trim_height];
    xml.open("Resource", &[("DescriptiveName", &side.name)]);
    part(xml, side, None);
    let whole = points(&[0.0, 0.0, trim[0], trim[1]]);
    let (bleed, safe) = (number(side.bleed), number(side.safe_zone));
    xml.open(
        "Layout",
        &[
            ("SurfaceContentsBox", &whole),
            ("atelier:bleed-mm", &bleed),
            ("atelier:safe-zone-mm", &safe),
        ],
    );
    if let Some(art) = side.art {
        let (left, bottom) = (art.from_left, art.to_bottom);
        let place = points(&[left, bottom, left + art.width, bottom + art.height]);
        let size = format!("{} {}", number(art.width), number(art.height));
        let edges = [art.from_left, art.from_top, art.to_right, art.to_bottom].map(number);
        xml.empty(
            "Position",
            &[
                ("AbsoluteBox", &place),
                ("atelier:print-size-mm", &size),
                ("atelier:from-edges-mm", &edges.join(" ")),
            ],
        );
    }
    xml.close("Layout");
    xml.close("Resource");
}

fn run_list(xml: &mut Xml, side: &TicketSide) {
    for file in &side.files {
        xml.open("Resource", &[]);
        part(xml, side, Some(&format!("{}-{}", side.id, file.format.ending())));
        xml.open("RunList", &[("Pages", "0 0")]);
        let bytes = file.bytes.to_string();
        xml.empty(
            "FileSpec",
            &[
                ("FileSize", &bytes),
                ("MimeType", file.format.media_type()),
                ("URL", &file.path),
                ("atelier:sha256", &file.sha256),
            ],
        );
        xml.close("RunList");
        xml.close("Resource");
    }
}

/// Which side, and which of its files.
fn part(xml: &mut Xml, side: &TicketSide, run: Option<&str>) {
    let run = run.map(|run| ("Run", run));
    let side_name = match side.id.as_str() {
        "front" => Some(("Side", "Front")),
        "back" => Some(("Side", "Back")),
        _ => None,
    };
    let sheet = ("SheetName", side.id.as_str());
    let attributes: Vec<_> = run.into_iter().chain([sheet]).chain(side_name).collect();
    xml.empty("Part", &attributes);
}

fn set(xml: &mut Xml, name: &str, resources: impl FnOnce(&mut Xml)) {
    xml.open("ResourceSet", &[("Name", name), ("Usage", "Input")]);
    resources(xml);
    xml.close("ResourceSet");
}

fn media_name(ticket: &JobTicket) -> String {
    let product = &ticket.product;
    format!("{}, {}, {}", product.name, product.colour.name, product.size.name)
}

/// Millimetres as points, to a hundredth.
fn points(lengths: &[f64]) -> String {
    let all: Vec<String> = lengths.iter().map(|mm| number(Mm::new(*mm).points())).collect();
    all.join(" ")
}

fn number(value: f64) -> String {
    hundredths(value).to_string()
}

/// A number as XJDF takes names (NMTOKEN): what is no letter of ASCII, no digit and none of `. _ : -` stands as `_xHEX_`, and
/// so does a `_` that could be taken for the beginning of that. Different numbers stay different.
fn token(number: &str) -> String {
    let mut token = String::with_capacity(number.len());
    let mut letters = number.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_plain = letter.is_ascii_alphanumeric() || matches!(letter, '.' | ':' | '-');
        if is_plain || (letter == '_' && letters.peek() != Some(&'x')) {
            token.push(letter);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(token, "_x{:X}_", u32::from(letter));
        }
    }
    token
}

/// Writes elements, indented, text escaped.
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
        self.depth += 1;
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>");
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(self.text, "{}</{name}>", "  ".repeat(self.depth));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        let _ = write!(self.text, "{}<{name}", "  ".repeat(self.depth));
        for (key, value) in attributes {
            let _ = write!(self.text, " {key}=\"{}\"", escaped(value));
        }
        let _ = writeln!(self.text, "{end}");
    }
}

/// A text as an attribute's value. What XML 1.0 has no way to write becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(letter),
        }
    }
    escaped
}
