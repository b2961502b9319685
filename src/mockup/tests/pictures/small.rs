//! Small maps: when they are chosen, and that they show what the others show.

use catalog::Picture;
use mockup::{Ground, PictureFiles, PreparedView, SMALL_WIDTH};

use crate::shop;

/// Channels of a picture made of small maps may be off by this much on average.
const MOST_OFF_ON_AVERAGE: f64 = 1.0;
/// ... and by more than this many levels in one of a hundred.
const CLEARLY_OFF: u8 = 40;

#[test]
fn only_pictures_up_to_their_width_choose_small_maps() {
    let picture = Picture::Maps("tee/front".to_owned());
    let first = |width| PictureFiles::choices(&picture, width).unwrap()[0].names()[4].clone();
    assert_eq!(first(SMALL_WIDTH), "tee/front/small/uv.webp");
    assert_eq!(first(SMALL_WIDTH + 1), "tee/front/uv.webp");
}

#[test]
fn small_maps_show_what_the_whole_ones_show() {
    for product in shop::catalog().products() {
        let print = shop::test_print(product);
        for view in &product.views {
            let named = format!("{} {}", product.id, view.id);
            let choices = PictureFiles::choices(&view.picture, 300).unwrap();
            let [small, whole] = choices.as_slice() else { panic!("{named}") };
            let bytes =
                shop::bytes_of(small).unwrap_or_else(|| panic!("{named} has no small maps"));
            let made = |files: &PictureFiles, bytes: &[Vec<u8>]| {
                let view = PreparedView::new(&files.read(bytes, &|_| unreachable!()).unwrap(), 300)
                    .unwrap();
                view.compose(&product.colours[0].parts, Some(&print.raster()), Ground::Studio)
            };
            let (small, whole) =
                (made(small, &bytes), made(whole, &shop::bytes_of(whole).unwrap()));
            let off: Vec<u8> =
                small.rgba.iter().zip(&whole.rgba).map(|(a, b)| a.abs_diff(*b)).collect();
            let sum: u64 = off.iter().copied().map(u64::from).sum();
            let mean = sum as f64 / off.len() as f64;
            let clearly = off.iter().filter(|&&off| off > CLEARLY_OFF).count();
            assert!(mean < MOST_OFF_ON_AVERAGE, "{named}: {mean}");
            assert!(clearly * 100 < off.len(), "{named}: {clearly} of {}", off.len());
        }
    }
}
