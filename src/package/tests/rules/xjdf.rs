//! What XJDF's own schema says of the elements that tickets hold: where each may stand and in which order, which attributes
//! it may and must have, and what their values are. Facts from the schema of XJDF 2.0 to 2.3 (CIP4, `xjdf.xsd`), for what
//! we write and nothing else: what is not listed here has to be looked up there first.

use std::collections::BTreeSet;

use package::{OWN_NAMESPACE, XJDF_NAMESPACE};
use roxmltree::{Document, Node};

/// The schema's types of values.
enum Kind {
    /// NMTOKEN; beyond ASCII we write none.
    Token,
    /// NMTOKENS.
    Tokens,
    /// xs:string.
    Text,
    /// xs:anyURI.
    Address,
    /// xs:ID.
    Id,
    /// xs:boolean.
    Flag,
    /// xs:int, or xs:long where it says so.
    Whole { most: i64 },
    /// So many floats: shape has 3, rectangle 4.
    Floats(usize),
    /// So many integers: IntegerRange has 2.
    Integers(usize),
    /// An enumeration.
    OneOf(&'static [&'static str]),
}

use Kind::{Address, Flag, Floats, Id, Integers, OneOf, Text, Token, Tokens, Whole};

/// xs:int.
const INT: Kind = Whole { most: i32::MAX as i64 };
/// xs:long.
const LONG: Kind = Whole { most: i64::MAX };
const MANY: usize = usize::MAX;

/// Elements of which one may stand here, how many at least and how many at most.
type Children = (&'static [&'static str], usize, usize);
/// An attribute: its name, its values, whether it must be there.
type Attribute = (&'static str, Kind, bool);

const MEDIA_TYPE: Kind = OneOf(&["Other", "Paper", "SelfAdhesive", "Textile", "Vinyl"]);
const MEDIA_DETAILS: Attribute = ("MediaTypeDetails", Token, false);
const SIDES: &[&str] = &["OneSided", "OneSidedBack", "TwoSidedHeadToFoot", "TwoSidedHeadToHead"];
/// Those that stand in for SpecificResource, which is abstract.
const RESOURCES: &[&str] = &["CustomerInfo", "Layout", "Media", "NodeInfo", "Preview", "RunList"];
/// Those that stand in for ProductIntent, which is abstract.
const INTENTS: &[&str] = &["LayoutIntent", "MediaIntent", "ProductionIntent"];

/// The elements: name, children in their order, attributes.
const ELEMENTS: [(&str, &[Children], &[Attribute]); 18] = [
    (
        "XJDF",
        &[(&["ProductList"], 0, 1), (&["ResourceSet"], 0, MANY)],
        &[
            ("Category", Token, false),
            ("DescriptiveName", Text, false),
            ("JobID", Token, true),
            ("JobPartID", Token, false),
            ("Types", Tokens, true),
            ("Version", OneOf(&["2.0", "2.1", "2.2", "2.3"]), false),
        ],
    ),
    ("ProductList", &[(&["Product"], 1, MANY)], &[]),
    (
        "Product",
        &[(&["Intent"], 0, MANY)],
        &[
            ("Amount", INT, false),
            ("DescriptiveName", Text, false),
            ("ID", Id, false),
            ("IsRoot", Flag, false),
            ("ProductTypeDetails", Text, false),
        ],
    ),
    ("Intent", &[(INTENTS, 0, 1)], &[("Name", Token, true)]),
    (
        "LayoutIntent",
        &[],
        &[
            ("FinishedDimensions", Floats(3), false),
            ("Pages", INT, false),
            ("Sides", OneOf(SIDES), false),
        ],
    ),
    ("MediaIntent", &[], &[("MediaType", MEDIA_TYPE, true), MEDIA_DETAILS]),
    ("ProductionIntent", &[], &[]),
    (
        "ResourceSet",
        &[(&["Resource"], 0, MANY)],
        &[("Name", Token, true), ("Usage", OneOf(&["Input", "Output"]), false)],
    ),
    (
        "Resource",
        &[(&["Part"], 0, MANY), (RESOURCES, 0, 1)],
        &[("DescriptiveName", Text, false), ("ID", Id, false)],
    ),
    (
        "Part",
        &[],
        &[
            ("Run", Token, false),
            ("SheetName", Token, false),
            ("Side", OneOf(&["Back", "Front"]), false),
        ],
    ),
    ("NodeInfo", &[], &[]),
    ("CustomerInfo", &[], &[("CustomerOrderID", Text, false)]),
    ("Media", &[], &[("MediaType", MEDIA_TYPE, true), MEDIA_DETAILS]),
    ("Layout", &[(&["Position"], 0, MANY)], &[("SurfaceContentsBox", Floats(4), false)]),
    ("Position", &[], &[("AbsoluteBox", Floats(4), false)]),
    ("RunList", &[(&["FileSpec"], 0, 1)], &[("Pages", Integers(2), false)]),
    ("Preview", &[(&["FileSpec"], 0, 1)], &[]),
    (
        "FileSpec",
        &[],
        &[("FileSize", LONG, false), ("MimeType", Text, false), ("URL", Address, false)],
    ),
];

/// What of a document does not fit the schema, in words.
pub(crate) fn violations(document: &Document<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let root = document.root_element();
    if !root.has_tag_name((XJDF_NAMESPACE, "XJDF")) {
        found.push("the root is XJDF".to_owned());
    }
    root.descendants().filter(Node::is_element).for_each(|node| check(node, &mut found));
    if root.descendants().any(|node| node.is_text() && !node.text().unwrap().trim().is_empty()) {
        found.push("no element holds text".to_owned());
    }
    let ids: Vec<&str> = root.descendants().filter_map(|node| node.attribute("ID")).collect();
    if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
        found.push("ids are unique".to_owned());
    }
    found
}

fn check(node: Node<'_, '_>, found: &mut Vec<String>) {
    let name = node.tag_name().name();
    let known = ELEMENTS.iter().find(|(known, ..)| node.has_tag_name((XJDF_NAMESPACE, *known)));
    let Some((_, children, attributes)) = known else {
        return found.push(format!("{name} is an element that we know"));
    };
    let mut rest = node.children().filter(Node::is_element).peekable();
    for (names, least, most) in *children {
        let mut count = 0;
        while rest.next_if(|child| names.contains(&child.tag_name().name())).is_some() {
            count += 1;
        }
        if count < *least || count > *most {
            found.push(format!("{name} has {least} to {most} of {names:?}, not {count}"));
        }
    }
    if let Some(child) = rest.next() {
        found.push(format!("{name} holds {} at this place", child.tag_name().name()));
    }
    for (key, _, _) in attributes.iter().filter(|(.., required)| *required) {
        if !node.has_attribute(*key) {
            found.push(format!("{name} has {key}"));
        }
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        let listed = attributes.iter().find(|(known, ..)| *known == key);
        match (attribute.namespace(), listed) {
            // Every element takes attributes of other namespaces.
            (Some(OWN_NAMESPACE), _) => {}
            (None, Some((_, kind, _))) if fits(kind, value) => {}
            (None, Some(_)) => found.push(format!("{name} has {key} `{value}`")),
            _ => found.push(format!("{name} takes {key}")),
        }
    }
}

fn fits(kind: &Kind, value: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
    let is_token = |text: &str| !text.is_empty() && text.bytes().all(is_name);
    let starts_name = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    let is_float = |text: &str| text.parse::<f32>().is_ok_and(f32::is_finite);
    match kind {
        Token => is_token(value),
        Tokens => !value.is_empty() && value.split(' ').all(is_token),
        Text => true,
        Address => {
            value.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte))
        }
        Id => {
            is_token(value)
                && !value.contains(':')
                && value.as_bytes().first().is_some_and(starts_name)
        }
        Flag => matches!(value, "true" | "false" | "0" | "1"),
        Whole { most } => {
            value.parse::<i64>().is_ok_and(|number| number <= *most && number >= -most)
        }
        Floats(count) => value.split(' ').count() == *count && value.split(' ').all(is_float),
        Integers(count) => {
            let is_whole = |text: &str| text.parse::<i32>().is_ok();
            value.split(' ').count() == *count && value.split(' ').all(is_whole)
        }
        OneOf(known) => known.contains(&value),
    }
}

#[test]
fn each_fact_of_the_schema_is_asked() {
    let whole = |inner: &str| {
        format!(
            "<XJDF xmlns='{XJDF_NAMESPACE}' xmlns:own='{OWN_NAMESPACE}' xmlns:other='urn:other' JobID='1' Types='Product'>{inner}</XJDF>"
        )
    };
    let found = |xml: &str| violations(&Document::parse(xml).unwrap());
    let none: Vec<String> = Vec::new();
    let sound = "<ProductList><Product ID='a' own:b='c'/></ProductList><ResourceSet Name='Media'/>";
    assert_eq!(found(&whole(sound)), none);
    for inner in [
        // Order, number and place of elements.
        "<ResourceSet Name='Media'/><ProductList><Product/></ProductList>",
        "<ProductList/>",
        "<ProductList><Product/></ProductList><ProductList><Product/></ProductList>",
        "<Product/>",
        "<ResourceSet Name='Media'><Resource><Media MediaType='Other'/><Part/></Resource></ResourceSet>",
        "<ResourceSet Name='Media'><Resource><NodeInfo/><NodeInfo/></Resource></ResourceSet>",
        "<Ticket/>",
        "<other:ProductList/>",
        "text",
        // Attributes that are not there, not known, or have no such value.
        "<ResourceSet/>",
        "<ResourceSet Name='a b'/>",
        "<ResourceSet Name='a' Usage='Both'/>",
        "<ResourceSet Name='a' SHA='1'/>",
        "<ResourceSet Name='a' other:b='1'/>",
        "<ResourceSet Name='a'><Resource ID='1a'/></ResourceSet>",
        "<ResourceSet Name='a'><Resource ID='a'/><Resource ID='a'/></ResourceSet>",
        "<ResourceSet Name='a'><Resource><Layout SurfaceContentsBox='0 0 1'/></Resource></ResourceSet>",
        "<ResourceSet Name='a'><Resource><RunList Pages='0 0.5'/></Resource></ResourceSet>",
        "<ResourceSet Name='a'><Resource><RunList><FileSpec URL='a b'/></RunList></Resource></ResourceSet>",
        "<ResourceSet Name='a'><Resource><RunList><FileSpec FileSize='9e9'/></RunList></Resource></ResourceSet>",
        "<ProductList><Product Amount='3000000000'/></ProductList>",
        "<ProductList><Product IsRoot='yes'/></ProductList>",
    ] {
        assert_ne!(found(&whole(inner)), none, "{inner}");
    }
    assert_ne!(found(&whole("").replace(" JobID='1'", "")), none);
    assert_ne!(found(&whole("").replace("Types='Product'", "Types=''")), none);
    assert_ne!(found(&whole("").replace(XJDF_NAMESPACE, "urn:another")), none);
}
