//! The browser's storage interfaces as far as Atelier uses them, each call able to fail, and a bounded wait.
//! web-sys leaves out `durability` and lets missing interfaces trap, so they are bound here.

use js_sys::{Array, Function, Object, Promise, Reflect, global};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `IDBFactory`.
    pub(super) type Factory;
    #[wasm_bindgen(method, catch)]
    pub(super) fn open(
        this: &Factory,
        name: &str,
        version: Option<u32>,
    ) -> Result<Request, JsValue>;
    #[cfg(test)]
    #[wasm_bindgen(method, catch, js_name = deleteDatabase)]
    pub(super) fn delete_database(this: &Factory, name: &str) -> Result<Request, JsValue>;

    /// `IDBRequest` and `IDBOpenDBRequest`.
    #[derive(Clone)]
    pub(super) type Request;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn result(this: &Request) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn error(this: &Request) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_onsuccess(this: &Request, handler: &Function);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_onerror(this: &Request, handler: &Function);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_onupgradeneeded(this: &Request, handler: &Function);

    /// `IDBDatabase`.
    #[derive(Clone)]
    pub(super) type Database;
    #[wasm_bindgen(method, getter)]
    pub(super) fn version(this: &Database) -> f64;
    #[wasm_bindgen(method)]
    pub(super) fn close(this: &Database);
    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    pub(super) fn create_object_store(this: &Database, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn transaction(
        this: &Database,
        stores: &JsValue,
        mode: &str,
        options: &JsValue,
    ) -> Result<Transaction, JsValue>;
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_onversionchange(this: &Database, handler: &JsValue);

    /// `IDBTransaction`.
    pub(super) type Transaction;
    #[wasm_bindgen(method, catch, js_name = objectStore)]
    pub(super) fn object_store(this: &Transaction, name: &str) -> Result<Store, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn abort(this: &Transaction) -> Result<(), JsValue>;
    #[wasm_bindgen(method, getter, js_name = error)]
    pub(super) fn failure(this: &Transaction) -> JsValue;
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_oncomplete(this: &Transaction, handler: &Function);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_onabort(this: &Transaction, handler: &Function);

    /// `IDBObjectStore`.
    pub(super) type Store;
    #[wasm_bindgen(method, catch)]
    pub(super) fn get(this: &Store, key: &str) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAll)]
    pub(super) fn all_values(this: &Store, range: &JsValue) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAllKeys)]
    pub(super) fn all_keys(this: &Store, range: &JsValue) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn put(this: &Store, value: &JsValue, key: &str) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn delete(this: &Store, key: &str) -> Result<Request, JsValue>;

    /// `IDBKeyRange`.
    #[wasm_bindgen(js_namespace = IDBKeyRange, catch, js_name = bound)]
    pub(super) fn key_range(lowest: &str, highest: &str) -> Result<JsValue, JsValue>;

    /// `StorageManager`.
    pub(super) type StorageManager;
    #[wasm_bindgen(method, catch, js_name = getDirectory)]
    pub(super) fn directory(this: &StorageManager) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn persist(this: &StorageManager) -> Result<Promise, JsValue>;

    /// `FileSystemDirectoryHandle`.
    #[derive(Clone)]
    pub(super) type Directory;
    #[wasm_bindgen(method, catch, js_name = getDirectoryHandle)]
    pub(super) fn subdirectory(
        this: &Directory,
        name: &str,
        options: &JsValue,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    pub(super) fn file(this: &Directory, name: &str, options: &JsValue)
    -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeEntry)]
    pub(super) fn remove_entry(this: &Directory, name: &str) -> Result<Promise, JsValue>;
    #[cfg(test)]
    #[wasm_bindgen(method, catch, js_name = removeEntry)]
    pub(super) fn remove_all(
        this: &Directory,
        name: &str,
        options: &JsValue,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn keys(this: &Directory) -> Result<js_sys::AsyncIterator, JsValue>;

    /// `FileSystemFileHandle`.
    pub(super) type FileHandle;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    pub(super) fn contents(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    pub(super) fn writable(this: &FileHandle) -> Result<Promise, JsValue>;

    /// `FileSystemWritableFileStream`.
    pub(super) type Writable;
    #[wasm_bindgen(method, catch)]
    pub(super) fn write(this: &Writable, value: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = close)]
    pub(super) fn finish(this: &Writable) -> Result<Promise, JsValue>;

    /// `Blob`.
    pub(super) type Bytes;
    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    pub(super) fn array_buffer(this: &Bytes) -> Result<Promise, JsValue>;

    /// `LockManager`.
    pub(super) type LockManager;
    #[wasm_bindgen(method, catch)]
    pub(super) fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        held: &JsValue,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(
        handler: &Function,
        milliseconds: i32,
        argument: &JsValue,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue) -> Result<(), JsValue>;
}

/// A part of the global object, for example `navigator.storage`; `None` where the browser has none or refuses it.
pub(super) fn interface(path: &[&str]) -> Result<JsValue, JsValue> {
    let mut found: JsValue = global().into();
    for name in path {
        found = Reflect::get(&found, &(*name).into())?;
        if found.is_undefined() || found.is_null() {
            return Err(js_sys::TypeError::new(&["no", name].join(" ")).into());
        }
    }
    Ok(found)
}

/// Whether a field of something from the browser says this.
pub(super) fn says(thing: &JsValue, field: &str, text: &str) -> bool {
    Reflect::get(thing, &field.into()).is_ok_and(|found| found == text)
}

/// `{name: value}`.
pub(super) fn options(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh plain object takes any field.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// How long a promise of the browser may take; writing a file of 50 MB takes about a second.
pub(super) const PATIENCE_MS: i32 = 10_000;

/// Waits for a promise and reads what it brings as `T`, without a check: the interface promises the type.
pub(super) async fn wait<T: JsCast>(promise: Result<Promise, JsValue>) -> Result<T, JsValue> {
    match wait_at_most(PATIENCE_MS, &promise?).await? {
        Waited::Kept(value) => Ok(value.unchecked_into()),
        Waited::Late => Err(js_sys::Error::new("it takes too long").into()),
    }
}

/// What a bounded wait brought.
pub(super) enum Waited {
    /// The promise was kept.
    Kept(JsValue),
    /// The time was over before.
    Late,
}

/// Waits for a promise, at most this long.
pub(super) async fn wait_at_most(milliseconds: i32, promise: &Promise) -> Result<Waited, JsValue> {
    let late: JsValue = Object::new().into();
    let mut timer = JsValue::UNDEFINED;
    let clock = Promise::new(&mut |resolve, _| {
        timer = set_timeout(&resolve, milliseconds, &late).unwrap_or_default();
    });
    let first = JsFuture::from(Promise::race(&Array::of2(promise, &clock))).await;
    // A timer that cannot be stopped only resolves a promise that nobody waits for.
    let _ = clear_timeout(&timer);
    let first = first?;
    Ok(if Object::is(&first, &late) { Waited::Late } else { Waited::Kept(first) })
}

/// Gives the address of a blob back to the browser after this time.
pub(super) fn release_later(milliseconds: i32, address: &str) -> Result<(), JsValue> {
    let revoke: Function = interface(&["URL", "revokeObjectURL"])?.unchecked_into();
    set_timeout(&revoke, milliseconds, &address.into()).map(drop)
}
