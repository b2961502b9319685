//! SVG files: which nodes come of them, and what is listed as missing.

use geom::{Cap, FillRule, Ink, Join, Node, Rgb, Shape};
use intake::{IntakeError, Vectors, flattened, picture_of, vectors};
use jobs::Missing;

use crate::files;

fn svg(inner: &str) -> Vec<u8> {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">{inner}</svg>"#
    )
    .into_bytes()
}

fn read(inner: &str) -> Vectors {
    vectors(&svg(inner)).unwrap()
}

const FRAME: &str = r##"<rect width="100" height="50" fill="#fff"/>"##;

#[test]
fn shapes_become_outlines_in_a_box_of_a_thousand() {
    let made = read(&format!(
        r##"{FRAME}<rect x="10" y="10" width="20" height="20" fill="#f00" fill-opacity=".5"/>"##
    ));
    assert_eq!((made.drawing.size.width, made.drawing.size.height), (1000.0, 500.0));
    assert!(made.missing.is_empty());
    let Node::Fill { path, ink, opacity, rule } = &made.drawing.nodes[1] else { panic!() };
    assert_eq!((ink, *rule), (&Ink::Solid(Rgb::new(255, 0, 0)), FillRule::NonZero));
    assert!((opacity - 0.5).abs() < 0.01);
    let bounds = path.bounding_box();
    assert_eq!((bounds.x0, bounds.y0, bounds.x1, bounds.y1), (100.0, 100.0, 300.0, 300.0));
}

#[test]
fn a_drawing_is_cut_to_what_is_in_it_and_to_its_page() {
    let made = read(r##"<circle cx="50" cy="25" r="5"/>"##);
    assert_eq!((made.drawing.size.width, made.drawing.size.height), (1000.0, 1000.0));
    let made = read(r##"<rect x="90" y="0" width="1000" height="10"/>"##);
    assert_eq!(made.drawing.size.width, 1000.0);
    assert!(matches!(&made.drawing.nodes[..], [Node::Group { clip: Some(_), .. }]));
}

#[test]
fn lines_keep_their_pen() {
    let made = read(&format!(
        r##"{FRAME}<g transform="scale(2)"><path d="M5 5H20" fill="none" stroke="#00f" stroke-width="2" stroke-linecap="round" stroke-linejoin="bevel" stroke-dasharray="3 1 2"/></g>"##
    ));
    let Node::Line { pen, .. } = &made.drawing.nodes[1] else { panic!() };
    assert_eq!((pen.width, pen.cap, pen.join), (40.0, Cap::Round, Join::Bevel));
    assert_eq!(pen.dashes, [60.0, 20.0, 40.0, 60.0, 20.0, 40.0]);
}

#[test]
fn a_line_that_our_pen_cannot_draw_becomes_its_outline() {
    let made = read(&format!(
        r##"{FRAME}<path transform="scale(4 1)" d="M2 25H20" fill="none" stroke="#000" stroke-width="4"/>"##
    ));
    let Node::Fill { path, .. } = &made.drawing.nodes[1] else { panic!() };
    let bounds = path.bounding_box();
    assert!((bounds.height() - 40.0).abs() < 0.1, "{bounds:?}");
}

#[test]
fn a_skewed_linear_gradient_stays_exact() {
    let inner = r##"<defs><linearGradient id="g" gradientTransform="skewX(30)"><stop stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="100" height="50" fill="url(#g)"/>"##;
    let made = read(inner);
    assert!(made.missing.is_empty());
    let Node::Fill { ink: Ink::Linear { from, to, .. }, .. } = &made.drawing.nodes[0] else {
        panic!()
    };
    let shown = picture_of(&svg(inner), 200).unwrap();
    let along = *to - *from;
    for (x, y) in [(40, 20), (90, 60), (150, 90), (100, 10)] {
        let seen = f64::from(shown.rgba[(y * 200 + x) * 4]);
        let at = geom::Point::new((x as f64 + 0.5) * 5.0, (y as f64 + 0.5) * 5.0);
        let ours = ((at - *from).dot(along) / along.hypot2()).clamp(0.0, 1.0) * 255.0;
        assert!((seen - ours).abs() < 3.0, "{x} {y}: {seen} {ours}");
    }
}

#[test]
fn groups_keep_opacity_and_clips() {
    let made = read(&format!(
        r##"{FRAME}<clipPath id="c"><rect width="20" height="20"/><rect x="10" width="20" height="20"/></clipPath><g clip-path="url(#c)" opacity=".5"><rect width="50" height="50"/><rect width="10" height="50" fill="red"/></g>"##
    ));
    let Node::Group { opacity, clip: Some(clip), nodes } = &made.drawing.nodes[1] else { panic!() };
    assert!((opacity - 0.5).abs() < 0.01);
    assert_eq!(nodes.len(), 2);
    assert_eq!(clip.path.bounding_box().x1, 300.0);
    assert!(made.missing.is_empty());
}

#[test]
fn markers_and_symbols_are_drawn() {
    let made = read(&format!(
        r##"{FRAME}<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></symbol><use href="#s" x="10" y="10" width="20" height="20"/><marker id="m" markerWidth="4" markerHeight="4"><rect width="4" height="4"/></marker><path d="M40 10 H60" stroke="#000" marker-end="url(#m)"/>"##
    ));
    assert!(made.drawing.nodes.len() >= 4, "{:?}", made.drawing.nodes);
    assert!(made.missing.is_empty());
}

#[test]
fn what_cannot_be_kept_is_listed() {
    let cases = [
        (
            r##"<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect width="9" height="9" filter="url(#f)"/>"##,
            Missing::Filters,
        ),
        (
            r##"<mask id="m"><circle r="9" fill="#fff"/></mask><rect width="9" height="9" mask="url(#m)"/>"##,
            Missing::Masks,
        ),
        (
            r##"<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="2" height="2"/></pattern><rect width="9" height="9" fill="url(#p)"/>"##,
            Missing::Patterns,
        ),
        (r##"<rect width="9" height="9" style="mix-blend-mode:multiply"/>"##, Missing::Blending),
        (r##"<text x="9" y="9">Hello</text>"##, Missing::Text),
        (r##"<image width="9" height="9" href="https://example.org/a.png"/>"##, Missing::Links),
        (r##"<script>alert(1)</script>"##, Missing::Scripts),
        (r##"<rect width="9" height="9" onclick="alert(1)"/>"##, Missing::Scripts),
        (
            r##"<rect width="9" height="9"><animate attributeName="x" to="5"/></rect>"##,
            Missing::Motion,
        ),
        (r##"<foreignObject width="9" height="9"/>"##, Missing::Foreign),
        (
            r##"<radialGradient id="r" fx=".1"><stop/><stop offset="1" stop-color="#fff"/></radialGradient><rect width="9" height="9" fill="url(#r)"/>"##,
            Missing::Gradients,
        ),
        // Other files, however they are asked for.
        (r##"<rect width="9" height="9" fill="url(other.svg#x) red"/>"##, Missing::Links),
        (r##"<rect width="9" height="9" filter="url('other.svg#x')"/>"##, Missing::Links),
        (
            r##"<g mask="url(https://example.org/a.svg#m)"><rect width="9" height="9"/></g>"##,
            Missing::Links,
        ),
        (r##"<rect width="9" height="9" style="clip-path: url( other.svg#c )"/>"##, Missing::Links),
        (
            r##"<style>.a { fill: url("far.svg#p") }</style><rect class="a" width="9" height="9"/>"##,
            Missing::Links,
        ),
        (r##"<style>@import url(a.css);</style>"##, Missing::Links),
        // Dashes that our pen does not keep.
        (r##"<path d="M0 9H90" stroke="#000" stroke-dasharray=".01 .01"/>"##, Missing::Dashes),
    ];
    for (inner, missing) in cases {
        assert_eq!(read(&format!("{FRAME}{inner}")).missing, [missing], "{inner}");
    }
}

#[test]
fn more_dashes_and_colours_than_are_kept_are_listed() {
    let dashes = |count: usize| {
        let each: Vec<String> = (0..count).map(|at| (at % 3 + 1).to_string()).collect();
        let inner =
            format!(r##"<path d="M0 9H90" stroke="#000" stroke-dasharray="{}"/>"##, each.join(" "));
        read(&format!("{FRAME}{inner}")).missing
    };
    assert_eq!((dashes(32), dashes(34)), (vec![], vec![Missing::Dashes]));
    let stops = |count: usize, kind: &str| {
        let each: String = (0..count)
            .map(|at| {
                format!(
                    r##"<stop offset="{}" stop-color="#{:03}"/>"##,
                    at as f64 / count as f64,
                    at
                )
            })
            .collect();
        let inner = format!(
            r##"<{kind} id="g">{each}</{kind}><rect width="50" height="50" fill="url(#g)"/>"##
        );
        read(&format!("{FRAME}{inner}")).missing
    };
    for kind in ["linearGradient", "radialGradient"] {
        assert_eq!(
            (stops(32, kind), stops(33, kind)),
            (vec![], vec![Missing::Gradients]),
            "{kind}"
        );
    }
}

#[test]
fn what_lies_inside_of_the_file_is_no_link() {
    for inner in [
        r##"<linearGradient id="g"><stop/><stop offset="1"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>"##,
        r##"<style>@font-face { font-family: a; src: url(a.woff2) } .b { fill: red }</style><rect class="b" width="9" height="9"/>"##,
        r##"<a href="https://example.org"><rect width="9" height="9"/></a>"##,
    ] {
        assert_eq!(read(&format!("{FRAME}{inner}")).missing, [], "{inner}");
    }
}

#[test]
fn a_style_sheet_beside_the_file_is_listed() {
    let file = [&b"<?xml-stylesheet href=\"a.css\"?>"[..], &svg(FRAME)].concat();
    assert_eq!(vectors(&file).unwrap().missing, [Missing::Links]);
}

/// An image element with these bytes inside.
fn image(kind: &str, bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
    format!(r##"<image width="9" height="9" href="data:image/{kind},{text}"/>"##)
}

#[test]
fn pictures_inside_that_cannot_be_read_are_listed() {
    let whole = files::png(12, 12, 255);
    assert_eq!(
        read(&format!("{FRAME}{}", image("png", &whole))).missing,
        [Missing::Pictures],
        "outlines lack it, a picture has it"
    );
    let mut huge = files::png(4, 4, 255);
    huge[16..24].copy_from_slice(&[0, 0, 0x3f, 0, 0, 0, 0x17, 0]);
    let unread = [
        image("gif", &files::gif(9, 9)),
        image("svg+xml", &svg(FRAME)),
        image("png", b"no picture at all"),
        image("png", &whole[..whole.len() / 2]),
        image("jpeg", &files::jpeg(40, 40, 1, None)[..700]),
        image("png", &huge),
    ];
    for (index, inner) in unread.iter().enumerate() {
        let missing = read(&format!("{FRAME}{inner}")).missing;
        assert!(missing.contains(&Missing::UnreadPictures), "case {index}: {missing:?}");
    }
    assert!(Missing::UnreadPictures.is_lost_in_pictures());
}

#[test]
fn a_picture_of_a_drawing_has_what_outlines_lack() {
    let inner = r##"<mask id="m"><rect width="50" height="50" fill="#fff"/></mask><rect width="100" height="50" fill="#0a0" mask="url(#m)"/>"##;
    let kept = flattened(&svg(inner), 200).unwrap();
    assert_eq!((kept.pixels.width, kept.pixels.height), (200, 100));
    let seen = picture_of(&svg(inner), 200).unwrap().rgba;
    assert_eq!(
        (&seen[(50 * 200 + 50) * 4..][..4], &seen[(50 * 200 + 150) * 4..][..4]),
        (&[0, 170, 0, 255][..], &[0; 4][..])
    );
}

#[test]
fn an_empty_drawing_says_so() {
    for inner in ["", "<g/>", r##"<rect x="500" y="500" width="9" height="9"/>"##] {
        assert_eq!(vectors(&svg(inner)), Err(IntakeError::Nothing), "{inner}");
    }
}

#[test]
fn the_file_that_is_kept_reads_as_the_same_drawing() {
    let made = read(&format!(r##"{FRAME}<path d="M1.23456 2 C 3 4 5 6 7.7777 8 Z"/>"##));
    assert_eq!(design::read_drawing(&made.bytes).unwrap(), made.drawing);
}
