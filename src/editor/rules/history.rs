//! H1 to H6, the capture policy and the limits of the history.

use design::LayerId;
use geom::{Mm, Rgb};

use super::{layers, three};
use crate::history::{MAX_STEP_BYTES, MAX_STEPS};
use crate::testing::TestEditor;
use crate::{
    Change, Command, CommandId, Entry, GestureKind, Keys, OrderTo, Said, Select, Target, TextStyle,
};

const NUDGE: Command = Command::Nudge { dx: 1.0, dy: 0.0 };

fn steps(editor: &TestEditor) -> usize {
    editor.session.history().done().count()
}

#[test]
fn h1_an_edit_clears_redo() {
    let mut editor = TestEditor::new();
    editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.run(NUDGE);
    editor.run(Command::Undo);
    assert_eq!(editor.session.redo_label(), Some(CommandId::Move));
    editor.run(Command::Resize { dx: 1.0, dy: 1.0 });
    assert_eq!(editor.session.redo_label(), None);
}

#[test]
fn h2_selecting_does_not_clear_redo_and_is_no_step() {
    let (mut editor, [first, ..]) = three();
    editor.run(Command::Undo);
    let before = steps(&editor);
    for select in [Select::Set(vec![first]), Select::All, Select::None, Select::Next] {
        assert!(editor.run(Command::Select { select }).is_empty());
    }
    editor.run(Command::SetSide { side: "back".parse().unwrap() });
    assert_eq!(editor.session.redo_label(), Some(CommandId::AddShape));
    assert_eq!(steps(&editor), before);
}

#[test]
fn h3_undo_brings_back_the_selection_before_and_redo_the_one_after() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    editor.run(Command::Delete { target: Target::Selection });
    assert!(editor.session.selection().is_empty());
    editor.run(Command::Undo);
    assert_eq!(editor.session.selection(), &[first, second].into());
    editor.run(Command::Redo);
    assert!(editor.session.selection().is_empty());
}

#[test]
fn h3_undo_shows_the_side_that_it_changes() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.run(Command::SetSide { side: "back".parse().unwrap() });
    editor.run(Command::Undo);
    assert_eq!(editor.session.side().as_str(), "front");
    editor.run(Command::SetSide { side: "back".parse().unwrap() });
    editor.run(Command::Redo);
    assert_eq!(editor.session.side().as_str(), "front");
    assert_eq!(editor.only_selected(), id);
}

/// What another tab does when it deletes a layer.
fn deletion_elsewhere(editor: &TestEditor, id: LayerId) -> Change {
    let mut change = Change::none();
    change.note_layer(id, editor.session.design().layers.get(&id).cloned(), None);
    change
}

#[test]
fn h4_a_step_without_visible_effect_is_passed_over() {
    let (mut editor, [first, second, _]) = three();
    editor.run(Command::Rename { layer: first, name: "One".into() });
    editor.run(Command::Rename { layer: second, name: "Two".into() });
    let change = deletion_elsewhere(&editor, second);
    editor.run(Command::Absorb { change });
    let change = editor.run(Command::Undo);
    assert_eq!(change.layers().keys().collect::<Vec<_>>(), [&first]);
    assert_eq!(editor.said(), Said::Undone { label: CommandId::Rename });
    assert_eq!(editor.layer(first).name, "");
}

#[test]
fn h4_a_command_without_effect_makes_no_step() {
    let (mut editor, [.., top]) = three();
    let before = steps(&editor);
    let change = editor.run(Command::Order { target: layers(&[top]), to: OrderTo::Front });
    assert!(change.is_empty());
    assert_eq!(steps(&editor), before);
}

#[test]
fn h4_typing_that_ends_where_it_began_leaves_no_step() {
    let mut editor = TestEditor::new();
    let layer = editor.text("a");
    let before = steps(&editor);
    editor.pause_ms = 100.0;
    editor.run(Command::SetText { layer, content: "ab".into() });
    editor.run(Command::SetText { layer, content: "a".into() });
    assert_eq!(steps(&editor), before);
    // The step before is another one and must not grow by what is typed next.
    editor.run(Command::SetText { layer, content: "ac".into() });
    assert_eq!(steps(&editor), before + 1);
}

#[test]
fn h5_at_most_200_steps_are_kept_and_the_oldest_go_first() {
    let mut editor = TestEditor::new();
    let layer = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    for count in 0..MAX_STEPS + 20 {
        editor.run(Command::Rename { layer, name: format!("name {count}") });
    }
    assert_eq!(steps(&editor), MAX_STEPS);
    for _ in 0..MAX_STEPS {
        editor.run(Command::Undo);
    }
    assert_eq!(editor.layer(layer).name, "name 19");
    assert!(editor.run(Command::Undo).is_empty());
    assert_eq!(editor.said(), Said::NothingToUndo);
}

#[test]
fn h5_at_most_32_megabytes_are_kept() {
    let mut editor = TestEditor::new();
    let texts: Vec<LayerId> = (0..200).map(|_| editor.text(&"x".repeat(5_000))).collect();
    for _ in 0..40 {
        editor.run(Command::Duplicate { target: layers(&texts) });
        editor.run(Command::Delete { target: Target::Selection });
    }
    let weight: usize = editor.session.history().done().map(|step| step.change.weight()).sum();
    assert!(weight <= MAX_STEP_BYTES, "{weight}");
    assert!(steps(&editor) < MAX_STEPS, "the bytes were what counted");
    assert!(!editor.run(Command::Undo).is_empty());
}

#[test]
fn h6_undo_in_a_gesture_cancels_it_and_nothing_else() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    let before = editor.session.design().clone();
    editor.drag(GestureKind::Move, (5.0, 5.0), (50.0, 50.0), Keys::default());
    assert!(editor.run(Command::Undo).is_empty());
    assert_eq!(editor.said(), Said::Cancelled);
    assert!(editor.session.gesture().is_none());
    assert_eq!(editor.session.design(), &before);
    assert_eq!(editor.only_selected(), id);
    assert!(!editor.run(Command::Undo).is_empty(), "now it undoes");
}

#[test]
fn an_edit_in_a_gesture_cancels_it_first() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.drag(GestureKind::Move, (5.0, 5.0), (50.0, 50.0), Keys::default());
    editor.run(NUDGE);
    assert!(editor.session.gesture().is_none());
    assert_eq!(editor.edges(id), [1.0, 0.0, 11.0, 10.0]);
}

#[test]
fn nudges_within_600_ms_are_one_step() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.run(NUDGE);
    editor.pause_ms = 600.0;
    (0..9).for_each(|_| drop(editor.run(NUDGE)));
    assert_eq!(editor.edges(id)[0], 10.0);
    editor.run(Command::Undo);
    assert_eq!(editor.edges(id)[0], 0.0);
    editor.run(Command::Redo);
    assert_eq!(editor.edges(id)[0], 10.0);
}

#[test]
fn nudges_more_than_600_ms_apart_are_steps_of_their_own() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.pause_ms = 601.0;
    (0..3).for_each(|_| drop(editor.run(NUDGE)));
    editor.run(Command::Undo);
    assert_eq!(editor.edges(id)[0], 2.0);
}

#[test]
fn another_command_or_another_layer_is_another_step() {
    let (mut editor, [first, second, _]) = three();
    editor.pause_ms = 1.0;
    let before = steps(&editor);
    editor.select(&[first]);
    editor.run(NUDGE);
    editor.run(Command::Turn { degrees: 5.0 });
    editor.select(&[second]);
    editor.run(Command::Turn { degrees: 5.0 });
    assert_eq!(steps(&editor), before + 3);
}

#[test]
fn a_slider_for_size_and_one_for_colour_are_two_steps() {
    let mut editor = TestEditor::new();
    editor.text("Hi");
    editor.pause_ms = 1.0;
    let before = steps(&editor);
    let style = |style: TextStyle| Command::StyleText { target: Target::Selection, style };
    for size in [11.0, 12.0, 13.0] {
        editor.run(style(TextStyle { size: Some(Mm::new(size)), ..TextStyle::default() }));
    }
    for red in [1, 2, 3] {
        let colour = Some(Rgb::new(red, 0, 0));
        editor.run(style(TextStyle { colour, ..TextStyle::default() }));
    }
    assert_eq!(steps(&editor), before + 2);
}

#[test]
fn after_undo_a_nudge_does_not_amend_the_step_before() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.run(NUDGE);
    editor.run(NUDGE);
    editor.pause_ms = 1.0;
    editor.run(Command::Undo);
    editor.run(NUDGE);
    editor.run(Command::Undo);
    assert_eq!(editor.edges(id)[0], 1.0);
}

#[test]
fn what_another_tab_did_is_no_step_and_says_nothing() {
    let (mut editor, [first, ..]) = three();
    let before = steps(&editor);
    editor.session.take_said();
    editor.session.take_journal();
    let change = deletion_elsewhere(&editor, first);
    editor.run(Command::Absorb { change: change.clone() });
    assert_eq!(steps(&editor), before);
    assert_eq!(editor.session.take_said(), None);
    assert_eq!(editor.session.take_journal(), [Entry::Absorbed { change }]);
}

#[test]
fn what_another_tab_deleted_is_no_longer_selected() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    let change = deletion_elsewhere(&editor, first);
    editor.run(Command::Absorb { change });
    assert_eq!(editor.session.selection(), &[second].into());
}

#[test]
fn undo_takes_back_the_own_change_and_keeps_another_tabs() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    editor.run(NUDGE);
    let now = editor.session.design().layers[&first].clone();
    let mut theirs = design::Layer::clone(&now);
    theirs.name = "Theirs".into();
    let mut change = Change::none();
    change.note_layer(first, Some(now), Some(std::sync::Arc::new(theirs)));
    editor.run(Command::Absorb { change });
    editor.run(Command::Undo);
    assert_eq!(editor.edges(first)[0], 10.0);
    assert_eq!(editor.layer(first).name, "Theirs");
}

#[test]
fn undo_and_redo_say_what_they_did() {
    let mut editor = TestEditor::new();
    editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.run(Command::Undo);
    assert_eq!(editor.said().to_english(), "Undone: add shape.");
    editor.run(Command::Redo);
    assert_eq!(editor.said().to_english(), "Redone: add shape.");
    editor.run(Command::Redo);
    assert_eq!(editor.said(), Said::NothingToRedo);
}
