//! PDFs for print shops: what is asked for is in the file, what cannot be is refused, and profiles from outside do no harm.
//! Whether the rules of PDF/X-4 are followed and plates are right is judged by the acceptance tests.

mod fixture;

use design::ShapeKind;
use fixture::{Originals, corners, fill, frame, jpeg_file, layer, picture, png_file, side};
use geom::{BezPath, Dpi, FillRule, Mm, Rgb};
use prepress::icc::{
    CmykProfile, IccError, grey_profile, srgb_display_profile, srgb_print_profile,
};
use prepress::{
    Black, Extent, Flow, PdfColour, PdfDate, PdfMarks, PdfRequest, PdfRequestError, PdfStandard,
    PressError, SpotColour, SpotContent, SpotLayer, SpotPlace, coverage, pdf, pdf_with,
};
use scene::Scene;

fn profile_bytes() -> Vec<u8> {
    std::fs::read("../../public/profiles/coated.icc").unwrap()
}

fn condition() -> CmykProfile {
    CmykProfile::parse(profile_bytes()).unwrap()
}

fn made(scene: &Scene, originals: &Originals, request: &PdfRequest<'_>) -> Vec<u8> {
    pdf_with(scene, originals, request, &mut |_| Flow::Continue).unwrap()
}

fn count(haystack: &[u8], needle: &[u8]) -> usize {
    haystack.windows(needle.len()).filter(|window| *window == needle).count()
}

fn with_picture(file: &[u8]) -> (Scene, Originals) {
    let mut originals = Originals::new();
    let mut scene = side(30.0, 20.0, 3.0);
    let place = frame(15.0, 10.0, 30.0, 20.0, 0.0);
    let square = fill(ShapeKind::Rectangle, &place, Rgb::BLACK);
    scene.layers = vec![
        layer(1, place, 1.0, vec![picture(&mut originals, file, &place)]),
        layer(2, place, 0.5, vec![square]),
    ];
    (scene, originals)
}

#[test]
fn a_plain_request_gives_the_plain_bytes() {
    let (scene, originals) = with_picture(&png_file(&corners(60, 40, true), 60, 40));
    let plain = pdf(&scene, &originals, &mut |_| Flow::Continue).unwrap();
    assert_eq!(plain, made(&scene, &originals, &PdfRequest::default()));
}

#[test]
fn equal_requests_give_equal_bytes_and_other_ones_other_identifiers() {
    let profile = condition();
    let (scene, originals) = with_picture(&png_file(&corners(60, 40, true), 60, 40));
    let request = PdfRequest {
        standard: PdfStandard::X4,
        colour: PdfColour::Cmyk(&profile),
        ..PdfRequest::default()
    };
    let first = made(&scene, &originals, &request);
    assert_eq!(first, made(&scene, &originals, &request));
    let other = PdfRequest { black: Black::KeyOnly, ..request };
    let id = |bytes: &[u8]| {
        let at = bytes.windows(4).rposition(|four| four == b"/ID ").unwrap();
        bytes[at..at + 40].to_vec()
    };
    assert_ne!(id(&first), id(&made(&scene, &originals, &other)));
}

#[test]
fn jpeg_passes_through_unless_its_pixels_change() {
    let file = jpeg_file(&corners(60, 40, false), 60, 40, None);
    let (scene, originals) = with_picture(&file);
    let profile = condition();
    let passes = |colour, resolution| {
        let request = PdfRequest { colour, resolution, ..PdfRequest::default() };
        count(&made(&scene, &originals, &request), b"/DCTDecode")
    };
    // 60 pixels on 30 mm are 51 dpi.
    assert_eq!(passes(PdfColour::Srgb, None), 1);
    assert_eq!(passes(PdfColour::SrgbIntent, Some(Dpi::new(300.0))), 1);
    assert_eq!(passes(PdfColour::LateCmyk(&profile), None), 1);
    assert_eq!(passes(PdfColour::Cmyk(&profile), None), 0);
}

#[test]
fn pictures_are_made_smaller_only_where_they_are_much_too_fine() {
    let file = png_file(&corners(600, 400, true), 600, 400);
    let (scene, originals) = with_picture(&file);
    // 600 pixels on 30 mm are 508 dpi.
    for (dpi, width) in [(400.0, 600), (339.0, 600), (300.0, 355), (72.0, 86)] {
        let request = PdfRequest { resolution: Some(Dpi::new(dpi)), ..PdfRequest::default() };
        let page = made(&scene, &originals, &request);
        let stated = format!("/Width {width}");
        assert_eq!(count(&page, stated.as_bytes()), 2, "{dpi}: colour and mask");
    }
}

#[test]
fn white_is_bare_paper_and_black_is_deep_or_one_ink() {
    let profile = condition();
    assert_eq!(profile.inks(Rgb::WHITE), [0.0; 4]);
    let [c, m, y, k] = profile.inks(Rgb::BLACK);
    assert!(k > 0.85 && c + m + y + k <= 3.02, "{c} {m} {y} {k}");
    assert!(c + m + y > 0.5, "deep black has other inks below: {c} {m} {y}");
    // Each primary has the inks that make it.
    let [c, m, y, _] = profile.inks(Rgb::new(255, 0, 0));
    assert!(c < 0.1 && m > 0.8 && y > 0.8);
    let [c, m, y, _] = profile.inks(Rgb::new(255, 255, 0));
    assert!(c < 0.1 && m < 0.15 && y > 0.8);
    // Darker greys have more black ink.
    let mut last = 0.0;
    for level in (0..=255).rev().step_by(15) {
        let [_, _, _, black] = profile.inks(Rgb::new(level, level, level));
        assert!(black >= last - 0.02, "{level}: {black} after {last}");
        last = black;
    }
}

#[test]
fn marks_make_the_page_larger_and_leave_the_trim_as_large_as_it_is() {
    let (scene, originals) = with_picture(&png_file(&corners(60, 40, true), 60, 40));
    let request = PdfRequest { marks: PdfMarks::All, ..PdfRequest::default() };
    let page = made(&scene, &originals, &request);
    let text = String::from_utf8_lossy(&page);
    let millimetres = |name: &str| -> Vec<f64> {
        let rest = &text[text.find(name).unwrap() + name.len()..];
        let numbers = &rest[rest.find('[').unwrap() + 1..rest.find(']').unwrap()];
        let points = numbers.split_whitespace().map(|number| number.parse::<f64>().unwrap());
        points.map(|points| (points * 25.4 / 72.0 * 1000.0).round() / 1000.0).collect()
    };
    // 30 x 20 mm, 3 mm of bleed, 12 mm for marks.
    assert_eq!(millimetres("/MediaBox"), [0.0, 0.0, 60.0, 50.0]);
    assert_eq!(millimetres("/BleedBox"), [12.0, 12.0, 48.0, 38.0]);
    assert_eq!(millimetres("/TrimBox"), [15.0, 15.0, 45.0, 35.0]);
    assert_eq!(count(&page, b"/Separation /All"), 1);
}

fn spot(name: &str, content: SpotContent) -> SpotLayer {
    SpotLayer {
        name: name.to_owned(),
        shown: SpotColour::Cmyk([0.0, 1.0, 0.0, 0.0]),
        place: SpotPlace::Above,
        content,
        overprint: true,
    }
}

fn refused(request: &PdfRequest<'_>) -> PdfRequestError {
    let scene = side(30.0, 20.0, 3.0);
    let none = Originals::new();
    match pdf_with(&scene, &none, request, &mut |_| Flow::Continue) {
        Err(PressError::Request(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_made_is_refused_with_its_name() {
    let area = || SpotContent::Fill(BezPath::new(), FillRule::NonZero);
    let of = |spots: &[SpotLayer]| refused(&PdfRequest { spots, ..PdfRequest::default() });
    for name in ["", " White", "All", "none", "cyan", "a\nb", &"x".repeat(128)] {
        assert!(matches!(of(&[spot(name, area())]), PdfRequestError::SpotName { .. }), "{name}");
    }
    let many = vec![spot("Ink", area()); 25];
    assert!(matches!(of(&many), PdfRequestError::TooManySpots { count: 25 }));
    let other = SpotLayer { shown: SpotColour::Rgb(Rgb::WHITE), ..spot("Ink", area()) };
    assert!(matches!(of(&[spot("Ink", area()), other]), PdfRequestError::SpotTwice { .. }));
    let few = SpotContent::Coverage { width: 10, height: 10, pixels: vec![0; 99] };
    assert!(matches!(of(&[spot("Ink", few)]), PdfRequestError::Coverage { found: 99, .. }));
    let huge = SpotContent::Coverage { width: u32::MAX, height: u32::MAX, pixels: Vec::new() };
    assert!(matches!(of(&[spot("Ink", huge)]), PdfRequestError::Coverage { .. }));
    let mut nowhere = BezPath::new();
    nowhere.move_to((f64::NAN, 0.0));
    let line = SpotContent::Line(nowhere, 1.0);
    assert!(matches!(of(&[spot("Ink", line)]), PdfRequestError::SpotNumber { .. }));
    let strong = SpotLayer { shown: SpotColour::Cmyk([2.0, 0.0, 0.0, 0.0]), ..spot("Ink", area()) };
    assert!(matches!(of(&[strong]), PdfRequestError::SpotNumber { .. }));
    let resolution = Some(Dpi::new(f64::NAN));
    let wrong = refused(&PdfRequest { resolution, ..PdfRequest::default() });
    assert_eq!(wrong, PdfRequestError::Resolution);
    let date = PdfDate { year: 2026, month: 2, day: 30 };
    assert_eq!(refused(&PdfRequest { date, ..PdfRequest::default() }), PdfRequestError::Date(date));
}

#[test]
fn names_of_inks_are_written_so_that_readers_get_them_back() {
    let area = SpotContent::Fill(BezPath::new(), FillRule::NonZero);
    let spots = [spot("PANTONE 186 C (#2)", area)];
    let request = PdfRequest { spots: &spots, ..PdfRequest::default() };
    let page = made(&side(30.0, 20.0, 0.0), &Originals::new(), &request);
    assert_eq!(count(&page, b"/PANTONE#20186#20C#20#28#232#29"), 1);
}

#[test]
fn coverage_is_the_opacity_of_the_art() {
    let (mut scene, originals) = with_picture(&png_file(&corners(60, 40, true), 60, 40));
    scene.layers.remove(0);
    let how = (Extent::Bleed, Dpi::new(25.4), Mm::ZERO);
    let made = coverage(&scene, &originals, how, &mut |_| Flow::Continue).unwrap();
    assert_eq!((made.width, made.height), (36, 26));
    let at = |x: usize, y: usize| made.pixels[y * 36 + x];
    assert_eq!((at(0, 0), at(18, 13)), (0, 128));
    let choked = (Extent::Bleed, Dpi::new(25.4), Mm::new(2.0));
    let drawn_in = coverage(&scene, &originals, choked, &mut |_| Flow::Continue).unwrap();
    let full = |pixels: &[u8]| pixels.iter().filter(|value| **value > 100).count();
    assert_eq!((full(&made.pixels), full(&drawn_in.pixels)), (30 * 20, 26 * 16));
}

#[test]
fn profiles_of_other_kinds_are_refused_by_name() {
    let refused = |bytes: Vec<u8>| CmykProfile::parse(bytes).unwrap_err();
    assert_eq!(refused(Vec::new()), IccError::NoProfile);
    assert_eq!(refused(vec![0; 4000]), IccError::NoProfile);
    for own in [srgb_display_profile(), srgb_print_profile(), grey_profile()] {
        assert!(matches!(refused(own), IccError::WrongKind { .. }));
    }
    let mut new = profile_bytes();
    new[8] = 5;
    assert_eq!(refused(new), IccError::Version { major: 5 });
    let mut many = profile_bytes();
    many[128..132].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(matches!(refused(many), IccError::TooManyTags { .. }));
    assert!(matches!(refused(vec![0; 9 << 20]), IccError::TooLarge { .. }));
}

/// Small changes anywhere, cuts, and noise: an answer or an error, never a panic, and inks between 0 and 1.
#[test]
fn hostile_profiles_do_no_harm() {
    let good = profile_bytes();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize
    };
    let mut read = 0;
    for round in 0..4000 {
        let mut bytes = good.clone();
        match round % 4 {
            0 => bytes.truncate(next() % good.len()),
            1 => {
                // The header and the tags' places.
                let at = next() % 400;
                bytes[at] = next() as u8;
            }
            2 => {
                // Heads of tables.
                let tag = 132 + 12 * (next() % 16);
                let at = u32::from_be_bytes(bytes[tag + 4..tag + 8].try_into().unwrap()) as usize;
                let place = (at + next() % 64).min(bytes.len() - 1);
                bytes[place] = next() as u8;
            }
            _ => {
                for _ in 0..50 {
                    let at = 128 + next() % (good.len() - 128);
                    bytes[at] = next() as u8;
                }
            }
        }
        if let Ok(profile) = CmykProfile::parse(bytes) {
            read += 1;
            for colour in [Rgb::BLACK, Rgb::new(1, 200, 99), Rgb::new(255, 0, 0)] {
                assert!(profile.inks(colour).iter().all(|ink| (0.0..=1.0).contains(ink)));
            }
        }
    }
    assert!(read > 500, "{read} of them are still profiles");
}

#[test]
fn our_own_profiles_state_their_length_and_what_they_are() {
    for (bytes, class, space) in [
        (srgb_display_profile(), b"mntr", b"RGB "),
        (srgb_print_profile(), b"prtr", b"RGB "),
        (grey_profile(), b"mntr", b"GRAY"),
    ] {
        assert_eq!(bytes[..4], (bytes.len() as u32).to_be_bytes());
        assert_eq!((&bytes[12..16], &bytes[16..20]), (&class[..], &space[..]));
        assert_eq!(&bytes[36..40], b"acsp");
    }
}
