//! Layers -> finished layers. A text whose outlines are not there yet gets an estimated frame and no items.

use std::sync::Arc;

use catalog::{PrintArea, SideId};
use design::{ArtworkId, Content, Design, Image, Layer, Mask, Shape, Text, TextKey};
use geom::{
    Affine, BezPath, Clip, Drawing, FillRule, Frame, Join, Pen, Point, Rect, Rgb, Shape as _, Size,
    TextBlock, TextInk,
};

use crate::drawing::{fitted, items_of};
use crate::item::{Cut, Group, Item, Look, Picture, bounds_of};
use crate::paint::{filled, settled};
use crate::shadow::{shadowed, stencil};
use crate::{Note, Scene, SceneLayer, shape_outline};

/// What a scene needs beyond the design: finished text and drawings.
pub trait Resources {
    /// The outlines of a text, if they are there.
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>>;

    /// A drawing, if it is there.
    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>>;
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
    let mut notes = Vec::new();
    let items = items(layer, frame.size, resources, &mut notes);
    SceneLayer {
        id: layer.id,
        frame,
        to_side: to_side(layer, &frame),
        opacity: layer.opacity,
        blend: layer.blend,
        items: shadowed(items, &layer.shadows, (layer.flip_x, layer.flip_y)),
        notes,
    }
}

/// From a layer's own space (mm, from the top left corner of its box) to its side's: mirrored as it says, then placed.
pub fn to_side(layer: &Layer, frame: &Frame) -> Affine {
    let axis = |flip: bool, length: f64| if flip { (-1.0, length) } else { (1.0, 0.0) };
    let Size { width, height } = frame.size;
    let ((x, dx), (y, dy)) = (axis(layer.flip_x, width), axis(layer.flip_y, height));
    frame.to_side() * Affine::new([x, 0.0, 0.0, y, dx, dy])
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

fn items(layer: &Layer, size: Size, resources: &dyn Resources, notes: &mut Vec<Note>) -> Vec<Item> {
    match &layer.content {
        Content::Text(text) => resources
            .text(&text.key())
            .map_or_else(Vec::new, |block| text_items(text, &block, size, resources, notes)),
        Content::Image(image) => image_items(image, size, resources, notes),
        Content::Shape(shape) => shape_items(shape, size, resources, notes),
        Content::Drawing(placed) => match resources.drawing(&placed.artwork) {
            Some(drawing) => {
                let items = items_of(&drawing.nodes, &|colour| placed.swapped(colour));
                vec![Group::placed(fitted(&drawing, size), Arc::new(items))]
            }
            None => {
                notes.push(Note::MissingDrawing(placed.artwork));
                Vec::new()
            }
        },
    }
}

/// Outlines below the letters, outermost first, then the letters with their inks.
fn text_items(
    text: &Text,
    block: &TextBlock,
    size: Size,
    resources: &dyn Resources,
    notes: &mut Vec<Note>,
) -> Vec<Item> {
    let mut items = Vec::new();
    if !text.outlines.is_empty() {
        let path = Arc::new(block.outline());
        let mut reach = 0.0;
        for outline in &text.outlines {
            reach += outline.width.mm();
            // Half of the line lies inside, below the letters.
            let join = Join::Round;
            let pen = Pen { width: 2.0 * reach, join, cap: Default::default(), dashes: Vec::new() };
            let ink = outline.colour.into();
            items.insert(0, Item::Line { path: path.clone(), pen, ink, opacity: 1.0 });
        }
    }
    for piece in &block.pieces {
        let path = Arc::new(piece.outline.clone());
        let own = match &piece.ink {
            TextInk::Text => None,
            TextInk::Span(number) => text.spans.get(*number as usize).and_then(|span| span.colour),
            TextInk::Glyph(ink) => {
                let ((ink, opacity), rule) = (settled(ink), FillRule::NonZero);
                items.push(Item::Fill { path, rule, ink, opacity });
                continue;
            }
        };
        items.push(match own {
            Some(colour) => Item::fill(path, colour),
            None => filled(path, text.fill.as_ref(), text.colour, size, resources, notes),
        });
    }
    items
}

fn shape_items(
    shape: &Shape,
    size: Size,
    resources: &dyn Resources,
    notes: &mut Vec<Note>,
) -> Vec<Item> {
    let path = Arc::new(shape_outline(&shape.kind, size));
    let plain = shape.fill.or(shape.paint.as_ref().map(|_| Rgb::BLACK));
    let fill = plain
        .map(|plain| filled(path.clone(), shape.paint.as_ref(), plain, size, resources, notes));
    let line = shape.stroke.map(|stroke| Item::line(path, stroke.width.mm(), stroke.colour));
    fill.into_iter().chain(line).collect()
}

fn image_items(
    image: &Image,
    size: Size,
    resources: &dyn Resources,
    notes: &mut Vec<Note>,
) -> Vec<Item> {
    let picture = Item::Picture(Picture {
        artwork: image.artwork,
        format: image.format,
        pixels: image.pixels,
        size,
        crop: image.crop,
        look: Look { adjust: image.adjust, tone: image.tone, flat: None },
    });
    let Some(mask) = &image.mask else { return vec![picture] };
    let cut = match mask {
        Mask::Shape(kind) => cut_to(shape_outline(kind, size)),
        Mask::Text { .. } => {
            // Until the letters come nothing is shown, as with a text.
            let block = mask.text().and_then(|text| resources.text(&text.key()));
            let Some(block) = block else { return Vec::new() };
            let outline = block.outline();
            let place = contained(outline.bounding_box(), size);
            cut_to(place * outline)
        }
        Mask::Drawing { artwork } => {
            let Some(drawing) = resources.drawing(artwork) else {
                notes.push(Note::MissingDrawing(*artwork));
                return Vec::new();
            };
            let items = items_of(&drawing.nodes, &|colour| colour);
            let drawn = bounds_of(&items, Affine::IDENTITY).unwrap_or_default();
            stencil(&[Group::placed(contained(drawn, size), Arc::new(items))])
        }
    };
    vec![Group::cut(cut, vec![picture])]
}

fn cut_to(path: BezPath) -> Cut {
    Cut::Path(Arc::new(Clip { path, rule: FillRule::NonZero }))
}

/// Puts a rectangle into the middle of a box, as large as fits, in proportion.
fn contained(rect: Rect, size: Size) -> Affine {
    let scale = (size.width / rect.width()).min(size.height / rect.height());
    let scale = if scale.is_finite() { scale } else { 1.0 };
    let middle = Point::new(size.width / 2.0, size.height / 2.0);
    Affine::translate(middle.to_vec2())
        * Affine::scale(scale)
        * Affine::translate(-rect.center().to_vec2())
}
