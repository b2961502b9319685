//! Where a list comes in: pasted, dropped, chosen as a file, or typed. Reading it is the crate `roster`'s.

use js_sys::Uint8Array;
use leptos::prelude::*;
use roster::MAX_BYTES;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File};

use super::state::Roster;
use crate::parts::{Banner, Icon, Tone, view};
use crate::storage::files::{self, Many};
use crate::words::roster_words;

/// What a browser's dialog offers.
const ACCEPT: &str = ".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values";

#[component]
pub(super) fn Intake(roster: Roster) -> impl IntoView {
    let words = roster_words();
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let is_over = RwSignal::new(false);
    let take = move |bytes: &[u8]| {
        let outcome = roster.take(bytes);
        // The list's own place is taken by its rows where it could be read.
        problem.try_set(outcome.err());
    };
    let take_file = move |file: File| {
        spawn_local(async move {
            match files::read(&file, MAX_BYTES as u64).await {
                Ok(bytes) => take(&Uint8Array::to_vec(&bytes)),
                Err(error) => {
                    problem.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let choose = move |_| {
        spawn_local(async move {
            if let Some(file) = files::pick(ACCEPT, Many::One).await.into_iter().next() {
                take_file(file);
            }
        });
    };
    view! {
        <div
            class="roster-intake"
            data-over=move || is_over.get().then_some("")
            on:dragover=move |event: DragEvent| {
                if files::brings_files(&event) {
                    event.prevent_default();
                    event.stop_propagation();
                    is_over.set(true);
                }
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                event.stop_propagation();
                is_over.set(false);
                if let Some(file) = files::dropped(&event).into_iter().next() {
                    take_file(file);
                }
            }
        >
            <div class="roster-welcome">
                <h3 class="subheading">{words.empty_title}</h3>
                <p class="muted">{words.lead} " " {words.empty_hint}</p>
            </div>
            <textarea
                class="input roster-paste"
                rows="8"
                spellcheck="false"
                autocomplete="off"
                autofocus=true
                aria-label=words.paste_label
                placeholder=words.paste_example
                data-testid="roster-paste"
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    problem.set(None);
                }
            ></textarea>
            {move || {
                problem
                    .get()
                    .map(|text| view! { <Banner tone=Tone::Error text=text testid="roster-problem" /> })
            }}
            <div class="row">
                <button
                    type="button"
                    class="btn btn-primary"
                    data-testid="roster-use"
                    disabled=move || text.with(|text| text.trim().is_empty())
                    on:click=move |_| take(text.get_untracked().as_bytes())
                >
                    <Icon name="check" />
                    {words.use_list}
                </button>
                <button type="button" class="btn" on:click=choose>
                    <Icon name="file" />
                    {words.choose_file}
                </button>
                <button
                    type="button"
                    class="btn btn-quiet"
                    data-testid="roster-by-hand"
                    on:click=move |_| roster.by_hand()
                >
                    <Icon name="pencil" />
                    {words.by_hand}
                </button>
            </div>
        </div>
    }
}
