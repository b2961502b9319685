//! The planes that a graphics processor gets say what the view says.

use catalog::StageSpot;
use mockup::{NODES, NOWHERE, Planes};

use crate::shop::{bytes_of, catalog, colour, prepared, product, test_print};

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .chunks_exact(4)
        .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect()
}

#[test]
fn planes_are_as_large_as_they_say() {
    for (id, view) in [("tee", "front"), ("mug", "left")] {
        let view = prepared(&product(id), view, 500);
        let Planes { width, height, light, parts, window, places, steps, .. } =
            view.planes().unwrap();
        let pixels = (width * height) as usize;
        let [left, top, columns, rows] = window;
        assert!(left + columns <= width && top + rows <= height);
        let inside = (columns * rows) as usize;
        let sizes = [light.len(), parts.len(), places.len(), steps.len()];
        assert_eq!(sizes, [pixels * 8, pixels * 4, inside * 8, inside * 16]);
    }
}

#[test]
fn places_are_where_a_print_shows() {
    let tee = product("tee");
    let view = prepared(&tee, "front", 300);
    let parts = colour(&tee, "white").parts;
    let (print, ground) = (test_print(&tee), mockup::Ground::Studio);
    let bare = view.compose(&parts, None, ground);
    let printed = view.compose(&parts, Some(&print.raster()), ground);
    let planes = view.planes().unwrap();
    let places = floats(&planes.places);
    let [left, top, columns, _] = planes.window;
    for (at, (a, b)) in bare.rgba.chunks_exact(4).zip(printed.rgba.chunks_exact(4)).enumerate() {
        let (x, y) = (at as u32 % planes.width, at as u32 / planes.width);
        let inside = x.checked_sub(left).zip(y.checked_sub(top));
        let place = inside
            .filter(|(x, _)| *x < columns)
            .and_then(|(x, y)| places.get(((y * columns + x) * 2) as usize).copied());
        assert!(a == b || place.is_some_and(|u| u != NOWHERE), "printed at {x}, {y}");
    }
}

#[test]
fn art_lies_within_a_pixel_and_a_half_of_where_the_stage_has_it() {
    for product in catalog().products() {
        for side in &product.sides {
            let StageSpot::OnView { view, left, top, width } = &side.stage else { continue };
            let picture = &product.view(view).unwrap().picture;
            let files = mockup::PictureFiles::of(picture).unwrap();
            // A product whose maps have not been rendered yet has no stage to speak of.
            if bytes_of(&files).is_none() {
                continue;
            }
            let prepared = prepared(product, view.as_str(), 1000);
            let proportion = side.print_area.height.mm() / side.print_area.width.mm();
            let sway = prepared.sway(prepared.trim(*left, *top, *width, proportion));
            assert_eq!(sway.nodes.len(), NODES * NODES);
            let (bent, left_over) = (sway.greatest, sway.left_over);
            assert!(left_over < 1.5, "{}, {view}: {left_over} of {bent} px", product.id);
        }
    }
}

#[test]
fn a_straightened_view_has_art_where_a_plain_box_would() {
    let view = prepared(catalog().product(&"tee".parse().unwrap()).unwrap(), "front", 500);
    let trim = view.trim(0.3, 0.25, 0.4, 4.0 / 3.0);
    let sway = view.sway(trim);
    let straight = view.straightened(&trim, &sway).unwrap();
    let left = straight.sway(trim);
    assert!(sway.greatest > 20.0, "the box lies elsewhere on purpose: {}", sway.greatest);
    let near = left.nodes.iter().flatten().filter(|by| by.abs() < 1.0).count();
    assert!(near as f64 > 0.98 * (2 * NODES * NODES) as f64, "{near} of {}", 2 * NODES * NODES);
    assert_eq!((straight.width(), straight.height()), (view.width(), view.height()));
}

#[test]
fn a_view_without_a_bend_is_the_same_straightened() {
    let catalogue = catalog();
    let product = catalogue.product(&"tee".parse().unwrap()).unwrap();
    let view = prepared(product, "front", 320);
    let trim = view.trim(0.3, 0.25, 0.4, 4.0 / 3.0);
    let mut sway = view.sway(trim);
    sway.nodes.fill([0.0; 2]);
    let straight = view.straightened(&trim, &sway).unwrap();
    let art = [200, 30, 30, 255].repeat(30 * 40);
    let print = mockup::Raster::new(30, 40, &art).unwrap();
    let parts = &product.colours[0].parts;
    let drawn = |view: &mockup::PreparedView| {
        view.compose(parts, Some(&print), mockup::Ground::Transparent)
    };
    assert!(drawn(&view) == drawn(&straight));
}

/// Where the outline would bend the stage leaves the picture as it is: art may lie so far from the pointer, in parts of the picture.
const UNBENT: f32 = 0.012;

#[test]
fn what_is_printed_to_its_edge_keeps_its_outline_and_lies_nearly_plain() {
    let mut unbent = Vec::new();
    for product in catalog().products() {
        for side in &product.sides {
            let StageSpot::OnView { view, left, top, width } = &side.stage else { continue };
            let picture = &product.view(view).unwrap().picture;
            if bytes_of(&mockup::PictureFiles::of(picture).unwrap()).is_none() {
                continue;
            }
            let prepared = prepared(product, view.as_str(), 500);
            if !prepared.print_ends_with_product() {
                continue;
            }
            let proportion = side.print_area.height.mm() / side.print_area.width.mm();
            let trim = prepared.trim(*left, *top, *width, proportion);
            let sway = prepared.sway(trim);
            // The outermost nodes are edges that turn away: nobody aims there.
            let inner =
                (3..NODES - 3).flat_map(|row| (3..NODES - 3).map(move |column| (row, column)));
            let far = inner.map(|(row, column)| sway.nodes[row * NODES + column]);
            let worst = far.map(|[x, y]| x.abs().max(y.abs())).fold(0.0, f32::max) / 500.0;
            unbent.push(product.id.to_string());
            assert!(worst < UNBENT, "{} lies {worst} beside", product.id);
        }
    }
    unbent.sort();
    assert_eq!(unbent, ["notebook", "phone-bar", "phone-large", "phone-small", "poster"]);
}
