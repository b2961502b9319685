//! Saved data: what is read back, what is refused, and which of two homes wins.

use std::sync::Arc;

use proptest::prelude::*;

use super::rolls::{play, rolls};
use crate::testing::{TestEditor, empty_design, tee};
use crate::{
    Change, Command, Entry, LoadError, Loaded, Part, Revision, Saved, Session, SessionState,
    Stamps, Sync, TabId, Tool, Viewport, choose, read_saved, write_diff, write_mirror,
    write_snapshot,
};

const NO_DIFFS: &[Vec<u8>] = &[];

fn revision(number: u64) -> Revision {
    Revision { number, tab: TabId(1) }
}

/// An editor with some steps, one of them undone.
fn edited() -> TestEditor {
    let mut editor = TestEditor::new();
    editor.rectangle(10.0, 10.0, 20.0, 20.0);
    editor.text("Hi");
    editor.run(Command::Nudge { dx: 1.0, dy: 0.0 });
    editor.run(Command::Undo);
    editor
}

fn snapshot(editor: &TestEditor, number: u64) -> Vec<u8> {
    write_snapshot(&editor.session, &Stamps::default(), revision(number))
}

fn restored(loaded: Loaded) -> TestEditor {
    TestEditor::with(Session::restore(loaded.saved, Arc::new(tee()), None).unwrap())
}

#[test]
fn undo_and_redo_work_after_a_reload() {
    let mut before = edited();
    let mut after = restored(read_saved(&snapshot(&before, 3), NO_DIFFS).unwrap());
    assert_eq!(after.session.history(), before.session.history());
    for command in [Command::Redo, Command::Undo, Command::Undo, Command::Undo] {
        assert_eq!(after.run(command.clone()), before.run(command));
    }
    assert_eq!(after.session.design(), &empty_design());
}

#[test]
fn typing_on_after_a_reload_is_a_new_step() {
    let mut before = TestEditor::new();
    let layer = before.text("Hi");
    let set = |content: &str| Command::SetText { layer, content: content.into() };
    before.run(set("Hi y"));
    let mut after = restored(read_saved(&snapshot(&before, 1), NO_DIFFS).unwrap());
    after.now_ms = before.now_ms;
    after.pause_ms = 1.0;
    let steps = after.session.history().len();
    after.run(set("Hi yo"));
    assert_eq!(after.session.history().len(), steps + 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_snapshot_and_its_diffs_give_design_and_history_back(rolls in rolls(60), cut in 1..20_usize) {
        let mut editor = TestEditor::new();
        let start = snapshot(&editor, 1);
        let mut diffs = Vec::new();
        for part in rolls.chunks(cut) {
            play(&mut editor, part);
            let number = diffs.len() as u64 + 1;
            diffs.push(write_diff(
                editor.session.design().id,
                revision(number),
                revision(number + 1),
                editor.session.take_journal(),
                &Stamps::default(),
            ));
        }
        diffs.reverse();
        let loaded = read_saved(&start, &diffs).unwrap();
        prop_assert_eq!(&loaded.problems, &[]);
        prop_assert_eq!(&loaded.saved.design, editor.session.design());
        prop_assert_eq!(loaded.saved.revision, revision(diffs.len() as u64 + 1));
        let mut after = restored(loaded);
        let live: Vec<_> = editor.session.history().done().collect();
        prop_assert_eq!(after.session.history().done().collect::<Vec<_>>(), live);
        prop_assert_eq!(after.session.history().undone(), editor.session.history().undone());
        while !after.run(Command::Undo).is_empty() {}
        prop_assert_eq!(after.session.design(), &empty_design());
    }

    #[test]
    fn no_damage_makes_reading_panic(at in 0..4_000_usize, byte in 0..=255_u8, cut in 0..4_000_usize) {
        let mut bytes = snapshot(&edited(), 1);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        let _ = read_saved(&bytes, NO_DIFFS);
        let _ = read_saved(&snapshot(&edited(), 1), &[bytes]);
    }
}

#[test]
fn a_design_keeps_its_name_when_its_history_is_damaged() {
    let editor = edited();
    let mut bytes = snapshot(&editor, 3);
    bytes.truncate(bytes.len() - 40);
    let loaded = read_saved(&bytes, NO_DIFFS).unwrap();
    assert_eq!(&loaded.saved.design, editor.session.design());
    assert!(loaded.saved.history.is_empty());
    assert_eq!(loaded.problems[0].part, Part::History);
}

#[test]
fn nothing_and_nonsense_are_damaged() {
    for bytes in [&b""[..], b"\n\n", b"{}", b"\xff\xfe", b"{\"schema\":1}\n{}\n{}", b"[1,2,3]"] {
        let error = read_saved(bytes, NO_DIFFS).unwrap_err();
        assert!(
            matches!(
                error,
                LoadError::Damaged { .. } | LoadError::Design(design::LoadError::Damaged { .. })
            ),
            "{error}"
        );
    }
}

#[test]
fn a_newer_schema_is_named_whatever_else_it_holds() {
    let error = read_saved(b"{\"schema\":3,\"new\":[]}\nwhatever", NO_DIFFS).unwrap_err();
    assert_eq!(error, LoadError::Newer { found: 3 });
    assert!(error.is_newer());
    let loaded = read_saved(&snapshot(&edited(), 1), &[b"{\"schema\":4}"]).unwrap();
    assert!(loaded.problems[0].error.is_newer());
}

#[test]
fn numbers_out_of_range_are_refused() {
    let text = String::from_utf8(snapshot(&edited(), 77)).unwrap();
    let huge = text.replacen("\"number\":77", "\"number\":18446744073709551615", 1);
    assert!(read_saved(huge.as_bytes(), NO_DIFFS).is_err());
}

#[test]
fn a_history_with_impossible_layers_is_set_aside() {
    let text = String::from_utf8(snapshot(&edited(), 3)).unwrap();
    let (state, history) = text.rsplit_once('\n').unwrap();
    let hostile = format!("{state}\n{}", history.replace("\"opacity\":1.0", "\"opacity\":1e300"));
    assert_ne!(hostile, text);
    let loaded = read_saved(hostile.as_bytes(), NO_DIFFS).unwrap();
    assert!(loaded.saved.history.is_empty());
    assert!(matches!(loaded.problems[0].error, LoadError::Layer { .. }));
}

#[test]
fn a_history_beyond_the_limits_is_cut_without_delay() {
    let editor = edited();
    let text = String::from_utf8(snapshot(&editor, 3)).unwrap();
    let (state, _) = text.rsplit_once('\n').unwrap();
    let step = json::write_text(editor.session.history().done().next().unwrap());
    let steps = vec![step; 20_000].join(",");
    let hostile = format!("{state}\n{{\"done\":[],\"undone\":[{steps}]}}");
    let loaded = read_saved(hostile.as_bytes(), NO_DIFFS).unwrap();
    assert_eq!(loaded.saved.history.len(), 200);
}

#[test]
fn a_journal_that_undoes_more_than_there_is_stops_at_the_end() {
    let editor = edited();
    let change = Change::none();
    let journal = vec![
        Entry::Undone { steps: u32::MAX, change: change.clone() },
        Entry::Redone { steps: u32::MAX, change: change.clone() },
        Entry::Undone { steps: u32::MAX, change },
    ];
    let (id, stamps) = (editor.session.design().id, Stamps::default());
    let diff = write_diff(id, revision(3), revision(4), journal, &stamps);
    let loaded = read_saved(&snapshot(&editor, 3), &[diff]).unwrap();
    assert_eq!(loaded.saved.history.undone().len(), 3);
}

#[test]
fn too_many_diffs_are_refused() {
    let diffs = vec![Vec::<u8>::new(); 1_001];
    let error = read_saved(&snapshot(&edited(), 1), &diffs).unwrap_err();
    assert!(matches!(error, LoadError::TooMany { count: 1_001, .. }));
}

/// Three renames after a snapshot of revision 1, as diffs.
fn renames() -> (Vec<u8>, Vec<Vec<u8>>) {
    let mut editor = TestEditor::new();
    let start = snapshot(&editor, 1);
    let diffs = (1..4).map(|number| {
        editor.run(Command::RenameDesign { name: format!("Name {number}") });
        let (id, journal) = (editor.session.design().id, editor.session.take_journal());
        write_diff(id, revision(number), revision(number + 1), journal, &Stamps::default())
    });
    let diffs = diffs.collect();
    (start, diffs)
}

#[test]
fn a_missing_diff_ends_the_reading_and_is_reported() {
    let (start, mut diffs) = renames();
    diffs.remove(1);
    let loaded = read_saved(&start, &diffs).unwrap();
    assert_eq!(loaded.saved.design.head.name, "Name 1");
    assert_eq!(loaded.saved.revision, revision(2));
    assert_eq!(loaded.problems[0].part, Part::Diff(1));
    assert_eq!(loaded.problems[0].error, LoadError::Gap { expected: 2, found: 3 });
}

#[test]
fn a_damaged_diff_ends_the_reading_and_all_after_it_are_reported() {
    let (start, mut diffs) = renames();
    diffs[1].truncate(30);
    let loaded = read_saved(&start, &diffs).unwrap();
    assert_eq!(loaded.saved.design.head.name, "Name 1");
    let parts: Vec<Part> = loaded.problems.iter().map(|problem| problem.part).collect();
    assert_eq!(parts, [Part::Diff(1), Part::Diff(2)]);
}

#[test]
fn diffs_that_a_snapshot_contains_are_passed_over() {
    let (start, diffs) = renames();
    let editor = restored(read_saved(&start, &diffs).unwrap());
    let loaded = read_saved(&snapshot(&editor, 4), &diffs).unwrap();
    assert!(loaded.problems.is_empty());
    assert_eq!(loaded.saved.design.head.name, "Name 3");
}

#[test]
fn a_diff_of_another_design_is_not_taken() {
    let (start, diffs) = renames();
    let mut design = empty_design();
    design.id = design::DesignId(8);
    let other = write_snapshot(
        &Session::new(design, Arc::new(tee())).unwrap(),
        &Stamps::default(),
        revision(1),
    );
    assert_ne!(start, other);
    let loaded = read_saved(&other, &diffs).unwrap();
    assert_eq!(loaded.saved.design.head.name, "My tee");
    assert_eq!(loaded.problems.len(), 3);
}

#[test]
fn the_highest_revision_that_can_be_read_wins() {
    let (start, diffs) = renames();
    let first = read_saved(&start, &diffs);
    let editor = restored(first.clone().unwrap());
    let mirror = |number| {
        let bytes = write_mirror(&editor.session, &Stamps::default(), revision(number));
        Some(read_saved(&bytes, NO_DIFFS))
    };
    let damaged = || Some(read_saved(b"oops", NO_DIFFS));
    let taken = |homes| choose(homes).taken.map(|(home, _)| home);
    assert_eq!(taken(vec![Some(first.clone()), mirror(9)]), Some(1));
    assert_eq!(taken(vec![Some(first.clone()), mirror(2)]), Some(0));
    assert_eq!(taken(vec![Some(first.clone()), mirror(4)]), Some(0), "it has the history");
    assert_eq!(taken(vec![damaged(), mirror(1)]), Some(1));
    assert_eq!(taken(vec![None, None]), None);
    let chosen = choose(vec![damaged(), damaged()]);
    assert!(chosen.taken.is_none());
    assert_eq!(chosen.problems.len(), 2, "what cannot be read is reported");
}

#[test]
fn a_newer_home_forbids_writing_even_if_the_other_can_be_read() {
    let (start, diffs) = renames();
    let newer = Some(read_saved(b"{\"schema\":9}", NO_DIFFS));
    let chosen = choose(vec![newer, Some(read_saved(&start, &diffs))]);
    assert!(chosen.is_newer);
    assert_eq!(chosen.taken.map(|(home, _)| home), Some(1));
}

#[test]
fn stamps_come_back_with_snapshot_and_diffs() {
    let mut editor = TestEditor::new();
    let mut sync = Sync::new(TabId(1), editor.session.design().id);
    let change = editor.run(Command::RenameDesign { name: "A".into() });
    sync.on_change(&change);
    editor.session.take_journal();
    let start = write_snapshot(&editor.session, sync.stamps(), revision(1));
    let id = editor.rectangle(0.0, 0.0, 9.0, 9.0);
    let mut added = Change::none();
    added.note_layer(id, None, editor.session.design().layers.get(&id).cloned());
    sync.on_change(&added);
    let (design, journal) = (editor.session.design().id, editor.session.take_journal());
    let diff = write_diff(design, revision(1), revision(2), journal, sync.stamps());
    let saved = read_saved(&start, &[diff]).unwrap().saved;
    assert_eq!(&saved.stamps, sync.stamps());
    assert_eq!(saved.stamps.latest(), 2);
}

#[test]
fn the_tab_goes_on_where_it_was_and_not_where_it_cannot_be() {
    let editor = edited();
    let mut state: SessionState = editor.session.state().clone();
    state.tool = Tool::Hand;
    state.viewport = Viewport { zoom: f64::INFINITY, centre: Some((f64::NAN, 0.0)) };
    state.selection.insert(design::LayerId(99));
    let saved = read_saved(&snapshot(&editor, 3), NO_DIFFS).unwrap().saved;
    let restore = |state| Session::restore(saved.clone(), Arc::new(tee()), Some(state)).unwrap();
    let session = restore(state.clone());
    assert_eq!(session.state().tool, Tool::Hand);
    assert_eq!(session.state().viewport, Viewport::default());
    assert_eq!(session.selection(), editor.session.selection());
    state.side = "sleeve".parse().unwrap();
    assert_eq!(restore(state).side().as_str(), "front");
}

#[test]
fn a_design_from_a_file_begins_without_history() {
    let saved = Saved::fresh(empty_design());
    let session = Session::restore(saved, Arc::new(tee()), None).unwrap();
    assert!(session.history().is_empty());
}
