//! PDF and SVG: what is in them and what is not. Whether other programs draw them right is judged by the acceptance
//! tests.

mod fixture;

use design::ShapeKind;
use fixture::{
    Originals, corners, exif, fill, frame, jpeg_file, layer, picture, png_file, side, stroke,
    webp_file,
};
use geom::Rgb;
use prepress::{Extent, Flow, PressError, pdf, svg};
use scene::Scene;

const RED: Rgb = Rgb::new(255, 0, 51);

fn pdf_of(scene: &Scene, originals: &Originals) -> Vec<u8> {
    pdf(scene, originals, &mut |_| Flow::Continue).unwrap()
}

fn svg_of(scene: &Scene, originals: &Originals) -> String {
    svg(scene, originals, Extent::Trim, &mut |_| Flow::Continue).unwrap()
}

fn count(haystack: &[u8], needle: &[u8]) -> usize {
    haystack.windows(needle.len()).filter(|window| *window == needle).count()
}

/// A side with one picture that fills it.
fn with_picture(file: &[u8]) -> (Scene, Originals) {
    let mut originals = Originals::new();
    let mut scene = side(30.0, 20.0, 0.0);
    let place = frame(15.0, 10.0, 30.0, 20.0, 0.0);
    scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, file, &place)])];
    (scene, originals)
}

/// The coded rows of a JPEG file: all from the first scan on.
fn scan(file: &[u8]) -> &[u8] {
    let at = file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    &file[at..]
}

#[test]
fn a_pdf_passes_jpeg_rows_through_without_what_describes_them() {
    let file = jpeg_file(&corners(60, 40, false), 60, 40, Some(6));
    let (scene, originals) = with_picture(&file);
    let page = pdf_of(&scene, &originals);
    assert_eq!(count(&page, scan(&file)), 1);
    assert_eq!(count(&page, b"/DCTDecode"), 1);
    assert_eq!(count(&file, &exif(6)[..12]), 1);
    assert_eq!(count(&page, &exif(6)[..12]), 0);
}

#[test]
fn a_pdf_packs_other_pictures_without_loss_and_masks_only_what_shows_through() {
    for (alpha, masks) in [(true, 1), (false, 0)] {
        let rgba = corners(60, 40, alpha);
        for file in [png_file(&rgba, 60, 40), webp_file(&rgba, 60, 40)] {
            let (scene, originals) = with_picture(&file);
            let page = pdf_of(&scene, &originals);
            assert_eq!(count(&page, b"/SMask"), masks);
            assert_eq!(count(&page, b"/Subtype /Image"), 1 + masks);
            assert_eq!(count(&page, b"/DCTDecode"), 0);
        }
    }
}

#[test]
fn a_picture_that_is_used_twice_is_in_the_file_once() {
    let file = jpeg_file(&corners(60, 40, false), 60, 40, None);
    let (mut scene, originals) = with_picture(&file);
    let again = scene.layers[0].clone();
    scene.layers.push(again);
    assert_eq!(count(&pdf_of(&scene, &originals), b"/Subtype /Image"), 1);
    let drawing = svg_of(&scene, &originals);
    assert_eq!(drawing.matches("base64,").count(), 1);
    assert_eq!(drawing.matches("<use href=\"#p0\"").count(), 1);
}

#[test]
fn a_pdf_has_neither_dates_nor_fonts_nor_ids() {
    let mut scene = side(30.0, 20.0, 3.0);
    let place = frame(15.0, 10.0, 20.0, 10.0, 30.0);
    scene.layers = vec![layer(
        1,
        place,
        0.5,
        vec![fill(ShapeKind::Ellipse, &place, RED), stroke(ShapeKind::Ellipse, &place, RED, 1.0)],
    )];
    let page = pdf_of(&scene, &Originals::new());
    for word in [&b"CreationDate"[..], b"ModDate", b"/Font", b"/ID"] {
        assert_eq!(count(&page, word), 0);
    }
    assert_eq!(count(&page, b"/Subtype /Form"), 1, "two items with opacity are one group");
    assert_eq!(page, pdf_of(&scene, &Originals::new()));
}

#[test]
fn an_svg_is_in_millimetres_with_short_numbers() {
    let mut scene = side(30.0, 20.0, 3.0);
    let place = frame(15.0, 10.0, 20.0, 10.0, 0.0);
    let line = frame(15.0, 10.0, 10.0, 4.0, 90.0);
    scene.layers = vec![
        layer(1, place, 0.25, vec![fill(ShapeKind::Rectangle, &place, RED)]),
        layer(2, line, 1.0, vec![stroke(ShapeKind::Line, &line, RED, 0.5)]),
    ];
    assert_eq!(
        svg_of(&scene, &Originals::new()),
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="20mm" viewBox="0 0 30 20">"#,
            r##"<g transform="matrix(1 0 0 1 5 5)" opacity="0.25"><path fill="#ff0033" d="M0 0L20 0L20 10L0 10Z"/></g>"##,
            r##"<g transform="matrix(0 1 -1 0 17 5)"><path fill="none" stroke="#ff0033" stroke-width="0.5" d="M0 2L10 2"/></g>"##,
            "</svg>\n"
        )
    );
    let bleed = svg(&scene, &Originals::new(), Extent::Bleed, &mut |_| Flow::Continue).unwrap();
    assert!(bleed.contains(r#"width="36mm" height="26mm" viewBox="-3 -3 36 26""#), "{bleed}");
}

#[test]
fn an_svg_holds_pictures_that_every_program_reads_without_what_describes_them() {
    let jpeg = jpeg_file(&corners(60, 40, false), 60, 40, Some(3));
    let (scene, originals) = with_picture(&jpeg);
    let drawing = svg_of(&scene, &originals);
    assert!(drawing.contains("data:image/jpeg;base64,"));
    // The orientation is in the transform, since it is no longer in the file.
    assert!(drawing.contains("matrix(-30 0 0 -20 30 20)"), "{}", &drawing[..300]);
    let mut described = png_file(&corners(60, 40, true), 60, 40);
    let text = b"\0\0\0\x09tEXtAuthor\0me\x66\x6b\x1d\x47";
    described.splice(33..33, *text);
    let (scene, originals) = with_picture(&described);
    let drawing = svg_of(&scene, &originals);
    let plain = with_picture(&png_file(&corners(60, 40, true), 60, 40));
    assert_eq!(drawing, svg_of(&plain.0, &plain.1));
    let webp = webp_file(&corners(60, 40, true), 60, 40);
    let (scene, originals) = with_picture(&webp);
    assert!(svg_of(&scene, &originals).contains("data:image/png;base64,"));
}

#[test]
fn long_jobs_can_be_cancelled_between_layers() {
    let mut scene = side(30.0, 20.0, 0.0);
    let place = frame(15.0, 10.0, 20.0, 10.0, 0.0);
    let rectangle = fill(ShapeKind::Rectangle, &place, RED);
    scene.layers = (1..=4).map(|id| layer(id, place, 1.0, vec![rectangle.clone()])).collect();
    let cancel_at_half = |done: f32| if done >= 0.5 { Flow::Cancel } else { Flow::Continue };
    let originals = Originals::new();
    assert_eq!(pdf(&scene, &originals, &mut { cancel_at_half }), Err(PressError::Cancelled));
    let drawing = svg(&scene, &originals, Extent::Trim, &mut { cancel_at_half });
    assert_eq!(drawing, Err(PressError::Cancelled));
}

#[test]
fn a_missing_picture_fails_a_print_and_names_its_layer() {
    let (scene, _) = with_picture(&png_file(&corners(6, 4, true), 6, 4));
    let nothing = Originals::new();
    let layer = scene.layers[0].id;
    let missing = |error: PressError| matches!(error, PressError::MissingArtwork { layer: l, .. } if l == layer);
    assert!(missing(pdf(&scene, &nothing, &mut |_| Flow::Continue).unwrap_err()));
    assert!(missing(svg(&scene, &nothing, Extent::Trim, &mut |_| Flow::Continue).unwrap_err()));
    let request = prepress::PngRequest::default();
    let png = prepress::png(&scene, &nothing, &request, |_| {}, &mut |_| Flow::Continue);
    assert!(missing(png.unwrap_err()));
    let drawn = prepress::raster(&scene, &nothing, 30, prepress::Ground::Transparent).unwrap();
    assert_eq!(drawn.skipped.len(), 1);
    assert_eq!(drawn.skipped[0].layer, Some(layer));
}

#[test]
fn a_line_without_a_width_is_in_no_pdf() {
    let place = frame(15.0, 10.0, 20.0, 10.0, 0.0);
    let filled = fill(ShapeKind::Ellipse, &place, RED);
    let page = |items| {
        let mut scene = side(30.0, 20.0, 0.0);
        scene.layers = vec![layer(1, place, 1.0, items)];
        pdf_of(&scene, &Originals::new())
    };
    // Written as it is, it would be as thin as each press can draw, where PNG and SVG have nothing.
    let line = |width| stroke(ShapeKind::Ellipse, &place, RED, width);
    assert_eq!(page(vec![filled.clone(), line(0.0)]), page(vec![filled.clone()]));
    assert_ne!(page(vec![filled.clone(), line(0.1)]), page(vec![filled]));
}
