//! Where a line of Thai may break: between words, which Thai writes without spaces. The words are Unicode's list
//! (`public/fonts/thai-words.txt`), read only when Thai letters have to be broken into lines. Other languages without
//! spaces are not handled here.

use std::ops::Range;

use design::FontId;
use sha2::{Digest, Sha256};

use crate::TypesetError;
use crate::fallback::graphemes;
use crate::library::hex;

/// The file of the words, beside the font list.
pub(crate) const FILE: &str = "thai-words.txt";
/// SHA-256 of the file: other words would break lines elsewhere.
const SHA256: &str = "626533aa3bf6c1bd557db5c6c6dd84c9990ad48710b3fe9ec1552305260898ca";

/// Thai words in ascending order.
pub(crate) struct ThaiWords {
    text: String,
    words: Vec<Range<usize>>,
}

/// What a way to read a run of letters as words costs: letters outside of words, then words.
type Cost = (usize, usize);

/// The best way to read letters up to a place.
#[derive(Clone, Copy)]
struct Reading {
    cost: Cost,
    /// Where its last part begins.
    from: usize,
    /// Whether the last part is no word.
    is_unknown: bool,
}

impl ThaiWords {
    /// Reads the words, one a line.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, TypesetError> {
        let wrong = || TypesetError::WrongBytes { font: FontId(FILE.into()) };
        if hex(&Sha256::digest(bytes)) != SHA256 {
            return Err(wrong());
        }
        Ok(Self::of(String::from_utf8(bytes.to_vec()).map_err(|_| wrong())?))
    }

    fn of(text: String) -> Self {
        let mut words = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let word = line.trim_end();
            if !word.is_empty() {
                words.push(start..start + word.len());
            }
            start += line.len();
        }
        Self { text, words }
    }

    /// The byte offsets inside of runs of Thai letters at which a line may break, ascending.
    pub(crate) fn breaks(&self, text: &str) -> Vec<usize> {
        let mut breaks = Vec::new();
        for run in runs(text) {
            let letters = &text[run.clone()];
            breaks.extend(self.word_starts(letters).into_iter().map(|at| run.start + at));
        }
        breaks
    }

    /// Where words begin in a run of Thai letters, but for the first one: the reading with the fewest letters outside
    /// of words, then with the fewest words, then with the longest words last.
    fn word_starts(&self, letters: &str) -> Vec<usize> {
        // Words begin and end between graphemes, and a line does not begin with a sign that belongs to the word before.
        let mut places: Vec<usize> = graphemes(letters)
            .filter(|(at, grapheme)| *at == 0 || !grapheme.starts_with(belongs_to_word_before))
            .map(|(at, _)| at)
            .collect();
        places.push(letters.len());
        let mut best: Vec<Option<Reading>> = vec![None; places.len()];
        best[0] = Some(Reading { cost: (0, 0), from: 0, is_unknown: false });
        for index in 0..places.len() - 1 {
            let Some(here) = best[index] else { continue };
            let mut offer = |to: usize, reading: Reading| {
                if best[to].is_none_or(|known| reading.cost < known.cost) {
                    best[to] = Some(reading);
                }
            };
            let rest = &letters[places[index]..];
            for length in self.prefixes(rest) {
                if let Ok(to) = places.binary_search(&(places[index] + length)) {
                    let cost = (here.cost.0, here.cost.1 + 1);
                    offer(to, Reading { cost, from: index, is_unknown: false });
                }
            }
            // The next letter is outside of words; letters outside that follow each other are one part.
            let (from, parts) = if here.is_unknown { (here.from, 0) } else { (index, 1) };
            let cost = (here.cost.0 + 1, here.cost.1 + parts);
            offer(index + 1, Reading { cost, from, is_unknown: true });
        }
        let mut starts = Vec::new();
        let mut at = places.len() - 1;
        while let Some(reading) = best[at].filter(|_| at > 0) {
            if reading.from > 0 {
                starts.push(places[reading.from]);
            }
            at = reading.from;
        }
        starts.reverse();
        starts
    }

    /// The lengths in bytes of the words that `text` begins with.
    fn prefixes(&self, text: &str) -> Vec<usize> {
        let mut lengths = Vec::new();
        let mut candidates = &self.words[..];
        for (at, character) in text.char_indices() {
            let end = at + character.len_utf8();
            let start = &text[..end];
            let word = |range: &Range<usize>| &self.text[range.clone()];
            let first = candidates.partition_point(|range| word(range) < start);
            candidates = &candidates[first..];
            let after = candidates.partition_point(|range| word(range).starts_with(start));
            candidates = &candidates[..after];
            match candidates.first() {
                None => break,
                Some(range) if word(range) == start => lengths.push(end),
                Some(_) => {}
            }
        }
        lengths
    }
}

/// Whether a text has Thai letters side by side, which lines may have to be broken between.
pub(crate) fn has_words(text: &str) -> bool {
    runs(text).next().is_some()
}

/// Thai letters and vowels that Unicode leaves to a list of words (line breaking class SA).
fn is_letter(character: char) -> bool {
    matches!(character, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}')
}

/// The sign of repetition, the sign of abbreviation, and the old lengthened vowel.
fn belongs_to_word_before(character: char) -> bool {
    matches!(character, '\u{e2f}' | '\u{e45}' | '\u{e46}')
}

/// Runs of two and more Thai letters.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(is_letter)?;
        let letters = &text[start..];
        let end = start + letters.find(|character| !is_letter(character)).unwrap_or(letters.len());
        rest = end;
        Some(start..end)
    })
    .filter(|run| run.len() > '\u{e01}'.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> ThaiWords {
        ThaiWords::read(&std::fs::read("../../public/fonts/thai-words.txt").unwrap()).unwrap()
    }

    fn check(text: &str, expect: &[&str]) {
        let mut parts = Vec::new();
        let mut start = 0;
        for at in words().breaks(text) {
            parts.push(&text[start..at]);
            start = at;
        }
        parts.push(&text[start..]);
        assert_eq!(parts, expect);
    }

    #[test]
    fn thai_is_read_as_words() {
        check("ภาษาไทย", &["ภาษา", "ไทย"]);
        check("สวัสดีชาวโลก", &["สวัสดี", "ชาว", "โลก"]);
        check("พ่อที่ดีที่สุดในโลก", &["พ่อ", "ที่", "ดี", "ที่สุด", "ใน", "โลก"]);
    }

    #[test]
    fn the_sign_of_repetition_stays_with_its_word() {
        check("เด็กๆเล่น", &["เด็กๆ", "เล่น"]);
    }

    #[test]
    fn letters_that_are_no_word_stay_together() {
        check("ฅฅฅ", &["ฅฅฅ"]);
    }

    #[test]
    fn what_is_not_thai_is_left_alone() {
        check("Hello ก world", &["Hello ก world"]);
        check("", &[""]);
        assert!(!has_words("a ก 1") && has_words("กา"));
    }

    #[test]
    fn other_bytes_than_those_of_the_list_are_refused() {
        assert!(matches!(ThaiWords::read(b"x"), Err(TypesetError::WrongBytes { .. })));
    }
}
