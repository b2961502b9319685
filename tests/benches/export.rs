//! A large print file, natively: 30 layers as a PNG of 4500 x 5400 pixels, with the pixel memory that it took at most.
//! The browser's time beside fabric's and konva's is in `tests/browser/export.bench.mjs`. It judges nothing.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../designs/sample.rs"]
mod sample;

use std::time::{Duration, Instant};

use catalog::{PrintArea, SideId};
use design::{Design, Text, read_bundle};
use geom::Mm;
use prepress::{Flow, PIXEL_BUDGET, PngReport, PngRequest, png};
use sample::{font_list, project, read, words};
use scene::{Ready, resolve};
use typeset::FontLibrary;

const ROUNDS: usize = 5;

fn main() {
    let poster = design::read(&file("tests/benches/poster.json")).unwrap();
    let photos = file("tests/designs/camera-photos.atelier");
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
    let layers = design.layers.values();
    let texts: Vec<Text> =
        layers.filter_map(|layer| layer.content.shaped().map(|text| text.into_owned())).collect();
    words(&texts, &mut FontLibrary::new(font_list()))
}

fn file(path: &str) -> Vec<u8> {
    read(project().join(path))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}
