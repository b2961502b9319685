//! Who a design is for. Knowledge about one recipient never colours suggestions for another.

use json::{FromJson, ToJson};

/// The answer to "who is it for?".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Recipient {
    /// Nobody said yet. What is learnt here moves to the answer when it comes.
    #[default]
    NotSaid,
    /// The shopper.
    Me,
    /// A friend.
    Friend,
    /// A partner.
    Partner,
    /// Mother, father, or someone in their place.
    Parent,
    /// A child.
    Child,
    /// A club, team or band.
    Team,
    /// Colleagues or customers.
    Work,
}

impl Recipient {
    /// The answers to offer, in the order to show them.
    pub const ANSWERS: [Self; 7] =
        [Self::Me, Self::Friend, Self::Partner, Self::Parent, Self::Child, Self::Team, Self::Work];

    /// The tag that says something was made for this recipient.
    pub const fn tag(self) -> Option<&'static str> {
        match self {
            Self::NotSaid => None,
            Self::Me => Some("me"),
            Self::Friend => Some("friend"),
            Self::Partner => Some("partner"),
            Self::Parent => Some("parent"),
            Self::Child => Some("child"),
            Self::Team => Some("team"),
            Self::Work => Some("work"),
        }
    }

    /// The recipient that a tag names, if it names one.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ANSWERS.into_iter().find(|recipient| recipient.tag() == Some(tag))
    }

    /// The recipient in a sentence, as in "a gift for a friend".
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::NotSaid => "someone",
            Self::Me => "you",
            Self::Friend => "a friend",
            Self::Partner => "your partner",
            Self::Parent => "a parent",
            Self::Child => "a child",
            Self::Team => "a team",
            Self::Work => "work",
        }
    }

    /// The recipient on a button of the quiz.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotSaid => "Not said",
            Self::Me => "Me",
            Self::Friend => "A friend",
            Self::Partner => "My partner",
            Self::Parent => "A parent",
            Self::Child => "A child",
            Self::Team => "A team",
            Self::Work => "Work",
        }
    }
}
