//! Fills beyond one colour: gradients and patterns, in terms of the layer's box.

use geom::{Angle, Mm, Stop};
use json::{FromJson, ToJson};

use crate::{ArtworkId, ImageFormat, PixelSize};

/// A gradient or a pattern that fills letters or a shape.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fill {
    /// Colours along a line through the box's middle, from edge to edge.
    Linear {
        /// Its direction: 0 runs to the right, 90 down.
        angle: Angle,
        /// Two to eight stops, ascending.
        stops: Vec<Stop>,
    },
    /// Colours from the box's middle to its farthest corner.
    Radial {
        /// Two to eight stops, ascending.
        stops: Vec<Stop>,
    },
    /// Tiles.
    Pattern(Pattern),
}

/// Most stops of a fill.
pub const MAX_FILL_STOPS: usize = 8;

/// Tiles that repeat, the first one's middle in the box's middle.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Pattern {
    /// What repeats.
    pub tile: Tile,
    /// How tiles lie.
    pub arrangement: Arrangement,
    /// Width of a tile; its height follows from its proportion. 1 to 500 mm.
    pub width: Mm,
    /// Space between tiles, 0 to 500 mm.
    pub gap: Mm,
    /// Clockwise turn of the whole pattern.
    pub angle: Angle,
}

/// What repeats in a pattern.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Tile {
    /// A drawing.
    Drawing {
        /// Its bytes.
        artwork: ArtworkId,
    },
    /// A picture.
    Image {
        /// Its bytes.
        artwork: ArtworkId,
        /// Their format.
        format: ImageFormat,
        /// Size in pixels after EXIF orientation.
        pixels: PixelSize,
    },
}

impl Tile {
    /// The artwork that repeats.
    pub fn artwork(&self) -> ArtworkId {
        match self {
            Self::Drawing { artwork } | Self::Image { artwork, .. } => *artwork,
        }
    }
}

/// How the tiles of a pattern lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Arrangement {
    /// In rows and columns.
    #[default]
    Grid,
    /// Every other row half a tile to the right.
    Brick,
    /// Every other column half a tile down.
    HalfDrop,
}
