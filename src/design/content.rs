//! What a layer holds: text, an image or a shape. Sizes in mm; no positions, no outlines.

use geom::{Mm, Rgb};
use serde::{Deserialize, Serialize};

use crate::{ArtworkId, FontId};

/// What a layer holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A text set in one font.
    Text(Text),
    /// A picture that was uploaded.
    Image(Image),
    /// A drawn shape.
    Shape(Shape),
}

/// A text in one font, size and colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// What is written; `\n` breaks the line.
    pub content: String,
    /// The font family.
    pub font: FontId,
    /// Em height.
    pub size: Mm,
    /// Colour of the letters.
    pub colour: Rgb,
    /// How lines are set.
    pub align: Align,
    /// Distance of baselines in ems; 1.2 is usual.
    pub line_height: f64,
    /// Extra space after each letter, in ems.
    pub letter_spacing: f64,
    /// Where lines are broken; `None` breaks only at `\n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Mm>,
}

/// All that shaping depends on: equal keys, equal outlines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextKey(String);

impl Text {
    /// The key of this text's outlines: everything but the colour.
    pub fn key(&self) -> TextKey {
        let Self { content, font, size, colour: _, align, line_height, letter_spacing, width } =
            self;
        let width = width.map_or(-1.0, Mm::mm);
        TextKey(format!(
            "{font}\u{1f}{}\u{1f}{align:?}\u{1f}{line_height}\u{1f}{letter_spacing}\u{1f}{width}\u{1f}{content}",
            size.mm()
        ))
    }
}

impl TextKey {
    /// The key as text, for maps and messages.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How the lines of a text are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    #[default]
    Centre,
    /// At the right edge.
    Right,
}

/// A picture that was uploaded; its bytes are kept apart under [`ArtworkId`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// The original bytes.
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
}

/// Format of artwork.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
}

/// Size of a picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PixelSize {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

/// A drawn shape that fills its box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Which shape.
    pub kind: ShapeKind,
    /// Width of the box.
    pub width: Mm,
    /// Height of the box.
    pub height: Mm,
    /// Colour of the inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<Rgb>,
    /// The outline, centred on the edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Stroke>,
}

/// An outline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stroke {
    /// Its colour.
    pub colour: Rgb,
    /// Its width.
    pub width: Mm,
}

/// Which shape.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ShapeKind {
    /// A rectangle.
    Rectangle,
    /// A rectangle with round corners.
    RoundedRectangle {
        /// Radius of the corners; at most half of the shorter edge is used.
        radius: Mm,
    },
    /// An ellipse.
    Ellipse,
    /// A line from the left to the right edge, in the middle of the box.
    Line,
    /// A star, first point up.
    Star {
        /// Number of points, 3 to 64.
        points: u8,
        /// Inner radius as a part of the outer one, 0.05 to 0.95.
        inner: f64,
    },
    /// A heart.
    Heart,
    /// A regular polygon, first corner up.
    Polygon {
        /// Number of corners, 3 to 64.
        corners: u8,
    },
}
