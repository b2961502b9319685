//! PDF files: pages as outlines, with their text, and what is said of files that cannot be read.

use geom::{Ink, Node, Rgb, Shape};
use intake::{IntakeError, Pdf, vectors};

use crate::files;

#[test]
fn a_page_becomes_outlines() {
    let file = files::pdf(&["1 0 0 rg 20 20 60 40 re f", "0 0 1 rg 0 0 10 10 re f"]);
    let pdf = Pdf::open(&file).unwrap();
    assert_eq!(pdf.pages(), 2);
    let made = vectors(&pdf.page(0).unwrap()).unwrap();
    assert!(made.missing.is_empty(), "{:?}", made.missing);
    assert!((made.drawing.size.height / made.drawing.size.width - 40.0 / 60.0).abs() < 0.01);
    let colours = made.drawing.colours();
    assert_eq!(colours, [Rgb::new(255, 0, 0)]);
    assert_eq!(vectors(&pdf.page(1).unwrap()).unwrap().drawing.colours(), [Rgb::new(0, 0, 255)]);
    assert!(matches!(pdf.page(2), Err(IntakeError::NoPage { pages: 2 })));
}

#[test]
fn letters_of_a_page_become_outlines() {
    let file = files::pdf(&["BT /F1 24 Tf 20 40 Td (Hi) Tj ET"]);
    let made = vectors(&Pdf::open(&file).unwrap().page(0).unwrap()).unwrap();
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
