//! How the selection mixes with the layers below it. What the mixing looks like is `scene`'s and the browser's.

use design::Blend;
use editor::Refinement;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::inspector::refine;
use crate::parts::{Show, view};
use crate::words::words;

/// All ways to mix, in the order in which they are offered: the value of its option, and its name.
fn ways() -> [(Blend, &'static str, &'static str); 6] {
    let words = words();
    [
        (Blend::Normal, "normal", words.blend_normal),
        (Blend::Multiply, "multiply", words.blend_multiply),
        (Blend::Screen, "screen", words.blend_screen),
        (Blend::Overlay, "overlay", words.blend_overlay),
        (Blend::Darken, "darken", words.blend_darken),
        (Blend::Lighten, "lighten", words.blend_lighten),
    ]
}

/// The choice, for one layer or several.
#[component]
pub(super) fn BlendField(
    /// The editor.
    store: EditorStore,
) -> impl IntoView {
    // Nothing where layers of the selection mix in several ways.
    let blend = Memo::new(move |_| {
        let selected = store.selected();
        let first = selected.first()?.blend;
        selected.iter().all(|layer| layer.blend == first).then_some(first)
    });
    let option = move |(way, value, name): (Blend, &'static str, &'static str)| {
        view! {
            <option value=value prop:selected=move || blend.get() == Some(way)>{name}</option>
        }
    };
    view! {
        <label class="field">
            <span class="field-label">{words().blend}</span>
            <select
                class="input"
                data-testid="blend"
                on:change=move |event| {
                    let value = event_target_value(&event);
                    if let Some((way, ..)) = ways().into_iter().find(|(_, own, _)| *own == value) {
                        refine(store, Refinement::Blend(way));
                    }
                }
            >
                <Show when=move || blend.get().is_none()>
                    <option value="" prop:selected=true disabled=true>{words().blend_several}</option>
                </Show>
                {ways().map(option).collect_view()}
            </select>
            <Show when=move || blend.get() != Some(Blend::Normal)>
                <span class="field-hint">{words().blend_hint}</span>
            </Show>
        </label>
    }
}
