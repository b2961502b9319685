//! What a picture is cut to: a shape with its figures, letters, or a drawing. How it is cut is `scene`'s.

use design::{FontId, Image, Mask, ShapeKind};
use editor::{Command, Refinement, Target};
use geom::Mm;
use leptos::prelude::*;

use crate::editing::EditorStore;
use crate::editing::font_picker::FontPicker;
use crate::editing::inspector::shape::KindFields;
use crate::editing::inspector::text::MissingGlyphs;
use crate::editing::library::{Library, Purpose};
use crate::parts::{Icon, Show, view};
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

/// Whether a shape counts as one that is offered, whatever its figures.
fn is_like(offered: ShapeKind, kind: ShapeKind) -> bool {
    match (offered, kind) {
        (ShapeKind::Polygon { corners: own }, ShapeKind::Polygon { corners }) => {
            (own == 3) == (corners == 3)
        }
        _ => std::mem::discriminant(&offered) == std::mem::discriminant(&kind),
    }
}

/// The choice of shapes, the letters, and the way to drawings.
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
    let shape = Memo::new(move |_| match mask.get() {
        Some(Mask::Shape(kind)) => Some(kind),
        _ => None,
    });
    let is_drawing = Memo::new(move |_| mask.with(|it| matches!(it, Some(Mask::Drawing { .. }))));
    let text = Memo::new(move |_| mask.with(|mask| mask.as_ref().and_then(Mask::text)));
    let library = expect_context::<Library>();
    let chip = move |label: &'static str, wanted: Option<ShapeKind>| {
        let is_chosen = move || match (wanted, shape.get()) {
            (Some(wanted), Some(kind)) => is_like(wanted, kind),
            (None, None) => mask.with(Option::is_none),
            _ => false,
        };
        view! {
            <label class="chip">
                <input
                    type="radio"
                    name="mask"
                    prop:checked=is_chosen
                    on:change=move |_| set(wanted.map(Mask::Shape))
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
                    .map(|(label, kind)| chip(label, Some(kind)))
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
            <Show when=move || shape.with(Option::is_some)>
                <KindFields
                    kind=Signal::derive(move || shape.get().unwrap_or(ShapeKind::Rectangle))
                    on_change=move |kind: ShapeKind| set(Some(Mask::Shape(kind)))
                />
            </Show>
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
                <MissingGlyphs text=text />
                <FontPicker
                    font=font
                    on_pick=move |font: FontId| {
                        if let Some((content, _)) = letters.get_untracked() {
                            set(Some(Mask::Text { content, font }));
                        }
                    }
                />
            </Show>
            <button
                type="button"
                class="btn btn-small"
                data-testid="mask-motif"
                on:click=move |_| {
                    if let [layer] = &untrack(|| store.selected())[..] {
                        library.purpose.set(Purpose::Mask(layer.id));
                    }
                }
            >
                <Icon name="shapes" />
                {move || if is_drawing.get() { words().mask_other } else { words().mask_motif }}
            </button>
        </div>
    }
}
