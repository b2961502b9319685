//! Which characters a font has, as sorted ranges; written `20-7e a0-17f` in hexadecimal.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use json::{FromJson, ToJson};

/// The characters that a font has: ranges in ascending order that do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct Coverage(Vec<(u32, u32)>);

impl Coverage {
    /// Whether the font has a character.
    pub fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        let after = self.0.partition_point(|&(first, _)| first <= code);
        after.checked_sub(1).is_some_and(|range| code <= self.0[range].1)
    }

    /// The characters in ascending order.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        self.0.iter().flat_map(|&(first, last)| first..=last).filter_map(char::from_u32)
    }
}

impl FromStr for Coverage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for part in text.split_ascii_whitespace() {
            let bad = || format!("`{part}` is not a range in ascending order; write it like 20-7e");
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let [first, last] = [first, last].map(|code| u32::from_str_radix(code, 16));
            let (first, last) = (first.map_err(|_| bad())?, last.map_err(|_| bad())?);
            let follows = ranges.last().is_none_or(|&(_, before)| before < first);
            if first > last || last > u32::from(char::MAX) || !follows {
                return Err(bad());
            }
            ranges.push((first, last));
        }
        Ok(Self(ranges))
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, &(first, last)) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_char(' ')?;
            }
            write!(f, "{first:x}")?;
            if first < last {
                write!(f, "-{last:x}")?;
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Coverage {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Coverage> for String {
    fn from(coverage: Coverage) -> Self {
        coverage.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_goes_in_and_out_and_knows_its_edges() {
        let coverage: Coverage = "20-7e a0 5d0-5ea".parse().unwrap();
        assert_eq!(coverage.to_string(), "20-7e a0 5d0-5ea");
        for (character, has) in [
            ('\u{1f}', false),
            (' ', true),
            ('~', true),
            ('\u{7f}', false),
            ('\u{a0}', true),
            ('א', true),
        ] {
            assert_eq!(coverage.has(character), has, "{character:?}");
        }
        assert!(!Coverage::default().has('a'));
    }

    #[test]
    fn coverage_that_is_not_ascending_hexadecimal_is_refused() {
        for bad in ["x", "7e-20", "20-7e 7e", "20-7e 40", "110000", "20-", "-"] {
            assert!(bad.parse::<Coverage>().is_err(), "{bad}");
        }
    }
}
