//! Fuzz target: a table of names, pasted or as CSV, in any encoding. What is written of it is read as the same; what its
//! rows ask for can be printed, named and ordered.
#![no_main]

use std::collections::BTreeSet;

use catalog::{Catalog, Product};
use design::read_bundle;
use libfuzzer_sys::fuzz_target;
use roster::{
    Case, Encoding, Entries, FileNames, Form, Header, MAX_CELL, Mapping, Options, Order, Sheet,
    read, read_with, sheet_csv,
};

/// Rows that are made into designs: more of them show nothing new.
const MOST_ROWS: usize = 4;

/// A tee with a name and a number on its back.
const TEAM: &str = r##"{"schema":2,"id":"000000000000005a","head":{"name":"Team","product":"tee",
"colour":"white"},"layers":{"0000000000000001":{"id":"0000000000000001","side":"back","order":"V",
"x":150.0,"y":60.0,"rotation":0.0,"opacity":1.0,"content":{"text":{"content":"{name} {x}",
"font":"graduate","size":40.0,"colour":"#faf3dd","align":"centre","line_height":1.2,
"letter_spacing":0.0}}},"0000000000000002":{"id":"0000000000000002","side":"back","order":"X",
"x":150.0,"y":80.0,"rotation":0.0,"opacity":1.0,"content":{"text":{"content":"12",
"font":"graduate","size":160.0,"colour":"#f4b23e","align":"centre","line_height":1.2,
"letter_spacing":0.0}}}}}"##;

fn tee() -> Product {
    const LIST: &[u8] = include_bytes!("../../../public/catalog/catalog.json");
    const TEE: &[u8] = include_bytes!("../../../public/catalog/tee.json");
    const TECHNIQUES: &[u8] = include_bytes!("../../../public/catalog/techniques.json");
    let file = |name: &str| match name {
        "techniques.json" => Ok(TECHNIQUES.to_vec()),
        _ => Ok(TEE.to_vec()),
    };
    let loaded = Catalog::load("catalog.json", LIST, file);
    loaded.expect("our own catalogue").catalog.products()[0].clone()
}

fn form() -> Form {
    let design = read_bundle(TEAM.as_bytes()).expect("our own design").design;
    let form = Form::new(&design, &tee(), None);
    assert_eq!(form.fields().len(), 3);
    form
}

/// What is promised of any sheet.
fn check(sheet: &Sheet) {
    let is_plain = |letter: char| letter == '\n' || !letter.is_control();
    for row in &sheet.rows {
        assert_eq!(row.cells.len(), sheet.columns.len());
        let is_clean = |cell: &String| cell.trim() == cell && cell.chars().all(is_plain);
        assert!(row.cells.iter().all(is_clean), "{row:?}");
        assert!(row.cells.iter().any(|cell| !cell.is_empty()), "{row:?}");
        assert!(row.cells.iter().all(|cell| cell.chars().count() <= MAX_CELL));
    }
    let written = sheet_csv(sheet);
    let options = Options { header: Header::First, ..Options::default() };
    let again = read_with(written.as_bytes(), &options).expect("what we wrote can be read");
    assert_eq!(again.columns, sheet.columns);
    let cells = |sheet: &Sheet| -> Vec<Vec<String>> {
        sheet.rows.iter().map(|row| row.cells.clone()).collect()
    };
    assert_eq!(cells(&again), cells(sheet));
}

fn fill(sheet: &Sheet, form: &Form) {
    let mapping = Mapping::guess(sheet, form);
    for case in [Case::AsWritten, Case::Upper, Case::Lower] {
        let Ok(entries) = Entries::new(sheet, &mapping, form, case) else { return };
        for finding in &entries.findings {
            assert!(!finding.problem.to_string().is_empty());
        }
        let stopped = entries.stopped();
        let mut good = entries.entries;
        good.retain(|entry| !stopped.contains(&entry.row));
        for entry in good.iter().take(MOST_ROWS) {
            let filled = form.filled(&entry.words);
            let again = design::read(&design::write(&filled)).expect("it can be saved");
            assert_eq!(again, filled);
        }
        let is_field = |id: &str| mapping.fields.contains_key(id);
        let pattern = if is_field("name") { "{name}-{size}-{row}" } else { "{quantity}" };
        let names = FileNames::new(pattern, sheet.rows.len(), is_field).expect("known fields");
        let named: Vec<String> =
            good.iter().map(|entry| names.name(entry, "back", "pdf")).collect();
        assert!(named.iter().all(|name| name.len() <= 255 && !name.contains(['/', '\\', ':'])));
        assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), good.len());
        if let Ok(order) = Order::new(form, &good, |_| Default::default()) {
            let pieces: u32 = good.iter().map(|entry| entry.quantity).sum();
            assert_eq!(order.pieces, pieces);
            assert_eq!(order.sizes.iter().map(|size| size.pieces).sum::<u32>(), pieces);
        }
    }
}

fuzz_target!(init: {}, |bytes: &[u8]| {
    thread_local! {
        static FORM: Form = form();
    }
    FORM.with(|form| {
        if let Ok(sheet) = read(bytes) {
            check(&sheet);
            fill(&sheet, form);
        }
        // The same bytes taken for something else.
        let encoding = Some(Encoding::ALL[bytes.len() % Encoding::ALL.len()]);
        for header in [Header::First, Header::None] {
            let options = Options { encoding, header, ..Options::default() };
            if let Ok(sheet) = read_with(bytes, &options) {
                check(&sheet);
            }
        }
    });
});
