//! Sample designs with what is drawn beyond plain colours: fills, outlines, shadows, blends, masks, tones, drawings.

use design::{
    Arrangement, Blend, Crop, Fill, FontId, Mask, Pattern, ShapeKind, Span, Swap, Tile, Tone,
};
use geom::{
    Affine, Angle, BezPath, Cap, Clip, Drawing, FillRule, Ink, Join, Mm, Node, Pen, Rgb, Size, Stop,
};
use scene::shape_outline;

use crate::draft::{CREAM, INK, Made, RED, SUN, Sample, TEAL, line, shadow};
use crate::pictures::{badge, jpeg, png, scenery};

/// Designs with what is drawn beyond plain colours: fills, outlines, shadows, blends, masks, tones, drawings.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    let mut made = Vec::new();
    let rainbow = vec![Stop::new(0.0, RED), Stop::new(0.5, SUN), Stop::new(1.0, TEAL)];

    let mut s = Sample::new(17, "lettering", "Lettering", "tee", "white", "front")?;
    let text = s.text((150.0, 40.0, -6.0), "alfa-slab-one", 50.0, INK, "Party");
    text.fill = Some(Fill::Linear { angle: Angle::degrees(90.0), stops: rainbow.clone() });
    text.outlines = [(CREAM, 1.5), (INK, 1.0), (TEAL, 2.5)].map(line).to_vec();
    let text = s.text((150.0, 130.0, 0.0), "bungee", 40.0, RED, "two tone");
    text.spans = vec![Span {
        from: 4,
        to: 8,
        font: None,
        scale: None,
        colour: Some(TEAL),
        rise: None,
        features: Vec::new(),
    }];
    text.outlines = vec![line((INK, 0.8))];
    let stops = vec![Stop::new(0.0, SUN), Stop { at: 1.0, colour: RED, opacity: 0.2 }];
    s.text((150.0, 210.0, 12.0), "shrikhand", 60.0, INK, "glow").fill =
        Some(Fill::Radial { stops });
    let hearts = s.drawing(&motif());
    s.text((150.0, 300.0, 0.0), "anton", 70.0, INK, "LOVE").fill = Some(Fill::Pattern(Pattern {
        tile: Tile::Drawing { artwork: hearts },
        arrangement: Arrangement::Brick,
        width: Mm::new(8.0),
        gap: Mm::new(1.0),
        angle: Angle::degrees(20.0),
    }));
    made.push(s);

    let mut s = Sample::new(18, "shadows", "Shadows and blends", "tee", "navy", "front")?;
    s.shape((150.0, 200.0, 0.0), ShapeKind::Rectangle, (280.0, 160.0), Some(TEAL), None);
    s.text((150.0, 30.0, 0.0), "pacifico", 50.0, CREAM, "hard");
    s.last().shadows = vec![shadow(4.0, 4.0, 0.0, RED, 1.0), shadow(2.0, 2.0, 0.0, SUN, 1.0)];
    s.text((150.0, 150.0, 8.0), "pacifico", 50.0, CREAM, "soft");
    s.last().shadows = vec![shadow(2.0, 4.0, 6.0, Rgb::BLACK, 0.7)];
    s.shape((80.0, 330.0, 20.0), ShapeKind::Heart, (90.0, 80.0), Some(RED), None);
    (s.last().flip_x, s.last().opacity) = (true, 0.9);
    s.last().shadows = vec![shadow(0.0, 0.0, 25.0, SUN, 1.0)];
    let modes = [Blend::Multiply, Blend::Screen, Blend::Overlay, Blend::Darken, Blend::Lighten];
    for (index, blend) in modes.into_iter().enumerate() {
        let place = (50.0 + 50.0 * index as f64, 250.0, 0.0);
        s.shape(place, ShapeKind::Ellipse, (60.0, 60.0), Some(SUN), Some((INK, 4.0))).blend = blend;
    }
    let ring = png(&badge(200), 200, ::png::ColorType::Rgba)?;
    s.picture((220.0, 340.0, -15.0), 90.0, "badge.png", &ring)?;
    s.last().shadows = vec![shadow(-3.0, 3.0, 4.0, Rgb::BLACK, 0.6)];
    made.push(s);

    let mut s = Sample::new(19, "cut-photos", "Cut photos", "tee", "white", "front")?;
    let photo = jpeg(&scenery(320, 240), 320, 240, Some(6), false)?;
    let heart = s.drawing(&motif());
    let crop = Crop { left: 0.1, top: 0.35, right: 0.2, bottom: 0.05 };
    s.image((75.0, 70.0, 0.0), 105.0, &photo)?.crop = Some(crop);
    let image = s.image((220.0, 75.0, 10.0), 90.0, &photo)?;
    image.mask = Some(Mask::Shape(ShapeKind::Star { points: 8, inner: 0.7 }));
    image.adjust.brightness = 0.4;
    let image = s.image((75.0, 220.0, 0.0), 120.0, &photo)?;
    image.mask = Some(Mask::Text { content: "Sun".into(), font: FontId("bungee".into()) });
    image.adjust.saturation = 0.8;
    let image = s.image((220.0, 220.0, 0.0), 100.0, &photo)?;
    image.mask = Some(Mask::Drawing { artwork: heart });
    image.tone = Some(Tone::Duotone { dark: INK, light: SUN });
    let tones = [Tone::Greyscale, Tone::Threshold { level: 0.55 }, Tone::Posterise { levels: 3 }];
    for (index, tone) in tones.into_iter().enumerate() {
        let image = s.image((60.0 + 90.0 * index as f64, 345.0, -4.0), 70.0, &photo)?;
        image.tone = Some(tone);
        (image.adjust.contrast, image.adjust.temperature) = (0.3, -0.5);
    }
    s.last().flip_y = true;
    made.push(s);

    let mut s = Sample::new(20, "drawings", "Drawings", "tee", "white", "front")?;
    let (motif, field) = (s.drawing(&motif()), s.drawing(&field()));
    let swap = |from, to| Swap { from, to };
    s.placed((90.0, 90.0, 0.0), field, (140.0, 140.0), Vec::new());
    s.placed((225.0, 100.0, 25.0), field, (90.0, 130.0), vec![swap(RED, TEAL), swap(TEAL, SUN)])
        .flip_x = true;
    s.placed((90.0, 260.0, 0.0), motif, (100.0, 80.0), vec![swap(RED, INK)]).opacity = 0.6;
    let tiles = |artwork, arrangement| {
        Fill::Pattern(Pattern {
            tile: Tile::Drawing { artwork },
            arrangement,
            width: Mm::new(22.0),
            gap: Mm::new(4.0),
            angle: Angle::degrees(-10.0),
        })
    };
    s.shape((220.0, 270.0, 0.0), ShapeKind::Ellipse, (120.0, 100.0), None, Some((INK, 2.0)));
    s.paint(tiles(motif, Arrangement::HalfDrop));
    s.shape((150.0, 360.0, 0.0), ShapeKind::Rectangle, (280.0, 60.0), Some(CREAM), None);
    s.paint(tiles(field, Arrangement::Grid));
    made.push(s);
    Ok(made)
}

/// A heart with a hole and a dot.
pub(crate) fn motif() -> Drawing {
    let size = Size::new(24.0, 20.0);
    let dot =
        Affine::translate((15.0, 4.0)) * shape_outline(&ShapeKind::Ellipse, Size::new(4.0, 4.0));
    let hole =
        Affine::translate((9.0, 7.0)) * shape_outline(&ShapeKind::Heart, Size::new(6.0, 5.0));
    let mut heart = shape_outline(&ShapeKind::Heart, size);
    heart.extend(hole.elements().iter().copied());
    let fill = |path, rule, ink: Rgb| Node::Fill { path, rule, ink: ink.into(), opacity: 1.0 };
    let nodes = vec![fill(heart, FillRule::EvenOdd, RED), fill(dot, FillRule::NonZero, CREAM)];
    Drawing { size, nodes }
}

/// A sky with a glowing sun, a clipped and faded group of hills, and a dashed path.
pub(crate) fn field() -> Drawing {
    let oval = |x: f64, y: f64, width: f64, height: f64| {
        let oval = shape_outline(&ShapeKind::Ellipse, Size::new(width, height));
        Affine::translate((x, y)) * oval
    };
    let fill = |path, ink: Ink| Node::Fill { path, rule: FillRule::NonZero, ink, opacity: 1.0 };
    let sky = vec![Stop::new(0.1, TEAL), Stop::new(0.6, CREAM), Stop::new(0.6, SUN)];
    let glow = vec![
        Stop::new(0.0, SUN),
        Stop { at: 0.4, colour: SUN, opacity: 0.8 },
        Stop { at: 1.0, colour: RED, opacity: 0.0 },
    ];
    let sky = Ink::Linear { from: (0.0, 0.0).into(), to: (20.0, 100.0).into(), stops: sky };
    let glow = Ink::Radial { centre: (70.0, 30.0).into(), radius: 28.0, stops: glow };
    let hills = Node::Group {
        opacity: 0.7,
        clip: Some(Clip { path: oval(5.0, 40.0, 90.0, 55.0), rule: FillRule::NonZero }),
        nodes: vec![
            fill(oval(-10.0, 50.0, 70.0, 60.0), RED.into()),
            fill(oval(40.0, 55.0, 70.0, 60.0), INK.into()),
            Node::Group {
                opacity: 0.5,
                clip: None,
                nodes: vec![fill(oval(30.0, 60.0, 30.0, 20.0), CREAM.into())],
            },
        ],
    };
    let mut way = BezPath::new();
    way.move_to((10.0, 95.0));
    way.curve_to((40.0, 60.0), (60.0, 110.0), (90.0, 70.0));
    let ends = vec![Stop::new(0.0, INK), Stop::new(1.0, CREAM)];
    let ink = Ink::Linear { from: (10.0, 0.0).into(), to: (90.0, 0.0).into(), stops: ends };
    let pen = Pen { width: 3.0, cap: Cap::Round, join: Join::Round, dashes: vec![6.0, 5.0] };
    let frame = shape_outline(&ShapeKind::Rectangle, Size::new(100.0, 100.0));
    let nodes = vec![
        fill(frame, sky),
        fill(oval(40.0, 0.0, 60.0, 60.0), glow),
        hills,
        Node::Line { path: way, pen, ink, opacity: 0.9 },
    ];
    Drawing { size: Size::new(100.0, 100.0), nodes }
}
