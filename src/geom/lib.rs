//! Geometry of the house: lengths, resolutions, angles, frames, colours and outlines.
//!
//! Conventions: millimetres, x to the right, y **down**, angles clockwise in degrees. Everything is
//! deterministic: only `+ - * / sqrt` and `libm`. Beside them, in little code, sorting ([`order`]) and small maps
//! ([`Table`]). This crate knows no products, files or time.

mod angle;
mod block;
mod drawing;
mod frame;
mod harmony;
mod ink;
mod length;
mod letters;
pub mod order;
mod rgb;
mod set;
mod table;

pub use angle::{Angle, rotation};
pub use block::{CaretPost, LineBox, TextBlock, TextInk, TextPiece};
pub use drawing::{Cap, Clip, Drawing, FillRule, Join, Node, Pen};
pub use frame::{Anchor, Frame};
pub use ink::{Ink, MAX_STOPS, Stop};
pub use json::{number, path_data, quantised, read_path_data};
pub use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape, Size, Vec2};
pub use length::{Dpi, Mm};
pub use letters::{FontPart, LetterCluster, LetterPiece, LetterRun};
pub use rgb::{ParseRgbError, Rgb};
pub use set::Set;
pub use table::Table;
