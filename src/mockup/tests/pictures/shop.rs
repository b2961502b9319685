//! The shipped products and a print that shows where it lies, for the tests of the product pictures.

use std::path::{Path, PathBuf};

use catalog::{Catalog, CatalogList, Colour, Product};
use mockup::{MapFiles, MockupError, PictureFiles, PreparedView, ProductMaps, Raster};

fn public(path: &str) -> PathBuf {
    Path::new("../../public").join(path)
}

/// The shipped catalogue.
pub(crate) fn catalog() -> Catalog {
    let read =
        |file: &str| std::fs::read(public("catalog").join(file)).map_err(|error| error.to_string());
    Catalog::load("catalog.json", &read("catalog.json").unwrap(), read).unwrap().catalog
}

/// A product of the shipped catalogue.
pub(crate) fn product(id: &str) -> Product {
    catalog().product(&id.parse().unwrap()).unwrap().clone()
}

/// What the catalogue's reader makes of a picture in JSON.
pub(crate) fn picture(json: &str) -> catalog::Picture {
    let text = |file: &str| std::fs::read_to_string(public("catalog").join(file)).unwrap();
    let list = r#"{ "schema": 1, "shop": { "name": "S", "currency": "EUR" },
                    "techniques": "techniques.json", "products": ["tee.json"] }"#;
    let read = |file: &str| Ok(text(file).replace(r#"{ "maps": "tee/front" }"#, json).into_bytes());
    // The list itself does not judge photos.
    let list = CatalogList::read("catalog.json", list.as_bytes()).unwrap();
    list.with_files(read).catalog.products()[0].views[0].picture.clone()
}

/// The bytes of files of the mockup folder; `None` where one is missing.
pub(crate) fn bytes_of(files: &PictureFiles) -> Option<Vec<Vec<u8>>> {
    files.names().iter().map(|name| std::fs::read(public("mockups").join(name)).ok()).collect()
}

pub(crate) fn colour(product: &Product, id: &str) -> Colour {
    product.colour(&id.parse().unwrap()).unwrap().clone()
}

/// The bytes of a view's maps: shade, highlights, parts, print mask, uv.
pub(crate) fn map_bytes(product: &Product, view: &str) -> [Vec<u8>; 5] {
    let picture = &product.view(&view.parse().unwrap()).unwrap().picture;
    let files = PictureFiles::of(picture).unwrap();
    bytes_of(&files).unwrap().try_into().unwrap()
}

pub(crate) fn maps_of(bytes: &[Vec<u8>; 5]) -> Result<ProductMaps, MockupError> {
    let [shade, highlights, parts, print_mask, uv] = bytes;
    ProductMaps::from_webp(&MapFiles { shade, highlights, parts, print_mask, uv })
}

/// A view of a shipped product at an output width.
pub(crate) fn prepared(product: &Product, view: &str, width: u32) -> PreparedView {
    PreparedView::new(&maps_of(&map_bytes(product, view)).unwrap(), width).unwrap()
}

/// A print with its own pixels.
pub(crate) struct Print {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Print {
    /// Premultiplied pixels from a function of the place in the print area (0 to 1).
    pub(crate) fn new(width: u32, height: u32, pixel: impl Fn(f64, f64) -> [u8; 4]) -> Self {
        let place = |at: u32, length: u32| (f64::from(at) + 0.5) / f64::from(length);
        let rgba = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| pixel(place(x, width), place(y, height)))
            .collect();
        Self { width, height, rgba }
    }

    pub(crate) fn raster(&self) -> Raster<'_> {
        Raster::new(self.width, self.height, &self.rgba).unwrap()
    }
}

/// A print in which every place looks different: a frame at the trim edge, a letter F that shows mirroring, discs,
/// stripes, and a band that lets half of the product through.
pub(crate) fn test_print(product: &Product) -> Print {
    let area = product.sides[0].print_area;
    let proportion = area.height.mm() / area.width.mm();
    let width = 900;
    let height = (f64::from(width) * proportion).round() as u32;
    // Lengths in shares of the shorter side, so that discs are round on tee and mug.
    let unit = proportion.min(1.0);
    Print::new(width, height, move |u, v| {
        let (x, y) = (u / unit, v * proportion / unit);
        let (right, bottom) = (1.0 / unit, proportion / unit);
        let in_box = |left: f64, top: f64, wide: f64, high: f64| {
            (left..left + wide).contains(&x) && (top..top + high).contains(&y)
        };
        let (cx, cy) = (right / 2.0, bottom / 2.0);
        if x.min(right - x).min(y).min(bottom - y) < 0.02 {
            return [40, 120, 220, 255];
        }
        // The letter F, left of the centre.
        if in_box(cx - 0.4, cy - 0.35, 0.08, 0.45)
            || in_box(cx - 0.4, cy - 0.35, 0.3, 0.08)
            || in_box(cx - 0.4, cy - 0.17, 0.22, 0.08)
        {
            return [20, 150, 130, 255];
        }
        let discs = [[235, 90, 160], [250, 210, 70], [255, 255, 255], [20, 20, 20]];
        for (index, [red, green, blue]) in discs.into_iter().enumerate() {
            let (dx, dy) = (x - (cx - 0.36 + 0.24 * index as f64), y - (cy + 0.22));
            if dx * dx + dy * dy < 0.01 {
                return [red, green, blue, 255];
            }
        }
        if in_box(cx + 0.05, cy - 0.35, 0.35, 0.2) && (x * 50.0) as i64 % 2 == 0 {
            return [30, 30, 30, 255];
        }
        if in_box(cx + 0.05, cy - 0.1, 0.35, 0.15) {
            return [110, 30, 25, 128];
        }
        [0; 4]
    })
}
