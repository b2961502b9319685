//! What is true of everything that was handed over, so that the screen never claims more. It stores nothing itself.

use std::collections::BTreeMap;
use std::rc::Rc;

use design::{ArtworkId, DesignId};
use js_sys::Uint8Array;

use super::{ArtworkPart, Revision, StorageError};

/// Where what was handed over is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// All of it is on this device.
    Saved,
    /// `IndexedDB` does not work, and why; the newest state of each design is on this device as a file.
    SecondHome(StorageError),
    /// Nothing outlives this tab, and why.
    InMemoryOnly(StorageError),
    /// Something did not fit and is only in this tab.
    Full,
    /// Something could not be stored, and why; it is only in this tab.
    NotSaved(StorageError),
}

/// A design whose newest state is not in the first home.
struct Failing {
    revision: Revision,
    error: StorageError,
    in_second: bool,
}

/// Artwork that could not be stored yet.
pub(super) struct Waiting {
    pub(super) owners: Vec<DesignId>,
    pub(super) bytes: Uint8Array,
    error: StorageError,
}

/// What is not stored as it should be.
pub(super) struct Ledger {
    opened: Durability,
    failing: BTreeMap<DesignId, Failing>,
    pub(super) waiting: BTreeMap<(ArtworkId, ArtworkPart), Waiting>,
    /// Highest place in the list that was given in this visit.
    pub(super) touched: u64,
    pub(super) watcher: Option<Rc<dyn Fn(Durability)>>,
}

impl Ledger {
    pub(super) fn new(opened: Durability) -> Self {
        Self {
            opened,
            failing: BTreeMap::new(),
            waiting: BTreeMap::new(),
            touched: 0,
            watcher: None,
        }
    }

    /// The worst of all that is true.
    pub(super) fn durability(&self) -> Durability {
        if let Durability::InMemoryOnly(_) = self.opened {
            return self.opened.clone();
        }
        let designs = self
            .failing
            .values()
            .filter(|failing| !failing.in_second)
            .map(|failing| &failing.error);
        let mut lost =
            designs.chain(self.waiting.values().map(|waiting| &waiting.error)).peekable();
        if let Some(first) = lost.peek().map(|error| (*error).clone()) {
            return if lost.any(|error| *error == StorageError::Full) {
                Durability::Full
            } else {
                Durability::NotSaved(first)
            };
        }
        match self.failing.values().next() {
            Some(failing) => Durability::SecondHome(failing.error.clone()),
            None => self.opened.clone(),
        }
    }

    /// A state reached the first home, or did not.
    pub(super) fn first(
        &mut self,
        design: DesignId,
        revision: Revision,
        result: &Result<(), StorageError>,
    ) {
        match result {
            Ok(()) => {
                self.failing.remove(&design);
            }
            Err(error) => {
                let failing = Failing { revision, error: error.clone(), in_second: false };
                self.failing.insert(design, failing);
            }
        }
    }

    /// A state reached the second home.
    pub(super) fn second(&mut self, design: DesignId, revision: Revision) {
        if let Some(failing) = self.failing.get_mut(&design) {
            failing.in_second |= revision >= failing.revision;
        }
    }

    /// The design is not wanted any more.
    pub(super) fn forget(&mut self, design: DesignId) {
        self.failing.remove(&design);
        self.waiting.retain(|_, waiting| {
            waiting.owners.retain(|owner| *owner != design);
            !waiting.owners.is_empty()
        });
    }

    /// Artwork could not be stored.
    pub(super) fn wait(
        &mut self,
        artwork: (ArtworkId, ArtworkPart),
        owner: DesignId,
        bytes: &Uint8Array,
        error: StorageError,
    ) {
        let fresh = Waiting { owners: Vec::new(), bytes: bytes.clone(), error: error.clone() };
        let waiting = self.waiting.entry(artwork).or_insert(fresh);
        waiting.error = error;
        if !waiting.owners.contains(&owner) {
            waiting.owners.push(owner);
        }
    }
}
