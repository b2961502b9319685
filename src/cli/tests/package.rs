//! Packages as a print shop's script sees them: made, verified, tampered with; and their hashes, which the browser test
//! compares with the worker's. `UPDATE_HASHES=1 cargo test -p cli --test package` writes those anew; that belongs into a commit
//! of its own that says why print files changed.

mod desk;

use std::collections::BTreeMap;
use std::path::PathBuf;

use desk::{check, project, sample, scratch, sha256, text};
use serde_json::Value;

/// The designs whose packages are listed: two sides, an emoji and several fonts, pictures, gradients and shadows.
const LISTED: [&str; 4] =
    ["both-sides.json", "mug-signs.json", "mug-webp.atelier", "shadows.atelier"];

/// Makes a package as the browser test orders it.
fn packed(test: &str, design: &str) -> PathBuf {
    let out = scratch(test, &format!("{design}.zip"));
    let (design, file) = (sample(design), text(&out));
    check(&["package", &design, "--order", "1042", "--quantity", "25", "--out", &file], 0);
    out
}

#[test]
fn packages_have_the_listed_hashes() {
    let list = project().join("tests/packages.json");
    let found: BTreeMap<&str, String> = LISTED
        .iter()
        .map(|design| (*design, sha256(&std::fs::read(packed("listed", design)).unwrap())))
        .collect();
    if std::env::var_os("UPDATE_HASHES").is_some() {
        let json = serde_json::to_string_pretty(&found).unwrap() + "\n";
        std::fs::write(&list, json).unwrap();
    }
    let listed = std::fs::read(&list).expect("the list is there");
    let listed: BTreeMap<String, String> = serde_json::from_slice(&listed).unwrap();
    let found: BTreeMap<String, String> =
        found.into_iter().map(|(design, hash)| (design.to_owned(), hash)).collect();
    assert_eq!(found, listed);
}

#[test]
fn print_files_in_a_package_are_those_of_render() {
    let package = std::fs::read(packed("render", "mug-signs.json")).unwrap();
    let package = package::read(&package).unwrap();
    let file = |name: &str| text(&scratch("render", name));
    let (pdf, png, svg) = (file("a.pdf"), file("a.png"), file("a.svg"));
    let design = sample("mug-signs.json");
    check(&["render", &design, "--pdf", &pdf, "--png", &png, "--svg", &svg], 0);
    for made in [pdf, png, svg] {
        let ending = made.rsplit('.').next().unwrap().to_owned();
        let inside =
            package.paths().find(|path| path.starts_with("print/") && path.ends_with(&ending));
        let inside = package.bytes(inside.unwrap()).unwrap().unwrap();
        assert!(inside == std::fs::read(&made).unwrap(), "{made}");
    }
}

#[test]
fn a_package_is_verified_for_people_and_for_programs() {
    let package = text(&packed("verify", "mug-signs.json"));
    let (said, _) = check(&["verify", &package], 0);
    assert!(said.starts_with("order    1042, line 1: 25 x mug-sky-"), "{said}");
    assert!(!said.contains("DIFFERS") && said.contains("equal    print/1042-1-"), "{said}");
    let (json, _) = check(&["verify", &package, "--json"], 0);
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["equal"], true);
    assert!(report["files"].as_array().unwrap().len() >= 10);
}

#[test]
fn a_changed_byte_is_found_named_and_ends_with_1() {
    let path = packed("tampered", "mug-signs.json");
    let mut bytes = std::fs::read(&path).unwrap();
    // Print files are stored as they are, so their bytes can be found in the archive.
    let at = bytes.windows(5).position(|five| five == b"%PDF-").unwrap() + 300;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let (said, wrong) = check(&["verify", &text(&path)], 1);
    assert_eq!(said.matches("DIFFERS").count(), 1, "{said}");
    assert!(said.contains("DIFFERS  print/1042-1-") && said.contains("CRC-32"), "{said}");
    assert!(wrong.contains("1 of "), "{wrong}");
    let (json, _) = check(&["verify", &text(&path), "--json"], 1);
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["equal"], false);
}

#[test]
fn what_was_ordered_is_compared_with_the_package() {
    let path = packed("event", "mug-signs.json");
    let bytes = std::fs::read(&path).unwrap();
    let package = package::read(&bytes).unwrap();
    let (ticket, path) = (&package.ticket, text(&path));
    let rows: Vec<Value> = ticket
        .sides
        .iter()
        .flat_map(|side| {
            side.files.iter().map(|file| {
                serde_json::json!({
                    "side": side.id.as_str(),
                    "format": file.format.ending(),
                    "sha256": file.sha256,
                    "bytes": file.bytes,
                })
            })
        })
        .collect();
    let event = serde_json::json!({
        "v": 1,
        "design": ticket.design.sha256,
        "sku": ticket.product.sku,
        "quantity": 25,
        "print_files": rows,
    });
    let file = scratch("event", "event.json");
    let verify = |event: &Value, code: i32| {
        std::fs::write(&file, event.to_string()).unwrap();
        check(&["verify", &path, "--event", &text(&file)], code).0
    };
    let said = verify(&event, 0);
    assert!(said.contains("equal    order event"), "{said}");
    let mut other = event.clone();
    other["quantity"] = 24.into();
    other["print_files"][0]["sha256"] = "0".repeat(64).into();
    let said = verify(&other, 1);
    assert!(said.contains("ordered quantity 24; the package has 25"), "{said}");
    assert!(said.contains("ordered wrap, pdf with SHA-256 0000"), "{said}");
    let mut unhashed = event;
    unhashed["print_files"] = serde_json::json!([]);
    assert!(verify(&unhashed, 1).contains("has no hashes of print files"));
    std::fs::write(&file, "no event").unwrap();
    check(&["verify", &path, "--event", &text(&file)], 3);
}

#[test]
fn what_is_no_package_ends_with_3_and_what_was_not_understood_with_2() {
    let design = sample("mug-signs.json");
    let (_, wrong) = check(&["verify", &design], 3);
    assert!(wrong.contains("this is not a package"), "{wrong}");
    check(&["verify", "no-such.zip"], 3);
    let out = text(&scratch("wrong", "a.zip"));
    let package = |more: &[&str]| {
        check(&[&["package", &design, "--order", "7", "--out", &out][..], more].concat(), 2).1
    };
    assert!(package(&["--name", "{order}/{side}.{ext}"]).contains("`/`"));
    assert!(package(&["--name", "{price}.{ext}"]).contains("no field `{price}`"));
    assert!(package(&["--quantity", "0"]).contains("order 1 to 10000"));
    assert!(package(&["--size", "xxl"]).contains("no size `xxl`"));
    assert!(!PathBuf::from(&out).exists(), "nothing is written where nothing was made");
}

#[test]
fn a_package_is_made_and_verified_with_another_technique_of_the_product() {
    let out = text(&scratch("technique", "a.zip"));
    let design = sample("both-sides.json");
    let order = ["package", &design, "--order", "7", "--out", &out, "--force"];
    check(&[&order[..], &["--technique", "embroidery"]].concat(), 0);
    let bytes = std::fs::read(&out).unwrap();
    let package = package::read(&bytes).unwrap();
    assert_eq!(package.ticket.product.technique.id.as_str(), "embroidery");
    // Its print area is the technique's own.
    assert_eq!(package.ticket.sides[0].trim_width, 100.0);
    let (said, _) = check(&["verify", &out], 0);
    assert!(said.contains("are what this design and order give, byte for byte"), "{said}");
    let (_, unknown) = check(&[&order[..], &["--technique", "knitting"]].concat(), 3);
    assert!(unknown.contains("knitting"), "{unknown}");
}

#[test]
fn names_follow_the_template() {
    let out = text(&scratch("names", "a.zip"));
    let design = sample("both-sides.json");
    let name = "{sku}_{quantity}.{ext}";
    check(&["package", &design, "--order", "7", "--out", &out, "--name", name, "--size", "l"], 0);
    let bytes = std::fs::read(&out).unwrap();
    let package = package::read(&bytes).unwrap();
    let print: Vec<&str> = package.paths().filter(|path| path.starts_with("print/")).collect();
    let expected = ["-2.pdf", "-2.png", "-2.svg", ".pdf", ".png", ".svg"];
    assert_eq!(print, expected.map(|end| format!("print/tee-black-l_1{end}")));
    check(&["verify", &out], 0);
}
