//! What the press makes for an order: hashes of all print files, the package, and the product as a body. The same bytes as the
//! command line.

use std::collections::BTreeMap;

use catalog::{Product, SizeId, ViewId};
use design::Design;
use jobs::{Body, BodyFormat, JobError, Ordered};
use json::ToJson;
use mockup::ProductMaps;
use package::{
    BodyFile, DEFAULT_NAMES, Materials, NameTemplate, OrderLine, PackageError, Plan, PrintHash,
    PrintSize, UsedFont, licence_file, print_hashes, printed_scenes, used_fonts,
};
use prepress::Flow;

use crate::Artworks;
use crate::blocks::Blocks;
use crate::files::fetch;
use crate::line::Speaker;
use crate::maps::read_maps;

/// What an order is told of its print files.
#[derive(ToJson)]
struct Hashes {
    hashes: Vec<PrintHash>,
    sizes: Vec<PrintSize>,
}

/// The hashes of all print files and the prints' sizes as JSON. The design's texts must be set.
pub(crate) fn hashes(
    blocks: &Blocks,
    (design, product, size): (&Design, &Product, &SizeId),
    artworks: &Artworks,
    speaker: Speaker,
) -> Result<Vec<u8>, JobError> {
    let (scenes, sizes) = printed_scenes(design, product, size, blocks).map_err(failed)?;
    let mut progress = telling(speaker);
    let hashes = print_hashes(&scenes, artworks, product.technique.aim_dpi, &mut progress);
    let hashes = hashes.map_err(PackageError::from).map_err(failed)?;
    Ok(json::write(&Hashes { hashes, sizes }))
}

/// The package of an order's line. The design's texts must be set.
pub(crate) async fn package(
    blocks: &Blocks,
    base: &str,
    (design, product): (&Design, &Product),
    ordered: Ordered,
    artworks: &Artworks,
    speaker: Speaker,
) -> Result<Vec<u8>, JobError> {
    let Ordered { order, line, size, quantity, names } = ordered;
    let names = if names.is_empty() { DEFAULT_NAMES } else { &names };
    let names = NameTemplate::parse(names).map_err(PackageError::from).map_err(failed)?;
    let order = OrderLine { order, line, size, quantity };
    let plan = Plan::new(design, product, order, names, blocks).map_err(failed)?;
    for text in plan.words() {
        blocks.set(base, &text).await?;
    }
    let fonts = fonts_of(blocks, base, design).await?;
    let mut licences = BTreeMap::new();
    for file in fonts.iter().filter_map(|font| licence_file(&font.licence)) {
        if !licences.contains_key(file) {
            licences.insert(file, font_file(base, file).await?);
        }
    }
    let mut maps: BTreeMap<ViewId, ProductMaps> = BTreeMap::new();
    for view in plan.views() {
        let read = read_maps(base, &view.picture, u32::MAX).await;
        maps.insert(view.id.clone(), read.map_err(|reason| JobError::Picture { reason })?);
    }
    let materials =
        Materials { artworks, words: blocks, maps: &maps, fonts: &fonts, licences: &licences };
    let files = plan.files(&materials, &mut telling(speaker)).map_err(failed)?;
    files.pack().map_err(failed)
}

/// The finished product as a body. The design's texts must be set.
pub(crate) async fn body(
    blocks: &Blocks,
    job: &Body,
    artworks: &Artworks,
    speaker: Speaker,
) -> Result<Vec<u8>, JobError> {
    let none = || JobError::Print { reason: "this product has no model".into() };
    let place = job.product.model_file().ok_or_else(none)?;
    let wrong = |reason: String| JobError::Print { reason: format!("{place}: {reason}") };
    let file = fetch(&format!("{}{place}", job.base)).await.map_err(wrong)?;
    let model = model::read(&file).map_err(|error| wrong(error.to_string()))?;
    let format = match job.format {
        BodyFormat::Glb => BodyFile::Glb,
        BodyFormat::Usdz => BodyFile::Usdz,
    };
    let product = (&job.design, &job.product);
    package::body(product, &model, (blocks, artworks), format, &mut telling(speaker))
        .map_err(failed)
}

/// The fonts of the texts that are shown.
async fn fonts_of(blocks: &Blocks, base: &str, design: &Design) -> Result<Vec<UsedFont>, JobError> {
    let shown = design.layers.values().filter(|layer| !layer.hidden);
    for text in shown.filter_map(|layer| layer.content.shaped()) {
        blocks.fonts.prepare(base, &text).await?;
    }
    let used = blocks.fonts.with(|library| {
        let used = used_fonts(design, library.list());
        used.into_iter().cloned().collect::<Vec<_>>()
    });
    let mut fonts = Vec::new();
    for entry in used.unwrap_or_default() {
        fonts.push(UsedFont::new(&entry, font_file(base, &entry.file).await?));
    }
    Ok(fonts)
}

/// A file beside the font list.
async fn font_file(base: &str, file: &str) -> Result<Vec<u8>, JobError> {
    let failed = |reason| JobError::Print { reason: format!("fonts/{file}: {reason}") };
    fetch(&format!("{base}fonts/{file}")).await.map_err(failed)
}

fn telling(speaker: Speaker) -> impl FnMut(f32) -> Flow {
    move |done| {
        speaker.progress(done);
        Flow::Continue
    }
}

fn failed(error: PackageError) -> JobError {
    JobError::Print { reason: error.to_string() }
}
