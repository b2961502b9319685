//! Why an ICC profile cannot be used.

use super::{MAX_PROFILE, MAX_TAGS};

/// Why an ICC profile cannot be used as a printing condition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IccError {
    /// Larger than [`MAX_PROFILE`].
    #[error("the profile has {bytes} bytes; at most {MAX_PROFILE} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not an ICC profile at all.
    #[error("this is no ICC profile; give the .icc or .icm file of your printing condition")]
    NoProfile,
    /// A profile of something else.
    #[error(
        "the profile is for a {found} device; one for CMYK output (class prtr) is needed, as print shops hand out"
    )]
    WrongKind {
        /// Class and colour space, as the profile names them.
        found: String,
    },
    /// A version that is not known.
    #[error("the profile is of ICC version {major}; versions 2 and 4 are read")]
    Version {
        /// Its major version.
        major: u8,
    },
    /// More than [`MAX_TAGS`].
    #[error("the profile has {count} tags; at most {MAX_TAGS} are read")]
    TooManyTags {
        /// How many it states.
        count: usize,
    },
    /// A table that is needed is not there.
    #[error("the profile has no table {tag}; ask for a complete one")]
    MissingTable {
        /// The tag's name.
        tag: &'static str,
    },
    /// A part of it cannot be read.
    #[error("the profile is damaged: {reason}")]
    Damaged {
        /// What is wrong.
        reason: &'static str,
    },
}
