//! Layers that lie still while others are dragged, as one picture between each two dragged ones: a frame then costs the
//! browser the same with thirty layers and with three thousand.

use design::LayerId;
use geom::{Affine, Rect, Size, path_data};
use leptos::prelude::{GetUntracked, document, window};
use scene::{Item, SceneLayer};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, Path2d, SvgImageElement};

use crate::editing::EditorStore;
use crate::editing::board::{Board, css_mm};

/// Fewer layers than this are drawn as quickly by themselves, and without a picture to begin with.
const LEAST: usize = 100;
/// With more dragged layers than this, their neighbours are drawn by themselves: each picture takes memory.
const MOST_DRAGGED: usize = 4;
/// Says on the layers' element that pictures stand for those that lie still.
const MARK: &str = "data-still";

/// Pictures of the layers that lie still. Dropping them shows the layers again.
pub(super) struct Still {
    origin: Element,
    pictures: Vec<HtmlCanvasElement>,
}

/// What of the side is in sight, and how large.
struct Sight {
    /// In mm.
    rect: Rect,
    /// Device pixels in a millimetre.
    scale: f64,
}

impl Still {
    /// Puts pictures below, between and above the dragged layers. `None` where they would not help.
    pub(super) fn of(
        store: EditorStore,
        (board, stage): (Board, Size),
        dragged: &[(LayerId, &Element)],
    ) -> Option<Self> {
        let stack = store.stack.get_untracked();
        if stack.len() < LEAST || dragged.len() > MOST_DRAGGED {
            return None;
        }
        let origin = dragged.first()?.1.parent_element()?;
        let sight = Sight::of(store, board, stage)?;
        let mut still = Self { origin, pictures: Vec::new() };
        let mut run = Vec::new();
        for id in stack {
            if let Some((_, element)) = dragged.iter().find(|(held, _)| *held == id) {
                still.add(store, &sight, &std::mem::take(&mut run), Some(element))?;
            } else {
                run.push(id);
            }
        }
        still.add(store, &sight, &run, None)?;
        // Fails only for a name that is none.
        let _ = still.origin.set_attribute(MARK, "");
        Some(still)
    }

    fn add(
        &mut self,
        store: EditorStore,
        sight: &Sight,
        run: &[LayerId],
        before: Option<&Element>,
    ) -> Option<()> {
        let picture = sight.picture(store, &self.origin, run)?;
        self.origin.insert_before(&picture, before.map(AsRef::as_ref)).ok()?;
        self.pictures.push(picture);
        Some(())
    }
}

impl Drop for Still {
    fn drop(&mut self) {
        for picture in &self.pictures {
            picture.remove();
        }
        // Fails only for a name that is none.
        let _ = self.origin.remove_attribute(MARK);
    }
}

impl Sight {
    fn of(store: EditorStore, board: Board, stage: Size) -> Option<Self> {
        let area = leptos::prelude::untrack(|| store.area());
        let bleed = area.bleed.mm();
        let printed = Rect::new(0.0, 0.0, area.width.mm(), area.height.mm()).inflate(bleed, bleed);
        let seen = Rect::from_points(
            board.to_mm(geom::Point::ORIGIN),
            board.to_mm(geom::Point::new(stage.width, stage.height)),
        );
        let rect = printed.intersect(seen);
        let ratio = window().device_pixel_ratio();
        let scale = board.px_per_mm * ratio;
        // From a whole pixel of the screen to another, or the browser would shift the picture to them.
        let corner = board.origin * ratio;
        let low = |mm: f64, from: f64| ((mm * scale + from).floor() - from) / scale;
        let high = |mm: f64, from: f64| ((mm * scale + from).ceil() - from) / scale;
        let whole = Rect::new(
            low(rect.x0, corner.x),
            low(rect.y0, corner.y),
            high(rect.x1, corner.x),
            high(rect.y1, corner.y),
        );
        (rect.area() > 0.0).then_some(Self { rect: whole, scale })
    }

    fn canvas(&self) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
        let canvas: HtmlCanvasElement =
            document().create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_width((self.rect.width() * self.scale).round() as u32);
        canvas.set_height((self.rect.height() * self.scale).round() as u32);
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some((canvas, context))
    }

    fn picture(
        &self,
        store: EditorStore,
        origin: &Element,
        run: &[LayerId],
    ) -> Option<HtmlCanvasElement> {
        let (canvas, context) = self.canvas()?;
        canvas.set_class_name("layers-still");
        let (rect, edge) = (self.rect, |pixels: u32| css_mm(f64::from(pixels) / self.scale));
        let style = format!(
            "left:{};top:{};width:{};height:{}",
            css_mm(rect.x0),
            css_mm(rect.y0),
            edge(canvas.width()),
            edge(canvas.height()),
        );
        // Fails only for a name that is none.
        let _ = canvas.set_attribute("style", &style);
        for id in run {
            let Some(state) = store.layer(*id) else { continue };
            let layer = state.get_untracked().layer;
            if !layer.hidden {
                self.draw(&context, origin, &store.scene_layer(&layer))?;
            }
        }
        Some(canvas)
    }

    fn draw(
        &self,
        context: &CanvasRenderingContext2d,
        origin: &Element,
        layer: &SceneLayer,
    ) -> Option<()> {
        if layer.opacity < 1.0 && layer.items.len() > 1 {
            // Together, so that overlaps do not show through.
            let (whole, inner) = self.canvas()?;
            self.draw(&inner, origin, &SceneLayer { opacity: 1.0, ..layer.clone() })?;
            context.reset_transform().ok()?;
            context.set_global_alpha(layer.opacity);
            return context.draw_image_with_html_canvas_element(&whole, 0.0, 0.0).ok();
        }
        let to_picture = Affine::scale(self.scale)
            * Affine::translate(-self.rect.origin().to_vec2())
            * layer.to_side;
        let [a, b, c, d, e, f] = to_picture.as_coeffs();
        context.set_transform(a, b, c, d, e, f).ok()?;
        context.set_global_alpha(layer.opacity);
        for item in &layer.items {
            match item {
                Item::Fill { path, colour } => {
                    context.set_fill_style_str(&colour.to_string());
                    context
                        .fill_with_path_2d(&Path2d::new_with_path_string(&path_data(path)).ok()?);
                }
                Item::Stroke { path, colour, width } => {
                    context.set_stroke_style_str(&colour.to_string());
                    context.set_line_width(*width);
                    context.set_miter_limit(4.0);
                    context.stroke_with_path(&Path2d::new_with_path_string(&path_data(path)).ok()?);
                }
                Item::Image { size, .. } => {
                    let selector = format!("[data-layer=\"{}\"] image", layer.id);
                    let shown = origin.query_selector(&selector).ok().flatten();
                    if let Some(shown) = shown.and_then(|shown| shown.dyn_into().ok()) {
                        let shown: SvgImageElement = shown;
                        // A picture that has not come yet is not there on the stage either.
                        let _ = context.draw_image_with_svg_image_element_and_dw_and_dh(
                            &shown,
                            0.0,
                            0.0,
                            size.width,
                            size.height,
                        );
                    }
                }
            }
        }
        Some(())
    }
}
