//! The project's own models: all are read, and each is first seen from where its print and its handle show.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use model::{Orbit, read};

#[test]
fn mugs_are_first_seen_with_their_handle_and_all_else_from_its_front() {
    let folder = Path::new("../../public/models");
    let mut firsts = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the models' folder").flatten() {
        let file = fs::read(entry.path()).expect("a model's file");
        let name = entry.file_name().into_string().expect("a plain name");
        let model = read(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        firsts.insert(name, Orbit::first(&model));
    }
    assert!(firsts.len() >= 12, "{} models", firsts.len());
    for (name, first) in firsts {
        let eighth = if name.contains("mug") { 1 } else { 0 };
        assert_eq!(first.turned().eighth, eighth, "{name}: {first:?}");
    }
}
