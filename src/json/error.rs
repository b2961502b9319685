//! What can be wrong with JSON, and where. Paths are put together on the way out of the reader, so good files pay nothing.

use std::fmt;

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

/// An error on its way out of a reader. Boxed, so that results stay small.
#[derive(Debug)]
pub struct Fault(Box<JsonError>);

impl Fault {
    /// What is wrong with what comes next.
    #[cold]
    #[inline(never)]
    pub fn new(reason: fmt::Arguments<'_>) -> Self {
        Self(Box::new(JsonError { path: String::new(), reason: reason.to_string() }))
    }

    /// The error, seen from the object that holds its place under a key.
    #[cold]
    #[inline(never)]
    pub(crate) fn under(mut self, key: &str) -> Self {
        let path = &mut self.0.path;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = format!("{key}{dot}{path}");
        self
    }

    /// The error, seen from the list that holds its place.
    #[cold]
    #[inline(never)]
    pub(crate) fn within(self, index: usize) -> Self {
        self.under(&format!("[{index}]"))
    }

    /// The error for who asked: cut, and with a path.
    #[cold]
    #[inline(never)]
    pub(crate) fn finished(self) -> JsonError {
        let JsonError { mut path, mut reason } = *self.0;
        for text in [&mut path, &mut reason] {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(end);
            }
        }
        if path.is_empty() {
            path.push('.');
        }
        JsonError { path, reason }
    }
}
