//! Screen printing in a catalogue: what is wrong with an entry, and what plates cost.

use catalog::{
    Catalog, Product, QuoteLineKind, QuoteRequest, ScreenPrint, ScreenPrintError, SizeId,
};
use serde_json::{Value, json};

const TEAM_TEE: &str = include_str!("../../../public/catalog/team-tee.json");
const TECHNIQUES: &str = include_str!("../../../public/catalog/techniques.json");

/// The shipped team tee with one value of its screen printing changed.
fn team_tee(pointer: &str, value: Value) -> Product {
    let mut product: Value = serde_json::from_str(TEAM_TEE).unwrap();
    let all: Value = serde_json::from_str(TECHNIQUES).unwrap();
    let all = all["techniques"].as_array().unwrap();
    let technique = all.iter().find(|one| one["id"] == product["technique"]).unwrap().clone();
    product["technique"] = technique;
    if !pointer.is_empty() {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = product.pointer_mut(&format!("/screen_print{parent}")).unwrap();
        match parent {
            Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
            other => other[key.parse::<usize>().unwrap()] = value,
        }
    }
    let shop = json!({ "name": "S", "currency": "EUR" });
    let list = json!({ "schema": 1, "shop": shop, "products": [product] }).to_string();
    let loaded = Catalog::from_json("shop.json", list.as_bytes()).unwrap();
    assert_eq!(loaded.problems, [], "the entry is not read with the catalogue");
    loaded.catalog.products()[0].clone()
}

fn check(pointer: &str, value: Value, expected: &str) {
    let error = ScreenPrint::of(&team_tee(pointer, value)).unwrap_err().to_string();
    let expected = format!("`team-tee`: $.screen_print{expected}");
    assert!(error.starts_with(&expected), "{error} is not {expected}");
}

#[test]
fn a_wrong_entry_is_named_with_its_path() {
    check("/inks", json!([]), ".inks: must have 1 to 48 entries");
    check("/inks/1/name", json!(" "), ".inks[1].name: must be a text of 1 to 80");
    check("/inks/1/name", json!("White"), ".inks[1].name: `White` is used twice");
    check("/inks/2/opacity", json!(0), ".inks[2].opacity: must be 0.05 to 1");
    check("/most_inks", json!(13), ".most_inks: must be 1 to 12");
    check("/setup", json!(-1), ".setup: must be 0 to 10000000");
    check("/min_pieces", json!(0), ".min_pieces: must be 1 to 10000");
    check("/trap", json!(3), ".trap: must be 0 to 2");
    check("/halftone/ruling", json!(300), ".halftone.ruling: must be 10 to 150");
    check("/halftone/angles", json!([]), ".halftone.angles: must have 1 to 16 entries");
    check("/halftone/angles/0", json!(500), ".halftone.angles[0]: must be -180 to 180");
    check("/plate_dpi", json!(9600), ".plate_dpi: must be 50 to 2400");
    check("/underbase/choke", json!(-0.1), ".underbase.choke: must be 0 to 2");
    check("/underbase/on", json!(["neon"]), ".underbase.on[0]: there is no colour `neon`");
    check("/halftone/dot", json!("star"), ": halftone.dot: unknown variant");
    check("/ink_list", json!(1), ": ink_list: unknown field");
}

fn request(quantity: u32) -> QuoteRequest {
    QuoteRequest { size: SizeId::new("m").unwrap(), quantity, printed_sides: 2 }
}

#[test]
fn each_ink_less_is_cheaper_by_its_plate_and_its_pieces() {
    let tee = team_tee("", Value::Null);
    let print = ScreenPrint::of(&tee).unwrap();
    let total = |plates: u32| {
        let quote = print.quote(&tee, &request(20), &[plates, 1], ["Inks", "Plates"]).unwrap();
        let sum: i64 = quote.lines.iter().map(|line| line.amount.in_minor()).sum();
        assert_eq!(sum, quote.total.in_minor(), "the lines add up");
        quote.total.in_minor()
    };
    for plates in 1..6 {
        let saved = total(plates + 1) - total(plates);
        assert_eq!(saved, print.setup.in_minor() + 20 * print.per_ink.in_minor());
    }
}

#[test]
fn the_setup_is_once_an_order_and_no_part_of_the_price_of_a_piece() {
    let tee = team_tee("", Value::Null);
    let print = ScreenPrint::of(&tee).unwrap();
    let quote = print.quote(&tee, &request(1), &[3], ["Inks", "Plates"]).unwrap();
    let setup = quote.lines.last().unwrap();
    assert_eq!(setup.kind, QuoteLineKind::Named { name: "Plates".into() });
    assert_eq!((setup.each, setup.count), (print.setup, 3));
    assert_eq!(quote.each.in_minor(), 900 + 3 * 90);
    assert_eq!(quote.total.in_minor(), 900 + 3 * 90 + 3 * 1800);
}

#[test]
fn fewer_pieces_than_are_printed_at_once_are_refused() {
    let tee = team_tee("/min_pieces", json!(12));
    let print = ScreenPrint::of(&tee).unwrap();
    let refused = print.quote(&tee, &request(11), &[1], ["", ""]).unwrap_err();
    assert_eq!(refused, ScreenPrintError::TooFew { quantity: 11, least: 12 });
    assert!(print.quote(&tee, &request(12), &[1], ["", ""]).is_ok());
}

#[test]
fn an_underbase_goes_on_dark_cloth_or_on_the_colours_that_are_named() {
    let on = |product: &Product| -> Vec<String> {
        let print = ScreenPrint::of(product).unwrap();
        let base = print.underbase.unwrap();
        let on = product.colours.iter().filter(|colour| base.is_on(colour));
        on.map(|colour| colour.id.to_string()).collect()
    };
    let dark = on(&team_tee("", Value::Null));
    assert!(dark.contains(&"black".to_owned()) && !dark.contains(&"white".to_owned()), "{dark:?}");
    assert_eq!(on(&team_tee("/underbase/on", json!(["sand"]))), ["sand"]);
}
