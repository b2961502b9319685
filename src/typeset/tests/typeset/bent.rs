//! Texts on paths and warped: what holds for each of them, also at the limits.

use design::{Align, Text, TextPath, Warp, WarpKind};
use geom::{Angle, Mm, Shape as _, TextBlock, quantised};
use proptest::prelude::*;

use crate::loaded::{block, coordinates, library_for, text};

const WARPS: [WarpKind; 5] =
    [WarpKind::Arch, WarpKind::Bulge, WarpKind::Flag, WarpKind::Perspective, WarpKind::Rise];

fn paths() -> Vec<TextPath> {
    let sweeps = [5.0, 180.0, 350.0];
    let radii = [0.1, 30.0, 3_000.0];
    let waves = [(-4.0, 8.0), (4.0, 0.25), (1.0, 2.0), (0.0, 1.0)];
    sweeps
        .into_iter()
        .flat_map(|sweep| [TextPath::ArcUp { sweep }, TextPath::ArcDown { sweep }])
        .chain(radii.into_iter().flat_map(|radius| {
            [true, false].map(|inside| TextPath::Circle {
                radius: Mm::new(radius),
                start: Angle::degrees(-70.0),
                inside,
            })
        }))
        .chain(waves.into_iter().map(|(height, waves)| TextPath::Wave { height, waves }))
        .collect()
}

fn check_sound(text: &Text, block: &TextBlock) {
    let about = || format!("{:?} {:?} {:?}", text.path, text.warp, text.content);
    let numbers = coordinates(block);
    assert!(numbers.iter().all(|it| it.is_finite() && *it == quantised(*it)), "{}", about());
    assert!(block.width > 0.0 && block.height > 0.0, "{}", about());
    let bounds = block.outline().bounding_box();
    // Letters may hang over their line's box, as they do on a straight line.
    let most = text.size.mm() * 2.5;
    assert!(bounds.x0 > -most && bounds.y0 > -most, "{}: {bounds:?}", about());
    assert!(bounds.x1 < block.width + most && bounds.y1 < block.height + most, "{}", about());
    for line in &block.lines {
        assert_eq!(line.posts.len(), line.carets.len(), "{}", about());
    }
}

#[test]
fn extremes_break_nothing() {
    let contents = ["", "i", "W", "two\n\nlines here", "مرحبا שלום", &"length ".repeat(29)];
    for content in contents {
        let straight = Text { align: Align::Centre, ..text("montserrat", content) };
        let mut library = library_for(&straight);
        for path in paths().into_iter().map(Some).chain([None]) {
            let warps = WARPS
                .into_iter()
                .flat_map(|kind| [-1.0, 1.0].map(|amount| Some(Warp { kind, amount })));
            for warp in warps.chain([None]) {
                if path.is_none() && warp.is_none() {
                    continue;
                }
                let bent = Text { path, warp, ..straight.clone() };
                check_sound(&bent, &typeset::shape(&bent, &mut library).unwrap());
            }
        }
    }
}

/// The largest part of a letter's box that the next one's covers.
fn worst_overlap(block: &TextBlock) -> f64 {
    let posts = block.lines.iter().flat_map(|line| line.posts.windows(2));
    let crossing = posts.map(|pair| {
        let (a, b) = (pair[0], pair[1]);
        // Heads that lie nearer than half of their feet's distance, turned round: letters cross.
        let (feet, heads) = (b.foot() - a.foot(), b.head() - a.head());
        if feet.dot(heads) < 0.0 { heads.hypot() } else { 0.0 }
    });
    crossing.fold(0.0, f64::max)
}

#[test]
fn posts_of_neighbours_hardly_cross_however_tight_the_bend() {
    for path in paths() {
        let bent = Text { path: Some(path), ..text("montserrat", "Hamburgefonstiv") };
        let overlap = worst_overlap(&block(&bent));
        assert!(overlap < 4.0, "{path:?}: {overlap} mm");
    }
}

#[test]
fn an_arc_spans_its_sweep() {
    let check = |sweep: f64| {
        let block = block(&Text {
            path: Some(TextPath::ArcUp { sweep }),
            ..text("montserrat", "Around the house")
        });
        let posts = &block.lines[0].posts;
        let direction = |post: geom::CaretPost| Angle::of(post.head() - post.foot()).in_degrees();
        let (first, last) = (direction(posts[0]), direction(posts[posts.len() - 1]));
        let spanned = (last - first).rem_euclid(360.0);
        assert!((spanned - sweep).abs() < 1.0, "{sweep}: {spanned}");
    };
    [20.0, 90.0, 180.0, 350.0].into_iter().for_each(check);
}

#[test]
fn a_text_stands_around_a_circle_of_the_radius() {
    let radius = Mm::new(40.0);
    let circle = TextPath::Circle { radius, start: Angle::ZERO, inside: false };
    let block = block(&Text { path: Some(circle), ..text("montserrat", &"round and ".repeat(3)) });
    // Posts run along radii: two of them meet in the centre.
    let posts = &block.lines[0].posts;
    let (a, b) = (posts[0], posts[posts.len() / 2]);
    let (da, db) = (a.head() - a.foot(), b.head() - b.foot());
    let t = (b.foot() - a.foot()).cross(db) / da.cross(db);
    let centre = a.foot() + da * t;
    let distances: Vec<f64> = posts.iter().map(|post| (post.foot() - centre).hypot()).collect();
    let (low, high) =
        distances.iter().fold((f64::MAX, f64::MIN), |(l, h), d| (l.min(*d), h.max(*d)));
    assert!(high - low < 0.02, "{low} {high}");
    assert!((low..radius.mm()).contains(&high) || high < 40.0 && low > 35.0, "{low} {high}");
}

#[test]
fn a_slight_arc_is_almost_the_straight_text() {
    let straight = block(&text("montserrat", "Almost straight"));
    let path = Some(TextPath::ArcUp { sweep: 5.0 });
    let bent = block(&Text { path, ..text("montserrat", "Almost straight") });
    assert!((bent.width - straight.width).abs() < 1.5, "{} {}", bent.width, straight.width);
    assert!(bent.height - straight.height < 1.5);
}

#[test]
fn a_warp_of_nothing_leaves_the_outlines() {
    let warp = Some(Warp { kind: WarpKind::Flag, amount: 0.0 });
    let plain = coordinates(&block(&text("montserrat", "Flag")));
    let warped = coordinates(&block(&Text { warp, ..text("montserrat", "Flag") }));
    assert_eq!(plain.len(), warped.len());
    assert!(plain.iter().zip(&warped).all(|(a, b)| (a - b).abs() <= 0.0011));
}

#[test]
fn opposite_warps_are_mirror_images() {
    let of = |amount: f64| {
        let warp = Some(Warp { kind: WarpKind::Perspective, amount });
        block(&Text { warp, ..text("montserrat", "HOH") })
    };
    let (left, right) = (of(0.8), of(-0.8));
    let (a, b) = (left.outline().bounding_box(), right.outline().bounding_box());
    assert!((left.height - right.height).abs() < 0.01);
    assert!((a.x0 - (right.width - b.x1)).abs() < 0.02, "{a:?} {b:?}");
}

#[test]
fn the_same_bent_text_has_the_same_outline_everywhere() {
    use sha2::{Digest, Sha256};
    let text = Text {
        path: Some(TextPath::Wave { height: 0.6, waves: 1.5 }),
        warp: Some(Warp { kind: WarpKind::Perspective, amount: -0.4 }),
        ..text("pacifico", "Avocado Töast\nשלום world")
    };
    let block = block(&text);
    let all: Vec<String> = coordinates(&block).iter().map(ToString::to_string).collect();
    let hash = Sha256::digest(format!("{} {} {}", block.width, block.height, all.join(" ")));
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "54e956b226476b8993fba59fb31a506e92fafed359031c52166e1c509cc0f02c");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_numbers_a_bent_text_is_sound(
        content in "[a-zA-Zא-ת ]{0,24}(\n[a-z ]{0,12})?",
        which in 0_usize..4,
        a in -400.0_f64..400.0,
        b in -20.0_f64..20.0,
        kind in 0_usize..5,
        amount in -2.0_f64..2.0,
    ) {
        let path = match which {
            0 => TextPath::ArcUp { sweep: a },
            1 => TextPath::ArcDown { sweep: a },
            2 => TextPath::Circle { radius: Mm::new(a), start: Angle::degrees(b * 20.0), inside: b > 0.0 },
            _ => TextPath::Wave { height: a / 50.0, waves: b },
        };
        let warp = Some(Warp { kind: WARPS[kind], amount });
        let text = Text { path: Some(path), warp, ..text("rubik", &content) };
        check_sound(&text, &block(&text));
    }
}
