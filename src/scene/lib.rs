//! Design + catalogue + resources -> [`Scene`]: finished geometry in millimetres, and the only place that computes positions.
//!
//! Screen, product picture, PNG, SVG and PDF all draw the same scene. It knows no pixels, selection or file formats.

mod drawing;
mod ground;
mod item;
mod outline;
mod paint;
mod ready;
mod resolve;
mod shadow;

pub use ground::Ground;
pub use item::{Cut, Group, Item, Look, Picture, Soft, bounds_of};
pub use outline::shape_outline;
pub use ready::{NoneReady, Ready, drawings};
pub use resolve::{Resources, estimated_text_size, frame_of, resolve, resolve_layer, to_side};

use catalog::{PrintArea, SideId};
use design::{ArtworkId, Blend, LayerId};
use geom::{Affine, Frame, Mm, Point, Size};

/// One side of a design, finished: what is printed, bottom layer first. Hidden layers are absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The side.
    pub side: SideId,
    /// Trim size of the print area in mm; the origin is its top left corner.
    pub trim: Size,
    /// How far art may run over the trim edge.
    pub bleed: Mm,
    /// What is drawn, bottom first.
    pub layers: Vec<SceneLayer>,
}

impl Scene {
    /// The side as it is printed on one size of the product: art `factor` times as large, and another print area, in whose
    /// top edge and middle those of the designed one come to lie.
    #[must_use]
    pub fn on_size(mut self, area: &PrintArea, factor: f64) -> Self {
        let shift = (area.width.mm() - self.trim.width * factor) / 2.0;
        let place = Affine::scale(factor).then_translate((shift, 0.0).into());
        for layer in &mut self.layers {
            layer.to_side = place * layer.to_side;
            let Frame { centre, size, .. } = &mut layer.frame;
            *centre = Point::new(centre.x * factor + shift, centre.y * factor);
            *size = Size::new(size.width * factor, size.height * factor);
        }
        self.trim = Size::new(area.width.mm(), area.height.mm());
        self.bleed = area.bleed;
        self
    }
}

/// A layer, finished.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneLayer {
    /// The layer of the document.
    pub id: LayerId,
    /// Where it lies, as handles show it.
    pub frame: Frame,
    /// From the items' own space (mm, origin in the frame's top left corner) to the side; mirrored layers are mirrored
    /// by it.
    pub to_side: Affine,
    /// 0 to 1, for all items together: overlaps of the items do not show through.
    pub opacity: f64,
    /// How all items together mix with the layers below.
    pub blend: Blend,
    /// What is drawn, bottom first. Empty while a text's outlines or a drawing have not come yet.
    pub items: Vec<Item>,
    /// What is not as the document says.
    pub notes: Vec<Note>,
}

/// What of a layer is not as the document says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Note {
    /// A drawing is not there, so that something is missing or plain.
    MissingDrawing(ArtworkId),
    /// A pattern has larger tiles, since there would be too many.
    LargerTiles {
        /// How many times larger.
        by: f64,
    },
}

impl SceneLayer {
    /// A layer that is drawn as it is: opaque, upright colours, nothing noted.
    pub fn plain(id: LayerId, frame: Frame, items: Vec<Item>) -> Self {
        let (to_side, blend) = (frame.to_side(), Blend::Normal);
        Self { id, frame, to_side, opacity: 1.0, blend, items, notes: Vec::new() }
    }

    /// The upright rectangle around all that is really drawn, lines and shadows included, on the side, in mm; `None`
    /// where nothing is drawn.
    pub fn drawn_bounds(&self) -> Option<geom::Rect> {
        bounds_of(&self.items, self.to_side)
    }

    /// Visits all items, outermost first, with the way to the layer's space.
    pub fn each(&self, visit: &mut dyn FnMut(&Item, Affine)) {
        self.items.iter().for_each(|item| item.each(Affine::IDENTITY, visit));
    }
}
