//! Fuzz target: a table of names, pasted or as CSV, in any encoding. What is written of it is read as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roster::{read, sheet_csv};

fuzz_target!(|bytes: &[u8]| {
    let Ok(sheet) = read(bytes) else { return };
    assert!(sheet.rows.iter().all(|row| row.cells.len() <= sheet.columns.len()));
    let written = sheet_csv(&sheet);
    let Ok(again) = read(written.as_bytes()) else { panic!("what we wrote cannot be read") };
    assert_eq!(again.columns, sheet.columns);
    let cells = |sheet: &roster::Sheet| -> Vec<Vec<String>> {
        sheet.rows.iter().map(|row| row.cells.clone()).collect()
    };
    assert_eq!(cells(&again), cells(&sheet));
});
