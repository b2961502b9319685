//! What an order asks of the press: hashes of its print files before it is handed over, and the package to download. Made
//! off the page's thread, with a progress and a way to cancel. What is in them is the press's.

use catalog::Product;
use jobs::{JobError, Ordered};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::editing::order::{OrderState, slug};
use crate::editing::store::sentence;
use crate::parts::{Banner, Icon, Tone, view};
use crate::press::{PrintHashes, Printing};
use crate::storage::files;
use crate::words::{fill, words};

/// Letters of the design's hash that stand for the order's number, which only the merchant knows.
const ORDER_LETTERS: usize = 12;

/// What the press makes for the order; one thing at a time.
#[derive(Clone, Copy)]
pub(crate) struct PressWork {
    store: EditorStore,
    /// What is made and how far it is; `None` where the press rests.
    making: RwSignal<Option<(String, f32)>>,
    printing: StoredValue<Option<Printing>, LocalStorage>,
    /// Counts what was begun and what was cancelled, so that what ends late changes nothing.
    turn: StoredValue<u32>,
}

impl PressWork {
    /// A press that rests.
    pub(crate) fn new(store: EditorStore) -> Self {
        Self {
            store,
            making: RwSignal::new(None),
            printing: StoredValue::new_local(None),
            turn: StoredValue::new(0),
        }
    }

    /// The hashes of all print files; `None` where the shopper cancelled.
    pub(crate) async fn hashes(
        self,
        design: design::Design,
        order: OrderState,
    ) -> Option<Result<PrintHashes, JobError>> {
        let (press, turn) = self.begin(words().checksums)?;
        let (product, size) = (order.product_untracked(), order.size.get_untracked());
        let ordered = (&*product, size);
        let outcome = press.hashes(self.store.atelier, design, ordered, self.progress()).await;
        self.end(turn, outcome)
    }

    async fn package(
        self,
        product: &Product,
        order: Ordered,
    ) -> Option<Result<js_sys::Uint8Array, JobError>> {
        let (press, turn) = self.begin(words().package)?;
        let (atelier, design) = (self.store.atelier, self.store.design());
        let outcome = press.package(atelier, design, product, order, self.progress()).await;
        self.end(turn, outcome)
    }

    /// Starts a press; what it made before is cancelled.
    fn begin(self, what: &str) -> Option<(Printing, u32)> {
        self.cancel();
        let press = Printing::new(&self.store.atelier.place().base);
        self.printing.try_set_value(Some(press.clone()));
        self.making.try_set(Some((what.to_owned(), 0.0)));
        Some((press, self.turn.try_get_value()?))
    }

    fn progress(self) -> impl Fn(f32) + 'static {
        move |done| {
            // The dialog may be gone by now.
            let _ = self.making.try_update(|making| {
                if let Some(making) = making {
                    making.1 = done;
                }
            });
        }
    }

    /// What came of it; `None` where it was cancelled.
    fn end<T>(self, turn: u32, outcome: Result<T, JobError>) -> Option<Result<T, JobError>> {
        if self.turn.try_get_value() != Some(turn) {
            return None;
        }
        self.making.try_set(None);
        self.printing.try_set_value(None);
        Some(outcome)
    }

    fn cancel(self) {
        self.turn.try_update_value(|turn| *turn = turn.wrapping_add(1));
        self.making.try_set(None);
        if let Some(press) = self.printing.try_update_value(Option::take).flatten() {
            press.cancel();
        }
    }
}

/// How far the press is, and a way to end it.
#[component]
pub(crate) fn PressProgress(work: PressWork) -> impl IntoView {
    let making = work.making;
    let what = Memo::new(move |_| making.with(|making| making.as_ref().map(|it| it.0.clone())));
    let shown = move || {
        let label = fill(words().making_file, &[&what.get()?]);
        let done = move || making.with(|making| making.as_ref().map_or(1.0, |it| it.1));
        Some(view! {
            <div class="row" data-testid="pressing">
                <progress class="progress grow" max="1" prop:value=done aria-label=label></progress>
                <button type="button" class="btn btn-small" on:click=move |_| work.cancel()>
                    {words().cancel}
                </button>
            </div>
        })
    };
    view! { {shown} }
}

/// The button for the package.
#[component]
pub(crate) fn PackageDownload(order: OrderState, work: PressWork) -> impl IntoView {
    let store = order.store;
    let problem = RwSignal::new(None::<String>);
    let make = move |_| {
        problem.set(None);
        spawn_local(async move {
            let hash = design::design_hash(&store.design());
            let number: String = hash.chars().take(ORDER_LETTERS).collect();
            let ordered = Ordered {
                order: number,
                line: "1".into(),
                size: order.size.get_untracked(),
                quantity: order.quantity.get_untracked(),
                names: String::new(),
            };
            let name = format!("{}.zip", slug(&store.design().head.name));
            let product = order.product_untracked();
            let outcome = work.package(&product, ordered).await;
            if problem.is_disposed() {
                return;
            }
            match outcome {
                Some(Ok(bytes)) => match files::download(&name, "application/zip", &bytes) {
                    Ok(()) => store.atelier.toast(&fill(words().file_saved, &[&name]), None),
                    Err(error) => problem.set(Some(sentence(&error.to_string()))),
                },
                None => store.atelier.say(words().file_cancelled),
                Some(Err(error)) => problem.set(Some(sentence(&error.to_string()))),
            }
        });
    };
    view! {
        <section class="stack">
            <button
                type="button"
                class="btn"
                data-testid="package"
                disabled=move || {
                    store.revision.track();
                    work.making.with(Option::is_some) || store.printed_sides().is_empty()
                }
                on:click=make
            >
                <Icon name="download" />
                {words().package}
            </button>
            {move || problem.get().map(|text| view! { <Banner tone=Tone::Error text=text /> })}
        </section>
    }
}
