//! All plates in one PDF file, a page each in printing order, true to size. The pages hold the plates' own pixels: the
//! compressed rows of a PNG file are what a PDF file takes. Not here: making plates.

use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use super::{Plate, Separated};

/// The plates of a side as a PDF file.
pub fn book(separated: &Separated) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, pages, info) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let of_page = |at: usize, part: i32| Ref::new(4 + at as i32 * 3 + part);
    let (width, height) = separated.size;
    let points = |pixels: u32| (f64::from(pixels) / separated.dpi.dpi() * 72.0) as f32;
    let media = Rect::new(0.0, 0.0, points(width), points(height));
    let margin = points(separated.margin);
    let trim = Rect::new(margin, margin, media.x2 - margin, media.y2 - margin);
    pdf.catalog(catalog).pages(pages);
    let kids = (0..separated.plates.len()).map(|at| of_page(at, 0));
    pdf.pages(pages).kids(kids).count(separated.plates.len() as i32);
    pdf.document_info(info).producer(TextStr("Atelier"));
    for (at, plate) in separated.plates.iter().enumerate() {
        let mut page = pdf.page(of_page(at, 0));
        page.parent(pages).media_box(media).trim_box(trim).contents(of_page(at, 1));
        page.resources().x_objects().pair(Name(b"P"), of_page(at, 2));
        page.finish();
        let mut content = Content::new();
        content.transform([media.x2, 0.0, 0.0, media.y2, 0.0, 0.0]);
        content.x_object(Name(b"P"));
        pdf.stream(of_page(at, 1), &content.finish());
        let rows = rows(plate);
        let bits = if plate.png.get(BITS) == Some(&1) { 1 } else { 8 };
        let mut image = pdf.image_xobject(of_page(at, 2), &rows);
        image.filter(Filter::FlateDecode);
        image.width(width as i32).height(height as i32).bits_per_component(bits);
        image.color_space().device_gray();
        // 15: each row says itself how it is filtered, as in PNG.
        image
            .decode_parms()
            .predictor(pdf_writer::types::Predictor::PngOptimum)
            .colors(1)
            .bits_per_component(bits)
            .columns(width as i32);
        image.finish();
    }
    pdf.finish()
}

/// Where a PNG file says how many bits a sample has.
const BITS: usize = 24;

/// What the `IDAT` chunks of a plate's file hold.
fn rows(plate: &Plate) -> Vec<u8> {
    let mut rows = Vec::with_capacity(plate.png.len());
    // After the signature come chunks: length, name, content, checksum.
    let mut rest = plate.png.get(8..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let content = after.get(..length).unwrap_or_default();
        if head.ends_with(b"IDAT") {
            rows.extend_from_slice(content);
        }
        rest = after.get(length + 4..).unwrap_or_default();
    }
    rows
}
