//! Fractional order keys: a layer moves in the stack by changing its own record alone.

use std::fmt;

use json::{FromJson, ToJson};

/// Digits in rising order; also rising as bytes, so that keys compare as text.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Longest key that is accepted from outside.
const LONGEST_KEY: usize = 256;

/// A place in a stack: digits of a fraction between 0 and 1. Never empty, never ends in `0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct OrderKey(String);

/// Text that is not an order key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an order key is 1 to 256 letters and digits and does not end in 0")]
pub struct InvalidOrderKey;

impl OrderKey {
    /// The key of a first layer, in the middle.
    pub fn first() -> Self {
        Self::between(None, None)
    }

    /// A key above `below` and below `above`; open ended where `None`. Where they are equal or swapped, a key just
    /// above `below`.
    pub fn between(below: Option<&Self>, above: Option<&Self>) -> Self {
        let low = below.map_or(&[][..], |key| key.0.as_bytes());
        let high = above.map(|key| key.0.as_bytes()).filter(|high| low < *high);
        let mut key = Vec::new();
        let mut bounded = high;
        for place in 0.. {
            let low_digit = low.get(place).map_or(0, |byte| value(*byte));
            let high_digit = match bounded {
                Some(high) => high.get(place).map_or(0, |byte| value(*byte)),
                None => DIGITS.len(),
            };
            if high_digit > low_digit + 1 {
                // Near an open end step by one, so that keys stay short when layers are only added on top.
                let digit = match (bounded, below) {
                    (None, Some(_)) if place < low.len() => low_digit + 1,
                    _ => (low_digit + high_digit) / 2,
                };
                key.push(DIGITS[digit]);
                break;
            }
            key.push(DIGITS[low_digit]);
            if high_digit > low_digit {
                bounded = None;
            }
        }
        Self(String::from_utf8_lossy(&key).into_owned())
    }
}

fn value(digit: u8) -> usize {
    DIGITS.iter().position(|known| *known == digit).unwrap_or(0)
}

impl fmt::Display for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for OrderKey {
    type Error = InvalidOrderKey;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.as_bytes();
        let known = digits.iter().all(u8::is_ascii_alphanumeric);
        if text.is_empty() || text.len() > LONGEST_KEY || !known || text.ends_with('0') {
            return Err(InvalidOrderKey);
        }
        Ok(Self(text))
    }
}

impl From<OrderKey> for String {
    fn from(key: OrderKey) -> Self {
        key.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_on_top_rise_and_stay_short() {
        let mut top = OrderKey::first();
        for _ in 0..1000 {
            let next = OrderKey::between(Some(&top), None);
            assert!(next > top);
            top = next;
        }
        assert!(top.0.len() < 40, "{top}");
    }

    #[test]
    fn a_key_fits_between_any_two() {
        let mut seed = 7_u64;
        let mut keys = vec![OrderKey::first()];
        for _ in 0..500 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let place = (seed >> 33) as usize % (keys.len() + 1);
            let below = place.checked_sub(1).map(|index| &keys[index]);
            let key = OrderKey::between(below, keys.get(place));
            assert!(below.is_none_or(|below| *below < key));
            assert!(keys.get(place).is_none_or(|above| key < *above), "{key}");
            assert!(OrderKey::try_from(key.0.clone()).is_ok(), "{key}");
            keys.insert(place, key);
        }
    }

    #[test]
    fn equal_neighbours_give_a_key_above() {
        let key = OrderKey::first();
        assert!(OrderKey::between(Some(&key), Some(&key)) > key);
    }
}
