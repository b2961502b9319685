//! Which features there are and which were seen. What a feature is, others say.

use std::collections::BTreeSet;

/// Features by name.
#[derive(Default)]
pub(crate) struct Seen {
    there: BTreeSet<String>,
    found: BTreeSet<String>,
}

impl Seen {
    /// There is a feature with this name; was it just seen?
    pub(crate) fn feature(&mut self, name: &str, is_seen: bool) {
        if !self.there.contains(name) {
            self.there.insert(name.to_owned());
        }
        if is_seen && !self.found.contains(name) {
            self.found.insert(name.to_owned());
        }
    }

    /// One of several things that a value can be.
    pub(crate) fn one_of(&mut self, what: &str, all: &[&str], found: &str) {
        for name in all {
            self.feature(&format!("{what}::{name}"), *name == found);
        }
        assert!(all.contains(&found), "{what}::{found} is in no list");
    }

    /// Fails with the features that were never seen.
    pub(crate) fn assert_all(&self) {
        let never: Vec<_> = self.there.difference(&self.found).collect();
        assert!(never.is_empty(), "in no sample design: {never:#?}");
        assert!(!self.there.is_empty(), "features are looked for");
    }
}

/// Notes which variant a value is, and which there are. The compiler refuses a list that lacks one.
macro_rules! variant {
    ($seen:expr, $value:expr, $kind:ident { $($variant:ident),+ $(,)? }) => {{
        let found = match $value { $($kind::$variant { .. } => stringify!($variant)),+ };
        $seen.one_of(stringify!($kind), &[$(stringify!($variant)),+], found);
    }};
}

/// Takes a value apart and notes for each field whether it is set, by the words behind it; `_` looks at it elsewhere.
/// The compiler refuses a list that lacks a field.
macro_rules! fields {
    ($seen:expr, $value:expr, $kind:ident { $($field:ident: $is_set:expr),+ $(,)? }) => {{
        let $kind { $($field),+ } = $value;
        $(
            let is_set: Option<bool> = $is_set(&$field).into();
            if let Some(is_set) = is_set {
                $seen.feature(concat!(stringify!($kind), ".", stringify!($field)), is_set);
            }
        )+
    }};
}
