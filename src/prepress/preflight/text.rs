//! Letters: how large they are really drawn, characters that no font has, fonts that may not be embedded.

use std::collections::BTreeMap;

use catalog::SideId;
use design::{Content, Design, Fit, Fix, Layer, LayerId, Text};
use geom::{Mm, TextBlock};
use scene::Resources;

use super::check::View;
use super::finding::{Problem, Proposal};
use super::fixes::{Touch, enlarged, may, proposal};

/// Rounding of sizes, in mm.
const SLACK: f64 = 0.001;
/// A little larger than needed, for what rounding takes.
const SURE: f64 = 1.002;

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

/// The em height of a text's smallest letters as they are drawn, in mm; `None` for what is no text.
pub(super) fn least_text(view: &View<'_>) -> Option<f64> {
    let Content::Text(text) = &view.stated?.content else { return None };
    Some(text.size.mm() * least_span(text) * shrunk(text, view.check.resources))
}

fn least_span(text: &Text) -> f64 {
    text.spans.iter().filter_map(|span| span.scale).fold(1.0, f64::min)
}

/// How much smaller letters are drawn than the document says: in a box that they had to fit, or where a warp squeezes them.
fn shrunk(text: &Text, resources: &dyn Resources) -> f64 {
    let Some(block) = resources.text(&text.key()) else { return 1.0 };
    if let (Fit::Shrink { .. }, None, None) = (text.fit, text.path, text.warp) {
        let line = text.size.mm() * text.line_height;
        let least = block.lines.iter().map(|line| line.height).fold(line, f64::min);
        return if line > 0.0 { least / line } else { 1.0 };
    }
    if text.warp.is_some() { squeezed(&block) } else { 1.0 }
}

/// The shortest caret of a warped text as a part of the mean one.
fn squeezed(block: &TextBlock) -> f64 {
    let posts = block.lines.iter().flat_map(|line| &line.posts);
    let heights: Vec<f64> = posts.map(|post| (post.head() - post.foot()).hypot2().sqrt()).collect();
    let mean = heights.iter().sum::<f64>() / heights.len().max(1) as f64;
    let least = heights.iter().copied().fold(mean, f64::min);
    if mean > 0.0 { (least / mean).min(1.0) } else { 1.0 }
}

/// Letters below the technique's least.
pub(super) fn small_text(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    let minimum = view.check.limits.min_text;
    let size = least_text(view).filter(|size| size + SLACK < minimum.mm())?;
    let layer = view.stated?;
    let Content::Text(text) = &layer.content else { return None };
    let whole = text.size.mm() * shrunk(text, view.check.resources);
    let fix = if whole + SLACK < minimum.mm() {
        let factor = minimum.mm() / size * SURE;
        enlarged(view.drawn, view.safe, factor)
            .filter(|_| may(layer, Touch::Size))
            .map(|found| proposal(format!("Make it {minimum} high"), layer.id, found.fix()))
    } else {
        // Only parts of it are small.
        let scale = (minimum.mm() / whole * SURE).min(10.0);
        let fix = Fix::Letters { scale };
        may(layer, Touch::Words)
            .then(|| proposal(format!("Make small parts {minimum} high"), layer.id, fix))
    };
    Some((Problem::SmallText { size: Mm::new(size), minimum }, fix))
}

/// Characters that would print as frames.
pub(super) fn without_glyph(view: &View<'_>) -> Option<(Problem, Option<Proposal>)> {
    let id = view.drawn.id;
    let missing = view.check.missing_glyphs.get(&id).filter(|missing| !missing.is_empty())?;
    let fix = view.stated.and_then(|layer| {
        let Content::Text(text) = &layer.content else { return None };
        let is_left =
            text.content.chars().any(|one| !one.is_whitespace() && !missing.contains(&one));
        if is_left {
            let characters: String = missing.iter().collect();
            let label = format!("Remove \u{201c}{characters}\u{201d}");
            return may(layer, Touch::Words)
                .then(|| proposal(label, id, Fix::Without { characters }));
        }
        // On a side of its own nothing would be left to print.
        let alone = view.check.scene.layers.len() < 2;
        (may(layer, Touch::All) && !alone).then(|| proposal("Remove the text", id, Fix::Remove))
    });
    Some((Problem::MissingGlyphs { characters: missing.clone() }, fix))
}

/// Fonts of a layer whose licence restricts embedding.
pub(super) fn restricted(view: &View<'_>) -> Vec<(Problem, Option<Proposal>)> {
    if !view.check.limits.embeds_fonts {
        return Vec::new();
    }
    let fonts = view.check.restricted.get(&view.drawn.id);
    let problem = |(font, licence): &(String, String)| {
        (Problem::FontEmbedding { font: font.clone(), licence: licence.clone() }, None)
    };
    fonts.into_iter().flatten().map(problem).collect()
}
