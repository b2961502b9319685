//! What `view!` takes as the value of an attribute and as a child.

use std::borrow::Cow;
use std::sync::Arc;

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// What an attribute, a property, a class or a style is set to.
#[derive(PartialEq, Eq)]
pub(crate) enum Setting {
    /// Taken away.
    Off,
    /// There, without words.
    On,
    /// These words.
    Words(Cow<'static, str>),
}

impl Setting {
    fn words(&self) -> Option<&str> {
        match self {
            Self::Off => None,
            Self::On => Some(""),
            Self::Words(words) => Some(words),
        }
    }
}

/// Where a setting goes.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Attribute,
    Property,
    Class,
    Style,
}

impl Place {
    /// Puts a setting in its place. What fails here is refused by the browser: a name that is none.
    pub(super) fn put(self, element: &Element, name: &str, setting: &Setting) {
        let words = setting.words();
        let _ = match (self, words) {
            (Self::Attribute, Some(words)) => element.set_attribute(name, words),
            (Self::Attribute, None) => element.remove_attribute(name),
            (Self::Property, _) => {
                let value = match setting {
                    Setting::Off => JsValue::FALSE,
                    Setting::On => JsValue::TRUE,
                    Setting::Words(words) => JsValue::from_str(words),
                };
                Reflect::set(element, &JsValue::from_str(name), &value).map(drop)
            }
            (Self::Class, words) => {
                element.class_list().toggle_with_force(name, words.is_some()).map(drop)
            }
            (Self::Style, words) => {
                let style = element.unchecked_ref::<HtmlElement>().style();
                style.set_property(name, words.unwrap_or(""))
            }
        };
    }
}

/// A setting, or what to ask for it whenever a signal in it changes.
pub(crate) enum Given {
    /// This.
    Now(Setting),
    /// What this gives.
    Live(Box<dyn Fn() -> Setting>),
}

/// A plain value of an attribute.
pub(crate) trait Plain {
    /// What to set.
    fn setting(self) -> Setting;
}

impl Plain for &'static str {
    fn setting(self) -> Setting {
        Setting::Words(Cow::Borrowed(self))
    }
}

impl Plain for String {
    fn setting(self) -> Setting {
        Setting::Words(Cow::Owned(self))
    }
}

impl Plain for bool {
    fn setting(self) -> Setting {
        if self { Setting::On } else { Setting::Off }
    }
}

impl<P: Plain> Plain for Option<P> {
    fn setting(self) -> Setting {
        self.map_or(Setting::Off, Plain::setting)
    }
}

/// The value of an attribute: plain, or a closure or signal that gives a plain one.
pub(crate) trait Value {
    /// What to set now or whenever it changes.
    fn give(self) -> Given;
}

impl<F, P> Value for F
where
    F: Fn() -> P + 'static,
    P: Plain,
{
    fn give(self) -> Given {
        Given::Live(Box::new(move || self().setting()))
    }
}

/// A child of an element.
pub(crate) trait Child {
    /// The child as a view.
    fn view(self) -> AnyView;
}

impl Child for AnyView {
    fn view(self) -> AnyView {
        self
    }
}

impl<C: Child> Child for Option<C> {
    fn view(self) -> AnyView {
        self.map(Child::view).into_any()
    }
}

impl<C: Child> Child for Vec<C> {
    fn view(self) -> AnyView {
        self.into_iter().map(Child::view).collect::<Vec<_>>().into_any()
    }
}

impl<F, C> Child for F
where
    F: Fn() -> C + Send + 'static,
    C: Child,
{
    fn view(self) -> AnyView {
        live(Box::new(move || self().view()))
    }
}

/// A view that is asked for again whenever a signal in it changes.
pub(crate) fn live(ask: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || ask()).into_any()
}

macro_rules! plain {
    ($($plain:ty),*) => {$(
        impl Value for $plain {
            fn give(self) -> Given {
                Given::Now(self.setting())
            }
        }
    )*};
}
plain!(&'static str, String, bool);

impl<P: Plain> Value for Option<P> {
    fn give(self) -> Given {
        Given::Now(self.setting())
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<P: Plain + Clone + Send + Sync + 'static> Value for $signal<P> {
            fn give(self) -> Given {
                Given::Live(Box::new(move || self.get().setting()))
            }
        }

        impl<C: Child + Clone + Send + Sync + 'static> Child for $signal<C> {
            fn view(self) -> AnyView {
                live(Box::new(move || self.get().view()))
            }
        }
    )*};
}
signals!(Signal, RwSignal, Memo);

macro_rules! text {
    ($($text:ty),*) => {$(
        impl Child for $text {
            fn view(self) -> AnyView {
                self.to_string().into_any()
            }
        }
    )*};
}
text!(&str, String, Arc<str>, u32, usize);

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Plain for $number {
            fn setting(self) -> Setting {
                self.to_string().setting()
            }
        }
        plain!($number);
    )*};
}
numbers!(f64, f32, u32, i32, usize, Arc<str>);
