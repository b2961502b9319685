//! Which files a view's picture is made of, and making it of their bytes. Fetching them is the caller's.

use catalog::{Photo, Picture};

use crate::{Map, MapFiles, MapKind, MockupError, Picture as Pixels, ProductMaps};

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
#[derive(Clone, Debug, PartialEq)]
pub struct PictureFiles {
    names: Vec<String>,
    /// What the catalogue says of a photo; `None` where they are maps.
    photo: Option<Photo>,
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
            Picture::Photo(_) => Ok(Self::photo(Photo::of(picture)?)),
        }
    }

    /// Photo, then mask and uv map where there are any.
    fn photo(photo: Photo) -> Self {
        let all = [&photo.file, &photo.mask, &photo.uv];
        let names = all.into_iter().filter(|name| !name.is_empty()).cloned().collect();
        Self { names, photo: Some(photo) }
    }

    fn maps(folder: &str) -> Self {
        let names = MapKind::ALL.map(|map| format!("{folder}/{}", map.file())).into();
        Self { names, photo: None }
    }

    /// Their names, relative to the mockup folder.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The view's maps from the bytes of the files, in the order of [`Self::names`]. `decode` reads a photo and its mask:
    /// straight RGBA, upright.
    ///
    /// # Errors
    /// As [`ProductMaps::from_webp`] and [`ProductMaps::of_photo`]; [`MockupError::FileCount`] and
    /// [`MockupError::PhotoFile`].
    pub fn read(
        &self,
        files: &[Vec<u8>],
        decode: &dyn Fn(&[u8]) -> Result<Pixels, String>,
    ) -> Result<ProductMaps, MockupError> {
        let count = MockupError::FileCount { given: files.len(), needed: self.names.len() };
        let Some(entry) = &self.photo else {
            let [shade, highlights, parts, print_mask, uv] = files else { return Err(count) };
            let files = MapFiles { shade, highlights, parts, print_mask, uv };
            return ProductMaps::from_webp(&files);
        };
        if files.len() != self.names.len() {
            return Err(count);
        }
        let mut rest = files.iter();
        let mut next = |name: &str| if name.is_empty() { None } else { rest.next() };
        let (photo, mask, uv) = (next(&entry.file), next(&entry.mask), next(&entry.uv));
        let picture = |file: &String, bytes: &Vec<u8>| {
            let file = file.clone();
            decode(bytes).map_err(|reason| MockupError::PhotoFile { file, reason })
        };
        let photo = picture(&entry.file, photo.ok_or(count)?)?;
        let mask = mask.map(|mask| picture(&entry.mask, mask)).transpose()?;
        let uv = uv.map(|webp| Map::from_webp(MapKind::Uv, webp)).transpose()?;
        ProductMaps::of_photo(entry, photo, mask, uv)
    }
}
