//! Laws that hold for any signals and any candidates.

use proptest::prelude::*;

use crate::rules::{NOW, for_me, motif, tag, template, word};
use crate::{
    Act, Anchor, Attribute, Candidate, Change, Context, Correction, Deed, HALF_LIFE_MS, Profile,
    Reason, Recipient, Signal, Standing, Subject,
};

fn any_recipient() -> impl Strategy<Value = Recipient> {
    proptest::sample::select(&[Recipient::NotSaid, Recipient::Me, Recipient::Parent][..])
}

fn any_subject() -> impl Strategy<Value = Subject> {
    let names = proptest::sample::select(&["star", "heart", "coffee"][..]);
    prop_oneof![
        (0..62_usize).prop_map(|n| Subject::Colour(Anchor::all().nth(n).unwrap().colour())),
        names.clone().prop_map(motif),
        names.clone().prop_map(tag),
        names.clone().prop_map(|id| Subject::Font { id: word(id), lettering: word("script") }),
        names.prop_map(|id| Subject::Template(word(id))),
    ]
}

fn any_act() -> impl Strategy<Value = Act> {
    let deeds = [Deed::Viewed, Deed::Picked, Deed::Taken, Deed::Saved, Deed::Carted];
    let deed = proptest::sample::select(deeds.to_vec());
    prop_oneof![
        4 => deed.clone().prop_map(Act::Did),
        1 => deed.prop_map(Act::Undid),
        1 => Just(Act::Removed),
        1 => Just(Act::Dismissed),
    ]
}

fn any_signal() -> impl Strategy<Value = Signal> {
    (any_act(), any_subject(), prop::collection::vec(any_subject(), 0..4), any_recipient(), 0..NOW)
        .prop_map(|(act, subject, made_of, recipient, at_ms)| Signal {
            act,
            subject,
            made_of,
            recipient,
            at_ms,
        })
}

fn any_candidates() -> impl Strategy<Value = Vec<Candidate>> {
    let candidate = (any_subject(), prop::collection::vec(any_subject(), 0..5), 0.0..1.0).prop_map(
        |(subject, parts, standing)| {
            Candidate::new(subject, Standing::Editors(standing)).made_of(parts)
        },
    );
    prop::collection::vec(candidate, 0..12)
}

fn profile_of(signals: &[Signal]) -> Profile {
    let mut profile = Profile::default();
    for signal in signals {
        let _ = profile.record(signal);
    }
    profile
}

proptest! {
    #[test]
    fn equal_times_may_come_in_any_order(
        mut signals in prop::collection::vec(any_signal(), 0..30),
        rotate in 0..30_usize,
    ) {
        for signal in &mut signals {
            signal.at_ms = NOW;
        }
        let mut other = signals.clone();
        let by = rotate.min(other.len());
        other.rotate_left(by);
        other.reverse();
        // The last colour that was used is the one thing that order decides.
        let known = |signals: &[Signal]| -> Vec<_> {
            profile_of(signals)
                .entries(NOW)
                .into_iter()
                .map(|known| (known.recipient, known.attribute, known.leaning, known.tally))
                .collect()
        };
        prop_assert_eq!(known(&signals), known(&other));
    }

    #[test]
    fn evidence_only_fades(signals in prop::collection::vec(any_signal(), 0..20), later in 0..NOW) {
        let profile = profile_of(&signals);
        for (_, evidence) in profile.of(Recipient::Me) {
            let (now, then) = (evidence.at(NOW), evidence.at(NOW + later));
            prop_assert!(then.liked <= now.liked && then.against <= now.against);
            let left = libm::exp2(-(later as f64) / HALF_LIFE_MS as f64);
            prop_assert!((then.liked - now.liked * left).abs() < 1e-9);
        }
    }

    #[test]
    fn one_recipient_never_colours_another(
        signals in prop::collection::vec(any_signal(), 0..30),
        candidates in any_candidates(),
    ) {
        let mine: Vec<_> =
            signals.iter().filter(|signal| signal.recipient == Recipient::Me).cloned().collect();
        prop_assert_eq!(
            profile_of(&signals).suggest(&candidates, &for_me(), 9),
            profile_of(&mine).suggest(&candidates, &for_me(), 9)
        );
    }

    #[test]
    fn export_erase_import_gives_the_same_ranking(
        signals in prop::collection::vec(any_signal(), 0..30),
        candidates in any_candidates(),
    ) {
        let mut profile = profile_of(&signals);
        let before = profile.suggest(&candidates, &for_me(), 9);
        let exported = profile.export();
        profile.erase();
        prop_assert!(profile.is_empty());
        prop_assert_eq!(profile.import(&exported), Ok(()));
        prop_assert_eq!(profile.suggest(&candidates, &for_me(), 9), before);
    }

    #[test]
    fn every_reason_is_true(
        signals in prop::collection::vec(any_signal(), 0..30),
        candidates in any_candidates(),
    ) {
        let profile = profile_of(&signals);
        for suggestion in profile.suggest(&candidates, &for_me(), 99) {
            prop_assert!((1..=3).contains(&suggestion.reasons.len()));
            for reason in &suggestion.reasons {
                if let Reason::Learnt { attribute, tally, recipient, .. } = reason {
                    prop_assert_eq!(*recipient, Recipient::Me);
                    let known = profile.entries(NOW);
                    let known = known.iter().find(|known| {
                        known.recipient == Recipient::Me && known.attribute == *attribute
                    });
                    prop_assert_eq!(known.map(|known| known.tally), Some(*tally));
                    prop_assert!(known.is_some_and(|known| known.leaning > 0.0));
                    prop_assert!(tally.for_it() > 0);
                }
            }
        }
    }

    #[test]
    fn the_order_of_candidates_does_not_matter(
        signals in prop::collection::vec(any_signal(), 0..20),
        mut candidates in any_candidates(),
    ) {
        candidates.sort_by(|a, b| a.subject.cmp(&b.subject));
        candidates.dedup_by(|a, b| a.subject == b.subject);
        let profile = profile_of(&signals);
        let forward = profile.suggest(&candidates, &for_me(), 9);
        candidates.reverse();
        prop_assert_eq!(profile.suggest(&candidates, &for_me(), 9), forward);
    }

    #[test]
    fn a_pin_beats_the_quiz_and_the_quiz_beats_evidence(
        signals in prop::collection::vec(any_signal(), 0..30),
        candidates in any_candidates(),
    ) {
        let mut profile = profile_of(&signals);
        let mut candidates = candidates;
        candidates.push(template("answered", &["parent"]));
        candidates.push(template("pinned", &["team"]));
        let pinned = Attribute::Template(word("pinned"));
        let recipient = Recipient::Parent;
        profile.correct(Correction { recipient, attribute: pinned, change: Change::Pin });
        let suggestions = profile.suggest(&candidates, &Context::new(recipient, NOW), 99);
        prop_assert_eq!(&suggestions[0].subject, &Subject::Template(word("pinned")));
        prop_assert_eq!(&suggestions[1].subject, &Subject::Template(word("answered")));
    }
}
