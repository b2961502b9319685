//! A section of the inspector that opens: its name, what is set there, and a way back. Its fields are made while it is open.

use leptos::prelude::*;

use crate::editing::font_picker::is_open;
use crate::parts::{Icon, Show, view};
use crate::words::words;

/// A section that opens.
#[component]
pub(crate) fn Fold(
    /// Its name.
    title: &'static str,
    /// What is set there, in a word or two; `None` where nothing is.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Sets it back.
    #[prop(into)]
    on_reset: Callback<()>,
    /// Its fields.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let children = StoredValue::new(children);
    view! {
        <details class="fold" data-part=title prop:open=open on:toggle=move |event| open.set(is_open(&event))>
            <summary class="fold-head">
                <span>{title}</span>
                <span class="muted small">{move || value.get()}</span>
            </summary>
            <Show when=move || open.get()>
                <div class="stack fold-body">
                    {children.with_value(|children| children())}
                    <Show when=move || value.with(Option::is_some)>
                        <button
                            type="button"
                            class="btn btn-quiet btn-small"
                            aria-label=format!("{}: {title}", words().reset)
                            on:click=move |_| on_reset.run(())
                        >
                            <Icon name="reset" />
                            {words().reset}
                        </button>
                    </Show>
                </div>
            </Show>
        </details>
    }
}

/// How a row of choices looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// Side by side in one bar: a few short words.
    Segments,
    /// In as many lines as they need.
    Chips,
}

/// A row of choices, one of which holds.
#[component]
pub(crate) fn Choices<T: Copy + PartialEq + Send + Sync + 'static>(
    /// What is chosen, for screen readers.
    label: &'static str,
    /// A name for the group of radio buttons, one in the page.
    name: &'static str,
    /// Each choice and its word.
    choices: Vec<(T, &'static str)>,
    /// What holds.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// Another was chosen.
    #[prop(into)]
    on_change: Callback<T>,
    /// How they look.
    #[prop(default = Row::Segments)]
    row: Row,
) -> impl IntoView {
    let (class, each) = match row {
        Row::Segments => ("segmented", None),
        Row::Chips => ("chips", Some("chip")),
    };
    let choices = choices.into_iter().map(|(choice, word)| {
        view! {
            <label class=each>
                <input
                    type="radio"
                    name=name
                    prop:checked=move || value.get() == Some(choice)
                    on:change=move |_| on_change.run(choice)
                />
                <span>{word}</span>
            </label>
        }
    });
    view! {
        <div class=class role="radiogroup" aria-label=label>
            {choices.collect_view()}
        </div>
    }
}
