//! `atelier verify`: a package's files made again from its own design, with this shop's catalogue, fonts and product
//! pictures; and what differs, file by file. Nothing is unpacked to disk.

use std::fmt::Write;
use std::path::Path;

use json::{FromJson, ToJson};
use package::{Format, NameTemplate, Package, Plan, PrintHash, Row, TICKET, compare};

use crate::args::{ProjectArgs, VerifyArgs};
use crate::error::CliError;
use crate::job::Job;
use crate::output::say;
use crate::package::make;
use crate::project;

/// Where rows about the order's event stand.
const EVENT: &str = "order event";

/// What was found, as JSON.
#[derive(ToJson)]
struct Report<'a> {
    equal: bool,
    order: &'a str,
    line: &'a str,
    sku: &'a str,
    quantity: u32,
    design: &'a str,
    files: Vec<&'a Row>,
}

/// What is read of an order's event; it may have more.
#[derive(FromJson)]
struct Event {
    design: String,
    sku: String,
    quantity: u32,
    #[json(optional)]
    technique: Option<String>,
    #[json(default)]
    print_files: Vec<EventFile>,
}

/// A print file of the event.
#[derive(FromJson)]
struct EventFile {
    side: String,
    format: Format,
    sha256: String,
    bytes: u64,
}

pub(crate) fn run(args: &VerifyArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let unread = |reason| CliError::DesignFile { path: args.package.clone(), reason };
    let bytes = std::fs::read(&args.package).map_err(unread)?;
    let package = package::read(&bytes)
        .map_err(|reason| CliError::PackageFile { path: args.package.clone(), reason })?;
    let ordered = &package.ticket.product.technique.id;
    // One that this shop does not know differs, and is told of as a difference.
    let known = project::catalog(project)?.technique(ordered).is_ok().then_some(ordered);
    let job = Job::of(package.design.clone(), package.artworks.clone(), project, known)?;
    let names = NameTemplate::parse(&package.manifest.names);
    let names = names.map_err(package::PackageError::from)?;
    let order = package.manifest.order.clone();
    let plan = Plan::new(&job.design, &job.product, order, names, job.resources())?;
    let mut rows = compare(&package, &make(&plan, &job, project)?);
    if let Some(path) = &args.event {
        rows.push(compare_event(&package, &read_event(path)?));
    }
    say(&if args.json { as_json(&package, &rows) } else { as_text(&package, &rows) })?;
    match rows.iter().filter(|row| !row.equal).count() {
        0 => Ok(()),
        count => Err(CliError::Differs { count, total: rows.len() }),
    }
}

fn read_event(path: &Path) -> Result<Event, CliError> {
    let wrong = |reason: String| CliError::Event { path: path.to_owned(), reason };
    let bytes = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
    json::read(&bytes).map_err(|error| wrong(error.to_string()))
}

/// What was ordered beside what the package says.
fn compare_event(package: &Package<'_>, event: &Event) -> Row {
    let mut differs = Vec::new();
    let ticket = &package.ticket;
    let said = [
        ("design", &event.design, &ticket.design.sha256),
        ("SKU", &event.sku, &ticket.product.sku),
        ("quantity", &event.quantity.to_string(), &ticket.order.quantity.to_string()),
    ];
    let technique = ticket.product.technique.id.to_string();
    let technique = event.technique.as_ref().map(|ordered| ("technique", ordered, &technique));
    for (what, ordered, packed) in said.into_iter().chain(technique) {
        if ordered != packed {
            differs.push(format!("ordered {what} {ordered}; the package has {packed}"));
        }
    }
    let packed: Vec<PrintHash> = ticket
        .sides
        .iter()
        .flat_map(|side| {
            side.files.iter().map(|file| PrintHash {
                side: side.id.clone(),
                format: file.format,
                sha256: file.sha256.clone(),
                bytes: file.bytes,
            })
        })
        .collect();
    if event.print_files.is_empty() {
        differs.push("has no hashes of print files, so those could not be compared".to_owned());
        return Row { path: EVENT.to_owned(), equal: false, differs };
    }
    for EventFile { side, format, sha256, bytes } in &event.print_files {
        let found = packed.iter().find(|file| file.side.as_str() == side && file.format == *format);
        let what = format!("{side}, {}", format.ending());
        match found {
            None => differs.push(format!("ordered a print file ({what}) that {TICKET} has not")),
            Some(found) if found.sha256 != *sha256 || found.bytes != *bytes => {
                differs.push(format!("ordered {what} with SHA-256 {sha256}, not {}", found.sha256));
            }
            Some(_) => {}
        }
    }
    if event.print_files.len() != packed.len() {
        let (ordered, packed) = (event.print_files.len(), packed.len());
        differs.push(format!("ordered {ordered} print files; the package has {packed}"));
    }
    Row { path: EVENT.to_owned(), equal: differs.is_empty(), differs }
}

fn as_text(package: &Package<'_>, rows: &[Row]) -> String {
    let ticket = &package.ticket;
    let mut text = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        text,
        "order    {}, line {}: {} x {}",
        shown(&ticket.order.order),
        shown(&ticket.order.line),
        ticket.order.quantity,
        shown(&ticket.product.sku)
    );
    let _ = writeln!(text, "design   {}", shown(&ticket.design.sha256));
    for row in rows {
        let _ = writeln!(text, "{}  {}", if row.equal { "equal  " } else { "DIFFERS" }, row.path);
        for difference in &row.differs {
            let _ = writeln!(text, "         {difference}");
        }
    }
    let equal = rows.iter().filter(|row| row.equal).count();
    let _ = writeln!(
        text,
        "{equal} of {} are what this design and order give, byte for byte.",
        rows.len()
    );
    text
}

/// A text from outside as a terminal may show it.
fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(100).collect()
}

fn as_json(package: &Package<'_>, rows: &[Row]) -> String {
    let ticket = &package.ticket;
    let report = Report {
        equal: rows.iter().all(|row| row.equal),
        order: &ticket.order.order,
        line: &ticket.order.line,
        sku: &ticket.product.sku,
        quantity: ticket.order.quantity,
        design: &ticket.design.sha256,
        files: rows.iter().collect(),
    };
    // Plain data with text keys always serialises.
    json::pretty(&json::write_text(&report)) + "\n"
}
