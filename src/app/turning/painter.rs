//! Draws a product in the studio: its meshes on the graphics card, its prints as textures, a frame when asked. When to draw and from
//! where is not decided here.

use std::slice;

use catalog::PartColours;
use geom::Rgb;
use model::{Kind, Matrix, Model, Orbit, Sight, Surface};
use wasm_bindgen::JsValue;
use web_sys::HtmlCanvasElement;

use super::shaders;
use crate::gl::{Gl, Program, Texels, Texture, name};
use crate::studio::Picture;

/// Side of the shadow's depth picture and of the picture of what touches the floor, in pixels.
const SHADOW_SIDE: u32 = 1024;
const TOUCH_SIDE: u32 = 256;
/// How often the picture of what touches the floor is made softer, and how far each time.
const SOFTER: [f64; 3] = [1.0, 2.0, 3.5];
/// Bytes of a vertex: place, direction, spot, openness.
const VERTEX: usize = 36;
/// The most samples along a slanted print.
const MOST_ANISOTROPY: u32 = 8;
/// From where the large light comes, in the studio.
const LIGHT_AROUND: f64 = -0.776;
const LIGHT_ABOVE: f64 = 0.67;

/// What is behind the product.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Wall {
    /// Its colour, sRGB-encoded, 0 to 1.
    pub colour: [f64; 3],
    /// Whether it is dark.
    pub is_dark: bool,
}

/// A lens and where it stands, for what is not a turntable: a room.
pub(super) struct Stand {
    /// Places in the model to places before the lens.
    pub turn: Matrix,
    /// Places before the lens to the picture.
    pub lens: Matrix,
    /// Directions before the lens to the room's.
    pub level: Matrix,
}

/// A part of the model on the graphics card.
struct Body {
    vertices: JsValue,
    corners: JsValue,
    count: u32,
    kind: Kind,
    /// Which of the sides is printed on it.
    side: Option<usize>,
    colour: [f64; 3],
    material: model::Material,
}

/// A print on the graphics card.
struct Sheet {
    side: String,
    texture: Option<Texture>,
    /// Bytes with all its smaller pictures.
    bytes: u64,
}

/// A model on the graphics card.
pub(super) struct Painter {
    gl: Gl,
    model: Model,
    bodies: Vec<Body>,
    sheets: Vec<Sheet>,
    body: Program,
    depth: Program,
    wall: Program,
    floor: Program,
    empty: Texture,
    shadow: Texture,
    shadow_target: JsValue,
    touch: Texture,
}

impl Painter {
    /// Puts a model on the graphics card of a canvas; `None` where the browser cannot.
    pub(super) fn new(canvas: &HtmlCanvasElement, model: Model) -> Option<Self> {
        let wishes = [
            ("antialias", true.into()),
            ("alpha", true.into()),
            ("premultipliedAlpha", true.into()),
            ("powerPreference", "low-power".into()),
        ];
        let gl = Gl::of(canvas, &wishes)?;
        let painter = Self::on(gl.clone(), model);
        if painter.is_none() {
            // A context of no use is none that the browser should keep.
            gl.lose();
        }
        painter
    }

    fn on(gl: Gl, model: Model) -> Option<Self> {
        let program = |vertex, fragment| gl.program(vertex, fragment).ok();
        let body = program(shaders::BODY_VERTEX, shaders::BODY_FRAGMENT)?;
        let depth = program(shaders::DEPTH_VERTEX, shaders::DEPTH_FRAGMENT)?;
        let wall = program(shaders::SHEET_VERTEX, shaders::WALL_FRAGMENT)?;
        let floor = program(shaders::FLOOR_VERTEX, shaders::FLOOR_FRAGMENT)?;
        let empty = gl.texture(Texels::Bytes, (1, 1), 1);
        let shadow = gl.texture(Texels::Depth, (SHADOW_SIDE, SHADOW_SIDE), 1);
        gl.set(name::TEXTURE_COMPARE_MODE, name::COMPARE_REF_TO_TEXTURE);
        gl.set(name::TEXTURE_COMPARE_FUNC, name::LEQUAL);
        let shadow_target = gl.target();
        gl.draw_into(&shadow_target, &shadow, 0);
        if !gl.is_fit() {
            return None;
        }
        let touch = empty.clone();
        let mut painter = Self {
            gl,
            bodies: Vec::new(),
            sheets: Vec::new(),
            body,
            depth,
            wall,
            floor,
            empty,
            shadow,
            shadow_target,
            touch,
            model,
        };
        painter.take_bodies();
        painter.touch = painter.touched()?;
        Some(painter)
    }

    fn take_bodies(&mut self) {
        let gl = &self.gl;
        let sheet = |side: &str| Sheet { side: side.to_owned(), texture: None, bytes: 0 };
        self.sheets = self.model.sides().into_iter().map(sheet).collect();
        let sheets = &self.sheets;
        let bodies = self.model.meshes.iter().map(|mesh| {
            let mut bytes = Vec::with_capacity(mesh.places.len() * VERTEX);
            for (index, place) in mesh.places.iter().enumerate() {
                let open = f32::from(mesh.openness[index]) / 255.0;
                let all = place.iter().chain(&mesh.normals[index]).chain(&mesh.spots[index]);
                all.chain([&open]).for_each(|value| bytes.extend(value.to_le_bytes()));
            }
            let corners: Vec<u8> =
                mesh.corners.iter().flat_map(|corner| corner.to_le_bytes()).collect();
            let side = match &mesh.material.surface {
                Surface::Print(side) => sheets.iter().position(|sheet| sheet.side == *side),
                _ => None,
            };
            Body {
                vertices: gl.buffer(name::ARRAY_BUFFER, &bytes),
                corners: gl.buffer(name::ELEMENT_ARRAY_BUFFER, &corners),
                count: mesh.corners.len() as u32,
                kind: mesh.material.kind,
                side,
                colour: [1.0; 3],
                material: mesh.material.clone(),
            }
        });
        self.bodies = bodies.collect();
    }

    /// The model.
    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    /// The model alone, where the graphics card is gone.
    pub(super) fn into_model(self) -> Model {
        self.model
    }

    /// The context.
    pub(super) fn gl(&self) -> &Gl {
        &self.gl
    }

    /// Colours the parts.
    pub(super) fn paint(&mut self, parts: &PartColours) {
        for body in &mut self.bodies {
            body.colour = body.material.painted(parts).map(f64::from);
        }
    }

    /// Puts a side's print on the model, premultiplied; `None` takes it away.
    pub(super) fn print(&mut self, side: &str, picture: Option<&Picture>) {
        let gl = &self.gl;
        let Some(sheet) = self.sheets.iter_mut().find(|sheet| sheet.side == side) else { return };
        if let Some(old) = sheet.texture.take() {
            gl.free(&old);
        }
        sheet.bytes = 0;
        let Some(picture) = picture else { return };
        let (width, height) = (picture.width, picture.height);
        let levels = width.max(height).max(1).ilog2() + 1;
        let texture = gl.texture(Texels::Bytes, (width, height), levels);
        gl.put(&texture, [0, 0, width, height], &picture.pixels);
        gl.set(name::TEXTURE_MIN_FILTER, name::LINEAR_MIPMAP_LINEAR);
        gl.call("generateMipmap", &[name::TEXTURE_2D.into()]);
        if gl.extend("EXT_texture_filter_anisotropic") {
            gl.set(name::TEXTURE_MAX_ANISOTROPY_EXT, MOST_ANISOTROPY);
        }
        sheet.bytes = u64::from(width) * u64::from(height) * 16 / 3;
        sheet.texture = Some(texture);
    }

    /// What it holds on the graphics card, in bytes, without the canvas itself.
    pub(super) fn bytes(&self) -> u64 {
        let prints: u64 = self.sheets.iter().map(|sheet| sheet.bytes).sum();
        let meshes: usize = self
            .model
            .meshes
            .iter()
            .map(|mesh| mesh.places.len() * VERTEX + mesh.corners.len() * 4)
            .sum();
        let own = u64::from(SHADOW_SIDE * SHADOW_SIDE * 4 + TOUCH_SIDE * TOUCH_SIDE * 4);
        prints + meshes as u64 + own
    }

    /// Draws a frame of `size` pixels.
    pub(super) fn draw(&self, size: (u32, u32), orbit: Orbit, wall: Wall) {
        let gl = &self.gl;
        let sight = Sight::of(&self.model, f64::from(size.0) / f64::from(size.1.max(1)));
        let turn = orbit.before_lens(&sight);
        let stand = Stand { turn, lens: orbit.lens(&sight), level: Matrix::about_x(-orbit.above) };
        let light = self.light(orbit.around);
        self.cast(&light);
        gl.draw_out();
        gl.fill(size);
        gl.switch(name::DEPTH_TEST, false);
        gl.clear_all(name::DEPTH_BUFFER_BIT | name::COLOR_BUFFER_BIT);
        gl.take(&self.wall);
        gl.give(&self.wall, "u_ground", &wall.colour);
        let (fall, glow) = if wall.is_dark { (0.42, 0.085) } else { (0.085, 0.012) };
        gl.give(&self.wall, "u_glow", &[fall, 0.56, sight.proportion, glow]);
        gl.draw(name::TRIANGLES, 3);
        gl.switch(name::DEPTH_TEST, true);
        self.bodies(&stand, &light);
        if orbit.above > 0.015 {
            self.shadows(&stand, &light, wall);
        }
    }

    /// Draws the product alone into a room's picture, over what is there.
    pub(super) fn draw_standing(&self, stand: &Stand, around: f64) {
        let light = self.light(around);
        self.gl.switch(name::DEPTH_TEST, true);
        self.bodies(stand, &light);
        self.shadows(stand, &light, Wall { colour: [0.0; 3], is_dark: false });
    }

    /// Makes the large light's shadow for a view from an angle around the product.
    pub(super) fn cast_around(&self, around: f64) {
        self.cast(&self.light(around));
    }

    fn bodies(&self, stand: &Stand, light: &Matrix) {
        let gl = &self.gl;
        let program = &self.body;
        gl.take(program);
        gl.give(program, "u_turn", &stand.turn.0);
        gl.give(program, "u_lens", &stand.lens.0);
        gl.give(program, "u_level", &stand.level.0);
        gl.give(program, "u_light", &light.0);
        gl.give_whole(program, "u_print", 0);
        gl.bind(program, "u_shadow", 1, &self.shadow);
        // Inner faces may lie exactly behind outer ones: they are drawn a little further away, and last, since most are hidden then.
        gl.switch(name::CULL_FACE, true);
        gl.call("cullFace", &[name::BACK.into()]);
        self.bodies.iter().for_each(|body| self.lit_body(body));
        self.further(true);
        gl.call("cullFace", &[name::FRONT.into()]);
        self.bodies.iter().for_each(|body| self.lit_body(body));
        self.further(false);
        gl.switch(name::CULL_FACE, false);
    }

    fn lit_body(&self, body: &Body) {
        let (gl, program) = (&self.gl, &self.body);
        let texture = body.side.and_then(|side| self.sheets.get(side)?.texture.as_ref());
        gl.bind_to(0, texture.unwrap_or(&self.empty));
        gl.give(program, "u_printed", &[if texture.is_some() { 1.0 } else { 0.0 }]);
        gl.give(program, "u_colour", &body.colour);
        let (cloth, shine) = match body.kind {
            Kind::Cloth => (1.0, 0.10),
            Kind::Paper => (0.0, 0.25),
            Kind::Rubber => (0.0, 0.55),
            Kind::Plastic => (0.0, 0.9),
            Kind::Ceramic | Kind::Metal => (0.0, 1.0),
        };
        let (rough, metal) = (body.kind.roughness().into(), body.kind.metal().into());
        gl.give(program, "u_kind", &[rough, metal, cloth, shine]);
        self.draw_body(body, &[(0, 3, 0), (1, 3, 12), (2, 2, 24), (3, 1, 32)]);
    }

    fn draw_body(&self, body: &Body, fields: &[(u32, u32, u32)]) {
        let gl = &self.gl;
        gl.call("bindBuffer", &[name::ARRAY_BUFFER.into(), body.vertices.clone()]);
        gl.call("bindBuffer", &[name::ELEMENT_ARRAY_BUFFER.into(), body.corners.clone()]);
        for place in 0..4_u32 {
            let field = fields.iter().find(|field| field.0 == place);
            let place = JsValue::from(place);
            let Some((_, width, offset)) = field else {
                gl.call("disableVertexAttribArray", &[place]);
                continue;
            };
            gl.call("enableVertexAttribArray", slice::from_ref(&place));
            let (stride, kind) = (VERTEX as u32, name::FLOAT);
            let form = [(*width).into(), kind.into(), false.into(), stride.into()];
            let [width, kind, whole, stride] = form;
            let given = [place, width, kind, whole, stride, (*offset).into()];
            gl.call("vertexAttribPointer", &given);
        }
        let given = [name::TRIANGLES, body.count, name::UNSIGNED_INT, 0].map(JsValue::from);
        gl.call("drawElements", &given);
    }

    /// The box around the product: middle and half sizes.
    fn room(&self) -> ([f64; 3], [f64; 3]) {
        let (least, most) = self.model.bounds();
        let pair = |axis: usize| (f64::from(least[axis]), f64::from(most[axis]));
        let middle = [0, 1, 2].map(|axis| (pair(axis).0 + pair(axis).1) / 2.0);
        let half = [0, 1, 2].map(|axis| (pair(axis).1 - pair(axis).0) / 2.0);
        (middle, half)
    }

    /// Places in the model to the large light's picture; the light stands still while the product turns.
    fn light(&self, around: f64) -> Matrix {
        let ([x, y, z], half) = self.room();
        let reach = half.iter().map(|side| side * side).sum::<f64>().sqrt() * 1.25;
        Matrix::flat(reach, reach, reach * 2.0)
            .after(&Matrix::about_x(LIGHT_ABOVE))
            .after(&Matrix::about_y(-LIGHT_AROUND))
            .after(&Matrix::about_y(-around))
            .after(&Matrix::shift([-x, -y, -z]))
    }

    fn cast(&self, light: &Matrix) {
        let gl = &self.gl;
        // A picture that is drawn to must not be read at the same time.
        gl.bind_to(1, &self.empty);
        gl.draw_to(&self.shadow_target);
        gl.fill((SHADOW_SIDE, SHADOW_SIDE));
        gl.switch(name::DEPTH_TEST, true);
        gl.clear_all(name::DEPTH_BUFFER_BIT);
        self.further(true);
        gl.take(&self.depth);
        gl.give(&self.depth, "u_light", &light.0);
        self.bodies.iter().for_each(|body| self.draw_body(body, &[(0, 3, 0)]));
        self.further(false);
    }

    /// Whether what is drawn counts as a little further away than it is.
    fn further(&self, is_further: bool) {
        self.gl.switch(name::POLYGON_OFFSET_FILL, is_further);
        self.gl.call("polygonOffset", &[2.0, 4.0].map(JsValue::from));
    }

    fn shadows(&self, stand: &Stand, light: &Matrix, wall: Wall) {
        let gl = &self.gl;
        let program = &self.floor;
        gl.blend(true);
        self.further(true);
        gl.take(program);
        gl.bind(program, "u_touch", 0, &self.touch);
        gl.bind(program, "u_shadow", 1, &self.shadow);
        gl.give(program, "u_turn", &stand.turn.0);
        gl.give(program, "u_lens", &stand.lens.0);
        gl.give(program, "u_light", &light.0);
        let (middle, half) = self.room();
        let floor = [middle[0], middle[1] - half[1], middle[2], self.floor_reach()];
        gl.give(program, "u_floor", &floor);
        let dark = if wall.is_dark { [0.75, 0.5] } else { [0.52, 0.17] };
        gl.give(program, "u_dark", &dark);
        gl.draw(name::TRIANGLE_STRIP, 4);
        self.further(false);
        gl.blend(false);
    }

    /// Half of the floor's side, in metres.
    fn floor_reach(&self) -> f64 {
        let (_, half) = self.room();
        (half[0].max(half[2]) + half[1] * 0.5) * 1.7
    }

    /// A picture of what touches the floor, seen from below and made soft.
    fn touched(&self) -> Option<Texture> {
        let gl = &self.gl;
        let near = gl.program(shaders::TOUCH_VERTEX, shaders::TOUCH_FRAGMENT).ok()?;
        let blur = gl.program(shaders::SHEET_VERTEX, shaders::BLUR_FRAGMENT).ok()?;
        let size = (TOUCH_SIDE, TOUCH_SIDE);
        let picture = || {
            let (texture, target) = (gl.texture(Texels::Bytes, size, 1), gl.target());
            gl.draw_into(&target, &texture, 0);
            (texture, target)
        };
        let ((one, one_target), (other, other_target)) = (picture(), picture());
        let ([x, y, z], half) = self.room();
        let reach = self.floor_reach();
        // Seen along y: x goes right, z up in the picture, height becomes depth.
        let mut below = Matrix([0.0; 16]);
        below.0[0] = 1.0 / reach;
        below.0[9] = 1.0 / reach;
        below.0[6] = 1.0 / half[1].max(1e-6);
        below.0[15] = 1.0;
        let below = below.after(&Matrix::shift([-x, -y, -z]));
        gl.draw_to(&one_target);
        gl.fill(size);
        gl.switch(name::DEPTH_TEST, false);
        gl.clear_all(name::COLOR_BUFFER_BIT);
        // Of all that lies above a place the lowest counts: the brightest.
        gl.switch(name::BLEND, true);
        gl.call("blendEquation", &[name::MAX.into()]);
        gl.take(&near);
        gl.give(&near, "u_light", &below.0);
        self.bodies.iter().for_each(|body| self.draw_body(body, &[(0, 3, 0)]));
        gl.call("blendEquation", &[name::FUNC_ADD.into()]);
        gl.switch(name::BLEND, false);
        gl.take(&blur);
        gl.give_whole(&blur, "u_picture", 0);
        for step in SOFTER {
            let way = step / f64::from(TOUCH_SIDE) * 0.5;
            for (from, to, way) in
                [(&one, &other_target, [way, 0.0]), (&other, &one_target, [0.0, way])]
            {
                gl.draw_to(to);
                gl.bind_to(0, from);
                gl.give(&blur, "u_way", &way);
                gl.draw(name::TRIANGLES, 3);
            }
        }
        for target in [one_target, other_target] {
            gl.call("deleteFramebuffer", &[target]);
        }
        gl.free(&other);
        Some(one)
    }
}

/// A wall of a colour.
pub(super) fn wall_of(colour: Rgb) -> Wall {
    let part = |level: u8| f64::from(level) / 255.0;
    Wall { colour: [colour.r, colour.g, colour.b].map(part), is_dark: colour.is_dark() }
}
