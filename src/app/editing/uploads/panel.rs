//! The panel for bringing in files: the picker, what is being read, and what went wrong. Reading is done above.

use leptos::prelude::*;

use super::{Item, State, Uploads};
use crate::parts::{Each, Icon, Show, view};
use crate::words::{fill, words};

/// The panel with the picker and the files on their way.
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
            <UploadList uploads=uploads />
        </div>
    }
}

/// The files on their way.
#[component]
pub(crate) fn UploadList(
    /// The uploads.
    uploads: Uploads,
) -> impl IntoView {
    let key = |item: &Item| {
        let state = match item.state {
            State::Waiting => 'w',
            State::Reading => 'r',
            State::Problem(_) => 'p',
        };
        format!("{state}{}", item.id)
    };
    view! {
        <ul class="stack" aria-live="polite">
            <Each each=move || uploads.items.get() key=key let:item>
                {row(uploads, item)}
            </Each>
        </ul>
    }
}

fn row(uploads: Uploads, item: Item) -> AnyView {
    let Item { id, name, state } = item;
    let end = move |label: String| {
        view! {
            <button
                type="button"
                class="icon-btn"
                aria-label=label
                on:click=move |_| uploads.cancel(id)
            >
                <Icon name="x" />
            </button>
        }
    };
    match state {
        State::Problem(problem) => view! {
            <li>
                <div class="banner" data-tone="error" role="alert" data-testid="upload-problem">
                    <Icon name="warning" />
                    <div>{problem}</div>
                    <div class="banner-acts">{end(words().dismiss.to_owned())}</div>
                </div>
            </li>
        },
        State::Waiting | State::Reading => {
            let is_reading = state == State::Reading;
            let words_shown = if is_reading { words().reading_picture } else { words().file_waits };
            let cancel = fill(words().cancel_file, &[&name]);
            view! {
                <li class="row" data-testid="upload">
                    {if is_reading {
                        view! { <span class="spinner" aria-hidden="true"></span> }
                    } else {
                        view! { <Icon name="image" /> }
                    }}
                    <div class="stack grow">
                        <span class="truncate">{fill(words_shown, &[&name])}</span>
                        {is_reading.then(|| progress(uploads, &name))}
                    </div>
                    {end(cancel)}
                </li>
            }
        }
    }
}

/// How far the file is, as soon as that is known.
fn progress(uploads: Uploads, name: &str) -> AnyView {
    let label = fill(words().reading_picture, &[name]);
    let known = Memo::new(move |_| uploads.done.get() > 0.0);
    view! {
        <Show when=move || known.get()>
            <progress
                class="progress"
                max="1"
                prop:value=move || uploads.done.get().to_string()
                aria-label=label.clone()
            ></progress>
        </Show>
    }
    .into_any()
}
