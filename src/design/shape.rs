//! A drawn shape of a design. Its outline is made by `scene`.

use geom::{Mm, Rgb};
use json::{FromJson, ToJson};

use crate::Fill;

/// A drawn shape that fills its box.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Shape {
    /// Which shape.
    pub kind: ShapeKind,
    /// Width of the box.
    pub width: Mm,
    /// Height of the box.
    pub height: Mm,
    /// Colour of the inside where `paint` does not say otherwise.
    #[json(optional)]
    pub fill: Option<Rgb>,
    /// A gradient or a pattern in place of the colour.
    #[json(optional)]
    pub paint: Option<Fill>,
    /// The outline, centred on the edge.
    #[json(optional)]
    pub stroke: Option<Stroke>,
}

/// An outline.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Stroke {
    /// Its colour.
    pub colour: Rgb,
    /// Its width.
    pub width: Mm,
}

/// Which shape.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum ShapeKind {
    /// A rectangle.
    Rectangle,
    /// A rectangle with round corners.
    RoundedRectangle {
        /// Radius of the corners; at most half of the shorter edge is used.
        radius: Mm,
    },
    /// An ellipse.
    Ellipse,
    /// A line from the left to the right edge, in the middle of the box.
    Line,
    /// A star, first point up.
    Star {
        /// Number of points, 3 to 64.
        points: u8,
        /// Inner radius as a part of the outer one, 0.05 to 0.95.
        inner: f64,
    },
    /// A heart.
    Heart,
    /// A regular polygon, first corner up.
    Polygon {
        /// Number of corners, 3 to 64.
        corners: u8,
    },
}
