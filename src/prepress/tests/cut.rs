//! Cut lines: where they run, beside shapes whose outlines are known exactly. What other programs make of the files is
//! judged by the acceptance tests.

mod fixture;

use std::f64::consts::PI;
use std::sync::Arc;

use design::{Blend, ShapeKind};
use fixture::{Originals, corners, fill, frame, jpeg_file, layer, picture, png_file, side, stroke};
use geom::{
    Affine, BezPath, Clip, FillRule, Frame, Ink, Mm, PathEl, Point, Rect, Rgb, Shape, Stop,
};
use prepress::cut::{CutError, CutLines, CutRequest, CutSheet, cut_lines};
use prepress::{Extent, Flow, PressError};
use scene::{Cut, Group, Item, Scene, Soft};

const RED: Rgb = Rgb::new(214, 40, 57);
const BLUE: Rgb = Rgb::new(30, 90, 160);

fn cut(scene: &Scene, originals: &Originals, request: &CutRequest) -> Result<CutSheet, CutError> {
    cut_lines(scene, originals, request, &mut |_| Flow::Continue)
}

/// The only layer's lines of outlines alone.
fn contour(scene: &Scene, request: &CutRequest) -> CutSheet {
    let sheet = cut(scene, &Originals::new(), request).unwrap();
    assert_eq!(sheet.layers.len(), 1);
    assert_eq!(sheet.report.traced_at, None);
    sheet
}

/// A side of 100 x 80 mm with shapes, each in a layer of its own.
fn shapes(all: &[(ShapeKind, Frame, Rgb)]) -> Scene {
    let mut scene = side(100.0, 80.0, 3.0);
    let items = all.iter().zip(1..);
    scene.layers = items
        .map(|((kind, place, colour), id)| {
            layer(id, *place, 1.0, vec![fill(*kind, place, *colour)])
        })
        .collect();
    scene
}

fn disc(x: f64, y: f64, radius: f64) -> (ShapeKind, Frame, Rgb) {
    (ShapeKind::Ellipse, frame(x, y, 2.0 * radius, 2.0 * radius, 0.0), RED)
}

fn square(x: f64, y: f64, edge: f64) -> (ShapeKind, Frame, Rgb) {
    (ShapeKind::Rectangle, frame(x, y, edge, edge, 0.0), RED)
}

fn outset(mm: f64) -> CutRequest {
    CutRequest { offset: Mm::new(mm), ..CutRequest::default() }
}

/// The corners of each closed line.
fn rings(path: &BezPath) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(at) => rings.push(vec![at]),
            PathEl::LineTo(at) => rings.last_mut().unwrap().push(at),
            PathEl::ClosePath => {}
            other => panic!("{other:?}"),
        }
    }
    rings
}

fn sides(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn length(vector: geom::Vec2) -> f64 {
    vector.hypot2().sqrt()
}

/// Checks that every point of a line is `radius` away from a centre, as near as the sheet says.
fn check_round(sheet: &CutSheet, ring: &[Point], centre: Point, radius: f64) {
    for (from, to) in sides(ring) {
        for at in [from, from.midpoint(to)] {
            let off = (length(at - centre) - radius).abs();
            assert!(off <= sheet.report.accuracy, "{off} at {at:?}");
        }
    }
}

fn near(a: f64, b: f64, share: f64) {
    assert!((a - b).abs() <= b.abs() * share, "{a} is not {b}");
}

#[test]
fn a_kiss_cut_around_a_disc_is_a_larger_disc() {
    for (radius, offset) in [(10.0, 0.0), (10.0, 3.0), (0.8, 2.0), (25.0, 0.25), (20.0, 12.0)] {
        let sheet = contour(&shapes(&[disc(50.0, 40.0, radius)]), &outset(offset));
        let path = sheet.layers[0].path();
        let [ring] = &rings(&path)[..] else { panic!("one line") };
        check_round(&sheet, ring, Point::new(50.0, 40.0), radius + offset);
        let whole = PI * (radius + offset) * (radius + offset);
        let off = (sheet.layers[0].area() - whole).abs();
        assert!(off <= sheet.report.accuracy * sheet.layers[0].length(), "{off} of {whole}");
        near(path.area().abs(), sheet.layers[0].area(), 1e-9);
        near(sheet.layers[0].length(), 2.0 * PI * (radius + offset), 0.01);
    }
}

#[test]
fn corners_of_a_square_stay_sharp_and_become_round_with_an_offset() {
    let scene = shapes(&[square(50.0, 40.0, 20.0)]);
    let plain = contour(&scene, &CutRequest::default());
    assert_eq!((plain.layers[0].area(), plain.layers[0].corners()), (400.0, 4));
    let round = contour(&scene, &outset(2.0));
    near(round.layers[0].area(), 400.0 + 4.0 * 20.0 * 2.0 + PI * 4.0, 0.001);
    near(round.layers[0].length(), 80.0 + 2.0 * PI * 2.0, 0.002);
    let bounds = round.bounds();
    for (found, wanted) in
        [(bounds.x0, 38.0), (bounds.y0, 28.0), (bounds.x1, 62.0), (bounds.y1, 52.0)]
    {
        assert!((found - wanted).abs() <= 0.05, "{bounds:?}");
    }
}

#[test]
fn two_discs_merge_where_their_offsets_meet() {
    let scene = shapes(&[disc(40.0, 40.0, 5.0), disc(52.0, 40.0, 5.0)]);
    assert_eq!(contour(&scene, &outset(0.9)).layers[0].lines(), 2);
    let merged = contour(&scene, &outset(2.0));
    assert_eq!(merged.layers[0].lines(), 1);
    // Two circles less the lens that they share.
    let (r, d) = (7.0_f64, 12.0);
    let lens = 2.0 * r * r * libm_acos(d / (2.0 * r)) - d / 2.0 * (4.0 * r * r - d * d).sqrt();
    near(merged.layers[0].area(), 2.0 * PI * r * r - lens, 0.005);
    let path = merged.layers[0].path();
    for at in rings(&path).concat() {
        let nearest = [40.0, 52.0].map(|x| length(at - Point::new(x, 40.0)));
        let off = (nearest[0].min(nearest[1]) - r).abs();
        assert!(off <= merged.report.accuracy, "{off}");
    }
}

#[expect(clippy::disallowed_methods, reason = "what a test expects reaches no file")]
fn libm_acos(cosine: f64) -> f64 {
    cosine.acos()
}

#[test]
fn near_parts_are_joined_and_others_are_not() {
    let scene =
        shapes(&[square(40.0, 40.0, 10.0), square(52.0, 40.0, 10.0), disc(80.0, 40.0, 4.0)]);
    let request = |mm| CutRequest { join: Mm::new(mm), ..CutRequest::default() };
    assert_eq!(contour(&scene, &request(1.8)).layers[0].lines(), 3);
    let joined = contour(&scene, &request(2.2));
    assert_eq!(joined.layers[0].lines(), 2);
    // The gap of 2 x 10 is filled but for two shallow rounds; nothing else grew.
    let whole = 200.0 + 20.0 + PI * 16.0;
    assert!(joined.layers[0].area() < whole && joined.layers[0].area() > whole - 3.0);
    let bounds = joined.bounds();
    assert!((bounds.x0 - 35.0).abs() < 0.05 && (bounds.y0 - 35.0).abs() < 0.05, "{bounds:?}");
}

/// A ring between two circles around the middle.
fn ring(outer: f64, inner: f64) -> Scene {
    let mut scene = side(100.0, 80.0, 0.0);
    let place = frame(50.0, 40.0, 100.0, 80.0, 0.0);
    let mut path = geom::BezPath::new();
    for radius in [outer, inner] {
        let edge = 2.0 * radius;
        let circle = scene::shape_outline(&ShapeKind::Ellipse, geom::Size::new(edge, edge));
        path.extend(Affine::translate((50.0 - radius, 40.0 - radius)) * circle);
    }
    let rule = FillRule::EvenOdd;
    let item = Item::Fill { path: Arc::new(path), rule, ink: Ink::Solid(RED), opacity: 1.0 };
    scene.layers = vec![layer(1, place, 1.0, vec![item])];
    scene
}

#[test]
fn a_hole_shrinks_as_the_outline_grows_and_small_ones_are_filled() {
    let scene = ring(20.0, 6.0);
    let plain = contour(&scene, &CutRequest::default());
    near(plain.layers[0].area(), PI * (400.0 - 36.0), 0.005);
    let grown = contour(&scene, &outset(2.0));
    let path = grown.layers[0].path();
    let all = rings(&path);
    assert_eq!(all.len(), 2);
    // The hole is cut first.
    check_round(&grown, &all[0], Point::new(50.0, 40.0), 4.0);
    check_round(&grown, &all[1], Point::new(50.0, 40.0), 22.0);
    assert_eq!(contour(&scene, &outset(6.5)).layers[0].lines(), 1);
    let hole = PI * 36.0;
    for (smallest_hole, lines, filled) in [(hole - 2.0, 2, 0), (hole + 2.0, 1, 1)] {
        let sheet = contour(&scene, &CutRequest { smallest_hole, ..CutRequest::default() });
        assert_eq!((sheet.layers[0].lines(), sheet.report.filled_holes), (lines, filled));
    }
    assert_eq!(contour(&scene, &CutRequest::kiss_cut(Mm::new(1.0))).layers[0].lines(), 1);
}

#[test]
fn small_parts_are_left_out_and_told() {
    let scene = shapes(&[square(50.0, 40.0, 20.0), disc(80.0, 40.0, 0.4), square(20.0, 20.0, 1.0)]);
    let request = CutRequest { smallest_part: 0.9, offset: Mm::new(1.0), ..CutRequest::default() };
    let sheet = contour(&scene, &request);
    assert_eq!((sheet.layers[0].lines(), sheet.report.dropped_parts), (2, 1));
    let none = CutRequest { smallest_part: 1000.0, ..CutRequest::default() };
    let error = cut(&scene, &Originals::new(), &none).unwrap_err();
    assert!(matches!(error, CutError::Nothing { .. }), "{error}");
}

#[test]
fn lines_are_cut_along_their_edges_and_united_with_what_they_cross() {
    let mut scene = side(100.0, 80.0, 0.0);
    let (across, turned) = (frame(50.0, 40.0, 40.0, 4.0, 0.0), frame(50.0, 40.0, 40.0, 4.0, 90.0));
    let line = |place: &Frame| stroke(ShapeKind::Line, place, RED, 2.0);
    scene.layers = vec![layer(1, across, 1.0, vec![line(&across)])];
    let one = contour(&scene, &CutRequest::default());
    near(one.layers[0].area(), 80.0, 1e-6);
    scene.layers.push(layer(2, turned, 1.0, vec![line(&turned)]));
    let cross = contour(&scene, &CutRequest::default());
    assert_eq!((cross.layers[0].lines(), cross.layers[0].corners()), (1, 12));
    near(cross.layers[0].area(), 156.0, 1e-3);
}

#[test]
fn art_is_cut_off_at_the_edge_and_an_offset_over_it_is_told() {
    let scene = shapes(&[square(0.0, 40.0, 20.0)]);
    let plain = contour(&scene, &CutRequest::default());
    assert_eq!(plain.bounds(), Rect::new(0.0, 30.0, 10.0, 50.0));
    assert_eq!(plain.report.beyond, 0.0);
    let bleed = CutRequest { extent: Extent::Bleed, ..CutRequest::default() };
    assert_eq!(contour(&scene, &bleed).bounds().x0, -3.0);
    let over = contour(&scene, &outset(2.0));
    assert!((over.report.beyond - 2.0).abs() < 0.01, "{}", over.report.beyond);
}

#[test]
fn a_mirrored_sheet_is_the_other_way_round() {
    let scene = shapes(&[square(20.0, 40.0, 20.0)]);
    let mirrored = contour(&scene, &CutRequest { mirrored: true, ..CutRequest::default() });
    assert_eq!(mirrored.bounds(), Rect::new(70.0, 30.0, 90.0, 50.0));
    assert_eq!(mirrored.layers[0].area(), 400.0);
}

#[test]
fn clips_and_stencils_cut_what_is_cut() {
    let place = frame(50.0, 40.0, 100.0, 80.0, 0.0);
    let outline = |rect: Rect| Arc::new(rect.to_path(0.1));
    let wide = Item::fill(outline(Rect::new(10.0, 10.0, 50.0, 50.0)), RED);
    let clip = Clip {
        path: (*outline(Rect::new(20.0, 20.0, 90.0, 90.0))).clone(),
        rule: FillRule::NonZero,
    };
    let stencil = vec![Item::fill(outline(Rect::new(0.0, 0.0, 30.0, 80.0)), Rgb::WHITE)];
    for (cut, area) in [(Cut::Path(Arc::new(clip)), 900.0), (Cut::Alpha(Arc::new(stencil)), 800.0)]
    {
        let group = Group {
            place: Affine::IDENTITY,
            opacity: 1.0,
            cut: Some(cut),
            items: Arc::new(vec![wide.clone()]),
        };
        let mut scene = side(100.0, 80.0, 0.0);
        scene.layers = vec![layer(1, place, 1.0, vec![Item::Group(group)])];
        near(contour(&scene, &CutRequest::default()).layers[0].area(), area, 1e-9);
    }
}

/// A disc with soft edges of one pixel in a picture of `edge` pixels.
fn disc_picture(edge: u32, radius: f64, hole: f64) -> Vec<u8> {
    let middle = f64::from(edge) / 2.0;
    let mut rgba = Vec::new();
    for y in 0..edge {
        for x in 0..edge {
            let (dx, dy) = (f64::from(x) + 0.5 - middle, f64::from(y) + 0.5 - middle);
            let distance = (dx * dx + dy * dy).sqrt();
            let inside = (radius - distance + 0.5).clamp(0.0, 1.0);
            let outside = (distance - hole + 0.5).clamp(0.0, 1.0);
            rgba.extend_from_slice(&[200, 60, 40, (inside.min(outside) * 255.0) as u8]);
        }
    }
    png_file(&rgba, edge, edge)
}

#[test]
fn a_picture_is_traced_as_closely_as_is_told() {
    let mut originals = Originals::new();
    let mut scene = side(100.0, 80.0, 0.0);
    let place = frame(50.0, 40.0, 60.0, 60.0, 17.0);
    let file = disc_picture(600, 250.0, 80.0);
    scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, &file, &place)])];
    let sheet = cut(&scene, &originals, &CutRequest::default()).unwrap();
    let dpi = sheet.report.traced_at.unwrap();
    assert!((dpi - 300.0).abs() < 1e-6 && sheet.report.accuracy < 0.1, "{:?}", sheet.report);
    let path = sheet.layers[0].path();
    let all = rings(&path);
    assert_eq!(all.len(), 2);
    check_round(&sheet, &all[0], Point::new(50.0, 40.0), 8.0);
    check_round(&sheet, &all[1], Point::new(50.0, 40.0), 25.0);
    assert!(sheet.layers[0].corners() < 600, "{} corners", sheet.layers[0].corners());
    let kiss = cut(&scene, &originals, &CutRequest::kiss_cut(Mm::new(3.0))).unwrap();
    let path = kiss.layers[0].path();
    check_round(&kiss, &rings(&path)[0], Point::new(50.0, 40.0), 28.0);
}

#[test]
fn a_photo_without_alpha_is_its_rectangle() {
    let mut originals = Originals::new();
    let mut scene = side(100.0, 80.0, 0.0);
    let place = frame(50.0, 40.0, 30.0, 20.0, 0.0);
    let file = jpeg_file(&corners(60, 40, false), 60, 40, None);
    scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, &file, &place)])];
    let sheet = cut(&scene, &originals, &CutRequest::default()).unwrap();
    assert_eq!((sheet.layers[0].area(), sheet.layers[0].corners()), (600.0, 4));
    assert_eq!(sheet.report.traced_at, None);
    let gone = cut(&scene, &Originals::new(), &CutRequest::default());
    // A JPEG's outline needs no pixels, a PNG's does.
    assert!(gone.is_ok());
    let file = png_file(&corners(60, 40, true), 60, 40);
    scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, &file, &place)])];
    let error = cut(&scene, &Originals::new(), &CutRequest::default()).unwrap_err();
    assert!(matches!(error, CutError::Press(PressError::MissingArtwork { .. })), "{error}");
    let hollow = cut(&scene, &originals, &CutRequest::default()).unwrap();
    assert_eq!(hollow.layers[0].lines(), 2);
}

#[test]
fn a_soft_shadow_is_inside_where_it_is_half_as_dark() {
    let place = frame(50.0, 40.0, 100.0, 80.0, 0.0);
    let hard = Item::fill(Arc::new(Rect::new(30.0, 20.0, 70.0, 60.0).to_path(0.1)), RED);
    let soft = Soft { blur: 4.0, colour: Rgb::BLACK, items: Arc::new(vec![hard]) };
    let mut scene = side(100.0, 80.0, 0.0);
    scene.layers = vec![layer(1, place, 1.0, vec![Item::Soft(soft)])];
    let sheet = cut(&scene, &Originals::new(), &CutRequest::default()).unwrap();
    let bounds = sheet.bounds();
    let off = [bounds.x0 - 30.0, bounds.y0 - 20.0, bounds.x1 - 70.0, bounds.y1 - 60.0];
    assert!(off.iter().all(|mm| mm.abs() < 0.1), "{bounds:?}");
    let darker =
        cut(&scene, &Originals::new(), &CutRequest { threshold: 0.1, ..CutRequest::default() });
    assert!(darker.unwrap().bounds().x0 < 28.5);
}

#[test]
fn each_colour_is_cut_without_what_lies_above_it() {
    let blue = |(kind, place, _)| (kind, place, BLUE);
    let scene = shapes(&[
        square(50.0, 40.0, 40.0),
        blue(disc(50.0, 40.0, 10.0)),
        disc(50.0, 40.0, 4.0),
        blue(square(80.0, 40.0, 10.0)),
    ]);
    let request = CutRequest { lines: CutLines::ByColour, ..CutRequest::default() };
    let sheet = cut(&scene, &Originals::new(), &request).unwrap();
    let names: Vec<&str> = sheet.layers.iter().map(|layer| layer.name.as_str()).collect();
    assert_eq!(names, ["Colour_D62839", "Colour_1E5AA0"]);
    let circle = |radius: f64| PI * radius * radius;
    // The square at the side lies with one edge on the large one.
    near(sheet.layers[0].area(), 1600.0 - circle(10.0) + circle(4.0), 0.005);
    near(sheet.layers[1].area(), circle(10.0) - circle(4.0) + 100.0, 0.005);
    // A large outline with a hole, a dot in it; a ring and a square.
    assert_eq!(sheet.layers.iter().map(|layer| layer.lines()).collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn what_is_not_one_colour_is_told_and_cut_as_a_whole() {
    let mut scene = shapes(&[square(30.0, 40.0, 20.0), square(70.0, 40.0, 20.0)]);
    let stops = vec![Stop::new(0.0, RED), Stop::new(1.0, BLUE)];
    let ink = Ink::Linear { from: Point::ORIGIN, to: Point::new(20.0, 0.0), stops };
    let path = Arc::new(Rect::new(0.0, 0.0, 20.0, 20.0).to_path(0.1));
    scene.layers[1].items = vec![Item::Fill { path, rule: FillRule::NonZero, ink, opacity: 1.0 }];
    scene.layers[0].opacity = 0.5;
    scene.layers[0].blend = Blend::Multiply;
    let request = CutRequest { lines: CutLines::ByColour, ..CutRequest::default() };
    let sheet = cut(&scene, &Originals::new(), &request).unwrap();
    assert_eq!(sheet.layers[1].name, "Mixed");
    assert_eq!(sheet.layers[1].area(), 400.0);
    assert_eq!(sheet.report.mixed, [scene.layers[1].id]);
    assert_eq!(sheet.report.see_through, [scene.layers[0].id]);
}

#[test]
fn wishes_out_of_range_and_cancelling_end_the_work() {
    let scene = shapes(&[square(50.0, 40.0, 20.0)]);
    let base = CutRequest::default();
    for request in [
        CutRequest { offset: Mm::new(-1.0), ..base },
        CutRequest { offset: Mm::new(50.1), ..base },
        CutRequest { offset: Mm::new(f64::NAN), ..base },
        CutRequest { tolerance: Mm::new(0.0), ..base },
        CutRequest { tolerance: Mm::new(1.1), ..base },
        CutRequest { threshold: 0.0, ..base },
        CutRequest { threshold: 1.0, ..base },
        CutRequest { join: Mm::new(-0.1), ..base },
        CutRequest { smallest_hole: -1.0, ..base },
        CutRequest { smallest_part: f64::NAN, ..base },
    ] {
        let error = cut(&scene, &Originals::new(), &request).unwrap_err();
        assert!(matches!(error, CutError::Range { .. }), "{error}");
    }
    let error = cut_lines(&scene, &Originals::new(), &base, &mut |_| Flow::Cancel).unwrap_err();
    assert_eq!(error, CutError::Press(PressError::Cancelled));
    let empty = cut(&side(10.0, 10.0, 0.0), &Originals::new(), &base).unwrap_err();
    assert!(matches!(empty, CutError::Nothing { .. }));
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: f64) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64 * most
    }
}

fn from_side(at: Point, (a, b): (Point, Point)) -> f64 {
    let way = b - a;
    let t = ((at - a).dot(way) / way.hypot2().max(1e-12)).clamp(0.0, 1.0);
    length(a + way * t - at)
}

#[test]
fn whatever_is_drawn_the_line_is_as_far_outside_as_asked_and_never_crosses_itself() {
    let mut dice = Dice(4);
    for round in 0..30 {
        // A line that crosses itself any number of times.
        let mut path = BezPath::new();
        path.move_to((20.0 + dice.up_to(60.0), 15.0 + dice.up_to(50.0)));
        for _ in 0..3 + round {
            let mut next = || Point::new(20.0 + dice.up_to(60.0), 15.0 + dice.up_to(50.0));
            path.line_to(next());
        }
        path.close_path();
        let rule = if round % 2 == 0 { FillRule::NonZero } else { FillRule::EvenOdd };
        let (ink, place) = (Ink::Solid(RED), frame(50.0, 40.0, 100.0, 80.0, 0.0));
        let item = Item::Fill { path: Arc::new(path.clone()), rule, ink, opacity: 1.0 };
        let mut scene = side(100.0, 80.0, 20.0);
        scene.layers = vec![layer(1, place, 1.0, vec![item])];
        let offset = 0.3 + dice.up_to(6.0);
        let request = CutRequest {
            smallest_hole: 0.0,
            smallest_part: 0.0,
            extent: Extent::Bleed,
            ..outset(offset)
        };
        let sheet = contour(&scene, &request);
        let lines = sheet.layers[0].path();
        let art = contour(&scene, &CutRequest { offset: Mm::ZERO, ..request });
        let art = art.layers[0].path();
        let edges: Vec<(Point, Point)> = rings(&art).iter().flat_map(|ring| sides(ring)).collect();
        let found = rings(&lines);
        for (from, to) in found.iter().flat_map(|ring| sides(ring)) {
            for at in [from, from.midpoint(to)] {
                let apart = edges.iter().map(|edge| from_side(at, *edge)).fold(1e9, f64::min);
                let off = (apart - offset).abs();
                // Both lines may be off.
                assert!(off <= 2.0 * sheet.report.accuracy, "round {round}: {off} at {at:?}");
            }
        }
        check_simple(&found);
    }
}

/// Checks that no two sides of any lines cross.
fn check_simple(rings: &[Vec<Point>]) {
    let all: Vec<(Point, Point)> = rings.iter().flat_map(|ring| sides(ring)).collect();
    for (at, (a, b)) in all.iter().enumerate() {
        for (c, d) in &all[at + 1..] {
            let left = |p: Point, q: Point, r: Point| (q - p).cross(r - p);
            let crosses = left(*a, *b, *c) * left(*a, *b, *d) < 0.0
                && left(*c, *d, *a) * left(*c, *d, *b) < 0.0;
            assert!(!crosses, "{a:?} {b:?} and {c:?} {d:?}");
        }
    }
}

#[test]
fn hostile_numbers_end_in_lines_or_in_an_error() {
    let mut dice = Dice(9);
    let odd = [f64::NAN, f64::INFINITY, -1e300, 1e-300, 1e12, 0.0, 50_000.0, -50_000.0];
    for _ in 0..300 {
        let mut number = || match dice.up_to(12.0) as usize {
            index if index < odd.len() => odd[index],
            _ => dice.up_to(200.0) - 50.0,
        };
        let mut path = BezPath::new();
        path.move_to((number(), number()));
        for _ in 0..6 {
            path.line_to((number(), number()));
            path.curve_to((number(), number()), (number(), number()), (number(), number()));
        }
        let path = Arc::new(path);
        let place = frame(50.0, 40.0, 100.0, 80.0, 30.0);
        let items = vec![Item::fill(path.clone(), RED), Item::line(path, number(), BLUE)];
        let mut scene = side(100.0, 80.0, 0.0);
        scene.layers = vec![layer(1, place, 1.0, items)];
        for lines in [CutLines::Contour, CutLines::ByColour] {
            match cut(&scene, &Originals::new(), &CutRequest { lines, ..outset(2.0) }) {
                Ok(sheet) => assert!(sheet.layers.iter().all(|layer| layer.area() > 0.0)),
                Err(error) => assert!(matches!(error, CutError::Nothing { .. }), "{error}"),
            }
        }
    }
}

#[test]
fn dashes_that_are_wider_than_long_are_refused_and_not_waited_for() {
    // Found by fuzzing: a quarter of a million slivers, each over thousands of others.
    let place = frame(50.0, 40.0, 100.0, 80.0, 0.0);
    let mut path = BezPath::new();
    path.move_to((0.0, 0.0));
    (1..60).for_each(|step| {
        path.line_to((f64::from(step % 2) * 100.0, f64::from(step)));
    });
    let pen = geom::Pen {
        width: 70.0,
        cap: geom::Cap::Round,
        join: geom::Join::Round,
        dashes: vec![0.03, 0.03],
    };
    let (path, ink) = (Arc::new(path), Ink::Solid(RED));
    let mut scene = side(100.0, 80.0, 0.0);
    scene.layers = vec![layer(1, place, 1.0, vec![Item::Line { path, pen, ink, opacity: 1.0 }])];
    let error = cut(&scene, &Originals::new(), &CutRequest::default()).unwrap_err();
    assert_eq!(error, CutError::TooMuch);
}

#[test]
fn slivers_that_cross_each_other_are_refused_however_far_a_point_lies() {
    // Found by fuzzing: hundreds of slivers across a bend, all of them over each other at sharp angles.
    let mut path = BezPath::new();
    path.move_to((0.0, 0.0));
    path.quad_to((50.0, 60.0), (100.0, 0.0));
    path.move_to((-40_000.0, -40_000.0));
    path.line_to((-40_000.1, -40_000.0));
    let pen = geom::Pen {
        width: 320.0,
        cap: geom::Cap::Butt,
        join: geom::Join::Round,
        dashes: vec![0.2, 0.2],
    };
    let (path, ink) = (Arc::new(path), Ink::Solid(RED));
    let mut scene = side(100.0, 80.0, 0.0);
    let place = frame(50.0, 40.0, 100.0, 80.0, 0.0);
    scene.layers = vec![layer(1, place, 1.0, vec![Item::Line { path, pen, ink, opacity: 1.0 }])];
    let error = cut(&scene, &Originals::new(), &CutRequest::default()).unwrap_err();
    assert_eq!(error, CutError::TooMuch);
}

#[test]
fn ten_thousand_dots_and_a_weave_are_cut() {
    // Many lines that hardly cross are no reason to refuse art.
    let place = frame(50.0, 40.0, 100.0, 80.0, 0.0);
    let (mut dots, mut weave) = (BezPath::new(), BezPath::new());
    for at in 0..10_000 {
        let (x, y) = (f64::from(at % 100), f64::from(at / 100) * 0.8);
        dots.move_to((x, y + 0.3));
        dots.line_to((x + 0.3, y));
        dots.line_to((x + 0.6, y + 0.3));
        dots.line_to((x + 0.3, y + 0.6));
        dots.close_path();
    }
    for at in 0..80 {
        let at = f64::from(at);
        weave.move_to((0.0, at));
        weave.line_to((100.0, at));
        weave.move_to((at, 0.0));
        weave.line_to((at, 80.0));
    }
    let items = vec![Item::fill(Arc::new(dots), RED), Item::line(Arc::new(weave), 0.2, BLUE)];
    let mut scene = side(100.0, 80.0, 0.0);
    scene.layers = vec![layer(1, place, 1.0, items)];
    let sheet = contour(&scene, &CutRequest::default());
    assert!(sheet.layers[0].lines() > 1_000);
}

#[test]
fn many_parts_grow_as_far_as_one() {
    let dots: Vec<_> = (0..60)
        .map(|at| disc(10.0 + f64::from(at % 10) * 8.0, 20.0 + f64::from(at / 10) * 8.0, 1.0))
        .collect();
    let sheet = contour(&shapes(&dots), &CutRequest::kiss_cut(Mm::new(5.0)));
    let bounds = sheet.bounds();
    for (found, wanted) in
        [(bounds.x0, 4.0), (bounds.y0, 14.0), (bounds.x1, 88.0), (bounds.y1, 66.0)]
    {
        assert!((found - wanted).abs() <= 0.02, "{bounds:?}");
    }
}
