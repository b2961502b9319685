//! Typing right on the product: an invisible text field takes keys, IME and screen readers; outlines and caret are ours.

mod arrows;
mod entry;
mod grain;
mod grips;
mod hand;
mod letters;
mod lines;
mod marks;
mod sight;

use design::LayerId;
use editor::Command;
use editor::limits::written;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent, MouseEvent};

use self::arrows::Arrows;
use self::entry::{Entry, character_at};
use self::grips::{Grips, Picks};
use self::hand::Hand;
use self::letters::Letters;
use self::marks::caret_view;
use self::sight::Sight;
use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::board::{Board, css_mm, css_transform};
use crate::editing::store::sentence;
use crate::editing::text_limits::{cut_note, limit_note, used};
use crate::editing::tools::{Tool, tool};
use crate::lazy::{Make, SplitLoaderError, lazy_quietly};
use crate::parts::{Show, view};
use crate::words::words;

/// The text that is edited in place, if one is.
#[component]
pub(crate) fn TextEdit(
    /// Where the stage lies.
    board: Memo<Board>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    view! {
        {move || {
            let id = store.typing.get()?;
            store.layer(id).map(|_| lazy_quietly(move || Box::pin(field(store, id, board))))
        }}
    }
}

/// The code of the field comes behind the design's, long before a text is opened. Where it does not come, nothing is typed.
async fn field(
    store: EditorStore,
    id: LayerId,
    board: Memo<Board>,
) -> Result<Make, SplitLoaderError> {
    let made = tool(Tool::Typing(id, board)).await;
    if made.is_err() {
        store.typing.try_set(None);
        store.atelier.toast(words().part_failed, None);
    }
    made
}

/// The field over a text's frame.
#[component]
pub(crate) fn TypingField(id: LayerId, board: Memo<Board>) -> impl IntoView {
    let store = EditorStore::from_context();
    let sight = Sight::new(store, id, board);
    let entry = Entry::new();
    let hand = Hand::new(entry, sight);
    let arrows = Arrows::new(entry, sight);
    let field = entry.field;
    effect(move || {
        if let Some(field) = field.get() {
            field.set_value(&untrack(|| sight.words()));
            entry.focus();
            entry.mark_all();
        }
    });
    // Characters that are marked, where that is a part of the text: fields for all of it are in the inspector.
    let letters = Memo::new(move |_| {
        let marked = entry.marked.get();
        let content = sight.words();
        let is_part =
            !marked.is_caret() && (marked.start > 0 || (marked.end as usize) < content.len());
        is_part.then(|| (character_at(&content, marked.start), character_at(&content, marked.end)))
    });
    let note = RwSignal::new(None::<String>);
    let write = move |is_final: bool| {
        let value = entry.value();
        if value == untrack(|| sight.words()) {
            return;
        }
        arrows.forget();
        let outcome = store.try_run(Command::SetText { layer: id, content: value.clone() });
        let said = outcome.as_ref().err().map(|error| sentence(&error.to_string()));
        // Once, not at each key.
        if let Some(said) = said.as_ref().filter(|_| note.with_untracked(Option::is_none)) {
            store.atelier.say(said);
        }
        let left_out = said.or_else(|| cut_note(&value));
        if note.with_untracked(|note| *note != left_out) {
            note.set(left_out);
        }
        // What an input method is still composing is left to it until it is done.
        if is_final {
            let kept = untrack(|| sight.words());
            if outcome.is_err() || kept == written(&value) {
                entry.show(&kept);
            }
        }
    };
    // What was said before an input method began: of a word that is refused nothing stays, not even its first letters.
    let before_word = StoredValue::new(None::<String>);
    let composed = move || {
        let before = before_word.try_update_value(Option::take).flatten();
        write(true);
        if let Some(content) = before.filter(|_| note.with_untracked(Option::is_some))
            && store.try_run(Command::SetText { layer: id, content }).is_ok()
        {
            entry.show(&untrack(|| sight.words()));
        }
        entry.read();
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        // The keys of a word that is composed are the input method's.
        if event.is_composing() {
            return;
        }
        let ends = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        if event.key() == "Escape" || ends {
            event.prevent_default();
            finish(store);
        } else if arrows.press(&event) {
            event.prevent_default();
        } else {
            arrows.settle();
            // A key that is held moves the caret without being let go.
            request_animation_frame(move || entry.read());
        }
    };

    let place = move || {
        let (bounds, area) = (sight.seat()?.frame.bounds(), store.area());
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
    let counter =
        Memo::new(move |_| sight.text(|text| used(words(), &text.content, text.limits?)).flatten());
    let style = move || {
        let seat = sight.seat()?;
        let (width, height) = (css_mm(seat.frame.size.width), css_mm(seat.frame.size.height));
        Some(format!("width:{width};height:{height};transform:{}", css_transform(seat.to_side)))
    };
    view! {
        <div class="typing-place" on:focusout=leave>
        <div class="typing" style=style>
            {move || sight.block().map(|block| caret_view(&block, entry.marked.get()))}
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
                    entry.read();
                }
                on:pointerdown=move |event| hand.press(&event)
                on:mousedown=move |event| hand.down(&event)
                on:pointermove=move |event| hand.moved(&event)
                on:pointerup=move |_| hand.up()
                on:click=move |event| hand.tap(&event)
                // On the stage it would open the text once more.
                on:dblclick=|event: MouseEvent| event.stop_propagation()
                on:select=move |_| entry.read()
                on:input=move |event| {
                    let composing = event
                        .dyn_ref::<web_sys::InputEvent>()
                        .is_some_and(web_sys::InputEvent::is_composing);
                    // Browsers do not agree whether the last letters of a composed word come before its end or after.
                    match before_word.with_value(Option::is_some) {
                        true if !composing => composed(),
                        _ => write(!composing),
                    }
                    entry.read();
                }
                on:compositionstart=move |_| {
                    before_word.set_value(Some(untrack(|| sight.words())));
                }
                on:compositionend=move |_| {
                    if before_word.with_value(Option::is_some) {
                        composed();
                    }
                }
            ></textarea>
            <Grips entry=entry sight=sight hand=hand />
        </div>
        <div
            class="typing-tools"
            data-own-pointer=""
            data-side=move || place().map(|(_, side)| side)
            data-touch=move || hand.by_touch.get().then_some("")
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
            <Show when=move || hand.by_touch.get() && letters.with(Option::is_none)>
                <Picks entry=entry hand=hand />
            </Show>
            <Show when=move || counter.with(Option::is_some) || note.with(Option::is_some)>
                <div class="typing-count">
                    <span class="num-text" data-testid="typing-count">{move || counter.get()}</span>
                    {move || note.get().map(limit_note)}
                </div>
            </Show>
        </div>
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
