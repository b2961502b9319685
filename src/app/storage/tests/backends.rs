//! Every back end keeps the same promises: reads, plans, writes, all or nothing.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::super::backend::{Access, Area, Backend, Plan, Read, Step, Write, find, write};
use super::super::memory::Memory;
use super::super::{StorageError, web};
use super::{delete, indexed, opfs, plant, planted};

fn value(bytes: &[u8]) -> JsValue {
    js_sys::Uint8Array::from(bytes).into()
}

const AREAS: &[Area] = &[Area::Prefs, Area::Records];

async fn keeps_its_promises(backend: &dyn Backend) {
    let put = |area, key: &str, bytes: &[u8]| Write::Put(area, key.to_owned(), value(bytes));
    let names = ["a/1", "a/2", "b/1", "Ärger_.~ %", ""];
    let puts = names.iter().map(|name| put(Area::Prefs, name, name.as_bytes())).collect();
    write(backend, AREAS, puts).await.unwrap();
    write(backend, AREAS, vec![put(Area::Records, "a/1", b"elsewhere")]).await.unwrap();

    // Each key has its own bytes, in its own area.
    for name in names {
        assert_eq!(planted(backend, Area::Prefs, name).await.as_deref(), Some(name.as_bytes()));
    }
    assert_eq!(planted(backend, Area::Records, "a/1").await.as_deref(), Some(&b"elsewhere"[..]));
    assert_eq!(planted(backend, Area::Records, "a/2").await, None);

    // Prefixes, in order, with and without values.
    let reads = &[Read::Under(Area::Prefs, "a/"), Read::Keys(Area::Prefs, "b")];
    let found = find(backend, AREAS, reads).await.unwrap();
    let keys: Vec<_> = found[0].iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["a/1", "a/2"]);
    assert_eq!(found[0][1].bytes().as_deref(), Some(&b"a/2"[..]));
    assert_eq!((found[1].len(), found[1][0].bytes()), (1, None));

    // A plan sees what is there and may refuse: nothing changes.
    let plan: Plan<'_> = &mut |found| {
        assert_eq!(found[0].len(), 1);
        Err(StorageError::Gone)
    };
    let reads = &[Read::One(Area::Prefs, "a/1")];
    let refused = backend.run(Step { access: Access::Write, areas: AREAS, reads, plan }).await;
    assert_eq!(refused, Err(StorageError::Gone));

    // Over and away.
    let removed = vec![put(Area::Prefs, "a/1", b"new"), Write::Remove(Area::Prefs, "a/2".into())];
    write(backend, AREAS, removed).await.unwrap();
    assert_eq!(planted(backend, Area::Prefs, "a/1").await.as_deref(), Some(&b"new"[..]));
    assert_eq!(planted(backend, Area::Prefs, "a/2").await, None);
    write(backend, AREAS, vec![Write::Remove(Area::Prefs, "never".into())]).await.unwrap();
}

#[wasm_bindgen_test]
async fn memory_keeps_its_promises() {
    keeps_its_promises(&Memory::default()).await;
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_its_promises() {
    keeps_its_promises(&indexed("t-promises").await).await;
}

#[wasm_bindgen_test]
async fn opfs_keeps_its_promises() {
    keeps_its_promises(&opfs("t-promises-files").await).await;
}

#[wasm_bindgen_test]
async fn indexed_db_drops_the_whole_step_when_one_write_fails() {
    let database = indexed("t-whole").await;
    // A function cannot be stored.
    let function: JsValue = js_sys::Function::new_no_args("").unchecked_into();
    let writes = vec![
        Write::Put(Area::Prefs, "good".into(), value(b"1")),
        Write::Put(Area::Prefs, "bad".into(), function),
    ];
    assert!(write(&database, AREAS, writes).await.is_err());
    assert_eq!(planted(&database, Area::Prefs, "good").await, None);
}

#[wasm_bindgen_test]
async fn indexed_db_lets_go_for_another_tab_and_comes_back() {
    let database = indexed("t-lets-go").await;
    plant(&database, Area::Prefs, "a", b"1").await;
    // Deleting waits until every connection is closed; ours closes itself when it is asked to.
    delete("t-lets-go").await;
    assert_eq!(planted(&database, Area::Prefs, "a").await, None);
    plant(&database, Area::Prefs, "a", b"2").await;
    assert_eq!(planted(&database, Area::Prefs, "a").await.as_deref(), Some(&b"2"[..]));
}

#[wasm_bindgen_test]
async fn indexed_db_outlives_the_connection() {
    let database = indexed("t-outlives").await;
    plant(&database, Area::Prefs, "a", b"1").await;
    let again =
        super::IndexedDb::open(super::factory().unwrap(), "t-outlives", 4_000).await.unwrap();
    assert_eq!(planted(&again, Area::Prefs, "a").await.as_deref(), Some(&b"1"[..]));
}

#[wasm_bindgen_test]
async fn opfs_steps_of_several_tabs_take_turns() {
    let (here, there) = (opfs("t-turns").await, super::Opfs::open("t-turns").await.unwrap());
    let count = |backend: &'static dyn Backend| async move {
        for _ in 0..5 {
            let plan: Plan<'_> = &mut |found| {
                let before =
                    found[0].first().and_then(|entry| entry.bytes()).map_or(0, |bytes| bytes[0]);
                Ok(vec![Write::Put(Area::Prefs, "count".into(), value(&[before + 1]))])
            };
            let reads = &[Read::One(Area::Prefs, "count")];
            backend.run(Step { access: Access::Write, areas: AREAS, reads, plan }).await.unwrap();
        }
    };
    let (here, there): (&'static _, &'static _) =
        (Box::leak(Box::new(here)), Box::leak(Box::new(there)));
    let other = wasm_bindgen_futures::future_to_promise(async move {
        count(there).await;
        Ok(JsValue::UNDEFINED)
    });
    count(here).await;
    web::wait::<JsValue>(Ok(other)).await.unwrap();
    assert_eq!(planted(here, Area::Prefs, "count").await, Some(vec![10]));
}
