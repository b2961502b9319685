//! Print files of pixels from the command line: the same bytes by any number of hands, grounds, white ink, refusals.

mod desk;

use std::io::Cursor;
use std::path::Path;
use std::process::Output;

use desk::{sample, scratch, text};

/// A sample with shapes, texts and pictures of its own.
const SAMPLE: &str = "shadows.atelier";

fn atelier(arguments: &[&str]) -> Output {
    desk::atelier(&[&["render", &sample(SAMPLE), "--force"], arguments].concat())
}

/// What a run writes into a file of this name.
fn made(test: &str, option: &str, name: &str, more: &[&str]) -> Vec<u8> {
    let path = text(&scratch(test, name));
    let output = atelier(&[&[option, &path], more].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!Path::new(&format!("{path}.part")).exists());
    std::fs::read(&path).unwrap()
}

/// The pixels of a PNG file, and how many bytes each has.
fn read_png(file: &[u8]) -> (usize, Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    (reader.info().bytes_per_pixel(), pixels)
}

#[test]
fn any_number_of_hands_writes_the_same_bytes() {
    for (option, name) in [("--png", "a.png"), ("--tiff", "a.tif"), ("--white", "w.png")] {
        let by = |hands: &str| made("hands", option, name, &["--hands", hands, "--dpi", "120"]);
        let one = by("1");
        assert!(by("2") == one && by("5") == one, "{option}");
    }
}

#[test]
fn a_tiff_on_standard_output_is_the_file() {
    let file = made("stdout", "--tiff", "a.tif", &["--dpi", "60", "--white-channel"]);
    let output = atelier(&["--tiff", "-", "--dpi", "60", "--white-channel"]);
    assert!(output.status.success());
    assert!(output.stdout == file);
}

#[test]
fn png_and_tiff_hold_the_same_pixels() {
    let (depth, from_png) = read_png(&made("same", "--png", "a.png", &["--dpi", "80"]));
    assert_eq!(depth, 4);
    let file = made("same", "--tiff", "a.tif", &["--dpi", "80"]);
    let mut decoder = tiff::decoder::Decoder::new(Cursor::new(&file)).unwrap();
    let tiff::decoder::DecodingResult::U8(from_tiff) = decoder.read_image().unwrap() else {
        panic!("8 bits")
    };
    assert!(from_png == from_tiff);
}

#[test]
fn white_is_alpha_and_a_choke_draws_it_in() {
    let (_, art) = read_png(&made("white", "--png", "a.png", &["--dpi", "80"]));
    let alpha: Vec<u8> = art.chunks_exact(4).map(|pixel| pixel[3]).collect();
    let (depth, white) = read_png(&made("white", "--white", "w.png", &["--dpi", "80"]));
    assert_eq!(depth, 1);
    assert!(white == alpha);
    let choked = made("white", "--white", "c.png", &["--dpi", "80", "--choke", "0.6"]);
    let (_, choked) = read_png(&choked);
    assert!(choked.iter().zip(&white).all(|(less, all)| less <= all));
    let sum = |grey: &[u8]| grey.iter().map(|value| u64::from(*value)).sum::<u64>();
    assert!(sum(&choked) < sum(&white) && sum(&choked) > 0);
}

#[test]
fn a_ground_lies_behind_the_art() {
    let on = |ground: &str| {
        read_png(&made("ground", "--png", "a.png", &["--dpi", "40", "--ground", ground])).1
    };
    let red = on("#ff0000");
    assert!(red.chunks_exact(4).all(|pixel| pixel[3] == 255));
    assert_eq!(red[..4], [255, 0, 0, 255]);
    let product = on("product");
    assert!(product.chunks_exact(4).all(|pixel| pixel[3] == 255));
    assert_ne!(product, red);
    assert!(on("transparent").chunks_exact(4).any(|pixel| pixel[3] == 0));
}

#[test]
fn what_cannot_be_made_is_said() {
    for (arguments, code, said) in [
        (vec!["--png", "-", "--ground", "blue"], 2, "#rrggbb"),
        (vec!["--png", "-", "--white-channel"], 2, "--tiff"),
        (vec!["--white", "-", "--dpi", "1000", "--choke", "4"], 2, "cannot be shrunk"),
        (vec!["--png", "-", "--hands", "0"], 2, "--hands"),
    ] {
        let output = atelier(&arguments);
        let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {wrong}");
        assert!(wrong.contains(said), "{arguments:?}: {wrong}");
        assert!(output.stdout.is_empty());
    }
}
