//! Hostile files: cut off, bits turned, sizes that lie, references without end. Each is refused or read; none panics.

use std::time::{Duration, Instant};

use intake::{IntakeError, Pdf, avif_size, flattened, page_vectors, vectors};

use crate::files::{self, read_picture};

/// A small generator with a fixed start (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

/// Cut off at many places, and with bits turned at places that the dice say.
fn mutants(file: &[u8]) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> =
        (0..file.len()).step_by((file.len() / 60).max(1)).map(|end| file[..end].to_vec()).collect();
    let mut dice = Dice(0x5eed);
    for _ in 0..150 {
        let mut mutant = file.to_vec();
        for _ in 0..=dice.below(4) {
            let at = dice.below(mutant.len());
            mutant[at] ^= 1 << dice.below(8);
        }
        all.push(mutant);
    }
    all
}

/// Reads a file in whatever way its bytes ask for.
fn read(bytes: &[u8]) {
    let _ = read_picture(bytes);
    let _ = vectors(bytes);
    let _ = avif_size(bytes);
    if let Ok(pdf) = Pdf::open(bytes)
        && let Ok(page) = pdf.page(0)
    {
        let _ = page_vectors(&page);
    }
}

/// The clock of the test, not of the code: a promise to the shopper is about time.
#[expect(clippy::disallowed_methods, reason = "the promise is about time")]
fn within(limit: Duration, work: impl FnOnce(), what: &str) {
    let begin = Instant::now();
    work();
    assert!(begin.elapsed() < limit, "{what} took {:?}", begin.elapsed());
}

const LIMIT: Duration = Duration::from_secs(2);

#[test]
fn damaged_files_of_every_format_are_survived_quickly() {
    let profile = files::wide_profile();
    let originals = [
        ("PNG", files::described_png(12, 9, 200, Some(profile.clone()), Some(files::exif(6)))),
        ("JPEG", files::jpeg(16, 16, 6, Some(&profile))),
        ("WebP", files::webp(12, 9, Some(profile))),
        ("GIF", files::gif(12, 9)),
        ("BMP", files::bmp(12, 9)),
        ("TIFF", files::tiff(12, 9)),
        ("inked TIFF", files::inked_tiff([1, 2, 3, 4])),
        ("PDF", files::pdf(&["1 0 0 rg 20 20 60 40 re f BT /F1 24 Tf (Hi) Tj ET"])),
        (
            "SVG",
            svg(
                r##"<linearGradient id="a"><stop/><stop offset="1"/></linearGradient><g clip-path="url(#c)"><path d="M1 1C2 2 3 3 9 4z" fill="url(#a)" stroke="red"/></g><clipPath id="c"><rect width="5" height="5"/></clipPath>"##,
            ),
        ),
    ];
    for (name, original) in originals {
        for (index, mutant) in mutants(&original).iter().enumerate() {
            within(LIMIT, || read(mutant), &format!("{name} {index}"));
        }
    }
}

#[test]
fn a_cut_off_picture_is_refused() {
    for (name, file) in [
        ("PNG", files::png(40, 40, 255)),
        ("JPEG", files::jpeg(40, 40, 6, None)),
        ("WebP", files::webp(40, 40, None)),
        ("GIF", files::gif(40, 40)),
        ("BMP", files::bmp(40, 40)),
        ("TIFF", files::tiff(40, 40)),
    ] {
        assert!(read_picture(&file[..file.len() / 3]).is_err(), "{name}");
    }
}

#[test]
fn a_header_that_claims_too_many_pixels_is_refused_before_decoding() {
    let claim = 100_000_u32;
    let mut png = files::png(4, 4, 255);
    png[16..20].copy_from_slice(&claim.to_be_bytes());
    png[20..24].copy_from_slice(&claim.to_be_bytes());
    let mut gif = files::gif(4, 4);
    gif[6..10].copy_from_slice(&[0xff; 4]);
    let mut bmp = files::bmp(4, 4);
    bmp[18..22].copy_from_slice(&claim.to_le_bytes());
    bmp[22..26].copy_from_slice(&claim.to_le_bytes());
    let mut tiff = files::tiff(4, 4);
    let directory = u32::from_le_bytes(tiff[4..8].try_into().unwrap()) as usize;
    for entry in 0..usize::from(tiff[directory]) {
        let at = directory + 2 + entry * 12;
        if matches!(tiff[at], 0 | 1) && tiff[at + 1] == 1 {
            tiff[at + 2] = 4;
            tiff[at + 8..at + 12].copy_from_slice(&claim.to_le_bytes());
        }
    }
    for (name, file) in [("PNG", png), ("GIF", gif), ("BMP", bmp), ("TIFF", tiff)] {
        let refused = read_picture(&file).unwrap_err();
        let said = refused.to_string();
        assert!(said.contains("pixels") || said.contains("damaged"), "{name}: {said}");
    }
}

/// So many zeroes as a zlib stream: a thousandth of it.
fn zeroes(length: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![0; 1024 * 1024];
    for _ in 0..length.div_ceil(block.len()) {
        packed.write_all(&block).unwrap();
    }
    packed.finish().unwrap()
}

/// What the bombs unpack to: half a gigabyte.
const UNPACKED: usize = 512 * 1024 * 1024;

#[test]
fn a_png_that_unpacks_to_far_more_than_it_states_ends_quickly() {
    let mut file = files::png(4, 4, 255)[..33].to_vec();
    let data = zeroes(UNPACKED);
    assert!(data.len() < 1024 * 1024, "{}", data.len());
    file.extend(chunk(b"IDAT", &data));
    file.extend(chunk(b"IEND", b""));
    within(LIMIT, || drop(read_picture(&file)), "PNG of 4 x 4 pixels");
    // The same in its colour profile, which nobody unpacks to the end.
    let whole = files::png(4, 4, 255);
    let profile = [b"a\0\0", &data[..]].concat();
    let file = [&whole[..33], &chunk(b"iCCP", &profile), &whole[33..]].concat();
    within(LIMIT, || drop(read_picture(&file)), "PNG with a profile of half a gigabyte");
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(content);
    let length = (content.len() as u32).to_be_bytes();
    [&length[..], kind, content, &sum.sum().to_be_bytes()].concat()
}

#[test]
fn a_tiff_that_unpacks_to_far_more_than_it_states_ends_quickly() {
    let data = zeroes(UNPACKED);
    let entries: [(u16, u16, u32); 10] = [
        (256, 4, 4),
        (257, 4, 4),
        (258, 3, 8),
        (259, 3, 8),
        (262, 3, 1),
        (273, 4, 8 + 2 + 10 * 12 + 4),
        (277, 3, 1),
        (278, 4, 4),
        (279, 4, data.len() as u32),
        (284, 3, 1),
    ];
    let mut file = b"II*\0\x08\0\0\0\x0a\0".to_vec();
    for (tag, kind, value) in entries {
        file.extend(tag.to_le_bytes());
        file.extend(kind.to_le_bytes());
        file.extend(1_u32.to_le_bytes());
        file.extend(value.to_le_bytes());
    }
    file.extend([0; 4]);
    file.extend(&data);
    within(LIMIT, || drop(read_picture(&file)), "TIFF of 4 x 4 pixels");
}

#[test]
fn a_pdf_that_unpacks_to_very_much_ends_quickly() {
    let data = zeroes(UNPACKED);
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>".to_vec(),
        [
            format!("<< /Filter /FlateDecode /Length {} >>\nstream\n", data.len()).as_bytes(),
            &data,
            b"\nendstream",
        ]
        .concat(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(b"xref\n0 5\n0000000000 65535 f \n");
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    within(LIMIT, || read(&file), "PDF page of half a gigabyte");
}

fn svg(inner: &str) -> Vec<u8> {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">{inner}</svg>"#
    )
    .into_bytes()
}

fn refused(inner: &str) {
    let file = svg(inner);
    within(
        LIMIT,
        || {
            let outcome = vectors(&file);
            assert!(
                matches!(outcome, Err(IntakeError::Refused { .. } | IntakeError::Damaged { .. })),
                "{:.80}: {outcome:?}",
                inner
            );
        },
        inner.get(..60).unwrap_or(inner),
    );
    assert!(flattened(&file, 500).is_err(), "{inner:.80}");
}

#[test]
fn copies_of_copies_are_counted_before_anything_is_drawn() {
    let mut bomb = r##"<g id="a0"><rect width="9" height="9"/></g>"##.to_owned();
    for level in 1..=40 {
        let last = level - 1;
        bomb.push_str(&format!(
            r##"<g id="a{level}"><use href="#a{last}"/><use href="#a{last}"/></g>"##
        ));
    }
    refused(&bomb);
}

#[test]
fn references_in_a_circle_are_refused() {
    refused(r##"<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>"##);
    refused(
        r##"<pattern id="p" width="4" height="4"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>"##,
    );
    refused(
        r##"<pattern id="p" width="1" height="1"><rect fill="url(#q)"/></pattern><pattern id="q" width="1" height="1"><rect style="fill : url( '#p' )"/></pattern><rect fill="url(#p)" width="9" height="9"/>"##,
    );
    refused(
        r##"<mask id="m"><rect mask="url(#m)" width="9" height="9"/></mask><rect mask="url(#m)" width="9" height="9"/>"##,
    );
    refused(
        r##"<style>.x{fill:url(#p)}</style><pattern id="p" width="1" height="1"><rect class="x" width="9" height="9"/></pattern><rect class="x" width="9" height="9"/>"##,
    );
    refused(
        r##"<filter id="f"><feImage href="#e"/></filter><rect id="e" width="9" height="9" filter="url(#f)"/>"##,
    );
}

#[test]
fn patterns_in_patterns_are_counted() {
    let mut bomb =
        r##"<pattern id="p0" width="1" height="1"><rect width="1" height="1"/></pattern>"##
            .to_owned();
    for level in 1..=30 {
        let last = level - 1;
        let cell = format!(r##"<rect width="1" height="1" fill="url(#p{last})"/>"##).repeat(4);
        bomb.push_str(&format!(
            r##"<pattern id="p{level}" width="1" height="1">{cell}</pattern>"##
        ));
    }
    bomb.push_str(r##"<rect width="9" height="9" fill="url(#p30)"/>"##);
    refused(&bomb);
}

#[test]
fn entities_are_refused() {
    let bomb = r##"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>"##;
    assert!(matches!(vectors(bomb.as_bytes()), Err(IntakeError::Refused { .. })));
    let file = r##"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>"##;
    assert!(matches!(vectors(file.as_bytes()), Err(IntakeError::Refused { .. })));
}

#[test]
fn deep_nesting_is_refused() {
    refused(&format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000)));
    refused(&"<g>".repeat(100_000));
    refused(&format!("{}{}", "<g opacity=\".9\">".repeat(40), "<rect width=\"9\" height=\"9\"/>"));
}

#[test]
fn filters_that_take_too_long_are_refused() {
    for filter in [
        r##"<feMorphology radius="100000"/>"##,
        r##"<feTurbulence numOctaves="4000"/>"##,
        r##"<feConvolveMatrix order="1000"/>"##,
        r##"<feGaussianBlur stdDeviation="1e9 1"/>"##,
    ] {
        refused(&format!(
            r##"<filter id="f">{filter}</filter><rect width="9" height="9" filter="url(#f)"/>"##
        ));
    }
    let steps = "<feOffset/>".repeat(500);
    refused(&format!(
        r##"<filter id="f">{steps}</filter><rect width="9" height="9" filter="url(#f)"/>"##
    ));
    let many = r##"<rect width="9" height="9" filter="url(#f)"/>"##.repeat(500);
    refused(&format!(r##"<filter id="f"><feOffset/></filter>{many}"##));
}

#[test]
fn filters_over_areas_that_take_too_long_are_refused() {
    // Each number is allowed by itself; the region that all of it runs over makes it a bomb.
    let region = r##"x="-1000%" y="-1000%" width="2100%" height="2100%""##;
    let wide = r##"<feMorphology radius="20"/>"##;
    refused(&format!(
        r##"<filter id="f" {region}>{wide}</filter><rect width="100" height="50" filter="url(#f)"/>"##
    ));
    // What every step keeps, over many steps.
    let steps = r##"<feOffset dx="1"/>"##.repeat(24);
    refused(&format!(
        r##"<filter id="f" {region}>{steps}</filter><rect width="100" height="50" filter="url(#f)"/>"##
    ));
    // Small ones that are many.
    let noise = r##"<feTurbulence baseFrequency=".1" numOctaves="8"/>"##.repeat(4);
    let many = r##"<rect width="100" height="50" filter="url(#f)"/>"##.repeat(20);
    refused(&format!(r##"<filter id="f">{noise}</filter>{many}"##));
    // Inside of a pattern, of a mask and of another filter's picture.
    refused(&format!(
        r##"<filter id="f" {region}>{wide}</filter><pattern id="p" width="100" height="50" patternUnits="userSpaceOnUse"><rect width="100" height="50" filter="url(#f)"/></pattern><rect width="100" height="50" fill="url(#p)"/>"##
    ));
    refused(&format!(
        r##"<filter id="f" {region}>{wide}</filter><mask id="m"><rect width="100" height="50" fill="#fff" filter="url(#f)"/></mask><rect width="100" height="50" mask="url(#m)"/>"##
    ));
}

#[test]
fn a_usual_shadow_is_drawn_at_full_size_and_a_costly_one_smaller() {
    let frame = r##"<rect width="100" height="50" fill="#fff"/>"##;
    let with = |filter: &str| {
        svg(&format!(
            r##"{frame}<filter id="f">{filter}</filter><rect x="20" y="10" width="50" height="20" filter="url(#f)"/>"##
        ))
    };
    let shadow = with(r##"<feDropShadow dx="1" dy="1" stdDeviation="1"/>"##);
    assert_eq!(flattened(&shadow, 2000).unwrap().pixels.width, 2000);
    let costly = with(r##"<feMorphology radius="1"/>"##);
    let width = flattened(&costly, 6000).unwrap().pixels.width;
    assert!((1000..6000).contains(&width), "{width}");
}

#[test]
fn numbers_beyond_reason_do_not_hang_or_panic() {
    for inner in [
        r##"<rect width="1e38" height="1e38" stroke="#000" stroke-width="1e38"/>"##,
        r##"<path d="M0 0H100" stroke="#000" stroke-dasharray="1e-9 1e-9"/>"##,
        r##"<path d="M0 0H1e9" stroke="#000" stroke-dasharray=".001"/>"##,
        r##"<g transform="scale(1e-30)"><circle r="1e30" stroke="#000"/></g>"##,
        r##"<path d="M0 0L NaN inf z M1e999 1"/>"##,
        r##"<rect width="9" height="9" transform="matrix(0 0 0 0 0 0)"/>"##,
        r##"<linearGradient id="g" x1="0" x2="0"><stop/><stop/></linearGradient><rect width="9" height="9" fill="url(#g)"/>"##,
        r##"<pattern id="p" width="1e-9" height="1e-9" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect width="99" height="49" fill="url(#p)"/>"##,
        r##"<marker id="m"><rect width="1" height="1"/></marker><path d="M0 0 L 5 5 L 10 0" marker-mid="url(#m)" stroke="#000" stroke-width="1e20"/>"##,
    ] {
        let file = svg(inner);
        within(LIMIT, || drop(vectors(&file)), inner);
        within(LIMIT, || drop(flattened(&file, 800)), inner);
    }
}

#[test]
fn too_many_elements_are_refused() {
    refused(&"<rect/>".repeat(300_000));
    let many = r##"<rect width="9" height="9"/>"##.repeat(30_000);
    let file = svg(&many);
    assert!(
        matches!(vectors(&file), Err(IntakeError::NotOutlines { .. })),
        "more than a drawing may hold"
    );
}

#[test]
fn pictures_inside_of_a_drawing_are_judged_before_they_are_decoded() {
    use std::fmt::Write;
    let mut huge = files::png(4, 4, 255);
    huge[16..24].copy_from_slice(&[0, 0, 0x3f, 0, 0, 0, 0x17, 0]);
    let mut text = String::new();
    for byte in &huge {
        let _ = write!(text, "%{byte:02x}");
    }
    let file = svg(&format!(
        r##"<rect width="9" height="9"/><image width="9" height="9" href="data:image/png,{text}"/><image width="9" height="9" href="data:image/svg+xml,&lt;svg/&gt;"/>"##
    ));
    within(LIMIT, || drop(flattened(&file, 300)), "huge picture inside");
}

#[test]
fn pdf_files_with_circles_and_huge_pages_end() {
    let page = |extra: &str| {
        pdf_with(&[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1000000 >>",
            &format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R {extra} >>"
            ),
            "<< /Length 6 >>\nstream\n/X Do \nendstream",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 6 >>\nstream\n/X Do \nendstream",
        ])
    };
    let circle = page("/Resources << /XObject << /X 5 0 R >> >>");
    within(LIMIT, || read(&circle), "form in itself");
    let huge = pdf_with(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e30 1e30] /Contents 4 0 R >>",
        "<< /Length 14 >>\nstream\n0 0 9 9 re f  \nendstream",
    ]);
    within(LIMIT, || read(&huge), "huge page");
    let endless = pdf_with(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
    ]);
    within(LIMIT, || read(&endless), "pages in a circle");
}

fn pdf_with(objects: &[&str]) -> Vec<u8> {
    let objects: Vec<String> = objects.iter().map(|object| (*object).to_owned()).collect();
    files::pdf_of(&objects, "")
}
