//! The app's side of the `reader` worker: files that a shopper brings, and artwork made of pictures. Each piece of work
//! has a worker of its own, which is ended on cancel and when a file takes too long.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::oneshot;
use jobs::{ImportedArtwork, ImportedDrawing, JobError, Look, ReaderJob, Reply};
use js_sys::Uint8Array;
use leptos::prelude::set_timeout;

use crate::editing::sentence;
use crate::link::Link;
use crate::words::words;

/// How long looking at a file or reading a drawing may take.
const QUICK: Duration = Duration::from_secs(2);
/// How long decoding or drawing a picture may take.
const SLOW: Duration = Duration::from_secs(20);
/// How long work that shows how far it is may take.
const WORK: Duration = Duration::from_secs(120);

/// Why a worker was ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    No,
    Cancelled,
    TooLong,
}

/// A reader. Cheap to copy; it holds nothing between jobs.
#[derive(Clone)]
pub(crate) struct Reader {
    link: Rc<Link>,
    ended: Rc<Cell<Ended>>,
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// It was cancelled; nothing has to be said.
    Cancelled,
    /// It cannot be kept as outlines, but perhaps as a picture; a sentence says why.
    NotOutlines(String),
    /// A sentence for the shopper.
    Failed(String),
}

type Buffers = Vec<Uint8Array>;

impl Reader {
    /// A reader that is ready to begin; its worker is fetched at the first job.
    pub(crate) fn new(base: &str) -> Self {
        let link = Rc::new(Link::new(format!("{base}reader.js"), |_| {}));
        Self { link, ended: Rc::new(Cell::new(Ended::No)) }
    }

    /// Ends the work; whoever waits for it hears [`ReadError::Cancelled`].
    pub(crate) fn cancel(&self) {
        self.ended.set(Ended::Cancelled);
        self.link.end();
    }

    /// Whether somebody ended it.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.ended.get() == Ended::Cancelled
    }

    /// What kind of file it is.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(crate) async fn look(&self, file: &Uint8Array) -> Result<Look, ReadError> {
        match self.ask(&ReaderJob::Look, file, QUICK, |_| {}).await? {
            (Reply::Looked { look }, _) => look.read().map_err(|_| out_of_step()),
            _ => Err(out_of_step()),
        }
    }

    /// A picture as it is kept; `progress` hears how far it is, where that is known.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(crate) async fn picture(
        &self,
        job: &ReaderJob,
        file: &Uint8Array,
        progress: impl Fn(f32) + 'static,
    ) -> Result<(ImportedArtwork, Uint8Array), ReadError> {
        match self.ask(job, file, SLOW, progress).await? {
            (Reply::Imported { artwork }, buffers) => {
                Ok((artwork.read().map_err(|_| out_of_step())?, first(buffers)?))
            }
            _ => Err(out_of_step()),
        }
    }

    /// A page of a drawing as outlines.
    ///
    /// # Errors
    /// What is wrong with the file; [`ReadError::NotOutlines`] also where it took too long.
    pub(crate) async fn vectors(
        &self,
        page: usize,
        file: &Uint8Array,
    ) -> Result<(ImportedDrawing, Uint8Array), ReadError> {
        match self.ask(&ReaderJob::Vectors { page }, file, QUICK, |_| {}).await {
            Ok((Reply::Drawn { drawing }, buffers)) => {
                Ok((drawing.read().map_err(|_| out_of_step())?, first(buffers)?))
            }
            Ok(_) => Err(out_of_step()),
            Err(ReadError::Failed(problem)) if self.ended.get() == Ended::TooLong => {
                Err(ReadError::NotOutlines(problem))
            }
            Err(error) => Err(error),
        }
    }

    /// A page drawn small: columns, rows and RGBA.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(crate) async fn thumbnail(
        &self,
        page: usize,
        longest: u32,
        file: &Uint8Array,
    ) -> Result<(u32, u32, Uint8Array), ReadError> {
        match self.ask(&ReaderJob::Thumbnail { page, longest }, file, QUICK, |_| {}).await? {
            (Reply::Picture { width, height }, buffers) => Ok((width, height, first(buffers)?)),
            _ => Err(out_of_step()),
        }
    }

    /// Work that says how far it is: backgrounds and tracing. The reply, and its file.
    ///
    /// # Errors
    /// Why there is no result.
    pub(crate) async fn make(
        &self,
        job: &ReaderJob,
        file: &Uint8Array,
        progress: impl Fn(f32) + 'static,
    ) -> Result<(Reply, Uint8Array), ReadError> {
        let (reply, buffers) = self.ask(job, file, WORK, progress).await?;
        Ok((reply, first(buffers)?))
    }

    async fn ask(
        &self,
        job: &ReaderJob,
        file: &Uint8Array,
        limit: Duration,
        progress: impl Fn(f32) + 'static,
    ) -> Result<(Reply, Buffers), ReadError> {
        if self.ended.get() == Ended::Cancelled {
            return Err(ReadError::Cancelled);
        }
        self.ended.set(Ended::No);
        // The clock runs from the worker's first word on: fetching it takes as long as the line does.
        let (done, clock) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
        let heard = {
            let (link, ended, done) = (self.link.clone(), self.ended.clone(), done.clone());
            move |part: f32| {
                progress(part);
                if clock.replace(true) {
                    return;
                }
                let (link, ended, done) = (link.clone(), ended.clone(), done.clone());
                let ring = move || {
                    if !done.get() {
                        ended.set(Ended::TooLong);
                        link.end();
                    }
                };
                set_timeout(ring, limit);
            }
        };
        // The buffer is handed over, so the worker gets a copy.
        let copy = file.slice(0, file.length());
        let answer = self.link.ask_with_progress(job, &[copy], Some(Box::new(heard))).await;
        done.set(true);
        answer.map_err(|error| match (error, self.ended.get()) {
            (JobError::WorkerGone, Ended::Cancelled) => ReadError::Cancelled,
            (JobError::WorkerGone, Ended::TooLong) => {
                ReadError::Failed(words().file_too_slow.to_owned())
            }
            (JobError::WorkerGone, Ended::No) => {
                ReadError::Failed(words().file_broke_reader.to_owned())
            }
            (JobError::NotOutlines { reason }, _) => ReadError::NotOutlines(sentence(&reason)),
            (error, _) => ReadError::Failed(sentence(&error.to_string())),
        })
    }
}

fn first(buffers: Buffers) -> Result<Uint8Array, ReadError> {
    buffers.into_iter().next().ok_or_else(out_of_step)
}

fn out_of_step() -> ReadError {
    let reason = "another answer than was asked for".into();
    ReadError::Failed(sentence(&JobError::Protocol { reason }.to_string()))
}

/// A question to the shopper whose answer is waited for.
pub(crate) struct Asked<T>(Rc<Cell<Option<oneshot::Sender<T>>>>);

impl<T> Clone for Asked<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Asked<T> {
    /// A question, and where its answer will come.
    pub(crate) fn new() -> (Self, oneshot::Receiver<T>) {
        let (sender, receiver) = oneshot::channel();
        (Self(Rc::new(Cell::new(Some(sender)))), receiver)
    }

    /// Answers it; only the first answer counts.
    pub(crate) fn answer(&self, answer: T) {
        if let Some(sender) = self.0.take() {
            // Who asked may have gone away.
            let _ = sender.send(answer);
        }
    }
}
