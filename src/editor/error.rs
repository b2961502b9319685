//! Why a command was refused. Nothing was changed then. Errors of reading saved data are in `saved`.

use catalog::{ColourId, ProductId, SideId};
use design::LayerId;

/// Why a command was refused; the design, selection and history are as before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// The command is for the selection, and there is none.
    #[error("nothing is selected; select a layer first")]
    NothingSelected,
    /// Every layer that it is for is locked.
    #[error("this layer is locked; unlock it to change it")]
    Locked {
        /// The first of them.
        layer: LayerId,
    },
    /// The template keeps this as it is.
    #[error("this part belongs to the template and stays as it is")]
    Kept {
        /// The layer.
        layer: LayerId,
    },
    /// A layer that does not exist (any more).
    #[error("this layer is gone")]
    NoSuchLayer {
        /// Its id.
        layer: LayerId,
    },
    /// A side that the product does not have.
    #[error("this product has no side `{side}`")]
    NoSuchSide {
        /// Its id.
        side: SideId,
    },
    /// A colour that the product does not have.
    #[error("this product does not come in `{colour}`")]
    NoSuchColour {
        /// Its id.
        colour: ColourId,
    },
    /// No layer of the target is of the kind that the command changes.
    #[error("this works on {needed} only; select one first")]
    WrongKind {
        /// What it works on.
        needed: Kind,
    },
    /// Too few layers are selected.
    #[error("select at least {needed} layers first")]
    TooFew {
        /// How many it takes.
        needed: usize,
    },
    /// No group is selected.
    #[error("select a group first")]
    NoGroup,
    /// Groups would lie too deep in each other.
    #[error("groups can lie {limit} deep in each other; take one apart first")]
    TooDeep {
        /// How deep.
        limit: usize,
    },
    /// There are no copies to copy again.
    #[error("duplicate something and move it first; then it can be repeated")]
    NothingToRepeat,
    /// The design is full.
    #[error("a design can hold {limit} layers; delete some first")]
    TooManyLayers {
        /// How many it can hold.
        limit: usize,
    },
    /// The design would be too large to be read back.
    #[error("the design is full; shorten or delete some texts first")]
    DesignFull,
    /// A number that is not finite.
    #[error("this is not a number; type one, for example 12.5")]
    NotANumber,
    /// A property that cannot be so.
    #[error("this cannot be set: {reason}")]
    OutOfRange {
        /// The rule.
        reason: String,
    },
    /// More words than the template allows.
    #[error("this text holds {limit}; shorten it first")]
    TextLimit {
        /// What it holds: `20 characters`.
        limit: String,
    },
    /// The design was made for another product.
    #[error("the design is for `{expected}`, not for `{given}`; open it with its own product")]
    WrongProduct {
        /// The design's product.
        expected: ProductId,
        /// The product that was given.
        given: ProductId,
    },
    /// A product without sides.
    #[error("the product has no side to print on; correct the catalogue")]
    NoSides,
    /// A change of another tab that breaks a rule.
    #[error("a change from another tab cannot be used: {reason}")]
    BadChange {
        /// The rule.
        reason: String,
    },
    /// The id source gives the same numbers again and again.
    #[error("no new id could be found; reload the page")]
    NoFreeId,
    /// No gesture runs.
    #[error("nothing is being dragged")]
    NoGesture,
}

/// What a command works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Shapes.
    Shape,
    /// Pictures.
    Picture,
    /// Drawings.
    Drawing,
    /// What has a fill.
    Filled,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text => "texts",
            Self::Shape => "shapes",
            Self::Picture => "pictures",
            Self::Drawing => "drawings",
            Self::Filled => "texts and shapes",
        })
    }
}
