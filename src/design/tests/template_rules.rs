//! The rules of template files and of laying them out, each by name, on a small template.

use catalog::{PrintArea, SideId};
use design::{
    Content, Counter, Layer, OrderKey, Placing, Shape, ShapeKind, Template, TemplateError, Text,
    read_template, read_template_list,
};
use geom::Table;
use geom::{Mm, Rgb};

const SMALL: &str = r##"{
  "schema": 1, "id": "small", "name": "Small", "about": "For tests.",
  "tags": ["birthday"], "motifs": ["star"], "products": ["tee"], "start": 0.5,
  "fields": [{ "id": "name", "label": "Name", "default": "Ada", "max": 12 }],
  "roles": [{ "id": "badge" }, { "id": "ink", "on": ["badge"], "contrast": 4.5 }],
  "palettes": [
    { "name": "Dark", "colours": { "badge": "#202020", "ink": "#ffffff" } },
    { "name": "Light", "colours": { "badge": "#ffffff", "ink": "#202020" } }
  ],
  "layouts": [
    { "width": 100, "height": 200, "layers": [
      { "shape": { "kind": { "rounded_rectangle": { "radius": 5 } }, "x": 50, "y": 100, "width": 60, "height": 40, "fill": "badge" } },
      { "group": { "x": 50, "y": 100, "scale": 2, "rotation": 90, "copies": { "count": 3, "turn": 30, "x": 5 }, "layers": [
        { "shape": { "kind": "heart", "x": 10, "y": 0, "width": 4, "height": 3, "fill": "ink" } }
      ] } },
      { "text": { "content": "{name} is here", "font": "anton", "size": 20, "colour": "ink", "x": 50, "y": 150, "capitals": true } }
    ] },
    { "width": 200, "height": 100, "layers": [
      { "text": { "content": "{name}", "font": "inter", "size": 20, "colour": "badge", "x": 100, "y": 40, "width": 120 } }
    ] }
  ]
}"##;

fn small() -> Template {
    read_template(SMALL.as_bytes()).unwrap()
}

fn area(width: f64, height: f64) -> PrintArea {
    let [width, height] = [width, height].map(Mm::new);
    PrintArea { width, height, bleed: Mm::ZERO, safe_zone: Mm::ZERO }
}

fn laid_out(area: &PrintArea, ground: Rgb, words: &[(&str, &str)]) -> Vec<Layer> {
    let words: Table<String, String> =
        words.iter().map(|(field, word)| ((*field).to_owned(), (*word).to_owned())).collect();
    let side = SideId::new("front").unwrap();
    let placing = Placing {
        side: &side,
        area,
        ground,
        palette: None,
        pairing: None,
        words: &words,
        above: None,
    };
    small().instantiate(&placing, &mut Counter(0))
}

fn shape(layer: &Layer) -> &Shape {
    match &layer.content {
        Content::Shape(shape) => shape,
        other => panic!("{other:?} is no shape"),
    }
}

fn text(layer: &Layer) -> &Text {
    match &layer.content {
        Content::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

#[track_caller]
fn check_refused(from: &str, to: &str, path: &str) {
    assert!(SMALL.contains(from), "{from}");
    match read_template(SMALL.replacen(from, to, 1).as_bytes()) {
        Err(
            TemplateError::Rule { path: found, .. } | TemplateError::Damaged { path: found, .. },
        ) => {
            assert_eq!(found, path);
        }
        other => panic!("{to} gave {other:?}"),
    }
}

#[test]
fn every_error_names_the_json_path() {
    for (from, to, path) in [
        ("\"start\": 0.5", "\"start\": 1.5", "start"),
        ("\"tags\": [\"birthday\"]", "\"tags\": [\"Happy Birthday\"]", "tags[0]"),
        ("\"products\": [\"tee\"]", "\"products\": []", "products"),
        ("\"products\": [\"tee\"]", "\"products\": [\"T shirt\"]", "products[0]"),
        ("\"default\": \"Ada\"", "\"default\": \"Ada Lovelace of Ockham\"", "fields[0].default"),
        ("\"max\": 12", "\"max\": 0", "fields[0].max"),
        ("\"on\": [\"badge\"]", "\"on\": [\"ink\"]", "roles[1].on"),
        ("\"contrast\": 4.5", "\"contrast\": 45", "roles[1].contrast"),
        ("\"ink\": \"#ffffff\"", "\"ink\": \"white\"", "palettes[0].colours.ink"),
        (", \"ink\": \"#ffffff\"", "", "palettes[0].colours"),
        (
            "\"ink\": \"#ffffff\"",
            "\"ink\": \"#ffffff\", \"x\": \"#000000\"",
            "palettes[0].colours.x",
        ),
        ("\"width\": 100,", "\"width\": 1e9,", "layouts[0].width"),
        ("\"fill\": \"badge\"", "\"fill\": \"gold\"", "layouts[0].layers[0].shape.fill"),
        (", \"fill\": \"badge\"", "", "layouts[0].layers[0].shape"),
        ("\"count\": 3", "\"count\": 300", "layouts[0].layers[1].group.copies.count"),
        ("\"count\": 3", "\"count\": 199", "layouts[0].layers"),
        ("\"scale\": 2", "\"scale\": 0", "layouts[0].layers[1].group.scale"),
        ("\"width\": 4", "\"width\": -4", "layouts[0].layers[1].group.layers[0].shape.width"),
        ("\"size\": 20", "\"size\": \"20\"", "layouts[0].layers[2].text.size"),
        ("\"size\": 20", "\"siz\": 20", "layouts[0].layers[2].text.siz"),
        ("{name} is", "{nome} is", "layouts[0].layers[2].text.content"),
    ] {
        check_refused(from, to, path);
    }
}

#[test]
fn every_truncation_is_an_error() {
    for end in 0..SMALL.len() {
        assert!(read_template(&SMALL.as_bytes()[..end]).is_err(), "{end}");
    }
}

#[test]
fn a_newer_schema_is_told_from_a_damaged_file() {
    let newer = br#"{"schema": 3, "holograms": []}"#;
    assert_eq!(read_template(newer), Err(TemplateError::Newer { found: 3 }));
    assert_eq!(read_template_list(newer), Err(TemplateError::Newer { found: 3 }));
}

#[test]
fn groups_deeper_than_four_are_refused() {
    let shape = r#"{ "shape": { "kind": "heart", "x": 10, "y": 0, "width": 4, "height": 3, "fill": "ink" } }"#;
    let nested = (0..6).fold(shape.to_owned(), |inner, _| {
        format!(r#"{{ "group": {{ "x": 0, "y": 0, "layers": [{inner}] }} }}"#)
    });
    let error = read_template(SMALL.replace(shape, &nested).as_bytes()).unwrap_err();
    assert!(error.to_string().contains("nested deeper than 4"), "{error}");
}

#[test]
fn the_layout_of_the_nearest_proportion_is_scaled_and_centred() {
    let layers = laid_out(&area(250.0, 400.0), Rgb::WHITE, &[]);
    let badge = &layers[0];
    assert_eq!((badge.x.mm(), badge.y.mm()), (125.0, 200.0));
    assert_eq!((shape(badge).width.mm(), shape(badge).height.mm()), (120.0, 80.0));
    assert_eq!(shape(badge).kind, ShapeKind::RoundedRectangle { radius: Mm::new(10.0) });
    assert_eq!(text(&layers[4]).size.mm(), 40.0);
    let wide = laid_out(&area(230.0, 95.0), Rgb::WHITE, &[]);
    assert_eq!(text(&wide[0]).font.as_str(), "inter");
}

#[test]
fn copies_are_turned_and_moved_one_more_each() {
    let layers = laid_out(&area(100.0, 200.0), Rgb::WHITE, &[]);
    let places: Vec<_> = layers[1..4]
        .iter()
        .map(|layer| (layer.x.mm(), layer.y.mm(), layer.rotation.in_degrees()))
        .collect();
    // The group is turned by 90 degrees: its x axis points down, and a unit is 2 mm.
    assert_eq!(places[0], (50.0, 120.0, 90.0));
    assert_eq!(places[1], (40.0, 127.321, 120.0));
    assert_eq!(places[2], (32.679, 130.0, 150.0));
}

#[test]
fn layers_get_new_ids_and_rising_keys_above_the_stack() {
    let top = OrderKey::first();
    let (side, area, words) = (SideId::new("back").unwrap(), area(100.0, 200.0), Table::new());
    let placing = Placing {
        side: &side,
        area: &area,
        ground: Rgb::WHITE,
        palette: None,
        pairing: None,
        words: &words,
        above: Some(&top),
    };
    let layers = small().instantiate(&placing, &mut Counter(40));
    let ids: Vec<_> = layers.iter().map(|layer| layer.id.0).collect();
    assert_eq!(ids, [41, 42, 43, 44, 45]);
    assert!(layers[0].order > top && layers.is_sorted_by(|a, b| a.order < b.order));
    assert!(layers.iter().all(|layer| layer.side == side));
}

#[test]
fn the_first_palette_that_is_seen_on_the_ground_is_taken() {
    let fill = |ground| shape(&laid_out(&area(100.0, 200.0), ground, &[])[0]).fill;
    assert_eq!(fill(Rgb::WHITE), Some(Rgb::new(0x20, 0x20, 0x20)));
    assert_eq!(fill(Rgb::BLACK), Some(Rgb::WHITE));
}

#[test]
fn a_chosen_palette_is_taken_only_where_it_is_seen() {
    let template = small();
    let grey = Rgb::new(0x80, 0x80, 0x80);
    assert_eq!(template.palettes_on(grey), [0, 1]);
    assert_eq!(template.colours_on(grey, Some(1))["badge"], Rgb::WHITE);
    assert_eq!(template.colours_on(Rgb::WHITE, Some(1))["badge"], Rgb::new(0x20, 0x20, 0x20));
}

#[test]
fn where_no_palette_is_seen_its_colours_are_moved_until_they_are() {
    let only_dark =
        SMALL.replace("#ffffff\", \"ink\": \"#202020\"", "#303030\", \"ink\": \"#f0f0f0\"");
    let template = read_template(only_dark.as_bytes()).unwrap();
    let ground = Rgb::new(0x28, 0x28, 0x28);
    assert!(template.palettes_on(ground).is_empty());
    let colours = template.colours_on(ground, None);
    assert!(colours["badge"].contrast(ground) >= 3.0);
    assert!(colours["ink"].contrast(colours["badge"]) >= 4.5);
}

#[test]
fn fields_are_filled_in_cut_and_set_in_capitals() {
    let content = |name| {
        let layers = laid_out(&area(100.0, 200.0), Rgb::WHITE, &[("name", name)]);
        text(&layers[4]).content.clone()
    };
    assert_eq!(content("Zoë "), "ZOË IS HERE");
    assert_eq!(content("Wilhelmina Constance"), "WILHELMINA C IS HERE");
    assert_eq!(content("{name}"), "NAME IS HERE");
    assert_eq!(laid_out(&area(230.0, 95.0), Rgb::WHITE, &[("name", " ")]), []);
}

#[test]
fn a_longer_text_is_set_smaller_around_the_same_middle() {
    let layers = |name| laid_out(&area(100.0, 200.0), Rgb::WHITE, &[("name", name)]);
    let (usual, long) = (layers("Ada"), layers("Wilhelmina"));
    assert!(text(&long[4]).size < text(&usual[4]).size);
    let middle = |layer: &Layer| layer.y.mm() + text(layer).size.mm() / 2.0;
    assert!((middle(&long[4]) - middle(&usual[4])).abs() < 0.01);
    assert_eq!(text(&layers("Al")[4]).size, text(&usual[4]).size, "a shorter one stays as it is");
}
