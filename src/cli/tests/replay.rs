//! `atelier replay` as a merchant's script sees it: what a shopper's recording gives, step by step.

mod desk;

use std::sync::Arc;

use catalog::{Catalog, Product};
use design::{Design, design_hash, read_bundle};
use desk::{check, project, text};
use editor::testing::{TestEditor, empty_design};
use editor::{Command, Personal, Recording, Session, Target};

/// A path in a folder of this test's own.
fn scratch(test: &str, name: &str) -> String {
    text(&desk::scratch(test, name))
}

/// Runs `atelier replay`, checks the exit code, and gives standard output and standard error.
fn replay(arguments: &[&str], code: i32) -> (String, String) {
    check(&[&["replay"], arguments].concat(), code)
}

fn tee() -> Product {
    let folder = project().join("public/catalog");
    let json = std::fs::read(folder.join("catalog.json")).unwrap();
    let load = |file: &str| std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    let loaded = Catalog::load("catalog.json", &json, load).unwrap();
    loaded.catalog.product(&"tee".parse().unwrap()).unwrap().clone()
}

/// A session with a text that is locked and could not be deleted; its recording as text, and its design.
fn recorded(personal: Personal) -> (String, Design) {
    let session = Session::new(empty_design(), Arc::new(tee())).unwrap();
    let mut editor = TestEditor::with(session);
    let text = editor.text("Happy 40th");
    editor.run(Command::Nudge { dx: 7.0, dy: 3.0 });
    editor.run(Command::SetLocked { target: Target::Selection, locked: true });
    editor.try_run(Command::Delete { target: Target::Layers(vec![text]) }).unwrap_err();
    let bytes = Recording::of(&editor.session, personal).unwrap().write();
    (String::from_utf8(bytes).unwrap(), editor.session.design().clone())
}

#[test]
fn it_tells_each_step_what_was_refused_and_the_hash() {
    let (recording, design) = recorded(Personal::Kept);
    let file = scratch("steps", "recording.json");
    std::fs::write(&file, recording).unwrap();
    let (out, _) = replay(&[&file], 0);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "product  tee, white");
    assert_eq!(lines[1], "    1        0.0 s  Add text");
    let refused: Vec<&&str> = lines.iter().filter(|line| line.contains("refused:")).collect();
    assert_eq!(refused.len(), 1, "{out}");
    assert!(refused[0].ends_with("Delete: refused: this layer is locked; unlock it to change it"));
    assert!(out.contains(&format!("hash     {}\n", design_hash(&design))), "{out}");
}

#[test]
fn it_writes_the_design_that_comes_out() {
    let (recording, design) = recorded(Personal::Kept);
    let file = scratch("out", "recording.json");
    std::fs::write(&file, recording).unwrap();
    let (bundle, json) = (scratch("out", "a.atelier"), scratch("out", "a.json"));
    replay(&[&file, "--out", &bundle], 0);
    assert_eq!(read_bundle(&std::fs::read(&bundle).unwrap()).unwrap().design, design);
    replay(&[&file, "--out", &json], 0);
    assert_eq!(std::fs::read(&json).unwrap(), design::write(&design));
    // Standard output holds the design and nothing else; the steps are told beside it.
    let (out, beside) = replay(&[&file, "--out", "-"], 0);
    assert_eq!(out.as_bytes(), design::write(&design));
    assert!(beside.contains("Add text"), "{beside}");
}

#[test]
fn a_recording_without_what_was_written_is_replayed_too() {
    let (recording, design) = recorded(Personal::LeftOut);
    let file = scratch("masked", "recording.json");
    std::fs::write(&file, recording).unwrap();
    let (out, _) = replay(&[&file], 0);
    assert!(!out.contains(&design_hash(&design)), "letters are others, so is the hash");
    assert!(out.contains("layers   1\n"), "{out}");
}

#[test]
fn another_design_than_the_recorded_one_is_told_and_still_written() {
    let (recording, _) = recorded(Personal::Kept);
    let (file, json) = (scratch("other", "recording.json"), scratch("other", "a.json"));
    std::fs::write(&file, recording.replacen("Happy", "Merry", 1)).unwrap();
    let (out, wrong) = replay(&[&file, "--out", &json], 1);
    let design = design::read(&std::fs::read(&json).unwrap()).unwrap();
    let hash = design_hash(&design);
    assert!(out.contains(&hash) && wrong.contains(&format!("gives the design {hash}")), "{wrong}");
}

#[test]
fn each_kind_of_failure_has_its_exit_code_and_says_what_to_do() {
    let (recording, _) = recorded(Personal::Kept);
    let write = |name: &str, text: &str| {
        let path = scratch("failures", name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let whole = write("whole.json", &recording);
    let half = write("half.json", &recording[..recording.len() / 2]);
    let newer = recording.replacen("\"atelier_recording\":1", "\"atelier_recording\":9", 1);
    let newer = write("newer.json", &newer);
    let other = write("other.json", &recording.replacen("\"tee\"", "\"sock\"", 1));
    let far = write("far.json", &recording.replacen("\"dx\":7", "\"dx\":1e400", 1));
    let a_design = project().join("tests/designs/plain-text.json").to_string_lossy().into_owned();
    let cases: [(&[&str], i32, &str); 9] = [
        (&[], 2, "required"),
        (&["/nowhere.json"], 3, "check the path"),
        (&[&half], 3, "save the recording again"),
        (&[&newer], 3, "its format is 9, not 1"),
        (&[&other], 3, "give the right one with --catalog"),
        (&[&far], 3, "save the recording again"),
        (&[&a_design], 3, "this is no recording that can be read"),
        (&[&whole, "--catalog", "/nowhere"], 4, "/nowhere/catalog.json"),
        (&[&whole, "--out", "/nowhere/a.json"], 5, "check that the folder exists"),
    ];
    for (arguments, code, part) in cases {
        let (_, wrong) = replay(arguments, code);
        assert!(wrong.contains(part), "{arguments:?}: {wrong}");
    }
}
