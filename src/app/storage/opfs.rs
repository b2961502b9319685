//! The browser's private file system (OPFS): a folder per area, a file per key. Each file changes at once or not at all;
//! a step of several files is done in its order under a lock, so a plan puts first and removes last.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::StorageError;
use super::backend::{Access, Area, Backend, Entry, Later, Read, Step, Write};
use super::locks::{Sharing, lock};
use super::web::{
    Bytes, Directory, FileHandle, StorageManager, Writable, interface, options, wait,
};

/// A folder of the origin's private file system.
pub(crate) struct Opfs {
    root: Directory,
    lock: String,
}

impl Opfs {
    /// Opens the folder of this name.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where the browser has none, refuses it, or cannot write files from a page.
    pub(super) async fn open(name: &str) -> Result<Self, StorageError> {
        interface(&["FileSystemFileHandle", "prototype", "createWritable"])?;
        let manager: StorageManager = interface(&["navigator", "storage"])?.unchecked_into();
        let origin: Directory = wait(manager.directory()).await?;
        let root = wait(origin.subdirectory(name, &created())).await?;
        Ok(Self { root, lock: ["atelier-files-", name].concat() })
    }

    async fn folder(&self, area: Area) -> Result<Directory, JsValue> {
        wait(self.root.subdirectory(area.name(), &created())).await
    }

    async fn look_up(&self, read: Read) -> Result<Vec<Entry>, JsValue> {
        let (area, prefix, values) = match read {
            Read::One(area, key) => {
                let folder = self.folder(area).await?;
                return Ok(read_file(&folder, key).await?.into_iter().collect());
            }
            Read::Under(area, prefix) => (area, prefix, true),
            Read::Keys(area, prefix) => (area, prefix, false),
        };
        let folder = self.folder(area).await?;
        let mut found = Vec::new();
        for key in keys(&folder).await? {
            if !key.starts_with(&prefix) {
                continue;
            }
            if values {
                found.extend(read_file(&folder, key).await?);
            } else {
                found.push(Entry { key, value: JsValue::UNDEFINED });
            }
        }
        found.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(found)
    }

    async fn apply(&self, write: Write) -> Result<(), JsValue> {
        match write {
            Write::Put(area, key, value) => {
                let file: FileHandle =
                    wait(self.folder(area).await?.file(&file_name(&key), &created())).await?;
                let writable: Writable = wait(file.writable()).await?;
                wait::<JsValue>(writable.write(&value)).await?;
                wait::<JsValue>(writable.finish()).await?;
            }
            Write::Remove(area, key) => {
                let folder = self.folder(area).await?;
                absent(
                    wait::<JsValue>(folder.remove_entry(&file_name(&key), &JsValue::UNDEFINED))
                        .await,
                )?;
            }
        }
        Ok(())
    }
}

impl Backend for Opfs {
    fn run<'a>(&'a self, step: Step<'a>) -> Later<'a, ()> {
        Box::pin(async move {
            // Held to the end of the step; without locks the files are still whole one by one.
            let _turn = match step.access {
                Access::Write => Some(lock(&self.lock, Sharing::Alone).await),
                Access::Read => None,
            };
            let mut found = Vec::new();
            for read in step.reads {
                found.push(self.look_up(read).await?);
            }
            for write in (step.plan)(found)? {
                self.apply(write).await?;
            }
            Ok(())
        })
    }
}

/// `{create: true}`.
fn created() -> JsValue {
    options(&[("create", JsValue::TRUE)])
}

/// Takes "there is no such file" for an answer.
fn absent<T>(result: Result<T, JsValue>) -> Result<Option<T>, JsValue> {
    match result {
        Err(thrown)
            if js_sys::Reflect::get(&thrown, &"name".into())
                .is_ok_and(|name| name == "NotFoundError") =>
        {
            Ok(None)
        }
        result => result.map(Some),
    }
}

async fn read_file(folder: &Directory, key: String) -> Result<Option<Entry>, JsValue> {
    let file: Result<FileHandle, _> =
        wait(folder.file(&file_name(&key), &JsValue::UNDEFINED)).await;
    let Some(file) = absent(file)? else { return Ok(None) };
    let contents: Bytes = wait(file.contents()).await?;
    let buffer: JsValue = wait(contents.array_buffer()).await?;
    Ok(Some(Entry { key, value: Uint8Array::new(&buffer).into() }))
}

async fn keys(folder: &Directory) -> Result<Vec<String>, JsValue> {
    let names = folder.keys()?;
    let mut keys = Vec::new();
    loop {
        let next: js_sys::IteratorNext = wait(names.next()).await?;
        if next.done() {
            return Ok(keys);
        }
        keys.extend(next.value().as_string().and_then(|name| key(&name)));
    }
}

/// The name of a key's file: a browser writes `name.crswap` beside it, so keys have no dots and files end in `.at`.
fn file_name(key: &str) -> String {
    let mut name = String::new();
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            name.push(byte.into());
        } else {
            name.push('_');
            name.push(char::from(b"0123456789abcdef"[usize::from(byte >> 4)]));
            name.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
        }
    }
    name.push_str(".at");
    name
}

/// The key of a file; `None` where it is not one of ours.
fn key(file_name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut parts = file_name.strip_suffix(".at")?.split('_');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.bytes());
    }
    String::from_utf8(bytes).ok()
}
