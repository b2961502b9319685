//! Gestures: what drags do, what they leave, and hit testing.

use std::sync::Arc;

use design::{ArtworkId, Content, ImageFormat, LayerId, PixelSize, TextKey, TextPath};
use geom::{Angle, BezPath, CaretPost, Drawing, Frame, LineBox, Mm, Point, Rect, TextBlock};
use scene::{NoneReady, Resources};

use super::{layers, three};
use crate::testing::TestEditor;
use crate::{
    Command, CommandError, GestureKind, Handle, Keys, MarqueeMode, Picture, Preview, Refinement,
    Said, SnapSettings, Target, offered_handles, pick_all_at, pick_at, pick_below, pick_in,
};

const NO_KEYS: Keys = Keys { shift: false, alt: false, primary: false };
const SHIFT: Keys = Keys { shift: true, ..NO_KEYS };
const ALT: Keys = Keys { alt: true, ..NO_KEYS };

fn picture(editor: &mut TestEditor) -> LayerId {
    let picture = Picture {
        artwork: ArtworkId::of(b"cat"),
        format: ImageFormat::Png,
        pixels: PixelSize { width: 1_000, height: 500 },
        file_name: "cat.png".into(),
    };
    editor.run(Command::AddImage { picture, at: None });
    editor.only_selected()
}

/// The preview's frames and transforms agree with each other and with what commit writes.
fn check_commit(editor: &mut TestEditor, preview: &Preview) {
    let before: Vec<Frame> = preview.layers.iter().map(|layer| editor.frame(layer.id)).collect();
    editor.commit();
    for (layer, before) in preview.layers.iter().zip(before) {
        let after = editor.frame(layer.id);
        assert!((after.centre - layer.frame.centre).hypot() < 0.01, "{after:?} {:?}", layer.frame);
        if layer.wrap.is_none() {
            assert!((after.size.width - layer.frame.size.width).abs() < 0.01);
            assert!((after.size.height - layer.frame.size.height).abs() < 0.01);
            let carried = layer.transform * before.corners()[1];
            assert!((carried - layer.frame.corners()[1]).hypot() < 1e-6);
        }
    }
}

#[test]
fn a_drag_moves_the_selection_and_is_one_step() {
    let (mut editor, [first, second, third]) = three();
    editor.select(&[first, second]);
    let steps = editor.session.history().len();
    let preview = editor.drag(GestureKind::Move, (20.0, 20.0), (30.0, 25.0), NO_KEYS);
    assert_eq!(preview.layers.len(), 2);
    assert_eq!(preview.readout.map(|readout| (readout.x, readout.y)), Some((20.0, 15.0)));
    check_commit(&mut editor, &preview);
    assert_eq!(editor.edges(first)[..2], [20.0, 15.0]);
    assert_eq!(editor.edges(third)[..2], [120.0, 10.0]);
    assert_eq!(editor.session.history().len(), steps + 1);
    assert_eq!(editor.said().to_english(), "Moved to 20 mm, 15 mm.");
}

#[test]
fn an_update_is_computed_from_the_beginning_not_from_the_one_before() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    editor.drag(GestureKind::Move, (20.0, 20.0), (90.0, 90.0), NO_KEYS);
    for at in 0..50 {
        editor.session.drag(Point::new(f64::from(at), 333.3), NO_KEYS);
    }
    let back = editor.session.drag(Point::new(20.0, 20.0), NO_KEYS).unwrap();
    assert_eq!(back.layers[0].frame, editor.frame(first));
    assert!(editor.commit().is_empty());
}

#[test]
fn cancelling_leaves_no_trace() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let before = (editor.session.design().clone(), editor.session.history().clone());
    editor.session.take_journal();
    editor.drag(GestureKind::Rotate, (20.0, 20.0), (90.0, 90.0), NO_KEYS);
    assert!(editor.session.cancel());
    assert_eq!((editor.session.design(), editor.session.history()), (&before.0, &before.1));
    assert!(editor.session.take_journal().is_empty());
    assert_eq!(editor.said(), Said::Cancelled);
}

#[test]
fn a_press_without_a_move_changes_nothing() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let at = Point::new(20.0, 20.0);
    editor.session.begin(GestureKind::Move, at, &NoneReady, &SnapSettings::off()).unwrap();
    assert!(editor.commit().is_empty());
}

#[test]
fn a_locked_layer_does_not_move_and_takes_no_part() {
    let (mut editor, [first, second, _]) = three();
    editor.run(Command::SetLocked { target: layers(&[first]), locked: true });
    editor.select(&[first, second]);
    let preview = editor.drag(GestureKind::Move, (0.0, 0.0), (5.0, 5.0), NO_KEYS);
    assert_eq!(preview.layers.iter().map(|layer| layer.id).collect::<Vec<_>>(), [second]);
    editor.commit();
    assert_eq!(editor.edges(first)[0], 10.0);
    editor.select(&[first]);
    let refused =
        editor.session.begin(GestureKind::Move, Point::ZERO, &NoneReady, &SnapSettings::off());
    assert_eq!(refused, Err(CommandError::Locked { layer: first }));
    assert!(offered_handles(&editor.session).is_empty());
}

#[test]
fn with_shift_a_move_keeps_to_one_axis() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    editor.drag(GestureKind::Move, (0.0, 0.0), (30.0, 12.0), SHIFT);
    editor.commit();
    assert_eq!(editor.edges(first)[..2], [40.0, 10.0]);
}

#[test]
fn the_readout_stops_where_the_layer_stops() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let preview = editor.drag(GestureKind::Move, (0.0, 0.0), (-1e6, 0.0), NO_KEYS);
    assert_eq!(preview.readout.map(|readout| readout.x), Some(-310.0));
    assert_eq!(preview.frame, Some(preview.layers[0].frame));
    check_commit(&mut editor, &preview);
}

#[test]
fn a_corner_keeps_the_proportion_of_a_shape_unless_shift_frees_it() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(100.0, 100.0, 40.0, 20.0);
    let corner = GestureKind::Resize(Handle::BottomRight);
    let preview = editor.drag(corner, (140.0, 120.0), (180.0, 140.0), NO_KEYS);
    check_commit(&mut editor, &preview);
    assert_eq!(editor.edges(id), [100.0, 100.0, 180.0, 140.0]);
    let preview = editor.drag(corner, (180.0, 140.0), (150.0, 190.0), SHIFT);
    check_commit(&mut editor, &preview);
    assert_eq!(editor.edges(id), [100.0, 100.0, 150.0, 190.0]);
}

#[test]
fn a_corner_keeps_the_proportion_of_a_picture_always() {
    let mut editor = TestEditor::new();
    let id = picture(&mut editor);
    let corner = Handle::TopLeft.on(&editor.frame(id));
    let to = (corner.x - 30.0, corner.y + 7.0);
    editor.drag(GestureKind::Resize(Handle::TopLeft), (corner.x, corner.y), to, SHIFT);
    editor.commit();
    let size = editor.frame(id).size;
    assert!((size.width / size.height - 2.0).abs() < 0.001, "{size:?}");
}

#[test]
fn a_side_changes_one_dimension_of_a_shape() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(100.0, 100.0, 40.0, 20.0);
    let preview =
        editor.drag(GestureKind::Resize(Handle::Left), (100.0, 110.0), (90.0, 300.0), NO_KEYS);
    check_commit(&mut editor, &preview);
    assert_eq!(editor.edges(id), [90.0, 100.0, 140.0, 120.0]);
}

#[test]
fn alt_resizes_from_the_centre() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(100.0, 100.0, 40.0, 20.0);
    let preview =
        editor.drag(GestureKind::Resize(Handle::Right), (140.0, 110.0), (150.0, 110.0), ALT);
    check_commit(&mut editor, &preview);
    assert_eq!(editor.edges(id), [90.0, 100.0, 150.0, 120.0]);
    let corner = GestureKind::Resize(Handle::TopLeft);
    let preview = editor.drag(corner, (90.0, 100.0), (60.0, 90.0), ALT);
    check_commit(&mut editor, &preview);
    assert_eq!(editor.edges(id), [60.0, 90.0, 180.0, 130.0]);
}

#[test]
fn a_turned_shape_keeps_its_opposite_corner_in_place() {
    for handle in Handle::ALL {
        let mut editor = TestEditor::new();
        let id = editor.rectangle(100.0, 100.0, 40.0, 20.0);
        editor.run(Command::Turn { degrees: 30.0 });
        let before = editor.frame(id);
        let fixed = handle.opposite().on(&before);
        let from = handle.on(&before);
        let to = from + (from - fixed) * 0.5;
        let kind = GestureKind::Resize(handle);
        let preview = editor.drag(kind, (from.x, from.y), (to.x, to.y), NO_KEYS);
        check_commit(&mut editor, &preview);
        let after = editor.frame(id);
        assert!((handle.opposite().on(&after) - fixed).hypot() < 0.005, "{handle:?}");
        assert!((handle.on(&after) - to).hypot() < 0.005, "{handle:?}");
    }
}

#[test]
fn a_shape_does_not_turn_over_and_keeps_a_least_size() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(100.0, 100.0, 40.0, 20.0);
    for (handle, keys) in [(Handle::BottomRight, SHIFT), (Handle::BottomRight, NO_KEYS)] {
        let [_, _, right, bottom] = editor.edges(id);
        editor.drag(GestureKind::Resize(handle), (right, bottom), (-500.0, -500.0), keys);
        editor.commit();
        let size = editor.frame(id).size;
        assert!(size.width >= 0.5 && size.height >= 0.5, "{size:?}");
        assert_eq!(editor.edges(id)[..2], [100.0, 100.0]);
    }
}

#[test]
fn a_corner_of_a_text_scales_its_font() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    let before = editor.frame(id);
    let [left, top, right, bottom] = editor.edges(id);
    let to = (right + before.size.width, bottom + before.size.height);
    let kind = GestureKind::Resize(Handle::BottomRight);
    let preview = editor.drag(kind, (right, bottom), to, NO_KEYS);
    check_commit(&mut editor, &preview);
    let Content::Text(text) = &editor.layer(id).content else { panic!("it is a text") };
    assert_eq!((text.size, text.width), (Mm::new(80.0), None));
    assert_eq!(editor.edges(id)[..2], [left, top]);
}

#[test]
fn a_side_of_a_text_sets_where_lines_break_and_only_moves_the_preview() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    let [left, top, right, _] = editor.edges(id);
    let at = (left, top + 5.0);
    let preview = editor.drag(GestureKind::Resize(Handle::Left), at, (left - 20.0, top), NO_KEYS);
    let width = right - left + 20.0;
    assert_eq!(preview.layers[0].wrap, Some(Mm::new(width)));
    // A centred text is anchored in its middle, which moves by half.
    let moved = preview.layers[0].transform * Point::ZERO;
    assert!((moved - Point::new(-10.0, 0.0)).hypot() < 1e-9, "{moved:?}");
    editor.commit();
    assert_eq!(editor.edges(id), [left - 20.0, top, right, editor.edges(id)[3]]);
    let Content::Text(text) = &editor.layer(id).content else { panic!("it is a text") };
    assert_eq!((text.size, text.width), (Mm::new(40.0), Some(Mm::new(width))));
}

#[test]
fn several_layers_are_scaled_as_one() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    let kind = GestureKind::Resize(Handle::BottomRight);
    let preview = editor.drag(kind, (70.0, 30.0), (130.0, 50.0), NO_KEYS);
    check_commit(&mut editor, &preview);
    assert_eq!(editor.edges(first), [10.0, 10.0, 50.0, 50.0]);
    assert_eq!(editor.edges(second), [90.0, 10.0, 130.0, 50.0]);
}

#[test]
fn a_group_stops_growing_when_one_layer_reaches_the_limit() {
    let (mut editor, ids) = three();
    editor.select(&ids);
    let kind = GestureKind::Resize(Handle::BottomRight);
    let preview = editor.drag(kind, (140.0, 30.0), (1e7, 1e7), NO_KEYS);
    let widths: Vec<f64> = preview.layers.iter().map(|layer| layer.frame.size.width).collect();
    assert_eq!(widths, [3_000.0; 3]);
}

#[test]
fn turning_follows_the_pointer_around_the_centre() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(90.0, 90.0, 20.0, 20.0);
    let preview = editor.drag(GestureKind::Rotate, (100.0, 80.0), (130.0, 100.0), NO_KEYS);
    assert_eq!(preview.readout.map(|readout| readout.angle), Some(Angle::degrees(90.0)));
    check_commit(&mut editor, &preview);
    assert_eq!(editor.layer(id).rotation, Angle::degrees(90.0));
    assert_eq!(editor.said().to_english(), "Turned to 90°.");
}

#[test]
fn turning_stops_at_15_degrees_with_shift_and_is_drawn_to_45_gently() {
    let mut editor = TestEditor::new();
    editor.rectangle(90.0, 90.0, 20.0, 20.0);
    let snap = SnapSettings::default();
    let mut turned = |degrees: f64, keys: Keys| {
        let (sin, cos) = Angle::degrees(degrees).sin_cos();
        let to = (100.0 + 50.0 * cos, 100.0 + 50.0 * sin);
        let kind = GestureKind::Rotate;
        let preview = editor.drag_snapping(kind, (150.0, 100.0), to, keys, &snap);
        editor.session.cancel();
        preview.readout.map(|readout| readout.angle.in_degrees())
    };
    assert_eq!(turned(37.0, SHIFT), Some(30.0));
    assert_eq!(turned(43.0, NO_KEYS), Some(45.0));
    assert_eq!(turned(-88.0, NO_KEYS), Some(-90.0));
    assert_eq!(turned(37.0, NO_KEYS), Some(37.0));
    assert_eq!(turned(43.0, Keys { primary: true, ..NO_KEYS }), Some(43.0));
}

#[test]
fn several_layers_turn_as_one() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    let preview = editor.drag(GestureKind::Rotate, (40.0, 0.0), (60.0, 20.0), NO_KEYS);
    check_commit(&mut editor, &preview);
    assert_eq!(editor.frame(first).centre, Point::new(40.0, 0.0));
    assert_eq!(editor.layer(first).rotation, Angle::degrees(90.0));
}

#[test]
fn a_marquee_selects_what_it_touches_but_neither_hidden_nor_locked() {
    let (mut editor, [first, second, third]) = three();
    let replace = GestureKind::Marquee(MarqueeMode::Replace);
    let preview = editor.drag(replace, (25.0, 0.0), (55.0, 15.0), NO_KEYS);
    assert_eq!(preview.inside, [first, second]);
    assert_eq!(preview.marquee, Some(Rect::new(25.0, 0.0, 55.0, 15.0)));
    assert!(editor.commit().is_empty());
    assert_eq!(editor.session.selection(), &[first, second].into());
    editor.run(Command::SetLocked { target: layers(&[first]), locked: true });
    let add = GestureKind::Marquee(MarqueeMode::Add);
    editor.select(&[third]);
    editor.drag(add, (0.0, 0.0), (55.0, 15.0), NO_KEYS);
    editor.commit();
    assert_eq!(editor.session.selection(), &[second, third].into());
}

#[test]
fn an_empty_marquee_selects_nothing() {
    let (mut editor, ids) = three();
    editor.select(&ids);
    let replace = GestureKind::Marquee(MarqueeMode::Replace);
    editor.drag(replace, (200.0, 200.0), (210.0, 210.0), NO_KEYS);
    editor.commit();
    assert!(editor.session.selection().is_empty());
}

#[test]
fn a_layer_deleted_elsewhere_while_dragged_stays_deleted() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    editor.drag(GestureKind::Move, (0.0, 0.0), (5.0, 0.0), NO_KEYS);
    let mut change = crate::Change::none();
    change.note_layer(first, editor.session.design().layers.get(&first).cloned(), None);
    editor.run(Command::Absorb { change });
    assert!(editor.session.gesture().is_some(), "another tab does not end a drag");
    editor.commit();
    assert!(!editor.session.design().layers.contains_key(&first));
    assert_eq!(editor.edges(second)[0], 55.0);
}

#[test]
fn a_pointer_that_is_nowhere_moves_nothing() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    for kind in [GestureKind::Move, GestureKind::Rotate, GestureKind::Resize(Handle::Top)] {
        editor.drag(kind, (0.0, 0.0), (f64::NAN, f64::INFINITY), NO_KEYS);
        assert!(editor.commit().is_empty(), "{kind:?}");
    }
}

#[test]
fn handles_are_offered_by_what_is_selected() {
    let mut editor = TestEditor::new();
    editor.rectangle(0.0, 0.0, 10.0, 10.0);
    assert_eq!(offered_handles(&editor.session).len(), 8);
    editor.text("Hi");
    assert_eq!(offered_handles(&editor.session).len(), 6);
    picture(&mut editor);
    assert_eq!(offered_handles(&editor.session).len(), 4);
    editor.run(Command::Select { select: crate::Select::All });
    assert!(offered_handles(&editor.session).iter().all(|handle| handle.is_corner()));
}

#[test]
fn a_click_hits_the_topmost_shown_layer_locked_or_not() {
    let mut editor = TestEditor::new();
    let below = editor.rectangle(0.0, 0.0, 40.0, 40.0);
    let middle = editor.rectangle(10.0, 10.0, 40.0, 40.0);
    let top = editor.rectangle(20.0, 20.0, 40.0, 40.0);
    let at = Point::new(30.0, 30.0);
    assert_eq!(pick_at(&editor.session, at, 0.0, &NoneReady), Some(top));
    assert_eq!(pick_all_at(&editor.session, at, 0.0, &NoneReady), [top, middle, below]);
    editor.run(Command::SetLocked { target: layers(&[top]), locked: true });
    assert_eq!(pick_at(&editor.session, at, 0.0, &NoneReady), Some(top));
    editor.run(Command::SetHidden { target: layers(&[top]), hidden: true });
    assert_eq!(pick_at(&editor.session, at, 0.0, &NoneReady), Some(middle));
    assert_eq!(pick_at(&editor.session, Point::new(-1.0, 5.0), 0.0, &NoneReady), None);
    assert_eq!(pick_at(&editor.session, Point::new(-1.0, 5.0), 2.0, &NoneReady), Some(below));
}

/// Every text is a bow of letters 10 mm high, 100 mm wide and 60 mm high.
struct Bow;

impl Resources for Bow {
    fn text(&self, _key: &TextKey) -> Option<Arc<TextBlock>> {
        let post = |x: f64, y: f64| CaretPost::new(Point::new(x, y + 5.0), Point::new(x, y - 5.0));
        let posts = vec![post(0.0, 50.0), post(50.0, 5.0), post(100.0, 50.0)];
        let line = LineBox { top: 0.0, height: 60.0, baseline: 5.0, carets: Vec::new(), posts };
        let block = TextBlock::plain(BezPath::new(), 100.0, 60.0);
        Some(Arc::new(TextBlock { lines: vec![line], ..block }))
    }

    fn drawing(&self, _id: &ArtworkId) -> Option<Arc<Drawing>> {
        None
    }
}

#[test]
fn a_click_reaches_what_lies_in_the_bow_of_words() {
    let mut editor = TestEditor::new();
    let badge = editor.rectangle(100.0, 150.0, 100.0, 100.0);
    let words = editor.text("Hi");
    let path = Some(TextPath::ArcUp { sweep: 120.0 });
    editor.run(Command::Refine { target: layers(&[words]), how: Refinement::Path(path) });
    let to_side = scene::frame_of(editor.layer(words), &Bow).to_side();
    let hit = |x: f64, y: f64| pick_at(&editor.session, to_side * Point::new(x, y), 0.0, &Bow);
    assert_eq!(hit(50.0, 5.0), Some(words));
    assert_eq!(hit(50.0, 40.0), Some(badge));
    assert_eq!(hit(3.0, 5.0), Some(badge));
    let flipped = Refinement::Flip { x: false, y: true };
    editor.run(Command::Refine { target: layers(&[words]), how: flipped });
    let hit = |x: f64, y: f64| pick_at(&editor.session, to_side * Point::new(x, y), 0.0, &Bow);
    assert_eq!(hit(50.0, 55.0), Some(words));
}

#[test]
fn clicks_with_alt_go_through_the_layers_and_round_again() {
    let mut editor = TestEditor::new();
    let ids = [0.0, 1.0, 2.0].map(|at| editor.rectangle(at, at, 40.0, 40.0));
    let at = Point::new(30.0, 30.0);
    for wanted in [ids[1], ids[0], ids[2]] {
        let hit = pick_below(&editor.session, at, 0.0, &NoneReady).unwrap();
        assert_eq!(hit, wanted);
        editor.select(&[hit]);
    }
}

#[test]
fn a_turned_layer_is_hit_where_it_is_seen() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(100.0, 100.0, 80.0, 10.0);
    editor.run(Command::Turn { degrees: 45.0 });
    let corner = Rect::new(170.0, 75.0, 175.0, 80.0);
    assert!(pick_in(&editor.session, corner, &NoneReady).is_empty());
    let end = Rect::new(160.0, 125.0, 175.0, 140.0);
    assert_eq!(pick_in(&editor.session, end, &NoneReady), [id]);
    assert_eq!(pick_at(&editor.session, Point::new(165.0, 130.0), 0.0, &NoneReady), Some(id));
}

#[test]
fn a_target_is_the_selection_unless_it_is_named() {
    assert_eq!(Target::default(), Target::Selection);
}

#[test]
fn two_fingers_move_turn_and_scale_the_selection_as_one_step() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let steps = editor.session.history().len();
    let off = SnapSettings::off();
    editor.session.begin(GestureKind::Pinch, Point::new(10.0, 20.0), &NoneReady, &off).unwrap();
    let same = editor.session.pinch(Point::new(10.0, 20.0), Point::new(30.0, 20.0)).unwrap();
    assert_eq!(same.frame, Some(editor.frame(first)));
    // Twice as far apart, a quarter turn, the middle 100 mm to the right.
    let preview = editor.session.pinch(Point::new(120.0, 0.0), Point::new(120.0, 40.0)).unwrap();
    check_commit(&mut editor, &preview);
    let frame = editor.frame(first);
    assert_eq!((frame.centre, frame.rotation), (Point::new(120.0, 20.0), Angle::degrees(90.0)));
    assert_eq!((frame.size.width, frame.size.height), (40.0, 40.0));
    assert_eq!(editor.session.history().len(), steps + 1);
}

#[test]
fn two_fingers_on_one_point_change_no_size() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let at = Point::new(20.0, 20.0);
    editor.session.begin(GestureKind::Pinch, at, &NoneReady, &SnapSettings::off()).unwrap();
    editor.session.pinch(at, at);
    let preview = editor.session.pinch(at, Point::new(f64::NAN, 0.0)).unwrap();
    assert_eq!(preview, Preview::default());
    editor.session.pinch(at, at);
    editor.commit();
    assert_eq!(editor.edges(first), [10.0, 10.0, 30.0, 30.0]);
}
