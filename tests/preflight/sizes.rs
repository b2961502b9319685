//! Orders of several sizes: prints that grow are judged where they are smallest and largest, in real millimetres, and what
//! mends a finding mends the design.

use catalog::SizeOption;
use design::Content;
use geom::{Dpi, Mm};
use json::Raw;
use prepress::preflight::{Finding, Problem, Severity};

use crate::desk::{Desk, Order, at, line, picture, png_file, rectangle, text};

/// A tee of 40, 50 and 75 cm whose front prints by this rule, with these layers.
fn order(desk: &Desk, sizing: &str, contents: Vec<Content>) -> Order {
    let layers = contents.into_iter().map(|content| at(150.0, 150.0, content)).collect();
    let mut order = desk.tee("dtg", layers);
    let product = &mut order.product;
    let one = product.sizes[0].clone();
    let sizes = [("s", 400.0), ("m", 500.0), ("3xl", 750.0)].map(|(id, mm)| {
        let measured = format!(r#"[{{"name":"Chest","mm":{mm}}}]"#);
        let measurements = json::read(measured.as_bytes()).unwrap();
        SizeOption { id: id.parse().unwrap(), name: id.to_uppercase(), measurements, ..one.clone() }
    });
    (product.sizes, product.default_size) = (sizes.to_vec(), "m".parse().unwrap());
    product.picture_size = Raw::of(&"m".to_owned());
    for side in &mut product.sides {
        side.areas = Raw::NONE;
        side.sizing = Raw::of(&sizing.to_owned());
    }
    order
}

/// A picture of 300 pixels on 38.1 mm: 200 dpi.
fn with_picture(desk: &Desk, sizing: &str) -> Order {
    let file = png_file(300, 300, |x, y| [(x % 256) as u8, (y % 256) as u8, 120, 255]);
    let image = Content::Image(picture(&file, (300, 300), 38.1));
    let mut order = order(desk, sizing, vec![image]);
    order.artworks.insert(design::ArtworkId::of(&file), file);
    order
}

fn sentences(order: &Order, found: &[Finding]) -> Vec<String> {
    found.iter().map(|finding| finding.sentence(&order.product)).collect()
}

#[test]
fn a_picture_that_is_sharp_enough_on_s_is_too_coarse_on_3xl_where_it_grows() {
    let desk = Desk::new();
    let order = with_picture(&desk, "scaled");
    let small = desk.check_on(&order, &["s"]);
    let (dpi, aim) = (Dpi::new(250.0), Dpi::new(300.0));
    assert_eq!(small[0].problem, Problem::SoftResolution { dpi, aim });
    let both = desk.check_on(&order, &["s", "m", "3xl"]);
    assert_eq!(both.len(), 1, "one finding of all sizes: {both:?}");
    let (dpi, floor) = (Dpi::new(133.0), Dpi::new(150.0));
    assert_eq!(both[0].problem, Problem::LowResolution { dpi, floor });
    assert_eq!(both[0].severity, Severity::Warns);
    let said =
        "On 3XL: The picture has 133 dpi at this size and will look blurred; 150 are needed.";
    assert!(sentences(&order, &both)[0].starts_with(said), "{both:?}");
}

#[test]
fn a_fixed_print_is_judged_as_it_was_designed_and_names_no_size() {
    let desk = Desk::new();
    let order = with_picture(&desk, "fixed");
    let found = desk.check_on(&order, &["s", "m", "3xl"]);
    let said = sentences(&order, &found);
    assert_eq!(said, ["The picture has 200 dpi at this size; from 300 on it is sharp."]);
    let designed: Vec<Finding> = desk.check(&order).into_iter().map(|(_, found)| found).collect();
    assert_eq!(found, designed);
}

#[test]
fn letters_and_lines_are_judged_where_they_are_smallest() {
    let desk = Desk::new();
    let mut thin = rectangle(60.0, 40.0, "#1d1d1b");
    thin.stroke = Some(line(0.4));
    let words = text("Small", "inter", 5.0);
    let order = order(&desk, "scaled", vec![Content::Shape(thin), Content::Text(words)]);
    // 5 mm and 0.4 mm are enough on M; on S they are 4 mm and 0.32 mm, where 4.2 and 0.35 are needed.
    let rules = |sizes: &[&str]| -> Vec<String> {
        let found = desk.check_on(&order, sizes).into_iter();
        let judged = ["thin_line", "small_text"];
        let names = found.map(|finding| finding.problem.rule_name());
        names.filter(|name| judged.contains(&name.as_str())).collect()
    };
    assert!(rules(&["m"]).is_empty());
    assert!(rules(&["3xl"]).is_empty());
    assert_eq!(rules(&["3xl", "s"]), ["thin_line", "small_text"]);
    let found = desk.check_on(&order, &["3xl", "s"]);
    let small = found.iter().find(|finding| finding.problem.rule_name() == "small_text").unwrap();
    let (size, minimum) = (Mm::new(4.0), Mm::new(4.2));
    assert_eq!(small.problem, Problem::SmallText { size, minimum });
    assert_eq!(small.on.as_ref().map(|size| size.as_str()), Some("s"));
}

#[test]
fn what_mends_a_finding_of_a_size_mends_it_on_that_size() {
    let desk = Desk::new();
    for (sizing, sizes) in [("scaled", ["s", "3xl"]), ("fixed", ["s", "3xl"])] {
        let mut thin = rectangle(60.0, 40.0, "#1d1d1b");
        thin.stroke = Some(line(if sizing == "fixed" { 0.2 } else { 0.4 }));
        let order = order(&desk, sizing, vec![Content::Shape(thin)]);
        let found = desk.check_on(&order, &sizes);
        let is_line = |finding: &&Finding| {
            ["thin_line", "hairline"].contains(&finding.problem.rule_name().as_str())
        };
        let finding = found.iter().find(is_line).unwrap();
        let mended = desk.mended(&order, finding.fix.as_ref().unwrap()).unwrap();
        let after = desk.check_on(&mended, &sizes);
        assert!(!after.iter().any(|finding| is_line(&finding)), "{sizing}: {after:?}");
    }
}

#[test]
fn the_print_area_of_a_technique_is_judged() {
    let desk = Desk::new();
    let order = desk.tee(
        "embroidery",
        vec![at(150.0, 100.0, Content::Shape(rectangle(180.0, 40.0, "#1d1d1b")))],
    );
    let found = desk.check_on(&order, &["m"]);
    // The front's area for embroidery is 100 mm wide, in the middle of the designed 300 mm.
    let over = found.iter().find_map(|finding| match finding.problem {
        Problem::CutOff { over } => Some(over),
        _ => None,
    });
    assert_eq!(over, Some(Mm::new(40.0)));
}
