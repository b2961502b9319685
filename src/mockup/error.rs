//! What can be wrong with the pictures that come in.

use crate::MapKind;

/// Why there is no product picture.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MockupError {
    /// A view's files are not as many as it is made of.
    #[error("{given} file(s) were given; the picture is made of {needed}")]
    FileCount {
        /// Files that were given.
        given: usize,
        /// Files that it is made of.
        needed: usize,
    },
    /// The catalogue's entry of a photo is wrong.
    #[error("{0}")]
    Photo(#[from] catalog::PhotoError),
    /// A photo, or the mask of one, cannot be read.
    #[error("{file}: {reason}")]
    PhotoFile {
        /// Its name.
        file: String,
        /// The decoder's words.
        reason: String,
    },
    /// A photo is too small, too large, or too long.
    #[error(
        "the photo is {width} x {height} px; each side must be {least} to {most} px, and none four times the other"
    )]
    PhotoSize {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// Smallest side.
        least: u32,
        /// Largest side.
        most: u32,
    },
    /// A photo's pixels do not fill its size.
    #[error("the photo has {given} bytes of pixels; its size needs {needed}")]
    PhotoBytes {
        /// Bytes that were given.
        given: usize,
        /// Bytes that its size needs.
        needed: usize,
    },
    /// Nothing says where the print lies on a photo.
    #[error("the photo has no place for the print; give four corners, or a uv map and a mask")]
    NoPlace,
    /// A map's file is larger than is read.
    #[error("the {map} map has {bytes} bytes; at most {limit} are read")]
    FileTooLarge {
        /// The map.
        map: MapKind,
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// A map's file is not a WebP picture, or is cut off.
    #[error("the {map} map cannot be read as WebP: {reason}")]
    Undecodable {
        /// The map.
        map: MapKind,
        /// The decoder's words.
        reason: String,
    },
    /// A map is too small or too large.
    #[error("the {map} map is {width} x {height} px; each side must be {least} to {most} px")]
    MapSize {
        /// The map.
        map: MapKind,
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// Smallest side.
        least: u32,
        /// Largest side.
        most: u32,
    },
    /// A map's pixels do not fill its size.
    #[error("the {map} map has {given} bytes of pixels; its size needs {needed}")]
    MapBytes {
        /// The map.
        map: MapKind,
        /// Bytes that were given.
        given: usize,
        /// Bytes that its size needs.
        needed: usize,
    },
    /// Two maps that belong together pixel by pixel differ in size.
    #[error("the {map} map is {width} x {height} px; it must be as large as the {other} map")]
    MapsDiffer {
        /// The map.
        map: MapKind,
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// The map that it belongs to.
        other: MapKind,
    },
    /// A map shows another section than the shade map or the photo.
    #[error("the {map} map is {width} x {height} px; it must have the picture's proportion")]
    Proportion {
        /// The map.
        map: MapKind,
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The parts map covers nothing.
    #[error("the parts map is empty; it must cover the product")]
    NoProduct,
    /// The picture that is asked for is too small or too large.
    #[error("a product picture of {width} px cannot be made; ask for {least} to {most} px")]
    PictureSize {
        /// The width that was asked for.
        width: u32,
        /// Smallest width.
        least: u32,
        /// Largest width.
        most: u32,
    },
    /// The print is empty or too large.
    #[error("the print is {width} x {height} px; each side must be 1 to {most} px")]
    PrintSize {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// Largest side.
        most: u32,
    },
    /// The print's pixels do not fill its size.
    #[error("the print has {given} bytes of pixels; its size needs {needed}")]
    PrintBytes {
        /// Bytes that were given.
        given: usize,
        /// Bytes that its size needs.
        needed: usize,
    },
}
