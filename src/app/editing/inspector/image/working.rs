//! A piece of the reader's work in a dialog: begun, begun anew when settings change, shown, cancelled.

use std::time::Duration;

use design::ArtworkId;
use jobs::{ReaderJob, Reply};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::parts::{Banner, Show, Tone, view};
use crate::reader::{ReadError, Reader};
use crate::words::words;

/// How long a slider has to rest before work begins anew.
const REST: Duration = Duration::from_millis(250);

/// The work of one dialog. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Working {
    store: EditorStore,
    reader: StoredValue<Option<Reader>, LocalStorage>,
    /// How far it is, while it runs.
    done: RwSignal<Option<f32>>,
    problem: RwSignal<Option<String>>,
    turn: StoredValue<u32>,
}

impl Working {
    /// Nothing is begun.
    pub(super) fn new(store: EditorStore) -> Self {
        let reader = StoredValue::new_local(None::<Reader>);
        on_cleanup(move || {
            reader.try_with_value(|reader| reader.as_ref().map(Reader::cancel));
        });
        Self {
            store,
            reader,
            done: RwSignal::new(None),
            problem: RwSignal::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// Whether it runs.
    pub(super) fn is_busy(self) -> bool {
        self.done.with(Option::is_some)
    }

    /// Ends what runs.
    pub(super) fn cancel(self) {
        self.turn.update_value(|turn| *turn += 1);
        if let Some(reader) = self.reader.try_update_value(Option::take).flatten() {
            reader.cancel();
        }
        self.done.set(None);
        self.problem.set(None);
    }

    /// Begins a job with an artwork's original bytes; what ran before ends.
    pub(super) fn begin(
        self,
        original: ArtworkId,
        job: ReaderJob,
        take: impl FnOnce(Reply, Uint8Array) + 'static,
    ) {
        self.cancel();
        let reader = Reader::new(&self.store.atelier.place().base);
        self.reader.set_value(Some(reader.clone()));
        self.done.set(Some(0.0));
        let turn = self.turn.get_value();
        spawn_local(async move {
            let is_mine = move || self.turn.try_get_value() == Some(turn);
            let outcome = match self.store.atelier.original(original).await {
                None => Err(ReadError::Failed(words().picture_gone.to_owned())),
                Some(file) => {
                    let progress = move |done: f32| {
                        if is_mine() {
                            self.done.set(Some(done));
                        }
                    };
                    reader.make(&job, &file, progress).await
                }
            };
            reader.cancel();
            if !is_mine() {
                return;
            }
            self.done.set(None);
            match outcome {
                Ok((reply, file)) => take(reply, file),
                Err(ReadError::Failed(problem) | ReadError::NotOutlines(problem)) => {
                    self.problem.set(Some(problem))
                }
                Err(ReadError::Cancelled) => {}
            }
        });
    }

    /// Runs something when settings have rested for a moment.
    pub(super) fn soon(self, run: impl Fn() + 'static) {
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        let later = move || {
            if self.turn.try_get_value() == Some(turn) {
                run();
            }
        };
        set_timeout(later, REST);
    }

    /// The button that takes what was made, once it is there.
    pub(super) fn apply_button(
        self,
        is_made: impl Fn() -> bool + Send + 'static,
        apply: impl Fn() + Send + 'static,
    ) -> AnyView {
        view! {
            <button
                type="button"
                class="btn btn-primary"
                disabled=move || self.is_busy() || !is_made()
                on:click=move |_| apply()
            >
                {words().apply}
            </button>
        }
    }

    /// How far it is, or what went wrong.
    pub(super) fn view(self) -> AnyView {
        let done = move || self.done.get().map_or(0.0, f64::from);
        view! {
            <Show when=move || self.done.with(Option::is_some)>
                <div class="row">
                    <progress
                        class="progress grow"
                        max="1"
                        prop:value=move || done().to_string()
                        aria-label=words().working
                    ></progress>
                    <button type="button" class="btn btn-small" on:click=move |_| self.cancel()>
                        {words().cancel}
                    </button>
                </div>
            </Show>
            {move || self.problem.get().map(|text| view! { <Banner tone=Tone::Error text=text /> })}
        }
    }
}
