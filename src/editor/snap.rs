//! Snapping: lines that a moving frame is drawn to, gathered and sorted once, found by halving. It moves nothing itself.

use catalog::PrintArea;
use geom::{Rect, Vec2, order};

use crate::Axis;
use crate::spacing::Spacings;

/// How near is near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SnapSettings {
    /// Distance from which a frame is drawn to a line, in mm; about 6 screen pixels at the current zoom. 0 switches off.
    pub tolerance_mm: f64,
    /// Whether edges and middles of other layers count.
    pub layers: bool,
    /// Whether equal gaps to neighbours are looked for too.
    pub spacing: bool,
    /// Distance of the grid's lines in mm, from the print area's corner; 0 for no grid.
    pub grid_mm: f64,
    /// Angle from which a turn is drawn to multiples of 45°, in degrees.
    pub tolerance_degrees: f64,
}

impl Default for SnapSettings {
    fn default() -> Self {
        Self {
            tolerance_mm: 2.0,
            layers: true,
            spacing: true,
            grid_mm: 0.0,
            tolerance_degrees: 3.0,
        }
    }
}

impl SnapSettings {
    /// No snapping at all.
    pub fn off() -> Self {
        Self {
            tolerance_mm: 0.0,
            layers: false,
            spacing: false,
            grid_mm: 0.0,
            tolerance_degrees: 0.0,
        }
    }
}

/// A line to draw while something is snapped to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// `Across`: the vertical line x = `at` from y = `from` to `to`. `Down`: the horizontal line y = `at`.
    pub axis: Axis,
    /// Where it is, in mm.
    pub at: f64,
    /// Where it begins, in mm.
    pub from: f64,
    /// Where it ends, in mm.
    pub to: f64,
    /// What it belongs to.
    pub kind: GuideKind,
}

/// What a guide belongs to; earlier ones win where several lie on the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuideKind {
    /// The middle of the print area.
    AreaCentre,
    /// An edge of the print area.
    AreaEdge,
    /// The safe zone.
    SafeZone,
    /// The middle of another layer.
    LayerCentre,
    /// An edge of another layer.
    LayerEdge,
    /// A line of the grid.
    Grid,
    /// A gap that equals another gap; the line spans the gap.
    Spacing,
}

/// Lines closer than this are one line.
const SAME_LINE: f64 = 1e-6;

/// A line that can be snapped to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) at: f64,
    from: f64,
    to: f64,
    kind: GuideKind,
}

/// All lines of a side, sorted, without those of the layers that move.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Targets {
    across: Vec<Line>,
    down: Vec<Line>,
    spacings_across: Spacings,
    spacings_down: Spacings,
}

/// The low edge, middle and high edge of a rectangle along an axis.
pub(crate) fn span(rect: &Rect, axis: Axis) -> [f64; 3] {
    match axis {
        Axis::Across => [rect.x0, (rect.x0 + rect.x1) / 2.0, rect.x1],
        Axis::Down => [rect.y0, (rect.y0 + rect.y1) / 2.0, rect.y1],
    }
}

pub(crate) const fn other(axis: Axis) -> Axis {
    match axis {
        Axis::Across => Axis::Down,
        Axis::Down => Axis::Across,
    }
}

impl Targets {
    /// The lines of a print area and of the layers on it that stay, given by their upright bounds.
    pub(crate) fn gather(area: &PrintArea, others: &[Rect], settings: &SnapSettings) -> Self {
        if settings.tolerance_mm <= 0.0 {
            return Self::default();
        }
        let lined: &[Rect] = if settings.layers { others } else { &[] };
        let spacings = |axis| match settings.spacing {
            true => Spacings::gather(others, axis),
            false => Spacings::default(),
        };
        Self {
            across: lines(area, lined, Axis::Across, settings.grid_mm),
            down: lines(area, lined, Axis::Down, settings.grid_mm),
            spacings_across: spacings(Axis::Across),
            spacings_down: spacings(Axis::Down),
        }
    }

    fn lines(&self, axis: Axis) -> &[Line] {
        match axis {
            Axis::Across => &self.across,
            Axis::Down => &self.down,
        }
    }

    fn spacings(&self, axis: Axis) -> &Spacings {
        match axis {
            Axis::Across => &self.spacings_across,
            Axis::Down => &self.spacings_down,
        }
    }

    /// The nearest line to a coordinate.
    pub(crate) fn nearest(&self, axis: Axis, at: f64, tolerance: f64) -> Option<&Line> {
        let lines = self.lines(axis);
        let above = lines.partition_point(|line| line.at < at);
        let candidates =
            [above.checked_sub(1).and_then(|below| lines.get(below)), lines.get(above)];
        candidates
            .into_iter()
            .flatten()
            .filter(|line| (line.at - at).abs() <= tolerance)
            .min_by(|a, b| (a.at - at).abs().total_cmp(&(b.at - at).abs()))
    }

    /// The move that brings a rectangle's edges and middles onto lines, along the given axes.
    pub(crate) fn draw_near(&self, rect: &Rect, axes: &[Axis], tolerance: f64) -> Vec2 {
        let mut by = Vec2::ZERO;
        for axis in axes {
            let nearest = span(rect, *axis)
                .into_iter()
                .filter_map(|probe| Some(self.nearest(*axis, probe, tolerance)?.at - probe))
                .min_by(|a, b| a.abs().total_cmp(&b.abs()));
            let gap = || self.spacings(*axis).nearest(rect, *axis, tolerance);
            let way = nearest.or_else(gap).unwrap_or(0.0);
            match axis {
                Axis::Across => by.x = way,
                Axis::Down => by.y = way,
            }
        }
        by
    }

    /// The guides of a rectangle that lies where it was drawn to; `probes` says which of low edge, middle and high edge
    /// count.
    pub(crate) fn guides(&self, rect: &Rect, axis: Axis, probes: [bool; 3]) -> Vec<Guide> {
        let [from, _, to] = span(rect, other(axis));
        let mut guides: Vec<Guide> = span(rect, axis)
            .into_iter()
            .zip(probes)
            .filter(|(_, counts)| *counts)
            .filter_map(|(probe, _)| self.nearest(axis, probe, SAME_LINE))
            .map(|line| Guide {
                axis,
                at: line.at,
                from: line.from.min(from),
                to: line.to.max(to),
                kind: line.kind,
            })
            .collect();
        guides.dedup_by(|a, b| a.at == b.at);
        if guides.is_empty() && probes == [true; 3] {
            guides = self.spacings(axis).guides(rect, axis, SAME_LINE);
        }
        guides
    }
}

/// Finer grids than this are no help, and many lines, in mm.
const FINEST_GRID: f64 = 0.5;

fn lines(area: &PrintArea, others: &[Rect], axis: Axis, grid_mm: f64) -> Vec<Line> {
    let (length, across) = match axis {
        Axis::Across => (area.width.mm(), area.height.mm()),
        Axis::Down => (area.height.mm(), area.width.mm()),
    };
    let of_area = |at: f64, kind: GuideKind| Line { at, from: 0.0, to: across, kind };
    let mut lines = vec![
        of_area(length / 2.0, GuideKind::AreaCentre),
        of_area(0.0, GuideKind::AreaEdge),
        of_area(length, GuideKind::AreaEdge),
    ];
    let safe = area.safe_zone.mm();
    if safe > 0.0 && safe * 2.0 < length {
        lines.push(of_area(safe, GuideKind::SafeZone));
        lines.push(of_area(length - safe, GuideKind::SafeZone));
    }
    if grid_mm >= FINEST_GRID {
        let count = (length / grid_mm).floor() as usize;
        lines.extend((0..=count).map(|line| of_area(line as f64 * grid_mm, GuideKind::Grid)));
    }
    for bounds in others {
        let [low, middle, high] = span(bounds, axis);
        let [from, _, to] = span(bounds, other(axis));
        let kinds = [
            (low, GuideKind::LayerEdge),
            (middle, GuideKind::LayerCentre),
            (high, GuideKind::LayerEdge),
        ];
        lines.extend(kinds.map(|(at, kind)| Line { at, from, to, kind }));
    }
    lines.retain(|line| line.at.is_finite());
    order::sort_by(&mut lines, |a, b| a.at.total_cmp(&b.at).then(a.kind.cmp(&b.kind)));
    lines.dedup_by(|next, kept| {
        let same = next.at - kept.at < SAME_LINE;
        if same {
            kept.kind = kept.kind.min(next.kind);
            kept.from = kept.from.min(next.from);
            kept.to = kept.to.max(next.to);
        }
        same
    });
    lines
}
