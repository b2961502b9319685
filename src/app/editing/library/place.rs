//! Putting motifs on the product: by press, by drag, in a drawing's place, or as a pattern. Bytes are kept like uploads.

use std::rc::Rc;
use std::sync::Arc;

use design::{
    Arrangement, ArtworkId, Content, Fill, LayerId, Mask, Pattern, Placed, Source, Swap, Tile,
    write_drawing,
};
use editor::{Command, Refinement, Target};
use geom::{Angle, Drawing, Mm, Rgb};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::DragEvent;

use super::{Library, Purpose};
use crate::editing::EditorStore;
use crate::editing::panels::readable_on;
use crate::editing::store::sentence;
use crate::storage::ArtworkPart;

/// What a dragged motif is called in the drag's data.
pub(super) const DRAGGED: &str = "application/x-atelier-motif";
/// Contrast with the product below which a motif of one colour is drawn in black or white instead.
const LEAST_CONTRAST: f64 = 4.0;
/// Width of a pattern's tile as a part of the print area's shorter edge, and its gap as a part of that.
const TILE_PART: f64 = 0.14;
const GAP_PART: f64 = 0.25;

/// Whether a drag brings a motif.
pub(crate) fn drag_brings_motif(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&DRAGGED.into(), 0))
}

/// The place of the motif that was dropped. Call it in the event.
pub(crate) fn dropped_motif(event: &DragEvent) -> Option<usize> {
    event.data_transfer()?.get_data(DRAGGED).ok()?.parse().ok()
}

/// Puts a dropped motif where the pointer was, in pixels of the window.
pub(crate) fn place_dropped(library: Library, place: usize, (x, y): (f64, f64)) {
    let store = library.store;
    let area = store.read(|session| *session.area());
    let at = store.atelier.element(".print-area").map(|element| {
        let corner = element.get_bounding_client_rect();
        let part = |at: f64, from: f64, all: f64| (at - from) / all.max(1.0);
        (
            part(x, corner.left(), corner.width()) * area.width.mm(),
            part(y, corner.top(), corner.height()) * area.height.mm(),
        )
    });
    library.add(place, at);
}

impl Library {
    /// Does with a motif what the panel is open for.
    pub(crate) fn press(self, place: usize) {
        match self.purpose.get_untracked() {
            Purpose::Add => self.add(place, None),
            Purpose::Replace(layer) => self.replace(layer, place),
            Purpose::Fill(layer) => self.fill_layer(layer, place),
            Purpose::Mask(layer) => self.mask_layer(layer, place),
        }
        self.purpose.set(Purpose::Add);
    }

    fn add(self, place: usize, at: Option<(f64, f64)>) {
        let Some((drawing, motif, name)) = self.motif(place) else { return };
        let store = self.store;
        let artwork = keep_drawing(store, &drawing);
        let body = store.colour_untracked().parts.body;
        let drawing = Placed {
            artwork,
            width: Mm::new(drawing.size.width),
            height: Mm::new(drawing.size.height),
            name,
            swaps: seen_on(&drawing, body),
            source: Source::Motif { motif },
        };
        store.run(Command::AddDrawing { drawing, at });
    }

    fn replace(self, layer: LayerId, place: usize) {
        let Some((drawing, motif, name)) = self.motif(place) else { return };
        let artwork = keep_drawing(self.store, &drawing);
        let old = self.store.read(|session| {
            match session.design().layers.get(&layer).map(|layer| &layer.content) {
                Some(Content::Drawing(placed)) => Some(placed.clone()),
                _ => None,
            }
        });
        let Some(old) = old else { return };
        let body = self.store.colour_untracked().parts.body;
        // What was chosen for the old one holds for the new one, where both have few enough colours to tell.
        let chosen: Vec<Rgb> = old.swaps.iter().map(|swap| swap.to).collect();
        let colours = drawing.colours();
        let swaps = match (&chosen[..], &colours[..]) {
            ([], _) => seen_on(&drawing, body),
            (chosen, colours) if colours.len() <= chosen.len() => {
                let pairs = colours.iter().zip(chosen);
                pairs.map(|(from, to)| Swap { from: *from, to: *to }).collect()
            }
            (chosen, _) => super::palettes::swaps(&drawing, chosen),
        };
        let drawing = Placed {
            artwork,
            width: Mm::new(drawing.size.width),
            height: Mm::new(drawing.size.height),
            name,
            swaps,
            source: Source::Motif { motif },
        };
        self.store.run(Command::ReplaceDrawing { layer, drawing });
    }

    fn fill_layer(self, layer: LayerId, place: usize) {
        let Some((drawing, ..)) = self.motif(place) else { return };
        let list = self.list();
        let motif = list.as_ref().and_then(|list| list.motifs.get(place));
        let is_tile = motif.is_some_and(|motif| motif.id.starts_with("tile-"));
        // Tiles have no colours of their own: they are drawn as they are.
        let swaps = seen_on(&drawing, self.store.colour_untracked().parts.body);
        let artwork = keep_drawing(self.store, &swapped(&drawing, &swaps));
        let pattern = first_pattern(self.store, Tile::Drawing { artwork });
        let gap = if is_tile { Mm::new(0.0) } else { pattern.gap };
        self.fill_with(layer, Pattern { gap, ..pattern });
    }

    /// Fills a text or a shape.
    pub(super) fn fill_with(self, layer: LayerId, pattern: Pattern) {
        let how = Refinement::Fill(Some(Fill::Pattern(pattern)));
        self.store.run(Command::Refine { target: Target::Layers(vec![layer]), how });
    }

    fn mask_layer(self, layer: LayerId, place: usize) {
        let Some((drawing, ..)) = self.motif(place) else { return };
        self.cut_to(layer, keep_drawing(self.store, &drawing));
    }

    /// Cuts a picture to all that is drawn in a drawing.
    pub(super) fn cut_to(self, layer: LayerId, artwork: ArtworkId) {
        let how = Refinement::Mask(Some(Mask::Drawing { artwork }));
        self.store.run(Command::Refine { target: Target::Layers(vec![layer]), how });
    }

    fn motif(self, place: usize) -> Option<(Rc<Drawing>, String, String)> {
        let list = self.list()?;
        let motif = list.motifs.get(place)?;
        Some((self.drawing_now(place)?, motif.id.clone(), self.name(place)))
    }
}

/// A pattern as it is at first: in rows, of a size that shows several tiles.
pub(super) fn first_pattern(store: EditorStore, tile: Tile) -> Pattern {
    let area = store.read(|session| *session.area());
    let width = (area.width.min(area.height).mm() * TILE_PART).round().max(1.0);
    Pattern {
        tile,
        arrangement: Arrangement::Grid,
        width: Mm::new(width),
        gap: Mm::new((width * GAP_PART).round()),
        angle: Angle::ZERO,
    }
}

/// A motif of one colour is drawn so that it is seen on the product; others stay as they are.
pub(super) fn seen_on(drawing: &Drawing, body: Rgb) -> Vec<Swap> {
    match drawing.colours()[..] {
        [from] if from.contrast(body) < LEAST_CONTRAST => {
            vec![Swap { from, to: readable_on(body) }]
        }
        _ => Vec::new(),
    }
}

/// A drawing with its colours replaced for good.
pub(super) fn swapped(drawing: &Drawing, swaps: &[Swap]) -> Drawing {
    drawing.recoloured(&|colour| {
        swaps.iter().find(|swap| swap.from == colour).map_or(colour, |swap| swap.to)
    })
}

/// Keeps a drawing's bytes for the screen, for print and for later visits. Where storage refuses they stay in this tab, and
/// the save state says so.
pub(super) fn keep_drawing(store: EditorStore, drawing: &Drawing) -> ArtworkId {
    let bytes = write_drawing(drawing);
    let id = ArtworkId::of(&bytes);
    let bytes = Uint8Array::from(&bytes[..]);
    let atelier = store.atelier;
    atelier.keep_original(id, &bytes);
    // So that it is on the stage at once.
    atelier.studio().keep_drawing(id, Arc::new(drawing.clone()));
    let design = store.read(|session| session.design().id);
    spawn_local(async move {
        let Some(storage) = atelier.storage.get_untracked() else { return };
        // A drawing has no proxy: it is drawn as it is.
        if let Err(error) = storage.put_artwork(design, id, ArtworkPart::Original, &bytes).await {
            atelier.toast(&sentence(&error.to_string()), None);
        }
    });
    id
}
