//! Everything that is kept on the shopper's device, behind one door: designs, artwork, outlines, preferences.
//! It says truly where things are kept. It does not know what a record means or when to save: the editor does.

mod artwork;
mod backend;
mod durability;
mod error;
pub(crate) mod files;
mod home;
mod indexed;
mod list;
mod load;
mod locks;
mod memory;
mod opfs;
mod prefs;
mod quarantine;
mod record;
mod save;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod web;

pub(crate) use artwork::ArtworkPart;
pub(crate) use durability::Durability;
pub(crate) use error::StorageError;
#[cfg(all(test, target_arch = "wasm32"))]
pub(crate) use home::Home;
pub(crate) use home::Storage;
pub(crate) use list::{Deleted, Listing, forget, purge_deleted};
pub(crate) use load::Loaded;
pub(crate) use locks::Hold;
pub(crate) use quarantine::SetAside;
pub(crate) use record::{DesignHead, Flaw, Record, RecordKind, Revision};
