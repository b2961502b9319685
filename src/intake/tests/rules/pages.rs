//! PDF files: pages as outlines, with their text, and what is said of files that cannot be read.

use geom::{Ink, Node, Rgb, Shape};
use intake::{IntakeError, Pdf, Vectors, page_vectors};
use jobs::Missing;

use crate::files;

#[test]
fn a_page_becomes_outlines() {
    let file = files::pdf(&["1 0 0 rg 20 20 60 40 re f", "0 0 1 rg 0 0 10 10 re f"]);
    let pdf = Pdf::open(&file).unwrap();
    assert_eq!(pdf.pages(), 2);
    let made = page_vectors(&pdf.page(0).unwrap()).unwrap();
    assert!(made.missing.is_empty(), "{:?}", made.missing);
    assert!((made.drawing.size.height / made.drawing.size.width - 40.0 / 60.0).abs() < 0.01);
    let colours = made.drawing.colours();
    assert_eq!(colours, [Rgb::new(255, 0, 0)]);
    assert_eq!(
        page_vectors(&pdf.page(1).unwrap()).unwrap().drawing.colours(),
        [Rgb::new(0, 0, 255)]
    );
    assert!(matches!(pdf.page(2), Err(IntakeError::NoPage { pages: 2 })));
}

#[test]
fn letters_of_a_page_become_outlines() {
    let file = files::pdf(&["BT /F1 24 Tf 20 40 Td (Hi) Tj ET"]);
    let made = page_vectors(&Pdf::open(&file).unwrap().page(0).unwrap()).unwrap();
    assert!(made.missing.is_empty(), "{:?}", made.missing);
    let outlines: Vec<&Node> = made.drawing.nodes.iter().collect();
    let area = |node: &&Node| match node {
        Node::Fill { path, ink: Ink::Solid(_), .. } => path.area().abs(),
        _ => 0.0,
    };
    assert!(outlines.iter().map(area).sum::<f64>() > 1000.0, "{outlines:?}");
}

#[test]
fn damaged_and_protected_files_say_so() {
    assert!(matches!(Pdf::open(b"%PDF-1.7\nnothing"), Err(IntakeError::Damaged { .. })));
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_owned(),
    ];
    objects.push(format!(
        "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{}> /U <{}> >>",
        "11".repeat(32),
        "22".repeat(32)
    ));
    let file = files::pdf_of(&objects, "/Encrypt 4 0 R /ID [<00> <00>]");
    assert!(matches!(Pdf::open(&file), Err(IntakeError::Encrypted)));
}

/// A page with these resources and more entries, which draws `content`; `more` are objects from 5 on.
fn page_with(resources: &str, entries: &str, content: &str, more: &[&str]) -> Vectors {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << {resources} >> {entries} >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    objects.extend(more.iter().map(|object| (*object).to_owned()));
    let file = files::pdf_of(&objects, "");
    page_vectors(&Pdf::open(&file).unwrap().page(0).unwrap()).unwrap()
}

const FRAME: &str = "1 0 0 rg 0 0 200 100 re f 0 g";

#[test]
fn letters_in_another_font_than_the_files_own_are_listed() {
    let letters = format!("{FRAME} BT /F1 24 Tf 20 40 Td (Hi) Tj ET");
    let of = |font: &str| page_with(&format!("/Font << /F1 {font} >>"), "", &letters, &[]).missing;
    // One of the 14 that every reader has.
    assert_eq!(of("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"), []);
    // Another, which is not in the file.
    let own = "<< /Type /Font /Subtype /TrueType /BaseFont /Gloria /FontDescriptor << /Type /FontDescriptor /FontName /Gloria /Flags 32 >> >>";
    assert_eq!(of(own), [Missing::Fonts]);
    // Letters by a table that is not shipped.
    let old = "<< /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>] >>";
    assert_eq!(of(old), [Missing::Fonts]);
    assert!(Missing::Fonts.is_lost_in_pictures());
}

#[test]
fn a_damaged_picture_on_a_page_is_listed() {
    let content = format!("{FRAME} q 50 0 0 50 20 20 cm /X Do Q");
    let picture = "<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length 12 >>\nstream\nno jpeg here\nendstream";
    let made = page_with("/XObject << /X 5 0 R >>", "", &content, &[picture]);
    assert_eq!(made.missing, [Missing::UnreadPictures]);
}

#[test]
fn a_note_that_does_not_say_how_it_looks_is_listed() {
    let note = "/Annots [<< /Type /Annot /Subtype /Stamp /Rect [10 10 50 50] /AP << /N << /On 9 0 R >> >> >>]";
    assert_eq!(page_with("", note, FRAME, &[]).missing, [Missing::Notes]);
}
