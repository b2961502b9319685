//! Tables written as CSV that no spreadsheet runs: a cell that would be a formula gets a quote in front.
//!
//! Excel, LibreOffice and Google Sheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, whatever
//! a CSV's quotes say (OWASP, "CSV Injection"). Such a cell is written with `'` before it: spreadsheets show the rest as
//! text, and [`crate::read`] takes it off again, so what is written is read back as it was. So is the wide form of these
//! characters, which some spreadsheets take for the same.

use crate::{Delimiter, Sheet};

/// Whether a spreadsheet may take a cell for a formula. Spaces in front do not make it safe everywhere.
fn is_formula(cell: &str) -> bool {
    let dangerous = |letter| matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(dangerous)
}

/// Whether nothing but quotes stands before what would be a formula.
fn is_marked(cell: &str) -> bool {
    is_formula(cell.trim_start_matches('\''))
}

/// A cell with the mark against formulas, where it needs one.
fn with_mark(cell: &str) -> String {
    if is_marked(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell without that mark.
pub(crate) fn without_mark(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_marked(rest) => rest,
        _ => cell,
    }
}

/// Records as CSV in UTF-8 with a byte order mark, so that spreadsheets read names right; lines end as RFC 4180 has it.
///
/// ```
/// let csv = roster::csv(&[vec!["=1+1".into(), "a,b".into()]], roster::Delimiter::Comma);
/// assert_eq!(csv, "\u{feff}'=1+1,\"a,b\"\r\n");
/// ```
pub fn csv(records: &[Vec<String>], delimiter: Delimiter) -> String {
    let mut out = String::from('\u{feff}');
    for record in records {
        for (index, cell) in record.iter().enumerate() {
            if index > 0 {
                out.push(delimiter.character());
            }
            let cell = with_mark(cell);
            // Every delimiter is quoted, not only the one that is used: a reader may guess another.
            let quotes = |letter| matches!(letter, ',' | ';' | '\t' | '|' | '"' | '\r' | '\n');
            let is_alone = record.len() == 1 && cell.is_empty();
            if cell.contains(quotes) || cell.trim() != cell || is_alone {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(&cell);
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// A sheet as CSV: its columns' names, then its rows.
pub fn sheet_csv(sheet: &Sheet) -> String {
    let rows = sheet.rows.iter().map(|row| row.cells.clone());
    let records: Vec<Vec<String>> = [sheet.columns.clone()].into_iter().chain(rows).collect();
    csv(&records, Delimiter::Comma)
}
