//! Ranking: what is known, weighed against how good things are for anyone.
//!
//! score = pins and the quiz's answer (always stronger than the rest) + 0.4 * what was learnt + 0.2 * standing, the
//! last fading as evidence grows. What was learnt about an attribute is its net evidence as a part of all evidence of its
//! family, shrunk towards nothing by three imagined picks. Ties are broken by the subject's id, so equal input
//! gives equal output everywhere.

use geom::Rgb;
use geom::order::{self, Ordered};

use crate::evidence::Masses;
use crate::reason::Reason;
use crate::{
    Anchor, Attribute, Candidate, Context, Family, Profile, Recipient, Stance, Standing, Subject,
    Suggestion, Tally,
};

/// A suggested colour has at least this WCAG contrast to the product's colour (WCAG 2.2, 1.4.11 for graphics).
pub const MIN_CONTRAST: f64 = 3.0;

/// Imagined picks of nothing in particular: so much evidence of a family is doubted.
const DOUBT: f64 = 3.0;
/// Most that evidence moves a score, up or down.
const LEARNT: f64 = 0.4;
/// Most that the standing moves a score.
const STANDING: f64 = 0.2;
/// Most that likeness to suggestions further up takes away.
const SAMENESS: f64 = 0.12;
/// More than all of the above can make up for: the quiz's answer beats evidence, and a pin beats both.
const MADE_FOR: f64 = 1.5;
const PINNED: f64 = 4.0;
/// Something that is tagged for another recipient only.
const MADE_FOR_OTHERS: f64 = -0.5;
/// Contributions below this are too small to be called a reason.
const SMALLEST_REASON: f64 = 0.02;
/// Most reasons that a suggestion carries.
const MOST_REASONS: usize = 3;
/// A suggestion that was waved away stays away while this much of the dismissal is left: one half-life.
const STILL_DISMISSED: f64 = 0.5;
/// OKLab distance at which two suggested colours stop being alike.
const ALIKE: f64 = 0.12;

const fn weight(family: Family) -> f64 {
    match family {
        Family::Colour => 1.0,
        Family::Tag => 0.9,
        Family::Font | Family::Motif | Family::Template => 0.8,
        Family::Lettering | Family::Product => 0.6,
    }
}

/// What is known for one recipient at one moment.
pub(crate) struct Snapshot<'a> {
    recipient: Recipient,
    /// In order of their attributes.
    entries: Vec<(&'a Attribute, Entry)>,
    families: PerFamily,
    total: f64,
}

/// A sum for each family, in the order that they are declared in.
type PerFamily = [f64; Family::COUNT];

#[derive(Clone, Copy)]
struct Entry {
    masses: Masses,
    stance: Stance,
    tally: Tally,
}

impl<'a> Snapshot<'a> {
    pub(crate) fn of(profile: &'a Profile, recipient: Recipient, now_ms: u64) -> Self {
        let entries: Vec<_> = profile
            .of(recipient)
            .map(|(attribute, evidence)| {
                let (masses, stance, tally) =
                    (evidence.at(now_ms), evidence.stance, evidence.tally);
                (attribute, Entry { masses, stance, tally })
            })
            .collect();
        let mut families = PerFamily::default();
        for (attribute, entry) in &entries {
            families[attribute.family() as usize] += entry.masses.liked + entry.masses.against;
        }
        let total = families.iter().sum();
        Self { recipient, entries, families, total }
    }

    fn entry(&self, attribute: &Attribute) -> Option<&Entry> {
        let place = self.entries.binary_search_by(|(known, _)| (*known).cmp(attribute)).ok()?;
        self.entries.get(place).map(|(_, entry)| entry)
    }

    /// -1 to 1: the net evidence for an attribute as a part of its family's.
    pub(crate) fn leaning(&self, attribute: &Attribute) -> f64 {
        let family = self.families[attribute.family() as usize];
        self.entry(attribute)
            .map_or(0.0, |entry| (entry.masses.liked - entry.masses.against) / (family + DOUBT))
    }

    fn stance(&self, attribute: &Attribute) -> Stance {
        self.entry(attribute).map_or(Stance::Open, |entry| entry.stance)
    }

    fn was_dismissed(&self, attribute: &Attribute) -> bool {
        self.entry(attribute).is_some_and(|entry| {
            entry.tally.dismissed > 0
                && entry.masses.against - entry.masses.liked >= STILL_DISMISSED
        })
    }

    fn anchors(&self) -> impl Iterator<Item = (Anchor, &'a Attribute)> {
        self.entries.iter().filter_map(|(attribute, _)| match attribute {
            Attribute::Colour(anchor) => Some((*anchor, *attribute)),
            _ => None,
        })
    }
}

/// A candidate with all that its rank depends on.
struct Scored<'c> {
    candidate: &'c Candidate,
    score: f64,
    reasons: Vec<(f64, Reason)>,
    /// Its attributes but itself, in order: what likeness is judged by.
    parts: Vec<Attribute>,
}

impl Profile {
    /// The best `limit` of the candidates, ranked, each with its reasons. Left out is what does not fit the product, is in
    /// use, is banned or has something banned, was waved away lately, or is a colour that does not show on the product.
    pub fn suggest(
        &self,
        candidates: &[Candidate],
        context: &Context,
        limit: usize,
    ) -> Vec<Suggestion> {
        let snapshot = Snapshot::of(self, context.recipient, context.now_ms);
        let mut rest: Vec<_> = candidates
            .iter()
            .filter(|candidate| fits(candidate, context))
            .filter_map(|candidate| scored(candidate, &snapshot, context))
            .collect();
        order::sort_by(&mut rest, |a, b| a.candidate.subject.cmp(&b.candidate.subject));
        rest.dedup_by(|a, b| a.candidate.subject == b.candidate.subject);
        varied(rest, limit)
    }
}

fn fits(candidate: &Candidate, context: &Context) -> bool {
    let on_product = match &context.product {
        Some(product) => candidate.fits.is_empty() || candidate.fits.contains(product),
        None => true,
    };
    let shows = match (&candidate.subject, context.ground) {
        (Subject::Colour(colour), Some(ground)) => colour.contrast(ground) >= MIN_CONTRAST,
        _ => true,
    };
    on_product && shows && !context.in_use.contains(&candidate.subject)
}

/// The score and its parts; `None` where the candidate must not be suggested.
fn scored<'c>(
    candidate: &'c Candidate,
    snapshot: &Snapshot,
    context: &Context,
) -> Option<Scored<'c>> {
    let mut attributes = candidate.attributes();
    let colours = candidate.own_colours();
    let kept_by =
        colours.iter().map(|colour| Attribute::Colour(Anchor::nearest(*colour))).each_once();
    let all = || attributes.iter().chain(&kept_by);
    if all().any(|attribute| snapshot.stance(attribute) == Stance::Banned)
        || snapshot.was_dismissed(&candidate.subject.attribute())
    {
        return None;
    }

    let mut reasons: Vec<(f64, Reason)> = all()
        .filter(|attribute| snapshot.stance(attribute) == Stance::Pinned)
        .map(|attribute| (PINNED, Reason::Pinned { attribute: attribute.clone() }))
        .collect();
    let pinned = if reasons.is_empty() { 0.0 } else { PINNED };
    let made_for = made_for(&attributes, context.recipient);
    if made_for > 0.0 {
        reasons.push((made_for, Reason::MadeFor { recipient: context.recipient }));
    }
    let learnt: Vec<_> = learnt_from_attributes(&attributes, snapshot)
        .into_iter()
        .chain(learnt_from_colours(&colours, snapshot))
        .collect();
    let sum: f64 = learnt.iter().map(|(value, _)| value).sum();
    reasons.extend(learnt.into_iter().map(|(value, reason)| (LEARNT * value, reason)));
    let standing = STANDING * DOUBT / (snapshot.total + DOUBT) * candidate.standing.value();
    reasons.push((standing, standing_reason(candidate, context)));

    let score = pinned + made_for + LEARNT * sum.clamp(-1.0, 1.0) + standing;
    let itself = candidate.subject.attribute();
    attributes.retain(|attribute| *attribute != itself);
    Some(Scored { candidate, score, reasons: strongest(reasons), parts: attributes })
}

fn made_for(attributes: &[Attribute], recipient: Recipient) -> f64 {
    let tagged: Vec<_> = attributes
        .iter()
        .filter_map(|attribute| match attribute {
            Attribute::Tag(tag) => Recipient::of_tag(tag.as_str()),
            _ => None,
        })
        .collect();
    if recipient == Recipient::NotSaid || tagged.is_empty() {
        0.0
    } else if tagged.contains(&recipient) {
        MADE_FOR
    } else {
        MADE_FOR_OTHERS
    }
}

fn learnt_from_attributes(attributes: &[Attribute], snapshot: &Snapshot) -> Vec<(f64, Reason)> {
    let mut counts = PerFamily::default();
    for attribute in attributes {
        counts[attribute.family() as usize] += 1.0;
    }
    attributes
        .iter()
        .filter_map(|attribute| {
            let family = attribute.family();
            let share = weight(family) / counts[family as usize].sqrt();
            let tally = snapshot.entry(attribute)?.tally;
            Some((share * snapshot.leaning(attribute), learnt(attribute, tally, 1.0, snapshot)))
        })
        .collect()
}

fn learnt_from_colours(colours: &[Rgb], snapshot: &Snapshot) -> Vec<(f64, Reason)> {
    if colours.is_empty() {
        return Vec::new();
    }
    let share = weight(Family::Colour) / (colours.len() as f64).sqrt();
    snapshot
        .anchors()
        .filter_map(|(anchor, attribute)| {
            let close: Vec<f64> = colours.iter().map(|colour| anchor.closeness(*colour)).collect();
            let closest = close.iter().copied().fold(0.0, f64::max);
            let value = share * snapshot.leaning(attribute) * close.iter().sum::<f64>();
            let tally = snapshot.entry(attribute)?.tally;
            (closest > 0.0).then(|| (value, learnt(attribute, tally, closest, snapshot)))
        })
        .collect()
}

fn learnt(attribute: &Attribute, tally: Tally, closeness: f64, snapshot: &Snapshot) -> Reason {
    Reason::Learnt { attribute: attribute.clone(), tally, closeness, recipient: snapshot.recipient }
}

fn standing_reason(candidate: &Candidate, context: &Context) -> Reason {
    match (candidate.standing, &candidate.subject, context.ground) {
        (Standing::Orders { with, of }, ..) if with > 0 => Reason::Popular { with, of },
        (_, Subject::Colour(colour), Some(ground)) => {
            Reason::Contrast { ground, ratio: colour.contrast(ground) }
        }
        _ => Reason::GoodStart,
    }
}

/// The reasons that carried the score, strongest first. Never empty.
fn strongest(mut reasons: Vec<(f64, Reason)>) -> Vec<(f64, Reason)> {
    reasons.retain(|(value, reason)| *value >= SMALLEST_REASON || !reason.is_personal());
    order::sort_by(&mut reasons, |a, b| quantised(b.0).total_cmp(&quantised(a.0)));
    reasons.truncate(MOST_REASONS);
    reasons
}

/// Scores are compared in millionths, so that rounding far behind the point decides nothing.
fn quantised(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

/// Takes one by one the best of the rest, less what it repeats of those already taken (maximal marginal relevance).
/// `rest` is sorted by subject, and the first of equals is taken.
fn varied(mut rest: Vec<Scored>, limit: usize) -> Vec<Suggestion> {
    let mut likeness = vec![0.0_f64; rest.len()];
    let mut taken = Vec::new();
    while taken.len() < limit {
        let mut best: Option<(usize, f64)> = None;
        for (index, scored) in rest.iter().enumerate() {
            let score = quantised(scored.score - SAMENESS * likeness[index]);
            if best.is_none_or(|(_, highest)| score > highest) {
                best = Some((index, score));
            }
        }
        let Some((index, _)) = best else { break };
        let chosen = rest.remove(index);
        likeness.remove(index);
        for (scored, likeness) in rest.iter().zip(&mut likeness) {
            *likeness = likeness.max(alike(scored, &chosen));
        }
        taken.push(Suggestion {
            subject: chosen.candidate.subject.clone(),
            score: quantised(chosen.score),
            reasons: chosen.reasons.into_iter().map(|(_, reason)| reason).collect(),
        });
    }
    taken
}

/// 0 to 1: how much two candidates look the same.
fn alike(a: &Scored, b: &Scored) -> f64 {
    if let (Subject::Colour(a), Subject::Colour(b)) = (&a.candidate.subject, &b.candidate.subject) {
        let steps = a.distance(*b) / ALIKE;
        return libm::exp(-steps * steps);
    }
    let shared = a.parts.iter().filter(|part| b.parts.binary_search(part).is_ok()).count();
    let all = a.parts.len() + b.parts.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}
