//! Layers that lie still while others are dragged, as one picture between each two dragged ones: a frame then costs the
//! browser the same with thirty layers and with three thousand.

use design::{Blend, LayerId};
use geom::{Affine, BezPath, FillRule, Ink, Point, Rect, Size, Stop, Vec2, path_data};
use leptos::prelude::{GetUntracked, document, window};
use scene::{Cut, Group, Item, SceneLayer};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasGradient, CanvasRenderingContext2d, CanvasWindingRule, Element, HtmlCanvasElement,
    Path2d, SvgImageElement,
};

use crate::editing::EditorStore;
use crate::editing::board::{Board, css_transform};
use crate::editing::items_svg::{cap_name, join_name};

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
pub(super) struct Sight {
    /// In mm.
    rect: Rect,
    /// Pixels of the page in a millimetre.
    px_per_mm: f64,
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
        if origin.closest("[data-live=\"art\"]").ok()?.is_some() {
            // The live picture shows them.
            return None;
        }
        let sight = Sight::of(store, &origin, board, stage)?;
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
    fn of(store: EditorStore, origin: &Element, board: Board, stage: Size) -> Option<Self> {
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
        let view = origin.closest(".stage-view").ok()??.get_bounding_client_rect();
        let corner = (Vec2::new(view.left(), view.top()) + board.origin) * ratio;
        let low = |mm: f64, from: f64| ((mm * scale + from).floor() - from) / scale;
        let high = |mm: f64, from: f64| ((mm * scale + from).ceil() - from) / scale;
        let whole = Rect::new(
            low(rect.x0, corner.x),
            low(rect.y0, corner.y),
            high(rect.x1, corner.x),
            high(rect.y1, corner.y),
        );
        let px_per_mm = board.px_per_mm;
        (rect.area() > 0.0).then_some(Self { rect: whole, px_per_mm, scale })
    }

    /// A few pixels around a point, at so many device pixels in a millimetre.
    pub(super) fn around(at: Point, scale: f64) -> Self {
        /// Edge in pixels: odd, so that there is one in the middle, and enough for a soft shadow.
        const EDGE: f64 = 31.0;
        let edge = EDGE / scale;
        Self { rect: Rect::from_center_size(at, Size::new(edge, edge)), px_per_mm: scale, scale }
    }

    pub(super) fn canvas(&self) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
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
        let place = Affine::translate(self.rect.origin().to_vec2())
            * Affine::scale(self.px_per_mm / self.scale);
        let style = format!("transform:{}", css_transform(place));
        // Fails only for a name that is none.
        let _ = canvas.set_attribute("style", &style);
        for id in run {
            let Some(state) = store.layer(*id) else { continue };
            let layer = state.get_untracked().layer;
            // What mixes with the layers below cannot be drawn apart from them.
            if !layer.hidden && layer.blend != Blend::Normal {
                return None;
            }
            if !layer.hidden {
                self.draw(&context, origin, &store.scene_layer(&layer))?;
            }
        }
        Some(canvas)
    }

    /// Draws a layer; the pictures in it are those of the elements below `origin`.
    pub(super) fn draw(
        &self,
        context: &CanvasRenderingContext2d,
        origin: &Element,
        layer: &SceneLayer,
    ) -> Option<()> {
        if layer.opacity < 1.0
            && !matches!(&layer.items[..], [Item::Fill { .. } | Item::Line { .. }])
        {
            // Together, so that overlaps do not show through.
            let (whole, inner) = self.canvas()?;
            self.draw(&inner, origin, &SceneLayer { opacity: 1.0, ..layer.clone() })?;
            return over(context, &whole, layer.opacity);
        }
        let selector = format!("[data-layer=\"{}\"] image", layer.id);
        let shown = origin.query_selector_all(&selector).ok()?;
        let mut images = (0..shown.length()).filter_map(|index| shown.get(index));
        let place = Affine::scale(self.scale)
            * Affine::translate(-self.rect.origin().to_vec2())
            * layer.to_side;
        self.items(context, &mut images, &layer.items, (place, layer.opacity))
    }

    /// Draws items whose space lies on the picture by `place`.
    fn items(
        &self,
        context: &CanvasRenderingContext2d,
        images: &mut dyn Iterator<Item = web_sys::Node>,
        items: &[Item],
        (place, faded): (Affine, f64),
    ) -> Option<()> {
        for item in items {
            set_place(context, place)?;
            match item {
                Item::Fill { path, rule, ink, opacity } => {
                    context.set_global_alpha(faded * opacity);
                    match gradient(context, ink) {
                        Ok(colour) => context.set_fill_style_str(&colour),
                        Err(gradient) => context.set_fill_style_canvas_gradient(&gradient),
                    }
                    context.fill_with_path_2d_and_winding(&path_of(path)?, winding(*rule));
                }
                Item::Line { path, pen, ink, opacity } => {
                    context.set_global_alpha(faded * opacity);
                    match gradient(context, ink) {
                        Ok(colour) => context.set_stroke_style_str(&colour),
                        Err(gradient) => context.set_stroke_style_canvas_gradient(&gradient),
                    }
                    context.set_line_width(pen.width);
                    context.set_miter_limit(4.0);
                    context.set_line_cap(cap_name(pen.cap).unwrap_or("butt"));
                    context.set_line_join(join_name(pen.join).unwrap_or("miter"));
                    let dashes: js_sys::Array =
                        pen.dashes.iter().map(|dash| JsValue::from(*dash)).collect();
                    context.set_line_dash(&dashes).ok()?;
                    context.stroke_with_path(&path_of(path)?);
                }
                Item::Picture(picture) => {
                    context.set_global_alpha(faded);
                    let shown = images.next().and_then(|shown| shown.dyn_into().ok());
                    if let Some(shown) = shown {
                        let (shown, whole): (SvgImageElement, _) = (shown, picture.whole());
                        context.save();
                        context.begin_path();
                        context.rect(0.0, 0.0, picture.size.width, picture.size.height);
                        context.clip();
                        // A picture that has not come yet is not there on the stage either.
                        let _ = context.draw_image_with_svg_image_element_and_dw_and_dh(
                            &shown,
                            whole.x0,
                            whole.y0,
                            whole.width(),
                            whole.height(),
                        );
                        context.restore();
                    }
                }
                Item::Soft(soft) => {
                    let (whole, inner) = self.canvas()?;
                    self.items(&inner, images, &soft.items, (place, 1.0))?;
                    let blur = soft.blur / 2.0 * self.scale;
                    // Where the browser cannot blur, the shadow is hard while something is dragged.
                    context.set_filter(&format!("blur({blur}px)"));
                    over(context, &whole, faded)?;
                    context.set_filter("none");
                }
                Item::Group(group) => self.group(context, images, group, (place, faded))?,
            }
        }
        Some(())
    }

    fn group(
        &self,
        context: &CanvasRenderingContext2d,
        images: &mut dyn Iterator<Item = web_sys::Node>,
        Group { place: inner, opacity, cut, items }: &Group,
        (place, faded): (Affine, f64),
    ) -> Option<()> {
        let place = place * *inner;
        let opacity = faded * opacity;
        match cut {
            None if opacity >= 1.0 => self.items(context, images, items, (place, 1.0)),
            Some(Cut::Path(clip)) if opacity >= 1.0 => {
                context.save();
                set_place(context, place)?;
                context.clip_with_path_2d_and_winding(&path_of(&clip.path)?, winding(clip.rule));
                let drawn = self.items(context, images, items, (place, 1.0));
                context.restore();
                drawn
            }
            None | Some(Cut::Path(_)) => {
                let (whole, alone) = self.canvas()?;
                let group =
                    Group { place: *inner, opacity: 1.0, cut: cut.clone(), items: items.clone() };
                self.group(&alone, images, &group, (place * inner.inverse(), 1.0))?;
                over(context, &whole, opacity)
            }
            Some(Cut::Alpha(stencil)) => {
                let (mask, cutter) = self.canvas()?;
                self.items(&cutter, images, stencil, (place, 1.0))?;
                let (whole, alone) = self.canvas()?;
                self.items(&alone, images, items, (place, 1.0))?;
                alone.set_global_composite_operation("destination-in").ok()?;
                over(&alone, &mask, 1.0)?;
                over(context, &whole, opacity)
            }
        }
    }
}

/// Draws a picture of the same part over another.
pub(super) fn over(
    context: &CanvasRenderingContext2d,
    whole: &HtmlCanvasElement,
    opacity: f64,
) -> Option<()> {
    context.reset_transform().ok()?;
    context.set_global_alpha(opacity);
    context.draw_image_with_html_canvas_element(whole, 0.0, 0.0).ok()
}

fn set_place(context: &CanvasRenderingContext2d, place: Affine) -> Option<()> {
    let [a, b, c, d, e, f] = place.as_coeffs();
    context.set_transform(a, b, c, d, e, f).ok()
}

pub(super) fn path_of(path: &BezPath) -> Option<Path2d> {
    Path2d::new_with_path_string(&path_data(path)).ok()
}

pub(super) fn winding(rule: FillRule) -> CanvasWindingRule {
    match rule {
        FillRule::NonZero => CanvasWindingRule::Nonzero,
        FillRule::EvenOdd => CanvasWindingRule::Evenodd,
    }
}

/// A colour, or else a gradient.
fn gradient(context: &CanvasRenderingContext2d, ink: &Ink) -> Result<String, CanvasGradient> {
    let (gradient, stops) = match ink {
        Ink::Solid(colour) => return Ok(colour.to_string()),
        Ink::Linear { from, to, stops } => {
            (Ok(context.create_linear_gradient(from.x, from.y, to.x, to.y)), stops)
        }
        Ink::Radial { centre: Point { x, y }, radius, stops } => {
            (context.create_radial_gradient(*x, *y, 0.0, *x, *y, *radius), stops)
        }
    };
    let Ok(gradient) = gradient else { return Ok(String::new()) };
    for Stop { at, colour, opacity } in stops {
        let alpha = (opacity * 255.0).round() as u8;
        // Fails only for a place that is none.
        let _ = gradient.add_color_stop(*at as f32, &format!("{colour}{alpha:02x}"));
    }
    Err(gradient)
}
