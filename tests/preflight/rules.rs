//! Each rule with a design that trips it and one that nearly does.

use std::collections::BTreeSet;

use design::{Content, Fill, Fit, Layer, Placed, Shadow, ShapeKind, Source, Span, write_drawing};
use geom::{Angle, Cap, Drawing, FillRule, Mm, Node, Pen, Rect, Shape as _, Size, Stop};
use json::Raw;

use crate::desk::{
    Artworks, Desk, Order, at, block, line, picture, png_file, rectangle, rgb, text,
};

/// A rule, and designs for a technique.
pub(crate) struct Case {
    rule: &'static str,
    technique: &'static str,
    trips: fn(&mut Artworks) -> Vec<Layer>,
    nearly: fn(&mut Artworks) -> Vec<Layer>,
}

fn shape(x: f64, y: f64, width: f64, height: f64) -> Layer {
    at(x, y, Content::Shape(rectangle(width, height, "#1d1d1b")))
}

fn stroked(width: f64) -> Vec<Layer> {
    let mut framed = rectangle(60.0, 40.0, "#ffed00");
    framed.stroke = Some(line(width));
    vec![at(150.0, 80.0, Content::Shape(framed))]
}

fn coloured(colour: &str) -> Vec<Layer> {
    vec![at(150.0, 80.0, Content::Shape(rectangle(60.0, 40.0, colour)))]
}

fn photo(artworks: &mut Artworks, width: f64) -> Vec<Layer> {
    let file = png_file(300, 200, |x, y| [x as u8, y as u8, 90, 255]);
    let shown = picture(&file, (300, 200), width);
    artworks.insert(shown.artwork, file);
    vec![at(150.0, 200.0, Content::Image(shown))]
}

fn alpha(artworks: &mut Artworks, alpha: fn(u32) -> u8) -> Vec<Layer> {
    let file = png_file(300, 200, |x, _| [30, 30, 30, alpha(x)]);
    let shown = picture(&file, (300, 200), 25.0);
    artworks.insert(shown.artwork, file);
    vec![at(150.0, 200.0, Content::Image(shown))]
}

fn drawing(artworks: &mut Artworks, nodes: Vec<Node>, width: f64) -> Layer {
    let file = write_drawing(&Drawing { size: Size::new(100.0, 100.0), nodes });
    let artwork = design::ArtworkId::of(&file);
    artworks.insert(artwork, file);
    at(
        150.0,
        150.0,
        Content::Drawing(Placed {
            artwork,
            width: Mm::new(width),
            height: Mm::new(width),
            name: "drawing".into(),
            swaps: Vec::new(),
            source: Source::Upload,
        }),
    )
}

fn filled(rects: &[Rect]) -> Vec<Node> {
    let node = |rect: &Rect| Node::Fill {
        path: rect.to_path(0.1),
        rule: FillRule::NonZero,
        ink: rgb("#1d1d1b").into(),
        opacity: 1.0,
    };
    rects.iter().map(node).collect()
}

/// A drawing of one line, `width` wide in a box of 100.
fn ruled(artworks: &mut Artworks, width: f64) -> Vec<Layer> {
    let pen = Pen { width, cap: Cap::Butt, join: Default::default(), dashes: Vec::new() };
    let path = Rect::new(10.0, 10.0, 90.0, 90.0).to_path(0.1);
    let node = Node::Line { path, pen, ink: rgb("#1d1d1b").into(), opacity: 1.0 };
    vec![drawing(artworks, vec![node], 50.0)]
}

fn words(content: &str, size: f64) -> Layer {
    at(150.0, 80.0, Content::Text(text(content, "archivo-black", size)))
}

fn shadowed(blur: f64, opacity: f64) -> Vec<Layer> {
    let shadow = Shadow {
        dx: Mm::new(3.0),
        dy: Mm::new(3.0),
        blur: Mm::new(blur),
        colour: rgb("#1d71b8"),
        opacity,
    };
    vec![Layer { shadows: vec![shadow], ..block() }]
}

fn colours(count: usize) -> Vec<Layer> {
    let inks =
        ["#1d1d1b", "#e30613", "#ffed00", "#009640", "#1d71b8", "#662483", "#f39200", "#e71d73"];
    let layer = |(number, ink): (usize, &&str)| {
        let side = 50.0 - number as f64 * 3.0;
        at(150.0, 30.0 + 45.0 * number as f64, Content::Shape(rectangle(60.0, side.min(40.0), ink)))
    };
    inks.iter().take(count).enumerate().map(layer).collect()
}

fn back(layer: Layer) -> Layer {
    Layer { side: "back".parse().unwrap(), ..layer }
}

/// All rules that a design can trip.
pub(crate) fn cases() -> Vec<Case> {
    let case = |rule, technique, trips, nearly| Case { rule, technique, trips, nearly };
    vec![
        // 300 pixels on 50.9 mm are 149.7 dpi, which is told as 150 everywhere.
        case("low_resolution", "dtg", |a| photo(a, 60.0), |a| photo(a, 50.9)),
        case("soft_resolution", "dtg", |a| photo(a, 30.0), |a| photo(a, 25.4)),
        case(
            "outside_area",
            "dtg",
            |_| vec![block(), shape(-40.0, 50.0, 30.0, 30.0)],
            |_| vec![block(), shape(40.0, 350.0, 30.0, 30.0)],
        ),
        case(
            "cut_off",
            "dtg",
            |_| vec![shape(10.0, 50.0, 40.0, 30.0)],
            |_| vec![shape(30.0, 50.0, 40.0, 30.0)],
        ),
        case(
            "cut_off",
            "dtg",
            |_| vec![words("A very wide line of words", 40.0)],
            |_| vec![words("narrow", 40.0)],
        ),
        // What fills the whole area is meant to be cut at its edges.
        case(
            "cut_off",
            "dtg",
            |_| vec![shape(150.0, 200.0, 320.0, 100.0)],
            |_| vec![shape(150.0, 200.0, 900.0, 900.0)],
        ),
        case(
            "safe_zone",
            "dtg",
            |_| vec![shape(21.0, 50.0, 40.0, 30.0)],
            |_| vec![shape(35.0, 50.0, 40.0, 30.0)],
        ),
        case("hairline", "dtg", |_| stroked(0.1), |_| stroked(0.19)),
        case("thin_line", "dtg", |_| stroked(0.3), |_| stroked(0.35)),
        case("thin_line", "dtg", |a| ruled(a, 0.5), |a| ruled(a, 0.71)),
        case(
            "thin_line",
            "dtg",
            |_| {
                let mut outlined = text("HELLO", "archivo-black", 30.0);
                outlined.outlines = vec![line(0.2)];
                vec![at(150.0, 80.0, Content::Text(outlined))]
            },
            |_| {
                let mut bolder = text("HELLO", "archivo-black", 30.0);
                bolder.outlines = vec![design::Stroke { colour: bolder.colour, ..line(0.2) }];
                vec![at(150.0, 80.0, Content::Text(bolder))]
            },
        ),
        case(
            "thin_part",
            "vinyl",
            |a| {
                vec![drawing(
                    a,
                    filled(&[Rect::new(0.0, 0.0, 100.0, 60.0), Rect::new(0.0, 80.0, 100.0, 81.6)]),
                    50.0,
                )]
            },
            |a| {
                vec![drawing(
                    a,
                    filled(&[Rect::new(0.0, 0.0, 100.0, 60.0), Rect::new(0.0, 80.0, 100.0, 82.1)]),
                    50.0,
                )]
            },
        ),
        // A sharp corner is thin at its tip alone.
        case(
            "thin_part",
            "dtf",
            |_| vec![at(150.0, 80.0, Content::Text(text("Great love", "great-vibes", 9.0)))],
            |_| {
                let star = ShapeKind::Star { points: 5, inner: 0.5 };
                let star = design::Shape { kind: star, ..rectangle(40.0, 40.0, "#1d1d1b") };
                vec![at(150.0, 80.0, Content::Shape(star))]
            },
        ),
        case(
            "thin_gap",
            "vinyl",
            |a| {
                vec![drawing(
                    a,
                    filled(&[Rect::new(0.0, 0.0, 100.0, 40.0), Rect::new(0.0, 41.5, 100.0, 80.0)]),
                    50.0,
                )]
            },
            |a| {
                vec![drawing(
                    a,
                    filled(&[Rect::new(0.0, 0.0, 100.0, 40.0), Rect::new(0.0, 42.2, 100.0, 80.0)]),
                    50.0,
                )]
            },
        ),
        case("small_text", "dtg", |_| vec![words("small", 4.0)], |_| vec![words("small", 4.2)]),
        case(
            "small_text",
            "dtg",
            |_| {
                let mut mixed = text("large small", "archivo-black", 10.0);
                mixed.spans = vec![Span { scale: Some(0.3), ..Span::bare(6, 11) }];
                vec![at(150.0, 80.0, Content::Text(mixed))]
            },
            |_| {
                let mut mixed = text("large small", "archivo-black", 10.0);
                mixed.spans = vec![Span { scale: Some(0.45), ..Span::bare(6, 11) }];
                vec![at(150.0, 80.0, Content::Text(mixed))]
            },
        ),
        // Twenty millimetres are asked for, but the box leaves less.
        case("small_text", "dtg", |_| vec![shrunk(9.0)], |_| vec![shrunk(30.0)]),
        case("faint_colour", "dtg", |_| coloured("#fafafa"), |_| coloured("#d9d9d9")),
        case(
            "faint_colour",
            "screen_print",
            |_| {
                let mut faint = text("WHITE", "archivo-black", 30.0);
                faint.colour = rgb("#ffffff");
                vec![at(150.0, 80.0, Content::Text(faint))]
            },
            |_| vec![words("BLACK", 30.0)],
        ),
        case(
            "transparency",
            "vinyl",
            |_| vec![Layer { opacity: 0.9, ..block() }],
            |_| vec![block()],
        ),
        case(
            "transparency",
            "dtg",
            |_| {
                let mut faded = rectangle(60.0, 40.0, "#1d1d1b");
                let clear = Stop { opacity: 0.2, ..Stop::new(1.0, rgb("#e30613")) };
                let stops = vec![Stop::new(0.0, rgb("#1d1d1b")), clear];
                faded.paint = Some(Fill::Linear { angle: Angle::ZERO, stops });
                vec![at(150.0, 80.0, Content::Shape(faded))]
            },
            |_| shadowed(0.0, 1.0),
        ),
        case(
            "transparency",
            "dtf",
            |a| alpha(a, |x| if x < 150 { 128 } else { 255 }),
            |a| {
                // The smooth edge of a cut-out.
                alpha(a, |x| match x {
                    0..=99 => 0,
                    100 => 90,
                    101 => 200,
                    _ => 255,
                })
            },
        ),
        case("soft_edge", "vinyl", |_| shadowed(2.0, 1.0), |_| shadowed(0.0, 1.0)),
        case("soft_edge", "dtf", |a| alpha(a, |x| x.min(255) as u8), |a| alpha(a, |_| 255)),
        case("becomes_pixels", "dtg", |_| shadowed(2.0, 1.0), |_| shadowed(0.0, 1.0)),
        case("too_many_inks", "screen_print", |_| colours(7), |_| colours(6)),
        case("too_many_inks", "engraving", |a| photo(a, 10.0), |_| colours(1)),
        case("too_many_inks", "vinyl", |a| photo(a, 10.0), |_| colours(3)),
        case("ink_coverage", "offset_paper", |_| coloured("#000000"), |_| coloured("#303030")),
        case(
            "empty_side",
            "dtg",
            |_| vec![block(), back(words("   ", 20.0))],
            |_| vec![block(), back(words("x", 20.0))],
        ),
        case(
            "duplicate",
            "dtg",
            |_| vec![block(), Layer { x: Mm::new(150.8), ..block() }],
            |_| vec![block(), Layer { x: Mm::new(151.2), ..block() }],
        ),
        case(
            "tiny_art",
            "dtg",
            |_| vec![block(), shape(150.0, 200.0, 4.0, 3.0)],
            |_| vec![block(), shape(150.0, 200.0, 5.0, 1.0)],
        ),
        case(
            "hidden_art",
            "dtg",
            |_| vec![block(), Layer { hidden: true, ..shape(150.0, 200.0, 30.0, 30.0) }],
            |_| vec![block(), shape(150.0, 200.0, 30.0, 30.0)],
        ),
        // Behind a larger shape, and peeping out.
        case(
            "hidden_art",
            "dtg",
            |_| vec![words("HIDE", 10.0), block()],
            |_| vec![words("HIDE WHAT IS LONGER", 10.0), block()],
        ),
        case(
            "hidden_art",
            "dtg",
            |_| vec![block(), Layer { opacity: 0.0, ..shape(150.0, 200.0, 30.0, 30.0) }],
            |_| vec![block(), Layer { opacity: 0.1, ..shape(150.0, 200.0, 30.0, 30.0) }],
        ),
        case(
            "hidden_art",
            "dtg",
            |_| vec![block(), words("  \n ", 20.0)],
            |_| vec![words(".", 60.0)],
        ),
        case(
            "missing_glyphs",
            "dtg",
            |_| vec![words("A\u{10FFFD}B", 20.0)],
            |_| vec![words("AB", 20.0)],
        ),
        case(
            "missing_artwork",
            "dtg",
            |a| {
                let layers = photo(a, 20.0);
                *a = Artworks::new();
                layers
            },
            |a| photo(a, 20.0),
        ),
        case(
            "bad_artwork",
            "dtg",
            |a| {
                let layers = photo(a, 20.0);
                a.values_mut().for_each(|bytes| bytes.truncate(20));
                layers
            },
            |a| photo(a, 20.0),
        ),
        case("nothing_to_print", "dtg", |_| vec![], |_| vec![block()]),
        case("larger_tiles", "dtg", |a| vec![patterned(a, 1.0)], |a| vec![patterned(a, 20.0)]),
    ]
}

fn shrunk(height: f64) -> Layer {
    let mut boxed = text("many words in a small box that makes them small", "archivo-black", 20.0);
    boxed.width = Some(Mm::new(40.0));
    boxed.fit = Fit::Shrink { height: Mm::new(height), smallest: Mm::new(1.0) };
    at(150.0, 80.0, Content::Text(boxed))
}

fn patterned(artworks: &mut Artworks, width: f64) -> Layer {
    let placed = drawing(artworks, filled(&[Rect::new(10.0, 10.0, 90.0, 90.0)]), 50.0);
    let Content::Drawing(Placed { artwork, .. }) = placed.content else { panic!() };
    let mut shape = rectangle(200.0, 200.0, "#1d1d1b");
    shape.paint = Some(Fill::Pattern(design::Pattern {
        tile: design::Tile::Drawing { artwork },
        arrangement: design::Arrangement::Grid,
        width: Mm::new(width),
        gap: Mm::ZERO,
        angle: Angle::ZERO,
    }));
    at(150.0, 200.0, Content::Shape(shape))
}

/// The order that trips a case's rule and the one that nearly does.
pub(crate) fn orders(desk: &Desk, case: &Case) -> [(String, Order); 2] {
    [("trips", case.trips), ("nearly", case.nearly)].map(|(kind, make)| {
        let mut artworks = Artworks::new();
        let order = desk.tee(case.technique, make(&mut artworks));
        (format!("{} {} {kind}", case.rule, case.technique), Order { artworks, ..order })
    })
}

fn found(desk: &Desk, order: &Order) -> BTreeSet<String> {
    desk.check(order).iter().map(|(_, finding)| finding.problem.rule_name()).collect()
}

#[test]
fn each_rule_is_tripped_and_nearly_tripped() {
    let (desk, mut wrong) = (Desk::new(), Vec::new());
    for case in cases() {
        let [(name, trips), (near, nearly)] = orders(&desk, &case);
        let (trips, nearly) = (found(&desk, &trips), found(&desk, &nearly));
        if !trips.contains(case.rule) {
            wrong.push(format!("{name}: {trips:?}"));
        }
        if nearly.contains(case.rule) {
            wrong.push(format!("{near}: {nearly:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_catalogue_has_a_case() {
    let desk = Desk::new();
    let technique = desk.product("tee", "dtg").technique;
    let rules: serde_json::Value =
        serde_json::from_str(&json::write_text(&technique.print_rules)).unwrap();
    let known: BTreeSet<&str> = cases().iter().map(|case| case.rule).collect();
    for rule in rules["severity"].as_object().unwrap().keys() {
        // No font that ships restricts embedding: `prepress` and `typeset` test that rule.
        assert!(known.contains(rule.as_str()) || rule == "font_embedding", "{rule}");
    }
}

#[test]
fn what_a_side_says_otherwise_is_judged_by() {
    let desk = Desk::new();
    let mut order = desk.tee("dtg", vec![words("small", 4.0)]);
    assert!(found(&desk, &order).contains("small_text"));
    let rules: Raw = json::read(br#"{ "limits": { "min_text": 3.5 } }"#).unwrap();
    order.product.sides[0].print_area_rules = rules;
    assert!(!found(&desk, &order).contains("small_text"));
    let off: Raw = json::read(br#"{ "severity": { "small_text": "off" } }"#).unwrap();
    order.product.sides[0].print_area_rules = Raw::NONE;
    order.product.print_rules = off;
    assert!(!found(&desk, &order).contains("small_text"));
}

#[test]
fn fixes_are_not_offered_for_what_is_locked_or_kept_by_a_template() {
    let desk = Desk::new();
    for case in cases() {
        let [(name, mut order), _] = orders(&desk, &case);
        for layer in order.design.layers.values_mut() {
            std::sync::Arc::make_mut(layer).locked = true;
        }
        let fixes = desk.check(&order).into_iter().filter_map(|(_, finding)| finding.fix);
        assert_eq!(fixes.collect::<Vec<_>>(), [], "{name}");
    }
}
