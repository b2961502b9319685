//! Why a file cannot be brought in, in words for the person who chose it.

use prepress::artwork::{ArtworkError, MAX_FILE, MAX_PIXELS, MAX_SIDE};

/// Why a file cannot be brought in. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// Zero bytes.
    #[error("the file is empty; choose another one or export it again")]
    Empty,
    /// More than [`MAX_FILE`] bytes.
    #[error("the file is {} MB; at most {} MB can be used, so save it smaller", .bytes.div_ceil(1024 * 1024), MAX_FILE / 1024 / 1024)]
    FileTooLarge {
        /// Its size.
        bytes: usize,
    },
    /// A kind of file that is not read.
    #[error("this is {}; save it as PNG, JPEG, WebP, AVIF, GIF, BMP, TIFF, SVG or PDF and try again", .found.unwrap_or("not a picture or drawing that can be used"))]
    WrongKind {
        /// What it is, where that is known, with its article.
        found: Option<&'static str>,
    },
    /// A PNG, JPEG or WebP file that cannot be used.
    #[error(transparent)]
    Artwork(#[from] ArtworkError),
    /// More pixels than are read.
    #[error("the picture has {width} x {height} pixels; at most {MAX_SIDE} a side and {} million in all can be used, so make it smaller", MAX_PIXELS / 1_000_000)]
    TooManyPixels {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// The file breaks its format's rules or ends too early.
    #[error(
        "this {format} file is damaged or incomplete ({reason}); copy it again, or open it in another program and save it again"
    )]
    Damaged {
        /// The format's name.
        format: &'static str,
        /// What was found.
        reason: String,
    },
    /// A variant of a format that is not read.
    #[error("this {format} file uses {feature}, which cannot be read; save it again as a PNG file")]
    Unsupported {
        /// The format's name.
        format: &'static str,
        /// What it uses.
        feature: String,
    },
    /// AVIF outside of a browser.
    #[error("AVIF pictures are read by browsers only; save it as a PNG file")]
    NeedsBrowser,
    /// An SVG that would take too long or too much memory, or that asks for other files.
    #[error("this drawing {reason}; {advice}")]
    Refused {
        /// What is wrong with it.
        reason: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// More than a drawing of ours may hold; a picture of it can be made all the same.
    #[error("this drawing {reason}, so it cannot be kept as outlines")]
    NotOutlines {
        /// What there is too much of.
        reason: String,
    },
    /// Nothing in it can be seen.
    #[error("there is nothing in this drawing that can be shown; check it in a drawing program")]
    Nothing,
    /// A PDF with a password or rights that forbid reading it.
    #[error("this PDF is protected; save a copy without a password and try again")]
    Encrypted,
    /// A page that is not there.
    #[error("this PDF has {pages} pages; choose one of them")]
    NoPage {
        /// How many there are.
        pages: usize,
    },
    /// A picture whose pixels cannot be used as wished.
    #[error("{reason}")]
    Picture {
        /// What is wrong and what to do.
        reason: String,
    },
    /// The work was ended by the one who asked for it.
    #[error("cancelled")]
    Cancelled,
}

impl IntakeError {
    /// A damaged file, with a decoder's words made short.
    pub(crate) fn damaged(format: &'static str, reason: impl ToString) -> Self {
        /// Longest reason from a decoder that is shown.
        const LONGEST: usize = 160;
        let reason = reason.to_string().to_lowercase();
        let words: Vec<&str> = reason.split_whitespace().collect();
        Self::Damaged { format, reason: words.join(" ").chars().take(LONGEST).collect() }
    }

    pub(crate) fn not_outlines(reason: impl Into<String>) -> Self {
        Self::NotOutlines { reason: reason.into() }
    }

    pub(crate) fn refused(reason: impl Into<String>) -> Self {
        Self::Refused {
            reason: reason.into(),
            advice: "simplify it in a drawing program and save it again",
        }
    }
}
