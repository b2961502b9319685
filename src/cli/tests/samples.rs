//! The finished designs that the store shows: each is listed, on a product and in a colour that are sold, and prints well.

mod desk;

use std::collections::BTreeSet;
use std::fs;

use desk::{check, project};

#[test]
fn each_finished_design_is_listed_and_nothing_in_it_prints_badly() {
    let folder = project().join("public/samples");
    let list = fs::read_to_string(folder.join("samples.json")).unwrap();
    let listed: Vec<String> = serde_json::from_str(&list).unwrap();
    let files: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "samples")
        .collect();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), files);
    assert!(listed.len() >= 6);
    for name in listed {
        let file = folder.join(format!("{name}.json"));
        // A product that is not sold ends with another code than 0.
        let (found, _) = check(&["check", &file.to_string_lossy(), "--json"], 0);
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        for finding in found.as_array().unwrap() {
            assert_eq!(finding["severity"], "advises", "{name}: {finding}");
        }
    }
}
