//! Parts of commands: one property of what layers hold, as it should become. What is out of range is refused, not bent.

use design::{
    Adjust, ArtworkId, Blend, Content, Crop, Feature, Fill, Fit, ImageFormat, Layer, Mask,
    PixelSize, Placed, Shadow, Span, Stroke, Swap, TextPath, Tone, VerticalAlign, Warp,
};
use geom::Mm;
use json::{FromJson, ToJson};

use crate::CommandId;
use crate::error::Kind;

/// One property and its new value.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Refinement {
    /// A gradient or a pattern in texts and shapes; `None` for the plain colour.
    Fill(Option<Fill>),
    /// Outlines around letters, innermost first.
    Outlines(Vec<Stroke>),
    /// Parts of texts that look another way.
    Spans(Vec<Span>),
    /// Extra space between paragraphs in ems.
    ParagraphSpacing(f64),
    /// How the box follows the text.
    Fit(Fit),
    /// Where lines lie in a box that is higher than they are.
    Vertical(VerticalAlign),
    /// OpenType features of whole texts.
    Features(Vec<Feature>),
    /// The line that texts run along.
    Path(Option<TextPath>),
    /// How texts are bent.
    Warp(Option<Warp>),
    /// Shadows of any layer.
    Shadows(Vec<Shadow>),
    /// How colours mix with those below.
    Blend(Blend),
    /// Mirrored, or back.
    Flip {
        /// Left to right.
        x: bool,
        /// Top to bottom.
        y: bool,
    },
    /// The part of pictures that is shown; their scale stays, and what is shown stays in its place.
    Crop(Option<Crop>),
    /// What pictures are cut to.
    Mask(Option<Mask>),
    /// How the colours of pictures are changed.
    Adjust(Adjust),
    /// What the colours of pictures are reduced to.
    Tone(Option<Tone>),
    /// Pictures as they came: whole, not cut, colours and direction as they were.
    Plain,
    /// Other pixels of the same picture, as one without its background: all else about it stays.
    Repaint {
        /// The bytes that are drawn.
        artwork: ArtworkId,
        /// Their format.
        format: ImageFormat,
        /// Their size.
        pixels: PixelSize,
        /// The picture as it was uploaded, where these were made from it.
        original: Option<ArtworkId>,
    },
    /// A drawing that was traced from the whole picture, in its place. Its size follows the picture's.
    Traced(Placed),
    /// Colours of drawings that are replaced.
    Swaps(Vec<Swap>),
}

impl Refinement {
    /// The label of its step.
    pub fn id(&self) -> CommandId {
        match self {
            Self::Fill(_) => CommandId::Fill,
            Self::Outlines(_) => CommandId::Outlines,
            Self::Spans(_) => CommandId::Spans,
            Self::ParagraphSpacing(_) | Self::Fit(_) | Self::Vertical(_) => CommandId::TextBox,
            Self::Features(_) => CommandId::Features,
            Self::Path(_) => CommandId::TextPath,
            Self::Warp(_) => CommandId::Warp,
            Self::Shadows(_) => CommandId::Shadows,
            Self::Blend(_) => CommandId::Blend,
            Self::Flip { .. } => CommandId::Flip,
            Self::Crop(_) => CommandId::Crop,
            Self::Mask(_) => CommandId::Mask,
            Self::Adjust(_) | Self::Tone(_) | Self::Plain => CommandId::Adjust,
            Self::Repaint { .. } => CommandId::Background,
            Self::Traced(_) => CommandId::Trace,
            Self::Swaps(_) => CommandId::Swaps,
        }
    }

    /// What it can be done to, for saying so when it cannot; `None` for every layer.
    pub(crate) fn needed(&self) -> Option<Kind> {
        match self {
            Self::Fill(_) => Some(Kind::Filled),
            Self::Outlines(_)
            | Self::Spans(_)
            | Self::ParagraphSpacing(_)
            | Self::Fit(_)
            | Self::Vertical(_)
            | Self::Features(_)
            | Self::Path(_)
            | Self::Warp(_) => Some(Kind::Text),
            Self::Crop(_)
            | Self::Mask(_)
            | Self::Adjust(_)
            | Self::Tone(_)
            | Self::Plain
            | Self::Repaint { .. }
            | Self::Traced(_) => Some(Kind::Picture),
            Self::Swaps(_) => Some(Kind::Drawing),
            Self::Shadows(_) | Self::Blend(_) | Self::Flip { .. } => None,
        }
    }

    /// Sets it where it applies.
    pub(crate) fn dress(&self, layer: &mut Layer) {
        match (self.clone(), &mut layer.content) {
            (Self::Shadows(shadows), _) => layer.shadows = shadows,
            (Self::Blend(blend), _) => layer.blend = blend,
            (Self::Flip { x, y }, _) => (layer.flip_x, layer.flip_y) = (x, y),
            (Self::Fill(fill), Content::Text(text)) => text.fill = fill,
            (Self::Fill(fill), Content::Shape(shape)) => shape.paint = fill,
            (Self::Outlines(outlines), Content::Text(text)) => text.outlines = outlines,
            (Self::Spans(spans), Content::Text(text)) => text.spans = spans,
            (Self::ParagraphSpacing(space), Content::Text(text)) => text.paragraph_spacing = space,
            (Self::Fit(fit), Content::Text(text)) => text.fit = fit,
            (Self::Vertical(vertical), Content::Text(text)) => text.vertical = vertical,
            (Self::Features(features), Content::Text(text)) => text.features = features,
            (Self::Path(path), Content::Text(text)) => text.path = path,
            (Self::Warp(warp), Content::Text(text)) => text.warp = warp,
            (Self::Crop(crop), Content::Image(image)) => image.crop = crop,
            (Self::Mask(mask), Content::Image(image)) => image.mask = mask,
            (Self::Adjust(adjust), Content::Image(image)) => image.adjust = adjust,
            (Self::Tone(tone), Content::Image(image)) => image.tone = tone,
            (Self::Plain, Content::Image(image)) => {
                (image.mask, image.tone, image.adjust) = (None, None, Adjust::default());
                (layer.flip_x, layer.flip_y) = (false, false);
            }
            (Self::Repaint { artwork, format, pixels, original }, Content::Image(image)) => {
                image.artwork = artwork;
                image.format = format;
                image.pixels = pixels;
                image.original = original;
            }
            (Self::Traced(drawing), content @ Content::Image(_)) => {
                let size = content.stated_size();
                let (width, height) = size.map_or((drawing.width, drawing.height), |size| {
                    (Mm::new(size.width), Mm::new(size.height))
                });
                *content = Content::Drawing(Placed { width, height, ..drawing });
            }
            (Self::Swaps(swaps), Content::Drawing(drawing)) => drawing.swaps = swaps,
            (_, Content::Text(_) | Content::Image(_) | Content::Shape(_) | Content::Drawing(_)) => {
            }
        }
    }
}
