//! The part of WebGL 2 that the live picture needs, called by name: each call that is bound by type is glue that everybody
//! waits for. Not here: what is drawn.

use geom::Table;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Numbers of the WebGL 2 specification, under its names.
pub(super) mod name {
    pub(crate) const FRAGMENT_SHADER: u32 = 0x8b30;
    pub(crate) const VERTEX_SHADER: u32 = 0x8b31;
    pub(crate) const COMPILE_STATUS: u32 = 0x8b81;
    pub(crate) const LINK_STATUS: u32 = 0x8b82;
    pub(crate) const TEXTURE_2D: u32 = 0x0de1;
    pub(crate) const TEXTURE0: u32 = 0x84c0;
    pub(crate) const MAG_FILTER: u32 = 0x2800;
    pub(crate) const MIN_FILTER: u32 = 0x2801;
    pub(crate) const WRAP_S: u32 = 0x2802;
    pub(crate) const WRAP_T: u32 = 0x2803;
    pub(crate) const BASE_LEVEL: u32 = 0x813c;
    pub(crate) const MAX_LEVEL: u32 = 0x813d;
    pub(crate) const CLAMP_TO_EDGE: u32 = 0x812f;
    pub(crate) const NEAREST: u32 = 0x2600;
    pub(crate) const LINEAR: u32 = 0x2601;
    pub(crate) const LINEAR_MIPMAP_NEAREST: u32 = 0x2701;
    pub(crate) const FRAMEBUFFER: u32 = 0x8d40;
    pub(crate) const COLOR_ATTACHMENT0: u32 = 0x8ce0;
    pub(crate) const FRAMEBUFFER_COMPLETE: u32 = 0x8cd5;
    pub(crate) const COLOR_BUFFER_BIT: u32 = 0x4000;
    pub(crate) const SCISSOR_TEST: u32 = 0x0c11;
    pub(crate) const BLEND: u32 = 0x0be2;
    pub(crate) const ONE: u32 = 1;
    pub(crate) const ONE_MINUS_SRC_ALPHA: u32 = 0x0303;
    pub(crate) const TRIANGLES: u32 = 4;
    pub(crate) const MAX_TEXTURE_SIZE: u32 = 0x0d33;
    pub(crate) const UNPACK_ALIGNMENT: u32 = 0x0cf5;
}

/// How the texels of a texture are stored.
#[derive(Clone, Copy)]
pub(super) enum Texels {
    /// Four bytes.
    Bytes,
    /// Four half floats.
    Halves,
    /// Two floats.
    Pair,
    /// Four floats.
    Floats,
    /// Two half floats, given as floats.
    Sway,
}

impl Texels {
    /// Internal format, format, type.
    const fn formats(self) -> [u32; 3] {
        const RGBA: u32 = 0x1908;
        const RG: u32 = 0x8227;
        const FLOAT: u32 = 0x1406;
        match self {
            Self::Bytes => [0x8058, RGBA, 0x1401],
            Self::Halves => [0x881a, RGBA, 0x140b],
            Self::Pair => [0x8230, RG, FLOAT],
            Self::Floats => [0x8814, RGBA, FLOAT],
            Self::Sway => [0x822f, RG, FLOAT],
        }
    }

    /// The view that WebGL wants such texels in.
    fn view(self, bytes: &Uint8Array) -> Option<JsValue> {
        let kind = match self {
            Self::Bytes => return Some(bytes.into()),
            Self::Halves => "Uint16Array",
            Self::Pair | Self::Floats | Self::Sway => "Float32Array",
        };
        let kind: Function = Reflect::get(&js_sys::global(), &kind.into()).ok()?.dyn_into().ok()?;
        Reflect::construct(&kind, &Array::of1(&bytes.buffer())).ok()
    }
}

/// A texture with its size in texels.
#[derive(Clone)]
pub(super) struct Texture {
    handle: JsValue,
    pub(super) width: u32,
    pub(super) height: u32,
    texels: Texels,
}

/// A program with the places of its uniforms.
pub(super) struct Program {
    handle: JsValue,
    places: Table<&'static str, JsValue>,
}

/// Whether WebGL 2 is there, but drawn by the processor: then the flat layers are much quicker.
pub(super) fn is_slow() -> bool {
    let made = |caveat: bool| {
        let canvas: JsValue = leptos::prelude::document().create_element("canvas").ok()?.into();
        let options = js_sys::Object::new();
        Reflect::set(&options, &"failIfMajorPerformanceCaveat".into(), &caveat.into()).ok()?;
        let context = call(&canvas, "getContext", &["webgl2".into(), options.into()])?;
        let gl = Gl { context: context.is_object().then_some(context)? };
        // A browser has few contexts.
        let loss = gl.call("getExtension", &["WEBGL_lose_context".into()]);
        call(&loss, "loseContext", &[]);
        Some(())
    };
    made(true).is_none() && made(false).is_some()
}

/// A context.
pub(super) struct Gl {
    context: JsValue,
}

impl Gl {
    /// The context of a canvas, with premultiplied alpha and a picture that stays; `None` where the browser refuses.
    pub(super) fn of(canvas: &JsValue) -> Option<Self> {
        let options = js_sys::Object::new();
        let set = |name: &str, value: bool| Reflect::set(&options, &name.into(), &value.into());
        for name in ["depth", "stencil", "antialias"] {
            set(name, false).ok()?;
        }
        set("preserveDrawingBuffer", true).ok()?;
        let context = call(canvas, "getContext", &["webgl2".into(), options.into()])?;
        let gl = Self { context: context.is_object().then_some(context)? };
        gl.call("pixelStorei", &[name::UNPACK_ALIGNMENT.into(), 1.into()]);
        Some(gl)
    }

    /// Calls a function of the context.
    pub(super) fn call(&self, name: &str, given: &[JsValue]) -> JsValue {
        call(&self.context, name, given).unwrap_or(JsValue::UNDEFINED)
    }

    /// Whether the context has an extension; from then on it is in use.
    pub(super) fn extend(&self, name: &str) -> bool {
        self.call("getExtension", &[name.into()]).is_object()
    }

    /// The largest side of a texture.
    pub(super) fn largest(&self) -> u32 {
        let side = self.call("getParameter", &[name::MAX_TEXTURE_SIZE.into()]);
        side.as_f64().map_or(0, |side| side as u32)
    }

    /// Lets the browser have the context back.
    pub(super) fn lose(&self) {
        let lose = self.call("getExtension", &["WEBGL_lose_context".into()]);
        call(&lose, "loseContext", &[]);
    }

    /// Compiles a program that covers its target with one triangle.
    ///
    /// # Errors
    /// The compiler's words.
    pub(super) fn program(
        &self,
        fragment: &str,
        uniforms: &[&'static str],
    ) -> Result<Program, String> {
        const TRIANGLE: &str = "#version 300 es
void main() {
    gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}";
        let handle = self.call("createProgram", &[]);
        for (kind, source) in [(name::VERTEX_SHADER, TRIANGLE), (name::FRAGMENT_SHADER, fragment)] {
            let shader = self.call("createShader", &[kind.into()]);
            self.call("shaderSource", &[shader.clone(), source.into()]);
            self.call("compileShader", std::slice::from_ref(&shader));
            let status = [shader.clone(), name::COMPILE_STATUS.into()];
            if self.call("getShaderParameter", &status).as_bool() != Some(true) {
                return Err(self
                    .call("getShaderInfoLog", &[shader])
                    .as_string()
                    .unwrap_or_default());
            }
            self.call("attachShader", &[handle.clone(), shader]);
        }
        self.call("linkProgram", std::slice::from_ref(&handle));
        let status = [handle.clone(), name::LINK_STATUS.into()];
        if self.call("getProgramParameter", &status).as_bool() != Some(true) {
            return Err(self.call("getProgramInfoLog", &[handle]).as_string().unwrap_or_default());
        }
        let place = |name: &&'static str| {
            (*name, self.call("getUniformLocation", &[handle.clone(), (*name).into()]))
        };
        let places = uniforms.iter().map(place).collect();
        Ok(Program { handle, places })
    }

    /// Makes a program the one that draws.
    pub(super) fn take(&self, program: &Program) {
        self.call("useProgram", std::slice::from_ref(&program.handle));
    }

    /// Gives a uniform of the current program one to four numbers.
    pub(super) fn give(&self, program: &Program, name: &str, values: &[f64]) {
        const WAYS: [&str; 4] = ["uniform1f", "uniform2f", "uniform3f", "uniform4f"];
        let Some(way) = WAYS.get(values.len().wrapping_sub(1)) else { return };
        let mut given = vec![program.place(name)];
        given.extend(values.iter().map(|value| JsValue::from(*value)));
        self.call(way, &given);
    }

    /// Gives a uniform of the current program a whole number.
    pub(super) fn give_whole(&self, program: &Program, name: &str, value: u32) {
        self.call("uniform1i", &[program.place(name), value.into()]);
    }

    /// Lets a sampler of the current program read a texture.
    pub(super) fn bind(&self, program: &Program, name: &str, unit: u32, texture: &Texture) {
        self.call("activeTexture", &[(name::TEXTURE0 + unit).into()]);
        self.select(texture);
        self.give_whole(program, name, unit);
    }

    /// Makes an empty texture with so many levels, each half as large as the one before.
    pub(super) fn texture(
        &self,
        texels: Texels,
        (width, height): (u32, u32),
        levels: u32,
    ) -> Texture {
        let handle = self.call("createTexture", &[]);
        let texture = Texture { handle, width: width.max(1), height: height.max(1), texels };
        self.call("activeTexture", &[name::TEXTURE0.into()]);
        self.select(&texture);
        let [format, ..] = texels.formats();
        let size = [texture.width.into(), texture.height.into()];
        let [width, height] = size;
        let stored = [name::TEXTURE_2D.into(), levels.into(), format.into(), width, height];
        self.call("texStorage2D", &stored);
        let far = if levels > 1 { name::LINEAR_MIPMAP_NEAREST } else { name::LINEAR };
        let (far, near) = match texels {
            Texels::Pair | Texels::Floats => (name::NEAREST, name::NEAREST),
            Texels::Bytes | Texels::Halves | Texels::Sway => (far, name::LINEAR),
        };
        for (what, how) in [
            (name::MIN_FILTER, far),
            (name::MAG_FILTER, near),
            (name::WRAP_S, name::CLAMP_TO_EDGE),
            (name::WRAP_T, name::CLAMP_TO_EDGE),
        ] {
            self.set(what, how);
        }
        texture
    }

    /// Sets a parameter of the texture that is bound.
    fn set(&self, what: u32, how: u32) {
        self.call("texParameteri", &[name::TEXTURE_2D.into(), what.into(), how.into()]);
    }

    /// Lets only these levels of a texture be read.
    pub(super) fn limit(&self, texture: &Texture, first: u32, last: u32) {
        self.call("activeTexture", &[name::TEXTURE0.into()]);
        self.select(texture);
        self.set(name::BASE_LEVEL, first);
        self.set(name::MAX_LEVEL, last);
    }

    /// Puts texels into a part of a texture: left, top, columns, rows.
    pub(super) fn put(&self, texture: &Texture, part: [u32; 4], bytes: &Uint8Array) {
        let [_, format, kind] = texture.texels.formats();
        let Some(view) = texture.texels.view(bytes) else { return };
        self.call("activeTexture", &[name::TEXTURE0.into()]);
        self.select(texture);
        let mut given: Vec<JsValue> = vec![name::TEXTURE_2D.into(), 0.into()];
        given.extend(part.map(JsValue::from));
        given.extend([format.into(), kind.into(), view]);
        self.call("texSubImage2D", &given);
    }

    fn select(&self, texture: &Texture) {
        self.call("bindTexture", &[name::TEXTURE_2D.into(), texture.handle.clone()]);
    }

    /// Frees a texture.
    pub(super) fn free(&self, texture: &Texture) {
        self.call("deleteTexture", std::slice::from_ref(&texture.handle));
    }

    /// A target for drawing into textures.
    pub(super) fn target(&self) -> JsValue {
        self.call("createFramebuffer", &[])
    }

    /// Draws into a level of a texture from now on; false where the browser cannot.
    pub(super) fn draw_into(&self, target: &JsValue, texture: &Texture, level: u32) -> bool {
        self.call("bindFramebuffer", &[name::FRAMEBUFFER.into(), target.clone()]);
        let given = [
            name::FRAMEBUFFER.into(),
            name::COLOR_ATTACHMENT0.into(),
            name::TEXTURE_2D.into(),
            texture.handle.clone(),
            level.into(),
        ];
        self.call("framebufferTexture2D", &given);
        let status = self.call("checkFramebufferStatus", &[name::FRAMEBUFFER.into()]);
        status.as_f64() == Some(f64::from(name::FRAMEBUFFER_COMPLETE))
    }

    /// Draws onto the canvas from now on.
    pub(super) fn draw_out(&self) {
        self.call("bindFramebuffer", &[name::FRAMEBUFFER.into(), JsValue::NULL]);
    }

    /// Covers a part of the target (left, bottom, columns, rows), which is so large, by the current program.
    pub(super) fn cover(&self, (width, height): (u32, u32), part: [u32; 4]) {
        self.call("viewport", &[0.into(), 0.into(), width.into(), height.into()]);
        self.call("enable", &[name::SCISSOR_TEST.into()]);
        self.call("scissor", &part.map(JsValue::from));
        self.call("drawArrays", &[name::TRIANGLES.into(), 0.into(), 3.into()]);
        self.call("disable", &[name::SCISSOR_TEST.into()]);
    }

    /// Clears a part of the target.
    pub(super) fn clear(&self, part: [u32; 4]) {
        self.call("enable", &[name::SCISSOR_TEST.into()]);
        self.call("scissor", &part.map(JsValue::from));
        self.call("clearColor", &[0, 0, 0, 0].map(JsValue::from));
        self.call("clear", &[name::COLOR_BUFFER_BIT.into()]);
        self.call("disable", &[name::SCISSOR_TEST.into()]);
    }

    /// Whether what is drawn lies over what is there, both premultiplied.
    pub(super) fn blend(&self, over: bool) {
        self.call(if over { "enable" } else { "disable" }, &[name::BLEND.into()]);
        self.call("blendFunc", &[name::ONE.into(), name::ONE_MINUS_SRC_ALPHA.into()]);
    }
}

impl Program {
    fn place(&self, name: &str) -> JsValue {
        let place = self.places.iter().find(|(known, _)| **known == name);
        place.map_or(JsValue::NULL, |(_, place)| place.clone())
    }
}

/// Calls a method by its name; `None` where there is none or it throws.
fn call(on: &JsValue, name: &str, given: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(on, &name.into()).ok()?.dyn_into().ok()?;
    let given: Array = given.iter().collect();
    method.apply(on, &given).ok()
}
