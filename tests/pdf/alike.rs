//! Drawings of PDFs by programs that others wrote, compared with our own PNG of the same sample design. Test files include
//! it as a module; it tests nothing itself.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::Path;
use std::process::Command;

use geom::{Dpi, Mm};
use prepress::{Extent, Flow, PngRequest, png};
use scene::Item;

use crate::sample::Sample;

/// Resolution at which PDF and PNG are compared.
const DPI: f64 = 100.0;

/// A picture in RGB: width, height and rows.
pub(crate) type Drawing = (usize, usize, Vec<u8>);

/// A program that draws PDFs.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    /// How much more a drawing may differ for each edge in it.
    per_edge: f64,
    draw: fn(&Path) -> Drawing,
}

/// All programs. Ghostscript paints every pixel that a shape touches, so letters are bolder by half a pixel.
pub(crate) const PROGRAMS: [Program; 3] = [
    Program { name: "poppler", per_edge: 0.15, draw: poppler },
    Program { name: "mupdf", per_edge: 0.2, draw: mupdf },
    Program { name: "ghostscript", per_edge: 0.35, draw: ghostscript },
];

/// The same, for files that hold letters: poppler moves each to a whole pixel, so it draws finer, too.
pub(crate) const FINER_PROGRAMS: [Program; 3] = {
    let [poppler, mupdf, ghostscript] = PROGRAMS;
    [Program { draw: finer_poppler, ..poppler }, mupdf, ghostscript]
};

impl Program {
    /// Its drawing of a file.
    pub(crate) fn drawing(&self, file: &Path) -> Drawing {
        (self.draw)(file)
    }

    /// What is wrong with its drawing of a sample's file, if anything.
    pub(crate) fn difference(&self, sample: &Sample, file: &Path) -> Option<String> {
        difference(sample, &self.drawing(file), self.per_edge)
    }
}

/// What a program says on standard output. It must succeed without a word of warning.
pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program}: {error}; install it with: apt-get install qpdf poppler-utils mupdf-tools ghostscript")
    });
    let (said, wrong) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && wrong.is_empty(), "{program} {arguments:?}: {said}{wrong}");
    said.into_owned()
}

/// File and side, for messages.
pub(crate) fn title(sample: &Sample) -> String {
    format!("{} {}", sample.file, sample.scene.side)
}

/// Width, height and RGB of a binary PPM file.
fn read_ppm(bytes: &[u8]) -> (usize, usize, &[u8]) {
    let mut fields = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
    assert_eq!(fields.next(), Some(&b"P6"[..]));
    let mut number = || std::str::from_utf8(fields.next().unwrap()).unwrap().parse().unwrap();
    let (width, height) = (number(), number());
    let rest = fields.next().unwrap();
    (width, height, rest.strip_prefix(b"255\n").unwrap())
}

/// Our own PNG on white paper, RGB. Colours mix with those of the print, not with the paper, so the paper comes last.
fn drawn(sample: &Sample) -> (usize, usize, Vec<u8>) {
    let request = PngRequest { dpi: Dpi::new(DPI), extent: Extent::Bleed, ..PngRequest::default() };
    let mut file = Vec::new();
    let sink = |piece: &[u8]| file.extend_from_slice(piece);
    png(&sample.scene, &sample.artworks, &request, sink, &mut |_| Flow::Continue).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgba).unwrap();
    let on_paper = |pixel: &[u8]| {
        let alpha = u32::from(pixel[3]);
        [pixel[0], pixel[1], pixel[2]]
            .map(|channel| ((u32::from(channel) * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
    };
    let rgb = rgba.chunks_exact(4).flat_map(on_paper).collect();
    (info.width as usize, info.height as usize, rgb)
}

/// The mean difference that is let pass, and the share of blocks that may be far apart. Programs smooth edges in their own
/// ways, so the more edges a picture has, the more it may differ: `rgb` tells how many, `per_edge` how much for each. What
/// is enlarged may differ more.
fn tolerance(sample: &Sample, rgb: &[u8], per_edge: f64) -> (f64, f64) {
    let steps: u64 = rgb.iter().zip(&rgb[3..]).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let detail = steps as f64 / rgb.len() as f64;
    if has_coarse_picture(sample) {
        (2.0 + 0.5 * detail, 0.015)
    } else {
        (0.8 + per_edge * detail, 0.001)
    }
}

/// Means of squares of four by four pixels, channel by channel: how a program smooths a picture does not count, where
/// things lie does.
fn blocks(rgb: &[u8], stride: usize, (width, height): (usize, usize)) -> Vec<f64> {
    const SIDE: usize = 4;
    let mut means = Vec::new();
    for y in (0..height - height % SIDE).step_by(SIDE) {
        for x in (0..width - width % SIDE).step_by(SIDE) {
            for channel in 0..3 {
                let at = |dx: usize, dy: usize| rgb[((y + dy) * stride + x + dx) * 3 + channel];
                let sum: u32 = (0..SIDE * SIDE).map(|i| u32::from(at(i % SIDE, i / SIDE))).sum();
                means.push(f64::from(sum) / (SIDE * SIDE) as f64);
            }
        }
    }
    means
}

/// Whether a picture is enlarged so much that its pixels show. Poppler leaves them square and moves them to whole
/// pixels of the page, we smooth them and leave them where they are.
fn has_coarse_picture(sample: &Sample) -> bool {
    let mut coarse = false;
    for layer in &sample.scene.layers {
        layer.each(&mut |item, _| {
            if let Item::Picture(picture) = item {
                let across = picture.shown_pixels().0;
                coarse |= Dpi::of(across as u32, Mm::new(picture.size.width)).dpi() < DPI;
            }
        });
    }
    coarse
}

/// What is wrong with a drawing of another program. Blocks are far apart where a channel differs by 48 of 255.
fn difference(sample: &Sample, (width, height, theirs): &Drawing, per_edge: f64) -> Option<String> {
    let (our_width, our_height, ours) = drawn(sample);
    // Some round a part of a pixel at the edge up.
    assert!(
        width.abs_diff(our_width) <= 1 && height.abs_diff(our_height) <= 1,
        "{}",
        title(sample)
    );
    let size = (our_width.min(*width), our_height.min(*height));
    let distances: Vec<f64> = blocks(theirs, *width, size)
        .iter()
        .zip(blocks(&ours, our_width, size))
        .map(|(theirs, ours)| (theirs - ours).abs())
        .collect();
    let mean = distances.iter().sum::<f64>() / distances.len() as f64;
    let far = distances.iter().filter(|distance| **distance > 48.0).count() as f64;
    let far = far / distances.len() as f64;
    let (most, most_far) = tolerance(sample, &ours, per_edge);
    (mean >= most || far >= most_far).then(|| {
        format!("{}: mean {mean:.3} of {most:.3}, far apart {far:.5} of {most_far}", title(sample))
    })
}

/// How many times as fine mupdf and ghostscript draw; averages are compared. Mupdf rounds the page to whole pixels from its
/// lower edge, and ghostscript does not smooth the edges of what is filled with a gradient or cut by an outline.
const FINER: usize = 4;

/// Averages of squares of [`FINER`] pixels.
fn averaged((width, height, rgb): (usize, usize, &[u8])) -> Drawing {
    let (columns, rows) = (width / FINER, height / FINER);
    let mut out = Vec::with_capacity(columns * rows * 3);
    for y in 0..rows {
        for x in 0..columns {
            for channel in 0..3 {
                let at = |i: usize| {
                    let (dx, dy) = (i % FINER, i / FINER);
                    u32::from(rgb[((y * FINER + dy) * width + x * FINER + dx) * 3 + channel])
                };
                let sum: u32 = (0..FINER * FINER).map(at).sum();
                out.push((sum / (FINER * FINER) as u32) as u8);
            }
        }
    }
    (columns, rows, out)
}

fn poppler(file: &Path) -> Drawing {
    let ppm = drawn_by_poppler(file, DPI);
    let (width, height, rgb) = read_ppm(&ppm);
    (width, height, rgb.to_vec())
}

fn finer_poppler(file: &Path) -> Drawing {
    averaged(read_ppm(&drawn_by_poppler(file, DPI * FINER as f64)))
}

fn drawn_by_poppler(file: &Path, dpi: f64) -> Vec<u8> {
    let (resolution, stem) = (dpi.to_string(), file.with_extension(""));
    let (pdf, stem) = (file.to_str().unwrap(), stem.to_str().unwrap());
    run("pdftoppm", &["-r", &resolution, "-singlefile", pdf, stem]);
    let ppm = file.with_extension("ppm");
    let bytes = std::fs::read(&ppm).unwrap();
    std::fs::remove_file(ppm).unwrap();
    bytes
}

fn mupdf(file: &Path) -> Drawing {
    let resolution = (DPI * FINER as f64).to_string();
    let ppm = file.with_extension("ppm");
    let (ppm, pdf) = (ppm.to_str().unwrap(), file.to_str().unwrap());
    // `-N`: device colours as they are; Debian's mupdf is built without colour management.
    run("mutool", &["draw", "-q", "-N", "-r", &resolution, "-c", "rgb", "-o", ppm, pdf]);
    let (width, height, rgb) = averaged(read_ppm(&std::fs::read(ppm).unwrap()));
    std::fs::remove_file(ppm).unwrap();
    (width, height, rgb)
}

fn ghostscript(file: &Path) -> Drawing {
    let png = file.with_extension("png");
    let (resolution, smaller) =
        (format!("-r{}", DPI * FINER as f64), format!("-dDownScaleFactor={FINER}"));
    let out = format!("-sOutputFile={}", png.to_str().unwrap());
    let given: [&str; 9] = [
        "-q",
        "-dNOPAUSE",
        "-dBATCH",
        "-dSAFER",
        "-sDEVICE=png16m",
        &resolution,
        &smaller,
        &out,
        file.to_str().unwrap(),
    ];
    run("gs", &given);
    let mut reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(png).unwrap()))
        .read_info()
        .unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgb).unwrap();
    (info.width as usize, info.height as usize, rgb)
}
