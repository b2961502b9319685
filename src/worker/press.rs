//! The `press` worker: makes print files, the same bytes as the command line. Fetched at the first export, ended on cancel.

mod blocks;
mod files;
mod line;
mod maps;
mod once;
mod order;
mod print_file;
mod separate;

use std::rc::Rc;

use design::{ArtworkId, Design};
use jobs::{JobError, PressJob, PrintOn, Reply};
use js_sys::Uint8Array;

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
        PressJob::Print { base, design, side, area, on, format, artworks } => {
            let artworks = ready(blocks, &base, &design, (artworks, buffers)).await?;
            let mut scene = scene::resolve(&design, &side, &area, blocks);
            if let Some(PrintOn { print, area }) = on {
                scene = scene.on_size(&area, print);
            }
            print_file::print(&base, &scene, &artworks, format, speaker).await?
        }
        PressJob::Hash { base, design, product, size, artworks } => {
            let artworks = ready(blocks, &base, &design, (artworks, buffers)).await?;
            order::hashes(blocks, (&design, &product, &size), &artworks, speaker)?
        }
        PressJob::Body(mut job) => {
            let sent = (std::mem::take(&mut job.artworks), buffers);
            let artworks = ready(blocks, &job.base, &job.design, sent).await?;
            order::body(blocks, &job, &artworks, speaker).await?
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
