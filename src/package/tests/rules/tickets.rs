//! The job ticket: as JSON it keeps its schema, as XJDF it keeps the rules below, and both say what the package holds.

use std::collections::BTreeSet;

use package::{OWN_NAMESPACE, XJDF_NAMESPACE, read};
use roxmltree::{Document, Node};
use serde_json::{Value, json};

use crate::fixture::{Sample, mug, mug_package};
use crate::schema::violations;
use crate::xjdf;

fn schema() -> Value {
    let path = "../../public/schemas/job-ticket-1.schema.json";
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn ticket() -> Value {
    serde_json::from_slice(mug().get("job-ticket.json").unwrap()).unwrap()
}

#[test]
fn the_ticket_keeps_its_schema() {
    assert_eq!(violations(&schema(), &ticket()), Vec::<String>::new());
}

#[test]
fn the_schema_refuses_what_is_no_ticket() {
    let changes: [(&str, Value); 8] = [
        ("/kind", json!("other")),
        ("/schema", json!(2)),
        ("/order/quantity", json!(0)),
        ("/order/quantity", json!(1.5)),
        ("/product/colour/ground", json!("red")),
        ("/design/sha256", json!("ABC")),
        ("/sides", json!([])),
        ("/sides/0/files/0/path", json!("../evil")),
    ];
    for (place, value) in changes {
        let mut ticket = ticket();
        *ticket.pointer_mut(place).unwrap() = value;
        assert!(!violations(&schema(), &ticket).is_empty(), "{place}");
    }
    let mut ticket = ticket();
    ticket.as_object_mut().unwrap().remove("sides");
    assert!(!violations(&schema(), &ticket).is_empty());
}

#[test]
fn the_schema_names_every_field_of_the_ticket() {
    // What the ticket has and the schema does not describe would be a field without a meaning.
    fn check(root: &Value, schema: &Value, value: &Value, path: &str) {
        let schema = match schema.get("$ref") {
            Some(name) => root.pointer(&name.as_str().unwrap()[1..]).unwrap(),
            None => schema,
        };
        for (key, value) in value.as_object().into_iter().flatten() {
            let inner = schema["properties"].get(key);
            check(root, inner.unwrap_or_else(|| panic!("{path}.{key}")), value, key);
        }
        for value in value.as_array().into_iter().flatten() {
            check(root, &schema["items"], value, path);
        }
    }
    check(&schema(), &schema(), &ticket(), "$");
}

#[test]
fn the_ticket_names_files_by_their_hashes() {
    let package = read(mug_package()).unwrap();
    let listed = |path: &str| {
        package
            .manifest
            .files
            .iter()
            .find(|row| row.path == path)
            .unwrap_or_else(|| panic!("{path}"))
    };
    for side in &package.ticket.sides {
        assert_eq!(side.files.len(), 3);
        for file in &side.files {
            let row = listed(&file.path);
            assert_eq!((row.bytes, &row.sha256), (file.bytes, &file.sha256));
        }
        assert!(listed(&side.proof).bytes > 10_000);
        let art = side.art.unwrap();
        assert!((art.from_left + art.width + art.to_right - side.trim_width).abs() < 0.02);
        assert!((art.from_top + art.height + art.to_bottom - side.trim_height).abs() < 0.02);
    }
    assert!(!package.ticket.fonts.is_empty());
    for font in &package.ticket.fonts {
        let file = font.file.as_ref().unwrap();
        assert_eq!(listed(file).sha256, font.sha256, "{}", font.id);
    }
    assert!(listed("fonts/OFL.txt").bytes > 4_000);
}

fn elements<'a>(document: &'a Document<'_>, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name((XJDF_NAMESPACE, name))).collect()
}

/// The rules: all of the schema ([`xjdf::violations`]), and what it cannot say. One root product with an amount; intents and
/// resources hold an element of their name; boxes rise; files have relative addresses.
fn broken_rules(xml: &str) -> Vec<String> {
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let mut broken = xjdf::violations(&document);
    let mut rule = |holds: bool, words: String| {
        if !holds {
            broken.push(words);
        }
    };
    let products = elements(&document, "Product");
    let roots = products.iter().filter(|it| it.attribute("IsRoot") == Some("true"));
    rule(roots.count() == 1, "there is one root product".into());
    for product in &products {
        let amount = product.attribute("Amount").and_then(|it| it.parse::<u32>().ok());
        rule(amount.is_some_and(|amount| amount > 0), "a product has an amount".into());
    }
    for intent in elements(&document, "Intent") {
        let name = intent.attribute("Name").unwrap_or_default();
        let inner: Vec<_> = intent.children().filter(Node::is_element).collect();
        rule(inner.len() == 1 && inner[0].tag_name().name() == name, format!("intent {name}"));
    }
    for name in ["LayoutIntent", "MediaIntent"] {
        rule(!elements(&document, name).is_empty(), format!("there is a {name}"));
    }
    let sets = elements(&document, "ResourceSet");
    let names: Vec<&str> = sets.iter().filter_map(|set| set.attribute("Name")).collect();
    for name in ["CustomerInfo", "Media", "Layout", "RunList"] {
        rule(names.contains(&name), format!("there is a set {name}"));
    }
    for set in sets {
        let name = set.attribute("Name").unwrap_or_default();
        rule(set.attribute("Usage") == Some("Input"), format!("{name} is an input"));
        for resource in set.children().filter(Node::is_element) {
            let holds = resource.children().any(|it| it.has_tag_name((XJDF_NAMESPACE, name)));
            rule(holds, format!("a resource of {name}"));
        }
    }
    for position in elements(&document, "Position") {
        let numbers: Vec<f64> = position
            .attribute("AbsoluteBox")
            .unwrap_or_default()
            .split(' ')
            .filter_map(|number| number.parse().ok())
            .collect();
        let rises =
            matches!(numbers[..], [left, bottom, right, top] if left < right && bottom < top);
        rule(rises, format!("a box {numbers:?}"));
    }
    for file in elements(&document, "FileSpec") {
        let url = file.attribute("URL").unwrap_or_default();
        let relative = !url.is_empty() && !url.starts_with('/') && !url.contains(':');
        rule(relative && !url.contains(".."), format!("a relative address {url}"));
    }
    broken
}

fn written() -> String {
    String::from_utf8(mug().get("job-ticket.xjdf").unwrap().to_vec()).unwrap()
}

#[test]
fn the_xjdf_ticket_keeps_the_rules() {
    assert_eq!(broken_rules(&written()), Vec::<String>::new());
}

#[test]
fn tickets_of_two_sides_and_of_art_that_lies_outside_keep_the_rules() {
    let mut ticket = read(mug_package()).unwrap().ticket;
    let mut back = ticket.sides[0].clone();
    ticket.sides[0].id = "front".parse().unwrap();
    back.id = "back".parse().unwrap();
    back.art = None;
    ticket.sides.push(back);
    assert_eq!(broken_rules(&package::xjdf(&ticket)), Vec::<String>::new());
}

#[test]
fn the_rules_refuse_what_is_no_xjdf() {
    for (from, to) in [
        ("<XJDF ", "<JDF "),
        (XJDF_NAMESPACE, "urn:other"),
        ("Amount=\"25\"", "Amount=\"0\""),
        ("IsRoot=\"true\"", "IsRoot=\"false\""),
        ("Name=\"MediaIntent\"", "Name=\"ColorIntent\""),
        ("ResourceSet Name=\"Layout\"", "ResourceSet Name=\"Sheets\""),
        ("URL=\"print/", "URL=\"../print/"),
        ("ID=\"media\"", "ID=\"product\""),
    ] {
        let xml = written();
        assert!(xml.contains(from), "{from}");
        assert!(!broken_rules(&xml.replace(from, to)).is_empty(), "{from}");
    }
}

#[test]
fn xjdf_names_every_print_file_with_its_hash_and_measures_from_below() {
    let (xml, package) = (written(), read(mug_package()).unwrap());
    let document = Document::parse(&xml).unwrap();
    let files = elements(&document, "FileSpec");
    for side in &package.ticket.sides {
        for file in &side.files {
            let spec = files.iter().find(|spec| spec.attribute("URL") == Some(&file.path)).unwrap();
            assert_eq!(spec.attribute((OWN_NAMESPACE, "sha256")), Some(file.sha256.as_str()));
            assert_eq!(spec.attribute("FileSize"), Some(file.bytes.to_string().as_str()));
        }
        let art = side.art.unwrap();
        let position = elements(&document, "Position")[0];
        let place: Vec<f64> = position
            .attribute("AbsoluteBox")
            .unwrap()
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect();
        let points = |mm: f64| mm * 72.0 / 25.4;
        assert!((place[1] - points(art.to_bottom)).abs() < 0.02, "{place:?}");
        assert!((place[2] - place[0] - points(art.width)).abs() < 0.03, "{place:?}");
    }
}

#[test]
fn names_from_outside_cannot_leave_their_attribute() {
    let mut sample = Sample::open("mug-signs.json");
    sample.design.head.name = "\"/><Evil a='&amp;'>\u{1}\n".into();
    let order = package::OrderLine { order: "<&\">".into(), ..sample.order() };
    let files = sample.make(order, "{name}-{side}.{ext}").unwrap();
    let xml = String::from_utf8(files.get("job-ticket.xjdf").unwrap().to_vec()).unwrap();
    assert_eq!(broken_rules(&xml), Vec::<String>::new());
    let document = Document::parse(&xml).unwrap();
    assert_eq!(document.root_element().attribute("JobID"), Some("_x3C__x26__x22__x3E_"));
    let customer = elements(&document, "CustomerInfo")[0];
    assert_eq!(customer.attribute("CustomerOrderID"), Some("<&\">"));
    let packed = files.pack().unwrap();
    assert_eq!(read(&packed).unwrap().findings.len(), 0);
}

#[test]
fn numbers_of_orders_become_names_of_jobs_that_stay_different() {
    let ticket = read(mug_package()).unwrap().ticket;
    let job = |order: &str| {
        let mut ticket = ticket.clone();
        ticket.order.order = order.into();
        let xml = package::xjdf(&ticket);
        assert_eq!(broken_rules(&xml), Vec::<String>::new(), "{order}");
        let document = Document::parse(&xml).unwrap();
        document.root_element().attribute("JobID").unwrap().to_owned()
    };
    assert_eq!(job("2026-07:1042.a_b"), "2026-07:1042.a_b");
    let alike = ["a b", "a_b", "a_x20_b", "a_x5F_x20_b", "a\u{a0}b", "ä", "_x", "#1042"];
    let jobs: BTreeSet<String> = alike.iter().map(|order| job(order)).collect();
    assert_eq!(jobs.len(), alike.len());
    assert_eq!(job("a b"), "a_x20_b");
}
