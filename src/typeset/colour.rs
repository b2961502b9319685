//! Glyphs in colour (COLR tables, as of emoji) -> pieces of a text with inks of their own. It draws what the project's
//! colour font has: solid colours, linear and radial gradients, and transforms. Blending is not part of it.

use geom::{Affine, Ink, MAX_STOPS, Point, Rgb, Stop, TextInk, TextPiece, quantised};
use skrifa::color::{Brush, ColorPainter, ColorStop, CompositeMode, Transform};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection};
use skrifa::raw::TableProvider;
use skrifa::raw::types::BoundingBox;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::glyphs::OutlinePen;

/// The number in a font that stands for the text's own colour.
const TEXT_COLOUR: u16 = 0xffff;

/// Draws a glyph in colour at the end of `pieces`, if the font has it so; says whether it has.
///
/// `place` goes from font units, y up, to the block's millimetres.
pub(crate) fn draw(
    font: &FontRef<'_>,
    glyph: GlyphId,
    place: Affine,
    pieces: &mut Vec<TextPiece>,
) -> bool {
    let Some(coloured) = font.color_glyphs().get(glyph) else { return false };
    let mut painter = Painter {
        outlines: font.outline_glyphs(),
        palette: palette(font),
        transforms: vec![place],
        clips: Vec::new(),
        pieces: Vec::new(),
    };
    // A glyph that is damaged was refused when the font was added.
    let _ = coloured.paint(LocationRef::default(), &mut painter);
    pieces.append(&mut painter.pieces);
    true
}

/// The colours of the font's first palette, with their opacities.
fn palette(font: &FontRef<'_>) -> Vec<(Rgb, f64)> {
    let Ok(table) = font.cpal() else { return Vec::new() };
    let count = usize::from(table.num_palette_entries());
    let colours = table.color_records_array().and_then(Result::ok).unwrap_or_default();
    let colour = |record: &skrifa::color::Color| {
        let colour = Rgb { r: record.red(), g: record.green(), b: record.blue() };
        (colour, f64::from(record.alpha()) / 255.0)
    };
    colours.iter().take(count).map(colour).collect()
}

struct Painter<'a> {
    outlines: OutlineGlyphCollection<'a>,
    palette: Vec<(Rgb, f64)>,
    /// From the glyph's units to the block's; the last one holds.
    transforms: Vec<Affine>,
    /// Outlines that the next fill is cut to, each with its transform; the last one is filled.
    clips: Vec<Option<(GlyphId, Affine)>>,
    pieces: Vec<TextPiece>,
}

impl Painter<'_> {
    fn transform(&self) -> Affine {
        self.transforms.last().copied().unwrap_or_default()
    }

    fn add(&mut self, glyph: GlyphId, place: Affine, ink: TextInk) {
        let Some(outline) = self.outlines.get(glyph) else { return };
        let mut pen = OutlinePen::new();
        pen.place(place);
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if outline.draw(settings, &mut pen).is_err() {
            return;
        }
        let outline = pen.finish();
        // What lies upon each other in one colour is one piece.
        match self.pieces.last_mut() {
            Some(last) if last.ink == ink => {
                last.outline.extend(outline.elements().iter().copied())
            }
            _ if outline.elements().is_empty() => {}
            _ => self.pieces.push(TextPiece { outline, ink }),
        }
    }

    fn colour(&self, index: u16, alpha: f32) -> (Rgb, f64) {
        let (colour, opacity) =
            self.palette.get(usize::from(index)).copied().unwrap_or((Rgb::BLACK, 1.0));
        // Fonts write opacities in 1/16384: three digits are more than can be seen.
        let opacity = (opacity * f64::from(alpha)).clamp(0.0, 1.0);
        (colour, (opacity * 1000.0).round() / 1000.0)
    }

    fn ink(&self, brush: &Brush<'_>, place: Affine) -> TextInk {
        let at = |point: skrifa::raw::types::Point<f32>| {
            place * Point::new(f64::from(point.x), f64::from(point.y))
        };
        let stops = |stops: &[ColorStop], offset: &dyn Fn(f64) -> f64| -> Vec<Stop> {
            let stop = |stop: &ColorStop| {
                let (colour, opacity) = self.colour(stop.palette_index, stop.alpha);
                Stop { at: offset(f64::from(stop.offset)).clamp(0.0, 1.0), colour, opacity }
            };
            stops.iter().take(MAX_STOPS).map(stop).collect()
        };
        match brush {
            Brush::Solid { palette_index: TEXT_COLOUR, .. } => TextInk::Text,
            Brush::Solid { palette_index, alpha } => {
                let (colour, opacity) = self.colour(*palette_index, *alpha);
                TextInk::Glyph(flat(Stop { at: 0.0, colour, opacity }))
            }
            Brush::LinearGradient { p0, p1, color_stops, .. } => {
                let (from, to) = linear_ends(place, at(*p0), at(*p1), *p0, *p1);
                let stops = stops(color_stops, &|offset| offset);
                TextInk::Glyph(gradient(stops, |stops| Ink::Linear { from, to, stops }))
            }
            Brush::RadialGradient { r0, c1, r1, color_stops, .. } => {
                // Circles that a transform makes ellipses are drawn as circles of the same area.
                let grown = place.determinant().abs().sqrt();
                let (inner, outer) = (f64::from(*r0), f64::from(*r1));
                let radius = quantised(outer * grown);
                let stops = stops(color_stops, &|offset| {
                    (inner + offset * (outer - inner)) / outer.max(f64::MIN_POSITIVE)
                });
                let centre = rounded(at(*c1));
                TextInk::Glyph(gradient(stops, |stops| Ink::Radial {
                    centre,
                    radius: radius.max(0.001),
                    stops,
                }))
            }
            Brush::SweepGradient { color_stops, .. } => {
                let stops = stops(color_stops, &|offset| offset);
                TextInk::Glyph(stops.first().copied().map_or(Ink::Solid(Rgb::BLACK), flat))
            }
        }
    }
}

/// One colour. An ink has no opacity of its own: one that shines through is a gradient that does not change.
fn flat(stop: Stop) -> Ink {
    if stop.opacity >= 1.0 {
        return Ink::Solid(stop.colour);
    }
    let stops = [0.0, 1.0].map(|at| Stop { at, ..stop }).to_vec();
    Ink::Linear { from: Point::ORIGIN, to: Point::new(1.0, 0.0), stops }
}

fn gradient(stops: Vec<Stop>, ink: impl FnOnce(Vec<Stop>) -> Ink) -> Ink {
    match stops.as_slice() {
        [] => Ink::Solid(Rgb::BLACK),
        [one] => flat(*one),
        _ => ink(stops),
    }
}

/// Where a linear gradient begins and ends after a transform: lines of one colour stay lines of one colour, and
/// begin and end lie on a line across them.
fn linear_ends(
    place: Affine,
    from: Point,
    to: Point,
    p0: skrifa::raw::types::Point<f32>,
    p1: skrifa::raw::types::Point<f32>,
) -> (Point, Point) {
    let (dx, dy) = (f64::from(p1.x - p0.x), f64::from(p1.y - p0.y));
    let [a, b, c, d, ..] = place.as_coeffs();
    let (across_x, across_y) = (c * dx - a * dy, d * dx - b * dy);
    let length = across_x * across_x + across_y * across_y;
    if length == 0.0 {
        return (rounded(from), rounded(to));
    }
    let along = ((to.x - from.x) * across_x + (to.y - from.y) * across_y) / length;
    let to = Point::new(to.x - along * across_x, to.y - along * across_y);
    (rounded(from), rounded(to))
}

fn rounded(point: Point) -> Point {
    Point::new(quantised(point.x), quantised(point.y))
}

fn affine(transform: &Transform) -> Affine {
    let Transform { xx, yx, xy, yy, dx, dy } = *transform;
    Affine::new([xx, yx, xy, yy, dx, dy].map(f64::from))
}

impl ColorPainter for Painter<'_> {
    fn push_transform(&mut self, transform: Transform) {
        self.transforms.push(self.transform() * affine(&transform));
    }

    fn pop_transform(&mut self) {
        self.transforms.pop();
    }

    fn push_clip_glyph(&mut self, glyph: GlyphId) {
        self.clips.push(Some((glyph, self.transform())));
    }

    fn push_clip_box(&mut self, _clip_box: BoundingBox<f32>) {
        self.clips.push(None);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn fill(&mut self, brush: Brush<'_>) {
        let Some((glyph, place)) = self.clips.iter().rev().flatten().next().copied() else {
            return;
        };
        let ink = self.ink(&brush, self.transform());
        self.add(glyph, place, ink);
    }

    fn push_layer(&mut self, _composite_mode: CompositeMode) {}
}
