//! What repeats in a pattern, from a layer of the design: its artwork where that is shown as it came, else a picture of how
//! it is shown. Drawing that picture is the press's.

use std::sync::Arc;

use catalog::PrintArea;
use design::{Blend, Content, Fill, Image, ImageFormat, Layer, Placed, Tile};
use editor::Command;
use geom::{Angle, Dpi, Mm};
use jobs::PrintFormat;
use scene::Resources;

use super::place::{first_pattern, keep_drawing, swapped};
use crate::editing::EditorStore;
use crate::editing::store::sentence;
use crate::editing::uploads::keep_picture;
use crate::press::Printing;
use crate::reader::ReadError;
use crate::words::words;

/// Longest edge in pixels of a picture that is drawn anew: sharp as a tile of 150 mm at 300 DPI.
const MOST_PIXELS: f64 = 1_800.0;

/// The tile that a layer can be, as it looks: cut, mirrored, in its colours. `None` for texts and shapes.
///
/// # Errors
/// Why its picture could not be drawn, as a sentence.
pub(super) async fn tile_of(
    store: EditorStore,
    layer: &Arc<Layer>,
) -> Result<Option<Tile>, String> {
    match &layer.content {
        Content::Drawing(placed) => Ok(Some(drawing_tile(store, placed))),
        Content::Image(image) if is_as_it_came(layer, image) => {
            let (artwork, format, pixels) = (image.artwork, image.format, image.pixels);
            Ok(Some(Tile::Image { artwork, format, pixels }))
        }
        Content::Image(image) => drawn(store, layer, image).await.map(Some),
        Content::Text(_) | Content::Shape(_) => Ok(None),
    }
}

/// Fills the print area with a tile, behind all else.
pub(super) fn fill_area(store: EditorStore, tile: Tile) {
    let fill = Fill::Pattern(first_pattern(store, tile));
    store.run(Command::FillArea { fill });
}

fn drawing_tile(store: EditorStore, Placed { artwork, swaps, .. }: &Placed) -> Tile {
    // Tiles have no colours of their own: a recoloured motif becomes a drawing in these colours.
    let drawing = store.atelier.studio().drawing(artwork).filter(|_| !swaps.is_empty());
    let made = drawing.map(|drawing| keep_drawing(store, &swapped(&drawing, swaps)));
    Tile::Drawing { artwork: made.unwrap_or(*artwork) }
}

/// Whether a tile of its bytes would look like the layer.
fn is_as_it_came(layer: &Layer, image: &Image) -> bool {
    let is_plain = image.crop.is_none() && image.mask.is_none();
    is_plain && image.adjust.is_none() && image.tone.is_none() && !layer.flip_x && !layer.flip_y
}

/// The picture as it is shown, upright and opaque, as a picture of its own.
async fn drawn(store: EditorStore, layer: &Layer, image: &Image) -> Result<Tile, String> {
    let alone = Layer {
        x: Mm::new(image.width.mm() / 2.0),
        y: Mm::new(image.height.mm() / 2.0),
        rotation: Angle::ZERO,
        opacity: 1.0,
        hidden: false,
        blend: Blend::Normal,
        shadows: Vec::new(),
        ..layer.clone()
    };
    let side = layer.side.clone();
    let mut design = store.read(|session| session.design().clone());
    design.layers = [(layer.id, Arc::new(alone))].into_iter().collect();
    let area = PrintArea {
        width: image.width,
        height: image.height,
        bleed: Mm::ZERO,
        safe_zone: Mm::ZERO,
    };
    // As sharp as the picture is, whatever of it is shown.
    let shown = image.crop.map_or(1.0, |crop| 1.0 - crop.left - crop.right);
    let own = Dpi::of(image.pixels.width, image.width).dpi() * shown;
    let inches = image.width.max(image.height).mm() / 25.4;
    let format = PrintFormat::Png { dpi: Dpi::new(own.min(MOST_PIXELS / inches)) };
    let press = Printing::new(&store.atelier.place().base);
    let made = press.print(store.atelier, design, (side, area, None), format, |_| {}).await;
    press.cancel();
    let bytes = made.map_err(|error| sentence(&error.to_string()))?;
    let kept = keep_picture(store, &bytes).await.map_err(|error| match error {
        ReadError::Failed(why) | ReadError::NotOutlines(why) => why,
        ReadError::Cancelled => words().picture_failed.to_owned(),
    })?;
    debug_assert_eq!(kept.format, ImageFormat::Png);
    Ok(Tile::Image { artwork: kept.id, format: kept.format, pixels: kept.pixels })
}
