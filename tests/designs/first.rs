//! The first sample designs: plain texts, shapes and pictures on both products.

use catalog::SideId;
use design::{Align, ShapeKind};
use geom::{Mm, Rgb};

use crate::draft::{CREAM, INK, Made, RED, SUN, Sample, TEAL};
use crate::pictures::{badge, grey_jpeg, jpeg, palette_png, png, scenery, webp};

/// Plain texts, shapes and pictures; `waves` is a lossy WebP.
pub(crate) fn samples(waves: &[u8]) -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::new(1, "plain-text", "Plain text", "tee", "white", "front")?;
    s.text((150.0, 60.0, 0.0), "montserrat", 40.0, INK, "Good\nmorning");
    made.push(s);

    let mut s = Sample::new(2, "many-fonts", "Many fonts", "tee", "heather", "front")?;
    let fonts = ["anton", "dm-serif-display", "pacifico", "space-mono", "bungee", "caveat"];
    for (row, font) in fonts.into_iter().enumerate() {
        let text = s.text((20.0, 20.0 + 60.0 * row as f64, 0.0), font, 30.0, TEAL, "Waffles AV fi");
        text.align = Align::Left;
        text.letter_spacing = row as f64 * 0.02 - 0.02;
    }
    made.push(s);

    let mut s = Sample::new(3, "two-directions", "Two directions", "tee", "white", "front")?;
    s.text((150.0, 30.0, 0.0), "rubik", 26.0, RED, "שלום world 123");
    s.text((150.0, 90.0, 0.0), "cairo", 26.0, INK, "مرحبا بالعالم 2026").width =
        Some(Mm::new(120.0));
    let mixed =
        s.text((280.0, 200.0, 0.0), "cairo", 18.0, TEAL, "Tea شاي and coffee قهوة, both warm");
    (mixed.align, mixed.width) = (Align::Right, Some(Mm::new(150.0)));
    made.push(s);

    let mut s = Sample::new(4, "all-shapes", "All shapes", "tee", "white", "front")?;
    let kinds = [
        ShapeKind::Rectangle,
        ShapeKind::RoundedRectangle { radius: Mm::new(12.0) },
        ShapeKind::Ellipse,
        ShapeKind::Line,
        ShapeKind::Star { points: 5, inner: 0.42 },
        ShapeKind::Star { points: 24, inner: 0.8 },
        ShapeKind::Heart,
        ShapeKind::Polygon { corners: 6 },
    ];
    for (index, kind) in kinds.into_iter().enumerate() {
        let place = (80.0 + 140.0 * (index % 2) as f64, 55.0 + 95.0 * (index / 2) as f64, 0.0);
        let layer = s.shape(place, kind, (110.0, 75.0), Some(SUN), Some((INK, 1.0 + index as f64)));
        layer.opacity = 1.0 - index as f64 * 0.1;
    }
    made.push(s);

    let mut s = Sample::new(5, "turned", "Turned", "tee", "navy", "front")?;
    for step in 0..12 {
        let degrees = f64::from(step) * 30.0 - 165.0;
        s.shape(
            (150.0, 190.0, degrees),
            ShapeKind::Rectangle,
            (240.0, 9.0),
            None,
            Some((SUN, 0.8)),
        );
    }
    s.text((150.0, 160.0, -12.5), "alfa-slab-one", 44.0, CREAM, "Spin");
    s.text((60.0, 320.0, 90.0), "inter", 14.0, RED, "sideways");
    made.push(s);

    let mut s = Sample::new(6, "camera-photos", "Camera photos", "tee", "white", "front")?;
    let photo = |width, height, value, progressive| {
        jpeg(&scenery(width, height), width, height, value, progressive)
    };
    s.picture((85.0, 90.0, 0.0), 120.0, "upright.jpg", &photo(360, 270, None, false)?)?;
    s.picture((220.0, 110.0, 8.0), 100.0, "quarter-turn.jpg", &photo(400, 300, Some(6), false)?)?;
    s.picture((90.0, 290.0, -5.0), 130.0, "mirrored.jpg", &photo(300, 200, Some(7), true)?)?;
    s.picture((225.0, 300.0, 0.0), 110.0, "half-turn.jpg", &photo(320, 240, Some(3), true)?)?
        .opacity = 0.6;
    made.push(s);

    let mut s = Sample::new(7, "see-through", "See-through picture", "tee", "charcoal", "front")?;
    let ring = png(&badge(240), 240, png::ColorType::Rgba)?;
    s.shape((150.0, 180.0, 0.0), ShapeKind::Rectangle, (260.0, 60.0), Some(TEAL), None);
    s.picture((110.0, 150.0, 0.0), 140.0, "badge.png", &ring)?;
    s.picture((190.0, 230.0, 33.0), 140.0, "badge.png", &ring)?.opacity = 0.55;
    made.push(s);

    let mut s = Sample::new(8, "mug-webp", "Web pictures on a mug", "mug", "red", "wrap")?;
    s.picture((60.0, 48.0, 0.0), 90.0, "waves.webp", waves)?;
    s.picture((170.0, 48.0, -15.0), 60.0, "badge.webp", &webp(&badge(200), 200)?)?;
    made.push(s);

    let mut s = Sample::new(9, "mug-over-the-edge", "Over the edge", "mug", "white", "wrap")?;
    s.shape((115.0, 47.5, 0.0), ShapeKind::Rectangle, (238.0, 103.0), Some(CREAM), None);
    for step in 0..9 {
        let x = 5.0 + 27.5 * f64::from(step);
        s.shape((x, 90.0, 45.0), ShapeKind::Heart, (30.0, 28.0), Some(RED), None).opacity = 0.8;
    }
    s.text((115.0, 18.0, 0.0), "shrikhand", 30.0, INK, "Over the edge");
    made.push(s);

    let mut s = Sample::new(10, "both-sides", "Both sides", "tee", "black", "front")?;
    s.text((150.0, 90.0, 0.0), "graduate", 36.0, SUN, "TEAM 7");
    s.side = SideId::new("back")?;
    s.text((150.0, 40.0, 0.0), "graduate", 24.0, CREAM, "O'MALLEY");
    s.text((150.0, 80.0, 0.0), "graduate", 150.0, CREAM, "7");
    s.shape((150.0, 200.0, 0.0), ShapeKind::Ellipse, (290.0, 390.0), Some(RED), None).hidden = true;
    made.push(s);

    let mut s = Sample::new(11, "mug-signs", "Signs and lines", "mug", "sky", "wrap")?;
    let text =
        "Coffee \u{2615} first, then everything else \u{1f680}. Wrapped where a line may break.";
    s.text((70.0, 20.0, 0.0), "fredoka", 9.0, INK, text).width = Some(Mm::new(90.0));
    let loose = s.text((165.0, 15.0, 0.0), "zilla-slab", 12.0, RED, "loose\nlines\nhere");
    (loose.line_height, loose.letter_spacing) = (1.8, 0.15);
    made.push(s);

    let mut s = Sample::new(12, "crowd", "Crowd", "tee", "white", "front")?;
    for step in 0..90_u32 {
        let (column, row) = (f64::from(step % 9), f64::from(step / 9));
        let place = (22.0 + 32.0 * column, 22.0 + 39.0 * row, f64::from(step) * 7.0);
        let colour = [RED, SUN, TEAL, INK][(step % 4) as usize];
        let corners = (3 + step % 6) as u8;
        let line = Some((INK, 0.5));
        s.shape(place, ShapeKind::Polygon { corners }, (36.0, 36.0), Some(colour), line).opacity =
            0.4 + 0.1 * f64::from(step % 6);
    }
    made.push(s);

    let mut s = Sample::new(13, "grey-and-palette", "Grey and palette", "tee", "heather", "front")?;
    let grey = grey_jpeg(300, 200)?;
    s.picture((100.0, 100.0, 0.0), 150.0, "grey.jpg", &grey)?;
    s.picture((200.0, 260.0, -20.0), 60.0, "grey.jpg", &grey)?;
    s.picture((90.0, 290.0, 0.0), 120.0, "palette.png", &palette_png(120)?)?;
    made.push(s);

    let mut s = Sample::new(14, "glass", "Glass", "mug", "yellow", "wrap")?;
    for step in 0..5 {
        let x = 45.0 + 35.0 * f64::from(step);
        let ring =
            s.shape((x, 47.0, 0.0), ShapeKind::Ellipse, (60.0, 60.0), Some(TEAL), Some((SUN, 6.0)));
        ring.opacity = 0.5;
    }
    s.text((115.0, 34.0, 0.0), "great-vibes", 30.0, INK, "half seen");
    made.push(s);

    let mut s = Sample::new(15, "needs-work", "Needs work", "tee", "navy", "front")?;
    s.picture(
        (150.0, 160.0, 0.0),
        280.0,
        "small.png",
        &png(&badge(64), 64, png::ColorType::Rgba)?,
    )?;
    s.text((150.0, 330.0, 0.0), "inter", 3.0, CREAM, "too small to read");
    s.text((150.0, 350.0, 0.0), "inter", 20.0, Rgb::new(34, 48, 80), "hardly there");
    s.shape((290.0, 380.0, 0.0), ShapeKind::Line, (60.0, 4.0), None, Some((RED, 0.1)));
    made.push(s);

    let mut s = Sample::new(16, "every-script", "Every script", "tee", "white", "front")?;
    let lines = [
        ("montserrat", "Żółw, Ærø, Việt Nam"),
        ("comfortaa", "Καλημέρα, привет"),
        ("fredoka", "שלום, יום טוב"),
        ("lalezar", "مرحبا بالعالم"),
        ("poppins", "नमस्ते दुनिया"),
        ("dela-gothic-one", "お誕生日おめでとう"),
        ("anton", "생일 축하합니다"),
        ("zcool-kuaile", "生日快乐"),
        ("inter", "🎉👩🏽\u{200d}🚀🇯🇵1\u{fe0f}\u{20e3}❤\u{fe0f} ❤"),
    ];
    for (row, (font, content)) in lines.into_iter().enumerate() {
        s.text((150.0, 30.0 + 36.0 * row as f64, 0.0), font, 22.0, INK, content);
    }
    let thai = "สุขสันต์วันเกิดพ่อที่ดีที่สุดในโลก";
    s.text((150.0, 365.0, 0.0), "itim", 18.0, RED, thai).width = Some(Mm::new(130.0));
    made.push(s);

    Ok(made)
}
