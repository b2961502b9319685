//! Bent text: glyphs along a course, then their outlines warped. Curves are cut until what is bent differs from the true
//! shape by less than can be seen; nothing is drawn with straight bits.

use design::{Warp, WarpKind};
use geom::{
    Affine, Angle, BezPath, CaretPost, Ink, LineBox, PathEl, Point, Rect, TextBlock, TextInk,
    TextPiece, Vec2, quantised,
};

use crate::TypesetError;
use crate::course::Course;
use crate::draw::{Sheet, draw};
use crate::shape::{PlacedLine, Stack, missing};

/// Points along a line's edges by which the bent text is measured.
const POINTS: u32 = 96;
/// How far a bent curve may differ from the true shape, in ems.
const TOLERANCE: f64 = 0.0005;
/// How often a curve is halved at most.
const HALVINGS: u32 = 7;

/// The block of a stack along a course, warped; `em` in mm.
///
/// # Errors
/// [`TypesetError::TooManyColours`].
pub(crate) fn bend(
    stack: &Stack,
    course: &Course,
    warp: Option<Warp>,
    em: f64,
) -> Result<TextBlock, TypesetError> {
    let along = bounds(stack, course, |point| point);
    let warp = Map::of(warp, Rect::new(along.x0 * em, along.y0 * em, along.x1 * em, along.y1 * em));
    let of_mm = |point: Point| warp.at(Point::new(point.x * em, point.y * em));
    let bent = bounds(stack, course, of_mm);
    let origin = Vec2::new(bent.x0, bent.y0);
    let mut sheet = Sheet::default();
    let mut boxes = Vec::with_capacity(stack.lines.len());
    // Without a warp glyphs are drawn where they end up; else they are moved when they are warped.
    let moved = if warp.is_none() { origin } else { Vec2::ZERO };
    for (number, placed) in stack.lines.iter().enumerate() {
        draw(&placed.line, em, &mut sheet, |middle, x, y, scale| {
            let stand = course.stand(number, placed, middle);
            let Vec2 { x: cos, y: sin } = stand.along;
            let (right, down) = (x - middle, y);
            let at = Point::new(
                (stand.at.x + right * cos - down * sin) * em - moved.x,
                (stand.at.y + right * sin + down * cos) * em - moved.y,
            );
            Affine::new([cos * scale, sin * scale, sin * scale, -cos * scale, at.x, at.y])
        });
        boxes.push(line_box(placed, |x, up| {
            let point = of_mm(course.stand(number, placed, x).above(up)) - origin;
            Point::new(quantised(point.x), quantised(point.y))
        }));
    }
    let mut pieces = sheet.pieces()?;
    if !warp.is_none() {
        for piece in &mut pieces {
            warp.bend(piece, origin, em * TOLERANCE);
        }
    }
    Ok(TextBlock {
        pieces,
        width: quantised(bent.width()),
        height: quantised(bent.height()),
        lines: boxes,
        missing: missing(stack),
    })
}

/// The rectangle around all lines with their heights, after `map`.
fn bounds(stack: &Stack, course: &Course, map: impl Fn(Point) -> Point) -> Rect {
    let mut bounds: Option<Rect> = None;
    for (number, placed) in stack.lines.iter().enumerate() {
        let (line, up, down) = (
            &placed.line,
            placed.baseline - placed.top,
            placed.top + placed.height - placed.baseline,
        );
        // An empty text is as wide as its block.
        let width =
            if stack.lines.len() == 1 { line.width.max(stack.width.min(0.5)) } else { line.width };
        for point in 0..=POINTS {
            let x = line.hanging_left + width * f64::from(point) / f64::from(POINTS);
            let stand = course.stand(number, placed, x);
            for up in [up, (up - down) / 2.0, -down] {
                let point = map(stand.above(up));
                let here = Rect::from_points(point, point);
                bounds = Some(bounds.map_or(here, |bounds| bounds.union(here)));
            }
        }
    }
    bounds.unwrap_or_default()
}

/// The box of a bent line; `at` gives the place of an x and a height above the baseline, in ems.
fn line_box(placed: &PlacedLine, at: impl Fn(f64, f64) -> Point) -> LineBox {
    let (up, down) = (placed.baseline - placed.top, placed.top + placed.height - placed.baseline);
    let mut carets = Vec::with_capacity(placed.line.carets.len());
    let mut posts = Vec::with_capacity(placed.line.carets.len());
    let (mut top, mut bottom) = (f64::MAX, f64::MIN);
    for &(byte, x) in &placed.line.carets {
        let post = CaretPost::new(at(x, -down), at(x, up));
        for y in [post.foot().y, post.head().y] {
            (top, bottom) = (top.min(y), bottom.max(y));
        }
        carets.push((byte as u32, quantised(f64::midpoint(post.foot().x, post.head().x))));
        posts.push(post);
    }
    let middle = at(placed.line.hanging_left + placed.line.width / 2.0, 0.0);
    LineBox { top, height: quantised(bottom - top), baseline: middle.y, carets, posts }
}

/// A warp of a rectangle, in mm. X depends on x alone.
struct Map {
    warp: Option<Warp>,
    area: Rect,
}

impl Map {
    fn of(warp: Option<Warp>, area: Rect) -> Self {
        let sound = |warp: &Warp| warp.amount.is_finite() && warp.amount != 0.0;
        let within = |warp: Warp| Warp { amount: warp.amount.clamp(-1.0, 1.0), ..warp };
        let is_area = area.width() > 0.0 && area.height() > 0.0;
        Self { warp: warp.filter(sound).map(within).filter(|_| is_area), area }
    }

    fn is_none(&self) -> bool {
        self.warp.is_none()
    }

    fn at(&self, point: Point) -> Point {
        self.with_slopes(point).0
    }

    /// Where a point goes, and how there x changes with x, y with x, and y with y.
    fn with_slopes(&self, point: Point) -> (Point, [f64; 3]) {
        let Some(Warp { kind, amount }) = self.warp else { return (point, [1.0, 0.0, 1.0]) };
        let (width, middle) = (self.area.width(), self.area.center().y);
        // From 0 at the left edge to 1 at the right one.
        let t = (point.x - self.area.x0) / width;
        let u = 2.0 * t - 1.0;
        let raised =
            |by: f64, slope: f64| (Point::new(point.x, point.y - by * width), [1.0, -slope, 1.0]);
        match kind {
            // A quarter of the width at most: edges rise by 45 degrees there.
            WarpKind::Arch => raised(amount / 4.0 * (1.0 - u * u), -amount * u),
            WarpKind::Flag => {
                const HEIGHT: f64 = 0.12;
                let (sin, cos) = Angle::degrees(180.0 * u).sin_cos();
                let slope = amount * HEIGHT * cos * std::f64::consts::TAU;
                raised(amount * HEIGHT * sin, slope)
            }
            WarpKind::Rise => {
                let by = amount * 0.5 * (t * t * (3.0 - 2.0 * t) - 0.5);
                raised(by, amount * 3.0 * t * (1.0 - t))
            }
            WarpKind::Bulge => {
                let most = if amount > 0.0 { amount } else { 0.7 * amount };
                let grown = 1.0 + most * (1.0 - u * u);
                let y = point.y - middle;
                let slope = y * most * -2.0 * u * 2.0 / width;
                (Point::new(point.x, middle + y * grown), [1.0, slope, grown])
            }
            WarpKind::Perspective => {
                // At the most, the far end is two fifths as high as the near one.
                let far = 1.0 - 0.6 * amount.abs();
                let from_near = if amount > 0.0 { t } else { 1.0 - t };
                let depth = 1.0 + from_near * (1.0 / far - 1.0);
                let x = from_near / far / depth;
                let slope_x = 1.0 / (far * depth * depth);
                let y = (point.y - middle) / depth;
                let deepening = (1.0 / far - 1.0) * if amount > 0.0 { 1.0 } else { -1.0 };
                let slope_y = -y / depth * deepening / width;
                let x = if amount > 0.0 { x } else { 1.0 - x };
                (Point::new(self.area.x0 + x * width, middle + y), [slope_x, slope_y, 1.0 / depth])
            }
        }
    }

    /// Bends a piece and moves `origin` to the block's origin.
    fn bend(&self, piece: &mut TextPiece, origin: Vec2, tolerance: f64) {
        let place = |point: Point| {
            let Point { x, y } = self.at(point) - origin;
            Point::new(quantised(x), quantised(y))
        };
        if let TextInk::Glyph(Ink::Linear { from, to, .. }) = &mut piece.ink {
            (*from, *to) = (place(*from), place(*to));
        }
        if let TextInk::Glyph(Ink::Radial { centre, .. }) = &mut piece.ink {
            *centre = place(*centre);
        }
        let mut bent = Bent { map: self, origin, tolerance, path: BezPath::new() };
        let (mut start, mut last) = (Point::ORIGIN, Point::ORIGIN);
        for element in piece.outline.elements() {
            match *element {
                PathEl::MoveTo(to) => {
                    bent.path.move_to(place(to));
                    (start, last) = (to, to);
                }
                PathEl::LineTo(to) => {
                    bent.line(last, to);
                    last = to;
                }
                PathEl::QuadTo(by, to) => {
                    let third = |end: Point| end + (by - end) * (2.0 / 3.0);
                    bent.curve([last, third(last), third(to), to], 0);
                    last = to;
                }
                PathEl::CurveTo(a, b, to) => {
                    bent.curve([last, a, b, to], 0);
                    last = to;
                }
                PathEl::ClosePath => {
                    if last != start {
                        bent.line(last, start);
                    }
                    bent.path.close_path();
                    last = start;
                }
            }
        }
        piece.outline = bent.path;
    }
}

/// An outline that is being bent.
struct Bent<'a> {
    map: &'a Map,
    origin: Vec2,
    tolerance: f64,
    path: BezPath,
}

impl Bent<'_> {
    fn line(&mut self, from: Point, to: Point) {
        self.curve([from, from.lerp(to, 1.0 / 3.0), from.lerp(to, 2.0 / 3.0), to], 0);
    }

    fn curve(&mut self, curve: [Point; 4], halvings: u32) {
        let [p0, p1, p2, p3] = curve;
        let (q0, from) = self.map.with_slopes(p0);
        let (q3, to) = self.map.with_slopes(p3);
        let turned = |by: Vec2, [xx, yx, yy]: [f64; 3]| Vec2::new(xx * by.x, yx * by.x + yy * by.y);
        let q1 = q0 + turned(p1 - p0, from);
        let q2 = q3 + turned(p2 - p3, to);
        let bent = [q0, q1, q2, q3];
        let off = |t: f64| (self.map.at(at(curve, t)) - at(bent, t)).hypot2();
        let tolerance = self.tolerance * self.tolerance;
        let is_near = [0.25, 0.5, 0.75].into_iter().all(|t| off(t) <= tolerance);
        if !is_near && halvings < HALVINGS {
            let (first, second) = halved(curve);
            self.curve(first, halvings + 1);
            self.curve(second, halvings + 1);
            return;
        }
        let [_, q1, q2, q3] = bent.map(|point| {
            let Point { x, y } = point - self.origin;
            Point::new(quantised(x), quantised(y))
        });
        let is_straight = [q1, q2].into_iter().all(|by| {
            let (along, away) = (bent[3] - bent[0], by + self.origin - bent[0]);
            let across = along.cross(away);
            across * across <= tolerance * along.hypot2() * 0.01
        });
        if is_straight { self.path.line_to(q3) } else { self.path.curve_to(q1, q2, q3) }
    }
}

fn at([p0, p1, p2, p3]: [Point; 4], t: f64) -> Point {
    let (a, b, c) = (p0.lerp(p1, t), p1.lerp(p2, t), p2.lerp(p3, t));
    a.lerp(b, t).lerp(b.lerp(c, t), t)
}

fn halved([p0, p1, p2, p3]: [Point; 4]) -> ([Point; 4], [Point; 4]) {
    let (a, b, c) = (p0.midpoint(p1), p1.midpoint(p2), p2.midpoint(p3));
    let (d, e) = (a.midpoint(b), b.midpoint(c));
    let middle = d.midpoint(e);
    ([p0, a, d, middle], [middle, e, c, p3])
}
