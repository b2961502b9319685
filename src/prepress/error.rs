//! Why a print file could not be made.

use design::{ArtworkId, LayerId};
use geom::Mm;

use crate::PdfRequestError;
use crate::artwork::{ArtworkError, MAX_SIDE};

/// Why a print file could not be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PressError {
    /// The progress callback said so.
    #[error("the print file was cancelled")]
    Cancelled,
    /// A picture's original is not among the artwork that was handed in.
    #[error("layer {layer} needs picture {artwork}, which is missing; add the picture again")]
    MissingArtwork {
        /// The layer.
        layer: LayerId,
        /// The picture.
        artwork: ArtworkId,
    },
    /// A picture's original cannot be read.
    #[error("the picture in layer {layer} cannot be used: {reason}")]
    Artwork {
        /// The layer.
        layer: LayerId,
        /// What is wrong with it.
        #[source]
        reason: ArtworkError,
    },
    /// No pixels, or more than [`MAX_SIDE`] a side.
    #[error(
        "a print of {width} x {height} pixels cannot be made; between 1 and {MAX_SIDE} a side are possible, so change the resolution"
    )]
    Size {
        /// Columns.
        width: u64,
        /// Rows.
        height: u64,
    },
    /// White that would be shrunk by nothing or too much.
    #[error("white cannot be shrunk by {asked}; at this resolution 0 to {most} are possible")]
    Choke {
        /// What was asked for.
        asked: Mm,
        /// The most that is possible.
        most: Mm,
    },
    /// A file that its format cannot hold.
    #[error("the file would be larger than a TIFF file can be (4 GiB); lower the resolution")]
    FileSize,
    /// What was asked of a PDF cannot be met.
    #[error("{0}")]
    Request(#[from] PdfRequestError),
    /// An encoder gave up.
    #[error("the print file could not be written: {reason}")]
    Encode {
        /// What the encoder said.
        reason: String,
    },
}

impl PressError {
    pub(crate) fn encode(reason: impl ToString) -> Self {
        Self::Encode { reason: reason.to_string() }
    }
}
