//! Good and bad pictures: what is read, what is refused and with which words. Nothing here may panic.

mod fixture;

use design::{ImageFormat, PixelSize};
use fixture::{corners, exif, format_of, jpeg_file, png_file, read_png, webp_file};
use prepress::artwork::{ArtworkError, MAX_FILE, Orientation, decode, inspect, proxy};

/// The same picture in the three formats.
fn one_of_each() -> [(ImageFormat, Vec<u8>); 3] {
    let rgba = corners(96, 64, true);
    [
        (ImageFormat::Png, png_file(&rgba, 96, 64)),
        (ImageFormat::Jpeg, jpeg_file(&corners(96, 64, false), 96, 64, Some(6))),
        (ImageFormat::WebP, webp_file(&rgba, 96, 64)),
    ]
}

#[test]
fn the_format_is_told_from_the_bytes() {
    for (format, file) in one_of_each() {
        assert_eq!(format_of(&file), format);
    }
}

#[test]
fn an_empty_file_is_refused() {
    assert_eq!(inspect(&[]), Err(ArtworkError::Empty));
    assert!(ArtworkError::Empty.to_string().contains("choose another one"));
}

#[test]
fn other_files_are_refused_by_their_names() {
    let cases: [(&[u8], &str); 9] = [
        (b"GIF89a\x01\0\x01\0", "this is a GIF picture; save it as a PNG, JPEG or WebP picture"),
        (b"%PDF-1.7\n", "this is a PDF document"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "this is a HEIC photo"),
        (b"\0\0\0\x20ftypisom", "this is a video"),
        (b"  \n<svg xmlns='http://www.w3.org/2000/svg'/>", "this is an SVG drawing"),
        (b"PK\x03\x04", "this is a ZIP archive"),
        (b"RIFF\0\0\0\0WAVE", "this is not a picture that can be used"),
        (b"hello", "this is not a picture that can be used"),
        (&[0xff, 0xd8], "this is not a picture that can be used"),
    ];
    for (file, words) in cases {
        let error = inspect(file).unwrap_err();
        assert!(matches!(error, ArtworkError::WrongType { .. }), "{error:?}");
        assert!(error.to_string().starts_with(words), "{error}");
    }
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    for (format, file) in one_of_each() {
        for length in (1..file.len()).step_by(file.len() / 60) {
            let error = decode(&file[..length]).expect_err("a part is not the whole");
            let cut = ArtworkError::Truncated { format };
            // So early that even the format is not told.
            assert!(error == cut || length < 12, "{format:?} cut to {length}: {error:?}");
        }
        let error = ArtworkError::Truncated { format }.to_string();
        assert!(error.ends_with("file ends too early; copy or download it again"), "{error}");
    }
}

#[test]
fn a_changed_png_is_damaged() {
    let mut file = png_file(&corners(96, 64, true), 96, 64);
    let middle = file.len() / 2;
    file[middle] ^= 0x55;
    let error = decode(&file).unwrap_err();
    assert!(matches!(error, ArtworkError::Damaged { format: ImageFormat::Png, .. }), "{error:?}");
    assert!(error.to_string().contains("open it in a picture program and save it again"));
}

#[test]
fn a_jpeg_with_an_impossible_code_table_is_damaged() {
    let mut file = jpeg_file(&corners(96, 64, false), 96, 64, None);
    // More short codes than there can be.
    let at = file.windows(2).position(|pair| pair == [0xff, 0xc4]).unwrap() + 5;
    file[at..at + 4].fill(9);
    let error = decode(&file).unwrap_err();
    assert!(matches!(error, ArtworkError::Damaged { format: ImageFormat::Jpeg, .. }), "{error:?}");
}

#[test]
fn any_changed_byte_gives_pixels_or_an_error_but_no_panic() {
    let mut seed = 9_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for (format, file) in one_of_each() {
        let mut refused = 0;
        for _ in 0..400 {
            let mut changed = file.clone();
            for _ in 0..=next(3) {
                let at = next(changed.len());
                changed[at] = next(256) as u8;
            }
            refused += usize::from(decode(&changed).is_err());
        }
        assert!(refused > 20, "{format:?}: {refused} of 400 refused");
    }
}

/// A PNG header (with its right checksum) and nothing else.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let file = png_file(&[0; 4], 1, 1);
    let mut header = file[..33].to_vec();
    header[16..20].copy_from_slice(&width.to_be_bytes());
    header[20..24].copy_from_slice(&height.to_be_bytes());
    let mut checksum = 0xffff_ffff_u32;
    for byte in &header[12..29] {
        checksum ^= u32::from(*byte);
        for _ in 0..8 {
            checksum = if checksum & 1 == 1 { checksum >> 1 ^ 0xedb8_8320 } else { checksum >> 1 };
        }
    }
    header[29..33].copy_from_slice(&(!checksum).to_be_bytes());
    [&header[..], &file[33..]].concat()
}

#[test]
fn a_picture_that_is_too_large_is_refused_before_it_is_decoded() {
    let mut jpeg = jpeg_file(&corners(8, 8, false), 8, 8, None);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    let mut webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\x3f\xff\xff\x3f".to_vec();
    webp[4] = (webp.len() - 8) as u8;
    for (file, width, height) in [
        (png_header(20_000, 4), 20_000, 4),
        (png_header(12_000, 12_000), 12_000, 12_000),
        (png_header(0x7fff_ffff, 0x7fff_ffff), 0x7fff_ffff, 0x7fff_ffff),
        (jpeg, 65_535, 65_535),
    ] {
        assert_eq!(inspect(&file), Err(ArtworkError::TooManyPixels { width, height }));
        assert!(decode(&file).is_err() && proxy(&file, 100).is_err());
    }
    assert!(inspect(&webp).is_err());
    assert!(inspect(&png_header(16_384, 6_000)).is_ok());
    let words = ArtworkError::TooManyPixels { width: 20_000, height: 4 }.to_string();
    assert!(
        words.contains("20000 x 4 pixels; at most 16384 a side and 100 million in all"),
        "{words}"
    );
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let mut file = png_file(&[0; 4], 1, 1);
    file.resize(MAX_FILE + 1, 0);
    let error = inspect(&file).unwrap_err();
    assert_eq!(error, ArtworkError::FileTooLarge { bytes: MAX_FILE + 1 });
    assert!(error.to_string().contains("61 MB; at most 60 MB can be used"), "{error}");
}

#[test]
fn rare_kinds_of_jpeg_say_what_cannot_be_read() {
    let file = jpeg_file(&corners(8, 8, false), 8, 8, None);
    let frame = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let mut arithmetic = file.clone();
    arithmetic[frame + 1] = 0xc9;
    let mut deep = file;
    deep[frame + 4] = 12;
    for (file, words) in [(arithmetic, "lossless or arithmetic coding"), (deep, "more than 8 bits")]
    {
        let error = inspect(&file).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_proxy_is_small_upright_and_says_nothing_of_its_maker() {
    let file = jpeg_file(&corners(200, 100, false), 200, 100, Some(6));
    let small = proxy(&file, 50).unwrap();
    assert_eq!(small.format, ImageFormat::Jpeg);
    assert_eq!(small.original, PixelSize { width: 100, height: 200 });
    assert_eq!(small.pixels, PixelSize { width: 25, height: 50 });
    let header = inspect(&small.bytes).unwrap();
    assert_eq!((header.pixels(), header.orientation), (small.pixels, Orientation::Upright));
    let tiff = exif(6);
    assert!(file.windows(8).any(|window| window == &tiff[..8]));
    assert!(!small.bytes.windows(8).any(|window| window == &tiff[..8]));
    // Stored top left is red; turned clockwise it is at the top right.
    let pixels = decode(&small.bytes).unwrap();
    let top_right = &pixels.rgba[(3 * 25 + 21) * 4..][..3];
    assert!(top_right[0] > 180 && top_right[1] < 90, "{top_right:?}");
}

#[test]
fn a_proxy_keeps_transparency_and_never_grows() {
    let rgba = corners(90, 60, true);
    for file in [png_file(&rgba, 90, 60), webp_file(&rgba, 90, 60)] {
        let small = proxy(&file, 500).unwrap();
        assert_eq!(small.format, ImageFormat::Png);
        let (size, pixels) = read_png(&small.bytes);
        assert_eq!((size.width, size.height), (90, 60));
        let visible = |p: &[u8]| if p[3] == 0 { [0; 4] } else { [p[0], p[1], p[2], p[3]] };
        let same = pixels.chunks_exact(4).map(visible).eq(rgba.chunks_exact(4).map(visible));
        assert!(same);
    }
}

#[test]
fn shrinking_keeps_flat_colours_and_the_mean() {
    let mut rgba = Vec::new();
    for at in 0..300 * 200_u32 {
        let on = (at / 300 + at % 300) % 2 == 0;
        rgba.extend_from_slice(&if on { [200, 100, 50, 255] } else { [100, 50, 0, 255] });
    }
    let small = proxy(&png_file(&rgba, 300, 200), 60).unwrap();
    let (_, pixels) = read_png(&small.bytes);
    for pixel in pixels.chunks_exact(4) {
        for (channel, mean) in pixel.iter().zip([150_u8, 75, 25, 255]) {
            assert!(channel.abs_diff(mean) <= 2, "{pixel:?}");
        }
    }
}
