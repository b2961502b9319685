//! Golden pictures of rasters, one point each, and the rules of drawing in bands.

mod fixture;

use design::ShapeKind;
use fixture::{
    CREAM, NAVY, Originals, RED, busy, check_golden, corners, fill, frame, jpeg_file, layer,
    picture, png_file, read_png, side, stroke,
};
use geom::{Dpi, Mm};
use prepress::{Extent, Flow, Ground, PngRequest, png, raster, unpremultiply};
use scene::Scene;

#[test]
fn shapes_and_turned_layers_land_where_the_scene_says() {
    let mut scene = side(60.0, 40.0, 0.0);
    let star = frame(18.0, 20.0, 24.0, 24.0, 20.0);
    let star_kind = ShapeKind::Star { points: 5, inner: 0.45 };
    let heart = frame(44.0, 14.0, 16.0, 14.0, -30.0);
    let line = frame(44.0, 32.0, 20.0, 4.0, 10.0);
    scene.layers = vec![
        layer(1, star, 1.0, vec![fill(star_kind, &star, RED), stroke(star_kind, &star, NAVY, 1.0)]),
        layer(2, heart, 1.0, vec![fill(ShapeKind::Heart, &heart, RED)]),
        layer(3, line, 1.0, vec![stroke(ShapeKind::Line, &line, NAVY, 1.5)]),
    ];
    check_golden("turned_shapes", &scene, &Originals::new(), 240);
}

#[test]
fn opacity_holds_for_fill_and_stroke_together() {
    let mut scene = side(40.0, 30.0, 0.0);
    let back = frame(20.0, 15.0, 34.0, 8.0, 0.0);
    let disc = frame(20.0, 15.0, 22.0, 22.0, 0.0);
    scene.layers = vec![
        layer(1, back, 1.0, vec![fill(ShapeKind::Rectangle, &back, NAVY)]),
        layer(
            2,
            disc,
            0.5,
            vec![
                fill(ShapeKind::Ellipse, &disc, RED),
                stroke(ShapeKind::Ellipse, &disc, CREAM, 4.0),
            ],
        ),
    ];
    check_golden("group_opacity", &scene, &Originals::new(), 160);
}

#[test]
fn pictures_are_stretched_turned_and_faded() {
    let mut originals = Originals::new();
    let mut scene = side(60.0, 40.0, 0.0);
    let first = frame(16.0, 20.0, 24.0, 16.0, 0.0);
    let second = frame(44.0, 20.0, 20.0, 26.0, 35.0);
    let opaque = png_file(&corners(90, 60, false), 90, 60);
    let holed = png_file(&corners(300, 390, true), 300, 390);
    scene.layers = vec![
        layer(1, first, 1.0, vec![picture(&mut originals, &opaque, &first)]),
        layer(2, second, 0.7, vec![picture(&mut originals, &holed, &second)]),
    ];
    check_golden("pictures", &scene, &originals, 240);
}

#[test]
fn all_eight_exif_orientations_are_upright() {
    let upright = corners(60, 40, false);
    let mut expected = None;
    for value in 1..=8_u8 {
        // Store the upright picture the way a camera with this orientation would.
        let orientation = prepress::artwork::Orientation::of_value(u16::from(value));
        let (width, height) = if orientation.swaps_axes() { (40, 60) } else { (60, 40) };
        let mut stored = vec![0; upright.len()];
        for y in 0..height {
            for x in 0..width {
                let at = geom::Point::new(
                    (f64::from(x) + 0.5) / f64::from(width),
                    (f64::from(y) + 0.5) / f64::from(height),
                );
                let seen = orientation.unit_transform() * at;
                let from = ((seen.y * 40.0) as usize * 60 + (seen.x * 60.0) as usize) * 4;
                let to = (y * width + x) as usize * 4;
                stored[to..to + 4].copy_from_slice(&upright[from..from + 4]);
            }
        }
        let file = jpeg_file(&stored, width, height, Some(value));
        let mut originals = Originals::new();
        let mut scene = side(30.0, 20.0, 0.0);
        let place = frame(15.0, 10.0, 30.0, 20.0, 0.0);
        scene.layers = vec![layer(1, place, 1.0, vec![picture(&mut originals, &file, &place)])];
        let drawn = raster(&scene, &originals, 60, Ground::Transparent).unwrap();
        let decoded = prepress::artwork::decode(&file).unwrap();
        assert_eq!((decoded.width, decoded.height), (60, 40));
        // JPEG blocks fall differently, so compare the corners' middles.
        for (x, y) in [(10, 6), (50, 6), (50, 33), (10, 33)] {
            let at = (y * 60 + x) * 4;
            for (source, picture) in [("raster", &drawn.pixels), ("decode", &decoded.rgba)] {
                let distance: i32 = (0..3)
                    .map(|c| i32::from(picture[at + c].abs_diff(upright[at + c])))
                    .max()
                    .unwrap();
                assert!(distance < 16, "{source}: orientation {value} at {x}, {y}: {distance}");
            }
        }
        let first = expected.get_or_insert_with(|| drawn.pixels.clone());
        let mean: f64 = drawn
            .pixels
            .iter()
            .zip(first.iter())
            .map(|(a, b)| f64::from(a.abs_diff(*b)))
            .sum::<f64>()
            / first.len() as f64;
        assert!(mean < 1.5, "orientation {value}: {mean}");
    }
}

fn png_bytes(scene: &Scene, originals: &Originals, request: &PngRequest) -> Vec<u8> {
    let mut file = Vec::new();
    png(scene, originals, request, |piece| file.extend_from_slice(piece), &mut |_| Flow::Continue)
        .unwrap();
    file
}

#[test]
fn a_png_made_in_bands_has_the_pixels_of_the_raster() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    // At 254 dpi a millimetre is ten pixels, for both.
    let request = PngRequest { dpi: Dpi::new(254.0), ..PngRequest::default() };
    let (size, pixels) = read_png(&png_bytes(&scene, &originals, &request));
    assert_eq!((size.width, size.height), (500, 800));
    let mut drawn = raster(&scene, &originals, 500, Ground::Transparent).unwrap();
    unpremultiply(&mut drawn.pixels);
    assert!(drawn.pixels == pixels);
}

#[test]
fn a_png_says_its_resolution_and_colour_space() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let file = png_bytes(&scene, &originals, &PngRequest::default());
    let reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (591, 945));
    let dims = reader.info().pixel_dims.unwrap();
    assert_eq!((dims.xppu, dims.yppu, dims.unit), (11811, 11811, png::Unit::Meter));
    let profile = reader.info().icc_profile.as_ref().unwrap();
    assert_eq!(&profile[36..40], b"acsp");
    assert_eq!(reader.info().color_type, png::ColorType::Rgba);
}

#[test]
fn bleed_is_added_on_every_edge() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let request = PngRequest { extent: Extent::Bleed, ..PngRequest::default() };
    let (size, _) = read_png(&png_bytes(&scene, &originals, &request));
    assert_eq!((size.width, size.height), (638, 992));
}

#[test]
fn cancelling_ends_a_png_at_the_next_band() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let mut seen = Vec::new();
    let result = png(&scene, &originals, &PngRequest::default(), |_| {}, &mut |done| {
        seen.push(done);
        if done >= 0.5 { Flow::Cancel } else { Flow::Continue }
    });
    assert_eq!(result, Err(prepress::PressError::Cancelled));
    assert_eq!(seen, [0.0, 0.125, 0.25, 0.375, 0.5]);
}

#[test]
fn a_solid_ground_leaves_nothing_transparent() {
    let scene = side(Mm::new(20.0).mm(), 10.0, 0.0);
    let drawn = raster(&scene, &Originals::new(), 40, Ground::Solid(CREAM)).unwrap();
    assert!(drawn.pixels.chunks_exact(4).all(|pixel| pixel == [250, 243, 221, 255]));
}
