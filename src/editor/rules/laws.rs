//! Laws of changes and history that hold for any commands in any order.

use proptest::prelude::*;

use super::rolls::{command, play, rolls};
use crate::testing::TestEditor;
use crate::{Change, Command};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn undo_all_gives_the_original_and_redo_all_the_final_design(rolls in rolls(60)) {
        let mut editor = TestEditor::new();
        let original = editor.session.design().clone();
        play(&mut editor, &rolls);
        while !editor.run(Command::Redo).is_empty() {}
        let last = editor.session.design().clone();
        while !editor.run(Command::Undo).is_empty() {}
        prop_assert_eq!(editor.session.design(), &original);
        while !editor.run(Command::Redo).is_empty() {}
        prop_assert_eq!(editor.session.design(), &last);
    }

    #[test]
    fn changes_are_all_that_happens(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        let mut replica = editor.session.design().clone();
        for change in play(&mut editor, &rolls) {
            change.apply(&mut replica);
        }
        prop_assert_eq!(&replica, editor.session.design());
    }

    #[test]
    fn inverting_twice_changes_nothing_and_once_takes_back(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        let mut designs = vec![editor.session.design().clone()];
        for roll in &rolls {
            let change = play(&mut editor, &[*roll]).pop().unwrap_or_default();
            prop_assert_eq!(&change.inverted().inverted(), &change);
            let mut back = editor.session.design().clone();
            change.inverted().apply(&mut back);
            prop_assert_eq!(&back, &designs[designs.len() - 1]);
            designs.push(editor.session.design().clone());
        }
    }

    #[test]
    fn squashed_changes_do_what_they_did_one_by_one(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        let before = editor.session.design().clone();
        let changes = play(&mut editor, &rolls);
        let whole = changes.into_iter().fold(Change::none(), Change::squashed);
        let mut forth = before.clone();
        whole.apply(&mut forth);
        prop_assert_eq!(&forth, editor.session.design());
        whole.inverted().apply(&mut forth);
        prop_assert_eq!(&forth, &before);
        prop_assert!(whole.clone().squashed(whole.inverted()).is_empty());
    }

    #[test]
    fn whatever_is_written_can_be_read_back(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        play(&mut editor, &rolls);
        let design = editor.session.design();
        prop_assert_eq!(&design::read(&design::write(design)).unwrap(), design);
    }

    #[test]
    fn the_selection_is_always_there_and_on_the_side(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        for roll in rolls {
            play(&mut editor, &[roll]);
            for id in editor.session.selection() {
                prop_assert_eq!(&editor.layer(*id).side, editor.session.side());
            }
        }
    }

    #[test]
    fn commands_are_data_that_can_be_replayed(rolls in rolls(40)) {
        let (mut editor, mut replay) = (TestEditor::new(), TestEditor::new());
        for roll in rolls {
            let command = command(&editor, roll);
            let text = json::write_text(&command);
            let told: Command = json::read(text.as_bytes()).unwrap();
            prop_assert_eq!(editor.try_run(command), replay.try_run(told));
        }
        prop_assert_eq!(editor.session.design(), replay.session.design());
    }
}
