//! The plates of our PDFs as ghostscript separates them: white ink and cuts are where they belong and nowhere else, and the
//! inks of our own conversion are those of littleCMS. No pictures on screens.

#[path = "designs/sample.rs"]
mod sample;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use geom::{Dpi, Mm, Rect, Rgb, Shape};
use prepress::icc::CmykProfile;
use prepress::{
    Black, Coverage, Extent, Flow, PdfColour, PdfMarks, PdfRequest, PdfStandard, SpotColour,
    SpotContent, SpotLayer, SpotPlace, coverage, pdf_with,
};
use sample::{Sample, project, samples};

/// Resolution of the plates.
const DPI: f64 = 36.0;

fn profile_path() -> PathBuf {
    project().join("public/profiles/coated.icc")
}

fn condition() -> CmykProfile {
    CmykProfile::parse(std::fs::read(profile_path()).unwrap()).unwrap()
}

/// A plate: 255 is full ink.
struct Plate {
    width: usize,
    height: usize,
    ink: Vec<u8>,
}

/// The plates of a PDF, by the ink's name, `more` being further arguments of ghostscript.
fn plates(name: &str, bytes: &[u8], more: &[&str]) -> BTreeMap<String, Plate> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("plates").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let (pdf, tif) = (folder.join("page.pdf"), folder.join("p.tif"));
    std::fs::write(&pdf, bytes).unwrap();
    let output = Command::new("gs")
        .args(["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=lzw"])
        .arg(format!("-r{DPI}"))
        .args(more)
        .arg(format!("-sOutputFile={}", tif.display()))
        .arg(&pdf)
        .output()
        .unwrap_or_else(|error| panic!("gs: {error}; apt-get install ghostscript"));
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && wrong.is_empty(), "{wrong}");
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let ink = file.strip_prefix("p(").and_then(|file| file.strip_suffix(").tif"));
        if let Some(ink) = ink {
            all.insert(ink.to_owned(), read_plate(&path));
        }
    }
    all
}

fn read_plate(path: &Path) -> Plate {
    let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    let mut decoder = tiff::decoder::Decoder::new(file).unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    let tiff::decoder::DecodingResult::U8(values) = decoder.read_image().unwrap() else {
        panic!("{path:?} has not 8 bits");
    };
    // A plate's picture is black where there is ink.
    let ink = values.into_iter().map(|value| 255 - value).collect();
    Plate { width: width as usize, height: height as usize, ink }
}

fn sample_of<'a>(all: &'a [Sample], file: &str) -> &'a Sample {
    all.iter().find(|sample| sample.file == file).expect("the sample is there")
}

fn made(sample: &Sample, request: &PdfRequest<'_>) -> Vec<u8> {
    pdf_with(&sample.scene, &sample.artworks, request, &mut |_| Flow::Continue).unwrap()
}

fn white_and_cut(sample: &Sample) -> (Vec<SpotLayer>, Coverage) {
    let how = (Extent::Bleed, Dpi::new(DPI), Mm::ZERO);
    let made = coverage(&sample.scene, &sample.artworks, how, &mut |_| Flow::Continue).unwrap();
    let trim = Rect::from_origin_size((0.0, 0.0), sample.scene.trim).inflate(-3.0, -3.0);
    let white = SpotContent::Coverage {
        width: made.width,
        height: made.height,
        pixels: made.pixels.clone(),
    };
    let spots = vec![
        SpotLayer {
            name: "White".to_owned(),
            shown: SpotColour::Rgb(Rgb::WHITE),
            place: SpotPlace::Below,
            content: white,
            overprint: true,
        },
        SpotLayer {
            name: "CutContour".to_owned(),
            shown: SpotColour::Cmyk([0.0, 1.0, 0.0, 0.0]),
            place: SpotPlace::Above,
            content: SpotContent::Line(trim.to_path(0.1), 1.0),
            overprint: true,
        },
    ];
    (spots, made)
}

/// Mean and share of far values (48 of 255) of the differences of two plates, without a pixel at the edges.
fn differences(a: &Plate, b: &Plate) -> (f64, f64) {
    let (width, height) = (a.width.min(b.width), a.height.min(b.height));
    let mut all = Vec::new();
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            all.push(a.ink[y * a.width + x].abs_diff(b.ink[y * b.width + x]));
        }
    }
    let mean = all.iter().map(|d| f64::from(*d)).sum::<f64>() / all.len() as f64;
    let far = all.iter().filter(|d| **d > 48).count() as f64 / all.len() as f64;
    (mean, far)
}

/// Groups, masks and ways of mixing do not take the white plate away, and white and cut leave the other inks alone.
#[test]
fn white_and_cut_are_plates_of_their_own_and_take_nothing_away() {
    let profile = condition();
    for file in ["shadows.atelier", "see-through.atelier", "camera-photos.atelier"] {
        let all = samples();
        let sample = sample_of(&all, file);
        let (spots, wanted) = white_and_cut(sample);
        for (way, colour) in [("cmyk", PdfColour::Cmyk(&profile)), ("srgb", PdfColour::Srgb)] {
            let bare = PdfRequest { standard: PdfStandard::X4, colour, ..PdfRequest::default() };
            let with = PdfRequest { spots: &spots, ..bare };
            let title = format!("{file}-{way}");
            let plain = plates(&format!("{title}-bare"), &made(sample, &bare), &[]);
            let found = plates(&title, &made(sample, &with), &[]);
            assert!(!plain.contains_key("White"));
            // White is where the art is, as strong as the art is opaque.
            let wanted = Plate {
                width: wanted.width as usize,
                height: wanted.height as usize,
                ink: wanted.pixels.clone(),
            };
            let (mean, far) = differences(&found["White"], &wanted);
            assert!(mean < 3.0 && far < 0.02, "{title}: white differs by {mean}, {far}");
            // The cut is a line of one millimetre around the page, and nothing else.
            let cut = &found["CutContour"];
            let ink: f64 = cut.ink.iter().map(|ink| f64::from(*ink) / 255.0).sum();
            let trim = sample.scene.trim;
            let around = 2.0 * (trim.width + trim.height - 12.0);
            let stated = around * (DPI / 25.4) * (DPI / 25.4);
            assert!((0.7..1.8).contains(&(ink / stated)), "{title}: {ink} {stated}");
            let middle = cut.ink[cut.height / 2 * cut.width + cut.width / 2];
            assert_eq!(middle, 0, "{title}");
            // The process inks are as they are without them.
            for ink in ["Cyan", "Magenta", "Yellow", "Black"] {
                let (mean, far) = differences(&found[ink], &plain[ink]);
                assert!(mean < 0.5 && far < 0.001, "{title} {ink}: {mean}, {far}");
            }
        }
    }
}

/// The same design once converted by us and once by littleCMS inside of ghostscript, from sRGB, with the same profile,
/// intent and black point compensation.
#[test]
fn our_inks_are_those_of_littlecms() {
    let profile = condition();
    let intent = format!("-sOutputICCProfile={}", profile_path().canonicalize().unwrap().display());
    let read = format!("--permit-file-read={}", profile_path().canonicalize().unwrap().display());
    let more = [intent.as_str(), read.as_str(), "-dRenderIntent=1", "-dBlackPtComp=1"];
    // Opaque art only: what shines through mixes in CMYK in the one file and in sRGB in the other.
    for file in ["plain-text.json", "turned.json", "two-directions.json", "many-fonts.json"] {
        let all = samples();
        let sample = sample_of(&all, file);
        let of = |colour| PdfRequest { standard: PdfStandard::X4, colour, ..PdfRequest::default() };
        let ours =
            plates(&format!("{file}-ours"), &made(sample, &of(PdfColour::Cmyk(&profile))), &more);
        let theirs = plates(
            &format!("{file}-theirs"),
            &made(sample, &of(PdfColour::LateCmyk(&profile))),
            &more,
        );
        for ink in ["Cyan", "Magenta", "Yellow", "Black"] {
            let (mean, far) = differences(&ours[ink], &theirs[ink]);
            assert!(mean < 1.0 && far < 0.001, "{file} {ink}: {mean}, {far}");
        }
    }
}

#[test]
fn marks_are_on_every_plate_and_outside_of_the_bleed() {
    let profile = condition();
    let all = samples();
    let sample = sample_of(&all, "plain-text.json");
    let (spots, _) = white_and_cut(sample);
    let request = PdfRequest {
        standard: PdfStandard::X4,
        colour: PdfColour::Cmyk(&profile),
        black: Black::KeyOnly,
        marks: PdfMarks::All,
        spots: &spots,
        ..PdfRequest::default()
    };
    let found = plates("marks", &made(sample, &request), &[]);
    for ink in ["Cyan", "Magenta", "Yellow", "Black", "White", "CutContour"] {
        let plate = &found[ink];
        // A registration mark's lines cross in the middle of the left margin, 7.5 mm from the bleed of a 12 mm room.
        let (x, y) = ((4.5 * DPI / 25.4) as usize, plate.height / 2);
        let near = |dx: usize, dy: usize| plate.ink[(y + dy - 1) * plate.width + x + dx - 1];
        let strongest = (0..9).map(|i| near(i % 3, i / 3)).max().unwrap();
        assert!(strongest > 20, "{ink}: {strongest}");
    }
    // Between the marks and the cut, three millimetres inside, is the bleed's edge: nothing is drawn there.
    let plate = &found["CutContour"];
    let row = plate.height / 2 * plate.width;
    let edge = (12.5 * DPI / 25.4) as usize;
    assert_eq!(plate.ink[row + edge], 0);
}
