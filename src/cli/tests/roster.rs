//! `atelier roster` as a print shop sees it: a table in, print files, a preview and one order out; stopped and gone on with.

mod desk;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use catalog::{Product, SideId};
use design::{
    Content, Counter, Design, DesignId, FontId, Head, Layer, LayerId, OrderKey, Placing, Text,
    read_template, write,
};
use desk::{check, folder, project, sha256};
use geom::{Mm, Rgb, Table};
use serde_json::Value;

fn product() -> Product {
    let path = project().join("public/catalog/tee.json");
    json::read(&std::fs::read(path).unwrap()).unwrap()
}

fn empty() -> Design {
    let head = Head {
        name: "Home shirt".into(),
        product: product().id,
        colour: product().colours[2].id.clone(),
        template: None,
        is_template: false,
    };
    Design::empty(DesignId(1), head)
}

/// A shirt with a name and a number on its back.
fn shirt(name: &str, number: &str) -> Design {
    let mut design = empty();
    let mut add = |id: u64, on: &str, words: &str, size: f64, top: f64| {
        let font = FontId("anton".into());
        let text = Text::plain(words.into(), font, Mm::new(size), Rgb::WHITE);
        let side = SideId::new(on).unwrap();
        let mut layer = Layer::plain(LayerId(id), side, OrderKey::first(), Content::Text(text));
        (layer.x, layer.y) = (Mm::new(150.0), Mm::new(top));
        design.layers.insert(layer.id, Arc::new(layer));
    };
    add(1, "front", "NORTHSIDE", 40.0, 40.0);
    add(2, "back", name, 40.0, 20.0);
    add(3, "back", number, 150.0, 80.0);
    design
}

fn save(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_string_lossy().into_owned()
}

/// All files of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file = |entry: std::fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

const TEAM: &str = "Spieler;Nr.;Größe;Menge\nAnna;7;M;1\nBoé;10;XXL;2\nO'Malley;23;L;1\n";

#[test]
fn a_team_gets_files_a_preview_and_one_order() {
    let folder = folder("team");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    // As a spreadsheet of a Western Windows writes it.
    let latin: Vec<u8> = TEAM.chars().map(|letter| letter as u8).collect();
    let names = save(&folder, "team.csv", &latin);
    let out = folder.join("print");
    let sheet = folder.join("preview.pdf");
    let (said, _) = check(
        &[
            "roster",
            &design,
            &names,
            "--out",
            &out.to_string_lossy(),
            "--sheet",
            &sheet.to_string_lossy(),
            "--format",
            "pdf,svg",
        ],
        0,
    );
    assert!(said.contains("3 row(s), Windows-1252 (assumed), semicolon"), "{said}");
    assert!(said.contains("name <- Spieler"), "{said}");
    assert!(said.contains("3 row(s), 4 piece(s): M 1, L 1, 2XL 2"), "{said}");
    let made = files(&out);
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    let sides = |row: &str| {
        ["back.pdf", "back.svg", "front.pdf", "front.svg"].map(|end| format!("{row}-{end}"))
    };
    let mut expect: Vec<String> = ["001-anna-7-m", "002-boe-10-2xl", "003-o-malley-23-l"]
        .iter()
        .flat_map(|row| sides(row))
        .collect();
    expect.extend(["order.json".to_owned(), "roster-state.jsonl".to_owned()]);
    assert_eq!(names, expect);
    assert!(std::fs::read(sheet).unwrap().starts_with(b"%PDF"));
    let order: Value = serde_json::from_slice(&made["order.json"]).unwrap();
    assert_eq!((&order["pieces"], &order["sizes"][2]["pieces"]), (&4.into(), &2.into()));
    for row in order["rows"].as_array().unwrap() {
        for file in row["files"].as_array().unwrap() {
            let bytes = &made[file["name"].as_str().unwrap()];
            assert_eq!(file["sha256"].as_str().unwrap(), sha256(bytes));
        }
    }
}

#[test]
fn a_rows_files_are_those_of_the_design_filled_in_by_hand() {
    let folder = folder("by-hand");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let names = save(&folder, "team.csv", "name,number\nZoë,11\n".as_bytes());
    let out = folder.join("print");
    let target = out.to_string_lossy();
    check(
        &["roster", &design, &names, "--out", &target, "--format", "pdf,png,svg", "--dpi", "40"],
        0,
    );
    let by_hand = save(&folder, "by-hand.json", &write(&shirt("Zoë", "11")));
    let made = files(&out);
    for (option, extension) in [("--pdf", "pdf"), ("--png", "png"), ("--svg", "svg")] {
        let path = folder.join(format!("by-hand.{extension}"));
        check(
            &["render", &by_hand, "--side", "back", option, &path.to_string_lossy(), "--dpi", "40"],
            0,
        );
        let row = &made[&format!("001-zoe-11-m-back.{extension}")];
        assert!(*row == std::fs::read(path).unwrap(), "{extension} differs");
    }
}

#[test]
fn a_shipped_template_is_filled_in_as_the_editor_fills_it_in() {
    let folder = folder("template");
    let template = std::fs::read(project().join("public/templates/home-team.json")).unwrap();
    let template = read_template(&template).unwrap();
    let product = product();
    let made = |words: &Table<String, String>| {
        let mut design = empty();
        design.head.template = Some(template.id.clone());
        let placing = Placing {
            side: &product.sides[0].id,
            area: &product.sides[0].print_area,
            ground: product.colours[2].parts.body,
            palette: None,
            pairing: None,
            words,
            above: None,
        };
        for layer in template.instantiate(&placing, &mut Counter(0)) {
            design.layers.insert(layer.id, Arc::new(layer));
        }
        write(&design)
    };
    let design = save(&folder, "team.json", &made(&Table::new()));
    let names = save(&folder, "team.csv", b"Team,Number,Founded\nEastham,12,2026\n");
    let out = folder.join("print");
    check(&["roster", &design, &names, "--out", &out.to_string_lossy()], 0);
    let words = [("team", "Eastham"), ("number", "12"), ("year", "2026")];
    let words = words.iter().map(|(id, word)| ((*id).to_owned(), (*word).to_owned())).collect();
    let by_hand = save(&folder, "by-hand.json", &made(&words));
    let pdf = folder.join("by-hand.pdf");
    check(&["render", &by_hand, "--pdf", &pdf.to_string_lossy()], 0);
    let row = &files(&out)["001-12-m-front.pdf"];
    assert!(*row == std::fs::read(pdf).unwrap(), "the row's PDF differs");
}

/// Fifteen players.
fn many() -> String {
    let rows = (1..=15).map(|number| format!("Player {number},{number},M\n"));
    ["name,number,size\n".to_owned()].into_iter().chain(rows).collect()
}

#[test]
fn an_interrupted_run_goes_on_and_ends_with_the_same_bytes() {
    let folder = folder("resume");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let names = save(&folder, "team.csv", many().as_bytes());
    let (whole, broken) = (folder.join("whole"), folder.join("broken"));
    let run = |out: &Path, more: &[&str], code| {
        let out = out.to_string_lossy();
        let arguments = [&["roster", &design, &names, "--out", &out, "--jobs", "2"], more].concat();
        check(&arguments, code)
    };
    run(&whole, &[], 0);
    run(&broken, &[], 0);
    // As if the power went while row 9 was written: its line is torn, later rows are not there, one file is cut short,
    // another was changed, and half a file lies about.
    let state = broken.join("roster-state.jsonl");
    let text = std::fs::read_to_string(&state).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let kept = lines[..9].join("\n") + "\n" + &lines[9][..lines[9].len() / 2];
    std::fs::write(&state, kept).unwrap();
    let noted: Vec<Value> =
        lines[1..9].iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let file_of = |row: &Value| broken.join(row["files"][0]["name"].as_str().unwrap());
    let cut = file_of(&noted[0]);
    let bytes = std::fs::read(&cut).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    std::fs::write(file_of(&noted[1]), b"something else").unwrap();
    std::fs::remove_file(broken.join("order.json")).unwrap();

    let (_, wrong) = run(&broken, &[], 5);
    assert!(wrong.contains("go on with --resume"), "{wrong}");
    let (said, _) = run(&broken, &["--resume"], 0);
    assert!(said.contains("6 of 15 row(s) are done and whole."), "{said}");
    let (mut expect, mut found) = (files(&whole), files(&broken));
    // Rows are noted in the order in which they are done, which threads decide.
    expect.remove("roster-state.jsonl");
    found.remove("roster-state.jsonl");
    assert_eq!(expect.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    assert!(expect == found, "the files differ");
    let (said, _) = run(&broken, &["--resume"], 0);
    assert!(said.contains("15 of 15 row(s) are done and whole."), "{said}");
}

#[test]
fn what_a_killed_run_left_of_its_files_is_taken_away() {
    let folder = folder("killed");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let names = save(&folder, "team.csv", b"name,number,size\nA,1,M\nB,2,huge\nC,3,L\n");
    let out = folder.join("print");
    let target = out.to_string_lossy().into_owned();
    let run = |more: &[&str], code| {
        let arguments = ["roster", &design, &names, "--out", &target, "--skip", "--jobs", "1"];
        check(&[&arguments, more].concat(), code)
    };
    // The second row cannot be printed, so nothing is written over what is left of its file.
    let left = ["001-a-1-m-back.pdf.part", "002-b-2-m-back.pdf.part", "003-c-3-l-front.pdf.part"];
    let not_ours = "holiday.pdf.part";
    let leave = || left.iter().chain([&not_ours]).for_each(|name| drop(save(&out, name, b"%PD")));
    std::fs::create_dir_all(&out).unwrap();
    leave();
    run(&[], 0);
    let whole = files(&out);
    let parts = |made: &BTreeMap<String, Vec<u8>>| {
        made.keys().filter(|name| name.ends_with(".part")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(parts(&whole), [not_ours], "parts of this run's files are gone, others are not");
    // Killed while the last row was written: it is not noted, and its file is half there.
    let state = std::fs::read_to_string(out.join("roster-state.jsonl")).unwrap();
    let noted = state.lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    save(&out, "roster-state.jsonl", noted.as_bytes());
    leave();
    // A run that is refused may have another beside it, so it takes nothing away.
    run(&[], 5);
    assert_eq!(parts(&files(&out)).len(), left.len() + 1);
    run(&["--resume"], 0);
    let (mut again, mut whole) = (files(&out), whole);
    assert_eq!(parts(&again), [not_ours]);
    again.remove("roster-state.jsonl");
    whole.remove("roster-state.jsonl");
    assert!(again == whole, "the files differ");
}

#[test]
fn a_run_is_not_gone_on_with_for_another_table() {
    let folder = folder("other");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let names = save(&folder, "team.csv", b"name,number\nA,1\n");
    let out = folder.join("print");
    let target = out.to_string_lossy().into_owned();
    check(&["roster", &design, &names, "--out", &target], 0);
    save(&folder, "team.csv", b"name,number\nB,1\n");
    let (_, wrong) = check(&["roster", &design, &names, "--out", &target, "--resume"], 5);
    assert!(wrong.contains("another table, design or choice of options"), "{wrong}");
}

#[test]
fn nothing_is_overwritten() {
    let folder = folder("in-the-way");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let names = save(&folder, "team.csv", b"name,number\nA,1\n");
    let out = folder.join("print");
    std::fs::create_dir_all(&out).unwrap();
    let mine = out.join("001-a-1-m-back.pdf");
    std::fs::write(&mine, b"mine").unwrap();
    let (_, wrong) = check(&["roster", &design, &names, "--out", &out.to_string_lossy()], 5);
    assert!(wrong.contains("is not overwritten"), "{wrong}");
    assert_eq!(std::fs::read(mine).unwrap(), b"mine");
}

#[test]
fn what_stops_a_row_stops_the_run_unless_rows_are_left_out() {
    let folder = folder("stops");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let long = "x".repeat(199);
    let table = format!("name,number,size\nAnna,7,M\nBo,8,huge\n{long},9,L\nC\u{e000},10,S\n");
    let names = save(&folder, "team.csv", table.as_bytes());
    let out = folder.join("print");
    let target = out.to_string_lossy().into_owned();
    let (said, wrong) = check(&["roster", &design, &names, "--out", &target], 1);
    assert!(
        said.contains("stop: row 2 (line 3), size: there is no size “huge”; choose from S, M"),
        "{said}"
    );
    assert!(
        said.contains("stop: row 3 (line 4), name: ")
            && said.contains("does not fit even at 4.2 mm"),
        "{said}"
    );
    assert!(
        said.contains("stop: row 4 (line 5), name: no font has") && said.contains("U+E000"),
        "{said}"
    );
    assert!(wrong.contains("3 row(s) cannot be printed as they are"), "{wrong}");
    assert!(!out.exists(), "nothing is made before the check is through");
    check(&["roster", &design, &names, "--out", &target, "--skip"], 0);
    let made = files(&out);
    assert_eq!(made.keys().filter(|name| name.ends_with(".pdf")).count(), 2);
    let order: Value = serde_json::from_slice(&made["order.json"]).unwrap();
    assert_eq!(order["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_long_name_is_set_smaller_and_said_so() {
    let folder = folder("smaller");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let names = save(&folder, "team.csv", b"name,number\nWolfeschlegelsteinhausenberger,7\n");
    let (said, _) = check(&["roster", &design, &names, "--check"], 0);
    assert!(
        said.contains("note: row 1 (line 2), name: ")
            && said.contains("instead of 40 mm so that it fits"),
        "{said}"
    );
    assert!(!said.contains("print area"), "what fits is not cut off: {said}");
}

#[test]
fn rows_are_written_as_csv_that_no_spreadsheet_runs() {
    let folder = folder("csv");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    let names = save(&folder, "team.csv", b"name;number\n=HYPERLINK(\"x\");7\n@Bo;8\n");
    let out = folder.join("rows.csv");
    check(&["roster", &design, &names, "--csv", &out.to_string_lossy()], 0);
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text, "\u{feff}name,number\r\n\"'=HYPERLINK(\"\"x\"\")\",7\r\n'@Bo,8\r\n");
}

#[test]
fn what_cannot_be_read_is_explained() {
    let folder = folder("wrong");
    let design = save(&folder, "shirt.json", &write(&shirt("{name}", "{number}")));
    for (table, said) in [
        ("name,number\n\"Anna,7\n", "a quote that opens in line 2 is never closed"),
        ("", "there is nothing in the table"),
        ("Farbe,Größe\nrot,M\n", "no column was recognised"),
    ] {
        let names = save(&folder, "team.csv", table.as_bytes());
        let (_, wrong) = check(&["roster", &design, &names, "--check"], 3);
        assert!(wrong.contains(said), "{wrong}");
    }
    let names = save(&folder, "team.csv", b"Wer,Was\nA,1\n");
    let (_, wrong) = check(&["roster", &design, &names, "--check", "--map", "name=Wo"], 3);
    assert!(wrong.contains("there is no column `Wo`; the table has"), "{wrong}");
}
