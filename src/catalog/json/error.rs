//! What can be wrong with JSON, and where. Paths are put together on the way out of the reader, so good files pay nothing.

use std::fmt;

use serde::de;

/// Longest reason and longest path that are kept, in characters: both may quote the file.
const LONGEST: usize = 200;

/// A text that is not JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} at line {line} column {column}")]
pub struct SyntaxError {
    /// Line from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

/// A text that does not hold what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct JsonError {
    /// JSON path of what is wrong, for example `sides[0].area.width`; `.` for the whole. Cut where it is very long.
    pub path: String,
    /// What is wrong there; with line and column where the text is not JSON at all.
    pub reason: String,
}

impl From<SyntaxError> for JsonError {
    fn from(error: SyntaxError) -> Self {
        Self { path: ".".to_owned(), reason: error.to_string() }
    }
}

/// An error on its way out. Boxed, so that results stay small.
pub(super) type Fault = Box<JsonError>;

impl JsonError {
    #[cold]
    #[inline(never)]
    pub(super) fn fault(reason: fmt::Arguments<'_>) -> Fault {
        Box::new(Self { path: String::new(), reason: reason.to_string() })
    }

    /// The error, seen from the object that holds its place under a key.
    #[cold]
    #[inline(never)]
    pub(super) fn under(mut self: Box<Self>, key: &str) -> Fault {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{key}{dot}{}", self.path);
        self
    }

    /// The error, seen from the list that holds its place.
    #[cold]
    #[inline(never)]
    pub(super) fn within(self: Box<Self>, index: usize) -> Fault {
        self.under(&format!("[{index}]"))
    }

    /// The error for who asked: cut, and with a path.
    #[cold]
    #[inline(never)]
    pub(super) fn finished(self) -> Self {
        let Self { mut path, mut reason } = self;
        for text in [&mut path, &mut reason] {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(end);
            }
        }
        if path.is_empty() {
            path.push('.');
        }
        Self { path, reason }
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        JsonError::fault(format_args!("{reason}"))
    }
}
