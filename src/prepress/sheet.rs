//! A scene made ready for one canvas, and drawn band by band. A picture is the same to the last bit whether it is drawn
//! at once or in bands, and whatever memory there is.

use design::LayerId;
use geom::{Affine, Rect, Rgb};
use scene::{Item, Scene, SceneLayer};
use tiny_skia::{Color, FillRule, Paint, Path, Pixmap, PixmapPaint, Shader, Transform};

use crate::artwork::inspect;
use crate::canvas::Canvas;
use crate::outline::ROWS;
use crate::picture::{PictureCache, PictureMark};
use crate::{Artworks, PixelBudget, PressError, outline};

/// Rows of a band.
pub(crate) const BAND: u32 = 4 * ROWS;

/// A scene made ready for one canvas.
pub(crate) struct Sheet {
    layers: Vec<Prepared>,
}

struct Prepared {
    layer: LayerId,
    opacity: f32,
    marks: Vec<Mark>,
}

enum Mark {
    Shape { path: Path, colour: Rgb },
    Picture(PictureMark),
}

impl Mark {
    fn bounds(&self) -> tiny_skia::Rect {
        match self {
            Self::Shape { path, .. } => path.bounds(),
            Self::Picture(mark) => mark.bounds(),
        }
    }

    fn touches(&self, top: u32, rows: u32) -> bool {
        let bounds = self.bounds();
        // A pixel of margin: the rasteriser rounds outward.
        bounds.bottom() + 1.0 >= top as f32 && bounds.top() - 1.0 <= (top + rows) as f32
    }
}

impl Sheet {
    /// Prepares all layers. A layer whose picture cannot be used is handed to `skip`, which may end the job.
    pub(crate) fn prepare(
        scene: &Scene,
        canvas: &Canvas,
        artworks: &dyn Artworks,
        skip: &mut dyn FnMut(PressError) -> Result<(), PressError>,
    ) -> Result<Self, PressError> {
        let mut layers = Vec::with_capacity(scene.layers.len());
        for layer in &scene.layers {
            match Prepared::new(layer, canvas, artworks) {
                Ok(prepared) => layers.push(prepared),
                Err(error) => skip(error)?,
            }
        }
        Ok(Self { layers })
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
        for layer in &self.layers {
            if !layer.marks.iter().any(|mark| mark.touches(top, band.height())) {
                continue;
            }
            if layer.opacity >= 1.0 || layer.marks.len() == 1 {
                layer
                    .draw(band, top, layer.opacity, artworks, cache, budget)
                    .or_else(&mut *skip)?;
                continue;
            }
            let Some(mut group) = Pixmap::new(band.width(), band.height()) else { continue };
            let bytes = group.data().len();
            budget.take(bytes);
            let drawn = layer.draw(&mut group, top, 1.0, artworks, cache, budget);
            let paint = PixmapPaint { opacity: layer.opacity, ..PixmapPaint::default() };
            band.draw_pixmap(0, 0, group.as_ref(), &paint, Transform::identity(), None);
            budget.give_back(bytes);
            drawn.or_else(&mut *skip)?;
        }
        Ok(())
    }
}

impl Prepared {
    fn new(
        layer: &SceneLayer,
        canvas: &Canvas,
        artworks: &dyn Artworks,
    ) -> Result<Self, PressError> {
        let to_pixels = canvas.to_pixels * layer.to_side;
        let area = Rect::new(0.0, 0.0, f64::from(canvas.width), f64::from(canvas.height));
        let mut marks = Vec::new();
        for item in &layer.items {
            let mark = match item {
                Item::Fill { path, colour } => outline::filled(path, to_pixels)
                    .map(|path| Mark::Shape { path, colour: *colour }),
                Item::Stroke { path, colour, width } => {
                    outline::stroked(path, *width, to_pixels, canvas.scale)
                        .map(|path| Mark::Shape { path, colour: *colour })
                }
                Item::Image { artwork, size, .. } => {
                    let bytes = artworks
                        .bytes(*artwork)
                        .ok_or(PressError::MissingArtwork { layer: layer.id, artwork: *artwork })?;
                    let header = inspect(bytes)
                        .map_err(|reason| PressError::Artwork { layer: layer.id, reason })?;
                    let unit = to_pixels * Affine::scale_non_uniform(size.width, size.height);
                    PictureMark::plan(*artwork, header, unit, area).map(Mark::Picture)
                }
            };
            marks.extend(mark);
        }
        Ok(Self { layer: layer.id, opacity: layer.opacity.clamp(0.0, 1.0) as f32, marks })
    }

    fn draw(
        &self,
        band: &mut Pixmap,
        top: u32,
        opacity: f32,
        artworks: &dyn Artworks,
        cache: &mut PictureCache,
        budget: &mut PixelBudget,
    ) -> Result<(), PressError> {
        let rows = band.height();
        for mark in self.marks.iter().filter(|mark| mark.touches(top, rows)) {
            match mark {
                Mark::Shape { path, colour } => fill(band, path, top, *colour, opacity),
                Mark::Picture(mark) => {
                    let missing =
                        PressError::MissingArtwork { layer: self.layer, artwork: mark.artwork };
                    let bytes = artworks.bytes(mark.artwork).ok_or(missing)?;
                    let picture = cache
                        .picture(mark, bytes, budget)
                        .map_err(|reason| PressError::Artwork { layer: self.layer, reason })?;
                    mark.draw(&picture, band, top, opacity);
                }
            }
        }
        Ok(())
    }
}

fn fill(band: &mut Pixmap, path: &Path, top: u32, colour: Rgb, opacity: f32) {
    let channel = |value: u8| f32::from(value) / 255.0;
    let Some(colour) =
        Color::from_rgba(channel(colour.r), channel(colour.g), channel(colour.b), opacity)
    else {
        return;
    };
    let paint = Paint { shader: Shader::SolidColor(colour), ..Paint::default() };
    let to_band = Transform::from_translate(0.0, -(top as f32));
    band.fill_path(path, &paint, FillRule::Winding, to_band, None);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use catalog::SideId;
    use design::{ArtworkId, ImageFormat, PixelSize, ShapeKind};
    use geom::{Anchor, Angle, Frame, Mm, Point, Size};
    use scene::shape_outline;

    use super::*;
    use crate::Extent;
    use crate::png::screen_png;

    fn layer(id: u64, degrees: f64, opacity: f64, items: impl Fn(Size) -> Vec<Item>) -> SceneLayer {
        let size = Size::new(44.0, 66.0);
        let at = Point::new(25.0, 37.0);
        let frame = Frame::anchored(at, Anchor::Centre, size, Angle::degrees(degrees));
        SceneLayer { id: LayerId(id), frame, to_side: frame.to_side(), opacity, items: items(size) }
    }

    /// A side with turned curves, lines, a group and pictures larger and smaller than their print.
    fn busy_scene(originals: &mut geom::Table<ArtworkId, Vec<u8>>) -> Scene {
        let shape = |kind: ShapeKind, size: Size, colour: Rgb, width: f64| {
            let path = Arc::new(shape_outline(&kind, size));
            vec![
                Item::Fill { path: path.clone(), colour },
                Item::Stroke { path, colour: Rgb::BLACK, width },
            ]
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
            move |size: Size| vec![Item::Image { artwork, format: ImageFormat::Png, pixels, size }]
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
