//! Where the text that is typed lies: from pixels of the window to millimetres of its lines, however it is turned, mirrored
//! or bent.

use std::sync::Arc;

use design::{Content, Layer, LayerId, Text, TextKey};
use geom::{Affine, Frame, Point, TextBlock};
use leptos::prelude::*;
use scene::Resources;

use crate::editing::EditorStore;
use crate::editing::board::Board;

/// A text on the stage.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    store: EditorStore,
    board: Memo<Board>,
    layer: Memo<Option<Arc<Layer>>>,
    key: Memo<Option<TextKey>>,
    seat: Memo<Option<Seat>>,
}

/// Where a text's block lies on its side.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Seat {
    /// Its frame.
    pub frame: Frame,
    /// From the block to the side: turned, and mirrored as the layer is.
    pub to_side: Affine,
}

impl Sight {
    pub(super) fn new(store: EditorStore, id: LayerId, board: Memo<Board>) -> Self {
        let state = store.layer(id);
        let layer = Memo::new(move |_| state.as_ref().map(|state| state.get().layer));
        let key = Memo::new(move |_| {
            layer.with(|layer| layer.as_ref().and_then(|it| text_of(&it.content).map(Text::key)))
        });
        // While outlines are on their way, it stays where it was.
        let seat = Memo::new(move |before: Option<&Option<Seat>>| {
            store.outlines.track();
            let layer = layer.get()?;
            let scene = store.scene_layer(&layer);
            let now = Seat { frame: scene.frame, to_side: scene.to_side };
            match before.copied().flatten() {
                Some(before) if scene.items.is_empty() => Some(before),
                _ => Some(now),
            }
        });
        Self { store, board, layer, key, seat }
    }

    /// Where it lies, tracked.
    pub(super) fn seat(self) -> Option<Seat> {
        self.seat.get()
    }

    /// A part of the text, tracked.
    pub(super) fn text<T>(self, read: impl FnOnce(&Text) -> T) -> Option<T> {
        self.layer.with(|layer| layer.as_ref().and_then(|it| text_of(&it.content)).map(read))
    }

    /// What it says, tracked.
    pub(super) fn words(self) -> String {
        self.text(|text| text.content.clone()).unwrap_or_default()
    }

    /// Its lines, tracked. `None` while they are on their way.
    pub(super) fn block(self) -> Option<Arc<TextBlock>> {
        self.store.outlines.track();
        self.key.with(|key| self.store.atelier.studio().text(key.as_ref()?))
    }

    /// A place of the window as a point of the block.
    pub(super) fn point(self, x: f64, y: f64) -> Option<Point> {
        let stage = self.store.atelier.element(".stage-view")?.get_bounding_client_rect();
        let on_stage = Point::new(x - stage.left(), y - stage.top());
        let seat = self.seat.get_untracked()?;
        Some(seat.to_side.inverse() * self.board.get_untracked().to_mm(on_stage))
    }

    /// A point of the block as a place of the window.
    pub(super) fn place(self, point: Point) -> Option<Point> {
        let stage = self.store.atelier.element(".stage-view")?.get_bounding_client_rect();
        let seat = self.seat.get_untracked()?;
        let on_stage = self.board.get_untracked().to_px(seat.to_side * point);
        Some(Point::new(on_stage.x + stage.left(), on_stage.y + stage.top()))
    }
}

fn text_of(content: &Content) -> Option<&Text> {
    match content {
        Content::Text(text) => Some(text),
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}
