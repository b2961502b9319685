//! A picture of a design: which one, how large, and how it is shown. No pixels.

use geom::{Dpi, Mm, Rgb};
use json::{FromJson, ToJson};

use crate::{ArtworkId, FontId, ShapeKind, Text};

/// A picture that was uploaded; its bytes are kept apart under [`ArtworkId`].
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Image {
    /// The bytes that are drawn.
    pub artwork: ArtworkId,
    /// Format of the original bytes.
    pub format: ImageFormat,
    /// Size in pixels after EXIF orientation.
    pub pixels: PixelSize,
    /// Width on the product.
    pub width: Mm,
    /// Height on the product.
    pub height: Mm,
    /// The file's name, shown to the shopper.
    pub file_name: String,
    /// The picture as it was uploaded, where `artwork` was made from it (a removed background).
    #[json(optional)]
    pub original: Option<ArtworkId>,
    /// The part that is shown; all where `None`.
    #[json(optional)]
    pub crop: Option<Crop>,
    /// What it is cut to.
    #[json(optional)]
    pub mask: Option<Mask>,
    /// How its colours are changed.
    #[json(default, skip_serializing_if = "Adjust::is_none")]
    pub adjust: Adjust,
    /// What its colours are reduced to, after `adjust`.
    #[json(optional)]
    pub tone: Option<Tone>,
}

/// The part of a picture that is shown, as parts of its width and height after EXIF orientation: what is cut off at each
/// edge, 0 to 0.99 and at least 0.01 left. The layer's width and height are those of the part.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Crop {
    /// Cut off at the left edge.
    pub left: f64,
    /// Cut off at the top edge.
    pub top: f64,
    /// Cut off at the right edge.
    pub right: f64,
    /// Cut off at the bottom edge.
    pub bottom: f64,
}

/// What a picture is cut to; it is fitted into the layer's box.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Mask {
    /// A shape that fills the box.
    Shape(ShapeKind),
    /// Letters, as large as fit.
    Text {
        /// What is written.
        content: String,
        /// In which font.
        font: FontId,
    },
    /// All that is drawn in a drawing, as large as fits.
    Drawing {
        /// The drawing's bytes.
        artwork: ArtworkId,
    },
}

impl Mask {
    /// The text whose outlines cut the picture, for shaping; 100 mm high letters.
    pub fn text(&self) -> Option<Text> {
        match self {
            Self::Text { content, font } => {
                Some(Text::plain(content.clone(), font.clone(), Mm::new(100.0), Rgb::BLACK))
            }
            Self::Shape(_) | Self::Drawing { .. } => None,
        }
    }
}

/// Changes of a picture's colours, each -1 to 1; 0 changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct Adjust {
    /// Darker or lighter.
    pub brightness: f64,
    /// Less or more difference of light and dark.
    pub contrast: f64,
    /// Less or more colour.
    pub saturation: f64,
    /// Cooler or warmer.
    pub temperature: f64,
}

impl Adjust {
    /// Whether it changes nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// What a picture's colours are reduced to.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Tone {
    /// Greys.
    Greyscale,
    /// From one colour to another, by lightness.
    Duotone {
        /// What black becomes.
        dark: Rgb,
        /// What white becomes.
        light: Rgb,
    },
    /// Black and white.
    Threshold {
        /// From which lightness on it is white, 0 to 1.
        level: f64,
    },
    /// A few steps in each channel.
    Posterise {
        /// 2 to 16.
        levels: u8,
    },
}

/// Format of artwork.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum ImageFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
}

/// Size of a picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct PixelSize {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Image {
    /// The effective resolution of the part that is shown: the lower of both directions, a whole number, as it is shown and
    /// judged everywhere.
    pub fn effective_dpi(&self) -> Dpi {
        let crop = self.crop.unwrap_or(Crop { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 });
        let across = Dpi::of(self.pixels.width, self.width).dpi() * (1.0 - crop.left - crop.right);
        let down = Dpi::of(self.pixels.height, self.height).dpi() * (1.0 - crop.top - crop.bottom);
        Dpi::new(across.min(down).round())
    }

    /// A whole picture, shown as it is.
    pub fn plain(
        artwork: ArtworkId,
        format: ImageFormat,
        pixels: PixelSize,
        (width, height): (Mm, Mm),
        file_name: String,
    ) -> Self {
        Self {
            artwork,
            format,
            pixels,
            width,
            height,
            file_name,
            original: None,
            crop: None,
            mask: None,
            adjust: Adjust::default(),
            tone: None,
        }
    }
}
