//! The menu at the pointer: what can be done now with what is there, from the editor's table.

use editor::{CommandId, context_menu};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::keys::shortcut_label;
use crate::editing::palette::side_moves;
use crate::editing::perform::perform;
use crate::editing::toolbar::icon_of;
use crate::parts::{Icon, view};
use crate::words::{lower, words};

/// Least distance from the window's edges, in pixels.
const EDGE: f64 = 8.0;

/// The menu. It is there once it was asked for; `store.menu` says when it shows.
#[component]
pub(crate) fn ContextMenu() -> impl IntoView {
    let store = EditorStore::from_context();
    let menu = NodeRef::<Div>::new();
    let from = StoredValue::new_local(None::<HtmlElement>);
    let close = move || {
        if !store.menu.open.get_untracked() {
            return;
        }
        store.menu.open.set(false);
        if let Some(element) = menu.get_untracked() {
            call(&element, "hidePopover");
        }
        if let Some(before) = from.try_update_value(Option::take).flatten() {
            // What had the focus may be gone; then the page has it.
            let _ = before.focus();
        }
    };
    effect(move || {
        let Some(element) = menu.get() else { return };
        let element: HtmlElement = element.unchecked_into();
        if !store.menu.open.get() {
            return;
        }
        from.update_value(|from| *from = store.atelier.element(":focus"));
        request_animation_frame(move || {
            call(&element, "showPopover");
            let (x, y) = store.menu.at.get_untracked();
            let size = (f64::from(element.offset_width()), f64::from(element.offset_height()));
            let (left, top) = inside((x, y), size, window_size());
            // Properties of a style of its own cannot be refused.
            let _ = element.style().set_property("left", &format!("{left}px"));
            let _ = element.style().set_property("top", &format!("{top}px"));
            focus(&element, 0);
        });
    });
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.composed_path().get(0).dyn_into::<Node>().ok();
        let within = menu.get_untracked().is_some_and(|menu| menu.contains(target.as_ref()));
        if !within {
            close();
        }
    });
    let escaped = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            close();
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| close());
    on_cleanup(move || {
        outside.remove();
        escaped.remove();
        resized.remove();
    });
    let on_key = move |event: KeyboardEvent| {
        let Some(element) = menu.get_untracked() else { return };
        let items = items(&element);
        let (count, now) = (items.len(), place_of_focus(&items));
        let next = match event.key().as_str() {
            "ArrowDown" => now.map_or(0, |now| (now + 1) % count.max(1)),
            "ArrowUp" => now.map_or(0, |now| (now + count.max(1) - 1) % count.max(1)),
            "Home" => 0,
            "End" => count.saturating_sub(1),
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                return close();
            }
            // Enter and Space press the button by themselves.
            "Enter" | " " => return event.stop_propagation(),
            key => match named(&items, key, now) {
                Some(place) => place,
                None => return event.stop_propagation(),
            },
        };
        event.prevent_default();
        event.stop_propagation();
        focus(&element, next);
    };
    let press = move |run: Callback<()>| {
        close();
        run.run(());
    };
    view! {
        <div
            class="menu context-menu"
            popover="manual"
            role="menu"
            aria-label=words().menu
            data-testid="context-menu"
            node_ref=menu
            on:keydown=on_key
            on:contextmenu=move |event| event.prevent_default()
        >
            {move || store.menu.open.get().then(|| entries(store, press))}
        </div>
    }
}

/// What the menu offers; another group of the table begins with a line.
fn entries(store: EditorStore, press: impl Fn(Callback<()>) + Copy + 'static) -> AnyView {
    let offered = untrack(|| store.read(context_menu));
    let mut group = None;
    let entries = offered.into_iter().flat_map(|id| {
        // Each other side is an entry of its own.
        let entries = if id == CommandId::MoveToSide {
            side_moves(store)
        } else {
            let run = Callback::new(move |()| perform(store, id));
            vec![(id.info().english.to_owned(), run)]
        };
        entries.into_iter().map(move |(label, run)| (id, label, run))
    });
    let rows = entries.map(|(id, label, run)| {
        let info = id.info();
        let rule = group.replace(info.group).is_some_and(|before| before != info.group);
        let danger = id == CommandId::Delete;
        view! {
            {rule.then(|| view! { <hr role="separator" /> })}
            <button
                type="button"
                class="menu-item"
                class:btn-danger=danger
                role="menuitem"
                tabindex="-1"
                on:click=move |_| press(run)
            >
                <Icon name=icon_of(id).unwrap_or("blank") />
                <span>{label}</span>
                {shortcut_label(id).map(|keys| view! { <kbd class="key">{keys}</kbd> })}
            </button>
        }
    });
    rows.collect_view().into_any()
}

/// The place nearest to a point where something of a size is inside the window.
fn inside(at: (f64, f64), size: (f64, f64), window: (f64, f64)) -> (f64, f64) {
    let fit = |at: f64, size: f64, window: f64| at.min(window - size - EDGE).max(EDGE).round();
    (fit(at.0, size.0, window.0), fit(at.1, size.1, window.1))
}

fn window_size() -> (f64, f64) {
    let size = |value: Result<JsValue, JsValue>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
    };
    (size(window().inner_width()), size(window().inner_height()))
}

fn items(menu: &Element) -> Vec<HtmlElement> {
    let Ok(list) = menu.query_selector_all("[role=menuitem]") else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

fn place_of_focus(items: &[HtmlElement]) -> Option<usize> {
    items.iter().position(|item| item.matches(":focus").unwrap_or(false))
}

/// The next entry whose name begins with a letter.
fn named(items: &[HtmlElement], key: &str, now: Option<usize>) -> Option<usize> {
    let key = lower(key);
    if key.chars().count() != 1 {
        return None;
    }
    let first = now.map_or(0, |now| now + 1);
    let places = (first..items.len()).chain(0..first);
    places.into_iter().find(|place| {
        let words = items.get(*place).and_then(|item| item.text_content()).unwrap_or_default();
        lower(words.trim()).starts_with(&key)
    })
}

fn focus(menu: &Element, place: usize) {
    if let Some(item) = items(menu).get(place) {
        // An entry that cannot take the focus can still be pressed.
        let _ = item.focus();
    }
}

/// Calls a method that the bindings do not know. A browser without it shows the menu as a part of the page.
fn call(element: &HtmlElement, name: &str) {
    let method = js_sys::Reflect::get(element, &name.into()).ok();
    if let Some(method) = method.and_then(|method| method.dyn_into::<js_sys::Function>().ok()) {
        // Refused where it is in that state already.
        let _ = method.call0(element);
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_menu_stays_inside_the_window() {
        let window = (390.0, 844.0);
        assert_eq!(inside((100.0, 100.0), (200.0, 300.0), window), (100.0, 100.0));
        assert_eq!(inside((380.0, 840.0), (200.0, 300.0), window), (182.0, 536.0));
        assert_eq!(inside((-5.0, 3.0), (500.0, 900.0), window), (8.0, 8.0));
    }
}
