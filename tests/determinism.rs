//! The same design gives the same bytes: print files of the sample designs against `designs/hashes.json`, which the
//! browser test compares with the worker's files. `UPDATE_HASHES=1 cargo test -p tests --test determinism` writes it
//! anew; that belongs into a commit of its own that says why print files changed.

#[path = "designs/sample.rs"]
mod sample;

use std::collections::BTreeMap;
use std::path::PathBuf;

use geom::Dpi;
use json::{FromJson, ToJson};
use prepress::{Extent, Flow, PngRequest, pdf, png, svg};
use sample::{Sample, project, samples};
use sha2::{Digest, Sha256};

/// Resolution of the PNGs in the list: enough pixels for several bands, few enough for a quick test.
const DPI: f64 = 100.0;

/// What the list holds.
#[derive(Debug, PartialEq, ToJson, FromJson)]
struct Hashes {
    /// Resolution of the PNGs.
    png_dpi: f64,
    /// SHA-256 of each print file, by design file, side and format.
    files: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The three print files of a sample: the whole PDF, SVG and PNG without bleed.
fn print_files(sample: &Sample) -> BTreeMap<String, String> {
    let Sample { scene, artworks, .. } = sample;
    let go_on = &mut |_| Flow::Continue;
    let mut pixels = Vec::new();
    let request = PngRequest { dpi: Dpi::new(DPI), ..PngRequest::default() };
    png(scene, artworks, &request, |piece| pixels.extend_from_slice(piece), go_on).unwrap();
    let drawing = svg(scene, artworks, Extent::Trim, go_on).unwrap();
    let page = pdf(scene, artworks, go_on).unwrap();
    BTreeMap::from([
        ("pdf".to_owned(), hex(&page)),
        ("png".to_owned(), hex(&pixels)),
        ("svg".to_owned(), hex(drawing.as_bytes())),
    ])
}

fn list_path() -> PathBuf {
    project().join("tests/designs/hashes.json")
}

#[test]
fn print_files_have_the_listed_hashes() {
    let mut files: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
    for sample in samples() {
        let side = sample.scene.side.to_string();
        files.entry(sample.file.clone()).or_default().insert(side, print_files(&sample));
    }
    let found = Hashes { png_dpi: DPI, files };
    if std::env::var_os("UPDATE_HASHES").is_some() {
        let json = json::pretty(&json::write_text(&found)) + "\n";
        std::fs::write(list_path(), json).unwrap();
    }
    let listed: Hashes =
        json::read(&std::fs::read(list_path()).expect("the list is there")).unwrap();
    assert!(listed.files.len() >= 12, "at least twelve designs are compared");
    assert_eq!(found, listed);
}

#[test]
fn making_a_print_file_twice_gives_the_same_bytes() {
    let samples = samples();
    let sample = samples.iter().find(|sample| sample.file == "camera-photos.atelier").unwrap();
    assert_eq!(print_files(sample), print_files(sample));
}

#[test]
fn sample_files_are_canonical() {
    for path in sample::files() {
        let bytes = std::fs::read(&path).unwrap();
        let bundle = design::read_bundle(&bytes).unwrap();
        let again = if path.extension().is_some_and(|ending| ending == "json") {
            design::write(&bundle.design)
        } else {
            design::write_bundle(&bundle.design, &bundle.artworks)
        };
        assert!(again == bytes, "{path:?} changes when it is written again; run make-designs");
    }
}
