//! How much of a text one click, two or three take: a caret, a word, a line as written, all. What a word is, is asked of
//! the browser, which knows languages without spaces too.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

use super::entry::{byte_offset, utf16_offset};

/// What is taken at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Grain {
    /// Nothing but the caret.
    #[default]
    Caret,
    /// The word.
    Word,
    /// The line as it is written, however it is broken.
    Line,
    /// The whole text.
    All,
}

impl Grain {
    /// What so many clicks or taps in one place take.
    pub(super) const fn of_clicks(clicks: u32) -> Self {
        match clicks {
            0 | 1 => Self::Caret,
            2 => Self::Word,
            3 => Self::Line,
            _ => Self::All,
        }
    }

    /// What is taken at the letter that begins at a byte: first byte and first after.
    pub(super) fn around(self, text: &str, letter: u32) -> (u32, u32) {
        match self {
            Self::Caret => (letter, letter),
            Self::Word => segment(text, letter).unwrap_or_else(|| run(text, letter)),
            Self::Line => line(text, letter),
            Self::All => (0, text.len() as u32),
        }
    }
}

/// The browser's word around a letter. `None` where it knows none.
fn segment(text: &str, letter: u32) -> Option<(u32, u32)> {
    let last = text.char_indices().next_back()?.0 as u32;
    let intl = Reflect::get(&window(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"Segmenter".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
    let given = Array::of2(&JsValue::UNDEFINED, &options);
    let segmenter = Reflect::construct(&class, &given).ok()?;
    let split: Function = Reflect::get(&segmenter, &"segment".into()).ok()?.dyn_into().ok()?;
    let segments = split.call1(&segmenter, &text.into()).ok()?;
    let find: Function = Reflect::get(&segments, &"containing".into()).ok()?.dyn_into().ok()?;
    let units = utf16_offset(text, letter.min(last));
    let found = find.call1(&segments, &units.into()).ok()?;
    let begin = Reflect::get(&found, &"index".into()).ok()?.as_f64()? as u32;
    let word = Reflect::get(&found, &"segment".into()).ok()?.as_string()?;
    let from = byte_offset(text, begin);
    Some((from, from + word.len() as u32))
}

/// Letters and digits around a letter, or the one character there.
fn run(text: &str, letter: u32) -> (u32, u32) {
    let (before, after) = text.split_at_checked(letter as usize).unwrap_or((text, ""));
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '\u{2019}');
    let Some(first) = after.chars().next() else { return (letter, letter) };
    if !is_word(first) {
        return (letter, letter + first.len_utf8() as u32);
    }
    let length = |part: &mut dyn Iterator<Item = char>| -> u32 {
        part.take_while(|it| is_word(*it)).map(|it| it.len_utf8() as u32).sum()
    };
    (letter - length(&mut before.chars().rev()), letter + length(&mut after.chars()))
}

/// The written line around a letter, without its break.
fn line(text: &str, letter: u32) -> (u32, u32) {
    let (before, after) = text.split_at_checked(letter as usize).unwrap_or((text, ""));
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let to = after.find('\n').unwrap_or(after.len()) + before.len();
    (from as u32, to as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_clicks_take_the_written_line() {
        let text = "one two\nthrée\n\nx";
        for (letter, expected) in
            [(0, (0, 7)), (7, (0, 7)), (9, (8, 14)), (15, (15, 15)), (16, (16, 17))]
        {
            assert_eq!(Grain::Line.around(text, letter), expected, "{letter}");
        }
    }

    #[test]
    fn a_word_is_letters_digits_and_what_is_left_out() {
        let text = "don't été, 7up";
        for (letter, expected) in
            [(2, (0, 5)), (5, (5, 6)), (8, (6, 11)), (11, (11, 12)), (15, (13, 16))]
        {
            assert_eq!(run(text, letter), expected, "{letter}");
        }
    }
}
