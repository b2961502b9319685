//! Why a table, a mapping or a roster cannot be used. What is wrong with single rows are findings, not errors.

use crate::sheet::{MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS};

/// Why a roster cannot be made. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// Larger than [`MAX_BYTES`].
    #[error("the table is {bytes} bytes; at most {MAX_BYTES} are read, so split it")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// More than [`MAX_ROWS`].
    #[error("the table has more than {MAX_ROWS} rows; split it")]
    TooManyRows,
    /// More than [`MAX_COLUMNS`].
    #[error(
        "line {line} has {columns} columns; at most {MAX_COLUMNS} are read, so delete some or check the delimiter"
    )]
    TooManyColumns {
        /// The line of the text, from 1.
        line: usize,
        /// How many.
        columns: usize,
    },
    /// A cell longer than [`MAX_CELL`].
    #[error(
        "column {column} in line {line} has {characters} characters; at most {MAX_CELL} are read"
    )]
    LongCell {
        /// The line of the text, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// How many.
        characters: usize,
    },
    /// A quote without its end.
    #[error("a quote that opens in line {line} is never closed; close it or delete it")]
    OpenQuote {
        /// The line of the text, from 1.
        line: usize,
    },
    /// Bytes that are no text.
    #[error("this is not a text; save the table as CSV and use that")]
    NotText,
    /// No rows.
    #[error("there is nothing in the table; put one person or gift in each line")]
    Empty,
    /// A design with nothing to fill in.
    #[error("the design has no text to fill in; add a text such as {{name}}")]
    NoFields,
    /// A mapping that names no field.
    #[error("there is no `{asked}` to fill in; the design has {known}")]
    NoField {
        /// What was asked for.
        asked: String,
        /// What there is.
        known: String,
    },
    /// A mapping that names no column.
    #[error("there is no column `{asked}`; the table has {known}")]
    NoColumn {
        /// What was asked for.
        asked: String,
        /// What there is.
        known: String,
    },
    /// Nothing is filled in by any column.
    #[error("no column was recognised; say which one fills what, for example `{example}`")]
    NothingMapped {
        /// A mapping that could be meant.
        example: String,
    },
    /// A pattern of file names that cannot be used.
    #[error("`{pattern}` cannot name files: {reason}")]
    FileNames {
        /// The pattern.
        pattern: String,
        /// What to do.
        reason: String,
    },
    /// A price that cannot be.
    #[error("{0}")]
    Price(String),
}
