//! Where the millimetres of a side land on pixels. Which part of a side is printed is decided here, once.

use geom::{Affine, Dpi, Mm, Rect, Size};
use scene::Scene;

use crate::PressError;
use crate::artwork::MAX_SIDE;

/// How much of a side a print file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The print area.
    #[default]
    Trim,
    /// The print area and its bleed on every edge.
    Bleed,
}

impl Extent {
    /// The rectangle in millimetres of the side.
    pub fn of(self, scene: &Scene) -> Rect {
        let trim = Rect::from_origin_size((0.0, 0.0), scene.trim);
        match self {
            Self::Trim => trim,
            Self::Bleed => trim.inflate(scene.bleed.mm(), scene.bleed.mm()),
        }
    }
}

/// A grid of pixels over a part of a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Canvas {
    /// Columns.
    pub(crate) width: u32,
    /// Rows.
    pub(crate) height: u32,
    /// Pixels a millimetre.
    pub(crate) scale: f64,
    /// From millimetres of the side to pixels.
    pub(crate) to_pixels: Affine,
}

impl Canvas {
    /// The grid at a resolution. Edges that fall between pixels are rounded to the nearest.
    pub(crate) fn at(scene: &Scene, extent: Extent, dpi: Dpi) -> Result<Self, PressError> {
        Self::of_part(extent.of(scene), dpi)
    }

    /// The grid over a rectangle of the side in millimetres.
    pub(crate) fn of_part(part: Rect, dpi: Dpi) -> Result<Self, PressError> {
        let pixels = |length: f64| Mm::new(length).pixels(dpi).round();
        Self::new(part, dpi.per_mm(), Size::new(pixels(part.width()), pixels(part.height())))
    }

    /// The grid with `width` columns.
    pub(crate) fn of_width(scene: &Scene, extent: Extent, width: u32) -> Result<Self, PressError> {
        let part = extent.of(scene);
        let scale = f64::from(width) / part.width();
        Self::new(
            part,
            scale,
            Size::new(f64::from(width), (part.height() * scale).round().max(1.0)),
        )
    }

    fn new(part: Rect, scale: f64, size: Size) -> Result<Self, PressError> {
        let within = |edge: f64| edge >= 1.0 && edge <= f64::from(MAX_SIDE);
        if !within(size.width) || !within(size.height) {
            return Err(PressError::Size { width: size.width as u64, height: size.height as u64 });
        }
        Ok(Self {
            width: size.width as u32,
            height: size.height as u32,
            scale,
            to_pixels: Affine::scale(scale) * Affine::translate(-part.origin().to_vec2()),
        })
    }
}
