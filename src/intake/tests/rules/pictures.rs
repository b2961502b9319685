//! Pictures: what is kept of them in each format, and that nothing but the picture is.

use design::ImageFormat;
use intake::{IntakeError, Kept};
use prepress::artwork::{Pixels, decode};

use crate::files::{self, read_picture};

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|part| part == what)
}

fn pixel(kept: &Kept, x: u32, y: u32) -> [u8; 4] {
    let Pixels { width, rgba, .. } = decode(&kept.bytes).unwrap();
    let at = (y * width + x) as usize * 4;
    rgba[at..at + 4].try_into().unwrap()
}

fn near(a: [u8; 4], b: [u8; 4], most: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= most)
}

#[test]
fn every_format_keeps_its_size_and_its_pixels() {
    let cases = [
        (files::png(20, 10, 255), ImageFormat::Png, 0),
        (files::jpeg(20, 10, 1, None), ImageFormat::Jpeg, 12),
        (files::webp(20, 10, None), ImageFormat::WebP, 0),
        (files::gif(20, 10), ImageFormat::Png, 24),
        (files::bmp(20, 10), ImageFormat::Png, 0),
        (files::tiff(20, 10), ImageFormat::Png, 0),
        (files::deep_png(20, 10), ImageFormat::Png, 1),
    ];
    for (file, format, most) in cases {
        let kept = read_picture(&file).unwrap();
        assert_eq!((kept.format, kept.pixels.width, kept.pixels.height), (format, 20, 10));
        let [red, green, blue, _] = pixel(&kept, 12, 7);
        assert!(
            near([red, green, blue, 0], [96, 56, 60, 0], most),
            "{format:?}: {red} {green} {blue}"
        );
    }
}

#[test]
fn no_description_survives_in_what_is_kept() {
    let profile = files::wide_profile();
    assert!(holds(&utf16(files::SECRET), &utf16(files::SECRET)));
    let cases = [
        files::png(8, 8, 255),
        files::described_png(8, 8, 255, Some(profile.clone()), Some(files::exif(1))),
        files::described_png(8, 8, 90, None, Some(files::exif(6))),
        files::jpeg(8, 8, 1, None),
        files::jpeg(8, 8, 6, None),
        files::jpeg(8, 8, 1, Some(&profile)),
        files::webp(8, 8, None),
        files::webp(8, 8, Some(profile)),
        files::inked_tiff([0, 255, 0, 0]),
    ];
    for (index, file) in cases.iter().enumerate() {
        let kept = read_picture(file).unwrap();
        for secret in [files::SECRET.to_vec(), utf16(files::SECRET)] {
            assert!(!holds(&kept.bytes, &secret), "case {index}");
        }
        for mark in [
            &b"Exif"[..],
            b"eXIf",
            b"EXIF",
            b"iCCP",
            b"ICCP",
            b"ICC_PROFILE",
            b"XMP ",
            b"Photoshop",
        ] {
            assert!(!holds(&kept.bytes, mark), "case {index}: {}", String::from_utf8_lossy(mark));
        }
        decode(&kept.bytes).unwrap();
    }
}

fn utf16(text: &[u8]) -> Vec<u8> {
    text.iter().flat_map(|letter| [0, *letter]).collect()
}

#[test]
fn pixels_stay_as_they_were_coded_where_only_descriptions_go() {
    let file = files::jpeg(16, 16, 1, None);
    let kept = read_picture(&file).unwrap();
    assert_eq!(decode(&kept.bytes).unwrap(), decode(&file).unwrap());
    assert!(kept.bytes.len() < file.len());
    assert!(kept.bytes.ends_with(&[0xff, 0xd9]), "nothing follows the picture");
}

#[test]
fn a_turned_photo_is_kept_upright() {
    let kept = read_picture(&files::jpeg(24, 16, 6, None)).unwrap();
    assert_eq!((kept.pixels.width, kept.pixels.height), (16, 24));
    // Turned clockwise: what was at the left bottom is at the left top.
    assert!(near(pixel(&kept, 1, 1), [8, 112, 60, 255], 12), "{:?}", pixel(&kept, 1, 1));
    let kept =
        read_picture(&files::described_png(24, 16, 255, None, Some(files::exif(3)))).unwrap();
    assert_eq!(pixel(&kept, 0, 0), [23 * 8, 15 * 8, 60, 255]);
}

#[test]
fn every_format_that_tells_how_it_was_held_is_kept_upright() {
    // 24 x 16 held so that it has to be turned clockwise, and upside down.
    let cases = [
        ("WebP", files::turned_webp(24, 16, 6, None), files::turned_webp(24, 16, 3, None)),
        ("TIFF", files::described_tiff(24, 16, 6, None), files::described_tiff(24, 16, 3, None)),
    ];
    for (name, clockwise, over) in cases {
        let kept = read_picture(&clockwise).unwrap();
        assert_eq!((kept.pixels.width, kept.pixels.height), (16, 24), "{name}");
        assert_eq!(pixel(&kept, 1, 2)[..3], [16, 14 * 8, 60], "{name}");
        let kept = read_picture(&over).unwrap();
        assert_eq!((kept.pixels.width, kept.pixels.height), (24, 16), "{name}");
        assert_eq!(pixel(&kept, 0, 0)[..3], [23 * 8, 15 * 8, 60], "{name}");
    }
}

#[test]
fn profiles_of_every_format_are_followed() {
    let wide = files::wide_profile();
    for (name, file) in [
        ("WebP", files::webp(20, 10, Some(wide.clone()))),
        ("TIFF", files::described_tiff(20, 10, 1, Some(&wide))),
    ] {
        let [red, green, blue, _] = pixel(&read_picture(&file).unwrap(), 12, 7);
        assert!(near([red, green, blue, 0], [102, 54, 60, 0], 2), "{name}: {red} {green} {blue}");
    }
}

#[test]
fn greys_of_a_profile_become_the_greys_that_they_look_like() {
    // Half of the light's strength in a linear grey looks like 188 in sRGB.
    let profile = moxcms::ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let kept = read_picture(&files::grey_png(128, profile)).unwrap();
    assert!(near(pixel(&kept, 3, 3), [188, 188, 188, 255], 2), "{:?}", pixel(&kept, 3, 3));
}

#[test]
fn reading_tells_how_far_it_is() {
    for (name, file) in [
        ("PNG", files::described_png(8, 900, 255, None, Some(files::exif(3)))),
        ("JPEG", files::jpeg(8, 900, 3, None)),
        ("TIFF", files::tiff(8, 900)),
    ] {
        let mut heard = Vec::new();
        intake::read_picture(&file, &mut |done| heard.push(done)).unwrap();
        assert!(heard.len() > 4, "{name}: {heard:?}");
        assert!(
            heard.is_sorted() && heard.iter().all(|done| (0.0..=1.0).contains(done)),
            "{heard:?}"
        );
        assert!(heard.last() > Some(&0.85), "{name}: {heard:?}");
    }
}

#[test]
fn wide_colours_become_srgb_and_srgb_stays_untouched() {
    let wide = files::described_png(20, 10, 255, Some(files::wide_profile()), None);
    let kept = read_picture(&wide).unwrap();
    // Display P3 (96, 56, 60) by the matrices of both spaces: more red, less green.
    assert!(near(pixel(&kept, 12, 7), [102, 54, 60, 255], 2), "{:?}", pixel(&kept, 12, 7));
    let srgb = moxcms::ColorProfile::new_srgb().encode().unwrap();
    let kept = read_picture(&files::jpeg(20, 10, 1, Some(&srgb))).unwrap();
    assert_eq!(decode(&kept.bytes).unwrap(), decode(&files::jpeg(20, 10, 1, None)).unwrap());
}

#[test]
fn transparency_is_kept() {
    for file in
        [files::png(8, 8, 90), files::described_png(8, 8, 90, Some(files::wide_profile()), None)]
    {
        assert_eq!(pixel(&read_picture(&file).unwrap(), 3, 3)[3], 90);
    }
}

#[test]
fn four_inks_are_mixed_without_a_profile() {
    use jpeg_encoder::ColorType;
    // Magenta at full strength, and half of black.
    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let kept = read_picture(&files::inked_jpeg([0, 255, 0, 0], kind)).unwrap();
        assert!(
            near(pixel(&kept, 5, 5), [255, 0, 255, 255], 6),
            "{kind:?} {:?}",
            pixel(&kept, 5, 5)
        );
        let kept = read_picture(&files::inked_jpeg([0, 0, 0, 127], kind)).unwrap();
        assert!(
            near(pixel(&kept, 5, 5), [128, 128, 128, 255], 6),
            "{kind:?} {:?}",
            pixel(&kept, 5, 5)
        );
    }
    let kept = read_picture(&files::inked_tiff([0, 255, 0, 0])).unwrap();
    assert!(near(pixel(&kept, 5, 5), [255, 0, 255, 255], 2), "{:?}", pixel(&kept, 5, 5));
}

#[test]
fn a_broken_profile_counts_as_none() {
    let kept = read_picture(&files::described_png(8, 8, 255, Some(vec![7; 400]), None)).unwrap();
    assert_eq!(pixel(&kept, 3, 3), [24, 24, 60, 255]);
}

#[test]
fn avif_is_left_to_the_browser_after_its_size_was_judged() {
    let ispe = |width: u32, height: u32| {
        let mut body = vec![0; 4];
        body.extend(width.to_be_bytes());
        body.extend(height.to_be_bytes());
        boxed(b"ispe", &body)
    };
    let file = |size: Vec<u8>| {
        let properties = boxed(b"iprp", &boxed(b"ipco", &size));
        let meta = boxed(b"meta", &[vec![0; 4], properties].concat());
        [boxed(b"ftyp", b"avif\0\0\0\0avifmif1"), meta].concat()
    };
    let small = file(ispe(640, 480));
    assert_eq!(intake::avif_size(&small).unwrap().width, 640);
    assert_eq!(read_picture(&small), Err(IntakeError::NeedsBrowser));
    assert!(matches!(
        intake::avif_size(&file(ispe(100_000, 100_000))),
        Err(IntakeError::TooManyPixels { .. })
    ));
    assert!(matches!(intake::avif_size(&file(Vec::new())), Err(IntakeError::Damaged { .. })));
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let size = (content.len() as u32 + 8).to_be_bytes();
    [&size[..], kind, content].concat()
}

#[test]
fn a_file_of_another_kind_is_named() {
    let said = |bytes: &[u8]| read_picture(bytes).unwrap_err().to_string();
    assert!(said(b"PK\x03\x04....").starts_with("this is a ZIP archive"));
    assert!(said(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1").starts_with("this is a HEIC photo"));
    assert!(said(b"hello").starts_with("this is not a picture"));
    assert_eq!(read_picture(b""), Err(IntakeError::Empty));
}
