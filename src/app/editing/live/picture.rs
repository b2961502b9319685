//! The live picture on a canvas: planes of the product and runs of art become pixels. It draws what it is told and when;
//! where planes and art come from, and where on the stage they lie, is not known here.

use geom::Affine;
use jobs::{LivePlanes, LiveRun};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use super::shader;
use crate::gl::{COVER, Gl, Program, Texels, Texture};

/// Graphics processors with smaller textures than this have too little memory, too.
const LEAST_LARGEST: u32 = 2048;
/// No level of a print is made of one whose shorter side is this or less (`mockup::LAST_LEVEL`).
pub(super) const LAST_LEVEL: u32 = 4;

/// A box of pixels or texels: left, top, columns, rows.
pub(super) type Part = [u32; 4];

/// What draws the live picture.
pub(super) struct Renderer {
    gl: Gl,
    run: Program,
    dragged: Program,
    linear: Program,
    half: Program,
    picture: Program,
    target: JsValue,
    /// Stands for art where there is none.
    blank: Texture,
    product: Option<Product>,
    art: Option<Art>,
}

/// A view's planes.
struct Product {
    /// In the order of the shader's first five uniforms.
    planes: Vec<Texture>,
    about: LivePlanes,
}

/// The art of a side.
struct Art {
    grid: Grid,
    runs: Vec<(Texture, [i32; 4])>,
    /// All runs together.
    flat: Texture,
    /// In linear light, with its levels.
    levels: Texture,
    count: u32,
    /// Whether the levels above the first are of what the first shows: a drag leaves them behind.
    has_levels: bool,
    is_blank: bool,
}

/// The texels that art is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    /// Texels in a millimetre.
    pub scale: f64,
    /// What of the side is there, in texels: left, top, columns, rows.
    pub window: [i32; 4],
    /// The whole print area in texels.
    pub whole: [f64; 2],
}

/// Where the picture lies on the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight {
    /// Columns and rows of the canvas.
    pub size: (u32, u32),
    /// The picture's place of the canvas's top left corner, in picture pixels.
    pub corner: [f64; 2],
    /// Picture pixels in a pixel of the canvas.
    pub step: f64,
    /// Whether what the product bends is taken back.
    pub is_straight: bool,
}

/// Colours of body, inner part and handle in linear light.
pub(super) type Colours = [[f64; 3]; 3];

impl Renderer {
    /// Takes the canvas's one context.
    ///
    /// # Errors
    /// What the browser lacks, in words.
    pub(super) fn new(canvas: &JsValue) -> Result<Self, String> {
        let wishes = [
            ("depth", false.into()),
            ("stencil", false.into()),
            ("antialias", false.into()),
            ("preserveDrawingBuffer", true.into()),
        ];
        let gl = Gl::of(canvas, &wishes).ok_or("there is no WebGL 2")?;
        if !gl.extend("EXT_color_buffer_float") && !gl.extend("EXT_color_buffer_half_float") {
            return Err("half floats cannot be drawn into".into());
        }
        let largest = gl.largest();
        if largest < LEAST_LARGEST {
            return Err(format!("textures have at most {largest} texels a side"));
        }
        let run = gl.program(COVER, shader::RUN)?;
        let dragged = gl.program(COVER, shader::DRAGGED)?;
        let linear = gl.program(COVER, shader::LINEAR)?;
        let half = gl.program(COVER, shader::HALF)?;
        let picture = gl.program(COVER, shader::PICTURE)?;
        let target = gl.target();
        let blank = gl.texture(Texels::Halves, (1, 1), 1);
        gl.draw_into(&target, &blank, 0);
        let is_fit = gl.is_fit();
        gl.clear([0, 0, 1, 1]);
        gl.draw_out();
        if !is_fit {
            return Err("half floats cannot be drawn into".into());
        }
        Ok(Self {
            gl,
            run,
            dragged,
            linear,
            half,
            picture,
            target,
            blank,
            product: None,
            art: None,
        })
    }

    /// The largest side of a texture.
    pub(super) fn largest(&self) -> u32 {
        self.gl.largest()
    }

    /// Takes a view's planes; the art goes.
    ///
    /// # Errors
    /// Planes that do not fit together.
    pub(super) fn set_product(
        &mut self,
        about: LivePlanes,
        buffers: &[Uint8Array],
    ) -> Result<(), String> {
        let [width, height] = about.size;
        let [_, _, columns, rows] = about.window;
        let nodes = (about.nodes, about.nodes);
        let kinds = [
            (Texels::Halves, (width, height), 8),
            (Texels::Bytes, (width, height), 4),
            (Texels::Pair, (columns, rows), 8),
            (Texels::Floats, (columns, rows), 16),
            (Texels::Sway, nodes, 8),
        ];
        let largest = self.gl.largest();
        let fits = |((_, (width, height), bytes), buffer): (&(_, (u32, u32), u32), &Uint8Array)| {
            let texels = u64::from(*width) * u64::from(*height);
            *width.max(height) <= largest
                && u64::from(buffer.length()) == texels * u64::from(*bytes)
        };
        if buffers.len() != kinds.len() || !kinds.iter().zip(buffers).all(fits) {
            return Err("planes of another size came".into());
        }
        self.clear();
        let planes = kinds.iter().zip(buffers).map(|(&(texels, size, _), buffer)| {
            let texture = self.gl.texture(texels, size, 1);
            self.gl.put(&texture, [0, 0, size.0, size.1], buffer);
            texture
        });
        let planes = planes.collect();
        self.product = Some(Product { planes, about });
        Ok(())
    }

    /// Frees planes and art.
    pub(super) fn clear(&mut self) {
        if let Some(product) = self.product.take() {
            product.planes.iter().for_each(|plane| self.gl.free(plane));
        }
        self.clear_art();
    }

    fn clear_art(&mut self) {
        let Some(art) = self.art.take() else { return };
        for texture in art.runs.iter().map(|(texture, _)| texture).chain([&art.flat, &art.levels]) {
            self.gl.free(texture);
        }
    }

    /// Takes what changed of the art's runs; `is_fresh` where nothing that is here is of use.
    ///
    /// # Errors
    /// Runs that do not fit to what is here.
    pub(super) fn set_art(
        &mut self,
        grid: Grid,
        is_fresh: bool,
        runs: &[LiveRun],
        buffers: &[Uint8Array],
    ) -> Result<(), String> {
        let gl = &self.gl;
        if is_fresh || self.art.as_ref().is_none_or(|art| art.grid != grid) {
            let size = side_of(grid.window);
            let kept = if is_fresh { Vec::new() } else { self.take_runs() };
            self.clear_art();
            let gl = &self.gl;
            let (count, room) = levels_of(size);
            let flat = gl.texture(Texels::Bytes, size, 1);
            let levels = gl.texture(Texels::Halves, room, count);
            let (has_levels, is_blank) = (false, true);
            self.art = Some(Art { grid, runs: kept, flat, levels, count, has_levels, is_blank });
            return self.set_art(grid, false, runs, buffers);
        }
        let Some(art) = &mut self.art else { return Err("there is no art".into()) };
        for (index, (run, buffer)) in runs.iter().zip(buffers).enumerate() {
            let size = side_of(run.window);
            let [left, top, columns, rows] = run.patch;
            let is_whole = (columns, rows) == size;
            if u64::from(columns) * u64::from(rows) * 4 != u64::from(buffer.length())
                || left + columns > size.0
                || top + rows > size.1
            {
                return Err("a run of another size came".into());
            }
            let known = art.runs.get(index).is_some_and(|(_, window)| *window == run.window);
            if !known {
                if !is_whole {
                    return Err("a part of a run came that is not here".into());
                }
                let texture = gl.texture(Texels::Bytes, size, 1);
                if let Some(old) = art.runs.get_mut(index) {
                    gl.free(&old.0);
                    *old = (texture, run.window);
                } else {
                    art.runs.push((texture, run.window));
                }
            }
            if columns > 0 {
                gl.put(&art.runs[index].0, run.patch, buffer);
            }
        }
        art.runs.drain(runs.len().min(art.runs.len())..).for_each(|(texture, _)| gl.free(&texture));
        Ok(())
    }

    fn take_runs(&mut self) -> Vec<(Texture, [i32; 4])> {
        self.art.as_mut().map(|art| std::mem::take(&mut art.runs)).unwrap_or_default()
    }

    /// Lays the runs over each other, each moved (in mm); in all, with the levels, or only in a part: a drag draws the
    /// print as large as it was rasterised, so the first level does until it ends.
    pub(super) fn compose(&mut self, moves: &[Affine], part: Option<Part>) {
        let Some(art) = &mut self.art else { return };
        let gl = &self.gl;
        let size = side_of(art.grid.window);
        let all = [0, 0, size.0, size.1];
        art.has_levels = part.is_none();
        let mut part = part.unwrap_or(all);
        art.is_blank = art.runs.is_empty();
        if part[2] == 0 || part[3] == 0 {
            return;
        }
        if !art.has_levels && art.runs.len() <= shader::DRAGGED_NAMES.len() / 4 {
            gl.take(&self.dragged);
            gl.draw_into(&self.target, &art.levels, 0);
            for (index, names) in shader::DRAGGED_NAMES.chunks_exact(4).enumerate() {
                let run = art.runs.get(index);
                let (texture, window) = run.map_or((&self.blank, [-1; 4]), |(of, at)| (of, *at));
                let size = if run.is_some() { [texture.width, texture.height] } else { [0; 2] };
                let by = moves.get(index).copied().unwrap_or_default();
                let [a, b, c, d, e, f] = texels_from(art.grid, by, window).as_coeffs();
                gl.bind(&self.dragged, names[0], index as u32, texture);
                gl.give(&self.dragged, names[1], &size.map(f64::from));
                gl.give(&self.dragged, names[2], &[a, c, e]);
                gl.give(&self.dragged, names[3], &[b, d, f]);
            }
            gl.cover((art.levels.width, art.levels.height), part);
            return gl.draw_out();
        }
        let is_still = moves.iter().all(|by| *by == Affine::IDENTITY);
        let source = match &art.runs[..] {
            [(only, window)] if is_still && *window == art.grid.window => only,
            runs => {
                gl.draw_into(&self.target, &art.flat, 0);
                gl.clear(part);
                gl.take(&self.run);
                gl.blend(true);
                for (index, (texture, window)) in runs.iter().enumerate() {
                    let by = moves.get(index).copied().unwrap_or_default();
                    let [a, b, c, d, e, f] = texels_from(art.grid, by, *window).as_coeffs();
                    gl.give(&self.run, "across", &[a, c, e]);
                    gl.give(&self.run, "down", &[b, d, f]);
                    let size = [texture.width, texture.height].map(f64::from);
                    gl.give(&self.run, "size", &size);
                    gl.bind(&self.run, "run", 0, texture);
                    gl.cover((art.flat.width, art.flat.height), part);
                }
                gl.blend(false);
                &art.flat
            }
        };
        gl.take(&self.linear);
        gl.draw_into(&self.target, &art.levels, 0);
        gl.bind(&self.linear, "flat_art", 0, source);
        gl.cover((art.levels.width, art.levels.height), part);
        if !art.has_levels {
            return gl.draw_out();
        }
        gl.take(&self.half);
        let (mut size, mut room) = (size, (art.levels.width, art.levels.height));
        for level in 1..art.count {
            gl.limit(&art.levels, level - 1, level - 1);
            gl.bind(&self.half, "level", 0, &art.levels);
            gl.give(&self.half, "size", &[f64::from(size.0), f64::from(size.1)]);
            gl.give(&self.half, "room", &[f64::from(room.0), f64::from(room.1)]);
            size = (size.0.div_ceil(2), size.1.div_ceil(2));
            room = (room.0 / 2, room.1 / 2);
            let [left, top, columns, rows] = part;
            let (right, bottom) = ((left + columns).div_ceil(2), (top + rows).div_ceil(2));
            part = [left / 2, top / 2, right - left / 2, bottom - top / 2];
            gl.draw_into(&self.target, &art.levels, level);
            gl.cover(room, part);
        }
        gl.limit(&art.levels, 0, art.count - 1);
        gl.draw_out();
    }

    /// Draws the picture onto the canvas; only a part (from the top), where one is given.
    pub(super) fn draw(
        &self,
        sight: &Sight,
        colours: &Colours,
        with_art: bool,
        part: Option<Part>,
    ) {
        let Some(Product { planes, about }) = &self.product else { return };
        let (gl, program) = (&self.gl, &self.picture);
        let (width, height) = sight.size;
        let [left, top, columns, rows] = part.unwrap_or([0, 0, width, height]);
        let (right, bottom) = ((left + columns).min(width), (top + rows).min(height));
        if right <= left || bottom <= top {
            return;
        }
        gl.draw_out();
        gl.take(program);
        for (unit, (name, plane)) in (0..).zip(shader::PLANE_NAMES.into_iter().zip(planes)) {
            gl.bind(program, name, unit, plane);
        }
        let art = self.art.as_ref().filter(|art| with_art && !art.is_blank);
        gl.bind(program, "print_art", 5, art.map_or(&self.blank, |art| &art.levels));
        let levels = art.map_or(0, |art| if art.has_levels { art.count } else { 1 });
        gl.give_whole(program, "levels", levels);
        if let Some(Art { grid, levels, .. }) = art {
            let [left, top, columns, rows] = grid.window.map(f64::from);
            gl.give(program, "art", &[grid.whole[0], grid.whole[1], left, top]);
            gl.give(program, "art_size", &[columns, rows]);
            let room = [levels.width, levels.height].map(f64::from);
            gl.give(program, "art_room", &room);
        }
        let [x, y] = sight.corner;
        gl.give(program, "view", &[x, y, sight.step, f64::from(height)]);
        gl.give(program, "size", &about.size.map(f64::from));
        gl.give(program, "window", &about.window.map(f64::from));
        gl.give(program, "trim", &about.trim);
        gl.give(program, "bend", &[if sight.is_straight { 1.0 } else { 0.0 }]);
        for (name, colour) in ["body", "inner", "handle"].iter().zip(colours) {
            gl.give(program, name, colour);
        }
        gl.cover((width, height), [left, height - bottom, right - left, bottom - top]);
    }

    /// Lets the browser have the graphics processor back.
    pub(super) fn end(&mut self) {
        self.clear();
        self.gl.lose();
    }

    /// What it draws with.
    #[cfg(test)]
    pub(super) fn gl(&self) -> &Gl {
        &self.gl
    }
}

fn side_of([.., columns, rows]: [i32; 4]) -> (u32, u32) {
    (columns.max(1) as u32, rows.max(1) as u32)
}

/// How many levels art of this size has, and the room of the first so that each half is whole.
fn levels_of((width, height): (u32, u32)) -> (u32, (u32, u32)) {
    let (mut count, mut shorter) = (1, width.min(height));
    while shorter > LAST_LEVEL {
        shorter = shorter.div_ceil(2);
        count += 1;
    }
    let unit = 1 << (count - 1);
    (count, (width.next_multiple_of(unit), height.next_multiple_of(unit)))
}

/// From texels of the art's window to those of a run that is moved.
fn texels_from(grid: Grid, by: Affine, run: [i32; 4]) -> Affine {
    let corner = |window: [i32; 4]| (f64::from(window[0]), f64::from(window[1]));
    let to_run = Affine::translate(corner(run)).inverse();
    if by == Affine::IDENTITY {
        return to_run * Affine::translate(corner(grid.window));
    }
    to_run
        * Affine::scale(grid.scale)
        * by.inverse()
        * Affine::scale(1.0 / grid.scale)
        * Affine::translate(corner(grid.window))
}
