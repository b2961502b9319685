//! A side as a PDF file for print: one page, mm-true, vector outlines, no fonts. No dates and no random ids, so that
//! equal scenes give equal bytes. Colours are device RGB, meant as sRGB; ink and profiles are not decided here.

mod items;
mod picture;
mod shade;

use std::collections::BTreeMap;
use std::io::Write;

use design::{ArtworkId, Blend, LayerId};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use geom::{Affine, BezPath, Mm, PathEl, Point, Rgb, quantised};
use pdf_writer::types::{BlendMode, MaskType};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};
use scene::{Scene, SceneLayer};

use crate::artwork::TintKey;
use crate::jobs::report;
use crate::repeats::Repeats;
use crate::sheet::missing;
use crate::{Artworks, Extent, PressError, Progress};
use items::Stream;

/// Makes the PDF: MediaBox and BleedBox hold the print area with its bleed, TrimBox the print area.
///
/// # Errors
/// [`PressError`]: cancelled, or a picture that is missing or cannot be read.
pub fn pdf(
    scene: &Scene,
    artworks: &dyn Artworks,
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, PressError> {
    let mut writer = Writer::new(artworks, Extent::Bleed.of(scene));
    let (catalog, pages, page, info, content) =
        (writer.next(), writer.next(), writer.next(), writer.next(), writer.next());
    let steps = scene.layers.len() + 1;
    let to_page = page_from_side(scene);
    let mut stream = Stream::new(Affine::IDENTITY);
    stream.content.transform(coefficients(to_page));
    stream.ctm = to_page;
    for (index, layer) in scene.layers.iter().enumerate() {
        report(progress, index, steps)?;
        writer.layer(&mut stream, layer)?;
    }
    report(progress, scene.layers.len(), steps)?;

    writer.write_resources();
    let Writer { mut pdf, resources, .. } = writer;
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    pdf.document_info(info).producer(TextStr("Atelier"));
    let media = points(scene, Extent::Bleed);
    let mut leaf = pdf.page(page);
    leaf.parent(pages).media_box(media).bleed_box(media).trim_box(points(scene, Extent::Trim));
    leaf.contents(content);
    leaf.group().transparency().isolated(true).knockout(false).color_space().device_rgb();
    leaf.pair(Name(b"Resources"), resources);
    leaf.finish();
    let packed = packed(&stream.content.finish())?;
    pdf.stream(content, &packed).filter(Filter::FlateDecode);
    report(progress, steps, steps)?;
    Ok(pdf.finish())
}

/// The document being written, and what pages and groups share: one dictionary of resources.
struct Writer<'a> {
    pdf: Pdf,
    last: i32,
    resources: Ref,
    artworks: &'a dyn Artworks,
    /// The part of the side that the file holds.
    part: geom::Rect,
    layer: LayerId,
    repeats: Repeats,
    /// Pictures in the order of their first use.
    pictures: Vec<Ref>,
    places: BTreeMap<(ArtworkId, TintKey), usize>,
    /// Graphics states that are used.
    states: Vec<State>,
    /// Groups, and parts that are used more than once.
    forms: Vec<Ref>,
    /// Parts that are used more than once, by their number.
    repeated: Vec<(usize, Ref)>,
    /// Gradients as patterns.
    patterns: Vec<Ref>,
    /// Gradients as shadings, for masks.
    shadings: Vec<Ref>,
}

/// A graphics state.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Opacity, as bits.
    Opacity(u32),
    /// How colours mix.
    Blend(Blend),
    /// What shows, by a form's light.
    Light(Ref),
    /// What shows, by a form's opacity.
    Alpha(Ref),
}

impl<'a> Writer<'a> {
    fn new(artworks: &'a dyn Artworks, part: geom::Rect) -> Self {
        let resources = Ref::new(1);
        Self {
            pdf: Pdf::new(),
            last: resources.get(),
            resources,
            artworks,
            part,
            layer: LayerId(0),
            repeats: Repeats::default(),
            pictures: Vec::new(),
            places: BTreeMap::new(),
            states: Vec::new(),
            forms: Vec::new(),
            repeated: Vec::new(),
            patterns: Vec::new(),
            shadings: Vec::new(),
        }
    }

    fn next(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }

    fn layer(&mut self, page: &mut Stream, layer: &SceneLayer) -> Result<(), PressError> {
        missing(layer)?;
        if layer.items.is_empty() || layer.opacity <= 0.0 {
            return Ok(());
        }
        self.layer = layer.id;
        self.repeats.count(&layer.items);
        page.content.save_state();
        if layer.blend != Blend::Normal {
            let name = self.state(State::Blend(layer.blend));
            page.content.set_parameters(Name(name.as_bytes()));
        }
        let faded = (layer.opacity, layer.blend != Blend::Normal);
        self.placed(page, layer.to_side, &layer.items, faded)?;
        page.content.restore_state();
        Ok(())
    }

    /// The name of a graphics state.
    fn state(&mut self, state: State) -> String {
        let place = self.states.iter().position(|used| *used == state).unwrap_or_else(|| {
            self.states.push(state);
            self.states.len() - 1
        });
        state_name(place)
    }

    fn write_resources(&mut self) {
        let mut resources =
            self.pdf.indirect(self.resources).start::<pdf_writer::writers::Resources<'_>>();
        let mut objects = resources.x_objects();
        for (index, picture) in self.pictures.iter().enumerate() {
            objects.pair(Name(picture_name(index).as_bytes()), *picture);
        }
        for (index, form) in self.forms.iter().enumerate() {
            objects.pair(Name(form_name(index).as_bytes()), *form);
        }
        objects.finish();
        let mut patterns = resources.patterns();
        for (index, pattern) in self.patterns.iter().enumerate() {
            patterns.pair(Name(pattern_name(index).as_bytes()), *pattern);
        }
        patterns.finish();
        let mut shadings = resources.shadings();
        for (index, shading) in self.shadings.iter().enumerate() {
            shadings.pair(Name(shading_name(index).as_bytes()), *shading);
        }
        shadings.finish();
        let mut states = resources.ext_g_states();
        for (index, state) in self.states.iter().enumerate() {
            let mut written = states
                .insert(Name(state_name(index).as_bytes()))
                .start::<pdf_writer::writers::ExtGraphicsState<'_>>();
            match *state {
                State::Opacity(bits) => {
                    let opacity = f32::from_bits(bits);
                    written.stroking_alpha(opacity).non_stroking_alpha(opacity);
                }
                State::Blend(blend) => {
                    written.blend_mode(match blend {
                        Blend::Normal => BlendMode::Normal,
                        Blend::Multiply => BlendMode::Multiply,
                        Blend::Screen => BlendMode::Screen,
                        Blend::Overlay => BlendMode::Overlay,
                        Blend::Darken => BlendMode::Darken,
                        Blend::Lighten => BlendMode::Lighten,
                    });
                }
                State::Light(form) => {
                    written.soft_mask().subtype(MaskType::Luminosity).group(form);
                }
                State::Alpha(form) => {
                    written.soft_mask().subtype(MaskType::Alpha).group(form);
                }
            }
        }
    }
}

fn picture_name(index: usize) -> String {
    format!("P{index}")
}

fn form_name(index: usize) -> String {
    format!("L{index}")
}

fn state_name(index: usize) -> String {
    format!("A{index}")
}

fn pattern_name(index: usize) -> String {
    format!("G{index}")
}

fn shading_name(index: usize) -> String {
    format!("S{index}")
}

/// From the side's millimetres, y down, to the page's points, y up.
fn page_from_side(scene: &Scene) -> Affine {
    let bleed = scene.bleed.mm();
    let unit = Mm::new(1.0).points();
    let bottom = scene.trim.height + bleed;
    Affine::new([unit, 0.0, 0.0, -unit, bleed * unit, bottom * unit])
}

/// A part of the side in the page's points.
fn points(scene: &Scene, extent: Extent) -> Rect {
    let part = extent.of(scene);
    let to_page = page_from_side(scene);
    let (low, high) =
        (to_page * Point::new(part.x0, part.y1), to_page * Point::new(part.x1, part.y0));
    Rect::new(low.x as f32, low.y as f32, high.x as f32, high.y as f32)
}

fn coefficients(transform: Affine) -> [f32; 6] {
    transform.as_coeffs().map(|number| number as f32)
}

fn channels(Rgb { r, g, b }: Rgb) -> [f32; 3] {
    /// Enough decimals to come back to the same eight bits.
    const STEPS: f32 = 10_000.0;
    [r, g, b].map(|channel| (f32::from(channel) / 255.0 * STEPS).round() / STEPS)
}

/// Writes an outline, rounded to a micrometre; quadratic curves become the same cubics.
fn trace(content: &mut Content, outline: &BezPath) {
    let mut from = Point::ORIGIN;
    let place = |point: Point| (quantised(point.x) as f32, quantised(point.y) as f32);
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(end) => {
                let (x, y) = place(end);
                content.move_to(x, y);
                from = end;
            }
            PathEl::LineTo(end) => {
                let (x, y) = place(end);
                content.line_to(x, y);
                from = end;
            }
            PathEl::QuadTo(handle, end) => {
                let first = from + (handle - from) * (2.0 / 3.0);
                let second = end + (handle - end) * (2.0 / 3.0);
                let ((x1, y1), (x2, y2), (x, y)) = (place(first), place(second), place(end));
                content.cubic_to(x1, y1, x2, y2, x, y);
                from = end;
            }
            PathEl::CurveTo(first, second, end) => {
                let ((x1, y1), (x2, y2), (x, y)) = (place(first), place(second), place(end));
                content.cubic_to(x1, y1, x2, y2, x, y);
                from = end;
            }
            PathEl::ClosePath => {
                content.close_path();
            }
        }
    }
}

fn packed(content: &[u8]) -> Result<Vec<u8>, PressError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(content).map_err(PressError::encode)?;
    encoder.finish().map_err(PressError::encode)
}
