//! The `studio` worker: sets text, reads artwork and draws product pictures while somebody designs. No print files.

mod blocks;
mod check;
mod drawn;
mod files;
mod line;
mod live;
mod maps;
mod once;
mod pictures;

use std::cell::RefCell;
use std::rc::Rc;

use catalog::{Product, SizeId};
use design::{ArtworkId, FontId, Text};
use geom::{Mm, Rgb};
use jobs::{Flat, ImportedArtwork, JobError, Reply, StudioJob};
use js_sys::Uint8Array;
use json::Raw;
use prepress::artwork;
use prepress::preflight::PictureFacts;

use crate::blocks::Blocks;
use crate::drawn::Drawn;
use crate::line::Outcome;
use crate::live::LiveKept;
use crate::pictures::Pictures;

/// Longest side of a proxy in pixels: sharp on a large screen, small in memory.
const PROXY_SIDE: u32 = 1600;

/// What the worker holds from job to job.
#[derive(Default)]
struct Studio {
    base: RefCell<String>,
    blocks: Blocks,
    pictures: Pictures,
    facts: RefCell<PictureFacts>,
    live_kept: LiveKept,
}

fn main() {
    let studio = Rc::new(Studio::default());
    line::listen(move |job, buffers, _| {
        let studio = studio.clone();
        async move { studio.work(job, buffers).await }
    });
}

impl Studio {
    async fn work(&self, job: StudioJob, buffers: Vec<Uint8Array>) -> Outcome {
        let base = self.base.borrow().clone();
        let buffer = || {
            let missing = || JobError::Protocol { reason: "a buffer is missing".into() };
            buffers.first().map(Uint8Array::to_vec).ok_or_else(missing)
        };
        match job {
            StudioJob::Open { base } => {
                *self.base.borrow_mut() = base;
                Ok((Reply::Kept, Vec::new()))
            }
            StudioJob::Shape { texts } => Ok((self.shape(&base, &texts).await, Vec::new())),
            StudioJob::Features { font } => {
                let tags = self.features(&base, font).await?;
                Ok((Reply::Features { tags }, Vec::new()))
            }
            StudioJob::Import => self.import(buffer()?),
            StudioJob::KeepArtwork { id } => {
                let bytes = buffer()?;
                self.blocks.keep(id, &bytes);
                self.pictures.keep(id, bytes);
                Ok((Reply::Kept, Vec::new()))
            }
            StudioJob::Change { id, adjust, tone, flat } => {
                let look = scene::Look { adjust, tone, flat };
                Ok((Reply::Changed, vec![self.pictures.changed(id, &look)?]))
            }
            StudioJob::Check { design, product, sizes, lost } => {
                let product: Product = product
                    .read()
                    .map_err(|error| JobError::Protocol { reason: error.to_string() })?;
                let sizes: Vec<SizeId> = match sizes.is_none() {
                    true => Vec::new(),
                    false => sizes
                        .read()
                        .map_err(|error| JobError::Protocol { reason: error.to_string() })?,
                };
                let found = self.check(&base, &design, (&product, &sizes), &lost).await?;
                Ok((Reply::Checked { found: Raw::of(&found) }, Vec::new()))
            }
            StudioJob::Flat(flat) => {
                let flat: Flat = flat
                    .read()
                    .map_err(|error| JobError::Protocol { reason: error.to_string() })?;
                self.blocks.set_all(&base, &flat.design).await?;
                self.pictures.flat(&flat, &self.blocks)
            }
            StudioJob::Live { wish } => {
                let wish = wish
                    .read()
                    .map_err(|error| JobError::Protocol { reason: error.to_string() })?;
                self.live(&base, wish).await
            }
            StudioJob::Compose(compose) => {
                let key = Drawn::key(&compose);
                let picture = match self.pictures.known(key) {
                    Some(picture) => picture,
                    None => {
                        self.blocks.set_all(&base, &compose.design).await?;
                        let drawn = self.pictures.compose(&base, &compose, &self.blocks).await?;
                        self.pictures.remember(key, &drawn);
                        drawn
                    }
                };
                let (width, height) = (picture.width, picture.height);
                Ok((Reply::Picture { width, height }, vec![picture.rgba]))
            }
        }
    }

    async fn shape(&self, base: &str, texts: &[Text]) -> Reply {
        let mut blocks = Vec::with_capacity(texts.len());
        for text in texts {
            let block = self.blocks.set(base, text).await;
            blocks.push(block.map(|block| (*block).clone()));
        }
        Reply::Shaped { blocks }
    }

    /// The OpenType features that a font offers.
    async fn features(&self, base: &str, font: FontId) -> Result<Vec<String>, JobError> {
        let empty = Text::plain(String::new(), font.clone(), Mm::new(10.0), Rgb::BLACK);
        self.blocks.fonts.prepare(base, &empty).await?;
        let tags = self.blocks.fonts.with(|library| library.features(&font).to_vec());
        Ok(tags.unwrap_or_default())
    }

    /// Reads a file that the shopper gave and keeps its proxy for pictures.
    fn import(&self, file: Vec<u8>) -> Outcome {
        let bad = |error: artwork::ArtworkError| JobError::Artwork { reason: error.to_string() };
        let header = artwork::inspect(&file).map_err(bad)?;
        let proxy = artwork::proxy(&file, PROXY_SIDE).map_err(bad)?;
        let id = ArtworkId::of(&file);
        self.pictures.keep(id, proxy.bytes.clone());
        let artwork = ImportedArtwork { id, format: header.format, pixels: proxy.original };
        Ok((Reply::Imported { artwork: Raw::of(&artwork) }, vec![proxy.bytes]))
    }
}
