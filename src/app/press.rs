//! The app's side of the `press` worker: print files. It is started for each file and ended on cancel.

use std::rc::Rc;

use catalog::{PrintArea, Product, SideId, SizeId};
use design::{ArtworkId, Design};
use embed::{PrintFile, PrintedSize};
use jobs::{
    Body, BodyFormat, InkMode, InkWish, JobError, Ordered, PressJob, PrintFormat, PrintOn, Reply,
    Separate,
};
use js_sys::Uint8Array;
use json::FromJson;

use crate::atelier::Atelier;
use crate::link::Link;

/// What an order says of its print files.
#[derive(Clone, Debug, Default, FromJson)]
pub(crate) struct PrintHashes {
    /// Each file.
    pub hashes: Vec<PrintFile>,
    /// How large each side's print is.
    pub sizes: Vec<PrintedSize>,
}

/// How a side is printed on a size, where that differs from the design.
///
/// # Errors
/// What is wrong with the product's entry in the catalogue.
pub(crate) fn print_on(
    product: &Product,
    side: &SideId,
    size: &SizeId,
) -> Result<Option<PrintOn>, JobError> {
    let wrong = |error: catalog::DetailsError| JobError::Print { reason: error.to_string() };
    let on =
        catalog::Details::of(product).and_then(|details| details.print_on(product, side, size));
    let on = on.map_err(wrong)?;
    let designed = product.side(side).map(|side| side.print_area);
    let differs = on.print != 1.0 || designed != Some(on.area);
    Ok(differs.then_some(PrintOn { print: on.print, area: on.area }))
}

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
        (side, area, on): (SideId, PrintArea, Option<PrintOn>),
        format: PrintFormat,
        progress: impl Fn(f32) + 'static,
    ) -> Result<Uint8Array, JobError> {
        let needed = needed(&design, |printed| *printed == side);
        let (artworks, buffers) = originals(atelier, needed).await?;
        let base = atelier.place().base;
        let design = Box::new(design);
        let job = PressJob::Print { base, design, side, area, on, format, artworks };
        self.ask(&job, &buffers, progress).await
    }

    /// Makes all print files of a design and gives their hashes, and how large prints are. `progress` hears 0 to 1.
    ///
    /// # Errors
    /// As [`Printing::print`].
    pub(crate) async fn hashes(
        &self,
        atelier: Atelier,
        design: Design,
        (product, size): (&Product, SizeId),
        progress: impl Fn(f32) + 'static,
    ) -> Result<PrintHashes, JobError> {
        let needed = needed(&design, |side| product.side(side).is_some());
        let (artworks, buffers) = originals(atelier, needed).await?;
        let base = atelier.place().base;
        let (design, product) = (Box::new(design), Box::new(product.clone()));
        let job = PressJob::Hash { base, design, product, size, artworks };
        let list = self.ask(&job, &buffers, progress).await?.to_vec();
        json::read(&list).map_err(|error| JobError::Protocol { reason: error.to_string() })
    }

    /// Makes the package of an order's line, a ZIP archive. `progress` hears 0 to 1.
    ///
    /// # Errors
    /// As [`Printing::print`].
    pub(crate) async fn package(
        &self,
        atelier: Atelier,
        design: Design,
        product: &Product,
        order: Ordered,
        progress: impl Fn(f32) + 'static,
    ) -> Result<Uint8Array, JobError> {
        let printed = needed(&design, |side| product.side(side).is_some());
        let (mut artworks, mut buffers) = originals(atelier, printed).await?;
        // What is hidden goes into the design's file where it is at hand.
        for id in design.artworks() {
            if artworks.contains(&id) {
                continue;
            }
            if let Some(bytes) = atelier.original(id).await {
                artworks.push(id);
                buffers.push(bytes.slice(0, bytes.length()));
            }
        }
        let base = atelier.place().base;
        let (design, product) = (Box::new(design), Box::new(product.clone()));
        let job = PressJob::Package { base, design, product, order: Box::new(order), artworks };
        self.ask(&job, &buffers, progress).await
    }

    /// Makes the finished product as a body. `progress` hears 0 to 1.
    ///
    /// # Errors
    /// As [`Printing::print`].
    pub(crate) async fn body(
        &self,
        atelier: Atelier,
        design: Design,
        product: Product,
        format: BodyFormat,
        progress: impl Fn(f32) + 'static,
    ) -> Result<Uint8Array, JobError> {
        let printed = needed(&design, |side| product.side(side).is_some());
        let (artworks, buffers) = originals(atelier, printed).await?;
        let base = atelier.place().base;
        let job = PressJob::Body(Box::new(Body { base, design, product, format, artworks }));
        self.ask(&job, &buffers, progress).await
    }

    async fn ask(
        &self,
        job: &PressJob,
        buffers: &[Uint8Array],
        progress: impl Fn(f32) + 'static,
    ) -> Result<Uint8Array, JobError> {
        match self.link.ask_with_progress(job, buffers, Some(Box::new(progress))).await? {
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
        let (artworks, buffers) = originals(atelier, needed(&design, |of| *of == side)).await?;
        let base = atelier.place().base;
        let (design, product) = (Box::new(design), Box::new(product));
        let job = Separate { base, design, product, side, mode, wish, artworks };
        let job = PressJob::Separate(Box::new(job));
        self.link.ask_with_progress(&job, &buffers, Some(Box::new(progress))).await
    }
}

/// The original bytes of artwork, copied for the press.
async fn originals(
    atelier: Atelier,
    ids: Vec<ArtworkId>,
) -> Result<(Vec<ArtworkId>, Vec<Uint8Array>), JobError> {
    let mut buffers = Vec::with_capacity(ids.len());
    for id in &ids {
        let missing = || JobError::MissingArtwork { ids: vec![*id] };
        let bytes = atelier.original(*id).await.ok_or_else(missing)?;
        buffers.push(bytes.slice(0, bytes.length()));
    }
    Ok((ids, buffers))
}

/// The artwork that is printed on some sides.
fn needed(design: &Design, is_wanted: impl Fn(&SideId) -> bool) -> Vec<ArtworkId> {
    let mut printed = design.clone();
    printed.layers.retain(|_, layer| is_wanted(&layer.side) && !layer.hidden);
    printed.artworks()
}
