//! How values that are not of this project are read and written: numbers, texts, lists, choices, points, outlines.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use kurbo::{BezPath, Point, Size};

use crate::reader::Number;
use crate::{
    Fault, Form, FromJson, Kind, Members, Names, Reader, Slots, ToJson, Writer, path_data,
    read_path_data,
};

/// A number that does not fit its type.
#[cold]
#[inline(never)]
fn outside(number: Number, expected: &str) -> Fault {
    let problem = if matches!(number, Number::Float(_)) { "type" } else { "value" };
    Fault::new(format_args!("invalid {problem}: {number}, expected {expected}"))
}

impl Reader<'_> {
    /// The whole number that comes next, within what a type holds; the type cuts off what two's complement adds.
    #[inline(never)]
    fn whole(&mut self, least: i64, most: u64, expected: &str) -> Result<u64, Fault> {
        let found = match self.number()? {
            Some(Number::Natural(number)) if number <= most => return Ok(number),
            Some(Number::Negative(number)) if number >= least => return Ok(number.cast_unsigned()),
            Some(found) => found,
            None => return Err(self.unfit(expected)),
        };
        Err(outside(found, expected))
    }

    #[inline(never)]
    fn float(&mut self, expected: &str) -> Result<f64, Fault> {
        match self.number()? {
            Some(Number::Natural(number)) => Ok(number as f64),
            Some(Number::Negative(number)) => Ok(number as f64),
            Some(Number::Float(number)) => Ok(number),
            None => Err(self.unfit(expected)),
        }
    }

    /// A value that is written as another one is.
    ///
    /// # Errors
    /// What is wrong with the other one, or that the value refuses it.
    pub fn converted<S: FromJson, T: TryFrom<S, Error: fmt::Display>>(
        &mut self,
    ) -> Result<T, Fault> {
        let mut source = S::blank();
        source.read(self)?;
        T::try_from(source).map_err(|error| Fault::new(format_args!("{error}")))
    }

    /// The text that comes next.
    #[inline(never)]
    fn text(&mut self, expected: &str) -> Result<String, Fault> {
        match self.string() {
            Some(text) => Ok(text.into_owned()),
            None => Err(self.unfit(expected)),
        }
    }
}

macro_rules! whole_numbers {
    ($($type:ident)*) => {
        $(
            impl FromJson for $type {
                fn blank() -> Self {
                    0
                }

                fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
                    let range = (<$type>::MIN as i64, <$type>::MAX as u64);
                    *self = from.whole(range.0, range.1, stringify!($type))? as $type;
                    Ok(())
                }
            }

            impl ToJson for $type {
                fn write(&self, to: &mut Writer) {
                    to.display(format_args!("{self}"));
                }

                fn is_blank(&self) -> bool {
                    *self == 0
                }
            }
        )*
    };
}

whole_numbers! { u8 u16 u32 u64 usize i8 i16 i32 i64 }

macro_rules! floats {
    ($($type:ident)*) => {
        $(
            impl FromJson for $type {
                fn blank() -> Self {
                    0.0
                }

                fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
                    *self = from.float(stringify!($type))? as $type;
                    Ok(())
                }
            }

            impl ToJson for $type {
                fn write(&self, to: &mut Writer) {
                    // As the number that it is, so that it is read back the same.
                    to.number((*self).into());
                }

                fn is_blank(&self) -> bool {
                    *self == 0.0
                }
            }
        )*
    };
}

floats! { f32 f64 }

impl FromJson for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        if !matches!(from.next(), b't' | b'f') {
            return Err(from.unfit("a boolean"));
        }
        *self = from.plain() == "true";
        Ok(())
    }
}

impl ToJson for bool {
    fn write(&self, to: &mut Writer) {
        to.plain(if *self { "true" } else { "false" });
    }

    fn is_blank(&self) -> bool {
        !*self
    }
}

impl FromJson for char {
    fn blank() -> Self {
        '\0'
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        let text = from.text("a character")?;
        let mut letters = text.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            let error = format_args!("invalid value: string \"{text}\", expected a character");
            return Err(Fault::new(error));
        };
        *self = letter;
        Ok(())
    }
}

impl ToJson for char {
    fn write(&self, to: &mut Writer) {
        to.text(self.encode_utf8(&mut [0; 4]));
    }
}

impl FromJson for String {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        *self = from.text("a string")?;
        Ok(())
    }
}

impl ToJson for str {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl ToJson for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

/// `null` is `None`.
impl<T: FromJson> FromJson for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        if from.next() == b'n' {
            from.plain();
            *self = None;
            return Ok(());
        }
        self.insert(T::blank()).read(from)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, to: &mut Writer) {
        match self {
            Some(value) => value.write(to),
            None => to.plain("null"),
        }
    }

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

macro_rules! lists {
    ($($list:ident $add:ident)*) => {
        $(
            impl<T: FromJson> FromJson for $list<T> {
                fn blank() -> Self {
                    Self::new()
                }

                fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
                    self.clear();
                    from.elements(|value| self.$add(value))
                }
            }

            impl<T: ToJson> ToJson for $list<T> {
                fn write(&self, to: &mut Writer) {
                    to.elements(self);
                }

                fn is_blank(&self) -> bool {
                    self.is_empty()
                }
            }
        )*
    };
}

lists! { Vec push VecDeque push_back }

impl<T: ToJson> ToJson for BTreeSet<T> {
    fn write(&self, to: &mut Writer) {
        to.elements(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<T: FromJson, const N: usize> Slots for [T; N] {
    fn slot(&mut self, at: usize) -> Option<&mut dyn FromJson> {
        self.get_mut(at).map(|part| part as &mut dyn FromJson)
    }
}

impl<T: FromJson, const N: usize> FromJson for [T; N] {
    fn blank() -> Self {
        std::array::from_fn(|_| T::blank())
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        from.parts(self, &list_of(&[""; N]))
    }
}

impl<T: ToJson, const N: usize> ToJson for [T; N] {
    fn write(&self, to: &mut Writer) {
        to.elements(self);
    }
}

impl<K: FromJson + Ord, V: FromJson> FromJson for BTreeMap<K, V> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        self.clear();
        from.entries(|key, value| {
            self.insert(key, value);
        })
    }
}

impl<K: ToJson, V: ToJson> ToJson for BTreeMap<K, V> {
    fn write(&self, to: &mut Writer) {
        to.entries(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

macro_rules! written_as_what_they_point_at {
    ($($pointer:ty)*) => {
        $(
            impl<T: ToJson + ?Sized> ToJson for $pointer {
                fn write(&self, to: &mut Writer) {
                    (**self).write(to);
                }

                fn is_blank(&self) -> bool {
                    (**self).is_blank()
                }

                fn write_members(&self, to: &mut Writer) {
                    (**self).write_members(to);
                }
            }
        )*
    };
}

written_as_what_they_point_at! { &T Arc<T> Box<T> Rc<T> }

macro_rules! pointers {
    ($($pointer:ident)*) => {
        $(
            impl<T: FromJson> FromJson for $pointer<T> {
                fn blank() -> Self {
                    Self::new(T::blank())
                }

                fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
                    let mut value = T::blank();
                    value.read(from)?;
                    *self = Self::new(value);
                    Ok(())
                }
            }
        )*
    };
}

pointers! { Arc Box Rc }

/// A list with so many parts.
const fn list_of(fields: &'static [&'static str]) -> Form {
    Form { name: "", fields, kind: Kind::List, required: 0, is_strict: true }
}

macro_rules! tuples {
    ($(($($type:ident $at:tt),*) $fields:expr;)*) => {
        $(
            impl<$($type: FromJson),*> Slots for ($($type,)*) {
                fn slot(&mut self, at: usize) -> Option<&mut dyn FromJson> {
                    match at {
                        $($at => Some(&mut self.$at),)*
                        _ => None,
                    }
                }
            }

            impl<$($type: FromJson),*> FromJson for ($($type,)*) {
                fn blank() -> Self {
                    ($($type::blank(),)*)
                }

                fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
                    from.parts(self, &list_of(&$fields))
                }
            }

            impl<$($type: ToJson),*> ToJson for ($($type,)*) {
                fn write(&self, to: &mut Writer) {
                    to.open('[');
                    $(to.element(&self.$at);)*
                    to.close(']');
                }
            }
        )*
    };
}

tuples! {
    (A 0, B 1) [""; 2];
    (A 0, B 1, C 2) [""; 3];
    (A 0, B 1, C 2, D 3) [""; 4];
}

/// `{"Ok": ...}` or `{"Err": ...}`.
impl<T: FromJson, E: FromJson> FromJson for Result<T, E> {
    fn blank() -> Self {
        Ok(T::blank())
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        const fn inner(name: &'static str) -> Form {
            Form { name, fields: &[""], kind: Kind::Inner, required: 0, is_strict: true }
        }
        from.variant(self, "enum Result", &[inner("Ok"), inner("Err")])
    }
}

impl<T: FromJson, E: FromJson> Slots for Result<T, E> {
    fn choose(&mut self, variant: usize) {
        *self = if variant == 0 { Ok(T::blank()) } else { Err(E::blank()) };
    }

    fn slot(&mut self, _: usize) -> Option<&mut dyn FromJson> {
        match self {
            Ok(value) => Some(value),
            Err(error) => Some(error),
        }
    }
}

impl<T: ToJson, E: ToJson> ToJson for Result<T, E> {
    fn write(&self, to: &mut Writer) {
        to.open('{');
        match self {
            Ok(value) => to.entry(&"Ok", value),
            Err(error) => to.entry(&"Err", error),
        }
        to.close('}');
    }
}

macro_rules! pairs {
    ($($type:ident { $one:ident $other:ident } $name:literal;)*) => {
        $(
            impl Slots for $type {
                fn slot(&mut self, at: usize) -> Option<&mut dyn FromJson> {
                    match at {
                        0 => Some(&mut self.$one),
                        1 => Some(&mut self.$other),
                        _ => None,
                    }
                }
            }

            impl FromJson for $type {
                fn blank() -> Self {
                    Self::new(0.0, 0.0)
                }

                fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
                    from.parts(self, &Form {
                        name: $name,
                        fields: &[stringify!($one), stringify!($other)],
                        kind: Kind::Object,
                        required: 3,
                        is_strict: false,
                    })
                }
            }

            impl Members for $type {
                fn member(&self, at: usize) -> Option<&dyn ToJson> {
                    match at {
                        0 => Some(&self.$one),
                        1 => Some(&self.$other),
                        _ => None,
                    }
                }
            }

            impl ToJson for $type {
                fn write(&self, to: &mut Writer) {
                    const NAMES: Names = Names {
                        fields: &[stringify!($one), stringify!($other)],
                        kind: Kind::Object,
                        optional: 0,
                        flat: 0,
                    };
                    to.structure(self, &NAMES);
                }
            }
        )*
    };
}

pairs! {
    Point { x y } "struct Point";
    Size { width height } "struct Size";
}

/// As SVG path data.
impl FromJson for BezPath {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        let data = from.text("a string")?;
        match read_path_data(&data) {
            Some(path) => *self = path,
            None => return Err(Fault::new(format_args!("this is no path data"))),
        }
        Ok(())
    }
}

impl ToJson for BezPath {
    fn write(&self, to: &mut Writer) {
        to.text(&path_data(self));
    }
}
