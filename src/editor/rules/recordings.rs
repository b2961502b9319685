//! Recordings give the same design wherever they are replayed, and hold nothing personal unless that is chosen.

use std::sync::Arc;

use design::design_hash;
use proptest::prelude::*;

use super::rolls::{play, rolls};
use crate::recorder::MAX_COMMANDS;
use crate::testing::{TestEditor, tee};
use crate::{Command, Personal, Recording, ReplayError, Session, Target, copied, pasted};

fn recorded(editor: &TestEditor, personal: Personal) -> Recording {
    let bytes = Recording::of(&editor.session, personal).unwrap().write();
    Recording::read(&bytes).unwrap()
}

/// An editor with words, a name, a copy and a step that was taken back.
fn busy() -> TestEditor {
    let mut editor = TestEditor::new();
    editor.run(Command::RenameDesign { name: "For Aunt Ágnes".into() });
    let text = editor.text("Happy 40th, Zoë 😀");
    editor.run(Command::Nudge { dx: 7.0, dy: 3.0 });
    editor.run(Command::Rename { layer: text, name: "Greeting".into() });
    editor.run(Command::Duplicate { target: Target::Selection });
    let copied = copied(&editor.session).unwrap();
    let clipboard = crate::Clipboard { layers: &copied.layers, ..Default::default() };
    let Ok(crate::Pasted::Layers { layers, .. }) = pasted(clipboard) else { panic!("layers") };
    editor.run(Command::Paste { layers });
    editor.run(Command::Undo);
    editor.rectangle(3.0, 3.0, 40.0, 40.0);
    editor
}

#[test]
fn a_recording_gives_the_same_design_hash() {
    let editor = busy();
    let replayed = recorded(&editor, Personal::Kept).replay(Arc::new(tee())).unwrap();
    assert_eq!(design_hash(replayed.design()), design_hash(editor.session.design()));
    assert_eq!(replayed.selection(), editor.session.selection());
}

#[test]
fn a_recording_leaves_out_what_was_written_and_keeps_where_it_stands() {
    let editor = busy();
    let bytes = Recording::of(&editor.session, Personal::LeftOut).unwrap().write();
    let told = String::from_utf8(bytes).unwrap();
    for word in ["Happy", "Zo", "Aunt", "gnes", "Greeting", "40th"] {
        assert!(!told.contains(word), "{word}");
    }
    let replayed = Recording::read(told.as_bytes()).unwrap().replay(Arc::new(tee())).unwrap();
    let (real, masked) = (editor.session.design(), replayed.design());
    assert_eq!(real.layers.keys().collect::<Vec<_>>(), masked.layers.keys().collect::<Vec<_>>());
    for (layer, masked) in real.layers.values().zip(masked.layers.values()) {
        assert_eq!((layer.x, layer.y, &layer.order), (masked.x, masked.y, &masked.order));
    }
}

#[test]
fn only_the_last_commands_are_kept_and_still_give_the_design() {
    let mut editor = busy();
    for step in 0..MAX_COMMANDS {
        editor.run(Command::Nudge { dx: if step % 3 == 0 { 2.0 } else { -1.0 }, dy: 1.0 });
    }
    let recording = recorded(&editor, Personal::Kept);
    assert_eq!(recording.len(), MAX_COMMANDS);
    let replayed = recording.replay(Arc::new(tee())).unwrap();
    assert_eq!(replayed.design(), editor.session.design());
}

#[test]
fn a_step_from_before_the_recording_is_taken_back_in_the_replay_too() {
    let editor = busy();
    let (design, history) = (editor.session.design().clone(), editor.session.history().clone());
    let (stamps, revision) = Default::default();
    let saved = crate::Saved { design, history, stamps, revision };
    let session = Session::restore(saved, Arc::new(tee()), None).unwrap();
    let mut editor = TestEditor::with(session);
    editor.run(Command::Undo);
    editor.run(Command::Undo);
    let replayed = recorded(&editor, Personal::Kept).replay(Arc::new(tee())).unwrap();
    assert_eq!(replayed.design(), editor.session.design());
}

#[test]
fn damaged_recordings_are_refused() {
    let whole = Recording::of(&busy().session, Personal::Kept).unwrap().write();
    let half = Recording::read(&whole[..whole.len() / 2]);
    assert!(matches!(half, Err(ReplayError::Damaged { .. })));
    let other = String::from_utf8(whole).unwrap().replacen("Happy", "Merry", 1);
    let replayed = Recording::read(other.as_bytes()).unwrap().replay(Arc::new(tee()));
    assert!(matches!(replayed, Err(ReplayError::OtherDesign { .. })));
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_was_done_a_recording_gives_it_again(rolls in rolls(60)) {
        let mut editor = TestEditor::new();
        play(&mut editor, &rolls);
        let replayed = recorded(&editor, Personal::Kept).replay(Arc::new(tee())).unwrap();
        prop_assert_eq!(replayed.design(), editor.session.design());
        prop_assert!(recorded(&editor, Personal::LeftOut).replay(Arc::new(tee())).is_ok());
    }
}
