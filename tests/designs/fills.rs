//! Sample designs of fills, shadows and blend modes on every kind of content.

use design::{
    Align, Arrangement, Blend, Fill, ImageFormat, Pattern, PixelSize, ShapeKind, Span, TextPath,
    Tile, Warp, WarpKind,
};
use geom::{Angle, Mm, Rgb, Stop};

use crate::draft::{CREAM, INK, Made, RED, SUN, Sample, TEAL, cell, line, shadow};
use crate::painted::{field, motif};
use crate::pictures::{badge, jpeg, png, scenery, webp};

/// Fills, shadows and blend modes.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    let mut made = gradients()?;
    made.extend(patterns()?);
    made.extend(shadows()?);
    made.extend(blends()?);
    Ok(made)
}

fn linear(degrees: f64, stops: Vec<Stop>) -> Fill {
    Fill::Linear { angle: Angle::degrees(degrees), stops }
}

fn clear(at: f64, colour: Rgb) -> Stop {
    Stop { at, colour, opacity: 0.0 }
}

fn rainbow() -> Vec<Stop> {
    let colours = [RED, SUN, Rgb::WHITE, TEAL, INK, Rgb::BLACK, CREAM, RED];
    let stop = |(index, colour): (usize, Rgb)| Stop::new(index as f64 / 8.0, colour);
    colours.into_iter().enumerate().map(stop).collect()
}

/// Along lines and outwards, on shapes and letters.
fn gradients() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(50, "linear-gradients", "Linear gradients")?;
    for (index, degrees) in [0.0, 45.0, 90.0, 133.7, 180.0, -30.0, -90.0].into_iter().enumerate() {
        let (x, y) = cell(index, 4, 2);
        let kind =
            if index % 2 == 0 { ShapeKind::Rectangle } else { ShapeKind::Polygon { corners: 5 } };
        s.shape((x, y, 7.0 * index as f64), kind, (46.0, 36.0), None, Some((INK, 0.4)));
        s.paint(linear(degrees, rainbow()));
    }
    s.shape((200.0, 70.0, 0.0), ShapeKind::Heart, (46.0, 40.0), Some(INK), None);
    let sharp =
        vec![Stop::new(0.3, RED), Stop::new(0.3, SUN), Stop::new(0.7, SUN), clear(0.7, INK)];
    s.paint(linear(20.0, sharp));
    made.push(s);

    let mut s = Sample::mug(51, "radial-gradients", "Radial gradients")?;
    let glow =
        vec![Stop::new(0.0, CREAM), Stop { at: 0.5, colour: SUN, opacity: 0.6 }, clear(1.0, RED)];
    let kinds = [
        ShapeKind::Ellipse,
        ShapeKind::Star { points: 12, inner: 0.5 },
        ShapeKind::RoundedRectangle { radius: Mm::new(8.0) },
        ShapeKind::Line,
    ];
    for (index, kind) in kinds.into_iter().enumerate() {
        let (x, y) = cell(index, 4, 2);
        s.shape((x, y, -12.0), kind, (50.0, 30.0 + 4.0 * index as f64), None, None);
        s.paint(Fill::Radial { stops: if index % 2 == 0 { glow.clone() } else { rainbow() } });
    }
    let text = s.text((115.0, 52.0, 4.0), "bungee", 24.0, INK, "OUTWARD");
    text.fill = Some(Fill::Radial { stops: rainbow() });
    text.outlines = vec![line((INK, 0.8))];
    made.push(s);

    let mut s = Sample::mug(52, "filled-letters", "Filled letters")?;
    let text = s.text((60.0, 8.0, 0.0), "shrikhand", 18.0, INK, "Round we go");
    text.fill = Some(linear(0.0, rainbow()));
    text.path = Some(TextPath::ArcUp { sweep: 120.0 });
    let text = s.text((170.0, 10.0, 0.0), "anton", 20.0, INK, "BENT");
    text.fill = Some(linear(90.0, vec![Stop::new(0.0, SUN), Stop::new(1.0, RED)]));
    text.warp = Some(Warp { kind: WarpKind::Arch, amount: 0.6 });
    let text = s.text((20.0, 55.0, 0.0), "cairo", 15.0, INK, "ألوان 🎨 colour");
    (text.fill, text.align) = (Some(linear(45.0, rainbow())), Align::Left);
    text.spans = vec![Span { colour: Some(TEAL), ..Span::bare(8, 11) }];
    let text = s.text((180.0, 55.0, 0.0), "noto-sans-sc", 18.0, INK, "五彩\n缤纷");
    text.fill = Some(Fill::Radial { stops: vec![Stop::new(0.0, RED), Stop::new(0.9, TEAL)] });
    made.push(s);
    Ok(made)
}

fn pattern(tile: Tile, arrangement: Arrangement, width: f64, gap: f64, degrees: f64) -> Fill {
    let (width, gap, angle) = (Mm::new(width), Mm::new(gap), Angle::degrees(degrees));
    Fill::Pattern(Pattern { tile, arrangement, width, gap, angle })
}

/// Tiles of drawings and pictures, on shapes and letters.
fn patterns() -> Made<Vec<Sample>> {
    let mut made = Vec::new();
    const ARRANGEMENTS: [Arrangement; 3] =
        [Arrangement::Grid, Arrangement::Brick, Arrangement::HalfDrop];

    let mut s = Sample::mug(53, "picture-patterns", "Patterns of pictures")?;
    let tiles = [
        (ImageFormat::Png, png(&badge(60), 60, ::png::ColorType::Rgba)?, (60, 60)),
        (ImageFormat::Jpeg, jpeg(&scenery(80, 60), 80, 60, Some(6), false)?, (60, 80)),
        (ImageFormat::WebP, webp(&badge(48), 48)?, (48, 48)),
    ];
    for (index, (format, bytes, (width, height))) in tiles.into_iter().enumerate() {
        let (x, _) = cell(index, 3, 1);
        let (artwork, pixels) = (s.keep(bytes), PixelSize { width, height });
        let tile = || Tile::Image { artwork, format, pixels };
        s.shape((x, 25.0, 5.0), ShapeKind::Ellipse, (64.0, 40.0), None, Some((INK, 0.5)));
        s.paint(pattern(tile(), ARRANGEMENTS[index], 11.0, 1.5, 15.0 * index as f64));
        let text = s.text((x, 50.0, 0.0), "archivo-black", 30.0, INK, "tile");
        text.fill = Some(pattern(tile(), ARRANGEMENTS[2 - index], 5.0, 0.0, -40.0));
    }
    made.push(s);

    let mut s = Sample::mug(54, "drawing-patterns", "Patterns of drawings")?;
    let (heart, field) = (s.drawing(&motif()), s.drawing(&field()));
    for (index, arrangement) in ARRANGEMENTS.into_iter().enumerate() {
        let (x, _) = cell(index, 3, 1);
        let artwork = if index == 1 { field } else { heart };
        let kind = ShapeKind::RoundedRectangle { radius: Mm::new(9.0) };
        s.shape((x, 24.0, 0.0), kind, (70.0, 42.0), Some(CREAM), Some((TEAL, 1.0)));
        s.paint(pattern(Tile::Drawing { artwork }, arrangement, 9.0, 2.0, 30.0));
        let text = s.text((x, 50.0, -5.0), "bangers", 28.0, INK, "HELLO");
        text.fill = Some(pattern(Tile::Drawing { artwork }, arrangement, 6.0, 0.5, 0.0));
        text.outlines = vec![line((INK, 0.6))];
        text.spans = vec![Span { colour: Some(SUN), ..Span::bare(1, 2) }];
    }
    // More tiles than are laid: they become larger.
    s.shape((115.0, 90.0, 0.0), ShapeKind::Rectangle, (230.0, 8.0), None, None);
    s.paint(pattern(Tile::Drawing { artwork: heart }, Arrangement::Grid, 1.0, 0.0, 0.0));
    made.push(s);
    Ok(made)
}

/// Hard and soft, below every kind of content.
fn shadows() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(55, "hard-shadows", "Hard shadows")?;
    all_contents(&mut s, |layer, index| {
        layer.shadows = vec![shadow(1.5, 1.5, 0.0, RED, 1.0), shadow(-1.0, 0.8, 0.0, SUN, 0.5)];
        (layer.flip_x, layer.flip_y) = (index % 2 == 1, index % 3 == 2);
        layer.opacity = 1.0 - 0.1 * index as f64;
    })?;
    made.push(s);

    let mut s = Sample::mug(56, "soft-shadows", "Soft shadows")?;
    all_contents(&mut s, |layer, index| {
        let blur = [0.1, 0.7, 2.0, 5.0, 12.0, 50.0][index % 6];
        layer.shadows =
            vec![shadow(1.0, 2.0, blur, Rgb::BLACK, 0.8), shadow(-2.0, -1.0, 1.0, TEAL, 0.4)];
    })?;
    made.push(s);
    Ok(made)
}

/// Each mode with each kind of content.
fn blends() -> Made<Vec<Sample>> {
    let mut made = Vec::new();
    let modes = [Blend::Multiply, Blend::Screen, Blend::Overlay, Blend::Darken, Blend::Lighten];
    let files = [
        ("blend-multiply", "Multiply"),
        ("blend-screen", "Screen"),
        ("blend-overlay", "Overlay"),
        ("blend-darken", "Darken"),
        ("blend-lighten", "Lighten"),
    ];
    for (number, (blend, (file, name))) in modes.into_iter().zip(files).enumerate() {
        let mut s = Sample::mug(57 + number as u64, file, name)?;
        s.shape((115.0, 47.5, 0.0), ShapeKind::Rectangle, (230.0, 60.0), Some(TEAL), None);
        s.paint(linear(0.0, vec![Stop::new(0.0, CREAM), Stop::new(0.5, RED), clear(1.0, INK)]));
        all_contents(&mut s, |layer, index| {
            layer.blend = blend;
            layer.opacity = if index.is_multiple_of(2) { 1.0 } else { 0.6 };
            if index == 3 {
                layer.shadows = vec![shadow(1.0, 1.0, 1.5, SUN, 0.9)];
            }
        })?;
        made.push(s);
    }
    Ok(made)
}

/// One of each kind of content in a row, each changed by `change`.
pub(crate) fn all_contents(s: &mut Sample, change: impl Fn(&mut design::Layer, usize)) -> Made<()> {
    let photo = jpeg(&scenery(160, 120), 160, 120, None, false)?;
    let ring = png(&badge(90), 90, ::png::ColorType::Rgba)?;
    let (heart, field) = (s.drawing(&motif()), s.drawing(&field()));
    let place = |index: usize| {
        let (x, y) = cell(index, 6, 1);
        (x, y, 11.0 * index as f64 - 25.0)
    };
    s.text(place(0), "pacifico", 12.0, INK, "Text\nhere");
    change(s.last(), 0);
    s.shape(
        place(1),
        ShapeKind::Star { points: 7, inner: 0.5 },
        (34.0, 34.0),
        Some(SUN),
        Some((INK, 1.0)),
    );
    change(s.last(), 1);
    change(s.picture(place(2), 36.0, "photo.jpg", &photo)?, 2);
    change(s.picture(place(3), 34.0, "badge.png", &ring)?, 3);
    change(s.placed(place(4), field, (32.0, 40.0), Vec::new()), 4);
    change(s.placed(place(5), heart, (34.0, 30.0), Vec::new()), 5);
    Ok(())
}
