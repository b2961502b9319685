//! What `view!` is compiled into: elements are made at once, and what makes them follow signals is kept beside them.
//! Only the short generic methods are copied for each kind of value; all work is done once, here.

mod built;
mod rows;
#[cfg(test)]
mod tests;
mod value;

use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::owner::Owner;
use leptos::tachys::html::element::ElementType;
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Node};

use built::{Built, Kept, Piece};
pub(crate) use rows::{NewRow, rows};
pub(crate) use value::{Child, Value, live};
use value::{Given, Place, Setting};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A view under construction. Calls go in the order of the markup.
pub(crate) struct Builder {
    /// Elements that are not closed yet, the innermost last.
    open: Vec<Element>,
    built: Built,
}

impl Builder {
    /// Begins a view.
    pub(crate) fn new() -> Self {
        Self { open: Vec::new(), built: Built::default() }
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, tag: &'static str) {
        let element = document().create_element(tag);
        self.begin(element.unwrap_or_else(|_| unreachable!("`{tag}` is a tag")));
    }

    /// Begins an element of SVG.
    pub(crate) fn open_svg(&mut self, tag: &'static str) {
        let element = document().create_element_ns(Some(SVG), tag);
        self.begin(element.unwrap_or_else(|_| unreachable!("`{tag}` is a tag")));
    }

    fn begin(&mut self, element: Element) {
        self.append(element.clone().into());
        self.open.push(element);
    }

    /// Ends the innermost element.
    pub(crate) fn close(&mut self) {
        self.open.pop();
    }

    /// Adds words.
    pub(crate) fn text(&mut self, words: &str) {
        self.append(document().create_text_node(words).into());
    }

    fn append(&mut self, node: Node) {
        match self.open.last() {
            // Fails only where a node would hold itself.
            Some(parent) => drop(parent.append_child(&node)),
            None => self.built.pieces.push(Piece::Node(node)),
        }
    }

    /// Adds text, a view, an option or list of them, or what a closure gives whenever it is asked.
    pub(crate) fn child(&mut self, child: impl Child) {
        self.view(child.view());
    }

    fn view(&mut self, view: AnyView) {
        let mut state: AnyViewState = view.build();
        match self.open.last() {
            Some(parent) => {
                state.mount(parent, None);
                self.built.kept.push(Kept::View(state));
            }
            None => self.built.pieces.push(Piece::View(state)),
        }
    }

    /// Gives the element an attribute that stays as it is.
    pub(crate) fn attribute(&mut self, name: &'static str, words: &str) {
        // Fails only for a name that is none.
        let _ = self.element().set_attribute(name, words);
    }

    /// Gives the element an attribute. `None` and `false` take it away.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Value) {
        self.give(Place::Attribute, name, value.give());
    }

    /// Sets a property of the element's object.
    pub(crate) fn property(&mut self, name: &'static str, value: impl Value) {
        self.give(Place::Property, name, value.give());
    }

    /// Gives the element a class, or takes it away.
    pub(crate) fn toggle_class(&mut self, name: &'static str, value: impl Value) {
        self.give(Place::Class, name, value.give());
    }

    /// Sets one property of the element's style.
    pub(crate) fn style(&mut self, name: &'static str, value: impl Value) {
        self.give(Place::Style, name, value.give());
    }

    fn give(&mut self, place: Place, name: &'static str, given: Given) {
        let element = self.element().clone();
        match given {
            Given::Now(setting) => place.put(&element, name, &setting),
            Given::Live(ask) => {
                let mut before: Option<Setting> = None;
                let follow = RenderEffect::new(move |_: Option<()>| {
                    let now = ask();
                    if before.as_ref() != Some(&now) {
                        place.put(&element, name, &now);
                        before = Some(now);
                    }
                });
                self.built.kept.push(Kept::Effect(follow));
            }
        }
    }

    /// Calls `handler` whenever an event reaches the element.
    pub(crate) fn on<E>(&mut self, event: E, mut handler: impl FnMut(E::EventType) + 'static)
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        let name = event.name();
        self.listen(&name, Box::new(move |event| handler(event.unchecked_into())));
    }

    fn listen(&mut self, name: &str, mut handler: Box<dyn FnMut(Event)>) {
        let owner = Owner::current().unwrap_or_default();
        let here = StoredValue::new(());
        let handler = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // A focused field that goes is told so when what its handler needs is gone already.
            if !here.is_disposed() {
                owner.with(|| handler(event));
            }
        });
        // The browser lets go of it with the element: an event may still come after the view is gone.
        let handler = handler.into_js_value();
        // Fails only for a handler that is no function.
        let _ = self.element().add_event_listener_with_callback(name, handler.unchecked_ref());
    }

    /// Lets a node reference know the element.
    pub(crate) fn refer<E>(&mut self, reference: NodeRef<E>)
    where
        E: ElementType,
        E::Output: JsCast + 'static,
    {
        NodeRefContainer::<E>::load(reference, self.element());
    }

    fn element(&self) -> &Element {
        self.open.last().unwrap_or_else(|| unreachable!("`view!` opens an element first"))
    }

    /// The view.
    pub(crate) fn finish(mut self) -> AnyView {
        if self.built.pieces.is_empty() {
            // Where a view is, another can take its place.
            self.append(document().create_comment("").into());
        }
        self.built.into_any()
    }
}

/// Runs `act` at once after the page was built, and again whenever a signal in it changes; ends with where it was begun.
pub(crate) fn effect(act: impl FnMut() + 'static) {
    run(Box::new(act));
}

fn run(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| act());
}
