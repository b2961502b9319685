//! The `press` worker: makes print files, the same bytes as the command line. Fetched at the first export, ended on cancel.

mod blocks;
mod files;
mod line;
mod maps;
mod once;
mod order;
mod separate;

use std::rc::Rc;

use catalog::{PrintArea, SideId};
use design::{ArtworkId, Design};
use geom::Mm;
use jobs::{JobError, PressJob, PrintFormat, Reply};
use js_sys::Uint8Array;
use prepress::cut::{CutRequest, CutSheet, cut_lines, cut_svg, dxf};
use prepress::{Extent, Flow, PngRequest, PressError, Progress};
use scene::Scene;

use crate::blocks::Blocks;
use crate::line::{Outcome, Speaker};

/// The original bytes of a design's artwork.
type Artworks = geom::Table<ArtworkId, Vec<u8>>;

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
    let done = match job {
        PressJob::Separate(mut job) => {
            let sent = (std::mem::take(&mut job.artworks), buffers);
            let artworks = ready(blocks, &job.base, &job.design, sent).await?;
            return separate::separate(blocks, &job, &artworks, &speaker);
        }
        PressJob::Print { base, design, side, area, format, artworks } => {
            let artworks = ready(blocks, &base, &design, (artworks, buffers)).await?;
            print(blocks, (&design, &side, &area), &artworks, format, speaker)?
        }
        PressJob::Hash { base, design, product, artworks } => {
            let artworks = ready(blocks, &base, &design, (artworks, buffers)).await?;
            order::hashes(blocks, (&design, &product), &artworks, speaker)?
        }
        PressJob::Package { base, design, product, order, artworks } => {
            let artworks = ready(blocks, &base, &design, (artworks, buffers)).await?;
            order::package(blocks, &base, (&design, &product), *order, &artworks, speaker).await?
        }
    };
    Ok((Reply::Printed, vec![done]))
}

/// Sets a design's texts and takes its artwork.
async fn ready(
    blocks: &Blocks,
    base: &str,
    design: &Design,
    (artworks, buffers): (Vec<ArtworkId>, Vec<Uint8Array>),
) -> Result<Artworks, JobError> {
    blocks.set_all(base, design).await?;
    let artworks: Artworks =
        artworks.into_iter().zip(buffers.iter().map(Uint8Array::to_vec)).collect();
    artworks.iter().for_each(|(id, bytes)| blocks.keep(*id, bytes));
    Ok(artworks)
}

/// Makes one print file.
fn print(
    blocks: &Blocks,
    (design, side, area): (&Design, &SideId, &PrintArea),
    artworks: &Artworks,
    format: PrintFormat,
    speaker: Speaker,
) -> Result<Vec<u8>, JobError> {
    let scene = scene::resolve(design, side, area, blocks);
    let mut progress = |done: f32| {
        speaker.progress(done);
        Flow::Continue
    };
    let bytes = match format {
        PrintFormat::Pdf => prepress::pdf(&scene, artworks, &mut progress),
        // As the command line does without `--bleed`: an order names a file by its hash.
        PrintFormat::Svg => {
            prepress::svg(&scene, artworks, Extent::Trim, &mut progress).map(String::into_bytes)
        }
        PrintFormat::Png { dpi } => {
            let mut file = Vec::new();
            let request = PngRequest { dpi, ..PngRequest::default() };
            let sink = |piece: &[u8]| file.extend_from_slice(piece);
            prepress::png(&scene, artworks, &request, sink, &mut progress).map(|_| file)
        }
        PrintFormat::Dxf { offset } => {
            return lines(&scene, artworks, offset, &mut progress).map(|sheet| dxf(&sheet));
        }
        PrintFormat::CutSvg { offset } => {
            return lines(&scene, artworks, offset, &mut progress)
                .map(|sheet| cut_svg(&sheet).into_bytes());
        }
    };
    bytes.map_err(|error: PressError| JobError::Print { reason: error.to_string() })
}

/// Cut lines, as the command line makes them with `--kiss-cut` or, without an offset, with nothing else.
fn lines(
    scene: &Scene,
    artworks: &Artworks,
    offset: Mm,
    progress: &mut Progress<'_>,
) -> Result<CutSheet, JobError> {
    let request =
        if offset.mm() > 0.0 { CutRequest::kiss_cut(offset) } else { CutRequest::default() };
    cut_lines(scene, artworks, &request, progress)
        .map_err(|error| JobError::Print { reason: error.to_string() })
}
