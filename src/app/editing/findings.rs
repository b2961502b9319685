//! What the check before printing found, in the order's dialog and beside the stage: sentence by sentence, with the way to
//! what it is about and, where there is one, what mends it. The rules are the command line's; they run in the studio.

use catalog::SideId;
use design::LayerId;
use editor::{Command, Select, title};
use jobs::{Found, Severity};
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

use crate::atelier::now_ms;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::store::sentence as in_words;
use crate::editing::technique::Judged;
use crate::parts::{Banner, Icon, Tone, view};
use crate::words::{fill, words};

/// Findings that show at once; the rest comes when it is asked for.
const AT_ONCE: usize = 4;

/// How long nothing must change before the check that goes along begins, in milliseconds. It shares a worker with the
/// setting of texts, so a check that takes long waits that much longer.
const REST_MS: f64 = 700.0;
/// How many times as long as the last check took the next one waits.
const REST_PER_CHECK: f64 = 4.0;

/// What the check says, and whether it is at work.
#[derive(Clone, Copy)]
pub(crate) struct Findings {
    store: EditorStore,
    /// What it is checked for.
    judged: Signal<Judged>,
    /// What was found, the most serious first, or why nothing could be; `None` before the first answer.
    pub outcome: RwSignal<Option<Result<Vec<Found>, String>>>,
    /// Whether a check is on its way.
    busy: RwSignal<bool>,
    /// How long the last check took, in milliseconds.
    took: StoredValue<f64>,
}

impl Findings {
    fn none(store: EditorStore, judged: Signal<Judged>) -> Self {
        Self {
            store,
            judged,
            outcome: RwSignal::new(None),
            busy: RwSignal::new(false),
            took: StoredValue::new(0.0),
        }
    }

    /// Checks whenever the dialog is opened, and at every change while it is open.
    pub(crate) fn while_open(
        store: EditorStore,
        open: RwSignal<bool>,
        judged: Signal<Judged>,
    ) -> Self {
        let findings = Self::none(store, judged);
        effect(move || {
            store.revision.track();
            judged.track();
            if open.get() {
                findings.begin();
            }
        });
        findings
    }

    /// Checks at first, and then whenever the design or the order was changed and is at rest.
    pub(crate) fn live(store: EditorStore, judged: Signal<Judged>) -> Self {
        let findings = Self::none(store, judged);
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        effect(move || {
            store.revision.track();
            judged.track();
            if let Some(earlier) = waiting.get_value() {
                earlier.clear();
            }
            let rest = findings.took.get_value().mul_add(REST_PER_CHECK, REST_MS);
            let rest = Duration::from_millis(rest as u64);
            let handle = set_timeout_with_handle(move || findings.begin(), rest);
            waiting.set_value(handle.ok());
        });
        on_cleanup(move || {
            if let Some(earlier) = waiting.try_get_value().flatten() {
                earlier.clear();
            }
        });
        findings
    }

    /// How serious the worst is; `None` where nothing was found or asked yet.
    pub(crate) fn worst(self) -> Option<Severity> {
        self.outcome.with(|outcome| match outcome {
            Some(Ok(found)) => found.iter().map(|found| found.severity).min(),
            Some(Err(_)) | None => None,
        })
    }

    /// Whether something was found that must not be printed.
    pub(crate) fn stops(self) -> bool {
        self.worst() == Some(Severity::Stops)
    }

    fn begin(self) {
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        let store = self.store;
        self.busy.set(true);
        spawn_local(async move {
            let began = now_ms();
            let outcome = loop {
                let Some(revision) = store.revision.try_get_untracked() else { return };
                let Some(judged) = self.judged.try_get_untracked() else { return };
                let Judged { product, sizes } = judged.clone();
                let studio = store.atelier.studio();
                let checked = studio.check(store.design(), (*product).clone(), sizes).await;
                // The editor may have been left, or the design or the order changed, while it was checked.
                let now = store.revision.try_get_untracked().zip(self.judged.try_get_untracked());
                match now {
                    Some(now) if now != (revision, judged) => {}
                    Some(_) => break checked,
                    None => return,
                }
            };
            self.took.try_set_value(now_ms() - began);
            let outcome = outcome.map(|mut found| {
                geom::order::sort_by(&mut found, |a, b| a.severity.cmp(&b.severity));
                found
            });
            let outcome = Some(outcome.map_err(|error| in_words(&error.to_string())));
            // Rows that stay the same keep the focus.
            if self.outcome.try_with_untracked(|now| *now != outcome) == Some(true) {
                self.outcome.try_set(outcome);
            }
            self.busy.try_set(false);
        });
    }
}

/// The list, below a heading of whoever shows it.
#[component]
pub(crate) fn FindingList(
    /// What is listed.
    findings: Findings,
    /// Told when somebody goes to what a finding is about: what covers the stage closes.
    #[prop(into)]
    on_show: Callback<()>,
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
            found.into_iter().take(shown).map(|found| row(store, found, on_show)).collect();
        view! {
            {rows}
            {more}
        }
        .into_any()
    };
    view! {
        <section class="stack findings" tabindex="-1" data-testid="findings">
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

/// A finding: what it is about, what is wrong, and what can be done.
fn row(store: EditorStore, found: Found, on_show: Callback<()>) -> AnyView {
    let Found { side, layer, severity, sentence, fix, .. } = found;
    let name = name(store, &side, layer);
    let mend = fix.map(|proposal| {
        let label = proposal.label.clone();
        view! {
            <button
                type="button"
                class="btn btn-small btn-primary"
                on:click=move |event| {
                    focus_list(&event);
                    match proposal.mends() {
                        Ok(mends) => store.run(Command::Mend { mends }),
                        Err(error) => store.atelier.toast(&in_words(&error.to_string()), None),
                    }
                }
            >
                {label}
            </button>
        }
    });
    let show = layer.map(|id| {
        view! {
            <button
                type="button"
                class="btn btn-small"
                on:click=move |_| {
                    on_show.run(());
                    store.run(Command::SetSide { side: side.clone() });
                    store.run(Command::Select { select: Select::Set(vec![id]) });
                }
            >
                {words().check_show}
            </button>
        }
    });
    let (tone, icon) = look(severity);
    view! {
        <div class="banner" data-tone=tone>
            <Icon name=icon />
            <div>
                {name.map(|name| view! { <strong class="finding-name">{name}</strong> })}
                {sentence}
            </div>
            <div class="banner-acts">
                {mend}
                {show}
            </div>
        </div>
    }
    .into_any()
}

/// The pressed button goes with its finding: the focus stays in the list.
fn focus_list(event: &web_sys::MouseEvent) {
    let button = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let list = button.and_then(|button| button.closest("section").ok().flatten());
    if let Some(list) = list.and_then(|list| list.dyn_into::<HtmlElement>().ok()) {
        // Where it cannot be, nothing is lost but a stop of the keyboard.
        let _ = list.focus();
    }
}

/// How serious something is, in the style, and its icon.
pub(crate) const fn look(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Stops => ("error", "error"),
        Severity::Warns => ("warn", "warning"),
        Severity::Advises => ("info", "info"),
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
