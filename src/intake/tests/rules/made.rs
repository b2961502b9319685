//! Artwork made of pictures: backgrounds removed, outlines traced.

use geom::{Node, Rgb, Shape};
use intake::{Edge, Flood, Ground, IntakeError, Tracing, remove_background, trace};
use prepress::Flow;
use prepress::artwork::Pixels;

/// A red disc of radius 30 with a hole of radius 12 on a grey ground of 100 x 100, with soft edges.
fn ring() -> Pixels {
    let mut rgba = Vec::new();
    for y in 0..100 {
        for x in 0..100 {
            let away = (f64::from((x - 50) * (x - 50) + (y - 50) * (y - 50))).sqrt();
            let inside = (30.5 - away).clamp(0.0, 1.0) * (away - 11.5).clamp(0.0, 1.0);
            let mix =
                |front: f64, back: f64| (front * inside + back * (1.0 - inside)).round() as u8;
            rgba.extend([mix(200.0, 220.0), mix(20.0, 220.0), mix(20.0, 225.0), 255]);
        }
    }
    Pixels { width: 100, height: 100, rgba }
}

fn flood() -> Flood {
    Flood { seeds: Vec::new(), tolerance: 0.25, everywhere: false, edge: Edge::default() }
}

fn go_on(_: f32) -> Flow {
    Flow::Continue
}

fn at(pixels: &Pixels, x: usize, y: usize) -> [u8; 4] {
    pixels.rgba[(y * pixels.width as usize + x) * 4..][..4].try_into().unwrap()
}

#[test]
fn a_flat_background_goes_and_the_thing_stays() {
    let made = remove_background(ring(), &flood(), &mut go_on).unwrap();
    assert_eq!(made.ground, Ground::Flat);
    assert_eq!(at(&made.pixels, 2, 2), [0; 4]);
    assert_eq!(at(&made.pixels, 50, 30), [200, 20, 20, 255]);
    assert_eq!(at(&made.pixels, 50, 50)[3], 255, "the hole is not connected with the edge");
    let wanted = 1.0 - std::f64::consts::PI * 30.5 * 30.5 / 10_000.0;
    assert!((made.part - wanted).abs() < 0.03, "{}", made.part);
}

#[test]
fn a_hole_goes_when_it_is_pointed_at_or_everywhere_is_asked_for() {
    let pointed = Flood { seeds: vec![(0.01, 0.01), (0.5, 0.5)], ..flood() };
    let everywhere = Flood { everywhere: true, ..flood() };
    for flood in [pointed, everywhere] {
        let made = remove_background(ring(), &flood, &mut go_on).unwrap();
        assert_eq!((at(&made.pixels, 50, 50)[3], at(&made.pixels, 50, 30)[3]), (0, 255));
    }
}

#[test]
fn soft_edges_lose_the_background_colour() {
    let made = remove_background(ring(), &flood(), &mut go_on).unwrap();
    let mut soft = 0;
    for pixel in made.pixels.rgba.chunks_exact(4).filter(|pixel| pixel[3] > 0 && pixel[3] < 255) {
        soft += 1;
        assert!(pixel[1] < 110, "no grey is left in the edge: {pixel:?}");
    }
    assert!(soft > 40, "{soft}");
}

/// Pixels of the middle row from the left that are clear, soft and whole before the disc's hole.
fn edge_of(edge: Edge) -> (usize, usize) {
    let made = remove_background(ring(), &Flood { edge, ..flood() }, &mut go_on).unwrap();
    let alphas: Vec<u8> = (0..38).map(|x| at(&made.pixels, x, 50)[3]).collect();
    assert!(alphas.is_sorted(), "{edge:?}: {alphas:?}");
    let clear = alphas.iter().filter(|alpha| **alpha == 0).count();
    (clear, alphas.iter().filter(|alpha| (1..255).contains(*alpha)).count())
}

#[test]
fn an_edge_is_cut_softened_and_moved_inwards_as_asked_for() {
    let (clear, soft) = edge_of(Edge { soft: 0, shrink: 0 });
    assert_eq!(soft, 0, "cut");
    assert_eq!(edge_of(Edge { soft: 0, shrink: 3 }), (clear + 3, 0));
    let (_, softer) = edge_of(Edge { soft: 8, shrink: 0 });
    assert!((6..=8).contains(&softer), "{softer}");
    let (_, beyond) = edge_of(Edge { soft: 200, shrink: 0 });
    assert_eq!(beyond, softer, "no more than the limit");
}

#[test]
fn an_edge_that_leaves_nothing_is_refused() {
    let rgba = (0..20 * 20)
        .flat_map(|at| if at % 20 == 10 { [200, 20, 20, 255] } else { [220, 220, 225, 255] })
        .collect();
    let line = Pixels { width: 20, height: 20, rgba };
    let flood = Flood { edge: Edge { soft: 0, shrink: 2 }, ..flood() };
    let outcome = remove_background(line, &flood, &mut go_on);
    assert!(matches!(outcome, Err(IntakeError::Picture { .. })), "{outcome:?}");
}

#[test]
fn an_uneven_background_is_said_to_be_one() {
    let mut pixels = ring();
    for (index, pixel) in pixels.rgba.chunks_exact_mut(4).enumerate() {
        if index % 100 < 50 {
            pixel[2] = 20;
        }
    }
    let made = remove_background(pixels, &flood(), &mut go_on).unwrap();
    assert_eq!(made.ground, Ground::Uneven);
}

#[test]
fn nothing_and_everything_are_refused_and_cancelling_ends() {
    let strict = Flood { tolerance: 0.0, seeds: vec![(0.2, 0.5)], ..flood() };
    let mut noisy = ring();
    noisy.rgba.chunks_exact_mut(4).enumerate().for_each(|(at, p)| p[0] = (at * 37 % 251) as u8);
    let refused = |outcome| matches!(outcome, Err(IntakeError::Picture { .. }));
    assert!(refused(remove_background(noisy, &strict, &mut go_on)));
    let all = Flood { tolerance: 1.0, ..flood() };
    assert!(refused(remove_background(ring(), &all, &mut go_on)));
    let outcome = remove_background(ring(), &flood(), &mut |_| Flow::Cancel);
    assert_eq!(outcome, Err(IntakeError::Cancelled));
}

fn tracing(colours: u8) -> Tracing {
    Tracing { colours, smoothness: 0.5, specks: 8 }
}

#[test]
fn a_traced_disc_is_round_and_of_its_colour() {
    let (drawing, bytes) = trace(&ring(), &tracing(2), &mut go_on).unwrap();
    assert_eq!(design::read_drawing(&bytes).unwrap(), drawing);
    let colours = drawing.colours();
    assert_eq!(colours.len(), 2);
    assert!(
        colours.iter().any(|colour| colour.distance(Rgb::new(200, 20, 20)) < 0.03),
        "{colours:?}"
    );
    let Node::Fill { path, .. } = &drawing.nodes[1] else { panic!() };
    // 1000 units for 100 pixels: a disc of 30.5 with a hole of 11.5.
    for element in path.segments() {
        let point = element.as_line().map_or_else(|| path.bounding_box().origin(), |line| line.p1);
        let away = (point - geom::Point::new(505.0, 505.0)).hypot2().sqrt();
        assert!(away < 450.0);
    }
    let bounds = path.bounding_box();
    assert!((bounds.width() - 610.0).abs() < 12.0, "{bounds:?}");
    assert!(path.elements().len() < 40, "few curves: {}", path.elements().len());
}

#[test]
fn a_traced_square_keeps_its_corners() {
    let rgba: Vec<u8> = (0..60 * 60)
        .flat_map(|at| {
            let inside = (15..45).contains(&(at % 60)) && (15..45).contains(&(at / 60));
            if inside { [0, 0, 0, 255] } else { [0, 0, 0, 0] }
        })
        .collect();
    let pixels = Pixels { width: 60, height: 60, rgba };
    let (drawing, _) = trace(&pixels, &tracing(4), &mut go_on).unwrap();
    assert_eq!(drawing.nodes.len(), 1, "clear pixels are nothing");
    let Node::Fill { path, .. } = &drawing.nodes[0] else { panic!() };
    let wanted = 500.0 * 500.0;
    assert!((path.area().abs() - wanted).abs() < wanted * 0.01, "{} {wanted}", path.area());
}

#[test]
fn specks_go_and_colours_are_no_more_than_asked_for() {
    let mut pixels = ring();
    for at in [305, 4040, 9090] {
        pixels.rgba[at * 4..at * 4 + 4].copy_from_slice(&[0, 0, 255, 255]);
    }
    let (drawing, _) = trace(&pixels, &tracing(3), &mut go_on).unwrap();
    assert!(drawing.nodes.len() <= 3);
    let rings: usize = drawing
        .nodes
        .iter()
        .map(|node| match node {
            Node::Fill { path, .. } => {
                path.elements().iter().filter(|it| matches!(it, geom::PathEl::MoveTo(_))).count()
            }
            _ => 0,
        })
        .sum();
    assert!(rings <= 6, "{rings}");
}

#[test]
fn an_empty_picture_cannot_be_traced_and_cancelling_ends() {
    let clear = Pixels { width: 9, height: 9, rgba: vec![0; 9 * 9 * 4] };
    assert!(matches!(trace(&clear, &tracing(4), &mut go_on), Err(IntakeError::Picture { .. })));
    assert_eq!(trace(&ring(), &tracing(4), &mut |_| Flow::Cancel), Err(IntakeError::Cancelled));
}

#[test]
fn tracing_twice_gives_the_same_bytes() {
    let first = trace(&ring(), &tracing(6), &mut go_on).unwrap().1;
    assert_eq!(first, trace(&ring(), &tracing(6), &mut go_on).unwrap().1);
}
