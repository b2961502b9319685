//! The table of commands, keys, and the viewport.

use super::three;
use crate::testing::TestEditor;
use crate::{COMMANDS, Command, CommandId, KeyStroke, Platform, Target, Tool, Zoom, parse_key};

#[test]
fn zoom_stays_in_range_and_changes_no_design() {
    let mut editor = TestEditor::new();
    for _ in 0..40 {
        assert!(editor.run(Command::Zoom { zoom: Zoom::In }).is_empty());
    }
    assert_eq!(editor.session.state().viewport.zoom, 16.0);
    assert!(!CommandId::ZoomIn.is_enabled(&editor.session));
    let far = Zoom::To { zoom: 0.0, centre: Some((1e9, -1e9)) };
    editor.run(Command::Zoom { zoom: far });
    let viewport = editor.session.state().viewport;
    assert_eq!((viewport.zoom, viewport.centre), (0.25, Some((600.0, -400.0))));
    editor.run(Command::Zoom { zoom: Zoom::Fit });
    assert_eq!(editor.session.state().viewport, crate::Viewport::default());
}

fn stroke(key: &str, held: &str) -> KeyStroke {
    KeyStroke {
        key: key.into(),
        code: String::new(),
        ctrl: held.contains('c'),
        meta: held.contains('m'),
        alt: held.contains('a'),
        shift: held.contains('s'),
    }
}

#[test]
fn keys_run_the_commands_of_the_table() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let parse =
        |key: &str, held: &str| parse_key(&stroke(key, held), Platform::Other, &editor.session);
    assert_eq!(parse("z", "c"), Some(Command::Undo));
    assert_eq!(parse("d", "c"), Some(Command::Duplicate { target: Target::Selection }));
    assert_eq!(parse("Delete", ""), Some(Command::Delete { target: Target::Selection }));
    assert_eq!(parse("]", ""), CommandId::Forward.command(&editor.session));
    assert_eq!(parse("ArrowLeft", ""), Some(Command::Nudge { dx: -1.0, dy: 0.0 }));
    assert_eq!(parse("ArrowDown", "s"), Some(Command::Nudge { dx: 0.0, dy: 10.0 }));
    assert_eq!(parse("ArrowUp", "a"), Some(Command::Nudge { dx: 0.0, dy: -0.1 }));
    assert_eq!(parse("ArrowRight", "c"), Some(Command::Resize { dx: 1.0, dy: 0.0 }));
    assert_eq!(parse("R", "s"), Some(Command::Turn { degrees: -15.0 }));
    assert_eq!(parse("h", ""), Some(Command::SetTool { tool: Tool::Hand }));
    assert_eq!(parse("q", ""), None);
    assert_eq!(parse("z", "m"), None, "that is Apple's");
}

#[test]
fn lock_and_unlock_share_a_key() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let lock = |editor: &TestEditor| parse_key(&stroke("l", "m"), Platform::Apple, &editor.session);
    let (target, locked) = (Target::Selection, true);
    assert_eq!(lock(&editor), Some(Command::SetLocked { target: target.clone(), locked }));
    editor.run(Command::SetLocked { target: target.clone(), locked });
    assert_eq!(lock(&editor), Some(Command::SetLocked { target, locked: false }));
}

#[test]
fn a_disabled_command_leaves_its_key_to_the_browser() {
    let editor = TestEditor::new();
    for (key, held) in [("z", "c"), ("Delete", ""), ("Tab", ""), ("ArrowLeft", ""), ("d", "c")] {
        assert_eq!(parse_key(&stroke(key, held), Platform::Other, &editor.session), None, "{key}");
    }
}

#[test]
fn letters_count_by_place_on_other_keyboards() {
    let (editor, _) = three();
    let russian = KeyStroke { key: "я".into(), code: "KeyZ".into(), ..stroke("", "c") };
    assert_eq!(parse_key(&russian, Platform::Other, &editor.session), Some(Command::Undo));
}

#[test]
fn every_row_of_the_table_is_found_by_its_id() {
    for info in COMMANDS {
        assert_eq!(info.id.info().key, info.key);
        assert!(info.key.starts_with("command.") && !info.english.is_empty());
    }
}

#[test]
fn shortcuts_are_told_as_each_system_writes_them() {
    let redo = CommandId::Redo.info().shortcuts[0];
    assert_eq!(redo.label(Platform::Other), "Ctrl+Shift+Z");
    assert_eq!(redo.label(Platform::Apple), "⇧⌘Z");
    assert_eq!(redo.aria(Platform::Other), "Control+Shift+Z");
}

#[test]
fn every_usual_command_runs_when_it_is_enabled() {
    let (mut editor, ids) = three();
    editor.select(&ids);
    for info in COMMANDS {
        let mut editor = editor.clone();
        if let Some(command) = info.id.command(&editor.session) {
            assert_eq!(command.id(), info.id);
            if info.id.is_enabled(&editor.session) {
                editor.run(command);
            }
        }
    }
}
