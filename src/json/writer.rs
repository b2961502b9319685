//! Types to JSON without white space. The same value is the same bytes everywhere; no map is put in another order.

use std::fmt::{self, Write};

use crate::{Kind, ToJson};

/// What a structure, or a variant of an enum, is written as.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Keys of its fields; a list has empty ones.
    pub fields: &'static [&'static str],
    /// The form.
    pub kind: Kind,
    /// Fields that are left out where they are blank: the bit of a field's number is set.
    pub optional: u64,
    /// Fields of which only the members are written: the bit of a field's number is set.
    pub flat: u64,
}

/// A value whose parts are written one by one, by their number.
pub trait Members {
    /// The part with this number; `None` where it is left out.
    fn member(&self, at: usize) -> Option<&dyn ToJson>;
}

/// A text that is being written. Made by [`write`].
#[derive(Debug)]
pub struct Writer {
    text: String,
}

/// A value as JSON.
pub fn write<T: ToJson + ?Sized>(value: &T) -> Vec<u8> {
    write_text(value).into_bytes()
}

/// [`write`] as text.
pub fn write_text<T: ToJson + ?Sized>(value: &T) -> String {
    let mut to = Writer { text: String::new() };
    value.write(&mut to);
    to.text
}

/// JSON for people: the same, with lines and two spaces for each level.
///
/// ```
/// assert_eq!(json::pretty(r#"{"a":[1,{}]}"#), "{\n  \"a\": [\n    1,\n    {}\n  ]\n}");
/// ```
pub fn pretty(json: &str) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let mut level = 0_usize;
    let line = |text: &mut String, level: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", level));
    };
    let mut letters = tight(json).peekable();
    while let Some((letter, in_string)) = letters.next() {
        match letter {
            _ if in_string => text.push(letter),
            '{' | '[' => {
                text.push(letter);
                match letters.next_if(|(next, _)| matches!(next, '}' | ']')) {
                    Some((close, _)) => text.push(close),
                    None => {
                        level += 1;
                        line(&mut text, level);
                    }
                }
            }
            '}' | ']' => {
                level = level.saturating_sub(1);
                line(&mut text, level);
                text.push(letter);
            }
            ',' => {
                text.push(letter);
                line(&mut text, level);
            }
            ':' => text.push_str(": "),
            _ => text.push(letter),
        }
    }
    text
}

/// The letters of a JSON text without white space around values, each with whether it belongs to a string.
pub(crate) fn tight(json: &str) -> impl Iterator<Item = (char, bool)> {
    let (mut in_string, mut is_escaped) = (false, false);
    json.chars().filter_map(move |letter| {
        let was_in_string = in_string;
        in_string = if in_string { is_escaped || letter != '"' } else { letter == '"' };
        is_escaped = was_in_string && !is_escaped && letter == '\\';
        (was_in_string || !letter.is_ascii_whitespace())
            .then_some((letter, in_string || was_in_string))
    })
}

impl Writer {
    /// Writes a word as it is: `true`, `null`.
    pub fn plain(&mut self, word: &str) {
        self.text.push_str(word);
    }

    /// Writes what can be shown as it is.
    #[inline(never)]
    pub fn display(&mut self, value: fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(value);
    }

    /// Writes a number so that it is read back as the same; `null` for one that is not finite.
    #[inline(never)]
    pub fn number(&mut self, number: f64) {
        if number.is_finite() {
            self.display(format_args!("{number:?}"));
        } else {
            self.plain("null");
        }
    }

    /// Writes a text in quotes.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.text.push('"');
        for letter in text.chars() {
            let escape = match letter {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\u{8}' => "\\b",
                '\u{c}' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0'..' ' => {
                    self.display(format_args!("\\u{:04x}", u32::from(letter)));
                    continue;
                }
                _ => {
                    self.text.push(letter);
                    continue;
                }
            };
            self.plain(escape);
        }
        self.text.push('"');
    }

    /// Opens a list or an object.
    pub fn open(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// Closes a list or an object.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// A comma, but before the first. Only an opening bracket ends with one: a text ends with a quote.
    fn next(&mut self) {
        if !self.text.ends_with(['[', '{']) {
            self.text.push(',');
        }
    }

    /// Writes the next element of an open list.
    pub fn element(&mut self, value: &dyn ToJson) {
        self.next();
        value.write(self);
    }

    /// Writes a list.
    pub fn elements<'a, T: ToJson + 'a>(&mut self, list: impl IntoIterator<Item = &'a T>) {
        self.open('[');
        for value in list {
            self.element(value);
        }
        self.close(']');
    }

    /// Writes an object of keys that are written as texts.
    pub fn entries<'a, K: ToJson + 'a, V: ToJson + 'a>(
        &mut self,
        map: impl IntoIterator<Item = (&'a K, &'a V)>,
    ) {
        self.open('{');
        for (key, value) in map {
            self.entry(key, value);
        }
        self.close('}');
    }

    /// Writes the next key and value of an open object; the key has to be one that is written as a text.
    pub fn entry(&mut self, key: &dyn ToJson, value: &dyn ToJson) {
        self.element(key);
        self.text.push(':');
        value.write(self);
    }

    /// Writes a structure.
    #[inline(never)]
    pub fn structure(&mut self, value: &dyn Members, names: &Names) {
        let (open, close) = match names.kind {
            Kind::Unit => return self.plain("null"),
            Kind::Inner => return value.member(0).map_or((), |part| part.write(self)),
            Kind::List => ('[', ']'),
            Kind::Object => ('{', '}'),
        };
        self.open(open);
        self.members(value, names);
        self.close(close);
    }

    /// Writes what a structure holds into an open list or object; of what is only one part, that part's.
    pub fn members(&mut self, value: &dyn Members, names: &Names) {
        for (at, name) in names.fields.iter().enumerate() {
            let Some(part) = value.member(at) else { continue };
            if names.flat & (1 << at) != 0 || names.kind == Kind::Inner {
                part.write_members(self);
            } else if names.kind == Kind::List {
                self.element(part);
            } else if names.optional & (1 << at) == 0 || !part.is_blank() {
                self.entry(name, part);
            }
        }
    }

    /// Writes an enum: the name of its variant, or an object with the name as its only key.
    #[inline(never)]
    pub fn variant(&mut self, value: &dyn Members, name: &str, names: &Names) {
        if names.kind == Kind::Unit {
            return self.text(name);
        }
        self.open('{');
        self.text(name);
        self.text.push(':');
        self.structure(value, names);
        self.close('}');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_comes_back(bits: u64) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            let back: f64 = crate::read(&write(&number)).unwrap();
            prop_assert_eq!(back.to_bits(), number.to_bits());
        }

        #[test]
        fn texts_are_written_as_serde_json_writes_them(text: String) {
            prop_assert_eq!(write_text(&text), serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn every_control_character_is_escaped() {
        let text: String = ('\0'..='\u{80}').collect();
        assert_eq!(write_text(&text), serde_json::to_string(&text).unwrap());
    }

    #[test]
    fn numbers_look_as_people_write_them() {
        assert_eq!(
            [5.0, 0.1, -0.001, 1e21, f64::NAN].map(|number| write_text(&number)),
            ["5.0", "0.1", "-0.001", "1e21", "null"]
        );
        assert_eq!(
            write_text(&(u64::MAX, i64::MIN)),
            "[18446744073709551615,-9223372036854775808]"
        );
    }

    #[test]
    fn brackets_in_texts_are_no_brackets() {
        assert_eq!(write_text(&["[", "{", ":"]), r#"["[","{",":"]"#);
        assert_eq!(pretty(r#"["[\"",[],{}]"#), "[\n  \"[\\\"\",\n  [],\n  {}\n]");
    }
}
