//! What a picture is cut to: a shape or letters. How it is cut is `scene`'s.

use design::{FontId, Image, Mask, ShapeKind};
use editor::{Command, Refinement, Target};
use geom::Mm;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::font_picker::FontPicker;
use crate::parts::{Show, view};
use crate::words::words;

/// The font of letters that a picture is cut to, at first: heavy ones show the most.
const FONT: &str = "anton";
/// Most letters.
const MOST_LETTERS: usize = 60;

/// The shapes that are offered.
fn shapes() -> [(&'static str, ShapeKind); 6] {
    [
        (words().ellipse, ShapeKind::Ellipse),
        (words().rounded, ShapeKind::RoundedRectangle { radius: Mm::new(8.0) }),
        (words().star, ShapeKind::Star { points: 5, inner: 0.5 }),
        (words().heart, ShapeKind::Heart),
        (words().polygon, ShapeKind::Polygon { corners: 6 }),
        (words().triangle, ShapeKind::Polygon { corners: 3 }),
    ]
}

/// The choice of shapes and the letters.
#[component]
pub(super) fn MaskFields(
    /// The selected picture.
    image: Memo<Option<Image>>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let set = move |mask: Option<Mask>| {
        store.run(Command::Refine { target: Target::Selection, how: Refinement::Mask(mask) });
    };
    let mask =
        Memo::new(move |_| image.with(|image| image.as_ref().and_then(|it| it.mask.clone())));
    let letters = Signal::derive(move || match mask.get() {
        Some(Mask::Text { content, font }) => Some((content, font)),
        _ => None,
    });
    let font = Signal::derive(move || letters.get().map(|(_, font)| font));
    let is_text = Memo::new(move |_| letters.with(Option::is_some));
    let chip = move |label: &'static str, wanted: Option<Mask>| {
        let own = StoredValue::new(wanted);
        view! {
            <label class="chip">
                <input
                    type="radio"
                    name="mask"
                    prop:checked=move || own.with_value(|own| mask.with(|mask| mask == own))
                    on:change=move |_| set(own.get_value())
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <div class="stack" data-testid="picture-mask">
            <div class="chips" role="radiogroup" aria-label=words().mask>
                {chip(words().tone_none, None)}
                {shapes()
                    .into_iter()
                    .map(|(label, kind)| chip(label, Some(Mask::Shape(kind))))
                    .collect_view()}
                <label class="chip">
                    <input
                        type="radio"
                        name="mask"
                        prop:checked=move || is_text.get()
                        on:change=move |_| {
                            let content = words().mask_letters.to_owned();
                            set(Some(Mask::Text { content, font: FontId(FONT.to_owned()) }));
                        }
                    />
                    <span>{words().text}</span>
                </label>
            </div>
            <Show when=move || is_text.get()>
                <label class="field">
                    <span class="field-label">{words().letters}</span>
                    <input
                        class="input"
                        maxlength=MOST_LETTERS.to_string()
                        prop:value=move || letters.get().map(|(content, _)| content).unwrap_or_default()
                        on:change=move |event| {
                            let content = event_target_value(&event).trim().to_owned();
                            let font = font.get_untracked();
                            if let (Some(font), false) = (font, content.is_empty()) {
                                set(Some(Mask::Text { content, font }));
                            }
                        }
                    />
                </label>
                <FontPicker
                    font=font
                    on_pick=move |font: FontId| {
                        if let Some((content, _)) = letters.get_untracked() {
                            set(Some(Mask::Text { content, font }));
                        }
                    }
                />
            </Show>
        </div>
    }
}
