//! The selected picture as it was uploaded or cut out, small, for dialogs.

use std::sync::Arc;

use design::{ArtworkId, Image};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::parts::view;

/// The picture that is drawn now.
#[component]
pub(super) fn Preview(
    /// The selected picture.
    image: Memo<Option<Image>>,
) -> impl IntoView {
    let url = proxy_of(Signal::derive(move || image.with(|it| it.as_ref().map(|it| it.artwork))));
    view! { <img class="tool-picture" alt="" draggable="false" src=move || url.get().unwrap_or_default().to_string() /> }
}

/// The address of an artwork's proxy, when it is there.
pub(super) fn proxy_of(artwork: Signal<Option<ArtworkId>>) -> RwSignal<Option<Arc<str>>> {
    let store = EditorStore::from_context();
    let url = RwSignal::new(None);
    effect(move || {
        let Some(id) = artwork.get() else { return };
        spawn_local(async move {
            let found = store.atelier.proxy_url(id).await;
            // The dialog may be gone by now.
            url.try_set(found);
        });
    });
    url
}
