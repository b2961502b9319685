//! One layer on the stage: an element of its own with an inline SVG of the scene's outlines.

use std::sync::Arc;

use design::{ArtworkId, LayerId};
use editor::title;
use geom::{Affine, Size, path_data};
use leptos::prelude::*;
use scene::{Item, SceneLayer};
use wasm_bindgen_futures::spawn_local;

use crate::editing::EditorStore;
use crate::editing::board::{css_mm, css_transform};
use crate::parts::view;

/// What is drawn of a layer; kept while new outlines are on their way.
#[derive(Clone, PartialEq)]
struct Drawn {
    items: Vec<Item>,
    size: Size,
    to_side: Affine,
    opacity: f64,
    hidden: bool,
    /// New outlines are on their way.
    stale: bool,
}

/// The id of a layer's element.
pub(crate) fn layer_element(id: LayerId) -> String {
    format!("layer-{id}")
}

/// A layer on the stage.
#[component]
pub(crate) fn LayerView(
    /// Which layer.
    id: LayerId,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let Some(state) = store.layer(id) else { return ().into_any() };
    let kept = state.clone();
    let drawn = Memo::new(move |before: Option<&Drawn>| {
        let state = kept.get();
        let SceneLayer { items, frame, to_side, opacity, .. } = store.scene_layer(&state.layer);
        let hidden = state.layer.hidden;
        let stale = !store.is_outlined(&state.layer);
        match before {
            // Until the new outlines come, the old ones stay where the layer is now.
            Some(old) if stale => Drawn { hidden, opacity, stale, ..old.clone() },
            _ => Drawn { items, size: frame.size, to_side, opacity, hidden, stale },
        }
    });
    let style = move || {
        drawn.with(|drawn| {
            let Drawn { size, to_side, opacity, hidden, .. } = drawn;
            let display = if *hidden { "none" } else { "block" };
            format!(
                "width:{};height:{};transform:{};opacity:{opacity};display:{display}",
                css_mm(size.width),
                css_mm(size.height),
                css_transform(*to_side),
            )
        })
    };
    let name = Memo::new(move |_| state.with(|state| title(&state.layer).to_english()));
    let items = Memo::new(move |_| drawn.with(|drawn| (drawn.items.clone(), drawn.size)));
    view! {
        <div
            class="layer"
            id=layer_element(id)
            role="graphics-symbol"
            aria-label=move || name.get()
            data-layer=id.to_string()
            style=style
            aria-busy=move || drawn.with(|drawn| drawn.stale).then_some("true")
        >
            {move || {
                let (items, size) = items.get();
                view! { <ItemsSvg items=items size=size /> }
            }}
        </div>
    }
}

/// Items of a scene as an inline SVG that fills its element.
#[component]
pub(crate) fn ItemsSvg(
    /// What is drawn, bottom first.
    items: Vec<Item>,
    /// Size of the items' space in mm.
    size: Size,
    /// Whether the proportion is kept; on the stage the element has the right one by itself.
    #[prop(optional)]
    keep: bool,
) -> impl IntoView {
    let aspect = if keep { "xMidYMid meet" } else { "none" };
    let view_box = format!("0 0 {} {}", size.width.max(0.001), size.height.max(0.001));
    view! {
        <svg viewBox=view_box preserveAspectRatio=aspect aria-hidden="true">
            {items.into_iter().map(item_view).collect_view()}
        </svg>
    }
}

fn item_view(item: Item) -> AnyView {
    match item {
        Item::Fill { path, colour } => {
            view! { <path d=path_data(&path) fill=colour.to_string()></path> }
        }
        Item::Stroke { path, colour, width } => view! {
            <path
                d=path_data(&path)
                fill="none"
                stroke=colour.to_string()
                stroke-width=width
                stroke-miterlimit="4"
            ></path>
        },
        Item::Image { artwork, size, .. } => {
            view! { <ArtworkImage artwork=artwork size=size /> }
        }
    }
}

/// Artwork by its proxy, stretched over its frame.
#[component]
fn ArtworkImage(artwork: ArtworkId, size: Size) -> impl IntoView {
    let atelier = crate::atelier::Atelier::from_context();
    let url = RwSignal::new(None::<Arc<str>>);
    spawn_local(async move {
        let found = atelier.proxy_url(artwork).await;
        // The layer may be gone by now.
        let _ = url.try_set(found);
    });
    view! {
        {move || {
            url.get()
                .map(|url| {
                    view! {
                        <image
                            href=url.to_string()
                            width=size.width
                            height=size.height
                            preserveAspectRatio="none"
                        ></image>
                    }
                })
        }}
    }
}
