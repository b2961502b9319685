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

    /// Bytes of the largest picture on it, decoded.
    pub(crate) fn largest_picture(&self) -> usize {
        self.layers.iter().map(|layer| layer.marks.largest_picture()).max().unwrap_or(0)
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
    use geom::{
        Affine, Anchor, Angle, Cap, Clip, FillRule, Frame, Ink, Join, Mm, Pen, Point, Rgb, Size,
        Stop,
    };
    use scene::{Cut, Group, Item, Look, Picture, Soft, shape_outline};

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
        let mut layers = vec![
            layer(1, 11.0, 1.0, |size| shape(star, size, Rgb::new(200, 40, 60), 0.8)),
            layer(2, -33.0, 0.8, small),
            layer(3, 71.0, 0.5, |size| shape(ShapeKind::Ellipse, size, Rgb::new(40, 90, 160), 5.0)),
            layer(4, 45.0, 0.9, large),
            layer(5, 20.0, 0.9, painted),
        ];
        layers[4].blend = Blend::Multiply;
        let side = SideId::new("front").unwrap();
        Scene { side, trim: Size::new(50.0, 75.0), bleed: Mm::ZERO, layers }
    }

    /// Gradients, a dashed line, tiles in a faded cut, a stencil and soft shadows, one of them in a group.
    fn painted(size: Size) -> Vec<Item> {
        let stop = |at, colour, opacity| Stop { at, colour, opacity };
        let stops = vec![
            stop(0.0, Rgb::new(214, 40, 57), 1.0),
            stop(0.6, Rgb::new(244, 178, 62), 0.3),
            stop(1.0, Rgb::new(20, 120, 126), 1.0),
        ];
        let outline = Arc::new(shape_outline(&ShapeKind::Heart, size));
        let (from, to) = (Point::ORIGIN, Point::new(size.width, size.height));
        let linear = Ink::Linear { from, to, stops: stops.clone() };
        let radial = Ink::Radial { centre: Point::new(20.0, 20.0), radius: 25.0, stops };
        let pen = Pen { width: 2.0, cap: Cap::Round, join: Join::Bevel, dashes: vec![5.0, 3.5] };
        let line = Item::Line { path: outline.clone(), pen, ink: radial.clone(), opacity: 0.8 };
        let group = |place, opacity, cut, items| {
            Item::Group(Group { place, opacity, cut, items: Arc::new(items) })
        };
        let tile = shape_outline(&ShapeKind::Polygon { corners: 5 }, Size::new(5.0, 5.0));
        let tile = Item::fill(Arc::new(tile), radial);
        let tiles = (0..40).map(|at| {
            let place = (f64::from(at % 5) * 9.0, f64::from(at / 5) * 9.0);
            group(Affine::translate(place), 1.0, None, vec![tile.clone()])
        });
        let clip = Clip { path: (*outline).clone(), rule: FillRule::EvenOdd };
        let cut = Some(Cut::Path(Arc::new(clip)));
        let tiles = group(Affine::IDENTITY, 0.7, cut, tiles.collect());
        let soft = |blur| {
            let items = Arc::new(vec![Item::fill(outline.clone(), Rgb::BLACK)]);
            Item::Soft(Soft { blur, colour: Rgb::BLACK, items })
        };
        let stencil = Cut::Alpha(Arc::new(vec![line.clone(), soft(6.0)]));
        let stencilled = group(
            Affine::translate((3.0, -4.0)),
            1.0,
            Some(stencil),
            vec![Item::fill(outline.clone(), linear.clone())],
        );
        vec![soft(1.5), tiles, Item::fill(outline.clone(), linear), line, stencilled]
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
