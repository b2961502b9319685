//! Colours: too close to what they lie on, too much ink in a place, too many inks.

use std::collections::BTreeMap;

use design::{Content, Fill, Fix, Layer, Mend, Tone};
use geom::{Ink, Rgb, Shape as _};
use scene::{Ground, Item, SceneLayer};

use super::check::View;
use super::coverage::coverage;
use super::finding::{Problem, Proposal};
use super::fixes::{Touch, may};
use super::pictures::PictureFacts;

/// Colours nearer than this (OKLab) are one ink: just more than what an eye can tell apart.
const SAME_INK: f64 = 0.03;
/// A picture's colours nearer than this (OKLab) are one: noise and smooth edges make many of each.
const NEAR: f64 = 0.08;
/// A picture's colours that cover less than this part of it are taken for noise.
const LEAST_PART: f64 = 0.01;
/// Smaller areas dry in any case, in square millimetres.
const LEAST_AREA: f64 = 100.0;
/// The part of a picture that may take too much ink.
const MOST_PART: f64 = 0.1;
/// More colours than this are not told apart: it is a photo.
const MOST_COLOURS: usize = 32;
/// Most colours of a layer that are changed in one press: as many as a drawing can have replaced, with room to spare.
const MOST_RECOLOURED: usize = 30;
/// Rounding of percents.
const SLACK: f64 = 0.5;

/// Colours of a layer that hardly differ from what it lies on: it is faint only where all of them do, shadows too. Pictures
/// are not judged.
pub(super) fn faint_colour(
    view: &View<'_>,
    below: &[SceneLayer],
) -> Option<(Problem, Option<Proposal>)> {
    // Art lies on the body; a swatch may show another part, such as a mug's inside.
    let check = view.check;
    let body = check.product.colour(&check.design.head.colour).map(|colour| colour.parts.body);
    let is_text = view.stated.is_some_and(|stated| matches!(stated.content, Content::Text(_)));
    let ground = Ground::of(view.drawn, below.iter().rev()).to_differ_from(body, is_text)?;
    let mut clearest: Option<(Rgb, f64)> = None;
    let mut has_picture = false;
    view.drawn.each(&mut |item, _| {
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
    if distance >= check.limits.min_distance {
        return None;
    }
    let fix = view.stated.filter(|layer| may(layer, Touch::Look)).and_then(|layer| {
        let drawn = areas(view.drawn);
        let from = main_colour(layer).filter(|main| drawn.contains_key(main)).unwrap_or(colour);
        let to = farthest(view, ground);
        owns(layer, from).then(|| {
            let mends = faint_stops(layer, from)
                .into_iter()
                .map(|from| Mend { layer: layer.id, fix: Fix::Recolour { from, to } })
                .collect();
            Proposal { label: format!("Make it {}", name(view, to)), mends }
        })
    });
    Some((Problem::FaintColour { colour, ground, distance }, fix))
}

/// The colour that most of a layer is drawn in, where the document says so.
fn main_colour(layer: &Layer) -> Option<Rgb> {
    match &layer.content {
        Content::Text(text) if text.fill.is_none() => Some(text.colour),
        Content::Shape(shape) if shape.paint.is_none() => {
            shape.fill.or(shape.stroke.map(|line| line.colour))
        }
        Content::Text(_) | Content::Shape(_) | Content::Image(_) | Content::Drawing(_) => None,
    }
}

/// The colours that change together: all stops of a gradient would be too plain, so only its first does.
fn faint_stops(layer: &Layer, main: Rgb) -> Vec<Rgb> {
    match layer.content.fill() {
        Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) => {
            stops.first().map(|stop| stop.colour).into_iter().collect()
        }
        Some(Fill::Pattern(_)) | None => vec![main],
    }
}

/// Whether recolouring a layer changes this colour of it.
fn owns(layer: &Layer, colour: Rgb) -> bool {
    let stops = match layer.content.fill() {
        Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) => stops.as_slice(),
        Some(Fill::Pattern(_)) => return false,
        None => &[],
    };
    if !stops.is_empty() {
        return true;
    }
    match &layer.content {
        Content::Text(text) => {
            text.colour == colour
                || text.spans.iter().any(|span| span.colour == Some(colour))
                || text.outlines.iter().any(|line| line.colour == colour)
        }
        Content::Shape(shape) => {
            shape.fill == Some(colour) || shape.stroke.is_some_and(|line| line.colour == colour)
        }
        Content::Drawing(drawing) => {
            !layer.content.is_code() && drawing.swaps.len() < MOST_RECOLOURED
        }
        Content::Image(_) => false,
    }
}

/// What differs most from a ground: of the technique's inks where only these print, else black or white.
fn farthest(view: &View<'_>, ground: Rgb) -> Rgb {
    let inks = &view.check.product.technique.inks;
    let few = view.check.limits.max_inks > 0 && !inks.is_empty();
    let any = [Rgb::BLACK, Rgb::WHITE];
    let candidates: Vec<Rgb> =
        if few { inks.iter().map(|ink| ink.colour).collect() } else { any.to_vec() };
    let far = |colour: &Rgb| colour.distance(ground);
    candidates.into_iter().max_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(Rgb::BLACK)
}

fn name(view: &View<'_>, colour: Rgb) -> String {
    let inks = &view.check.product.technique.inks;
    let known = inks.iter().find(|ink| ink.colour == colour).map(|ink| ink.name.to_lowercase());
    known.unwrap_or_else(|| match colour {
        Rgb::BLACK => "black".to_owned(),
        Rgb::WHITE => "white".to_owned(),
        other => other.to_string(),
    })
}

/// A colour that takes more ink than dries.
pub(super) fn ink_coverage(
    view: &View<'_>,
    facts: &mut PictureFacts,
) -> Option<(Problem, Option<Proposal>)> {
    let most = view.check.limits.max_coverage;
    if most <= 0.0 {
        return None;
    }
    let mut worst: Option<(f64, Option<Rgb>)> = None;
    let mut seen = |percent: f64, colour: Option<Rgb>| {
        if percent > most + SLACK && worst.is_none_or(|(worst, _)| percent > worst) {
            worst = Some((percent, colour));
        }
    };
    for (colour, area) in areas(view.drawn) {
        if area >= LEAST_AREA {
            seen(coverage(colour), Some(colour));
        }
    }
    view.drawn.each(&mut |item, place| {
        let Item::Picture(picture) = item else { return };
        let area = picture.size.area() * place.determinant().abs();
        let facts = view.check.artworks.and_then(|artworks| facts.of(picture.artwork, artworks));
        let Some(facts) = facts.filter(|_| area >= LEAST_AREA) else { return };
        let colours = facts.colours_with(&picture.look);
        let heavy = colours.iter().filter(|(colour, _)| coverage(*colour) > most + SLACK);
        let (part, percent) = heavy.fold((0.0, 0.0), |(part, percent), (colour, own)| {
            (part + own, f64::max(percent, coverage(*colour)))
        });
        if part > MOST_PART {
            seen(percent, None);
        }
    });
    let (percent, colour) = worst?;
    let fix = colour.zip(view.stated).and_then(|(from, layer)| {
        let to = lighter(from, most)?;
        let heavy: Vec<Rgb> = areas(view.drawn)
            .into_iter()
            .filter(|(colour, area)| *area >= LEAST_AREA && coverage(*colour) > most + SLACK)
            .map(|(colour, _)| colour)
            .collect();
        let good = may(layer, Touch::Look)
            && heavy.len() <= MOST_RECOLOURED
            && heavy
                .iter()
                .all(|colour| owns_exactly(layer, *colour) && lighter(*colour, most).is_some());
        good.then(|| Proposal {
            label: format!("Use the lighter {to}"),
            mends: heavy
                .iter()
                .filter_map(|from| Some((*from, lighter(*from, most)?)))
                .map(|(from, to)| Mend { layer: layer.id, fix: Fix::Recolour { from, to } })
                .collect(),
        })
    });
    Some((Problem::InkCoverage { percent: percent.round(), most }, fix))
}

/// Whether recolouring a layer changes this very colour, stops of gradients too.
fn owns_exactly(layer: &Layer, colour: Rgb) -> bool {
    match layer.content.fill() {
        Some(Fill::Linear { stops, .. } | Fill::Radial { stops }) => {
            stops.iter().any(|stop| stop.colour == colour)
                || layer.shadows.iter().any(|shadow| shadow.colour == colour)
                || match &layer.content {
                    Content::Text(text) => text.outlines.iter().any(|one| one.colour == colour),
                    Content::Shape(shape) => shape.stroke.is_some_and(|one| one.colour == colour),
                    Content::Image(_) | Content::Drawing(_) => false,
                }
        }
        Some(Fill::Pattern(_)) => false,
        None => owns(layer, colour) || layer.shadows.iter().any(|one| one.colour == colour),
    }
}

/// The nearest mixture with white that takes no more ink than dries.
fn lighter(colour: Rgb, most: f64) -> Option<Rgb> {
    (1..=255_u32).find_map(|step| {
        let mixed = |channel: u8| {
            let channel = u32::from(channel);
            (channel + (255 - channel) * step / 255) as u8
        };
        let lighter = Rgb::new(mixed(colour.r), mixed(colour.g), mixed(colour.b));
        (coverage(lighter) <= most).then_some(lighter)
    })
}

/// The colours of a layer's outlines with about the area that each covers, in square millimetres. Gradients count whole for
/// each of their colours.
fn areas(layer: &SceneLayer) -> BTreeMap<Rgb, f64> {
    let mut areas = BTreeMap::new();
    layer.each(&mut |item, place| {
        let (ink, area) = match item {
            Item::Fill { path, ink, .. } => (ink, path.area().abs()),
            Item::Line { path, pen, ink, .. } => {
                let bounds = path.control_box();
                (ink, 2.0 * (bounds.width() + bounds.height()) * pen.width)
            }
            Item::Picture(_) | Item::Group(_) | Item::Soft(_) => return,
        };
        let area = area * place.determinant().abs();
        for colour in ink.colours() {
            *areas.entry(colour).or_insert(0.0) += area;
        }
    });
    areas
}

/// A side that has more colours than inks. What mends it: the colours that cover least become the nearest of those that
/// stay; pictures become black and white.
pub(super) fn too_many_inks(
    views: &[View<'_>],
    facts: &mut PictureFacts,
) -> Option<(Problem, Option<Proposal>)> {
    let check = views.first()?.check;
    let most = check.limits.max_inks;
    if most == 0 {
        return None;
    }
    let mut solid: BTreeMap<Rgb, f64> = BTreeMap::new();
    let mut blends = false;
    let mut pictured: Vec<Rgb> = Vec::new();
    for view in views {
        for (colour, area) in areas(view.drawn) {
            *solid.entry(colour).or_insert(0.0) += area;
        }
        view.drawn.each(&mut |item, _| match item {
            Item::Fill { ink, .. } | Item::Line { ink, .. } => blends |= runs(ink),
            Item::Picture(picture) => {
                let facts = check.artworks.and_then(|artworks| facts.of(picture.artwork, artworks));
                let colours = facts.map(|facts| facts.colours_with(&picture.look));
                pictured.extend(common(&colours.unwrap_or_default()));
            }
            Item::Group(_) | Item::Soft(_) => {}
        });
    }
    let mut all: Vec<(Rgb, f64)> = solid.into_iter().collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut inks: Vec<Rgb> = Vec::new();
    let colours = all.iter().map(|(colour, _)| *colour).chain(pictured);
    for colour in colours {
        let is_new = inks.iter().all(|known| known.distance(colour) >= SAME_INK);
        if is_new && inks.len() < MOST_COLOURS {
            inks.push(colour);
        }
    }
    let count = inks.len() + usize::from(blends);
    if count <= most as usize {
        return None;
    }
    // A line that was lost in its own colour may show, and be too thin: lines are mended first.
    let has_hairlines = views.iter().any(|view| {
        let width = view.stated.and_then(|layer| match &layer.content {
            Content::Shape(shape) => shape.stroke.as_ref().map(|stroke| stroke.width),
            _ => None,
        });
        width.is_some_and(|width| width < check.limits.hairline)
    });
    let fix = fewer(views, &all, most as usize).filter(|_| !has_hairlines);
    Some((Problem::TooManyInks { inks: count, most }, fix))
}

/// The colours that a picture would be printed in: near ones are one, rare ones are noise.
fn common(colours: &[(Rgb, f64)]) -> Vec<Rgb> {
    let mut found: Vec<(Rgb, [f64; 3], f64)> = Vec::new();
    for (colour, part) in colours {
        let lab = colour.oklab();
        let is_near = |known: &[f64; 3]| {
            let [l, a, b] = [0, 1, 2].map(|at| known[at] - lab[at]);
            l * l + a * a + b * b < NEAR * NEAR
        };
        let has_room = found.len() < 2 * MOST_COLOURS;
        match found.iter_mut().find(|(_, known, _)| is_near(known)) {
            Some((_, _, sum)) => *sum += part,
            None if has_room => found.push((*colour, lab, *part)),
            None => {}
        }
    }
    found.retain(|(_, _, part)| *part >= LEAST_PART);
    found.into_iter().map(|(colour, ..)| colour).collect()
}

/// Whether an ink runs from one colour into another.
fn runs(ink: &Ink) -> bool {
    ink.colours().windows(2).any(|pair| pair[0].distance(pair[1]) >= SAME_INK)
}

fn fewer(views: &[View<'_>], all: &[(Rgb, f64)], most: usize) -> Option<Proposal> {
    let mut mends = Vec::new();
    let mut kept: Vec<Rgb> = Vec::new();
    for view in views {
        let mut has_picture = false;
        view.drawn.each(&mut |item, _| has_picture |= matches!(item, Item::Picture(_)));
        let layer = view.stated?;
        let free = may(layer, Touch::Look);
        if has_picture {
            let Content::Image(image) = &layer.content else { return None };
            kept = vec![Rgb::BLACK, Rgb::WHITE];
            let two = Tone::Threshold { level: 0.5 };
            if image.tone != Some(two) {
                if !free {
                    return None;
                }
                mends.push(Mend { layer: layer.id, fix: Fix::Reduce { tone: two } });
            }
        }
    }
    if kept.len() > most {
        return None;
    }
    // The largest first, and none that is nearly one that stays.
    for (colour, _) in all {
        let is_new = kept.iter().all(|known| known.distance(*colour) >= SAME_INK);
        if is_new && kept.len() < most {
            kept.push(*colour);
        }
    }
    for view in views {
        let layer = view.stated?;
        let mut blends = false;
        view.drawn.each(&mut |item, _| {
            if let Item::Fill { ink, .. } | Item::Line { ink, .. } = item {
                blends |= runs(ink);
            }
        });
        // What still runs from one ink to another is no ink.
        if blends {
            return None;
        }
        let before = mends.len();
        for (colour, _) in areas(view.drawn) {
            let nearest = kept
                .iter()
                .min_by(|a, b| a.distance(colour).total_cmp(&b.distance(colour)))
                .copied()?;
            if nearest.distance(colour) < SAME_INK {
                continue;
            }
            if !may(layer, Touch::Look) || !owns_exactly(layer, colour) {
                return None;
            }
            mends.push(Mend { layer: layer.id, fix: Fix::Recolour { from: colour, to: nearest } });
        }
        if mends.len() - before > MOST_RECOLOURED {
            return None;
        }
    }
    let label = if most == 1 { "Use one colour".to_owned() } else { format!("Use {most} colours") };
    (!mends.is_empty()).then_some(Proposal { label, mends })
}
