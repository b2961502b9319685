//! Names and numbers for a team, and mail-merge for gifts: a pasted or saved table becomes one design for each of its rows.
//!
//! [`read`] takes bytes in any usual encoding and with any usual delimiter. [`Form`] says what a design has to fill in,
//! [`Mapping`] which column fills what, [`Entries`] what each row asks for and what is wrong with it, [`fitted`] makes long
//! words smaller, [`Order`] sums up. It sets no text itself, prints nothing and opens no files.

mod csv;
mod csv_out;
mod encoding;
mod entries;
mod error;
mod file_names;
mod finding;
mod fit;
mod form;
mod mapping;
mod order;
mod sheet;
mod sizes;
mod vocabulary;
mod zip;

pub use csv::Delimiter;
pub use csv_out::{csv, sheet_csv};
pub use encoding::Encoding;
pub use entries::{Case, Entries, Entry, MOST_WORD};
pub use error::RosterError;
pub use file_names::FileNames;
pub use finding::{Finding, Problem, Severity};
pub use fit::{Fitted, Setter, fitted};
pub use form::{Field, FieldKind, Form};
pub use mapping::Mapping;
pub use order::{FileRecord, Order, OrderRow, SizeSum};
pub use sheet::{
    Header, MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Options, Row, Sheet, read, read_with,
};
pub use sizes::size_of;
pub use vocabulary::Meaning;
pub use zip::Zip;
