//! What "My style" shows: each entry with how strong it is and what it is known from.

use geom::{Rgb, order};

use crate::rank::Snapshot;
use crate::reason::{ago, capitalised};
use crate::{Attribute, Profile, Recipient, Stance, Tally, default_label};

/// One thing that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// For whom.
    pub recipient: Recipient,
    /// About what.
    pub attribute: Attribute,
    /// What the shopper decided about it.
    pub stance: Stance,
    /// -1 (disliked) to 1 (liked), as suggestions weigh it now; 1 where pinned, -1 where banned.
    pub leaning: f64,
    /// What it is known from.
    pub tally: Tally,
    /// The last colour that was used, for a colour.
    pub shade: Option<Rgb>,
}

impl Known {
    pub(crate) fn list(profile: &Profile, now_ms: u64) -> Vec<Self> {
        let mut recipients: Vec<_> =
            profile.entries.keys().map(|(recipient, _)| *recipient).collect();
        recipients.dedup();
        recipients.into_iter().flat_map(|recipient| list_of(profile, recipient, now_ms)).collect()
    }

    /// What it is known from, in plain English: "Picked 3 times, undone once, last 2 days ago".
    pub fn sentence(&self, now_ms: u64) -> String {
        let tally = &self.tally;
        let counts: Vec<_> = [
            (tally.picked, "picked"),
            (tally.carted, "put in the cart"),
            (tally.saved, "saved"),
            (tally.taken, "taken from a suggestion"),
            (tally.along, "part of something used"),
            (tally.viewed, "looked at"),
            (tally.undone, "undone"),
            (tally.removed, "removed"),
            (tally.dismissed, "suggestion waved away"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| match count {
            1 => format!("{what} once"),
            2 => format!("{what} twice"),
            count => format!("{what} {count} times"),
        })
        .collect();
        let decided = match self.stance {
            Stance::Open => None,
            Stance::Pinned => Some("pinned by you".to_owned()),
            Stance::Banned => Some("banned by you".to_owned()),
        };
        let last = ago(tally.last_ms, now_ms).map(|ago| format!("last {ago}"));
        let parts: Vec<_> = decided.into_iter().chain(counts).chain(last).collect();
        capitalised(&parts.join(", "))
    }

    /// Its name where nobody knows a better one.
    pub fn label(&self) -> String {
        default_label(&self.attribute)
    }
}

fn list_of(profile: &Profile, recipient: Recipient, now_ms: u64) -> Vec<Known> {
    let snapshot = Snapshot::of(profile, recipient, now_ms);
    let mut list: Vec<_> = profile
        .of(recipient)
        .map(|(attribute, evidence)| Known {
            recipient,
            attribute: attribute.clone(),
            stance: evidence.stance,
            leaning: match evidence.stance {
                Stance::Open => snapshot.leaning(attribute),
                Stance::Pinned => 1.0,
                Stance::Banned => -1.0,
            },
            tally: evidence.tally,
            shade: evidence.shade,
        })
        .collect();
    order::sort_by(&mut list, |a, b| {
        b.leaning.total_cmp(&a.leaning).then_with(|| a.attribute.cmp(&b.attribute))
    });
    list
}
