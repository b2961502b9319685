//! Details of a product: what is taken, what prints on sizes come to, and what is said about the rest.

use catalog::{
    Catalog, Details, Measurement, Money, PrintOnSize, Product, QuoteRequest, SizeId, SizedPrint,
};
use serde_json::{Value, json};

/// The shipped tee in sizes of 46, 50 and 62.5 cm, with one value set that it may not have yet.
fn tee(path: &str, value: Value) -> (Option<Product>, Vec<String>) {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let mut tee = read(include_str!("../../../public/catalog/tee.json"));
    let techniques = read(include_str!("../../../public/catalog/techniques.json"));
    let size = |id: &str, chest: f64| {
        let measurements =
            json!([{ "name": "Chest", "mm": chest }, { "name": "Length", "mm": 700 }]);
        json!({ "id": id, "name": id, "measurements": measurements })
    };
    tee["sizes"] = json!([size("s", 460.0), size("m", 500.0), size("3xl", 625.0)]);
    tee["default_size"] = json!("m");
    tee["picture_size"] = json!("m");
    tee["also"] = json!([{ "technique": "embroidery", "per_side": 350, "lead_time_days": 7 }]);
    for side in tee["sides"].as_array_mut().unwrap() {
        side.as_object_mut().unwrap().retain(|key, _| key != "areas" && key != "sizing");
    }
    let mut place = &mut tee;
    for key in path.split('/').filter(|key| !key.is_empty()) {
        place = match key.parse::<usize>() {
            Ok(index) => &mut place[index],
            Err(_) => &mut place[key],
        };
    }
    *place = value;
    let document = json!({
        "schema": 1, "shop": { "name": "S", "currency": "EUR" },
        "techniques": techniques, "products": [tee]
    });
    let loaded = Catalog::from_json("shop.json", document.to_string().as_bytes()).unwrap();
    let problems = loaded.problems.iter().map(ToString::to_string).collect();
    (loaded.catalog.products().first().cloned(), problems)
}

fn good(path: &str, value: Value) -> (Product, Details) {
    let (product, problems) = tee(path, value);
    let product = product.unwrap_or_else(|| panic!("{problems:?}"));
    let details = Details::of(&product).unwrap();
    (product, details)
}

#[track_caller]
fn refused(path: &str, value: Value, problem: &str) {
    assert_eq!(tee(path, value).1, [format!("shop.json: `tee`: {problem}")]);
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn print_on(product: &Product, details: &Details, size: &str) -> PrintOnSize {
    details.print_on(product, &id("front"), &id(size)).unwrap()
}

fn scales(product: &Product, details: &Details, size: &str) -> (f64, f64) {
    let on = print_on(product, details, size);
    (on.print, on.picture)
}

#[test]
fn what_is_not_said_is_nothing() {
    let mut product = good("/name", json!("Tee")).0;
    for size in &mut product.sizes {
        size.measurements = json::Raw::NONE;
    }
    product.picture_size = json::Raw::NONE;
    let details = Details::of(&product).unwrap();
    assert_eq!(details.picture_size, product.default_size);
    assert_eq!(details.measurements, vec![Vec::<Measurement>::new(); 3]);
    assert_eq!(scales(&product, &details, "3xl"), (1.0, 1.0));
}

#[test]
fn a_fixed_print_looks_larger_on_a_small_size_and_smaller_on_a_large_one() {
    let (product, details) = good("/sides/0/sizing", json!("fixed"));
    assert_eq!(scales(&product, &details, "m"), (1.0, 1.0));
    assert_eq!(scales(&product, &details, "3xl"), (1.0, 0.8));
    let (print, picture) = scales(&product, &details, "s");
    assert!(print == 1.0 && (picture - 500.0 / 460.0).abs() < 1e-12);
}

#[test]
fn a_scaled_print_grows_and_looks_the_same() {
    let (product, details) = good("/sides/0/sizing", json!("scaled"));
    assert_eq!(scales(&product, &details, "3xl"), (1.25, 1.0));
    assert_eq!(print_on(&product, &details, "3xl").area.width.mm(), 375.0);
    let back = details.print_on(&product, &id("back"), &id("3xl")).unwrap();
    assert_eq!(back.print, 1.0, "each side has a rule of its own");
}

#[test]
fn the_first_print_area_that_fits_size_and_technique_counts() {
    let area = |width: f64| json!({ "width": width, "height": 200, "bleed": 0, "safe_zone": 5 });
    let areas = json!([
        { "technique": "embroidery", "print_area": area(100.0) },
        { "sizes": ["s"], "print_area": area(260.0) },
    ]);
    let (product, details) = good("/sides/0/areas", areas);
    let width = |size: &str| print_on(&product, &details, size).area.width.mm();
    assert_eq!(width("s"), 260.0);
    assert_eq!(width("m"), 300.0, "the side's own");
    let stitched = Product {
        technique: catalog::Technique { id: id("embroidery"), ..product.technique.clone() },
        ..product.clone()
    };
    assert_eq!(print_on(&stitched, &details, "s").area.width.mm(), 100.0);
    let none = details.print_on(&product, &id("hood"), &id("m")).unwrap_err();
    assert_eq!(none.to_string(), "`tee` has no side `hood`");
}

#[test]
fn another_technique_costs_more_on_every_printed_side_of_every_piece() {
    let (product, details) = good("/name", json!("Tee"));
    let request = QuoteRequest { size: id("m"), quantity: 2, printed_sides: 2 };
    let plain = details.quote(&product, &id("dtg"), &request, "Embroidery").unwrap();
    assert_eq!(plain, product.quote(&request).unwrap());
    let quote = details.quote(&product, &id("embroidery"), &request, "Embroidery").unwrap();
    assert_eq!(quote.each, plain.each + Money::minor(700));
    assert_eq!(quote.total, plain.total + Money::minor(1400));
    assert_eq!(quote.lines.iter().map(|line| line.amount).sum::<Money>(), quote.total);
    let wrong = details.quote(&product, &id("vinyl"), &request, "Vinyl").unwrap_err();
    assert_eq!(wrong.to_string(), "`tee` is not printed with `vinyl`; it is with dtg, embroidery");
}

#[test]
fn what_is_wrong_is_named_by_its_path() {
    let long = "x".repeat(401);
    refused(
        "/material",
        json!(long),
        "$.material: must be a text of 1 to 400 characters without control characters",
    );
    refused("/care", json!("wash"), "$.care: invalid type: string \"wash\", expected a sequence");
    refused(
        "/care",
        json!(["a", ""]),
        "$.care[1]: must be a text of 1 to 400 characters without control characters",
    );
    refused(
        "/model",
        json!("../tee.glb"),
        "$.model: must be a relative path of a-z, 0-9, `-`, `_`, `.` and `/`, without `..`",
    );
    refused("/picture_size", json!("xs"), "$.picture_size: there is no size `xs`");
    refused(
        "/also/0/technique",
        json!("dtg"),
        "$.also[0].technique: `dtg` is used twice; ids must be unique",
    );
    refused(
        "/also/0/technique",
        json!("knitting"),
        "$.also[0].technique: there is no technique `knitting`",
    );
    refused("/also/0/per_side", json!(-1), "$.also[0].per_side: must be 0 to 10000000");
    refused("/also/0/lead_time_days", json!(400), "$.also[0].lead_time_days: must be 0 to 365");
    refused(
        "/sides/1/sizing",
        json!("both"),
        "$.sides[1].sizing: unknown variant `both`, expected `fixed` or `scaled`",
    );
}

#[test]
fn sizes_are_measured_alike_and_in_sensible_numbers() {
    let names = "must have the same names in the same order as those of the first size";
    refused("/sizes/1/measurements", json!([]), &format!("$.sizes[1].measurements: {names}"));
    refused(
        "/sizes/2/measurements/0/name",
        json!("Bust"),
        &format!("$.sizes[2].measurements: {names}"),
    );
    refused(
        "/sizes/2/measurements/0/mm",
        json!(0),
        "$.sizes[2].measurements[0].mm: must be 0 to 5000",
    );
    refused(
        "/sizes/2/measurements/0/mm",
        json!(62),
        "$.sizes[2].measurements[0].mm: must be 0.25 to 4 times that of the size that pictures show; check the number",
    );
}

#[test]
fn print_areas_name_sizes_and_techniques_that_are_there() {
    let area = json!({ "width": 100, "height": 200, "bleed": 0, "safe_zone": 5 });
    let areas = |rest: Value| {
        let mut one = rest;
        one["print_area"] = area.clone();
        json!([one])
    };
    refused(
        "/sides/0/areas",
        areas(json!({ "sizes": ["xxs"] })),
        "$.sides[0].areas[0].sizes: there is no size `xxs`",
    );
    refused(
        "/sides/0/areas",
        areas(json!({ "technique": "vinyl" })),
        "$.sides[0].areas[0].technique: there is no technique `vinyl`",
    );
    let none = json!([{ "print_area": { "width": 0, "height": 200, "bleed": 0, "safe_zone": 0 } }]);
    refused("/sides/0/areas", none, "$.sides[0].areas[0].print_area.width: must be over 0");
}

fn sizes(product: &Product) -> Vec<SizeId> {
    product.sizes.iter().map(|size| size.id.clone()).collect()
}

/// Scale and sizes of each print of the front.
fn prints(product: &Product, details: &Details) -> Vec<(f64, Vec<String>)> {
    let prints = details.prints(product, &id("front"), &sizes(product)).unwrap();
    let told =
        |print: SizedPrint| (print.print, print.sizes.iter().map(|s| s.to_string()).collect());
    prints.into_iter().map(told).collect()
}

#[test]
fn sizes_share_a_print_where_it_is_as_large_and_have_their_own_where_it_grows() {
    let (product, details) = good("/sides/0/sizing", json!("fixed"));
    assert_eq!(prints(&product, &details), [(1.0, vec!["s".into(), "m".into(), "3xl".into()])]);
    let (product, details) = good("/sides/0/sizing", json!("scaled"));
    let own = |scale: f64, size: &str| (scale, vec![size.to_owned()]);
    assert_eq!(prints(&product, &details), [own(0.92, "s"), own(1.0, "m"), own(1.25, "3xl")]);
    let none = details.prints(&product, &id("front"), &[id("xs")]);
    assert_eq!(none.unwrap_err().to_string(), "`tee` has no size `xs`");
}

#[test]
fn the_smallest_and_the_largest_print_tell_of_all_and_so_does_a_narrow_print_area() {
    let (product, details) = good("/sides/0/sizing", json!("scaled"));
    let told = |sizes: &[&str], details: &Details| -> Vec<String> {
        let sizes: Vec<SizeId> = sizes.iter().map(|size| id(size)).collect();
        let telling = details.telling_prints(&product, &id("front"), &sizes).unwrap();
        telling.iter().map(|print| print.named().unwrap().to_string()).collect()
    };
    assert_eq!(told(&["3xl", "s", "m"], &details), ["s", "3xl"]);
    assert_eq!(told(&["m"], &details), ["m"]);
    assert!(told(&[], &details).is_empty());
    let narrow = json!([{ "sizes": ["m"], "print_area":
        { "width": 200, "height": 400, "bleed": 0, "safe_zone": 0 } }]);
    let (_, details) = good("/sides/0/areas", narrow);
    assert_eq!(told(&["s", "m", "3xl"], &details), ["s", "m"]);
}

#[test]
fn a_product_printed_with_another_technique_has_its_print_area_and_lead_time() {
    let area = json!([{ "technique": "embroidery", "print_area":
        { "width": 100, "height": 90, "bleed": 0, "safe_zone": 5 } }]);
    let (product, details) = good("/sides/0/areas", area);
    assert_eq!(details.techniques(&product), [&id("dtg"), &id("embroidery")]);
    assert_eq!(details.terms(&product, &id("embroidery")), Ok((Money::minor(350), 7)));
    assert!(details.terms(&product, &id("dtf")).is_err());
    let mut embroidery = product.technique.clone();
    embroidery.id = id("embroidery");
    let printed = details.printed_with(&product, &embroidery).unwrap();
    assert_eq!((printed.technique.id.as_str(), printed.lead_time_days), ("embroidery", 7));
    // It can be asked all that the product can be asked, and printed as usual again.
    let again = Details::of(&printed).unwrap();
    assert_eq!(print_on(&printed, &again, "m").area.width.mm(), 100.0);
    assert_eq!(print_on(&product, &details, "m").area.width.mm(), 300.0);
    let usual = again.printed_with(&printed, &product.technique).unwrap();
    assert_eq!(
        (usual.technique.id.as_str(), usual.lead_time_days),
        ("dtg", product.lead_time_days)
    );
}
