//! What a drawing has that outlines cannot keep. A list to show; nothing is judged here.

use json::{FromJson, ToJson};

/// Something in an SVG or PDF file that our drawings do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Missing {
    /// Letters that were not made into outlines.
    Text,
    /// Shadows, blurs and other filters.
    Filters,
    /// Masks that fade or cut in ways that outlines cannot.
    Masks,
    /// Pictures made of pixels.
    Pictures,
    /// Pictures inside of it that are damaged, too large or of a kind that is not read.
    UnreadPictures,
    /// Letters whose font is not in the file or cannot be read: others stand in, or none.
    Fonts,
    /// Notes, stamps and fields on a page that do not say how they look.
    Notes,
    /// Fills that repeat.
    Patterns,
    /// Colours that mix with those below.
    Blending,
    /// Gradients that are stretched, shifted, repeated or have very many colours; they are simplified.
    Gradients,
    /// Dashes that are too fine or too many to keep; the line is whole.
    Dashes,
    /// Other files that it asks for; they are never fetched.
    Links,
    /// Web pages inside of it.
    Foreign,
    /// Animations.
    Motion,
    /// Programs; they are never run.
    Scripts,
}

impl Missing {
    /// Whether a picture of the drawing lacks it as well.
    pub fn is_lost_in_pictures(self) -> bool {
        match self {
            Self::Text
            | Self::UnreadPictures
            | Self::Fonts
            | Self::Notes
            | Self::Links
            | Self::Foreign
            | Self::Motion
            | Self::Scripts => true,
            Self::Filters
            | Self::Masks
            | Self::Pictures
            | Self::Patterns
            | Self::Blending
            | Self::Gradients
            | Self::Dashes => false,
        }
    }
}
