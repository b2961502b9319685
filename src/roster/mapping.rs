//! Which column of a table fills which field, and which ones say size and quantity. Guessed from names, changed by people.

use geom::Table;
use geom::order::Ordered;

use crate::form::listed;
use crate::vocabulary::{is_size_word, key};
use crate::{Field, FieldKind, Form, Meaning, RosterError, Sheet};

/// Which column of a table says what; columns by their place, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Columns by the id of the field that they fill.
    pub fields: Table<String, usize>,
    /// The column with sizes.
    pub size: Option<usize>,
    /// The column with quantities.
    pub quantity: Option<usize>,
}

/// The word for sizes in [`Mapping::set`].
const SIZE: &str = "size";
/// The word for quantities.
const QUANTITY: &str = "quantity";

impl Mapping {
    /// What the names of the columns, or without names their cells, suggest. Each column is used once.
    pub fn guess(sheet: &Sheet, form: &Form) -> Self {
        let mut guess = Self::default();
        let mut free: Vec<usize> = (0..sheet.columns.len()).collect();
        let mut take = |fits: &dyn Fn(usize) -> bool| {
            let at = free.iter().position(|column| fits(*column))?;
            Some(free.remove(at))
        };
        let named = |column: usize| sheet.has_header.then(|| sheet.columns[column].as_str());
        let fields: Vec<&Field> = form.fields().iter().collect();
        // A name of its own beats a word for what it means.
        for field in &fields {
            let is_it = |column: usize| {
                named(column).is_some_and(|name| {
                    [&field.id, &field.label].iter().any(|own| key(own) == key(name))
                })
            };
            if let Some(column) = take(&is_it) {
                guess.fields.insert(field.id.clone(), column);
            }
        }
        let about = |meaning: Meaning| {
            move |column: usize| match named(column) {
                Some(name) => Meaning::of(name) == Some(meaning),
                None => looks_like(sheet, column, meaning),
            }
        };
        guess.size = take(&about(Meaning::Size));
        guess.quantity = sheet.has_header.then(|| take(&about(Meaning::Quantity))).flatten();
        for field in &fields {
            if guess.fields.contains_key(&field.id) {
                continue;
            }
            let column = match field.meaning {
                // What nobody called a field is guessed only below.
                _ if field.kind == FieldKind::Free && field.meaning != Some(Meaning::Number) => {
                    None
                }
                Some(Meaning::Number) => take(&about(Meaning::Number)),
                Some(Meaning::Name | Meaning::Surname | Meaning::FirstName) => {
                    let order = match field.meaning {
                        Some(Meaning::FirstName) => {
                            [Meaning::FirstName, Meaning::Name, Meaning::Surname]
                        }
                        Some(Meaning::Surname) => {
                            [Meaning::Surname, Meaning::Name, Meaning::FirstName]
                        }
                        _ => [Meaning::Name, Meaning::Surname, Meaning::FirstName],
                    };
                    order.into_iter().find_map(|meaning| take(&about(meaning)))
                }
                Some(Meaning::Size | Meaning::Quantity) | None => None,
            };
            if let Some(column) = column {
                guess.fields.insert(field.id.clone(), column);
            }
        }
        let names = [Meaning::Name, Meaning::Surname, Meaning::FirstName];
        if let Some(field) = the_name(form, &guess)
            && let Some(column) = names.into_iter().find_map(|meaning| take(&about(meaning)))
        {
            guess.fields.insert(field.id.clone(), column);
        }
        guess
    }

    /// Says which column fills what: a field by id or label, `size` or `quantity`. An empty column takes it away.
    ///
    /// # Errors
    /// [`RosterError::NoField`] and [`RosterError::NoColumn`] say what there is.
    pub fn set(
        &mut self,
        what: &str,
        column: &str,
        sheet: &Sheet,
        form: &Form,
    ) -> Result<(), RosterError> {
        let column = match column.trim() {
            "" => None,
            name => Some(column_of(sheet, name)?),
        };
        if let Some(field) = form.field(what) {
            match column {
                Some(column) => {
                    self.fields.insert(field.id.clone(), column);
                }
                None => {
                    self.fields.remove(&field.id);
                }
            }
            return Ok(());
        }
        match key(what).as_str() {
            SIZE => self.size = column,
            QUANTITY => self.quantity = column,
            _ => {
                let known = format!("{}, `{SIZE}`, `{QUANTITY}`", listed(form));
                return Err(RosterError::NoField { asked: what.to_owned(), known });
            }
        }
        Ok(())
    }

    /// The columns that are used, in order.
    pub fn columns(&self) -> Vec<usize> {
        let fields = self.fields.values().copied();
        fields.chain(self.size).chain(self.quantity).each_once()
    }
}

/// The column of a name, or of a number from 1.
fn column_of(sheet: &Sheet, name: &str) -> Result<usize, RosterError> {
    let by_name = sheet.columns.iter().position(|column| column == name);
    let alike = || sheet.columns.iter().position(|column| key(column) == key(name));
    let by_number = || {
        let number: usize = name.parse().ok()?;
        number.checked_sub(1).filter(|index| *index < sheet.columns.len())
    };
    by_name.or_else(alike).or_else(by_number).ok_or_else(|| {
        let known: Vec<String> = sheet.columns.iter().map(|column| format!("`{column}`")).collect();
        RosterError::NoColumn { asked: name.to_owned(), known: known.join(", ") }
    })
}

/// The text that a column of names most likely fills, where no field is for names: the only field that is left, or the only
/// other text on the side of the number.
fn the_name<'f>(form: &'f Form, guess: &Mapping) -> Option<&'f Field> {
    let is_left = |field: &&Field| !guess.fields.contains_key(&field.id);
    let has_name = form.fields().iter().any(|field| {
        let meaning = field.meaning;
        let is_name =
            matches!(meaning, Some(Meaning::Name | Meaning::Surname | Meaning::FirstName));
        is_name && guess.fields.contains_key(&field.id)
    });
    if has_name {
        return None;
    }
    let side = |field: &Field| {
        let layer = form.design().layers.get(field.layers.first()?)?;
        Some(layer.side.clone())
    };
    let number = form.fields().iter().find(|field| {
        field.meaning == Some(Meaning::Number) && guess.fields.contains_key(&field.id)
    });
    let beside = |field: &&Field| number.is_none_or(|number| side(number) == side(field));
    let mut left = form.fields().iter().filter(is_left).filter(beside);
    match (left.next(), left.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// Whether the cells of a column without a name look like what is asked for.
fn looks_like(sheet: &Sheet, column: usize, meaning: Meaning) -> bool {
    let mut cells =
        sheet.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
    let is_number = |cell: &String| cell.chars().all(|letter| letter.is_ascii_digit());
    match meaning {
        Meaning::Size => cells.all(|cell| is_size_word(cell)),
        Meaning::Number => cells.all(is_number),
        Meaning::Name => !cells.any(|cell| is_number(cell) || is_size_word(cell)),
        Meaning::Surname | Meaning::FirstName | Meaning::Quantity => false,
    }
}
