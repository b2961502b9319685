//! Sample designs of shapes and vector artwork: pens, inks, motifs, codes, traced pictures.

use design::{
    CodeContent, CodeGround, CodeLevel, MotifList, ShapeKind, Source, Swap, code_drawing,
    read_motif_list, read_motif_pack,
};
use geom::{
    Affine, BezPath, Cap, Clip, Drawing, FillRule, Ink, Join, Mm, Node, Pen, Rgb, Size, Stop,
};
use scene::shape_outline;

use crate::draft::{CREAM, INK, Made, RED, SUN, Sample, TEAL, cell};
use crate::painted::{field, motif};
use crate::pictures::{badge, png};

/// Shapes and vector artwork.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(72, "shapes-and-lines", "Shapes and lines")?;
    let kinds = [
        ShapeKind::Rectangle,
        ShapeKind::RoundedRectangle { radius: Mm::new(500.0) },
        ShapeKind::RoundedRectangle { radius: Mm::ZERO },
        ShapeKind::Ellipse,
        ShapeKind::Line,
        ShapeKind::Star { points: 3, inner: 0.05 },
        ShapeKind::Star { points: 64, inner: 0.95 },
        ShapeKind::Heart,
        ShapeKind::Polygon { corners: 3 },
        ShapeKind::Polygon { corners: 64 },
    ];
    for (index, kind) in kinds.into_iter().enumerate() {
        let (x, y) = cell(index, 5, 2);
        let turn = 13.0 * index as f64;
        s.shape((x - 9.0, y, turn), kind, (20.0, 30.0), Some(SUN), None);
        s.shape((x + 9.0, y, -turn), kind, (22.0, 12.0), None, Some((INK, 0.2 * index as f64)));
    }
    made.push(s);

    let mut s = Sample::mug(73, "pens", "Pens")?;
    for (index, cap) in [Cap::Butt, Cap::Round, Cap::Square].into_iter().enumerate() {
        for (row, join) in [Join::Mitre, Join::Round, Join::Bevel].into_iter().enumerate() {
            let drawing = s.drawing(&lines(cap, join));
            let (x, y) = cell(row * 3 + index, 3, 3);
            s.placed((x, y, 4.0 * row as f64), drawing, (70.0, 28.0), Vec::new());
        }
    }
    made.push(s);

    let mut s = Sample::mug(74, "inks-and-cuts", "Inks and cuts")?;
    let (rules, inks) = (s.drawing(&rules()), s.drawing(&inks()));
    s.placed((45.0, 47.0, 0.0), rules, (80.0, 80.0), Vec::new());
    s.placed((125.0, 47.0, 10.0), inks, (70.0, 80.0), Vec::new());
    let swaps = vec![Swap { from: RED, to: TEAL }, Swap { from: TEAL, to: RED }];
    s.placed((195.0, 47.0, -10.0), inks, (60.0, 30.0), swaps).flip_y = true;
    made.push(s);

    let mut s = Sample::mug(75, "motifs", "Motifs")?;
    let list = read_motif_list(&std::fs::read("public/motifs/motifs.json")?)?;
    for index in 0..12 {
        let (x, y) = cell(index, 6, 2);
        let (id, drawing) = shipped(&list, index * list.motifs.len() / 12)?;
        let swaps = match drawing.colours().first() {
            Some(first) if index % 2 == 0 => vec![Swap { from: *first, to: TEAL }],
            _ => Vec::new(),
        };
        let height = (34.0 * drawing.size.height / drawing.size.width).min(44.0);
        let artwork = s.drawing(&drawing);
        s.placed((x, y, 0.0), artwork, (34.0, height), swaps);
        s.sourced(&id, Source::Motif { motif: id.clone() });
    }
    made.push(s);

    let mut s = Sample::mug(76, "codes", "Codes")?;
    let contents = [
        (CodeLevel::Low, CodeGround::Light, CodeContent::Text("https://example.com/a?b=c".into())),
        (CodeLevel::Medium, CodeGround::Clear, wifi()),
        (CodeLevel::Quartile, CodeGround::Light, contact()),
        (CodeLevel::High, CodeGround::Clear, CodeContent::Text("Grüße, 你好, 🐶".into())),
    ];
    for (index, (level, ground, content)) in contents.into_iter().enumerate() {
        let content = content.text();
        let code = s.drawing(&code_drawing(&content, level, ground)?);
        let swaps = vec![Swap { from: Rgb::BLACK, to: INK }, Swap { from: Rgb::WHITE, to: CREAM }];
        let swaps = if index == 2 { swaps } else { Vec::new() };
        let (x, y) = cell(index, 4, 1);
        s.placed((x, y, 7.5 * index as f64), code, (48.0, 48.0), swaps);
        s.sourced("code", Source::Code { content, level });
    }
    made.push(s);

    let mut s = Sample::mug(77, "traced", "Traced")?;
    let original = s.keep(png(&badge(64), 64, ::png::ColorType::Rgba)?);
    let (motif, field) = (s.drawing(&motif()), s.drawing(&field()));
    for (index, artwork) in [motif, field, motif].into_iter().enumerate() {
        let (x, y) = cell(index, 3, 1);
        let layer = s.placed((x, y, 30.0 * index as f64), artwork, (60.0, 60.0), Vec::new());
        (layer.flip_x, layer.flip_y) = (index == 1, index == 2);
        layer.opacity = 0.5 + 0.25 * index as f64;
        s.sourced("traced.png", Source::Traced { original });
    }
    made.push(s);
    Ok(made)
}

fn wifi() -> CodeContent {
    CodeContent::Wifi { name: "Guest; room".into(), password: "se:cret".into() }
}

fn contact() -> CodeContent {
    CodeContent::Contact {
        name: "Ada Example".into(),
        phone: "+49 30 1".into(),
        mail: "ada@example.com".into(),
        link: "https://example.com".into(),
    }
}

/// A motif of the library: its id and its drawing.
fn shipped(list: &MotifList, index: usize) -> Made<(String, Drawing)> {
    let motif = list.motifs.get(index).ok_or("the library has fewer motifs")?;
    let file = list.packs.get(motif.pack).ok_or("the library has fewer packs")?;
    let pack = read_motif_pack(file, &std::fs::read(format!("public/motifs/{}", file.file))?)?;
    let found = pack.into_iter().find(|packed| packed.id == motif.id);
    let found = found.ok_or("the motif is not in its pack")?;
    Ok((found.id, found.drawing))
}

fn fill(path: BezPath, rule: FillRule, ink: Ink, opacity: f64) -> Node {
    Node::Fill { path, rule, ink, opacity }
}

/// Corners and open ends, unbroken and dashed, thin and thick.
fn lines(cap: Cap, join: Join) -> Drawing {
    let mut nodes = Vec::new();
    // Dots are dashes without a length; only round ends make them look the same in every PDF viewer.
    let dot = if cap == Cap::Round { 0.0 } else { 1.0 };
    let patterns = [Vec::new(), vec![4.0, 3.0], vec![8.0, 2.0, dot, 2.0], vec![dot, 5.0]];
    for (index, dashes) in patterns.into_iter().enumerate() {
        let left = 5.0 + 25.0 * index as f64;
        let mut path = BezPath::new();
        path.move_to((left, 35.0));
        path.line_to((left + 5.0, 5.0));
        path.line_to((left + 8.0, 35.0));
        path.curve_to((left + 20.0, 40.0), (left, 0.0), (left + 18.0, 8.0));
        let width = [2.5, 1.2, 1.6, 2.0][index];
        let pen = Pen { width, cap, join, dashes };
        let ink = Ink::Solid([INK, RED, TEAL, SUN][index]);
        nodes.push(Node::Line { path, pen, ink, opacity: 1.0 - 0.15 * index as f64 });
    }
    if cap == Cap::Round {
        let mut dot = BezPath::new();
        dot.move_to((98.0, 20.0));
        dot.line_to((98.0, 20.0));
        let pen = Pen { width: 3.0, cap, join, dashes: Vec::new() };
        nodes.push(Node::Line { path: dot, pen, ink: Ink::Solid(RED), opacity: 1.0 });
    }
    Drawing { size: Size::new(104.0, 40.0), nodes }
}

/// A star that crosses itself, filled and cutting by both rules, in groups that fade.
fn rules() -> Drawing {
    let star = |x: f64, y: f64| {
        let mut path = BezPath::new();
        path.move_to((x + 20.0, y));
        for (dx, dy) in [(32.0, 38.0), (1.0, 14.0), (39.0, 14.0), (8.0, 38.0)] {
            path.line_to((x + dx, y + dy));
        }
        path.close_path();
        path
    };
    let whole = shape_outline(&ShapeKind::Rectangle, Size::new(100.0, 100.0));
    let cut = |x: f64, rule: FillRule, opacity: f64| Node::Group {
        opacity,
        clip: Some(Clip { path: star(x, 55.0), rule }),
        nodes: vec![
            fill(whole.clone(), FillRule::NonZero, TEAL.into(), 1.0),
            Node::Group {
                opacity: 0.5,
                clip: None,
                nodes: vec![fill(star(x, 60.0), FillRule::NonZero, SUN.into(), 1.0)],
            },
        ],
    };
    let nodes = vec![
        fill(star(5.0, 5.0), FillRule::NonZero, RED.into(), 1.0),
        fill(star(55.0, 5.0), FillRule::EvenOdd, INK.into(), 0.7),
        cut(5.0, FillRule::NonZero, 1.0),
        cut(55.0, FillRule::EvenOdd, 0.8),
    ];
    Drawing { size: Size::new(100.0, 100.0), nodes }
}

/// Gradients of many stops, of clear ones, without a length, and lines drawn with them.
fn inks() -> Drawing {
    let many: Vec<Stop> = (0..32_u8)
        .map(|step| {
            let colour = Rgb::new(step * 8, 255 - step * 8, step % 6 * 40);
            Stop { at: f64::from(step) / 31.0, colour, opacity: 1.0 - f64::from(step % 5) * 0.2 }
        })
        .collect();
    let clear = vec![Stop::new(0.0, RED), Stop { at: 1.0, colour: TEAL, opacity: 0.0 }];
    let oval = |x: f64, y: f64| {
        Affine::translate((x, y)) * shape_outline(&ShapeKind::Ellipse, Size::new(44.0, 44.0))
    };
    let linear = |from: (f64, f64), to: (f64, f64), stops: &[Stop]| Ink::Linear {
        from: from.into(),
        to: to.into(),
        stops: stops.to_vec(),
    };
    let radial = |centre: (f64, f64), radius: f64, stops: &[Stop]| Ink::Radial {
        centre: centre.into(),
        radius,
        stops: stops.to_vec(),
    };
    let pen = Pen { width: 6.0, cap: Cap::Round, join: Join::Round, dashes: vec![10.0, 9.0] };
    let nodes = vec![
        fill(oval(3.0, 3.0), FillRule::NonZero, linear((3.0, 3.0), (47.0, 40.0), &many), 1.0),
        fill(oval(53.0, 3.0), FillRule::NonZero, radial((80.0, 20.0), 30.0, &many), 0.9),
        fill(oval(3.0, 53.0), FillRule::NonZero, linear((20.0, 70.0), (20.0, 70.0), &clear), 1.0),
        fill(oval(53.0, 53.0), FillRule::NonZero, radial((75.0, 75.0), 0.001, &clear), 0.5),
        Node::Line {
            path: oval(28.0, 28.0),
            pen,
            ink: linear((28.0, 0.0), (72.0, 0.0), &clear),
            opacity: 1.0,
        },
    ];
    Drawing { size: Size::new(100.0, 100.0), nodes }
}
