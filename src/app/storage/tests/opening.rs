//! Opening where the browser has no storage, refuses it, hangs, or keeps something newer.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::super::backend::{Area, Write, write};
use super::super::indexed::{IndexedDb, VERSION, factory};
use super::super::web::{Database, Factory};
use super::super::{Durability, Storage, StorageError};
use super::{delete, head, names, payloads, real, save_all, snapshot};

/// An `indexedDB` whose `open` is this.
fn fake(open: &JsValue) -> Factory {
    let object = Object::new();
    Reflect::set(&object, &"open".into(), open).unwrap();
    object.unchecked_into()
}

/// Opens a database outside of Atelier, in this version, and keeps the connection whatever happens.
async fn stubborn(name: &str, version: u32) -> Database {
    let request = factory().unwrap().open(name, Some(version)).unwrap();
    let opened = js_sys::Promise::new(&mut |resolve, _| request.set_onsuccess(&resolve));
    wasm_bindgen_futures::JsFuture::from(opened).await.unwrap();
    request.result().unwrap().unchecked_into()
}

#[wasm_bindgen_test]
async fn a_browser_with_everything_says_saved() {
    assert_eq!(real("t-everything").await.durability(), Durability::Saved);
}

#[wasm_bindgen_test]
async fn a_refused_database_is_unavailable() {
    let refuse = js_sys::Function::new_no_args("throw new DOMException('no', 'SecurityError')");
    let opened = IndexedDb::open(fake(&refuse), "t-refused", 100).await;
    assert_eq!(opened.err(), Some(StorageError::Unavailable { reason: "no".into() }));
}

#[wasm_bindgen_test]
async fn a_hanging_database_is_blocked_after_a_bounded_wait() {
    let hang = js_sys::Function::new_no_args("return {}");
    let opened = IndexedDb::open(fake(&hang), "t-hanging", 20).await;
    assert_eq!(opened.err(), Some(StorageError::Blocked));
}

#[wasm_bindgen_test]
async fn a_missing_interface_is_an_error_and_no_trap() {
    let missing = super::interface(&["navigator", "noSuchThing"]).map_err(StorageError::from);
    assert_eq!(missing.err(), Some(StorageError::Unavailable { reason: "no noSuchThing".into() }));
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_blocks() {
    delete("t-stubborn").await;
    let old = stubborn("t-stubborn", VERSION).await;
    // The next version of Atelier, while this one holds on.
    let request = factory().unwrap().open("t-stubborn", Some(VERSION + 1)).unwrap();
    let opened = IndexedDb::open(factory().unwrap(), "t-stubborn", 50).await;
    assert_eq!(opened.err(), Some(StorageError::Blocked));
    old.close();
    drop(request);
}

#[wasm_bindgen_test]
async fn a_newer_database_is_left_alone() {
    delete("t-newer").await;
    stubborn("t-newer", VERSION + 4).await.close();
    let storage = Storage::open_named("t-newer").await;
    let newer = StorageError::Newer { schema: VERSION + 4 };
    assert_eq!(storage.durability(), Durability::InMemoryOnly(newer));
    assert!(storage.second.is_none());
}

#[wasm_bindgen_test]
async fn in_memory_everything_works_and_says_so() {
    let storage = Storage::in_memory(StorageError::Blocked);
    save_all(&storage, &[snapshot(1, 1, "whole")]).await;
    assert_eq!(payloads(&super::load(&storage, 1).await), ["whole"]);
    assert_eq!(storage.durability(), Durability::InMemoryOnly(StorageError::Blocked));
}

#[wasm_bindgen_test]
async fn the_list_survives_a_new_visit() {
    let storage = real("t-survives").await;
    save_all(&storage, &[snapshot(1, 1, "one"), snapshot(2, 1, "two")]).await;
    drop(storage);
    let later = Storage::open_named("t-survives").await;
    assert_eq!(names(&later).await, ["Design 2", "Design 1"]);
    assert_eq!(payloads(&super::load(&later, 1).await), ["one"]);
}

#[wasm_bindgen_test]
async fn an_emptied_database_is_filled_from_the_second_home() {
    let storage = real("t-emptied").await;
    save_all(&storage, &[snapshot(1, 1, "one")]).await;
    storage.save_mirror(&head(1), &snapshot(1, 1, "one")).await.unwrap();
    let record = snapshot(1, 1, "one").key();
    let removals = [(Area::Heads, super::id(1).to_string()), (Area::Records, record)];
    let removals = removals.map(|(area, key)| Write::Remove(area, key)).to_vec();
    write(&*storage.first.backend, &[Area::Heads, Area::Records], removals).await.unwrap();
    assert_eq!(names(&storage).await, ["Design 1"]);
    assert_eq!(payloads(&super::load(&storage, 1).await), ["one"]);
}

#[wasm_bindgen_test]
async fn asking_to_persist_comes_back() {
    // The answer is the browser's; that there is one is ours.
    let first = real("t-persist").await.persist().await;
    assert_eq!(first, real("t-persist").await.persist().await);
}
