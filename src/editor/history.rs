//! Undo and redo: steps within limits (H5), and the journal that rebuilds them after a reload. It has no clock.

use std::collections::VecDeque;

use design::{Design, LayerId};
use json::{FromJson, ToJson};

use crate::state::View;
use crate::{Change, CommandId};

/// Most steps that are kept, undone ones included.
pub const MAX_STEPS: usize = 200;
/// Most bytes that steps keep alive, about.
pub const MAX_STEP_BYTES: usize = 32 * 1024 * 1024;
/// Commands of the same kind on the same layers within this time are one step.
pub const AMEND_MS: f64 = 600.0;

/// What a shopper can take back at once.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Step {
    /// What was done.
    pub label: CommandId,
    /// What it touched.
    pub change: Change,
    /// Side and selection before.
    pub before: View,
    /// Side and selection after.
    pub after: View,
}

/// How a command's change goes into the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Capture {
    /// A step of its own.
    Step,
    /// Part of the newest step, if that has the same key and is not older than [`AMEND_MS`].
    Amend(AmendKey),
    /// Not at all: it came from another tab.
    Skip,
}

/// What has to be equal for a change to amend a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AmendKey {
    pub(crate) label: CommandId,
    pub(crate) layers: Vec<LayerId>,
    pub(crate) detail: u32,
}

/// One thing that happened to design and history, in order; what a saved diff holds.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// A new step.
    Step(Step),
    /// The newest step went on.
    Amended {
        /// What was added to it.
        change: Change,
        /// Side and selection now.
        after: View,
    },
    /// Steps were taken back.
    Undone {
        /// How many, those without effect included.
        steps: u32,
        /// What changed in the design.
        change: Change,
    },
    /// Steps were done again.
    Redone {
        /// How many, those without effect included.
        steps: u32,
        /// What changed in the design.
        change: Change,
    },
    /// A change of another tab.
    Absorbed {
        /// What changed in the design.
        change: Change,
    },
}

impl Entry {
    /// What it changed in the design.
    pub fn change(&self) -> &Change {
        match self {
            Self::Step(step) => &step.change,
            Self::Amended { change, .. }
            | Self::Undone { change, .. }
            | Self::Redone { change, .. }
            | Self::Absorbed { change } => change,
        }
    }
}

/// Steps done and undone. Invariants: at most [`MAX_STEPS`] and [`MAX_STEP_BYTES`] together; no step is empty.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(from = "StoredHistory")]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    #[json(skip)]
    weight: usize,
    /// The key and time of the newest step while it can be amended.
    #[json(skip)]
    open: Option<(AmendKey, f64)>,
}

#[derive(FromJson)]
#[json(deny_unknown_fields)]
struct StoredHistory {
    done: VecDeque<Step>,
    undone: Vec<Step>,
}

impl From<StoredHistory> for History {
    fn from(StoredHistory { done, undone }: StoredHistory) -> Self {
        let mut history = Self { done, undone, weight: 0, open: None };
        history.done.retain(|step| !step.change.is_empty());
        history.undone.retain(|step| !step.change.is_empty());
        history.weight =
            history.done.iter().chain(&history.undone).map(|step| step.change.weight()).sum();
        history.keep_limits();
        history
    }
}

/// Whether the newest step is the one that an entry made or amended. One that was amended to nothing is gone, and the
/// step before it must not go on in its place.
enum Newest {
    IsOfEntry,
    IsAnother,
}

/// What undo or redo would do.
pub(crate) struct Travel {
    pub(crate) label: CommandId,
    pub(crate) view: View,
    pub(crate) entry: Entry,
}

impl History {
    /// The name of the step that undo takes back.
    pub fn undo_label(&self) -> Option<CommandId> {
        self.done.back().map(|step| step.label)
    }

    /// The name of the step that redo does again.
    pub fn redo_label(&self) -> Option<CommandId> {
        self.undone.last().map(|step| step.label)
    }

    /// Steps that can be taken back, oldest first.
    pub fn done(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.done.iter()
    }

    /// Steps that can be done again, the next one last.
    pub fn undone(&self) -> &[Step] {
        &self.undone
    }

    /// Number of steps that are kept.
    pub fn len(&self) -> usize {
        self.done.len() + self.undone.len()
    }

    /// Whether there is nothing to undo or redo.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry that notes a change made now.
    pub(crate) fn entry(&self, step: Step, capture: &Capture, now_ms: f64) -> Entry {
        match capture {
            Capture::Skip => Entry::Absorbed { change: step.change },
            Capture::Amend(key) if self.is_open_for(key, now_ms) => {
                Entry::Amended { change: step.change, after: step.after }
            }
            Capture::Amend(_) | Capture::Step => Entry::Step(step),
        }
    }

    fn is_open_for(&self, key: &AmendKey, now_ms: f64) -> bool {
        self.open.as_ref().is_some_and(|(open, at_ms)| {
            open == key && (0.0..=AMEND_MS).contains(&(now_ms - at_ms))
        })
    }

    /// Takes part in what happens now, and lets the newest step be amended if the capture says so.
    pub(crate) fn record_at(&mut self, entry: &Entry, capture: Capture, now_ms: f64) {
        let newest = self.note(entry);
        self.open = match (newest, capture) {
            (Newest::IsOfEntry, Capture::Amend(key)) => Some((key, now_ms)),
            _ => None,
        };
    }

    /// Takes part in what happened before a reload.
    pub(crate) fn record(&mut self, entry: &Entry) {
        self.note(entry);
        self.open = None;
    }

    fn note(&mut self, entry: &Entry) -> Newest {
        match entry {
            Entry::Absorbed { .. } => {}
            Entry::Step(step) => {
                self.forget_undone();
                return self.push(step.clone());
            }
            Entry::Amended { change, after } => {
                self.forget_undone();
                if let Some(step) = self.done.pop_back() {
                    self.weight -= step.change.weight();
                    let change = step.change.squashed(change.clone());
                    if !change.is_empty() {
                        return self.push(Step { change, after: after.clone(), ..step });
                    }
                }
            }
            Entry::Undone { steps, .. } => {
                for _ in 0..(*steps as usize).min(self.done.len()) {
                    self.undone.extend(self.done.pop_back());
                }
            }
            Entry::Redone { steps, .. } => {
                for _ in 0..(*steps as usize).min(self.undone.len()) {
                    self.done.extend(self.undone.pop());
                }
            }
        }
        Newest::IsAnother
    }

    /// What undo would do to `design`; steps without effect are passed over (H4).
    pub(crate) fn undo(&self, design: &Design) -> Option<Travel> {
        self.done.iter().rev().zip(1..).find_map(|(step, steps)| {
            let change = step.change.inverted().rebased(design);
            let view = step.before.clone();
            let entry = Entry::Undone { steps, change };
            (!entry.change().is_empty()).then_some(Travel { label: step.label, view, entry })
        })
    }

    /// What redo would do to `design`; steps without effect are passed over (H4).
    pub(crate) fn redo(&self, design: &Design) -> Option<Travel> {
        self.undone.iter().rev().zip(1..).find_map(|(step, steps)| {
            let change = step.change.rebased(design);
            let view = step.after.clone();
            let entry = Entry::Redone { steps, change };
            (!entry.change().is_empty()).then_some(Travel { label: step.label, view, entry })
        })
    }

    fn push(&mut self, step: Step) -> Newest {
        self.weight += step.change.weight();
        self.done.push_back(step);
        self.keep_limits();
        if self.done.is_empty() { Newest::IsAnother } else { Newest::IsOfEntry }
    }

    fn forget_undone(&mut self) {
        for step in self.undone.drain(..) {
            self.weight -= step.change.weight();
        }
    }

    /// Forgets the oldest steps, and if that is not enough the farthest undone ones.
    fn keep_limits(&mut self) {
        let is_over = |count: usize, weight: usize| count > MAX_STEPS || weight > MAX_STEP_BYTES;
        while is_over(self.len(), self.weight) {
            let Some(oldest) = self.done.pop_front() else { break };
            self.weight -= oldest.change.weight();
        }
        let mut excess = 0;
        while is_over(self.len() - excess, self.weight) && excess < self.undone.len() {
            self.weight -= self.undone[excess].change.weight();
            excess += 1;
        }
        self.undone.drain(..excess);
    }
}
