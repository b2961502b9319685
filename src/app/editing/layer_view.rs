//! One layer on the stage: an element of its own with an inline SVG of the scene's outlines.

use design::{Blend, LayerId};
use editor::title;
use geom::{Affine, Size};
use leptos::prelude::*;
use scene::{Item, SceneLayer};

use crate::editing::EditorStore;
use crate::editing::board::{css_mm, css_transform};
use crate::editing::items_svg::ItemsSvg;
use crate::parts::view;

/// What is drawn of a layer; kept while new outlines are on their way.
#[derive(Clone, PartialEq)]
struct Drawn {
    items: Vec<Item>,
    size: Size,
    to_side: Affine,
    opacity: f64,
    blend: Blend,
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
        let SceneLayer { items, frame, to_side, opacity, blend, .. } =
            store.scene_layer(&state.layer);
        let hidden = state.layer.hidden;
        let stale = !store.is_outlined(&state.layer);
        match before {
            // Until the new outlines come, the old ones stay where the layer is now.
            Some(old) if stale => Drawn { hidden, opacity, blend, stale, ..old.clone() },
            _ => Drawn { items, size: frame.size, to_side, opacity, blend, hidden, stale },
        }
    });
    let style = move || {
        drawn.with(|drawn| {
            let Drawn { size, to_side, opacity, blend, hidden, .. } = drawn;
            let display = if *hidden { "none" } else { "block" };
            format!(
                "width:{};height:{};transform:{};opacity:{opacity};display:{display}{}",
                css_mm(size.width),
                css_mm(size.height),
                css_transform(*to_side),
                blend_style(*blend),
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

/// How a layer mixes with those below, as CSS.
fn blend_style(blend: Blend) -> &'static str {
    match blend {
        Blend::Normal => "",
        Blend::Multiply => ";mix-blend-mode:multiply",
        Blend::Screen => ";mix-blend-mode:screen",
        Blend::Overlay => ";mix-blend-mode:overlay",
        Blend::Darken => ";mix-blend-mode:darken",
        Blend::Lighten => ";mix-blend-mode:lighten",
    }
}
