//! What is said where the stage has no live picture. Designing goes on: the studio draws the picture after each change, or
//! the layers lie on the bare product by themselves.

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
    /// The product is shown by a merchant's photo, which is not made of planes.
    Photo,
    /// The product's maps did not come or do not fit: the reason.
    NoMaps(String),
    /// The art did not come: the reason.
    NoArt(String),
}

impl Trouble {
    /// Whether the studio can draw the picture all the same.
    pub(super) fn has_whole(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Lost | Self::Photo)
    }

    fn reason(&self) -> String {
        match self {
            Self::Refused(reason) | Self::NoMaps(reason) | Self::NoArt(reason) => reason.clone(),
            Self::Lost | Self::Photo => String::new(),
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
        let trouble = trouble.get()?;
        let said = match trouble {
            Trouble::Lost => live_words().lost,
            Trouble::Refused(_) => live_words().whole,
            Trouble::NoMaps(_) | Trouble::NoArt(_) => live_words().flat,
            Trouble::Photo => return None,
        };
        Some(view! {
            <p class="live-note" role="status" title=trouble.reason() data-testid="live-note">
                {said}
            </p>
        })
    };
    view! { {said} }
}
