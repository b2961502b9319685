//! Types to JSON, by `serde_json`, with numbers written by the standard library: `serde_json`'s own way of writing them
//! brings 10 kB of tables that hardly compress, and the standard library's is needed in any case.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// A value as JSON without white space. The same value is the same bytes everywhere.
///
/// # Errors
/// Where a type refuses to be written, or a map has keys that are not text; types of this project do neither.
pub fn write<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Numbers))?;
    Ok(bytes)
}

/// [`write`] as text.
///
/// # Errors
/// As there.
pub fn write_text<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    // `serde_json` writes UTF-8.
    write(value).map(|bytes| String::from_utf8(bytes).unwrap_or_default())
}

struct Numbers;

impl Formatter for Numbers {
    fn write_f64<W: Write + ?Sized>(&mut self, writer: &mut W, value: f64) -> Result<()> {
        write!(writer, "{value:?}")
    }

    fn write_f32<W: Write + ?Sized>(&mut self, writer: &mut W, value: f32) -> Result<()> {
        // As the number that it is, so that it is read back the same.
        self.write_f64(writer, f64::from(value))
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
            let back: f64 = crate::json::read(&write(&number).unwrap()).unwrap();
            prop_assert_eq!(back.to_bits(), number.to_bits());
        }
    }

    #[test]
    fn numbers_look_as_people_write_them() {
        let text = |number: f64| write_text(&number).unwrap();
        assert_eq!(
            [text(5.0), text(0.1), text(-0.001), text(1e21), text(f64::NAN)],
            ["5.0", "0.1", "-0.001", "1e21", "null"]
        );
    }
}
