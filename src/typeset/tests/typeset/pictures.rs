//! Golden pictures of bent and mixed texts, one point each, compared byte for byte. `UPDATE_GOLDEN=1` writes them anew;
//! look at them before they are committed.

use std::path::PathBuf;

use design::{Align, Feature, Fit, FontId, Span, Text, TextPath, VerticalAlign, Warp, WarpKind};
use geom::{Angle, BezPath, Mm, PathEl, Rgb, TextBlock, TextInk};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Transform};

use crate::loaded::{block, span, text};

/// Pixels of a picture's longer side.
const SIDE: f64 = 160.0;

fn path(outline: &BezPath) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    let [x, y] = [|point: geom::Point| point.x as f32, |point: geom::Point| point.y as f32];
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(a) => path.move_to(x(a), y(a)),
            PathEl::LineTo(a) => path.line_to(x(a), y(a)),
            PathEl::QuadTo(a, b) => path.quad_to(x(a), y(a), x(b), y(b)),
            PathEl::CurveTo(a, b, c) => path.cubic_to(x(a), y(a), x(b), y(b), x(c), y(c)),
            PathEl::ClosePath => path.close(),
        }
    }
    path.finish()
}

fn luminance(Rgb { r, g, b }: Rgb) -> u8 {
    ((u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b)) / 10) as u8
}

/// The text's own ink in black, spans in grey, glyphs that have colours in the light of the first one, on white.
fn drawn(block: &TextBlock) -> Pixmap {
    let scale = SIDE / block.width.max(block.height);
    let size = |length: f64| (length * scale).ceil().max(1.0) as u32;
    let mut pixels = Pixmap::new(size(block.width), size(block.height)).unwrap();
    pixels.fill(Color::WHITE);
    for piece in &block.pieces {
        let mut paint = Paint::default();
        match &piece.ink {
            TextInk::Text => paint.set_color_rgba8(0, 0, 0, 255),
            TextInk::Span(_) => paint.set_color_rgba8(120, 120, 120, 255),
            TextInk::Glyph(ink) => {
                let grey = ink.colours().first().map_or(0, |colour| luminance(*colour));
                paint.set_color_rgba8(grey, grey, grey, 255);
            }
        }
        let Some(path) = path(&piece.outline) else { continue };
        let to_pixels = Transform::from_scale(scale as f32, scale as f32);
        pixels.fill_path(&path, &paint, FillRule::Winding, to_pixels, None);
    }
    pixels
}

fn check(name: &str, text: &Text) {
    let pixels = drawn(&block(text));
    let grey: Vec<u8> = pixels.pixels().iter().map(|pixel| pixel.red()).collect();
    let path = PathBuf::from(format!("tests/golden/{name}.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let file = std::fs::File::create(&path).unwrap();
        let mut encoder = png::Encoder::new(file, pixels.width(), pixels.height());
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(&grey).unwrap();
    }
    let file = std::io::BufReader::new(std::fs::File::open(&path).unwrap());
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut golden = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut golden).unwrap();
    assert!(grey == golden, "{name} differs from its golden picture");
}

fn on(path: TextPath, content: &str) -> Text {
    Text { path: Some(path), align: Align::Centre, ..text("montserrat", content) }
}

fn warped(kind: WarpKind, amount: f64, content: &str) -> Text {
    let warp = Some(Warp { kind, amount });
    Text { warp, align: Align::Centre, ..text("anton", content) }
}

#[test]
fn arcs_up_and_down_of_half_a_turn() {
    check("arc_up", &on(TextPath::ArcUp { sweep: 180.0 }, "Happy Birthday"));
    check("arc_down", &on(TextPath::ArcDown { sweep: 180.0 }, "Happy Birthday"));
}

#[test]
fn arcs_at_their_limits() {
    check("arc_up_slight", &on(TextPath::ArcUp { sweep: 5.0 }, "Happy Birthday"));
    check("arc_up_round", &on(TextPath::ArcUp { sweep: 350.0 }, "Happy Birthday"));
    check("arc_down_round", &on(TextPath::ArcDown { sweep: 350.0 }, "Happy Birthday"));
}

#[test]
fn several_lines_of_an_arc_are_concentric() {
    check("arc_up_lines", &on(TextPath::ArcUp { sweep: 150.0 }, "Lake Placid\nRowing\nClub"));
    let down = on(TextPath::ArcDown { sweep: 150.0 }, "Lake Placid\nRowing\nClub");
    check("arc_down_lines", &Text { align: Align::Left, ..down });
}

#[test]
fn circles_outside_and_inside() {
    let circle = |inside, start| TextPath::Circle {
        radius: Mm::new(20.0),
        start: Angle::degrees(start),
        inside,
    };
    check("circle", &on(circle(false, 0.0), "Made by hand · Since 2026 ·"));
    check("circle_inside", &on(circle(true, 180.0), "Made by hand"));
    // Too much for the circle: it grows.
    check("circle_full", &on(circle(false, 0.0), &"Too much to say ".repeat(6)));
}

#[test]
fn waves_slight_and_wild() {
    check("wave", &on(TextPath::Wave { height: 0.5, waves: 1.5 }, "Surf all summer long"));
    check("wave_wild", &on(TextPath::Wave { height: 4.0, waves: 8.0 }, "Surf all summer long"));
    check("wave_lines", &on(TextPath::Wave { height: 2.0, waves: 1.0 }, "Surf all\nsummer long"));
}

#[test]
fn each_warp_at_both_ends() {
    for (name, kind) in [
        ("arch", WarpKind::Arch),
        ("bulge", WarpKind::Bulge),
        ("flag", WarpKind::Flag),
        ("perspective", WarpKind::Perspective),
        ("rise", WarpKind::Rise),
    ] {
        check(&format!("{name}_most"), &warped(kind, 1.0, "WILD HORSES"));
        check(&format!("{name}_least"), &warped(kind, -1.0, "WILD HORSES"));
    }
}

#[test]
fn a_warp_bends_what_lies_on_a_path() {
    let text = on(TextPath::ArcUp { sweep: 120.0 }, "Harbour\nFestival");
    let warp = Some(Warp { kind: WarpKind::Bulge, amount: 0.6 });
    check("arc_and_bulge", &Text { warp, ..text });
}

#[test]
fn scripts_that_join_hold_together_on_an_arc() {
    let arabic = on(TextPath::ArcUp { sweep: 120.0 }, "كل عام وأنتم بخير");
    check("arc_arabic", &Text { font: FontId("cairo".into()), ..arabic });
}

#[test]
fn spans_mix_fonts_sizes_and_heights() {
    let mut mixed = text("montserrat", "Big H2O day\nsmall line");
    mixed.spans = vec![
        Span { scale: Some(2.0), ..span(0, 3) },
        Span { scale: Some(0.6), rise: Some(-0.2), ..span(5, 6) },
        Span { font: Some(FontId("pacifico".into())), ..span(8, 11) },
        Span { scale: Some(0.5), ..span(12, 22) },
    ];
    check("spans", &mixed);
}

#[test]
fn a_justified_paragraph_fills_its_box_but_for_the_last_line() {
    let words = "We met on a train to the sea and never really got off again";
    let text = Text {
        align: Align::Justify,
        width: Some(Mm::new(70.0)),
        fit: Fit::Fixed { height: Mm::new(70.0) },
        vertical: VerticalAlign::Middle,
        ..text("zilla-slab", words)
    };
    check("justified", &text);
}

#[test]
fn old_style_figures_come_from_the_font() {
    let features = vec![Feature { tag: "onum".into(), value: 1 }];
    check("old_style_figures", &Text { features, ..text("nunito", "Anno 1879") });
}

#[test]
fn every_script_is_set_as_its_readers_write_it() {
    for (name, font, words) in [
        ("latin_extended", "montserrat", "Żółw Ærø\nĐường ñandú"),
        ("vietnamese", "inter", "Chúc mừng\nsinh nhật"),
        ("greek", "comfortaa", "Χρόνια\nπολλά ΐ"),
        ("cyrillic", "rubik", "С днём\nрождения"),
        ("arabic", "cairo", "كُلُّ عامٍ\nوأنتم بخير"),
        ("hebrew", "rubik", "מַזָּל טוֹב\n(שנת 2026)"),
        ("devanagari", "poppins", "जन्मदिन की\nशुभकामनाएँ"),
        ("thai", "kanit", "สุขสันต์\nวันเกิดที่รัก"),
        ("japanese", "dela-gothic-one", "誕生日\nおめでとう"),
        ("korean", "anton", "생일\n축하합니다"),
        ("chinese", "zcool-kuaile", "生日快乐\n幸福安康"),
        ("emoji", "inter", "🎉👩🏽\u{200d}🚀🇯🇵1️⃣"),
        ("marks", "inter", "e\u{301}\u{323} o\u{308}\u{304} n\u{303}"),
    ] {
        check(&format!("script_{name}"), &text(font, words));
    }
}
