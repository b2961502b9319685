//! Maps that are cut off, wrong or hostile give an error that names the map; none panics.

use crate::shop;
use mockup::{Map, MapKind, MockupError, PreparedView, ProductMaps};

fn plain(kind: MapKind, width: u32, height: u32, pixel: [u8; 4]) -> Map {
    let rgba = pixel.repeat((width * height) as usize);
    Map::from_rgba(kind, width, height, rgba).unwrap()
}

/// Maps of a product that covers everything, with one map of another size.
fn with_size(odd: MapKind, width: u32, height: u32) -> Result<ProductMaps, MockupError> {
    let map = |kind, pixel| {
        let (width, height) = if kind == odd { (width, height) } else { (40, 40) };
        plain(kind, width, height, pixel)
    };
    ProductMaps::new(
        map(MapKind::Shade, [200, 200, 200, 255]),
        map(MapKind::Highlights, [0, 0, 0, 255]),
        map(MapKind::Parts, [255, 0, 0, 255]),
        map(MapKind::PrintMask, [255, 255, 255, 255]),
        map(MapKind::Uv, [128, 128, 128, 255]),
    )
}

#[test]
fn a_map_that_is_cut_off_is_named() {
    let product = shop::product("mug");
    let whole = shop::map_bytes(&product, "front");
    for (index, name) in ["shade", "highlights", "parts", "print mask", "uv"].iter().enumerate() {
        for share in [0, 1, 40, 90] {
            let mut bytes = whole.clone();
            let length = bytes[index].len() * share / 100;
            bytes[index].truncate(length);
            let error = shop::maps_of(&bytes).unwrap_err();
            assert!(matches!(error, MockupError::Undecodable { .. }), "{error}");
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}

#[test]
fn other_bytes_than_webp_are_refused() {
    for bytes in [&b""[..], b"RIFF", b"\x89PNG\r\n\x1a\n0000", b"<svg/>", &[0; 5000]] {
        let error = Map::from_webp(MapKind::Uv, bytes).unwrap_err();
        assert!(error.to_string().starts_with("the uv map cannot be read as WebP"), "{error}");
    }
}

#[test]
fn a_changed_byte_never_panics() {
    let product = shop::product("mug");
    let bytes = shop::map_bytes(&product, "front");
    for (file, kind) in [(&bytes[1], MapKind::Highlights), (&bytes[3], MapKind::PrintMask)] {
        for at in (0..file.len()).step_by(file.len() / 60) {
            let mut broken = file.clone();
            broken[at] ^= 0x5a;
            let _ = Map::from_webp(kind, &broken);
        }
    }
}

#[test]
fn a_map_with_a_huge_size_is_refused_before_it_is_unpacked() {
    // A lossless WebP header of 10,000 x 10,000 px and nothing behind it.
    let size = 9_999_u32;
    let bits = size | size << 14;
    let mut webp = b"RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f".to_vec();
    webp.extend(bits.to_le_bytes());
    webp.push(0);
    let error = Map::from_webp(MapKind::Shade, &webp).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the shade map is 10000 x 10000 px; each side must be 16 to 4096 px"
    );
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let error = Map::from_webp(MapKind::Parts, &vec![0; (16 << 20) + 1]).unwrap_err();
    assert!(matches!(error, MockupError::FileTooLarge { .. }), "{error}");
}

#[test]
fn pixels_must_fill_the_size() {
    let error = Map::from_rgba(MapKind::Shade, 20, 20, vec![0; 1599]).unwrap_err();
    assert_eq!(error.to_string(), "the shade map has 1599 bytes of pixels; its size needs 1600");
    assert!(Map::from_rgba(MapKind::Shade, 15, 20, vec![0; 1200]).is_err());
    assert!(Map::from_rgba(MapKind::Shade, 5000, 20, vec![]).is_err());
}

#[test]
fn maps_that_do_not_fit_together_are_named() {
    assert_eq!(
        with_size(MapKind::Parts, 41, 40).unwrap_err().to_string(),
        "the parts map is 41 x 40 px; it must be as large as the shade map"
    );
    assert_eq!(
        with_size(MapKind::Uv, 20, 20).unwrap_err().to_string(),
        "the uv map is 20 x 20 px; it must be as large as the print mask map"
    );
    assert_eq!(
        with_size(MapKind::Highlights, 40, 20).unwrap_err().to_string(),
        "the highlights map is 40 x 20 px; it must have the picture's proportion"
    );
    assert!(with_size(MapKind::Highlights, 20, 20).is_ok());
}

#[test]
fn a_picture_of_a_size_that_cannot_be_is_refused() {
    let maps = with_size(MapKind::Highlights, 20, 20).unwrap();
    for width in [0, 15, 2401, u32::MAX] {
        let error = PreparedView::new(&maps, width).err().unwrap();
        assert_eq!(error, MockupError::PictureSize { width, least: 16, most: 2400 });
    }
}

#[test]
fn maps_without_a_product_are_refused() {
    let maps = ProductMaps::new(
        plain(MapKind::Shade, 20, 20, [255; 4]),
        plain(MapKind::Highlights, 20, 20, [0; 4]),
        plain(MapKind::Parts, 20, 20, [0, 0, 0, 255]),
        plain(MapKind::PrintMask, 20, 20, [255; 4]),
        plain(MapKind::Uv, 20, 20, [255; 4]),
    );
    let error = PreparedView::new(&maps.unwrap(), 100).err().unwrap();
    assert_eq!(error, MockupError::NoProduct);
}

#[test]
fn maps_in_which_all_places_are_one_still_give_a_picture() {
    let maps = with_size(MapKind::Highlights, 20, 20).unwrap();
    let view = PreparedView::new(&maps, 64).unwrap();
    let product = shop::product("tee");
    let print = shop::test_print(&product);
    let parts = shop::colour(&product, "red").parts;
    let picture = view.compose(&parts, Some(&print.raster()), mockup::Ground::Studio);
    assert_eq!(picture.rgba.len(), 64 * 64 * 4);
    let (width, height) = view.print_size(&product.sides[0].print_area);
    assert!(width <= 4096 && height <= 4096);
}
