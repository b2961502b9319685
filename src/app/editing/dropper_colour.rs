//! The colour that is drawn at a point of the stage. Plain colours are read from the scene, exact to the bit; where things
//! mix (pictures, gradients, what can be seen through) a few pixels are drawn and looked at. The product's own shading is
//! not looked at: where nothing is drawn, its colour counts.

use design::Blend;
use geom::{FillRule, Ink, Point, Rect, Rgb};
use leptos::prelude::*;
use scene::{Cut, Group, Item, SceneLayer, bounds_of};
use web_sys::{CanvasRenderingContext2d, Element};

use crate::editing::EditorStore;
use crate::editing::items_svg::{cap_name, join_name};
use crate::editing::still::{Sight, over, path_of, winding};

/// From this opacity on nothing of what is below shows, on a screen of 256 steps.
const HIDES: f64 = 0.998;

/// What is drawn on the side that is shown.
pub(super) struct Drawn {
    /// Bottom first, with what each covers in mm.
    layers: Vec<(Rect, SceneLayer)>,
    /// The product's colour.
    ground: Rgb,
    /// Where anything is drawn at all, in mm.
    area: Rect,
}

/// What is seen of some items at a point.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Nothing,
    Colour(Rgb),
    /// Something that has to be drawn to be known.
    Mixed,
}

impl Drawn {
    /// What is drawn now. It follows the design.
    pub(super) fn of(store: EditorStore) -> Self {
        store.revision.track();
        store.outlines.track();
        let area = store.area();
        let bleed = area.bleed.mm();
        let area = Rect::new(0.0, 0.0, area.width.mm(), area.height.mm()).inflate(bleed, bleed);
        let layers = store.stack.get().into_iter().filter_map(|id| {
            let layer = store.layer(id)?.get_untracked().layer;
            let drawn = (!layer.hidden).then(|| store.scene_layer(&layer))?;
            Some((bounds_of(&drawn.items, drawn.to_side)?, drawn))
        });
        Self { layers: layers.collect(), ground: store.colour().parts.body, area }
    }

    /// The colour at a point in mm, as it is seen at so many device pixels in a millimetre. `origin` is the element that
    /// holds the layers' elements. `None` where the browser does not let its pixels be read.
    pub(super) fn colour_at(&self, at: Point, scale: f64, origin: &Element) -> Option<Rgb> {
        let sight = Sight::around(at, scale);
        let (canvas, context) = sight.canvas()?;
        let under: Vec<&SceneLayer> = self
            .layers
            .iter()
            .filter(|(bounds, _)| self.area.contains(at) && bounds.contains(at))
            .map(|(_, layer)| layer)
            .collect();
        let seen = under.iter().rev().map(|layer| seen_of(&context, layer, at));
        match seen.into_iter().find(|seen| *seen != Seen::Nothing) {
            None | Some(Seen::Nothing) => return Some(self.ground),
            Some(Seen::Colour(colour)) => return Some(colour),
            Some(Seen::Mixed) => {}
        }
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        context.set_fill_style_str(&self.ground.to_string());
        context.fill_rect(0.0, 0.0, width, height);
        for layer in under {
            if layer.blend == Blend::Normal {
                sight.draw(&context, origin, layer)?;
                continue;
            }
            let (whole, inner) = sight.canvas()?;
            sight.draw(&inner, origin, layer)?;
            context.set_global_composite_operation(mixing(layer.blend)).ok()?;
            over(&context, &whole, 1.0)?;
            context.set_global_composite_operation("source-over").ok()?;
        }
        let pixel = context.get_image_data((width / 2.0).floor(), (height / 2.0).floor(), 1.0, 1.0);
        match pixel.ok()?.data()[..] {
            [red, green, blue, ..] => Some(Rgb::new(red, green, blue)),
            _ => None,
        }
    }
}

fn seen_of(context: &CanvasRenderingContext2d, layer: &SceneLayer, at: Point) -> Seen {
    if layer.to_side.determinant() == 0.0 {
        return Seen::Nothing;
    }
    match seen(context, &layer.items, layer.to_side.inverse() * at, layer.opacity) {
        Seen::Colour(_) if layer.blend != Blend::Normal => Seen::Mixed,
        seen => seen,
    }
}

/// What is seen at a point of the items' space.
fn seen(context: &CanvasRenderingContext2d, items: &[Item], at: Point, faded: f64) -> Seen {
    let is_inside = |path: &_, rule: FillRule| {
        path_of(path).is_some_and(|path| {
            let rule = winding(rule);
            context.is_point_in_path_with_path_2d_and_f64_and_winding(&path, at.x, at.y, rule)
        })
    };
    let one = |item: &Item| match item {
        Item::Fill { path, rule, ink, opacity } if is_inside(path, *rule) => {
            inked(ink, faded * opacity)
        }
        Item::Line { path, pen, ink, opacity } => {
            context.set_line_width(pen.width);
            context.set_miter_limit(4.0);
            context.set_line_cap(cap_name(pen.cap).unwrap_or("butt"));
            context.set_line_join(join_name(pen.join).unwrap_or("miter"));
            let dashes: js_sys::Array =
                pen.dashes.iter().map(|dash| wasm_bindgen::JsValue::from(*dash)).collect();
            let is_set = context.set_line_dash(&dashes).is_ok();
            let is_on = path_of(path).is_some_and(|path| {
                context.is_point_in_stroke_with_path_and_x_and_y(&path, at.x, at.y)
            });
            if is_set && is_on { inked(ink, faded * opacity) } else { Seen::Nothing }
        }
        Item::Picture(picture) if picture.size.to_rect().contains(at) => Seen::Mixed,
        Item::Soft(soft) => {
            let around = bounds_of(&soft.items, geom::Affine::IDENTITY);
            let reach = soft.blur * 2.0;
            let is_near = around.is_some_and(|around| around.inflate(reach, reach).contains(at));
            if is_near { Seen::Mixed } else { Seen::Nothing }
        }
        Item::Group(Group { place, opacity, cut, items }) if place.determinant() != 0.0 => {
            // A cut is in the items' space.
            let within = place.inverse() * at;
            match cut {
                Some(Cut::Path(clip)) => {
                    let is_shown = path_of(&clip.path).is_some_and(|path| {
                        let rule = winding(clip.rule);
                        context.is_point_in_path_with_path_2d_and_f64_and_winding(
                            &path, within.x, within.y, rule,
                        )
                    });
                    if is_shown {
                        seen(context, items, within, faded * opacity)
                    } else {
                        Seen::Nothing
                    }
                }
                Some(Cut::Alpha(_)) => Seen::Mixed,
                None => seen(context, items, within, faded * opacity),
            }
        }
        Item::Fill { .. } | Item::Picture(_) | Item::Group(_) => Seen::Nothing,
    };
    items.iter().rev().map(one).find(|seen| *seen != Seen::Nothing).unwrap_or(Seen::Nothing)
}

fn inked(ink: &Ink, opacity: f64) -> Seen {
    match ink {
        _ if opacity <= 0.0 => Seen::Nothing,
        Ink::Solid(colour) if opacity >= HIDES => Seen::Colour(*colour),
        Ink::Solid(_) | Ink::Linear { .. } | Ink::Radial { .. } => Seen::Mixed,
    }
}

/// What a canvas calls a way to mix.
fn mixing(blend: Blend) -> &'static str {
    match blend {
        Blend::Normal => "source-over",
        Blend::Multiply => "multiply",
        Blend::Screen => "screen",
        Blend::Overlay => "overlay",
        Blend::Darken => "darken",
        Blend::Lighten => "lighten",
    }
}
