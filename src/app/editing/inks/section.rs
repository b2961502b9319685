//! The inks in the order's dialog: which ones each side is printed with, and the way to fewer of them and to the plates.

use jobs::{InkWish, JobError, Reply};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Inks, SideInks, State, said};
use crate::editing::order::file_name;
use crate::editing::store::sentence;
use crate::parts::{Banner, Icon, Tone, view};
use crate::press::Printing;
use crate::storage::files;
use crate::words::{fill, words};

/// How far counting is, and what ends it.
pub(super) fn counting(inks: Inks, done: f32) -> AnyView {
    view! {
        <progress class="progress grow" max="1" prop:value=done aria-label=said::WORKING></progress>
        <button type="button" class="btn btn-small" on:click=move |_| inks.stop()>
            {words().cancel}
        </button>
    }
    .into_any()
}

/// The section.
#[component]
pub(crate) fn InksSection(
    /// The order's inks.
    inks: Inks,
) -> impl IntoView {
    let again = Callback::new(move |()| inks.count());
    let body = move || match inks.state.get() {
        State::Counting(done) => view! {
            <div class="stack">
                <p class="small muted" role="status">
                    {said::WORKING}
                </p>
                <div class="row">{counting(inks, done)}</div>
            </div>
        }
        .into_any(),
        State::Stopped => {
            view! { <Banner tone=Tone::Warn text=said::STOPPED act=(said::COUNT, again) /> }
                .into_any()
        }
        State::Failed(reason) => view! {
            <Banner
                tone=Tone::Error
                text=fill(said::FAILED, &[&reason])
                act=(words().try_again, again)
            />
        }
        .into_any(),
        State::Idle => {
            let sides = inks.sides.get().unwrap_or_default();
            let several = sides.len() > 1;
            let has_any = !sides.is_empty();
            let sides: Vec<_> =
                sides.into_iter().map(|side| side_inks(inks, side, several)).collect();
            let compare = has_any.then(|| {
                view! {
                    <button
                        type="button"
                        class="btn"
                        data-testid="compare-inks"
                        on:click=move |_| inks.comparing.set(true)
                    >
                        <Icon name="palette" />
                        {said::COMPARE}
                    </button>
                }
            });
            view! {
                {sides}
                {compare}
            }
            .into_any()
        }
    };
    view! {
        <section class="stack" data-testid="inks">
            <h3 class="subheading">{said::TITLE}</h3>
            <p class="muted small">{said::HINT}</p>
            {body}
        </section>
    }
}

/// The inks of a side, and its plates to download.
fn side_inks(inks: Inks, side: SideInks, several: bool) -> AnyView {
    let Some(choice) = inks.chosen(&side) else { return ().into_any() };
    let chips: Vec<_> = choice
        .inks
        .iter()
        .filter_map(|part| inks.ink(part.ink))
        .map(|ink| {
            view! {
                <li class="ink-chip">
                    <span class="ink-dot" style:background=ink.colour.to_string()></span>
                    {ink.name}
                </li>
            }
        })
        .collect();
    let mut title = Inks::count_text(choice.inks.len());
    if several {
        title = format!("{}: {title}", side.name);
    }
    if choice.plates as usize > choice.inks.len() {
        title = format!("{title} {}", said::AND_BASE);
    }
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let plates = move |_| plates_file(inks, side.clone(), busy, problem);
    view! {
        <div class="stack">
            <div class="row">
                <strong class="grow small">{title}</strong>
                <button
                    type="button"
                    class="btn btn-quiet btn-small"
                    data-testid="plates-file"
                    aria-busy=move || busy.get().to_string()
                    disabled=move || busy.get()
                    on:click=plates
                >
                    <Icon name="download" />
                    {said::PLATES_FILE}
                </button>
            </div>
            <ul class="ink-chips">{chips}</ul>
            {move || problem.get().map(|text| view! { <Banner tone=Tone::Error text=text /> })}
        </div>
    }
    .into_any()
}

/// Makes the plates of a side with the inks that were chosen, and hands them over as a file.
fn plates_file(
    inks: Inks,
    side: SideInks,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
) {
    let Some(choice) = untrack(|| inks.chosen(&side)) else { return };
    let store = inks.store;
    let (design, product) = (store.design(), (*store.product()).clone());
    let name = file_name(&format!("{} plates", design.head.name), &side.id, "pdf");
    let mode = inks.mode.get_untracked();
    let wish = InkWish::Book { inks: choice.inks.iter().map(|part| part.ink).collect() };
    busy.set(true);
    problem.set(None);
    spawn_local(async move {
        let press = Printing::new(&store.atelier.place().base);
        let job = (design, product, side.id);
        let answer = press.separate(store.atelier, job, mode, wish, |_| {}).await;
        // The order may have been left meanwhile.
        if busy.try_set(false).is_some() {
            return;
        }
        let outcome = match answer {
            Ok((Reply::Printed, file)) if !file.is_empty() => {
                files::download(&name, "application/pdf", &file[0])
                    .map_err(|error| error.to_string())
            }
            Ok(_) => Err(JobError::Protocol { reason: "another answer".into() }.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match outcome {
            Ok(()) => store.atelier.toast(&fill(words().file_saved, &[&name]), None),
            Err(error) => problem.set(Some(sentence(&error))),
        }
    });
}
