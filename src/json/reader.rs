//! Reads types from a text that is JSON for certain: so commas and colons are passed over like space, and nothing here
//! judges grammar. What does not depend on a type is in functions without one, which keeps the code per type short.

use std::borrow::Cow;
use std::fmt;

use crate::{Fault, FromJson};

/// What a structure, or a variant of an enum, holds and in which form.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its name for errors, as in `struct Poster`.
    pub name: &'static str,
    /// Keys of its fields; a list has empty ones.
    pub fields: &'static [&'static str],
    /// The form.
    pub kind: Kind,
    /// Fields that have to be there: the bit of a field's number is set.
    pub required: u64,
    /// Whether keys that are not among the fields are refused.
    pub is_strict: bool,
}

/// The form of a structure or a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing but its name.
    Unit,
    /// What its only part is.
    Inner,
    /// A list of its parts.
    List,
    /// An object.
    Object,
}

/// A value whose parts are read one by one, by their number.
pub trait Slots {
    /// Makes it the variant with this number, with blank parts. Nothing for what is no enum.
    fn choose(&mut self, variant: usize) {
        let _ = variant;
    }

    /// The part with this number; `None` where there is none.
    fn slot(&mut self, at: usize) -> Option<&mut dyn FromJson>;
}

/// Most fields of a structure.
const MOST_FIELDS: usize = 64;

/// Reads what comes next in a text. Made by [`crate::read`].
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
}

#[derive(Clone, Copy)]
pub(crate) enum Number {
    Natural(u64),
    Negative(i64),
    Float(f64),
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// The first byte of what comes next; 0 at the end.
    #[inline(never)]
    pub(crate) fn next(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') {
            self.at += 1;
        }
        self.byte()
    }

    /// Whether a string comes next.
    pub fn is_at_string(&mut self) -> bool {
        self.next() == b'"'
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.next() == byte;
        self.at += usize::from(is_next);
        is_next
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Passes over a number or a word.
    pub(crate) fn plain(&mut self) -> &'a str {
        self.next();
        let start = self.at;
        while matches!(self.byte(), b'0'..=b'9' | b'a'..=b'z' | b'E' | b'.' | b'+' | b'-') {
            self.at += 1;
        }
        self.since(start)
    }

    /// Passes over a string, from quote to quote.
    fn quoted(&mut self) -> &'a str {
        let start = self.at;
        self.at += 1;
        while !matches!(self.byte(), b'"' | 0) {
            self.at += if self.byte() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        self.since(start)
    }

    /// The string that comes next; `None` where something else comes.
    #[inline(never)]
    pub(crate) fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.next() != b'"' {
            return None;
        }
        let quoted = self.quoted();
        let inner = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
        Some(if inner.contains('\\') { Cow::Owned(unescaped(inner)) } else { Cow::Borrowed(inner) })
    }

    /// Passes over whatever comes next.
    #[inline(never)]
    pub(crate) fn skip(&mut self) -> &'a str {
        self.next();
        let (start, mut open) = (self.at, 0_usize);
        loop {
            match self.next() {
                b'"' => drop(self.quoted()),
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    open = open.saturating_sub(1);
                    self.at += 1;
                }
                0 => break,
                _ => drop(self.plain()),
            }
            if open == 0 {
                break;
            }
        }
        self.since(start)
    }

    /// The number that comes next; `None` where something else comes.
    #[inline(never)]
    pub(crate) fn number(&mut self) -> Result<Option<Number>, Fault> {
        if !matches!(self.next(), b'-' | b'0'..=b'9') {
            return Ok(None);
        }
        let digits = self.plain();
        if let Ok(natural) = digits.parse() {
            return Ok(Some(Number::Natural(natural)));
        }
        if let Ok(negative) = digits.parse() {
            return Ok(Some(Number::Negative(negative)));
        }
        match crate::number(digits) {
            Some(float) => Ok(Some(Number::Float(float))),
            None => Err(Fault::new(format_args!("number out of range"))),
        }
    }

    /// The error for what comes next, which should have been something else.
    #[cold]
    #[inline(never)]
    pub fn unfit(&mut self, expected: &str) -> Fault {
        let found = self.found();
        Fault::new(format_args!("invalid type: {found}, expected {expected}"))
    }

    /// What comes next, in words.
    #[cold]
    #[inline(never)]
    fn found(&mut self) -> String {
        let word = match self.next() {
            b'"' => return format!("string \"{}\"", self.string().unwrap_or_default()),
            b'[' => "sequence",
            b'{' => "map",
            b't' => "boolean `true`",
            b'f' => "boolean `false`",
            b'n' => "null",
            0 => "end",
            _ => match self.number() {
                Ok(Some(number)) => return number.to_string(),
                _ => "number out of range",
            },
        };
        word.to_owned()
    }

    /// Opens an object or a list.
    ///
    /// # Errors
    /// Where something else comes.
    fn open(&mut self, bracket: u8, expected: &str) -> Result<(), Fault> {
        if self.takes(bracket) { Ok(()) } else { Err(self.unfit(expected)) }
    }

    /// Reads a list; `add` takes each element.
    ///
    /// # Errors
    /// Where something else comes, or what is wrong with an element.
    pub fn elements<T: FromJson>(&mut self, mut add: impl FnMut(T)) -> Result<(), Fault> {
        self.open(b'[', "a sequence")?;
        for index in 0.. {
            let mut value = T::blank();
            if !self.element(index, &mut value)? {
                break;
            }
            add(value);
        }
        Ok(())
    }

    /// Reads the next element of an open list, which has this number; false, and the list is closed, where there is none.
    fn element(&mut self, index: usize, value: &mut dyn FromJson) -> Result<bool, Fault> {
        if self.takes(b']') {
            return Ok(false);
        }
        match value.read(self) {
            Ok(()) => Ok(true),
            Err(fault) => Err(fault.within(index)),
        }
    }

    /// Reads an object with keys of any name; `add` takes each key with its value.
    ///
    /// # Errors
    /// Where something else comes, or what is wrong with a key or a value.
    pub fn entries<K: FromJson, V: FromJson>(
        &mut self,
        mut add: impl FnMut(K, V),
    ) -> Result<(), Fault> {
        self.open(b'{', "a map")?;
        loop {
            let (mut key, mut value) = (K::blank(), V::blank());
            if !self.entry(&mut key, &mut value)? {
                return Ok(());
            }
            add(key, value);
        }
    }

    /// Reads the next key and value of an open object; false, and the object is closed, where there is none.
    fn entry(&mut self, key: &mut dyn FromJson, value: &mut dyn FromJson) -> Result<bool, Fault> {
        if self.takes(b'}') {
            return Ok(false);
        }
        let at = self.at;
        match key.read(self).and_then(|()| value.read(self)) {
            Ok(()) => Ok(true),
            Err(fault) => Err(self.under(at, fault)),
        }
    }

    /// Reads a structure, or what a variant holds.
    ///
    /// # Errors
    /// What is wrong with its parts, with its keys, or that something else comes.
    pub fn parts(&mut self, value: &mut dyn Slots, form: &Form) -> Result<(), Fault> {
        match form.kind {
            Kind::Unit => Ok(()),
            Kind::Inner => value.slot(0).map_or(Ok(()), |part| part.read(self)),
            Kind::List => self.list(value, form),
            Kind::Object => self.object(value, form, form.name),
        }
    }

    fn list(&mut self, value: &mut dyn Slots, form: &Form) -> Result<(), Fault> {
        let size = form.fields.len();
        self.open(b'[', &format!("a tuple of size {size}"))?;
        for index in 0..size {
            let Some(part) = value.slot(index) else { break };
            if !self.element(index, part)? {
                return Err(Fault::new(format_args!(
                    "invalid length {index}, expected a tuple of size {size}"
                )));
            }
        }
        if self.takes(b']') {
            return Ok(());
        }
        Err(Fault::new(format_args!("expected a list of {size}, found more")))
    }

    fn object(&mut self, value: &mut dyn Slots, form: &Form, expected: &str) -> Result<(), Fault> {
        self.open(b'{', expected)?;
        let (mut seen, mut likely) = (0_u64, 0);
        while !self.takes(b'}') {
            let at = self.at;
            let key = self.string().unwrap_or_default();
            // Fields mostly come in their order.
            let place = match form.fields.get(likely) {
                Some(field) if *field == key => Some(likely),
                _ => form.fields.iter().position(|field| *field == key),
            };
            let Some(place) = place else {
                if form.is_strict {
                    return Err(self.under(at, unknown("field", &key, form.fields.iter())));
                }
                self.skip();
                continue;
            };
            likely = place + 1;
            let bit = 1 << (place % MOST_FIELDS);
            if seen & bit != 0 {
                return Err(Fault::new(format_args!("duplicate field `{key}`")));
            }
            seen |= bit;
            let Some(part) = value.slot(place) else { continue };
            if let Err(fault) = part.read(self) {
                return Err(self.under(at, fault));
            }
        }
        let missing = form.required & !seen;
        match form.fields.get(missing.trailing_zeros() as usize) {
            Some(field) if missing != 0 => Err(Fault::new(format_args!("missing field `{field}`"))),
            _ => Ok(()),
        }
    }

    /// Reads an enum: its variant's name, or an object with the name as its only key. `name` is the enum's for errors, as
    /// in `enum Mark`.
    ///
    /// # Errors
    /// Where it is neither, or no such variant, or what is wrong with what it holds.
    pub fn variant(
        &mut self,
        value: &mut dyn Slots,
        name: &str,
        variants: &[Form],
    ) -> Result<(), Fault> {
        let is_object = match self.next() {
            b'"' => false,
            b'{' => true,
            _ => return Err(self.unfit(name)),
        };
        self.at += usize::from(is_object);
        self.next();
        let at = self.at;
        let Some(found) = self.string() else { return Err(several()) };
        let Some(place) = variants.iter().position(|form| form.name == found) else {
            return Err(unknown("variant", &found, variants.iter().map(|form| &form.name)));
        };
        let Some(form) = variants.get(place) else { return Ok(()) };
        value.choose(place);
        match (form.kind, is_object) {
            (Kind::Unit, false) => return Ok(()),
            (Kind::Unit, true) => return Err(self.unfit("only the name")),
            (_, false) => {
                return Err(Fault::new(format_args!(
                    "expected an object with this name as its only key"
                )));
            }
            (_, true) => {}
        }
        let held = match form.kind {
            Kind::Object => self.object(value, form, "an object"),
            _ => self.parts(value, form),
        };
        if let Err(fault) = held {
            return Err(self.under(at, fault));
        }
        if self.takes(b'}') { Ok(()) } else { Err(several()) }
    }

    /// The error, seen from the object whose key is at `at`.
    #[cold]
    #[inline(never)]
    fn under(&self, at: usize, error: Fault) -> Fault {
        let key = Reader { text: self.text, at }.string().unwrap_or_default();
        error.under(&key)
    }
}

/// The inside of a string with its escapes resolved.
#[inline(never)]
fn unescaped(inner: &str) -> String {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let (mut length, code) = (1, escape.as_bytes().first());
        text.push(match code {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let unit = |at: usize| {
                    let digits = escape.get(at..at + 4).unwrap_or_default();
                    u32::from_str_radix(digits, 16).unwrap_or_default()
                };
                length = 5;
                let mut code = unit(1);
                if matches!(code, 0xD800..0xDC00) {
                    // The other half follows as `\u....`.
                    length = 11;
                    code = 0x1_0000 + ((code & 0x3FF) << 10) + (unit(7) & 0x3FF);
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => other.map_or('\\', |byte| char::from(*byte)),
        });
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

#[cold]
#[inline(never)]
fn several() -> Fault {
    Fault::new(format_args!("expected one name, found none or several"))
}

/// The error for a key or a variant that is not among those that are known.
#[cold]
#[inline(never)]
fn unknown<'a>(what: &str, found: &str, known: impl Iterator<Item = &'a &'a str>) -> Fault {
    let known: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    let expected = match known.as_slice() {
        [] => format!("there are no {what}s"),
        [one] => format!("expected {one}"),
        [one, other] => format!("expected {one} or {other}"),
        more => format!("expected one of {}", more.join(", ")),
    };
    Fault::new(format_args!("unknown {what} `{found}`, {expected}"))
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Natural(number) => write!(f, "integer `{number}`"),
            Self::Negative(number) => write!(f, "integer `{number}`"),
            Self::Float(number) => write!(f, "floating point `{number:?}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// Any value.
    struct Tree(Value);

    impl FromJson for Tree {
        fn blank() -> Self {
            Self(Value::Null)
        }

        fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
            self.0 = match from.next() {
                b'"' => from.string().unwrap().into(),
                b'[' => {
                    let mut list = Vec::new();
                    from.elements(|tree: Self| list.push(tree.0))?;
                    list.into()
                }
                b'{' => {
                    let mut map = BTreeMap::<String, Self>::blank();
                    map.read(from)?;
                    map.into_iter().map(|(key, tree)| (key, tree.0)).collect()
                }
                b't' | b'f' => (from.plain() == "true").into(),
                b'n' => {
                    from.plain();
                    Value::Null
                }
                _ => match from.number()?.unwrap() {
                    Number::Natural(number) => number.into(),
                    Number::Negative(number) => number.into(),
                    Number::Float(number) => number.into(),
                },
            };
            Ok(())
        }
    }

    /// Any text from the letters of JSON: some is good, most is not.
    fn scribble() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\\u00e9\"",
            "\"",
            "\\",
            "0",
            "-1",
            "1.5e3",
            "true",
            "null",
            " ",
            "\n",
            "x",
            "\u{7}",
            "é",
            "01",
            "e",
            "\"b\":",
        ]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn tree() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<u64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_json_is_as_for_serde_json(text in scribble()) {
            let theirs = serde_json::from_str::<Value>(&text);
            let ours = crate::read::<Tree>(text.as_bytes());
            prop_assert_eq!(ours.ok().map(|tree| tree.0), theirs.ok(), "{:?}", text);
        }

        #[test]
        fn what_was_written_is_read_as_it_was(value in tree()) {
            for text in [value.to_string(), format!("{value:#}")] {
                prop_assert_eq!(&crate::read::<Tree>(text.as_bytes()).unwrap().0, &value);
            }
        }
    }
}
