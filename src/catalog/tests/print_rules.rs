//! Print rules: the shipped techniques, the cascade of levels, and what is refused.

use std::path::Path;

use catalog::{Catalog, Limits, Loaded, ProductId, RuleId, SideId, TechniqueSource, Weight};
use serde_json::{Value, json};

fn shipped() -> Catalog {
    let folder = Path::new("../../public/catalog");
    let read = |file: &str| std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    let loaded = Catalog::load("catalog.json", &read("catalog.json").unwrap(), read).unwrap();
    assert_eq!(loaded.problems, []);
    loaded.catalog
}

/// A catalogue of one product, with something put at a JSON pointer of its document; objects are made on the way.
fn with(changes: &[(&str, Value)]) -> Loaded {
    let mut document = json!({
        "schema": 1, "shop": { "name": "S", "currency": "EUR" },
        "techniques": { "schema": 1, "techniques": [{
            "id": "dtg", "name": "DTG", "about": "Ink.", "floor_dpi": 150, "aim_dpi": 300,
            "min_stroke": 0.35, "min_text": 4
        }] },
        "products": [{
            "id": "tee", "name": "Tee", "about": "A tee.", "kind": "apparel", "currency": "EUR",
            "technique": "dtg",
            "sides": [
                { "id": "front", "name": "Front", "stage": "flat",
                  "print_area": { "width": 100, "height": 100, "bleed": 0, "safe_zone": 0 } },
                { "id": "back", "name": "Back", "stage": "flat",
                  "print_area": { "width": 100, "height": 100, "bleed": 0, "safe_zone": 0 } }
            ],
            "colours": [{ "id": "red", "name": "Red", "swatch": "#ff0000",
                          "parts": { "body": "#ff0000", "inner": "#ff0000", "handle": "#ff0000" } }],
            "sizes": [{ "id": "m", "name": "M" }], "default_size": "m", "lead_time_days": 3,
            "views": [{ "id": "v", "name": "V", "side": "front", "picture": { "maps": "a" } }],
            "price": { "base": 100, "per_side": 100 }
        }]
    });
    for (pointer, value) in changes {
        let mut place = &mut document;
        for key in pointer.split('/').skip(1) {
            place = match key.parse::<usize>() {
                Ok(index) => &mut place[index],
                Err(_) => &mut place[key],
            };
        }
        *place = value.clone();
    }
    Catalog::from_json("shop.json", document.to_string().as_bytes()).unwrap()
}

const LEVELS: [&str; 5] = [
    "/techniques/techniques/0/print_rules",
    "/print_rules",
    "/products/0/print_rules",
    "/products/0/sides/0/print_rules",
    "/products/0/sides/0/print_area_rules",
];

fn limits(loaded: &Loaded, side: &str) -> Limits {
    assert_eq!(loaded.problems, []);
    Limits::of(&loaded.catalog.products()[0], &SideId::new(side).unwrap()).unwrap()
}

#[test]
fn eight_techniques_are_shipped_each_with_sources_and_every_rule() {
    let catalog = shipped();
    let ids: Vec<&str> = catalog.techniques().iter().map(|one| one.id.as_str()).collect();
    let wanted = [
        "dtg",
        "dtf",
        "sublimation",
        "screen_print",
        "vinyl",
        "embroidery",
        "engraving",
        "offset_paper",
    ];
    assert_eq!(ids, wanted);
    for technique in catalog.techniques() {
        let sources: Vec<TechniqueSource> = technique.sources.read().unwrap();
        assert!(sources.len() >= 3, "{}", technique.id);
        let limits = Limits::of_technique(technique).unwrap();
        assert!(limits.hairline <= limits.min_stroke, "{}", technique.id);
        assert!(limits.aim_dpi >= limits.floor_dpi && limits.min_text.mm() > 0.0);
    }
    let tee = catalog.product(&ProductId::new("tee").unwrap()).unwrap();
    assert_eq!((tee.technique.id.as_str(), tee.technique.inks.len()), ("dtg", 28));
    assert!(tee.technique.sources.is_none(), "products do without sources");
}

#[test]
fn each_level_is_stronger_than_the_one_before_and_states_only_what_differs() {
    let rules = |text: f64| json!({ "limits": { "min_text": text } });
    for (count, expected) in [(0, 4.0), (1, 5.0), (2, 6.0), (3, 7.0), (4, 8.0), (5, 9.0)] {
        let changes: Vec<_> = (0..count).map(|at| (LEVELS[at], rules(5.0 + at as f64))).collect();
        let loaded = with(&changes);
        let front = limits(&loaded, "front");
        assert_eq!(front.min_text.mm(), expected, "{count} levels");
        assert_eq!(front.min_stroke.mm(), 0.35, "what no level says is the technique's");
        // What the front's own levels say is nothing to the back.
        assert_eq!(limits(&loaded, "back").min_text.mm(), expected.min(7.0));
    }
}

#[test]
fn a_level_sets_weights_without_touching_other_rules() {
    let rules = json!({ "severity": { "thin_line": "off", "cut_off": "stops" } });
    let loaded =
        with(&[(LEVELS[2], rules), (LEVELS[4], json!({ "severity": { "cut_off": "advises" } }))]);
    let (front, back) = (limits(&loaded, "front"), limits(&loaded, "back"));
    assert_eq!(
        (front.weight(RuleId::ThinLine), front.weight(RuleId::CutOff)),
        (Weight::Off, Weight::Advises)
    );
    assert_eq!(back.weight(RuleId::CutOff), Weight::Stops);
    assert_eq!(back.weight(RuleId::SmallText), Weight::Warns);
}

#[test]
fn what_is_wrong_names_the_level() {
    let check = |at: usize, rules: Value, problem: &str| {
        let loaded = with(&[(LEVELS[at], rules)]);
        let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, [format!("shop.json: print rules of {problem}")]);
        assert_eq!(loaded.catalog.products().len(), 0, "it is left out");
    };
    let wrong = || json!({ "limits": { "min_text": -1 } });
    let out = "min_text is -1; use 0 to 500";
    check(0, wrong(), &format!("technique `dtg`: {out}"));
    check(1, wrong(), &format!("the shop: {out}"));
    check(2, wrong(), &format!("product `tee`: {out}"));
    check(3, wrong(), &format!("side `front`: {out}"));
    check(4, wrong(), &format!("the print area of side `front`: {out}"));
    check(1, json!({ "limits": { "aim_dpi": 100 } }), "the shop: aim_dpi is 100; use 150 to 2400");
    check(
        1,
        json!({ "limits": { "min_distance": 0.6 } }),
        "the shop: min_distance is 0.6; use 0 to 0.5",
    );
    check(
        1,
        json!({ "limits": { "max_coverage": 401 } }),
        "the shop: max_coverage is 401; use 0 to 400",
    );
    check(1, json!({ "limits": { "max_inks": 65 } }), "the shop: max_inks is 65; use 0 to 64");
}

#[test]
fn unknown_keys_rules_and_weights_are_refused_by_path() {
    let check = |rules: Value, begins: &str| {
        let loaded = with(&[(LEVELS[3], rules)]);
        let problem = loaded.problems[0].to_string();
        let begins = format!("shop.json: print rules of side `front`: {begins}");
        assert!(problem.starts_with(&begins), "{problem}");
    };
    check(json!({ "limits": { "min_txt": 1 } }), "$.limits.min_txt: unknown field `min_txt`");
    check(json!({ "limit": {} }), "$.limit: unknown field `limit`");
    check(json!({ "limits": { "min_text": "4 mm" } }), "$.limits.min_text: invalid type: string");
    check(json!({ "limits": { "max_inks": 1.5 } }), "$.limits.max_inks: invalid");
    check(
        json!({ "severity": { "thin_line": "shouts" } }),
        "$.severity.thin_line: unknown variant `shouts`",
    );
    check(json!({ "severity": { "thick_line": "warns" } }), "$.severity");
    check(json!([]), "$: invalid type: sequence");
    check(json!("warns"), "$: invalid type: string");
    check(json!(7), "$: invalid type");
}

#[test]
fn hostile_lists_of_techniques_are_refused_and_products_that_name_them_with_them() {
    let technique = |id: &str| {
        json!({ "id": id, "name": "T", "about": "T.", "floor_dpi": 150,
        "aim_dpi": 300, "min_stroke": 0.35, "min_text": 4 })
    };
    let check = |list: Value, begins: &str| {
        let loaded = with(&[("/techniques", list)]);
        let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        assert!(problems[0].starts_with(begins), "{problems:?}");
        let unknown = "shop.json: $.products[0].technique: there is no technique `dtg`";
        assert!(problems.contains(&unknown.to_owned()), "{problems:?}");
        assert_eq!(loaded.catalog.products().len(), 0);
    };
    let list = |techniques: Value| json!({ "schema": 1, "techniques": techniques });
    check(json!({ "schema": 2, "techniques": [] }), "shop.json: $.schema: is 2");
    check(json!({ "techniques": [] }), "shop.json: $.techniques: missing field `schema`");
    check(json!("techniques.json"), "shop.json: $.techniques: must be a product written out");
    check(json!([]), "shop.json: $.techniques: invalid type: sequence");
    check(
        list(json!(vec![technique("x"); 101])),
        "shop.json: $.techniques: must have 0 to 100 entries",
    );
    check(
        list(json!([technique("dtg"), technique("dtg")])),
        "shop.json: $.techniques.techniques[1].id: `dtg` is used twice",
    );
    check(
        list(json!([technique("../x")])),
        "shop.json: $.techniques.techniques[0].id: `../x` is not an id",
    );
    let mut wide = technique("dtg");
    wide["floor_dpi"] = json!(1e308);
    check(
        list(json!([wide])),
        "shop.json: $.techniques.techniques[0].floor_dpi: must be 0 to 2400",
    );
}

#[test]
fn a_file_of_techniques_stays_in_its_folder() {
    let document = |file: &str| {
        json!({ "schema": 1, "shop": { "name": "S", "currency": "EUR" }, "techniques": file,
                "products": [] })
        .to_string()
    };
    for file in ["../secret.json", "/etc/passwd", "https://x.test/t.json"] {
        let loaded =
            Catalog::load("c.json", document(file).as_bytes(), |file| panic!("{file} was fetched"));
        assert_eq!(loaded.unwrap().problems.len(), 1, "{file}");
    }
}
