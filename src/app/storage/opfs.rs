//! The browser's private file system (OPFS): one folder, a file per area and key. Each file changes at once or not at
//! all; a step of several files is done in its order under a lock, so a plan puts first and removes last.

use std::future::Future;
use std::pin::Pin;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::StorageError;
use super::backend::{Access, Area, Backend, Entry, Later, Read, Step, Write};
use super::locks::{Sharing, lock};
use super::web::{
    Bytes, Directory, FileHandle, StorageManager, Writable, interface, options, says, wait,
};
use crate::lazy::lazy_code;

/// A folder of the origin's private file system.
pub(crate) struct Opfs {
    name: String,
    lock: String,
}

impl Opfs {
    /// Opens the folder of this name.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where the browser has none, refuses it, or cannot write files from a page.
    pub(super) async fn open(name: &str) -> Result<Self, StorageError> {
        interface(&["FileSystemFileHandle", "prototype", "createWritable"])?;
        let opened = Self { name: name.to_owned(), lock: ["atelier-files-", name].concat() };
        opened.root().await?;
        Ok(opened)
    }

    /// The folder, asked for at every step: a browser that clears the origin's data leaves old handles dead.
    async fn root(&self) -> Result<Directory, JsValue> {
        let manager: StorageManager = interface(&["navigator", "storage"])?.unchecked_into();
        let origin: Directory = wait(manager.directory()).await?;
        wait(origin.subdirectory(&self.name, &created())).await
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
            let root = self.root().await?;
            let mut found = Vec::new();
            for read in step.reads.iter().copied() {
                found.push(look_up(&root, read).await?);
            }
            let writes = (step.plan)(found)?;
            if writes.is_empty() {
                return Ok(());
            }
            match apply_all(root, writes).await {
                Ok(applied) => Ok(applied.await?),
                Err(_) => {
                    Err(StorageError::Failed { reason: "the code for it did not load".into() })
                }
            }
        })
    }
}

async fn look_up(root: &Directory, read: Read<'_>) -> Result<Vec<Entry>, JsValue> {
    let mut found = Vec::new();
    for (key, name) in files(root, read).await? {
        let mut value = JsValue::UNDEFINED;
        if !matches!(read, Read::Keys(..)) {
            match contents(root, &name).await {
                Err(thrown) if is_absent(&thrown) => continue,
                contents => value = contents?,
            }
        }
        let at = found.partition_point(|other: &Entry| other.key < key);
        found.insert(at, Entry { key, value });
    }
    Ok(found)
}

/// The keys that are asked for, and their files.
async fn files(root: &Directory, read: Read<'_>) -> Result<Vec<(String, String)>, JsValue> {
    let (area, prefix) = match read {
        Read::One(area, key) => return Ok(vec![(key.to_owned(), file_name(area, key))]),
        Read::Under(area, prefix) | Read::Keys(area, prefix) => (area, prefix),
    };
    let names = root.keys()?;
    let mut files = Vec::new();
    loop {
        let next: js_sys::IteratorNext = wait(names.next()).await?;
        if next.done() {
            return Ok(files);
        }
        let name = next.value().as_string().unwrap_or_default();
        if let Some(key) = key(area, &name).filter(|key| key.starts_with(prefix)) {
            files.push((key, name));
        }
    }
}

async fn contents(root: &Directory, name: &str) -> Result<JsValue, JsValue> {
    let file: FileHandle = wait(root.file(name, &JsValue::UNDEFINED)).await?;
    let contents: Bytes = wait(file.contents()).await?;
    let buffer: JsValue = wait(contents.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).into())
}

type Applied = Pin<Box<dyn Future<Output = Result<(), JsValue>>>>;

lazy_code! {
    /// Carries out what a plan wants, in its order.
    in tools: fn apply_all(root: Directory, writes: Vec<Write>) -> Applied {
        Box::pin(async move {
            for write in writes {
                apply(&root, write).await?;
            }
            Ok(())
        })
    }
}

async fn apply(root: &Directory, write: Write) -> Result<(), JsValue> {
    match write {
        Write::Put(area, key, value) => {
            let name = file_name(area, &key);
            let file: FileHandle = wait(root.file(&name, &created())).await?;
            let writable: Writable = wait(file.writable()).await?;
            wait::<JsValue>(writable.write(&value)).await?;
            wait::<JsValue>(writable.finish()).await?;
        }
        Write::Remove(area, key) => {
            let removed = wait::<JsValue>(root.remove_entry(&file_name(area, &key))).await;
            if let Err(thrown) = removed
                && !is_absent(&thrown)
            {
                return Err(thrown);
            }
        }
    }
    Ok(())
}

/// `{create: true}`.
fn created() -> JsValue {
    options(&[("create", JsValue::TRUE)])
}

/// Whether the browser says that there is no such file.
fn is_absent(thrown: &JsValue) -> bool {
    says(thrown, "name", "NotFoundError")
}

/// The file of a key: `area.key.at`, other bytes than letters, digits and `-` as `_` and two digits. The end tells our
/// files from those that a browser puts beside them while it writes.
fn file_name(area: Area, key: &str) -> String {
    let mut name = [area.name(), "."].concat();
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            name.push(byte.into());
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    name.push_str(".at");
    name
}

/// The key of a file of this area; `None` where it is not one.
fn key(area: Area, file_name: &str) -> Option<String> {
    let name = file_name.strip_prefix(area.name())?.strip_prefix('.')?.strip_suffix(".at")?;
    let mut bytes = Vec::new();
    for (place, part) in name.split('_').enumerate() {
        let mut text = part;
        if place > 0 {
            bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
            text = &part[2..];
        }
        bytes.extend_from_slice(text.as_bytes());
    }
    String::from_utf8(bytes).ok()
}
