//! Subjects of signals and suggestions, and the attributes under which a profile keeps what it learnt about them.

use catalog::ProductId;
use geom::Rgb;
use json::{FromJson, ToJson};

use crate::{Anchor, Word};

/// A thing that is used or suggested.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Subject {
    /// A colour.
    Colour(Rgb),
    /// A font family.
    Font {
        /// Its id in the font list.
        id: Word,
        /// Its kind of lettering: `sans`, `serif`, `script`, ...
        lettering: Word,
    },
    /// A motif or kind of shape, for example `star`.
    Motif(Word),
    /// A product.
    Product(ProductId),
    /// A template.
    Template(Word),
    /// An occasion, a mood, a recipient: a word of a template or product.
    Tag(Word),
}

/// What a profile learns about: the name of one of its entries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Attribute {
    /// Colours around an anchor.
    Colour(Anchor),
    /// One font family.
    Font(Word),
    /// A kind of lettering.
    Lettering(Word),
    /// A motif or kind of shape.
    Motif(Word),
    /// A product.
    Product(ProductId),
    /// A template.
    Template(Word),
    /// An occasion, a mood, a recipient.
    Tag(Word),
}

/// A kind of attribute. Evidence is weighed against the other evidence of its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// [`Attribute::Colour`].
    Colour,
    /// [`Attribute::Font`].
    Font,
    /// [`Attribute::Lettering`].
    Lettering,
    /// [`Attribute::Motif`].
    Motif,
    /// [`Attribute::Product`].
    Product,
    /// [`Attribute::Template`].
    Template,
    /// [`Attribute::Tag`].
    Tag,
}

impl Family {
    /// How many there are; a tag's is the last.
    pub(crate) const COUNT: usize = Self::Tag as usize + 1;
}

impl Subject {
    /// The attribute that is this very subject.
    pub fn attribute(&self) -> Attribute {
        match self {
            Self::Colour(colour) => Attribute::Colour(Anchor::nearest(*colour)),
            Self::Font { id, .. } => Attribute::Font(id.clone()),
            Self::Motif(motif) => Attribute::Motif(motif.clone()),
            Self::Product(product) => Attribute::Product(product.clone()),
            Self::Template(template) => Attribute::Template(template.clone()),
            Self::Tag(tag) => Attribute::Tag(tag.clone()),
        }
    }

    /// The kind of lettering, for a font.
    pub(crate) fn lettering(&self) -> Option<Attribute> {
        match self {
            Self::Font { lettering, .. } => Some(Attribute::Lettering(lettering.clone())),
            _ => None,
        }
    }

    /// The colour, for a colour.
    pub(crate) const fn colour(&self) -> Option<Rgb> {
        match self {
            Self::Colour(colour) => Some(*colour),
            _ => None,
        }
    }
}

impl Attribute {
    /// Its family.
    pub const fn family(&self) -> Family {
        match self {
            Self::Colour(_) => Family::Colour,
            Self::Font(_) => Family::Font,
            Self::Lettering(_) => Family::Lettering,
            Self::Motif(_) => Family::Motif,
            Self::Product(_) => Family::Product,
            Self::Template(_) => Family::Template,
            Self::Tag(_) => Family::Tag,
        }
    }
}
