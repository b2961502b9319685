//! Why a package could not be made. What is wrong with one that was read: `read`, `unpack`.

use catalog::{ColourId, MOST_PIECES, ProductId, SizeId};
use design::ArtworkId;
use mockup::MockupError;
use prepress::PressError;

use crate::NameError;
use crate::order::MAX_NUMBER;

/// Why a package could not be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PackageError {
    /// The number of an order or a line.
    #[error("the {what}'s number has to have 1 to {MAX_NUMBER} characters, none of them invisible")]
    Number {
        /// `order` or `line`.
        what: &'static str,
    },
    /// Too few or too many pieces.
    #[error("{quantity} pieces cannot be ordered; order 1 to {MOST_PIECES}")]
    Quantity {
        /// How many.
        quantity: u32,
    },
    /// The design is for another product.
    #[error("the design is for product `{product}`")]
    OtherProduct {
        /// The design's.
        product: ProductId,
    },
    /// The product has no such size.
    #[error("the product has no size `{size}`; it has {known}")]
    Size {
        /// The size.
        size: SizeId,
        /// Its sizes.
        known: String,
    },
    /// The product has no such colour.
    #[error("the product has no colour `{colour}` any more; choose one and save the design again")]
    Colour {
        /// The colour.
        colour: ColourId,
    },
    /// No side has anything on it.
    #[error("the design has nothing to print")]
    NothingPrinted,
    /// A picture's or a drawing's original is not at hand.
    #[error("the design needs artwork {artwork}, which is missing; add it again")]
    MissingArtwork {
        /// The artwork.
        artwork: ArtworkId,
    },
    /// What the catalogue says of sizes and sides cannot be used.
    #[error(transparent)]
    Details(#[from] catalog::DetailsError),
    /// A name for the files.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A print file or the proof could not be made.
    #[error(transparent)]
    Press(#[from] PressError),
    /// The product's picture could not be made.
    #[error("the product picture for the proof could not be made: {0}")]
    Mockup(#[from] MockupError),
    /// The maps of a view were not given.
    #[error("the maps of the product picture `{view}` are missing")]
    NoMaps {
        /// The view's id.
        view: String,
    },
    /// The package would be too large.
    #[error("the package would be larger than {limit} bytes")]
    TooLarge {
        /// How large it may be.
        limit: usize,
    },
}
