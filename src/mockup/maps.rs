//! The maps of a view, decoded and checked. What each channel holds is said at [`MapKind`]; mixing is done elsewhere.

use std::fmt;
use std::io::Cursor;

use image_webp::WebPDecoder;

use crate::MockupError;
use crate::photo::Photograph;
use crate::plane::Plane;

/// Smallest side of a map in pixels.
const SMALLEST_SIDE: u32 = 16;
/// Largest side of a map in pixels.
const LARGEST_SIDE: u32 = 4096;
/// Largest file of a map in bytes.
const LARGEST_FILE: usize = 16 << 20;
/// Most that the proportions of two maps of a view may differ.
const PROPORTION_TOLERANCE: f64 = 0.005;

/// Which map of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapKind {
    /// Neutral diffuse light: grey, sRGB-encoded; alpha covers the product and its shadow.
    Shade,
    /// Highlights that are added after the shade: grey, sRGB-encoded, black outside the product.
    Highlights,
    /// Coverage of the parts: red body, green inner part, blue handle. Their sum covers the product.
    Parts,
    /// Where the print area is visible, in red.
    PrintMask,
    /// Place in the print area, 12 bit each: `u = R<<4 | B>>4`, `v = G<<4 | B&15`, divided by 4095.
    Uv,
}

impl MapKind {
    /// All, in the order in which they are handed around.
    pub const ALL: [Self; 5] =
        [Self::Shade, Self::Highlights, Self::Parts, Self::PrintMask, Self::Uv];

    /// The name of its file in a view's folder.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Shade => "shade.webp",
            Self::Highlights => "highlights.webp",
            Self::Parts => "parts.webp",
            Self::PrintMask => "print_mask.webp",
            Self::Uv => "uv.webp",
        }
    }
}

impl fmt::Display for MapKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shade => "shade",
            Self::Highlights => "highlights",
            Self::Parts => "parts",
            Self::PrintMask => "print mask",
            Self::Uv => "uv",
        })
    }
}

/// A decoded map: straight RGBA, 8 bits a channel, rows from the top. Its size is within the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    kind: MapKind,
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Map {
    /// A map from its pixels. They must not have been premultiplied or colour-managed, as a browser's canvas does.
    ///
    /// # Errors
    /// [`MockupError::MapSize`] and [`MockupError::MapBytes`].
    pub fn from_rgba(
        kind: MapKind,
        width: u32,
        height: u32,
        rgba: Vec<u8>,
    ) -> Result<Self, MockupError> {
        check_size(kind, width, height)?;
        let needed = width as usize * height as usize * 4;
        if rgba.len() != needed {
            return Err(MockupError::MapBytes { map: kind, given: rgba.len(), needed });
        }
        Ok(Self { kind, width, height, rgba })
    }

    /// A map from a WebP file, lossy or lossless.
    ///
    /// # Errors
    /// [`MockupError::FileTooLarge`], [`MockupError::MapSize`] (before anything is unpacked) and
    /// [`MockupError::Undecodable`].
    pub fn from_webp(kind: MapKind, webp: &[u8]) -> Result<Self, MockupError> {
        if webp.len() > LARGEST_FILE {
            return Err(MockupError::FileTooLarge {
                map: kind,
                bytes: webp.len(),
                limit: LARGEST_FILE,
            });
        }
        let undecodable = |reason: String| MockupError::Undecodable { map: kind, reason };
        let mut decoder =
            WebPDecoder::new(Cursor::new(webp)).map_err(|error| undecodable(error.to_string()))?;
        let (width, height) = decoder.dimensions();
        check_size(kind, width, height)?;
        let pixels = width as usize * height as usize;
        decoder.set_memory_limit(pixels * 16);
        let length = decoder
            .output_buffer_size()
            .filter(|&length| length == pixels * 3 || length == pixels * 4)
            .ok_or_else(|| undecodable("unexpected pixel format".to_owned()))?;
        let mut bytes = vec![0; length];
        decoder.read_image(&mut bytes).map_err(|error| undecodable(error.to_string()))?;
        let rgba = if length == pixels * 4 {
            bytes
        } else {
            bytes.chunks_exact(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255]).collect()
        };
        Ok(Self { kind, width, height, rgba })
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// A plane of a value of each pixel.
    pub(crate) fn plane(&self, value: impl Fn([u8; 4]) -> f32) -> Plane {
        let pixels = self.rgba.chunks_exact(4);
        let data = pixels.map(|pixel| value([pixel[0], pixel[1], pixel[2], pixel[3]])).collect();
        Plane { width: self.width as usize, height: self.height as usize, data }
    }
}

fn check_size(map: MapKind, width: u32, height: u32) -> Result<(), MockupError> {
    let (least, most) = (SMALLEST_SIDE, LARGEST_SIDE);
    if (least..=most).contains(&width) && (least..=most).contains(&height) {
        return Ok(());
    }
    Err(MockupError::MapSize { map, width, height, least, most })
}

/// Refuses a map that is not as large as the one it belongs to.
pub(crate) fn check_same(map: &Map, other: &Map) -> Result<(), MockupError> {
    if (map.width, map.height) == (other.width, other.height) {
        return Ok(());
    }
    let (width, height) = (map.width, map.height);
    Err(MockupError::MapsDiffer { map: map.kind, width, height, other: other.kind })
}

/// Refuses a map whose width over its height is not that of the picture.
pub(crate) fn check_proportion(map: &Map, shape: f64) -> Result<(), MockupError> {
    let ratio = f64::from(map.width) / f64::from(map.height) / shape;
    if (ratio - 1.0).abs() <= PROPORTION_TOLERANCE {
        return Ok(());
    }
    Err(MockupError::Proportion { map: map.kind, width: map.width, height: map.height })
}

/// The WebP files of a view's maps.
#[derive(Clone, Copy, Debug)]
pub struct MapFiles<'a> {
    /// The shade map's file.
    pub shade: &'a [u8],
    /// The highlights map's file.
    pub highlights: &'a [u8],
    /// The parts map's file.
    pub parts: &'a [u8],
    /// The print mask's file.
    pub print_mask: &'a [u8],
    /// The uv map's file.
    pub uv: &'a [u8],
}

/// What a view's picture is made from, fitting together: rendered maps, of which parts are as large as shade, uv is as large
/// as the print mask, and all have the same proportion; or a photo with the place of the print.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductMaps {
    pub(crate) source: Source,
}

/// What a view's picture is made from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// Rendered maps.
    Rendered(Box<Rendered>),
    /// A photo.
    Photo(Box<Photograph>),
}

/// The rendered maps of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rendered {
    pub(crate) shade: Map,
    pub(crate) highlights: Map,
    pub(crate) parts: Map,
    pub(crate) print_mask: Map,
    pub(crate) uv: Map,
}

impl ProductMaps {
    /// A view's maps from decoded ones, in the order of [`MapKind`].
    ///
    /// # Errors
    /// [`MockupError::MapsDiffer`] and [`MockupError::Proportion`] where they do not fit together.
    pub fn new(
        shade: Map,
        highlights: Map,
        parts: Map,
        print_mask: Map,
        uv: Map,
    ) -> Result<Self, MockupError> {
        check_same(&parts, &shade)?;
        check_same(&uv, &print_mask)?;
        let shape = f64::from(shade.width) / f64::from(shade.height);
        check_proportion(&highlights, shape)?;
        check_proportion(&print_mask, shape)?;
        let rendered = Rendered { shade, highlights, parts, print_mask, uv };
        Ok(Self { source: Source::Rendered(Box::new(rendered)) })
    }

    /// A view's maps from their files.
    ///
    /// # Errors
    /// As [`Map::from_webp`] and [`ProductMaps::new`].
    pub fn from_webp(files: &MapFiles<'_>) -> Result<Self, MockupError> {
        Self::new(
            Map::from_webp(MapKind::Shade, files.shade)?,
            Map::from_webp(MapKind::Highlights, files.highlights)?,
            Map::from_webp(MapKind::Parts, files.parts)?,
            Map::from_webp(MapKind::PrintMask, files.print_mask)?,
            Map::from_webp(MapKind::Uv, files.uv)?,
        )
    }
}
