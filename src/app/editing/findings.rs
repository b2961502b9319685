//! What the check before printing found, in the order's dialog: sentence by sentence, with the way to what it is about.
//! The rules are the command line's; they run in the studio.

use catalog::SideId;
use design::LayerId;
use editor::{Command, Select, title};
use jobs::{Found, Severity};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::store::sentence;
use crate::parts::{Banner, Icon, Tone, view};
use crate::words::{fill, words};

/// Findings that show at once; the rest comes when it is asked for.
const AT_ONCE: usize = 4;

/// The check's state while the dialog is open.
#[derive(Clone, Copy)]
pub(crate) struct Findings {
    store: EditorStore,
    /// What was found, the most serious first, or why nothing could be; `None` before the first answer.
    outcome: RwSignal<Option<Result<Vec<Found>, String>>>,
    /// Whether a check is on its way.
    busy: RwSignal<bool>,
}

impl Findings {
    /// Checks whenever the dialog is opened, and at every change while it is open.
    pub(crate) fn new(store: EditorStore, open: RwSignal<bool>) -> Self {
        let findings = Self { store, outcome: RwSignal::new(None), busy: RwSignal::new(false) };
        effect(move || {
            store.revision.track();
            if open.get() {
                findings.begin();
            }
        });
        findings
    }

    /// Whether something was found that must not be printed.
    pub(crate) fn stops(self) -> bool {
        self.outcome.with(|outcome| match outcome {
            Some(Ok(found)) => found.iter().any(|found| found.severity == Severity::Stops),
            Some(Err(_)) | None => false,
        })
    }

    fn begin(self) {
        if self.busy.get_untracked() {
            return;
        }
        let store = self.store;
        self.busy.set(true);
        spawn_local(async move {
            let outcome = loop {
                let revision = store.revision.get_untracked();
                let checked =
                    store.atelier.studio().check(store.design(), (*store.product()).clone()).await;
                // The editor may have been left, or the design changed, while it was checked.
                match store.revision.try_get_untracked() {
                    Some(now) if now != revision => {}
                    Some(_) => break checked,
                    None => return,
                }
            };
            let outcome = outcome.map(|mut found| {
                geom::order::sort_by(&mut found, |a, b| a.severity.cmp(&b.severity));
                found
            });
            self.outcome.try_set(Some(outcome.map_err(|error| sentence(&error.to_string()))));
            self.busy.try_set(false);
        });
    }
}

/// The list.
#[component]
pub(crate) fn FindingList(
    /// What is listed.
    findings: Findings,
    /// Whether the dialog shows; who goes to a layer closes it.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = findings.store;
    let all = RwSignal::new(false);
    let rows = move |found: Vec<Found>| {
        let hidden = found.len().saturating_sub(if all.get() { found.len() } else { AT_ONCE });
        let shown = found.len() - hidden;
        let more = (hidden > 0).then(|| {
            view! {
                <button type="button" class="btn btn-quiet btn-small" on:click=move |_| all.set(true)>
                    {fill(words().check_more, &[&hidden.to_string()])}
                </button>
            }
        });
        let rows: Vec<_> =
            found.into_iter().take(shown).map(|found| row(store, found, open)).collect();
        view! {
            {rows}
            {more}
        }
        .into_any()
    };
    view! {
        <section class="stack" data-testid="findings">
            <h3 class="subheading">{words().check_title}</h3>
            {move || match findings.outcome.get() {
                None => {
                    view! {
                        <p class="row small muted" role="status">
                            <span class="spinner"></span>
                            {words().checking}
                        </p>
                    }
                        .into_any()
                }
                Some(Ok(found)) if found.is_empty() => {
                    view! {
                        <p class="row small muted" role="status">
                            <Icon name="check" />
                            {words().check_fine}
                        </p>
                    }
                        .into_any()
                }
                Some(Ok(found)) => rows(found),
                Some(Err(reason)) => {
                    let again = Callback::new(move |()| findings.begin());
                    view! {
                        <Banner
                            tone=Tone::Error
                            text=fill(words().check_failed, &[&reason])
                            act=(words().try_again, again)
                        />
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

fn row(store: EditorStore, found: Found, open: RwSignal<bool>) -> AnyView {
    let Found { side, layer, severity, sentence, .. } = found;
    let tone = match severity {
        Severity::Stops => Tone::Error,
        Severity::Warns => Tone::Warn,
        Severity::Advises => Tone::Info,
    };
    let text = [name(store, &side, layer), Some(sentence)];
    let text = text.into_iter().flatten().collect::<Vec<_>>().join(": ");
    match layer {
        Some(id) => {
            let show = Callback::new(move |()| {
                open.set(false);
                store.run(Command::SetSide { side: side.clone() });
                store.run(Command::Select { select: Select::Set(vec![id]) });
            });
            view! { <Banner tone=tone text=text act=(words().check_show, show) /> }.into_any()
        }
        None => view! { <Banner tone=tone text=text /> }.into_any(),
    }
}

/// What a finding is about: the layer, and the side where a product has several.
fn name(store: EditorStore, side: &SideId, layer: Option<LayerId>) -> Option<String> {
    let design = store.design();
    let layer = layer.and_then(|id| design.layers.get(&id)).map(|layer| title(layer).to_english());
    let product = store.product();
    let several = product.sides.len() > 1;
    let side = product.side(side).filter(|_| several).map(|side| side.name.clone());
    match (side, layer) {
        (Some(side), Some(layer)) => Some([side, layer].join(", ")),
        (side, layer) => side.or(layer),
    }
}
