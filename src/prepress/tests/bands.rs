//! Print pixels as files: PNG and TIFF are read back by others' readers and hold what was drawn, whoever made the bands in
//! whatever order; white ink is what the art covers; large prints hold few pixels.

mod fixture;

use std::io::Cursor;

use design::ShapeKind;
use fixture::{
    NAVY, Originals, RED, busy, corners, fill, frame, layer, picture, png_file, read_png, side,
    stroke,
};
use geom::{Dpi, Mm, Rgb};
use prepress::{
    Channels, Extent, Flow, Ground, PIXEL_BUDGET, PngFile, PngRequest, PressError, TiffFile, White,
    png, raster, tiff, unpremultiply,
};
use proptest::prelude::*;
use scene::Scene;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;

/// At this resolution a millimetre is ten pixels.
const TEN: Dpi = Dpi::new(254.0);

fn request(dpi: Dpi) -> PngRequest {
    PngRequest { dpi, ..PngRequest::default() }
}

fn go_on() -> impl FnMut(f32) -> Flow {
    |_| Flow::Continue
}

fn png_bytes(file: PngFile, scene: &Scene, originals: &Originals) -> Vec<u8> {
    let mut bytes = Vec::new();
    let sink = |piece: &[u8]| bytes.extend_from_slice(piece);
    file.write(scene, originals, sink, &mut go_on()).unwrap();
    bytes
}

fn tiff_bytes(
    scene: &Scene,
    originals: &Originals,
    request: &PngRequest,
    channels: Channels,
) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    tiff(scene, originals, request, channels, &mut file, &mut go_on()).unwrap();
    file.into_inner()
}

/// What the side looks like, straight, at ten pixels a millimetre.
fn drawn(scene: &Scene, originals: &Originals) -> Vec<u8> {
    let mut drawn = raster(scene, originals, 500, Ground::Transparent).unwrap();
    unpremultiply(&mut drawn.pixels);
    drawn.pixels
}

fn alpha(pixels: &[u8]) -> Vec<u8> {
    pixels.chunks_exact(4).map(|pixel| pixel[3]).collect()
}

/// The samples of a TIFF file as another reader has them: that one knows no files of five channels, so strips are read by hand.
fn samples(file: &[u8]) -> (u32, Vec<u8>) {
    let mut decoder = Decoder::new(Cursor::new(file)).unwrap();
    let count = decoder.get_tag_u32(Tag::SamplesPerPixel).unwrap();
    let (width, _) = decoder.dimensions().unwrap();
    let places = decoder.get_tag_u32_vec(Tag::StripOffsets).unwrap();
    let lengths = decoder.get_tag_u32_vec(Tag::StripByteCounts).unwrap();
    let mut all = Vec::new();
    for (place, length) in places.into_iter().zip(lengths) {
        let strip = &file[place as usize..(place + length) as usize];
        let mut bytes = Vec::new();
        let mut reader = flate2::read::ZlibDecoder::new(strip);
        std::io::Read::read_to_end(&mut reader, &mut bytes).unwrap();
        for row in bytes.chunks_exact_mut((width * count) as usize) {
            for at in count as usize..row.len() {
                row[at] = row[at].wrapping_add(row[at - count as usize]);
            }
        }
        all.extend(bytes);
    }
    (count, all)
}

#[test]
fn bands_of_any_order_and_many_hands_make_the_same_file() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let whole = png_bytes(PngFile::of(&scene, &request(TEN)).unwrap(), &scene, &originals);
    let mut file = PngFile::of(&scene, &request(TEN)).unwrap();
    let mut hands: Vec<_> = (0..3).map(|_| file.bands(&scene, &originals).unwrap()).collect();
    let count = hands[0].count();
    let mut made: Vec<_> = (0..count)
        .rev()
        .map(|number| (number, hands[number * 7 % 3].make(number).unwrap()))
        .collect();
    made.sort_by_key(|(number, _)| *number);
    let mut bytes = file.head();
    for (_, band) in made {
        bytes.extend(file.add(band));
    }
    bytes.extend(file.end());
    assert!(bytes == whole);
}

#[test]
fn a_tiff_holds_the_pixels_of_the_raster() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let file = tiff_bytes(&scene, &originals, &request(TEN), Channels::Art);
    let mut decoder = Decoder::new(Cursor::new(&file)).unwrap();
    assert_eq!(decoder.dimensions().unwrap(), (500, 800));
    assert_eq!(decoder.colortype().unwrap(), tiff::ColorType::RGBA(8));
    let DecodingResult::U8(pixels) = decoder.read_image().unwrap() else { panic!("8 bits") };
    assert!(pixels == drawn(&scene, &originals));
}

#[test]
fn a_tiff_says_its_resolution_its_profile_and_what_alpha_is() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let file = tiff_bytes(&scene, &originals, &request(Dpi::new(300.0)), Channels::Art);
    let mut decoder = Decoder::new(Cursor::new(&file)).unwrap();
    for tag in [Tag::XResolution, Tag::YResolution] {
        assert_eq!(decoder.get_tag_u32_vec(tag).unwrap(), [300_000, 1000]);
    }
    assert_eq!(decoder.get_tag_u32(Tag::ResolutionUnit).unwrap(), 2);
    // Straight alpha.
    assert_eq!(decoder.get_tag_u32_vec(Tag::ExtraSamples).unwrap(), [2]);
    let profile = decoder.get_tag_u8_vec(Tag::IccProfile).unwrap();
    assert_eq!(profile.len() as u32, u32::from_be_bytes(profile[..4].try_into().unwrap()));
    assert_eq!(&profile[36..40], b"acsp");
}

#[test]
fn white_is_what_the_art_covers() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let art = drawn(&scene, &originals);
    let white = White::default();
    let channels = Channels::ArtAndWhite(white);
    let (count, samples) = samples(&tiff_bytes(&scene, &originals, &request(TEN), channels));
    assert_eq!(count, 5);
    let (colours, whites): (Vec<[u8; 4]>, Vec<u8>) =
        samples.chunks_exact(5).map(|s| ([s[0], s[1], s[2], s[3]], s[4])).unzip();
    assert!(colours.as_flattened() == art);
    assert!(whites == alpha(&art));
    let file = PngFile::of_white(&scene, &request(TEN), white).unwrap();
    let file = png_bytes(file, &scene, &originals);
    let mut reader = png::Decoder::new(Cursor::new(&file)).read_info().unwrap();
    assert_eq!(reader.info().color_type, png::ColorType::Grayscale);
    let mut grey = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut grey).unwrap();
    assert!(grey == alpha(&art));
}

#[test]
fn white_lies_under_the_art_on_the_products_colour_too() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let on_navy = PngRequest { ground: Ground::Solid(NAVY), ..request(TEN) };
    let channels = Channels::ArtAndWhite(White::default());
    let (_, samples) = samples(&tiff_bytes(&scene, &originals, &on_navy, channels));
    let whites: Vec<u8> = samples.chunks_exact(5).map(|s| s[4]).collect();
    assert!(whites == alpha(&drawn(&scene, &originals)));
    assert!(samples.chunks_exact(5).all(|s| s[3] == 255));
}

#[test]
fn a_choke_takes_its_width_off_every_edge_across_bands() {
    let mut scene = side(50.0, 80.0, 0.0);
    let block = frame(25.0, 40.0, 30.0, 60.0, 0.0);
    scene.layers = vec![layer(1, block, 1.0, vec![fill(ShapeKind::Rectangle, &block, RED)])];
    let nothing = Originals::new();
    let white = White { choke: Mm::new(0.5), spared: None };
    let file = PngFile::of_white(&scene, &request(TEN), white).unwrap();
    let (_, pixels) = read_png(&png_bytes(file, &scene, &nothing));
    for (at, pixel) in pixels.chunks_exact(2).enumerate() {
        let (x, y) = (at % 500, at / 500);
        let within = (105..395).contains(&x) && (105..695).contains(&y);
        assert_eq!(pixel[0], if within { 255 } else { 0 }, "{x}, {y}");
    }
}

#[test]
fn white_is_spared_where_the_art_has_the_products_colour() {
    let mut scene = side(20.0, 20.0, 0.0);
    let (left, right) = (frame(5.0, 10.0, 10.0, 20.0, 0.0), frame(15.0, 10.0, 10.0, 20.0, 0.0));
    scene.layers = vec![
        layer(1, left, 1.0, vec![fill(ShapeKind::Rectangle, &left, Rgb::WHITE)]),
        layer(2, right, 1.0, vec![fill(ShapeKind::Rectangle, &right, RED)]),
    ];
    let white = White { choke: Mm::ZERO, spared: Some(Rgb::WHITE) };
    let file = PngFile::of_white(&scene, &request(TEN), white).unwrap();
    let (_, pixels) = read_png(&png_bytes(file, &scene, &Originals::new()));
    for (at, pixel) in pixels.chunks_exact(2).enumerate() {
        assert_eq!(pixel[0], if at % 200 < 100 { 0 } else { 255 });
    }
}

#[test]
fn a_choke_beyond_the_limit_is_refused() {
    let mut originals = Originals::new();
    let scene = busy(&mut originals);
    let white = White { choke: Mm::new(13.0), spared: None };
    let file = PngFile::of_white(&scene, &request(TEN), white).unwrap();
    let refused = file.bands(&scene, &originals).err();
    assert!(matches!(refused, Some(PressError::Choke { .. })), "{refused:?}");
}

#[test]
fn a_size_beyond_the_limit_is_refused() {
    let scene = side(50.0, 80.0, 0.0);
    for dpi in [0.1, 20_000.0] {
        let request = request(Dpi::new(dpi));
        assert!(matches!(PngFile::of(&scene, &request), Err(PressError::Size { .. })));
        let refused = TiffFile::of(&scene, &request, Channels::Art);
        assert!(matches!(refused, Err(PressError::Size { .. })));
    }
}

#[test]
fn a0_at_300_dpi_holds_few_pixels() {
    // As large as A0, and as wide; art across several bands, one of its layers faded, a picture among them.
    let mut originals = Originals::new();
    let mut scene = side(841.0, 1189.0, 0.0);
    let disc = frame(420.0, 600.0, 60.0, 60.0, 0.0);
    let photo = frame(420.0, 640.0, 800.0, 40.0, 5.0);
    let file = png_file(&corners(400, 100, true), 400, 100);
    scene.layers = vec![
        layer(
            1,
            disc,
            0.5,
            vec![
                fill(ShapeKind::Ellipse, &disc, RED),
                stroke(ShapeKind::Ellipse, &disc, NAVY, 3.0),
            ],
        ),
        layer(2, photo, 0.7, vec![picture(&mut originals, &file, &photo)]),
    ];
    let mut bytes = 0;
    let sink = |piece: &[u8]| bytes += piece.len();
    let report = png(&scene, &originals, &PngRequest::default(), sink, &mut go_on()).unwrap();
    assert_eq!((report.width, report.height), (9933, 14043));
    assert!(report.peak_pixel_bytes < PIXEL_BUDGET / 2, "{}", report.peak_pixel_bytes);
    assert!(bytes < 20_000_000);
}

#[test]
fn a_print_across_all_of_the_rasterisers_tiles_is_drawn_whole() {
    let mut scene = side(1638.4, 4.0, 0.0);
    let bar = frame(819.2, 2.0, 1638.4, 4.0, 0.0);
    scene.layers = vec![layer(1, bar, 1.0, vec![fill(ShapeKind::Rectangle, &bar, RED)])];
    let file = PngFile::of(&scene, &request(TEN)).unwrap();
    let (size, pixels) = read_png(&png_bytes(file, &scene, &Originals::new()));
    assert_eq!((size.width, size.height), (16_384, 40));
    assert!(pixels.chunks_exact(4).all(|pixel| pixel == [214, 40, 57, 255]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_size_and_ground_comes_back_from_both_formats(
        (width, height) in (1.0_f64..30.0, 1.0_f64..60.0),
        dpi in 40.0_f64..300.0,
        turn in -180.0_f64..180.0,
        is_solid in any::<bool>(),
        bleeds in any::<bool>(),
    ) {
        let mut scene = side(width, height, 1.5);
        let star = frame(width / 2.0, height / 2.0, width, height, turn);
        let kind = ShapeKind::Star { points: 5, inner: 0.4 };
        scene.layers = vec![layer(1, star, 0.7, vec![fill(kind, &star, RED), stroke(kind, &star, NAVY, 0.5)])];
        let request = PngRequest {
            dpi: Dpi::new(dpi),
            extent: if bleeds { Extent::Bleed } else { Extent::Trim },
            ground: if is_solid { Ground::Solid(NAVY) } else { Ground::Transparent },
        };
        let nothing = Originals::new();
        let file = PngFile::of(&scene, &request).unwrap();
        let (size, from_png) = read_png(&png_bytes(file, &scene, &nothing));
        let file = tiff_bytes(&scene, &nothing, &request, Channels::Art);
        let mut decoder = Decoder::new(Cursor::new(&file)).unwrap();
        prop_assert_eq!(decoder.dimensions().unwrap(), (size.width, size.height));
        let DecodingResult::U8(from_tiff) = decoder.read_image().unwrap() else { panic!("8 bits") };
        prop_assert!(from_png == from_tiff);
    }
}
