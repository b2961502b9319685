//! `IndexedDB`: one database, one object store per area, one strict transaction per step. No record formats.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::StorageError;
use super::backend::{Access, Area, Backend, Entry, Later, Read, Step, Write};
use super::web::{
    Database, Factory, Request, Transaction, Waited, interface, key_range, options, says,
    wait_at_most,
};

/// Version of the database; raised when an [`Area`] is added.
pub(super) const VERSION: u32 = 1;
/// How long opening may take before the page goes on without it; a cold start takes well under one second.
pub(super) const OPEN_PATIENCE_MS: i32 = 4_000;
/// How long a step may take; writing 50 MB takes about a second.
const STEP_PATIENCE_MS: i32 = 20_000;

/// An open database, opened again when the browser closed it.
pub(crate) struct IndexedDb {
    factory: Factory,
    name: String,
    database: Rc<RefCell<Option<Database>>>,
}

/// The browser's `indexedDB`.
///
/// # Errors
/// [`StorageError::Unavailable`] where there is none or it is refused.
pub(super) fn factory() -> Result<Factory, StorageError> {
    let found = interface(&["indexedDB"])?;
    Ok(found.unchecked_into())
}

impl IndexedDb {
    /// Opens the database, waiting at most `patience` milliseconds.
    ///
    /// # Errors
    /// `Unavailable`, `Blocked`, `Newer` or `Failed`; the page goes on with another back end.
    pub(super) async fn open(
        factory: Factory,
        name: &str,
        patience: i32,
    ) -> Result<Self, StorageError> {
        let opened = Self { factory, name: name.to_owned(), database: Rc::default() };
        opened.connect(patience).await?;
        Ok(opened)
    }

    /// The open database, or a new connection.
    async fn connect(&self, patience: i32) -> Result<Database, StorageError> {
        if let Some(database) = &*self.database.borrow() {
            return Ok(database.clone());
        }
        let request = self.factory.open(&self.name, Some(VERSION))?;
        let opened = match open(request, patience).await {
            Err(Refused::ByBrowser(thrown)) if says(&thrown, "name", "VersionError") => {
                return Err(self.newer_version(patience).await);
            }
            opened => opened?,
        };
        // Another tab wants a newer version: let go at once, so that it is not blocked.
        let (held, closing) = (Rc::clone(&self.database), opened.clone());
        opened.set_onversionchange(&Closure::once_into_js(move || {
            held.borrow_mut().take();
            closing.close();
        }));
        *self.database.borrow_mut() = Some(opened.clone());
        Ok(opened)
    }

    /// The error that names the version that is there.
    async fn newer_version(&self, patience: i32) -> StorageError {
        let mut schema = VERSION + 1;
        if let Ok(request) = self.factory.open(&self.name, None)
            && let Ok(opened) = open(request, patience).await
        {
            schema = opened.version() as u32;
            opened.close();
        }
        StorageError::Newer { schema }
    }

    /// A transaction, after one new connection where the old one was closed.
    async fn begin(&self, access: Access, areas: &[Area]) -> Result<Transaction, StorageError> {
        let stores: Array = areas.iter().map(|area| JsValue::from_str(area.name())).collect();
        let (mode, durability) = match access {
            Access::Read => ("readonly", "default"),
            Access::Write => ("readwrite", "strict"),
        };
        let options = options(&[("durability", durability.into())]);
        let mut was_closed = false;
        loop {
            let database = self.connect(OPEN_PATIENCE_MS).await?;
            match database.transaction(&stores, mode, &options).map_err(StorageError::from) {
                Err(StorageError::Closed) if !was_closed => {
                    was_closed = true;
                    self.database.borrow_mut().take();
                }
                begun => return begun,
            }
        }
    }
}

impl Backend for IndexedDb {
    fn run<'a>(&'a self, step: Step<'a>) -> Later<'a, ()> {
        Box::pin(async move {
            let transaction = self.begin(step.access, step.areas).await?;
            let ended = Promise::new(&mut |resolve, _| {
                transaction.set_oncomplete(&resolve);
                transaction.set_onabort(&resolve);
            });
            let planned = match look_up(&transaction, step.reads).await {
                Ok(found) => (step.plan)(found).and_then(|writes| apply(&transaction, writes)),
                Err(StorageError::Blocked) => Err(too_slow()),
                Err(error) => Err(error),
            };
            if planned.is_err() {
                // It may have ended by itself already.
                let _ = transaction.abort();
            }
            let end = wait_at_most(STEP_PATIENCE_MS, &ended).await?;
            planned?;
            match end {
                Waited::Late => Err(too_slow()),
                Waited::Kept(event) if says(&event, "type", "complete") => Ok(()),
                Waited::Kept(_) => Err(StorageError::from_js(&transaction.failure())),
            }
        })
    }
}

/// A request and the promise that it ends, made before the browser can answer.
struct Asked {
    request: Request,
    settled: Promise,
}

impl Asked {
    fn new(request: Request) -> Self {
        let settled = Promise::new(&mut |resolve, _| {
            request.set_onsuccess(&resolve);
            request.set_onerror(&resolve);
        });
        Self { request, settled }
    }

    /// What the request brought.
    async fn answer(&self, patience: i32) -> Result<JsValue, Refused> {
        match wait_at_most(patience, &self.settled).await.map_err(Refused::ByBrowser)? {
            Waited::Late => Err(Refused::ByTime),
            Waited::Kept(_) => match self.request.error().map_err(Refused::ByBrowser)? {
                error if error.is_null() => self.request.result().map_err(Refused::ByBrowser),
                error => Err(Refused::ByBrowser(error)),
            },
        }
    }
}

/// Why a request brought nothing.
enum Refused {
    ByBrowser(JsValue),
    ByTime,
}

impl From<Refused> for StorageError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::ByBrowser(thrown) => Self::from_js(&thrown),
            Refused::ByTime => Self::Blocked,
        }
    }
}

/// A step that takes too long is tried again, as it may be done by then; a database that does not open is not.
fn too_slow() -> StorageError {
    StorageError::Failed { reason: "it takes too long".to_owned() }
}

/// Opens a database and makes the stores that it lacks. A connection that comes too late is closed again.
async fn open(request: Request, patience: i32) -> Result<Database, Refused> {
    let upgrading = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let Ok(database) = upgrading.result() else { return };
        let database: Database = database.unchecked_into();
        for area in Area::ALL {
            // Refused where the store is there already.
            let _ = database.create_object_store(area.name());
        }
    });
    request.set_onupgradeneeded(upgrade.unchecked_ref());
    let asked = Asked::new(request);
    let opened = asked.answer(patience).await;
    if let Err(Refused::ByTime) = opened {
        spawn_local(async move {
            if JsFuture::from(asked.settled).await.is_ok()
                && let Ok(database) = asked.request.result()
            {
                database.unchecked_into::<Database>().close();
            }
        });
        return Err(Refused::ByTime);
    }
    Ok(opened?.unchecked_into())
}

/// A lookup that is under way.
enum Lookup {
    One(String, Asked),
    Under(Asked, Asked),
    Keys(Asked),
}

/// Asks everything at once, then waits for the answers, so that the transaction stays alive.
async fn look_up(
    transaction: &Transaction,
    reads: &[Read<'_>],
) -> Result<Vec<Vec<Entry>>, StorageError> {
    let store = |area: Area| transaction.object_store(area.name());
    let mut lookups = Vec::new();
    for read in reads.iter().copied() {
        lookups.push(match read {
            Read::One(area, key) => {
                let value = store(area)?.get(key)?;
                Lookup::One(key.to_owned(), Asked::new(value))
            }
            Read::Under(area, prefix) => {
                let (store, range) = (store(area)?, under(prefix)?);
                Lookup::Under(
                    Asked::new(store.all_keys(&range)?),
                    Asked::new(store.all_values(&range)?),
                )
            }
            Read::Keys(area, prefix) => {
                Lookup::Keys(Asked::new(store(area)?.all_keys(&under(prefix)?)?))
            }
        });
    }
    let mut found = Vec::new();
    for lookup in lookups {
        found.push(match lookup {
            Lookup::One(key, value) => match value.answer(STEP_PATIENCE_MS).await? {
                value if value.is_undefined() => Vec::new(),
                value => vec![Entry { key, value }],
            },
            Lookup::Under(keys, values) => {
                let keys = keys.answer(STEP_PATIENCE_MS).await?;
                entries(keys, values.answer(STEP_PATIENCE_MS).await?)
            }
            Lookup::Keys(keys) => {
                entries(keys.answer(STEP_PATIENCE_MS).await?, Array::new().into())
            }
        });
    }
    Ok(found)
}

/// Keys and their values; keys that are not text were not written by Atelier and are left alone.
fn entries(keys: JsValue, values: JsValue) -> Vec<Entry> {
    let (keys, values): (Array, Array) = (keys.unchecked_into(), values.unchecked_into());
    let entry = |(place, key): (usize, JsValue)| {
        Some(Entry { key: key.as_string()?, value: values.get(place as u32) })
    };
    keys.iter().enumerate().filter_map(entry).collect()
}

/// The range of keys that begin so.
fn under(prefix: &str) -> Result<JsValue, JsValue> {
    key_range(prefix, &[prefix, "\u{ffff}"].concat())
}

/// Issues the writes. Whether they hold is known when the transaction ends.
fn apply(transaction: &Transaction, writes: Vec<Write>) -> Result<(), StorageError> {
    for write in writes {
        match write {
            Write::Put(area, key, value) => {
                transaction.object_store(area.name())?.put(&value, &key)?
            }
            Write::Remove(area, key) => transaction.object_store(area.name())?.delete(&key)?,
        };
    }
    Ok(())
}
