//! Names of print files: from a pattern, safe on every system, and never two alike.
//!
//! A name begins with the row's number and ends with the side, whatever the pattern says: so two files cannot have the same
//! name, whatever people are called.

use geom::Table;

use crate::{Entry, RosterError};

/// Longest middle part, in characters; with numbers and endings it stays below the 255 bytes of file systems.
const LONGEST: usize = 48;

/// A pattern of file names: `{row}`, `{size}`, `{quantity}` and `{FIELD}` stand for what a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNames {
    pieces: Vec<Piece>,
    digits: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Row,
    Size,
    Quantity,
    Field(String),
}

impl FileNames {
    /// Reads a pattern for a roster of so many rows; `is_field` tells the fields.
    ///
    /// # Errors
    /// [`RosterError::FileNames`] where something in braces is not known.
    pub fn new(
        pattern: &str,
        rows: usize,
        is_field: impl Fn(&str) -> bool,
    ) -> Result<Self, RosterError> {
        let wrong = |reason: String| RosterError::FileNames { pattern: pattern.to_owned(), reason };
        let mut pieces = Vec::new();
        let mut parts = pattern.split('{');
        let literal = |text: &str| Piece::Literal(text.to_owned());
        pieces.extend(parts.next().map(literal));
        for part in parts {
            let Some((name, rest)) = part.split_once('}') else {
                return Err(wrong("close the brace".into()));
            };
            pieces.push(match name {
                "row" => Piece::Row,
                "size" => Piece::Size,
                "quantity" => Piece::Quantity,
                name if is_field(name) => Piece::Field(name.to_owned()),
                name => {
                    return Err(wrong(format!(
                        "there is no `{name}`; use {{row}}, {{size}}, {{quantity}} or a field"
                    )));
                }
            });
            pieces.push(literal(rest));
        }
        Ok(Self { pieces, digits: rows.max(1).to_string().len().max(3) })
    }

    /// The name of a row's file for a side: `007-sam-m-back.pdf`.
    pub fn name(&self, entry: &Entry, side: &str, extension: &str) -> String {
        let none = String::new();
        let mut middle = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => middle.push_str(text),
                // It is in front anyway.
                Piece::Row => {}
                Piece::Size => middle.push_str(entry.size.as_str()),
                Piece::Quantity => middle.push_str(&entry.quantity.to_string()),
                Piece::Field(id) => middle.push_str(word(&entry.words, id, &none)),
            }
        }
        let (row, digits) = (entry.row, self.digits);
        let middle = safe(&middle);
        match middle.is_empty() {
            true => format!("{row:0digits$}-{side}.{extension}"),
            false => format!("{row:0digits$}-{middle}-{side}.{extension}"),
        }
    }
}

fn word<'w>(words: &'w Table<String, String>, id: &str, none: &'w str) -> &'w str {
    words.get(id).map_or(none, String::as_str)
}

/// Small letters and digits without accents, parted by single hyphens: no system, archive or script stumbles over it. Other
/// scripts keep their letters.
fn safe(text: &str) -> String {
    let folded = design::folded(text).replace(' ', "-");
    let cut: String = folded.chars().take(LONGEST).collect();
    cut.trim_matches('-').to_owned()
}
