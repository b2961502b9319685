//! Why cut lines could not be made.

use catalog::SideId;

use super::{MOST_POINTS, OFFSETS, THRESHOLDS, TOLERANCES};
use crate::PressError;

/// Why cut lines could not be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CutError {
    /// What is on the side cannot be drawn, or somebody cancelled.
    #[error("{0}")]
    Press(#[from] PressError),
    /// Nothing is left to cut.
    #[error(
        "side `{side}` has nothing to cut; put something on it, or allow smaller parts than now"
    )]
    Nothing {
        /// The side.
        side: SideId,
    },
    /// A length of the request is out of range.
    #[error(
        "the {what} is {given}; use an offset up to {} mm, a tolerance from {} to {} mm, a threshold from {} to {}, \
         and no negative sizes",
        OFFSETS.1, TOLERANCES.0, TOLERANCES.1, THRESHOLDS.0, THRESHOLDS.1
    )]
    Range {
        /// Which one.
        what: &'static str,
        /// What was given, in the unit of the request.
        given: f64,
    },
    /// The outlines have too many corners, or cross too often.
    #[error(
        "the art is too intricate to cut: more than {MOST_POINTS} corners, or lines that cross too often; use simpler art"
    )]
    TooMuch,
}
