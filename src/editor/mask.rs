//! What a shopper wrote, named or uploaded, replaced by something of the same shape, for recordings without personal
//! content. What it leaves as it is: places, sizes, fonts, colours, shapes, the product.

use std::sync::Arc;

use design::{
    ArtworkId, Content, Design, Fill, Fix, Image, Layer, Mask, Pattern, Placed, Source, Tile,
};

use crate::recording::Personal;
use crate::{Command, Refinement};

/// The design, without personal content where that is wanted.
pub(crate) fn masked(personal: Personal, design: &Design) -> Design {
    let mut design = design.clone();
    if personal == Personal::LeftOut {
        mask_text(&mut design.head.name);
        for layer in design.layers.values_mut() {
            mask_layer(Arc::make_mut(layer));
        }
    }
    design
}

/// Takes personal content out of a command.
pub(crate) fn mask_command(command: &mut Command) {
    match command {
        Command::AddText { content, .. } | Command::SetText { content, .. } => mask_text(content),
        Command::Rename { name, .. }
        | Command::RenameGroup { name, .. }
        | Command::RenameDesign { name } => mask_text(name),
        Command::AddImage { picture, .. } | Command::ReplaceImage { picture, .. } => {
            picture.artwork = some_artwork();
            mask_text(&mut picture.file_name);
        }
        Command::AddDrawing { drawing, .. } | Command::ReplaceDrawing { drawing, .. } => {
            mask_drawing(drawing);
        }
        Command::FillArea { fill } => mask_fill(fill),
        Command::Refine { how, .. } => match how {
            Refinement::Fill(Some(fill)) => mask_fill(fill),
            Refinement::Mask(Some(mask)) => mask_mask(mask),
            Refinement::Repaint { artwork, original, .. } => {
                *artwork = some_artwork();
                *original = original.map(|_| some_artwork());
            }
            Refinement::Traced(drawing) => mask_drawing(drawing),
            _ => {}
        },
        Command::AddLayers { layers, .. }
        | Command::Refill { layers, .. }
        | Command::Paste { layers } => {
            layers.iter_mut().for_each(mask_layer);
        }
        Command::Mend { mends } => mends.iter_mut().for_each(|mend| {
            if let Fix::Without { characters } = &mut mend.fix {
                mask_text(characters);
            }
        }),
        Command::Absorb { change } => {
            change.each_record(|head| mask_text(&mut head.name), mask_layer);
        }
        _ => {}
    }
}

fn mask_layer(layer: &mut Layer) {
    mask_text(&mut layer.name);
    layer.groups.iter_mut().for_each(|group| mask_text(&mut group.name));
    match &mut layer.content {
        Content::Text(text) => {
            mask_text(&mut text.content);
            text.fill.iter_mut().for_each(mask_fill);
        }
        Content::Image(Image { artwork, file_name, original, mask, .. }) => {
            *artwork = some_artwork();
            *original = original.map(|_| some_artwork());
            mask_text(file_name);
            mask.iter_mut().for_each(mask_mask);
        }
        Content::Shape(shape) => shape.paint.iter_mut().for_each(mask_fill),
        Content::Drawing(drawing) => mask_drawing(drawing),
    }
}

fn mask_drawing(drawing: &mut Placed) {
    drawing.artwork = some_artwork();
    mask_text(&mut drawing.name);
    match &mut drawing.source {
        Source::Code { content, .. } => mask_text(content),
        Source::Traced { original } => *original = some_artwork(),
        Source::Upload | Source::Motif { .. } => {}
    }
}

fn mask_fill(fill: &mut Fill) {
    if let Fill::Pattern(Pattern { tile, .. }) = fill {
        match tile {
            Tile::Drawing { artwork } | Tile::Image { artwork, .. } => *artwork = some_artwork(),
        }
    }
}

fn mask_mask(mask: &mut Mask) {
    match mask {
        Mask::Text { content, .. } => mask_text(content),
        Mask::Drawing { artwork } => *artwork = some_artwork(),
        Mask::Shape(_) => {}
    }
}

/// What stands for every picture and drawing.
fn some_artwork() -> ArtworkId {
    ArtworkId::of(b"a picture")
}

/// Other letters that take as many bytes, so that all places in the text stay what they are.
fn mask_text(text: &mut String) {
    *text = text
        .chars()
        .map(|letter| match (letter.is_whitespace() || letter.is_control(), letter.len_utf8()) {
            (true, _) => letter,
            (false, 1) => 'x',
            (false, 2) => 'ø',
            (false, 3) => '…',
            (false, _) => '😀',
        })
        .collect();
}
