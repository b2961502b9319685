//! Equal gaps: places where a moving layer is as far from a neighbour as two neighbours are from each other.

use geom::{Rect, order};

use crate::snap::{other, span};
use crate::{Axis, Guide, GuideKind};

/// Most places that are looked at around a coordinate, so that a crowded side does not slow a drag. A thousand layers in
/// a grid have some thirty at each.
const MOST_LOOKED_AT: usize = 256;
/// Most neighbours that a layer has on one side, so that overlapping layers do not slow the beginning of a drag.
const MOST_NEIGHBOURS: usize = 16;

/// A place for an edge (or the middle) of the moving layer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    at: f64,
    /// The gap that the new one equals; for the middle, the gap that is halved.
    gap: (f64, f64),
    /// The neighbour's edge that the new gap begins at.
    edge: f64,
    /// Where on the other axis both neighbours are: the moving layer has to be there too.
    row: (f64, f64),
}

/// Places for the low edge, the middle and the high edge, each sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Spacings([Vec<Place>; 3]);

impl Spacings {
    /// The places next to and between neighbours along an axis.
    pub(crate) fn gather(others: &[Rect], axis: Axis) -> Self {
        let others: Vec<&Rect> = others.iter().filter(|rect| rect.is_finite()).collect();
        let mut places: [Vec<Place>; 3] = Default::default();
        for (first, second) in neighbours(&others, axis) {
            let ([first_low, _, first_high], [second_low, _, second_high]) =
                (span(first, axis), span(second, axis));
            let (a, b) = (span(first, other(axis)), span(second, other(axis)));
            let row = (a[0].max(b[0]), a[2].min(b[2]));
            let width = second_low - first_high;
            if width <= 0.0 || row.0 >= row.1 {
                continue;
            }
            let gap = (first_high, second_low);
            places[0].push(Place { at: second_high + width, gap, edge: second_high, row });
            places[1].push(Place {
                at: f64::midpoint(first_high, second_low),
                gap,
                edge: first_high,
                row,
            });
            places[2].push(Place { at: first_low - width, gap, edge: first_low, row });
        }
        for places in &mut places {
            order::sort_by(places, |a, b| a.at.total_cmp(&b.at));
        }
        Self(places)
    }

    /// The shortest way to equal gaps.
    pub(crate) fn nearest(&self, rect: &Rect, axis: Axis, tolerance: f64) -> Option<f64> {
        let ways = span(rect, axis)
            .into_iter()
            .enumerate()
            .filter_map(|(probe, at)| Some(self.place(probe, rect, axis, tolerance)?.at - at));
        ways.min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// The gaps to draw for a rectangle that lies where it was drawn to.
    pub(crate) fn guides(&self, rect: &Rect, axis: Axis, tolerance: f64) -> Vec<Guide> {
        let [low, _, high] = span(rect, axis);
        let [row_low, _, row_high] = span(rect, other(axis));
        for probe in [1, 0, 2] {
            let Some(place) = self.place(probe, rect, axis, tolerance) else { continue };
            let at = f64::midpoint(place.row.0.max(row_low), place.row.1.min(row_high));
            let gaps = match probe {
                0 => [place.gap, (place.edge, low)],
                1 => [(place.gap.0, low), (high, place.gap.1)],
                _ => [(high, place.edge), place.gap],
            };
            return gaps
                .map(|(from, to)| Guide {
                    axis: other(axis),
                    at,
                    from,
                    to,
                    kind: GuideKind::Spacing,
                })
                .to_vec();
        }
        Vec::new()
    }

    fn place(&self, probe: usize, rect: &Rect, axis: Axis, tolerance: f64) -> Option<&Place> {
        let [low, _, high] = span(rect, axis);
        let [row_low, _, row_high] = span(rect, other(axis));
        let at = span(rect, axis)[probe];
        let places = &self.0[probe];
        let first = places.partition_point(|place| place.at < at - tolerance);
        places[first..]
            .iter()
            .take(MOST_LOOKED_AT)
            .take_while(|place| place.at <= at + tolerance)
            .filter(|place| place.row.0 < row_high && row_low < place.row.1)
            .filter(|place| probe != 1 || high - low <= place.gap.1 - place.gap.0)
            .min_by(|a, b| (a.at - at).abs().total_cmp(&(b.at - at).abs()))
    }
}

/// Layers with free space between them along an axis, the lower one first: from somewhere on the first one's high edge
/// the second is the next that is met.
///
/// A line moves from high to low over all of them. What it meets covers what it met before, in the cells between all edges
/// of the other axis; so at a layer's high edge the cells beside it hold its neighbours.
fn neighbours<'a>(rects: &[&'a Rect], axis: Axis) -> Vec<(&'a Rect, &'a Rect)> {
    let sides = |rect: &Rect| [span(rect, other(axis))[0], span(rect, other(axis))[2]];
    let mut edges: Vec<f64> = rects.iter().flat_map(|rect| sides(rect)).collect();
    order::sort_by(&mut edges, f64::total_cmp);
    edges.dedup();
    let cells_of = |rect: &Rect| {
        let [from, to] = sides(rect).map(|side| edges.partition_point(|edge| *edge < side));
        from..to.max(from)
    };
    let mut by_low = rects.to_vec();
    order::sort_by(&mut by_low, |a, b| span(b, axis)[0].total_cmp(&span(a, axis)[0]));
    let mut by_high = rects.to_vec();
    order::sort_by(&mut by_high, |a, b| span(b, axis)[2].total_cmp(&span(a, axis)[2]));
    let mut met: Vec<Option<&Rect>> = vec![None; edges.len()];
    let mut coming = by_low.into_iter().peekable();
    let mut pairs = Vec::new();
    for first in by_high {
        let high = span(first, axis)[2];
        while let Some(rect) = coming.next_if(|rect| span(rect, axis)[0] >= high) {
            met.get_mut(cells_of(rect)).into_iter().flatten().for_each(|cell| *cell = Some(rect));
        }
        let mut beside: Vec<&Rect> = Vec::new();
        for cell in met.get(cells_of(first)).into_iter().flatten().flatten() {
            let is_known = beside.iter().any(|known| std::ptr::eq(*known, *cell));
            if !is_known && beside.len() < MOST_NEIGHBOURS {
                beside.push(cell);
            }
        }
        pairs.extend(beside.into_iter().map(|second| (first, second)));
    }
    pairs
}
