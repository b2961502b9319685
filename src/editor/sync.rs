//! Tab sync as a pure machine: the last writer wins per record, by Lamport stamps, so that all tabs end equal in whatever
//! order messages come and however often. It sends nothing itself and has no history.

use std::cmp::Ordering;

use design::{Design, DesignId, SCHEMA};
use geom::Table;
use json::ToJson;

use crate::message::{Message, Says, Write, Writes};
use crate::saved::{LoadError, Saved};
use crate::stamp::{MAX_COUNT, Stamps};
use crate::{Change, Revision, Stamp, TabId};

/// What the app has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum SyncAction {
    /// Put it on the channel.
    Send(Message),
    /// Run [`crate::Command::Absorb`] with it.
    Absorb(Change),
    /// A newer Atelier has this design open: save nothing from here on, and ask the shopper to reload.
    StopWriting,
    /// Another tab saved all that this one knows: tell [`crate::Autosave::on_saved_elsewhere`].
    SavedElsewhere(Revision),
}

/// One tab's part of the talk about one design.
#[derive(Clone, Debug)]
pub struct Sync {
    tab: TabId,
    design: DesignId,
    /// Lamport time: at least that of every stamp that was seen.
    time: u64,
    /// Number of changes sent.
    seq: u64,
    stamps: Stamps,
    /// Up to which number each other tab's changes have come without a gap.
    heard: Table<TabId, u64>,
    /// Tabs of which some changes have not come yet.
    asked: Table<TabId, ()>,
    is_outdated: bool,
}

impl Sync {
    /// For a design that no other tab has changed since it was made.
    pub fn new(tab: TabId, design: DesignId) -> Self {
        Self {
            tab,
            design,
            time: 0,
            seq: 0,
            stamps: Stamps::default(),
            heard: Table::new(),
            asked: Table::new(),
            is_outdated: false,
        }
    }

    /// For a design that was saved.
    pub fn restored(tab: TabId, saved: &Saved) -> Self {
        let stamps = saved.stamps.clone();
        Self { time: stamps.latest(), stamps, ..Self::new(tab, saved.design.id) }
    }

    /// This tab.
    pub fn tab(&self) -> TabId {
        self.tab
    }

    /// When each record was written last: part of what is saved.
    pub fn stamps(&self) -> &Stamps {
        &self.stamps
    }

    /// Whether a newer Atelier has the design open, so that this one may not write.
    pub fn is_outdated(&self) -> bool {
        self.is_outdated
    }

    /// What to send when the tab has opened its design, and when it comes back from sleep.
    pub fn hello(&self) -> Message {
        self.message(Says::Hello)
    }

    /// What to send when a save has landed and nothing is left to save ([`crate::Status::Saved`]).
    pub fn saved(&self, revision: Revision) -> Message {
        let mut heard = self.heard.clone();
        heard.insert(self.tab, self.seq);
        self.message(Says::Saved { revision, heard })
    }

    /// Stamps a change that was made here; returns what to send. Not for absorbed changes.
    pub fn on_change(&mut self, change: &Change) -> Option<Message> {
        if change.is_empty() || self.is_outdated {
            return None;
        }
        self.time += 1;
        self.seq += 1;
        let stamp = Stamp { time: self.time, tab: self.tab };
        let mut writes = Writes::default();
        if let Some(edit) = change.head() {
            self.stamps.head = stamp;
            writes.head = Some(Write { stamp, value: edit.after.clone() });
        }
        for (id, edit) in change.layers() {
            self.stamps.layers.insert(*id, stamp);
            writes.layers.insert(*id, Write { stamp, value: edit.after.clone() });
        }
        Some(self.message(Says::Changed { seq: self.seq, writes }))
    }

    /// Takes a message as it came from the channel. What cannot be read is ignored, except that a newer sender stops this
    /// tab from writing.
    pub fn receive_text(&mut self, text: &str, design: &Design) -> Vec<SyncAction> {
        match Message::read(text) {
            Ok(message) => self.receive(message, design),
            Err(LoadError::Newer { .. }) => self.stop(),
            Err(_) => Vec::new(),
        }
    }

    /// Takes a message; `design` is what the session holds now.
    pub fn receive(&mut self, message: Message, design: &Design) -> Vec<SyncAction> {
        if message.tab == self.tab {
            return Vec::new();
        }
        if message.is_newer() {
            return self.stop();
        }
        if message.design != self.design || self.is_outdated {
            return Vec::new();
        }
        if message.is_older() {
            // It learns our schema from this, and stops.
            return vec![SyncAction::Send(self.hello())];
        }
        match message.says {
            Says::Hello => vec![SyncAction::Send(self.state_for(message.tab, design))],
            Says::State { to, seq, writes } => {
                if to == self.tab {
                    self.hear_up_to(message.tab, seq);
                }
                self.absorbed(writes, design)
            }
            Says::Changed { seq, writes } => {
                let mut actions = self.absorbed(writes, design);
                if self.misses_before(message.tab, seq) {
                    actions.push(SyncAction::Send(self.hello()));
                }
                actions
            }
            Says::Saved { revision, heard } => {
                let has = |tab: &TabId, seq: u64| heard.get(tab).copied().unwrap_or(0) >= seq;
                let has_all = has(&self.tab, self.seq)
                    && self.heard.iter().all(|(tab, seq)| has(tab, *seq))
                    && self.asked.is_empty();
                has_all.then_some(SyncAction::SavedElsewhere(revision)).into_iter().collect()
            }
        }
    }

    /// Merges a state that another tab saved (for when there is no channel); what to absorb.
    pub fn merge(&mut self, saved: &Saved, design: &Design) -> Vec<SyncAction> {
        if saved.design.id != self.design {
            return Vec::new();
        }
        self.absorbed(all_writes(&saved.design, &saved.stamps), design)
    }

    fn message(&self, says: Says) -> Message {
        Message { schema: SCHEMA, tab: self.tab, design: self.design, says }
    }

    fn stop(&mut self) -> Vec<SyncAction> {
        let was_outdated = std::mem::replace(&mut self.is_outdated, true);
        if was_outdated { Vec::new() } else { vec![SyncAction::StopWriting] }
    }

    fn state_for(&self, to: TabId, design: &Design) -> Message {
        let writes = all_writes(design, &self.stamps);
        self.message(Says::State { to, seq: self.seq, writes })
    }

    /// Notes that all of a tab's changes up to a number have come.
    fn hear_up_to(&mut self, tab: TabId, seq: u64) {
        let heard = self.heard.get_or_insert(tab, seq);
        *heard = (*heard).max(seq);
        self.asked.remove(&tab);
    }

    /// Whether a change shows for the first time that some before it have not come. The answer to asking holds them.
    fn misses_before(&mut self, tab: TabId, seq: u64) -> bool {
        let heard = self.heard.get(&tab).copied().unwrap_or(0);
        if seq > heard + 1 {
            let is_new = self.asked.get(&tab).is_none();
            self.asked.insert(tab, ());
            return is_new;
        }
        let heard = self.heard.get_or_insert(tab, 0);
        *heard = (*heard).max(seq);
        false
    }

    /// The change that brings the newer ones of some records in.
    fn absorbed(&mut self, writes: Writes, design: &Design) -> Vec<SyncAction> {
        let mut change = Change::none();
        if let Some(write) = writes.head {
            self.see(write.stamp);
            if wins(&write, self.stamps.head, &design.head) {
                self.stamps.head = write.stamp;
                change.note_head(design.head.clone(), write.value);
            }
        }
        for (id, write) in writes.layers {
            self.see(write.stamp);
            let now = design.layers.get(&id).cloned();
            if wins(&write, self.stamps.layer(id), &now) {
                self.stamps.layers.insert(id, write.stamp);
                change.note_layer(id, now, write.value);
            }
        }
        if change.is_empty() { Vec::new() } else { vec![SyncAction::Absorb(change)] }
    }

    fn see(&mut self, stamp: Stamp) {
        self.time = self.time.max(stamp.time.min(MAX_COUNT));
    }
}

/// Whether a write replaces what is there. Equal stamps are equal writes; should they differ after all, the larger text
/// wins everywhere, so that tabs still end equal.
fn wins<T: PartialEq + ToJson>(write: &Write<T>, stamp: Stamp, now: &T) -> bool {
    match write.stamp.cmp(&stamp) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => write.value != *now && text_of(&write.value) > text_of(now),
    }
}

fn text_of<T: ToJson>(value: &T) -> String {
    json::write_text(value)
}

/// All records of a design, deleted ones included.
fn all_writes(design: &Design, stamps: &Stamps) -> Writes {
    let head = Some(Write { stamp: stamps.head, value: design.head.clone() });
    let mut writes = Writes { head, ..Writes::default() };
    for (id, layer) in &design.layers {
        writes.layers.insert(*id, Write { stamp: stamps.layer(*id), value: Some(layer.clone()) });
    }
    for (id, stamp) in &stamps.layers {
        writes.layers.get_or_insert(*id, Write { stamp: *stamp, value: None });
    }
    writes
}
