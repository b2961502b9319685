//! What can go wrong with fonts and texts. A missing character is no error: see [`geom::TextBlock::missing`].

use design::FontId;

/// Why a font or a text could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// The font list is not what it should be.
    #[error("font list, {place}: {problem}")]
    List {
        /// Where: `entry 3 (caveat)`, or `the file`.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// A font that the font list does not have.
    #[error("the font list has no font `{font}`; add it to the list first")]
    UnknownFont {
        /// The font.
        font: FontId,
    },
    /// A font that the text needs has not been added.
    #[error("the font `{font}` is not loaded; load it and try again")]
    NotLoaded {
        /// The font.
        font: FontId,
    },
    /// The bytes are not those that the font list names: cut short, damaged, or of another version.
    #[error("the file of the font `{font}` is damaged or of another version; load it again")]
    WrongBytes {
        /// The font.
        font: FontId,
    },
    /// The bytes are not a font that can be used.
    #[error("the font `{font}` cannot be read: {problem}; use a TrueType or OpenType file")]
    BrokenFont {
        /// The font.
        font: FontId,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The text is longer than anything that can be set.
    #[error("the text has {characters} characters; shorten it to {limit}")]
    TooLong {
        /// How many it has.
        characters: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Emoji of more parts than can be drawn.
    #[error("the emoji have more than {limit} parts of their own colours; use fewer")]
    TooManyColours {
        /// How many parts they may have.
        limit: usize,
    },
}
