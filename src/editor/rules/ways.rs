//! No row that menus, palette or toolbar show is dead: it runs, or leads to where more is asked.

use design::{ArtworkId, CodeLevel, ImageFormat, PixelSize, Placed, Source};
use geom::Mm;

use super::three;
use crate::testing::TestEditor;
use crate::{COMMANDS, Command, CommandId, Picture, Select, Target, Way, Zoom, offered_tools};

fn of_image() -> TestEditor {
    let mut editor = TestEditor::new();
    let picture = Picture {
        artwork: ArtworkId::of(b"cat"),
        format: ImageFormat::Png,
        pixels: PixelSize { width: 100, height: 100 },
        file_name: "a.png".to_owned(),
    };
    editor.run(Command::AddImage { picture, at: None });
    editor
}

fn of_drawing(source: Source) -> TestEditor {
    let mut editor = TestEditor::new();
    let drawing = Placed {
        artwork: ArtworkId::of(b"drawing"),
        width: Mm::new(10.0),
        height: Mm::new(10.0),
        name: "drawing".into(),
        swaps: Vec::new(),
        source,
    };
    editor.run(Command::AddDrawing { drawing, at: None });
    editor
}

fn of_text() -> TestEditor {
    let mut editor = TestEditor::new();
    editor.text("Hi");
    editor
}

/// Three shapes; the first two selected.
fn of_several() -> TestEditor {
    let (mut editor, [a, b, _]) = three();
    editor.select(&[a, b]);
    editor
}

/// Between them, everything that can be done can be done.
fn all() -> Vec<TestEditor> {
    let motif = Source::Motif { motif: "dog".into() };
    let mut undone = of_text();
    undone.run(Command::Undo);
    let mut repeating = of_text();
    repeating.run(Command::Duplicate { target: Target::Selection });
    repeating.run(Command::Nudge { dx: 5.0, dy: 0.0 });
    let mut locked = of_text();
    locked.run(Command::SetLocked { target: Target::Selection, locked: true });
    let mut hidden = of_text();
    hidden.run(Command::SetHidden { target: Target::Selection, hidden: true });
    let mut grouped = of_several();
    grouped.run(Command::Group);
    let mut everything = of_several();
    everything.run(Command::Select { select: Select::All });
    let mut zoomed = of_text();
    zoomed.run(Command::Zoom { zoom: Zoom::In });
    let (mut lowest, [a, ..]) = three();
    lowest.select(&[a]);
    let mut shape = TestEditor::new();
    shape.rectangle(10.0, 10.0, 20.0, 20.0);
    vec![
        TestEditor::new(),
        of_text(),
        of_image(),
        of_drawing(motif),
        of_several(),
        undone,
        repeating,
        locked,
        hidden,
        grouped,
        everything,
        zoomed,
        lowest,
        shape,
    ]
}

#[test]
fn what_is_offered_to_run_has_a_command() {
    for editor in all() {
        let session = &editor.session;
        for info in COMMANDS {
            if info.id.is_offered(session) && info.id.way(session) == Some(Way::Run) {
                assert!(info.id.command(session).is_some(), "{:?} is dead", info.id);
            }
        }
    }
}

#[test]
fn every_tool_that_the_toolbar_takes_does_something_somewhere() {
    let all = all();
    for id in offered_tools() {
        assert!(all.iter().any(|editor| id.is_offered(&editor.session)), "{id:?} is dead");
    }
}

#[test]
fn every_row_can_be_pressed_but_those_that_other_ways_bring_about() {
    let all = all();
    let never = COMMANDS.iter().map(|info| info.id);
    let never = never.filter(|id| !all.iter().any(|editor| id.is_offered(&editor.session)));
    let known = [
        CommandId::Select,
        CommandId::AddLayers,
        CommandId::FillArea,
        // Here no template was applied.
        CommandId::FillTemplate,
        CommandId::ReplaceImage,
        CommandId::Reorder,
        CommandId::SetColour,
        CommandId::ZoomTo,
        CommandId::Absorb,
        CommandId::Mend,
    ];
    let (mut never, mut known): (Vec<_>, Vec<_>) = (never.collect(), known.to_vec());
    never.sort();
    known.sort();
    assert_eq!(never, known);
}

#[test]
fn settings_of_one_layer_are_not_offered_for_several() {
    let editor = of_several();
    assert!(CommandId::Fill.is_enabled(&editor.session));
    assert!(!CommandId::Fill.is_offered(&editor.session));
    assert!(CommandId::SetOpacity.is_offered(&editor.session));
}

#[test]
fn a_code_is_not_replaced_by_a_motif() {
    let code = of_drawing(Source::Code { content: "a".into(), level: CodeLevel::Low });
    assert!(!CommandId::ReplaceDrawing.is_offered(&code.session));
    let motif = of_drawing(Source::Motif { motif: "dog".into() });
    assert!(CommandId::ReplaceDrawing.is_offered(&motif.session));
}
