//! What a shopper wrote, named or uploaded, replaced by something of the same shape, for recordings without personal
//! content. What it leaves as it is: places, sizes, fonts, colours, shapes, the product.

use std::sync::Arc;

use design::{ArtworkId, Content, Design, Layer};

use crate::Command;
use crate::recording::Personal;

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
        Command::Rename { name, .. } | Command::RenameDesign { name } => mask_text(name),
        Command::AddImage { picture, .. } | Command::ReplaceImage { picture, .. } => {
            picture.artwork = some_picture();
            mask_text(&mut picture.file_name);
        }
        Command::AddLayers { layers, .. } | Command::Paste { layers } => {
            layers.iter_mut().for_each(mask_layer);
        }
        Command::Absorb { change } => {
            change.each_record(|head| mask_text(&mut head.name), mask_layer);
        }
        _ => {}
    }
}

fn mask_layer(layer: &mut Layer) {
    mask_text(&mut layer.name);
    match &mut layer.content {
        Content::Text(text) => mask_text(&mut text.content),
        Content::Image(image) => {
            image.artwork = some_picture();
            mask_text(&mut image.file_name);
        }
        Content::Shape(_) => {}
    }
}

/// What stands for every picture.
fn some_picture() -> ArtworkId {
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
