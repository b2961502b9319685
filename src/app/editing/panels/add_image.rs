//! Adding pictures by picker, drop and paste. Reading is the studio's work; the original is kept for print.

use design::ArtworkId;
use editor::{Command, Picture};
use jobs::JobError;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::editing::EditorStore;
use crate::editing::store::sentence;
use crate::parts::{Each, Icon, view};
use crate::storage::ArtworkPart;
use crate::storage::files::{self, Many};
use crate::words::{fill, words};

/// Largest file that is read.
const MOST_BYTES: u64 = 60 * 1024 * 1024;
/// What the picker offers.
const ACCEPT: &str = "image/png,image/jpeg,image/webp,.png,.jpg,.jpeg,.webp";

/// Files that are being read, and what went wrong with others.
#[derive(Clone, Copy)]
pub(crate) struct Uploads {
    store: EditorStore,
    /// Names of the files that are being read.
    pub reading: RwSignal<Vec<(u64, String)>>,
    /// What was wrong, newest last.
    pub problems: RwSignal<Vec<(u64, String)>>,
    next: StoredValue<u64>,
}

impl Uploads {
    /// Uploads into a design.
    pub(crate) fn new(store: EditorStore) -> Self {
        Self {
            store,
            reading: RwSignal::new(Vec::new()),
            problems: RwSignal::new(Vec::new()),
            next: StoredValue::new(1),
        }
    }

    /// Opens the picker. Call it while a press is handled.
    pub(crate) fn pick(self) {
        spawn_local(async move { self.add(files::pick(ACCEPT, Many::Several).await) });
    }

    /// Reads files and puts each on the product.
    pub(crate) fn add(self, files: Vec<File>) {
        for file in files {
            let id = self.next.get_value();
            self.next.set_value(id + 1);
            self.reading.update(|reading| reading.push((id, file.name())));
            spawn_local(async move {
                let outcome = self.read(&file).await;
                // The editor may have been left since.
                if self
                    .reading
                    .try_update(|reading| reading.retain(|(other, _)| *other != id))
                    .is_none()
                {
                    return;
                }
                if let Err(problem) = outcome {
                    let text = files::about(&file.name(), &problem);
                    self.store.atelier.say(&text);
                    self.problems.update(|problems| problems.push((id, text)));
                }
            });
        }
    }

    /// Takes a problem off the list.
    pub(crate) fn dismiss(self, id: u64) {
        self.problems.update(|problems| problems.retain(|(other, _)| *other != id));
    }

    async fn read(self, file: &File) -> Result<(), String> {
        let atelier = self.store.atelier;
        let bytes = files::read(file, MOST_BYTES).await.map_err(|error| error.to_string())?;
        let (artwork, proxy) =
            atelier.studio().import(&bytes).await.map_err(|error| match error {
                JobError::Artwork { reason } => sentence(&reason),
                other => sentence(&other.to_string()),
            })?;
        self.keep(artwork.id, &bytes, &proxy).await;
        let picture = Picture {
            artwork: artwork.id,
            format: artwork.format,
            pixels: artwork.pixels,
            file_name: file.name(),
        };
        self.store
            .try_run(Command::AddImage { picture, at: None })
            .map_err(|error| sentence(&error.to_string()))
    }

    /// Keeps original and proxy. Where storage refuses, both stay at hand in this tab and the save state says so.
    async fn keep(self, id: ArtworkId, original: &Uint8Array, proxy: &Uint8Array) {
        let atelier = self.store.atelier;
        atelier.keep_proxy(id, proxy);
        atelier.keep_original(id, original);
        let design = self.store.read(|session| session.design().id);
        let Some(storage) = atelier.storage.get_untracked() else { return };
        for (part, bytes) in [(ArtworkPart::Original, original), (ArtworkPart::Proxy, proxy)] {
            if let Err(error) = storage.put_artwork(design, id, part, bytes).await {
                atelier.toast(&sentence(&error.to_string()), None);
                return;
            }
        }
    }
}

/// The panel with the picker and what is being read.
#[component]
pub(crate) fn AddImage(
    /// The uploads.
    uploads: Uploads,
) -> impl IntoView {
    view! {
        <div class="stack">
            <button
                type="button"
                class="btn btn-primary btn-block"
                on:click=move |_| uploads.pick()
            >
                <Icon name="upload" />
                {words().upload}
            </button>
            <p class="muted">{words().upload_hint}</p>
            <ul class="stack" aria-live="polite">
                <Each each=move || uploads.reading.get() key=|(id, _)| id.to_string() let:item>
                    <li class="row">
                        <span class="spinner" aria-hidden="true"></span>
                        <span class="truncate">{fill(words().reading_picture, &[&item.1])}</span>
                    </li>
                </Each>
            </ul>
            <Each each=move || uploads.problems.get() key=|(id, _)| id.to_string() let:item>
                <div class="banner" data-tone="error" role="alert" data-testid="upload-problem">
                    <Icon name="warning" />
                    <div class="banner-text">{item.1.clone()}</div>
                    <div class="banner-acts">
                        <button
                            type="button"
                            class="icon-btn"
                            aria-label=words().dismiss
                            on:click=move |_| uploads.dismiss(item.0)
                        >
                            <Icon name="x" />
                        </button>
                    </div>
                </div>
            </Each>
        </div>
    }
}
