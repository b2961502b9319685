//! The maps of a product picture, fetched and decoded. Keeping them is the asker's.

use catalog::Picture;
use mockup::{PictureFiles, ProductMaps};

use crate::files::fetch;

/// The maps of a view for a picture of at most this width, fetched and decoded.
///
/// # Errors
/// What went wrong with the last choice, in words.
pub(crate) async fn read_maps(
    base: &str,
    picture: &Picture,
    width: u32,
) -> Result<ProductMaps, String> {
    let mut last = Err("it has no files".to_owned());
    for files in PictureFiles::choices(picture, width).map_err(|error| error.to_string())? {
        last = read(base, &files).await;
        if last.is_ok() {
            break;
        }
    }
    last
}

async fn read(base: &str, files: &PictureFiles) -> Result<ProductMaps, String> {
    let mut bytes = Vec::with_capacity(files.names().len());
    for file in files.names() {
        let failed = |reason| format!("{file}: {reason}");
        bytes.push(fetch(&format!("{base}mockups/{file}")).await.map_err(failed)?);
    }
    files.read(&bytes).map_err(|error| error.to_string())
}
