//! What tabs tell each other, as text for a channel. Reading checks everything once; after that it is trusted.

use geom::Table;
use std::sync::Arc;

use design::{DesignId, Head, Layer, LayerId, SCHEMA, broken_rule};
use json::{FromJson, ToJson};

use crate::saved::{LoadError, read_part};
use crate::stamp::MAX_COUNT;
use crate::{Revision, Stamp, TabId};

/// Longest message that is read.
const MAX_MESSAGE_BYTES: usize = 64 * 1024 * 1024;

/// A record with its stamp.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Write<T> {
    /// When it was written.
    pub stamp: Stamp,
    /// What it holds.
    pub value: T,
}

/// Records with their stamps; `None` for a deleted layer.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct Writes {
    /// The head.
    #[json(optional)]
    pub head: Option<Write<Head>>,
    /// Layers.
    #[json(optional)]
    pub layers: Table<LayerId, Write<Option<Arc<Layer>>>>,
}

/// What a tab tells the others that have the same design open.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Message {
    /// The sender's schema.
    pub schema: u32,
    /// The sender.
    pub tab: TabId,
    /// The design.
    pub design: DesignId,
    /// What.
    pub says: Says,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Says {
    /// "I opened the design; tell me what you have." Also sent to find what was missed.
    Hello,
    /// "This is all that I have", for one tab.
    State {
        /// Who asked.
        to: TabId,
        /// Number of the sender's changes so far.
        seq: u64,
        /// All records.
        writes: Writes,
    },
    /// "I changed this."
    Changed {
        /// Counts the sender's changes, from 1.
        seq: u64,
        /// The changed records.
        writes: Writes,
    },
    /// "All that I have is saved."
    Saved {
        /// Which state was saved.
        revision: Revision,
        /// How many changes of each tab are in it.
        heard: Table<TabId, u64>,
    },
}

impl Message {
    /// The message as text for the channel.
    pub fn to_text(&self) -> String {
        // Serialising plain data to memory has no way to fail: all map keys are text.
        json::write_text(self)
    }

    /// Reads a message.
    ///
    /// # Errors
    /// [`LoadError::Newer`] where a newer Atelier sent it: stop writing. Others: ignore it.
    pub fn read(text: &str) -> Result<Self, LoadError> {
        if text.len() > MAX_MESSAGE_BYTES {
            return Err(LoadError::TooLarge { bytes: text.len(), limit: MAX_MESSAGE_BYTES });
        }
        let message: Self = read_part("message", text.as_bytes())?;
        message.check()?;
        Ok(message)
    }

    fn check(&self) -> Result<(), LoadError> {
        match &self.says {
            Says::Hello => Ok(()),
            Says::Saved { revision, heard } => {
                check_times(heard.values().copied().chain([revision.number]))
            }
            Says::State { seq, writes, .. } | Says::Changed { seq, writes } => {
                check_times([*seq])?;
                check_times(writes.head.iter().map(|write| write.stamp.time))?;
                check_times(writes.layers.values().map(|write| write.stamp.time))?;
                for (id, write) in &writes.layers {
                    let broken = write.value.as_ref().and_then(|layer| broken_rule(*id, layer));
                    if let Some(reason) = broken {
                        return Err(LoadError::Layer { layer: *id, reason });
                    }
                }
                Ok(())
            }
        }
    }

    /// Whether a newer Atelier sent it.
    pub(crate) fn is_newer(&self) -> bool {
        self.schema > SCHEMA
    }

    /// Whether an older Atelier sent it.
    pub(crate) fn is_older(&self) -> bool {
        self.schema < SCHEMA
    }
}

fn check_times(times: impl IntoIterator<Item = u64>) -> Result<(), LoadError> {
    if times.into_iter().all(|time| time <= MAX_COUNT) {
        return Ok(());
    }
    let reason = "a number is out of range".to_owned();
    Err(LoadError::Damaged { part: "message", path: ".".to_owned(), reason })
}
