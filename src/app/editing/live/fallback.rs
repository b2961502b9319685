//! What is said where the stage has no live picture. Designing goes on: the layers lie on the bare product by themselves.

use leptos::prelude::*;

use crate::parts::view;
use crate::words::live_words;

/// Why there is no live picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The browser has no WebGL 2, or too little of it: the reason.
    Refused(String),
    /// The graphics processor was taken away; the browser may give it back.
    Lost,
    /// The product's maps did not come or do not fit: the reason.
    NoMaps(String),
    /// The art did not come: the reason.
    NoArt(String),
}

impl Trouble {
    fn reason(&self) -> String {
        match self {
            Self::Refused(reason) | Self::NoMaps(reason) | Self::NoArt(reason) => reason.clone(),
            Self::Lost => String::new(),
        }
    }
}

/// A quiet note on the stage.
#[component]
pub(super) fn Note(
    /// Why; `None` where there is one.
    trouble: RwSignal<Option<Trouble>>,
) -> impl IntoView {
    let said = move || {
        trouble.get().map(|trouble| {
            view! {
                <p class="live-note" role="status" title=trouble.reason() data-testid="live-note">
                    {match trouble {
                        Trouble::Lost => live_words().lost,
                        Trouble::Refused(_) | Trouble::NoMaps(_) | Trouble::NoArt(_) => live_words().flat,
                    }}
                </p>
            }
        })
    };
    view! { {said} }
}
