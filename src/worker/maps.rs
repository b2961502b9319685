//! The maps of a product picture, fetched and decoded. Keeping them is the asker's.

use catalog::ViewMaps;
use mockup::{MapFiles, ProductMaps};

use crate::files::fetch;

/// The maps of a view, fetched and decoded.
///
/// # Errors
/// What went wrong, in words.
pub(crate) async fn read_maps(base: &str, maps: &ViewMaps) -> Result<ProductMaps, String> {
    let mut files = Vec::new();
    for file in [&maps.shade, &maps.highlights, &maps.parts, &maps.print_mask, &maps.uv] {
        let failed = |reason| format!("{file}: {reason}");
        files.push(fetch(&format!("{base}mockups/{file}")).await.map_err(failed)?);
    }
    let files = MapFiles {
        shade: &files[0],
        highlights: &files[1],
        parts: &files[2],
        print_mask: &files[3],
        uv: &files[4],
    };
    ProductMaps::from_webp(&files).map_err(|error| error.to_string())
}
