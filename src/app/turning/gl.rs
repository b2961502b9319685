//! WebGL 2 as far as it is used here. Its functions are called by their names: bindings of their own would be part of the script that
//! every shopper waits for. What is drawn is not known here.

use std::slice;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// Numbers of WebGL, as its specification lists them.
pub(super) mod is {
    pub(in crate::turning) const TRIANGLES: u32 = 4;
    pub(in crate::turning) const DEPTH_AND_COLOUR: u32 = 0x4100;
    pub(in crate::turning) const DEPTH_BIT: u32 = 0x100;
    pub(in crate::turning) const COLOUR_BIT: u32 = 0x4000;
    pub(in crate::turning) const ONE: u32 = 1;
    pub(in crate::turning) const ONE_LESS_ALPHA: u32 = 0x0303;
    pub(in crate::turning) const BLEND: u32 = 0x0be2;
    pub(in crate::turning) const DEPTH_TEST: u32 = 0x0b71;
    pub(in crate::turning) const LESS_OR_EQUAL: u32 = 0x0203;
    pub(in crate::turning) const POLYGON_OFFSET: u32 = 0x8037;
    pub(in crate::turning) const FLOAT: u32 = 0x1406;
    pub(in crate::turning) const BYTE: u32 = 0x1401;
    pub(in crate::turning) const UNSIGNED_INT: u32 = 0x1405;
    pub(in crate::turning) const ARRAY: u32 = 0x8892;
    pub(in crate::turning) const ELEMENTS: u32 = 0x8893;
    pub(in crate::turning) const STATIC: u32 = 0x88e4;
    pub(in crate::turning) const TEXTURE: u32 = 0x0de1;
    pub(in crate::turning) const TEXTURE_0: u32 = 0x84c0;
    pub(in crate::turning) const RGBA: u32 = 0x1908;
    pub(in crate::turning) const RGBA8: u32 = 0x8058;
    pub(in crate::turning) const DEPTH_COMPONENT: u32 = 0x1902;
    pub(in crate::turning) const DEPTH_24: u32 = 0x81a6;
    pub(in crate::turning) const SMALLER_FILTER: u32 = 0x2801;
    pub(in crate::turning) const LARGER_FILTER: u32 = 0x2800;
    pub(in crate::turning) const WRAP_ACROSS: u32 = 0x2802;
    pub(in crate::turning) const WRAP_DOWN: u32 = 0x2803;
    pub(in crate::turning) const CLAMP: u32 = 0x812f;
    pub(in crate::turning) const LINEAR: u32 = 0x2601;
    pub(in crate::turning) const LINEAR_MIPMAPS: u32 = 0x2703;
    pub(in crate::turning) const COMPARE_MODE: u32 = 0x884c;
    pub(in crate::turning) const COMPARE_FUNCTION: u32 = 0x884d;
    pub(in crate::turning) const COMPARE: u32 = 0x884e;
    pub(in crate::turning) const CULL: u32 = 0x0b44;
    pub(in crate::turning) const FRONT: u32 = 0x0404;
    pub(in crate::turning) const BACK: u32 = 0x0405;
    pub(in crate::turning) const STRIP: u32 = 5;
    pub(in crate::turning) const GREATER: u32 = 0x8008;
    pub(in crate::turning) const SUM: u32 = 0x8006;
    pub(in crate::turning) const FRAMEBUFFER: u32 = 0x8d40;
    pub(in crate::turning) const COLOUR_PLACE: u32 = 0x8ce0;
    pub(in crate::turning) const DEPTH_PLACE: u32 = 0x8d00;
    pub(in crate::turning) const VERTEX_SHADER: u32 = 0x8b31;
    pub(in crate::turning) const FRAGMENT_SHADER: u32 = 0x8b30;
    pub(in crate::turning) const LINKED: u32 = 0x8b82;
    pub(in crate::turning) const ANISOTROPY: u32 = 0x84fe;
    pub(in crate::turning) const LARGEST_TEXTURE: u32 = 0x0d33;
}

/// A context. Calls after it was lost do nothing.
#[derive(Clone)]
pub(super) struct Gl {
    context: JsValue,
}

/// What a call takes.
pub(super) type Given = JsValue;

/// A number for a call.
pub(super) fn n(number: u32) -> Given {
    f64::from(number).into()
}

/// A fraction for a call.
pub(super) fn f(number: f64) -> Given {
    number.into()
}

/// Calls an object's method by its name; nothing where it has none or refuses.
pub(super) fn call(object: &JsValue, name: &str, given: &[Given]) -> JsValue {
    let Ok(method) = Reflect::get(object, &name.into()) else { return JsValue::UNDEFINED };
    let Some(method) = method.dyn_ref::<Function>() else { return JsValue::UNDEFINED };
    let list: Array = given.iter().collect();
    method.apply(object, &list).unwrap_or(JsValue::UNDEFINED)
}

/// A property of an object; nothing where it has none.
pub(super) fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// An object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Fails only for what is no object.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

impl Gl {
    /// A context of a canvas that has none yet; `None` where the browser refuses.
    pub(super) fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        let wishes = object(&[
            ("antialias", true.into()),
            ("alpha", true.into()),
            ("premultipliedAlpha", true.into()),
            ("powerPreference", "low-power".into()),
        ]);
        let context = call(canvas, "getContext", &["webgl2".into(), wishes]);
        (!context.is_falsy()).then_some(Self { context })
    }

    /// The browser's object.
    pub(super) fn context(&self) -> &JsValue {
        &self.context
    }

    /// Calls a function of WebGL.
    pub(super) fn call(&self, name: &str, given: &[Given]) -> JsValue {
        call(&self.context, name, given)
    }

    /// Gives the context's memory back to the browser at once.
    pub(super) fn lose(&self) {
        let way = self.call("getExtension", &["WEBGL_lose_context".into()]);
        call(&way, "loseContext", &[]);
    }

    /// The largest texture's side, in pixels.
    pub(super) fn largest_texture(&self) -> u32 {
        self.call("getParameter", &[n(is::LARGEST_TEXTURE)]).as_f64().unwrap_or(0.0) as u32
    }

    /// A program; `None` where the browser cannot build it or the context is lost.
    pub(super) fn program(&self, vertex: &str, fragment: &str) -> Option<Program> {
        let program = self.call("createProgram", &[]);
        for (kind, text) in [(is::VERTEX_SHADER, vertex), (is::FRAGMENT_SHADER, fragment)] {
            let shader = self.call("createShader", &[n(kind)]);
            let text = format!("#version 300 es\nprecision highp float;\n{text}");
            self.call("shaderSource", &[shader.clone(), text.as_str().into()]);
            self.call("compileShader", slice::from_ref(&shader));
            self.call("attachShader", &[program.clone(), shader.clone()]);
            self.call("deleteShader", &[shader]);
        }
        self.call("linkProgram", slice::from_ref(&program));
        let linked = self.call("getProgramParameter", &[program.clone(), n(is::LINKED)]);
        linked.is_truthy().then(|| Program { gl: self.clone(), program })
    }

    /// A buffer with bytes in it.
    pub(super) fn buffer(&self, target: u32, bytes: &[u8]) -> JsValue {
        let buffer = self.call("createBuffer", &[]);
        self.call("bindBuffer", &[n(target), buffer.clone()]);
        self.call("bufferData", &[n(target), Uint8Array::from(bytes).into(), n(is::STATIC)]);
        buffer
    }

    /// A texture that is smooth and ends at its edges.
    pub(super) fn texture(&self, smaller: u32) -> JsValue {
        let texture = self.call("createTexture", &[]);
        self.call("bindTexture", &[n(is::TEXTURE), texture.clone()]);
        for (what, value) in [
            (is::SMALLER_FILTER, smaller),
            (is::LARGER_FILTER, is::LINEAR),
            (is::WRAP_ACROSS, is::CLAMP),
            (is::WRAP_DOWN, is::CLAMP),
        ] {
            self.call("texParameteri", &[n(is::TEXTURE), n(what), n(value)]);
        }
        texture
    }

    /// Fills the texture that is bound; without pixels it is made empty.
    pub(super) fn fill(
        &self,
        (inner, outer, kind): (u32, u32, u32),
        (width, height): (u32, u32),
        pixels: &JsValue,
    ) {
        let zero = n(0);
        self.call(
            "texImage2D",
            &[
                n(is::TEXTURE),
                zero.clone(),
                n(inner),
                n(width),
                n(height),
                zero,
                n(outer),
                n(kind),
                pixels.clone(),
            ],
        );
    }

    /// Where to draw to: a texture's colour or depth.
    pub(super) fn target(&self, place: u32, texture: &JsValue) -> JsValue {
        let target = self.call("createFramebuffer", &[]);
        self.call("bindFramebuffer", &[n(is::FRAMEBUFFER), target.clone()]);
        let given = [n(is::FRAMEBUFFER), n(place), n(is::TEXTURE), texture.clone(), n(0)];
        self.call("framebufferTexture2D", &given);
        target
    }

    /// Draws to a target from now on, all of its `size`; to the canvas where it is null.
    pub(super) fn draw_to(&self, target: &JsValue, (width, height): (u32, u32)) {
        self.call("bindFramebuffer", &[n(is::FRAMEBUFFER), target.clone()]);
        self.call("viewport", &[n(0), n(0), n(width), n(height)]);
    }

    /// Binds a texture to a place.
    pub(super) fn bind(&self, place: u32, texture: &JsValue) {
        self.call("activeTexture", &[n(is::TEXTURE_0 + place)]);
        self.call("bindTexture", &[n(is::TEXTURE), texture.clone()]);
    }

    /// Switches something on or off.
    pub(super) fn switch(&self, what: u32, on: bool) {
        self.call(if on { "enable" } else { "disable" }, &[n(what)]);
    }
}

/// A program and the values that it takes.
pub(super) struct Program {
    gl: Gl,
    program: JsValue,
}

impl Program {
    /// Draws with it from now on.
    pub(super) fn begin(&self) {
        self.gl.call("useProgram", slice::from_ref(&self.program));
    }

    /// Sets a value of as many numbers as are given: 1 to 4, or 16 for a matrix.
    pub(super) fn set(&self, name: &str, values: &[f64]) {
        let place = self.gl.call("getUniformLocation", &[self.program.clone(), name.into()]);
        let list: Array = values.iter().map(|value| JsValue::from(*value)).collect();
        match values.len() {
            16 => {
                self.gl.call("uniformMatrix4fv", &[place, false.into(), list.into()]);
            }
            count => {
                self.gl.call(&format!("uniform{count}fv"), &[place, list.into()]);
            }
        }
    }

    /// Says at which place a texture is bound.
    pub(super) fn set_place(&self, name: &str, texture: u32) {
        let place = self.gl.call("getUniformLocation", &[self.program.clone(), name.into()]);
        self.gl.call("uniform1i", &[place, n(texture)]);
    }
}
