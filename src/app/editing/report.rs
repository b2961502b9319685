//! A recording of what was done last, as a file for a bug report. What the shopper wrote is left out unless they want it in.

use editor::{Personal, Recording};
use js_sys::Uint8Array;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::store::sentence;
use crate::parts::{Icon, Switch, view};
use crate::storage::files;
use crate::words::{fill, words};

/// The file's name.
const FILE: &str = "atelier-recording.json";

/// What a recording is, the choice of what is in it, and the button.
#[component]
pub(crate) fn ReportFields() -> impl IntoView {
    let store = EditorStore::from_context();
    let with_words = RwSignal::new(false);
    let save = move |_| {
        let personal = if with_words.get_untracked() { Personal::Kept } else { Personal::LeftOut };
        let said = match store.read(|session| Recording::of(session, personal)) {
            Ok(recording) => {
                let bytes = Uint8Array::from(&recording.write()[..]);
                match files::download(FILE, "application/json", &bytes) {
                    Ok(()) => fill(words().file_saved, &[FILE]),
                    Err(error) => sentence(&error.to_string()),
                }
            }
            Err(error) => sentence(&error.to_string()),
        };
        store.atelier.toast(&said, None);
    };
    view! {
        <section class="stack" aria-labelledby="report-title">
            <h3 class="group-title" id="report-title">
                {words().report_title}
            </h3>
            <p class="muted small">{words().report_hint}</p>
            <Switch
                label=words().report_words
                on=with_words
                on_change=move |on: bool| with_words.set(on)
            />
            <div class="row">
                <button type="button" class="btn" data-testid="recording" on:click=save>
                    <Icon name="download" />
                    {words().report_save}
                </button>
            </div>
        </section>
    }
}
