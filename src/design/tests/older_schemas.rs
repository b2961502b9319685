//! Files that earlier versions of Atelier wrote are read for good. Not here: damaged files.

use design::{SCHEMA, read, write};

#[test]
fn what_schema_1_wrote_means_the_same_today() {
    let older = include_str!("schema-1.json");
    let design = read(older.as_bytes()).unwrap();
    assert_eq!((design.schema, design.layers.len()), (SCHEMA, 4));
    // Schema 2 only added fields, and what has its default is not written.
    let today = older.replacen("\"schema\":1", &format!("\"schema\":{SCHEMA}"), 1);
    assert_eq!(String::from_utf8(write(&design)).unwrap(), today);
}
