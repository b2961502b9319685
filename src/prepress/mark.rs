//! Items made ready for one canvas: polygons, pictures, soft shadows and groups of them, in pixels; and drawing them.

use design::LayerId;
use geom::{Affine, FillRule, Ink, Rect, Rgb, Stop};
use scene::{Cut, Group, Item};
use tiny_skia::{
    BlendMode, Color, GradientStop, LinearGradient, Paint, Path, Pixmap, PixmapPaint, Point,
    RadialGradient, Shader, SpreadMode, Transform,
};

use crate::artwork::inspect;
use crate::picture::{PictureCache, PictureMark};
use crate::soft::SoftMark;
use crate::surface::Surface;
use crate::{Artworks, PixelBudget, PressError, outline};

/// Things to draw in order, and the pixels that they may touch.
#[derive(Default)]
pub(crate) struct Marks {
    marks: Vec<Mark>,
    bounds: Option<tiny_skia::Rect>,
}

enum Mark {
    Shape { path: Path, rule: tiny_skia::FillRule, shade: Shade, opacity: f32 },
    Picture(Box<PictureMark>),
    Soft(Box<SoftMark>),
    Group { marks: Marks, cut: Option<Marks>, opacity: f32, bounds: Option<tiny_skia::Rect> },
}

/// What an outline is filled with.
enum Shade {
    Solid(Rgb),
    Gradient {
        /// From the unit circle, or the line from (0, 0) to (1, 0), to pixels of the canvas.
        to_canvas: Affine,
        is_radial: bool,
        stops: Vec<Stop>,
    },
}

/// What planning needs.
#[derive(Clone, Copy)]
pub(crate) struct Plan<'a> {
    pub(crate) layer: LayerId,
    pub(crate) artworks: &'a dyn Artworks,
    /// The canvas in pixels.
    pub(crate) area: Rect,
}

/// What drawing needs.
pub(crate) struct Draw<'a> {
    pub(crate) layer: LayerId,
    pub(crate) artworks: &'a dyn Artworks,
    pub(crate) cache: &'a mut PictureCache,
    pub(crate) budget: &'a mut PixelBudget,
}

impl Plan<'_> {
    /// Makes items ready that lie on the canvas by `place`; `scale` is how many pixels a unit of theirs takes.
    pub(crate) fn marks(
        &self,
        items: &[Item],
        place: Affine,
        scale: f64,
    ) -> Result<Marks, PressError> {
        let mut marks = Marks::default();
        for item in items {
            if let Some(mark) = self.mark(item, place, scale)? {
                marks.push(mark);
            }
        }
        Ok(marks)
    }

    fn mark(&self, item: &Item, place: Affine, scale: f64) -> Result<Option<Mark>, PressError> {
        let shape = |path: Option<Path>, rule: FillRule, ink: &Ink, opacity: f64| {
            let shape = |path| Mark::Shape {
                path,
                rule: fill_rule(rule),
                shade: Shade::of(ink, place),
                opacity: opacity.clamp(0.0, 1.0) as f32,
            };
            // What lies beside the canvas is not kept: patterns have much of it.
            path.map(shape).filter(|mark| self.sees(mark))
        };
        Ok(match item {
            Item::Fill { path, rule, ink, opacity } => {
                shape(outline::filled(path, place), *rule, ink, *opacity)
            }
            Item::Line { path, pen, ink, opacity } => {
                let path = outline::stroked(path, pen, place, scale);
                shape(path, FillRule::NonZero, ink, *opacity)
            }
            Item::Picture(picture) => {
                let (layer, artwork) = (self.layer, picture.artwork);
                let missing = PressError::MissingArtwork { layer, artwork };
                let bytes = self.artworks.bytes(artwork).ok_or(missing)?;
                let header =
                    inspect(bytes).map_err(|reason| PressError::Artwork { layer, reason })?;
                PictureMark::plan(picture, header, place, self.area)
                    .map(|mark| Mark::Picture(Box::new(mark)))
            }
            Item::Soft(soft) => {
                SoftMark::plan(soft, self, place)?.map(|mark| Mark::Soft(Box::new(mark)))
            }
            Item::Group(group) => self.group(group, place, scale)?,
        })
    }

    fn group(
        &self,
        Group { place: inner, opacity, cut, items }: &Group,
        place: Affine,
        scale: f64,
    ) -> Result<Option<Mark>, PressError> {
        let (place, scale) = (place * *inner, scale * stretch(*inner));
        let marks = self.marks(items, place, scale)?;
        let cut = match cut {
            None => None,
            Some(Cut::Path(clip)) => {
                let mut marks = Marks::default();
                if let Some(path) = outline::filled(&clip.path, place) {
                    let (rule, shade) = (fill_rule(clip.rule), Shade::Solid(Rgb::WHITE));
                    marks.push(Mark::Shape { path, rule, shade, opacity: 1.0 });
                }
                Some(marks)
            }
            Some(Cut::Alpha(items)) => Some(self.marks(items, place, scale)?),
        };
        let within = |bounds: tiny_skia::Rect| match &cut {
            None => Some(bounds),
            Some(cut) => bounds.intersect(&cut.bounds?),
        };
        let bounds = marks.bounds.and_then(within);
        let opacity = opacity.clamp(0.0, 1.0) as f32;
        Ok((bounds.is_some() && opacity > 0.0).then_some(Mark::Group {
            marks,
            cut,
            opacity,
            bounds,
        }))
    }

    fn sees(&self, mark: &Mark) -> bool {
        mark.bounds().is_some_and(|bounds| {
            f64::from(bounds.right()) >= self.area.x0 - 1.0
                && f64::from(bounds.left()) <= self.area.x1 + 1.0
                && f64::from(bounds.bottom()) >= self.area.y0 - 1.0
                && f64::from(bounds.top()) <= self.area.y1 + 1.0
        })
    }
}

/// How much longer a transform makes a length at most.
pub(crate) fn stretch(transform: Affine) -> f64 {
    let [a, b, c, d, ..] = transform.as_coeffs();
    (a * a + b * b).max(c * c + d * d).sqrt()
}

fn fill_rule(rule: FillRule) -> tiny_skia::FillRule {
    match rule {
        FillRule::NonZero => tiny_skia::FillRule::Winding,
        FillRule::EvenOdd => tiny_skia::FillRule::EvenOdd,
    }
}

impl Mark {
    fn bounds(&self) -> Option<tiny_skia::Rect> {
        match self {
            Self::Shape { path, .. } => Some(path.bounds()),
            Self::Picture(mark) => Some(mark.patch.bounds()),
            Self::Soft(mark) => Some(mark.patch.bounds()),
            Self::Group { bounds, .. } => *bounds,
        }
    }

    /// Whether it can be faded by itself.
    fn is_leaf(&self) -> bool {
        !matches!(self, Self::Group { .. })
    }

    fn draw(
        &self,
        surface: &mut Surface<'_>,
        faded: f32,
        draw: &mut Draw<'_>,
    ) -> Result<(), PressError> {
        match self {
            Self::Shape { path, rule, shade, opacity } => {
                shade.fill(path, *rule, surface, opacity * faded);
            }
            Self::Picture(mark) => {
                let (layer, artwork) = (draw.layer, mark.artwork);
                let missing = PressError::MissingArtwork { layer, artwork };
                let bytes = draw.artworks.bytes(artwork).ok_or(missing)?;
                let picture = draw
                    .cache
                    .picture(mark, bytes, draw.budget)
                    .map_err(|reason| PressError::Artwork { layer, reason })?;
                mark.patch.draw(&picture, surface, faded);
            }
            Self::Soft(mark) => mark.draw(surface, faded, draw)?,
            Self::Group { marks, cut: None, opacity, .. } => {
                marks.draw(surface, opacity * faded, BlendMode::SourceOver, draw)?;
            }
            Self::Group { marks, cut: Some(cut), opacity, bounds: Some(bounds) } => {
                let Draw { layer, artworks, cache, budget } = draw;
                let mixed = (opacity * faded, BlendMode::SourceOver);
                surface.group(*bounds, mixed, budget, |surface, budget| {
                    let mut draw = Draw { layer: *layer, artworks: *artworks, cache, budget };
                    marks.each(surface, 1.0, &mut draw)?;
                    let (width, height) = (surface.pixels.width(), surface.pixels.height());
                    let Some(mut stencil) = Pixmap::new(width, height) else { return Ok(()) };
                    let bytes = stencil.data().len();
                    draw.budget.take(bytes);
                    let mut cutter = Surface { pixels: &mut stencil, ..*surface };
                    let drawn = cut.each(&mut cutter, 1.0, &mut draw);
                    surface.keep(&stencil);
                    draw.budget.give_back(bytes);
                    drawn
                })?;
            }
            Self::Group { bounds: None, .. } => {}
        }
        Ok(())
    }
}

impl Marks {
    fn push(&mut self, mark: Mark) {
        if let Some(bounds) = mark.bounds() {
            self.bounds = self.bounds.map_or(Some(bounds), |all| joined(all, bounds));
            self.marks.push(mark);
        }
    }

    /// Bytes of the largest picture among them, decoded.
    pub(crate) fn largest_picture(&self) -> usize {
        let of_mark = |mark: &Mark| match mark {
            Mark::Picture(mark) => mark.patch.window.area() * 4,
            Mark::Group { marks, cut, .. } => {
                marks.largest_picture().max(cut.as_ref().map_or(0, Marks::largest_picture))
            }
            Mark::Shape { .. } | Mark::Soft(_) => 0,
        };
        self.marks.iter().map(of_mark).max().unwrap_or(0)
    }

    /// Draws all of them together, faded and mixed as one.
    pub(crate) fn draw(
        &self,
        surface: &mut Surface<'_>,
        opacity: f32,
        blend: BlendMode,
        draw: &mut Draw<'_>,
    ) -> Result<(), PressError> {
        let Some(bounds) = self.bounds.filter(|bounds| surface.sees(*bounds)) else {
            return Ok(());
        };
        let alone = self.marks.len() == 1 && self.marks.iter().all(Mark::is_leaf);
        if blend == BlendMode::SourceOver && (opacity >= 1.0 || alone) {
            return self.each(surface, opacity, draw);
        }
        let Draw { layer, artworks, cache, budget } = draw;
        surface.group(bounds, (opacity, blend), budget, |surface, budget| {
            let mut draw = Draw { layer: *layer, artworks: *artworks, cache, budget };
            self.each(surface, 1.0, &mut draw)
        })
    }

    /// Draws one after the other.
    pub(crate) fn each(
        &self,
        surface: &mut Surface<'_>,
        faded: f32,
        draw: &mut Draw<'_>,
    ) -> Result<(), PressError> {
        for mark in &self.marks {
            if mark.bounds().is_some_and(|bounds| surface.sees(bounds)) {
                mark.draw(surface, faded, draw)?;
            }
        }
        Ok(())
    }
}

fn joined(a: tiny_skia::Rect, b: tiny_skia::Rect) -> Option<tiny_skia::Rect> {
    tiny_skia::Rect::from_ltrb(
        a.left().min(b.left()),
        a.top().min(b.top()),
        a.right().max(b.right()),
        a.bottom().max(b.bottom()),
    )
}

impl Shade {
    fn of(ink: &Ink, place: Affine) -> Self {
        match ink {
            Ink::Solid(colour) => Self::Solid(*colour),
            Ink::Linear { from, to, stops } => {
                let way = *to - *from;
                let unit = Affine::new([way.x, way.y, -way.y, way.x, from.x, from.y]);
                Self::Gradient { to_canvas: place * unit, is_radial: false, stops: stops.clone() }
            }
            Ink::Radial { centre, radius, stops } => {
                let unit = Affine::new([*radius, 0.0, 0.0, *radius, centre.x, centre.y]);
                Self::Gradient { to_canvas: place * unit, is_radial: true, stops: stops.clone() }
            }
        }
    }

    fn fill(
        &self,
        path: &Path,
        rule: tiny_skia::FillRule,
        surface: &mut Surface<'_>,
        opacity: f32,
    ) {
        let (to_canvas, is_radial, stops) = match self {
            Self::Solid(colour) => {
                let Some(colour) = paint_colour(*colour, opacity) else { return };
                let paint = Paint { shader: Shader::SolidColor(colour), ..Paint::default() };
                return surface.fill(path, rule, &paint);
            }
            Self::Gradient { to_canvas, is_radial, stops } => (*to_canvas, *is_radial, stops),
        };
        // Cell by cell: where a gradient is computed from must not depend on the band.
        let faded = PixmapPaint { opacity, ..PixmapPaint::default() };
        surface.cells(path.bounds(), |surface, (left, top), (width, height)| {
            let to_cell = Affine::translate((-f64::from(left), -f64::from(top))) * to_canvas;
            let Some(shader) = gradient(to_cell, is_radial, stops) else { return };
            let Some(mut cell) = Pixmap::new(width, height) else { return };
            // Moved by hand: the rasteriser would move the gradient too.
            let here = Transform::from_translate(-(left as f32), -(top as f32));
            let Some(path) = path.clone().transform(here) else { return };
            let paint = Paint { shader, ..Paint::default() };
            cell.fill_path(&path, &paint, rule, Transform::identity(), None);
            surface.put(&cell, (left, top), &faded);
        });
    }
}

fn gradient(to_cell: Affine, is_radial: bool, stops: &[Stop]) -> Option<Shader<'static>> {
    let [a, b, c, d, e, f] = to_cell.as_coeffs().map(|number| number as f32);
    let place = Transform::from_row(a, b, c, d, e, f);
    let (origin, unit) = (Point::from_xy(0.0, 0.0), Point::from_xy(1.0, 0.0));
    let last = stops.last()?;
    let given: Option<Vec<GradientStop>> = stops
        .iter()
        .map(|stop| {
            let colour = paint_colour(stop.colour, stop.opacity as f32)?;
            Some(GradientStop::new(stop.at as f32, colour))
        })
        .collect();
    let made = if is_radial {
        RadialGradient::new(origin, 0.0, origin, 1.0, given?, SpreadMode::Pad, place)
    } else {
        LinearGradient::new(origin, unit, given?, SpreadMode::Pad, place)
    };
    // A gradient without a length is its last colour, as in SVG and PDF.
    made.or_else(|| paint_colour(last.colour, last.opacity as f32).map(Shader::SolidColor))
}

fn paint_colour(colour: Rgb, opacity: f32) -> Option<Color> {
    let channel = |value: u8| f32::from(value) / 255.0;
    Color::from_rgba(channel(colour.r), channel(colour.g), channel(colour.b), opacity)
}
