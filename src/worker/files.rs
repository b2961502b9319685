//! The project's files, fetched by a worker: fonts for typesetting, maps for pictures.

use std::cell::RefCell;

use design::{FontId, Text};
use jobs::JobError;
use js_sys::Uint8Array;
use typeset::{FontLibrary, FontList, TypesetError};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response};

/// The bytes of a file, or what went wrong in words.
pub(crate) async fn fetch(url: &str) -> Result<Vec<u8>, String> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let unreachable = |_: JsValue| "it could not be reached".to_owned();
    let response: Response =
        JsFuture::from(scope.fetch_with_str(url)).await.map_err(unreachable)?.unchecked_into();
    if !response.ok() {
        return Err(format!("the server refused it with status {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(unreachable)?);
    Ok(Uint8Array::new(&buffer.await.map_err(unreachable)?).to_vec())
}

/// Fonts, fetched when a text needs them.
#[derive(Default)]
pub(crate) struct Fonts {
    library: RefCell<Option<FontLibrary>>,
}

impl Fonts {
    /// Makes sure that a text's fonts are loaded.
    ///
    /// # Errors
    /// The font that did not load. The others are there.
    pub(crate) async fn prepare(&self, base: &str, text: &Text) -> Result<(), JobError> {
        self.open(base).await?;
        let wanted = self.library.borrow().as_ref().map(|library| library.wanted(text));
        for font in wanted.unwrap_or_default() {
            self.load(base, font).await?;
        }
        Ok(())
    }

    /// Works with the library. `None` before the first [`Fonts::prepare`].
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut FontLibrary) -> T) -> Option<T> {
        self.library.borrow_mut().as_mut().map(work)
    }

    async fn open(&self, base: &str) -> Result<(), JobError> {
        if self.library.borrow().is_some() {
            return Ok(());
        }
        let list_failed =
            |reason: String| JobError::Font { font: FontId("fonts.json".into()), reason };
        let json = fetch(&format!("{base}fonts/fonts.json")).await.map_err(list_failed)?;
        let json = String::from_utf8_lossy(&json);
        let list = FontList::parse(&json).map_err(|error| list_failed(error.to_string()))?;
        // Another job may have opened it while this one waited.
        self.library.borrow_mut().get_or_insert_with(|| FontLibrary::new(list));
        Ok(())
    }

    async fn load(&self, base: &str, font: FontId) -> Result<(), JobError> {
        let failed = |reason: String| JobError::Font { font: font.clone(), reason };
        let file = self
            .with(|library| library.list().find(&font).map(|entry| entry.file.clone()))
            .flatten()
            .ok_or_else(|| failed("it is not in the font list".into()))?;
        let bytes = fetch(&format!("{base}fonts/{file}")).await.map_err(failed)?;
        self.with(|library| library.add(font.clone(), bytes))
            .unwrap_or(Ok(()))
            .map_err(|error| failed(error.to_string()))
    }
}

/// An error of typesetting as the app hears it.
pub(crate) fn text_error(error: &TypesetError) -> JobError {
    JobError::Text { reason: error.to_string() }
}
