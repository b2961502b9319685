//! Why a picture cannot be used, in words for the person who chose it.

use design::ImageFormat;

use super::{MAX_FILE, MAX_PIXELS, MAX_SIDE};

/// Why a picture cannot be used. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArtworkError {
    /// Zero bytes.
    #[error("the file is empty; choose another one or export it again")]
    Empty,
    /// More than [`MAX_FILE`] bytes.
    #[error("the file is {} MB; at most {} MB can be used, so save it smaller", .bytes.div_ceil(1024 * 1024), MAX_FILE / 1024 / 1024)]
    FileTooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a PNG, JPEG or WebP file.
    #[error("this is {}; save it as a PNG, JPEG or WebP picture and try again", .found.unwrap_or("not a picture that can be used"))]
    WrongType {
        /// What it is, where that is known, with its article.
        found: Option<&'static str>,
    },
    /// More than [`MAX_SIDE`] pixels a side or [`MAX_PIXELS`] in all.
    #[error("the picture has {width} x {height} pixels; at most {MAX_SIDE} a side and {} million in all can be used, so make it smaller", MAX_PIXELS / 1_000_000)]
    TooManyPixels {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// The file ends before the picture does.
    #[error("this {} file ends too early; copy or download it again", name(*.format))]
    Truncated {
        /// Its format.
        format: ImageFormat,
    },
    /// The file breaks its format's rules.
    #[error("this {} file is damaged ({reason}); open it in a picture program and save it again", name(*.format))]
    Damaged {
        /// Its format.
        format: ImageFormat,
        /// What the decoder found.
        reason: String,
    },
    /// A rare variant of a format.
    #[error("this {} file uses {feature}, which cannot be read; save it again as a PNG file", name(*.format))]
    Unsupported {
        /// Its format.
        format: ImageFormat,
        /// What it uses.
        feature: &'static str,
    },
}

impl ArtworkError {
    pub(crate) fn damaged(format: ImageFormat, reason: impl ToString) -> Self {
        /// Longest reason from a decoder that is shown.
        const LONGEST: usize = 160;
        Self::Damaged { format, reason: reason.to_string().chars().take(LONGEST).collect() }
    }
}

/// A format's name as people write it.
const fn name(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "PNG",
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::WebP => "WebP",
    }
}
