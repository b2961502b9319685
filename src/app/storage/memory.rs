//! The back end that keeps nothing after the tab: for browsers without storage, and for tests.

use std::cell::RefCell;
use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

use super::backend::{Area, Backend, Entry, Later, Read, Step, Write};

/// Everything in one map.
#[derive(Default)]
pub(crate) struct Memory {
    entries: RefCell<BTreeMap<(Area, String), JsValue>>,
}

impl Memory {
    fn answer(&self, read: &Read) -> Vec<Entry> {
        let entries = self.entries.borrow();
        let (area, prefix, has_values) = match read {
            Read::One(area, key) => {
                let found = entries.get(&(*area, key.clone()));
                return found
                    .map(|value| Entry { key: key.clone(), value: value.clone() })
                    .into_iter()
                    .collect();
            }
            Read::Under(area, prefix) => (*area, prefix, true),
            Read::Keys(area, prefix) => (*area, prefix, false),
        };
        let from = entries.range((area, prefix.clone())..);
        from.take_while(|((there, key), _)| *there == area && key.starts_with(prefix))
            .map(|((_, key), value)| {
                let value = if has_values { value.clone() } else { JsValue::UNDEFINED };
                Entry { key: key.clone(), value }
            })
            .collect()
    }
}

impl Backend for Memory {
    fn run<'a>(&'a self, step: Step<'a>) -> Later<'a, ()> {
        Box::pin(async move {
            let found = step.reads.iter().map(|read| self.answer(read)).collect();
            for write in (step.plan)(found)? {
                let mut entries = self.entries.borrow_mut();
                match write {
                    Write::Put(area, key, value) => entries.insert((area, key), value),
                    Write::Remove(area, key) => entries.remove(&(area, key)),
                };
            }
            Ok(())
        })
    }
}
