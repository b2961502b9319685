//! What a template keeps as it is: no command changes that, however it came about. Undo, other tabs and the template's own
//! filling in are not held up.

use design::{Content, Layer};

use crate::{Change, CommandError, LayerEdit};

/// The first thing in a change that a template keeps.
pub(crate) fn first_kept(change: &Change) -> Option<CommandError> {
    change.layers().iter().find_map(|(id, LayerEdit { before, after })| {
        let before = before.as_ref()?;
        let keep = before.keep;
        let touched = match after {
            // What must stay as it is cannot go either.
            None => keep.place || keep.look || keep.content,
            Some(after) => {
                keep.place && place(before) != place(after)
                    || keep.look && look(before) != look(after)
                    || keep.content && said(before) != said(after)
            }
        };
        touched.then_some(CommandError::Kept { layer: *id })
    })
}

fn place(layer: &Layer) -> impl PartialEq + '_ {
    let size = match &layer.content {
        Content::Text(text) => (text.size, text.width),
        Content::Image(image) => (image.width, Some(image.height)),
        Content::Shape(shape) => (shape.width, Some(shape.height)),
        Content::Drawing(drawing) => (drawing.width, Some(drawing.height)),
    };
    let flips = (layer.flip_x, layer.flip_y);
    (&layer.side, layer.x, layer.y, layer.rotation, flips, size)
}

/// Everything but place and words: both sides are brought to the same of these, and then compared.
fn look(layer: &Layer) -> impl PartialEq + use<> {
    let mut content = layer.content.clone();
    match &mut content {
        Content::Text(text) => {
            text.content = String::new();
            text.spans = Vec::new();
            text.size = geom::Mm::ZERO;
            text.width = None;
            for outline in &mut text.outlines {
                outline.width = geom::Mm::ZERO;
            }
        }
        Content::Image(image) => {
            image.width = geom::Mm::ZERO;
            image.height = geom::Mm::ZERO;
        }
        Content::Shape(shape) => {
            shape.width = geom::Mm::ZERO;
            shape.height = geom::Mm::ZERO;
        }
        Content::Drawing(drawing) => {
            drawing.width = geom::Mm::ZERO;
            drawing.height = geom::Mm::ZERO;
        }
    }
    (content, layer.opacity, layer.blend, layer.shadows.clone(), layer.hidden)
}

/// What it says or shows.
fn said(layer: &Layer) -> impl PartialEq + '_ {
    match &layer.content {
        Content::Text(text) => (Some(&text.content), None, None),
        Content::Image(image) => (None, Some(image.artwork), None),
        Content::Shape(shape) => (None, None, Some(shape.kind)),
        Content::Drawing(drawing) => (None, Some(drawing.artwork), None),
    }
}
