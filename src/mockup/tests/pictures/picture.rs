//! What a product picture promises: place, truth of colour, clean edges, transparency, and the same bytes again.

use crate::shop::{self, Print};
use mockup::{Ground, Picture};

fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let at = ((y * picture.width + x) * 4) as usize;
    [picture.rgba[at], picture.rgba[at + 1], picture.rgba[at + 2], picture.rgba[at + 3]]
}

/// The middle of the pixels in which two pictures clearly differ.
fn middle_of_difference(one: &Picture, other: &Picture) -> (f64, f64) {
    let (mut sum, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
    for y in 0..one.height {
        for x in 0..one.width {
            let (a, b) = (pixel(one, x, y), pixel(other, x, y));
            let off: u32 = a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum();
            if off > 60 {
                sum += 1.0;
                sum_x += f64::from(x);
                sum_y += f64::from(y);
            }
        }
    }
    assert!(sum > 0.0, "the pictures are alike");
    (sum_x / sum, sum_y / sum)
}

/// Where the uv map has the places of a corner of the print area, in pixels of a picture 1000 wide.
fn corner_in_map(bytes: &[Vec<u8>; 5], at_corner: impl Fn(f64, f64) -> bool) -> (f64, f64) {
    let decoded = |webp: &Vec<u8>| {
        let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(webp)).unwrap();
        let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut pixels).unwrap();
        let width = decoder.dimensions().0 as usize;
        (width, pixels.len() / (width * decoder.dimensions().1 as usize), pixels)
    };
    let ((width, step, uv), (_, mask_step, mask)) = (decoded(&bytes[4]), decoded(&bytes[3]));
    let twelve = |high: u8, low: u8| (f64::from(high) * 16.0 + f64::from(low)) / 4095.0;
    let (mut sum, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
    for (at, pixel) in uv.chunks_exact(step).enumerate() {
        let (u, v) = (twelve(pixel[0], pixel[2] >> 4), twelve(pixel[1], pixel[2] & 15));
        if mask[at * mask_step] > 127 && at_corner(u, v) {
            sum += 1.0;
            sum_x += (at % width) as f64 + 0.5;
            sum_y += (at / width) as f64 + 0.5;
        }
    }
    let scale = 1000.0 / width as f64;
    (sum_x / sum * scale, sum_y / sum * scale)
}

/// A black spot in a corner of the print area lies where the uv map says.
#[track_caller]
fn check_corner(product: &str, view: &str, right: bool, bottom: bool) {
    let product = shop::product(product);
    let parts = shop::colour(&product, "white").parts;
    let corner = |place: f64, far: bool| if far { place > 0.96 } else { place < 0.04 };
    let at_corner = |u, v| corner(u, right) && corner(v, bottom);
    let (x, y) = corner_in_map(&shop::map_bytes(&product, view), at_corner);
    let spot = Print::new(600, 800, |u, v| if at_corner(u, v) { [0, 0, 0, 255] } else { [0; 4] });
    let view = shop::prepared(&product, view, 1000);
    let blank = view.compose(&parts, None, Ground::Studio);
    let printed = view.compose(&parts, Some(&spot.raster()), Ground::Studio);
    let (found_x, found_y) = middle_of_difference(&blank, &printed);
    let off = ((found_x + 0.5 - x).abs()).max((found_y + 0.5 - y).abs());
    assert!(off < 1.0, "found at {found_x:.1}, {found_y:.1}, expected near {x:.1}, {y:.1}");
}

#[test]
fn a_corner_of_the_print_lies_at_the_corner_of_the_print_area() {
    check_corner("tee", "front", false, false);
    check_corner("tee", "front", true, false);
    check_corner("tee", "front", false, true);
    check_corner("tee", "front", true, true);
    check_corner("tee", "back", false, false);
    check_corner("tee", "back", true, true);
}

#[test]
fn a_print_in_the_products_own_colour_changes_nothing() {
    for (id, view) in [("tee", "front"), ("mug", "left"), ("mug", "right")] {
        let product = shop::product(id);
        let parts = shop::colour(&product, "white").parts;
        let body = parts.body;
        let print = Print::new(300, 300, |_, _| [body.r, body.g, body.b, 255]);
        let view = shop::prepared(&product, view, 300);
        let blank = view.compose(&parts, None, Ground::Studio);
        let printed = view.compose(&parts, Some(&print.raster()), Ground::Studio);
        let most = blank.rgba.iter().zip(&printed.rgba).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(most <= Some(1), "{id}: {most:?}");
    }
}

#[test]
fn an_empty_print_is_a_blank_product() {
    let product = shop::product("mug");
    let parts = shop::colour(&product, "sky").parts;
    let view = shop::prepared(&product, "left", 200);
    let empty = Print::new(64, 64, |_, _| [0; 4]);
    let blank = view.compose(&parts, None, Ground::Transparent);
    assert_eq!(view.compose(&parts, Some(&empty.raster()), Ground::Transparent), blank);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let product = shop::product("mug");
    let print = shop::test_print(&product);
    let parts = shop::colour(&product, "pink").parts;
    let bytes = shop::map_bytes(&product, "front");
    let once = || {
        let maps = shop::maps_of(&bytes).unwrap();
        mockup::compose(&maps, &parts, Some(&print.raster()), 240, Ground::Transparent).unwrap()
    };
    assert_eq!(once(), once());
}

#[test]
fn a_print_at_the_size_that_is_asked_for_looks_like_a_larger_one() {
    let product = shop::product("tee");
    let parts = shop::colour(&product, "white").parts;
    let view = shop::prepared(&product, "front", 400);
    let (width, height) = view.print_size(&product.sides[0].print_area);
    assert!((150..400).contains(&width), "{width}");
    assert!((f64::from(height) / f64::from(width) - 4.0 / 3.0).abs() < 0.01);
    let disc = |u: f64, v: f64| {
        let (x, y) = (u - 0.5, (v - 0.5) * 4.0 / 3.0);
        if x * x + y * y < 0.1 { [200, 30, 60, 255] } else { [0; 4] }
    };
    let asked =
        view.compose(&parts, Some(&Print::new(width, height, disc).raster()), Ground::Studio);
    let large = view.compose(&parts, Some(&Print::new(2400, 3200, disc).raster()), Ground::Studio);
    let off: u64 = asked.rgba.iter().zip(&large.rgba).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let average = off as f64 / asked.rgba.len() as f64;
    assert!(average < 0.1, "{average}");
}

#[test]
fn an_enlarged_view_has_edges_two_pixels_wide() {
    let product = shop::product("mug");
    let parts = shop::colour(&product, "white").parts;
    // The maps of this view are 600 px wide.
    let picture =
        shop::prepared(&product, "front", 1000).compose(&parts, None, Ground::Transparent);
    // Across the mug's upper left edge, where no shadow lies.
    let partial = (0..500).filter(|&x| (1..255).contains(&pixel(&picture, x, 300)[3])).count();
    assert!((1..=2).contains(&partial), "{partial} pixels");
}

#[test]
fn a_transparent_picture_keeps_the_shadow_and_ends_in_nothing() {
    let product = shop::product("mug");
    let parts = shop::colour(&product, "white").parts;
    let picture = shop::prepared(&product, "front", 300).compose(&parts, None, Ground::Transparent);
    let below = pixel(&picture, 150, 250);
    assert!(below[3] > 10 && below[3] < 200, "{below:?}");
    assert_eq!(below[..3], [0; 3]);
    assert_eq!(pixel(&picture, 150, 150)[3], 255);
    for at in 0..300 {
        for [x, y] in [[at, 0], [at, 299], [0, at], [299, at]] {
            assert_eq!(pixel(&picture, x, y)[3], 0, "{x}, {y}");
        }
    }
}

#[test]
fn a_studio_picture_is_opaque() {
    let product = shop::product("tee");
    let parts = shop::colour(&product, "lilac").parts;
    let picture = shop::prepared(&product, "back", 120).compose(&parts, None, Ground::Studio);
    assert!(picture.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255));
}

#[test]
fn a_black_tee_has_light_and_dark_folds() {
    let product = shop::product("tee");
    let parts = shop::colour(&product, "black").parts;
    let picture = shop::prepared(&product, "front", 500).compose(&parts, None, Ground::Studio);
    // Along the lower body, where the folds run down.
    let levels: Vec<u8> = (170..330).map(|x| pixel(&picture, x, 410)[1]).collect();
    let (least, most) = (levels.iter().min().unwrap(), levels.iter().max().unwrap());
    assert!(most - least > 25, "{least} to {most}");
}

#[test]
fn any_size_can_be_asked_for_within_limits() {
    let product = shop::product("mug");
    let parts = shop::colour(&product, "white").parts;
    let maps = shop::maps_of(&shop::map_bytes(&product, "left")).unwrap();
    for width in [16, 17, 333, 601] {
        let picture = mockup::compose(&maps, &parts, None, width, Ground::Studio).unwrap();
        assert_eq!(picture.rgba.len(), (picture.width * picture.height * 4) as usize);
        assert_eq!(picture.width, width);
    }
}
