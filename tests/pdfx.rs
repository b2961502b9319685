//! PDF/X-4 files of all sample designs, checked against written rules (`pdfx/rules.rs`) over qpdf's reading of them; and
//! broken files, which show that every rule can fail. It certifies nothing.

#[path = "pdfx/broken.rs"]
mod broken;
#[path = "pdfx/document.rs"]
mod document;
#[path = "pdfx/fonts.rs"]
mod fonts;
#[path = "pdfx/rules.rs"]
mod rules;
#[path = "designs/sample.rs"]
mod sample;

use std::collections::BTreeSet;
use std::path::PathBuf;

use geom::{BezPath, Dpi, FillRule, Mm, Rect, Rgb, Shape};
use prepress::icc::CmykProfile;
use prepress::{
    Extent, Flow, PdfColour, PdfDate, PdfExtent, PdfLetters, PdfMarks, PdfRequest, PdfStandard,
    PdfText, SpotColour, SpotContent, SpotLayer, SpotPlace, coverage, pdf_with,
};

use document::Document;
use rules::RULES;
use sample::{Sample, letters, samples, sides, wholes};

fn condition() -> CmykProfile {
    let path = sample::project().join("public/profiles/coated.icc");
    CmykProfile::parse(std::fs::read(path).unwrap()).unwrap()
}

/// White below the art with soft edges, a varnish as a stencil, a filled area and a cut.
fn spots(sample: &Sample) -> Vec<SpotLayer> {
    let how = (Extent::Bleed, Dpi::new(40.0), Mm::new(0.5));
    let made = coverage(&sample.scene, &sample.artworks, how, &mut |_| Flow::Continue).unwrap();
    let (width, height) = (made.width, made.height);
    let hard = made.pixels.iter().map(|value| if *value > 127 { 255 } else { 0 }).collect();
    let trim = Rect::from_origin_size((0.0, 0.0), sample.scene.trim);
    let layer = |name: &str, shown, place, content, overprint| SpotLayer {
        name: name.to_owned(),
        shown,
        place,
        content,
        overprint,
    };
    let grey = SpotColour::Rgb(Rgb::new(200, 200, 200));
    let ink = SpotColour::Cmyk([0.0, 0.9, 0.7, 0.1]);
    let square: BezPath = Rect::new(2.0, 2.0, 6.0, 6.0).to_path(0.1);
    vec![
        layer(
            "White",
            SpotColour::Rgb(Rgb::WHITE),
            SpotPlace::Below,
            SpotContent::Coverage { width, height, pixels: made.pixels },
            true,
        ),
        layer(
            "Varnish",
            grey,
            SpotPlace::Above,
            SpotContent::Coverage { width, height, pixels: hard },
            true,
        ),
        layer(
            "PANTONE 186 C",
            ink,
            SpotPlace::Above,
            SpotContent::Fill(square, FillRule::NonZero),
            false,
        ),
        layer(
            "CutContour",
            SpotColour::Cmyk([0.0, 1.0, 0.0, 0.0]),
            SpotPlace::Above,
            SpotContent::Line(trim.to_path(0.1), 0.1),
            true,
        ),
    ]
}

/// Writes a file of this test and reads it through qpdf.
fn read(name: &str, bytes: &[u8]) -> Document {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pdfx");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    Document::read(&file)
}

/// All sides of the sample designs, with their letters.
fn lettered() -> Vec<(Sample, PdfLetters)> {
    let (wholes, mut library) = wholes();
    let mut all = Vec::new();
    for whole in &wholes {
        for sample in sides(whole) {
            let letters = letters(&whole.design, &sample.scene, &mut library);
            all.push((sample, letters));
        }
    }
    all
}

/// A request in which all parts are asked for.
fn full<'a>(
    colour: PdfColour<'a>,
    spots: &'a [SpotLayer],
    letters: &'a PdfLetters,
) -> PdfRequest<'a> {
    PdfRequest {
        standard: PdfStandard::X4,
        colour,
        text: PdfText::Fonts(letters),
        marks: PdfMarks::All,
        resolution: Some(Dpi::new(150.0)),
        spots,
        title: "Order 12 <front> & back",
        date: PdfDate { year: 2026, month: 11, day: 23 },
        ..PdfRequest::default()
    }
}

/// Follows all rules, or says which not.
fn follows_all(title: &str, document: &Document) {
    let wrong: Vec<String> = RULES.iter().filter_map(|rule| rule.check(document).err()).collect();
    assert!(wrong.is_empty(), "{title}:\n  {}", wrong.join("\n  "));
}

#[test]
fn every_sample_design_follows_the_rules_in_every_colour() {
    let profile = condition();
    for (index, (sample, letters)) in lettered().iter().enumerate() {
        let spots = spots(sample);
        let ways = [
            ("srgb", PdfColour::Srgb),
            ("cmyk", PdfColour::Cmyk(&profile)),
            ("late", PdfColour::LateCmyk(&profile)),
        ];
        for (way, colour) in ways {
            for (kind, request) in [
                ("full", full(colour, &spots, letters)),
                ("bare", PdfRequest { standard: PdfStandard::X4, colour, ..Default::default() }),
            ] {
                let bytes =
                    pdf_with(&sample.scene, &sample.artworks, &request, &mut |_| Flow::Continue)
                        .unwrap();
                let title = format!("{} {} {way} {kind}", sample.file, sample.scene.side);
                follows_all(&title, &read(&format!("{index}-{way}-{kind}.pdf"), &bytes));
            }
        }
    }
}

/// A file that has everything in it: pictures, gradients, masks, fonts, spot colours, marks.
fn whole(name: &str, colour: PdfColour<'_>) -> Document {
    let all = lettered();
    let (sample, letters) =
        all.iter().find(|(sample, _)| sample.file == "shadows.atelier").unwrap();
    let spots = spots(sample);
    let request = full(colour, &spots, letters);
    let bytes =
        pdf_with(&sample.scene, &sample.artworks, &request, &mut |_| Flow::Continue).unwrap();
    read(name, &bytes)
}

#[test]
fn every_rule_finds_what_is_broken() {
    let profile = condition();
    let good = whole("good.pdf", PdfColour::Cmyk(&profile));
    follows_all("good.pdf", &good);
    let mut tripped = BTreeSet::new();
    for (id, what, breaks) in broken::ALL {
        let rule = RULES.iter().find(|rule| rule.id == id).expect(id);
        let mut document = good.clone();
        breaks(&mut document);
        let wrong = rule.check(&document).expect_err(&format!("{id} does not see: {what}"));
        assert!(wrong.starts_with(id));
        tripped.insert(id);
    }
    let never: Vec<&str> =
        RULES.iter().map(|rule| rule.id).filter(|id| !tripped.contains(id)).collect();
    assert!(never.is_empty(), "nothing shows that these rules can fail: {never:?}");
}

#[test]
fn a_plain_pdf_is_not_taken_for_pdf_x() {
    let all = samples();
    let sample = &all[0];
    let bytes = prepress::pdf(&sample.scene, &sample.artworks, &mut |_| Flow::Continue).unwrap();
    let document = read("plain.pdf", &bytes);
    let wrong = RULES.iter().filter(|rule| rule.check(&document).is_err()).count();
    assert!(wrong >= 10, "{wrong}");
}

#[test]
fn a_request_without_a_bleed_trims_the_page() {
    let all = samples();
    let sample = all.iter().find(|sample| sample.scene.bleed.mm() > 0.0).expect("one with bleed");
    let request =
        PdfRequest { standard: PdfStandard::X4, extent: PdfExtent::Trim, ..PdfRequest::default() };
    let bytes =
        pdf_with(&sample.scene, &sample.artworks, &request, &mut |_| Flow::Continue).unwrap();
    let document = read("trimmed.pdf", &bytes);
    follows_all("trimmed.pdf", &document);
    let page = document.pages()[0];
    assert_eq!(page["/TrimBox"], page["/MediaBox"]);
    assert_eq!(page["/TrimBox"], page["/BleedBox"]);
}
