//! Tab sync: all tabs end equal, whatever order messages come in, and older tabs stop writing.

use std::sync::Arc;

use design::{Counter, LayerId, SCHEMA};
use proptest::prelude::*;

use super::rolls::{Roll, command, rolls};
use crate::testing::{TestEditor, empty_design, tee};
use crate::{
    Change, Command, LoadError, Message, Revision, Saved, Says, Session, Stamps, Sync, SyncAction,
    TabId, read_saved, write_snapshot,
};

/// A tab: an editor and its part of the talk.
struct Tab {
    editor: TestEditor,
    sync: Sync,
}

impl Tab {
    fn new(number: u64) -> Self {
        Self::on(number, &Saved::fresh(empty_design()))
    }

    fn on(number: u64, saved: &Saved) -> Self {
        let session = Session::restore(saved.clone(), Arc::new(tee()), None).unwrap();
        let mut editor = TestEditor::with(session);
        editor.ids = Counter(number << 32);
        Self { editor, sync: Sync::restored(TabId(number), saved) }
    }

    fn run(&mut self, command: Command) -> Option<Message> {
        let change = self.editor.try_run(command).unwrap_or_default();
        self.sync.on_change(&change)
    }

    fn add(&mut self) -> (LayerId, Message) {
        let id = self.editor.rectangle(0.0, 0.0, 10.0, 10.0);
        let mut change = Change::none();
        change.note_layer(id, None, self.editor.session.design().layers.get(&id).cloned());
        (id, self.sync.on_change(&change).unwrap())
    }

    /// Takes a message as text, and returns what it answers.
    fn hear(&mut self, message: &Message) -> Vec<Message> {
        let design = self.editor.session.design().clone();
        let mut answers = Vec::new();
        for action in self.sync.receive_text(&message.to_text(), &design) {
            match action {
                SyncAction::Send(message) => answers.push(message),
                SyncAction::Absorb(change) => {
                    self.editor.try_run(Command::Absorb { change }).unwrap();
                }
                SyncAction::StopWriting | SyncAction::SavedElsewhere(_) => {}
            }
        }
        answers
    }

    fn design(&self) -> &design::Design {
        self.editor.session.design()
    }
}

/// Delivers messages to all other tabs in an order that `seed` chooses, some twice; answers too.
fn deliver(tabs: &mut [Tab], messages: Vec<Message>, mut seed: u64) {
    let addressed = |tabs: &[Tab], message: Message| {
        let others = tabs.iter().map(|tab| tab.sync.tab()).filter(|tab| *tab != message.tab);
        others.map(|tab| (tab, message.clone())).collect::<Vec<_>>()
    };
    let mut queue: Vec<(TabId, Message)> =
        messages.into_iter().flat_map(|message| addressed(tabs, message)).collect();
    while !queue.is_empty() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = usize::try_from(seed >> 33).unwrap() % queue.len();
        let twice = (seed >> 20).is_multiple_of(5);
        let (to, message) = match twice {
            true => queue[place].clone(),
            false => queue.swap_remove(place),
        };
        let tab = tabs.iter_mut().find(|tab| tab.sync.tab() == to).unwrap();
        let answers = tab.hear(&message);
        for answer in answers {
            queue.extend(addressed(tabs, answer));
        }
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn three_tabs_end_equal_whatever_the_order_of_messages(
        rolls in proptest::collection::vec((0..3_usize, rolls(6)), 1..12),
        seed: u64,
    ) {
        let mut tabs = [Tab::new(1), Tab::new(2), Tab::new(3)];
        let mut held: Vec<Message> = Vec::new();
        for (round, (who, rolls)) in rolls.iter().enumerate() {
            for roll in rolls {
                let roll: Roll = *roll;
                let command = command(&tabs[*who].editor, roll);
                held.extend(tabs[*who].run(command));
            }
            // Now and then messages arrive, so that tabs also work on each other's layers.
            if round % 3 == 2 {
                deliver(&mut tabs, std::mem::take(&mut held), seed.rotate_left(round as u32));
            }
        }
        deliver(&mut tabs, held, seed);
        prop_assert_eq!(tabs[0].design(), tabs[1].design());
        prop_assert_eq!(tabs[1].design(), tabs[2].design());
        prop_assert_eq!(tabs[0].sync.stamps(), tabs[2].sync.stamps());
    }

    #[test]
    fn a_tab_that_missed_messages_catches_up(rolls in rolls(30), lost: u64, seed: u64) {
        let mut tabs = [Tab::new(1), Tab::new(2)];
        let mut sent = Vec::new();
        for roll in rolls {
            let command = command(&tabs[0].editor, roll);
            sent.extend(tabs[0].run(command));
        }
        // All but the last may be lost: the last one shows the gap.
        let last = sent.len().saturating_sub(1);
        let kept = sent.into_iter().enumerate()
            .filter(|(place, _)| *place == last || lost >> (place % 64) & 1 == 1)
            .map(|(_, message)| message)
            .collect();
        deliver(&mut tabs, kept, seed);
        prop_assert_eq!(tabs[0].design(), tabs[1].design());
    }
}

#[test]
fn the_last_writer_of_a_record_wins_and_other_records_are_kept() {
    let mut tabs = [Tab::new(1), Tab::new(2)];
    let (id, added) = tabs[0].add();
    deliver(&mut tabs, vec![added], 1);
    let rename = |name: &str| Command::Rename { layer: id, name: name.into() };
    let first = tabs[0].run(rename("First")).unwrap();
    let second = tabs[1].run(rename("Second")).unwrap();
    let colour = tabs[0].run(Command::SetColour { colour: "navy".parse().unwrap() }).unwrap();
    deliver(&mut tabs, vec![second, colour, first], 3);
    for tab in &tabs {
        // Both wrote at the same Lamport time: the higher tab wins.
        assert_eq!(tab.editor.layer(id).name, "Second");
        assert_eq!(tab.design().head.colour.as_str(), "navy");
    }
}

#[test]
fn a_later_edit_beats_an_earlier_deletion_and_the_other_way_round() {
    let mut tabs = [Tab::new(1), Tab::new(2)];
    let (id, added) = tabs[0].add();
    deliver(&mut tabs, vec![added], 1);
    let delete = Command::Delete { target: crate::Target::Layers(vec![id]) };
    let deleted = tabs[0].run(delete).unwrap();
    let early = tabs[1].run(Command::Rename { layer: id, name: "a".into() }).unwrap();
    let late = tabs[1].run(Command::Rename { layer: id, name: "b".into() }).unwrap();
    deliver(&mut tabs, vec![late, deleted, early], 5);
    for tab in &tabs {
        assert_eq!(tab.editor.layer(id).name, "b");
    }
}

#[test]
fn a_tab_that_opens_later_hears_what_is_not_saved_yet() {
    let mut tabs = [Tab::new(1), Tab::new(2)];
    let (id, _) = tabs[0].add();
    let hello = tabs[1].sync.hello();
    deliver(&mut tabs, vec![hello], 1);
    assert!(tabs[1].design().layers.contains_key(&id));
    assert_eq!(tabs[0].design(), tabs[1].design());
}

#[test]
fn a_deletion_is_remembered_for_a_tab_that_still_has_the_layer() {
    let mut tabs = [Tab::new(1), Tab::new(2)];
    let (id, added) = tabs[0].add();
    deliver(&mut tabs, vec![added], 1);
    drop(tabs[0].run(Command::Delete { target: crate::Target::Layers(vec![id]) }));
    // The message was lost; the tab asks when it wakes up.
    let hello = tabs[1].sync.hello();
    deliver(&mut tabs, vec![hello], 1);
    assert!(!tabs[1].design().layers.contains_key(&id));
}

#[test]
fn a_reloaded_tab_does_not_lose_against_one_that_stayed_open() {
    let mut tabs = [Tab::new(1), Tab::new(2)];
    let (id, added) = tabs[0].add();
    deliver(&mut tabs, vec![added], 1);
    for _ in 0..5 {
        let message = tabs[0].run(Command::Nudge { dx: 1.0, dy: 0.0 }).unwrap();
        deliver(&mut tabs, vec![message], 1);
    }
    let revision = Revision { number: 1, tab: TabId(1) };
    let bytes = write_snapshot(&tabs[0].editor.session, tabs[0].sync.stamps(), revision);
    let saved = read_saved::<Vec<u8>>(&bytes, &[]).unwrap().saved;
    tabs[0] = Tab::on(3, &saved);
    let message = tabs[0].run(Command::Rename { layer: id, name: "Mine".into() }).unwrap();
    deliver(&mut tabs, vec![message], 1);
    assert_eq!(tabs[1].editor.layer(id).name, "Mine");
}

#[test]
fn without_a_channel_a_stored_state_is_merged_by_record() {
    let mut ours = Tab::new(1);
    let mut theirs = Tab::new(2);
    let (mine, _) = ours.add();
    let (other, _) = theirs.add();
    let saved = Saved {
        design: theirs.design().clone(),
        stamps: theirs.sync.stamps().clone(),
        ..Saved::fresh(empty_design())
    };
    let design = ours.design().clone();
    for action in ours.sync.merge(&saved, &design) {
        let SyncAction::Absorb(change) = action else { panic!("{action:?}") };
        ours.editor.run(Command::Absorb { change });
    }
    assert!(ours.design().layers.contains_key(&mine));
    assert!(ours.design().layers.contains_key(&other));
}

#[test]
fn equal_stamps_with_unequal_records_still_end_equal() {
    let mut other = empty_design();
    other.head.name = "Other".into();
    let mut tabs = [Tab::new(1), Tab::on(2, &Saved::fresh(other))];
    let hellos = tabs.iter().map(|tab| tab.sync.hello()).collect();
    deliver(&mut tabs, hellos, 1);
    assert_eq!(tabs[0].design(), tabs[1].design());
}

#[test]
fn own_messages_and_those_of_other_designs_are_passed_over() {
    let mut tab = Tab::new(1);
    let (_, mut message) = tab.add();
    assert!(tab.hear(&message).is_empty());
    message.tab = TabId(2);
    message.design = design::DesignId(99);
    assert!(tab.hear(&message).is_empty());
    assert_eq!(tab.design().layers.len(), 1);
}

#[test]
fn a_newer_schema_stops_the_older_tab_for_good() {
    let mut tab = Tab::new(1);
    let design = tab.design().clone();
    let newer = format!("{{\"schema\":{},\"says\":\"something new\"}}", SCHEMA + 1);
    assert_eq!(tab.sync.receive_text(&newer, &design), [SyncAction::StopWriting]);
    assert_eq!(tab.sync.receive_text(&newer, &design), [], "told once");
    assert!(tab.sync.is_outdated());
    let change = tab.editor.run(Command::RenameDesign { name: "Mine".into() });
    assert_eq!(tab.sync.on_change(&change), None, "it sends nothing any more");
    let mut other = Tab::new(2);
    let (_, message) = other.add();
    assert!(tab.hear(&message).is_empty());
}

#[test]
fn an_older_tab_is_told_of_the_schema_and_not_listened_to() {
    let mut tab = Tab::new(1);
    let (_, mut message) = Tab::new(2).add();
    message.schema = SCHEMA - 1;
    let design = tab.design().clone();
    let actions = tab.sync.receive(message, &design);
    assert_eq!(actions, [SyncAction::Send(tab.sync.hello())]);
}

#[test]
fn hostile_messages_change_nothing() {
    let mut tab = Tab::new(1);
    let before = tab.design().clone();
    let (_, message) = Tab::new(2).add();
    let text = message.to_text();
    for hostile in [
        String::new(),
        "null".into(),
        "[".repeat(100_000),
        text.replace("\"opacity\":1.0", "\"opacity\":-3"),
        text.replace("\"time\":1", "\"time\":18446744073709551615"),
        text.replace("\"seq\":1", "\"seq\":-1"),
        text[..text.len() - 3].to_owned(),
    ] {
        assert_ne!(hostile, text);
        assert_eq!(tab.sync.receive_text(&hostile, &before), []);
    }
    let error = Message::read(&text.replace("\"opacity\":1.0", "\"opacity\":-3")).unwrap_err();
    assert!(matches!(error, LoadError::Layer { .. }), "{error}");
}

#[test]
fn a_save_of_another_tab_counts_if_it_holds_all_that_this_one_has() {
    let mut tabs = [Tab::new(1), Tab::new(2)];
    let (_, added) = tabs[0].add();
    let revision = Revision { number: 3, tab: TabId(2) };
    let early = tabs[1].sync.saved(revision);
    let design = tabs[0].design().clone();
    assert_eq!(tabs[0].sync.receive(early, &design), [], "it does not have the new layer");
    deliver(&mut tabs, vec![added], 1);
    let late = tabs[1].sync.saved(revision);
    assert!(matches!(&late.says, Says::Saved { .. }));
    assert_eq!(tabs[0].sync.receive(late, &design), [SyncAction::SavedElsewhere(revision)]);
}

#[test]
fn an_empty_change_is_not_sent() {
    assert_eq!(Tab::new(1).sync.on_change(&Change::none()), None);
    assert_eq!(Tab::new(1).sync.stamps(), &Stamps::default());
}
