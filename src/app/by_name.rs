//! Objects of the browser, used by the names of their methods and properties: each call that is bound by type is glue that everybody
//! waits for. For code that is fetched later, and for what browsers may not have.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Calls an object's method; undefined where it has none or refuses.
pub(crate) fn call(object: &JsValue, name: &str, given: &[JsValue]) -> JsValue {
    let Ok(method) = Reflect::get(object, &name.into()) else { return JsValue::UNDEFINED };
    let Some(method) = method.dyn_ref::<Function>() else { return JsValue::UNDEFINED };
    let list: Array = given.iter().collect();
    method.apply(object, &list).unwrap_or(JsValue::UNDEFINED)
}

/// A property of an object; undefined where it has none.
pub(crate) fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// An object with these properties.
pub(crate) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Fails only for what is no object.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
