//! Where a side lies on its page, and the page's boxes. Nothing is drawn.

use geom::{Affine, Mm, Point};
use pdf_writer::Rect;
use scene::Scene;

use super::request::{PdfMarks, PdfRequest};
use crate::Extent;

/// Room for marks around the bleed, in mm.
pub(super) const ROOM: f64 = 12.0;

/// A page: what it holds and how far marks reach. All in mm of the side.
pub(super) struct Sheet {
    pub(super) trim: geom::Rect,
    /// What may be printed.
    pub(super) bleed: geom::Rect,
    /// The whole page.
    pub(super) media: geom::Rect,
    /// From the side's millimetres, y down, to the page's points, y up.
    pub(super) to_page: Affine,
}

impl Sheet {
    pub(super) fn of(scene: &Scene, request: &PdfRequest<'_>) -> Self {
        let extent = Extent::from(request.extent);
        let room = if request.marks == PdfMarks::None { 0.0 } else { ROOM };
        let over = match extent {
            Extent::Bleed => scene.bleed.mm(),
            Extent::Trim => 0.0,
        };
        let (trim, bleed) = (Extent::Trim.of(scene), extent.of(scene));
        let unit = Mm::new(1.0).points();
        let margin = over + room;
        let bottom = scene.trim.height + margin;
        Self {
            trim,
            bleed,
            media: bleed.inflate(room, room),
            to_page: Affine::new([unit, 0.0, 0.0, -unit, margin * unit, bottom * unit]),
        }
    }

    /// A part of the side in the page's points.
    pub(super) fn points(&self, part: geom::Rect) -> Rect {
        let low = self.to_page * Point::new(part.x0, part.y1);
        let high = self.to_page * Point::new(part.x1, part.y0);
        Rect::new(low.x as f32, low.y as f32, high.x as f32, high.y as f32)
    }
}
