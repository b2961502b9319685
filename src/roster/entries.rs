//! What each row of a table asks for: words by field, size, quantity; and what is wrong with it. Looks are judged by `fit`.

use catalog::{MOST_PIECES, SizeId};
use geom::Table;
use geom::order;

use crate::sheet::cleaned;
use crate::{Finding, Form, Mapping, Meaning, Problem, RosterError, Severity, Sheet, size_of};

/// Most characters of a word where the template does not say otherwise.
pub const MOST_WORD: usize = 200;

/// In which letters words are printed, whatever is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// As written.
    #[default]
    AsWritten,
    /// In capitals; `ß` becomes `SS`.
    Upper,
    /// In small letters.
    Lower,
}

impl Case {
    /// A word in these letters.
    pub fn of(self, word: &str) -> String {
        match self {
            Self::AsWritten => word.to_owned(),
            Self::Upper => word.to_uppercase(),
            Self::Lower => word.to_lowercase(),
        }
    }
}

/// What a row asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1, in the order of the table.
    pub row: usize,
    /// The line of the text, from 1.
    pub line: usize,
    /// Words by field.
    pub words: Table<String, String>,
    /// The size; the product's usual one where the table has none, so that the rest can be judged.
    pub size: SizeId,
    /// How many pieces.
    pub quantity: u32,
}

/// All rows, and what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries {
    /// One for each row, in order.
    pub entries: Vec<Entry>,
    /// By row, then column, most serious first.
    pub findings: Vec<Finding>,
}

impl Entries {
    /// Reads a table's rows.
    ///
    /// # Errors
    /// [`RosterError::NoFields`] for a design without texts, [`RosterError::NothingMapped`] where no column fills any.
    pub fn new(
        sheet: &Sheet,
        mapping: &Mapping,
        form: &Form,
        case: Case,
    ) -> Result<Self, RosterError> {
        let Some(first) = form.fields().first() else { return Err(RosterError::NoFields) };
        if mapping.fields.is_empty() {
            let column = sheet.columns.first().map_or("Name", String::as_str);
            let example = format!("{}={column}", first.id);
            return Err(RosterError::NothingMapped { example });
        }
        let mut reading = Reading { sheet, mapping, form, findings: Vec::new() };
        let entries: Vec<Entry> =
            (0..sheet.rows.len()).map(|index| reading.entry(index, case)).collect();
        for line in &sheet.blank_lines {
            let problem = Problem::EmptyRow;
            reading.findings.push(Finding { row: 0, line: *line, column: None, problem });
        }
        reading.duplicates(&entries);
        let mut all = Self { entries, findings: reading.findings };
        all.put_in_order();
        Ok(all)
    }

    /// Adds what was found elsewhere.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
        self.put_in_order();
    }

    fn put_in_order(&mut self) {
        order::sort_by(&mut self.findings, |a, b| {
            let serious = b.problem.severity().cmp(&a.problem.severity());
            (a.line, a.row, a.column).cmp(&(b.line, b.row, b.column)).then(serious)
        });
    }

    /// The rows that cannot be printed or ordered as they are.
    pub fn stopped(&self) -> Vec<usize> {
        let stops = |finding: &&Finding| finding.problem.severity() == Severity::Stops;
        let mut rows: Vec<usize> =
            self.findings.iter().filter(stops).map(|found| found.row).collect();
        order::sort(&mut rows);
        rows.dedup();
        rows
    }

    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.problem.severity() == severity).count()
    }
}

struct Reading<'r> {
    sheet: &'r Sheet,
    mapping: &'r Mapping,
    form: &'r Form,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    fn find(&mut self, index: usize, column: Option<usize>, problem: Problem) {
        let line = self.sheet.rows[index].line;
        self.findings.push(Finding { row: index + 1, line, column, problem });
    }

    fn cell(&self, index: usize, column: usize) -> String {
        self.sheet.rows[index].cells.get(column).map_or_else(String::new, |cell| cleaned(cell))
    }

    fn entry(&mut self, index: usize, case: Case) -> Entry {
        let mut words = Table::new();
        let mut is_filled = false;
        let mut missing = Vec::new();
        for (id, column) in &self.mapping.fields {
            let Some(field) = self.form.field(id) else { continue };
            let (label, most) = (field.label.clone(), field.max.unwrap_or(MOST_WORD));
            let word = case.of(&self.cell(index, *column));
            let characters = word.chars().count();
            if word.is_empty() {
                missing.push((*column, label));
            }
            if characters > most {
                self.find(index, Some(*column), Problem::TooManyCharacters { characters, most });
            }
            is_filled |= !word.is_empty();
            words.insert(id.clone(), word);
        }
        if is_filled {
            for (column, field) in missing {
                self.find(index, Some(column), Problem::Missing { field });
            }
        } else {
            self.find(index, None, Problem::NothingToFill);
        }
        let (size, quantity) = (self.size(index), self.quantity(index));
        Entry { row: index + 1, line: self.sheet.rows[index].line, words, size, quantity }
    }

    fn size(&mut self, index: usize) -> SizeId {
        let product = self.form.product();
        let usual = product.default_size.clone();
        let Some(column) = self.mapping.size else { return usual };
        let written = self.cell(index, column);
        if let Some(size) = size_of(product, &written) {
            return size;
        }
        if product.sizes.len() == 1 {
            return usual;
        }
        let known: Vec<&str> = product.sizes.iter().map(|size| size.name.as_str()).collect();
        let known = known.join(", ");
        let problem = match written.is_empty() {
            true => Problem::NoSize { known },
            false => Problem::UnknownSize { written, known },
        };
        self.find(index, Some(column), problem);
        usual
    }

    fn quantity(&mut self, index: usize) -> u32 {
        let Some(column) = self.mapping.quantity else { return 1 };
        let written = self.cell(index, column);
        if written.is_empty() {
            return 1;
        }
        match written.parse::<u32>() {
            Ok(quantity) if (1..=MOST_PIECES).contains(&quantity) => quantity,
            _ => {
                let problem = Problem::BadQuantity { written, most: MOST_PIECES };
                self.find(index, Some(column), problem);
                1
            }
        }
    }

    /// Finds numbers that are given twice, and rows that ask for the same.
    fn duplicates(&mut self, entries: &[Entry]) {
        let numbers =
            self.form.fields().iter().filter(|field| field.meaning == Some(Meaning::Number));
        let numbers: Vec<(String, usize)> = numbers
            .filter_map(|field| Some((field.id.clone(), *self.mapping.fields.get(&field.id)?)))
            .collect();
        let mut same = vec![false; entries.len()];
        let asked = |entry: &Entry| -> Vec<String> {
            let words = entry.words.values().cloned();
            words.chain([entry.size.to_string()]).collect()
        };
        let mut seen: Table<Vec<String>, usize> = Table::new();
        for (index, entry) in entries.iter().enumerate() {
            if entry.words.values().all(String::is_empty) {
                continue;
            }
            let asked = asked(entry);
            match seen.get(&asked) {
                Some(first) => {
                    same[index] = true;
                    self.find(index, None, Problem::DuplicateRow { first: *first });
                }
                None => {
                    seen.insert(asked, entry.row);
                }
            }
        }
        for (id, column) in numbers {
            let mut seen: Table<String, usize> = Table::new();
            for (index, entry) in entries.iter().enumerate() {
                let number = entry.words.get(&id).cloned().unwrap_or_default();
                // A row that is there twice has been found already.
                if number.is_empty() || same[index] {
                    continue;
                }
                match seen.get(&number) {
                    Some(first) => {
                        let problem = Problem::DuplicateNumber { number, first: *first };
                        self.find(index, Some(column), problem);
                    }
                    None => {
                        seen.insert(number, entry.row);
                    }
                }
            }
        }
    }
}
