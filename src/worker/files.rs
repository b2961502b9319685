//! The project's files, fetched by a worker: fonts for typesetting, maps for pictures.

use std::cell::RefCell;

use design::{FontId, Text};
use jobs::JobError;
use js_sys::{Promise, Uint8Array};
use typeset::{FontLibrary, FontList, TypesetError};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response};

/// The bytes of a file, or what went wrong in words.
pub(crate) async fn fetch(url: &str) -> Result<Vec<u8>, String> {
    received(asked(url)).await
}

/// Asks for a file, so that it is on its way.
fn asked(url: &str) -> Promise {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.fetch_with_str(url)
}

/// The bytes of a file that was asked for.
async fn received(asked: Promise) -> Result<Vec<u8>, String> {
    let unreachable = |_: JsValue| "it could not be reached".to_owned();
    let response: Response = JsFuture::from(asked).await.map_err(unreachable)?.unchecked_into();
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
        for file in self.with(|library| library.wanted_lists(text)).unwrap_or_default() {
            self.open_list(base, file).await?;
        }
        let wanted = self.with(|library| library.wanted(text)).unwrap_or_default();
        // All are on their way before the first one is waited for.
        let mut coming = Vec::with_capacity(wanted.len());
        for font in wanted {
            let file = self.file(&font)?;
            coming.push((font, asked(&format!("{base}fonts/{file}"))));
        }
        for (font, file) in coming {
            let failed = |reason: String| JobError::Font { font: font.clone(), reason };
            let bytes = received(file).await.map_err(failed)?;
            self.with(|library| library.add(font.clone(), bytes))
                .unwrap_or(Ok(()))
                .map_err(|error| failed(error.to_string()))?;
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

    /// Reads a list that most texts do without.
    async fn open_list(&self, base: &str, file: &str) -> Result<(), JobError> {
        let failed = |reason: String| JobError::Font { font: FontId(file.into()), reason };
        let bytes = fetch(&format!("{base}fonts/{file}")).await.map_err(failed)?;
        self.with(|library| library.add_list(file, &bytes))
            .unwrap_or(Ok(()))
            .map_err(|error| failed(error.to_string()))
    }

    fn file(&self, font: &FontId) -> Result<String, JobError> {
        self.with(|library| library.list().find(font).map(|entry| entry.file.clone()))
            .flatten()
            .ok_or_else(|| {
                let reason = "it is not in the font list".into();
                JobError::Font { font: font.clone(), reason }
            })
    }
}

/// An error of typesetting as the app hears it.
pub(crate) fn text_error(error: &TypesetError) -> JobError {
    JobError::Text { reason: error.to_string() }
}
