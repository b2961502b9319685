//! The rules of preflight, one function each.

use std::collections::BTreeMap;

use catalog::{Product, SideId, Technique};
use design::{Content, Design, Layer, LayerId, read_drawing};
use geom::{Affine, Dpi, Mm, Rgb};
use scene::{Ground, Item, Note, Resources, Scene, SceneLayer};

use super::{Finding, Problem};
use crate::artwork::inspect;
use crate::{Artworks, Extent};

/// Less than this outside the area is rounding, in mm.
const SLACK: f64 = 0.05;
/// Millimetres in an inch.
const MM_PER_INCH: f64 = 25.4;

/// What is checked: a side of a design on a product.
pub struct Check<'a> {
    /// The product.
    pub product: &'a Product,
    /// The design, for sizes that a scene does not state.
    pub design: &'a Design,
    /// The finished side.
    pub scene: &'a Scene,
    /// Characters without a glyph, by layer; see [`missing_glyphs`].
    pub missing_glyphs: &'a BTreeMap<LayerId, Vec<char>>,
    /// Layers whose text cannot be set, and why.
    pub unset: &'a BTreeMap<LayerId, String>,
    /// The originals; `None` where they are not at hand, and then they are not judged.
    pub artworks: Option<&'a dyn Artworks>,
}

/// The characters of a side's texts that no font has, by layer.
pub fn missing_glyphs(
    design: &Design,
    side: &SideId,
    resources: &dyn Resources,
) -> BTreeMap<LayerId, Vec<char>> {
    let missing = |layer: &Layer| {
        let text = layer.content.shaped()?;
        Some((layer.id, resources.text(&text.key())?.missing.clone()))
    };
    design.stack(side).into_iter().filter_map(|layer| missing(layer)).collect()
}

/// All findings, layer by layer from the bottom, most serious first within a layer; then the texts that cannot be set.
pub fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut findings = judged(check);
    for (id, reason) in check.unset {
        if check.scene.layers.iter().any(|layer| layer.id == *id) {
            let problem = Problem::BadText { reason: reason.clone() };
            findings.push(Finding { layer: Some(*id), problem });
        }
    }
    findings
}

fn judged(check: &Check<'_>) -> Vec<Finding> {
    let Check { product, design, scene, .. } = *check;
    if !scene.layers.iter().any(draws) {
        return vec![Finding { layer: None, problem: Problem::NothingToPrint }];
    }
    // Art lies on the body; a swatch may show another part, such as a mug's inside.
    let body = product.colour(&design.head.colour).map(|colour| colour.parts.body);
    let mut findings = Vec::new();
    for (index, layer) in scene.layers.iter().enumerate() {
        let stated = design.layers.get(&layer.id);
        let is_text = stated.is_some_and(|stated| matches!(stated.content, Content::Text(_)));
        let ground = Ground::of(layer, scene.layers.iter().take(index).rev());
        let ground = ground.to_differ_from(body, is_text);
        let mut problems: Vec<Problem> = [
            without_glyph(check, layer),
            bad_artwork(check, layer),
            low_resolution(&product.technique, layer),
            outside(scene, layer),
            thin_line(&product.technique, stated.map(AsRef::as_ref), layer),
            becomes_pixels(layer),
            larger_tiles(layer),
            stated.and_then(|stated| small_text(&product.technique, stated)),
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

/// Whether anything of a layer would be seen: a text of spaces draws nothing. What is missing would be seen if it were
/// there.
fn draws(layer: &SceneLayer) -> bool {
    let missing = |note: &Note| matches!(note, Note::MissingDrawing(_));
    layer.opacity > 0.0 && (layer.drawn_bounds().is_some() || layer.notes.iter().any(missing))
}

fn without_glyph(check: &Check<'_>, layer: &SceneLayer) -> Option<Problem> {
    let characters = check.missing_glyphs.get(&layer.id).filter(|missing| !missing.is_empty())?;
    Some(Problem::MissingGlyphs { characters: characters.clone() })
}

fn bad_artwork(check: &Check<'_>, layer: &SceneLayer) -> Option<Problem> {
    let artworks = check.artworks?;
    let mut found = layer.notes.iter().find_map(|note| {
        let Note::MissingDrawing(artwork) = *note else { return None };
        let bad = artworks.bytes(artwork).and_then(|bytes| read_drawing(bytes).err());
        Some(match bad {
            Some(error) => Problem::BadArtwork { reason: error.to_string() },
            None => Problem::MissingArtwork { artwork },
        })
    });
    layer.each(&mut |item, _| {
        let Item::Picture(picture) = item else { return };
        if found.is_some() {
            return;
        }
        found = match artworks.bytes(picture.artwork) {
            None => Some(Problem::MissingArtwork { artwork: picture.artwork }),
            Some(bytes) => {
                let bad = inspect(bytes).err();
                bad.map(|error| Problem::BadArtwork { reason: error.to_string() })
            }
        };
    });
    found
}

/// The lowest resolution of what is shown of a layer's pictures, at the size at which they are printed.
fn low_resolution(technique: &Technique, layer: &SceneLayer) -> Option<Problem> {
    let mut lowest = f64::MAX;
    layer.each(&mut |item, place| {
        let Item::Picture(picture) = item else { return };
        let (columns, rows) = picture.shown_pixels();
        let [a, b, c, d, ..] = place.as_coeffs();
        let across = picture.size.width * (a * a + b * b).sqrt();
        let down = picture.size.height * (c * c + d * d).sqrt();
        let dpi = |pixels: f64, length: f64| pixels / length * MM_PER_INCH;
        lowest = lowest.min(dpi(columns, across)).min(dpi(rows, down));
    });
    // Whole numbers are judged, as they are shown: 299.9999 is 300.
    let dpi = Dpi::new(lowest.round());
    let (floor, aim) = (technique.floor_dpi, technique.aim_dpi);
    (dpi < aim).then_some(Problem::LowResolution { dpi, floor, aim })
}

fn outside(scene: &Scene, layer: &SceneLayer) -> Option<Problem> {
    if !draws(layer) {
        return None;
    }
    let area = Extent::Bleed.of(scene);
    let drawn = layer.drawn_bounds()?;
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

/// The thinnest line. Outlines of letters are judged by what is seen of them, which is as the document says.
fn thin_line(technique: &Technique, stated: Option<&Layer>, layer: &SceneLayer) -> Option<Problem> {
    let mut thinnest = f64::MAX;
    let mut seen = |width: f64| {
        if width > 0.0 {
            thinnest = thinnest.min(width);
        }
    };
    match stated.map(|stated| &stated.content) {
        Some(Content::Text(text)) => text.outlines.iter().for_each(|line| seen(line.width.mm())),
        Some(Content::Image(_) | Content::Shape(_) | Content::Drawing(_)) | None => {
            layer.each(&mut |item, place| {
                if let Item::Line { pen, .. } = item {
                    seen(pen.width * shortening(place));
                }
            });
        }
    }
    let minimum = technique.min_stroke;
    (thinnest < minimum.mm()).then_some(Problem::ThinLine { width: Mm::new(thinnest), minimum })
}

/// How much shorter a transform makes a length at most; 1 for one that only moves and turns.
fn shortening(place: Affine) -> f64 {
    let [a, b, c, d, ..] = place.as_coeffs();
    let shortest = (a * a + b * b).min(c * c + d * d).sqrt();
    if (shortest - 1.0).abs() < 1e-9 { 1.0 } else { shortest }
}

fn becomes_pixels(layer: &SceneLayer) -> Option<Problem> {
    let mut is_soft = false;
    layer.each(&mut |item, _| is_soft |= matches!(item, Item::Soft(_)));
    is_soft.then_some(Problem::BecomesPixels)
}

fn larger_tiles(layer: &SceneLayer) -> Option<Problem> {
    layer.notes.iter().find_map(|note| match *note {
        Note::LargerTiles { by } => Some(Problem::LargerTiles { by: (by * 10.0).ceil() / 10.0 }),
        Note::MissingDrawing(_) => None,
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

/// Colours of a layer that hardly differ from what it lies on: it is faint only where all of them do, shadows too. Pictures
/// are not judged.
fn faint_colour(layer: &SceneLayer, ground: Rgb) -> Option<Problem> {
    let mut clearest: Option<(Rgb, f64)> = None;
    let mut has_picture = false;
    layer.each(&mut |item, _| {
        let ink = match item {
            Item::Fill { ink, .. } | Item::Line { ink, .. } => ink,
            Item::Picture(picture) => {
                has_picture |= picture.look.flat.is_none();
                return;
            }
            Item::Group(_) | Item::Soft(_) => return,
        };
        for colour in ink.colours() {
            let distance = colour.distance(ground);
            if clearest.is_none_or(|(_, most)| distance > most) {
                clearest = Some((colour, distance));
            }
        }
    });
    let (colour, distance) = clearest.filter(|_| !has_picture)?;
    (distance < Ground::FAINT).then_some(Problem::FaintColour { colour, ground, distance })
}
