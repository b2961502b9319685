//! Typing right on the product: an invisible text field takes keys, IME and screen readers; outlines and caret are ours.

use design::{Content, LayerId};
use editor::Command;
use geom::{Frame, LineBox, Point, TextBlock};
use leptos::html::Textarea;
use leptos::prelude::*;
use scene::Resources;
use web_sys::{KeyboardEvent, MouseEvent};

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::board::css_mm;
use crate::editing::overlay::frame_style;
use crate::parts::view;
use crate::words::words;

/// The text that is edited in place, if one is.
#[component]
pub(crate) fn TextEdit() -> impl IntoView {
    let store = EditorStore::from_context();
    view! {
        {move || {
            let id = store.typing.get()?;
            store.layer(id).map(|_| view! { <TypingField id=id /> })
        }}
    }
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

    view! {
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
                    let content = event_target_value(&event);
                    store.run(Command::SetText { layer: id, content });
                    read_selection();
                }
                on:blur=move |_| {
                    // Only where typing was not ended already, by Escape or by the stage.
                    if store.typing.get_untracked() == Some(id) {
                        store.typing.set(None);
                    }
                }
            ></textarea>
        </div>
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

/// The caret, or the marked stretches of the lines.
fn caret_view(block: &TextBlock, (start, end): (u32, u32)) -> AnyView {
    if start == end {
        let Some((line, x)) = caret_at(block, start) else { return ().into_any() };
        let style =
            format!("left:{};top:{};height:{}", css_mm(x), css_mm(line.top), css_mm(line.height));
        return view! { <span class="caret" style=style></span> };
    }
    let marked = block.lines.iter().filter_map(|line| {
        let inside = line.carets.iter().filter(|(offset, _)| (start..=end).contains(offset));
        let (left, right) = inside
            .fold((f64::MAX, f64::MIN), |(left, right), (_, x)| (left.min(*x), right.max(*x)));
        (right > left).then(|| {
            let style = format!(
                "left:{};top:{};width:{};height:{}",
                css_mm(left),
                css_mm(line.top),
                css_mm(right - left),
                css_mm(line.height),
            );
            view! { <span class="marked" style=style></span> }
        })
    });
    marked.collect_view().into_any()
}

/// The line and place of the caret at a byte offset: the last line that has it, so that a new line shows its own.
fn caret_at(block: &TextBlock, offset: u32) -> Option<(&LineBox, f64)> {
    let on_line =
        |line: &LineBox| line.carets.iter().find(|(at, _)| *at == offset).map(|(_, x)| *x);
    block.lines.iter().rev().find_map(|line| on_line(line).map(|x| (line, x)))
}

/// The byte offset of the caret place nearest to a point of the block.
fn nearest_caret(block: &TextBlock, at: Point) -> u32 {
    let line = block.lines.iter().find(|line| at.y < line.top + line.height).or(block.lines.last());
    let carets = line.map_or(&[][..], |line| &line.carets);
    let nearest = carets.iter().min_by(|a, b| (a.1 - at.x).abs().total_cmp(&(b.1 - at.x).abs()));
    nearest.map_or(0, |(offset, _)| *offset)
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
