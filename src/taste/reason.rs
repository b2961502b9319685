//! Why something is suggested: typed numbers, and the plain sentence that states them. Nothing here is guessed; each
//! reason carries the counts that it speaks of.

use geom::Rgb;

use crate::evidence::DAY_MS;
use crate::{Attribute, Context, Recipient, Tally};

/// Closeness from which a colour counts as the picked one itself.
const SAME: f64 = 1.0;
const HOUR_MS: u64 = 60 * 60 * 1000;

/// Why something is suggested.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The shopper pinned it, or something that it has.
    Pinned {
        /// What was pinned.
        attribute: Attribute,
    },
    /// It is tagged for whom the shopper said the design is for.
    MadeFor {
        /// The answer.
        recipient: Recipient,
    },
    /// Learnt from what the shopper did.
    Learnt {
        /// What was learnt about.
        attribute: Attribute,
        /// What was done.
        tally: Tally,
        /// 1 where the suggestion has the attribute itself, less where it has a colour close to it.
        closeness: f64,
        /// Whom it was learnt for.
        recipient: Recipient,
    },
    /// Nothing personal: it is in many orders.
    Popular {
        /// Orders that had it.
        with: u32,
        /// All orders that were counted.
        of: u32,
    },
    /// Nothing personal: a colour that shows well on the product's colour.
    Contrast {
        /// The product's colour.
        ground: Rgb,
        /// WCAG contrast ratio, 1 to 21.
        ratio: f64,
    },
    /// Nothing personal: the editors think well of it.
    GoodStart,
}

impl Reason {
    /// Whether it speaks of the shopper: of what they did, pinned or answered.
    pub const fn is_personal(&self) -> bool {
        match self {
            Self::Pinned { .. } | Self::MadeFor { .. } | Self::Learnt { .. } => true,
            Self::Popular { .. } | Self::Contrast { .. } | Self::GoodStart => false,
        }
    }

    /// The reason in plain English, without a full stop. `label` gives the shopper's name of an attribute ("Bebas Neue",
    /// "Classic tee"); where it gives none, [`default_label`] is used.
    pub fn sentence(
        &self,
        context: &Context,
        label: &dyn Fn(&Attribute) -> Option<String>,
    ) -> String {
        let name = |attribute| label(attribute).unwrap_or_else(|| default_label(attribute));
        match self {
            Self::Pinned { attribute } => format!("You pinned {}", name(attribute)),
            Self::MadeFor { recipient: Recipient::Me } => "You said it is for you".to_owned(),
            Self::MadeFor { recipient } => format!("You said it is for {}", recipient.phrase()),
            Self::Learnt { attribute, tally, closeness, recipient } => {
                let done = deeds(tally, &name(attribute), *closeness);
                let done = format!("{done}{}", when(tally, context.now_ms));
                match recipient {
                    Recipient::NotSaid | Recipient::Me => capitalised(&done),
                    other => format!("For {} {done}", other.phrase()),
                }
            }
            Self::Popular { with, of } => format!("Popular: in {with} of {of} orders"),
            Self::Contrast { ratio, .. } if *ratio >= 7.0 => {
                "Stands out clearly on this colour".to_owned()
            }
            Self::Contrast { .. } => "Shows well on this colour".to_owned(),
            Self::GoodStart => match &context.product {
                Some(product) => {
                    let product = name(&Attribute::Product(product.clone()));
                    format!("A good start for {product}")
                }
                None => "A good start".to_owned(),
            },
        }
    }
}

/// An attribute's name where nobody knows a better one: `sky blue`, `script lettering`, `the mug`.
pub fn default_label(attribute: &Attribute) -> String {
    match attribute {
        Attribute::Colour(anchor) => anchor.to_string(),
        Attribute::Lettering(kind) => format!("{} lettering", kind.spaced()),
        Attribute::Motif(motif) => format!("the {} motif", motif.spaced()),
        Attribute::Product(product) => format!("the {}", product.as_str().replace(['-', '_'], " ")),
        Attribute::Template(template) => format!("the template {}", template.spaced()),
        Attribute::Tag(tag) => format!("\u{201c}{}\u{201d}", tag.spaced()),
        Attribute::Font(font) => format!("the font {}", font.spaced()),
    }
}

/// The weightiest thing that was done, with its count and what was taken back: "you picked navy 3 times, undone once".
fn deeds(tally: &Tally, name: &str, closeness: f64) -> String {
    let counted = [
        (tally.carted, "you put", "in the cart"),
        (tally.picked, "you picked", ""),
        (tally.saved, "you saved", ""),
        (tally.taken, "you took our suggestion of", ""),
        (tally.along, "you used something with", ""),
        (tally.viewed, "you looked at", ""),
    ];
    let (count, verb, place) =
        counted.into_iter().find(|(count, ..)| *count > 0).unwrap_or((0, "you know", ""));
    let space = if place.is_empty() { "" } else { " " };
    let done = if closeness < SAME {
        format!("it is close to {name}, which {verb}{space}{place}{}", times(count))
    } else {
        format!("{verb} {name}{space}{place}{}", times(count))
    };
    let back = [(tally.undone, "undone"), (tally.removed, "removed")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!(", {what}{}", times(count)));
    std::iter::once(done).chain(back).collect()
}

fn times(count: u32) -> String {
    match count {
        0 => String::new(),
        1 => " once".to_owned(),
        2 => " twice".to_owned(),
        count => format!(" {count} times"),
    }
}

/// When it was last done, from a day on: ", last 2 days ago".
fn when(tally: &Tally, now_ms: u64) -> String {
    match ago(tally.liked_ms, now_ms) {
        Some(ago) => format!(", last {ago}"),
        None => String::new(),
    }
}

/// A time in the past in words, from an hour on.
pub(crate) fn ago(at_ms: u64, now_ms: u64) -> Option<String> {
    let passed = now_ms.saturating_sub(at_ms);
    let (count, unit) = match passed {
        _ if at_ms == 0 || passed < HOUR_MS => return None,
        passed if passed < DAY_MS => (passed / HOUR_MS, "hour"),
        passed if passed < 14 * DAY_MS => (passed / DAY_MS, "day"),
        passed if passed < 60 * DAY_MS => (passed / (7 * DAY_MS), "week"),
        passed => (passed / (30 * DAY_MS), "month"),
    };
    let plural = if count == 1 { "" } else { "s" };
    Some(format!("{count} {unit}{plural} ago"))
}

pub(crate) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Anchor, Word};

    fn navy() -> Attribute {
        Attribute::Colour("navy".parse::<Anchor>().unwrap())
    }

    fn check(reason: &Reason, now_ms: u64, expected: &str) {
        let context = Context::new(Recipient::Me, now_ms);
        assert_eq!(reason.sentence(&context, &|_| None), expected);
    }

    #[test]
    fn a_learnt_reason_states_its_counts_and_when() {
        let tally = Tally {
            picked: 3,
            undone: 1,
            first_ms: 1,
            last_ms: 9,
            liked_ms: 9,
            ..Tally::default()
        };
        let learnt = |closeness, recipient| Reason::Learnt {
            attribute: navy(),
            tally,
            closeness,
            recipient,
        };
        let now = 9 + 2 * DAY_MS;
        check(
            &learnt(1.0, Recipient::Me),
            now,
            "You picked navy 3 times, undone once, last 2 days ago",
        );
        check(
            &learnt(0.5, Recipient::Parent),
            10,
            "For a parent it is close to navy, which you picked 3 times, undone once",
        );
    }

    #[test]
    fn the_cart_is_named_with_its_place() {
        let attribute = Attribute::Motif(Word::new("star").unwrap());
        let tally = Tally { carted: 2, picked: 5, liked_ms: 5, ..Tally::default() };
        let reason = Reason::Learnt { attribute, tally, closeness: 1.0, recipient: Recipient::Me };
        check(&reason, 6, "You put the star motif in the cart twice");
    }

    #[test]
    fn impersonal_reasons_do_not_speak_of_the_shopper() {
        for reason in [
            Reason::GoodStart,
            Reason::Popular { with: 12, of: 100 },
            Reason::Contrast { ground: Rgb::BLACK, ratio: 8.0 },
        ] {
            assert!(!reason.is_personal());
            let sentence = reason.sentence(&Context::new(Recipient::Me, 0), &|_| None);
            assert!(!sentence.to_lowercase().contains("you"), "{sentence}");
        }
    }
}
