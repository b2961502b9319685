//! Fetching the project's own files. Errors say what to do; nothing else is ever fetched.

use js_sys::Uint8Array;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a file could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FetchError {
    /// The server was not reached.
    #[error("{url} could not be reached; check the connection and try again")]
    Unreachable {
        /// The address.
        url: String,
    },
    /// The server answered, but not with the file.
    #[error("{url} was refused by the server (status {status})")]
    Status {
        /// The address.
        url: String,
        /// HTTP status.
        status: u16,
    },
}

/// The bytes of a file. It is asked for at once, also where the answer is waited for later: several come side by side.
///
/// # Errors
/// [`FetchError`] where the server cannot be reached or does not have it.
pub(crate) fn fetch(url: &str) -> impl Future<Output = Result<Vec<u8>, FetchError>> + use<> {
    let asked = JsFuture::from(window().fetch_with_str(url));
    let url = url.to_owned();
    async move {
        let unreachable = |_: JsValue| FetchError::Unreachable { url: url.clone() };
        let response: Response = asked.await.map_err(unreachable)?.unchecked_into();
        if !response.ok() {
            return Err(FetchError::Status { url, status: response.status() });
        }
        let body = response.array_buffer().map_err(unreachable)?;
        let buffer = JsFuture::from(body).await.map_err(unreachable)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}
