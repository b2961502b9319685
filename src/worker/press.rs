//! The `press` worker: makes print files, the same bytes as the command line. Fetched at the first export, ended on cancel.

mod blocks;
mod files;
mod line;
mod once;

use std::rc::Rc;

use design::ArtworkId;
use geom::Mm;
use jobs::{JobError, PressJob, PrintFormat, Reply};
use js_sys::Uint8Array;
use prepress::cut::{CutRequest, CutSheet, cut_lines, cut_svg, dxf};
use prepress::{Extent, Flow, PngRequest, PressError};

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
    let failed = |error: PressError| JobError::Print { reason: error.to_string() };
    let bytes = match format {
        PrintFormat::Pdf => prepress::pdf(&scene, &artworks, &mut progress).map_err(failed),
        // As the command line does without `--bleed`: an order names a file by its hash.
        PrintFormat::Svg => {
            let drawing = prepress::svg(&scene, &artworks, Extent::Trim, &mut progress);
            drawing.map(String::into_bytes).map_err(failed)
        }
        PrintFormat::Png { dpi } => {
            let mut file = Vec::new();
            let request = PngRequest { dpi, ..PngRequest::default() };
            let sink = |piece: &[u8]| file.extend_from_slice(piece);
            let made = prepress::png(&scene, &artworks, &request, sink, &mut progress);
            made.map(|_| file).map_err(failed)
        }
        PrintFormat::Dxf { offset } => {
            lines(&scene, &artworks, offset, &mut progress).map(|sheet| dxf(&sheet))
        }
        PrintFormat::CutSvg { offset } => lines(&scene, &artworks, offset, &mut progress)
            .map(|sheet| cut_svg(&sheet).into_bytes()),
    };
    Ok((Reply::Printed, vec![bytes?]))
}

/// Cut lines, as the command line makes them with `--kiss-cut` or, without an offset, with nothing else.
fn lines(
    scene: &scene::Scene,
    artworks: &geom::Table<ArtworkId, Vec<u8>>,
    offset: Mm,
    progress: &mut prepress::Progress<'_>,
) -> Result<CutSheet, JobError> {
    let request =
        if offset.mm() > 0.0 { CutRequest::kiss_cut(offset) } else { CutRequest::default() };
    cut_lines(scene, artworks, &request, progress)
        .map_err(|error| JobError::Print { reason: error.to_string() })
}
