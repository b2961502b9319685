//! Which files a view's picture is made of, and making it of their bytes. Fetching them is the caller's.

use catalog::Picture;

use crate::{MapFiles, MapKind, MockupError, ProductMaps};

/// Widest picture that the small maps are good for, in pixels: they are that wide themselves.
pub const SMALL_WIDTH: u32 = 600;
/// The folder of the small maps, inside that of the others.
const SMALL: &str = "small";

/// The files of a view's picture. Where those of the first choice cannot be had or read, the next may do.
///
/// ```
/// use catalog::Picture;
/// use mockup::PictureFiles;
///
/// let tee = Picture::Maps("tee/front".to_owned());
/// let choices = PictureFiles::choices(&tee, 400).unwrap();
/// assert_eq!(choices[0].names()[0], "tee/front/small/shade.webp");
/// assert_eq!(choices[1].names()[0], "tee/front/shade.webp");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFiles {
    names: Vec<String>,
}

impl PictureFiles {
    /// The files that can make a picture `width` pixels wide, the lightest first: the small maps, which may be missing,
    /// where they are good enough, and then the whole ones. At least one choice.
    ///
    /// # Errors
    /// [`MockupError::Photo`] where the catalogue's entry of a photo is wrong.
    pub fn choices(picture: &Picture, width: u32) -> Result<Vec<Self>, MockupError> {
        let small = match picture {
            Picture::Maps(folder) if width <= SMALL_WIDTH => {
                Some(Self::maps(&format!("{folder}/{SMALL}")))
            }
            Picture::Maps(_) | Picture::Photo(_) => None,
        };
        Ok(small.into_iter().chain([Self::of(picture)?]).collect())
    }

    /// The files for pictures of any width.
    ///
    /// # Errors
    /// As [`Self::choices`].
    pub fn of(picture: &Picture) -> Result<Self, MockupError> {
        match picture {
            Picture::Maps(folder) => Ok(Self::maps(folder)),
            Picture::Photo(_) => Err(MockupError::Photo),
        }
    }

    fn maps(folder: &str) -> Self {
        Self { names: MapKind::ALL.map(|map| format!("{folder}/{}", map.file())).into() }
    }

    /// Their names, relative to the mockup folder.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The view's maps from the bytes of the files, in the order of [`Self::names`].
    ///
    /// # Errors
    /// As [`ProductMaps::from_webp`]; [`MockupError::FileCount`].
    pub fn read(&self, files: &[Vec<u8>]) -> Result<ProductMaps, MockupError> {
        let [shade, highlights, parts, print_mask, uv] = files else {
            let (given, needed) = (files.len(), self.names.len());
            return Err(MockupError::FileCount { given, needed });
        };
        ProductMaps::from_webp(&MapFiles { shade, highlights, parts, print_mask, uv })
    }
}
