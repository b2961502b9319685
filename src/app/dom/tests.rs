//! What `view!` promises, shown in a real browser.

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, Node};

use crate::parts::{Each, Show, view};

wasm_bindgen_test_configure!(run_in_browser);

/// A place in the page with a view in it.
fn shown(view: impl FnOnce() -> AnyView + 'static) -> HtmlElement {
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    mount_to(place.clone(), view).forget();
    place
}

fn first(place: &HtmlElement, selector: &str) -> Element {
    place.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
}

#[wasm_bindgen_test]
async fn attributes_and_text_follow_their_signals() {
    let name = RwSignal::new("one".to_owned());
    let on = RwSignal::new(true);
    let place = shown(move || {
        view! { <p title=name hidden=move || on.get() class:big=move || !on.get()>"It is " {name}</p> }
    });
    let p = first(&place, "p");
    assert_eq!(place.inner_text().trim(), "");
    assert_eq!(
        (p.get_attribute("title").as_deref(), p.has_attribute("hidden")),
        (Some("one"), true)
    );
    name.set("two".to_owned());
    on.set(false);
    tick().await;
    assert_eq!(p.outer_html(), "<p title=\"two\" class=\"big\">It is two</p>");
}

#[wasm_bindgen_test]
async fn rows_keep_their_elements_in_whatever_order_they_come() {
    let items = RwSignal::new(vec![1, 2, 3, 4]);
    let place = shown(move || {
        view! {
            <Each each=move || items.get() key=|item: &u32| item.to_string() let:item>
                <i>{item}</i>
            </Each>
            <b></b>
        }
    });
    let nodes = |place: &HtmlElement| -> Vec<Node> {
        let all = place.get_elements_by_tag_name("i");
        (0..all.length()).filter_map(|at| all.item(at)).map(Node::from).collect()
    };
    let before = nodes(&place);
    for order in [vec![4, 1, 2, 3], vec![3, 2, 5, 1], vec![], vec![2, 6, 1], vec![6, 7, 2, 8]] {
        items.set(order.clone());
        tick().await;
        let words: Vec<_> = nodes(&place).iter().filter_map(Node::text_content).collect();
        assert_eq!(words, order.iter().map(u32::to_string).collect::<Vec<_>>());
        assert_eq!(
            place.last_element_child().unwrap().tag_name(),
            "B",
            "they stay before what follows"
        );
        if order.first() == Some(&4) {
            assert_eq!(nodes(&place), [3, 0, 1, 2].map(|at: usize| before[at].clone()));
        }
    }
}

#[wasm_bindgen_test]
async fn a_handler_of_a_view_that_is_gone_is_not_called() {
    let there = RwSignal::new(true);
    let presses = Rc::new(Cell::new(0));
    let counted = send_wrapper::SendWrapper::new(presses.clone());
    let place = shown(move || {
        view! {
            <Show when=move || there.get()>
                {
                    let counted = counted.clone();
                    view! { <button on:click=move |_| counted.set(counted.get() + 1)></button> }
                }
            </Show>
        }
    });
    let button: HtmlElement = first(&place, "button").unchecked_into();
    button.click();
    there.set(false);
    tick().await;
    assert!(place.query_selector("button").unwrap().is_none());
    button.click();
    assert_eq!(presses.get(), 1);
}
