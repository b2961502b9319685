//! WebGL 2 as far as it is used here: by the live picture of the stage and by products in 3D. Both are fetched later, and so is this.
//! What is drawn is not known here.

pub(crate) mod name;

use std::cell::RefCell;
use std::slice;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::by_name::{call, object};

/// What every program of ours begins with.
const HEAD: &str = "#version 300 es\nprecision highp float;\n";

/// Vertices of one triangle that covers its whole target.
pub(crate) const COVER: &str = "void main() {
    gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}";

/// How the texels of a texture are stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texels {
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
    /// How far away something is: 24 bits.
    Depth,
}

impl Texels {
    /// Internal format, format, type.
    const fn formats(self) -> [u32; 3] {
        match self {
            Self::Bytes => [name::RGBA8, name::RGBA, name::UNSIGNED_BYTE],
            Self::Halves => [name::RGBA16F, name::RGBA, name::HALF_FLOAT],
            Self::Pair => [name::RG32F, name::RG, name::FLOAT],
            Self::Floats => [name::RGBA32F, name::RGBA, name::FLOAT],
            Self::Sway => [name::RG16F, name::RG, name::FLOAT],
            Self::Depth => [name::DEPTH_COMPONENT24, name::DEPTH_COMPONENT, name::UNSIGNED_INT],
        }
    }

    /// The view that WebGL wants such texels in.
    fn view(self, bytes: &Uint8Array) -> Option<JsValue> {
        let kind = match self {
            Self::Bytes => return Some(bytes.into()),
            Self::Halves => "Uint16Array",
            Self::Depth => "Uint32Array",
            Self::Pair | Self::Floats | Self::Sway => "Float32Array",
        };
        let kind: Function = Reflect::get(&js_sys::global(), &kind.into()).ok()?.dyn_into().ok()?;
        Reflect::construct(&kind, &Array::of1(&bytes.buffer())).ok()
    }
}

/// A texture with its size in texels.
#[derive(Clone)]
pub(crate) struct Texture {
    handle: JsValue,
    pub(crate) width: u32,
    pub(crate) height: u32,
    texels: Texels,
}

/// A program with the places of its uniforms, each kept once it was asked for.
pub(crate) struct Program {
    handle: JsValue,
    places: RefCell<Vec<Place>>,
}

/// Where a program keeps a uniform, and what it was given last: the same is not given again.
struct Place {
    name: &'static str,
    at: JsValue,
    holds: Vec<f64>,
}

/// Whether WebGL 2 is there, but drawn by the processor, which a drag would keep busy.
pub(crate) fn is_slow() -> bool {
    let made = |caveat: bool| {
        let canvas: JsValue = leptos::prelude::document().create_element("canvas").ok()?.into();
        let gl = Gl::of(&canvas, &[("failIfMajorPerformanceCaveat", caveat.into())])?;
        // A browser has few contexts.
        gl.lose();
        Some(())
    };
    made(true).is_none() && made(false).is_some()
}

/// A context. Calls after it was lost do nothing.
#[derive(Clone)]
pub(crate) struct Gl {
    context: JsValue,
}

impl Gl {
    /// The context of a canvas, with what is wished of it where it has none yet; `None` where the browser refuses.
    pub(crate) fn of(canvas: &JsValue, wishes: &[(&str, JsValue)]) -> Option<Self> {
        let context = call(canvas, "getContext", &["webgl2".into(), object(wishes)]);
        let gl = Self { context: context.is_object().then_some(context)? };
        gl.call("pixelStorei", &[name::UNPACK_ALIGNMENT.into(), 1.into()]);
        Some(gl)
    }

    /// The browser's object.
    pub(crate) fn context(&self) -> &JsValue {
        &self.context
    }

    /// Calls a function of the context.
    pub(crate) fn call(&self, name: &str, given: &[JsValue]) -> JsValue {
        call(&self.context, name, given)
    }

    /// Whether the context has an extension; from then on it is in use.
    pub(crate) fn extend(&self, name: &str) -> bool {
        self.call("getExtension", &[name.into()]).is_object()
    }

    /// The largest side of a texture.
    pub(crate) fn largest(&self) -> u32 {
        let side = self.call("getParameter", &[name::MAX_TEXTURE_SIZE.into()]);
        side.as_f64().map_or(0, |side| side as u32)
    }

    /// Lets the browser have the context back, with all its memory, at once.
    pub(crate) fn lose(&self) {
        let way = self.call("getExtension", &["WEBGL_lose_context".into()]);
        call(&way, "loseContext", &[]);
    }

    /// Builds a program. Its texts begin after version and precision.
    ///
    /// # Errors
    /// The compiler's words; none where the context is lost.
    pub(crate) fn program(&self, vertex: &str, fragment: &str) -> Result<Program, String> {
        let handle = self.call("createProgram", &[]);
        let kinds = [(name::VERTEX_SHADER, vertex), (name::FRAGMENT_SHADER, fragment)];
        let shaders = kinds.map(|(kind, text)| {
            let shader = self.call("createShader", &[kind.into()]);
            self.call("shaderSource", &[shader.clone(), format!("{HEAD}{text}").into()]);
            self.call("compileShader", slice::from_ref(&shader));
            self.call("attachShader", &[handle.clone(), shader.clone()]);
            shader
        });
        self.call("linkProgram", slice::from_ref(&handle));
        let status = [handle.clone(), name::LINK_STATUS.into()];
        if self.call("getProgramParameter", &status).as_bool() != Some(true) {
            let of_shaders = shaders.map(|shader| self.call("getShaderInfoLog", &[shader]));
            let of_program = self.call("getProgramInfoLog", &[handle]);
            let all = of_shaders.iter().chain([&of_program]).filter_map(JsValue::as_string);
            return Err(all.collect());
        }
        for shader in shaders {
            // It goes with its program.
            self.call("deleteShader", &[shader]);
        }
        Ok(Program { handle, places: RefCell::default() })
    }

    /// Makes a program the one that draws.
    pub(crate) fn take(&self, program: &Program) {
        self.call("useProgram", slice::from_ref(&program.handle));
    }

    /// Where a program keeps a uniform (null where it has none of this name), unless it holds these numbers already.
    fn place(&self, program: &Program, name: &'static str, values: &[f64]) -> Option<JsValue> {
        let mut places = program.places.borrow_mut();
        if let Some(place) = places.iter_mut().find(|place| place.name == name) {
            let is_new = place.holds != values;
            place.holds.clear();
            place.holds.extend(values);
            return is_new.then(|| place.at.clone());
        }
        let at = self.call("getUniformLocation", &[program.handle.clone(), name.into()]);
        places.push(Place { name, at: at.clone(), holds: values.to_vec() });
        Some(at)
    }

    /// Gives a uniform of the current program one to four numbers, or the sixteen of a matrix.
    pub(crate) fn give(&self, program: &Program, name: &'static str, values: &[f64]) {
        const WAYS: [&str; 4] = ["uniform1f", "uniform2f", "uniform3f", "uniform4f"];
        let Some(place) = self.place(program, name, values) else { return };
        let mut given = vec![place];
        let numbers = values.iter().map(|value| JsValue::from(*value));
        if values.len() == 16 {
            let matrix: Array = numbers.collect();
            given.extend([false.into(), matrix.into()]);
            self.call("uniformMatrix4fv", &given);
        } else if let Some(way) = WAYS.get(values.len().wrapping_sub(1)) {
            given.extend(numbers);
            self.call(way, &given);
        }
    }

    /// Gives a uniform of the current program a whole number.
    pub(crate) fn give_whole(&self, program: &Program, name: &'static str, value: u32) {
        if let Some(place) = self.place(program, name, &[f64::from(value)]) {
            self.call("uniform1i", &[place, value.into()]);
        }
    }

    /// Lets a sampler of the current program read a texture.
    pub(crate) fn bind(&self, program: &Program, name: &'static str, unit: u32, of: &Texture) {
        self.bind_to(unit, of);
        self.give_whole(program, name, unit);
    }

    /// Puts a texture at a unit that a sampler reads already.
    pub(crate) fn bind_to(&self, unit: u32, texture: &Texture) {
        self.call("activeTexture", &[(name::TEXTURE0 + unit).into()]);
        self.call("bindTexture", &[name::TEXTURE_2D.into(), texture.handle.clone()]);
    }

    /// Makes an empty texture with so many levels, each half as large as the one before. It ends at its edges.
    pub(crate) fn texture(
        &self,
        texels: Texels,
        (width, height): (u32, u32),
        levels: u32,
    ) -> Texture {
        let handle = self.call("createTexture", &[]);
        let texture = Texture { handle, width: width.max(1), height: height.max(1), texels };
        self.bind_to(0, &texture);
        let [format, ..] = texels.formats();
        let size = [texture.width.into(), texture.height.into()];
        let [width, height] = size;
        let stored = [name::TEXTURE_2D.into(), levels.into(), format.into(), width, height];
        self.call("texStorage2D", &stored);
        let far = if levels > 1 { name::LINEAR_MIPMAP_NEAREST } else { name::LINEAR };
        let (far, near) = match texels {
            Texels::Pair | Texels::Floats => (name::NEAREST, name::NEAREST),
            Texels::Bytes | Texels::Halves | Texels::Sway | Texels::Depth => (far, name::LINEAR),
        };
        for (what, how) in [
            (name::TEXTURE_MIN_FILTER, far),
            (name::TEXTURE_MAG_FILTER, near),
            (name::TEXTURE_WRAP_S, name::CLAMP_TO_EDGE),
            (name::TEXTURE_WRAP_T, name::CLAMP_TO_EDGE),
        ] {
            self.set(what, how);
        }
        texture
    }

    /// Sets a parameter of the texture that was made or bound last.
    pub(crate) fn set(&self, what: u32, how: u32) {
        self.call("texParameteri", &[name::TEXTURE_2D.into(), what.into(), how.into()]);
    }

    /// Lets only these levels of a texture be read.
    pub(crate) fn limit(&self, texture: &Texture, first: u32, last: u32) {
        self.bind_to(0, texture);
        self.set(name::TEXTURE_BASE_LEVEL, first);
        self.set(name::TEXTURE_MAX_LEVEL, last);
    }

    /// Puts texels into a part of a texture: left, top, columns, rows.
    pub(crate) fn put(&self, texture: &Texture, part: [u32; 4], bytes: &Uint8Array) {
        let [_, format, kind] = texture.texels.formats();
        let Some(view) = texture.texels.view(bytes) else { return };
        self.bind_to(0, texture);
        let mut given: Vec<JsValue> = vec![name::TEXTURE_2D.into(), 0.into()];
        given.extend(part.map(JsValue::from));
        given.extend([format.into(), kind.into(), view]);
        self.call("texSubImage2D", &given);
    }

    /// Frees a texture.
    pub(crate) fn free(&self, texture: &Texture) {
        self.call("deleteTexture", slice::from_ref(&texture.handle));
    }

    /// A buffer with bytes in it that stay.
    pub(crate) fn buffer(&self, target: u32, bytes: &[u8]) -> JsValue {
        let buffer = self.call("createBuffer", &[]);
        self.call("bindBuffer", &[target.into(), buffer.clone()]);
        let given = [target.into(), Uint8Array::from(bytes).into(), name::STATIC_DRAW.into()];
        self.call("bufferData", &given);
        buffer
    }

    /// A target for drawing into textures.
    pub(crate) fn target(&self) -> JsValue {
        self.call("createFramebuffer", &[])
    }

    /// Draws into a level of a texture from now on.
    pub(crate) fn draw_into(&self, target: &JsValue, texture: &Texture, level: u32) {
        self.draw_to(target);
        let is_depth = texture.texels == Texels::Depth;
        let place = if is_depth { name::DEPTH_ATTACHMENT } else { name::COLOR_ATTACHMENT0 };
        let given = [
            name::FRAMEBUFFER.into(),
            place.into(),
            name::TEXTURE_2D.into(),
            texture.handle.clone(),
            level.into(),
        ];
        self.call("framebufferTexture2D", &given);
    }

    /// Whether the browser can draw into what [`Self::draw_into`] said last. It waits for all that was drawn before: for a
    /// beginning, not for a frame.
    pub(crate) fn is_fit(&self) -> bool {
        let status = self.call("checkFramebufferStatus", &[name::FRAMEBUFFER.into()]);
        status.as_f64() == Some(f64::from(name::FRAMEBUFFER_COMPLETE))
    }

    /// Draws from now on into what a target was last for, or to where its maker says.
    pub(crate) fn draw_to(&self, target: &JsValue) {
        self.call("bindFramebuffer", &[name::FRAMEBUFFER.into(), target.clone()]);
    }

    /// Draws onto the canvas from now on.
    pub(crate) fn draw_out(&self) {
        self.draw_to(&JsValue::NULL);
    }

    /// All of a target of this size is drawn to from now on.
    pub(crate) fn fill(&self, (width, height): (u32, u32)) {
        self.call("viewport", &[0.into(), 0.into(), width.into(), height.into()]);
    }

    /// Covers a part of the target (left, bottom, columns, rows), which is so large, by the current program.
    pub(crate) fn cover(&self, size: (u32, u32), part: [u32; 4]) {
        self.fill(size);
        self.switch(name::SCISSOR_TEST, true);
        self.call("scissor", &part.map(JsValue::from));
        self.draw(name::TRIANGLES, 3);
        self.switch(name::SCISSOR_TEST, false);
    }

    /// Draws so many vertices, which the current program places itself.
    pub(crate) fn draw(&self, shape: u32, vertices: u32) {
        self.call("drawArrays", &[shape.into(), 0.into(), vertices.into()]);
    }

    /// Clears a part of the target.
    pub(crate) fn clear(&self, part: [u32; 4]) {
        self.switch(name::SCISSOR_TEST, true);
        self.call("scissor", &part.map(JsValue::from));
        self.clear_all(name::COLOR_BUFFER_BIT);
        self.switch(name::SCISSOR_TEST, false);
    }

    /// Clears these buffers of the target.
    pub(crate) fn clear_all(&self, buffers: u32) {
        self.call("clearColor", &[0, 0, 0, 0].map(JsValue::from));
        self.call("clear", &[buffers.into()]);
    }

    /// Whether what is drawn lies over what is there, both premultiplied.
    pub(crate) fn blend(&self, over: bool) {
        self.switch(name::BLEND, over);
        self.call("blendFunc", &[name::ONE.into(), name::ONE_MINUS_SRC_ALPHA.into()]);
    }

    /// Switches something on or off.
    pub(crate) fn switch(&self, what: u32, on: bool) {
        self.call(if on { "enable" } else { "disable" }, &[what.into()]);
    }
}
