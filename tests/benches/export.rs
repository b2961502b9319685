//! A large print file, natively: 30 layers as a PNG of 4500 x 5400 pixels, with the pixel memory that it took at most.
//! The browser's time beside fabric's and konva's is in `tests/browser/export.bench.mjs`. It judges nothing.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use catalog::{PrintArea, SideId};
use design::{Content, Design, read_bundle};
use geom::Mm;
use prepress::{Flow, PIXEL_BUDGET, PngReport, PngRequest, png};
use scene::{Ready, resolve};
use typeset::{FontLibrary, FontList, shape};

const ROUNDS: usize = 5;

fn main() {
    let poster = design::read(&read("tests/benches/poster.json")).unwrap();
    let photos = read("tests/designs/camera-photos.atelier");
    let artworks = read_bundle(&photos).unwrap().artworks;
    let area = PrintArea {
        width: Mm::new(381.0),
        height: Mm::new(457.2),
        bleed: Mm::ZERO,
        safe_zone: Mm::ZERO,
    };
    let side = SideId::new("front").unwrap();
    let mut times = Vec::new();
    let mut report = None;
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let (took, made) = timed(|| {
            let scene = resolve(&poster, &side, &area, &texts(&poster));
            let request = PngRequest::default();
            bytes = 0;
            let sink = |piece: &[u8]| bytes += piece.len();
            png(&scene, &artworks, &request, sink, &mut |_| Flow::Continue).unwrap()
        });
        times.push(took);
        report = Some(made);
    }
    times.sort();
    let PngReport { width, height, peak_pixel_bytes, decoded } = report.unwrap();
    let mib = |bytes: usize| bytes as f64 / (1024.0 * 1024.0);
    println!("{} layers as a PNG of {width} x {height} px, natively:", poster.layers.len());
    println!("time, median of {ROUNDS}   {:>8.2} s", times[ROUNDS / 2].as_secs_f64());
    println!("file                {:>8.1} MB", bytes as f64 / 1e6);
    println!(
        "peak pixel memory   {:>8.1} MiB of {:.0} MiB allowed; the whole picture would be {:.1} MiB",
        mib(peak_pixel_bytes),
        mib(PIXEL_BUDGET),
        mib(width as usize * height as usize * 4),
    );
    println!("pictures decoded    {decoded:>8}");
}

fn texts(design: &Design) -> Ready {
    let list = String::from_utf8(read("public/fonts/fonts.json")).unwrap();
    let mut library = FontLibrary::new(FontList::parse(&list).unwrap());
    let mut ready = Ready::default();
    for layer in design.layers.values() {
        let Content::Text(text) = &layer.content else { continue };
        for file in library.wanted_lists(text) {
            library.add_list(file, &read(&format!("public/fonts/{file}"))).unwrap();
        }
        for font in library.wanted(text) {
            let file = library.list().find(&font).unwrap().file.clone();
            library.add(font, read(&format!("public/fonts/{file}"))).unwrap();
        }
        ready.texts.insert(text.key(), Arc::new(shape(text, &mut library).unwrap()));
    }
    ready
}

fn read(path: &str) -> Vec<u8> {
    let path: PathBuf = Path::new("..").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}
