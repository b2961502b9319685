//! Why something could not be stored or read, in words for the shopper. Not what to do next: autosave decides that.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::Revision;

/// Why storage did not do what was asked. Nothing of a failed save was stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StorageError {
    /// The browser has no storage here or refuses it: a private window, blocked site data, a frame without rights.
    #[error("this browser keeps nothing for this page ({reason}); download your design to keep it")]
    Unavailable {
        /// The browser's own words.
        reason: String,
    },
    /// Another tab with an older Atelier is open and does not let go, or the browser does not answer.
    #[error("the browser's storage does not answer; close other tabs with Atelier, then reload")]
    Blocked,
    /// There is no room left.
    #[error(
        "there is no room left on this device; download your design, then delete old designs or free some space"
    )]
    Full,
    /// What was read is damaged. It was set aside.
    #[error("{what} is damaged ({reason}); it was set aside and nothing was overwritten")]
    Corrupt {
        /// What was read.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Written by a newer Atelier: this one leaves it alone.
    #[error("this was saved by a newer Atelier (version {schema}); reload the page to update")]
    Newer {
        /// The version that was found.
        schema: u32,
    },
    /// Another tab saved meanwhile. Merge what is stored, then save again.
    #[error("another tab saved this design meanwhile")]
    Stale {
        /// The revision that is stored.
        stored: Revision,
    },
    /// There is no such design (any more).
    #[error("this design is no longer stored; save it again as a whole")]
    Gone,
    /// The browser closed the storage, for example because its data were cleared.
    #[error("the browser closed its storage; try again or reload the page")]
    Closed,
    /// Anything else that the browser says.
    #[error("the browser could not store this ({reason}); try again or download your design")]
    Failed {
        /// The browser's own words.
        reason: String,
    },
}

impl StorageError {
    /// The error that the browser threw, by the name of its `DOMException`.
    pub(super) fn from_js(thrown: &JsValue) -> Self {
        let said = |field: &str| {
            Reflect::get(thrown, &field.into())
                .ok()
                .and_then(|value| value.as_string())
                .unwrap_or_default()
        };
        let name = said("name");
        match name.as_str() {
            "QuotaExceededError" => Self::Full,
            "InvalidStateError" => Self::Closed,
            "SecurityError" | "NotAllowedError" | "TypeError" => {
                Self::Unavailable { reason: said("message") }
            }
            _ => Self::Failed { reason: [name, said("message")].join(" ").trim().to_owned() },
        }
    }
}

impl From<JsValue> for StorageError {
    fn from(thrown: JsValue) -> Self {
        Self::from_js(&thrown)
    }
}
