//! JSON to types and back, for every file and message of the project. No files and no I/O.
//!
//! A derived reader is a table of names and a function that points at a part of the value by number; all else is code
//! that every type shares. So a field costs the shopper's download some ten bytes, where serde's derived reader took five
//! hundred. Values are read in place: [`FromJson::blank`] makes one, [`FromJson::read`] fills it in.
//!
//! The whole text is judged first, then read. Structures are objects, tuples are lists; enums are a name, or an object
//! with the name as its only key; an error names the JSON path. The attributes of the derives are named as serde's are:
//! see [`FromJson`](derive@FromJson) and [`ToJson`](derive@ToJson).

mod error;
mod number;
mod path;
mod reader;
mod syntax;
mod values;
mod writer;

pub use error::{Fault, JsonError, SyntaxError};
pub use json_derive::{FromJson, ToJson};
pub use number::number;
pub use path::{path_data, quantised, read_path_data};
pub use reader::{Form, Kind, Reader, Slots};
pub use writer::{Members, Names, Writer, pretty, write, write_text};

/// Most levels of lists and objects within each other.
pub const DEEPEST: usize = 127;

/// A type that can be read from JSON.
pub trait FromJson {
    /// A value to be read into. What it is matters where a field may be missing: then it stays.
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads what comes next.
    ///
    /// # Errors
    /// [`Fault`] where something else comes. The value is then of no use.
    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault>;
}

/// A type that can be written as JSON. Writing has no way to fail.
pub trait ToJson {
    /// Writes it.
    fn write(&self, to: &mut Writer);

    /// Whether an `optional` field with this value is left out.
    fn is_blank(&self) -> bool {
        false
    }

    /// Writes only what stands between its braces, for who has it flattened. Nothing for what has no braces.
    fn write_members(&self, to: &mut Writer) {
        let _ = to;
    }
}

/// Reads a value from a whole text in UTF-8, without a byte order mark.
///
/// # Errors
/// [`JsonError`] names the JSON path of what is wrong: broken JSON, a missing field, a field that is unknown to a type
/// that refuses those, a field that is there twice, a wrong type.
///
/// ```
/// let error = json::read::<Vec<u8>>(b"[1, 2, 300]").unwrap_err();
/// assert_eq!(error.to_string(), "[2]: invalid value: integer `300`, expected u8");
/// ```
pub fn read<T: FromJson>(bytes: &[u8]) -> Result<T, JsonError> {
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
    pub fn read<T: FromJson>(self) -> Result<T, JsonError> {
        let mut value = T::blank();
        self.fill(&mut value)?;
        Ok(value)
    }

    fn fill(self, value: &mut dyn FromJson) -> Result<(), JsonError> {
        value.read(&mut Reader::new(self.0)).map_err(Fault::finished)
    }
}

/// A part of a text that is kept as it is, to be read later. Two are equal if they differ in nothing but white space around values.
#[derive(Clone, Debug, Default)]
pub struct Raw(String);

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || writer::tight(&self.0).eq(writer::tight(&other.0))
    }
}

impl Eq for Raw {}

impl Raw {
    /// Nothing at all: what an optional field is that is missing.
    pub const NONE: Self = Self(String::new());

    /// A value, written.
    pub fn of<T: ToJson + ?Sized>(value: &T) -> Self {
        Self(write_text(value))
    }

    /// Whether there is nothing.
    pub const fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads it. The path of an error begins at this part.
    ///
    /// # Errors
    /// [`JsonError`] names the JSON path of what does not fit the type.
    pub fn read<T: FromJson>(&self) -> Result<T, JsonError> {
        Json(&self.0).read()
    }

    /// Whether it is a string.
    pub fn is_string(&self) -> bool {
        self.0.starts_with('"')
    }
}

impl ToJson for Raw {
    fn write(&self, to: &mut Writer) {
        to.plain(if self.is_none() { "null" } else { &self.0 });
    }

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

impl FromJson for Raw {
    fn blank() -> Self {
        Self(String::new())
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        from.skip().clone_into(&mut self.0);
        Ok(())
    }
}
