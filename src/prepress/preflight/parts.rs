//! How thin filled shapes and letters are, and the gaps in them: measured from edge to edge, straight across, along all of
//! their outlines. Sharp corners are thin at their tips only, which counts where it goes on for a while.

use std::collections::BTreeMap;

use design::{Content, Fix};
use geom::{Affine, BezPath, FillRule, Ink, Mm, PathEl, Point, Rgb, Vec2};
use scene::Item;

use super::check::View;
use super::finding::{Problem, Proposal};
use super::fixes::{Touch, enlarged, may, proposal};
use super::solid::has_coloured_glyphs;

/// More edges than this are not measured: the check runs while somebody designs.
pub(super) const MOST_EDGES: usize = 40_000;
/// More edges of a side than this are not measured.
pub(super) const MOST_EDGES_OF_SIDE: usize = 200_000;
/// How far an edge may be from its curve, in mm.
const TOLERANCE: f64 = 0.01;
/// Most edges of one curve.
const MOST_OF_CURVE: f64 = 64.0;
/// Two edges are measured across where the way between them meets both nearly squarely: the sine of what is left.
const SQUARE: f64 = 0.3;
/// Nearer than this, in mm, edges touch.
const TOUCHING: f64 = 0.002;
/// Rows and cells in which edges are looked up, in mm.
const CELL: f64 = 1.0;
/// It counts where it goes on for so many times the limit, both edges together.
const GOES_ON: f64 = 4.0;
/// Letters and shapes are made at most so many times larger for their thin parts.
const MOST_LARGER: f64 = 2.0;
/// How much more than its share art with narrow gaps grows.
const GAP_MARGIN: f64 = 1.12;

/// An edge, in mm of the side.
#[derive(Clone, Copy)]
struct Edge {
    from: Point,
    to: Point,
    rule: FillRule,
}

/// Widths and how long each goes on.
type Widths = Vec<(f64, f64)>;

/// All that one colour of a layer fills.
#[derive(Default)]
struct Outline {
    edges: Vec<Edge>,
    cells: BTreeMap<(i32, i32), Vec<usize>>,
    rows: BTreeMap<i32, Vec<usize>>,
    /// By how much lines of the same colour widen it.
    line: f64,
}

/// Parts and gaps that are too thin.
pub(super) fn thin_parts(
    view: &View<'_>,
    edges_left: &mut usize,
) -> Vec<(Problem, Option<Proposal>)> {
    let limits = view.check.limits;
    let (part, gap) = (limits.min_part.mm(), limits.min_gap.mm());
    let reach = part.max(gap);
    // Pictures, and drawings for cameras, have rules of their own.
    let is_judged = view.stated.is_none_or(|layer| !layer.content.is_code());
    if reach <= 0.0 || !is_judged {
        return Vec::new();
    }
    let Some((outlines, framed)) = outlines(view, edges_left) else { return Vec::new() };
    let (mut parts, mut gaps) = (Widths::new(), Widths::new());
    for outline in outlines.values() {
        outline.measure(reach, &mut parts, &mut gaps);
    }
    let mut found = Vec::new();
    if let Some((width, sure)) = too_thin(parts, part) {
        let minimum = limits.min_part;
        let problem = Problem::ThinPart { width: Mm::new(width), minimum };
        let fix = larger(view, part / sure).or_else(|| bolder(view, part - sure));
        found.push((problem, fix));
    }
    // Gaps that another colour lies in do not close.
    if !framed && let Some((width, sure)) = too_thin(gaps, gap) {
        let minimum = limits.min_gap;
        let problem = Problem::ThinGap { width: Mm::new(width), minimum };
        // The narrowest places are a small part of all, and which of them count shifts a little with the size.
        found.push((problem, larger(view, gap / sure * GAP_MARGIN)));
    }
    found
}

/// The outlines by colour, and whether lines of another colour lie along them. `None` where there are too many edges.
fn outlines(view: &View<'_>, edges_left: &mut usize) -> Option<(BTreeMap<Rgb, Outline>, bool)> {
    let mut outlines: BTreeMap<Rgb, Outline> = BTreeMap::new();
    let mut lines: Vec<(Rgb, f64)> = Vec::new();
    let (mut count, mut is_cut) = (0, false);
    view.each_own(&mut |item, place| match item {
        Item::Fill { path, rule, ink: Ink::Solid(colour), .. } if count <= MOST_EDGES => {
            let outline = outlines.entry(*colour).or_default();
            count += outline.add(path, *rule, place);
        }
        Item::Line { pen, ink: Ink::Solid(colour), .. } => {
            lines.push((*colour, pen.width * place.determinant().abs().sqrt()));
        }
        Item::Group(group) => is_cut |= group.cut.is_some(),
        Item::Fill { .. } | Item::Line { .. } | Item::Picture(_) | Item::Soft(_) => {}
    });
    if is_cut || count > MOST_EDGES.min(*edges_left) {
        return None;
    }
    *edges_left -= count;
    let mut framed = false;
    for (colour, width) in lines {
        match outlines.get_mut(&colour) {
            Some(outline) => outline.line = outline.line.max(width),
            None => framed = true,
        }
    }
    outlines.values_mut().for_each(Outline::index);
    Some((outlines, framed))
}

/// What is thinner than a limit, where it goes on for long enough: how thin it mostly is, and how thin what has to become
/// wide enough is.
fn too_thin(mut widths: Widths, limit: f64) -> Option<(f64, f64)> {
    widths.retain(|(width, _)| *width < limit * 0.99);
    let enough = limit * GOES_ON;
    let all: f64 = widths.iter().map(|(_, length)| length).sum();
    if all < enough {
        return None;
    }
    widths.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut before = 0.0;
    let (mut mostly, mut sure) = (None, None);
    for (width, length) in widths {
        before += length;
        // Made larger it goes on for longer, too.
        if sure.is_none() && before * (limit / width) >= enough * 0.7 {
            sure = Some(width);
        }
        if mostly.is_none() && before >= all * 0.2 {
            mostly = Some(width);
        }
    }
    Some((mostly?, sure?))
}

fn larger(view: &View<'_>, factor: f64) -> Option<Proposal> {
    let layer = view.stated?;
    let factor = factor * 1.03;
    let possible = match &layer.content {
        Content::Text(_) | Content::Drawing(_) | Content::Shape(_) => factor <= MOST_LARGER,
        Content::Image(_) => false,
    };
    let found =
        enlarged(view.drawn, view.safe, factor).filter(|_| possible && may(layer, Touch::Size))?;
    Some(proposal(format!("Make it {:.0} % larger", (factor - 1.0) * 100.0), layer.id, found.fix()))
}

/// Letters with an outline of their own colour.
fn bolder(view: &View<'_>, missing: f64) -> Option<Proposal> {
    let layer = view.stated?;
    let Content::Text(text) = &layer.content else { return None };
    let own = text.spans.iter().all(|span| span.colour.is_none());
    let plain = text.outlines.is_empty() && text.fill.is_none() && own;
    let width = Mm::new(missing / 2.0 * 1.05 + 0.01).quantised();
    (plain && !has_coloured_glyphs(view) && may(layer, Touch::Look))
        .then(|| proposal("Make it bolder", layer.id, Fix::Bolder { width }))
}

fn cell(at: f64) -> i32 {
    (at / CELL).floor().clamp(-1e9, 1e9) as i32
}

impl Outline {
    /// Adds an outline's edges; says how many.
    fn add(&mut self, path: &BezPath, rule: FillRule, place: Affine) -> usize {
        let before = self.edges.len();
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        let line = |edges: &mut Vec<Edge>, from: Point, to: Point| {
            if edges.len() <= MOST_EDGES && (to - from).hypot2() > 0.0 {
                edges.push(Edge { from, to, rule });
            }
        };
        for element in path.elements() {
            match place * *element {
                PathEl::MoveTo(to) => {
                    line(&mut self.edges, at, start);
                    (start, at) = (to, to);
                }
                PathEl::LineTo(to) => {
                    line(&mut self.edges, at, to);
                    at = to;
                }
                PathEl::QuadTo(handle, to) => {
                    let bend =
                        (at.to_vec2() - handle.to_vec2() * 2.0 + to.to_vec2()).hypot2().sqrt();
                    let steps = (bend / (4.0 * TOLERANCE)).sqrt().ceil().clamp(1.0, MOST_OF_CURVE);
                    let from = at;
                    for step in 1..=steps as usize {
                        let t = step as f64 / steps;
                        let next = from.lerp(handle, t).lerp(handle.lerp(to, t), t);
                        line(&mut self.edges, at, next);
                        at = next;
                    }
                }
                PathEl::CurveTo(first, second, to) => {
                    let bend = |a: Point, b: Point, c: Point| {
                        (a.to_vec2() - b.to_vec2() * 2.0 + c.to_vec2()).hypot2().sqrt()
                    };
                    let bend = bend(at, first, second).max(bend(first, second, to));
                    let steps =
                        (bend * 3.0 / (4.0 * TOLERANCE)).sqrt().ceil().clamp(1.0, MOST_OF_CURVE);
                    let from = at;
                    for step in 1..=steps as usize {
                        let t = step as f64 / steps;
                        let (a, b, c) =
                            (from.lerp(first, t), first.lerp(second, t), second.lerp(to, t));
                        let next = a.lerp(b, t).lerp(b.lerp(c, t), t);
                        line(&mut self.edges, at, next);
                        at = next;
                    }
                }
                PathEl::ClosePath => {
                    line(&mut self.edges, at, start);
                    at = start;
                }
            }
        }
        // What is filled is closed.
        line(&mut self.edges, at, start);
        self.edges.len() - before
    }

    fn index(&mut self) {
        for (number, Edge { from, to, .. }) in self.edges.iter().enumerate() {
            for row in cell(from.y.min(to.y))..=cell(from.y.max(to.y)) {
                self.rows.entry(row).or_default().push(number);
            }
            let steps = ((*to - *from).hypot2().sqrt() / (CELL / 2.0)).ceil().clamp(1.0, 20_000.0);
            let mut last = None;
            for step in 0..=steps as usize {
                let at = from.lerp(*to, step as f64 / steps);
                let place = (cell(at.x), cell(at.y));
                if last.replace(place) != Some(place) {
                    self.cells.entry(place).or_default().push(number);
                }
            }
        }
    }

    /// Measures from the middle of each edge, long ones at several places, to both sides.
    fn measure(&self, reach: f64, parts: &mut Widths, gaps: &mut Widths) {
        let step = (reach / 2.0).max(0.2);
        for (number, edge) in self.edges.iter().enumerate() {
            let way = edge.to - edge.from;
            let length = way.hypot2().sqrt();
            let count = (length / step).ceil().clamp(1.0, 2_000.0);
            let across = Vec2::new(-way.y, way.x) / length;
            for place in 0..count as usize {
                let at = edge.from.lerp(edge.to, (place as f64 + 0.5) / count);
                for normal in [across, -across] {
                    let Some(width) = self.nearest(number, at, normal, reach + self.line) else {
                        continue;
                    };
                    let between = self.is_inside(at + normal * (width / 2.0));
                    let behind = self.is_inside(at - normal * (TOUCHING * 2.0));
                    // An edge with the same on both sides is none that is seen.
                    match (between, behind) {
                        (true, false) => parts.push((width + self.line, length / count)),
                        (false, true) if width > self.line => {
                            gaps.push((width - self.line, length / count));
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// How far the nearest edge that faces this one is, along a unit vector.
    fn nearest(&self, own: usize, at: Point, along: Vec2, reach: f64) -> Option<f64> {
        let end = at + along * reach;
        let columns = cell(at.x.min(end.x)) - 1..=cell(at.x.max(end.x)) + 1;
        let mut nearest: Option<(f64, bool)> = None;
        for column in columns {
            for row in cell(at.y.min(end.y)) - 1..=cell(at.y.max(end.y)) + 1 {
                for &number in self.cells.get(&(column, row)).into_iter().flatten() {
                    let Some(edge) = self.edges.get(number).filter(|_| number != own) else {
                        continue;
                    };
                    let way = edge.to - edge.from;
                    let turn = along.cross(way);
                    if turn.abs() < 1e-12 {
                        continue;
                    }
                    let to = edge.from - at;
                    let (distance, part) = (to.cross(way) / turn, to.cross(along) / turn);
                    let is_hit = (0.0..=1.0).contains(&part)
                        && distance > TOUCHING
                        && distance <= reach
                        && nearest.is_none_or(|(known, _)| distance < known);
                    if is_hit {
                        let length = way.hypot2().sqrt();
                        nearest = Some((distance, (along.dot(way) / length).abs() <= SQUARE));
                    }
                }
            }
        }
        nearest.filter(|(_, faces)| *faces).map(|(distance, _)| distance)
    }

    fn is_inside(&self, at: Point) -> bool {
        let (mut winding, mut crossings) = (0, 0);
        for &number in self.rows.get(&cell(at.y)).into_iter().flatten() {
            let Some(Edge { from, to, rule }) = self.edges.get(number).copied() else { continue };
            let (down, up) = (from.y <= at.y && to.y > at.y, to.y <= at.y && from.y > at.y);
            if !(down || up) {
                continue;
            }
            let x = from.x + (at.y - from.y) / (to.y - from.y) * (to.x - from.x);
            if x > at.x {
                match rule {
                    FillRule::NonZero => winding += if down { 1 } else { -1 },
                    FillRule::EvenOdd => crossings += 1,
                }
            }
        }
        winding != 0 || crossings % 2 != 0
    }
}
