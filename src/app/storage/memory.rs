//! The back end that keeps nothing after the tab: for browsers without storage, and for tests.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::backend::{Area, Backend, Entry, Later, Read, Step, Write};

/// Everything in one list, in order of area and key.
#[derive(Default)]
pub(crate) struct Memory {
    entries: RefCell<Vec<(Area, Entry)>>,
}

impl Memory {
    fn answer(&self, read: Read<'_>) -> Vec<Entry> {
        let mut found = Vec::new();
        for (there, entry) in &*self.entries.borrow() {
            let (area, is_wanted, has_value) = match read {
                Read::One(area, key) => (area, entry.key == key, true),
                Read::Under(area, prefix) => (area, entry.key.starts_with(prefix), true),
                Read::Keys(area, prefix) => (area, entry.key.starts_with(prefix), false),
            };
            if *there == area && is_wanted {
                let value = if has_value { entry.value.clone() } else { JsValue::UNDEFINED };
                found.push(Entry { key: entry.key.clone(), value });
            }
        }
        found
    }

    fn apply(&self, write: Write) {
        let (area, key, value) = match write {
            Write::Put(area, key, value) => (area, key, Some(value)),
            Write::Remove(area, key) => (area, key, None),
        };
        let mut entries = self.entries.borrow_mut();
        entries.retain(|(there, entry)| *there != area || entry.key != key);
        if let Some(value) = value {
            let at = entries.partition_point(|(there, entry)| (*there, &entry.key) < (area, &key));
            entries.insert(at, (area, Entry { key, value }));
        }
    }
}

impl Backend for Memory {
    fn run<'a>(&'a self, step: Step<'a>) -> Later<'a, ()> {
        let mut done = || {
            let found = step.reads.iter().map(|read| self.answer(*read)).collect();
            for write in (step.plan)(found)? {
                self.apply(write);
            }
            Ok(())
        };
        Box::pin(std::future::ready(done()))
    }
}
