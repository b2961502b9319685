//! What is wrong with a row, or worth knowing, in plain words with what to do about it.

use std::fmt;

use geom::Mm;

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Notes,
    /// Prints, but perhaps not as meant.
    Warns,
    /// The row cannot be printed or ordered as it is.
    Stops,
}

impl Severity {
    /// The word for it in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notes => "note",
            Self::Warns => "warning",
            Self::Stops => "stop",
        }
    }
}

/// A finding at a place of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The row, from 1; 0 for the table as a whole.
    pub row: usize,
    /// The line of the text, from 1; 0 where the row is not from a text.
    pub line: usize,
    /// The column's place, from 0, where one cell is to blame.
    pub column: Option<usize>,
    /// What it is.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A cell is empty.
    Missing {
        /// The field's label.
        field: String,
    },
    /// A line of the table has nothing in it.
    EmptyRow,
    /// A row that fills in nothing.
    NothingToFill,
    /// Two rows have the same number.
    DuplicateNumber {
        /// The number.
        number: String,
        /// The row that has it first, from 1.
        first: usize,
    },
    /// Two rows ask for the same.
    DuplicateRow {
        /// The row that asks for it first, from 1.
        first: usize,
    },
    /// More characters than the template takes.
    TooManyCharacters {
        /// How many.
        characters: usize,
        /// How many it takes.
        most: usize,
    },
    /// Longer than its place, even at the technique's smallest text.
    TooLong {
        /// The words.
        words: String,
        /// The smallest em height.
        smallest: Mm,
        /// How much room there is for each millimetre of the words at that size, below 1.
        fits: f64,
    },
    /// Set smaller so that it fits.
    SetSmaller {
        /// The words.
        words: String,
        /// The em height of the design.
        from: Mm,
        /// The em height in this row.
        to: Mm,
    },
    /// Characters that no font has.
    NoGlyph {
        /// The characters.
        characters: Vec<char>,
    },
    /// The text cannot be set.
    Unset {
        /// Why.
        reason: String,
    },
    /// There is a column of sizes and the cell is empty.
    NoSize {
        /// The sizes that there are.
        known: String,
    },
    /// A size that is not sold.
    UnknownSize {
        /// What is written.
        written: String,
        /// The sizes that there are.
        known: String,
    },
    /// No number of pieces.
    BadQuantity {
        /// What is written.
        written: String,
        /// Most pieces.
        most: u32,
    },
    /// What must not be printed, as the preflight says it.
    Preflight {
        /// The sentence.
        sentence: String,
        /// How serious.
        severity: Severity,
    },
}

impl Problem {
    /// How serious it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::EmptyRow | Self::SetSmaller { .. } => Severity::Notes,
            Self::Missing { .. } | Self::DuplicateNumber { .. } | Self::DuplicateRow { .. } => {
                Severity::Warns
            }
            Self::NothingToFill
            | Self::TooManyCharacters { .. }
            | Self::TooLong { .. }
            | Self::NoGlyph { .. }
            | Self::Unset { .. }
            | Self::NoSize { .. }
            | Self::UnknownSize { .. }
            | Self::BadQuantity { .. } => Severity::Stops,
            Self::Preflight { severity, .. } => *severity,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { field } => {
                write!(
                    f,
                    "{field} is empty, so nothing is printed there; fill it in if that is not meant"
                )
            }
            Self::EmptyRow => write!(f, "this line is empty and is left out"),
            Self::NothingToFill => {
                write!(f, "nothing is filled in; write something or delete the row")
            }
            Self::DuplicateNumber { number, first } => {
                write!(f, "number {number} is already in row {first}; change one of them")
            }
            Self::DuplicateRow { first } => {
                write!(
                    f,
                    "this is the same as row {first}; delete one, or raise the quantity of the other"
                )
            }
            Self::TooManyCharacters { characters, most } => {
                write!(
                    f,
                    "this has {characters} characters and the template takes {most}; shorten it"
                )
            }
            Self::TooLong { words, smallest, fits } => {
                let part = (fits * 100.0).floor();
                write!(
                    f,
                    "“{words}” does not fit even at {smallest}, the smallest text that prints well: {part} % of it has room; \
                     shorten it, or make the text's box larger"
                )
            }
            Self::SetSmaller { words, from, to } => {
                write!(f, "“{words}” is set at {to} instead of {from} so that it fits")
            }
            Self::NoGlyph { characters } => {
                let shown: Vec<String> = characters
                    .iter()
                    .map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter)))
                    .collect();
                write!(f, "no font has {}; write it another way", shown.join(", "))
            }
            Self::Unset { reason } => write!(f, "the text cannot be set: {reason}"),
            Self::NoSize { known } => write!(f, "the size is missing; choose from {known}"),
            Self::UnknownSize { written, known } => {
                write!(f, "there is no size “{written}”; choose from {known}")
            }
            Self::BadQuantity { written, most } => {
                write!(f, "“{written}” is no number of pieces; write 1 to {most}")
            }
            Self::Preflight { sentence, .. } => f.write_str(sentence),
        }
    }
}
