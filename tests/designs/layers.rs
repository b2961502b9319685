//! Sample designs of layers among each other: groups, stacks, sides, templates, bleed, opacity, and very many.

use catalog::{Catalog, SideId};
use design::{
    Align, Blend, Content, Counter, GroupId, Keep, OrderKey, Part, Placing, ShapeKind, TemplateId,
    TextLimits, read_template,
};
use geom::Table;

use crate::draft::{CREAM, INK, Made, RED, SUN, Sample, TEAL, cell, shadow};
use crate::fills::all_contents;
use crate::painted::motif;
use crate::pictures::{jpeg, scenery};

/// Layers among each other.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    let mut made = stacks()?;
    made.extend(sides()?);
    made.extend(from_templates()?);
    Ok(made)
}

fn group(id: u64, name: &str) -> design::Group {
    design::Group { id: GroupId(id), name: name.into() }
}

/// Groups, hidden and locked layers, equal places in the stack, a ladder of opacities, a thousand layers.
fn stacks() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(78, "groups", "Groups")?;
    for index in 0..16_usize {
        let (x, y) = cell(index, 8, 2);
        s.shape(
            (x, y, 0.0),
            ShapeKind::Polygon { corners: 5 },
            (34.0, 50.0),
            Some(SUN),
            Some((INK, 0.6)),
        );
        s.last().opacity = 0.7;
        // One more group around each of the first nine.
        let depth = index.min(8) as u64;
        s.last().groups =
            (1..=depth).map(|id| group(id, if id == 1 { "Outer" } else { "" })).collect();
    }
    made.push(s);

    let mut s = Sample::mug(79, "hidden-and-locked", "Hidden and locked")?;
    all_contents(&mut s, |layer, index| {
        (layer.hidden, layer.locked) = (index == 1 || index == 4, index % 2 == 0);
        layer.name = format!("Layer no. {index} – \"{}\"", ["a", "b", "ü", "字", "", "🎈"][index]);
    })?;
    s.text((115.0, 80.0, 0.0), "inter", 8.0, INK, "hidden words");
    s.last().hidden = true;
    made.push(s);

    let mut s = Sample::mug(80, "equal-places", "Equal places in the stack")?;
    for index in 0..12_u32 {
        let colour = [RED, SUN, TEAL, INK, CREAM][(index % 5) as usize];
        let x = 30.0 + 15.0 * f64::from(index);
        s.shape(
            (x, 47.0, 8.0 * f64::from(index)),
            ShapeKind::Heart,
            (50.0, 60.0),
            Some(colour),
            None,
        );
        // Ids order what the keys do not.
        s.last().order = OrderKey::first();
    }
    made.push(s);

    let mut s = Sample::mug(81, "opacities", "Opacities")?;
    s.shape((115.0, 47.5, 0.0), ShapeKind::Rectangle, (240.0, 30.0), Some(INK), None);
    for round in 0..4_u32 {
        all_contents(&mut s, |layer, index| {
            layer.opacity = [0.0, 0.01, 0.333, 0.5, 0.996, 1.0][(index + round as usize) % 6];
            layer.y = geom::Mm::new(14.0 + 22.0 * f64::from(round));
        })?;
    }
    made.push(s);

    let mut s = Sample::mug(82, "a-thousand", "A thousand layers")?;
    for step in 0..1_000_u32 {
        let (column, row) = (f64::from(step % 50), f64::from(step / 50));
        let colour = [RED, SUN, TEAL, INK][(step % 4) as usize];
        let place = (2.5 + 4.6 * column, 2.5 + 4.7 * row, f64::from(step * 7 % 360));
        if step % 5 == 0 {
            s.text(place, "inter", 4.0, colour, ["A", "b", "3", "ü"][(step / 5 % 4) as usize]);
        } else {
            let kind = ShapeKind::Polygon { corners: (3 + step % 7) as u8 };
            s.shape(place, kind, (4.0, 4.0), Some(colour), None);
        }
        s.last().opacity = 0.5 + 0.5 * f64::from(step % 3) / 2.0;
    }
    made.push(s);
    Ok(made)
}

/// Each side, bleed, and what lies beyond all edges.
fn sides() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::new(83, "back-only", "Only the back", "tee", "forest", "back")?;
    s.text((150.0, 60.0, 0.0), "teko", 90.0, CREAM, "BACK");
    s.shape(
        (150.0, 250.0, 15.0),
        ShapeKind::Star { points: 6, inner: 0.6 },
        (180.0, 180.0),
        Some(SUN),
        None,
    );
    s.last().shadows = vec![shadow(6.0, 6.0, 12.0, INK, 0.8)];
    made.push(s);

    let mut s = Sample::new(90, "team", "Team", "team-tee", "navy", "front")?;
    s.text((150.0, 60.0, 0.0), "graduate", 40.0, CREAM, "LAKESIDE");
    s.shape((150.0, 200.0, 0.0), ShapeKind::Heart, (120.0, 100.0), Some(RED), Some((CREAM, 4.0)));
    s.side = SideId::new("back")?;
    s.text((150.0, 80.0, 0.0), "graduate", 160.0, SUN, "12");
    made.push(s);

    let mut s = Sample::mug(84, "bleed", "Bleed")?;
    let photo = jpeg(&scenery(470, 198), 470, 198, None, true)?;
    s.picture((115.0, 47.5, 0.0), 235.0, "to-the-edge.jpg", &photo)?;
    for (x, y) in [(-2.0, -2.0), (232.0, -2.0), (-2.0, 97.0), (232.0, 97.0), (115.0, -1.0)] {
        s.shape((x, y, 20.0), ShapeKind::Ellipse, (24.0, 24.0), Some(RED), Some((CREAM, 3.0)));
    }
    s.shape((-40.0, 47.0, 0.0), ShapeKind::Rectangle, (30.0, 30.0), Some(TEAL), None);
    s.last().shadows = vec![shadow(30.0, 0.0, 8.0, INK, 1.0)];
    s.text((225.0, 40.0, 90.0), "anton", 30.0, CREAM, "OVER");
    s.last().blend = Blend::Overlay;
    made.push(s);

    let mut s = Sample::new(85, "all-at-once", "All at once", "tee", "white", "front")?;
    for (row, blend) in [Blend::Normal, Blend::Multiply, Blend::Screen].into_iter().enumerate() {
        all_contents(&mut s, |layer, index| {
            layer.y = geom::Mm::new(70.0 + 120.0 * row as f64);
            layer.x = geom::Mm::new(30.0 + 48.0 * index as f64);
            layer.blend = blend;
            layer.shadows = vec![shadow(2.0, 3.0, 3.0 * row as f64, INK, 0.5)];
            layer.groups = vec![group(row as u64 + 1, "Row")];
            (layer.flip_x, layer.opacity) = (row == 1, 0.9);
        })?;
    }
    s.side = SideId::new("back")?;
    let heart = s.drawing(&motif());
    s.placed((150.0, 200.0, 180.0), heart, (240.0, 200.0), Vec::new());
    made.push(s);
    Ok(made)
}

/// What came from templates, and a template of the shopper's own.
fn from_templates() -> Made<Vec<Sample>> {
    let mut made = Vec::new();
    let folder = std::path::Path::new("public/catalog");
    let read = |file: &str| std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    let catalog = Catalog::load("catalog.json", &read("catalog.json")?, read)?.catalog;
    let from = [
        (86, "from-a-template-1", "aged-well", "mug", "wrap"),
        (87, "from-a-template-2", "big-number", "mug", "wrap"),
        (88, "from-a-template-3", "camp-crest", "tee", "front"),
    ];
    for (number, file, template, product, side) in from {
        let mut s = Sample::new(number, file, "From a template", product, "white", side)?;
        let template = read_template(&std::fs::read(format!("public/templates/{template}.json"))?)?;
        let product = catalog.product(&s.design.head.product).ok_or("the product is gone")?;
        let side = product.side(&s.side).ok_or("the side is gone")?;
        let ground = product.colour(&s.design.head.colour).ok_or("the colour is gone")?.parts.body;
        let words = Table::new();
        let placing = Placing {
            side: &side.id,
            area: &side.print_area,
            ground,
            palette: None,
            pairing: Some(1),
            words: &words,
            above: None,
        };
        for layer in template.instantiate(&placing, &mut Counter(0)) {
            s.design.layers.insert(layer.id, layer.into());
        }
        s.design.head.template = Some(TemplateId(template.id.0.clone()));
        made.push(s);
    }

    let mut s = Sample::mug(89, "own-template", "A template of one's own")?;
    s.design.head.is_template = true;
    s.design.head.template = Some(TemplateId("gone".into()));
    let text = s.text((60.0, 30.0, 0.0), "poppins", 14.0, INK, "Your name");
    text.limits = Some(TextLimits { characters: Some(12), lines: Some(1) });
    text.field = Some("name".into());
    s.last().part = Some(Part { layout: 0, number: 3 });
    s.last().keep = Keep { place: true, look: true, content: false };
    let text = s.text((190.0, 30.0, 0.0), "poppins", 10.0, TEAL, "years\nand years");
    (text.align, text.limits) =
        (Align::Right, Some(TextLimits { characters: None, lines: Some(2) }));
    s.shape((115.0, 75.0, 0.0), ShapeKind::Line, (200.0, 2.0), None, Some((RED, 1.5)));
    s.last().keep = Keep { place: false, look: false, content: true };
    if let Content::Text(text) = &mut s.add((115.0, 60.0, 0.0), 1.0, text_of("fixed")).content {
        text.limits = Some(TextLimits { characters: Some(5), lines: None });
    }
    made.push(s);
    Ok(made)
}

fn text_of(content: &str) -> Content {
    let font = design::FontId("poppins".into());
    Content::Text(design::Text::plain(content.into(), font, geom::Mm::new(8.0), SUN))
}
