//! The `press` worker: makes print files, the same bytes as the command line. Fetched at the first export, ended on cancel.

mod blocks;
mod files;
mod line;
mod once;
mod separate;

use std::rc::Rc;

use design::ArtworkId;
use jobs::{JobError, PressJob, PrintFormat, Reply};
use js_sys::Uint8Array;
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
    let (base, design, side, area, format, artworks) = match job {
        PressJob::Separate(job) => {
            blocks.set_all(&job.base, &job.design).await?;
            let originals = originals(blocks, &job.artworks, &buffers);
            return separate::separate(blocks, &job, &originals, &speaker);
        }
        PressJob::Print { base, design, side, area, format, artworks } => {
            (base, design, side, area, format, artworks)
        }
    };
    blocks.set_all(&base, &design).await?;
    let artworks = originals(blocks, &artworks, &buffers);
    let scene = scene::resolve(&design, &side, &area, blocks);
    let mut progress = |done: f32| {
        speaker.progress(done);
        Flow::Continue
    };
    let bytes = match format {
        PrintFormat::Pdf => prepress::pdf(&scene, &artworks, &mut progress),
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

/// The originals that came with a job; drawings are kept.
fn originals(
    blocks: &Blocks,
    ids: &[ArtworkId],
    buffers: &[Uint8Array],
) -> geom::Table<ArtworkId, Vec<u8>> {
    let originals: geom::Table<ArtworkId, Vec<u8>> =
        ids.iter().copied().zip(buffers.iter().map(Uint8Array::to_vec)).collect();
    originals.iter().for_each(|(id, bytes)| blocks.keep(*id, bytes));
    originals
}
