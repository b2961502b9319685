//! The app's side of the `studio` worker: outlines, artwork, product pictures. What a worker is, `link` knows.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use catalog::{Product, SizeId};
use design::{ArtworkId, Design, FontId, Text, TextKey};
use futures_channel::oneshot;
use geom::{Drawing, Table, TextBlock};
use jobs::{Compose, Flat, Found, ImportedArtwork, JobError, Reply, StudioJob};
use js_sys::Uint8Array;
use json::Raw;
use scene::{Look, Resources};

use crate::link::Link;

/// Most outlines that are kept in memory; a session seldom needs more than some hundred.
const MOST_BLOCKS: usize = 4_000;

/// A picture: RGBA, 8 bits a channel, straight alpha.
#[derive(Clone)]
pub(crate) struct Picture {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Rows from the top.
    pub pixels: Uint8Array,
}

/// The studio worker and what it made so far.
#[derive(Clone)]
pub(crate) struct Studio {
    link: Rc<Link>,
    outlines: Rc<RefCell<Table<TextKey, Arc<TextBlock>>>>,
    asked: Rc<RefCell<Table<TextKey, ()>>>,
    drawings: Rc<RefCell<Table<ArtworkId, Arc<Drawing>>>>,
    /// Where a worker that was started anew gets artwork from.
    supply: Rc<RefCell<Option<Rc<Supply>>>>,
}

type Supply = dyn Fn(ArtworkId) -> oneshot::Receiver<Option<Uint8Array>>;

impl Studio {
    /// A studio that finds the project's files under `base` (absolute, ending in `/`).
    pub(crate) fn new(base: &str) -> Self {
        let open = base.to_owned();
        let link = Link::new(format!("{base}studio.js"), move |link| {
            link.tell(&StudioJob::Open { base: open.clone() });
        });
        Self {
            link: Rc::new(link),
            outlines: Rc::default(),
            asked: Rc::default(),
            drawings: Rc::default(),
            supply: Rc::default(),
        }
    }

    /// Ends the worker; whoever waits for it hears [`JobError::WorkerGone`].
    pub(crate) fn end(&self) {
        self.link.end();
    }

    /// Says where artwork comes from when the worker lacks it.
    pub(crate) fn set_supply(
        &self,
        supply: impl Fn(ArtworkId) -> oneshot::Receiver<Option<Uint8Array>> + 'static,
    ) {
        *self.supply.borrow_mut() = Some(Rc::new(supply));
    }

    /// The texts whose outlines are neither here nor on their way.
    pub(crate) fn unknown<'a>(&self, texts: impl Iterator<Item = &'a Text>) -> Vec<Text> {
        let (outlines, asked) = (self.outlines.borrow(), self.asked.borrow());
        texts
            .filter(|text| {
                let key = text.key();
                !outlines.contains_key(&key) && asked.get(&key).is_none()
            })
            .cloned()
            .collect()
    }

    /// Keeps outlines that were saved at an earlier visit.
    pub(crate) fn remember(&self, key: TextKey, block: Arc<TextBlock>) {
        let mut outlines = self.outlines.borrow_mut();
        if outlines.len() >= MOST_BLOCKS {
            outlines.clear();
        }
        outlines.insert(key, block);
    }

    /// Keeps a drawing at hand for this visit.
    pub(crate) fn keep_drawing(&self, id: ArtworkId, drawing: Arc<Drawing>) {
        self.drawings.borrow_mut().insert(id, drawing);
    }

    /// Sets texts. The outlines are then found by [`Resources::text`].
    ///
    /// # Errors
    /// The first text that could not be set and why; the others are there.
    pub(crate) async fn shape(&self, texts: Vec<Text>) -> Result<(), JobError> {
        if texts.is_empty() {
            return Ok(());
        }
        let keys: Vec<TextKey> = texts.iter().map(Text::key).collect();
        for key in &keys {
            self.asked.borrow_mut().insert(key.clone(), ());
        }
        let answer = self.link.ask(&StudioJob::Shape { texts }, &[]).await;
        for key in &keys {
            self.asked.borrow_mut().remove(key);
        }
        let (Reply::Shaped { blocks }, _) = answer? else { return Err(out_of_step()) };
        let mut outcome = Ok(());
        for (key, block) in keys.into_iter().zip(blocks) {
            match block {
                Ok(block) => self.remember(key, Arc::new(block)),
                Err(error) => outcome = outcome.and(Err(error)),
            }
        }
        outcome
    }

    /// The OpenType features that a font offers, by tag.
    ///
    /// # Errors
    /// The font did not load.
    pub(crate) async fn features(&self, font: FontId) -> Result<Vec<String>, JobError> {
        match self.link.ask(&StudioJob::Features { font }, &[]).await? {
            (Reply::Features { tags }, _) => Ok(tags),
            _ => Err(out_of_step()),
        }
    }

    /// Reads a file that the shopper gave; gives what is known of it and a proxy for the screen.
    ///
    /// # Errors
    /// [`JobError::Artwork`] says what is wrong with the file.
    pub(crate) async fn import(
        &self,
        file: &Uint8Array,
    ) -> Result<(ImportedArtwork, Uint8Array), JobError> {
        // The buffer is handed over, so the worker gets a copy.
        let answer = self.link.ask(&StudioJob::Import, &[file.slice(0, file.length())]).await?;
        match answer {
            (Reply::Imported { artwork }, buffers) => {
                let artwork = artwork.read().map_err(|_| out_of_step())?;
                buffers.into_iter().next().map(|proxy| (artwork, proxy)).ok_or_else(out_of_step)
            }
            _ => Err(out_of_step()),
        }
    }

    /// Draws a product picture; artwork that the worker lacks is sent first.
    ///
    /// # Errors
    /// Why there is no picture.
    pub(crate) async fn compose(&self, compose: Compose) -> Result<Picture, JobError> {
        self.pictured(&StudioJob::Compose(Box::new(compose))).await
    }

    /// Draws a side's print flat, premultiplied; artwork that the worker lacks is sent first.
    ///
    /// # Errors
    /// Why there is no picture.
    pub(crate) async fn flat(&self, flat: &Flat) -> Result<Picture, JobError> {
        self.pictured(&StudioJob::Flat(Raw::of(flat))).await
    }

    async fn pictured(&self, job: &StudioJob) -> Result<Picture, JobError> {
        match self.ask_with_artwork(job).await? {
            (Reply::Picture { width, height }, buffers) => buffers
                .into_iter()
                .next()
                .map(|pixels| Picture { width, height, pixels })
                .ok_or_else(out_of_step),
            _ => Err(out_of_step()),
        }
    }

    /// Something of the live picture, with its buffers.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) async fn live(&self, job: &StudioJob) -> Result<(Raw, Vec<Uint8Array>), JobError> {
        match self.ask_with_artwork(job).await? {
            (Reply::Live { done }, buffers) => Ok((done, buffers)),
            _ => Err(out_of_step()),
        }
    }

    /// A picture's proxy in other colours, as a file.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) async fn change(&self, id: ArtworkId, look: Look) -> Result<Uint8Array, JobError> {
        let Look { adjust, tone, flat } = look;
        match self.ask_with_artwork(&StudioJob::Change { id, adjust, tone, flat }).await? {
            (Reply::Changed, buffers) => buffers.into_iter().next().ok_or_else(out_of_step),
            _ => Err(out_of_step()),
        }
    }

    /// Says what would print badly or not at all.
    ///
    /// # Errors
    /// Why it could not be checked.
    pub(crate) async fn check(
        &self,
        design: Design,
        product: Product,
        sizes: Vec<SizeId>,
    ) -> Result<Vec<Found>, JobError> {
        let (design, product, sizes) = (Box::new(design), Raw::of(&product), Raw::of(&sizes));
        let mut job = StudioJob::Check { design, product, sizes, lost: Vec::new() };
        let mut answer = self.link.ask(&job, &[]).await;
        if let (Err(JobError::MissingArtwork { ids }), StudioJob::Check { lost, .. }) =
            (&answer, &mut job)
        {
            // What cannot be sent is lost, and that is a finding.
            for id in ids {
                if self.send_artwork(*id).await.is_err() {
                    lost.push(*id);
                }
            }
            answer = self.link.ask(&job, &[]).await;
        }
        match answer? {
            (Reply::Checked { found }, _) => found.read().map_err(|_| out_of_step()),
            _ => Err(out_of_step()),
        }
    }

    /// Asks; artwork that the worker lacks is sent first.
    async fn ask_with_artwork(
        &self,
        job: &StudioJob,
    ) -> Result<(Reply, Vec<Uint8Array>), JobError> {
        match self.link.ask(job, &[]).await {
            Err(JobError::MissingArtwork { ids }) => {
                for id in ids {
                    self.send_artwork(id).await?;
                }
                self.link.ask(job, &[]).await
            }
            answer => answer,
        }
    }

    /// Hands the bytes of artwork to the worker.
    ///
    /// # Errors
    /// Why the worker could not keep them.
    async fn send_artwork(&self, id: ArtworkId) -> Result<(), JobError> {
        let missing = || JobError::MissingArtwork { ids: vec![id] };
        let supply = self.supply.borrow().clone().ok_or_else(missing)?;
        let bytes = supply(id).await.ok().flatten().ok_or_else(missing)?;
        let copy = bytes.slice(0, bytes.length());
        self.link.ask(&StudioJob::KeepArtwork { id }, &[copy]).await.map(|_| ())
    }
}

fn out_of_step() -> JobError {
    JobError::Protocol { reason: "another answer than was asked for".into() }
}

impl Resources for Studio {
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>> {
        self.outlines.borrow().get(key).cloned()
    }

    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>> {
        self.drawings.borrow().get(id).cloned()
    }
}
