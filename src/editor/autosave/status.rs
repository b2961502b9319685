//! What autosave says: what the app has to do, and what is true about the shopper's work.

use crate::Revision;
use crate::history::Entry;

/// Where states are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The main store, with history and diffs.
    First,
    /// The second home: the newest state, whole, without history.
    Second,
}

/// Why a save failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No room.
    Full,
    /// Storage is not allowed here.
    Blocked,
    /// Anything else, a store that does not answer included.
    Other,
}

/// What is true about the shopper's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is being loaded; nothing is written.
    Loading,
    /// All of it is saved.
    Saved,
    /// A change waits for a pause in editing.
    Unsaved,
    /// It is being saved.
    Saving,
    /// Saving failed and is tried again.
    Failed {
        /// Why.
        failure: Failure,
        /// How often, in a row.
        attempts: u32,
        /// The second home has all of it, so that even now nothing would be lost.
        is_kept: bool,
    },
    /// There is no storage: it lasts as long as the tab.
    MemoryOnly,
    /// A newer Atelier has the design open; this tab writes nothing any more.
    Outdated,
}

/// What the app has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveAction {
    /// Put a snapshot ([`crate::write_snapshot`]) in place of snapshot and diffs, in one transaction. If the stored
    /// revision is higher, write nothing and call [`crate::Autosave::on_stale`].
    WriteSnapshot {
        /// Its revision.
        revision: Revision,
    },
    /// Append a diff ([`crate::write_diff`]) in one transaction. If the stored revision is not `base`, write nothing and
    /// call [`crate::Autosave::on_stale`].
    WriteDiff {
        /// Its revision.
        revision: Revision,
        /// The revision that it follows on.
        base: Revision,
        /// What happened since.
        entries: Vec<Entry>,
    },
    /// Put the whole state ([`crate::write_mirror`]) into the second home.
    WriteMirror {
        /// Its revision.
        revision: Revision,
    },
    /// Offer the design as a file: it could not be saved.
    OfferDownload,
    /// Another tab that this one cannot hear has saved. Read that state, hand it to [`crate::Sync::merge`], absorb what
    /// comes out, then call [`crate::Autosave::on_merged`]. Where it cannot be read, set it aside and call
    /// [`crate::Autosave::on_retry`].
    ReadStored,
}
