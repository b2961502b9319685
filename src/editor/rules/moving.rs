//! Moving a design to another product: where everything goes, and what is told of it.

use std::sync::Arc;

use catalog::{Product, Side};
use design::{Content, Counter, DesignId, Layer, Stroke, read_template};
use geom::{Mm, Table};
use scene::NoneReady;

use crate::testing::{TestEditor, tee};
use crate::{Command, Move, MoveNote, Moved, ShapeStyle, StrokeStyle, Target, moved};

/// A mug with one wide side in one colour, whose least text is 4 mm and least line 0.5 mm.
fn mug() -> Product {
    let mut mug = tee();
    mug.id = "mug".parse().unwrap();
    mug.technique.min_text = Mm::new(4.0);
    mug.technique.min_stroke = Mm::new(0.5);
    let mut side: Side = mug.sides[0].clone();
    side.id = "wrap".parse().unwrap();
    side.name = "wrap".to_owned();
    side.print_area.width = Mm::new(230.0);
    side.print_area.height = Mm::new(95.0);
    side.print_area.safe_zone = Mm::new(3.0);
    mug.sides = vec![side];
    mug.colours.truncate(1);
    mug
}

fn moved_to(editor: &TestEditor, to: &Product) -> Moved {
    let from = tee();
    let going = Move { from: &from, to, template: None, resources: &NoneReady, id: DesignId(99) };
    moved(editor.session.design(), &going, &mut Counter(500))
}

fn on<'m>(moved: &'m Moved, side: &str) -> Vec<&'m Arc<Layer>> {
    moved.design.stack(&side.parse().unwrap())
}

fn shape(layer: &Layer) -> (f64, f64, f64, f64) {
    let Content::Shape(shape) = &layer.content else { panic!("{layer:?}") };
    (layer.x.mm(), layer.y.mm(), shape.width.mm(), shape.height.mm())
}

#[test]
fn what_fills_the_front_fits_the_wrap_in_its_middle() {
    let mut editor = TestEditor::new();
    editor.rectangle(0.0, 0.0, 300.0, 400.0);
    let moved = moved_to(&editor, &mug());
    let (x, y, width, height) = shape(on(&moved, "wrap")[0]);
    assert_eq!((x, y), (115.0, 47.5));
    assert!(height <= 95.0 - 2.0 * 3.8 + 0.01 && height > 80.0, "{height}");
    assert!((width / height - 0.75).abs() < 0.001);
    let scaled =
        |note: &MoveNote| matches!(note, MoveNote::Scaled { percent, .. } if *percent == 22.0);
    assert!(moved.notes.iter().any(scaled), "{:?}", moved.notes);
}

#[test]
fn what_is_small_keeps_its_size_and_its_corner() {
    let mut editor = TestEditor::new();
    editor.rectangle(0.0, 0.0, 30.0, 30.0);
    let moved = moved_to(&editor, &mug());
    let (x, y, width, _) = shape(on(&moved, "wrap")[0]);
    assert_eq!((x, y, width), (18.8, 18.8, 30.0));
    assert!(!moved.notes.iter().any(|note| matches!(note, MoveNote::Scaled { .. })));
}

#[test]
fn front_and_back_share_a_wrap_side_by_side() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 50.0, 50.0);
    editor.run(Command::SetSide { side: "back".parse().unwrap() });
    editor.rectangle(100.0, 100.0, 50.0, 50.0);
    let moved = moved_to(&editor, &mug());
    let places: Vec<f64> = on(&moved, "wrap").iter().map(|layer| layer.x.mm()).collect();
    assert_eq!(places.len(), 2);
    assert!(places.iter().any(|x| *x < 115.0) && places.iter().any(|x| *x > 115.0), "{places:?}");
    let sides = moved.notes.iter().filter(|note| matches!(note, MoveNote::Side { .. }));
    assert_eq!(sides.count(), 2);
}

#[test]
fn a_side_that_finds_no_room_is_left_out_and_told() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 50.0, 50.0);
    editor.run(Command::SetSide { side: "back".parse().unwrap() });
    editor.rectangle(100.0, 100.0, 50.0, 50.0);
    let mut pocket = mug();
    pocket.sides[0].print_area.width = Mm::new(80.0);
    let moved = moved_to(&editor, &pocket);
    assert_eq!(on(&moved, "wrap").len(), 1);
    let left = MoveNote::LeftOut { from: "back".into(), layers: 1 };
    assert!(moved.notes.contains(&left), "{:?}", moved.notes);
}

#[test]
fn text_and_lines_stay_printable_and_it_is_told() {
    let mut editor = TestEditor::new();
    editor.rectangle(0.0, 0.0, 300.0, 400.0);
    let text = editor.text("Small print");
    let line = editor.rectangle(10.0, 10.0, 40.0, 40.0);
    let stroke = Some(StrokeStyle::Line(Stroke { colour: geom::Rgb::BLACK, width: Mm::new(1.0) }));
    let style = ShapeStyle { stroke, ..ShapeStyle::default() };
    editor.run(Command::StyleShape { target: Target::Layers(vec![line]), style });
    let moved = moved_to(&editor, &mug());
    let Content::Text(set) = &moved.design.layers[&text].content else { panic!() };
    assert!(set.size >= Mm::new(4.0));
    let Content::Shape(drawn) = &moved.design.layers[&line].content else { panic!() };
    assert_eq!(drawn.stroke.unwrap().width, Mm::new(0.5));
    let told =
        |note: &MoveNote| matches!(note, MoveNote::Line { width, .. } if *width == Mm::new(0.5));
    assert!(moved.notes.iter().any(told), "{:?}", moved.notes);
}

#[test]
fn the_old_design_stays_and_the_new_one_says_what_it_is_for() {
    let mut editor = TestEditor::new();
    editor.run(Command::SetColour { colour: "navy".parse().unwrap() });
    editor.rectangle(0.0, 0.0, 30.0, 30.0);
    let before = editor.session.design().clone();
    let moved = moved_to(&editor, &mug());
    assert_eq!(editor.session.design(), &before);
    assert_eq!((moved.design.id, moved.design.head.product.as_str()), (DesignId(99), "mug"));
    let colour = MoveNote::Colour { from: "navy".into(), to: "white".into() };
    assert_eq!(moved.notes.first(), Some(&colour));
}

const TEMPLATE: &str = r##"{
  "schema": 2, "id": "one", "name": "One", "about": "For tests.", "motifs": [], "products": ["tee", "mug"], "start": 0.5,
  "fields": [{ "id": "name", "label": "Name", "default": "Ada", "max": 12 }],
  "roles": [{ "id": "ink" }],
  "palettes": [{ "name": "Dark", "colours": { "ink": "#202020" } }],
  "layouts": [
    { "width": 300, "height": 400, "layers": [
      { "text": { "content": "{name}", "font": "inter", "size": 40, "colour": "ink", "x": 150, "y": 100 } } ] },
    { "width": 230, "height": 95, "layers": [
      { "text": { "content": "for {name}", "font": "inter", "size": 20, "colour": "ink", "x": 115, "y": 30 } } ] }
  ]
}"##;

#[test]
fn a_template_brings_its_own_layout_unless_the_shopper_moved_something() {
    let template = read_template(TEMPLATE.as_bytes()).unwrap();
    let (tee, mug) = (tee(), mug());
    let mut editor = TestEditor::new();
    let words: Table<String, String> = [("name".to_owned(), "Grace".to_owned())].into();
    let placing = design::Placing {
        side: &tee.sides[0].id,
        area: &tee.sides[0].print_area,
        ground: geom::Rgb::WHITE,
        palette: None,
        pairing: None,
        words: &words,
        above: None,
    };
    let layers = template.instantiate(&placing, &mut Counter(500));
    editor.run(Command::AddLayers {
        layers,
        template: Some(template.id.clone()),
        replace: crate::Replace::PreviousTemplate,
    });
    let go = |editor: &TestEditor| {
        let going = Move {
            from: &tee,
            to: &mug,
            template: Some(&template),
            resources: &NoneReady,
            id: DesignId(99),
        };
        moved(editor.session.design(), &going, &mut Counter(500))
    };
    let content = |moved: &Moved| match &on(moved, "wrap")[0].content {
        Content::Text(text) => text.content.clone(),
        other => panic!("{other:?}"),
    };
    let laid_out = go(&editor);
    assert_eq!(content(&laid_out), "for Grace");
    assert!(laid_out.notes.contains(&MoveNote::LaidOut { to: "wrap".into() }));
    editor.run(Command::Nudge { dx: 5.0, dy: 0.0 });
    assert_eq!(content(&go(&editor)), "Grace");
}
