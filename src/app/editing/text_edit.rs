//! Typing right on the product: an invisible text field takes keys, IME and screen readers; outlines and caret are ours.

mod letters;
mod marks;

use design::{Content, LayerId, TextLimits};
use editor::Command;
use geom::{Frame, Point};
use leptos::html::Textarea;
use leptos::prelude::*;
use scene::Resources;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent, MouseEvent};

use self::letters::Letters;
use self::marks::{caret_view, nearest_caret};
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::board::css_mm;
use crate::editing::overlay::frame_style;
use crate::editing::store::sentence;
use crate::lazy::{Make, SplitLoaderError, lazy_quietly, lazy_view};
use crate::parts::{Show, view};
use crate::words::{fill, words};

/// The text that is edited in place, if one is.
#[component]
pub(crate) fn TextEdit() -> impl IntoView {
    let store = EditorStore::from_context();
    view! {
        {move || {
            let id = store.typing.get()?;
            store.layer(id).map(|_| lazy_quietly(move || Box::pin(field(store, id))))
        }}
    }
}

/// The code of the field comes behind the design's, long before a text is opened. Where it does not come, nothing is typed.
async fn field(store: EditorStore, id: LayerId) -> Result<Make, SplitLoaderError> {
    let made = typing_field(id).await;
    if made.is_err() {
        store.typing.try_set(None);
        store.atelier.toast(words().part_failed, None);
    }
    made
}

/// The field over a text's frame.
#[component]
fn TypingField(id: LayerId) -> impl IntoView {
    let store = EditorStore::from_context();
    let field = NodeRef::<Textarea>::new();
    let marked = RwSignal::new((0_u32, 0_u32));
    let state = store.layer(id);
    let layer = Memo::new(move |_| state.as_ref().map(|state| state.get().layer));
    let content =
        move || layer.get().map_or_else(String::new, |layer| text_content(&layer.content));
    let frame = Memo::new(move |before: Option<&Option<Frame>>| {
        store.outlines.track();
        let layer = layer.get()?;
        let scene = store.scene_layer(&layer);
        if scene.items.is_empty() {
            before.copied().flatten().or(Some(scene.frame))
        } else {
            Some(scene.frame)
        }
    });
    let block = move || {
        store.outlines.track();
        let layer = layer.get()?;
        let Content::Text(text) = &layer.content else { return None };
        store.atelier.studio().text(&text.key())
    };
    let read_selection = move || {
        let Some(field) = field.get_untracked() else { return };
        let at = |place: Option<u32>| place.unwrap_or_default();
        let start = at(field.selection_start().ok().flatten());
        let end = at(field.selection_end().ok().flatten());
        let value = field.value();
        marked.set((byte_offset(&value, start), byte_offset(&value, end)));
    };
    effect(move || {
        if let Some(field) = field.get() {
            field.set_value(&untrack(content));
            // A field that cannot take the focus is still reachable by Tab.
            let _ = field.focus();
            field.select();
            read_selection();
        }
    });
    // Characters that are marked, where that is a part of the text: fields for all of it are in the inspector.
    let letters = Memo::new(move |_| {
        let (start, end) = marked.get();
        let content = content();
        let part = start < end && (start > 0 || (end as usize) < content.len());
        part.then(|| (character_at(&content, start), character_at(&content, end)))
    });
    let limits = Memo::new(move |_| layer.get().and_then(|layer| limits_of(&layer.content)));
    let write = move |is_final: bool| {
        let Some(field) = field.get_untracked() else { return };
        let value = field.value();
        let outcome = store.try_run(Command::SetText { layer: id, content: value.clone() });
        let Err(error) = outcome else { return };
        store.atelier.say(&sentence(&error.to_string()));
        // What an input method is still composing is left to it until it is done.
        if is_final {
            let kept = untrack(content);
            let units = |text: &str| text.encode_utf16().count() as u32;
            let caret = field.selection_start().ok().flatten().unwrap_or_default();
            let back = caret.saturating_sub(units(&value).saturating_sub(units(&kept)));
            field.set_value(&kept);
            let _ = field.set_selection_range(back, back);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape"
            || (event.key() == "Enter" && (event.ctrl_key() || event.meta_key()))
        {
            event.prevent_default();
            finish(store);
        }
    };
    let place_caret = move |event: MouseEvent| {
        let (Some(field), Some(block)) = (field.get_untracked(), untrack(block)) else { return };
        let bounds = field.get_bounding_client_rect();
        let unrotated =
            frame.get_untracked().is_some_and(|frame| frame.rotation.in_degrees() == 0.0);
        if !unrotated || bounds.width() <= 0.0 {
            return;
        }
        event.prevent_default();
        let at = Point::new(
            (f64::from(event.client_x()) - bounds.left()) / bounds.width() * block.width,
            (f64::from(event.client_y()) - bounds.top()) / bounds.height() * block.height,
        );
        let offset = utf16_offset(&field.value(), nearest_caret(&block, at));
        let from = if event.shift_key() {
            field.selection_start().ok().flatten().unwrap_or(offset)
        } else {
            offset
        };
        let _ = field.focus();
        let _ = field.set_selection_range(from.min(offset), from.max(offset));
        read_selection();
    };

    let place = move || {
        let (bounds, area) = (frame.get()?.bounds(), store.area());
        let (width, height) = (area.width.mm(), area.height.mm());
        // Not far out, where there may be no stage any more.
        let x = bounds.center().x.clamp(width * 0.35, width * 0.65);
        // Where there is no room below the text, above it; over a text that takes all.
        let (y, side) = match bounds.y1 > height * 0.8 {
            true if bounds.y0 > height * 0.2 => (bounds.y0, "above"),
            true => (height * 0.8, "below"),
            false => (bounds.y1, "below"),
        };
        Some((format!("transform:translate({},{})", css_mm(x), css_mm(y)), side))
    };
    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
        let stays = to.is_some_and(|to| to.closest(".typing-place").ok().flatten().is_some());
        // Only where typing was not ended already, by Escape or by the stage.
        if !stays && store.typing.get_untracked() == Some(id) {
            store.typing.set(None);
        }
    };
    let counter = move || {
        let most = limits.get()?.characters?;
        let count = content().chars().count().to_string();
        Some(fill(words().letters_count, &[&count, &most.to_string()]))
    };
    view! {
        <div class="typing-place" on:focusout=leave>
        <div class="typing" style=move || frame.get().map(|frame| frame_style(&frame))>
            {move || block().map(|block| caret_view(&block, marked.get()))}
            <textarea
                node_ref=field
                class="typing-field"
                data-own-pointer=""
                data-testid="typing"
                aria-label=words().text
                autocomplete="off"
                spellcheck="false"
                rows="1"
                on:keydown=on_key
                on:keyup=move |event| {
                    event.stop_propagation();
                    read_selection();
                }
                on:mousedown=place_caret
                on:select=move |_| read_selection()
                on:input=move |event| {
                    let composing = event
                        .dyn_ref::<web_sys::InputEvent>()
                        .is_some_and(web_sys::InputEvent::is_composing);
                    write(!composing);
                    read_selection();
                }
                on:compositionend=move |_| {
                    write(true);
                    read_selection();
                }
            ></textarea>
        </div>
        <div
            class="typing-tools"
            data-own-pointer=""
            data-side=move || place().map(|(_, side)| side)
            style=move || place().map(|(style, _)| style)
            on:keydown=move |event: KeyboardEvent| {
                event.stop_propagation();
                if event.key() == "Escape" {
                    finish(store);
                }
            }
        >
            <Show when=move || letters.with(Option::is_some)>
                <Letters id=id letters=letters />
            </Show>
            <Show when=move || limits.with(Option::is_some)>
                <span class="typing-count num-text" data-testid="typing-count">{counter}</span>
            </Show>
        </div>
        </div>
    }
}

lazy_view! {
    in tools: fn typing_field(id: LayerId) {
        view! { <TypingField id=id /> }
    }
}

/// Ends typing and gives the stage the focus back.
fn finish(store: EditorStore) {
    store.typing.set(None);
    if let Some(stage) = store.atelier.element(".stage-view") {
        let _ = stage.focus();
    }
}

fn text_content(content: &Content) -> String {
    match content {
        Content::Text(text) => text.content.clone(),
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => String::new(),
    }
}

fn limits_of(content: &Content) -> Option<TextLimits> {
    match content {
        Content::Text(text) => text.limits,
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}

/// The number of the character at a byte offset.
fn character_at(text: &str, byte: u32) -> u32 {
    text.char_indices().take_while(|(at, _)| (*at as u32) < byte).count() as u32
}

fn byte_offset(text: &str, utf16: u32) -> u32 {
    let mut units = 0;
    for (offset, letter) in text.char_indices() {
        if units >= utf16 {
            return offset as u32;
        }
        units += letter.len_utf16() as u32;
    }
    text.len() as u32
}

fn utf16_offset(text: &str, byte: u32) -> u32 {
    text.char_indices()
        .take_while(|(offset, _)| (*offset as u32) < byte)
        .map(|(_, letter)| letter.len_utf16() as u32)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_between_utf16_and_bytes() {
        let text = "aé😀b";
        for (units, bytes) in [(0, 0), (1, 1), (2, 3), (4, 7), (5, 8)] {
            assert_eq!(byte_offset(text, units), bytes);
            assert_eq!(utf16_offset(text, bytes), units);
        }
    }
}
