//! A side as a PDF file for print: one page, mm-true, vector outlines, no fonts. No dates and no random ids, so that
//! equal scenes give equal bytes. Colours are device RGB, meant as sRGB; ink and profiles are not decided here.

mod picture;

use std::collections::BTreeMap;
use std::io::Write;

use design::ArtworkId;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use geom::{Affine, BezPath, Mm, PathEl, Point, Rgb, quantised};
use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};
use scene::{Item, Scene, SceneLayer};

use crate::jobs::report;
use crate::{Artworks, Extent, PressError, Progress};

/// Longer mitres are cut off: the scene's rule.
const MITRE_LIMIT: f32 = 4.0;

/// Makes the PDF: MediaBox and BleedBox hold the print area with its bleed, TrimBox the print area.
///
/// # Errors
/// [`PressError`]: cancelled, or a picture that is missing or cannot be read.
pub fn pdf(
    scene: &Scene,
    artworks: &dyn Artworks,
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, PressError> {
    let mut writer = Writer::new();
    let (catalog, pages, page, info, content) =
        (writer.next(), writer.next(), writer.next(), writer.next(), writer.next());
    let steps = scene.layers.len() + 1;
    let mut drawing = Content::new();
    drawing.transform(coefficients(page_from_side(scene)));
    for (index, layer) in scene.layers.iter().enumerate() {
        report(progress, index, steps)?;
        writer.layer(&mut drawing, layer, scene, artworks)?;
    }
    report(progress, scene.layers.len(), steps)?;

    let Writer { mut pdf, pictures, opacities, groups, .. } = writer;
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    pdf.document_info(info).producer(TextStr("Atelier"));
    let media = points(scene, Extent::Bleed);
    let mut leaf = pdf.page(page);
    leaf.parent(pages).media_box(media).bleed_box(media).trim_box(points(scene, Extent::Trim));
    leaf.contents(content);
    leaf.group().transparency().isolated(true).knockout(false).color_space().device_rgb();
    let mut resources = leaf.resources();
    {
        let mut objects = resources.x_objects();
        for (index, picture) in pictures.values().enumerate() {
            objects.pair(Name(picture_name(index).as_bytes()), *picture);
        }
        for (index, group) in groups.iter().enumerate() {
            objects.pair(Name(group_name(index).as_bytes()), *group);
        }
    }
    write_opacities(&mut resources, &opacities);
    resources.finish();
    leaf.finish();
    let packed = packed(&drawing.finish())?;
    pdf.stream(content, &packed).filter(Filter::FlateDecode);
    report(progress, steps, steps)?;
    Ok(pdf.finish())
}

/// The document being written, and what pages and groups share.
struct Writer {
    pdf: Pdf,
    last: i32,
    /// Pictures in the order of their first use; the number is their place in it.
    pictures: BTreeMap<usize, Ref>,
    places: BTreeMap<ArtworkId, usize>,
    /// Opacities that are used, as bits.
    opacities: Vec<u32>,
    groups: Vec<Ref>,
}

impl Writer {
    fn new() -> Self {
        Self {
            pdf: Pdf::new(),
            last: 0,
            pictures: BTreeMap::new(),
            places: BTreeMap::new(),
            opacities: Vec::new(),
            groups: Vec::new(),
        }
    }

    fn next(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }

    fn layer(
        &mut self,
        page: &mut Content,
        layer: &SceneLayer,
        scene: &Scene,
        artworks: &dyn Artworks,
    ) -> Result<(), PressError> {
        if layer.items.is_empty() || layer.opacity <= 0.0 {
            return Ok(());
        }
        page.save_state();
        if layer.opacity < 1.0 {
            page.set_parameters(Name(self.opacity(layer.opacity as f32).as_bytes()));
        }
        // One item cannot overlap itself; several are put in a group, so that overlaps do not show through.
        if layer.opacity < 1.0 && layer.items.len() > 1 {
            let name = self.group(layer, scene, artworks)?;
            page.x_object(Name(name.as_bytes()));
        } else {
            self.items(page, layer, artworks)?;
        }
        page.restore_state();
        Ok(())
    }

    fn items(
        &mut self,
        content: &mut Content,
        layer: &SceneLayer,
        artworks: &dyn Artworks,
    ) -> Result<(), PressError> {
        content.transform(coefficients(layer.to_side));
        for item in &layer.items {
            match item {
                Item::Fill { path, colour } => {
                    let [r, g, b] = channels(*colour);
                    content.set_fill_rgb(r, g, b);
                    trace(content, path);
                    content.fill_nonzero();
                }
                Item::Stroke { path, colour, width } => {
                    let [r, g, b] = channels(*colour);
                    content.set_stroke_rgb(r, g, b).set_line_width(*width as f32);
                    content.set_line_cap(LineCapStyle::ButtCap);
                    content.set_line_join(LineJoinStyle::MiterJoin).set_miter_limit(MITRE_LIMIT);
                    trace(content, path);
                    content.stroke();
                }
                Item::Image { artwork, size, .. } => {
                    let bytes = artworks
                        .bytes(*artwork)
                        .ok_or(PressError::MissingArtwork { layer: layer.id, artwork: *artwork })?;
                    let (name, orientation) = self
                        .picture(*artwork, bytes)
                        .map_err(|reason| PressError::Artwork { layer: layer.id, reason })?;
                    // A PDF picture is the unit square with its first row at the top, y up.
                    let flipped = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, 1.0]);
                    let place = Affine::scale_non_uniform(size.width, size.height)
                        * orientation.unit_transform()
                        * flipped;
                    content.save_state().transform(coefficients(place));
                    content.x_object(Name(name.as_bytes())).restore_state();
                }
            }
        }
        Ok(())
    }

    /// The name of an opacity's graphics state.
    fn opacity(&mut self, opacity: f32) -> String {
        let bits = opacity.to_bits();
        let place = self.opacities.iter().position(|used| *used == bits).unwrap_or_else(|| {
            self.opacities.push(bits);
            self.opacities.len() - 1
        });
        opacity_name(place)
    }

    /// Writes a layer's items as an isolated group and returns its name.
    fn group(
        &mut self,
        layer: &SceneLayer,
        scene: &Scene,
        artworks: &dyn Artworks,
    ) -> Result<String, PressError> {
        let mut content = Content::new();
        self.items(&mut content, layer, artworks)?;
        let packed = packed(&content.finish())?;
        let id = self.next();
        let side = Extent::Bleed.of(scene);
        let mut form = self.pdf.form_xobject(id, &packed);
        form.filter(Filter::FlateDecode);
        form.bbox(Rect::new(side.x0 as f32, side.y0 as f32, side.x1 as f32, side.y1 as f32));
        form.group().transparency().isolated(true).knockout(false);
        let mut resources = form.resources();
        let mut objects = resources.x_objects();
        for (index, picture) in self.pictures.values().enumerate() {
            objects.pair(Name(picture_name(index).as_bytes()), *picture);
        }
        objects.finish();
        resources.finish();
        form.finish();
        self.groups.push(id);
        Ok(group_name(self.groups.len() - 1))
    }
}

fn write_opacities(resources: &mut pdf_writer::writers::Resources<'_>, opacities: &[u32]) {
    let mut states = resources.ext_g_states();
    for (index, bits) in opacities.iter().enumerate() {
        let opacity = f32::from_bits(*bits);
        states
            .insert(Name(opacity_name(index).as_bytes()))
            .start::<pdf_writer::writers::ExtGraphicsState<'_>>()
            .stroking_alpha(opacity)
            .non_stroking_alpha(opacity);
    }
}

fn picture_name(index: usize) -> String {
    format!("P{index}")
}

fn group_name(index: usize) -> String {
    format!("L{index}")
}

fn opacity_name(index: usize) -> String {
    format!("A{index}")
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
