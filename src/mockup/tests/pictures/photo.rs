//! Photos of merchants: the print lies between the corners, takes the photo's light, and changes nothing else; what is
//! wrong with a photo is said.

use catalog::{PartColours, Photo};
use geom::Rgb;
use mockup::{Ground, Map, MapKind, MockupError, Picture, PictureFiles, PreparedView, ProductMaps};

use crate::shop::{self, Print};

const CORNERS: [[f64; 2]; 4] = [[0.25, 0.2], [0.75, 0.25], [0.7, 0.8], [0.3, 0.7]];

fn entry(corners: &[[f64; 2]], body: Option<Rgb>) -> Photo {
    Photo { file: "a.png".into(), corners: corners.into(), uv: "".into(), mask: "".into(), body }
}

/// A photo of 200 x 160 pixels.
fn photo(pixel: impl Fn(u32, u32) -> [u8; 4]) -> Picture {
    let (width, height) = (200, 160);
    let rgba =
        (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| pixel(x, y));
    Picture { width, height, rgba: rgba.collect() }
}

fn grey(level: u8) -> Picture {
    photo(|_, _| [level, level, level, 255])
}

const COLOURS: PartColours =
    PartColours { body: Rgb::BLACK, inner: Rgb::BLACK, handle: Rgb::BLACK };

fn composed(maps: &ProductMaps, print: Option<&Print>) -> Picture {
    let raster = print.map(Print::raster);
    PreparedView::new(maps, 200).unwrap().compose(&COLOURS, raster.as_ref(), Ground::Studio)
}

fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let at = ((y * picture.width + x) * 4) as usize;
    picture.rgba[at..at + 4].try_into().unwrap()
}

fn whole(colour: [u8; 4]) -> Print {
    Print::new(40, 40, |_, _| colour)
}

#[test]
fn a_bare_photo_stays_as_it_is() {
    let given = photo(|x, y| [x as u8, y as u8, 90, 255]);
    let maps = ProductMaps::of_photo(&entry(&CORNERS, None), given.clone(), None, None).unwrap();
    assert_eq!(composed(&maps, None), given, "no colour of the catalogue reaches it");
}

#[test]
fn the_print_lies_between_the_corners_and_nowhere_else() {
    let maps = ProductMaps::of_photo(&entry(&CORNERS, None), grey(255), None, None).unwrap();
    // Each quarter in a colour of its own.
    let quarters = Print::new(60, 60, |u, v| match (u < 0.5, v < 0.5) {
        (true, true) => [255, 0, 0, 255],
        (false, true) => [0, 255, 0, 255],
        (false, false) => [0, 0, 255, 255],
        (true, false) => [0, 0, 0, 255],
    });
    let made = composed(&maps, Some(&quarters));
    let colours = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [0, 0, 0, 255]];
    let middle = [100.0, 78.0];
    for (corner, colour) in CORNERS.into_iter().zip(colours) {
        let corner = [corner[0] * 200.0, corner[1] * 160.0];
        let toward = |share: f64| {
            [0, 1].map(|axis| (corner[axis] + (middle[axis] - corner[axis]) * share) as u32)
        };
        let ([x, y], [left, top]) = (toward(0.08), toward(-0.08));
        assert_eq!(pixel(&made, x, y), colour, "just inside of {corner:?}");
        assert_eq!(pixel(&made, left, top), [255; 4], "just outside of {corner:?}");
    }
}

#[test]
fn a_print_takes_the_light_of_the_photo() {
    let maps = |level, body| {
        ProductMaps::of_photo(&entry(&CORNERS, body), grey(level), None, None).unwrap()
    };
    let white = whole([255; 4]);
    let middle = |maps: &ProductMaps| pixel(&composed(maps, Some(&white)), 100, 80)[0];
    assert_eq!(middle(&maps(128, None)), 128, "in the shade on white it is as grey as the white");
    let navy = Rgb { r: 40, g: 40, b: 40 };
    assert_eq!(middle(&maps(40, Some(navy))), 255, "on dark cloth in full light it is white");
    assert!(middle(&maps(20, Some(navy))) < 200, "and less so in a fold");
    assert!(middle(&maps(255, Some(navy))) == 255, "a highlight does not overflow");
}

#[test]
fn a_mask_hides_what_lies_behind_something() {
    let mask = photo(|x, _| if x < 100 { [255; 4] } else { [0, 0, 0, 255] });
    let entry = entry(&CORNERS, None);
    let maps = ProductMaps::of_photo(&entry, grey(255), Some(mask), None).unwrap();
    let made = composed(&maps, Some(&whole([200, 0, 0, 255])));
    assert_eq!(pixel(&made, 80, 80), [200, 0, 0, 255]);
    assert_eq!(pixel(&made, 120, 80), [255; 4]);
}

#[test]
fn what_is_transparent_in_a_photo_is_not_the_product() {
    let cut = photo(|x, _| [10, 20, 30, if x < 100 { 255 } else { 0 }]);
    let maps = ProductMaps::of_photo(&entry(&CORNERS, None), cut, None, None).unwrap();
    let view = PreparedView::new(&maps, 200).unwrap();
    let print = whole([255, 0, 0, 255]);
    let made = view.compose(&COLOURS, Some(&print.raster()), Ground::Transparent);
    assert_eq!(pixel(&made, 150, 80)[3], 0);
    assert_eq!(pixel(&made, 50, 20), [10, 20, 30, 255]);
    let made = view.compose(&COLOURS, Some(&print.raster()), Ground::Studio);
    assert!(pixel(&made, 150, 80)[0] > 200, "the backdrop is light");
}

#[test]
fn a_uv_map_puts_the_print_where_corners_would() {
    let corners = [[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]];
    let inside = |x: u32, y: u32| (50..150).contains(&x) && (40..120).contains(&y);
    let uv = photo(|x, y| {
        let twelve = |place: f64| (place * 4095.0).round() as u32;
        let u = twelve((f64::from(x) + 0.5 - 50.0) / 100.0);
        let v = twelve((f64::from(y) + 0.5 - 40.0) / 80.0);
        match inside(x, y) {
            true => [(u >> 4) as u8, (v >> 4) as u8, ((u & 15) << 4 | v & 15) as u8, 255],
            false => [0, 0, 0, 255],
        }
    });
    let mask = photo(|x, y| if inside(x, y) { [255; 4] } else { [0, 0, 0, 255] });
    let uv = Map::from_rgba(MapKind::Uv, uv.width, uv.height, uv.rgba).unwrap();
    let round = ProductMaps::of_photo(&entry(&[], None), grey(200), Some(mask), Some(uv)).unwrap();
    let flat = ProductMaps::of_photo(&entry(&corners, None), grey(200), None, None).unwrap();
    let print = Print::new(50, 50, |u, v| [(u * 255.0) as u8, (v * 255.0) as u8, 0, 255]);
    let (round, flat) = (composed(&round, Some(&print)), composed(&flat, Some(&print)));
    // Without the pixels at the edge, where 12 bits leave a few hundredths of a pixel open.
    let pixels = (0..160).flat_map(|y| (0..200).map(move |x| (x, y)));
    let clear =
        pixels.filter(|(x, y)| ![49, 50, 149, 150].contains(x) && ![39, 40, 119, 120].contains(y));
    for (x, y) in clear {
        let (a, b) = (pixel(&round, x, y), pixel(&flat, x, y));
        assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2), "{x}, {y}: {a:?}, {b:?}");
    }
}

#[test]
fn equal_photos_give_equal_bytes() {
    let given = photo(|x, y| [x as u8, y as u8, (x * y) as u8, 255]);
    let maps = ProductMaps::of_photo(&entry(&CORNERS, None), given, None, None).unwrap();
    let print = Print::new(90, 70, |u, v| [(u * 200.0) as u8, (v * 200.0) as u8, 9, 201]);
    assert_eq!(composed(&maps, Some(&print)), composed(&maps, Some(&print)));
}

#[track_caller]
fn refused(entry: &Photo, photo: Picture, mask: Option<Picture>) -> String {
    ProductMaps::of_photo(entry, photo, mask, None).unwrap_err().to_string()
}

#[test]
fn photos_that_cannot_be_used_are_refused_with_their_limits() {
    let good = entry(&CORNERS, None);
    let sized =
        |width, height| Picture { width, height, rgba: vec![0; (width * height * 4) as usize] };
    let size = "each side must be 64 to 4096 px, and none four times the other";
    assert_eq!(refused(&good, sized(63, 64), None), format!("the photo is 63 x 64 px; {size}"));
    assert_eq!(
        refused(&good, sized(4097, 2000), None),
        format!("the photo is 4097 x 2000 px; {size}")
    );
    assert_eq!(refused(&good, sized(100, 401), None), format!("the photo is 100 x 401 px; {size}"));
    let huge = Picture { width: u32::MAX, height: u32::MAX, rgba: Vec::new() };
    assert!(refused(&good, huge, None).starts_with("the photo is 4294967295 x"));
    let short = Picture { width: 100, height: 100, rgba: vec![0; 7] };
    assert_eq!(
        refused(&good, short, None),
        "the photo has 7 bytes of pixels; its size needs 40000"
    );
    assert_eq!(
        refused(&good, sized(200, 160), Some(sized(200, 200))),
        "the print mask map is 200 x 200 px; it must have the picture's proportion"
    );
    let place = "the photo has no place for the print; give four corners, or a uv map and a mask";
    assert_eq!(refused(&entry(&[], None), grey(9), None), place);
    let [a, b, c, d] = CORNERS;
    for corners in [[a, c, b, d], [d, c, b, a], [a, a, a, a], [[f64::NAN, 0.0], b, c, d]] {
        assert_eq!(refused(&entry(&corners, None), grey(9), None), place);
    }
}

#[test]
fn broken_files_of_a_photo_are_named() {
    let picture = shop::picture(
        r#"{ "photo": { "file": "cap/a.jpg", "mask": "cap/m.png",
                        "corners": [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]] } }"#,
    );
    let files = PictureFiles::of(&picture).unwrap();
    assert_eq!(files.names(), ["cap/a.jpg", "cap/m.png"]);
    let decode = |bytes: &[u8]| match bytes {
        b"good" => Ok(grey(200)),
        _ => Err("it is cut off".to_owned()),
    };
    let read = |files_given: &[&[u8]]| {
        let bytes: Vec<Vec<u8>> = files_given.iter().map(|file| file.to_vec()).collect();
        files.read(&bytes, &decode).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(read(&[b"good", b"good"]), Ok(()));
    assert_eq!(read(&[b"bad", b"good"]), Err("cap/a.jpg: it is cut off".to_owned()));
    assert_eq!(read(&[b"good", b"bad"]), Err("cap/m.png: it is cut off".to_owned()));
    let one = "1 file(s) were given; the picture is made of 2";
    assert_eq!(read(&[b"good"]), Err(one.to_owned()));
    let wrong = shop::picture(r#"{ "photo": { "file": "a.jpg" } }"#);
    assert!(matches!(PictureFiles::of(&wrong), Err(MockupError::Photo(_))));
}
