//! The app's side of the `press` worker: print files. It is started for each file and ended on cancel.

use std::rc::Rc;

use catalog::{PrintArea, Product, SideId};
use design::{ArtworkId, Design};
use jobs::{InkMode, InkWish, JobError, PressJob, PrintFormat, Reply, Separate};
use js_sys::Uint8Array;

use crate::atelier::Atelier;
use crate::link::Link;

/// A print file that is being made.
#[derive(Clone)]
pub(crate) struct Printing {
    link: Rc<Link>,
}

impl Printing {
    /// A press that is ready to begin.
    pub(crate) fn new(base: &str) -> Self {
        Self { link: Rc::new(Link::new(format!("{base}press.js"), |_| {})) }
    }

    /// Ends the work; the waiting call hears [`JobError::WorkerGone`].
    pub(crate) fn cancel(&self) {
        self.link.end();
    }

    /// Makes a print file of a side. `progress` hears 0 to 1.
    ///
    /// # Errors
    /// Why there is no file, [`JobError::WorkerGone`] where it was cancelled.
    pub(crate) async fn print(
        &self,
        atelier: Atelier,
        design: Design,
        (side, area): (SideId, PrintArea),
        format: PrintFormat,
        progress: impl Fn(f32) + 'static,
    ) -> Result<Uint8Array, JobError> {
        let (artworks, buffers) = originals(atelier, &design, &side).await?;
        let base = atelier.place().base;
        let design = Box::new(design);
        let job = PressJob::Print { base, design, side, area, format, artworks };
        let answer = self.link.ask_with_progress(&job, &buffers, Some(Box::new(progress))).await?;
        match answer {
            (Reply::Printed, mut buffers) if !buffers.is_empty() => Ok(buffers.swap_remove(0)),
            _ => Err(JobError::Protocol { reason: "another answer than was asked for".into() }),
        }
    }

    /// Makes a side into a merchant's inks. `progress` hears 0 to 1.
    ///
    /// # Errors
    /// Why it could not be done, [`JobError::WorkerGone`] where it was cancelled.
    pub(crate) async fn separate(
        &self,
        atelier: Atelier,
        (design, product, side): (Design, Product, SideId),
        mode: InkMode,
        wish: InkWish,
        progress: impl Fn(f32) + 'static,
    ) -> Result<(Reply, Vec<Uint8Array>), JobError> {
        let (artworks, buffers) = originals(atelier, &design, &side).await?;
        let base = atelier.place().base;
        let (design, product) = (Box::new(design), Box::new(product));
        let job = Separate { base, design, product, side, mode, wish, artworks };
        let job = PressJob::Separate(Box::new(job));
        self.link.ask_with_progress(&job, &buffers, Some(Box::new(progress))).await
    }
}

/// The originals that a side needs.
async fn originals(
    atelier: Atelier,
    design: &Design,
    side: &SideId,
) -> Result<(Vec<ArtworkId>, Vec<Uint8Array>), JobError> {
    let mut artworks = Vec::new();
    let mut buffers = Vec::new();
    for id in needed(design, side) {
        let missing = || JobError::MissingArtwork { ids: vec![id] };
        let bytes = atelier.original(id).await.ok_or_else(missing)?;
        artworks.push(id);
        buffers.push(bytes.slice(0, bytes.length()));
    }
    Ok((artworks, buffers))
}

/// The artwork that is printed on a side.
fn needed(design: &Design, side: &SideId) -> Vec<ArtworkId> {
    let mut printed = design.clone();
    printed.layers.retain(|_, layer| layer.side == *side && !layer.hidden);
    printed.artworks()
}
