//! Locks between tabs, where the browser has them. A lock ends with its tab, so none is ever left behind.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

use super::web::{LockManager, PATIENCE_MS, Waited, interface, options, wait_at_most};

thread_local! {
    /// Locks of this tab that were let go; each is kept when the browser has noticed.
    static RELEASING: RefCell<Vec<Promise>> = const { RefCell::new(Vec::new()) };
}

/// A lock that is held until this is dropped.
pub(crate) struct Hold {
    held: Option<(Function, Promise)>,
}

impl Hold {
    /// Holds nothing, for browsers without locks.
    pub(super) fn nothing() -> Self {
        Self { held: None }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some((release, released)) = self.held.take() {
            // Keeping a promise cannot throw.
            let _ = release.call0(&JsValue::UNDEFINED);
            RELEASING.with_borrow_mut(|releasing| releasing.push(released));
        }
    }
}

/// Who may hold a lock at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    /// Any number of tabs that share it; waits for the one that does not.
    Shared,
    /// This one alone; does not wait, and is `Taken` where anyone else holds it.
    AloneOrNot,
    /// This one alone; waits for its turn.
    Alone,
}

/// What asking for a lock brought.
pub(super) enum Asked {
    /// It is held.
    Held(Hold),
    /// Somebody else holds it, or the browser does not answer.
    Taken,
    /// This browser has no locks here.
    Absent,
}

/// Asks for a lock.
pub(super) async fn lock(name: &str, sharing: Sharing) -> Asked {
    let Ok(manager) = interface(&["navigator", "locks"]) else { return Asked::Absent };
    let manager: LockManager = manager.unchecked_into();
    if sharing == Sharing::AloneOrNot {
        // What this tab let go a moment ago is not in the way.
        for released in RELEASING.take() {
            // However it ends, asking shows it.
            let _ = wait_at_most(PATIENCE_MS, &released).await;
        }
    }
    let mut release = None;
    let released = Promise::new(&mut |resolve, _| release = Some(resolve));
    let mut requested = Ok(Promise::resolve(&JsValue::UNDEFINED));
    let granted = Promise::new(&mut |resolve, _| {
        let released = released.clone();
        // The browser holds the lock until the promise that this returns is kept.
        let held = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let is_held = !lock.is_null();
            let _ = resolve.call1(&JsValue::UNDEFINED, &is_held.into());
            if is_held { released.into() } else { JsValue::UNDEFINED }
        });
        let mode = if sharing == Sharing::Shared { "shared" } else { "exclusive" };
        let only_now = sharing == Sharing::AloneOrNot;
        let options = options(&[("mode", mode.into()), ("ifAvailable", only_now.into())]);
        requested = manager.request(name, &options, &held);
    });
    let Ok(requested) = requested else { return Asked::Absent };
    let first = Promise::race(&Array::of2(&granted, &requested));
    match wait_at_most(PATIENCE_MS, &first).await {
        Ok(Waited::Kept(held)) if held.is_truthy() => {
            Asked::Held(Hold { held: release.map(|release| (release, requested)) })
        }
        Ok(Waited::Kept(_)) => Asked::Taken,
        Ok(Waited::Late) => {
            // Should it come later, it ends at once.
            let _ = release.map(|release| release.call0(&JsValue::UNDEFINED));
            Asked::Taken
        }
        Err(_) => Asked::Absent,
    }
}
