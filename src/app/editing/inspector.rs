//! The inspector: everything about what is selected, in fields. What a drag does can be typed here.

mod blend;
mod edge_fields;
mod fold;
mod image;
mod paint_fields;
mod place;
mod shape;
mod text;

use design::{Content, Layer};
use editor::{Command, Refinement, Target};
use leptos::prelude::*;
use std::sync::Arc;

use crate::editing::EditorStore;
use crate::editing::library::{DrawingFields, Library, PatternFields, RepeatFields};
use crate::lazy::{late, lazy, lazy_view};
use crate::parts::{Icon, Show, view};
use crate::words::{fill, words};

use edge_fields::ShadowFields;
use image::ImageFields;
use place::{Arrange, PlaceFields};
use shape::ShapeFields;
use text::TextFields;

/// What kind of thing is selected; the fields are rebuilt only when this changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Text,
    Image,
    Shape,
    Drawing,
    Several(usize),
}

/// The inspector's fields for the selection.
#[component]
pub(crate) fn InspectorFields() -> impl IntoView {
    let store = EditorStore::from_context();
    let kind = Memo::new(move |_| {
        let selected = store.selected();
        match &selected[..] {
            [] => Kind::Nothing,
            [layer] => match layer.content {
                Content::Text(_) => Kind::Text,
                Content::Image(_) => Kind::Image,
                Content::Shape(_) => Kind::Shape,
                Content::Drawing(_) => Kind::Drawing,
            },
            several => Kind::Several(several.len()),
        }
    });
    // What was pressed is shown as selected first; fields for another kind of thing come after that frame.
    let shown = late(kind);
    let only = Memo::new(move |before: Option<&Option<Arc<Layer>>>| match &store.selected()[..] {
        _ if kind.get() != shown.get() => before.cloned().flatten(),
        [layer] => Some(layer.clone()),
        _ => None,
    });
    let only = Signal::from(only);
    view! {
        {move || kept_note(&store.selected()).map(|note| {
            view! {
                <p class="reason small" data-testid="kept-note">
                    <Icon name="lock" />
                    <span>{note}</span>
                </p>
            }
        })}
        <section class="group">
            {move || match shown.get() {
                Kind::Nothing => {
                    view! {
                        <h3 class="group-title">{words().nothing_selected}</h3>
                        <p class="muted">{words().nothing_selected_hint}</p>
                    }
                }
                Kind::Text => view! {
                    <TextFields layer=only />
                    {lazy(move || Box::pin(pattern_fields(expect_context(), only)))}
                },
                Kind::Image => view! {
                    <ImageFields layer=only />
                    <ShadowFields layer=only />
                    {lazy(move || Box::pin(repeat_fields(expect_context(), only)))}
                },
                Kind::Shape => view! {
                    <ShapeFields layer=only />
                    <ShadowFields layer=only />
                    {lazy(move || Box::pin(pattern_fields(expect_context(), only)))}
                },
                Kind::Drawing => view! {
                    {lazy(move || Box::pin(drawing_fields(expect_context(), only)))}
                    <ShadowFields layer=only />
                },
                Kind::Several(count) => {
                    let title = fill(words().several_selected, &[&count.to_string()]);
                    view! { <h3 class="group-title">{title}</h3> }
                }
            }}
        </section>
        // The same for all kinds: it stays while another kind is selected.
        <Show when=move || shown.get() != Kind::Nothing>
            <section class="group">
                <PlaceFields />
            </section>
            <section class="group">
                <Arrange />
            </section>
        </Show>
    }
}

lazy_view! {
    in library: fn drawing_fields(library: Library, layer: Only) {
        view! { <DrawingFields library=library layer=layer /> }
    }

    in library: fn pattern_fields(library: Library, layer: Only) {
        view! { <PatternFields library=library layer=layer /> }
    }

    in library: fn repeat_fields(library: Library, layer: Only) {
        view! { <RepeatFields library=library layer=layer /> }
    }
}

/// What the template keeps of what is selected, in a sentence.
fn kept_note(selected: &[Arc<Layer>]) -> Option<String> {
    let keeps = |of: fn(&design::Keep) -> bool| selected.iter().any(|layer| of(&layer.keep));
    let parts = [
        (keeps(|keep| keep.place), words().kept_place),
        (keeps(|keep| keep.look), words().kept_look),
        (keeps(|keep| keep.content), words().kept_content),
    ];
    let kept: Vec<&str> = parts.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
    (!kept.is_empty()).then(|| fill(words().kept_note, &[&kept.join(words().kept_and)]))
}

/// Sets one property of what is selected.
pub(crate) fn refine(store: EditorStore, how: Refinement) {
    store.run(Command::Refine { target: Target::Selection, how });
}

/// The one selected layer.
pub(crate) type Only = Signal<Option<Arc<Layer>>>;
