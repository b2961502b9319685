//! `atelier separate`: plates, a proof, a list of them; nothing overwritten; what cannot be printed is refused in words.

mod desk;

use std::path::Path;

use desk::{check, folder, project};
use serde_json::{Value, json};

/// A sample design, made for the team tee in a colour, with its texts left out.
fn design(folder: &Path, colour: &str) -> String {
    let json = std::fs::read(project().join("tests/designs/all-shapes.json")).unwrap();
    let mut design: Value = serde_json::from_slice(&json).unwrap();
    design["head"]["product"] = json!("team-tee");
    design["head"]["colour"] = json!(colour);
    let path = folder.join("design.json");
    std::fs::write(&path, design.to_string()).unwrap();
    path.to_string_lossy().into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn plates_a_proof_and_a_list_are_written() {
    let folder = folder("all");
    let (design, out) = (design(&folder, "navy"), folder.join("plates"));
    let out_text = out.to_string_lossy();
    let (told, _) = check(
        &[
            "separate", &design, "--side", "front", "--inks", "3", "--dpi", "100", "--out",
            &out_text,
        ],
        0,
    );
    let list: Value =
        serde_json::from_slice(&std::fs::read(out.join("plates.json")).unwrap()).unwrap();
    let plates = list["plates"].as_array().unwrap();
    assert_eq!(plates[0]["is_underbase"], json!(true), "navy wants an underbase");
    assert!(plates.len() <= 4 && plates.len() > 1);
    let mut expected: Vec<String> =
        plates.iter().map(|plate| plate["file"].as_str().unwrap().to_owned()).collect();
    assert!(expected.iter().all(|file| told.contains(file)), "{told}");
    expected.extend(["plates.json", "plates.pdf", "proof.png"].map(str::to_owned));
    assert_eq!(names(&out), expected);
    for (at, choice) in list["choices"].as_array().unwrap().iter().enumerate() {
        assert_eq!(choice["inks"].as_array().unwrap().len(), at + 1);
        let plates = choice["plates"].as_i64().unwrap();
        assert_eq!(choice["setup"].as_i64().unwrap(), plates * 1800);
    }
}

#[test]
fn nothing_is_overwritten_and_plates_of_two_runs_do_not_mix() {
    let folder = folder("again");
    let (design, out) = (design(&folder, "white"), folder.join("plates"));
    let out_text = out.to_string_lossy();
    let run = |inks: [&str; 2], force: &[&str], code| {
        let mut arguments = vec!["separate", design.as_str(), "--dpi", "50", "--out", &out_text];
        arguments.extend(inks.iter().flat_map(|ink| ["--ink", ink]));
        arguments.extend(force);
        check(&arguments, code)
    };
    run(["Black", "Red"], &[], 0);
    std::fs::write(out.join("proof.png"), "mine").unwrap();
    let (_, wrong) = run(["Black", "Red"], &[], 5);
    assert!(wrong.contains("is there already"), "{wrong}");
    assert_eq!(std::fs::read(out.join("proof.png")).unwrap(), b"mine");
    run(["red", "BLACK"], &["--force"], 0);
    assert!(std::fs::read(out.join("proof.png")).unwrap().starts_with(b"\x89PNG"));
    let (_, wrong) = run(["Black", "Yellow"], &["--force"], 5);
    assert!(wrong.contains("a plate of another run"), "{wrong}");
}

#[test]
fn what_cannot_be_separated_is_refused_in_words() {
    let folder = folder("refused");
    let (design, out) = (design(&folder, "white"), folder.join("plates"));
    let out = out.to_string_lossy();
    let mug = project().join("tests/designs/mug-webp.atelier");
    let refused = |design: &str, more: &[&str], code| {
        let mut arguments = vec!["separate", design, "--out", &out];
        arguments.extend(more);
        check(&arguments, code).1
    };
    let wrong = refused(&mug.to_string_lossy(), &[], 4);
    assert!(wrong.contains("`mug` is not screen printed"), "{wrong}");
    let wrong = refused(&design, &["--ink", "Neon"], 2);
    assert!(wrong.contains("there is no ink `Neon`") && wrong.contains("White, Black"), "{wrong}");
    let wrong = refused(&design, &["--inks", "9"], 2);
    assert!(wrong.contains("9 ink(s) cannot be printed on a side; choose 1 to 6"), "{wrong}");
    let wrong = refused(&design, &["--side", "back"], 3);
    assert!(wrong.contains("nothing on this side would be printed"), "{wrong}");
    assert!(!std::path::Path::new(&*out).exists(), "nothing was written");
}
