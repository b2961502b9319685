//! Autosave: every state and every way from one to another.

use crate::autosave::{LONGEST_RETRY_MS, MOST_DIFFS, STALLED_MS};
use crate::testing::TestEditor;
use crate::{Autosave, Command, Entry, Failure, Home, Revision, SaveAction, Status, TabId};

const TAB: TabId = TabId(1);

fn revision(number: u64) -> Revision {
    Revision { number, tab: TAB }
}

/// The journal of one small edit.
fn edit() -> Vec<Entry> {
    let mut editor = TestEditor::new();
    editor.run(Command::RenameDesign { name: "Name".into() });
    editor.session.take_journal()
}

/// A machine that has loaded a design of revision 4 at time 0.
fn loaded() -> Autosave {
    let mut autosave = Autosave::new(TAB);
    assert_eq!(autosave.on_loaded(Some(Revision { number: 4, tab: TabId(9) }), 0.0), []);
    autosave
}

/// A machine that has saved its snapshot, revision 5, at time 1,000.
fn saved() -> Autosave {
    let mut autosave = loaded();
    autosave.on_change(edit(), 0.0);
    autosave.on_tick(400.0);
    autosave.on_saved(Home::First, revision(5), 1_000.0);
    autosave
}

fn snapshot(number: u64) -> [SaveAction; 2] {
    let revision = revision(number);
    [SaveAction::WriteSnapshot { revision }, SaveAction::WriteMirror { revision }]
}

#[test]
fn nothing_is_written_before_loading_ended() {
    let mut autosave = Autosave::new(TAB);
    assert_eq!(autosave.status(), Status::Loading);
    autosave.on_change(edit(), 0.0);
    assert_eq!(autosave.on_tick(60_000.0), []);
    assert_eq!(autosave.on_page_hide(60_000.0), []);
    assert_eq!(autosave.on_retry(60_000.0), []);
    assert_eq!(autosave.wake_at(), None);
    assert!(autosave.holds_unsaved());
}

#[test]
fn what_changed_while_loading_is_written_afterwards() {
    let mut autosave = Autosave::new(TAB);
    autosave.on_change(edit(), 0.0);
    autosave.on_loaded(None, 5_000.0);
    assert_eq!(autosave.status(), Status::Unsaved);
    assert_eq!(autosave.wake_at(), Some(5_400.0));
    assert_eq!(autosave.on_tick(5_400.0), snapshot(1));
}

#[test]
fn a_loaded_design_is_clean_and_wakes_nobody() {
    let autosave = loaded();
    assert_eq!((autosave.status(), autosave.wake_at()), (Status::Saved, None));
    assert!(!autosave.holds_unsaved());
}

#[test]
fn a_save_begins_400_ms_after_the_last_change() {
    let mut autosave = loaded();
    autosave.on_change(edit(), 1_000.0);
    autosave.on_change(edit(), 1_300.0);
    assert_eq!(autosave.status(), Status::Unsaved);
    assert_eq!(autosave.wake_at(), Some(1_700.0));
    assert_eq!(autosave.on_tick(1_699.0), []);
    assert_eq!(autosave.on_tick(1_700.0), snapshot(5));
    assert_eq!(autosave.status(), Status::Saving);
}

#[test]
fn a_change_waits_3_seconds_at_most() {
    let mut autosave = loaded();
    for at in 0..29 {
        autosave.on_change(edit(), f64::from(at) * 100.0);
        assert_eq!(autosave.on_tick(f64::from(at) * 100.0), []);
    }
    autosave.on_change(edit(), 2_900.0);
    assert_eq!(autosave.wake_at(), Some(3_000.0));
    assert_eq!(autosave.on_tick(3_000.0), snapshot(5));
}

#[test]
fn an_empty_journal_makes_nothing_dirty() {
    let mut autosave = loaded();
    autosave.on_change(Vec::new(), 0.0);
    assert_eq!(autosave.status(), Status::Saved);
}

#[test]
fn first_a_snapshot_is_written_then_diffs() {
    let mut autosave = saved();
    assert_eq!(autosave.status(), Status::Saved);
    autosave.on_change(edit(), 2_000.0);
    let actions = autosave.on_tick(2_400.0);
    let (revision, base, entries) = (revision(6), revision(5), edit());
    assert_eq!(
        actions,
        [SaveAction::WriteDiff { revision, base, entries }, SaveAction::WriteMirror { revision }]
    );
}

#[test]
fn after_many_diffs_a_snapshot_is_written_again() {
    let mut autosave = saved();
    let (mut diffs, mut now, mut number) = (0, 1_000.0, 5);
    loop {
        now += 1_000.0;
        number += 1;
        autosave.on_change(edit(), now);
        match &autosave.on_tick(now + 400.0)[0] {
            SaveAction::WriteDiff { .. } => diffs += 1,
            other => {
                assert_eq!(other, &SaveAction::WriteSnapshot { revision: revision(number) });
                break;
            }
        }
        autosave.on_saved(Home::First, revision(number), now + 500.0);
    }
    assert_eq!(diffs, MOST_DIFFS);
}

#[test]
fn a_change_while_saving_is_saved_next() {
    let mut autosave = loaded();
    autosave.on_change(edit(), 0.0);
    autosave.on_tick(400.0);
    autosave.on_change(edit(), 500.0);
    assert_eq!(autosave.status(), Status::Saving);
    assert_eq!(autosave.on_tick(1_000.0), [], "one save at a time");
    let actions = autosave.on_saved(Home::First, revision(5), 1_200.0);
    assert!(matches!(actions[0], SaveAction::WriteDiff { .. }), "{actions:?}");
    autosave.on_saved(Home::First, revision(6), 1_300.0);
    assert_eq!((autosave.status(), autosave.holds_unsaved()), (Status::Saved, false));
}

#[test]
fn a_hidden_page_is_saved_at_once_even_while_saving() {
    let mut autosave = loaded();
    autosave.on_change(edit(), 0.0);
    assert_eq!(autosave.on_page_hide(1.0), snapshot(5));
    autosave.on_change(edit(), 2.0);
    let actions = autosave.on_page_hide(3.0);
    assert!(matches!(
        actions[0],
        SaveAction::WriteDiff { revision, base, .. } if revision.number == 6 && base.number == 5
    ));
    autosave.on_saved(Home::First, revision(5), 10.0);
    assert_eq!(autosave.status(), Status::Saving);
    autosave.on_saved(Home::First, revision(6), 11.0);
    assert_eq!(autosave.status(), Status::Saved);
}

#[test]
fn a_hidden_page_without_changes_writes_nothing() {
    assert_eq!(saved().on_page_hide(2_000.0), []);
}

#[test]
fn a_failure_is_seen_offers_a_download_and_is_retried_with_longer_and_longer_waits() {
    let mut autosave = loaded();
    autosave.on_change(edit(), 0.0);
    autosave.on_tick(400.0);
    let mut now = 500.0;
    let mut waits = Vec::new();
    for attempt in 1..8 {
        let actions = autosave.on_failed(Home::First, revision(4 + attempt), Failure::Other, now);
        let offered = actions == [SaveAction::OfferDownload];
        assert_eq!(offered, attempt == 1, "the download is offered once");
        let attempts = u32::try_from(attempt).unwrap();
        let status = Status::Failed { failure: Failure::Other, attempts, is_kept: false };
        assert_eq!(autosave.status(), status);
        let retry = autosave.wake_at().unwrap();
        waits.push(retry - now);
        now = retry;
        assert_eq!(autosave.on_tick(now), snapshot(5 + attempt));
        assert!(matches!(autosave.status(), Status::Failed { .. }), "until it has worked");
    }
    assert_eq!(waits[..5], [1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0]);
    assert_eq!(waits[6], LONGEST_RETRY_MS);
    autosave.on_saved(Home::First, revision(12), now);
    assert_eq!(autosave.status(), Status::Saved);
}

#[test]
fn full_storage_is_told_apart() {
    let mut autosave = loaded();
    autosave.on_change(edit(), 0.0);
    autosave.on_tick(400.0);
    autosave.on_failed(Home::First, revision(5), Failure::Full, 500.0);
    let status = Status::Failed { failure: Failure::Full, attempts: 1, is_kept: false };
    assert_eq!(autosave.status(), status);
    assert!(autosave.holds_unsaved());
    // The shopper has made room.
    assert_eq!(autosave.on_retry(600.0), snapshot(6));
}

#[test]
fn a_failed_save_is_kept_if_the_second_home_has_all_of_it() {
    let mut autosave = loaded();
    let is_kept = |autosave: &Autosave| match autosave.status() {
        Status::Failed { is_kept, .. } => is_kept,
        other => panic!("{other:?}"),
    };
    autosave.on_change(edit(), 0.0);
    autosave.on_tick(400.0);
    autosave.on_saved(Home::Second, revision(5), 450.0);
    assert_eq!(autosave.status(), Status::Saving, "the first home has not answered");
    autosave.on_failed(Home::First, revision(5), Failure::Full, 500.0);
    assert!(is_kept(&autosave));
    autosave.on_change(edit(), 600.0);
    assert!(!is_kept(&autosave), "the newest change is nowhere");
}

#[test]
fn a_failure_of_the_second_home_alone_changes_nothing() {
    let mut autosave = saved();
    assert_eq!(autosave.on_failed(Home::Second, revision(5), Failure::Full, 2_000.0), []);
    assert_eq!(autosave.status(), Status::Saved);
}

#[test]
fn changes_after_a_failure_wait_for_the_retry_and_go_into_a_snapshot() {
    let mut autosave = saved();
    autosave.on_change(edit(), 2_000.0);
    autosave.on_tick(2_400.0);
    autosave.on_failed(Home::First, revision(6), Failure::Other, 2_500.0);
    autosave.on_change(edit(), 2_600.0);
    assert_eq!(autosave.on_tick(3_499.0), []);
    assert_eq!(autosave.on_tick(3_500.0), snapshot(7));
}

#[test]
fn storage_that_never_answers_has_failed() {
    let mut autosave = loaded();
    autosave.on_change(edit(), 0.0);
    autosave.on_tick(400.0);
    assert_eq!(autosave.wake_at(), Some(400.0 + STALLED_MS));
    assert_eq!(autosave.on_tick(400.0 + STALLED_MS), [SaveAction::OfferDownload]);
    assert!(matches!(autosave.status(), Status::Failed { .. }));
    // The late answer does not make it true: the next snapshot does.
    autosave.on_saved(Home::First, revision(5), 10_500.0);
    assert!(matches!(autosave.status(), Status::Failed { .. }));
}

#[test]
fn without_storage_it_is_in_memory_only_and_nothing_is_written() {
    let mut autosave = Autosave::new(TAB);
    assert_eq!(autosave.on_memory_only(), []);
    assert_eq!(autosave.status(), Status::MemoryOnly);
    autosave.on_change(edit(), 0.0);
    assert_eq!(autosave.on_tick(60_000.0), []);
    assert_eq!(autosave.on_page_hide(60_000.0), []);
    assert!(autosave.holds_unsaved());
    assert_eq!(autosave.status(), Status::MemoryOnly);
}

#[test]
fn storage_that_is_taken_away_leaves_it_in_memory_and_offers_a_download() {
    let mut autosave = loaded();
    autosave.on_change(edit(), 0.0);
    autosave.on_tick(400.0);
    let actions = autosave.on_failed(Home::First, revision(5), Failure::Blocked, 500.0);
    assert_eq!(actions, [SaveAction::OfferDownload]);
    assert_eq!(autosave.status(), Status::MemoryOnly);
    assert_eq!(autosave.wake_at(), None);
}

#[test]
fn a_newer_schema_stops_writing_for_good() {
    let mut autosave = saved();
    autosave.on_change(edit(), 2_000.0);
    autosave.on_newer_schema();
    assert_eq!(autosave.on_tick(60_000.0), []);
    assert_eq!(autosave.on_page_hide(60_000.0), []);
    assert_eq!(autosave.on_retry(60_000.0), []);
    autosave.on_memory_only();
    autosave.on_loaded(None, 60_000.0);
    assert_eq!(autosave.status(), Status::Outdated);
}

#[test]
fn what_another_tab_stored_is_read_and_merged_before_it_is_replaced() {
    let mut autosave = saved();
    autosave.on_change(edit(), 2_000.0);
    autosave.on_tick(2_400.0);
    let stored = Revision { number: 40, tab: TabId(2) };
    assert_eq!(autosave.on_stale(revision(6), stored, 2_500.0), [SaveAction::ReadStored]);
    assert_eq!(autosave.status(), Status::Saving);
    autosave.on_change(edit(), 2_600.0);
    assert_eq!(autosave.on_tick(5_000.0), [], "not before it is merged");
    let mirror = SaveAction::WriteMirror { revision: revision(41) };
    assert_eq!(autosave.on_page_hide(5_100.0), [mirror], "only the second home is free");
    assert_eq!(autosave.on_merged(stored, 5_200.0), snapshot(42));
}

#[test]
fn its_own_stored_state_needs_no_merging() {
    let mut autosave = saved();
    autosave.on_change(edit(), 2_000.0);
    autosave.on_tick(2_400.0);
    assert_eq!(autosave.on_stale(revision(6), revision(9), 2_500.0), snapshot(10));
}

/// A machine that has asked for what tab 2 stored, at 2,500.
fn merging() -> Autosave {
    let mut autosave = saved();
    autosave.on_change(edit(), 2_000.0);
    autosave.on_tick(2_400.0);
    autosave.on_stale(revision(6), Revision { number: 40, tab: TabId(2) }, 2_500.0);
    autosave
}

#[test]
fn reading_that_never_ends_has_failed_and_is_tried_again_before_anything_is_replaced() {
    let mut autosave = merging();
    assert_eq!(autosave.wake_at(), Some(2_500.0 + STALLED_MS));
    assert_eq!(autosave.on_tick(2_500.0 + STALLED_MS), [SaveAction::OfferDownload]);
    assert!(matches!(autosave.status(), Status::Failed { .. }));
    let mirror = SaveAction::WriteMirror { revision: revision(41) };
    assert_eq!(autosave.on_page_hide(12_600.0), [mirror]);
    assert_eq!(autosave.on_tick(13_500.0), [SaveAction::ReadStored]);
    let stored = Revision { number: 40, tab: TabId(2) };
    assert_eq!(autosave.on_merged(stored, 13_600.0), snapshot(42));
    autosave.on_saved(Home::First, revision(42), 13_700.0);
    assert_eq!(autosave.status(), Status::Saved);
}

#[test]
fn what_cannot_be_read_three_times_is_replaced() {
    let mut autosave = merging();
    assert_eq!(autosave.on_retry(2_600.0), [SaveAction::ReadStored]);
    assert_eq!(autosave.on_retry(2_700.0), [SaveAction::ReadStored]);
    assert_eq!(autosave.on_retry(2_800.0), snapshot(41));
}

#[test]
fn what_another_tab_saved_need_not_be_saved_again() {
    let mut autosave = saved();
    autosave.on_change(edit(), 2_000.0);
    autosave.on_saved_elsewhere(Revision { number: 20, tab: TabId(2) });
    assert_eq!((autosave.status(), autosave.wake_at()), (Status::Saved, None));
    // The next save replaces the other tab's state, with a higher number.
    autosave.on_change(edit(), 3_000.0);
    assert_eq!(autosave.on_tick(3_400.0), snapshot(21));
}

#[test]
fn a_save_under_way_is_awaited_even_if_another_tab_saved() {
    let mut autosave = saved();
    autosave.on_change(edit(), 2_000.0);
    autosave.on_tick(2_400.0);
    autosave.on_saved_elsewhere(Revision { number: 20, tab: TabId(2) });
    assert_eq!(autosave.status(), Status::Saving);
}

#[test]
fn an_answer_nobody_waits_for_is_passed_over() {
    let mut autosave = saved();
    assert_eq!(autosave.on_failed(Home::First, revision(77), Failure::Full, 2_000.0), []);
    assert_eq!(autosave.on_stale(revision(77), revision(78), 2_000.0), []);
    assert_eq!(autosave.on_merged(revision(78), 2_000.0), []);
    assert_eq!(autosave.status(), Status::Saved);
}
