//! Equal sizes, copying again, going to a step, and zooming to what is selected.

use design::LayerId;
use geom::Size;

use super::three;
use crate::testing::TestEditor;
use crate::{
    AlignEdge, AlignTo, Command, CommandError, CommandId, SizeEdge, Target, Zoom, step_title,
};

const DUPLICATE: Command = Command::Duplicate { target: Target::Selection };

fn size(editor: &TestEditor, id: LayerId) -> Size {
    editor.frame(id).size
}

#[test]
fn same_width_takes_the_widest_and_keeps_centres_and_heights() {
    let mut editor = TestEditor::new();
    let small = editor.rectangle(10.0, 10.0, 20.0, 30.0);
    let large = editor.rectangle(50.0, 10.0, 60.0, 15.0);
    let centre = editor.frame(small).centre;
    editor.select(&[small, large]);
    editor.run(Command::SameSize { edge: SizeEdge::Width });
    assert_eq!(size(&editor, small), Size::new(60.0, 30.0));
    assert_eq!(size(&editor, large), Size::new(60.0, 15.0));
    assert_eq!(editor.frame(small).centre, centre);
    editor.run(Command::SameSize { edge: SizeEdge::Height });
    assert_eq!(size(&editor, large), Size::new(60.0, 30.0));
    editor.run(Command::Undo);
    editor.run(Command::Undo);
    assert_eq!(size(&editor, small), Size::new(20.0, 30.0));
}

#[test]
fn same_size_keeps_the_proportion_of_a_text() {
    let mut editor = TestEditor::new();
    let text = editor.text("Wide words");
    let Size { width, height } = size(&editor, text);
    let shape = editor.rectangle(0.0, 0.0, 2.0 * width, 9.0 * height);
    editor.select(&[text, shape]);
    editor.run(Command::SameSize { edge: SizeEdge::Both });
    let after = size(&editor, text);
    assert!((after.width - 2.0 * width).abs() < 0.05, "{after:?}");
    assert!((after.height - 2.0 * height).abs() < 0.05, "{after:?}");
}

#[test]
fn a_locked_layer_counts_for_the_largest_and_stays() {
    let mut editor = TestEditor::new();
    let large = editor.rectangle(50.0, 10.0, 60.0, 15.0);
    editor.run(Command::SetLocked { target: Target::Selection, locked: true });
    let small = editor.rectangle(10.0, 10.0, 20.0, 30.0);
    editor.select(&[small, large]);
    editor.run(Command::SameSize { edge: SizeEdge::Both });
    assert_eq!(size(&editor, small), Size::new(60.0, 30.0));
    assert_eq!(size(&editor, large), Size::new(60.0, 15.0));
    editor.select(&[small]);
    let refused = editor.try_run(Command::SameSize { edge: SizeEdge::Both });
    assert_eq!(refused, Err(CommandError::TooFew { needed: 2 }));
}

#[test]
fn copies_are_repeated_with_the_way_that_they_were_moved() {
    let mut editor = TestEditor::new();
    editor.rectangle(10.0, 10.0, 20.0, 20.0);
    editor.run(DUPLICATE);
    editor.run(Command::Nudge { dx: 20.0, dy: -5.0 });
    editor.run(Command::Nudge { dx: 0.0, dy: 1.0 });
    let second = editor.only_selected();
    assert_eq!(editor.edges(second)[..2], [35.0, 11.0]);
    editor.run(Command::Repeat);
    editor.run(Command::Repeat);
    let fourth = editor.only_selected();
    assert_eq!(editor.edges(fourth)[..2], [85.0, 13.0]);
    assert_eq!(editor.stack().len(), 4);
    editor.run(Command::Undo);
    assert_eq!(editor.stack().len(), 3);
}

#[test]
fn only_copies_that_were_just_made_and_moved_are_repeated() {
    let (mut editor, [first, second, _]) = three();
    let refused = Err(CommandError::NothingToRepeat);
    editor.select(&[first, second]);
    assert_eq!(editor.try_run(Command::Repeat), refused);
    editor.run(DUPLICATE);
    assert!(CommandId::Repeat.is_enabled(&editor.session));
    editor.run(Command::Align { edge: AlignEdge::Bottom, to: AlignTo::PrintArea });
    assert!(CommandId::Repeat.is_enabled(&editor.session));
    editor.run(Command::SetOpacity { target: Target::Selection, opacity: 0.5 });
    assert_eq!(editor.try_run(Command::Repeat), refused);
    editor.run(Command::Undo);
    editor.select(&[first]);
    assert_eq!(editor.try_run(Command::Repeat), refused);
}

#[test]
fn any_step_is_gone_to_and_come_back_from() {
    let (mut editor, _) = three();
    let last = editor.session.design().clone();
    let change = editor.run(Command::GoTo { step: 1 });
    assert_eq!(change.layers().len(), 2);
    assert_eq!(editor.stack().len(), 1);
    assert_eq!(editor.said().to_english(), "Step 1 of 3: add shape.");
    editor.run(Command::GoTo { step: 0 });
    assert!(editor.stack().is_empty());
    assert_eq!(editor.said().to_english(), "Before the first of 3 steps.");
    editor.run(Command::GoTo { step: 99 });
    assert_eq!(*editor.session.design(), last);
    assert!(editor.run(Command::GoTo { step: 3 }).is_empty());
}

#[test]
fn a_step_is_called_by_what_was_done_to_what() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    editor.run(Command::Nudge { dx: 1.0, dy: 0.0 });
    editor.run(Command::Rename { layer: first, name: "Sun".into() });
    editor.run(Command::SetColour { colour: "navy".parse().unwrap() });
    let titles: Vec<_> = editor.session.history().done().map(step_title).collect();
    assert_eq!(
        titles[2..],
        ["Add shape: Rectangle", "Move: 2 layers", "Rename layer: Sun", "Change product colour",]
    );
}

#[test]
fn zooming_to_the_selection_fits_and_centres_it() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 50.0, 200.0);
    editor.run(Command::Zoom { zoom: Zoom::Selection });
    let viewport = editor.session.state().viewport;
    assert_eq!((viewport.zoom, viewport.centre), (2.0, Some((125.0, 200.0))));
    editor.run(Command::Select { select: crate::Select::None });
    let refused = editor.try_run(Command::Zoom { zoom: Zoom::Selection });
    assert_eq!(refused, Err(CommandError::NothingSelected));
}
