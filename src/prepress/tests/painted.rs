//! Golden pictures of fills, outlines, shadows, masks, blends and drawings, one point each; from the document on, so that
//! what the scene makes of it is seen too.

mod fixture;

use std::sync::Arc;

use catalog::SideId;
use design::{
    Adjust, Arrangement, ArtworkId, Blend, Content, Crop, Fill, FontId, Image, Layer, LayerId,
    Mask, OrderKey, Pattern, Placed, Shadow, Shape, ShapeKind, Source, Stroke, Swap, Text, TextKey,
    Tile, Tone, write_drawing,
};
use fixture::{Originals, check_golden, corners, png_file, side};
use geom::{
    Affine, Angle, BezPath, Cap, Clip, Drawing, FillRule, Ink, Join, Mm, Node, Pen, Point, Rgb,
    Size, Stop, Table, TextBlock, TextInk, TextPiece,
};
use prepress::artwork::inspect;
use prepress::{Extent, Flow, pdf, svg};
use scene::{Resources, Scene, resolve_layer, shape_outline};

const RED: Rgb = Rgb::new(214, 40, 57);
const NAVY: Rgb = Rgb::new(28, 42, 74);
const CREAM: Rgb = Rgb::new(250, 243, 221);
const SUN: Rgb = Rgb::new(244, 178, 62);
const TEAL: Rgb = Rgb::new(20, 120, 126);

/// Layers that are put on a side of 60 x 40 mm, and what they need.
#[derive(Default)]
struct Desk {
    layers: Vec<Layer>,
    originals: Originals,
    drawings: Table<ArtworkId, Arc<Drawing>>,
}

/// Every text is a ring and a bar: two outlines that overlap, the bar in the second span's ink.
impl Resources for Desk {
    fn text(&self, _: &TextKey) -> Option<Arc<TextBlock>> {
        let ring = shape_outline(&ShapeKind::Ellipse, Size::new(16.0, 16.0));
        let hole = shape_outline(&ShapeKind::Ellipse, Size::new(8.0, 8.0));
        let hole = Affine::translate((4.0, 4.0)) * hole.reverse_subpaths();
        let mut letter = ring;
        letter.extend(hole.elements().iter().copied());
        let bar = shape_outline(&ShapeKind::Rectangle, Size::new(12.0, 4.0));
        let bar = Affine::translate((14.0, 6.0)) * bar;
        let mut block = TextBlock::plain(letter, 26.0, 16.0);
        block.pieces.push(TextPiece { outline: bar, ink: TextInk::Span(0) });
        Some(Arc::new(block))
    }

    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>> {
        self.drawings.get(id).cloned()
    }
}

impl Desk {
    fn add(&mut self, (x, y, degrees): (f64, f64, f64), content: Content) -> &mut Layer {
        let id = LayerId(self.layers.len() as u64 + 1);
        let mut layer = Layer::plain(id, SideId::new("front").unwrap(), OrderKey::first(), content);
        (layer.x, layer.y, layer.rotation) = (Mm::new(x), Mm::new(y), Angle::degrees(degrees));
        self.layers.push(layer);
        self.layers.last_mut().unwrap()
    }

    fn shape(
        &mut self,
        place: (f64, f64, f64),
        kind: ShapeKind,
        (width, height): (f64, f64),
        fill: impl Into<Dye>,
    ) -> &mut Layer {
        let (width, height) = (Mm::new(width), Mm::new(height));
        let Dye(fill, paint) = fill.into();
        self.add(place, Content::Shape(Shape { kind, width, height, fill, paint, stroke: None }))
    }

    fn letters(&mut self, place: (f64, f64, f64), change: impl FnOnce(&mut Text)) -> &mut Layer {
        let mut text = Text::plain("O-".into(), FontId("inter".into()), Mm::new(16.0), NAVY);
        change(&mut text);
        self.add(place, Content::Text(text))
    }

    fn image(
        &mut self,
        place: (f64, f64, f64),
        (width, height): (f64, f64),
        change: impl FnOnce(&mut Image),
    ) -> &mut Layer {
        let file = png_file(&corners(90, 60, false), 90, 60);
        let (artwork, header) = (ArtworkId::of(&file), inspect(&file).unwrap());
        self.originals.insert(artwork, file);
        let size = (Mm::new(width), Mm::new(height));
        let mut image =
            Image::plain(artwork, header.format, header.pixels(), size, "corners.png".into());
        change(&mut image);
        self.add(place, Content::Image(image))
    }

    fn keep(&mut self, drawing: Drawing) -> ArtworkId {
        let file = write_drawing(&drawing);
        let artwork = ArtworkId::of(&file);
        self.originals.insert(artwork, file);
        self.drawings.insert(artwork, Arc::new(drawing));
        artwork
    }

    fn scene(&self) -> Scene {
        let mut scene = side(60.0, 40.0, 0.0);
        scene.layers = self.layers.iter().map(|layer| resolve_layer(layer, self)).collect();
        scene
    }

    /// Compares with the golden picture, and makes the vector files, which must at least be made.
    fn check(&self, name: &str) {
        let scene = self.scene();
        check_golden(name, &scene, &self.originals, 240);
        let go_on = &mut |_| Flow::Continue;
        let page = pdf(&scene, &self.originals, go_on).unwrap();
        let drawing = svg(&scene, &self.originals, Extent::Trim, go_on).unwrap();
        if let Some(folder) = std::env::var_os("PAINTED_FILES") {
            let folder = std::path::Path::new(&folder);
            std::fs::write(folder.join(format!("{name}.pdf")), page).unwrap();
            std::fs::write(folder.join(format!("{name}.svg")), drawing).unwrap();
        }
    }
}

/// A colour or a fill.
struct Dye(Option<Rgb>, Option<Fill>);

impl From<Rgb> for Dye {
    fn from(colour: Rgb) -> Self {
        Self(Some(colour), None)
    }
}

impl From<Fill> for Dye {
    fn from(fill: Fill) -> Self {
        Self(None, Some(fill))
    }
}

fn linear(degrees: f64, stops: &[(f64, Rgb, f64)]) -> Fill {
    let stops = stops.iter().map(|&(at, colour, opacity)| Stop { at, colour, opacity }).collect();
    Fill::Linear { angle: Angle::degrees(degrees), stops }
}

fn path(kind: ShapeKind, x: f64, y: f64, width: f64, height: f64) -> BezPath {
    Affine::translate((x, y)) * shape_outline(&kind, Size::new(width, height))
}

fn filled(path: BezPath, ink: impl Into<Ink>) -> Node {
    Node::Fill { path, rule: FillRule::NonZero, ink: ink.into(), opacity: 1.0 }
}

/// A small leaf-like drawing for tiles and masks.
fn leaf() -> Drawing {
    let nodes = vec![
        filled(path(ShapeKind::Heart, 1.0, 1.0, 8.0, 8.0), RED),
        filled(path(ShapeKind::Ellipse, 3.0, 3.0, 3.0, 3.0), SUN),
    ];
    Drawing { size: Size::new(10.0, 10.0), nodes }
}

#[test]
fn gradients_run_over_the_layers_box() {
    let mut desk = Desk::default();
    let wide = [(0.0, RED, 1.0), (0.5, SUN, 1.0), (1.0, TEAL, 1.0)];
    desk.shape((12.0, 10.0, 0.0), ShapeKind::Rectangle, (20.0, 14.0), linear(0.0, &wide));
    desk.shape((42.0, 10.0, 20.0), ShapeKind::Rectangle, (24.0, 10.0), linear(90.0, &wide));
    let stops = vec![Stop::new(0.0, CREAM), Stop::new(1.0, NAVY)];
    desk.shape((12.0, 29.0, 0.0), ShapeKind::Ellipse, (20.0, 14.0), Fill::Radial { stops });
    let clear = [(0.0, NAVY, 1.0), (1.0, NAVY, 0.0)];
    desk.shape((42.0, 29.0, 0.0), ShapeKind::Heart, (24.0, 16.0), linear(45.0, &clear));
    desk.check("gradients");
}

#[test]
fn outlines_lie_outside_of_each_other_and_spans_keep_their_colour() {
    let mut desk = Desk::default();
    let line = |colour, width| Stroke { colour, width: Mm::new(width) };
    desk.letters((30.0, 12.0, 0.0), |text| {
        text.outlines = vec![line(CREAM, 1.0), line(RED, 1.0), line(TEAL, 2.0)];
        text.fill = Some(linear(90.0, &[(0.0, SUN, 1.0), (1.0, NAVY, 1.0)]));
        let span = design::Span {
            from: 1,
            to: 2,
            font: None,
            scale: None,
            colour: Some(RED),
            rise: None,
            features: Vec::new(),
        };
        text.spans = vec![span];
    });
    desk.check("outlines");
}

#[test]
fn tiles_lie_in_a_grid_like_bricks_or_dropped_by_half() {
    let mut desk = Desk::default();
    let artwork = desk.keep(leaf());
    let arrangements = [Arrangement::Grid, Arrangement::Brick, Arrangement::HalfDrop];
    for (index, arrangement) in arrangements.into_iter().enumerate() {
        let fill = Fill::Pattern(Pattern {
            tile: Tile::Drawing { artwork },
            arrangement,
            width: Mm::new(4.0),
            gap: Mm::new(1.0),
            angle: Angle::degrees(if index == 1 { 30.0 } else { 0.0 }),
        });
        let x = 11.0 + 19.0 * index as f64;
        desk.shape(
            (x, 20.0, 0.0),
            ShapeKind::RoundedRectangle { radius: Mm::new(5.0) },
            (18.0, 36.0),
            fill,
        );
    }
    desk.check("patterns");
}

#[test]
fn shadows_fall_the_same_way_from_mirrored_layers() {
    let mut desk = Desk::default();
    let shadow = |dx, dy, blur, opacity| Shadow {
        dx: Mm::new(dx),
        dy: Mm::new(dy),
        blur: Mm::new(blur),
        colour: NAVY,
        opacity,
    };
    desk.letters((16.0, 3.0, 0.0), |text| text.colour = RED).shadows =
        vec![shadow(3.0, 3.0, 0.0, 0.4), shadow(1.5, 1.5, 0.0, 1.0)];
    let mirrored = desk.letters((44.0, 3.0, 0.0), |text| text.colour = RED);
    (mirrored.flip_x, mirrored.shadows) = (true, vec![shadow(1.5, 1.5, 0.0, 1.0)]);
    desk.letters((16.0, 22.0, 0.0), |text| text.colour = SUN).shadows =
        vec![shadow(2.0, 2.0, 3.0, 0.8)];
    let turned = desk.shape((44.0, 30.0, 30.0), ShapeKind::Rectangle, (16.0, 8.0), TEAL);
    (turned.shadows, turned.opacity) = (vec![shadow(0.0, 3.0, 5.0, 1.0)], 0.8);
    desk.check("shadows");
}

#[test]
fn layers_mix_with_those_below() {
    let mut desk = Desk::default();
    let stripes = [(0.0, NAVY, 1.0), (0.5, SUN, 1.0), (0.5, TEAL, 1.0), (1.0, CREAM, 1.0)];
    desk.shape((30.0, 20.0, 0.0), ShapeKind::Rectangle, (58.0, 24.0), linear(90.0, &stripes));
    let modes = [
        Blend::Normal,
        Blend::Multiply,
        Blend::Screen,
        Blend::Overlay,
        Blend::Darken,
        Blend::Lighten,
    ];
    for (index, blend) in modes.into_iter().enumerate() {
        let x = 6.0 + 9.6 * index as f64;
        let colour = Rgb::new(200, 120, 160);
        let layer = desk.shape((x, 20.0, 0.0), ShapeKind::Ellipse, (8.0, 36.0), colour);
        (layer.blend, layer.opacity) = (blend, 0.9);
    }
    desk.check("blends");
}

#[test]
fn pictures_are_cropped_and_cut_by_shapes_letters_and_drawings() {
    let mut desk = Desk::default();
    let heart = desk.keep(leaf());
    let crop = Crop { left: 0.5, top: 0.0, right: 0.1, bottom: 0.4 };
    desk.image((11.0, 10.0, 0.0), (18.0, 14.0), |image| image.crop = Some(crop));
    desk.image((48.0, 10.0, 12.0), (20.0, 14.0), |image| {
        image.mask = Some(Mask::Shape(ShapeKind::Star { points: 6, inner: 0.6 }));
    });
    desk.image((16.0, 29.0, 0.0), (26.0, 18.0), |image| {
        image.mask = Some(Mask::Text { content: "O-".into(), font: FontId("inter".into()) });
    });
    let cut = desk.image((47.0, 29.0, 0.0), (18.0, 18.0), |image| {
        image.mask = Some(Mask::Drawing { artwork: heart });
    });
    (cut.flip_y, cut.opacity) = (true, 0.7);
    desk.check("masks");
}

#[test]
fn pictures_change_their_colours() {
    let mut desk = Desk::default();
    let adjust = |brightness, contrast, saturation, temperature| Adjust {
        brightness,
        contrast,
        saturation,
        temperature,
    };
    let looks = [
        (adjust(0.5, 0.0, 0.0, 0.0), None),
        (adjust(0.0, 0.6, 0.0, 0.0), None),
        (adjust(0.0, 0.0, -0.7, 0.8), None),
        (Adjust::default(), Some(Tone::Duotone { dark: NAVY, light: SUN })),
        (Adjust::default(), Some(Tone::Threshold { level: 0.4 })),
        (Adjust::default(), Some(Tone::Posterise { levels: 4 })),
    ];
    for (index, (adjust, tone)) in looks.into_iter().enumerate() {
        let place = (10.5 + 19.5 * (index % 3) as f64, 10.0 + 20.0 * (index / 3) as f64, 0.0);
        desk.image(place, (18.0, 18.0), |image| (image.adjust, image.tone) = (adjust, tone));
    }
    desk.check("tones");
}

#[test]
fn drawings_are_stretched_into_their_box_with_colours_swapped() {
    let mut desk = Desk::default();
    let pen = |width, cap, join, dashes: &[f64]| Pen { width, cap, join, dashes: dashes.to_vec() };
    let zigzag = BezPath::from_svg("M8 84L28 70L48 84L68 70L92 84").unwrap();
    let rings = {
        let mut rings = path(ShapeKind::Ellipse, 52.0, 8.0, 40.0, 40.0);
        rings.extend(path(ShapeKind::Ellipse, 62.0, 18.0, 20.0, 20.0).elements().iter().copied());
        rings
    };
    let sky = Ink::Linear {
        from: Point::new(0.0, 0.0),
        to: Point::new(0.0, 100.0),
        stops: vec![Stop::new(0.0, TEAL), Stop::new(1.0, CREAM)],
    };
    let glow = Ink::Radial {
        centre: Point::new(26.0, 30.0),
        radius: 22.0,
        stops: vec![Stop::new(0.0, SUN), Stop { at: 1.0, colour: SUN, opacity: 0.0 }],
    };
    let inner = Node::Group {
        opacity: 0.5,
        clip: Some(Clip {
            path: path(ShapeKind::Ellipse, 10.0, 40.0, 50.0, 30.0),
            rule: FillRule::NonZero,
        }),
        nodes: vec![
            filled(path(ShapeKind::Rectangle, 0.0, 40.0, 40.0, 40.0), RED),
            filled(path(ShapeKind::Rectangle, 30.0, 40.0, 40.0, 40.0), NAVY),
        ],
    };
    let nodes = vec![
        filled(path(ShapeKind::Rectangle, 0.0, 0.0, 100.0, 100.0), sky),
        filled(path(ShapeKind::Ellipse, 4.0, 8.0, 44.0, 44.0), glow),
        Node::Fill { path: rings, rule: FillRule::EvenOdd, ink: RED.into(), opacity: 0.8 },
        Node::Group { opacity: 1.0, clip: None, nodes: vec![inner] },
        Node::Line {
            path: zigzag.clone(),
            pen: pen(5.0, Cap::Round, Join::Round, &[]),
            ink: NAVY.into(),
            opacity: 1.0,
        },
        Node::Line {
            path: Affine::translate((0.0, 10.0)) * zigzag,
            pen: pen(3.0, Cap::Round, Join::Bevel, &[0.0, 6.0]),
            ink: Ink::Linear {
                from: Point::new(8.0, 0.0),
                to: Point::new(92.0, 0.0),
                stops: vec![Stop::new(0.0, NAVY), Stop::new(1.0, RED)],
            },
            opacity: 1.0,
        },
    ];
    let artwork = desk.keep(Drawing { size: Size::new(100.0, 100.0), nodes });
    let mut placed = Placed {
        artwork,
        width: Mm::new(26.0),
        height: Mm::new(36.0),
        name: "field".into(),
        swaps: Vec::new(),
        source: Source::Upload,
    };
    desk.add((15.0, 20.0, 0.0), Content::Drawing(placed.clone()));
    placed.height = Mm::new(24.0);
    placed.swaps = vec![Swap { from: RED, to: TEAL }, Swap { from: TEAL, to: SUN }];
    desk.add((44.0, 20.0, 15.0), Content::Drawing(placed)).flip_x = true;
    desk.check("drawings");
}

#[test]
fn a_pattern_with_too_many_tiles_has_larger_ones_and_says_so() {
    let mut desk = Desk::default();
    let artwork = desk.keep(leaf());
    let fill = Fill::Pattern(Pattern {
        tile: Tile::Drawing { artwork },
        arrangement: Arrangement::Brick,
        width: Mm::new(1.0),
        gap: Mm::ZERO,
        angle: Angle::ZERO,
    });
    desk.shape((150.0, 200.0, 0.0), ShapeKind::Rectangle, (300.0, 400.0), fill);
    let scene = desk.scene();
    let [layer] = &scene.layers[..] else { panic!("one layer") };
    let mut tiles = 0;
    layer.each(&mut |item, _| {
        if let scene::Item::Group(group) = item {
            tiles += usize::from(group.cut.is_none());
        }
    });
    // A tile is a group around the drawing's own.
    assert!((1_000..=4_000).contains(&tiles), "{tiles}");
    assert!(matches!(layer.notes[..], [scene::Note::LargerTiles { by }] if by > 5.0 && by < 12.0));
}
