//! Finding templates among their cards: by occasion, recipient, mood, product and words. Ranking is taste's.

use catalog::ProductId;
use geom::Table;

use crate::TemplateCard;

/// What is looked for; what is empty takes all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateFilter {
    /// What it is for.
    pub occasion: Option<String>,
    /// Whom it is for.
    pub recipient: Option<String>,
    /// How it feels.
    pub mood: Option<String>,
    /// What it must fit.
    pub product: Option<ProductId>,
    /// Words, each of which begins a word of the card.
    pub query: String,
}

impl TemplateFilter {
    /// Whether it takes every template.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a template is what is looked for.
    pub fn takes(&self, card: &TemplateCard) -> bool {
        let has = |wanted: &Option<String>, list: &[String]| {
            wanted.as_ref().is_none_or(|wanted| list.contains(wanted))
        };
        has(&self.occasion, &card.occasions)
            && has(&self.recipient, &card.recipients)
            && has(&self.mood, &card.moods)
            && self.product.as_ref().is_none_or(|product| card.products.contains(product))
            && words_in(&self.query).all(|word| begins_one(word, card))
    }
}

fn words_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn begins_one(word: &str, card: &TemplateCard) -> bool {
    let begins = |text: &str| {
        words_in(text)
            .any(|part| part.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
    };
    [card.name.as_str(), card.about.as_str()]
        .into_iter()
        .chain(card.words())
        .chain(card.motifs.iter().map(String::as_str))
        .any(begins)
}

/// The words of a list of all cards, those of most cards first.
pub fn template_words(
    cards: &[TemplateCard],
    list: impl Fn(&TemplateCard) -> &[String],
) -> Vec<String> {
    let mut counts: Table<&str, usize> = Table::new();
    for word in cards.iter().flat_map(list) {
        *counts.get_or_insert(word.as_str(), 0) += 1;
    }
    let mut words: Vec<(usize, &str)> =
        counts.iter().map(|(word, count)| (usize::MAX - count, *word)).collect();
    geom::order::sort(&mut words);
    words.into_iter().map(|(_, word)| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TemplateId;

    fn card(name: &str, occasions: &[&str], moods: &[&str]) -> TemplateCard {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        TemplateCard {
            id: TemplateId(name.to_lowercase()),
            name: name.into(),
            about: "A rocket for a small astronaut.".into(),
            occasions: list(occasions),
            recipients: list(&["child"]),
            moods: list(moods),
            tags: Vec::new(),
            motifs: list(&["star"]),
            products: vec!["tee".parse().unwrap()],
            sides: Vec::new(),
            start: 0.5,
            fonts: Vec::new(),
        }
    }

    fn filter(query: &str) -> TemplateFilter {
        TemplateFilter { query: query.into(), ..TemplateFilter::default() }
    }

    #[test]
    fn every_word_must_begin_a_word_of_the_card() {
        let card = card("Lift-off", &["birthday"], &["fun"]);
        for query in ["", "lift", "OFF", "rock small", "birth star", "fun, child!", "lift-off"] {
            assert!(filter(query).takes(&card), "{query}");
        }
        for query in ["ift", "rocket wedding", "é"] {
            assert!(!filter(query).takes(&card), "{query}");
        }
    }

    #[test]
    fn filters_narrow_together() {
        let card = card("Lift-off", &["birthday"], &["fun"]);
        let birthday = TemplateFilter { occasion: Some("birthday".into()), ..filter("lift") };
        assert!(birthday.takes(&card));
        assert!(!TemplateFilter { mood: Some("calm".into()), ..birthday.clone() }.takes(&card));
        let mug = TemplateFilter { product: Some("mug".parse().unwrap()), ..birthday };
        assert!(!mug.takes(&card));
    }

    #[test]
    fn words_come_with_those_of_most_cards_first() {
        let cards = [card("A", &["school"], &[]), card("B", &["birthday", "school"], &[])];
        assert_eq!(template_words(&cards, |card| &card.occasions), ["school", "birthday"]);
    }
}
