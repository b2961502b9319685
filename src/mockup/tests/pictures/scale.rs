//! Prints that are larger or smaller on the product than in its maps, about the middle of the upper edge.

use mockup::{Ground, Picture, PreparedView};

use crate::shop::{self, Print};

/// The middle of a black dot at a place of a print on the front of the tee, in pixels of 600.
fn dot(scale: f64, at: [f64; 2]) -> [f64; 2] {
    let tee = shop::product("tee");
    let parts = shop::colour(&tee, "white").parts;
    let maps = shop::maps_of(&shop::map_bytes(&tee, "front")).unwrap();
    let view = PreparedView::at_scale(&maps, 600, scale).unwrap();
    let print = Print::new(300, 400, |u, v| {
        let (x, y) = ((u - at[0]) * 3.0 * scale, (v - at[1]) * 4.0 * scale);
        if x * x + y * y < 0.01 { [0, 0, 0, 255] } else { [0; 4] }
    });
    let bare = view.compose(&parts, None, Ground::Studio);
    let made = view.compose(&parts, Some(&print.raster()), Ground::Studio);
    let differs = |at: &usize| bare.rgba[at * 4].abs_diff(made.rgba[at * 4]) > 90;
    let Picture { width, height, .. } = bare;
    let places: Vec<usize> = (0..(width * height) as usize).filter(differs).collect();
    assert!(places.len() > 40, "the dot is there");
    let mean = |place: fn(usize) -> usize| {
        places.iter().map(|&at| place(at) as f64 + 0.5).sum::<f64>() / places.len() as f64
    };
    [mean(|at| at % 600), mean(|at| at / 600)]
}

#[test]
fn a_print_grows_about_the_middle_of_its_upper_edge() {
    for (scale, [u, v]) in
        [(0.8, [0.25, 0.5]), (0.8, [0.9, 0.9]), (1.14, [0.75, 0.6]), (1.14, [0.1, 0.3])]
    {
        let [x, y] = dot(scale, [u, v]);
        let [there_x, there_y] = dot(1.0, [(u - 0.5) * scale + 0.5, v * scale]);
        assert!(
            (x - there_x).abs() < 1.0 && (y - there_y).abs() < 1.0,
            "{scale}, {u}, {v}: {x}, {y}"
        );
    }
}

#[test]
fn a_larger_print_goes_on_beyond_the_print_area() {
    let ([x, y], [edge_x, edge_y]) = (dot(1.14, [0.95, 0.95]), dot(1.0, [0.95, 0.95]));
    // As far as the cloth inside lets expect.
    let [inner_x, inner_y] = dot(1.0, [0.5 + 0.45 / 1.14, 0.95 / 1.14]);
    let (further_x, further_y) =
        ((x - edge_x) / (edge_x - inner_x), (y - edge_y) / (edge_y - inner_y));
    assert!((0.7..1.6).contains(&further_x), "{further_x}");
    assert!((0.9..1.4).contains(&further_y), "{further_y}");
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
