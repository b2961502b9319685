//! The only kind of text that a profile can hold: a short machine name, so typed text cannot get in by mistake.

use std::fmt;
use std::str::FromStr;

use json::{FromJson, ToJson};

/// Longest word in bytes.
const LONGEST_WORD: usize = 64;

/// A name of a font, motif, template or tag: 1 to 64 of `a-z 0-9 - _`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct Word(String);

/// Text that is not a [`Word`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a word for the profile; use 1 to 64 of a-z, 0-9, `-` and `_`")]
pub struct InvalidWord {
    /// What was given, cut to 80 characters.
    pub given: String,
}

impl Word {
    /// Reads a word.
    ///
    /// # Errors
    /// [`InvalidWord`] where it is empty, too long or has other characters than `a-z 0-9 - _`.
    pub fn new(text: &str) -> Result<Self, InvalidWord> {
        let valid = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        if text.is_empty() || text.len() > LONGEST_WORD || !text.bytes().all(valid) {
            return Err(InvalidWord { given: text.chars().take(80).collect() });
        }
        Ok(Self(text.to_owned()))
    }

    /// The word as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The word as people read it: `coffee-lover` becomes `coffee lover`.
    pub fn spaced(&self) -> String {
        self.0.replace(['-', '_'], " ")
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Word {
    type Err = InvalidWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<String> for Word {
    type Error = InvalidWord;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}

impl From<Word> for String {
    fn from(word: Word) -> Self {
        word.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_not_a_word() {
        for typed in ["", "Happy birthday, Mum!", "Oma Grete", "zoë", "a b", &"x".repeat(65)] {
            assert!(Word::new(typed).is_err(), "{typed}");
        }
        assert_eq!(Word::new("coffee-lover").unwrap().spaced(), "coffee lover");
    }
}
