//! Why art could not be separated.

use crate::PressError;

/// Why art could not be separated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SeparationError {
    /// The side could not be drawn, or a file not be written.
    #[error("{0}")]
    Press(#[from] PressError),
    /// Nothing on the side differs from the product's colour.
    #[error(
        "nothing on this side would be printed: it is empty, or all of it has the product's colour"
    )]
    Nothing,
    /// No inks, or more than the merchant prints on a side.
    #[error("{asked} ink(s) cannot be printed on a side; choose 1 to {most}")]
    Inks {
        /// How many were asked for.
        asked: usize,
        /// The merchant's limit.
        most: usize,
    },
    /// An ink that is not on the merchant's list, or that is named twice.
    #[error("ink {number} is not on the list of {listed}, or is there twice")]
    UnknownInk {
        /// Its place on the list, from 0.
        number: usize,
        /// How many inks are on the list.
        listed: usize,
    },
}
