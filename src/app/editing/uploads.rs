//! Files that a shopper brings: read one after the other, each put on the product. How far each is, and what is asked
//! about it, is shown by the panel and the dialog in this folder.

mod choice;
mod panel;

use design::{ArtworkId, Placed, Source};
use editor::{Command, Picture};
use geom::Mm;
use jobs::{ImportedArtwork, ImportedDrawing, Look, Missing, ReaderJob};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::editing::EditorStore;
use crate::editing::store::sentence;
use crate::reader::{Asked, ReadError, Reader};
use crate::storage::ArtworkPart;
use crate::storage::files::{self, Many};
use crate::words::{fill, words};

pub(crate) use choice::Choice;
pub(crate) use panel::{AddImage, UploadList};

/// Largest file that is read.
const MOST_BYTES: u64 = 60 * 1024 * 1024;
/// Most files at once; more are most likely a whole folder by mistake.
const MOST_FILES: usize = 40;
/// What the picker offers.
const ACCEPT: &str = "image/png,image/jpeg,image/webp,image/avif,image/gif,image/bmp,image/tiff,image/svg+xml,\
    application/pdf,.png,.jpg,.jpeg,.webp,.avif,.gif,.bmp,.tif,.tiff,.svg,.pdf";
/// Pixels of the longest edge of a drawing that is brought in as a picture, at least and at most.
const FLAT: (f64, f64) = (800.0, 4500.0);

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Others come first.
    Waiting,
    /// It is being read.
    Reading,
    /// It could not be used; a sentence says why.
    Problem(String),
}

/// A file on its way.
#[derive(Clone)]
pub(crate) struct Item {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: State,
}

/// What is asked about a file.
#[derive(Clone)]
pub(crate) enum Question {
    /// Which of so many pages.
    Page {
        /// How many there are.
        count: usize,
        /// The page, from 0; `None` for no page at all.
        answer: Asked<Option<usize>>,
    },
    /// How to bring in what has parts that outlines cannot keep.
    Missing {
        /// What would be missing.
        why: Why,
        /// Whether nothing would be left.
        is_empty: bool,
        /// Which page it is about.
        page: usize,
        /// How; `None` for not at all.
        answer: Asked<Option<BringIn>>,
    },
}

/// What of a drawing cannot be kept as outlines.
#[derive(Clone)]
pub(crate) enum Why {
    /// Some parts.
    Parts(Vec<Missing>),
    /// All of it; a sentence says why.
    All(String),
}

/// How a drawing is brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BringIn {
    /// As outlines, without what they cannot keep.
    Outlines,
    /// As a picture, as it looks.
    Picture,
}

/// The file that a question is about.
#[derive(Clone)]
pub(crate) struct Asking {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub file: Uint8Array,
    /// The question.
    pub question: Question,
}

/// What came out of a file.
pub(crate) enum Brought {
    /// Pixels.
    Picture(Picture),
    /// Outlines.
    Drawing(Placed),
}

/// What is done with what came out of a file, instead of putting it on the product.
pub(crate) type Take = Callback<Brought>;

/// A file that waits, and what is done with it.
type Waiting = (u64, File, Option<Take>);

/// Files on their way and the question about one of them. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Uploads {
    store: EditorStore,
    /// The files, oldest first; those that came in are gone.
    pub items: RwSignal<Vec<Item>>,
    /// The part of the file being read that is done, 0 to 1; 0 while nothing is known.
    pub done: RwSignal<f64>,
    /// What is asked now.
    pub asking: RwSignal<Option<Asking>, LocalStorage>,
    files: StoredValue<Vec<Waiting>, LocalStorage>,
    reading: StoredValue<Option<(u64, Reader)>, LocalStorage>,
    next: StoredValue<u64>,
}

impl Uploads {
    /// Uploads into a design.
    pub(crate) fn new(store: EditorStore) -> Self {
        Self {
            store,
            items: RwSignal::new(Vec::new()),
            done: RwSignal::new(0.0),
            asking: RwSignal::new_local(None),
            files: StoredValue::new_local(Vec::new()),
            reading: StoredValue::new_local(None),
            next: StoredValue::new(1),
        }
    }

    /// Opens the picker. Call it while a press is handled.
    pub(crate) fn pick(self) {
        spawn_local(async move { self.add(files::pick(ACCEPT, Many::Several).await) });
    }

    /// Opens the picker for one file that is not put on the product. Call it while a press is handled.
    pub(crate) fn pick_for(self, take: Take) {
        spawn_local(async move {
            self.queue(files::pick(ACCEPT, Many::One).await, Some(take));
        });
    }

    /// Reads files one after the other and puts each on the product.
    pub(crate) fn add(self, files: Vec<File>) {
        self.queue(files, None);
    }

    fn queue(self, mut files: Vec<File>, take: Option<Take>) {
        if files.len() > MOST_FILES {
            files.truncate(MOST_FILES);
            let words = fill(words().too_many_files, &[&MOST_FILES.to_string()]);
            self.store.atelier.toast(&words, None);
        }
        for file in files {
            let id = self.next.get_value();
            self.next.set_value(id + 1);
            let item = Item { id, name: file.name(), state: State::Waiting };
            self.items.update(|items| items.push(item));
            self.files.update_value(|files| files.push((id, file, take)));
        }
        self.go_on();
    }

    /// Takes a file off the list; where it is being read, that ends.
    pub(crate) fn cancel(self, id: u64) {
        self.items.update(|items| items.retain(|item| item.id != id));
        self.files.update_value(|files| files.retain(|(other, ..)| *other != id));
        let reading = self.reading.get_value().filter(|(other, _)| *other == id);
        if let Some((_, reader)) = reading {
            reader.cancel();
            match self.asking.get_untracked().map(|asking| asking.question) {
                Some(Question::Page { answer, .. }) => answer.answer(None),
                Some(Question::Missing { answer, .. }) => answer.answer(None),
                None => {}
            }
        }
    }

    /// Begins with the next file, unless one is being read.
    fn go_on(self) {
        if self.reading.with_value(Option::is_some) {
            return;
        }
        let next = self
            .files
            .try_update_value(|files| if files.is_empty() { None } else { Some(files.remove(0)) });
        let Some((id, file, take)) = next.flatten() else { return };
        let reader = Reader::new(&self.store.atelier.place().base);
        self.reading.set_value(Some((id, reader.clone())));
        self.done.set(0.0);
        self.set_state(id, State::Reading);
        spawn_local(async move {
            let outcome = self.read(&file, &reader, take).await;
            // The worker goes with what it holds; the next file gets one of its own.
            reader.cancel();
            // The editor may have been left since.
            if self.items.is_disposed() {
                return;
            }
            self.reading.set_value(None);
            match outcome {
                Err(ReadError::Failed(problem) | ReadError::NotOutlines(problem)) => {
                    let text = files::about(&file.name(), &problem);
                    self.store.atelier.say(&text);
                    self.set_state(id, State::Problem(text));
                }
                Ok(()) | Err(ReadError::Cancelled) => {
                    self.items.update(|items| items.retain(|item| item.id != id));
                }
            }
            self.go_on();
        });
    }

    fn set_state(self, id: u64, state: State) {
        self.items.update(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.id == id) {
                item.state = state;
            }
        });
    }

    /// What hears how far the file is; files are read one at a time.
    fn progress(self) -> impl Fn(f32) + 'static {
        move |part| {
            // The editor may have been left since.
            self.done.try_set(f64::from(part));
        }
    }

    /// Goes on only where neither the file was cancelled nor the editor left. Reading may be over by then, so whatever
    /// follows it asks again before it changes the design.
    fn still_wanted(self, reader: &Reader) -> Result<(), ReadError> {
        if reader.is_cancelled() || self.items.is_disposed() {
            return Err(ReadError::Cancelled);
        }
        Ok(())
    }

    async fn read(self, file: &File, reader: &Reader, take: Option<Take>) -> Result<(), ReadError> {
        let failed = |problem: String| ReadError::Failed(problem);
        let bytes =
            files::read(file, MOST_BYTES).await.map_err(|error| failed(error.to_string()))?;
        let name = file.name();
        let page = match reader.look(&bytes).await? {
            Look::Picture => {
                let (artwork, kept) =
                    reader.picture(&ReaderJob::Picture, &bytes, self.progress()).await?;
                return self.put_picture(reader, artwork, &kept, name, take).await;
            }
            Look::Drawing => 0,
            Look::Pages { count } => {
                let ask = |answer| Question::Page { count, answer };
                self.ask(&name, &bytes, ask).await.ok_or(ReadError::Cancelled)?
            }
        };
        let (why, known) = match reader.vectors(page, &bytes).await {
            Ok((drawing, kept)) if drawing.missing.is_empty() => {
                return self.put_drawing(reader, &drawing, &kept, name, take).await;
            }
            Ok((drawing, kept)) => (Why::Parts(drawing.missing.clone()), Some((drawing, kept))),
            Err(ReadError::NotOutlines(reason)) => (Why::All(reason), None),
            Err(error) => return Err(error),
        };
        let is_empty = known.as_ref().is_none_or(|(drawing, _)| drawing.is_empty);
        let ask = |answer| Question::Missing { why, is_empty, page, answer };
        match (self.ask(&name, &bytes, ask).await.ok_or(ReadError::Cancelled)?, known) {
            (BringIn::Outlines, Some((drawing, kept))) => {
                self.put_drawing(reader, &drawing, &kept, name, take).await
            }
            (BringIn::Picture | BringIn::Outlines, _) => {
                let job = ReaderJob::Flat { page, longest: self.flat_pixels() };
                let (artwork, kept) = reader.picture(&job, &bytes, self.progress()).await?;
                self.put_picture(reader, artwork, &kept, name, take).await
            }
        }
    }

    /// Asks about a file and waits; one question at a time, because files are read one at a time.
    async fn ask<T>(
        self,
        name: &str,
        file: &Uint8Array,
        question: impl FnOnce(Asked<Option<T>>) -> Question,
    ) -> Option<T> {
        let (asked, answer) = Asked::new();
        let question = question(asked);
        self.asking.try_set(Some(Asking { name: name.to_owned(), file: file.clone(), question }));
        let answer = answer.await.ok().flatten();
        self.asking.try_set(None);
        answer
    }

    /// Pixels that a drawing needs to be sharp as large as it will be put on the product, and a little larger.
    fn flat_pixels(self) -> u32 {
        let (area, per_mm) = self
            .store
            .read(|session| (*session.area(), session.product().technique.aim_dpi.per_mm()));
        let longest = area.width.mm().max(area.height.mm());
        (longest * per_mm).clamp(FLAT.0, FLAT.1) as u32
    }

    async fn put_picture(
        self,
        reader: &Reader,
        artwork: ImportedArtwork,
        kept: &Uint8Array,
        file_name: String,
        take: Option<Take>,
    ) -> Result<(), ReadError> {
        self.still_wanted(reader)?;
        let (known, proxy) = imported(self.store, kept).await?;
        self.still_wanted(reader)?;
        keep(self.store, known.id, kept, &proxy).await;
        self.still_wanted(reader)?;
        // The reader and the studio read the same bytes.
        debug_assert_eq!(known.id, artwork.id);
        let ImportedArtwork { id: artwork, format, pixels } = known;
        let picture = Picture { artwork, format, pixels, file_name };
        self.bring(Brought::Picture(picture), take)
    }

    async fn put_drawing(
        self,
        reader: &Reader,
        drawing: &ImportedDrawing,
        kept: &Uint8Array,
        name: String,
        take: Option<Take>,
    ) -> Result<(), ReadError> {
        self.still_wanted(reader)?;
        keep(self.store, drawing.id, kept, kept).await;
        self.still_wanted(reader)?;
        let drawing = Placed {
            artwork: drawing.id,
            width: Mm::new(drawing.size.width),
            height: Mm::new(drawing.size.height),
            name,
            swaps: Vec::new(),
            source: Source::Upload,
        };
        self.bring(Brought::Drawing(drawing), take)
    }

    fn bring(self, brought: Brought, take: Option<Take>) -> Result<(), ReadError> {
        if let Some(take) = take {
            take.run(brought);
            return Ok(());
        }
        let command = match brought {
            Brought::Picture(picture) => Command::AddImage { picture, at: None },
            Brought::Drawing(drawing) => Command::AddDrawing { drawing, at: None },
        };
        let refused = |error: editor::CommandError| ReadError::Failed(sentence(&error.to_string()));
        self.store.try_run(command).map_err(refused)
    }
}

/// Keeps a picture and a proxy of it; says what it is.
///
/// # Errors
/// What is wrong with the picture.
pub(crate) async fn keep_picture(
    store: EditorStore,
    bytes: &Uint8Array,
) -> Result<ImportedArtwork, ReadError> {
    let (artwork, proxy) = imported(store, bytes).await?;
    keep(store, artwork.id, bytes, &proxy).await;
    Ok(artwork)
}

/// What a picture is, and a proxy of it.
async fn imported(
    store: EditorStore,
    bytes: &Uint8Array,
) -> Result<(ImportedArtwork, Uint8Array), ReadError> {
    let failed = |error: jobs::JobError| ReadError::Failed(sentence(&error.to_string()));
    store.atelier.studio().import(bytes).await.map_err(failed)
}

/// Keeps original and proxy. Where storage refuses, both stay at hand in this tab and the save state says so.
pub(crate) async fn keep(
    store: EditorStore,
    id: ArtworkId,
    original: &Uint8Array,
    proxy: &Uint8Array,
) {
    let atelier = store.atelier;
    atelier.keep_proxy(id, proxy);
    atelier.keep_original(id, original);
    let design = store.read(|session| session.design().id);
    let Some(storage) = atelier.storage.get_untracked() else { return };
    for (part, bytes) in [(ArtworkPart::Original, original), (ArtworkPart::Proxy, proxy)] {
        if let Err(error) = storage.put_artwork(design, id, part, bytes).await {
            atelier.toast(&sentence(&error.to_string()), None);
            return;
        }
    }
}
