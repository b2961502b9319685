//! Print files of all rows in one zip: made by the press one after the other, with a way to wait and to stop. What is in a file
//! is the press's.

use std::sync::Arc;

use design::{Design, design_hash};
use jobs::{JobError, PrintFormat};
use js_sys::Uint8Array;
use leptos::prelude::*;
use roster::{Entry, FileNames, FileRecord, Form, Order, Zip, sheet_csv};
use wasm_bindgen_futures::spawn_local;

use super::fitting;
use super::state::Roster;
use crate::editing::order::slug;
use crate::editing::store::sentence;
use crate::lazy::drawn;
use crate::parts::{Banner, Icon, Show, Tone, view};
use crate::press::{Printing, print_on};
use crate::storage::files;
use crate::words::{fill, roster_words};

/// The export, which goes on while the dialog is closed.
#[derive(Clone, Copy)]
pub(super) struct Export {
    roster: Roster,
    /// How many rows of how many are done.
    making: RwSignal<Option<(usize, usize)>>,
    paused: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    told: RwSignal<Option<String>>,
    printing: StoredValue<Option<Printing>, LocalStorage>,
}

impl Export {
    pub(super) fn new(roster: Roster) -> Self {
        Self {
            roster,
            making: RwSignal::new(None),
            paused: RwSignal::new(false),
            problem: RwSignal::new(None),
            told: RwSignal::new(None),
            printing: StoredValue::new_local(None),
        }
    }

    fn cancel(self) {
        self.paused.set(false);
        if let Some(press) = self.printing.get_value() {
            press.cancel();
        }
        self.printing.set_value(None);
    }

    fn begin(self, format: PrintFormat) {
        let roster = self.roster;
        let Some(form) = roster.form.get_untracked() else { return };
        if self.making.with_untracked(Option::is_some) {
            return;
        }
        let entries = roster.entries_untracked();
        self.problem.set(None);
        self.told.set(None);
        self.paused.set(false);
        self.making.set(Some((0, entries.len())));
        let press = Printing::new(&roster.store.atelier.place().base);
        self.printing.set_value(Some(press.clone()));
        spawn_local(async move {
            let outcome = self.made(&press, &form, entries, format).await;
            if self.making.try_set(None).is_some() {
                return;
            }
            self.printing.set_value(None);
            match outcome {
                Ok(bytes) => {
                    let name = form.design().head.name.clone();
                    let name = format!("{}-rows.zip", slug(&name));
                    let bytes = Uint8Array::from(&bytes[..]);
                    match files::download(&name, "application/zip", &bytes) {
                        Ok(()) => {
                            let said = fill(roster_words().file_saved, &[&name]);
                            roster.store.atelier.say(&said);
                            self.told.set(Some(said));
                        }
                        Err(error) => self.problem.set(Some(sentence(&error.to_string()))),
                    }
                }
                Err(Stop::Cancelled) => {
                    roster.store.atelier.say(roster_words().cancelled);
                    self.told.set(Some(roster_words().cancelled.to_owned()));
                }
                Err(Stop::Failed(reason)) => self.problem.set(Some(sentence(&reason))),
            }
        });
    }

    async fn made(
        self,
        press: &Printing,
        form: &Arc<Form>,
        entries: Vec<Entry>,
        format: PrintFormat,
    ) -> Result<Vec<u8>, Stop> {
        let failed = |error: roster::RosterError| Stop::Failed(error.to_string());
        let mapping = self.roster.mapping.try_get_untracked().ok_or(Stop::Cancelled)?;
        let pattern: Vec<String> = mapping
            .fields
            .keys()
            .filter(|id| !id.contains(['{', '}']))
            .map(|id| format!("{{{id}}}"))
            .chain(["{size}".to_owned()])
            .collect();
        let is_field = |id: &str| mapping.fields.contains_key(id);
        let names = FileNames::new(&pattern.join("-"), entries.len(), is_field).map_err(failed)?;
        let mut zip = Zip::default();
        let mut records: Vec<(String, Vec<FileRecord>)> = Vec::with_capacity(entries.len());
        for entry in &entries {
            self.wait_while_paused().await?;
            let design = fitting::design(self.roster, form, entry).await.ok_or(Stop::Cancelled)?;
            let mut files = Vec::new();
            for (name, side, bytes) in self.row(press, &names, entry, &design, format).await? {
                let sha256 = design::ArtworkId::of(&bytes).to_string();
                files.push(FileRecord {
                    name: name.clone(),
                    side,
                    bytes: bytes.len() as u64,
                    sha256,
                });
                if !zip.add(&name, &bytes) {
                    return Err(Stop::Failed(roster_words().too_much.to_owned()));
                }
            }
            records.push((design_hash(&design), files));
            self.making.try_set(Some((records.len(), entries.len())));
        }
        let order = Order::new(form, &entries, |entry| {
            records.get(entry.row - 1).cloned().unwrap_or_default()
        });
        let order = order.map_err(failed)?.json();
        let list = self.roster.sheet.try_get_untracked().flatten();
        let list = list.map_or_else(String::new, |sheet| sheet_csv(&sheet));
        if !zip.add("order.json", order.as_bytes()) || !zip.add("list.csv", list.as_bytes()) {
            return Err(Stop::Failed(roster_words().too_much.to_owned()));
        }
        Ok(zip.finish())
    }

    /// The files of a row: name, side and bytes.
    async fn row(
        self,
        press: &Printing,
        names: &FileNames,
        entry: &Entry,
        design: &Design,
        format: PrintFormat,
    ) -> Result<Vec<(String, String, Vec<u8>)>, Stop> {
        let store = self.roster.store;
        let (extension, _) = format.extension_and_type();
        let mut files = Vec::new();
        for side in &store.product().sides {
            let area = side.print_area;
            let scene = store
                .with_resources(|resources| scene::resolve(design, &side.id, &area, resources));
            if !scene.layers.iter().any(|layer| layer.drawn_bounds().is_some()) {
                continue;
            }
            let on = print_on(&store.product(), &side.id, &entry.size);
            let on = on.map_err(|error| Stop::Failed(error.to_string()))?;
            let place = (side.id.clone(), area, on);
            let made = press.print(store.atelier, design.clone(), place, format, |_| {}).await;
            let bytes = made.map_err(|error| match error {
                JobError::WorkerGone => Stop::Cancelled,
                error => Stop::Failed(error.to_string()),
            })?;
            // The press starts again when it is asked after its end: what was cancelled stays so.
            if self.printing.try_get_value().flatten().is_none() {
                return Err(Stop::Cancelled);
            }
            let name = names.name(entry, side.id.as_str(), extension);
            files.push((name, side.id.to_string(), bytes.to_vec()));
        }
        Ok(files)
    }

    /// Goes on when nobody wants it to wait.
    async fn wait_while_paused(self) -> Result<(), Stop> {
        loop {
            if self.printing.try_get_value().flatten().is_none() {
                return Err(Stop::Cancelled);
            }
            match self.paused.try_get_untracked() {
                Some(true) => drawn().await,
                Some(false) => return Ok(()),
                None => return Err(Stop::Cancelled),
            }
        }
    }
}

/// Why there is no zip.
enum Stop {
    Cancelled,
    Failed(String),
}

#[component]
pub(super) fn ExportPart(export: Export) -> impl IntoView {
    let words = roster_words();
    let Export { roster, making, paused, problem, told, .. } = export;
    let cannot = move || {
        making.with(Option::is_some)
            || roster.problem.with(Option::is_some)
            || !roster.stopped().is_empty()
            || roster.checking.with(Option::is_some)
    };
    let button = move |label: &'static str, testid: &'static str, format: PrintFormat| {
        view! {
            <button
                type="button"
                class="btn"
                data-testid=testid
                disabled=cannot
                on:click=move |_| export.begin(format)
            >
                <Icon name="download" />
                {label}
            </button>
        }
    };
    let save_list = move |_| {
        let Some(sheet) = roster.sheet.get_untracked() else { return };
        let bytes = Uint8Array::from(sheet_csv(&sheet).as_bytes());
        if let Err(error) = files::download("list.csv", "text/csv", &bytes) {
            problem.set(Some(sentence(&error.to_string())));
        }
    };
    let counted = move || making.get().unwrap_or_default();
    let said = move || {
        let (done, all) = counted();
        fill(words.making, &[&done.to_string(), &all.to_string()])
    };
    view! {
        <section class="stack" data-testid="roster-export">
            <h3 class="subheading">{words.files}</h3>
            <p class="small muted">{words.files_hint}</p>
            <div class="row">
                {button(words.files_pdf, "roster-pdf", PrintFormat::Pdf)}
                {button(words.files_svg, "roster-svg", PrintFormat::Svg)}
                <button type="button" class="btn btn-quiet" on:click=save_list>
                    {words.save_list}
                </button>
            </div>
            // Its buttons stay the same ones while the numbers move: they could not be pressed otherwise.
            <Show when=move || making.with(Option::is_some)>
                <div class="stack" data-testid="roster-making">
                    <progress
                        class="progress"
                        max=move || counted().1.to_string()
                        prop:value=move || counted().0.to_string()
                        aria-label=said
                    ></progress>
                    <div class="row">
                        <span class="grow small">{said}</span>
                        <button
                            type="button"
                            class="btn btn-small"
                            data-testid="roster-pause"
                            on:click=move |_| paused.update(|paused| *paused = !*paused)
                        >
                            {move || if paused.get() { words.go_on } else { words.pause }}
                        </button>
                        <button
                            type="button"
                            class="btn btn-small"
                            data-testid="roster-cancel"
                            on:click=move |_| export.cancel()
                        >
                            {words.cancel}
                        </button>
                    </div>
                </div>
            </Show>
            {move || told.get().map(|text| view! { <Banner tone=Tone::Good text=text testid="roster-told" /> })}
            {move || problem.get().map(|text| view! { <Banner tone=Tone::Error text=text /> })}
        </section>
    }
}
