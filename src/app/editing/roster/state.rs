//! The roster's state: the list as it is now, which column fills what, what was found. Components read it; rules are the crate
//! `roster`'s.

use std::sync::Arc;

use leptos::prelude::*;
use roster::{
    Case, Entries, Entry, FieldKind, Finding, Form, Mapping, Meaning, Order, Problem, Row,
    Severity, Sheet, read,
};
use wasm_bindgen_futures::spawn_local;

use super::fitting;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::order::money_text;
use crate::editing::store::sentence;
use crate::editing::template_fields::OWN;
use crate::words::{fill, roster_words};

/// Rows of the list that are shown at once.
pub(super) const ON_A_PAGE: usize = 40;
/// Rows that a list typed by hand begins with.
const ROWS_BY_HAND: usize = 3;

/// The roster.
#[derive(Clone, Copy)]
pub(super) struct Roster {
    pub(super) store: EditorStore,
    /// What the design has to fill in; `None` until its template is there.
    pub(super) form: RwSignal<Option<Arc<Form>>>,
    /// The list.
    pub(super) sheet: RwSignal<Option<Sheet>>,
    pub(super) mapping: RwSignal<Mapping>,
    pub(super) case: RwSignal<Case>,
    /// What the rows ask for and what was found.
    checked: RwSignal<Option<Entries>>,
    /// Why no row can be filled in.
    pub(super) problem: RwSignal<Option<String>>,
    /// How many rows of how many were set so far, while they are.
    pub(super) checking: RwSignal<Option<(usize, usize)>>,
    /// The row that is shown on the product, from 0.
    pub(super) chosen: RwSignal<usize>,
    /// The page of the list, from 0.
    pub(super) page: RwSignal<usize>,
    /// The row that was removed last, and where it was.
    pub(super) removed: RwSignal<Option<(usize, Row)>>,
    /// How the list was read, in words.
    pub(super) read_as: RwSignal<String>,
    /// Number of the newest check: older ones end.
    turn: RwSignal<u32>,
}

impl Roster {
    pub(super) fn new(store: EditorStore, open: RwSignal<bool>) -> Self {
        let roster = Self {
            store,
            form: RwSignal::new(None),
            sheet: RwSignal::new(None),
            mapping: RwSignal::new(Mapping::default()),
            case: RwSignal::new(Case::AsWritten),
            checked: RwSignal::new(None),
            problem: RwSignal::new(None),
            checking: RwSignal::new(None),
            chosen: RwSignal::new(0),
            page: RwSignal::new(0),
            removed: RwSignal::new(None),
            read_as: RwSignal::new(String::new()),
            turn: RwSignal::new(0),
        };
        effect(move || {
            // The design may be another one at each opening; the list stays.
            if open.get() {
                roster.begin();
            }
        });
        effect(move || {
            roster.sheet.track();
            roster.mapping.track();
            roster.case.track();
            roster.form.track();
            untrack(|| roster.check());
        });
        roster
    }

    /// Finds out what the design has to fill in.
    fn begin(self) {
        let store = self.store;
        let design = store.design();
        let known = store.head.with_untracked(|head| head.template.clone());
        spawn_local(async move {
            let template = match known.filter(|id| id.as_str() != OWN) {
                // Without the template its texts are replaced as a whole.
                Some(id) => store.atelier.template(&id).await.ok(),
                None => None,
            };
            let form = Arc::new(Form::new(&design, &store.product(), template));
            self.form.try_set(Some(form));
        });
    }

    /// Takes a list.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub(super) fn take(self, bytes: &[u8]) -> Result<(), String> {
        let words = roster_words();
        let mut sheet = read(bytes).map_err(|error| sentence(&error.to_string()))?;
        let Some(form) = self.form.get_untracked() else { return Ok(()) };
        let mut mapping = Mapping::guess(&sheet, &form);
        let assumed = if sheet.is_encoding_assumed { words.assumed } else { "" };
        let encoding = format!("{}{assumed}", sheet.encoding.name());
        let rows = sheet.rows.len().to_string();
        self.read_as.set(fill(words.read_as, &[&rows, &encoding, sheet.delimiter.name()]));
        self.complete(&mut sheet, &mut mapping);
        self.put(sheet, mapping);
        Ok(())
    }

    /// Begins a list that is typed.
    pub(super) fn by_hand(self) {
        let Some(form) = self.form.get_untracked() else { return };
        let bound = form.fields().iter().filter(|field| field.kind != FieldKind::Free);
        let mut ids: Vec<String> = bound.map(|field| field.id.clone()).collect();
        if ids.is_empty() {
            let first = form.fields().iter().filter(|field| field.meaning == Some(Meaning::Number));
            ids = first.chain(form.fields()).map(|field| field.id.clone()).take(1).collect();
        }
        let columns = ids.join("\t");
        let Ok(mut sheet) = read(format!("{columns}\n{}", "-\n".repeat(ROWS_BY_HAND)).as_bytes())
        else {
            return;
        };
        sheet.columns = ids.clone();
        for row in &mut sheet.rows {
            row.cells = vec![String::new(); ids.len()];
        }
        let mut mapping = Mapping::default();
        for (column, id) in ids.into_iter().enumerate() {
            mapping.fields.insert(id, column);
        }
        self.read_as.set(String::new());
        self.complete(&mut sheet, &mut mapping);
        self.put(sheet, mapping);
    }

    /// Every row has a size and a number of pieces that can be changed.
    fn complete(self, sheet: &mut Sheet, mapping: &mut Mapping) {
        let product = self.store.product();
        let usual = product.size(&product.default_size).map(|size| size.name.clone());
        let mut add = |name: &str, value: String| {
            sheet.columns.push(name.to_owned());
            sheet.rows.iter_mut().for_each(|row| row.cells.push(value.clone()));
            sheet.columns.len() - 1
        };
        if mapping.size.is_none() && product.sizes.len() > 1 {
            mapping.size = Some(add(roster_words().size, usual.unwrap_or_default()));
        }
        if mapping.quantity.is_none() {
            mapping.quantity = Some(add(roster_words().quantity, "1".to_owned()));
        }
    }

    fn put(self, sheet: Sheet, mapping: Mapping) {
        self.chosen.set(0);
        self.page.set(0);
        self.removed.set(None);
        self.mapping.set(mapping);
        self.sheet.set(Some(sheet));
    }

    /// Goes back to the beginning.
    pub(super) fn clear(self) {
        self.sheet.set(None);
        self.checked.set(None);
        self.problem.set(None);
        self.removed.set(None);
    }

    /// Reads the rows at once and sets their words bit by bit.
    fn check(self) {
        let turn = self.turn.get_untracked().wrapping_add(1);
        self.turn.set(turn);
        let (Some(form), Some(sheet)) = (self.form.get_untracked(), self.sheet.get_untracked())
        else {
            self.checking.set(None);
            return;
        };
        let mapping = self.mapping.get_untracked();
        let entries = match Entries::new(&sheet, &mapping, &form, self.case.get_untracked()) {
            Ok(entries) => entries,
            Err(error) => {
                self.problem.set(Some(sentence(&error.to_string())));
                self.checked.set(None);
                self.checking.set(None);
                return;
            }
        };
        self.problem.set(None);
        let rows = entries.entries.clone();
        self.checking.set(Some((0, rows.len())));
        self.checked.set(Some(entries));
        spawn_local(async move {
            let found = fitting::findings(self, &form, &mapping, &rows, turn).await;
            if self.is_newest(turn)
                && let Some(found) = found
            {
                self.checked.try_update(|checked| {
                    if let Some(checked) = checked {
                        checked.add(found);
                    }
                });
                self.checking.try_set(None);
            }
        });
    }

    /// Whether no later check was begun, and the dialog is still there.
    pub(super) fn is_newest(self, turn: u32) -> bool {
        self.turn.try_get_untracked() == Some(turn)
    }

    /// How many rows there are.
    pub(super) fn rows(self) -> usize {
        self.sheet.with(|sheet| sheet.as_ref().map_or(0, |sheet| sheet.rows.len()))
    }

    /// What rows ask for.
    pub(super) fn entries_untracked(self) -> Vec<Entry> {
        self.checked.with_untracked(|checked| {
            checked.as_ref().map_or_else(Vec::new, |checked| checked.entries.clone())
        })
    }

    /// What a row asks for, from 0.
    pub(super) fn entry(self, index: usize) -> Option<Entry> {
        self.checked.with(|checked| checked.as_ref()?.entries.get(index).cloned())
    }

    /// What was found in a row, from 0.
    pub(super) fn found(self, index: usize) -> Vec<Finding> {
        self.checked.with(|checked| {
            let all = checked.as_ref().map_or(&[][..], |checked| &checked.findings);
            all.iter().filter(|finding| finding.row == index + 1).cloned().collect()
        })
    }

    /// The rows that need a change, from 1.
    pub(super) fn stopped(self) -> Vec<usize> {
        self.checked.with(|checked| checked.as_ref().map_or_else(Vec::new, Entries::stopped))
    }

    /// How many findings are worth a look.
    pub(super) fn warned(self) -> usize {
        self.checked.with(|checked| {
            let all = checked.as_ref().map_or(&[][..], |checked| &checked.findings);
            let worth = |finding: &&Finding| {
                let problem = &finding.problem;
                problem.severity() == Severity::Warns
                    || matches!(problem, Problem::SetSmaller { .. })
            };
            all.iter().filter(worth).count()
        })
    }

    /// All rows summed up.
    pub(super) fn order(self) -> Option<Order> {
        let form = self.form.get()?;
        self.checked.with(|checked| {
            let entries = &checked.as_ref()?.entries;
            Order::new(&form, entries, |_| Default::default()).ok()
        })
    }

    /// Pieces and price.
    pub(super) fn total_text(self) -> String {
        self.order().map_or_else(String::new, |order| {
            let money = money_text(order.total, &order.currency);
            fill(roster_words().total, &[&order.pieces.to_string(), &money])
        })
    }

    /// The columns that are shown, with their names: what is filled in, size, pieces.
    pub(super) fn shown_columns(self) -> Vec<(usize, String)> {
        let Some(form) = self.form.get() else { return Vec::new() };
        let words = roster_words();
        self.mapping.with(|mapping| {
            let fields = form
                .fields()
                .iter()
                .filter_map(|field| Some((*mapping.fields.get(&field.id)?, field.label.clone())));
            let size = mapping.size.map(|column| (column, words.size.to_owned()));
            let pieces = mapping.quantity.map(|column| (column, words.quantity.to_owned()));
            let mut shown: Vec<(usize, String)> = Vec::new();
            for (column, label) in fields.chain(size).chain(pieces) {
                // A column that fills two fields is one column.
                match shown.iter_mut().find(|(known, _)| *known == column) {
                    Some((_, known)) => *known = format!("{known}, {label}"),
                    None => shown.push((column, label)),
                }
            }
            shown
        })
    }

    /// What a cell says, by the line of its row.
    pub(super) fn cell(self, line: usize, column: usize) -> String {
        self.sheet.with(|sheet| {
            let row =
                sheet.as_ref().and_then(|sheet| sheet.rows.iter().find(|row| row.line == line));
            row.and_then(|row| row.cells.get(column)).cloned().unwrap_or_default()
        })
    }

    /// The place of a row, from 0.
    pub(super) fn index_of(self, line: usize) -> Option<usize> {
        self.sheet.with(|sheet| sheet.as_ref()?.rows.iter().position(|row| row.line == line))
    }

    /// Writes a cell.
    pub(super) fn write(self, line: usize, column: usize, value: String) {
        if self.cell_untracked(line, column) == value {
            return;
        }
        self.sheet.update(|sheet| {
            let row =
                sheet.as_mut().and_then(|sheet| sheet.rows.iter_mut().find(|row| row.line == line));
            if let Some(cell) = row.and_then(|row| row.cells.get_mut(column)) {
                *cell = value;
            }
        });
    }

    fn cell_untracked(self, line: usize, column: usize) -> String {
        untrack(|| self.cell(line, column))
    }

    /// Adds a row at the end and shows it.
    pub(super) fn add_row(self) {
        let product = self.store.product();
        let size =
            product.size(&product.default_size).map_or_else(String::new, |size| size.name.clone());
        let mapping = self.mapping.get_untracked();
        let mut at = 0;
        self.sheet.update(|sheet| {
            let Some(sheet) = sheet else { return };
            let line = sheet.rows.iter().map(|row| row.line).fold(0, usize::max) + 1;
            let mut cells = vec![String::new(); sheet.columns.len()];
            for (column, value) in [(mapping.size, size), (mapping.quantity, "1".to_owned())] {
                if let Some(cell) = column.and_then(|column| cells.get_mut(column)) {
                    *cell = value;
                }
            }
            sheet.rows.push(Row { line, cells });
            at = sheet.rows.len() - 1;
        });
        self.show(at);
    }

    /// Removes a row; it can be brought back.
    pub(super) fn remove_row(self, line: usize) {
        let Some(index) = untrack(|| self.index_of(line)) else { return };
        let mut taken = None;
        self.sheet.update(|sheet| {
            if let Some(sheet) = sheet {
                taken = Some(sheet.rows.remove(index));
            }
        });
        self.removed.set(taken.map(|row| (index, row)));
        let last = untrack(|| self.rows()).saturating_sub(1);
        self.show(self.chosen.get_untracked().min(last));
    }

    /// Brings the row back that was removed last.
    pub(super) fn undo_removal(self) {
        let Some((index, row)) = self.removed.get_untracked() else { return };
        self.removed.set(None);
        self.sheet.update(|sheet| {
            if let Some(sheet) = sheet {
                let at = index.min(sheet.rows.len());
                sheet.rows.insert(at, row);
            }
        });
        self.show(index);
    }

    /// Shows a row in the list and on the product.
    pub(super) fn show(self, index: usize) {
        self.chosen.set(index);
        self.page.set(index / ON_A_PAGE);
    }
}
