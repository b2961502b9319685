//! The `press` worker: makes print files, the same bytes as the command line. Fetched at the first export, ended on cancel.

mod blocks;
mod files;
mod line;
mod once;

use std::rc::Rc;

use design::ArtworkId;
use geom::Mm;
use jobs::{JobError, PressJob, PrintColour, PrintFormat, Reply};
use js_sys::Uint8Array;
use prepress::icc::CmykProfile;
use prepress::{
    Artworks, Extent, Flow, PdfColour, PdfMarks, PdfRequest, PdfStandard, PngRequest, PressError,
    Progress, SpotLayer, WHITE_DPI, coverage, pdf_with,
};
use scene::Scene;

use crate::blocks::Blocks;
use crate::line::{Outcome, Speaker};

fn main() {
    let blocks = Rc::new(Blocks::default());
    line::listen(move |job, buffers, speaker| {
        let blocks = blocks.clone();
        async move { work(&blocks, job, buffers, speaker).await }
    });
}

async fn work(
    blocks: &Blocks,
    job: PressJob,
    buffers: Vec<Uint8Array>,
    speaker: Speaker,
) -> Outcome {
    let PressJob::Print { base, design, side, area, format, artworks } = job;
    blocks.set_all(&base, &design).await?;
    let artworks: geom::Table<ArtworkId, Vec<u8>> =
        artworks.into_iter().zip(buffers.iter().map(Uint8Array::to_vec)).collect();
    artworks.iter().for_each(|(id, bytes)| blocks.keep(*id, bytes));
    let scene = scene::resolve(&design, &side, &area, blocks);
    let mut progress = |done: f32| {
        speaker.progress(done);
        Flow::Continue
    };
    let bytes = match format {
        PrintFormat::Pdf => prepress::pdf(&scene, &artworks, &mut progress),
        PrintFormat::PdfX { colour, marks, white } => {
            let profile = match colour {
                PrintColour::Srgb => None,
                PrintColour::Cmyk | PrintColour::Late => Some(condition(&base).await?),
            };
            let colour = match (colour, &profile) {
                (PrintColour::Cmyk, Some(profile)) => PdfColour::Cmyk(profile),
                (PrintColour::Late, Some(profile)) => PdfColour::LateCmyk(profile),
                (PrintColour::Srgb | PrintColour::Cmyk | PrintColour::Late, _) => PdfColour::Srgb,
            };
            print_shop_pdf(&scene, &artworks, colour, (marks, white), &mut progress)
        }
        // As the command line does without `--bleed`: an order names a file by its hash.
        PrintFormat::Svg => {
            prepress::svg(&scene, &artworks, Extent::Trim, &mut progress).map(String::into_bytes)
        }
        PrintFormat::Png { dpi } => {
            let mut file = Vec::new();
            let request = PngRequest { dpi, ..PngRequest::default() };
            let sink = |piece: &[u8]| file.extend_from_slice(piece);
            prepress::png(&scene, &artworks, &request, sink, &mut progress).map(|_| file)
        }
    };
    let failed = |error: PressError| JobError::Print { reason: error.to_string() };
    Ok((Reply::Printed, vec![bytes.map_err(failed)?]))
}

/// The project's printing condition.
async fn condition(base: &str) -> Result<CmykProfile, JobError> {
    let failed = |reason: String| JobError::Print { reason };
    let bytes = files::fetch(&format!("{base}profiles/coated.icc")).await.map_err(failed)?;
    CmykProfile::parse(bytes).map_err(|error| failed(error.to_string()))
}

/// As the command line does with `--pdf-standard x4`.
fn print_shop_pdf(
    scene: &Scene,
    artworks: &dyn Artworks,
    colour: PdfColour<'_>,
    (marks, white): (bool, bool),
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, PressError> {
    let mut spots = Vec::new();
    if white {
        let how = (Extent::Bleed, WHITE_DPI, Mm::ZERO);
        spots.push(SpotLayer::white(coverage(scene, artworks, how, &mut |_| Flow::Continue)?));
    }
    let request = PdfRequest {
        standard: PdfStandard::X4,
        colour,
        marks: if marks { PdfMarks::All } else { PdfMarks::None },
        spots: &spots,
        ..PdfRequest::default()
    };
    pdf_with(scene, artworks, &request, progress)
}
