//! Where a template lies on print areas of other proportions than its artboard's, and which sides it fits at all.

use catalog::{PrintArea, Product, Side, SideId};
use design::{Content, Counter, Placing, Template, is_small, read_template};
use geom::{Mm, Rgb, Table};

const PLATE: &str = r##"{
  "schema": 2, "id": "plate", "name": "Plate", "about": "For tests.", "motifs": [], "products": ["tee"], "start": 0.5,
  "fields": [], "roles": [{ "id": "ink" }], "palettes": [{ "name": "Dark", "colours": { "ink": "#202020" } }],
  "layouts": [
    { "width": 300, "height": 400, "layers": [
      { "shape": { "kind": "rectangle", "x": 150, "y": 200, "width": 300, "height": 400, "fill": "ink" } }
    ] },
    { "width": 230, "height": 95, "layers": [
      { "shape": { "kind": "rectangle", "x": 115, "y": 47.5, "width": 230, "height": 95, "fill": "ink" } }
    ] }
  ]
}"##;

fn plate() -> Template {
    read_template(PLATE.as_bytes()).unwrap()
}

fn area(width: f64, height: f64, bleed: f64, safe_zone: f64) -> PrintArea {
    let [width, height, bleed, safe_zone] = [width, height, bleed, safe_zone].map(Mm::new);
    PrintArea { width, height, bleed, safe_zone }
}

/// Left, top, right and bottom of the whole artboard on an area.
fn placed(area: PrintArea) -> [f64; 4] {
    let side = SideId::new("front").unwrap();
    let placing = Placing {
        side: &side,
        area: &area,
        ground: Rgb::WHITE,
        palette: None,
        pairing: None,
        words: &Table::new(),
        above: None,
    };
    let layers = plate().instantiate(&placing, &mut Counter(0));
    let Content::Shape(shape) = &layers[0].content else { panic!("a shape") };
    let (x, y) = (layers[0].x.mm(), layers[0].y.mm());
    let (half_width, half_height) = (shape.width.mm() / 2.0, shape.height.mm() / 2.0);
    [x - half_width, y - half_height, x + half_width, y + half_height]
}

#[test]
fn an_area_without_an_edge_near_it_is_filled() {
    assert_eq!(placed(area(300.0, 400.0, 0.0, 0.0)), [0.0, 0.0, 300.0, 400.0]);
    assert_eq!(placed(area(230.0, 95.0, 2.0, 3.0)), [0.0, 0.0, 230.0, 95.0], "a wrap");
}

#[test]
fn without_a_bleed_the_safe_zone_stays_free() {
    let [left, top, right, bottom] = placed(area(150.0, 200.0, 0.0, 6.0));
    assert!(left >= 6.0 && right <= 144.0, "{left} {right}");
    assert!(top >= 6.0 && bottom <= 194.0, "{top} {bottom}");
}

#[test]
fn what_goes_to_the_edge_of_the_product_keeps_a_margin() {
    let [left, top, right, bottom] = placed(area(300.0, 400.0, 3.0, 5.0));
    assert!(left >= 14.0 && right <= 286.0, "{left} {right}");
    assert!(top >= 14.0 && bottom <= 386.0, "{top} {bottom}");
}

#[test]
fn around_a_bottle_it_is_seen_at_once() {
    let [left, _, right, _] = placed(area(200.0, 150.0, 1.0, 3.0));
    assert!(right - left < 0.42 * 200.0, "{left} {right}");
    assert!((left + right - 200.0).abs() < 0.01, "in the middle");
}

#[test]
fn on_a_phone_case_it_lies_below_the_camera() {
    for (width, height) in [(83.0, 159.0), (89.0, 174.0)] {
        let [_, top, _, bottom] = placed(area(width, height, 0.0, 6.0));
        assert!(top > 0.29 * height, "{top} of {height}");
        assert!(bottom < height - 6.0, "{bottom} of {height}");
    }
}

#[test]
fn a_small_side_fits_only_where_a_layout_names_it() {
    let tee = std::fs::read("../../public/catalog/tee.json").unwrap();
    let tee: Product = json::read(&tee).unwrap();
    let fits = |template: &Template| -> Vec<&str> {
        let fits = |side: &&Side| template.fits(&tee, side, &side.print_area);
        tee.sides.iter().filter(fits).map(|side| side.id.as_str()).collect()
    };
    let small: Vec<_> = tee.sides.iter().filter(|side| is_small(&tee, side)).collect();
    assert_eq!(small.iter().map(|side| side.id.as_str()).collect::<Vec<_>>(), ["sleeve"]);
    assert_eq!(fits(&plate()), ["front", "back"]);
    let labelled = PLATE.replace(
        r#"{ "width": 230, "height": 95,"#,
        r#"{ "width": 90, "height": 90, "sides": ["sleeve"],"#,
    );
    let labelled = read_template(labelled.as_bytes()).unwrap();
    assert_eq!(fits(&labelled), ["front", "back", "sleeve"]);
    for side in &tee.sides {
        assert_eq!(
            labelled.card().fits(&tee, &side.id),
            fits(&labelled).contains(&side.id.as_str())
        );
        assert_eq!(plate().card().fits(&tee, &side.id), fits(&plate()).contains(&side.id.as_str()));
    }
}
