//! A preview of all rows: small pictures in a grid, page by page, each with its row, words and size. It is looked at, not
//! printed: pixels at 150 dpi, as one PDF of many pages or one PNG for each page.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use design::{Blend, Design, FontId, LayerId, PixelSize, Text};
use geom::{Affine, Clip, FillRule, Frame, Mm, Point, Rect, Rgb, Shape, Size};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Ref};
use prepress::{Ground, Raster, raster, screen_png};
use roster::{Entry, Form, Mapping, Setter};
use scene::{Cut, Group, Item, Scene, SceneLayer};

use super::desk::Desk;
use crate::error::CliError;
use crate::output;

/// An A4 sheet in mm.
const PAGE: Size = Size::new(210.0, 297.0);
/// White around the grid, in mm.
const MARGIN: f64 = 10.0;
/// Between cells, in mm.
const GAP: f64 = 4.0;
/// Below a picture, for its words, in mm.
const WORDS: f64 = 9.0;
/// Cells beside each other.
const ACROSS: usize = 5;
/// Pixels of an inch.
const DPI: f64 = 150.0;
/// How much the pictures are compressed in the PDF, of 100.
const QUALITY: u8 = 85;
/// Colour of words and of frames.
const INK: Rgb = Rgb::new(0x30, 0x30, 0x34);
const FRAME: Rgb = Rgb::new(0xd0, 0xd0, 0xd4);

/// Writes the preview of rows; how many pages it has.
pub(crate) fn write(
    path: &Path,
    desk: &mut Desk<'_>,
    (form, mapping): (&Form, &Mapping),
    rows: &[(&Entry, &Design)],
) -> Result<usize, CliError> {
    desk.keep(form.design())?;
    let product = form.product();
    let colour = product.colour(&form.design().head.colour).or(product.colours.first());
    let ground = colour.map_or(Rgb::WHITE, |colour| colour.parts.body);
    let cells = Grid::of(form, mapping);
    let per_page = cells.per_page();
    let mut pages = Pages { path, count: 0, jpegs: Vec::new() };
    // A side of a row after the other; sides that no row changes are the same everywhere, and are left out.
    let shown = |scene: &Scene| cells.sides.contains(&scene.side);
    let mut waiting: Vec<(&Entry, Scene)> = Vec::new();
    let width = (PAGE.width / 25.4 * DPI).round() as u32;
    let page = |waiting: &mut Vec<(&Entry, Scene)>, desk: &mut Desk<'_>| {
        let made = cells.page(waiting, ground, desk);
        waiting.clear();
        raster(&made, &desk.stock.artworks, width, Ground::Solid(Rgb::WHITE))
    };
    for (entry, design) in rows {
        for scene in desk.scenes(design, None, None)?.into_iter().filter(shown) {
            waiting.push((entry, scene));
            if waiting.len() == per_page {
                pages.add(page(&mut waiting, desk)?)?;
            }
        }
        desk.forget();
        desk.broken()?;
    }
    if !waiting.is_empty() {
        pages.add(page(&mut waiting, desk)?)?;
    }
    pages.finish()
}

/// The pages that were made: written one by one, or kept small for the PDF.
struct Pages<'p> {
    path: &'p Path,
    count: usize,
    /// Width, height and bytes.
    jpegs: Vec<(u16, u16, Vec<u8>)>,
}

impl Pages<'_> {
    fn add(&mut self, page: Raster) -> Result<(), CliError> {
        self.count += 1;
        if is_png(self.path) {
            let size = PixelSize { width: page.width, height: page.height };
            let png = screen_png(&page.pixels, size)?;
            return output::write(&numbered(self.path, self.count), &png);
        }
        // A page is far below what a JPEG can hold.
        let (width, height) = (page.width as u16, page.height as u16);
        self.jpegs.push((width, height, jpeg(&page, width, height)?));
        Ok(())
    }

    fn finish(self) -> Result<usize, CliError> {
        if !is_png(self.path) {
            output::write(self.path, &as_pdf(&self.jpegs))?;
        }
        Ok(self.count)
    }
}

fn is_png(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png"))
}

/// `preview-003.png` for the third page of `preview.png`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{number:03}.png"))
}

/// Where cells lie on a page.
struct Grid {
    /// The sides that rows change, in the product's order; the first one where rows change none.
    sides: Vec<catalog::SideId>,
    cell: Size,
    down: usize,
}

impl Grid {
    fn of(form: &Form, mapping: &Mapping) -> Self {
        let design = form.design();
        let has_field = |side: &catalog::SideId| {
            let filled =
                form.fields().iter().filter(|field| mapping.fields.contains_key(&field.id));
            let layers = filled.flat_map(|field| &field.layers);
            layers.filter_map(|id| design.layers.get(id)).any(|layer| layer.side == *side)
        };
        let all = &form.product().sides;
        let sides: Vec<_> = all.iter().filter(|side| has_field(&side.id)).collect();
        let width = (PAGE.width - 2.0 * MARGIN - (ACROSS - 1) as f64 * GAP) / ACROSS as f64;
        let part = |side: &&catalog::Side| side.print_area.height.mm() / side.print_area.width.mm();
        let highest = sides.iter().map(part).fold(0.2, f64::max).min(2.0);
        let cell = Size::new(width, width * highest + WORDS);
        let free = PAGE.height - 2.0 * MARGIN + GAP;
        let down = ((free / (cell.height + GAP)).floor() as usize).max(1);
        Self { sides: sides.into_iter().map(|side| side.id.clone()).collect(), cell, down }
    }

    fn per_page(&self) -> usize {
        ACROSS * self.down
    }

    fn page(&self, cells: &[(&Entry, Scene)], ground: Rgb, desk: &mut Desk<'_>) -> Scene {
        let mut layers = Vec::new();
        for (index, (entry, scene)) in cells.iter().enumerate() {
            let (across, down) = ((index % ACROSS) as f64, (index / ACROSS) as f64);
            let corner = Point::new(
                MARGIN + across * (self.cell.width + GAP),
                MARGIN + down * (self.cell.height + GAP),
            );
            self.draw(corner, entry, scene, ground, desk, &mut layers);
        }
        let side = cells.first().map(|(_, scene)| scene.side.clone());
        let side = side.or(self.sides.first().cloned());
        // A page always has a cell, and a cell a side.
        let side = side.unwrap_or_else(|| desk.stock.product.sides[0].id.clone());
        Scene { side, trim: PAGE, bleed: Mm::ZERO, layers }
    }

    fn draw(
        &self,
        corner: Point,
        entry: &Entry,
        scene: &Scene,
        ground: Rgb,
        desk: &mut Desk<'_>,
        layers: &mut Vec<SceneLayer>,
    ) {
        let room = Size::new(self.cell.width, self.cell.height - WORDS);
        let scale = (room.width / scene.trim.width).min(room.height / scene.trim.height);
        let (width, height) = (scene.trim.width * scale, scene.trim.height * scale);
        let left = corner.x + (room.width - width) / 2.0;
        let area = Rect::new(left, corner.y, left + width, corner.y + height);
        let outline = Arc::new(area.to_path(0.1));
        let background =
            vec![Item::fill(outline.clone(), ground), Item::line(outline.clone(), 0.2, FRAME)];
        layers.push(on_page(background, Blend::Normal, 1.0));
        let place = Affine::new([scale, 0.0, 0.0, scale, left, corner.y]);
        let clip = Arc::new(Clip { path: (*outline).clone(), rule: FillRule::NonZero });
        for layer in &scene.layers {
            let to_page = place * layer.to_side;
            let items = Arc::new(layer.items.clone());
            let placed = Item::Group(Group { place: to_page, opacity: 1.0, cut: None, items });
            let cut = Some(Cut::Path(clip.clone()));
            let items = Arc::new(vec![placed]);
            let item = Item::Group(Group { place: Affine::IDENTITY, opacity: 1.0, cut, items });
            layers.push(on_page(vec![item], layer.blend, layer.opacity));
        }
        let words: Vec<String> = entry
            .words
            .values()
            .filter(|word| !word.is_empty())
            .map(|word| word.replace('\n', " "))
            .collect();
        let size = desk.stock.product.size(&entry.size).map_or("", |size| size.name.as_str());
        let count =
            if entry.quantity == 1 { String::new() } else { format!(" × {}", entry.quantity) };
        let lines = [(format!("{}   {size}{count}", entry.row), 3.0), (words.join(" · "), 3.0)];
        let mut top = corner.y + room.height + 0.8;
        for (line, em) in lines {
            if let Some(layer) =
                caption(&line, Point::new(corner.x, top), em, self.cell.width, desk)
            {
                layers.push(layer);
            }
            top += em * 1.25;
        }
    }
}

/// Items in the page's own space.
fn on_page(items: Vec<Item>, blend: Blend, opacity: f64) -> SceneLayer {
    let frame = Frame::anchored(Point::ORIGIN, geom::Anchor::TopLeft, PAGE, geom::Angle::ZERO);
    SceneLayer { blend, opacity, ..SceneLayer::plain(LayerId(0), frame, items) }
}

/// A line of words, made narrower where it would not fit its cell.
fn caption(line: &str, at: Point, em: f64, width: f64, desk: &mut Desk<'_>) -> Option<SceneLayer> {
    let text = Text {
        line_height: 1.2,
        ..Text::plain(line.to_owned(), FontId("inter".into()), Mm::new(em), INK)
    };
    // Without its words a picture is still a picture.
    let block = desk.set(&text).ok()?;
    let scale = (width / block.width).min(1.0);
    let place = Affine::new([scale, 0.0, 0.0, scale, at.x, at.y + em * (1.0 - scale) / 2.0]);
    let items = Arc::new(vec![Item::fill(Arc::new(block.outline()), INK)]);
    let group = Item::Group(Group { place, opacity: 1.0, cut: None, items });
    Some(on_page(vec![group], Blend::Normal, 1.0))
}

/// Pages of pixels as one PDF.
fn as_pdf(pages: &[(u16, u16, Vec<u8>)]) -> Vec<u8> {
    let mut next = Ref::new(1);
    let (catalog, tree) = (next.bump(), next.bump());
    let ids: Vec<[Ref; 3]> =
        pages.iter().map(|_| [next.bump(), next.bump(), next.bump()]).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids(ids.iter().map(|[page, ..]| *page)).count(ids.len() as i32);
    let points = |mm: f64| (mm / 25.4 * 72.0) as f32;
    let (width, height) = (points(PAGE.width), points(PAGE.height));
    let picture = Name(b"P");
    for ((across, down, jpeg), [page, image, content]) in pages.iter().zip(ids) {
        let mut entry = pdf.page(page);
        entry
            .parent(tree)
            .media_box(pdf_writer::Rect::new(0.0, 0.0, width, height))
            .contents(content);
        entry.resources().x_objects().pair(picture, image);
        entry.finish();
        let mut object = pdf.image_xobject(image, jpeg);
        object.filter(Filter::DctDecode);
        object.width(i32::from(*across)).height(i32::from(*down));
        object.color_space().device_rgb();
        object.bits_per_component(8);
        object.finish();
        let mut draw = Content::new();
        draw.transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(picture);
        pdf.stream(content, &draw.finish());
    }
    pdf.finish()
}

fn jpeg(raster: &Raster, width: u16, height: u16) -> Result<Vec<u8>, CliError> {
    let rgb: Vec<u8> =
        raster.pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, QUALITY)
        .encode(&rgb, width, height, jpeg_encoder::ColorType::Rgb)
        .map_err(|error| prepress::PressError::Encode { reason: error.to_string() })?;
    Ok(bytes)
}
