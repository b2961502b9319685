//! Files that come from the shopper or go to them: picked, dropped, pasted, read with a limit, downloaded.
//! What is in a file is for others to judge.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, ClipboardEvent, DataTransfer, Document, DragEvent, File, FileList,
    HtmlAnchorElement, HtmlInputElement, Url,
};

use super::web::{Bytes, release_later, wait};

/// How long a download's address lives after the click; browsers have begun by then.
const ADDRESS_LIFE_MS: i32 = 60_000;

/// Why a file could not be read or handed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FileError {
    /// Larger than is read.
    #[error("{name} has {} MB; at most {} MB can be used", megabytes(*bytes), megabytes(*limit))]
    TooLarge {
        /// The file's name.
        name: String,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Without any bytes.
    #[error("{name} is empty; choose another file")]
    Empty {
        /// The file's name.
        name: String,
    },
    /// The browser could not read it: it was moved, changed or is a folder.
    #[error("{name} could not be read; choose it again")]
    Unreadable {
        /// The file's name.
        name: String,
    },
    /// The browser refused the download.
    #[error("{name} could not be downloaded; allow downloads for this page and try again")]
    NotSaved {
        /// The file's name.
        name: String,
    },
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

/// Whether one or several files may be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Many {
    /// One.
    One,
    /// Any number.
    Several,
}

/// Hands bytes to the shopper as a file.
///
/// # Errors
/// [`FileError::NotSaved`] where the browser refuses.
pub(crate) fn download(file_name: &str, mime: &str, bytes: &Uint8Array) -> Result<(), FileError> {
    offer(file_name, mime, bytes).map_err(|_| FileError::NotSaved { name: file_name.to_owned() })
}

fn offer(file_name: &str, mime: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = element("a")?;
    link.set_href(&address);
    link.set_download(file_name);
    link.click();
    release_later(ADDRESS_LIFE_MS, &address)
}

/// Lets the shopper pick files of these kinds (as in `<input accept>`); none where they cancel. Call it in a click or key
/// press, or the browser does not open its dialog.
pub(crate) async fn pick(accept: &str, many: Many) -> Vec<File> {
    let Ok(input) = element::<HtmlInputElement>("input") else { return Vec::new() };
    input.set_type("file");
    input.set_accept(accept);
    input.set_multiple(many == Many::Several);
    let picked = Promise::new(&mut |resolve, _| {
        for event in ["change", "cancel"] {
            // Listening on an element of our own cannot fail.
            let _ = input.add_event_listener_with_callback(event, &resolve);
        }
    });
    input.click();
    if JsFuture::from(picked).await.is_err() {
        return Vec::new();
    }
    files(input.files())
}

/// Reads a file, unless it is empty or larger than this many bytes.
///
/// # Errors
/// [`FileError`] names the file.
pub(crate) async fn read(file: &File, limit: u64) -> Result<Uint8Array, FileError> {
    let (name, size) = (file.name(), file.size());
    if size < 1.0 {
        return Err(FileError::Empty { name });
    }
    // A size is a whole number below 2^53.
    if size > limit as f64 {
        return Err(FileError::TooLarge { name, bytes: size as u64, limit });
    }
    let buffer: Result<JsValue, JsValue> = wait(file.unchecked_ref::<Bytes>().array_buffer()).await;
    buffer.map(|buffer| Uint8Array::new(&buffer)).map_err(|_| FileError::Unreadable { name })
}

/// A problem with a file, by the file's name: most errors do not know it, those of reading do.
pub(crate) fn about(name: &str, problem: &str) -> String {
    if problem.starts_with(name) { problem.to_owned() } else { format!("{name}: {problem}") }
}

/// The files that were dropped. Call it in the event, and `prevent_default` there.
pub(crate) fn dropped(event: &DragEvent) -> Vec<File> {
    carried(event.data_transfer())
}

/// Whether a drag brings files: words of the page can be dragged too.
pub(crate) fn brings_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

/// The files that were pasted. Call it in the event.
pub(crate) fn pasted(event: &ClipboardEvent) -> Vec<File> {
    carried(event.clipboard_data())
}

fn carried(data: Option<DataTransfer>) -> Vec<File> {
    files(data.and_then(|data| data.files()))
}

fn files(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.get(place)).collect()
}

fn element<T: JsCast>(tag: &str) -> Result<T, JsValue> {
    let document: Document = super::web::interface(&["document"])?.unchecked_into();
    Ok(document.create_element(tag)?.unchecked_into())
}
