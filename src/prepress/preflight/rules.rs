//! The rules of preflight, one function each.

use std::collections::BTreeMap;

use catalog::{Product, Technique};
use design::{Content, Design, Layer, LayerId};
use geom::{Dpi, Mm, Rgb, Shape};
use scene::{Item, Scene, SceneLayer};

use super::{Finding, Problem};
use crate::artwork::inspect;
use crate::{Artworks, Extent};

/// Closer colours than this (OKLab) are hard to tell apart on cloth or clay; 0.02 is just visible on a screen.
const FAINT: f64 = 0.08;
/// Less than this outside the area is rounding, in mm.
const SLACK: f64 = 0.05;

/// What is checked: a side of a design on a product.
pub struct Check<'a> {
    /// The product.
    pub product: &'a Product,
    /// The design, for sizes that a scene does not state.
    pub design: &'a Design,
    /// The finished side.
    pub scene: &'a Scene,
    /// Characters without a glyph, by text layer.
    pub missing_glyphs: &'a BTreeMap<LayerId, Vec<char>>,
    /// The originals; `None` where they are not at hand, and then they are not judged.
    pub artworks: Option<&'a dyn Artworks>,
}

/// All findings, layer by layer from the bottom, most serious first within a layer.
pub fn check(check: &Check<'_>) -> Vec<Finding> {
    let Check { product, design, scene, .. } = *check;
    if !scene.layers.iter().any(draws) {
        return vec![Finding { layer: None, problem: Problem::NothingToPrint }];
    }
    // Art lies on the body; a swatch may show another part, such as a mug's inside.
    let ground = product.colour(&design.head.colour).map(|colour| colour.parts.body);
    let mut findings = Vec::new();
    for layer in &scene.layers {
        let mut problems: Vec<Problem> = [
            missing_glyphs(check, layer),
            bad_artwork(check, layer),
            low_resolution(&product.technique, layer),
            outside(scene, layer),
            thin_line(&product.technique, layer),
            design.layers.get(&layer.id).and_then(|stated| small_text(&product.technique, stated)),
        ]
        .into_iter()
        .flatten()
        .chain(ground.iter().filter_map(|ground| faint_colour(layer, *ground)))
        .collect();
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity()));
        findings
            .extend(problems.into_iter().map(|problem| Finding { layer: Some(layer.id), problem }));
    }
    findings
}

/// Whether anything of a layer would be seen: a text of spaces draws nothing.
fn draws(layer: &SceneLayer) -> bool {
    layer.opacity > 0.0
        && layer.items.iter().any(|item| match item {
            Item::Fill { path, .. } | Item::Stroke { path, .. } => !path.elements().is_empty(),
            Item::Image { .. } => true,
        })
}

fn missing_glyphs(check: &Check<'_>, layer: &SceneLayer) -> Option<Problem> {
    let characters = check.missing_glyphs.get(&layer.id).filter(|missing| !missing.is_empty())?;
    Some(Problem::MissingGlyphs { characters: characters.clone() })
}

fn bad_artwork(check: &Check<'_>, layer: &SceneLayer) -> Option<Problem> {
    let artworks = check.artworks?;
    layer.items.iter().find_map(|item| {
        let Item::Image { artwork, .. } = item else { return None };
        let Some(bytes) = artworks.bytes(*artwork) else {
            return Some(Problem::MissingArtwork { artwork: *artwork });
        };
        inspect(bytes).err().map(|error| Problem::BadArtwork { reason: error.to_string() })
    })
}

fn low_resolution(technique: &Technique, layer: &SceneLayer) -> Option<Problem> {
    layer.items.iter().find_map(|item| {
        let Item::Image { pixels, size, .. } = item else { return None };
        let across = Dpi::of(pixels.width, Mm::new(size.width));
        let down = Dpi::of(pixels.height, Mm::new(size.height));
        // Whole numbers are judged, as they are shown: 299.9999 is 300.
        let dpi = Dpi::new(across.dpi().min(down.dpi()).round());
        let (floor, aim) = (technique.floor_dpi, technique.aim_dpi);
        (dpi < aim).then_some(Problem::LowResolution { dpi, floor, aim })
    })
}

fn outside(scene: &Scene, layer: &SceneLayer) -> Option<Problem> {
    if !draws(layer) {
        return None;
    }
    let area = Extent::Bleed.of(scene);
    let drawn = drawn_bounds(layer);
    let over = [area.x0 - drawn.x0, area.y0 - drawn.y0, drawn.x1 - area.x1, drawn.y1 - area.y1]
        .into_iter()
        .fold(0.0, f64::max);
    let apart =
        drawn.x0 >= area.x1 || drawn.x1 <= area.x0 || drawn.y0 >= area.y1 || drawn.y1 <= area.y0;
    if apart {
        Some(Problem::OutsideArea)
    } else {
        (over > SLACK).then_some(Problem::CutOff { over: Mm::new(over) })
    }
}

/// The rectangle around what is really drawn, which for text is less than its frame.
fn drawn_bounds(layer: &SceneLayer) -> geom::Rect {
    layer
        .items
        .iter()
        .map(|item| match item {
            Item::Fill { path, .. } => (layer.to_side * path.as_ref().clone()).bounding_box(),
            Item::Stroke { path, width, .. } => {
                let bounds = (layer.to_side * path.as_ref().clone()).bounding_box();
                bounds.inflate(width / 2.0, width / 2.0)
            }
            Item::Image { size, .. } => layer.to_side.transform_rect_bbox(size.to_rect()),
        })
        .reduce(|all, one| all.union(one))
        .unwrap_or(geom::Rect::ZERO)
}

fn thin_line(technique: &Technique, layer: &SceneLayer) -> Option<Problem> {
    let minimum = technique.min_stroke;
    layer.items.iter().find_map(|item| match item {
        Item::Stroke { width, .. } if *width < minimum.mm() => {
            Some(Problem::ThinLine { width: Mm::new(*width), minimum })
        }
        Item::Stroke { .. } | Item::Fill { .. } | Item::Image { .. } => None,
    })
}

fn small_text(technique: &Technique, layer: &Layer) -> Option<Problem> {
    let minimum = technique.min_text;
    match &layer.content {
        Content::Text(text) => {
            let scales = text.spans.iter().filter_map(|span| span.scale);
            let size = text.size * scales.fold(1.0, f64::min);
            (size < minimum).then_some(Problem::SmallText { size, minimum })
        }
        Content::Image(_) | Content::Shape(_) | Content::Drawing(_) => None,
    }
}

/// Colours of a layer that hardly differ from the product. A shape is faint only where its fill and its line are.
fn faint_colour(layer: &SceneLayer, product: Rgb) -> Option<Problem> {
    let colours: Vec<Rgb> = layer
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Fill { colour, .. } | Item::Stroke { colour, .. } => Some(*colour),
            Item::Image { .. } => None,
        })
        .collect();
    let clearest = colours.iter().map(|colour| colour.distance(product)).fold(0.0, f64::max);
    let colour = *colours.first()?;
    (clearest < FAINT).then_some(Problem::FaintColour { colour, product, distance: clearest })
}
