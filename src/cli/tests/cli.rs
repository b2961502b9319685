//! The command line as a merchant's script sees it: files, standard output, exit codes, messages.

mod desk;

use std::path::Path;

use desk::{atelier, check, project, sample, scratch};

#[test]
fn render_writes_every_format_and_leaves_nothing_else() {
    let folder = scratch("render", "");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (pdf, png, svg, mockup) = (file("a.pdf"), file("a.png"), file("a.svg"), file("m.png"));
    check(
        &[
            "render",
            &sample("mug-webp.atelier"),
            "--pdf",
            &pdf,
            "--png",
            &png,
            "--svg",
            &svg,
            "--mockup",
            &mockup,
            "--view",
            "front",
            "--width",
            "200",
            "--dpi",
            "50",
        ],
        0,
    );
    let begins = |path: &str, magic: &[u8]| std::fs::read(path).unwrap().starts_with(magic);
    assert!(begins(&pdf, b"%PDF-1.7"));
    assert!(begins(&svg, b"<svg "));
    for picture in [&png, &mockup] {
        assert!(begins(picture, b"\x89PNG"));
    }
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.pdf", "a.png", "a.svg", "m.png"]);
}

#[test]
fn render_to_standard_output_writes_only_the_file() {
    let output = atelier(&["render", &sample("plain-text.json"), "--png", "-", "--dpi", "30"]);
    assert!(output.status.success());
    assert!(output.stdout.starts_with(b"\x89PNG") && output.stdout.ends_with(b"IEND\xaeB`\x82"));
    let path = scratch("stdout", "a.png");
    let file = path.to_string_lossy();
    check(&["render", &sample("plain-text.json"), "--png", &file, "--dpi", "30"], 0);
    assert_eq!(std::fs::read(&path).unwrap(), output.stdout);
    let two = ["render", &sample("plain-text.json"), "--png", "-", "--svg", "-"];
    let (_, wrong) = check(&two, 2);
    assert!(wrong.contains("only one file can go to standard output"));
}

#[test]
fn render_takes_the_side_that_is_asked_for() {
    let design = sample("both-sides.json");
    let svg = |side: &[&str]| {
        let arguments = [&["render", &design, "--svg", "-"], side].concat();
        check(&arguments, 0).0
    };
    assert_eq!(svg(&[]), svg(&["--side", "front"]));
    assert_ne!(svg(&[]), svg(&["--side", "back"]));
    let (_, wrong) = check(&["render", &design, "--svg", "-", "--side", "hood"], 3);
    assert!(wrong.contains("has no side `hood`; it has front, back"), "{wrong}");
    let (_, wrong) = check(&["render", &design, "--mockup", "-", "--view", "left"], 3);
    assert!(wrong.contains("has no view of this side called `left`"), "{wrong}");
}

#[test]
fn what_must_not_be_printed_is_refused_unless_forced() {
    // A bare JSON holds no artwork.
    let bytes = std::fs::read(sample("see-through.atelier")).unwrap();
    let bundle = design::read_bundle(&bytes).unwrap();
    let path = scratch("refused", "bare.json");
    std::fs::write(&path, design::write(&bundle.design)).unwrap();
    let file = path.to_string_lossy();
    let (out, wrong) = check(&["check", &file], 1);
    assert!(out.contains("stop: front, picture badge.png: The picture is missing."), "{out}");
    assert!(wrong.contains("must not be printed"), "{wrong}");
    let (_, wrong) = check(&["render", &file, "--pdf", "-"], 1);
    assert!(wrong.contains("The picture is missing. Add it again."), "{wrong}");
    // Forced, the picture is still missing, and no file may pretend otherwise.
    let pdf = scratch("refused", "forced.pdf");
    let (_, wrong) = check(&["render", &file, "--pdf", &pdf.to_string_lossy(), "--force"], 3);
    assert!(wrong.contains("is missing"), "{wrong}");
    assert!(!pdf.exists());
}

#[test]
fn check_tells_findings_for_people_and_as_json() {
    let (out, _) = check(&["check", &sample("needs-work.atelier")], 0);
    for part in ["will look blurred", "hard to read", "hardly shows", "may not print", "cut off"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let (out, _) = check(&["check", &sample("needs-work.atelier"), "--json"], 0);
    let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
    let rules: Vec<&str> =
        rows.as_array().unwrap().iter().map(|row| row["rule"].as_str().unwrap()).collect();
    let expected = [
        "low_resolution",
        "transparency",
        "small_text",
        "thin_part",
        "thin_gap",
        "faint_colour",
        "cut_off",
        "hairline",
    ];
    assert_eq!(rules, expected);
    let thin = &rows.as_array().unwrap()[7];
    assert_eq!(thin["severity"], "warns");
    assert_eq!(thin["fix"]["label"], "Make it 0.35 mm wide");
    assert_eq!(thin["fix"]["mends"][0]["fix"]["lines"]["width"], 0.35);
    let (out, _) = check(&["check", &sample("plain-text.json")], 0);
    assert_eq!(out, "Everything is fine to print.\n");
}

#[test]
fn check_judges_for_another_technique() {
    let design = sample("needs-work.atelier");
    let (out, wrong) = check(&["check", &design, "--technique", "vinyl"], 1);
    assert!(
        out.contains("stop: front: This side has 4 colours or more; 3 can be printed."),
        "{out}"
    );
    assert!(out.contains("  one press in the editor: Make it 1 mm wide"), "{out}");
    assert!(wrong.contains("must not be printed"), "{wrong}");
    let (_, wrong) = check(&["check", &design, "--technique", "stone"], 3);
    assert!(wrong.contains("no technique `stone` in the catalogue; it has dtg, dtf,"), "{wrong}");
}

#[test]
fn print_rules_with_a_mistake_are_told_with_their_level() {
    let folder = scratch("print-rules", "");
    for file in ["techniques.json", "tee.json", "mug.json"] {
        std::fs::copy(project().join("public/catalog").join(file), folder.join(file)).unwrap();
    }
    let document = r#"{ "schema": 1, "shop": { "name": "S", "currency": "EUR" },
        "techniques": "techniques.json", "products": ["tee.json", "mug.json"],
        "print_rules": { "limits": { "min_txt": 5 } } }"#;
    std::fs::write(folder.join("catalog.json"), document).unwrap();
    let catalog = folder.to_string_lossy();
    let (_, wrong) = check(&["check", &sample("plain-text.json"), "--catalog", &catalog], 4);
    let told = "print rules of the shop: $.limits.min_txt: unknown field `min_txt`";
    assert!(wrong.contains(told), "{wrong}");
}

#[test]
fn every_script_is_set_from_the_fonts_of_the_folder() {
    let (out, _) = check(&["check", &sample("every-script.json")], 0);
    assert!(!out.contains("No font has"), "{out}");
    let (svg, _) = check(&["render", &sample("every-script.json"), "--svg", "-"], 0);
    let colours: std::collections::BTreeSet<&str> =
        svg.match_indices("fill=\"#").map(|(at, _)| &svg[at + 6..at + 13]).collect();
    assert!(colours.len() > 20, "emoji have colours of their own: {colours:?}");
}

#[test]
fn inspect_needs_neither_catalogue_nor_fonts() {
    let design = sample("camera-photos.atelier");
    let nowhere = ["--catalog", "/nowhere", "--fonts", "/nowhere", "--mockups", "/nowhere"];
    let (out, _) = check(&[&["inspect", &design, "--json"], &nowhere[..]].concat(), 0);
    let facts: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(facts["name"], "Camera photos");
    assert_eq!(facts["sides"]["front"]["pictures"], 4);
    assert_eq!(facts["artworks"].as_array().unwrap().len(), 4);
    let (out, _) = check(&["inspect", &sample("both-sides.json")], 0);
    assert!(
        out.contains("side     back: 2 text, 0 picture, 1 shape, 0 drawing, 1 hidden"),
        "{out}"
    );
    assert!(out.contains("font     graduate"), "{out}");
}

#[test]
fn each_kind_of_failure_has_its_exit_code_and_says_what_to_do() {
    let cut = scratch("failures", "cut.atelier");
    let bytes = std::fs::read(sample("mug-webp.atelier")).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let damaged = scratch("failures", "damaged.atelier");
    let mut changed = bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    std::fs::write(&damaged, changed).unwrap();
    let newer = scratch("failures", "newer.json");
    let json = std::fs::read_to_string(sample("plain-text.json")).unwrap();
    std::fs::write(&newer, json.replacen("\"schema\":2", "\"schema\":7", 1)).unwrap();
    let other = scratch("failures", "other.json");
    std::fs::write(&other, json.replacen("\"tee\"", "\"sock\"", 1)).unwrap();
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let plain = sample("plain-text.json");
    let cases: [(&[&str], i32, &str); 11] = [
        (&["render", &plain], 2, "required"),
        (&["render", &plain, "--png", "-", "--dpi", "5"], 2, "use a number from 10 to 2400"),
        (&["check", "/nowhere.atelier"], 3, "check the path"),
        (&["check", &text(&cut)], 3, "ends too early"),
        (&["check", &text(&damaged)], 3, "is damaged; copy or download the file again"),
        (&["check", &text(&newer)], 3, "made by a newer Atelier (schema 7"),
        (&["check", &text(&other)], 3, "give the right one with --catalog"),
        (&["check", &sample("waves.webp")], 3, "choose a file that ends in .atelier"),
        (&["check", &plain, "--catalog", "/nowhere"], 4, "/nowhere/catalog.json"),
        (&["check", &plain, "--fonts", "/nowhere"], 4, "/nowhere/fonts.json"),
        (&["render", &plain, "--svg", "/nowhere/a.svg"], 5, "check that the folder exists"),
    ];
    for (arguments, code, part) in cases {
        let (_, wrong) = check(arguments, code);
        assert!(wrong.contains(part), "{arguments:?}: {wrong}");
    }
}

#[test]
fn help_lists_the_exit_codes() {
    let (out, _) = check(&["--help"], 0);
    assert!(out.contains("Exit codes:") && out.contains("must not be printed"));
}

#[test]
fn render_makes_a_pdf_for_a_print_shop_and_says_what_cannot_be() {
    let file = |name: &str| scratch("print-shop", name).to_string_lossy().into_owned();
    let design = sample("both-sides.json");
    let (one, again, plate) = (file("one.pdf"), file("again.pdf"), file("plate.png"));
    check(&["render", &design, "--png", &plate, "--dpi", "20", "--bleed", "--force"], 0);
    let ink = format!("PANTONE 186 C#c8102e={plate}");
    let shop = |out: &str, more: &[&str]| {
        let all = ["render", &design, "--force", "--pdf", out, "--pdf-standard", "x4"];
        let options = ["--colour", "cmyk", "--marks", "all", "--spot-white", "--spot-cut"];
        let rest = ["--spot-plate", &ink, "--picture-dpi", "200", "--date", "2026-11-23"];
        let list: Vec<&str> =
            all.iter().chain(&options).chain(&rest).chain(more).copied().collect();
        list.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let run = |list: &[String], code: i32| {
        check(&list.iter().map(String::as_str).collect::<Vec<_>>(), code)
    };
    run(&shop(&one, &["--black", "key", "--slug", "Order 12"]), 0);
    run(&shop(&again, &["--black", "key", "--slug", "Order 12"]), 0);
    let bytes = std::fs::read(&one).unwrap();
    assert_eq!(bytes, std::fs::read(&again).unwrap());
    let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    for text in ["%PDF-1.6", "/GTS_PDFX", "/White", "/CutContour", "/PANTONE#20186#20C", "20261123"]
    {
        assert!(has(text), "{text}");
    }
    let (_, wrong) = run(&shop(&one, &["--date", "2026-13-01"]), 2);
    assert!(
        wrong.contains("cannot be used multiple times") || wrong.contains("use a day"),
        "{wrong}"
    );
    let (_, wrong) = run(&shop(&one, &["--profile", &plate]), 4);
    assert!(wrong.contains("no ICC profile"), "{wrong}");
    let taken = format!("Cyan={plate}");
    let (_, wrong) = run(&shop(&one, &["--spot-plate", &taken]), 2);
    assert!(wrong.contains("`Cyan`"), "{wrong}");
    assert_eq!(bytes, std::fs::read(&one).unwrap(), "a refusal leaves the file as it was");
}

#[test]
fn render_puts_fonts_into_a_pdf_only_where_that_is_said() {
    let made = |name: &str, options: &[&str]| {
        let out = scratch("text", name).to_string_lossy().into_owned();
        let design = sample("plain-text.json");
        check(&[&["render", &design, "--force", "--pdf", &out], options].concat(), 0);
        std::fs::read(&out).unwrap()
    };
    let has_font = |bytes: &[u8]| bytes.windows(10).any(|part| part == b"/FontFile2");
    let fonts = made("fonts.pdf", &["--text", "fonts"]);
    assert!(has_font(&fonts));
    assert_eq!(fonts, made("again.pdf", &["--text", "fonts"]));
    assert!(has_font(&made("x4.pdf", &["--text", "fonts", "--pdf-standard", "x4"])));
    let plain = made("plain.pdf", &[]);
    assert!(!has_font(&plain));
    assert_eq!(plain, made("outlines.pdf", &["--text", "outlines"]));
}

#[test]
fn cut_writes_lines_of_both_kinds_and_says_what_they_are() {
    let folder = scratch("cut", "");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (dxf, svg) = (file("a.dxf"), file("a.svg"));
    let design = sample("all-shapes.json");
    let kiss = ["cut", &design, "--kiss-cut", "2", "--dxf", &dxf, "--svg", &svg, "--force"];
    let (said, _) = check(&kiss, 0);
    assert!(said.contains("CutContour") && said.contains("lines are within 0.020 mm"), "{said}");
    let written = std::fs::read_to_string(&dxf).unwrap();
    assert!(written.contains("\r\nCutContour\r\n") && written.ends_with("EOF\r\n"));
    let drawing = std::fs::read_to_string(&svg).unwrap();
    assert!(drawing.contains(r##"<g id="CutContour" fill="none" stroke="#ff00ff""##), "{drawing}");
    // By colour there is a layer for each, and to standard output goes the file alone.
    let colours = ["cut", &design, "--per-colour", "--dxf", "-", "--force"];
    let (lines, _) = check(&colours, 0);
    assert!(lines.starts_with("0\r\nSECTION") && lines.matches("\r\nColour_").count() > 4);
    assert_eq!(check(&colours, 0).0, lines);
}

#[test]
fn cut_wants_a_file_and_sound_wishes() {
    let design = sample("all-shapes.json");
    check(&["cut", &design], 2);
    check(&["cut", &design, "--svg", "-", "--dxf", "-"], 2);
    check(&["cut", &design, "--svg", "-", "--kiss-cut", "51"], 2);
    check(&["cut", &design, "--svg", "-", "--tolerance", "0"], 2);
    check(&["cut", &design, "--svg", "-", "--kiss-cut", "1", "--per-colour"], 2);
    let all = ["cut", &design, "--svg", "-", "--smallest-part", "1000000", "--force"];
    let (out, wrong) = check(&all, 3);
    assert!(out.is_empty() && wrong.contains("nothing to cut"), "{wrong}");
}
