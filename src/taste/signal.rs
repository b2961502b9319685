//! What a shopper did, as a profile learns it. One signal per finished act, never one per frame of a drag.

use json::{FromJson, ToJson};

use crate::{Recipient, Subject};

/// Most parts of a thing that a signal teaches about.
pub const MAX_PARTS: usize = 32;

/// Something that a shopper did, with what, for whom and when.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct Signal {
    /// What was done.
    pub act: Act,
    /// What it was done with.
    pub subject: Subject,
    /// What the subject consists of: a template's tags, fonts and colours; a design's product and motifs. It learns a
    /// part of what the subject learns. Only the first [`MAX_PARTS`] count.
    pub made_of: Vec<Subject>,
    /// Whom the shopper is designing for.
    pub recipient: Recipient,
    /// Milliseconds since 1970.
    pub at_ms: u64,
}

/// What was done with a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Act {
    /// It was used.
    Did(Deed),
    /// Its use was undone: takes back what the deed taught and counts a little against.
    Undid(Deed),
    /// It was taken off the design again.
    Removed,
    /// It was suggested and waved away: counts against it, not against its parts.
    Dismissed,
}

/// A way of using something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Deed {
    /// Looked at: a product's or a template's page.
    Viewed,
    /// Chosen by the shopper's own hand: a colour, a font, a motif, a product, a template.
    Picked,
    /// Applied from a suggestion. Weaker than [`Deed::Picked`], so that suggestions do not feed on themselves.
    Taken,
    /// Part of a design that was saved, named or exported.
    Saved,
    /// Put into the cart.
    Carted,
}

/// One point of evidence: masses are whole millionths, so that they are kept and added exactly.
pub(crate) const POINT: u64 = 1_000_000;

impl Deed {
    /// What it teaches about the subject, in millionths of a pick.
    const fn weight(self) -> u64 {
        match self {
            Self::Viewed => POINT / 8,
            Self::Picked => POINT,
            Self::Taken | Self::Saved => POINT / 2,
            Self::Carted => 2 * POINT,
        }
    }
}

/// What an act teaches, in millionths of a pick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lesson {
    pub(crate) liked: u64,
    pub(crate) against: u64,
}

impl Lesson {
    /// What an act teaches about its subject.
    pub(crate) const fn of(act: Act) -> Self {
        match act {
            Act::Did(deed) => Self { liked: deed.weight(), against: 0 },
            // A quarter more than it gave: undoing says a little more than never having tried.
            Act::Undid(deed) => Self { liked: 0, against: deed.weight() + deed.weight() / 4 },
            Act::Removed => Self { liked: 0, against: POINT * 3 / 4 },
            Act::Dismissed => Self { liked: 0, against: POINT },
        }
    }

    /// What the same act teaches about the subject's parts: 3/10, and nothing where it was waved away.
    pub(crate) const fn for_parts(act: Act) -> Self {
        match act {
            Act::Dismissed => Self { liked: 0, against: 0 },
            Act::Did(_) | Act::Undid(_) | Act::Removed => Self::of(act).times(3, 10),
        }
    }

    /// The lesson taken `numerator / denominator` times.
    pub(crate) const fn times(self, numerator: u64, denominator: u64) -> Self {
        Self {
            liked: self.liked * numerator / denominator,
            against: self.against * numerator / denominator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoing_weighs_more_than_the_deed_gave() {
        for deed in [Deed::Viewed, Deed::Picked, Deed::Taken, Deed::Saved, Deed::Carted] {
            assert!(Lesson::of(Act::Undid(deed)).against > Lesson::of(Act::Did(deed)).liked);
        }
    }

    #[test]
    fn a_dismissal_says_nothing_about_the_parts() {
        assert_eq!(Lesson::for_parts(Act::Dismissed), Lesson::default());
    }
}
