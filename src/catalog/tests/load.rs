//! What loading a catalogue takes, refuses and says.

use std::sync::LazyLock;

use catalog::{Catalog, CatalogError, CatalogList, LARGEST_FILE};
use serde_json::{Value, json};

/// The shipped tee as text.
static TEE: LazyLock<String> = LazyLock::new(|| tee().to_string());

/// The shipped tee with its technique written out.
fn tee() -> Value {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let mut tee = read(include_str!("../../../public/catalog/tee.json"));
    let all = read(include_str!("../../../public/catalog/techniques.json"));
    let all = all["techniques"].as_array().unwrap();
    tee["technique"] = all.iter().find(|one| one["id"] == tee["technique"]).unwrap().clone();
    // Whatever the shop's pictures look like.
    tee["sides"][0]["stage"]["on_view"]["left"] = json!(0.25);
    // These catalogues have no list of techniques that it could be printed with, too.
    tee.as_object_mut().unwrap().remove("also");
    for side in tee["sides"].as_array_mut().unwrap() {
        side.as_object_mut().unwrap().remove("areas");
    }
    tee
}

/// Reads one tee with the value at a JSON pointer replaced; returns what is wrong with it.
fn problems_with(pointer: &str, value: Value) -> Vec<String> {
    let mut tee: Value = tee();
    *tee.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
    problems_of(tee)
}

fn problems_of(product: Value) -> Vec<String> {
    let list = br#"{"schema":1,"shop":{"name":"S","currency":"EUR"},"products":["tee.json"]}"#;
    let loaded =
        Catalog::load("catalog.json", list, |_| Ok(product.to_string().into_bytes())).unwrap();
    assert_eq!(loaded.catalog.products().is_empty(), !loaded.problems.is_empty());
    loaded.problems.iter().map(CatalogError::to_string).collect()
}

#[track_caller]
fn check(pointer: &str, value: Value, problem: &str) {
    assert_eq!(problems_with(pointer, value), [problem]);
}

fn document(products: &[Value]) -> Vec<u8> {
    let shop = json!({ "name": "S", "currency": "EUR" });
    json!({ "schema": 1, "shop": shop, "products": products }).to_string().into_bytes()
}

#[test]
fn inks_have_names_of_their_own() {
    let inks = |second: &str| json!([{ "name": "Red", "colour": "#e30613" }, { "name": second, "colour": "#ffed00" }]);
    assert_eq!(problems_with("/technique/inks", inks("Yellow")), [""; 0]);
    check(
        "/technique/inks",
        inks("Red"),
        "tee.json: $.technique.inks[1]: `Red` is used twice; ids must be unique",
    );
    check(
        "/technique/inks",
        inks(" "),
        "tee.json: $.technique.inks[1].name: must be a text of 1 to 80 characters without control characters",
    );
}

#[test]
fn a_rule_names_the_file_and_the_path() {
    check(
        "/sides/1/print_area/width",
        json!(0),
        "tee.json: $.sides[1].print_area.width: must be over 0",
    );
    check(
        "/sides/0/print_area/height",
        json!(2001),
        "tee.json: $.sides[0].print_area.height: must be 0 to 2000",
    );
    check(
        "/sides/0/print_area/bleed",
        json!(-1),
        "tee.json: $.sides[0].print_area.bleed: must be 0 to 50",
    );
    check(
        "/sides/0/print_area/safe_zone",
        json!(150),
        "tee.json: $.sides[0].print_area.safe_zone: must be 0 to 135",
    );
    check(
        "/price/breaks/1/percent_off",
        json!(5),
        "tee.json: $.price.breaks[1].percent_off: must be over 5, the entry before it",
    );
    check(
        "/price/breaks/0/percent_off",
        json!(91),
        "tee.json: $.price.breaks[0].percent_off: must be 1 to 90",
    );
    check(
        "/price/breaks/1/from",
        json!(5),
        "tee.json: $.price.breaks[1].from: must be over 5, the entry before it",
    );
    check(
        "/price/breaks/0/from",
        json!(1),
        "tee.json: $.price.breaks[0].from: must be over 1, the entry before it",
    );
    check(
        "/sizes/5/surcharge",
        json!(-1),
        "tee.json: $.sizes[5].surcharge: must be 0 to 100000000",
    );
    check("/technique/aim_dpi", json!(149), "tee.json: $.technique.aim_dpi: must be 150 to 2400");
    check("/technique/floor_dpi", json!(0), "tee.json: $.technique.floor_dpi: must be over 0");
    check(
        "/currency",
        json!("eur"),
        "tee.json: $.currency: must be a currency code of three capital letters, such as EUR",
    );
    check("/currency", json!("USD"), "tee.json: $.currency: must be EUR, the shop's currency");
    check("/default_size", json!("xs"), "tee.json: $.default_size: there is no size `xs`");
    let dangling = problems_with("/views/1/side", json!("hood"));
    assert_eq!(dangling[1], "tee.json: $.views[1].side: there is no side `hood`");
    check(
        "/sides/0/stage/on_view/view",
        json!("top"),
        "tee.json: $.sides[0].stage.on_view.view: there is no view `top`",
    );
    check(
        "/sides/0/stage/on_view/view",
        json!("back"),
        "tee.json: $.sides[0].stage.on_view.view: view `back` shows side `back`, not this one",
    );
    check(
        "/sides/0/stage/on_view/width",
        json!(0.8),
        "tee.json: $.sides[0].stage.on_view.width: must be 0 to 0.75",
    );
    check(
        "/colours/1/id",
        json!("white"),
        "tee.json: $.colours[1]: `white` is used twice; ids must be unique",
    );
    check("/colours", json!([]), "tee.json: $.colours: must have 1 to 100 entries");
    check(
        "/name",
        json!(" "),
        "tee.json: $.name: must be a text of 1 to 80 characters without control characters",
    );
    check(
        "/tags/0",
        json!("a\u{7}b"),
        "tee.json: $.tags[0]: must be a text of 1 to 80 characters without control characters",
    );
    check("/lead_time_days", json!(366), "tee.json: $.lead_time_days: must be 0 to 365");
}

#[test]
fn a_map_outside_the_mockup_folder_is_refused() {
    let paths = [
        "../shade.webp",
        "/shade.webp",
        "a//b.webp",
        "https://x.example/a.webp",
        "a\\b",
        "",
        "a/./b",
        "%2e%2e/a",
    ];
    for path in paths {
        let problem = "tee.json: $.views[0].picture.maps: must be a relative path of a-z, 0-9, `-`, `_`, `.` and `/`, without `..`";
        check("/views/0/picture/maps", json!(path), problem);
    }
}

#[test]
fn five_maps_by_name_are_refused_with_what_to_write_instead() {
    let mut tee = tee();
    let view = tee.pointer_mut("/views/1").unwrap().as_object_mut().unwrap();
    view.remove("picture");
    view.insert("maps".to_owned(), json!({ "shade": "a.webp", "uv": "b.webp" }));
    let problem = "tee.json: $.views[1].maps: is not read any more; put the five maps into a folder as shade.webp, \
                   highlights.webp, parts.webp, print_mask.webp and uv.webp, and write \
                   \"picture\": { \"maps\": \"FOLDER\" } instead";
    assert_eq!(problems_of(tee), [problem]);
}

#[test]
fn a_wrong_type_names_the_path() {
    check(
        "/sides/1/print_area/width",
        json!("wide"),
        "tee.json: $.sides[1].print_area.width: invalid type: string \"wide\", expected f64",
    );
    check(
        "/colours/2/swatch",
        json!("navy"),
        "tee.json: $.colours[2].swatch: `navy` is not a colour; write it as #rrggbb",
    );
    check(
        "/sizes/0/id",
        json!("Größe S"),
        "tee.json: $.sizes[0].id: `Größe S` is not an id; use 1 to 64 of a-z, 0-9, `-` and `_`",
    );
    check(
        "/sides/0/stage",
        json!("round"),
        "tee.json: $.sides[0].stage: unknown variant `round`, expected `on_view` or `flat`",
    );
}

#[test]
fn an_unknown_or_missing_field_names_the_path() {
    let mut tee: Value = tee();
    tee["sides"][0]["print_area"]["depth"] = json!(3);
    assert!(
        problems_of(tee.clone())[0]
            .starts_with("tee.json: $.sides[0].print_area.depth: unknown field `depth`")
    );
    tee["sides"][0]["print_area"] = json!({ "width": 1 });
    assert_eq!(problems_of(tee), ["tee.json: $.sides[0].print_area: missing field `height`"]);
}

#[test]
fn every_broken_rule_of_a_product_is_told() {
    let mut tee: Value = tee();
    tee["price"]["base"] = json!(-1);
    tee["sizes"][0]["name"] = json!("");
    assert_eq!(problems_of(tee).len(), 2);
}

#[test]
fn a_wrong_product_leaves_the_others() {
    let tee: Value = tee();
    let loaded =
        Catalog::from_json("shop.json", &document(&[json!({ "id": 5 }), tee, json!("mug.json")]))
            .unwrap();
    assert_eq!(loaded.catalog.products().len(), 1);
    let problems: Vec<_> = loaded.problems.iter().map(CatalogError::path).collect();
    assert_eq!(problems, ["$.products[0].id", "$.products[2]"]);
}

#[test]
fn the_second_product_with_an_id_is_left_out() {
    let tee: Value = tee();
    let loaded = Catalog::from_json("shop.json", &document(&[tee.clone(), tee])).unwrap();
    assert_eq!(loaded.catalog.products().len(), 1);
    assert_eq!(
        loaded.problems[0].to_string(),
        "shop.json: $.products[1]: `tee` is used twice; ids must be unique"
    );
}

#[test]
fn a_file_that_does_not_load_is_told_and_the_others_stay() {
    let list = document(&[json!("tee.json"), json!("gone.json"), json!("../secret.json")]);
    let loaded = Catalog::load("catalog.json", &list, |file| match file {
        "tee.json" => Ok(TEE.as_bytes().to_vec()),
        other => Err(format!("404 for {other}")),
    })
    .unwrap();
    assert_eq!(loaded.catalog.products().len(), 1);
    assert_eq!(loaded.problems[0].to_string(), "gone.json: could not be loaded: 404 for gone.json");
    assert_eq!(loaded.problems[1].path(), "$.products[2]");
}

#[test]
fn a_list_tells_which_files_to_fetch() {
    let list = document(&[json!("tee.json"), json!({}), json!("../x.json")]);
    let list = CatalogList::read("catalog.json", &list).unwrap();
    assert_eq!(list.files().collect::<Vec<_>>(), ["tee.json"]);
}

#[test]
fn a_document_that_cannot_be_read_says_where() {
    let error = |json: &[u8]| Catalog::from_json("c.json", json).unwrap_err().to_string();
    assert_eq!(
        error(b"{\n  \"schema\": }"),
        "c.json: line 2, column 13: is not JSON: expected a value"
    );
    assert_eq!(error(br#"{"schema":2,"novel":1}"#), "c.json: $.schema: is 2; this version reads 1");
    assert_eq!(
        error(br#"{"schema":"1"}"#),
        "c.json: $.schema: invalid type: string \"1\", expected u64"
    );
    assert_eq!(error(br#"{"schema":1,"products":[]}"#), "c.json: $: missing field `shop`");
    assert_eq!(
        error(br#"{"schema":1,"shop":{"name":"S","currency":"euros"},"products":[]}"#),
        "c.json: $.shop.currency: must be a currency code of three capital letters, such as EUR"
    );
    assert_eq!(
        error(&vec![b' '; LARGEST_FILE + 1]),
        "c.json: has 1048577 bytes; at most 1048576 are read"
    );
    assert!(error(&[b'['; 100_000]).contains("too many levels"));
    assert!(error(b"").contains("line 1, column 1"));
    assert!(error(b"\xff\xfe").contains("is not JSON"));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let mut json = b"\xef\xbb\xbf".to_vec();
    json.extend(document(&[]));
    assert!(Catalog::from_json("c.json", &json).is_ok());
}

#[test]
fn any_cut_or_changed_byte_is_an_error_and_never_a_panic() {
    for end in (0..TEE.len()).step_by(37) {
        let problems = Catalog::load("c.json", &document(&[json!("tee.json")]), |_| {
            Ok(TEE.as_bytes()[..end].to_vec())
        });
        assert_eq!(problems.unwrap().problems.len(), 1, "cut at {end}");
    }
    for at in (0..TEE.len()).step_by(11) {
        let mut bytes = TEE.as_bytes().to_vec();
        bytes[at] ^= 0x15;
        let _ = Catalog::load("c.json", &document(&[json!("tee.json")]), |_| Ok(bytes.clone()));
    }
}
