//! The rules of the profile, each by name. Laws that hold for any signals are in `laws`.

use catalog::ProductId;
use geom::Rgb;

use crate::evidence::DAY_MS;
use crate::{
    Act, Anchor, Candidate, Change, Context, Correction, Deed, HALF_LIFE_MS, MAX_ENTRIES,
    MIN_CONTRAST, Profile, Reason, Recipient, Recorded, Signal, Standing, Subject, Suggestion,
    TasteError, Word,
};

pub(crate) const NOW: u64 = 1_000 * DAY_MS;
const PICK: Act = Act::Did(Deed::Picked);

pub(crate) fn word(text: &str) -> Word {
    Word::new(text).unwrap()
}

fn colour(name: &str) -> Subject {
    Subject::Colour(name.parse::<Anchor>().unwrap().colour())
}

pub(crate) fn motif(name: &str) -> Subject {
    Subject::Motif(word(name))
}

pub(crate) fn tag(name: &str) -> Subject {
    Subject::Tag(word(name))
}

pub(crate) fn template(name: &str, tags: &[&str]) -> Candidate {
    Candidate::new(Subject::Template(word(name)), Standing::Editors(0.5))
        .made_of(tags.iter().map(|name| tag(name)))
}

fn signal(act: Act, subject: Subject, recipient: Recipient, at_ms: u64) -> Signal {
    Signal { act, subject, made_of: Vec::new(), recipient, at_ms }
}

fn taught(signals: impl IntoIterator<Item = (Act, Subject)>) -> Profile {
    let mut profile = Profile::default();
    for (act, subject) in signals {
        assert_eq!(profile.record(&signal(act, subject, Recipient::Me, NOW)), Recorded::Learnt);
    }
    profile
}

pub(crate) fn for_me() -> Context {
    Context::new(Recipient::Me, NOW)
}

fn correct(profile: &mut Profile, subject: &Subject, change: Change) {
    let attribute = subject.attribute();
    profile.correct(Correction { recipient: Recipient::Me, attribute, change });
}

fn subjects(suggestions: &[Suggestion]) -> Vec<Subject> {
    suggestions.iter().map(|suggestion| suggestion.subject.clone()).collect()
}

#[test]
fn two_picks_make_suggestions_personal() {
    let profile = taught([(PICK, colour("teal")), (PICK, colour("teal"))]);
    assert!(profile.knows(Recipient::Me, NOW));
    let first = &profile.suggest(&Candidate::colours(), &for_me(), 3)[0];
    assert_eq!(first.subject, colour("teal"));
    assert_eq!(first.reason().sentence(&for_me(), &|_| None), "You picked teal twice");
}

#[test]
fn the_quiz_alone_makes_suggestions_personal() {
    let mut profile = Profile::default();
    assert_eq!(profile.answer(Recipient::Parent, NOW), Recorded::Learnt);
    assert!(profile.knows(Recipient::Parent, NOW));
    let candidates = [template("a", &["team"]), template("b", &["parent"]), template("c", &[])];
    let suggestions =
        profile.suggest(&candidates, &Context::new(Recipient::Parent, NOW), candidates.len());
    assert_eq!(suggestions[0].subject, candidates[1].subject);
    assert_eq!(suggestions[0].reasons[0], Reason::MadeFor { recipient: Recipient::Parent });
    assert_eq!(suggestions[2].subject, candidates[0].subject, "made for others comes last");
}

#[test]
fn nothing_known_gives_no_personal_reason() {
    let context = for_me().on(ProductId::new("tee").unwrap(), Rgb::WHITE);
    let profile = Profile::default();
    let suggestions = profile.suggest(&Candidate::colours(), &context, 10);
    assert_eq!(suggestions.len(), 10);
    for suggestion in suggestions {
        assert!(suggestion.reasons.iter().all(|reason| !reason.is_personal()));
    }
}

#[test]
fn counted_orders_are_told_as_they_are() {
    let orders = Candidate::new(motif("star"), Standing::Orders { with: 12, of: 40 });
    let suggestion = &Profile::default().suggest(&[orders], &for_me(), 1)[0];
    assert_eq!(*suggestion.reason(), Reason::Popular { with: 12, of: 40 });
}

#[test]
fn undone_cancels_and_counts_a_little_against() {
    let profile = taught([(PICK, colour("red")), (Act::Undid(Deed::Picked), colour("red"))]);
    let known = &profile.entries(NOW)[0];
    assert!(known.leaning < 0.0);
    assert_eq!(known.sentence(NOW), "Picked once, undone once");
    let both = [colour("red"), colour("teal")].map(|s| Candidate::new(s, Standing::Editors(0.5)));
    let suggestions = profile.suggest(&both, &for_me(), 2);
    assert_eq!(suggestions[0].subject, colour("teal"));
    assert!(suggestions[1].reasons.iter().all(|reason| !reason.is_personal()));
}

#[test]
fn removed_counts_against() {
    let profile = taught([(PICK, motif("star")), (Act::Removed, motif("star"))]);
    let once = taught([(PICK, motif("star"))]);
    assert!(profile.entries(NOW)[0].leaning < once.entries(NOW)[0].leaning);
}

#[test]
fn a_colour_teaches_about_near_colours_and_says_so() {
    let profile = taught(vec![(PICK, colour("cream")); 4]);
    let candidates =
        ["pale-yellow", "teal"].map(|name| Candidate::new(colour(name), Standing::Editors(0.0)));
    let first = &profile.suggest(&candidates, &for_me(), 2)[0];
    assert_eq!(first.subject, colour("pale-yellow"));
    let sentence = first.reason().sentence(&for_me(), &|_| None);
    assert_eq!(sentence, "It is close to cream, which you picked 4 times");
}

#[test]
fn picks_of_opposite_colours_do_not_meet_in_the_middle() {
    let profile = taught([(PICK, colour("black")), (PICK, colour("white"))]);
    let last =
        ["black", "white", "mid-grey"].map(|n| Candidate::new(colour(n), Standing::Editors(0.5)));
    assert_eq!(profile.suggest(&last, &for_me(), 3)[2].subject, colour("mid-grey"));
}

#[test]
fn parts_of_what_was_used_learn_less_than_the_thing() {
    let mut profile = Profile::default();
    let used = Signal {
        made_of: vec![tag("coffee"), colour("brown")],
        ..signal(PICK, Subject::Template(word("brew")), Recipient::Me, NOW)
    };
    let _ = profile.record(&used);
    let leaning = |subject: &Subject| {
        let attribute = subject.attribute();
        profile.entries(NOW).into_iter().find(|known| known.attribute == attribute).unwrap().leaning
    };
    assert!(leaning(&tag("coffee")) > 0.0);
    assert!(leaning(&used.subject) > 2.0 * leaning(&tag("coffee")));
}

#[test]
fn a_font_teaches_about_its_lettering() {
    let font = |id: &str, kind: &str| Subject::Font { id: word(id), lettering: word(kind) };
    let profile = taught(vec![(PICK, font("pacifico", "script")); 3]);
    let candidates = [font("abril", "serif"), font("lobster", "script")]
        .map(|subject| Candidate::new(subject, Standing::Editors(0.5)));
    let first = &profile.suggest(&candidates, &for_me(), 1)[0];
    assert_eq!(first.subject, candidates[1].subject);
    assert_eq!(
        first.reason().sentence(&for_me(), &|_| None),
        "You picked script lettering 3 times"
    );
}

#[test]
fn colours_that_do_not_show_on_the_product_are_never_suggested() {
    let profile = taught(vec![(PICK, colour("navy")); 20]);
    for ground in ["navy", "white", "black", "mid-grey", "red"] {
        let ground = ground.parse::<Anchor>().unwrap().colour();
        let context = for_me().on(ProductId::new("tee").unwrap(), ground);
        let suggestions = profile.suggest(&Candidate::colours(), &context, 100);
        assert!(!suggestions.is_empty());
        for suggestion in suggestions {
            let Subject::Colour(colour) = suggestion.subject else { panic!("not a colour") };
            assert!(colour.contrast(ground) >= MIN_CONTRAST, "{colour} on {ground}");
        }
    }
}

#[test]
fn what_does_not_fit_or_is_in_use_is_left_out() {
    let (tee, mug) = (ProductId::new("tee").unwrap(), ProductId::new("mug").unwrap());
    let candidates = [
        template("a", &[]).fits([tee.clone()]),
        template("b", &[]).fits([mug]),
        template("c", &[]),
    ];
    let mut context = for_me().on(tee, Rgb::WHITE);
    context.in_use.insert(candidates[2].subject.clone());
    let suggestions = Profile::default().suggest(&candidates, &context, 9);
    assert_eq!(subjects(&suggestions), [candidates[0].subject.clone()]);
}

#[test]
fn a_dismissed_suggestion_stays_away_for_a_half_life() {
    let candidates = [template("a", &[])];
    let profile = taught([(Act::Dismissed, candidates[0].subject.clone())]);
    let count =
        |now_ms| profile.suggest(&candidates, &Context::new(Recipient::Me, now_ms), 1).len();
    assert_eq!(count(NOW), 0);
    assert_eq!(count(NOW + HALF_LIFE_MS), 0);
    assert_eq!(count(NOW + HALF_LIFE_MS + DAY_MS), 1);
}

#[test]
fn suggestions_are_varied() {
    let candidates = [
        template("a", &["coffee", "bold"]),
        template("b", &["coffee", "bold"]),
        template("c", &["garden", "soft"]),
    ];
    let suggestions = Profile::default().suggest(&candidates, &for_me(), 3);
    assert_eq!(suggestions[1].subject, candidates[2].subject);
}

#[test]
fn equals_are_ordered_by_id() {
    let candidates = [template("b", &[]), template("c", &[]), template("a", &[])];
    let suggestions = Profile::default().suggest(&candidates, &for_me(), 3);
    let expected = ["a", "b", "c"].map(|name| Subject::Template(word(name)));
    assert_eq!(subjects(&suggestions), expected);
}

#[test]
fn a_paused_profile_writes_nothing_and_still_suggests() {
    let mut profile = taught(vec![(PICK, colour("teal")); 3]);
    profile.pause(true);
    let before = profile.clone();
    let paused = profile.record(&signal(PICK, colour("red"), Recipient::Me, NOW));
    assert_eq!(paused, Recorded::Paused);
    assert_eq!(profile.answer(Recipient::Work, 0), Recorded::Paused);
    assert_eq!(profile, before);
    assert_eq!(profile.suggest(&Candidate::colours(), &for_me(), 1)[0].subject, colour("teal"));
}

#[test]
fn nothing_may_be_stored_before_a_yes_and_after_erasing() {
    let mut profile = taught([(PICK, colour("teal"))]);
    assert_eq!(profile.stored(), None);
    profile.remember(true);
    assert_eq!(Profile::read(&profile.stored().unwrap()), Ok(profile.clone()));
    profile.erase();
    assert_eq!((profile.stored(), profile.is_empty()), (None, true));
}

#[test]
fn remove_forgets_as_if_it_had_never_been() {
    let mut profile = taught([(PICK, colour("red")), (PICK, motif("star"))]);
    correct(&mut profile, &colour("red"), Change::Remove);
    assert_eq!(profile, taught([(PICK, motif("star"))]));
}

#[test]
fn release_takes_a_pin_back_and_keeps_what_was_learnt() {
    let learnt = taught([(PICK, colour("red"))]);
    let mut profile = learnt.clone();
    correct(&mut profile, &colour("red"), Change::Ban);
    assert_eq!(profile.entries(NOW)[0].leaning, -1.0);
    correct(&mut profile, &colour("teal"), Change::Pin);
    correct(&mut profile, &colour("red"), Change::Release);
    correct(&mut profile, &colour("teal"), Change::Release);
    assert_eq!(profile, learnt);
}

#[test]
fn a_ban_holds_for_everything_that_has_it() {
    let mut profile = taught(vec![(PICK, tag("coffee")); 9]);
    correct(&mut profile, &tag("coffee"), Change::Ban);
    correct(&mut profile, &colour("red"), Change::Ban);
    let red = template("red", &[]).made_of([colour("red")]);
    let candidates = [template("brew", &["coffee"]), template("plain", &[]), red];
    let suggestions = profile.suggest(&candidates, &for_me(), 9);
    assert_eq!(subjects(&suggestions), [candidates[1].subject.clone()]);
}

#[test]
fn an_answer_takes_along_what_was_done_in_this_visit_only() {
    let mut profile = Profile::default();
    let visit = NOW - DAY_MS;
    for (name, at_ms) in [("red", visit - 1), ("teal", visit)] {
        let _ = profile.record(&signal(PICK, colour(name), Recipient::NotSaid, at_ms));
    }
    assert_eq!(profile.answer(Recipient::Friend, visit), Recorded::Learnt);
    let whose: Vec<_> =
        profile.entries(NOW).into_iter().map(|known| (known.recipient, known.attribute)).collect();
    let expected = [(Recipient::NotSaid, "red"), (Recipient::Friend, "teal")]
        .map(|(recipient, name)| (recipient, colour(name).attribute()));
    assert_eq!(whose, expected);
}

#[test]
fn the_profile_is_bounded_and_drops_the_faintest() {
    let mut profile = Profile::default();
    let old = signal(PICK, motif("old"), Recipient::Me, NOW - 90 * DAY_MS);
    let _ = profile.record(&old);
    for number in 0..MAX_ENTRIES {
        let _ = profile.record(&signal(PICK, motif(&format!("m{number}")), Recipient::Me, NOW));
    }
    let entries = profile.entries(NOW);
    assert_eq!(entries.len(), MAX_ENTRIES);
    assert!(entries.iter().all(|known| known.attribute != old.subject.attribute()));
    assert!(profile.export().len() <= crate::MAX_BYTES);
}

#[test]
fn damaged_profiles_are_refused_with_the_place() {
    let good = String::from_utf8(taught([(PICK, colour("red"))]).export()).unwrap();
    for cut in 0..good.len() {
        assert!(Profile::read(&good.as_bytes()[..cut]).is_err(), "cut at {cut}");
    }
    let newer = good.replace("\"schema\":1", "\"schema\":2");
    assert_eq!(Profile::read(newer.as_bytes()), Err(TasteError::Newer { found: 2 }));
    let text = good.replace("\"red\"", "\"Happy birthday\"");
    let Err(TasteError::Damaged { path, .. }) = Profile::read(text.as_bytes()) else {
        panic!("text was taken for a colour")
    };
    assert_eq!(path, "entries[0].about.colour");
    assert!(Profile::read(format!("{good}x").as_bytes()).is_err());
    let heavy = good.replace("\"for_millionths\":1000000", "\"for_millionths\":18000000000000000");
    assert!(matches!(Profile::read(heavy.as_bytes()), Err(TasteError::Entry { index: 0, .. })));
    let large = vec![b' '; crate::MAX_BYTES + 1];
    assert_eq!(Profile::read(&large), Err(TasteError::TooLarge { bytes: large.len() }));
    let mut profile = taught([(PICK, motif("star"))]);
    assert!(profile.import(newer.as_bytes()).is_err());
    assert_eq!(profile, taught([(PICK, motif("star"))]));
}
