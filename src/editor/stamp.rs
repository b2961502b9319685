//! Order without a clock: tabs, revisions of saved states, and Lamport stamps of records.

use geom::Table;
use std::fmt;
use std::str::FromStr;

use design::{Design, InvalidNumber, LayerId};
use geom::order;
use json::{FromJson, ToJson};

use crate::Change;

/// Largest number that is taken from outside; far beyond any use, and exact in every JSON reader.
pub(crate) const MAX_COUNT: u64 = 1 << 53;

/// A tab: a new one for every page load, from the id source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct TabId(pub u64);

impl fmt::Display for TabId {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for TabId {
    type Err = InvalidNumber;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The same sixteen digits as every other id.
        text.parse::<LayerId>().map(|LayerId(number)| Self(number))
    }
}

impl From<TabId> for String {
    fn from(tab: TabId) -> Self {
        tab.to_string()
    }
}

impl TryFrom<String> for TabId {
    type Error = InvalidNumber;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Which saved state is newer: by number, then by tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Revision {
    /// Grows with every save, over all tabs that know of each other.
    pub number: u64,
    /// The tab that saved.
    pub tab: TabId,
}

/// When a record was written last, in Lamport time: a later write that knew of an earlier one has the larger stamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Stamp {
    /// Lamport time; 0 for what was there from the beginning.
    pub time: u64,
    /// The tab that wrote.
    pub tab: TabId,
}

/// The stamps of all records of a design, deleted ones included.
#[derive(Clone, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct Stamps {
    /// Of the head.
    pub head: Stamp,
    /// Of layers; those that the design does not hold are deleted ones.
    #[json(optional)]
    pub layers: Table<LayerId, Stamp>,
}

/// Most deleted layers that are remembered over a reload.
const MOST_DELETED: usize = 2_000;

impl Stamps {
    /// Of a layer.
    pub(crate) fn layer(&self, id: LayerId) -> Stamp {
        self.layers.get(&id).copied().unwrap_or_default()
    }

    /// The latest time.
    pub(crate) fn latest(&self) -> u64 {
        self.layers.values().map(|stamp| stamp.time).fold(self.head.time, u64::max)
    }

    /// Takes over the stamps of some records.
    pub(crate) fn extend(&mut self, part: &StampsOf) {
        self.head = part.head.unwrap_or(self.head);
        self.layers.extend(part.layers.iter().map(|(id, stamp)| (*id, *stamp)));
    }

    /// The stamps of the records that changes touch.
    pub(crate) fn of<'a>(&self, changes: impl IntoIterator<Item = &'a Change>) -> StampsOf {
        let mut part = StampsOf::default();
        for change in changes {
            if change.head().is_some() {
                part.head = Some(self.head);
            }
            part.layers.extend(change.layers().keys().map(|id| (*id, self.layer(*id))));
        }
        part
    }

    /// Forgets the longest deleted layers where there are too many.
    pub(crate) fn forget_old(&mut self, design: &Design) {
        let mut deleted: Vec<(Stamp, LayerId)> = self
            .layers
            .iter()
            .filter(|(id, _)| !design.layers.contains_key(id))
            .map(|(id, stamp)| (*stamp, *id))
            .collect();
        order::sort(&mut deleted);
        let excess = deleted.len().saturating_sub(MOST_DELETED);
        for (_, id) in &deleted[..excess] {
            self.layers.remove(id);
        }
    }
}

/// The stamps of some records.
#[derive(Clone, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct StampsOf {
    /// Of the head, where it is among them.
    #[json(optional)]
    pub head: Option<Stamp>,
    /// Of layers.
    #[json(optional)]
    pub layers: Table<LayerId, Stamp>,
}
