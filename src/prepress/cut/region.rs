//! Areas on a grid of whole numbers: united, cut, made larger and smaller. No scenes, no files.
//!
//! The arithmetic is of whole numbers only, so that areas are the same on every machine. Boolean operations and offsets
//! are those of the crate `i_overlay` in its integer mode.

use geom::{BezPath, FillRule, Point, Rect};
use i_overlay::core::fill_rule::FillRule as Rule;
use i_overlay::core::overlay::{Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::angle::Angle;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::mesh::int::arc::ArcOptions;
use i_overlay::mesh::int::outline::offset::IntOutlineOffset;
use i_overlay::mesh::int::style::{IntLineJoin, IntOutlineStyle};

use super::sleeve;

/// A point on the grid.
pub(super) type Spot = IntPoint<i32>;
/// A closed line on the grid.
pub(super) type Ring = Vec<Spot>;

/// Steps of the grid in a millimetre: a quarter of a micrometre.
pub(super) const GRID: f64 = 4096.0;
/// Points farther away are drawn in to this, in mm. What lies there is never on a side.
const FARTHEST: f64 = 50_000.0;
/// So many closed lines grow in two steps.
const MANY: usize = 24;

/// An area: outlines that go one way round, and holes that go the other way, none crossing another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Region {
    rings: Vec<Ring>,
}

/// The place on the grid that is nearest to a point in mm.
pub(super) fn spot(point: Point) -> Spot {
    let whole = |mm: f64| {
        let mm = if mm.is_finite() { mm.clamp(-FARTHEST, FARTHEST) } else { 0.0 };
        (mm * GRID).round() as i32
    };
    Spot::new(whole(point.x), whole(point.y))
}

/// A place of the grid in mm. Exact: the grid's step is a power of two.
pub(super) fn point(spot: Spot) -> Point {
    Point::new(f64::from(spot.x) / GRID, f64::from(spot.y) / GRID)
}

/// Twice the area inside a ring, in steps of the grid; negative for a hole.
fn double_area(ring: &[Spot]) -> i64 {
    let wide = |spot: &Spot| (i64::from(spot.x), i64::from(spot.y));
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).fold(0_i64, |sum, (from, to)| {
        let ((x0, y0), (x1, y1)) = (wide(from), wide(to));
        sum.wrapping_add(x0 * y1 - x1 * y0)
    })
}

/// How often the sides of closed lines cross each other, counted up to `most`. It is what making one area of them costs.
/// A crossing counts as often as its angle is sharp: rounds of rounding follow there. Looks at pairs count a little.
pub(super) fn crossings<'a>(rings: impl Iterator<Item = &'a Ring>, most: usize) -> usize {
    /// Bands in which pairs are looked for.
    const BANDS: i64 = 64;
    /// So many looks cost what a crossing costs.
    const LOOKS: usize = 300;
    let mut sides: Vec<(Spot, Spot)> = Vec::new();
    for ring in rings {
        let next = ring.iter().cycle().skip(1);
        sides.extend(
            ring.iter().zip(next).map(|(a, b)| if a.x <= b.x { (*a, *b) } else { (*b, *a) }),
        );
    }
    sides.sort_unstable_by_key(|(from, _)| from.x);
    let heights = |(from, to): &(Spot, Spot)| (from.y.min(to.y), from.y.max(to.y));
    let top = sides.iter().map(|side| heights(side).0).min().map_or(0, i64::from);
    let bottom = sides.iter().map(|side| heights(side).1).max().map_or(0, i64::from);
    let height = (bottom - top) / BANDS + 1;
    let (mut found, mut looks) = (0, 0);
    for band in (0..BANDS).map(|band| top + band * height) {
        let is_here = |side: &&(Spot, Spot)| {
            let (low, high) = heights(side);
            i64::from(high) >= band && i64::from(low) < band + height
        };
        let here: Vec<&(Spot, Spot)> = sides.iter().filter(is_here).collect();
        for (at, side) in here.iter().enumerate() {
            let (low, high) = heights(side);
            for other in here[at + 1..].iter().take_while(|other| other.0.x <= side.1.x) {
                looks += 1;
                let (other_low, other_high) = heights(other);
                let begins = i64::from(low.max(other_low));
                // A pair is met in each of its bands and counted in the first one.
                let is_first = begins >= band && begins < band + height;
                let is_near = is_first && other_low <= high && low <= other_high;
                found += if is_near { crossing(side, other) } else { 0 };
            }
            if found + looks / LOOKS > most {
                return found + looks / LOOKS;
            }
        }
    }
    found + looks / LOOKS
}

/// How much a crossing of two sides counts: one by the sine of its angle. None where only corners touch.
fn crossing((a, b): &(Spot, Spot), (c, d): &(Spot, Spot)) -> usize {
    /// Sharper angles count as this one.
    const SHARPEST: f64 = 1_000.0;
    let way = |from: &Spot, to: &Spot| {
        (i64::from(to.x) - i64::from(from.x), i64::from(to.y) - i64::from(from.y))
    };
    let cross = |u: (i64, i64), v: (i64, i64)| u.0 * v.1 - u.1 * v.0;
    let turn =
        |from: &Spot, to: &Spot, point: &Spot| cross(way(from, to), way(from, point)).signum();
    let is_joint = a == c || a == d || b == c || b == d;
    if is_joint || turn(a, b, c) * turn(a, b, d) > 0 || turn(c, d, a) * turn(c, d, b) > 0 {
        return 0;
    }
    let (one, other) = (way(a, b), way(c, d));
    let square = |(x, y): (i64, i64)| (x * x + y * y) as f64;
    match cross(one, other) {
        // Beside each other: that takes no rounding.
        0 => 1,
        area => ((square(one) * square(other)).sqrt() / area.abs() as f64).min(SHARPEST) as usize,
    }
}

fn flat(shapes: Vec<Vec<Ring>>) -> Region {
    Region { rings: shapes.into_iter().flatten().collect() }
}

impl Region {
    /// What is inside closed lines that may cross each other.
    pub(super) fn inside(rings: &[Ring], rule: FillRule) -> Self {
        let rule = match rule {
            FillRule::NonZero => Rule::NonZero,
            FillRule::EvenOdd => Rule::EvenOdd,
        };
        flat(Overlay::from_subj(rings).overlay(OverlayRule::Subject, rule))
    }

    /// An upright rectangle in mm.
    pub(super) fn rectangle(rect: Rect) -> Self {
        let corners =
            [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1)];
        let ring: Ring = corners.into_iter().map(|corner| spot(Point::from(corner))).collect();
        Self::inside(&[ring], FillRule::NonZero)
    }

    /// All areas together.
    pub(super) fn united(areas: impl IntoIterator<Item = Self>) -> Self {
        let mut overlay = Overlay::new(0);
        let mut several = Vec::new();
        for area in areas {
            several.extend(area.rings);
        }
        overlay.add_source(&several, ShapeType::Subject);
        flat(overlay.overlay(OverlayRule::Subject, Rule::Positive))
    }

    fn with(&self, other: &Self, rule: OverlayRule) -> Self {
        flat(Overlay::from_subj_and_clip(&self.rings, &other.rings).overlay(rule, Rule::Positive))
    }

    /// What is in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        self.with(other, OverlayRule::Intersect)
    }

    /// What is in this one and not in the other.
    pub(super) fn without(&self, other: &Self) -> Self {
        self.with(other, OverlayRule::Difference)
    }

    /// Larger by `mm` on every side with rounded corners; smaller where negative. Rounds are within `tolerance` mm.
    pub(super) fn grown(&self, mm: f64, tolerance: f64) -> Self {
        // Many parts grow a little first, so that those that become one are not all grown through each other.
        if self.rings.len() > MANY && mm > 1.0 {
            let half = tolerance / 2.0;
            return self.grown_at_once(mm / 8.0, half).grown_at_once(mm - mm / 8.0, half);
        }
        self.grown_at_once(mm, tolerance)
    }

    fn grown_at_once(&self, mm: f64, tolerance: f64) -> Self {
        let steps = (mm * GRID).round() as i32;
        if steps == 0 || self.is_empty() {
            return self.clone();
        }
        let style = IntOutlineStyle::new(steps).line_join(IntLineJoin::Round(ArcOptions {
            max_step: arc_step(mm.abs(), tolerance),
            rotation_precision: 6,
        }));
        // The only error is one of a check that is not asked for here: coordinates are far within the range.
        self.rings.outline(&style).map_or_else(|_| self.clone(), flat)
    }

    /// With fewer corners: nothing moves by more than `tolerance` mm.
    pub(super) fn simplified(&self, tolerance: f64) -> Self {
        let few: Vec<Ring> =
            self.rings.iter().map(|ring| sleeve::simplified(ring, tolerance * GRID)).collect();
        let mut overlay = Overlay::from_subj(&few);
        flat(overlay.overlay(OverlayRule::Subject, Rule::Positive))
    }

    /// Without holes of less than `hole` and without parts of less than `part` square millimetres (a part with its holes
    /// filled); and how many of each there were.
    pub(super) fn without_small(&self, hole: f64, part: f64) -> (Self, usize, usize) {
        let least = |mm2: f64| 2.0 * mm2 * GRID * GRID;
        let (mut holes, mut parts) = (0, 0);
        let mut kept = Vec::with_capacity(self.rings.len());
        for ring in &self.rings {
            let area = double_area(ring) as f64;
            if area < 0.0 && -area < least(hole) {
                holes += 1;
            } else if area >= 0.0 && area < least(part) {
                parts += 1;
            } else {
                kept.push(ring.clone());
            }
        }
        if holes + parts == 0 {
            return (self.clone(), 0, 0);
        }
        // Parts that lay in a hole that is gone are now inside of something, and a hole whose part is gone is of nothing.
        (Self::united([Self { rings: kept }]), holes, parts)
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.rings.is_empty()
    }

    /// How many corners all lines have.
    pub(super) fn corners(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// How many closed lines there are.
    pub(super) fn lines(&self) -> usize {
        self.rings.len()
    }

    /// The area in square millimetres.
    pub(super) fn area(&self) -> f64 {
        let doubled =
            self.rings.iter().fold(0_i64, |sum, ring| sum.wrapping_add(double_area(ring)));
        doubled as f64 / (2.0 * GRID * GRID)
    }

    /// The length of all lines in mm.
    pub(super) fn length(&self) -> f64 {
        let side = |from: Spot, to: Spot| (point(to) - point(from)).hypot2().sqrt();
        let ring = |ring: &Ring| -> f64 {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(from, to)| side(*from, *to)).sum()
        };
        self.rings.iter().map(ring).sum()
    }

    /// The upright rectangle around it in mm; `None` where there is nothing.
    pub(super) fn bounds(&self) -> Option<Rect> {
        let mut points = self.rings.iter().flatten().map(|spot| point(*spot));
        let first = points.next()?;
        let first = Rect::from_points(first, first);
        Some(points.fold(first, |all, point| all.union_pt(point)))
    }

    /// Holes first and inner parts before those around them, so that nothing moves that is still to be cut.
    pub(super) fn in_cutting_order(mut self) -> Self {
        // The smaller ring is the inner one wherever one lies in another.
        self.rings.sort_by_key(|ring| double_area(ring).unsigned_abs());
        self
    }

    /// Its closed lines.
    pub(super) fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// As an outline in mm, y down.
    pub(super) fn path(&self) -> BezPath {
        let mut path = BezPath::new();
        for ring in &self.rings {
            let mut points = ring.iter().map(|spot| point(*spot));
            let Some(first) = points.next() else { continue };
            path.move_to(first);
            points.for_each(|point| path.line_to(point));
            path.close_path();
        }
        path
    }

    /// Mirrored at an upright line at `x` mm.
    pub(super) fn mirrored(&self, x: f64) -> Self {
        let twice = (2.0 * x * GRID).round() as i32;
        let turned = |ring: &Ring| -> Ring {
            // Backwards, so that outlines stay outlines.
            ring.iter().rev().map(|spot| Spot::new(twice - spot.x, spot.y)).collect()
        };
        Self { rings: self.rings.iter().map(turned).collect() }
    }
}

/// The turn between two corners of a round that is within `tolerance` of its circle.
fn arc_step(radius: f64, tolerance: f64) -> Angle {
    const TURN: f64 = 4_294_967_296.0;
    let cosine = (1.0 - tolerance / radius).clamp(-1.0, 1.0);
    let turns = libm::acos(cosine) / std::f64::consts::PI;
    Angle::from_bits((turns * TURN).min(TURN / 4.0) as u32)
}
