//! `atelier roster`: a table of names, numbers and sizes becomes print files, a preview and one order. First all rows are
//! checked, then all are printed. How words are found and fitted is the crate `roster`'s.

mod desk;
mod printing;
mod sheet;
mod state;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Read, Write as _};
use std::path::{Path, PathBuf};

use catalog::{Product, SizeId};
use design::{Design, LayerId, design_hash};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use roster::{
    Case, Entries, Entry, FileNames, Finding, Form, Header, MAX_BYTES, Mapping, Meaning, Options,
    Order, Problem, Severity, Sheet, fitted, read_with, sheet_csv,
};
use sha2::{Digest, Sha256};

use crate::args::{HeaderRow, Letters, ProjectArgs, RosterArgs};
use crate::error::CliError;
use crate::output::{self, is_stdout, say};
use crate::{job, project};
use desk::{Desk, Stock};
use printing::Printing;
use state::State;

/// Findings of a kind of severity that are shown; the rest is counted.
const MOST_SHOWN: usize = 200;

pub(crate) fn run(args: &RosterArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let bytes = table_bytes(&args.names)?;
    let (design, artworks) = job::read(&args.design)?;
    let shop = project::catalog(project)?;
    let product = shop.product(&design.head.product)?;
    let template = project::template(args.templates.as_ref(), &design)?;
    let form = Form::new(&design, product, template);
    let wrong = |reason| CliError::Roster { path: args.names.clone(), reason };

    let sheet = read_with(&bytes, &options(args)).map_err(wrong)?;
    let mut mapping = Mapping::guess(&sheet, &form);
    for (what, column) in &args.maps {
        mapping.set(what, column, &sheet, &form).map_err(wrong)?;
    }
    if let Some(path) = &args.csv {
        output::write(path, sheet_csv(&sheet).as_bytes())?;
        if args.out.is_none() && !args.check {
            return Ok(());
        }
    }
    let case = match args.case {
        Letters::AsWritten => Case::AsWritten,
        Letters::Upper => Case::Upper,
        Letters::Lower => Case::Lower,
    };
    let mut entries = Entries::new(&sheet, &mapping, &form, case).map_err(wrong)?;
    say(&told(args, &sheet, &mapping, &form))?;

    let stock = Stock::new(product.clone(), artworks);
    let designs = checked(&form, &stock, &mapping, &mut entries, project)?;
    say(&findings(&entries, &sheet))?;
    let stopped = entries.stopped();
    let rows: Vec<(&Entry, &Design)> = entries
        .entries
        .iter()
        .zip(&designs)
        .filter(|(entry, _)| !stopped.contains(&entry.row))
        .collect();
    if let Some(path) = &args.sheet {
        let mut desk = Desk::open(&stock, project)?;
        let pages = sheet::write(path, &mut desk, (&form, &mapping), &rows)?;
        say(&format!("Preview: {pages} page(s), {}\n", path.display()))?;
    }
    if !stopped.is_empty() && !args.skip {
        return Err(CliError::RosterRows { rows: stopped.len() });
    }
    let (false, Some(out)) = (args.check, &args.out) else { return Ok(()) };

    let pattern = args.name.clone().unwrap_or_else(|| usual_name(&form, &mapping));
    let names = FileNames::new(&pattern, sheet.rows.len(), |id| mapping.fields.contains_key(id));
    let names = names.map_err(wrong)?;
    let printing = Printing { args, project, stock: &stock, out, names: &names };
    let key = key(args, &bytes, &design, &mapping, &pattern);
    let mut state = State::open(out, &key, args.resume)?;
    printing.clear(&entries.entries)?;
    let kept = state.verified(out);
    let left: Vec<(&Entry, &Design)> =
        rows.iter().copied().filter(|(entry, _)| !kept.contains_key(&entry.row)).collect();
    if !args.resume {
        printing.refuse_what_is_in_the_way(&left)?;
    }
    if args.resume {
        let (kept, rows) = (kept.len(), rows.len());
        say(&format!("{kept} of {rows} row(s) are done and whole.\n"))?;
    }
    let progress = bar(rows.len() as u64, kept.len() as u64);
    printing.print(&left, &mut state, &|| progress.inc(1))?;
    progress.finish_and_clear();

    let done = state.done();
    let ordered: Vec<Entry> = rows.iter().map(|(entry, _)| (*entry).clone()).collect();
    let order = Order::new(&form, &ordered, |entry| {
        done.get(&entry.row).map(|row| (row.design.clone(), row.files.clone())).unwrap_or_default()
    });
    let order = order.map_err(wrong)?;
    let path = args.order.clone().unwrap_or_else(|| out.join("order.json"));
    output::write(&path, order.json().as_bytes())?;
    say(&summary(&order, &path))
}

/// The table's bytes; no more than are read anyway.
fn table_bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    let wrong = |reason| CliError::DesignFile { path: path.to_owned(), reason };
    let mut bytes = Vec::new();
    let source: Box<dyn Read> = match is_stdout(path) {
        true => Box::new(std::io::stdin().lock()),
        false => Box::new(std::fs::File::open(path).map_err(wrong)?),
    };
    source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(wrong)?;
    Ok(bytes)
}

fn options(args: &RosterArgs) -> Options {
    let header = match args.header {
        HeaderRow::Auto => Header::Sniffed,
        HeaderRow::Yes => Header::First,
        HeaderRow::No => Header::None,
    };
    Options { encoding: args.encoding, delimiter: args.delimiter, header }
}

/// How the table was read, and which column fills what.
fn told(args: &RosterArgs, sheet: &Sheet, mapping: &Mapping, form: &Form) -> String {
    let mut text = String::new();
    let assumed = if sheet.is_encoding_assumed { " (assumed)" } else { "" };
    let header =
        if sheet.has_header { "the first row names the columns" } else { "no names of columns" };
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "{}: {} row(s), {}{assumed}, {} between cells, {header}",
        args.names.display(),
        sheet.rows.len(),
        sheet.encoding.name(),
        sheet.delimiter.name(),
    );
    let mut line = |what: &str, column: Option<&usize>| {
        let column = column.and_then(|column| sheet.columns.get(*column));
        let _ = match column {
            Some(column) => writeln!(text, "  {what} <- {column}"),
            None => writeln!(text, "  {what} stays as it is in the design"),
        };
    };
    for field in form.fields() {
        let column = mapping.fields.get(&field.id);
        if column.is_some() || field.kind != roster::FieldKind::Free {
            line(&field.id, column);
        }
    }
    for (what, column) in [("size", &mapping.size), ("quantity", &mapping.quantity)] {
        if column.is_some() {
            line(what, column.as_ref());
        }
    }
    let used = mapping.columns();
    let rest: Vec<&str> = sheet
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.contains(index))
        .map(|(_, column)| column.as_str())
        .collect();
    if !rest.is_empty() {
        let _ = writeln!(text, "  not used: {}", rest.join(", "));
    }
    text
}

/// The design of every row, its words fitted; what is found on the way goes to the findings.
fn checked(
    form: &Form,
    stock: &Stock,
    mapping: &Mapping,
    entries: &mut Entries,
    project: &ProjectArgs,
) -> Result<Vec<Design>, CliError> {
    let mut desk = Desk::open(stock, project)?;
    desk.keep(form.design())?;
    let mapped: Vec<LayerId> = form
        .fields()
        .iter()
        .filter(|field| mapping.fields.contains_key(&field.id))
        .flat_map(|field| field.layers.iter().copied())
        .collect();
    // What is wrong with the design itself is said once, for the table as a whole; not of what rows fill in.
    let sizes: Vec<SizeId> = entries.entries.iter().map(|entry| entry.size.clone()).collect();
    let mut own = desk.findings(form.design(), &sizes)?;
    own.retain(|(_, finding)| finding.layer.is_none_or(|layer| !mapped.contains(&layer)));
    let mut found: Vec<Finding> =
        own.iter().filter_map(|(_, finding)| whole(&stock.product, finding)).collect();
    let mut designs = Vec::with_capacity(entries.entries.len());
    let progress = bar(entries.entries.len() as u64, 0);
    for entry in &entries.entries {
        let column = |layer| {
            let shows = |field: &&roster::Field| field.layers.contains(&layer);
            form.fields()
                .iter()
                .filter(shows)
                .find_map(|field| mapping.fields.get(&field.id))
                .copied()
        };
        let of_row =
            |column, problem| Finding { row: entry.row, line: entry.line, column, problem };
        let fitted = fitted(form, form.filled(&entry.words), &mut desk);
        desk.broken()?;
        for (layer, problem) in fitted.problems {
            found.push(of_row(column(layer), problem));
        }
        let size = std::slice::from_ref(&entry.size);
        for (side, finding) in desk.findings(&fitted.design, size)? {
            let is_new =
                !own.iter().any(|(there, known)| *there == side && is_told(known, &finding));
            if is_new && let Some(problem) = preflight(&stock.product, &finding) {
                found.push(of_row(finding.layer.and_then(column), problem));
            }
        }
        desk.forget();
        designs.push(fitted.design);
        progress.inc(1);
    }
    progress.finish_and_clear();
    entries.add(found);
    Ok(designs)
}

/// Whether what is found in a row was said of the design itself: the same, or alike on another of the ordered sizes.
fn is_told(known: &prepress::preflight::Finding, found: &prepress::preflight::Finding) -> bool {
    let alike = known.layer == found.layer && known.problem.rule() == found.problem.rule();
    known == found || alike && (known.on.is_some() || found.on.is_some())
}

/// A finding of the design itself, where it stops every row.
fn whole(product: &Product, finding: &prepress::preflight::Finding) -> Option<Finding> {
    let problem = preflight(product, finding)?;
    Some(Finding { row: 0, line: 0, column: None, problem })
}

/// A finding of the preflight that says more than the fitting did.
fn preflight(product: &Product, finding: &prepress::preflight::Finding) -> Option<Problem> {
    use prepress::preflight::Problem as Print;
    let severity = match finding.severity {
        prepress::preflight::Severity::Stops => Severity::Stops,
        prepress::preflight::Severity::Warns => Severity::Warns,
        prepress::preflight::Severity::Advises => return None,
    };
    let is_said = matches!(
        finding.problem,
        Print::NothingToPrint | Print::MissingGlyphs { .. } | Print::BadText { .. }
    );
    let sentence = finding.sentence(product);
    (!is_said).then_some(Problem::Preflight { sentence, severity })
}

/// What was found, row by row.
fn findings(entries: &Entries, sheet: &Sheet) -> String {
    let mut text = String::new();
    for finding in entries.findings.iter().take(MOST_SHOWN) {
        let column = finding.column.and_then(|column| sheet.columns.get(column));
        let column = column.map(|column| format!(", {column}")).unwrap_or_default();
        let place = match (finding.row, finding.line) {
            (0, 0) => "all rows".to_owned(),
            (0, line) => format!("line {line}"),
            (row, line) => format!("row {row} (line {line})"),
        };
        let severity = finding.problem.severity().name();
        let _ = writeln!(text, "{severity}: {place}{column}: {}", finding.problem);
    }
    let more = entries.findings.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        let _ = writeln!(text, "and {more} more");
    }
    let count = |severity| entries.count(severity);
    let _ = writeln!(
        text,
        "Checked {} row(s): {} stop(s), {} warning(s), {} note(s).",
        entries.entries.len(),
        count(Severity::Stops),
        count(Severity::Warns),
        count(Severity::Notes)
    );
    text
}

/// Files are named after the names and numbers, and the size.
fn usual_name(form: &Form, mapping: &Mapping) -> String {
    let tells = |meaning| {
        matches!(
            meaning,
            Some(Meaning::Name | Meaning::FirstName | Meaning::Surname | Meaning::Number)
        )
    };
    let mapped = form.fields().iter().filter(|field| mapping.fields.contains_key(&field.id));
    let telling: Vec<&str> = mapped
        .clone()
        .filter(|field| tells(field.meaning))
        .map(|field| field.id.as_str())
        .collect();
    let ids = match telling.is_empty() {
        true => mapped.map(|field| field.id.as_str()).take(1).collect(),
        false => telling,
    };
    let mut pattern: Vec<String> =
        ids.iter().filter(|id| !id.contains(['{', '}'])).map(|id| format!("{{{id}}}")).collect();
    pattern.push("{size}".to_owned());
    pattern.join("-")
}

/// What a run depends on: a run with another key is another run.
fn key(
    args: &RosterArgs,
    table: &[u8],
    design: &Design,
    mapping: &Mapping,
    pattern: &str,
) -> String {
    let RosterArgs { format, dpi, side, case, delimiter, encoding, header, .. } = args;
    let options = format!(
        "{} {mapping:?} {pattern:?} {format:?} {dpi} {side:?} {case:?} {delimiter:?} {encoding:?} {header:?} {}",
        design_hash(design),
        env!("CARGO_PKG_VERSION"),
    );
    let mut hash = Sha256::new();
    hash.update(table);
    hash.update(options);
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How far it is, on a terminal only: a log would be full of it.
fn bar(rows: u64, done: u64) -> ProgressBar {
    let bar = ProgressBar::new(rows);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} rows, {eta} left") {
        bar.set_style(style);
    }
    bar.set_position(done);
    bar
}

fn summary(order: &Order, path: &Path) -> String {
    let sizes: Vec<String> =
        order.sizes.iter().map(|sum| format!("{} {}", sum.name, sum.pieces)).collect();
    let files: usize = order.rows.iter().map(|row| row.files.len()).sum();
    let (rows, pieces) = (order.rows.len(), order.pieces);
    format!(
        "{rows} row(s), {pieces} piece(s): {}\n{files} print file(s), {} {} in all\nOrder: {}\n",
        sizes.join(", "),
        order.total,
        order.currency,
        path.display()
    )
}

/// What is done of a run, by row.
type Done = BTreeMap<usize, state::RowDone>;

/// Says something on the side of a run that goes on.
fn note(text: &str) {
    // Nowhere is left to say that stderr is gone.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A file of a run.
fn file_in(out: &Path, name: &str) -> PathBuf {
    out.join(name)
}
