//! The `press` worker: makes print files, the same bytes as the command line. Fetched at the first export, ended on cancel.

mod blocks;
mod files;
mod line;
mod once;

use std::io::Cursor;
use std::rc::Rc;

use design::ArtworkId;
use jobs::{JobError, PressJob, PrintFormat, Reply};
use js_sys::Uint8Array;
use prepress::{Channels, Extent, Flow, PngRequest, PressError, White};

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
        PrintFormat::Tiff { dpi, white } => {
            let mut file = Cursor::new(Vec::new());
            let request = PngRequest { dpi, ..PngRequest::default() };
            let white = white.map(|choke| White { choke, spared: None });
            let channels = white.map_or(Channels::Art, Channels::ArtAndWhite);
            prepress::tiff(&scene, &artworks, &request, channels, &mut file, &mut progress)
                .map(|_| file.into_inner())
        }
    };
    let failed = |error: PressError| JobError::Print { reason: error.to_string() };
    Ok((Reply::Printed, vec![bytes.map_err(failed)?]))
}
