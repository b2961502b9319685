//! Prints that are larger or smaller on the product than in its maps, about the middle of the upper edge.

use mockup::{Ground, Picture, PreparedView};

use crate::shop::{self, Print};

/// The box around what a print changes on the front of the tee, in pixels of 600: left, top, right, bottom.
fn printed_box(scale: f64) -> [f64; 4] {
    let tee = shop::product("tee");
    let parts = shop::colour(&tee, "white").parts;
    let maps = shop::maps_of(&shop::map_bytes(&tee, "front")).unwrap();
    let view = PreparedView::at_scale(&maps, 600, scale).unwrap();
    let black = Print::new(30, 40, |_, _| [0, 0, 0, 255]);
    let bare = view.compose(&parts, None, Ground::Studio);
    let made = view.compose(&parts, Some(&black.raster()), Ground::Studio);
    let differs = |at: usize| bare.rgba[at * 4].abs_diff(made.rgba[at * 4]) > 90;
    let Picture { width, height, .. } = bare;
    let places = (0..(width * height) as usize).filter(|&at| differs(at));
    places.fold([f64::MAX, f64::MAX, 0.0, 0.0], |[left, top, right, bottom], at| {
        let (x, y) = ((at % 600) as f64, (at / 600) as f64);
        [left.min(x), top.min(y), right.max(x + 1.0), bottom.max(y + 1.0)]
    })
}

#[test]
fn a_print_grows_about_the_middle_of_its_upper_edge() {
    let [left, top, right, bottom] = printed_box(1.0);
    for scale in [0.8, 1.14] {
        let [scaled_left, scaled_top, scaled_right, scaled_bottom] = printed_box(scale);
        let (width, height) = ((right - left) * scale, (bottom - top) * scale);
        let (found_width, found_height) = (scaled_right - scaled_left, scaled_bottom - scaled_top);
        // Cloth is not flat: a few hundredths of the area bend away at the edges.
        assert!((found_width / width - 1.0).abs() < 0.03, "{scale}: {found_width}, {width}");
        assert!((found_height / height - 1.0).abs() < 0.04, "{scale}: {found_height}, {height}");
        let (middle, found) = ((left + right) / 2.0, (scaled_left + scaled_right) / 2.0);
        assert!((found - middle).abs() < 4.0, "{scale}: {found}, {middle}");
        assert!((scaled_top - top).abs() < 4.0, "{scale}: {scaled_top}, {top}");
    }
}

#[test]
fn a_plain_scale_changes_no_byte() {
    let mug = shop::product("mug");
    let maps = shop::maps_of(&shop::map_bytes(&mug, "left")).unwrap();
    let print = shop::test_print(&mug);
    let made = |view: PreparedView| {
        view.compose(&mug.colours[0].parts, Some(&print.raster()), Ground::Transparent)
    };
    let plain = made(PreparedView::new(&maps, 200).unwrap());
    assert_eq!(made(PreparedView::at_scale(&maps, 200, 1.0).unwrap()), plain);
    assert_ne!(made(PreparedView::at_scale(&maps, 200, 0.9).unwrap()), plain);
}

#[test]
fn a_senseless_scale_is_kept_within_limits() {
    let mug = shop::product("mug");
    let maps = shop::maps_of(&shop::map_bytes(&mug, "left")).unwrap();
    for scale in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300, 100.0] {
        assert!(PreparedView::at_scale(&maps, 100, scale).is_ok(), "{scale}");
    }
}
