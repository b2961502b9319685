//! The same design gives the same bytes: print files of the sample designs against `designs/hashes.json`, which the
//! browser tests compare with the worker's files in three engines. `UPDATE_HASHES=1 cargo test -p tests --test determinism`
//! writes it anew; that belongs into a commit of its own that says why print files changed.

#[path = "designs/packed.rs"]
mod packed;
#[path = "designs/printed.rs"]
mod printed;
#[path = "designs/sample.rs"]
mod sample;
#[path = "designs/separated.rs"]
mod separated;

use std::collections::BTreeMap;
use std::path::PathBuf;

use catalog::{Product, ProductId, ViewId};
use geom::{Dpi, Mm};
use jobs::{PrintColour, PrintFormat};
use json::{FromJson, ToJson};
use mockup::ProductMaps;
use packed::{Asked, Packing};
use printed::print_file;
use sample::{Sample, Whole, project, samples, sides, wholes};
use separated::{Inks, SEPARATED, Separated, separated};
use sha2::{Digest, Sha256};

/// Resolution of the PNGs in the list: enough pixels for several bands, few enough for a quick test.
const DPI: f64 = 100.0;

/// Resolution of the TIFFs in the list: they are packed as PNGs are, so fewer pixels tell enough.
const TIFF_DPI: f64 = 50.0;

/// How far around the art a kiss cut runs, in mm.
const KISS_CUT: f64 = 2.0;

/// What packages aim at.
const PACKAGE_DPI: f64 = 60.0;

/// Resolution of plates of flat colours and of halftones: enough pixels for dots of all tones.
const PLATE_DPI: f64 = 100.0;

/// Resolution of plates of scattered dots.
const DITHER_DPI: f64 = 60.0;

/// Most inks of plates.
const MOST_INKS: u32 = 4;

/// Designs that are compared at least.
const LEAST: usize = 60;

/// The formats in the list, by name. A new one is a line here and an arm in `designs/printed.rs`; the browser tests ask the worker
/// for all that the list names.
fn formats() -> BTreeMap<String, PrintFormat> {
    let (dpi, tiff_dpi) = (Dpi::new(DPI), Dpi::new(TIFF_DPI));
    let formats = [
        ("cut_svg", PrintFormat::CutSvg { offset: Mm::ZERO }),
        ("dxf", PrintFormat::Dxf { offset: Mm::ZERO }),
        ("kiss_cut", PrintFormat::Dxf { offset: Mm::new(KISS_CUT) }),
        ("pdf", PrintFormat::Pdf),
        ("pdf_x", PrintFormat::PdfX { colour: PrintColour::Srgb, marks: false, white: false }),
        ("pdf_x_cmyk", PrintFormat::PdfX { colour: PrintColour::Cmyk, marks: true, white: true }),
        ("png", PrintFormat::Png { dpi }),
        ("svg", PrintFormat::Svg),
        ("tiff", PrintFormat::Tiff { dpi: tiff_dpi, white: None }),
        ("tiff_white", PrintFormat::Tiff { dpi: tiff_dpi, white: Some(Mm::new(0.2)) }),
    ];
    formats.into_iter().map(|(name, format)| (name.to_owned(), format)).collect()
}

/// What the list holds.
#[derive(Debug, PartialEq, ToJson, FromJson)]
struct Hashes {
    /// What the worker is asked for, by the format's name.
    formats: BTreeMap<String, PrintFormat>,
    /// SHA-256 of each print file, or why there is none; by design file, side and format.
    files: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
    /// What is asked for in packages.
    package: Asked,
    /// SHA-256 of each package, by design file.
    packages: BTreeMap<String, String>,
    /// What is asked for in plates.
    inks: Inks,
    /// SHA-256 of what comes of a side in a merchant's inks, by design file, side and mode.
    plates: BTreeMap<String, BTreeMap<String, BTreeMap<String, Separated>>>,
}

fn asked() -> Asked {
    let quick =
        |product: &Product| (product.id.to_string(), packed::quick(product, Dpi::new(PACKAGE_DPI)));
    Asked {
        order: "A-1001".into(),
        line: "1".into(),
        quantity: 3,
        products: sample::catalog().products().iter().map(quick).collect(),
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of each print file of a sample, or why there is none; by format.
fn hashes(sample: &Sample) -> BTreeMap<String, String> {
    let made = |(name, format)| {
        // What is refused is listed by its words: other engines must refuse it, too.
        let said = print_file(sample, format).map_or_else(|reason| reason, |file| hex(&file));
        (name, said)
    };
    formats().into_iter().map(made).collect()
}

/// Does the same with many things, several at a time.
fn each<T: Sync, O: Send>(all: &[T], work: impl Fn(&T) -> O + Sync) -> Vec<O> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let work = &work;
    std::thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(all.len().div_ceil(threads).max(1))
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

/// The maps of the product pictures that packages show, by product: products may call their views alike.
fn product_maps(packings: &[Packing<'_>]) -> BTreeMap<ProductId, BTreeMap<ViewId, ProductMaps>> {
    let mut maps: BTreeMap<ProductId, BTreeMap<ViewId, ProductMaps>> = BTreeMap::new();
    for packing in packings {
        let of_product = maps.entry(packing.product().clone()).or_default();
        for view in packing.views() {
            of_product.entry(view.id.clone()).or_insert_with(|| packed::maps(view));
        }
    }
    maps
}

fn list_path() -> PathBuf {
    project().join("tests/designs/hashes.json")
}

#[test]
fn print_files_have_the_listed_hashes() {
    let (wholes, mut library) = wholes();
    let samples: Vec<Sample> = wholes.iter().flat_map(sides).collect();
    let mut files: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
    for (sample, hashes) in samples.iter().zip(each(&samples, hashes)) {
        let side = sample.scene.side.to_string();
        files.entry(sample.file.clone()).or_default().insert(side, hashes);
    }
    let asked = asked();
    let packings: Vec<Packing<'_>> =
        wholes.iter().map(|whole| Packing::new(whole, &asked, &mut library)).collect();
    let maps = product_maps(&packings);
    let packed = each(&packings, |packing| hex(&packing.pack(&maps[packing.product()])));
    let packages = wholes.iter().map(|whole| whole.file.clone()).zip(packed).collect();
    let inks = Inks::coarse(Dpi::new(PLATE_DPI), Dpi::new(DITHER_DPI), MOST_INKS);
    let printed: Vec<&Whole> =
        wholes.iter().filter(|whole| SEPARATED.contains(&whole.file.as_str())).collect();
    let made = each(&printed, |whole| separated(whole, &inks, hex));
    let plates = printed.iter().map(|whole| whole.file.clone()).zip(made).collect();
    let found = Hashes { formats: formats(), files, package: asked, packages, inks, plates };
    if std::env::var_os("UPDATE_HASHES").is_some() {
        let json = json::pretty(&json::write_text(&found)) + "\n";
        std::fs::write(list_path(), json).unwrap();
    }
    let listed: Hashes =
        json::read(&std::fs::read(list_path()).expect("the list is there")).unwrap();
    assert!(listed.files.len() >= LEAST, "at least {LEAST} designs are compared");
    assert_eq!(listed.formats, found.formats);
    assert_eq!(
        listed.files.keys().collect::<Vec<_>>(),
        found.files.keys().collect::<Vec<_>>(),
        "the list names each sample design and nothing else"
    );
    let differing: Vec<String> = listed
        .files
        .iter()
        .filter(|(file, sides)| found.files[*file] != **sides)
        .map(|(file, sides)| format!("{file}: listed {sides:#?}, made {:#?}", found.files[file]))
        .collect();
    assert!(differing.is_empty(), "print files changed:\n{}", differing.join("\n"));
    assert_eq!(listed.package, found.package);
    assert_eq!(listed.packages, found.packages);
    assert_eq!(found.plates.len(), SEPARATED.len(), "each of these designs is there");
    assert_eq!(listed.inks, found.inks);
    assert_eq!(listed.plates, found.plates);
}

#[test]
fn making_a_print_file_twice_gives_the_same_bytes() {
    let samples = samples();
    let twice = ["camera-photos.atelier", "all-at-once.atelier", "emoji.json"];
    for sample in samples.iter().filter(|sample| twice.contains(&sample.file.as_str())) {
        for (name, format) in formats() {
            let again = print_file(sample, format);
            assert!(print_file(sample, format) == again, "{} {name}", sample.file);
        }
    }
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
