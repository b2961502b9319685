//! Autosave as a pure machine: `Clean -> Dirty -> Saving -> Clean | Failed`. It says when to write what, and always truly
//! what is saved. It writes nothing itself, holds no design, and is told the time.

mod status;

pub use status::{Failure, Home, SaveAction, Status};

use crate::history::Entry;
use crate::{Revision, TabId};

/// A pause in editing after which a save begins.
pub const QUIET_MS: f64 = 400.0;
/// The longest that a change waits while editing goes on.
pub const LONGEST_WAIT_MS: f64 = 3_000.0;
/// The first retry after a failure comes after this; each later one waits twice as long,
pub const RETRY_MS: f64 = 1_000.0;
/// but never longer than this.
pub const LONGEST_RETRY_MS: f64 = 30_000.0;
/// A store that has not answered for this long has failed.
pub const STALLED_MS: f64 = 10_000.0;
/// So often the state that another tab stored is read before it counts as unreadable. Whoever reads has set it aside by
/// then, and it may be replaced.
pub const MOST_READS: u32 = 3;
/// After so many diffs a snapshot is written, so that opening a design stays quick.
pub const MOST_DIFFS: usize = 50;
/// After diffs of so many bytes, about, too.
pub const MOST_DIFF_BYTES: usize = 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Loading,
    Ready,
    MemoryOnly,
    Outdated,
}

/// Changes that no write under way holds: when the first and the last of them were made.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Dirty {
    first_ms: f64,
    last_ms: f64,
}

/// A write that has not been answered.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Flight {
    revision: Revision,
    first_ms: f64,
    begun_ms: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Trouble {
    failure: Failure,
    attempts: u32,
    retry_ms: f64,
}

/// When to write what. Call it with everything that happens, do what it returns, and call [`Autosave::on_tick`] at
/// [`Autosave::wake_at`].
#[derive(Clone, Debug)]
pub struct Autosave {
    tab: TabId,
    phase: Phase,
    dirty: Option<Dirty>,
    /// What the next diff holds; empty where the next write is a snapshot.
    entries: Vec<Entry>,
    entry_bytes: usize,
    flights: Vec<Flight>,
    /// What the next diff follows on; `None` where the next write has to be a snapshot.
    base: Option<Revision>,
    diffs: usize,
    diff_bytes: usize,
    /// The highest number that was seen anywhere.
    highest: u64,
    trouble: Option<Trouble>,
    /// Since when the stored state is being read and merged.
    merging_ms: Option<f64>,
    /// How often it was tried to read, while it is not merged.
    reads: Option<u32>,
    /// The latest write, if nothing has changed since.
    complete: Option<Revision>,
    mirrored: Option<Revision>,
}

impl Autosave {
    /// A machine that waits for loading to end.
    pub fn new(tab: TabId) -> Self {
        Self {
            tab,
            phase: Phase::Loading,
            dirty: None,
            entries: Vec::new(),
            entry_bytes: 0,
            flights: Vec::new(),
            base: None,
            diffs: 0,
            diff_bytes: 0,
            highest: 0,
            trouble: None,
            merging_ms: None,
            reads: None,
            complete: None,
            mirrored: None,
        }
    }

    /// Loading has ended, with the revision that was found, and what could not be read has been set aside.
    pub fn on_loaded(&mut self, found: Option<Revision>, now_ms: f64) -> Vec<SaveAction> {
        if self.phase == Phase::Loading {
            self.phase = Phase::Ready;
            self.highest = self.highest.max(found.map_or(0, |revision| revision.number));
            self.dirty = self.dirty.map(|_| Dirty { first_ms: now_ms, last_ms: now_ms });
        }
        Vec::new()
    }

    /// There is no storage at all.
    pub fn on_memory_only(&mut self) -> Vec<SaveAction> {
        if matches!(self.phase, Phase::Outdated | Phase::MemoryOnly) {
            return Vec::new();
        }
        self.phase = Phase::MemoryOnly;
        self.forget_entries();
        if self.dirty.is_some() { vec![SaveAction::OfferDownload] } else { Vec::new() }
    }

    /// A newer Atelier has the design: nothing is written from here on.
    pub fn on_newer_schema(&mut self) -> Vec<SaveAction> {
        self.phase = Phase::Outdated;
        self.forget_entries();
        Vec::new()
    }

    /// Something happened; what [`crate::Session::take_journal`] gave.
    pub fn on_change(&mut self, entries: Vec<Entry>, now_ms: f64) -> Vec<SaveAction> {
        if entries.is_empty() {
            return Vec::new();
        }
        let first_ms = self.dirty.map_or(now_ms, |dirty| dirty.first_ms);
        self.dirty = Some(Dirty { first_ms, last_ms: now_ms });
        self.complete = None;
        // A snapshot needs no entries, so nothing piles up while storage is out of order.
        if self.base.is_some() {
            self.entry_bytes += entries.iter().map(|entry| entry.change().weight()).sum::<usize>();
            self.entries.extend(entries);
        }
        Vec::new()
    }

    /// Time has passed.
    pub fn on_tick(&mut self, now_ms: f64) -> Vec<SaveAction> {
        if self.phase != Phase::Ready {
            return Vec::new();
        }
        let stalled = self.flights.iter().find(|flight| flight.begun_ms + STALLED_MS <= now_ms);
        if let Some(Flight { revision, .. }) = stalled.copied() {
            return self.on_failed(Home::First, revision, Failure::Other, now_ms);
        }
        if self.merging_ms.is_some_and(|since| since + STALLED_MS <= now_ms) {
            self.merging_ms = None;
            return self.fail(Failure::Other, now_ms);
        }
        match self.due_ms() {
            Some(due_ms) if due_ms <= now_ms => self.merge_or_write(now_ms),
            _ => Vec::new(),
        }
    }

    /// The page is hidden and may not come back: everything is written at once.
    pub fn on_page_hide(&mut self, now_ms: f64) -> Vec<SaveAction> {
        match (self.phase, self.dirty, self.reads) {
            (Phase::Ready, Some(_), None) => self.write(now_ms),
            // What is stored is newer than what was merged, so only the second home may be written.
            (Phase::Ready, Some(_), Some(_)) => {
                self.highest += 1;
                vec![SaveAction::WriteMirror { revision: self.revision() }]
            }
            _ => Vec::new(),
        }
    }

    /// Tries again now: the shopper wants it, or what [`SaveAction::ReadStored`] asked for could not be read.
    pub fn on_retry(&mut self, now_ms: f64) -> Vec<SaveAction> {
        let is_idle = self.phase == Phase::Ready && self.flights.is_empty();
        match self.dirty {
            Some(_) if is_idle => self.merge_or_write(now_ms),
            _ => Vec::new(),
        }
    }

    /// A write has landed.
    pub fn on_saved(&mut self, home: Home, revision: Revision, now_ms: f64) -> Vec<SaveAction> {
        match home {
            Home::Second => self.mirrored = self.mirrored.max(Some(revision)),
            Home::First => {
                if self.land(revision).is_some() {
                    self.trouble = None;
                }
            }
        }
        self.on_tick(now_ms)
    }

    /// A write has failed. Late answers of writes that were given up are passed over.
    pub fn on_failed(
        &mut self,
        home: Home,
        revision: Revision,
        failure: Failure,
        now_ms: f64,
    ) -> Vec<SaveAction> {
        if home == Home::Second {
            return Vec::new();
        }
        let Some(flight) = self.land(revision) else { return Vec::new() };
        self.make_dirty(flight.first_ms, now_ms);
        self.fail(failure, now_ms)
    }

    /// A write was not made because the store holds `stored`, which it does not follow on.
    pub fn on_stale(
        &mut self,
        revision: Revision,
        stored: Revision,
        now_ms: f64,
    ) -> Vec<SaveAction> {
        let Some(flight) = self.land(revision) else { return Vec::new() };
        self.make_dirty(flight.first_ms, now_ms);
        self.highest = self.highest.max(stored.number);
        self.start_anew();
        if self.phase != Phase::Ready {
            return Vec::new();
        }
        // Of its own states a tab knows all.
        if stored.tab == self.tab {
            return self.write(now_ms);
        }
        self.reads = Some(0);
        self.merge_or_write(now_ms)
    }

    /// The stored state is part of the session now, or there is none any more.
    pub fn on_merged(&mut self, stored: Revision, now_ms: f64) -> Vec<SaveAction> {
        self.highest = self.highest.max(stored.number);
        self.merging_ms = None;
        let was_merging = self.reads.take().is_some();
        if was_merging && self.phase == Phase::Ready { self.write(now_ms) } else { Vec::new() }
    }

    /// Another tab has saved all that this one has.
    pub fn on_saved_elsewhere(&mut self, revision: Revision) -> Vec<SaveAction> {
        self.highest = self.highest.max(revision.number);
        self.start_anew();
        if self.flights.is_empty() && self.reads.is_none() && self.phase == Phase::Ready {
            self.dirty = None;
            self.trouble = None;
        }
        Vec::new()
    }

    /// When to call [`Autosave::on_tick`] next; `None` where time alone changes nothing.
    pub fn wake_at(&self) -> Option<f64> {
        if self.phase != Phase::Ready {
            return None;
        }
        let begun = self.flights.iter().map(|flight| flight.begun_ms).chain(self.merging_ms);
        begun.map(|since| since + STALLED_MS).chain(self.due_ms()).min_by(f64::total_cmp)
    }

    /// What is true about the shopper's work.
    pub fn status(&self) -> Status {
        match (self.phase, self.trouble) {
            (Phase::Loading, _) => Status::Loading,
            (Phase::MemoryOnly, _) => Status::MemoryOnly,
            (Phase::Outdated, _) => Status::Outdated,
            (Phase::Ready, Some(Trouble { failure, attempts, .. })) => {
                let is_kept = self.complete.is_some() && self.mirrored >= self.complete;
                Status::Failed { failure, attempts, is_kept }
            }
            (Phase::Ready, None) if !self.flights.is_empty() || self.merging_ms.is_some() => {
                Status::Saving
            }
            (Phase::Ready, None) if self.dirty.is_some() => Status::Unsaved,
            (Phase::Ready, None) => Status::Saved,
        }
    }

    /// Whether closing the tab now would lose something: what a "really leave?" question depends on.
    pub fn holds_unsaved(&self) -> bool {
        self.dirty.is_some() || !self.flights.is_empty()
    }

    /// When the next write is due, if nothing is under way.
    fn due_ms(&self) -> Option<f64> {
        if !self.flights.is_empty() || self.merging_ms.is_some() {
            return None;
        }
        let Dirty { first_ms, last_ms } = self.dirty?;
        let usual = (last_ms + QUIET_MS).min(first_ms + LONGEST_WAIT_MS);
        Some(self.trouble.map_or(usual, |trouble| trouble.retry_ms))
    }

    fn revision(&self) -> Revision {
        Revision { number: self.highest, tab: self.tab }
    }

    /// Writes, unless another tab's stored state has to be read first.
    fn merge_or_write(&mut self, now_ms: f64) -> Vec<SaveAction> {
        match &mut self.reads {
            Some(reads) if *reads < MOST_READS => {
                *reads += 1;
                self.merging_ms = Some(now_ms);
                vec![SaveAction::ReadStored]
            }
            _ => {
                self.reads = None;
                self.merging_ms = None;
                self.write(now_ms)
            }
        }
    }

    fn write(&mut self, now_ms: f64) -> Vec<SaveAction> {
        let first_ms = self.dirty.take().map_or(now_ms, |dirty| dirty.first_ms);
        self.highest += 1;
        let revision = self.revision();
        let entries = std::mem::take(&mut self.entries);
        self.diff_bytes += std::mem::take(&mut self.entry_bytes);
        self.diffs += 1;
        let is_small = self.diffs <= MOST_DIFFS && self.diff_bytes <= MOST_DIFF_BYTES;
        let action = match self.base {
            Some(base) if is_small => SaveAction::WriteDiff { revision, base, entries },
            _ => {
                (self.diffs, self.diff_bytes) = (0, 0);
                SaveAction::WriteSnapshot { revision }
            }
        };
        self.base = Some(revision);
        self.complete = Some(revision);
        self.flights.push(Flight { revision, first_ms, begun_ms: now_ms });
        vec![action, SaveAction::WriteMirror { revision }]
    }

    fn land(&mut self, revision: Revision) -> Option<Flight> {
        let place = self.flights.iter().position(|flight| flight.revision == revision)?;
        Some(self.flights.remove(place))
    }

    fn fail(&mut self, failure: Failure, now_ms: f64) -> Vec<SaveAction> {
        self.start_anew();
        if self.phase != Phase::Ready {
            return Vec::new();
        }
        if failure == Failure::Blocked {
            return self.on_memory_only();
        }
        let attempts = self.trouble.map_or(0, |trouble| trouble.attempts).saturating_add(1);
        let doubled = f64::from(1_u32 << (attempts - 1).min(16));
        let retry_ms = now_ms + (RETRY_MS * doubled).min(LONGEST_RETRY_MS);
        self.trouble = Some(Trouble { failure, attempts, retry_ms });
        if attempts == 1 { vec![SaveAction::OfferDownload] } else { Vec::new() }
    }

    fn make_dirty(&mut self, first_ms: f64, now_ms: f64) {
        let last_ms = self.dirty.map_or(now_ms, |dirty| dirty.last_ms);
        self.dirty = Some(Dirty { first_ms, last_ms });
    }

    /// The next write is a snapshot.
    fn start_anew(&mut self) {
        self.base = None;
        self.forget_entries();
    }

    fn forget_entries(&mut self) {
        self.entries.clear();
        self.entry_bytes = 0;
    }
}
