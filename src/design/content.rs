//! What a layer holds. Sizes in mm; no positions, no outlines.

use std::borrow::Cow;

use geom::Size;
use json::{FromJson, ToJson};

use crate::{ArtworkId, Fill, Image, Mask, Pattern, Placed, Shape, Source, Text, Tile};

/// What a layer holds.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Content {
    /// A text.
    Text(Text),
    /// A picture made of pixels.
    Image(Image),
    /// A drawn shape.
    Shape(Shape),
    /// Vector artwork: a motif, an uploaded drawing, a code.
    Drawing(Placed),
}

impl Content {
    /// Width and height that the document states; `None` for text, whose size comes from shaping.
    pub fn stated_size(&self) -> Option<Size> {
        let (width, height) = match self {
            Self::Text(_) => return None,
            Self::Image(image) => (image.width, image.height),
            Self::Shape(shape) => (shape.width, shape.height),
            Self::Drawing(drawing) => (drawing.width, drawing.height),
        };
        Some(Size::new(width.mm(), height.mm()))
    }

    /// The text that is to be shaped: its own, or the letters that cut it.
    pub fn shaped(&self) -> Option<Cow<'_, Text>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Image(image) => image.mask.as_ref()?.text().map(Cow::Owned),
            Self::Shape(_) | Self::Drawing(_) => None,
        }
    }

    /// The drawings that it needs: itself, what cuts it, and what it is filled with.
    pub fn drawings(&self) -> impl Iterator<Item = ArtworkId> {
        let own = match self {
            Self::Image(Image { mask: Some(Mask::Drawing { artwork }), .. })
            | Self::Drawing(Placed { artwork, .. }) => Some(*artwork),
            Self::Image(_) | Self::Text(_) | Self::Shape(_) => None,
        };
        let tile = match self.fill() {
            Some(Fill::Pattern(Pattern { tile: Tile::Drawing { artwork }, .. })) => Some(*artwork),
            Some(Fill::Pattern(_) | Fill::Linear { .. } | Fill::Radial { .. }) | None => None,
        };
        own.into_iter().chain(tile)
    }

    /// Whether it is a code for cameras, which they read only as it is.
    pub fn is_code(&self) -> bool {
        matches!(self, Self::Drawing(Placed { source: Source::Code { .. }, .. }))
    }

    /// What fills it instead of its plain colour.
    pub fn fill(&self) -> Option<&Fill> {
        match self {
            Self::Text(text) => text.fill.as_ref(),
            Self::Shape(shape) => shape.paint.as_ref(),
            Self::Image(_) | Self::Drawing(_) => None,
        }
    }

    /// The artwork that it needs, in the order of use; one may come twice.
    pub fn artworks(&self) -> Vec<ArtworkId> {
        let own = match self {
            Self::Image(image) => {
                let masked = match &image.mask {
                    Some(Mask::Drawing { artwork }) => Some(*artwork),
                    Some(Mask::Shape(_) | Mask::Text { .. }) | None => None,
                };
                [Some(image.artwork), image.original, masked]
            }
            Self::Drawing(drawing) => [Some(drawing.artwork), drawing.original(), None],
            Self::Text(_) | Self::Shape(_) => [None; 3],
        };
        let tile = match self.fill() {
            Some(Fill::Pattern(pattern)) => Some(pattern.tile.artwork()),
            Some(Fill::Linear { .. } | Fill::Radial { .. }) | None => None,
        };
        own.into_iter().flatten().chain(tile).collect()
    }
}
