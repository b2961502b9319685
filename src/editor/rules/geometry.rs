//! Places and sizes by forms and keys, aligning and distributing.

use design::{Content, FontId, ShapeKind};
use geom::{Angle, Mm};

use super::{layers, three};
use crate::testing::TestEditor;
use crate::{
    AlignEdge, AlignTo, Axis, Command, CommandError, CommandId, Place, Said, ShapeStyle, Target,
    TextStyle, limits,
};

fn place(place: Place) -> Command {
    Command::Place { target: Target::Selection, place }
}

fn by(x: Option<f64>, y: Option<f64>, width: Option<f64>, height: Option<f64>) -> Place {
    Place { x, y, width, height, rotation: None }
}

#[test]
fn a_form_moves_the_upright_top_left_corner() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(10.0, 20.0, 30.0, 40.0);
    editor.run(Command::Turn { degrees: 90.0 });
    editor.run(place(by(Some(12.0), Some(40.0), None, None)));
    assert_eq!(editor.edges(id), [12.0, 40.0, 42.0, 80.0]);
    assert_eq!(editor.said().to_english(), "Moved to 12 mm, 40 mm.");
}

#[test]
fn a_form_leaves_what_it_does_not_state() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(10.0, 20.0, 30.0, 40.0);
    editor.run(place(by(None, Some(5.0), None, None)));
    assert_eq!(editor.edges(id), [10.0, 5.0, 40.0, 45.0]);
    editor.run(place(by(None, None, Some(60.0), None)));
    assert_eq!(editor.edges(id), [10.0, 5.0, 70.0, 45.0]);
    editor.run(place(Place { rotation: Some(30.0), ..Place::default() }));
    assert_eq!(editor.edges(id), [10.0, 5.0, 70.0, 45.0]);
    assert_eq!(editor.layer(id).rotation, Angle::degrees(30.0));
}

#[test]
fn a_form_can_state_everything_at_once() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(10.0, 20.0, 30.0, 40.0);
    let whole = Place {
        x: Some(1.0),
        y: Some(2.0),
        width: Some(3.0),
        height: Some(4.0),
        rotation: Some(-45.0),
    };
    editor.run(place(whole));
    assert_eq!(editor.edges(id), [1.0, 2.0, 4.0, 6.0]);
    assert_eq!(editor.layer(id).rotation, Angle::degrees(-45.0));
}

#[test]
fn a_forms_width_breaks_a_text_and_its_height_scales_it() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello you");
    let left = editor.edges(id)[0];
    let size = |editor: &TestEditor| match &editor.layer(id).content {
        Content::Text(text) => (text.size, text.width),
        _ => panic!("it is a text"),
    };
    let (em, _) = size(&editor);
    editor.run(place(by(None, None, Some(77.0), None)));
    assert_eq!(size(&editor), (em, Some(Mm::new(77.0))));
    assert_eq!(editor.edges(id)[0], left);
    let height = editor.frame(id).size.height;
    editor.run(place(by(None, None, None, Some(height / 2.0))));
    assert_eq!(size(&editor), (em / 2.0, Some(Mm::new(38.5))));
    assert_eq!(editor.edges(id)[0], left);
}

#[test]
fn a_form_moves_and_scales_several_layers_as_one() {
    let (mut editor, [first, _, third]) = three();
    editor.select(&[first, third]);
    editor.run(place(by(Some(0.0), Some(0.0), Some(65.0), None)));
    assert_eq!(editor.edges(first), [0.0, 0.0, 10.0, 10.0]);
    assert_eq!(editor.edges(third), [55.0, 0.0, 65.0, 10.0]);
}

#[test]
fn a_size_is_kept_between_half_a_millimetre_and_three_metres() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(10.0, 20.0, 30.0, 40.0);
    editor.run(place(by(None, None, Some(-5.0), Some(1e7))));
    let size = editor.frame(id).size;
    assert_eq!((size.width, size.height), (limits::MIN_SIZE, limits::MAX_SIZE));
}

#[test]
fn a_centre_stays_within_one_print_area() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(10.0, 10.0, 20.0, 20.0);
    editor.run(Command::Nudge { dx: -1e6, dy: 1e6 });
    assert_eq!(editor.frame(id).centre, geom::Point::new(-300.0, 800.0));
    editor.run(place(by(Some(1e9), None, None, None)));
    assert_eq!(editor.frame(id).centre, geom::Point::new(600.0, 800.0));
}

#[test]
fn several_layers_keep_their_distances_at_the_limit() {
    let (mut editor, ids) = three();
    editor.select(&ids);
    let gap = editor.edges(ids[1])[0] - editor.edges(ids[0])[0];
    editor.run(Command::Nudge { dx: -1e6, dy: 0.0 });
    assert_eq!(editor.edges(ids[1])[0] - editor.edges(ids[0])[0], gap);
}

#[test]
fn everything_written_is_rounded_to_micrometres_and_hundredths_of_degrees() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(10.0, 10.0, 20.0, 20.0);
    editor.run(Command::Nudge { dx: 1.0 / 3.0, dy: 0.0 });
    editor.run(Command::Turn { degrees: 1.0 / 3.0 });
    assert_eq!(editor.layer(id).x, Mm::new(20.333));
    assert_eq!(editor.layer(id).rotation.in_degrees(), 0.33);
}

#[test]
fn keys_resize_a_shape_freely_and_a_text_in_proportion_from_the_top_left() {
    let mut editor = TestEditor::new();
    let shape = editor.rectangle(10.0, 10.0, 20.0, 20.0);
    editor.run(Command::Resize { dx: 5.0, dy: 0.0 });
    assert_eq!(editor.edges(shape), [10.0, 10.0, 35.0, 30.0]);
    let text = editor.text("Hi");
    let before = editor.frame(text);
    editor.run(Command::Resize { dx: before.size.width, dy: 0.0 });
    let after = editor.frame(text);
    assert_eq!(after.size, before.size * 2.0);
    assert_eq!(after.upright().origin(), before.upright().origin());
}

#[test]
fn several_layers_turn_around_their_common_centre() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    editor.run(Command::Turn { degrees: 90.0 });
    assert_eq!(editor.frame(first).centre, geom::Point::new(40.0, 0.0));
    assert_eq!(editor.frame(second).centre, geom::Point::new(40.0, 40.0));
    assert_eq!(editor.layer(second).rotation, Angle::degrees(90.0));
}

#[test]
fn aligning_to_the_print_area_moves_the_selection_as_one() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    editor.run(Command::Align { edge: AlignEdge::Right, to: AlignTo::PrintArea });
    assert_eq!(editor.edges(second)[2], 300.0);
    assert_eq!(editor.edges(first)[0], 240.0);
    editor.run(Command::Align { edge: AlignEdge::Middle, to: AlignTo::PrintArea });
    assert_eq!(editor.frame(first).centre.y, 200.0);
}

#[test]
fn aligning_to_the_selection_moves_each_layer_and_locked_ones_count() {
    let (mut editor, [first, second, third]) = three();
    editor.run(Command::SetLocked { target: layers(&[third]), locked: true });
    editor.select(&[first, second, third]);
    editor.run(Command::Align { edge: AlignEdge::Right, to: AlignTo::Selection });
    assert_eq!([first, second, third].map(|id| editor.edges(id)[2]), [140.0; 3]);
}

#[test]
fn aligning_a_turned_layer_uses_what_is_seen() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(100.0, 100.0, 40.0, 20.0);
    editor.run(Command::Turn { degrees: 90.0 });
    editor.run(Command::Align { edge: AlignEdge::Left, to: AlignTo::PrintArea });
    assert_eq!(editor.frame(id).bounds().x0, 0.0);
}

#[test]
fn distributing_makes_gaps_equal_and_keeps_the_outermost() {
    let (mut editor, ids) = three();
    editor.select(&ids);
    editor.run(Command::Distribute { axis: Axis::Across });
    assert_eq!(ids.map(|id| editor.edges(id)[0]), [10.0, 65.0, 120.0]);
}

#[test]
fn distributing_two_layers_says_how_many_it_takes() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    let refused = editor.try_run(Command::Distribute { axis: Axis::Down });
    assert_eq!(refused, Err(CommandError::TooFew { needed: 3 }));
}

#[test]
fn several_layers_are_mirrored_as_one_and_twice_is_as_before() {
    let (mut editor, ids) = three();
    editor.select(&[ids[0]]);
    editor.run(Command::Turn { degrees: 30.0 });
    editor.select(&ids);
    let before = ids.map(|id| editor.layer(id).clone());
    editor.run(Command::Mirror { axis: Axis::Across });
    let centres = ids.map(|id| editor.frame(id).centre.x);
    assert!(centres[0] > centres[1] && centres[1] > centres[2], "{centres:?}");
    let turned = editor.layer(ids[0]);
    assert!(turned.flip_x && !turned.flip_y);
    assert_eq!(turned.rotation.in_degrees(), -30.0);
    editor.run(Command::Mirror { axis: Axis::Across });
    assert_eq!(ids.map(|id| editor.layer(id).clone()), before);
}

#[test]
fn a_single_layer_is_mirrored_in_its_place_and_undo_takes_it_back() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hi");
    editor.run(Command::Turn { degrees: 20.0 });
    let frame = editor.frame(id);
    editor.run(CommandId::FlipDown.command(&editor.session).unwrap());
    assert!(editor.layer(id).flip_y && !editor.layer(id).flip_x);
    assert_eq!(editor.frame(id), frame);
    editor.run(Command::Undo);
    assert!(!editor.layer(id).flip_y);
}

#[test]
fn a_first_line_is_drawn_and_a_first_shape_filled() {
    let mut editor = TestEditor::new();
    let (style, size, at) = (ShapeStyle::default(), None, None);
    editor.run(Command::AddShape { kind: ShapeKind::Line, style, size, at });
    let id = editor.only_selected();
    let Content::Shape(shape) = &editor.layer(id).content else { panic!("it is a shape") };
    assert!(shape.fill.is_none() && shape.stroke.is_some());
}

#[test]
fn a_text_can_be_added_with_its_style_and_place() {
    let mut editor = TestEditor::new();
    let style = TextStyle {
        font: Some(FontId("lora".into())),
        size: Some(Mm::new(12.0)),
        ..TextStyle::default()
    };
    editor.run(Command::AddText { content: "Hi".into(), style, at: Some((50.0, 60.0)) });
    let id = editor.only_selected();
    assert_eq!(editor.frame(id).centre, geom::Point::new(50.0, 60.0));
    let Content::Text(text) = &editor.layer(id).content else { panic!("it is a text") };
    assert_eq!((text.font.as_str(), text.size), ("lora", Mm::new(12.0)));
}

#[test]
fn opacity_is_told_in_percent() {
    let mut editor = TestEditor::new();
    editor.rectangle(0.0, 0.0, 9.0, 9.0);
    editor.run(Command::SetOpacity { target: Target::Selection, opacity: 0.5 });
    assert_eq!(editor.said(), Said::Opacity { percent: 50 });
}
