//! The rules of storage, shown in a real browser. Each test has its own database and folder; nothing waits for a clock.

mod backends;
mod designs;
mod faults;
mod opening;
mod things;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use design::{ArtworkId, DesignId};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test_configure;

use super::backend::{Area, Backend, Later, Step, Writes};
use super::home::Place;
use super::indexed::{IndexedDb, OPEN_PATIENCE_MS, factory};
use super::memory::Memory;
use super::opfs::Opfs;
use super::web::{Directory, StorageManager, interface, options, wait};
use super::{
    DesignHead, Durability, Flaw, Home, Loaded, Record, RecordKind, Revision, Storage, StorageError,
};

wasm_bindgen_test_configure!(run_in_browser);

/// A back end that fails when it is told to.
#[derive(Clone)]
struct Faulty {
    inner: Rc<dyn Backend>,
    fault: Rc<RefCell<Option<StorageError>>>,
    passing: Rc<Cell<bool>>,
}

impl Faulty {
    fn over(inner: impl Backend + 'static) -> Self {
        Self { inner: Rc::new(inner), fault: Rc::default(), passing: Rc::default() }
    }

    fn fail(&self, error: StorageError) {
        *self.fault.borrow_mut() = Some(error);
    }

    /// Fails the next step only.
    fn fail_once(&self, error: StorageError) {
        self.fail(error);
        self.passing.set(true);
    }

    fn heal(&self) {
        self.passing.set(false);
        self.fault.borrow_mut().take();
    }
}

impl Backend for Faulty {
    fn run<'a>(&'a self, step: Step<'a>) -> Later<'a, ()> {
        let fault = self.fault.borrow().clone();
        if self.passing.get() {
            self.heal();
        }
        match fault {
            Some(error) => Box::pin(async move { Err(error) }),
            None => self.inner.run(step),
        }
    }
}

async fn delete(name: &str) {
    if let Ok(request) = factory().unwrap().delete_database(name) {
        let gone = js_sys::Promise::new(&mut |resolve, _| request.set_onsuccess(&resolve));
        wasm_bindgen_futures::JsFuture::from(gone).await.unwrap();
    }
    let manager: StorageManager = interface(&["navigator", "storage"]).unwrap().unchecked_into();
    let root: Directory = wait(manager.directory()).await.unwrap();
    let whole = options(&[("recursive", JsValue::TRUE)]);
    let _: Result<JsValue, _> = wait(root.remove_all(name, &whole)).await;
}

async fn indexed(name: &str) -> IndexedDb {
    delete(name).await;
    IndexedDb::open(factory().unwrap(), name, OPEN_PATIENCE_MS).await.unwrap()
}

async fn opfs(name: &str) -> Opfs {
    delete(name).await;
    Opfs::open(name).await.unwrap()
}

/// Storage over memory in both homes, whose faults are in our hands.
fn two_homes() -> (Storage, Faulty, Faulty) {
    let (first, second) = (Faulty::over(Memory::default()), Faulty::over(Memory::default()));
    let storage = Storage::over(
        Place::new(Home::IndexedDb, first.clone()),
        Some(Place::new(Home::Opfs, second.clone())),
        Durability::Saved,
    );
    (storage, first, second)
}

/// The real homes, empty.
async fn real(name: &str) -> Storage {
    delete(name).await;
    Storage::open_named(name).await
}

fn id(number: u64) -> DesignId {
    DesignId(number)
}

fn revision(number: u64) -> Revision {
    Revision { number, tab: 7 }
}

fn head(design: u64) -> DesignHead {
    DesignHead {
        id: id(design),
        name: format!("Design {design}"),
        product: catalog::ProductId::new("tee").unwrap(),
        colour: catalog::ColourId::new("white").unwrap(),
        schema: 1,
        is_template: false,
        artworks: Vec::new(),
        revision: Revision::default(),
        touched: 0,
        deleted: false,
    }
}

fn snapshot(design: u64, number: u64, payload: &str) -> Record {
    Record {
        design: id(design),
        schema: 1,
        revision: revision(number),
        kind: RecordKind::Snapshot,
        payload: payload.into(),
    }
}

fn diff(design: u64, base: u64, number: u64, payload: &str) -> Record {
    let kind = RecordKind::Diff { base: revision(base) };
    Record { kind, ..snapshot(design, number, payload) }
}

/// Saves records of one design in order.
async fn save_all(storage: &Storage, records: &[Record]) {
    for record in records {
        storage.save(&head(record.design.0), record).await.unwrap();
    }
}

/// What an editor can read: anything that does not say `bad`; `newer` is from the future.
fn readable(record: &Record) -> Result<(), Flaw> {
    match std::str::from_utf8(&record.payload) {
        Ok("newer") => Err(Flaw::Newer(design::SCHEMA + 1)),
        Ok(text) if !text.contains("bad") => Ok(()),
        _ => Err(Flaw::Corrupt("it says bad".into())),
    }
}

async fn load(storage: &Storage, design: u64) -> Loaded {
    storage.load(id(design), readable).await.unwrap().unwrap()
}

/// The payloads that were loaded, snapshot first.
fn payloads(loaded: &Loaded) -> Vec<&str> {
    let records = std::iter::once(&loaded.snapshot).chain(&loaded.diffs);
    records.map(|record| std::str::from_utf8(&record.payload).unwrap()).collect()
}

async fn names(storage: &Storage) -> Vec<String> {
    storage.list().await.unwrap().designs.into_iter().map(|head| head.name).collect()
}

/// Writes raw bytes where a record or head would be.
async fn plant(backend: &dyn Backend, area: Area, key: &str, bytes: &[u8]) {
    let mut writes = Vec::new();
    writes.put(area, key, bytes);
    super::backend::write(backend, &[area], writes).await.unwrap();
}

async fn planted(backend: &dyn Backend, area: Area, key: &str) -> Option<Vec<u8>> {
    super::backend::find_one(backend, area, key).await.unwrap().and_then(|entry| entry.bytes())
}

fn picture(bytes: &[u8]) -> (ArtworkId, Uint8Array) {
    (ArtworkId::of(bytes), Uint8Array::from(bytes))
}
