//! Reads types from a text that is JSON for certain: so commas and colons are passed over like space, and nothing here
//! judges grammar. What does not depend on a type is in functions without one, which keeps the code per type short.

use std::borrow::Cow;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::error::{Fault, JsonError};

pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

enum Number {
    Natural(u64),
    Negative(i64),
    Float(f64),
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// The first byte of what comes next; 0 at the end.
    #[inline(never)]
    fn next(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') {
            self.at += 1;
        }
        self.byte()
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
    fn plain(&mut self) -> &'a str {
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
    fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.next() != b'"' {
            return None;
        }
        let quoted = self.quoted();
        let inner = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
        Some(if inner.contains('\\') { Cow::Owned(unescaped(inner)) } else { Cow::Borrowed(inner) })
    }

    /// Passes over whatever comes next.
    #[inline(never)]
    fn skip(&mut self) -> &'a str {
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
    fn number(&mut self) -> Result<Option<Number>, Fault> {
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
        match geom::number(digits) {
            Some(float) => Ok(Some(Number::Float(float))),
            None => Err(JsonError::fault(format_args!("number out of range"))),
        }
    }

    /// The error for what comes next, which should have been something else.
    #[cold]
    #[inline(never)]
    fn unfit(&mut self, expected: &dyn Expected) -> Fault {
        let first = self.next();
        let string;
        let found = match first {
            b'"' => {
                string = self.string().unwrap_or_default();
                Unexpected::Str(&string)
            }
            b'[' => Unexpected::Seq,
            b'{' => Unexpected::Map,
            b't' | b'f' => Unexpected::Bool(first == b't'),
            b'n' => Unexpected::Other("null"),
            0 => Unexpected::Other("end"),
            _ => match self.number() {
                Ok(Some(Number::Natural(number))) => Unexpected::Unsigned(number),
                Ok(Some(Number::Negative(number))) => Unexpected::Signed(number),
                Ok(Some(Number::Float(number))) => Unexpected::Float(number),
                Ok(None) => Unexpected::Other("end"),
                Err(error) => return error,
            },
        };
        Fault::invalid_type(found, expected)
    }

    fn opened(&mut self, bracket: u8, expected: &dyn Expected) -> Result<(), Fault> {
        if self.takes(bracket) { Ok(()) } else { Err(self.unfit(expected)) }
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

/// Whatever asks for a number; its visitor knows the range.
fn numeric<'de, V: Visitor<'de>>(reader: &mut Reader<'de>, visitor: V) -> Result<V::Value, Fault> {
    match reader.number()? {
        Some(Number::Natural(number)) => visitor.visit_u64(number),
        Some(Number::Negative(number)) => visitor.visit_i64(number),
        Some(Number::Float(number)) => visitor.visit_f64(number),
        None => Err(reader.unfit(&visitor)),
    }
}

macro_rules! forwarded {
    ($($name:ident to $function:path,)*) => {
        $(
            fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
                $function(self, visitor)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Fault;

    forwarded! {
        deserialize_i8 to numeric, deserialize_i16 to numeric, deserialize_i32 to numeric,
        deserialize_i64 to numeric, deserialize_u8 to numeric, deserialize_u16 to numeric,
        deserialize_u32 to numeric, deserialize_u64 to numeric, deserialize_f32 to numeric,
        deserialize_f64 to numeric, deserialize_char to Deserializer::deserialize_str,
        deserialize_string to Deserializer::deserialize_str,
        deserialize_identifier to Deserializer::deserialize_str,
        deserialize_bytes to Deserializer::deserialize_byte_buf,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.next() {
            b'"' => self.deserialize_str(visitor),
            b'[' => self.deserialize_seq(visitor),
            b'{' => self.deserialize_map(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => self.deserialize_unit(visitor),
            _ => numeric(self, visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.string() {
            Some(text) => visitor.visit_str(&text),
            None => Err(self.unfit(&visitor)),
        }
    }

    /// The text of the value itself: see [`super::Raw`].
    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.skip())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.next() {
            b't' | b'f' => visitor.visit_bool(self.plain() == "true"),
            _ => Err(self.unfit(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.next() == b'n' {
            self.plain();
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.next() != b'n' {
            return Err(self.unfit(&visitor));
        }
        self.plain();
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.skip();
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    /// For visitors that read to the end.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.opened(b'[', &visitor)?;
        visitor.visit_seq(Elements { reader: self, index: 0 })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let value = self.deserialize_seq(visitor)?;
        if self.takes(b']') {
            return Ok(value);
        }
        Err(JsonError::fault(format_args!("expected a list of {length}, found more")))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    /// For visitors that read to the end.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.opened(b'{', &visitor)?;
        visitor.visit_map(Fields { key: 0, reader: self })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let is_object = match self.next() {
            b'"' => false,
            b'{' => true,
            _ => return Err(self.unfit(&visitor)),
        };
        self.at += usize::from(is_object);
        let value = visitor.visit_enum(Variant { key: 0, reader: self, is_object })?;
        if is_object && !self.takes(b'}') {
            return Err(several());
        }
        Ok(value)
    }
}

#[cold]
#[inline(never)]
fn several() -> Fault {
    JsonError::fault(format_args!("expected one name, found none or several"))
}

struct Elements<'r, 'de> {
    reader: &'r mut Reader<'de>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if self.reader.takes(b']') {
            return Ok(None);
        }
        let index = self.index;
        self.index += 1;
        match seed.deserialize(&mut *self.reader) {
            Ok(element) => Ok(Some(element)),
            Err(error) => Err(error.within(index)),
        }
    }
}

struct Fields<'r, 'de> {
    reader: &'r mut Reader<'de>,
    /// Where the key stands.
    key: usize,
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        if self.reader.takes(b'}') {
            return Ok(None);
        }
        self.key = self.reader.at;
        let key = self.reader.string().unwrap_or_default();
        let key: StrDeserializer<'_, Fault> = key.as_ref().into_deserializer();
        match seed.deserialize(key) {
            Ok(key) => Ok(Some(key)),
            Err(error) => Err(self.reader.under(self.key, error)),
        }
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(&mut *self.reader).map_err(|error| self.reader.under(self.key, error))
    }
}

struct Variant<'r, 'de> {
    reader: &'r mut Reader<'de>,
    /// Where the name stands.
    key: usize,
    /// Whether the name is the key of an object, and its content follows.
    is_object: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<K: DeserializeSeed<'de>>(mut self, seed: K) -> Result<(K::Value, Self), Fault> {
        self.reader.next();
        self.key = self.reader.at;
        let Some(name) = self.reader.string() else { return Err(several()) };
        let name: StrDeserializer<'_, Fault> = name.as_ref().into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> Variant<'_, 'de> {
    /// The content of the variant; an error if it is only a name.
    fn content<T>(
        self,
        read: impl FnOnce(&mut Reader<'de>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if !self.is_object {
            return Err(bare());
        }
        read(&mut *self.reader).map_err(|error| self.reader.under(self.key, error))
    }
}

#[cold]
#[inline(never)]
fn bare() -> Fault {
    JsonError::fault(format_args!("expected an object with this name as its only key"))
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.is_object { Err(self.reader.unfit(&"only the name")) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        self.content(|reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.content(|reader| reader.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.content(|reader| reader.deserialize_struct("", fields, visitor))
    }
}
