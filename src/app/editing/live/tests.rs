//! The live picture against `mockup`, pixel by pixel, in a real browser's WebGL.

use catalog::PartColours;
use geom::{Affine, Rgb};
use jobs::{LivePlanes, LiveRun};
use js_sys::Uint8Array;
use leptos::prelude::document;
use mockup::{Ground, MapFiles, PreparedView, ProductMaps, Raster, Sway, Trim};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlCanvasElement;

use super::linear;
use super::picture::{Grid, Renderer, Sight};

wasm_bindgen_test_configure!(run_in_browser);

/// Levels of 255 that a channel may differ by.
const MOST: u8 = 2;
/// Pixels in a thousand that may differ by more.
const REST: usize = 1;

macro_rules! maps {
    ($view:literal) => {{
        macro_rules! file {
            ($name:literal) => {
                include_bytes!(concat!("../../../../public/mockups/", $view, "/", $name, ".webp"))
            };
        }
        let files = MapFiles {
            shade: file!("shade"),
            highlights: file!("highlights"),
            parts: file!("parts"),
            print_mask: file!("print_mask"),
            uv: file!("uv"),
        };
        ($view, ProductMaps::from_webp(&files).unwrap())
    }};
}

type Paint = fn(f64, f64) -> [u8; 4];

/// Bold shapes with hard edges and holes.
fn bold(u: f64, v: f64) -> [u8; 4] {
    let (x, y) = (u - 0.5, v - 0.5);
    let ring = x * x + y * y;
    match ring {
        _ if ring < 0.03 => [214, 40, 57, 255],
        _ if ring < 0.06 => [0, 0, 0, 0],
        _ if ring < 0.09 => [255, 255, 255, 255],
        _ if u.min(v).min(1.0 - u).min(1.0 - v) < 0.02 => [20, 60, 160, 255],
        _ => [0; 4],
    }
}

/// Colours that run into each other and into nothing, as photos and shadows do.
fn soft(u: f64, v: f64) -> [u8; 4] {
    let alpha = (u * 1.2).min(1.0);
    let level = |part: f64| (part.clamp(0.0, 1.0) * alpha * 255.0).round() as u8;
    [level(v), level(1.0 - v), level((u + v) / 2.0), (alpha * 255.0).round() as u8]
}

/// Lines as fine as the print has pixels.
fn fine(u: f64, v: f64) -> [u8; 4] {
    let (x, y) = ((u * 420.0) as u32, (v * 560.0) as u32);
    if x % 7 < 2 || y % 11 == 0 { [12, 12, 14, 255] } else { [0; 4] }
}

fn rgb(r: u8, g: u8, b: u8) -> Rgb {
    Rgb { r, g, b }
}

fn part_colours() -> [PartColours; 4] {
    let one = |body| PartColours { body, inner: body, handle: body };
    [
        one(rgb(247, 247, 244)),
        one(rgb(27, 27, 29)),
        one(rgb(187, 36, 48)),
        PartColours { body: rgb(250, 250, 250), inner: rgb(31, 43, 74), handle: rgb(217, 160, 43) },
    ]
}

fn print_of(width: u32, height: u32, paint: Paint) -> Vec<u8> {
    let place = |at: u32, side: u32| (f64::from(at) + 0.5) / f64::from(side);
    let texels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    texels.flat_map(|(x, y)| paint(place(x, width), place(y, height))).collect()
}

fn canvas(width: u32, height: u32) -> HtmlCanvasElement {
    let canvas: HtmlCanvasElement =
        document().create_element("canvas").unwrap().dyn_into().unwrap();
    canvas.set_width(width);
    canvas.set_height(height);
    canvas
}

fn bytes(data: &[u8]) -> Uint8Array {
    Uint8Array::from(data)
}

fn show(renderer: &mut Renderer, view: &PreparedView) {
    let trim = Trim { left: 0.0, top: 0.0, width: 1.0, height: 1.0 };
    let nodes = vec![[0.0; 2]; mockup::NODES * mockup::NODES];
    show_bent(renderer, view, &trim, &Sway { nodes, greatest: 0.0, left_over: 0.0 });
}

fn show_bent(renderer: &mut Renderer, view: &PreparedView, trim: &Trim, sway: &Sway) {
    let planes = view.planes().unwrap();
    let about = LivePlanes {
        size: [planes.width, planes.height],
        window: planes.window,
        nodes: mockup::NODES as u32,
        bent: 0.0,
        trim: [trim.left, trim.top, trim.width, trim.height].map(f64::from),
    };
    let mesh = sway.nodes.iter().flatten().flat_map(|by| by.to_le_bytes()).collect();
    let buffers = [planes.light, planes.parts, planes.places, planes.steps, mesh];
    renderer.set_product(about, &buffers.map(|data| bytes(&data))).unwrap();
}

fn whole(grid: Grid) -> LiveRun {
    let [.., columns, rows] = grid.window;
    LiveRun { window: grid.window, patch: [0, 0, columns as u32, rows as u32] }
}

fn grid(width: u32, height: u32) -> Grid {
    Grid {
        scale: 1.0,
        window: [0, 0, width as i32, height as i32],
        whole: [f64::from(width), f64::from(height)],
    }
}

/// The canvas's pixels, premultiplied, rows from the top.
fn pixels(renderer: &Renderer, width: u32, height: u32) -> Vec<u8> {
    let room = Uint8Array::new_with_length(width * height * 4);
    let given = [0, 0, width, height, 0x1908, 0x1401].map(JsValue::from);
    let given: Vec<JsValue> = given.into_iter().chain([JsValue::from(&room)]).collect();
    renderer.gl().call("readPixels", &given);
    let all = room.to_vec();
    all.chunks_exact(width as usize * 4).rev().flatten().copied().collect()
}

/// How many in a thousand pixels of the product differ by more than [`MOST`], and the largest difference.
fn difference(cpu: &[u8], gpu: &[u8]) -> (f64, u8) {
    let (mut bad, mut all, mut largest) = (0_u32, 0_u32, 0);
    for (cpu, gpu) in cpu.chunks_exact(4).zip(gpu.chunks_exact(4)) {
        let alpha = u32::from(cpu[3]);
        if alpha == 0 && gpu[3] == 0 {
            continue;
        }
        let over = |level: u8| ((u32::from(level) * alpha + 127) / 255) as u8;
        let cpu = [over(cpu[0]), over(cpu[1]), over(cpu[2]), cpu[3]];
        let off = cpu.iter().zip(gpu).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
        largest = largest.max(off);
        bad += u32::from(off > MOST);
        all += 1;
    }
    (f64::from(bad) * 1000.0 / f64::from(all.max(1)), largest)
}

#[wasm_bindgen_test]
fn the_shader_draws_what_the_processor_draws() {
    let views = [maps!("tee/front"), maps!("tee/back"), maps!("mug/front"), maps!("mug/left")];
    let prints: [(&str, Paint); 3] = [("bold", bold), ("soft", soft), ("fine", fine)];
    let canvas = canvas(1, 1);
    let mut renderer = Renderer::new(&canvas).unwrap();
    for (name, maps) in &views {
        for size in [320, 1000] {
            let view = PreparedView::new(maps, size).unwrap();
            let (width, height) = (view.width(), view.height());
            canvas.set_width(width);
            canvas.set_height(height);
            show(&mut renderer, &view);
            let area = catalog::PrintArea {
                width: geom::Mm::new(300.0),
                height: geom::Mm::new(400.0),
                bleed: geom::Mm::ZERO,
                safe_zone: geom::Mm::ZERO,
            };
            let (columns, rows) = view.print_size(&area);
            for (art, paint) in prints {
                let print = print_of(columns, rows, paint);
                let grid = grid(columns, rows);
                renderer.set_art(grid, true, &[whole(grid)], &[bytes(&print)]).unwrap();
                renderer.compose(&[], None);
                for colours in part_colours() {
                    renderer.draw(&plain((width, height)), &linear(&colours), true, None);
                    let gpu = pixels(&renderer, width, height);
                    let raster = Raster::new(columns, rows, &print).unwrap();
                    let cpu = view.compose(&colours, Some(&raster), Ground::Transparent);
                    let (bad, largest) = difference(&cpu.rgba, &gpu);
                    console_log!(
                        "{name} {size} px, {art} on {}: {bad:.3} of 1000 pixels differ by more than {MOST}, at most {largest}",
                        colours.body
                    );
                    assert!(bad <= REST as f64, "{name} {size} {art} {}: {bad}", colours.body);
                }
            }
        }
    }
}

#[wasm_bindgen_test]
fn what_the_product_bends_is_taken_back_by_both() {
    let (_, maps) = maps!("tee/front");
    let view = PreparedView::new(&maps, 1000).unwrap();
    let trim = view.trim(0.34, 0.26, 0.32, 4.0 / 3.0);
    let sway = view.sway(trim);
    let (width, height) = (view.width(), view.height());
    let mut renderer = Renderer::new(&canvas(width, height)).unwrap();
    show_bent(&mut renderer, &view, &trim, &sway);
    let (columns, rows) = (600, 800);
    let print = print_of(columns, rows, soft);
    let grid = grid(columns, rows);
    renderer.set_art(grid, true, &[whole(grid)], &[bytes(&print)]).unwrap();
    renderer.compose(&[], None);
    let colours = &part_colours()[2];
    let sight = Sight { is_straight: true, ..plain((width, height)) };
    renderer.draw(&sight, &linear(colours), true, None);
    let gpu = pixels(&renderer, width, height);
    let straight = view.straightened(&trim, &sway).unwrap();
    let raster = Raster::new(columns, rows, &print).unwrap();
    let cpu = straight.compose(colours, Some(&raster), Ground::Transparent);
    let (bad, largest) = difference(&cpu.rgba, &gpu);
    console_log!("straightened: {bad:.3} of 1000 differ by more than {MOST}, at most {largest}");
    assert!(bad <= REST as f64, "{bad}");
    let bent = view.compose(colours, Some(&raster), Ground::Transparent);
    assert!(difference(&bent.rgba, &gpu).0 > 5.0, "there is a bend to take back");
}

/// All of a picture as it is.
fn plain(size: (u32, u32)) -> Sight {
    Sight { size, corner: [0.0, 0.0], step: 1.0, is_straight: false }
}

/// The tee's front, and all of it in sight.
fn whole_tee() -> (Renderer, Sight) {
    let (_, maps) = maps!("tee/front");
    let view = PreparedView::new(&maps, 320).unwrap();
    let mut renderer = Renderer::new(&canvas(view.width(), view.height())).unwrap();
    show(&mut renderer, &view);
    (renderer, plain((view.width(), view.height())))
}

#[wasm_bindgen_test]
fn shader_and_mesh_count_the_same_nodes() {
    let said = format!("NODES = {}.0", mockup::NODES);
    assert!(super::shader::PICTURE.contains(&said), "{said}");
    assert_eq!(super::picture::LAST_LEVEL, mockup::LAST_LEVEL);
}

#[wasm_bindgen_test]
fn runs_that_lie_still_make_the_same_art_as_all_in_one() {
    let (mut renderer, sight) = whole_tee();
    let colours = linear(&part_colours()[1]);
    let grid = grid(150, 200);
    let (left, right) = (
        |u, v| if u < 0.5 { soft(u, v) } else { [0; 4] },
        |u, v| {
            if u < 0.5 { [0; 4] } else { soft(u, v) }
        },
    );
    let drawn = |renderer: &mut Renderer, prints: &[Vec<u8>]| {
        let runs = vec![whole(grid); prints.len()];
        let buffers: Vec<_> = prints.iter().map(|print| bytes(print)).collect();
        renderer.set_art(grid, true, &runs, &buffers).unwrap();
        renderer.compose(&vec![Affine::IDENTITY; prints.len()], None);
        renderer.draw(&sight, &colours, true, None);
        pixels(renderer, sight.size.0, sight.size.1)
    };
    let one = drawn(&mut renderer, &[print_of(150, 200, soft)]);
    let two = drawn(&mut renderer, &[print_of(150, 200, left), print_of(150, 200, right)]);
    assert_eq!(one, two);
}

#[wasm_bindgen_test]
fn a_part_that_is_drawn_anew_makes_the_same_picture_as_all_of_it() {
    let (mut renderer, sight) = whole_tee();
    let colours = linear(&part_colours()[0]);
    let grid = grid(150, 200);
    let held = LiveRun { window: [40, 60, 30, 30], patch: [0, 0, 30, 30] };
    let runs = [whole(grid), held.clone()];
    let dot = [200, 30, 30, 255].repeat(900);
    let buffers = [bytes(&print_of(150, 200, soft)), bytes(&dot)];
    renderer.set_art(grid, true, &runs, &buffers).unwrap();
    let by = [Affine::IDENTITY, Affine::translate((25.0, 40.0))];
    renderer.compose(&[], None);
    renderer.draw(&sight, &colours, true, None);
    let both = [(held.window, Affine::IDENTITY), (held.window, by[1])].into_iter();
    let part = super::grid::dirty_texels(grid, both).unwrap();
    renderer.compose(&by, Some(part));
    renderer.draw(&sight, &colours, true, None);
    let in_part = pixels(&renderer, sight.size.0, sight.size.1);
    renderer.compose(&by, None);
    renderer.draw(&sight, &colours, true, None);
    assert!(in_part == pixels(&renderer, sight.size.0, sight.size.1));
}

#[wasm_bindgen_test]
fn a_canvas_without_webgl_is_refused_with_words() {
    let canvas = canvas(4, 4);
    canvas.get_context("2d").unwrap();
    assert!(Renderer::new(&canvas).is_err_and(|reason| reason.contains("WebGL 2")));
}

#[wasm_bindgen_test]
fn planes_and_runs_of_another_size_are_refused() {
    let (_, maps) = maps!("tee/front");
    let view = PreparedView::new(&maps, 320).unwrap();
    let mut renderer = Renderer::new(&canvas(8, 8)).unwrap();
    let about = LivePlanes {
        size: [320, 320],
        window: [0, 0, 10, 10],
        nodes: mockup::NODES as u32,
        bent: 0.0,
        trim: [0.0, 0.0, 1.0, 1.0],
    };
    let small = std::array::from_fn::<_, 5, _>(|_| bytes(&[0; 16]));
    assert!(renderer.set_product(about, &small).is_err());
    show(&mut renderer, &view);
    let grid = grid(10, 10);
    assert!(renderer.set_art(grid, true, &[whole(grid)], &[bytes(&[0; 399])]).is_err());
    let part = LiveRun { window: grid.window, patch: [0, 0, 2, 2] };
    assert!(renderer.set_art(grid, true, &[part], &[bytes(&[0; 16])]).is_err());
}
