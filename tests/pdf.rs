//! PDFs of the sample designs, judged by programs that others wrote: qpdf reads them; poppler, mupdf and ghostscript draw
//! them. Texts as letters are in `lettering.rs`, plates in `plates.rs`, the rules of PDF/X-4 in `pdfx.rs`.

#[path = "pdf/alike.rs"]
mod alike;
#[path = "designs/sample.rs"]
mod sample;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use alike::{PROGRAMS, run, title};
use prepress::{Flow, pdf};
use sample::{Sample, samples};

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

/// Compares each sample as another program draws its PDF with our PNG.
fn all_are_drawn_alike(name: &str) {
    let program = PROGRAMS.iter().find(|program| program.name == name).unwrap();
    let wrong = RefCell::new(Vec::new());
    with_each_pdf(name, |sample, file| wrong.borrow_mut().extend(program.difference(sample, file)));
    let wrong = wrong.into_inner();
    assert!(wrong.is_empty(), "{name} draws otherwise:\n{}", wrong.join("\n"));
}

#[test]
fn poppler_draws_what_our_png_shows() {
    all_are_drawn_alike("poppler");
}

#[test]
fn mupdf_draws_what_our_png_shows() {
    all_are_drawn_alike("mupdf");
}

#[test]
fn ghostscript_draws_what_our_png_shows() {
    all_are_drawn_alike("ghostscript");
}
