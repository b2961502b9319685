//! The profile as bytes: what "export" hands over and what is stored after a yes to remembering.

use geom::Table;
use json::{FromJson, ToJson};
use json::{Json, JsonError};

use crate::evidence::{Evidence, MAX_MASS};
use crate::{Attribute, MAX_ENTRIES, Profile, Recipient};

/// Number of the newest profile schema that this build reads and writes.
pub const SCHEMA: u32 = 1;
/// Largest profile that is read.
pub const MAX_BYTES: usize = 1024 * 1024;
/// What the file says that it is.
const KIND: &str = "atelier-taste";

/// Why a profile cannot be read. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TasteError {
    /// Larger than [`MAX_BYTES`].
    #[error("the profile is {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a profile, or damaged.
    #[error(
        "this is not a taste profile, or it is damaged ({path}: {reason}); choose a file from My style, Export"
    )]
    Damaged {
        /// JSON path of what is wrong, for example `entries[2].about`; `.` for the whole.
        path: String,
        /// What is wrong there; with line and column where it is not JSON.
        reason: String,
    },
    /// Written by a newer Atelier.
    #[error(
        "the profile was made by a newer Atelier (schema {found}, this one reads up to {SCHEMA}); reload the page to update"
    )]
    Newer {
        /// The schema that it says.
        found: u32,
    },
    /// More than [`MAX_ENTRIES`].
    #[error("the profile has {count} entries; at most {MAX_ENTRIES} are read")]
    TooManyEntries {
        /// How many.
        count: usize,
    },
    /// An entry breaks a rule.
    #[error("entries[{index}] of the profile cannot be used: {reason}")]
    Entry {
        /// Its place in the list, from 0.
        index: usize,
        /// The rule.
        reason: &'static str,
    },
}

/// Read first, so that a newer schema is told from a damaged file.
#[derive(FromJson)]
struct Stamp {
    kind: String,
    schema: u32,
}

#[derive(ToJson, FromJson)]
#[json(deny_unknown_fields)]
struct File {
    kind: String,
    schema: u32,
    remembered: bool,
    paused: bool,
    recipient: Recipient,
    entries: Vec<Entry>,
}

#[derive(ToJson, FromJson)]
#[json(deny_unknown_fields)]
struct Entry {
    recipient: Recipient,
    about: Attribute,
    known: Evidence,
}

impl Profile {
    /// Everything that is known, as readable JSON: for the shopper to keep, look through and import elsewhere.
    pub fn export(&self) -> Vec<u8> {
        let file = File {
            kind: KIND.to_owned(),
            schema: SCHEMA,
            remembered: self.remembered,
            paused: self.paused,
            recipient: self.recipient,
            entries: self
                .entries
                .iter()
                .map(|((recipient, about), known)| Entry {
                    recipient: *recipient,
                    about: about.clone(),
                    known: *known,
                })
                .collect(),
        };
        // Plain data: map keys are text and there are no floating-point numbers, so writing to memory cannot fail.
        json::write(&file)
    }

    /// What may be written to storage: `None` until the shopper said yes to remembering. Where it is `None`, remove what
    /// is stored.
    pub fn stored(&self) -> Option<Vec<u8>> {
        self.remembered.then(|| self.export())
    }

    /// Reads an exported or stored profile with its settings.
    ///
    /// # Errors
    /// [`TasteError`] says what is wrong and where.
    pub fn read(bytes: &[u8]) -> Result<Self, TasteError> {
        if bytes.len() > MAX_BYTES {
            return Err(TasteError::TooLarge { bytes: bytes.len() });
        }
        let json = Json::new(bytes).map_err(|error| damaged(error.into()))?;
        let stamp: Stamp = json.read().map_err(damaged)?;
        if stamp.kind != KIND {
            let reason = format!("it is not `{KIND}`");
            return Err(TasteError::Damaged { path: "kind".to_owned(), reason });
        }
        if stamp.schema > SCHEMA {
            return Err(TasteError::Newer { found: stamp.schema });
        }
        let File { remembered, paused, recipient, entries, .. } = json.read().map_err(damaged)?;
        Ok(Self { entries: checked(entries)?, recipient, paused, remembered })
    }

    /// Replaces all that is known by an exported profile. Whether this device remembers and learns stays as it is.
    ///
    /// # Errors
    /// [`TasteError`] says what is wrong; the profile is then unchanged.
    pub fn import(&mut self, bytes: &[u8]) -> Result<(), TasteError> {
        let Self { entries, recipient, .. } = Self::read(bytes)?;
        self.entries = entries;
        self.recipient = recipient;
        Ok(())
    }
}

fn damaged(JsonError { path, reason }: JsonError) -> TasteError {
    TasteError::Damaged { path, reason }
}

fn checked(list: Vec<Entry>) -> Result<Table<(Recipient, Attribute), Evidence>, TasteError> {
    if list.len() > MAX_ENTRIES {
        return Err(TasteError::TooManyEntries { count: list.len() });
    }
    let mut entries = Table::new();
    for (index, Entry { recipient, about, known }) in list.into_iter().enumerate() {
        let refused = |reason| Err(TasteError::Entry { index, reason });
        if known.liked > MAX_MASS || known.against > MAX_MASS {
            return refused("its evidence is larger than 1000 picks");
        }
        let tally = &known.tally;
        if tally.first_ms > tally.last_ms || tally.liked_ms > tally.last_ms {
            return refused("its first signal is later than its last");
        }
        if tally.for_it() == 0 && known.liked > 0 {
            return refused("it is liked without anything that was done");
        }
        if entries.insert((recipient, about), known).is_some() {
            return refused("it is there twice");
        }
    }
    Ok(entries)
}
