//! Fuzz target: a print package from outside, as `verify` reads it. Archives have checksums and packages have hashes that no
//! fuzzer finds: so the files between an archive's headers are also packed anew, with checksums that are right, and then
//! with hashes that are right too.
#![no_main]

#[path = "../../../src/package/tests/rules/archive.rs"]
mod archive;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use archive::{File, zip};
use catalog::{Catalog, Product};
use design::{ArtworkId, TextKey, design_hash, read_bundle};
use flate2::bufread::DeflateDecoder;
use geom::{Dpi, Drawing, Table, TextBlock};
use libfuzzer_sys::fuzz_target;
use package::{
    DEFAULT_NAMES, DESIGN, FORMATS, JobTicket, MANIFEST, Manifest, ManifestFile, Materials,
    NameTemplate, NameValues, OrderLine, Package, PackageFiles, Plan, TICKET, compare, read,
};
use prepress::Flow;
use scene::Resources;
use sha2::{Digest, Sha256};

/// Length of the hash at the end of a design's file.
const HASH: usize = 32;
/// Most bytes that a deflated file gives here.
const MOST: u64 = 1 << 20;

/// No outlines and no drawings: fonts and artwork are not read here.
struct Nothing;

impl Resources for Nothing {
    fn text(&self, _: &TextKey) -> Option<Arc<TextBlock>> {
        None
    }

    fn drawing(&self, _: &ArtworkId) -> Option<Arc<Drawing>> {
        None
    }
}

/// A mug without pictures, printed coarsely; and the files of a package for it.
fn ours() -> (Product, PackageFiles) {
    const LIST: &[u8] = include_bytes!("../../../public/catalog/catalog.json");
    const MUG: &[u8] = include_bytes!("../../../public/catalog/mug.json");
    const TECHNIQUES: &[u8] = include_bytes!("../../../public/catalog/techniques.json");
    const SIGNS: &[u8] = include_bytes!("../../../tests/designs/mug-signs.json");
    let file = |name: &str| match name {
        "techniques.json" => Ok(TECHNIQUES.to_vec()),
        _ => Ok(MUG.to_vec()),
    };
    let loaded = Catalog::load("catalog.json", LIST, file).expect("our own catalogue");
    let mut product = loaded.catalog.products()[0].clone();
    product.views.clear();
    product.technique.aim_dpi = Dpi::new(20.0);
    let design = read_bundle(SIGNS).expect("our own design").design;
    let size = product.default_size.clone();
    let order = OrderLine { order: "1042".into(), line: "1".into(), size, quantity: 25 };
    let names = NameTemplate::parse(DEFAULT_NAMES).expect("our own names");
    let plan = Plan::new(&design, &product, order, names, &Nothing).expect("it can be ordered");
    let materials = Materials {
        artworks: &Table::new(),
        words: &Nothing,
        maps: &BTreeMap::new(),
        fonts: &[],
        licences: &BTreeMap::new(),
    };
    let files = plan.files(&materials, &mut |_| Flow::Continue).expect("our own package");
    (product, files)
}

/// A file as it lies between headers, whatever else those say.
struct Part {
    name: Vec<u8>,
    is_packed: bool,
    bytes: Vec<u8>,
}

/// The files of what may have been an archive.
fn parts(archive: &[u8]) -> Vec<Part> {
    const HEADER: usize = 30;
    let begins = |at: usize, mark: &[u8]| archive[at..].starts_with(mark);
    let starts: Vec<usize> =
        (0..archive.len()).filter(|at| begins(*at, b"PK\x03\x04")).take(64).collect();
    let directory = (0..archive.len()).find(|at| begins(*at, b"PK\x01\x02"));
    let last = directory.unwrap_or(archive.len());
    let ends = starts.iter().skip(1).copied().chain([last]);
    let part = |(start, end): (&usize, usize)| {
        let (head, rest) = archive.get(*start..end)?.split_at_checked(HEADER)?;
        let (name, content) =
            rest.split_at_checked(u16::from_le_bytes([head[26], head[27]]).into())?;
        let mut bytes = Vec::new();
        let inflated = DeflateDecoder::new(content).take(MOST).read_to_end(&mut bytes);
        let is_packed = head[8] == 8 && inflated.is_ok();
        let bytes = if is_packed { bytes } else { content.to_vec() };
        Some(Part { name: name.to_vec(), is_packed, bytes })
    };
    starts.iter().zip(ends).filter_map(part).collect()
}

fn packed(parts: &[Part]) -> Vec<u8> {
    let file = |part: &Part| {
        let made = if part.is_packed { File::deflated } else { File::stored };
        File { name: part.name.clone(), ..made("", &part.bytes) }
    };
    zip(&parts.iter().map(file).collect::<Vec<File>>())
}

/// Puts the hash at a design's end right.
fn mend_design(parts: &mut [Part]) {
    for part in parts.iter_mut().filter(|part| part.name == DESIGN.as_bytes()) {
        if !part.bytes.starts_with(b"{") && part.bytes.len() > HASH {
            let body = part.bytes.len() - HASH;
            let hash = Sha256::digest(&part.bytes[..body]);
            part.bytes[body..].copy_from_slice(&hash);
        }
    }
}

/// A file of ours in place of one that cannot be read, so that the others are looked at.
fn readable<T>(
    parts: &mut Vec<Part>,
    ours: &PackageFiles,
    name: &str,
    read: impl Fn(&[u8]) -> Option<T>,
) -> T {
    let found =
        parts.iter().find(|part| part.name == name.as_bytes()).and_then(|part| read(&part.bytes));
    found.unwrap_or_else(|| {
        let bytes = ours.get(name).expect("ours has it").to_vec();
        let read = read(&bytes).expect("ours can be read");
        put(parts, name, bytes);
        read
    })
}

fn put(parts: &mut Vec<Part>, name: &str, bytes: Vec<u8>) {
    parts.retain(|part| part.name != name.as_bytes());
    parts.push(Part { name: name.into(), is_packed: false, bytes });
}

/// Makes ticket and manifest say what is there.
fn mend_papers(parts: &mut Vec<Part>, ours: &PackageFiles) {
    let design =
        readable(parts, ours, DESIGN, |bytes| read_bundle(bytes).ok().map(|bundle| bundle.design));
    let mut manifest: Manifest = readable(parts, ours, MANIFEST, |bytes| json::read(bytes).ok());
    let mut ticket: JobTicket = readable(parts, ours, TICKET, |bytes| json::read(bytes).ok());
    let hash = design_hash(&design);
    ticket.design.sha256.clone_from(&hash);
    ticket.order.order.clone_from(&manifest.order.order);
    ticket.order.line.clone_from(&manifest.order.line);
    ticket.order.quantity = manifest.order.quantity;
    ticket.product.size.id = manifest.order.size.clone();
    put(parts, TICKET, json::write_text(&ticket).into_bytes());
    manifest.design = hash;
    let listed = parts.iter().filter(|part| part.name != MANIFEST.as_bytes());
    let row = |part: &Part| ManifestFile {
        path: String::from_utf8_lossy(&part.name).into_owned(),
        bytes: part.bytes.len() as u64,
        sha256: Sha256::digest(&part.bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    manifest.files = listed.filter(|part| !part.name.ends_with(b"/")).map(row).collect();
    put(parts, MANIFEST, json::write_text(&manifest).into_bytes());
}

/// What came from outside and is shown in a terminal moves no cursor.
fn is_plain(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

/// Reads an archive as `verify` does.
fn verified<'a>(bytes: &'a [u8], product: &Product, ours: &PackageFiles) -> Option<Package<'a>> {
    let package = match read(bytes) {
        Ok(package) => package,
        Err(error) => {
            assert!(is_plain(&error.to_string()), "{error:?}");
            return None;
        }
    };
    for row in compare(&package, ours) {
        assert_eq!(row.equal, row.differs.is_empty());
        assert!(row.differs.iter().chain([&row.path]).all(|text| is_plain(text)), "{row:?}");
    }
    let Ok(names) = NameTemplate::parse(&package.manifest.names) else { return Some(package) };
    let order = package.manifest.order.clone();
    let values = FORMATS.map(|format| NameValues {
        order: order.order.clone(),
        line: order.line.clone(),
        size: order.size.to_string(),
        name: package.design.head.name.clone(),
        ext: format.ending().to_owned(),
        ..NameValues::default()
    });
    if let Ok(made) = names.names(&values) {
        let folded: BTreeSet<String> = made.iter().map(|name| name.to_ascii_lowercase()).collect();
        assert_eq!(folded.len(), FORMATS.len(), "{made:?}");
    }
    if let Ok(plan) = Plan::new(&package.design, product, order, names, &Nothing) {
        plan.words();
    }
    Some(package)
}

fuzz_target!(init: {}, |bytes: &[u8]| {
    thread_local! {
        static OURS: (Product, PackageFiles) = ours();
    }
    OURS.with(|(product, ours)| {
        verified(bytes, product, ours);
        let mut parts = parts(bytes);
        verified(&packed(&parts), product, ours);
        mend_design(&mut parts);
        verified(&packed(&parts), product, ours);
        mend_papers(&mut parts, ours);
        let mended = packed(&parts);
        let Some(package) = verified(&mended, product, ours) else { return };
        // What is right is not found wrong.
        let only_lacks = |finding: &package::Finding| {
            matches!(finding, package::Finding::MissingArtwork { .. })
        };
        assert!(package.findings.values().flatten().all(only_lacks), "{:?}", package.findings);
    });
});
