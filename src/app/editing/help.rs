//! The keys, from the editor's own table, so that the page cannot be wrong.

use editor::{COMMANDS, FIND, Shortcut};
use leptos::prelude::*;

use crate::editing::keys::platform;
use crate::editing::report::ReportFields;
use crate::parts::{Dialog, Icon, view};
use crate::words::{fill, words};

/// A dialog with all keys.
#[component]
pub(crate) fn HelpDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The hint of a first visit that shows.
    hints: RwSignal<Option<usize>>,
) -> impl IntoView {
    let from_table = move || {
        let platform = platform();
        COMMANDS.iter().filter(|info| !info.shortcuts.is_empty()).map(move |info| {
            let keys = info.shortcuts.iter().map(|shortcut| shortcut.label(platform));
            row(info.english, keys.collect())
        })
    };
    let by_hand = || {
        let (words, platform) = (words(), platform());
        let held = |shortcut: Shortcut| shortcut.label(platform);
        let wheel = held(Shortcut::primary(words.keys_wheel));
        [
            (words.palette_title, held(FIND)),
            (words.keys_title, "?".to_owned()),
            (words.keys_leave, "Esc".to_owned()),
            (words.menu, held(Shortcut::shift("F10"))),
            (words.keys_several, held(Shortcut::shift(words.keys_click))),
            (words.keys_through, held(Shortcut::alt(words.keys_click))),
            (words.keys_free, held(Shortcut::primary(words.keys_drag))),
            (words.keys_rows, held(Shortcut::alt(words.keys_arrows))),
            (words.keys_pan, words.keys_pan_how.to_owned()),
            (words.zoom_in, fill(words.keys_zoom_how, &[&wheel])),
        ]
        .map(|(what, how)| row(what, vec![how]))
    };
    view! {
        <Dialog open=open name="keys" title=words().keys_title>
            <div class="dialog-body">
                <div class="keys">{from_table().chain(by_hand()).collect_view()}</div>
                <div class="row">
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| {
                            open.set(false);
                            hints.set(Some(0));
                        }
                    >
                        <Icon name="ideas" />
                        {words().hints_show}
                    </button>
                </div>
                <ReportFields />
            </div>
        </Dialog>
    }
}

fn row(what: &'static str, keys: Vec<String>) -> AnyView {
    view! {
        <div>
            <span>{what}</span>
            <span>
                {keys.into_iter().map(|key| view! { <kbd class="key">{key}</kbd> " " }).collect_view()}
            </span>
        </div>
    }
}
