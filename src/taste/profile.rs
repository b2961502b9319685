//! The taste profile: learning, forgetting, and the shopper's own corrections. It holds no designs and no typed text.

use crate::evidence::{Bearing, Evidence};
use crate::signal::{Lesson, MAX_PARTS};
use crate::{Act, Attribute, Known, Recipient, Signal, Stance, Subject};
use geom::Table;

/// Most entries that a profile keeps. The faintest one makes room for a new one.
pub const MAX_ENTRIES: usize = 600;

/// What is known, by recipient and attribute. A new profile knows nothing, learns, and may not be stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub(crate) entries: Table<(Recipient, Attribute), Evidence>,
    pub(crate) recipient: Recipient,
    pub(crate) paused: bool,
    pub(crate) remembered: bool,
}

/// What became of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Recorded {
    /// The profile learnt from it.
    Learnt,
    /// The profile is paused and wrote nothing.
    Paused,
}

/// A correction by the shopper's own hand. It works while paused, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Whose knowledge is corrected.
    pub recipient: Recipient,
    /// What about.
    pub attribute: Attribute,
    /// How.
    pub change: Change,
}

/// How an entry is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Forget it, as if it had never been.
    Remove,
    /// Always like it.
    Pin,
    /// Never suggest it, nor anything that has it.
    Ban,
    /// Take a pin or ban back; what was learnt stays.
    Release,
}

impl Profile {
    /// Learns from a signal.
    pub fn record(&mut self, signal: &Signal) -> Recorded {
        if self.paused {
            return Recorded::Paused;
        }
        // 0 means "never" in a tally.
        let at_ms = signal.at_ms.max(1);
        let parts = signal.made_of.iter().take(MAX_PARTS).map(|part| (part, Bearing::Part));
        for (subject, bearing) in std::iter::once((&signal.subject, Bearing::Itself)).chain(parts) {
            self.learn(signal.recipient, subject, signal.act, bearing, at_ms);
        }
        self.make_room(at_ms);
        Recorded::Learnt
    }

    fn learn(&mut self, to: Recipient, subject: &Subject, act: Act, bearing: Bearing, at_ms: u64) {
        let lesson = match bearing {
            Bearing::Itself => Lesson::of(act),
            Bearing::Part => Lesson::for_parts(act),
        };
        if bearing == Bearing::Part && lesson == Lesson::default() {
            return;
        }
        let entry = self.entries.get_or_insert((to, subject.attribute()), Evidence::default());
        entry.learn(act, bearing, lesson, at_ms);
        if let (Act::Did(_), Some(colour)) = (act, subject.colour()) {
            entry.shade = Some(colour);
        }
        if let (Some(lettering), false) = (subject.lettering(), act == Act::Dismissed) {
            // One font says a little less about its whole kind.
            let entry = self.entries.get_or_insert((to, lettering), Evidence::default());
            entry.learn(act, bearing, lesson.times(3, 5), at_ms);
        }
    }

    /// Drops the faintest entries over the limit; what the shopper pinned or banned goes last.
    pub(crate) fn make_room(&mut self, now_ms: u64) {
        while self.entries.len() > MAX_ENTRIES {
            let faintest = self
                .entries
                .iter()
                .map(|(key, evidence)| {
                    let masses = evidence.at(now_ms);
                    (evidence.stance != Stance::Open, masses.liked + masses.against, key)
                })
                .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(b.2)))
                .map(|(.., key)| key.clone());
            match faintest {
                Some(key) => self.entries.remove(&key),
                None => return,
            };
        }
    }

    /// Takes the answer to "who is it for?". What was learnt for nobody in particular since `since_ms` (the start of this
    /// visit) was about this recipient and moves to them; older knowledge stays where it is.
    pub fn answer(&mut self, recipient: Recipient, since_ms: u64) -> Recorded {
        if self.paused {
            return Recorded::Paused;
        }
        self.recipient = recipient;
        if recipient != Recipient::NotSaid {
            let moving: Vec<_> = self
                .of(Recipient::NotSaid)
                .filter(|(_, evidence)| evidence.tally.first_ms >= since_ms.max(1))
                .map(|(attribute, _)| (Recipient::NotSaid, attribute.clone()))
                .collect();
            for key in moving {
                let Some(evidence) = self.entries.remove(&key) else { continue };
                self.entries
                    .get_or_insert((recipient, key.1), Evidence::default())
                    .absorb(&evidence);
            }
        }
        Recorded::Learnt
    }

    /// The last answer to "who is it for?".
    pub const fn recipient(&self) -> Recipient {
        self.recipient
    }

    /// Applies a correction.
    pub fn correct(&mut self, correction: Correction) {
        let Correction { recipient, attribute, change } = correction;
        let key = (recipient, attribute);
        let stance = match change {
            Change::Remove => {
                self.entries.remove(&key);
                return;
            }
            Change::Pin => Stance::Pinned,
            Change::Ban => Stance::Banned,
            Change::Release => {
                if let Some(entry) = self.entries.get_mut(&key) {
                    entry.stance = Stance::Open;
                    if entry.tally.last_ms == 0 {
                        self.entries.remove(&key);
                    }
                }
                return;
            }
        };
        let newest = self.entries.values().map(|entry| entry.as_of_ms).max().unwrap_or(0);
        self.entries.get_or_insert(key, Evidence::default()).stance = stance;
        self.make_room(newest);
    }

    /// Stops or resumes learning. A paused profile still suggests from what it knows.
    pub const fn pause(&mut self, pause: bool) {
        self.paused = pause;
    }

    /// Whether learning is stopped.
    pub const fn is_paused(&self) -> bool {
        self.paused
    }

    /// The shopper's answer to "remember this on this device?". Until it is yes, [`Profile::stored`] gives nothing.
    pub const fn remember(&mut self, remember: bool) {
        self.remembered = remember;
    }

    /// Whether the shopper said yes to remembering.
    pub const fn is_remembered(&self) -> bool {
        self.remembered
    }

    /// Forgets everything, the permission to remember included. A paused profile stays paused.
    pub fn erase(&mut self) {
        *self = Self { paused: self.paused, ..Self::default() };
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.recipient == Recipient::NotSaid
    }

    /// Whether suggestions for a recipient can be personal: the quiz is answered, or there is evidence of at least two picks.
    pub fn knows(&self, recipient: Recipient, now_ms: u64) -> bool {
        /// Evidence that carries a suggestion, in picks.
        const ENOUGH: f64 = 2.0;
        let liked = |evidence: &Evidence| match evidence.stance {
            Stance::Open => evidence.at(now_ms).liked,
            Stance::Pinned | Stance::Banned => ENOUGH,
        };
        self.recipient == recipient && recipient != Recipient::NotSaid
            || self.of(recipient).map(|(_, evidence)| liked(evidence)).sum::<f64>() >= ENOUGH
    }

    /// All that is known, the strongest first within each recipient: the list behind "My style".
    pub fn entries(&self, now_ms: u64) -> Vec<Known> {
        Known::list(self, now_ms)
    }

    pub(crate) fn of(&self, whose: Recipient) -> impl Iterator<Item = (&Attribute, &Evidence)> {
        self.entries
            .iter()
            .filter(move |((recipient, _), _)| *recipient == whose)
            .map(|((_, attribute), evidence)| (attribute, evidence))
    }
}
