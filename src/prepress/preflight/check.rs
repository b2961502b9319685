//! A check of one side: all rules, layer by layer. What each rule says is in the file of its theme.

use std::collections::BTreeMap;

use catalog::{Limits, Product, SideId};
use design::{Design, Fix, Layer, LayerId, Mend};
use geom::{Affine, Rect};
use scene::{Item, Resources, Scene, SceneLayer, resolve_layer};

use super::finding::{Finding, Hidden, Problem, Proposal};
use super::fixes::{Touch, may, proposal};
use super::pictures::PictureFacts;
use super::{colour, lines, parts, place, resolution, solid, text};
use crate::Artworks;

/// Most hidden layers that are tried as if they were shown.
const MOST_TRIED: usize = 20;

/// What is checked: a side of a design on a product.
pub struct Check<'a> {
    /// The product.
    pub product: &'a Product,
    /// What can be printed on the side.
    pub limits: &'a Limits,
    /// The design, for what a scene does not state.
    pub design: &'a Design,
    /// The finished side.
    pub scene: &'a Scene,
    /// Finished texts and drawings.
    pub resources: &'a dyn Resources,
    /// Characters without a glyph, by layer; see [`super::missing_glyphs`].
    pub missing_glyphs: &'a BTreeMap<LayerId, Vec<char>>,
    /// Layers whose text cannot be set, and why.
    pub unset: &'a BTreeMap<LayerId, String>,
    /// Fonts whose licence restricts embedding, by layer: their names, and what the licence says.
    pub restricted: &'a BTreeMap<LayerId, Vec<(String, String)>>,
    /// The originals; `None` where they are not at hand, and then they are not judged.
    pub artworks: Option<&'a dyn Artworks>,
}

/// A layer of the side as the rules look at it.
pub(super) struct View<'a> {
    pub(super) check: &'a Check<'a>,
    pub(super) drawn: &'a SceneLayer,
    pub(super) stated: Option<&'a Layer>,
    /// The trimmed area without the safe zone's rim.
    pub(super) safe: Rect,
}

impl View<'_> {
    /// Visits what the layer draws, with the way to the layer's space.
    pub(super) fn each(&self, visit: &mut dyn FnMut(&Item, Affine)) {
        self.drawn.each(visit);
    }

    /// What the layer draws, without its shadows.
    pub(super) fn own(&self) -> &[Item] {
        let shadows = self
            .stated
            .map_or(0, |layer| layer.shadows.iter().filter(|shadow| shadow.opacity > 0.0).count());
        self.drawn.items.get(shadows.min(self.drawn.items.len())..).unwrap_or_default()
    }

    /// Visits what the layer draws without its shadows, with the way to the side.
    pub(super) fn each_own(&self, visit: &mut dyn FnMut(&Item, Affine)) {
        self.own().iter().for_each(|item| item.each(self.drawn.to_side, visit));
    }
}

/// What is found by a rule, and what mends it.
type Found = (Problem, Option<Proposal>);

/// All findings, layer by layer from the bottom, most serious first within a layer; then what is about the side.
pub fn check(check: &Check<'_>, facts: &mut PictureFacts) -> Vec<Finding> {
    let mut findings = judged(check, facts);
    for (id, reason) in check.unset {
        if check.scene.layers.iter().any(|layer| layer.id == *id) {
            let found = (Problem::BadText { reason: reason.clone() }, None);
            findings.extend(finding(check, Some(*id), found));
        }
    }
    findings
}

fn finding(check: &Check<'_>, layer: Option<LayerId>, (problem, fix): Found) -> Option<Finding> {
    let severity = problem.severity(check.limits)?;
    Some(Finding { layer, severity, problem, fix, on: None })
}

fn judged(check: &Check<'_>, facts: &mut PictureFacts) -> Vec<Finding> {
    let scene = check.scene;
    if !scene.layers.iter().any(place::draws) {
        return finding(check, None, empty_side(check))
            .or_else(|| finding(check, None, (Problem::NothingToPrint, None)))
            .into_iter()
            .collect();
    }
    let views: Vec<View<'_>> = scene.layers.iter().map(|drawn| view(check, drawn)).collect();
    let (mut pairs, mut edges) = (0, parts::MOST_EDGES_OF_SIDE);
    let mut twice: BTreeMap<LayerId, Vec<Found>> = BTreeMap::new();
    for (layer, problem, fix) in place::duplicates(&views) {
        twice.entry(layer).or_default().push((problem, fix));
    }
    let mut findings = Vec::new();
    for (index, view) in views.iter().enumerate() {
        let (below, rest) = scene.layers.split_at(index);
        let above = rest.get(1..).unwrap_or_default();
        let mut found = of_layer(view, below, facts, &mut edges);
        found.extend(place::unseen(view, above, &mut pairs));
        found.extend(twice.remove(&view.drawn.id).into_iter().flatten());
        let mut own: Vec<Finding> = found
            .into_iter()
            .filter_map(|found| finding(check, Some(view.drawn.id), found))
            .collect();
        own.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings.extend(own);
    }
    findings.extend(colour::too_many_inks(&views, facts).and_then(|it| finding(check, None, it)));
    findings.extend(hidden(check, facts));
    findings
}

fn view<'a>(check: &'a Check<'a>, drawn: &'a SceneLayer) -> View<'a> {
    let stated = check.design.layers.get(&drawn.id).map(AsRef::as_ref);
    let side = check.product.side(&check.scene.side);
    let rim = side.map_or(0.0, |side| side.print_area.safe_zone.mm());
    let safe = check.scene.trim.to_rect().inset(-rim);
    View { check, drawn, stated, safe }
}

/// What the rules for a single layer find.
fn of_layer(
    view: &View<'_>,
    below: &[SceneLayer],
    facts: &mut PictureFacts,
    edges: &mut usize,
) -> Vec<Found> {
    let mut found: Vec<Found> = [
        text::without_glyph(view),
        resolution::bad_artwork(view),
        resolution::low_resolution(view),
        place::placed(view),
        lines::thin_line(view),
        text::small_text(view),
        colour::faint_colour(view, below),
        solid::transparency(view, facts),
        solid::soft_edge(view, facts),
        colour::ink_coverage(view, facts),
        place::tiny_art(view),
        solid::larger_tiles(view),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.extend(parts::thin_parts(view, edges));
    found.extend(text::restricted(view));
    found
}

/// A side on which nothing would be seen: charged where something lies on it.
fn empty_side(check: &Check<'_>) -> Found {
    let Check { product, design, scene, .. } = *check;
    let price = product.price.per_side;
    let is_charged = design.is_printed(&scene.side) && price.in_minor() > 0;
    if !is_charged {
        return (Problem::NothingToPrint, None);
    }
    let problem = Problem::EmptySide { price, currency: product.currency.clone() };
    let others = || product.sides.iter().filter(|side| side.id != scene.side);
    let on_side: Vec<&Layer> = design
        .stack(&scene.side)
        .into_iter()
        .filter(|layer| !layer.hidden)
        .map(AsRef::as_ref)
        .collect();
    let free = on_side.iter().all(|layer| may(layer, Touch::All));
    // Without another side nothing would be left to order.
    let fix = (free && others().any(|side| design.is_printed(&side.id))).then(|| {
        let mends = on_side.iter().map(|layer| Mend { layer: layer.id, fix: Fix::Remove });
        Proposal { label: "Remove what is on it".to_owned(), mends: mends.collect() }
    });
    (problem, fix)
}

/// Layers that are hidden. They are offered to be shown where nothing about them would stop the order then.
fn hidden(check: &Check<'_>, facts: &mut PictureFacts) -> Vec<Finding> {
    let mut found = Vec::new();
    let layers = check.design.stack(&check.scene.side);
    let hidden = layers.into_iter().filter(|layer| layer.hidden);
    for (count, layer) in hidden.enumerate() {
        let is_good =
            count < MOST_TRIED && may(layer, Touch::Look) && would_print(check, layer, facts);
        let fix = is_good.then(|| proposal("Show it", layer.id, Fix::Reveal));
        let problem = Problem::HiddenArt { why: Hidden::Off };
        found.extend(finding(check, Some(layer.id), (problem, fix)));
    }
    found
}

/// Whether a hidden layer would be printed without being a reason to stop.
fn would_print(check: &Check<'_>, layer: &Layer, facts: &mut PictureFacts) -> bool {
    let drawn = resolve_layer(layer, check.resources);
    let key = layer.stack_key();
    let is_above = |other: &&SceneLayer| {
        check.design.layers.get(&other.id).is_some_and(|other| other.stack_key() > key)
    };
    let above: Vec<&SceneLayer> = check.scene.layers.iter().filter(is_above).collect();
    let is_seen = place::draws(&drawn)
        && drawn.opacity > place::CLEAR
        && !place::is_covered(&drawn, &above, &mut 0);
    if !is_seen {
        return false;
    }
    let shown = Design {
        layers: check
            .design
            .layers
            .iter()
            .map(|(id, known)| {
                let mut known = known.clone();
                if *id == layer.id {
                    std::sync::Arc::make_mut(&mut known).hidden = false;
                }
                (*id, known)
            })
            .collect(),
        ..check.design.clone()
    };
    let mut layers = check.scene.layers.clone();
    layers.push(drawn);
    let scene = Scene { layers, ..check.scene.clone() };
    let missing = super::missing_glyphs(&shown, &scene.side, check.resources);
    let inner = Check { design: &shown, scene: &scene, missing_glyphs: &missing, ..*check };
    let views: Vec<View<'_>> = scene.layers.iter().map(|drawn| view(&inner, drawn)).collect();
    let Some((last, _)) = views.split_last() else { return false };
    let mut edges = parts::MOST_EDGES;
    let found = of_layer(last, &check.scene.layers, facts, &mut edges);
    let inks = colour::too_many_inks(&views, facts);
    let stops =
        |(problem, _): &Found| problem.severity(check.limits) == Some(super::Severity::Stops);
    !found.iter().chain(&inks).any(stops)
}

/// What there is to say where the rules of a side cannot be used.
pub fn unusable_rules(reason: &catalog::LimitsError) -> Finding {
    Finding {
        layer: None,
        severity: super::Severity::Stops,
        problem: Problem::PrintRules { reason: reason.to_string() },
        fix: None,
        on: None,
    }
}

/// The sides of a design that are checked: those that are printed, or the first where none is.
pub fn checked_sides(product: &Product, design: &Design) -> Vec<SideId> {
    let printed = product.sides.iter().filter(|side| design.is_printed(&side.id));
    let printed: Vec<SideId> = printed.map(|side| side.id.clone()).collect();
    match (printed.is_empty(), product.sides.first()) {
        (true, Some(first)) => vec![first.id.clone()],
        _ => printed,
    }
}
