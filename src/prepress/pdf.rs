//! A side as a PDF file for print: one page, mm-true, vector outlines; no fonts, unless texts are asked for as letters. No
//! clock and no random ids, so that equal scenes and requests give equal bytes. What can be asked for is in `request`.

mod colour;
mod conformity;
mod items;
mod letters;
mod marks;
mod picture;
mod request;
mod shade;
mod sheet;
mod spots;

pub use request::{
    Black, FINER_BY, MAX_COVERAGE, MAX_SPOT_NAME, MAX_SPOTS, PdfColour, PdfDate, PdfExtent,
    PdfLetters, PdfMarks, PdfRequest, PdfRequestError, PdfStandard, PdfText, SpotColour,
    SpotContent, SpotLayer, SpotPlace,
};

use std::collections::BTreeMap;
use std::io::Write;

use design::{Blend, LayerId};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use geom::{Affine, BezPath, Dpi, PathEl, Point, Rgb, quantised};
use pdf_writer::types::{BlendMode, MaskType, OverprintMode};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Ref};
use scene::{Scene, SceneLayer};

use crate::jobs::report;
use crate::repeats::Repeats;
use crate::sheet::missing;
use crate::{Artworks, PressError, Progress};
use colour::Space;
use items::Stream;
use letters::Lettering;
use picture::PictureKey;
use sheet::Sheet;
use spots::Inks;

/// Makes a plain PDF: MediaBox and BleedBox hold the print area with its bleed, TrimBox the print area. Colours are
/// device RGB, meant as sRGB.
///
/// # Errors
/// [`PressError`]: cancelled, or a picture that is missing or cannot be read.
pub fn pdf(
    scene: &Scene,
    artworks: &dyn Artworks,
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, PressError> {
    pdf_with(scene, artworks, &PdfRequest::default(), progress)
}

/// Makes the PDF that is asked for. BleedBox holds what is printed, TrimBox the print area, MediaBox also the marks.
///
/// # Errors
/// [`PressError`]: a request that cannot be met, cancelled, or a picture that is missing or cannot be read.
pub fn pdf_with(
    scene: &Scene,
    artworks: &dyn Artworks,
    request: &PdfRequest<'_>,
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, PressError> {
    request.check()?;
    let sheet = Sheet::of(scene, request);
    let mut writer = Writer::new(artworks, sheet.bleed, request);
    let (catalog, pages, page, info, content) =
        (writer.next(), writer.next(), writer.next(), writer.next(), writer.next());
    let steps = scene.layers.len() + 1;
    let profiles = writer.write_profiles(request)?;
    let has_marks = request.marks != PdfMarks::None;
    let inks = writer.write_inks(request, has_marks);
    let mut stream = Stream::new(Affine::IDENTITY);
    if has_marks {
        // What runs over the bleed must not reach the marks.
        stream.content.save_state();
        let [x, y, width, height] = corner_and_size(sheet.points(sheet.bleed));
        stream.content.rect(x, y, width, height).clip_nonzero().end_path();
    }
    let is_bare = !has_marks && request.spots.is_empty();
    if !is_bare {
        stream.content.save_state();
    }
    stream.content.transform(coefficients(sheet.to_page));
    stream.ctm = sheet.to_page;
    for (index, layer) in scene.layers.iter().enumerate() {
        report(progress, index, steps)?;
        writer.layer(&mut stream, layer)?;
    }
    report(progress, scene.layers.len(), steps)?;
    if !is_bare {
        stream.content.restore_state();
    }
    if has_marks {
        stream.content.restore_state();
    }
    writer.draw_spots(&mut stream.content, &sheet, request, &inks)?;
    if has_marks {
        marks::draw(&mut stream.content, &sheet, request, writer.space, &inks);
    }

    let fonts = writer.write_fonts()?;
    writer.write_resources(&inks, profiles.rgb, &fonts);
    let packed = packed(&stream.content.finish())?;
    let [media, bleed, trim] =
        [sheet.media, sheet.bleed, sheet.trim].map(|part| sheet.points(part));
    let boxes = format!("{media:?}{bleed:?}{trim:?}");
    let rest = [&packed[..], boxes.as_bytes()];
    writer.write_document([catalog, pages, page, info], request, &profiles, &rest);
    let mut leaf = writer.pdf.page(page);
    leaf.parent(pages);
    leaf.media_box(media).bleed_box(bleed).trim_box(trim);
    leaf.contents(content);
    let mut group = leaf.group();
    group.transparency().isolated(true).knockout(false);
    match (profiles.rgb, writer.space) {
        (Some(profile), _) => group.color_space().icc_based(profile),
        (None, Space::Rgb) => group.color_space().device_rgb(),
        (None, Space::Cmyk(..)) => group.color_space().device_cmyk(),
    }
    group.finish();
    leaf.pair(Name(b"Resources"), writer.resources);
    leaf.finish();
    writer.pdf.stream(content, &packed).filter(Filter::FlateDecode);
    report(progress, steps, steps)?;
    Ok(writer.pdf.finish())
}

/// The document being written, and what pages and groups share: one dictionary of resources.
struct Writer<'a> {
    pdf: Pdf,
    last: i32,
    resources: Ref,
    artworks: &'a dyn Artworks,
    /// The part of the side that the file holds.
    part: geom::Rect,
    /// How colours are written.
    space: Space<'a>,
    /// The resolution that pictures need.
    resolution: Option<Dpi>,
    /// Grey pictures have this profile; they are device grey where `None`.
    grey: Option<Ref>,
    /// Whether grey pictures need a profile, or become inks.
    has_own_grey: bool,
    layer: LayerId,
    repeats: Repeats,
    /// Pictures in the order of their first use.
    pictures: Vec<Ref>,
    places: BTreeMap<PictureKey, usize>,
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
    /// What is text, and what is used of it.
    lettering: Lettering<'a>,
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
    /// The other inks stay below what is drawn.
    Overprint,
    /// The other inks stay, whatever is drawn: that lies below them.
    Under,
}

impl<'a> Writer<'a> {
    fn new(artworks: &'a dyn Artworks, part: geom::Rect, request: &PdfRequest<'a>) -> Self {
        let resources = Ref::new(1);
        let mut pdf = Pdf::new();
        if request.standard == PdfStandard::X4 {
            // PDF/X-4 is a set of rules for PDF 1.6.
            pdf.set_version(1, 6);
        }
        Self {
            pdf,
            last: resources.get(),
            resources,
            artworks,
            part,
            space: Space::of(request.colour, request.black),
            resolution: request.resolution,
            grey: None,
            has_own_grey: matches!(request.colour, PdfColour::LateCmyk(_)),
            layer: LayerId(0),
            repeats: Repeats::default(),
            pictures: Vec::new(),
            places: BTreeMap::new(),
            states: Vec::new(),
            forms: Vec::new(),
            repeated: Vec::new(),
            patterns: Vec::new(),
            shadings: Vec::new(),
            lettering: Lettering::of(request.text),
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
        self.lettering.begin(layer);
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

    fn write_resources(&mut self, inks: &Inks, rgb: Option<Ref>, fonts: &[(String, Ref)]) {
        let mut resources =
            self.pdf.indirect(self.resources).start::<pdf_writer::writers::Resources<'_>>();
        if rgb.is_some() || !inks.spaces.is_empty() {
            let mut spaces = resources.color_spaces();
            if let Some(profile) = rgb {
                // What is device RGB in this file, pictures and gradients too, has this profile.
                let mut space = spaces.insert(Name(b"DefaultRGB")).array();
                space.item(Name(b"ICCBased")).item(profile);
            }
            for (name, id) in inks.resources() {
                spaces.pair(Name(name.as_bytes()), id);
            }
        }
        let mut objects = resources.x_objects();
        for (index, picture) in self.pictures.iter().enumerate() {
            objects.pair(Name(picture_name(index).as_bytes()), *picture);
        }
        for (index, form) in self.forms.iter().enumerate() {
            objects.pair(Name(form_name(index).as_bytes()), *form);
        }
        objects.finish();
        if !fonts.is_empty() {
            let mut used = resources.fonts();
            for (name, font) in fonts {
                used.pair(Name(name.as_bytes()), *font);
            }
        }
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
                State::Overprint => {
                    written.overprint(true).overprint_fill(true);
                    written.overprint_mode(OverprintMode::IgnoreZeroChannel);
                }
                State::Under => {
                    // Multiplying by an ink's own plate alone leaves the others as they are, in readers that know nothing of
                    // overprinting too. Overprint beside it makes ghostscript count the art's opacity twice.
                    written.blend_mode(BlendMode::Multiply);
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

/// A box as `re` takes it.
fn corner_and_size(rect: pdf_writer::Rect) -> [f32; 4] {
    [rect.x1, rect.y1, rect.x2 - rect.x1, rect.y2 - rect.y1]
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
