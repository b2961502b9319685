//! A scene made ready for one canvas, and drawn band by band. A picture is the same to the last bit whether it is drawn
//! at once or in bands, and whatever memory there is.

use design::{Blend, LayerId};
use geom::Rect;
use scene::{Note, Scene, SceneLayer};
use tiny_skia::{BlendMode, Pixmap};

use crate::canvas::Canvas;
use crate::mark::{Draw, Marks, Plan};
use crate::outline::ROWS;
use crate::picture::PictureCache;
use crate::surface::Surface;
use crate::{Artworks, PixelBudget, PressError};

/// Rows of a band.
pub(crate) const BAND: u32 = 4 * ROWS;

/// A scene made ready for one canvas.
pub(crate) struct Sheet {
    layers: Vec<Prepared>,
    canvas: (u32, u32),
}

struct Prepared {
    layer: LayerId,
    opacity: f32,
    blend: BlendMode,
    marks: Marks,
}

/// What a layer needs that is not there, if anything.
pub(crate) fn missing(layer: &SceneLayer) -> Result<(), PressError> {
    for note in &layer.notes {
        match *note {
            Note::MissingDrawing(artwork) => {
                return Err(PressError::MissingArtwork { layer: layer.id, artwork });
            }
            Note::LargerTiles { .. } => {}
        }
    }
    Ok(())
}

impl Sheet {
    /// Prepares all layers. A layer whose picture cannot be used is handed to `skip`, which may end the job.
    pub(crate) fn prepare(
        scene: &Scene,
        canvas: &Canvas,
        artworks: &dyn Artworks,
        skip: &mut dyn FnMut(PressError) -> Result<(), PressError>,
    ) -> Result<Self, PressError> {
        let area = Rect::new(0.0, 0.0, f64::from(canvas.width), f64::from(canvas.height));
        let mut layers = Vec::with_capacity(scene.layers.len());
        for layer in &scene.layers {
            let plan = Plan { layer: layer.id, artworks, area };
            let place = canvas.to_pixels * layer.to_side;
            match missing(layer).and_then(|()| plan.marks(&layer.items, place, canvas.scale)) {
                Ok(marks) => layers.push(Prepared {
                    layer: layer.id,
                    opacity: layer.opacity.clamp(0.0, 1.0) as f32,
                    blend: blend_mode(layer.blend),
                    marks,
                }),
                Err(error) => skip(error)?,
            }
        }
        Ok(Self { layers, canvas: (canvas.width, canvas.height) })
    }

    /// Draws the rows from `top` on that fit in `band`, on top of what is there. A picture that turns out to be damaged
    /// is handed to `skip`, which may end the job.
    pub(crate) fn draw(
        &self,
        band: &mut Pixmap,
        top: u32,
        artworks: &dyn Artworks,
        cache: &mut PictureCache,
        budget: &mut PixelBudget,
        skip: &mut dyn FnMut(PressError) -> Result<(), PressError>,
    ) -> Result<(), PressError> {
        let mut surface = Surface { pixels: band, left: 0, top, canvas: self.canvas };
        for Prepared { layer, opacity, blend, marks } in &self.layers {
            let mut draw = Draw { layer: *layer, artworks, cache, budget };
            marks.draw(&mut surface, *opacity, *blend, &mut draw).or_else(&mut *skip)?;
        }
        Ok(())
    }
}

/// The rasteriser's name for a way of mixing.
fn blend_mode(blend: Blend) -> BlendMode {
    match blend {
        Blend::Normal => BlendMode::SourceOver,
        Blend::Multiply => BlendMode::Multiply,
        Blend::Screen => BlendMode::Screen,
        Blend::Overlay => BlendMode::Overlay,
        Blend::Darken => BlendMode::Darken,
        Blend::Lighten => BlendMode::Lighten,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use catalog::SideId;
    use design::{ArtworkId, ImageFormat, PixelSize, ShapeKind};
    use geom::{Anchor, Angle, Frame, Mm, Point, Rgb, Size};
    use scene::{Item, Look, Picture, shape_outline};

    use super::*;
    use crate::Extent;
    use crate::png::screen_png;

    fn layer(id: u64, degrees: f64, opacity: f64, items: impl Fn(Size) -> Vec<Item>) -> SceneLayer {
        let size = Size::new(44.0, 66.0);
        let at = Point::new(25.0, 37.0);
        let frame = Frame::anchored(at, Anchor::Centre, size, Angle::degrees(degrees));
        SceneLayer { opacity, ..SceneLayer::plain(LayerId(id), frame, items(size)) }
    }

    /// A side with turned curves, lines, a group and pictures larger and smaller than their print.
    fn busy_scene(originals: &mut geom::Table<ArtworkId, Vec<u8>>) -> Scene {
        let shape = |kind: ShapeKind, size: Size, colour: Rgb, width: f64| {
            let path = Arc::new(shape_outline(&kind, size));
            vec![Item::fill(path.clone(), colour), Item::line(path, width, Rgb::BLACK)]
        };
        let mut picture = |side: u32| {
            let pixels = PixelSize { width: side, height: side };
            let rgba: Vec<u8> = (0..side * side)
                .flat_map(|at| {
                    [(at % 251) as u8, (at / side) as u8, (at % 7 * 36) as u8, (at % side) as u8]
                })
                .collect();
            let file = screen_png(&rgba, pixels).unwrap();
            let artwork = ArtworkId::of(&file);
            originals.insert(artwork, file);
            move |size: Size| {
                let (format, look) = (ImageFormat::Png, Look::default());
                let crop = None;
                vec![Item::Picture(Picture { artwork, format, pixels, size, crop, look })]
            }
        };
        let (small, large) = (picture(40), picture(900));
        let star = ShapeKind::Star { points: 7, inner: 0.5 };
        let layers = vec![
            layer(1, 11.0, 1.0, |size| shape(star, size, Rgb::new(200, 40, 60), 0.8)),
            layer(2, -33.0, 0.8, small),
            layer(3, 71.0, 0.5, |size| shape(ShapeKind::Ellipse, size, Rgb::new(40, 90, 160), 5.0)),
            layer(4, 45.0, 0.9, large),
        ];
        let side = SideId::new("front").unwrap();
        Scene { side, trim: Size::new(50.0, 75.0), bleed: Mm::ZERO, layers }
    }

    fn drawn_in_bands_of(rows: u32) -> Vec<u8> {
        let mut originals = geom::Table::new();
        let scene = busy_scene(&mut originals);
        let canvas = Canvas::of_width(&scene, Extent::Trim, 600).unwrap();
        let sheet = Sheet::prepare(&scene, &canvas, &originals, &mut Err).unwrap();
        let (mut cache, mut budget) = (PictureCache::new(), PixelBudget::default());
        let mut pixels = Vec::new();
        for top in (0..canvas.height).step_by(rows as usize) {
            let mut band = Pixmap::new(canvas.width, rows.min(canvas.height - top)).unwrap();
            sheet.draw(&mut band, top, &originals, &mut cache, &mut budget, &mut Err).unwrap();
            pixels.extend_from_slice(band.data());
        }
        pixels
    }

    #[test]
    fn bands_of_any_height_give_the_bytes_of_the_whole() {
        let whole = drawn_in_bands_of(16 * ROWS);
        assert_eq!(whole.len(), 600 * 900 * 4);
        for rows in [ROWS, BAND, 5 * ROWS] {
            assert!(drawn_in_bands_of(rows) == whole, "bands of {rows} rows");
        }
    }
}
