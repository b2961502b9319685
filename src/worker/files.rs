//! The project's files, fetched by a worker: fonts for typesetting, maps for pictures.

use std::cell::RefCell;
use std::rc::Rc;

use design::{FontId, Text};
use jobs::JobError;
use js_sys::Uint8Array;
use typeset::{FontLibrary, FontList, TypesetError};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response};

use crate::once::{End, UnderWay};

/// The bytes of a file, or what went wrong in words.
pub(crate) async fn fetch(url: &str) -> Result<Vec<u8>, String> {
    let unreachable = |_: JsValue| "it could not be reached".to_owned();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let asked = JsFuture::from(scope.fetch_with_str(url));
    let response: Response = asked.await.map_err(unreachable)?.unchecked_into();
    if !response.ok() {
        return Err(format!("the server refused it with status {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(unreachable)?);
    Ok(Uint8Array::new(&buffer.await.map_err(unreachable)?).to_vec())
}

/// Fonts, each fetched once, when a text needs it.
#[derive(Default)]
pub(crate) struct Fonts {
    library: Rc<RefCell<Option<FontLibrary>>>,
    coming: UnderWay,
}

impl Fonts {
    /// Makes sure that a text's fonts are loaded.
    ///
    /// # Errors
    /// The font that did not load. The others are there.
    pub(crate) async fn prepare(&self, base: &str, text: &Text) -> Result<(), JobError> {
        self.open(base).await?;
        for file in self.with(|library| library.wanted_lists(text)).unwrap_or_default() {
            let add = move |library: &mut FontLibrary, bytes: Vec<u8>| {
                library.add_list(file, &bytes).map_err(|error| error.to_string())
            };
            self.begin(base, file, add).wait().await.map_err(failed(file))?;
        }
        let wanted = self.with(|library| library.wanted(text)).unwrap_or_default();
        // All are on their way before the first one is waited for.
        let mut coming = Vec::with_capacity(wanted.len());
        for font in wanted {
            let file = self.file(&font)?;
            let id = font.clone();
            let add = move |library: &mut FontLibrary, bytes: Vec<u8>| {
                library.add(id, bytes).map_err(|error| error.to_string())
            };
            coming.push((self.begin(base, &file, add), font));
        }
        for (file, font) in coming {
            file.wait().await.map_err(failed(font.as_str()))?;
        }
        Ok(())
    }

    /// Works with the library. `None` before the first [`Fonts::prepare`].
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut FontLibrary) -> T) -> Option<T> {
        self.library.borrow_mut().as_mut().map(work)
    }

    async fn open(&self, base: &str) -> Result<(), JobError> {
        const FILE: &str = "fonts.json";
        if self.library.borrow().is_some() {
            return Ok(());
        }
        let (url, library) = (format!("{base}fonts/{FILE}"), self.library.clone());
        let opened = async move {
            let json = fetch(&url).await?;
            let list = FontList::parse(&String::from_utf8_lossy(&json));
            let list = list.map_err(|error| error.to_string())?;
            *library.borrow_mut() = Some(FontLibrary::new(list));
            Ok(())
        };
        self.coming.begin(FILE, opened).wait().await.map_err(failed(FILE))
    }

    /// Fetches a file beside the font list and adds it to the library, unless that is being done.
    fn begin(
        &self,
        base: &str,
        file: &str,
        add: impl FnOnce(&mut FontLibrary, Vec<u8>) -> Result<(), String> + 'static,
    ) -> End {
        let (url, library) = (format!("{base}fonts/{file}"), self.library.clone());
        self.coming.begin(file, async move {
            let bytes = fetch(&url).await?;
            library.borrow_mut().as_mut().map_or(Ok(()), |library| add(library, bytes))
        })
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

/// What to say about a font or a list of fonts that did not load.
fn failed(what: &str) -> impl Fn(String) -> JobError {
    let font = FontId(what.into());
    move |reason| JobError::Font { font: font.clone(), reason }
}

/// An error of typesetting as the app hears it.
pub(crate) fn text_error(error: &TypesetError) -> JobError {
    JobError::Text { reason: error.to_string() }
}
