//! Frames: turned rectangles in millimetres, as handles and gestures see them.

use kurbo::{Affine, Point, Rect, Size, Vec2};

use crate::{Angle, rotation};

/// A rectangle turned around its centre, in millimetres of the side it lies on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The centre, which rotation leaves in place.
    pub centre: Point,
    /// Width and height before rotation; never negative.
    pub size: Size,
    /// Clockwise turn around the centre.
    pub rotation: Angle,
}

/// Which point of a frame a layer's stored position names. It stays put when the size changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The centre: shapes and images.
    Centre,
    /// Middle of the top edge: centred text.
    TopCentre,
    /// Top left corner: text set to the left.
    TopLeft,
    /// Top right corner: text set to the right.
    TopRight,
}

impl Anchor {
    /// Where the anchor lies from the centre, in halves of width and height.
    const fn offset(self) -> (f64, f64) {
        match self {
            Self::Centre => (0.0, 0.0),
            Self::TopCentre => (0.0, -0.5),
            Self::TopLeft => (-0.5, -0.5),
            Self::TopRight => (0.5, -0.5),
        }
    }
}

impl Frame {
    /// The frame of `size` turned by `rotation` whose `anchor` lies at `at`.
    pub fn anchored(at: Point, anchor: Anchor, size: Size, rotation: Angle) -> Self {
        let at_origin = Self { centre: Point::ORIGIN, size, rotation };
        Self { centre: at - at_origin.anchor(anchor).to_vec2(), ..at_origin }
    }

    /// Where an anchor of this frame lies.
    pub fn anchor(&self, anchor: Anchor) -> Point {
        let (x, y) = anchor.offset();
        self.centre + self.turned(Vec2::new(x * self.size.width, y * self.size.height))
    }

    /// From the frame's own space (origin in its top left corner, not turned) to the side.
    pub fn to_side(&self) -> Affine {
        rotation(self.rotation, self.centre)
            * Affine::translate(self.centre.to_vec2() - self.size.to_vec2() / 2.0)
    }

    /// Corners in the side's space: top left, top right, bottom right, bottom left of the unturned frame.
    pub fn corners(&self) -> [Point; 4] {
        let Size { width, height } = self.size;
        let to_side = self.to_side();
        [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
            .map(|corner| to_side * Point::from(corner))
    }

    /// The upright rectangle around the turned frame.
    pub fn bounds(&self) -> Rect {
        let [a, b, c, d] = self.corners();
        Rect::from_points(a, c).union(Rect::from_points(b, d))
    }

    /// The frame before turning, as an upright rectangle: its corner is the X and Y that a form shows.
    pub fn upright(&self) -> Rect {
        Rect::from_center_size(self.centre, self.size)
    }

    /// Whether a point of the side lies in the frame grown by `margin` mm on every edge.
    pub fn contains(&self, point: Point, margin: f64) -> bool {
        let back = Angle::degrees(-self.rotation.in_degrees());
        let local = rotation(back, Point::ORIGIN) * (point - self.centre).to_point();
        local.x.abs() <= self.size.width / 2.0 + margin
            && local.y.abs() <= self.size.height / 2.0 + margin
    }

    /// A vector of the frame's own space in the side's space.
    pub fn turned(&self, vector: Vec2) -> Vec2 {
        (rotation(self.rotation, Point::ORIGIN) * vector.to_point()).to_vec2()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_round_trip(anchor: Anchor) {
        let at = Point::new(30.0, 40.0);
        let frame = Frame::anchored(at, anchor, Size::new(20.0, 10.0), Angle::degrees(30.0));
        assert!((frame.anchor(anchor) - at).hypot2() < 1e-18);
    }

    #[test]
    fn an_anchor_stays_where_it_was_put() {
        for anchor in [Anchor::Centre, Anchor::TopCentre, Anchor::TopLeft, Anchor::TopRight] {
            check_round_trip(anchor);
        }
    }

    #[test]
    fn a_quarter_turn_swaps_the_bounds() {
        let frame = Frame::anchored(
            Point::new(50.0, 50.0),
            Anchor::Centre,
            Size::new(20.0, 10.0),
            Angle::degrees(90.0),
        );
        assert_eq!(frame.bounds(), Rect::new(45.0, 40.0, 55.0, 60.0));
        assert!(frame.contains(Point::new(46.0, 59.0), 0.0));
        assert!(!frame.contains(Point::new(59.0, 46.0), 0.0));
    }
}
