//! What somebody changed in a package is found, and the file is named.

use package::{DEFAULT_NAMES, Finding, Package, PackageError, ReadError, Row, compare, read};

use crate::archive::{File, zip};
use crate::fixture::{Sample, mug, mug_package, no_size};

/// The mug's files with one changed, added or taken away, packed anew as any program would.
fn repacked(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let all = mug().iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
    let mut files: Vec<(String, Vec<u8>)> = all.collect();
    change(&mut files);
    let files: Vec<File> = files.iter().map(|(path, bytes)| File::deflated(path, bytes)).collect();
    zip(&files)
}

fn bytes_of<'a>(files: &'a mut [(String, Vec<u8>)], ending: &str) -> &'a mut Vec<u8> {
    let found = files.iter_mut().find(|(path, _)| path.ends_with(ending));
    &mut found.unwrap_or_else(|| panic!("no {ending}")).1
}

fn replace(bytes: &mut Vec<u8>, from: &str, to: &str) {
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}

fn differing(bytes: &[u8]) -> Vec<Row> {
    let package = read(bytes).unwrap();
    let mut rows = compare(&package, mug());
    rows.retain(|row| !row.equal);
    rows
}

fn findings<'a>(package: &'a Package<'_>, ending: &str) -> &'a [Finding] {
    let found = package.findings.iter().find(|(path, _)| path.ends_with(ending));
    found.map_or(&[], |(_, findings)| findings.as_slice())
}

#[test]
fn a_package_is_read_again_and_equals_itself_made_anew() {
    let package = read(mug_package()).unwrap();
    assert_eq!(package.findings.len(), 0, "{:?}", package.findings);
    let mut sample = Sample::open("mug-signs.json");
    assert_eq!(package.design, sample.design);
    let anew = sample.make(package.manifest.order.clone(), &package.manifest.names).unwrap();
    let rows = compare(&package, &anew);
    assert!(rows.iter().all(|row| row.equal), "{rows:?}");
    assert!(rows.len() >= 8, "{rows:?}");
    assert!(anew.pack().unwrap() == mug_package(), "two packages of one order differ");
}

#[test]
fn repacking_by_another_program_changes_nothing() {
    assert_eq!(differing(&repacked(|_| {})), []);
}

#[test]
fn a_changed_print_file_is_named() {
    let changed = repacked(|files| bytes_of(files, ".pdf")[200] ^= 1);
    let package = read(&changed).unwrap();
    assert!(matches!(findings(&package, ".pdf"), [Finding::Hash { .. }]), "{:?}", package.findings);
    let rows = differing(&changed);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].path.starts_with("print/") && rows[0].path.ends_with("pdf"), "{rows:?}");
    assert!(rows[0].differs[1].contains("byte 200"), "{rows:?}");
}

#[test]
fn a_changed_print_file_is_named_even_where_the_manifest_was_changed_with_it() {
    let changed = repacked(|files| {
        let svg = bytes_of(files, ".svg");
        replace(svg, "<path", "<path ");
        let (bytes, hash) = (svg.len(), design::ArtworkId::of(svg).to_string());
        let path = files.iter().find(|(path, _)| path.ends_with(".svg")).unwrap().0.clone();
        let manifest = bytes_of(files, "manifest.json");
        let text = String::from_utf8(std::mem::take(manifest)).unwrap();
        let at = text.find(&path).unwrap();
        let (before, row) = text.split_at(at);
        let (row, after) = row.split_once('}').unwrap();
        let row = row.split('"').next().unwrap();
        let row =
            format!("{row}\",\n      \"bytes\": {bytes},\n      \"sha256\": \"{hash}\"\n    ");
        *manifest = format!("{before}{row}}}{after}").into_bytes();
    });
    let package = read(&changed).unwrap();
    assert!(findings(&package, ".svg").is_empty(), "{:?}", package.findings);
    let paths: Vec<String> = differing(&changed).into_iter().map(|row| row.path).collect();
    assert!(paths.iter().any(|path| path.ends_with(".svg")), "{paths:?}");
    assert!(paths.iter().any(|path| path == "manifest.json"), "{paths:?}");
}

#[test]
fn a_changed_picture_says_how_many_pixels_are_others() {
    let changed = repacked(|files| {
        let file = bytes_of(files, ".png");
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file[..])).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        pixels[..8].copy_from_slice(&[1, 2, 3, 255, 9, 9, 9, 255]);
        let mut anew = Vec::new();
        let mut encoder = png::Encoder::new(&mut anew, info.width, info.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
        *file = anew;
    });
    let rows = differing(&changed);
    assert_eq!(rows.len(), 1, "{rows:?}");
    let said = rows[0].differs.join("\n");
    assert!(said.contains("; 2 of ") && said.ends_with("pixels are others"), "{said}");
}

#[test]
fn another_quantity_in_the_ticket_is_named() {
    let changed = repacked(|files| {
        replace(bytes_of(files, "job-ticket.json"), "\"quantity\": 25", "\"quantity\": 2500")
    });
    let package = read(&changed).unwrap();
    let found = findings(&package, "job-ticket.json");
    let other =
        |finding: &&Finding| matches!(finding, Finding::OtherOrder { what: "quantity", .. });
    assert!(found.iter().any(|finding| other(&finding)), "{found:?}");
    let rows = differing(&changed);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].differs.iter().any(|said| said.contains("\"quantity\": 2500")), "{rows:?}");
}

#[test]
fn another_design_is_named() {
    let other = Sample::open("mug-webp.atelier");
    let changed = repacked(|files| {
        *bytes_of(files, "design.atelier") = design::write_bundle(&other.design, &other.artworks);
    });
    let package = read(&changed).unwrap();
    for path in ["manifest.json", "job-ticket.json"] {
        assert!(matches!(findings(&package, path), [Finding::OtherDesign { .. }]), "{path}");
    }
}

#[test]
fn missing_and_added_files_are_named() {
    let changed = repacked(|files| {
        files.retain(|(path, _)| !path.ends_with(".svg"));
        files.push(("print/extra.exe".into(), b"MZ".to_vec()));
    });
    let rows = differing(&changed);
    let said: Vec<String> =
        rows.iter().map(|row| format!("{} {}", row.path, row.differs[0])).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|said| said.ends_with(".svg is missing")), "{said:?}");
    assert!(said.contains(&"print/extra.exe is not in the manifest".to_owned()), "{said:?}");
}

#[test]
fn a_design_without_its_pictures_is_named() {
    let mut sample = Sample::open("mug-webp.atelier");
    let artworks = std::mem::take(&mut sample.artworks);
    let bare = design::write_bundle(&sample.design, &sample.artworks);
    let error = sample.make(sample.order(), DEFAULT_NAMES).unwrap_err();
    assert!(matches!(error, PackageError::MissingArtwork { .. }), "{error}");
    let needed = sample.design.artworks();
    assert!(artworks.contains_key(&needed[0]));
    let changed = repacked(|files| *bytes_of(files, "design.atelier") = bare);
    let package = read(&changed).unwrap();
    let lacking = findings(&package, "design.atelier");
    assert!(lacking.contains(&Finding::MissingArtwork { artwork: needed[0] }), "{lacking:?}");
}

#[test]
fn words_from_outside_cannot_steer_a_terminal() {
    let changed = repacked(|files| {
        let manifest = bytes_of(files, "manifest.json");
        replace(manifest, "job-ticket.xjdf", "\\u001b[2J.xjdf");
    });
    let package = read(&changed).unwrap();
    let rows = compare(&package, mug());
    let said: String =
        rows.iter().flat_map(|row| [row.path.clone(), row.differs.join("")]).collect();
    assert!(said.contains("?[2J.xjdf") && !said.chars().any(char::is_control), "{said}");
}

#[test]
fn newer_packages_and_tickets_say_so() {
    for (path, found) in [("manifest.json", 2_u64), ("job-ticket.json", 77)] {
        let changed = repacked(|files| {
            let file = bytes_of(files, path);
            replace(file, "\"schema\": 1", &format!("\"schema\": {found}, \"hologram\": true"));
        });
        let error = read(&changed).map(|_| ()).unwrap_err();
        assert_eq!(
            error,
            ReadError::Newer {
                path: if found == 2 { "manifest.json" } else { "job-ticket.json" },
                found,
                known: 1
            }
        );
    }
}

#[test]
fn what_is_no_ticket_is_malformed() {
    for text in [
        "",
        "{",
        "[]",
        "{\"kind\":\"other\",\"schema\":1}",
        "{\"kind\":\"atelier-package\",\"schema\":0}",
    ] {
        let changed =
            repacked(|files| *bytes_of(files, "manifest.json") = text.as_bytes().to_vec());
        let error = read(&changed).map(|_| ()).unwrap_err();
        assert!(
            matches!(error, ReadError::Malformed { path: "manifest.json", .. }),
            "{text}: {error}"
        );
    }
}

#[test]
fn what_cannot_be_ordered_is_refused() {
    let sample = Sample::open("mug-signs.json");
    let order = sample.order();
    let number = package::OrderLine { order: String::new(), ..order.clone() };
    assert_eq!(sample.refused(number), PackageError::Number { what: "order" });
    let line = package::OrderLine { line: "1\n2".into(), ..order.clone() };
    assert_eq!(sample.refused(line), PackageError::Number { what: "line" });
    for quantity in [0, 10_001] {
        let order = package::OrderLine { quantity, ..order.clone() };
        assert_eq!(sample.refused(order), PackageError::Quantity { quantity });
    }
    let size = package::OrderLine { size: no_size(), ..order };
    assert!(matches!(sample.refused(size), PackageError::Size { .. }));
}
