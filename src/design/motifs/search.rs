//! Searching motifs by words in all languages at once, or by a typed emoji. It ranks; it shows nothing and learns nothing.

use super::{Motif, MotifList, MotifWords, folded};

/// What a word of a name or a tag is worth where it is the word that was asked for.
const SAME: u32 = 100;
/// The same but for its ending: `dogs` and `dog`, `Hunde` and `Hund`.
const OTHER_ENDING: u32 = 85;
/// A word that begins like it, and how much more the nearer it is in length.
const BEGINNING: u32 = 55;
const BEGINNING_NEAR: u32 = 12;
/// A word that has it inside: `Kuchen` in `Geburtstagskuchen`.
const INSIDE: u32 = 25;
/// A word with one letter more, less or another, where nothing else was found.
const MISTYPED: u32 = 15;
/// More for a word of the name than for one of the tags, and more where it is the whole name.
const IN_NAME: u32 = 20;
const WHOLE_NAME: u32 = 14;
/// More for the first language, whose words are on the screen.
const FIRST_LANGUAGE: u32 = 12;
/// Fewest letters of a word that is looked for inside of others, or that may be mistyped.
const FEWEST_INSIDE: usize = 4;
/// Fewest letters that words with different endings share.
const FEWEST_SHARED: usize = 3;
/// Most words of a query that count; the rest is read over.
const MOST_WORDS: usize = 6;
/// Endings of plurals and cases in the library's languages.
const ENDINGS: [&str; 19] = [
    "", "s", "es", "e", "n", "en", "er", "ern", "x", "i", "a", "o", "os", "as", "y", "ies", "ow",
    "ki", "je",
];

/// How alike two words must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Word,
    Mistyped,
}

/// Places of the motifs that a query finds, best first; all of them for an empty one. `words` are those of the page's
/// language first. Every word of the query has to be found, each in whatever language.
pub fn find_motifs(list: &MotifList, words: &[&MotifWords], query: &str) -> Vec<usize> {
    let named = by_emoji(list, query);
    let asked = folded(query);
    if asked.is_empty() {
        return match named.is_empty() && query.trim().is_empty() {
            true => (0..list.motifs.len()).collect(),
            false => with_kin(list, words, named),
        };
    }
    // Where there are no umlauts on the keyboard, `Loewe` is written.
    let spelled = asked.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let tries =
        [(&asked, Likeness::Word), (&spelled, Likeness::Word), (&asked, Likeness::Mistyped)];
    let found = tries.into_iter().map(|(asked, likeness)| ranked(list, words, asked, likeness));
    let found = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    joined(named, found)
}

/// Motifs whose emoji is in the text, in the order of the text.
fn by_emoji(list: &MotifList, query: &str) -> Vec<usize> {
    let query = without_looks(query);
    if query.is_ascii() {
        return Vec::new();
    }
    let place = |motif: &Motif| {
        let emoji = without_looks(motif.emoji.as_deref()?);
        // Digits and letters are not asked for as emoji.
        let at = query.find(&emoji).filter(|_| !emoji.is_empty() && !emoji.is_ascii())?;
        // The longest one at a place is meant: a heart on fire is not a heart.
        Some((at, usize::MAX - emoji.len()))
    };
    let mut found: Vec<_> = (list.motifs.iter().enumerate())
        .filter_map(|(index, motif)| Some((place(motif)?, index)))
        .collect();
    geom::order::sort_by(&mut found, |a, b| a.cmp(b));
    found.into_iter().map(|(_, index)| index).collect()
}

/// An emoji without skin colours and variation selectors.
fn without_looks(text: &str) -> String {
    let looks =
        |letter: char| matches!(letter, '\u{fe0f}' | '\u{fe0e}' | '\u{1f3fb}'..='\u{1f3ff}');
    text.chars().filter(|letter| !looks(*letter)).collect()
}

/// What an emoji names, and then what its name finds.
fn with_kin(list: &MotifList, words: &[&MotifWords], named: Vec<usize>) -> Vec<usize> {
    let first = named.first().and_then(|index| list.motifs.get(*index));
    let name = first.and_then(|motif| words.first()?.folded.get(motif.subject));
    let first_word = name.and_then(|name| name.split(' ').next());
    let kin = first_word.map(|word| ranked(list, words, word, Likeness::Word));
    joined(named, kin.unwrap_or_default())
}

fn joined(mut first: Vec<usize>, rest: Vec<usize>) -> Vec<usize> {
    let known = first.len();
    first.extend(rest);
    let mut index = known;
    while let Some(place) = first.get(index) {
        if first[..known].contains(place) {
            first.remove(index);
        } else {
            index += 1;
        }
    }
    first
}

fn ranked(list: &MotifList, words: &[&MotifWords], asked: &str, likeness: Likeness) -> Vec<usize> {
    let asked: Vec<&str> = asked.split(' ').take(MOST_WORDS).collect();
    let subjects = words.iter().map(|words| words.folded.len()).max().unwrap_or(0);
    let scores: Vec<u32> =
        (0..subjects).map(|subject| worth(words, subject, &asked, likeness)).collect();
    let score = |motif: &Motif| scores.get(motif.subject).copied().filter(|score| *score > 0);
    let mut found: Vec<(u32, usize)> = (list.motifs.iter().enumerate())
        .filter_map(|(index, motif)| Some((score(motif)?, index)))
        .collect();
    geom::order::sort_by(&mut found, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, index)| index).collect()
}

/// What a subject is worth for a query; 0 where a word of it is found nowhere.
fn worth(words: &[&MotifWords], subject: usize, asked: &[&str], likeness: Likeness) -> u32 {
    let mut sum = 0;
    for word in asked {
        let in_language = |(place, words): (usize, &&MotifWords)| {
            let best = worth_in(words, subject, word, likeness);
            if best > 0 && place == 0 { best + FIRST_LANGUAGE } else { best }
        };
        let best = words.iter().enumerate().map(in_language).max().unwrap_or(0);
        if best == 0 {
            return 0;
        }
        sum += best;
    }
    sum
}

fn worth_in(words: &MotifWords, subject: usize, asked: &str, likeness: Likeness) -> u32 {
    let name = words.folded.get(subject).map_or("", String::as_str);
    let tags = words.tags.get(subject).map_or("", String::as_str);
    if likeness == Likeness::Word {
        // Whatever is alike shares its first letters: nearly all is told apart by this.
        let begin = asked.floor_char_boundary(FEWEST_SHARED).max(first_letter(asked));
        let begin = asked.get(..begin).unwrap_or(asked);
        if !name.contains(begin) && !tags.contains(begin) {
            return 0;
        }
    }
    let in_name = name.split(' ').map(|word| match likeness.of(asked, word) {
        0 => 0,
        score if word.len() == name.len() => score + IN_NAME + WHOLE_NAME,
        score => score + IN_NAME,
    });
    let in_tags = tags.split(['|', ' ']).map(|word| likeness.of(asked, word));
    in_name.chain(in_tags).max().unwrap_or(0)
}

/// Bytes of a word's first letter.
fn first_letter(word: &str) -> usize {
    word.chars().next().map_or(0, char::len_utf8)
}

impl Likeness {
    fn of(self, asked: &str, word: &str) -> u32 {
        match self {
            Self::Word => alike(asked, word),
            Self::Mistyped if asked.len() >= FEWEST_INSIDE && is_one_off(asked, word) => MISTYPED,
            Self::Mistyped => 0,
        }
    }
}

fn alike(asked: &str, word: &str) -> u32 {
    if asked == word {
        return SAME;
    }
    // Chinese characters and kana are not parted into words, so each counts wherever it stands.
    let dense = asked.starts_with(|first| ('\u{3041}'..='\u{9fff}').contains(&first));
    let begins = word.starts_with(asked);
    if !dense && has_other_ending(asked, word) {
        OTHER_ENDING
    } else if begins {
        // Both lengths are those of words: they fit.
        BEGINNING + (asked.len() * BEGINNING_NEAR as usize / word.len()) as u32
    } else if (dense || asked.len() >= FEWEST_INSIDE) && word.contains(asked) {
        INSIDE
    } else {
        0
    }
}

/// Whether two words differ in a known ending only. Two endings need more in common than none and one.
fn has_other_ending(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let known = |rest: Option<&str>| rest.is_some_and(|rest| ENDINGS.contains(&rest));
    // An ending may begin before the words part: `ponies` and `pony`, but also `roses` and `rose`.
    (shared.saturating_sub(1)..=shared).any(|stem| {
        let (end_a, end_b) = (a.get(stem..), b.get(stem..));
        let fewest = match end_a == Some("") || end_b == Some("") {
            true => FEWEST_SHARED,
            false => FEWEST_SHARED + 1,
        };
        let near = stem == shared || stem > FEWEST_SHARED;
        let fewest = if end_a == Some("y") || end_b == Some("y") { FEWEST_SHARED } else { fewest };
        near && stem >= fewest && known(end_a) && known(end_b)
    })
}

/// Whether one letter more, less or another, or two changed places, make a word of the other. By bytes: letters are folded,
/// and a slip in a script of several bytes a letter is seldom one of typing.
fn is_one_off(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count().min(most);
    match (&a[front..a.len() - back], &b[front..b.len() - back]) {
        ([p, q], [r, s]) => p == s && q == r,
        (left_a, left_b) => left_a.len() <= 1 && left_b.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_motif_list;
    use super::*;

    fn words(entries: &[(&str, &str)]) -> MotifWords {
        MotifWords {
            names: entries.iter().map(|(name, _)| (*name).to_owned()).collect(),
            folded: entries.iter().map(|(name, _)| folded(name)).collect(),
            tags: entries.iter().map(|(_, tags)| (*tags).to_owned()).collect(),
        }
    }

    /// Dog face, dog, cake, rose, lion, heart on fire, heart.
    fn library() -> (MotifList, MotifWords, MotifWords, MotifWords) {
        let emoji = ["🐶", "🐕", "🎂", "🌹", "🦁", "❤️‍🔥", "❤️"];
        let motifs: Vec<_> = emoji
            .iter()
            .enumerate()
            .map(|(i, emoji)| {
                format!(r#"{{"id":"m{i}","emoji":"{emoji}","category":0,"subject":{i},"pack":0}}"#)
            })
            .collect();
        let json = format!(
            r#"{{"categories":["a"],"packs":[{{"file":"a","sha256":""}}],"languages":[],"motifs":[{}]}}"#,
            motifs.join(",")
        );
        let english = words(&[
            ("dog face", "pet|puppy"),
            ("dog", "pet"),
            ("birthday cake", "celebration|pastry"),
            ("rose", "flower"),
            ("lion", "face|leo"),
            ("heart on fire", "love"),
            ("red heart", "love"),
        ]);
        let german = words(&[
            ("Hundegesicht", "haustier|hund"),
            ("Hund", "haustier"),
            ("Geburtstagskuchen", "feier|geburtstag"),
            ("Rose", "blume"),
            ("Löwengesicht", "lowe|gesicht"),
            ("Herz in Flammen", "liebe"),
            ("rotes Herz", "liebe"),
        ]);
        let japanese = words(&[
            ("イヌの顔", "いぬ|犬"),
            ("犬", "いぬ"),
            ("バースデーケーキ", "誕生日"),
            ("バラ", "花"),
            ("ライオン", "獅子"),
            ("燃えるハート", "恋愛"),
            ("赤いハート", "恋愛"),
        ]);
        let list = read_motif_list(json.as_bytes()).unwrap();
        (list, english, german, japanese)
    }

    #[track_caller]
    fn check(query: &str, expect: &[usize]) {
        let (list, english, german, japanese) = library();
        assert_eq!(find_motifs(&list, &[&english, &german, &japanese], query), expect, "{query}");
    }

    #[test]
    fn the_whole_name_comes_before_a_part_of_it() {
        check("dog", &[1, 0]);
        check("hund", &[1, 0]);
    }

    #[test]
    fn what_is_being_typed_is_found_by_its_beginning() {
        check("bir", &[2]);
        check("löw", &[4]);
    }

    #[test]
    fn case_accents_and_spelled_out_umlauts_do_not_count() {
        check("LÖWE", &[4, 3]);
        check("loewe", &[4, 3]);
    }

    #[test]
    fn plurals_find_their_singular() {
        check("dogs", &[1, 0]);
        check("Hunde", &[1, 0]);
        check("roses", &[3]);
        check("Rosen", &[3]);
        check("puppies", &[0]);
    }

    #[test]
    fn endings_alone_make_no_kinship() {
        assert!(!has_other_ending("cars", "cara"));
        assert!(!has_other_ending("at", "as"));
        assert!(has_other_ending("ponies", "pony"));
        assert!(has_other_ending("perros", "perro"));
        assert!(has_other_ending("gatti", "gatto"));
    }

    #[test]
    fn all_words_are_needed_each_in_any_language() {
        check("kuchen birthday", &[2]);
        check("heart fire", &[5]);
        check("heart cake", &[]);
    }

    #[test]
    fn words_inside_of_words_are_found_last() {
        check("kuchen", &[2]);
        check("gesicht", &[4, 0]);
        check("顔", &[0]);
    }

    #[test]
    fn japanese_is_found_in_either_kana() {
        check("いぬ", &[0, 1]);
        check("ばら", &[3]);
    }

    #[test]
    fn an_emoji_finds_itself_and_then_its_kin() {
        check("🐶", &[0, 1]);
        check("❤", &[6]);
        check("❤️‍🔥", &[5, 6]);
    }

    #[test]
    fn a_slip_of_a_letter_is_forgiven_where_nothing_else_is_found() {
        check("brithday", &[2]);
        check("birtday", &[2]);
        check("xxxxxx", &[]);
    }

    #[test]
    fn an_empty_query_finds_all_in_their_order() {
        check("  ", &[0, 1, 2, 3, 4, 5, 6]);
        check("!?", &[]);
    }
}
