//! The storage of this page: which back ends there are, first and second home. What is done with them is beside it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::StorageError;
use super::backend::Backend;
use super::durability::{Durability, Ledger};
use super::indexed::{IndexedDb, OPEN_PATIENCE_MS, factory};
use super::memory::Memory;
use super::opfs::Opfs;
use super::web::{StorageManager, interface, wait};

/// Name of the database and of the folder.
const NAME: &str = "atelier";

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// `IndexedDB`.
    IndexedDb,
    /// The browser's private file system.
    Opfs,
    /// Only this tab.
    Memory,
}

/// A place and what it is.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) home: Home,
    pub(super) backend: Rc<dyn Backend>,
}

/// Everything that is kept on this device. Clones are the same storage.
#[derive(Clone)]
pub(crate) struct Storage {
    /// Where everything is kept.
    pub(super) first: Place,
    /// Where the newest state of each design is kept as well.
    pub(super) second: Option<Place>,
    pub(super) ledger: Rc<RefCell<Ledger>>,
}

impl Storage {
    /// Opens what this browser has: `IndexedDB`, else OPFS, else memory. Comes back even where the browser does not answer.
    pub(crate) async fn open() -> Self {
        Self::open_named(NAME).await
    }

    pub(super) async fn open_named(name: &str) -> Self {
        let indexed = match factory() {
            Ok(factory) => IndexedDb::open(factory, name, OPEN_PATIENCE_MS).await,
            Err(error) => Err(error),
        };
        let why = match indexed {
            Ok(indexed) => {
                let second = Opfs::open(name).await.ok().map(|opfs| Place::new(Home::Opfs, opfs));
                return Self::over(Place::new(Home::IndexedDb, indexed), second, Durability::Saved);
            }
            // Nothing here may touch what a newer Atelier keeps.
            Err(error @ StorageError::Newer { .. }) => return Self::in_memory(error),
            Err(error) => error,
        };
        match Opfs::open(name).await {
            Ok(opfs) => Self::over(Place::new(Home::Opfs, opfs), None, Durability::SecondHome(why)),
            Err(_) => Self::in_memory(why),
        }
    }

    /// Keeps everything in this tab only, because of this.
    pub(crate) fn in_memory(reason: StorageError) -> Self {
        Self::over(
            Place::new(Home::Memory, Memory::default()),
            None,
            Durability::InMemoryOnly(reason),
        )
    }

    pub(super) fn over(first: Place, second: Option<Place>, opened: Durability) -> Self {
        Self { first, second, ledger: Rc::new(RefCell::new(Ledger::new(opened))) }
    }

    /// The places, first home first.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        [Some(&self.first), self.second.as_ref()].into_iter().flatten()
    }

    /// The place of the files that outlive a broken `IndexedDB`.
    pub(super) fn mirror(&self) -> Option<&Place> {
        self.places().find(|place| place.home == Home::Opfs)
    }

    /// What is true now of everything that was handed over.
    pub(crate) fn durability(&self) -> Durability {
        self.ledger.borrow().durability()
    }

    /// Calls this whenever [`Storage::durability`] changes, in place of an earlier watcher.
    pub(crate) fn watch(&self, watcher: impl Fn(Durability) + 'static) {
        self.ledger.borrow_mut().watcher = Some(Rc::new(watcher));
    }

    /// Changes the ledger and tells the watcher where that changes what is true.
    pub(super) fn note<T>(&self, change: impl FnOnce(&mut Ledger) -> T) -> T {
        let (before, result, after, watcher) = {
            let mut ledger = self.ledger.borrow_mut();
            let before = ledger.durability();
            let result = change(&mut ledger);
            (before, result, ledger.durability(), ledger.watcher.clone())
        };
        if before != after
            && let Some(watcher) = watcher
        {
            watcher(after);
        }
        result
    }

    /// Asks the browser not to throw the data away when space is short. `false` where it refuses or does not say.
    pub(crate) async fn persist(&self) -> bool {
        let Ok(manager) = interface(&["navigator", "storage"]) else { return false };
        let granted: Result<wasm_bindgen::JsValue, _> =
            wait(manager.unchecked_into::<StorageManager>().persist()).await;
        granted.is_ok_and(|granted| granted.is_truthy())
    }
}

impl Place {
    pub(super) fn new(home: Home, backend: impl Backend + 'static) -> Self {
        Self { home, backend: Rc::new(backend) }
    }
}
