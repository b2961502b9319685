//! A table as it was read: header, rows, and what was assumed about its bytes. What columns mean is the mapping's.

use crate::csv::{self, Delimiter, Record};
use crate::encoding::{self, Encoding};
use crate::{RosterError, vocabulary};

/// Largest table that is read, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Most rows, the header not counted.
pub const MAX_ROWS: usize = 10_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 64;
/// Most characters of a cell.
pub const MAX_CELL: usize = 1_000;

/// Whether the first row names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// It is found out.
    #[default]
    Sniffed,
    /// It does.
    First,
    /// It is a row like the others.
    None,
}

/// How a table is to be read; what is not given is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How its bytes are text.
    pub encoding: Option<Encoding>,
    /// What stands between cells.
    pub delimiter: Option<Delimiter>,
    /// Whether the first row names the columns.
    pub header: Header,
}

/// A row of a table. Invariant: as many cells as the sheet has columns, each trimmed and without control characters but
/// line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the text that it begins in, from 1.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A table, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Names of the columns; `Column 1` and so on where the text has none.
    pub columns: Vec<String>,
    /// Whether the text names its columns.
    pub has_header: bool,
    /// The rows that hold something, in their order.
    pub rows: Vec<Row>,
    /// Lines without anything between rows.
    pub blank_lines: Vec<usize>,
    /// How its bytes are text.
    pub encoding: Encoding,
    /// Whether the encoding is only assumed.
    pub is_encoding_assumed: bool,
    /// What stands between cells.
    pub delimiter: Delimiter,
}

/// Reads a table; encoding, delimiter and header are found out.
///
/// ```
/// let sheet = roster::read("Nom;N°;Taille\nZoë;7;M\n".as_bytes()).unwrap();
/// assert_eq!(sheet.columns, ["Nom", "N°", "Taille"]);
/// assert_eq!(sheet.rows[0].cells, ["Zoë", "7", "M"]);
/// ```
///
/// # Errors
/// [`RosterError`] where it is too large, no text, empty, or a quote is never closed. It never panics.
pub fn read(bytes: &[u8]) -> Result<Sheet, RosterError> {
    read_with(bytes, &Options::default())
}

/// Like [`read`], with some things known.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], options: &Options) -> Result<Sheet, RosterError> {
    if bytes.len() > MAX_BYTES {
        return Err(RosterError::TooLarge { bytes: bytes.len() });
    }
    let decoded = encoding::decoded(bytes, options.encoding)?;
    let (stated, text, first_line) = match csv::stated(&decoded.text) {
        Some((delimiter, rest)) => (Some(delimiter), rest, 2),
        None => (None, decoded.text.as_str(), 1),
    };
    let delimiter = options.delimiter.or(stated).unwrap_or_else(|| csv::sniffed(text));
    let records = csv::records(text, delimiter, first_line)?;
    let mut blank_lines: Vec<usize> =
        records.iter().filter(|record| record.is_blank()).map(|record| record.line).collect();
    let filled = records.into_iter().filter(|record| !record.is_blank());
    let mut rows: Vec<Row> = filled.map(cleaned_row).collect::<Result<_, _>>()?;
    // What is empty before the first and after the last row is nobody's mistake.
    let (first, last) =
        (rows.first().map_or(0, |row| row.line), rows.last().map_or(0, |row| row.line));
    blank_lines.retain(|line| (first..last).contains(line));
    let has_header = match options.header {
        Header::First => true,
        Header::None => false,
        Header::Sniffed => names_columns(&rows),
    };
    let mut columns =
        if has_header && !rows.is_empty() { rows.remove(0).cells } else { Vec::new() };
    if rows.is_empty() {
        return Err(RosterError::Empty);
    }
    if rows.len() > MAX_ROWS {
        return Err(RosterError::TooManyRows);
    }
    let count = rows.iter().map(|row| row.cells.len()).fold(columns.len(), usize::max);
    columns.resize(count, String::new());
    for (index, column) in columns.iter_mut().enumerate() {
        if column.is_empty() {
            *column = format!("Column {}", index + 1);
        }
    }
    rows.iter_mut().for_each(|row| row.cells.resize(count, String::new()));
    Ok(Sheet {
        columns,
        has_header,
        rows,
        blank_lines,
        encoding: decoded.encoding,
        is_encoding_assumed: decoded.is_assumed,
        delimiter,
    })
}

/// A record's cells, trimmed, without what cannot be printed, the quote against formulas undone.
fn cleaned_row(Record { line, cells }: Record) -> Result<Row, RosterError> {
    let cells: Vec<String> = cells.iter().map(|cell| cleaned(cell)).collect();
    for (index, cell) in cells.iter().enumerate() {
        let characters = cell.chars().count();
        if characters > MAX_CELL {
            return Err(RosterError::LongCell { line, column: index + 1, characters });
        }
    }
    Ok(Row { line, cells })
}

/// What a cell says: no spaces around, no control characters but line breaks, no mark against formulas.
pub(crate) fn cleaned(cell: &str) -> String {
    let plain = |letter: char| match letter {
        '\n' => '\n',
        '\u{feff}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    let cell: String = cell.chars().map(plain).collect();
    crate::csv_out::without_mark(cell.trim()).trim().to_owned()
}

/// Whether the first of the rows names the columns: it has a known word; or nothing in it is a number or a size where
/// the rows below have some.
fn names_columns(rows: &[Row]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    let is_value = |cell: &str| {
        let is_number = !cell.is_empty() && cell.chars().all(|letter| letter.is_ascii_digit());
        is_number || vocabulary::is_size_word(cell)
    };
    if first.cells.iter().any(|cell| is_value(cell)) {
        return false;
    }
    let is_known = |cell: &String| vocabulary::Meaning::of(cell).is_some();
    let distinct = first.cells.iter().filter(|cell| !cell.is_empty()).count() > 0;
    distinct
        && (first.cells.iter().any(is_known)
            || (first.cells.len() > 1
                && rest.iter().any(|row| row.cells.iter().any(|cell| is_value(cell)))))
}
