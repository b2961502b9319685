//! What every layer of a design must keep to, whoever wrote it. Reading bytes is done in `file`.

use geom::{Mm, Stop};

use crate::{
    Content, Feature, Fill, Fit, Image, Layer, LayerId, MAX_FEATURES, MAX_FILL_STOPS, MAX_GROUPS,
    MAX_OUTLINES, MAX_SHADOWS, MAX_SPANS, MAX_SWAPS, Mask, Shape, Stroke, Text, TextPath, Tone,
};

/// Most characters in one text.
pub const MAX_TEXT: usize = 5_000;
/// Largest size of anything, in mm.
pub const MAX_SIZE: f64 = 5_000.0;
/// Smallest size of a text, its box and the circle that it runs along, in mm.
pub(crate) const LEAST_SIZE: f64 = 0.1;
/// Farthest place from the print area's corner, in mm.
pub const MAX_PLACE: f64 = 10_000.0;
/// Farthest that a shadow fades, in mm.
const MAX_BLUR: f64 = 50.0;

fn within(value: f64, low: f64, high: f64) -> bool {
    value >= low && value <= high
}

fn sized(length: Mm, least: f64) -> bool {
    within(length.mm(), least, MAX_SIZE)
}

/// The first rule that a layer breaks, in words; `None` for a good one.
pub fn broken_rule(id: LayerId, layer: &Layer) -> Option<String> {
    if layer.id != id {
        return Some(format!("it calls itself {}", layer.id));
    }
    if !within(layer.x.mm(), -MAX_PLACE, MAX_PLACE) || !within(layer.y.mm(), -MAX_PLACE, MAX_PLACE)
    {
        return Some(format!("it lies more than {MAX_PLACE} mm away"));
    }
    if !within(layer.opacity, 0.0, 1.0) {
        return Some("its opacity is not from 0 to 1".into());
    }
    if layer.groups.len() > MAX_GROUPS {
        return Some(format!("it is in more than {MAX_GROUPS} groups"));
    }
    let shadow = |shadow: &crate::Shadow| {
        within(shadow.dx.mm(), -MAX_SIZE, MAX_SIZE)
            && within(shadow.dy.mm(), -MAX_SIZE, MAX_SIZE)
            && within(shadow.blur.mm(), 0.0, MAX_BLUR)
            && within(shadow.opacity, 0.0, 1.0)
    };
    if layer.shadows.len() > MAX_SHADOWS || !layer.shadows.iter().all(shadow) {
        return Some("its shadow is out of range".into());
    }
    if !layer.content.fill().is_none_or(is_fill) {
        return Some("its gradient or pattern is out of range".into());
    }
    match &layer.content {
        Content::Text(text) => broken_text(text),
        Content::Image(image) => (!is_image(image))
            .then(|| "its picture has no size, or one or a change out of range".into()),
        Content::Shape(Shape { width, height, stroke, .. }) => {
            let good = sized(*width, 0.01) && sized(*height, 0.01) && stroke.iter().all(is_stroke);
            (!good).then(|| "its shape has a size out of range".into())
        }
        Content::Drawing(drawing) => {
            let good = sized(drawing.width, 0.01)
                && sized(drawing.height, 0.01)
                && drawing.swaps.len() <= MAX_SWAPS;
            (!good).then(|| "its drawing has a size out of range, or too many colours".into())
        }
    }
}

fn broken_text(text: &Text) -> Option<String> {
    let count = text.content.chars().count();
    if count > MAX_TEXT {
        return Some(format!("its text has {count} characters; at most {MAX_TEXT} are set"));
    }
    let numbers = sized(text.size, LEAST_SIZE)
        && within(text.line_height, 0.1, 10.0)
        && within(text.letter_spacing, -1.0, 10.0)
        && within(text.paragraph_spacing, 0.0, 10.0)
        && text.width.is_none_or(|width| sized(width, LEAST_SIZE));
    if !numbers {
        return Some("its size, spacing or width is out of range".into());
    }
    let fit = match text.fit {
        Fit::Grow => true,
        Fit::Fixed { height } => sized(height, LEAST_SIZE),
        Fit::Shrink { height, smallest } => {
            sized(height, LEAST_SIZE) && sized(smallest, LEAST_SIZE)
        }
    };
    let path = match text.path {
        None => true,
        Some(TextPath::ArcUp { sweep } | TextPath::ArcDown { sweep }) => within(sweep, 5.0, 350.0),
        Some(TextPath::Circle { radius, .. }) => sized(radius, LEAST_SIZE),
        Some(TextPath::Wave { height, waves }) => {
            within(height, -4.0, 4.0) && within(waves, 0.25, 8.0)
        }
    };
    let warp = text.warp.is_none_or(|warp| within(warp.amount, -1.0, 1.0));
    if !fit || !path || !warp {
        return Some("its box, path or warp is out of range".into());
    }
    if text.outlines.len() > MAX_OUTLINES || !text.outlines.iter().all(is_stroke) {
        return Some(format!("it has more than {MAX_OUTLINES} outlines, or one out of range"));
    }
    (!are_spans(text) || !are_features(&text.features))
        .then(|| "its spans or features are out of range".into())
}

fn are_spans(text: &Text) -> bool {
    let mut end = 0;
    text.spans.len() <= MAX_SPANS
        && text.spans.iter().all(|span| {
            let good = span.from >= end
                && span.to > span.from
                && span.scale.is_none_or(|scale| within(scale, 0.1, 10.0))
                && span.rise.is_none_or(|rise| within(rise, -10.0, 10.0))
                && are_features(&span.features);
            end = span.to;
            good
        })
}

fn are_features(features: &[Feature]) -> bool {
    let tag = |tag: &str| tag.len() == 4 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    features.len() <= MAX_FEATURES
        && features.iter().all(|feature| tag(&feature.tag) && feature.value <= 99)
}

fn is_stroke(stroke: &Stroke) -> bool {
    within(stroke.width.mm(), 0.0, MAX_SIZE)
}

fn is_fill(fill: &Fill) -> bool {
    let stops = |stops: &[Stop]| {
        (2..=MAX_FILL_STOPS).contains(&stops.len())
            && stops.iter().all(|stop| within(stop.at, 0.0, 1.0) && within(stop.opacity, 0.0, 1.0))
            && stops.windows(2).all(|pair| pair[0].at <= pair[1].at)
    };
    match fill {
        Fill::Linear { stops: all, .. } | Fill::Radial { stops: all } => stops(all),
        Fill::Pattern(pattern) => {
            within(pattern.width.mm(), 1.0, 500.0) && within(pattern.gap.mm(), 0.0, 500.0)
        }
    }
}

fn is_image(image: &Image) -> bool {
    let crop = image.crop.is_none_or(|crop| {
        let sides = [crop.left, crop.top, crop.right, crop.bottom];
        sides.iter().all(|side| within(*side, 0.0, 0.99))
            && crop.left + crop.right <= 0.99
            && crop.top + crop.bottom <= 0.99
    });
    let adjust = image.adjust;
    let changes = [adjust.brightness, adjust.contrast, adjust.saturation, adjust.temperature];
    let tone = match image.tone {
        None | Some(Tone::Greyscale | Tone::Duotone { .. }) => true,
        Some(Tone::Threshold { level }) => within(level, 0.0, 1.0),
        Some(Tone::Posterise { levels }) => (2..=16).contains(&levels),
    };
    let mask = match &image.mask {
        Some(Mask::Text { content, .. }) => content.chars().count() <= MAX_TEXT,
        Some(Mask::Shape(_) | Mask::Drawing { .. }) | None => true,
    };
    sized(image.width, 0.01)
        && sized(image.height, 0.01)
        && image.pixels.width > 0
        && image.pixels.height > 0
        && crop
        && tone
        && mask
        && changes.iter().all(|change| within(*change, -1.0, 1.0))
}
