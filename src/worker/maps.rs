//! The maps of a product picture, fetched and decoded. Keeping them is the asker's.

use catalog::Picture;
use design::PixelSize;
use mockup::{LARGEST_PHOTO, PictureFiles, ProductMaps};
use prepress::artwork::{self, Pixels};

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
    files.read(&bytes, &decoded).map_err(|error| error.to_string())
}

/// A merchant's photo, unless it is too large to be one.
fn decoded(bytes: &[u8]) -> Result<mockup::Picture, String> {
    let header = artwork::inspect(bytes).map_err(|error| error.to_string())?;
    let PixelSize { width, height } = header.pixels();
    if width.max(height) > LARGEST_PHOTO {
        return Err(format!(
            "it has {width} x {height} px; each side must be at most {LARGEST_PHOTO} px"
        ));
    }
    let Pixels { width, height, rgba } =
        artwork::decode(bytes).map_err(|error| error.to_string())?;
    Ok(mockup::Picture { width, height, rgba })
}
