//! What is kept: a saved state, what can be wrong with one, and which of several to go on with. Bytes are read and written
//! in `bytes`; where they lie is the app's affair.

mod bytes;

pub(crate) use bytes::read_part;
pub use bytes::{
    MAX_DIFF_BYTES, MAX_DIFFS, MAX_SNAPSHOT_BYTES, check_diff, check_snapshot, read_saved,
    write_diff, write_mirror, write_snapshot,
};

use design::{Design, LayerId, SCHEMA};
use json::JsonError;

use crate::stamp::Stamps;
use crate::{History, Revision};

/// Why saved data cannot be used. Nothing was changed; set the bytes aside, do not overwrite them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Too many bytes.
    #[error("the saved data is {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// How many.
        bytes: usize,
        /// How many are read.
        limit: usize,
    },
    /// Cut off, or not what it should be.
    #[error("the saved {part} is damaged ({path}: {reason})")]
    Damaged {
        /// Which part.
        part: &'static str,
        /// JSON path of what is wrong; `.` for the whole.
        path: String,
        /// What was wrong there.
        reason: String,
    },
    /// Written by a newer Atelier.
    #[error(
        "this was saved by a newer Atelier (schema {found}, this one reads up to {SCHEMA}); reload the page to update"
    )]
    Newer {
        /// The schema that it says.
        found: u32,
    },
    /// The design in it cannot be read.
    #[error(transparent)]
    Design(#[from] design::LoadError),
    /// A layer in it breaks a rule.
    #[error("layer {layer} cannot be used: {reason}")]
    Layer {
        /// Its id.
        layer: LayerId,
        /// The rule.
        reason: String,
    },
    /// A diff that does not follow on what was read before it.
    #[error(
        "a saved change (number {found}) does not follow on number {expected}; the ones before it are used"
    )]
    Gap {
        /// The revision that it should follow on.
        expected: u64,
        /// The revision that it follows on.
        found: u64,
    },
    /// More than there may be.
    #[error("there are {count} saved {what}; at most {limit} are read")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// How many are read.
        limit: usize,
    },
}

impl LoadError {
    pub(crate) fn damaged(part: &'static str, error: impl Into<JsonError>) -> Self {
        let JsonError { path, reason } = error.into();
        Self::Damaged { part, path, reason }
    }

    /// Whether a newer Atelier wrote it: then this one must not write at all.
    pub fn is_newer(&self) -> bool {
        matches!(self, Self::Newer { .. } | Self::Design(design::LoadError::Newer { .. }))
    }
}

/// A saved state, read: all that a session and its tab sync go on with.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The design.
    pub design: Design,
    /// Undo and redo.
    pub history: History,
    /// When records were written last.
    pub stamps: Stamps,
    /// Which state it is.
    pub revision: Revision,
}

impl Saved {
    /// A design from a file, that has no history here.
    pub fn fresh(design: Design) -> Self {
        Self {
            design,
            history: History::default(),
            stamps: Stamps::default(),
            revision: Revision::default(),
        }
    }
}

/// A saved state and what could not be read of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What could be read: everything up to the first problem.
    pub saved: Saved,
    /// What could not.
    pub problems: Vec<Problem>,
}

/// A part that could not be read; set its bytes aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which part.
    pub part: Part,
    /// Why.
    pub error: LoadError,
}

/// A part of a saved state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Undo and redo, in the snapshot.
    History,
    /// A diff, by its place in the list that was given.
    Diff(usize),
}

/// Which of several homes to go on with.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The state with the highest revision, and its home; `None` where no home has one that can be used.
    pub taken: Option<(usize, Loaded)>,
    /// Homes whose state cannot be used at all; set their bytes aside.
    pub problems: Vec<(usize, LoadError)>,
    /// A newer Atelier wrote to one of them: show what was taken, but write nothing.
    pub is_newer: bool,
}

/// Chooses the highest revision that can be read; of equal ones, the earlier home's.
pub fn choose(homes: Vec<Option<Result<Loaded, LoadError>>>) -> Chosen {
    let mut chosen = Chosen { taken: None, problems: Vec::new(), is_newer: false };
    for (home, found) in homes.into_iter().enumerate() {
        match found {
            None => {}
            Some(Err(error)) => {
                chosen.is_newer |= error.is_newer();
                chosen.problems.push((home, error));
            }
            Some(Ok(loaded)) => {
                chosen.is_newer |= loaded.problems.iter().any(|problem| problem.error.is_newer());
                let is_higher = chosen
                    .taken
                    .as_ref()
                    .is_none_or(|(_, best)| best.saved.revision < loaded.saved.revision);
                if is_higher {
                    chosen.taken = Some((home, loaded));
                }
            }
        }
    }
    chosen
}
