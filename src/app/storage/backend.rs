//! What every place that keeps data can do: one atomic step of reads, a plan made from them, and writes.
//! It knows nothing of designs; values are opaque.

use std::future::Future;
use std::pin::Pin;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::StorageError;

/// A named part of a back end; keys are unique within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Area {
    /// Design id -> head, as JSON.
    Heads,
    /// Design id, revision and kind -> record.
    Records,
    /// Design id -> the newest state as one record (used in the second home only).
    Mirror,
    /// Artwork id -> original bytes.
    Originals,
    /// Artwork id -> small picture for the screen.
    Proxies,
    /// Artwork id and design id: who needs what.
    Owners,
    /// Design id -> PNG.
    Thumbnails,
    /// Hash of the text key -> outlines.
    Outlines,
    /// Name -> JSON.
    Prefs,
    /// What could not be read, and why.
    Quarantine,
}

impl Area {
    /// All areas. Adding one needs a new database version.
    pub(super) const ALL: [Self; 10] = [
        Self::Heads,
        Self::Records,
        Self::Mirror,
        Self::Originals,
        Self::Proxies,
        Self::Owners,
        Self::Thumbnails,
        Self::Outlines,
        Self::Prefs,
        Self::Quarantine,
    ];

    /// Its name on the device; never changed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Heads => "heads",
            Self::Records => "records",
            Self::Mirror => "mirror",
            Self::Originals => "originals",
            Self::Proxies => "proxies",
            Self::Owners => "owners",
            Self::Thumbnails => "thumbnails",
            Self::Outlines => "outlines",
            Self::Prefs => "prefs",
            Self::Quarantine => "quarantine",
        }
    }
}

/// What to look up.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Read<'a> {
    /// The value of one key: no entry or one.
    One(Area, &'a str),
    /// Every entry whose key begins so, by key.
    Under(Area, &'a str),
    /// The keys that begin so, in order; values are undefined.
    Keys(Area, &'a str),
}

/// What to change.
#[derive(Clone, Debug)]
pub(crate) enum Write {
    /// Set a value.
    Put(Area, String, JsValue),
    /// Take a key away, if it is there.
    Remove(Area, String),
}

/// What a plan writes, in this order.
pub(super) trait Writes {
    /// Sets the bytes of a key.
    fn put(&mut self, area: Area, key: &str, bytes: &[u8]);
    /// Takes these entries away.
    fn remove_all(&mut self, area: Area, entries: &[Entry]);
}

impl Writes for Vec<Write> {
    fn put(&mut self, area: Area, key: &str, bytes: &[u8]) {
        self.push(Write::Put(area, key.to_owned(), Uint8Array::from(bytes).into()));
    }

    fn remove_all(&mut self, area: Area, entries: &[Entry]) {
        for entry in entries {
            self.push(Write::Remove(area, entry.key.clone()));
        }
    }
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: String,
    /// What is stored there; a `Uint8Array` unless something else wrote it.
    pub(crate) value: JsValue,
}

impl Entry {
    /// The stored bytes; `None` where it is something else.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        self.array().map(|array| array.to_vec())
    }

    /// The stored bytes, left in the browser's memory.
    pub(crate) fn array(&self) -> Option<Uint8Array> {
        self.value.dyn_ref::<Uint8Array>().cloned()
    }
}

/// Whether a step changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// The plan writes nothing.
    Read,
    /// The plan may write; it is the only one that does, in all tabs.
    Write,
}

/// One atomic step: `plan` sees the answers to `reads` in their order and says what to write. It may be asked again
/// where the browser closed the storage. An error from it leaves everything as it was.
pub(crate) struct Step<'a> {
    /// Whether it writes.
    pub(crate) access: Access,
    /// Every area that it touches.
    pub(crate) areas: &'a [Area],
    /// What to look up.
    pub(crate) reads: &'a [Read<'a>],
    /// The plan.
    pub(crate) plan: Plan<'a>,
}

/// From what was found to what is written.
pub(crate) type Plan<'a> = &'a mut dyn FnMut(Vec<Vec<Entry>>) -> Result<Vec<Write>, StorageError>;

/// A result that comes later.
pub(crate) type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + 'a>>;

/// A place that keeps data: `IndexedDB`, OPFS, memory; one day the merchant's page.
pub(crate) trait Backend {
    /// Does a step: all of it is kept (to survive a crash, where the place can) or nothing.
    ///
    /// # Errors
    /// What the place says, or the plan.
    fn run<'a>(&'a self, step: Step<'a>) -> Later<'a, ()>;
}

/// Looks things up in one consistent view.
pub(super) async fn find(
    backend: &dyn Backend,
    areas: &[Area],
    reads: &[Read<'_>],
) -> Result<Vec<Vec<Entry>>, StorageError> {
    let mut answers = Vec::new();
    let plan: Plan<'_> = &mut |found| {
        answers = found;
        Ok(Vec::new())
    };
    backend.run(Step { access: Access::Read, areas, reads, plan }).await?;
    Ok(answers)
}

/// Looks up one key.
pub(super) async fn find_one(
    backend: &dyn Backend,
    area: Area,
    key: &str,
) -> Result<Option<Entry>, StorageError> {
    let found = find(backend, &[area], &[Read::One(area, key)]).await?;
    Ok(found.into_iter().flatten().next())
}

/// Writes without looking first.
pub(super) async fn write(
    backend: &dyn Backend,
    areas: &[Area],
    writes: Vec<Write>,
) -> Result<(), StorageError> {
    let plan: Plan<'_> = &mut |_| Ok(writes.clone());
    backend.run(Step { access: Access::Write, areas, reads: &[], plan }).await
}
