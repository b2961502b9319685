//! The live picture's side in the studio: views as planes, and art in runs of which only what changed is sent again. The
//! mixing is the graphics processor's.

use std::cell::RefCell;
use std::rc::Rc;

use catalog::View;
use geom::{Affine, Rect, Size, Vec2};
use jobs::{
    Compose, JobError, LivePlanes, LiveRun, LiveRuns, LiveWhole, LiveWish, Reply, RunWish, RunsWish,
};
use json::Raw;
use mockup::{NODES, PreparedView, Sway, Trim};
use scene::{Scene, SceneLayer};

use crate::Studio;
use crate::line::Outcome;

/// Longest side of a run in texels; a layer that is larger is cut.
const LONGEST: i32 = 4096;
/// Texels around what a run draws, so that its edges are soft where it is turned.
const MARGIN: f64 = 2.0;

/// What the live picture keeps between wishes.
#[derive(Default)]
pub(crate) struct LiveKept {
    /// The runs that were sent last.
    sent: RefCell<Sent>,
    /// The view that was last drawn whole.
    straight: RefCell<Option<Rc<Straight>>>,
}

/// A view as the stage shows it.
struct Straight {
    of: (View, u32, [f64; 3]),
    view: Rc<PreparedView>,
    bent: f64,
}

#[derive(Default)]
struct Sent {
    serial: u32,
    runs: Vec<Rc<Run>>,
}

/// A run as it was rasterised.
struct Run {
    layers: Vec<SceneLayer>,
    scale: f64,
    window: [i32; 4],
    pixels: Vec<u8>,
}

impl Studio {
    /// Answers a wish of the live picture.
    ///
    /// # Errors
    /// Maps or fonts that do not load, artwork that is not here, art that cannot be drawn.
    pub(crate) async fn live(&self, base: &str, wish: LiveWish) -> Outcome {
        match wish {
            LiveWish::Planes { view, size, spot: [left, top, width], proportion } => {
                let view = self.pictures.prepared(base, &view, (size, 1.0)).await?;
                let trim = view.trim(left, top, width, proportion);
                let planes = view.planes().ok_or_else(|| JobError::Picture {
                    reason: "a photo is shown as it is".into(),
                })?;
                let sway = sway_on_stage(&view, trim);
                let done = LivePlanes {
                    size: [planes.width, planes.height],
                    window: planes.window,
                    nodes: NODES as u32,
                    bent: f64::from(sway.greatest / planes.width as f32),
                    trim: [trim.left, trim.top, trim.width, trim.height].map(f64::from),
                };
                let nodes = sway.nodes.iter().flatten().flat_map(|side| side.to_le_bytes());
                let nodes = nodes.collect();
                let buffers = vec![planes.light, planes.parts, planes.places, planes.steps, nodes];
                Ok((Reply::Live { done: Raw::of(&done) }, buffers))
            }
            LiveWish::Runs(wish) => {
                let ids = self.pictures.unknown(&wish.design);
                if !ids.is_empty() {
                    return Err(JobError::MissingArtwork { ids });
                }
                self.blocks.set_all(base, &wish.design).await?;
                let (done, buffers) = self.runs(&wish)?;
                Ok((Reply::Live { done: Raw::of(&done) }, buffers))
            }
            LiveWish::Whole { picture, spot } => {
                let straight = self.straight(base, &picture, spot).await?;
                self.blocks.set_all(base, &picture.design).await?;
                let drawn = self.pictures.on_view(&straight.view, &picture, &self.blocks)?;
                let done = LiveWhole { size: [drawn.width, drawn.height], bent: straight.bent };
                Ok((Reply::Live { done: Raw::of(&done) }, vec![drawn.rgba]))
            }
        }
    }

    /// A view as the stage shows it, made once for as long as it is shown.
    async fn straight(
        &self,
        base: &str,
        picture: &Compose,
        spot: [f64; 3],
    ) -> Result<Rc<Straight>, JobError> {
        let of = (picture.view.clone(), picture.size, spot);
        if let Some(same) =
            self.live_kept.straight.borrow().as_ref().filter(|straight| straight.of == of)
        {
            return Ok(same.clone());
        }
        let view = self.pictures.prepared(base, &picture.view, (picture.size, 1.0)).await?;
        let [left, top, width] = spot;
        let area = &picture.area;
        let trim = view.trim(left, top, width, area.height.mm() / area.width.mm());
        let sway = sway_on_stage(&view, trim);
        let bent = f64::from(sway.greatest) / f64::from(view.width());
        let view = view.straightened(&trim, &sway).map_or(view, Rc::new);
        let straight = Rc::new(Straight { of, view, bent });
        *self.live_kept.straight.borrow_mut() = Some(straight.clone());
        Ok(straight)
    }

    fn runs(&self, wish: &RunsWish) -> Result<(LiveRuns, Vec<Vec<u8>>), JobError> {
        let scene = scene::resolve(&wish.design, &wish.side, &wish.area, &self.blocks);
        let mut sent = self.live_kept.sent.borrow_mut();
        let is_known = wish.since != 0 && wish.since == sent.serial;
        let (mut runs, mut done, mut buffers) = (Vec::new(), Vec::new(), Vec::new());
        for (index, run) in wish.runs.iter().enumerate() {
            let layers = scene.layers.iter().filter(|layer| run.layers.contains(&layer.id));
            let layers: Vec<SceneLayer> = layers.cloned().collect();
            let window = window(wish, run, &layers);
            // Where the selection cut the runs anew, one may be there under another number.
            let same = sent.runs.iter().find(|old| {
                old.scale == wish.scale && old.window == window && old.layers == layers
            });
            let run = match same {
                Some(same) => same.clone(),
                None => {
                    let pixels = self.raster(&scene, &layers, window, wish.scale)?;
                    Rc::new(Run { layers, scale: wish.scale, window, pixels })
                }
            };
            let patch = match sent.runs.get(index) {
                Some(old) if is_known && Rc::ptr_eq(old, &run) => [0; 4],
                Some(old) if is_known && old.window == window => {
                    changed(&old.pixels, &run.pixels, window)
                }
                _ => [0, 0, window[2] as u32, window[3] as u32],
            };
            buffers.push(cut(&run.pixels, window, patch));
            done.push(LiveRun { window, patch });
            runs.push(run);
        }
        sent.runs = runs;
        sent.serial = sent.serial.wrapping_add(1).max(1);
        Ok((LiveRuns { serial: sent.serial, runs: done }, buffers))
    }

    /// Draws layers on a window of the side.
    fn raster(
        &self,
        scene: &Scene,
        layers: &[SceneLayer],
        [left, top, columns, rows]: [i32; 4],
        scale: f64,
    ) -> Result<Vec<u8>, JobError> {
        if layers.is_empty() {
            return Ok(vec![0; columns as usize * rows as usize * 4]);
        }
        let corner = Vec2::new(f64::from(left), f64::from(top)) / scale;
        let moved = |layer: &SceneLayer| SceneLayer {
            to_side: Affine::translate(-corner) * layer.to_side,
            ..layer.clone()
        };
        let part = Scene {
            side: scene.side.clone(),
            trim: Size::new(f64::from(columns) / scale, f64::from(rows) / scale),
            bleed: geom::Mm::ZERO,
            layers: layers.iter().map(moved).collect(),
        };
        let raster = self.pictures.raster(&part, columns as u32)?;
        if (raster.width, raster.height) != (columns as u32, rows as u32) {
            let reason = format!("{} rows came instead of {rows}", raster.height);
            return Err(JobError::Picture { reason });
        }
        Ok(raster.pixels)
    }
}

/// How the product bends its print area, as far as a stage takes it back.
fn sway_on_stage(view: &PreparedView, trim: Trim) -> Sway {
    let mut sway = view.sway(trim);
    if view.print_ends_with_product() {
        sway.nodes.fill([0.0; 2]);
        sway.greatest = 0.0;
    }
    sway
}

/// The texels that a run needs: what is wanted of the side, or all that it draws where it may move.
fn window(wish: &RunsWish, run: &RunWish, layers: &[SceneLayer]) -> [i32; 4] {
    if !run.held {
        return wish.window;
    }
    let drawn =
        layers.iter().filter_map(SceneLayer::drawn_bounds).reduce(|all, one| all.union(one));
    let area = Rect::new(0.0, 0.0, wish.area.width.mm(), wish.area.height.mm());
    // What is further away cannot be drawn into sight by itself at this size.
    let reach = area.inflate(area.width(), area.height());
    let drawn = drawn.unwrap_or_default().intersect(reach);
    let low = |mm: f64| (mm * wish.scale - MARGIN).floor() as i32;
    let high = |mm: f64| (mm * wish.scale + MARGIN).ceil() as i32;
    let (left, top) = (low(drawn.x0), low(drawn.y0));
    let side = |from: i32, to: i32| (to - from).clamp(1, LONGEST);
    [left, top, side(left, high(drawn.x1)), side(top, high(drawn.y1))]
}

/// The smallest box with all texels that differ.
fn changed(old: &[u8], new: &[u8], [.., columns, _]: [i32; 4]) -> [u32; 4] {
    let stride = columns as usize * 4;
    let (mut top, mut bottom, mut left, mut right) = (usize::MAX, 0, usize::MAX, 0);
    for (row, (old, new)) in old.chunks_exact(stride).zip(new.chunks_exact(stride)).enumerate() {
        if old == new {
            continue;
        }
        let differ = |(old, new): (&[u8], &[u8])| old != new;
        let pairs = || old.chunks_exact(4).zip(new.chunks_exact(4));
        left = left.min(pairs().position(differ).unwrap_or(usize::MAX));
        right = right.max(pairs().rposition(differ).map_or(0, |last| last + 1));
        top = top.min(row);
        bottom = row + 1;
    }
    if bottom == 0 {
        return [0; 4];
    }
    [left, top, right - left, bottom - top].map(|side| side as u32)
}

fn cut(pixels: &[u8], window: [i32; 4], patch: [u32; 4]) -> Vec<u8> {
    let stride = window[2] as usize * 4;
    let [left, top, columns, rows] = patch.map(|side| side as usize);
    let lines = pixels.chunks_exact(stride).skip(top).take(rows);
    let mut patch = Vec::with_capacity(columns * rows * 4);
    for line in lines {
        patch.extend_from_slice(&line[left * 4..(left + columns) * 4]);
    }
    patch
}
