//! What is known about one attribute: two masses that fade with time, and honest counts of where they came from.

use geom::Rgb;
use json::{FromJson, ToJson};

use crate::signal::{Lesson, POINT};
use crate::{Act, Deed};

/// Time in which evidence loses half of its weight: 30 days.
pub const HALF_LIFE_MS: u64 = 30 * DAY_MS;

pub(crate) const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Signals may come up to a day late and in any order (other tabs). A signal dated earlier than that says that the clock
/// was put back: the entry then continues from the new time and loses nothing.
const LATE_MS: u64 = DAY_MS;
/// Most mass that an entry holds, in points: more would drown everything else of its family for years.
pub(crate) const MAX_MASS: u64 = 1_000 * POINT;

/// What the shopper decided about an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Stance {
    /// Nothing: evidence speaks.
    #[default]
    Open,
    /// Always liked, until released. Does not fade.
    Pinned,
    /// Never suggested, until released.
    Banned,
}

/// How often what was done, and when. Counts do not fade: reasons are stated from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(default, deny_unknown_fields)]
pub struct Tally {
    /// Looked at.
    pub viewed: u32,
    /// Chosen by hand.
    pub picked: u32,
    /// Applied from a suggestion.
    pub taken: u32,
    /// Saved as part of a design.
    pub saved: u32,
    /// Put into the cart.
    pub carted: u32,
    /// Part of something else that was used.
    pub along: u32,
    /// Uses that were undone.
    pub undone: u32,
    /// Taken off a design.
    pub removed: u32,
    /// Suggestions that were waved away.
    pub dismissed: u32,
    /// Time of the first signal, in ms since 1970.
    pub first_ms: u64,
    /// Time of the last signal.
    pub last_ms: u64,
    /// Time of the last signal that spoke for it; 0 where none did.
    pub liked_ms: u64,
}

/// Whether a signal was about the entry or about something that it is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    Itself,
    Part,
}

impl Tally {
    /// Number of signals that spoke for it.
    pub fn for_it(&self) -> u64 {
        [self.viewed, self.picked, self.taken, self.saved, self.carted, self.along]
            .into_iter()
            .map(u64::from)
            .sum()
    }

    fn count(&mut self, act: Act, bearing: Bearing, at_ms: u64) {
        let counter = match (act, bearing) {
            (Act::Did(_), Bearing::Part) => &mut self.along,
            (Act::Did(Deed::Viewed), Bearing::Itself) => &mut self.viewed,
            (Act::Did(Deed::Picked), Bearing::Itself) => &mut self.picked,
            (Act::Did(Deed::Taken), Bearing::Itself) => &mut self.taken,
            (Act::Did(Deed::Saved), Bearing::Itself) => &mut self.saved,
            (Act::Did(Deed::Carted), Bearing::Itself) => &mut self.carted,
            (Act::Undid(_), _) => &mut self.undone,
            (Act::Removed, _) => &mut self.removed,
            (Act::Dismissed, _) => &mut self.dismissed,
        };
        *counter = counter.saturating_add(1);
        self.first_ms = if self.first_ms == 0 { at_ms } else { self.first_ms.min(at_ms) };
        self.last_ms = self.last_ms.max(at_ms);
        if matches!(act, Act::Did(_)) {
            self.liked_ms = self.liked_ms.max(at_ms);
        }
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.viewed, other.viewed),
            (&mut self.picked, other.picked),
            (&mut self.taken, other.taken),
            (&mut self.saved, other.saved),
            (&mut self.carted, other.carted),
            (&mut self.along, other.along),
            (&mut self.undone, other.undone),
            (&mut self.removed, other.removed),
            (&mut self.dismissed, other.dismissed),
        ] {
            *mine = mine.saturating_add(theirs);
        }
        self.first_ms = match (self.first_ms, other.first_ms) {
            (0, first) | (first, 0) => first,
            (mine, theirs) => mine.min(theirs),
        };
        self.last_ms = self.last_ms.max(other.last_ms);
        self.liked_ms = self.liked_ms.max(other.liked_ms);
    }
}

/// What is known about one attribute for one recipient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub(crate) struct Evidence {
    /// Mass that speaks for it, in millionths of a pick, as of `as_of_ms`.
    #[json(rename = "for_millionths")]
    pub(crate) liked: u64,
    /// Mass that speaks against it.
    #[json(rename = "against_millionths")]
    pub(crate) against: u64,
    /// The time at which the masses were what they say.
    pub(crate) as_of_ms: u64,
    #[json(default)]
    pub(crate) stance: Stance,
    pub(crate) tally: Tally,
    /// The last colour that was used, for a colour.
    #[json(optional)]
    pub(crate) shade: Option<Rgb>,
}

/// Masses at a moment, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Masses {
    pub(crate) liked: f64,
    pub(crate) against: f64,
}

/// The part of a mass that is left after `ms`.
fn left_after(ms: u64) -> f64 {
    libm::exp2(-(ms as f64) / HALF_LIFE_MS as f64)
}

fn faded(mass: u64, ms: u64) -> u64 {
    if ms == 0 { mass } else { (mass as f64 * left_after(ms)).round() as u64 }
}

impl Evidence {
    /// The masses at a time: `mass * 2^(-(now - as_of) / half-life)`. Before `as_of` they are what they were then.
    pub(crate) fn at(&self, now_ms: u64) -> Masses {
        let left = left_after(now_ms.saturating_sub(self.as_of_ms)) / POINT as f64;
        Masses { liked: self.liked as f64 * left, against: self.against as f64 * left }
    }

    /// Learns from one act.
    pub(crate) fn learn(&mut self, act: Act, bearing: Bearing, lesson: Lesson, at_ms: u64) {
        self.add(lesson, at_ms);
        self.tally.count(act, bearing, at_ms);
    }

    /// Takes over all that another entry knows. Of two stances the stricter one stays.
    pub(crate) fn absorb(&mut self, other: &Self) {
        self.add(Lesson { liked: other.liked, against: other.against }, other.as_of_ms);
        self.tally.add(&other.tally);
        self.stance = self.stance.max(other.stance);
        self.shade = other.shade.or(self.shade);
    }

    fn add(&mut self, mut lesson: Lesson, at_ms: u64) {
        if at_ms >= self.as_of_ms {
            let passed = at_ms - self.as_of_ms;
            self.liked = faded(self.liked, passed);
            self.against = faded(self.against, passed);
            self.as_of_ms = at_ms;
        } else if self.as_of_ms - at_ms <= LATE_MS {
            let late = self.as_of_ms - at_ms;
            lesson =
                Lesson { liked: faded(lesson.liked, late), against: faded(lesson.against, late) };
        } else {
            self.as_of_ms = at_ms;
        }
        self.liked = self.liked.saturating_add(lesson.liked).min(MAX_MASS);
        self.against = self.against.saturating_add(lesson.against).min(MAX_MASS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(times: &[u64]) -> Evidence {
        let mut evidence = Evidence::default();
        for at_ms in times {
            let act = Act::Did(Deed::Picked);
            evidence.learn(act, Bearing::Itself, Lesson::of(act), *at_ms);
        }
        evidence
    }

    #[test]
    fn half_is_left_after_a_half_life_and_a_quarter_after_two() {
        let evidence = picked(&[1]);
        assert_eq!(evidence.at(1).liked, 1.0);
        assert_eq!(evidence.at(1 + HALF_LIFE_MS).liked, 0.5);
        assert_eq!(evidence.at(1 + 2 * HALF_LIFE_MS).liked, 0.25);
    }

    #[test]
    fn fading_does_not_depend_on_when_it_was_looked_at() {
        let evidence = picked(&[1, 1 + HALF_LIFE_MS]);
        assert_eq!(evidence.at(1 + HALF_LIFE_MS).liked, 1.5);
        assert_eq!(evidence.at(1 + 2 * HALF_LIFE_MS).liked, 0.75);
    }

    #[test]
    fn a_late_signal_counts_from_when_it_happened() {
        let (early, late) = (DAY_MS, DAY_MS + 3_600_000);
        assert_eq!(picked(&[early, late]), picked(&[late, early]));
    }

    #[test]
    fn a_clock_put_back_loses_nothing() {
        let evidence = picked(&[100 * DAY_MS, DAY_MS]);
        assert_eq!(evidence.at(DAY_MS).liked, 2.0);
        assert_eq!(evidence.at(DAY_MS + HALF_LIFE_MS).liked, 1.0);
    }

    #[test]
    fn mass_is_bounded() {
        let evidence = picked(&vec![5; 2_000]);
        assert_eq!(evidence.liked, MAX_MASS);
    }
}
