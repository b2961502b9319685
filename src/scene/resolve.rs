//! Layers -> finished layers. A text whose outlines are not there yet gets an estimated frame and no items.

use std::sync::Arc;

use catalog::{PrintArea, SideId};
use design::{Content, Design, Layer, Text, TextKey};
use geom::{Affine, Frame, Rgb, Size, TextBlock, TextInk, TextPiece};

use crate::{Item, Scene, SceneLayer, shape_outline};

/// What a scene needs beyond the design: finished text.
pub trait Resources {
    /// The outlines of a text, if they are there.
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>>;
}

/// The finished side of a design.
pub fn resolve(
    design: &Design,
    side: &SideId,
    area: &PrintArea,
    resources: &dyn Resources,
) -> Scene {
    let layers = design
        .stack(side)
        .into_iter()
        .filter(|layer| !layer.hidden)
        .map(|layer| resolve_layer(layer, resources))
        .collect();
    Scene {
        side: side.clone(),
        trim: Size::new(area.width.mm(), area.height.mm()),
        bleed: area.bleed,
        layers,
    }
}

/// One finished layer; hidden layers too, for whoever shows them dimmed.
pub fn resolve_layer(layer: &Layer, resources: &dyn Resources) -> SceneLayer {
    let frame = frame_of(layer, resources);
    SceneLayer {
        id: layer.id,
        frame,
        to_side: frame.to_side(),
        opacity: layer.opacity,
        items: items(layer, frame.size, resources),
    }
}

/// Where a layer lies, as handles show it.
pub fn frame_of(layer: &Layer, resources: &dyn Resources) -> Frame {
    let size = match &layer.content {
        Content::Text(text) => resources.text(&text.key()).map_or_else(
            || estimated_text_size(text),
            |block| Size::new(block.width, block.height),
        ),
        content => content.stated_size().unwrap_or_default(),
    };
    layer.frame(size)
}

/// A guess at a text's size in mm, from counting letters, until its outlines come.
pub fn estimated_text_size(text: &Text) -> Size {
    /// Mean advance of Latin letters in ems.
    const MEAN_ADVANCE: f64 = 0.55;
    let em = text.size.mm();
    let advance = em * (MEAN_ADVANCE + text.letter_spacing).max(0.1);
    let lines: Vec<f64> =
        text.content.split('\n').map(|line| line.chars().count() as f64 * advance).collect();
    let longest = lines.iter().copied().fold(em * 0.5, f64::max);
    let (width, rows) = match text.width {
        Some(width) => {
            let wrap = width.mm().max(em * 0.5);
            (wrap, lines.iter().map(|line| (line / wrap).ceil().max(1.0)).sum::<f64>())
        }
        None => (longest, lines.len() as f64),
    };
    let height = text.fit.height().map_or(rows * em * text.line_height, geom::Mm::mm);
    Size::new(width, height)
}

fn items(layer: &Layer, size: Size, resources: &dyn Resources) -> Vec<Item> {
    match &layer.content {
        Content::Text(text) => resources.text(&text.key()).map_or_else(Vec::new, |block| {
            let piece = |piece: &TextPiece| Item::Fill {
                path: Arc::new(piece.outline.clone()),
                colour: colour_of(text, &piece.ink),
            };
            block.pieces.iter().map(piece).collect()
        }),
        Content::Drawing(_) => Vec::new(),
        Content::Image(image) => vec![Item::Image {
            artwork: image.artwork,
            format: image.format,
            pixels: image.pixels,
            size,
        }],
        Content::Shape(shape) => {
            let path = Arc::new(shape_outline(&shape.kind, size));
            let fill = shape.fill.map(|colour| Item::Fill { path: path.clone(), colour });
            let stroke = shape.stroke.map(|stroke| Item::Stroke {
                path,
                colour: stroke.colour,
                width: stroke.width.mm(),
            });
            fill.into_iter().chain(stroke).collect()
        }
    }
}

/// The colour of a piece of a text.
fn colour_of(text: &Text, ink: &TextInk) -> Rgb {
    let own = match ink {
        TextInk::Text => None,
        TextInk::Span(number) => text.spans.get(*number as usize).and_then(|span| span.colour),
        TextInk::Glyph(ink) => ink.colours().first().copied(),
    };
    own.unwrap_or(text.colour)
}

impl SceneLayer {
    /// The upright rectangle around all that is drawn, strokes included, on the side, in mm.
    pub fn drawn_bounds(&self) -> geom::Rect {
        let grow = self.items.iter().fold(0.0_f64, |grow, item| match item {
            Item::Stroke { width, .. } => grow.max(width / 2.0),
            Item::Fill { .. } | Item::Image { .. } => grow,
        });
        let frame = Frame {
            size: Size::new(
                self.frame.size.width + 2.0 * grow,
                self.frame.size.height + 2.0 * grow,
            ),
            ..self.frame
        };
        frame.bounds()
    }

    /// The same layer moved as a whole by a transform of the side.
    #[must_use]
    pub fn transformed(mut self, by: Affine) -> Self {
        self.to_side = by * self.to_side;
        self
    }
}
