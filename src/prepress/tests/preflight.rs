//! The rules of preflight, one test each: what is found, how serious it is, and the sentence.

mod fixture;

use std::collections::BTreeMap;

use catalog::{Limits, Product};
use design::{
    ArtworkId, Content, Crop, Design, DesignId, FontId, Head, Layer, LayerId, OrderKey, ShapeKind,
    Text,
};
use fixture::{Originals, corners, fill, frame, layer, picture, png_file, side, stroke};
use geom::{Affine, Dpi, Ink, Mm, Rgb, Stop};
use prepress::preflight::{Check, Finding, PictureFacts, Problem, Severity, check};
use scene::{Group, Item, NoneReady, Note, Scene, Soft};

const RED: Rgb = Rgb::new(214, 40, 57);

/// A side of 100 x 100 mm with 2 mm bleed on a navy product; floor 150 dpi, aim 300, lines from 0.35, text from 4 mm.
fn product() -> Product {
    let json = r##"{
        "id": "tee", "name": "Tee", "about": "", "kind": "apparel", "currency": "EUR",
        "technique": { "id": "dtg", "name": "DTG", "floor_dpi": 150, "aim_dpi": 300, "min_stroke": 0.35,
                       "min_text": 4, "about": "" },
        "sides": [{ "id": "front", "name": "Front", "stage": "flat",
                    "print_area": { "width": 100, "height": 100, "bleed": 2, "safe_zone": 0 } }],
        "colours": [{ "id": "navy", "name": "Navy", "swatch": "#ffffff",
                      "parts": { "body": "#1f2b4a", "inner": "#ffffff", "handle": "#ffffff" } }],
        "sizes": [{ "id": "m", "name": "M" }], "default_size": "m", "views": [], "lead_time_days": 3,
        "price": { "base": 100, "per_side": 100 }
    }"##;
    json::read(json.as_bytes()).unwrap()
}

fn design() -> Design {
    let head = Head {
        name: String::new(),
        product: "tee".parse().unwrap(),
        colour: "navy".parse().unwrap(),
        template: None,
        is_template: false,
    };
    Design::empty(DesignId(1), head)
}

fn limits() -> Limits {
    Limits::of(&product(), &"front".parse().unwrap()).unwrap()
}

fn severity(problem: &Problem) -> Severity {
    problem.severity(&limits()).unwrap()
}

fn found(
    scene: &Scene,
    design: &Design,
    originals: &Originals,
    glyphs: &[(u64, char)],
) -> Vec<Finding> {
    let missing_glyphs: BTreeMap<_, _> =
        glyphs.iter().map(|(id, character)| (LayerId(*id), vec![*character])).collect();
    let of_side = Check {
        product: &product(),
        limits: &limits(),
        design,
        scene,
        resources: &NoneReady,
        missing_glyphs: &missing_glyphs,
        unset: &BTreeMap::new(),
        restricted: &BTreeMap::new(),
        artworks: Some(originals),
    };
    check(&of_side, &mut PictureFacts::default())
}

/// Says in the document that a layer is a text of this em height.
fn state_text(design: &mut Design, id: u64, size: f64) {
    let text = Text::plain("x".into(), FontId("inter".into()), Mm::new(size), RED);
    let side = "front".parse().unwrap();
    let stated = Layer::plain(LayerId(id), side, OrderKey::first(), Content::Text(text));
    design.layers.insert(LayerId(id), stated.into());
}

/// The only problem of a side with one layer.
fn only_problem(scene: &Scene, originals: &Originals) -> Problem {
    let mut findings = found(scene, &design(), originals, &[]);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0).problem
}

/// A side with a shape at a place.
fn with_shape(x: f64, width: f64, colour: Rgb) -> Scene {
    let mut scene = side(100.0, 100.0, 2.0);
    let place = frame(x, 50.0, width, 20.0, 0.0);
    scene.layers = vec![layer(1, place, 1.0, vec![fill(ShapeKind::Rectangle, &place, colour)])];
    scene
}

#[test]
fn a_good_side_has_no_findings() {
    assert_eq!(found(&with_shape(50.0, 30.0, RED), &design(), &Originals::new(), &[]), []);
    // Up to the bleed is wanted.
    assert_eq!(found(&with_shape(50.0, 104.0, RED), &design(), &Originals::new(), &[]), []);
}

#[test]
fn an_empty_side_stops() {
    let problem = only_problem(&side(100.0, 100.0, 2.0), &Originals::new());
    assert_eq!(problem, Problem::NothingToPrint);
    assert_eq!(severity(&problem), Severity::Stops);
    // A text of spaces has an outline without anything in it.
    let mut scene = side(100.0, 100.0, 2.0);
    let nothing = Item::fill(Default::default(), RED);
    scene.layers = vec![layer(1, frame(50.0, 50.0, 10.0, 10.0, 0.0), 1.0, vec![nothing])];
    assert_eq!(only_problem(&scene, &Originals::new()), Problem::NothingToPrint);
}

#[test]
fn resolution_is_judged_by_floor_and_aim_at_the_printed_size() {
    let file = png_file(&corners(300, 200, false), 300, 200);
    let at_width = |mm: f64| {
        let mut originals = Originals::new();
        let mut scene = side(100.0, 100.0, 2.0);
        let place = frame(50.0, 50.0, mm, mm * 2.0 / 3.0, 20.0);
        scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, &file, &place)])];
        found(&scene, &design(), &originals, &[])
    };
    assert_eq!(at_width(25.4), []);
    let short = at_width(38.1).remove(0).problem;
    assert_eq!(severity(&short), Severity::Advises);
    assert_eq!(short.to_string(), "The picture has 200 dpi at this size; from 300 on it is sharp.");
    let blurred = at_width(76.2).remove(0).problem;
    assert_eq!(severity(&blurred), Severity::Warns);
    assert!(matches!(blurred, Problem::LowResolution { dpi, .. } if dpi == Dpi::new(100.0)));
    assert!(
        blurred
            .to_string()
            .starts_with("The picture has 100 dpi at this size and will look blurred; 150")
    );
}

#[test]
fn the_lower_resolution_of_a_stretched_picture_counts() {
    let mut originals = Originals::new();
    let mut scene = side(100.0, 100.0, 2.0);
    let place = frame(50.0, 50.0, 50.8, 10.0, 0.0);
    let file = png_file(&corners(300, 300, false), 300, 300);
    scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, &file, &place)])];
    let (dpi, aim) = (Dpi::new(150.0), Dpi::new(300.0));
    assert_eq!(only_problem(&scene, &originals), Problem::SoftResolution { dpi, aim });
}

#[test]
fn what_crosses_the_bleed_is_cut_off_and_what_lies_beyond_is_not_printed() {
    let problem = only_problem(&with_shape(95.0, 30.0, RED), &Originals::new());
    assert_eq!(problem, Problem::CutOff { over: Mm::new(8.0) });
    assert_eq!(
        problem.to_string(),
        "This reaches 8 mm over the print area and will be cut off there."
    );
    let problem = only_problem(&with_shape(150.0, 30.0, RED), &Originals::new());
    assert_eq!(problem, Problem::OutsideArea);
    assert_eq!(severity(&problem), Severity::Warns);
}

#[test]
fn a_line_under_the_techniques_minimum_is_found() {
    let mut scene = side(100.0, 100.0, 2.0);
    let place = frame(50.0, 50.0, 40.0, 4.0, 0.0);
    scene.layers = vec![layer(1, place, 1.0, vec![stroke(ShapeKind::Line, &place, RED, 0.2)])];
    let problem = only_problem(&scene, &Originals::new());
    assert_eq!(
        problem.to_string(),
        "The line is 0.2 mm wide and may not print; 0.35 mm is needed."
    );
}

#[test]
fn small_text_and_missing_glyphs_are_found_in_the_order_of_their_weight() {
    let scene = with_shape(50.0, 30.0, RED);
    let mut design = design();
    state_text(&mut design, 1, 3.0);
    let findings = found(&scene, &design, &Originals::new(), &[(1, '☃')]);
    let sentences: Vec<String> =
        findings.iter().map(|finding| finding.problem.to_string()).collect();
    assert_eq!(
        sentences,
        [
            "No font has “☃”: it would print as a frame with its number. Use another character.",
            "The text is 3 mm high and hard to read in print; 4 mm is needed."
        ]
    );
    assert_eq!(findings[0].severity, Severity::Stops);
}

#[test]
fn a_colour_like_the_products_body_is_found_and_a_visible_line_saves_it() {
    let navy = Rgb::new(34, 46, 80);
    let problem = only_problem(&with_shape(50.0, 30.0, navy), &Originals::new());
    assert!(matches!(problem, Problem::FaintColour { colour, .. } if colour == navy));
    let mut scene = with_shape(50.0, 30.0, navy);
    let place = scene.layers[0].frame;
    scene.layers[0].items.push(stroke(ShapeKind::Rectangle, &place, RED, 1.0));
    assert_eq!(found(&scene, &design(), &Originals::new(), &[]), []);
}

#[test]
fn missing_and_broken_originals_stop() {
    let mut originals = Originals::new();
    let mut scene = side(100.0, 100.0, 2.0);
    let place = frame(50.0, 50.0, 10.0, 10.0, 0.0);
    let file = png_file(&corners(300, 300, false), 300, 300);
    scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, &file, &place)])];
    let problem = only_problem(&scene, &Originals::new());
    assert!(matches!(problem, Problem::MissingArtwork { .. }));
    assert_eq!(severity(&problem), Severity::Stops);
    originals.values_mut().for_each(Vec::clear);
    let problem = only_problem(&scene, &originals);
    assert_eq!(
        problem.to_string(),
        "The picture cannot be printed: the file is empty; choose another one or export it again."
    );
}

#[test]
fn the_resolution_of_what_a_crop_leaves_counts() {
    let mut originals = Originals::new();
    let mut scene = side(100.0, 100.0, 2.0);
    let place = frame(50.0, 50.0, 25.4, 25.4, 0.0);
    let file = png_file(&corners(300, 300, false), 300, 300);
    let Item::Picture(mut shown) = picture(&mut originals, &file, &place) else { panic!() };
    shown.crop = Some(Crop { left: 0.5, top: 0.0, right: 0.0, bottom: 0.0 });
    scene.layers = vec![layer(1, place, 1.0, vec![Item::Picture(shown)])];
    let (dpi, aim) = (Dpi::new(150.0), Dpi::new(300.0));
    assert_eq!(only_problem(&scene, &originals), Problem::SoftResolution { dpi, aim });
}

#[test]
fn a_colour_is_judged_on_what_it_lies_on() {
    let navy = Rgb::new(34, 46, 80);
    let (badge, small) = (frame(50.0, 50.0, 60.0, 60.0, 0.0), frame(50.0, 50.0, 20.0, 20.0, 0.0));
    let mut scene = side(100.0, 100.0, 2.0);
    let filled = |place: &geom::Frame, colour| fill(ShapeKind::Rectangle, place, colour);
    scene.layers = vec![
        layer(1, badge, 1.0, vec![filled(&badge, RED)]),
        layer(2, small, 1.0, vec![filled(&small, navy)]),
    ];
    assert_eq!(found(&scene, &design(), &Originals::new(), &[]), []);
    // One shape of two, or letters that are lost.
    scene.layers[1].items = vec![filled(&small, RED)];
    let mut design = design();
    assert_eq!(found(&scene, &design, &Originals::new(), &[]), []);
    state_text(&mut design, 2, 20.0);
    let findings = found(&scene, &design, &Originals::new(), &[]);
    let problems: Vec<_> = findings.into_iter().map(|finding| finding.problem).collect();
    assert!(matches!(problems[..], [Problem::FaintColour { ground: RED, .. }]), "{problems:?}");
}

#[test]
fn lines_are_judged_as_large_as_they_are_printed() {
    let mut scene = side(100.0, 100.0, 2.0);
    let place = frame(50.0, 50.0, 40.0, 4.0, 0.0);
    let line = stroke(ShapeKind::Line, &place, RED, 2.0);
    let group = Group {
        place: Affine::scale_non_uniform(1.0, 0.1),
        opacity: 1.0,
        cut: None,
        items: vec![line].into(),
    };
    scene.layers = vec![layer(1, place, 1.0, vec![Item::Group(group)])];
    let problem = only_problem(&scene, &Originals::new());
    assert_eq!(problem, Problem::ThinLine { width: Mm::new(0.2), minimum: Mm::new(0.35) });
}

#[test]
fn a_soft_shadow_says_that_it_becomes_pixels() {
    let mut scene = with_shape(50.0, 30.0, RED);
    let items = scene.layers[0].items.clone().into();
    scene.layers[0].items.insert(0, Item::Soft(Soft { blur: 3.0, colour: RED, items }));
    let problem = only_problem(&scene, &Originals::new());
    assert_eq!(problem, Problem::BecomesPixels);
    assert_eq!(severity(&problem), Severity::Advises);
}

#[test]
fn a_drawing_that_is_missing_or_damaged_stops() {
    let artwork = ArtworkId::of(b"drawing");
    let mut scene = with_shape(50.0, 30.0, RED);
    scene.layers[0].items.clear();
    scene.layers[0].notes.push(Note::MissingDrawing(artwork));
    let mut originals = Originals::new();
    assert_eq!(only_problem(&scene, &originals), Problem::MissingArtwork { artwork });
    originals.insert(artwork, b"{\"size\":[]".to_vec());
    let problem = only_problem(&scene, &originals);
    assert!(matches!(problem, Problem::BadArtwork { .. }), "{problem:?}");
    assert_eq!(severity(&problem), Severity::Stops);
}

#[test]
fn a_gradient_is_faint_only_where_all_its_colours_are() {
    let navy = Rgb::new(34, 46, 80);
    let fade = |to: Rgb| {
        let mut scene = with_shape(50.0, 30.0, RED);
        let stops = vec![Stop::new(0.0, navy), Stop::new(1.0, to)];
        let ink = Ink::Linear { from: (0.0, 0.0).into(), to: (30.0, 0.0).into(), stops };
        let path = Default::default();
        let Item::Fill { path, .. } =
            std::mem::replace(&mut scene.layers[0].items[0], Item::fill(path, RED))
        else {
            panic!()
        };
        scene.layers[0].items[0] = Item::fill(path, ink);
        scene
    };
    assert_eq!(found(&fade(RED), &design(), &Originals::new(), &[]), []);
    let problem = only_problem(&fade(Rgb::new(30, 44, 78)), &Originals::new());
    assert!(matches!(problem, Problem::FaintColour { .. }), "{problem:?}");
}

#[test]
fn findings_are_plain_json() {
    let finding = Finding {
        on: None,
        layer: Some(LayerId(1)),
        severity: Severity::Warns,
        problem: Problem::OutsideArea,
        fix: None,
    };
    let written = json::write_text(&finding);
    assert_eq!(written, r#"{"layer":"0000000000000001","severity":"warns","rule":"outside_area"}"#);
}
