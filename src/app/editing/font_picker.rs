//! Choosing a font: each family's name is drawn by our own outlines, as it will be printed.

use std::sync::Arc;

use design::{Align, FontId, Text};
use geom::{Mm, Rgb, path_data};
use leptos::html::Span;
use leptos::prelude::*;
use scene::Resources;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::Atelier;
use crate::editing::EditorStore;
use crate::editing::font_list::FontList;
use crate::parts::{Show, view, when_seen};
use crate::shop::FontInfo;
use crate::tasting::ranked_fonts;
use crate::words::words;

/// Em height of the names in the list, in units of its drawing.
const NAME_SIZE: f64 = 20.0;

/// A list of fonts behind a button that shows the current one.
#[component]
pub(crate) fn FontPicker(
    /// The current font.
    #[prop(into)]
    font: Signal<Option<FontId>>,
    /// Another was chosen.
    #[prop(into)]
    on_pick: Callback<FontId>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let taste = store.atelier.taste;
    let ranked = untrack(|| {
        let shop = store.atelier.shop_now()?;
        Some(ranked_fonts(taste, &shop, &taste.context(None)))
    });
    let mut ranked = ranked.unwrap_or_default();
    // Symbols are for characters that other fonts lack, not for choosing.
    ranked.retain(|(info, _)| info.category != "symbols");
    let reason = ranked.first().and_then(|(_, reason)| reason.clone());
    let fonts: Vec<FontInfo> = ranked.into_iter().map(|(info, _)| info).collect();
    let fonts = StoredValue::new(fonts);
    let open = RwSignal::new(false);
    let current = Signal::derive(move || {
        let id = font.get();
        fonts.with_value(|fonts| {
            fonts.iter().find(|info| Some(&info.id) == id.as_ref().map(|id| &id.0)).cloned()
        })
    });
    let name = move || {
        current
            .get()
            .map_or_else(|| font.get().map_or_else(String::new, |font| font.0), |info| info.name)
    };
    view! {
        <details class="fold font-picker" prop:open=open on:toggle=move |event| open.set(is_open(&event))>
            <summary class="fold-head" aria-label=move || format!("{}: {}", words().font, name())>
                <span class="field-label">{words().font}</span>
                {move || current.get().map(|info| view! { <FontName info=info /> })}
            </summary>
            {reason.map(|reason| view! { <p class="reason small">{reason}</p> })}
            <Show when=move || open.get()>
                <FontList fonts=fonts font=font on_pick=on_pick />
            </Show>
        </details>
    }
}

/// A family's name in its own letters; plain until the font is here.
#[component]
pub(crate) fn FontName(info: FontInfo) -> impl IntoView {
    let atelier = Atelier::from_context();
    let font = FontId(info.id.clone());
    let text = Text {
        align: Align::Left,
        line_height: 1.3,
        ..Text::plain(info.name.clone(), font, Mm::new(NAME_SIZE), Rgb::BLACK)
    };
    let block = RwSignal::new(atelier.studio().text(&text.key()));
    let here = NodeRef::<Span>::new();
    if block.with_untracked(Option::is_none) {
        when_seen(here, move || {
            let text = text.clone();
            spawn_local(async move {
                let studio = atelier.studio();
                // A font that does not load keeps its plain name here; choosing it says why.
                let _ = studio.shape(vec![text.clone()]).await;
                let _ = block.try_set(studio.text(&text.key()));
            });
        });
    }
    let drawn = move || {
        block.get().map(|block: Arc<_>| (path_data(&block.outline()), block.width, block.height))
    };
    view! {
        <span class="font-box" node_ref=here>
            {move || match drawn() {
                Some((data, width, height)) => {
                    view! {
                        <svg
                            class="font-name"
                            viewBox=format!("0 0 {width} {height}")
                            width=width
                            height=height
                            aria-hidden="true"
                        >
                            <path d=data fill="currentColor"></path>
                        </svg>
                    }
                }
                None => view! { <span>{info.name.clone()}</span> },
            }}
        </span>
    }
}

/// Whether the `details` that an event comes from is open.
pub(crate) fn is_open(event: &web_sys::Event) -> bool {
    let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}
