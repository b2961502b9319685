//! JSON to types, for every file and message of the project: one reader of one type, because each further one costs the
//! shopper's download a copy of all that is read. Writing is `serde_json`'s, but for numbers.
//!
//! The whole text is judged first, then read. Differences from `serde_json`'s reader: structures are objects only, never
//! lists; enums are a name, or an object with the name as its only key; an error names the JSON path. Fields of types
//! that are read here may not be flattened and enums not be tagged inside: those would be read to a tree first.

mod error;
mod reader;
mod syntax;
mod writer;

pub use error::{JsonError, SyntaxError};
pub use writer::{write, write_text};

use std::fmt;

use reader::Reader;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Visitor};

/// Most levels of lists and objects within each other.
pub const DEEPEST: usize = 127;

/// Reads a value from a whole text in UTF-8, without a byte order mark.
///
/// # Errors
/// [`JsonError`] names the JSON path of what is wrong: broken JSON, a missing field, a field that is unknown to a type
/// that refuses those, a field that is there twice, a wrong type.
///
/// ```
/// let error = catalog::json::read::<Vec<u8>>(b"[1, 2, 300]").unwrap_err();
/// assert_eq!(error.to_string(), "[2]: invalid value: integer `300`, expected u8");
/// ```
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    Json::new(bytes)?.read()
}

/// A text that is JSON, if not yet of any type. For what is read twice: first the schema, then the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// Takes a text that is one JSON value.
    ///
    /// # Errors
    /// [`SyntaxError`] where it is not; that names line and column.
    pub fn new(bytes: &'a [u8]) -> Result<Self, SyntaxError> {
        syntax::check(bytes).map(Self)
    }

    /// Reads it as a value.
    ///
    /// # Errors
    /// [`JsonError`] names the JSON path of what does not fit the type.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, JsonError> {
        T::deserialize(&mut Reader::new(self.0)).map_err(|error| error.finished())
    }
}

/// A part of a text that is kept as it is, to be read later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw(String);

impl Raw {
    /// Reads it. The path of an error begins at this part.
    ///
    /// # Errors
    /// [`JsonError`] names the JSON path of what does not fit the type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, JsonError> {
        Json(&self.0).read()
    }

    /// Whether it is a string.
    pub fn is_string(&self) -> bool {
        self.0.starts_with('"')
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Raw;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("any value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
                Ok(Raw(text.to_owned()))
            }
        }
        // JSON has no bytes; the reader gives the value's own text to who asks for them.
        deserializer.deserialize_byte_buf(Text)
    }
}
