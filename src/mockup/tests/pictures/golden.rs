//! Golden pictures: products in the shapes and colours that are hardest to get right, each looked at before it was
//! accepted. After a wanted change, `ACCEPT_PICTURES=1 cargo test -p mockup golden` writes new ones: look at them.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::shop;
use mockup::{Ground, Picture};

/// Width of a golden picture.
const WIDTH: u32 = 200;
/// A channel may be off by this much in a few pixels...
const MOST_OFF: u8 = 8;
/// ... and by this much on average.
const MOST_OFF_ON_AVERAGE: f64 = 0.2;

#[test]
fn a_white_tee_is_white_with_folds_and_a_print() {
    check("tee-front-white", "tee", "front", "white", Ground::Studio);
}

#[test]
fn a_black_tee_shows_its_folds() {
    check("tee-front-black", "tee", "front", "black", Ground::Studio);
}

#[test]
fn a_mustard_tee_is_printed_on_the_back() {
    check("tee-back-mustard", "tee", "back", "mustard", Ground::Transparent);
}

#[test]
fn the_left_of_a_mug_shows_the_start_of_the_wrap_and_a_coloured_handle() {
    check("mug-left-navy", "mug", "left", "navy", Ground::Transparent);
}

#[test]
fn the_front_of_a_mug_shows_the_middle_of_the_wrap() {
    check("mug-front-red", "mug", "front", "red", Ground::Studio);
}

#[test]
fn the_right_of_a_mug_shows_the_end_of_the_wrap() {
    check("mug-right-white", "mug", "right", "white", Ground::Studio);
}

#[track_caller]
fn check(name: &str, product: &str, view: &str, colour: &str, ground: Ground) {
    let product = shop::product(product);
    let print = shop::test_print(&product);
    let parts = shop::colour(&product, colour).parts;
    let made = shop::prepared(&product, view, WIDTH).compose(&parts, Some(&print.raster()), ground);
    let path = PathBuf::from(format!("tests/pictures/golden/{name}.png"));
    if std::env::var_os("ACCEPT_PICTURES").is_some() {
        write(&path, &made);
    }
    let expected = read(&path);
    if let Some(difference) = difference(&made, &expected) {
        let panels = std::env::temp_dir().join(format!("mockup-{name}.png"));
        write(&panels, &three_panels(&expected, &made));
        panic!("{name}: {difference}; expected, made and difference: {}", panels.display());
    }
}

fn difference(made: &Picture, expected: &Picture) -> Option<String> {
    if (made.width, made.height) != (expected.width, expected.height) {
        return Some(format!("is {} x {} px", made.width, made.height));
    }
    let off = made.rgba.iter().zip(&expected.rgba).map(|(made, expected)| made.abs_diff(*expected));
    let (most, sum) =
        off.fold((0, 0_u64), |(most, sum), off| (off.max(most), sum + u64::from(off)));
    let average = sum as f64 / made.rgba.len() as f64;
    (most > MOST_OFF || average > MOST_OFF_ON_AVERAGE)
        .then(|| format!("differs by up to {most} levels, {average:.2} on average"))
}

/// Expected, made, and their difference eight times enlarged, side by side on white.
fn three_panels(expected: &Picture, made: &Picture) -> Picture {
    let (width, height) = (expected.width.max(made.width), expected.height.max(made.height));
    let on_white = |picture: &Picture, x: u32, y: u32| {
        if x >= picture.width || y >= picture.height {
            return [255; 3];
        }
        let at = (y * picture.width + x) as usize * 4;
        let alpha = u32::from(picture.rgba[at + 3]);
        let mix = |level: u8| ((u32::from(level) * alpha + 255 * (255 - alpha)) / 255) as u8;
        [mix(picture.rgba[at]), mix(picture.rgba[at + 1]), mix(picture.rgba[at + 2])]
    };
    let mut rgba = Vec::new();
    for y in 0..height {
        for x in 0..width * 3 {
            let (panel, x) = (x / width, x % width);
            let [left, right] = [on_white(expected, x, y), on_white(made, x, y)];
            let pixel = match panel {
                0 => left,
                1 => right,
                _ => std::array::from_fn(|channel| {
                    left[channel].abs_diff(right[channel]).saturating_mul(8)
                }),
            };
            rgba.extend([pixel[0], pixel[1], pixel[2], 255]);
        }
    }
    Picture { width: width * 3, height, rgba }
}

fn read(path: &PathBuf) -> Picture {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = png::Decoder::new(BufReader::new(file)).read_info().unwrap();
    let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgba).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgba);
    Picture { width: info.width, height: info.height, rgba }
}

fn write(path: &Path, picture: &Picture) {
    let mut encoder = png::Encoder::new(File::create(path).unwrap(), picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&picture.rgba).unwrap();
}
