//! What the check says while somebody designs: a word beside the zoom, and on a press what was found with what mends it.

use jobs::Severity;
use leptos::html::Div;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::findings::{FindingList, Findings, look};
use crate::editing::sized_prints::SizedPrints;
use crate::parts::popover::beside;
use crate::parts::{Icon, Show, view};
use crate::words::{fill, words};

/// Width of the list, in pixels: that of `.check-list`.
const WIDTH: f64 = 384.0;

/// The word and its list. Nothing shows where nothing would be printed, or before the first answer.
#[component]
pub(crate) fn CheckChip() -> impl IntoView {
    let store = EditorStore::from_context();
    let order = expect_context::<SizedPrints>().order;
    let findings = Findings::live(store, order.judged());
    let list = NodeRef::<Div>::new();
    let place = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let shows = Memo::new(move |_| {
        store.revision.track();
        findings.outcome.with(Option::is_some) && !store.printed_sides().is_empty()
    });
    let face = Memo::new(move |_| match findings.outcome.get() {
        None => ("", "check-circle", String::new(), None),
        Some(Err(_)) => ("warn", "warning", words().check_chip_failed.to_owned(), None),
        Some(Ok(found)) => face(&found.iter().map(|found| found.severity).collect::<Vec<_>>()),
    });
    view! {
        <Show when=move || shows.get()>
            <button
                type="button"
                class="check-chip"
                popovertarget="check-list"
                aria-haspopup="dialog"
                data-testid="check-chip"
                data-tone=move || face.get().0
                on:click=move |event| place.set(beside(&event, WIDTH))
            >
                {move || view! { <Icon name=face.get().1 /> }}
                <span role="status">{move || face.get().2}</span>
                {move || face.get().3.map(|count: usize| view! { <b aria-hidden="true">{count}</b> })}
            </button>
        </Show>
        <div
            class="menu check-list stack"
            popover="auto"
            role="dialog"
            aria-label=words().check_title
            id="check-list"
            data-testid="check-list"
            style=place
            node_ref=list
            on:toggle=move |_| {
                let shown = list.get_untracked().map(|list| list.matches(":popover-open"));
                open.set(shown == Some(Ok(true)));
            }
        >
            <Show when=move || open.get()>
                <h2 class="subheading">{words().check_title}</h2>
                <FindingList
                    findings=findings
                    on_show=move |()| {
                        if let Some(list) = list.get_untracked() {
                            // It is open: the button that was pressed lies in it.
                            let _ = list.hide_popover();
                        }
                    }
                />
            </Show>
        </div>
    }
}

/// Tone, icon, words and number of what was found.
fn face(found: &[Severity]) -> (&'static str, &'static str, String, Option<usize>) {
    let Some(worst) = found.iter().min() else {
        return ("ok", "check-circle", words().check_chip_fine.to_owned(), None);
    };
    let (tone, icon) = look(*worst);
    let as_bad = found.iter().filter(|severity| *severity == worst).count();
    let text = match worst {
        Severity::Stops => words().check_chip_stops.to_owned(),
        Severity::Warns if as_bad == 1 => words().check_chip_one.to_owned(),
        Severity::Warns => fill(words().check_chip_some, &[&as_bad.to_string()]),
        Severity::Advises => words().check_chip_fine.to_owned(),
    };
    (tone, icon, text, (found.len() > 1).then_some(found.len()))
}
