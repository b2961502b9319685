//! What is true of everything that was handed over, so that the screen never claims more. It stores nothing itself.

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
    design: DesignId,
    revision: Revision,
    error: StorageError,
    in_second: bool,
}

/// Artwork that could not be stored yet.
#[derive(Clone)]
pub(super) struct Waiting {
    pub(super) artwork: ArtworkId,
    pub(super) part: ArtworkPart,
    pub(super) owners: Vec<DesignId>,
    pub(super) bytes: Uint8Array,
    error: StorageError,
}

/// What is not stored as it should be.
pub(super) struct Ledger {
    opened: Durability,
    failing: Vec<Failing>,
    pub(super) waiting: Vec<Waiting>,
    /// Highest place in the list that was given in this visit.
    pub(super) touched: u64,
    pub(super) watcher: Option<Rc<dyn Fn(Durability)>>,
}

impl Ledger {
    pub(super) fn new(opened: Durability) -> Self {
        Self { opened, failing: Vec::new(), waiting: Vec::new(), touched: 0, watcher: None }
    }

    /// The worst of all that is true.
    pub(super) fn durability(&self) -> Durability {
        if let Durability::InMemoryOnly(_) = self.opened {
            return self.opened.clone();
        }
        let (mut lost, mut kept) = (None, None);
        for failing in &self.failing {
            note(if failing.in_second { &mut kept } else { &mut lost }, &failing.error);
        }
        for waiting in &self.waiting {
            note(&mut lost, &waiting.error);
        }
        match (lost, kept) {
            (Some(StorageError::Full), _) => Durability::Full,
            (Some(error), _) => Durability::NotSaved(error.clone()),
            (None, Some(error)) => Durability::SecondHome(error.clone()),
            (None, None) => self.opened.clone(),
        }
    }

    /// A state reached the first home, or did not.
    pub(super) fn first(
        &mut self,
        design: DesignId,
        revision: Revision,
        result: &Result<(), StorageError>,
    ) {
        self.failing.retain(|failing| failing.design != design);
        if let Err(error) = result {
            let error = error.clone();
            self.failing.push(Failing { design, revision, error, in_second: false });
        }
    }

    /// A state reached the second home.
    pub(super) fn second(&mut self, design: DesignId, revision: Revision) {
        for failing in &mut self.failing {
            failing.in_second |= failing.design == design && revision >= failing.revision;
        }
    }

    /// The design is not wanted any more.
    pub(super) fn forget(&mut self, design: DesignId) {
        self.failing.retain(|failing| failing.design != design);
        self.waiting.retain_mut(|waiting| {
            waiting.owners.retain(|owner| *owner != design);
            !waiting.owners.is_empty()
        });
    }

    /// Artwork could not be stored.
    pub(super) fn wait(
        &mut self,
        artwork: ArtworkId,
        part: ArtworkPart,
        owner: DesignId,
        bytes: &Uint8Array,
        error: StorageError,
    ) {
        let mut owners = vec![owner];
        if let Some(waiting) = self.stored(artwork, part) {
            owners.extend(waiting.owners.into_iter().filter(|other| *other != owner));
        }
        self.waiting.push(Waiting { artwork, part, owners, bytes: bytes.clone(), error });
    }

    /// The bytes of artwork that waits.
    pub(super) fn bytes(&self, artwork: ArtworkId, part: ArtworkPart) -> Option<Uint8Array> {
        let waiting = self.waiting.iter().find(|waiting| waiting.is(artwork, part))?;
        Some(waiting.bytes.clone())
    }

    /// Artwork does not wait any more; what was known of it.
    pub(super) fn stored(&mut self, artwork: ArtworkId, part: ArtworkPart) -> Option<Waiting> {
        let at = self.waiting.iter().position(|waiting| waiting.is(artwork, part))?;
        Some(self.waiting.swap_remove(at))
    }
}

impl Waiting {
    fn is(&self, artwork: ArtworkId, part: ArtworkPart) -> bool {
        self.artwork == artwork && self.part == part
    }
}

/// Keeps the worst error: a full device before the first of all others.
fn note<'a>(worst: &mut Option<&'a StorageError>, error: &'a StorageError) {
    if worst.is_none() || *error == StorageError::Full {
        *worst = Some(error);
    }
}
