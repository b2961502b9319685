//! Work that several jobs need at the same time, done once: fetching a file and keeping what is in it. What is done is
//! remembered by who does it, not here.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// What is under way, by name.
#[derive(Clone, Default)]
pub(crate) struct UnderWay(Rc<RefCell<BTreeMap<String, Promise>>>);

/// The end of work that was begun.
pub(crate) struct End(Promise);

impl UnderWay {
    /// Begins the work of this name, unless it is under way. After its end, also a bad one, it can begin again.
    pub(crate) fn begin(
        &self,
        name: &str,
        work: impl Future<Output = Result<(), String>> + 'static,
    ) -> End {
        let mut all = self.0.borrow_mut();
        if let Some(coming) = all.get(name) {
            return End(coming.clone());
        }
        let (here, key) = (self.clone(), name.to_owned());
        let coming = future_to_promise(async move {
            let outcome = work.await;
            here.0.borrow_mut().remove(&key);
            // Never rejected: nobody may be waiting for it any more.
            Ok(outcome.map_or_else(|reason| JsValue::from_str(&reason), |()| JsValue::UNDEFINED))
        });
        all.insert(name.to_owned(), coming.clone());
        End(coming)
    }
}

impl End {
    /// Waits for it.
    ///
    /// # Errors
    /// What went wrong, in words.
    pub(crate) async fn wait(self) -> Result<(), String> {
        let outcome = JsFuture::from(self.0).await.unwrap_or_else(|reason| reason);
        outcome.as_string().map_or(Ok(()), Err)
    }
}
