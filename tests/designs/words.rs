//! Sample designs of set text: spans, features, boxes, paths, warps, and what is empty, long, tiny or huge.

use design::{
    Align, Feature, Fit, FontId, ShapeKind, Span, TextPath, VerticalAlign, Warp, WarpKind,
};
use geom::{Angle, Mm};

use crate::draft::{CREAM, INK, Made, RED, SUN, Sample, TEAL, cell, line};

/// Set text.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    let mut made = set()?;
    made.extend(bent()?);
    made.extend(at_the_limits()?);
    Ok(made)
}

fn feature(tag: &str, value: u8) -> Feature {
    Feature { tag: tag.into(), value }
}

/// Spans, features, alignments and boxes.
fn set() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(21, "spans", "Spans")?;
    let text = s.text((115.0, 10.0, 0.0), "nunito", 20.0, INK, "one TWO three H2O x2 smalls");
    let font = Some(FontId("abril-fatface".into()));
    text.spans = vec![
        Span { colour: Some(RED), ..Span::bare(0, 3) },
        Span { font, scale: Some(1.4), ..Span::bare(4, 7) },
        Span { rise: Some(-0.2), scale: Some(0.6), ..Span::bare(15, 16) },
        Span { rise: Some(0.35), scale: Some(0.6), colour: Some(TEAL), ..Span::bare(19, 20) },
        Span {
            font: Some(FontId("patrick-hand".into())),
            features: vec![feature("smcp", 1), feature("onum", 2)],
            ..Span::bare(21, 27)
        },
    ];
    text.width = Some(Mm::new(200.0));
    let text = s.text((115.0, 66.0, -4.0), "poppins", 16.0, TEAL, "नमस्ते mixed سلام 生日");
    text.spans = vec![
        Span { colour: Some(RED), scale: Some(1.3), ..Span::bare(3, 9) },
        Span { colour: Some(SUN), scale: Some(0.1), ..Span::bare(10, 11) },
        Span { scale: Some(1.8), rise: Some(0.1), ..Span::bare(13, 17) },
    ];
    made.push(s);

    let mut s = Sample::mug(22, "features", "Features")?;
    let lines = [
        ("eb-garamond", "Small Caps 1839", vec![feature("smcp", 1), feature("onum", 1)]),
        ("cinzel", "The Coo LA 1839", vec![feature("ss01", 1), feature("ss02", 1)]),
        ("grenze-gotisch", "Office 01 ct st", vec![feature("dlig", 1), feature("zero", 1)]),
        ("itim", "Quick swash TT", vec![feature("swsh", 1)]),
        ("nunito", "1/2 5/16 agy 2o", vec![feature("frac", 1), feature("ss01", 1)]),
        ("fraunces", "office fluffy fi wok", vec![feature("liga", 0)]),
        ("jetbrains-mono", "a => b != 0123", vec![feature("zero", 1), feature("calt", 0)]),
        ("grenze-gotisch", "H2O 111 Q&A", vec![feature("subs", 1), feature("salt", 1)]),
    ];
    for (index, (font, content, features)) in lines.into_iter().enumerate() {
        let (x, y) = cell(index, 2, 4);
        s.text((x, y - 7.0, 0.0), font, 12.0, INK, content).features = features;
    }
    made.push(s);

    let mut s = Sample::mug(23, "alignments", "Alignments")?;
    let words = "Four lines of words, set from one edge\nto the other and broken where they may.";
    let aligns = [Align::Left, Align::Centre, Align::Right, Align::Justify];
    for (index, align) in aligns.into_iter().enumerate() {
        let (x, _) = cell(index, 4, 1);
        let x = match align {
            Align::Left | Align::Justify => x - 25.0,
            Align::Centre => x,
            Align::Right => x + 25.0,
        };
        let text = s.text((x, 6.0, 0.0), "zilla-slab", 7.0, INK, words);
        (text.align, text.width, text.paragraph_spacing) = (align, Some(Mm::new(50.0)), 0.6);
        let text = s.text((x, 70.0, 10.0), "cairo", 7.0, TEAL, "كلمات قليلة من حافة إلى حافة");
        (text.align, text.width) = (align, Some(Mm::new(30.0)));
    }
    made.push(s);

    let mut s = Sample::mug(24, "boxes", "Boxes")?;
    let verticals = [VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom];
    for (index, vertical) in verticals.into_iter().enumerate() {
        let x = 40.0 + 75.0 * index as f64;
        s.shape((x, 25.0, 0.0), ShapeKind::Rectangle, (64.0, 36.0), Some(CREAM), None);
        let text = s.text((x, 7.0, 0.0), "itim", 8.0, INK, "in a box that stays as it is");
        (text.width, text.vertical) = (Some(Mm::new(64.0)), vertical);
        text.fit = Fit::Fixed { height: Mm::new(36.0) };
        let text = s.text((x, 52.0, 3.0), "kanit", 14.0, RED, "letters become smaller to fit in");
        (text.width, text.vertical) = (Some(Mm::new(60.0)), vertical);
        text.fit = Fit::Shrink { height: Mm::new(30.0), smallest: Mm::new(4.0) };
    }
    s.text((30.0, 40.0, 0.0), "kanit", 20.0, TEAL, "overflowing\nmore than\nit holds").fit =
        Fit::Fixed { height: Mm::new(10.0) };
    let text = s.text((200.0, 60.0, 0.0), "kanit", 60.0, TEAL, "Donaudampfschifffahrt");
    text.width = Some(Mm::new(40.0));
    text.fit = Fit::Shrink { height: Mm::new(20.0), smallest: Mm::new(0.1) };
    made.push(s);

    let mut s = Sample::mug(25, "spacing", "Spacing")?;
    let rows = [(-0.5, 0.4), (-0.05, 0.9), (0.0, 1.0), (0.3, 1.5), (1.5, 2.0), (4.0, 0.1)];
    for (index, (letters, lines)) in rows.into_iter().enumerate() {
        let (x, y) = cell(index, 3, 2);
        let text = s.text((x, y - 18.0, 0.0), "oswald", 9.0, INK, "AV Tofi\nنور\nword");
        (text.letter_spacing, text.line_height) = (letters, lines);
    }
    made.push(s);
    Ok(made)
}

/// Paths and warps.
fn bent() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(26, "arcs", "Arcs")?;
    let sweeps = [5.0, 60.0, 120.0, 180.0, 270.0, 350.0];
    for (index, sweep) in sweeps.into_iter().enumerate() {
        let (x, y) = cell(index, 6, 2);
        let text = s.text((x, y - 20.0, 0.0), "lilita-one", 7.0, INK, "Around we go");
        text.path = Some(TextPath::ArcUp { sweep });
        let text = s.text((x, y + 25.0, 0.0), "lilita-one", 7.0, RED, "and\nback again");
        text.path = Some(TextPath::ArcDown { sweep });
    }
    s.text((60.0, 30.0, 15.0), "cairo", 12.0, TEAL, "حول القوس نمشي").path =
        Some(TextPath::ArcUp { sweep: 140.0 });
    made.push(s);

    let mut s = Sample::mug(27, "circles", "Circles")?;
    let rings = [(0.0, false, 20.0), (90.0, true, 20.0), (-135.0, false, 9.0), (180.0, true, 30.0)];
    for (index, (start, inside, radius)) in rings.into_iter().enumerate() {
        let (x, _) = cell(index, 4, 1);
        let text = s.text((x, 22.0, 0.0), "righteous", 7.5, INK, "all around the circle *");
        let (radius, start) = (Mm::new(radius), Angle::degrees(start));
        text.path = Some(TextPath::Circle { radius, start, inside });
        text.outlines = vec![line((SUN, 0.4))];
    }
    made.push(s);

    let mut s = Sample::mug(28, "waves", "Waves")?;
    let waves = [(0.6, 1.0), (-1.0, 2.0), (4.0, 0.25), (-4.0, 0.5), (0.3, 8.0), (0.0, 3.0)];
    for (index, (height, waves)) in waves.into_iter().enumerate() {
        let (x, y) = cell(index, 2, 3);
        let text = s.text((x, y - 10.0, 0.0), "bangers", 9.0, TEAL, "Waves on a long line สวัสดี");
        text.path = Some(TextPath::Wave { height, waves });
    }
    made.push(s);

    let mut s = Sample::mug(29, "warps", "Warps")?;
    let kinds =
        [WarpKind::Arch, WarpKind::Bulge, WarpKind::Flag, WarpKind::Perspective, WarpKind::Rise];
    for (index, kind) in kinds.into_iter().enumerate() {
        for (row, amount) in [0.9, -0.45, 0.1].into_iter().enumerate() {
            let (x, y) = cell(row * 5 + index, 5, 3);
            let text = s.text((x, y - 8.0, 0.0), "archivo-black", 10.0, INK, "Bend\nit");
            text.warp = Some(Warp { kind, amount });
        }
    }
    made.push(s);

    let mut s = Sample::mug(30, "bent-boxes", "Bent boxes")?;
    let text = s.text(
        (20.0, 8.0, 0.0),
        "eb-garamond",
        7.0,
        INK,
        "A paragraph that is set from edge to edge and then bulges as if it were on a ball.",
    );
    (text.align, text.width) = (Align::Justify, Some(Mm::new(70.0)));
    text.warp = Some(Warp { kind: WarpKind::Bulge, amount: 1.0 });
    let text = s.text((150.0, 12.0, -8.0), "bungee", 12.0, RED, "Waving\nflag");
    text.path = Some(TextPath::ArcUp { sweep: 100.0 });
    text.warp = Some(Warp { kind: WarpKind::Flag, amount: -1.0 });
    text.outlines = vec![line((INK, 0.6)), line((SUN, 0.9))];
    text.spans = vec![Span { colour: Some(TEAL), scale: Some(1.5), ..Span::bare(2, 5) }];
    let text = s.text((60.0, 62.0, 0.0), "noto-sans-jp", 12.0, TEAL, "お誕生日おめでとう");
    text.warp = Some(Warp { kind: WarpKind::Perspective, amount: 0.7 });
    s.last().flip_x = true;
    let text = s.text((170.0, 62.0, 0.0), "lalezar", 16.0, INK, "مرحبا بالعالم");
    text.warp = Some(Warp { kind: WarpKind::Rise, amount: -0.8 });
    s.last().flip_y = true;
    made.push(s);
    Ok(made)
}

/// What is empty, long, tiny or huge.
fn at_the_limits() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(31, "nothing-to-say", "Nothing to say")?;
    let empty = ["", " ", "\n\n", "\u{200b}\u{feff}", "\t \u{3000}"];
    for (index, content) in empty.into_iter().enumerate() {
        let (x, y) = cell(index, 5, 2);
        let text = s.text((x, y, 0.0), "inter", 10.0, INK, content);
        text.outlines = vec![line((RED, 1.0))];
    }
    s.text((115.0, 60.0, 0.0), "inter", 10.0, INK, "\nbelow an empty line\n");
    made.push(s);

    let mut s = Sample::mug(32, "long-text", "Long text")?;
    let words =
        ["lorem", "ipsum", "dolor", "sit", "amet,", "consectetur", "élit.", "Žádný", "0123"];
    let mut content = String::new();
    let mut pick = 7_usize;
    while content.chars().count() < 4_900 {
        pick = (pick * 31 + 17) % 1009;
        content.push_str(words[pick % words.len()]);
        content.push(if pick.is_multiple_of(37) { '\n' } else { ' ' });
    }
    let text = s.text((5.0, 2.0, 0.0), "inter", 1.9, INK, &content);
    (text.align, text.width, text.line_height) = (Align::Justify, Some(Mm::new(220.0)), 1.1);
    made.push(s);

    let mut s = Sample::mug(33, "tiny-and-huge", "Tiny and huge")?;
    s.text((115.0, -600.0, 0.0), "anton", 1_500.0, CREAM, "O");
    s.shape((115.0, 47.0, 10.0), ShapeKind::Ellipse, (5_000.0, 3.0), Some(SUN), None);
    s.shape((40.0, 47.0, 0.0), ShapeKind::Heart, (0.01, 0.01), Some(RED), Some((INK, 0.0)));
    s.shape((60.0, 47.0, 0.0), ShapeKind::Line, (0.01, 60.0), None, Some((INK, 0.01)));
    s.shape((80.0, 47.0, 0.0), ShapeKind::Rectangle, (20.0, 0.01), None, Some((INK, 30.0)));
    s.shape((-9_990.0, 9_990.0, 0.0), ShapeKind::Heart, (30.0, 30.0), Some(RED), None);
    s.shape((5_000.0, 47.0, 0.0), ShapeKind::Line, (5_000.0, 5_000.0), None, Some((TEAL, 5_000.0)));
    s.text((150.0, 30.0, 0.0), "anton", 0.1, INK, "a tenth of a millimetre high");
    s.text((150.0, 60.0, 0.0), "great-vibes", 0.5, INK, "half a millimetre").outlines =
        vec![line((RED, 0.001)), line((SUN, 0.0))];
    made.push(s);
    Ok(made)
}
