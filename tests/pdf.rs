//! PDFs of the sample designs, judged by programs that others wrote: qpdf reads them; poppler, mupdf and ghostscript draw
//! them. Plates are in `plates.rs`, the rules of PDF/X-4 in `pdfx.rs`.

#[path = "designs/sample.rs"]
mod sample;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;

use geom::{Dpi, Mm};
use prepress::{Extent, Flow, PngRequest, pdf, png};
use sample::{Sample, samples};
use scene::Item;

/// Resolution at which PDF and PNG are compared.
const DPI: f64 = 100.0;

/// What a program says on standard output. It must succeed without a word of warning.
fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program}: {error}; install it with: apt-get install qpdf poppler-utils mupdf-tools ghostscript")
    });
    let (said, wrong) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && wrong.is_empty(), "{program} {arguments:?}: {said}{wrong}");
    said.into_owned()
}

/// File and side, for messages.
fn title(sample: &Sample) -> String {
    format!("{} {}", sample.file, sample.scene.side)
}

/// Writes each sample's PDF to a folder of this test and hands it over.
fn with_each_pdf(test: &str, check: impl Fn(&Sample, &Path)) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).unwrap();
    for (index, sample) in samples().iter().enumerate() {
        let file = folder.join(format!("{index}.pdf"));
        let bytes = pdf(&sample.scene, &sample.artworks, &mut |_| Flow::Continue).unwrap();
        std::fs::write(&file, bytes).unwrap();
        check(sample, &file);
    }
}

#[test]
fn qpdf_finds_nothing_wrong() {
    with_each_pdf("qpdf", |sample, file| {
        let said = run("qpdf", &["--check", file.to_str().unwrap()]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{}", title(sample));
    });
}

#[test]
fn text_is_outlines_and_no_font_is_inside() {
    with_each_pdf("fonts", |sample, file| {
        let said = run("pdffonts", &[file.to_str().unwrap()]);
        assert_eq!(
            said.lines().count(),
            2,
            "{}: only the two lines of the head: {said}",
            title(sample)
        );
    });
}

/// The four numbers of a box, in points.
fn page_box(info: &str, name: &str) -> Vec<f64> {
    let line = info.lines().find(|line| line.starts_with(name)).expect("pdfinfo names the box");
    line.split_whitespace().skip(1).map(|number| number.parse().unwrap()).collect()
}

#[test]
fn boxes_are_true_to_the_millimetre() {
    with_each_pdf("boxes", |sample, file| {
        let info = run("pdfinfo", &["-box", file.to_str().unwrap()]);
        let points = |mm: f64| mm * 72.0 / 25.4;
        let (trim, bleed) = (sample.scene.trim, sample.scene.bleed.mm());
        let whole = [0.0, 0.0, points(trim.width + 2.0 * bleed), points(trim.height + 2.0 * bleed)];
        let inner = [bleed, bleed, bleed + trim.width, bleed + trim.height].map(points);
        for (name, wanted) in [("MediaBox", whole), ("BleedBox", whole), ("TrimBox", inner)] {
            let found = page_box(&info, name);
            for (found, wanted) in found.iter().zip(wanted) {
                // pdfinfo shows two decimals of a point: 0.004 mm.
                assert!(
                    (found - wanted).abs() < 0.011,
                    "{}: {name} {found} {wanted}",
                    title(sample)
                );
            }
        }
        assert!(!info.contains("CreationDate") && info.contains("Pages:           1"), "{info}");
    });
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
fn difference(
    sample: &Sample,
    (width, height, theirs): &(usize, usize, Vec<u8>),
    per_edge: f64,
) -> Option<String> {
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

/// Compares each sample as another program draws its PDF with our PNG; `per_edge` as for [`tolerance`].
fn all_are_drawn_alike(
    program: &str,
    per_edge: f64,
    draw: impl Fn(&Path) -> (usize, usize, Vec<u8>),
) {
    let wrong = RefCell::new(Vec::new());
    with_each_pdf(program, |sample, file| {
        wrong.borrow_mut().extend(difference(sample, &draw(file), per_edge))
    });
    let wrong = wrong.into_inner();
    assert!(wrong.is_empty(), "{program} draws otherwise:\n{}", wrong.join("\n"));
}

#[test]
fn poppler_draws_what_our_png_shows() {
    all_are_drawn_alike("poppler", 0.15, |file| {
        let stem = file.with_extension("");
        let resolution = DPI.to_string();
        let (pdf, stem) = (file.to_str().unwrap(), stem.to_str().unwrap());
        run("pdftoppm", &["-r", &resolution, "-singlefile", pdf, stem]);
        let ppm = std::fs::read(file.with_extension("ppm")).unwrap();
        let (width, height, rgb) = read_ppm(&ppm);
        (width, height, rgb.to_vec())
    });
}

/// How many times as fine mupdf and ghostscript draw; averages are compared. Mupdf rounds the page to whole pixels from its
/// lower edge, and ghostscript does not smooth the edges of what is filled with a gradient or cut by an outline.
const FINER: usize = 4;

/// Averages of squares of [`FINER`] pixels.
fn averaged((width, height, rgb): (usize, usize, &[u8])) -> (usize, usize, Vec<u8>) {
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

#[test]
fn mupdf_draws_what_our_png_shows() {
    all_are_drawn_alike("mupdf", 0.2, |file| {
        let resolution = (DPI * FINER as f64).to_string();
        let ppm = file.with_extension("ppm");
        let (ppm, pdf) = (ppm.to_str().unwrap(), file.to_str().unwrap());
        // `-N`: device colours as they are; Debian's mupdf is built without colour management.
        run("mutool", &["draw", "-q", "-N", "-r", &resolution, "-c", "rgb", "-o", ppm, pdf]);
        let (width, height, rgb) = averaged(read_ppm(&std::fs::read(ppm).unwrap()));
        std::fs::remove_file(ppm).unwrap();
        (width, height, rgb)
    });
}

#[test]
fn ghostscript_draws_what_our_png_shows() {
    // It paints every pixel that a shape touches, so letters are bolder by half a pixel.
    all_are_drawn_alike("ghostscript", 0.35, |file| {
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
        let mut reader =
            png::Decoder::new(std::io::BufReader::new(std::fs::File::open(png).unwrap()))
                .read_info()
                .unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        (info.width as usize, info.height as usize, rgb)
    });
}
