//! The eight handles of a frame. Which of them a selection offers is decided here; what they do, in `resize`.

use design::Content;
use geom::{Frame, Point, Vec2};

use crate::Session;
use crate::hold::{is_bent, stays_high};

/// A handle on a frame, named as if the frame were not turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handle {
    /// Top left corner.
    TopLeft,
    /// Middle of the top edge.
    Top,
    /// Top right corner.
    TopRight,
    /// Middle of the right edge.
    Right,
    /// Bottom right corner.
    BottomRight,
    /// Middle of the bottom edge.
    Bottom,
    /// Bottom left corner.
    BottomLeft,
    /// Middle of the left edge.
    Left,
}

const CORNERS: [Handle; 4] =
    [Handle::TopLeft, Handle::TopRight, Handle::BottomRight, Handle::BottomLeft];
const CORNERS_AND_SIDES: [Handle; 6] = [
    Handle::TopLeft,
    Handle::TopRight,
    Handle::Right,
    Handle::BottomRight,
    Handle::BottomLeft,
    Handle::Left,
];

/// The handles that the selection offers: a shape all, a text its corners (font size), sides (where lines break) and, where
/// its box stays, top and bottom (the box's height); a bent text, pictures and several layers the corners; none where all is locked.
pub fn offered_handles(session: &Session) -> &'static [Handle] {
    let unlocked: Vec<_> =
        session.selected().into_iter().filter(|layer| !layer.locked).take(2).collect();
    match &unlocked[..] {
        [] => &[],
        [one] => match &one.content {
            Content::Shape(_) => &Handle::ALL,
            Content::Text(text) if is_bent(text) => &CORNERS,
            Content::Text(text) if stays_high(text) => &Handle::ALL,
            Content::Text(_) => &CORNERS_AND_SIDES,
            Content::Image(_) | Content::Drawing(_) => &CORNERS,
        },
        _ => &CORNERS,
    }
}

impl Handle {
    /// All, clockwise from the top left.
    pub const ALL: [Self; 8] = [
        Self::TopLeft,
        Self::Top,
        Self::TopRight,
        Self::Right,
        Self::BottomRight,
        Self::Bottom,
        Self::BottomLeft,
        Self::Left,
    ];

    /// Where it lies from the centre: -1, 0 or 1 halves of width and height.
    pub(crate) const fn direction(self) -> (f64, f64) {
        match self {
            Self::TopLeft => (-1.0, -1.0),
            Self::Top => (0.0, -1.0),
            Self::TopRight => (1.0, -1.0),
            Self::Right => (1.0, 0.0),
            Self::BottomRight => (1.0, 1.0),
            Self::Bottom => (0.0, 1.0),
            Self::BottomLeft => (-1.0, 1.0),
            Self::Left => (-1.0, 0.0),
        }
    }

    /// The handle across the centre.
    pub(crate) const fn opposite(self) -> Self {
        match self {
            Self::TopLeft => Self::BottomRight,
            Self::Top => Self::Bottom,
            Self::TopRight => Self::BottomLeft,
            Self::Right => Self::Left,
            Self::BottomRight => Self::TopLeft,
            Self::Bottom => Self::Top,
            Self::BottomLeft => Self::TopRight,
            Self::Left => Self::Right,
        }
    }

    /// Whether it is on the left or right edge.
    pub(crate) const fn changes_width_only(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }

    /// Whether it is on the top or bottom edge.
    pub(crate) const fn changes_height_only(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }

    /// Whether it is a corner.
    pub const fn is_corner(self) -> bool {
        !self.changes_width_only() && !self.changes_height_only()
    }

    /// Where it lies on a frame, in mm of the side.
    pub fn on(self, frame: &Frame) -> Point {
        let (x, y) = self.direction();
        let half = frame.size / 2.0;
        frame.centre + frame.turned(Vec2::new(x * half.width, y * half.height))
    }
}
