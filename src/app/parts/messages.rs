//! What is told where it matters: banners, and that something is on its way. Notes that pass are toasts (`chrome`).

use leptos::prelude::*;

use crate::parts::{Icon, view};
use crate::words::words;

/// How a banner is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something to know.
    Info,
    /// It worked.
    Good,
    /// Something to look at.
    Warn,
    /// It did not work.
    Error,
}

impl Tone {
    /// Its name in the style, its icon, and how urgently it is read out.
    const fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Info => ("info", "info", "status"),
            Self::Good => ("ok", "check", "status"),
            Self::Warn => ("warn", "warning", "status"),
            Self::Error => ("error", "warning", "alert"),
        }
    }
}

/// A sentence in a box of its own, with one thing to do about it or none.
#[component]
pub(crate) fn Banner(
    /// How it is meant.
    tone: Tone,
    /// The sentence.
    #[prop(into)]
    text: String,
    /// What tests call it.
    #[prop(optional)]
    testid: Option<&'static str>,
    /// What can be done: a button's words, and what it does.
    #[prop(optional)]
    act: Option<(&'static str, Callback<()>)>,
) -> impl IntoView {
    let (name, icon, role) = tone.parts();
    let act = act.map(|(label, run)| {
        view! {
            <div class="banner-acts">
                <button type="button" class="btn btn-small" on:click=move |_| run.run(())>
                    {label}
                </button>
            </div>
        }
    });
    view! {
        <div class="banner" data-tone=name role=role data-testid=testid>
            <Icon name=icon />
            <div>{text}</div>
            {act}
        </div>
    }
}

/// In place of what is on its way.
#[component]
pub(crate) fn Waiting() -> impl IntoView {
    view! {
        <div class="empty" role="status">
            <span class="spinner"></span>
            {words().loading}
        </div>
    }
}
