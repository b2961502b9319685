//! Text to records of cells (RFC 4180, read generously), and which delimiter it has. What cells mean is not known here.

use crate::RosterError;
use crate::sheet::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, cleaned};

/// Most characters of a cell as it is written: the mark against formulas is not one of its own.
const MOST_WRITTEN: usize = MAX_CELL + 1;

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma is for decimals.
    Semicolon,
    /// What a copied spreadsheet has.
    Tab,
    /// `|`
    Pipe,
}

impl Delimiter {
    /// All; of equally good ones the first is taken.
    pub const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Pipe];

    /// The character.
    pub const fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Pipe => '|',
        }
    }

    /// Its name, in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
        }
    }

    /// The delimiter of a name or the character itself.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delimiter| {
            name.eq_ignore_ascii_case(delimiter.name())
                || name.chars().eq([delimiter.character()])
                || (*delimiter == Self::Tab && name == "\\t")
        })
    }
}

/// A record: the line that it begins in, from 1, and its cells as they stand, quotes undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) line: usize,
    pub(crate) cells: Vec<String>,
}

impl Record {
    /// Whether no cell says anything.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cleaned(cell).is_empty())
    }
}

/// A line that spreadsheets put first to name the delimiter: `sep=;`. The delimiter and what follows the line.
pub(crate) fn stated(text: &str) -> Option<(Delimiter, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let mut letters = rest.chars();
    let named = letters.next()?;
    let delimiter = Delimiter::ALL.into_iter().find(|known| known.character() == named)?;
    let rest = letters.as_str();
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    rest.strip_prefix('\n').or((rest.is_empty()).then_some("")).map(|rest| (delimiter, rest))
}

/// The delimiter that makes the most even table of the first lines; a comma where the text is one column.
pub(crate) fn sniffed(text: &str) -> Delimiter {
    /// Records that are looked at.
    const SHOWN: usize = 30;
    let mut best = (Delimiter::Comma, (0, false, 0));
    for delimiter in Delimiter::ALL {
        let mut reader = Reader::new(text, delimiter, 1);
        let mut counts = Vec::new();
        while counts.len() < SHOWN
            && let Some(Ok(record)) = reader.next()
        {
            if !record.is_blank() {
                counts.push(record.cells.len());
            }
        }
        let Some(first) = counts.first().copied().filter(|columns| *columns > 1) else { continue };
        // How many records have as many cells as the first one, in percent; then whether all quotes open and close cells,
        // which a delimiter in a cell's quotes breaks; then how many cells.
        let even = counts.iter().filter(|count| **count == first).count() * 100 / counts.len();
        let rank = (even, !reader.has_strays, first);
        if rank > best.1 {
            best = (delimiter, rank);
        }
    }
    best.0
}

/// All records. Blank ones are there; a line without anything at the very end is not.
pub(crate) fn records(
    text: &str,
    delimiter: Delimiter,
    first_line: usize,
) -> Result<Vec<Record>, RosterError> {
    let mut records: Vec<Record> = Vec::new();
    let mut filled = 0;
    for record in Reader::new(text, delimiter, first_line) {
        let record = record?;
        filled += usize::from(!record.is_blank());
        // One more for the header; blank lines count too, so that they cannot fill the memory.
        if filled > MAX_ROWS + 1 || records.len() > 4 * MAX_ROWS {
            return Err(RosterError::TooManyRows);
        }
        records.push(record);
    }
    Ok(records)
}

/// Reads record by record.
struct Reader<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    delimiter: char,
    line: usize,
    /// Whether a quote stood within a cell, or something behind a closing one.
    has_strays: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, delimiter: Delimiter, line: usize) -> Self {
        let (rest, delimiter) = (text.chars().peekable(), delimiter.character());
        Self { rest, delimiter, line, has_strays: false }
    }

    /// Takes the line's end that begins with `letter`, if it is one.
    fn ends_line(&mut self, letter: char) -> bool {
        if letter == '\r' {
            self.rest.next_if_eq(&'\n');
        }
        let ends = matches!(letter, '\r' | '\n');
        self.line += usize::from(ends);
        ends
    }

    /// What is in quotes, up to the closing one.
    fn quoted(&mut self, cell: &mut String) -> Result<(), RosterError> {
        let opened = self.line;
        let mut characters = 0_usize;
        loop {
            let Some(letter) = self.rest.next() else {
                return Err(RosterError::OpenQuote { line: opened });
            };
            characters += 1;
            if characters > MAX_CELL * 4 {
                // Most likely the quote was never meant to open: say where it is.
                return Err(RosterError::OpenQuote { line: opened });
            }
            match letter {
                '"' if self.rest.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => return Ok(()),
                '\r' | '\n' => {
                    self.ends_line(letter);
                    cell.push('\n');
                }
                _ => cell.push(letter),
            }
        }
    }

    fn record(&mut self) -> Result<Record, RosterError> {
        let line = self.line;
        let mut cells = Vec::new();
        let mut cell = String::new();
        let mut length = 0_usize;
        let mut is_open = true;
        while is_open {
            let letter = self.rest.next();
            match letter {
                // A quote opens only where nothing but spaces stands before it; else it is a letter, as in 5" pipe.
                Some('"') if cell.chars().all(|letter| letter == ' ') => {
                    cell.clear();
                    self.quoted(&mut cell)?;
                    length = cell.chars().count();
                    self.rest_of_cell(&mut cell, &mut length);
                }
                Some(letter) if letter == self.delimiter => {
                    push(&mut cells, &mut cell, &mut length, line)?;
                }
                Some(letter) if self.ends_line(letter) => is_open = false,
                Some(letter) => {
                    self.has_strays |= letter == '"';
                    length += 1;
                    if length <= MOST_WRITTEN {
                        cell.push(letter);
                    }
                }
                None => is_open = false,
            }
        }
        push(&mut cells, &mut cell, &mut length, line)?;
        Ok(Record { line, cells })
    }

    /// What stands behind a closing quote and belongs to the cell all the same, as in `"Big" Al`.
    fn rest_of_cell(&mut self, cell: &mut String, length: &mut usize) {
        let delimiter = self.delimiter;
        let more = |letter: &char| *letter != delimiter && !matches!(letter, '\r' | '\n');
        while let Some(letter) = self.rest.next_if(more) {
            self.has_strays = true;
            *length += 1;
            if *length <= MOST_WRITTEN {
                cell.push(letter);
            }
        }
    }
}

/// Ends a cell.
fn push(
    cells: &mut Vec<String>,
    cell: &mut String,
    length: &mut usize,
    line: usize,
) -> Result<(), RosterError> {
    if *length > MOST_WRITTEN {
        let column = cells.len() + 1;
        return Err(RosterError::LongCell { line, column, characters: *length });
    }
    *length = 0;
    if cells.len() == MAX_COLUMNS {
        return Err(RosterError::TooManyColumns { line, columns: cells.len() + 1 });
    }
    cells.push(std::mem::take(cell));
    Ok(())
}

impl Iterator for Reader<'_> {
    type Item = Result<Record, RosterError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest.peek()?;
        Some(self.record())
    }
}
