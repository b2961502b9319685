//! Decimal text to numbers. The standard library's way has 10 kB of tables that hardly compress, and smaller libraries
//! still weigh 10 kB; this one is for short numbers quick and for all others short: it divides whole numbers of any
//! length bit by bit.

use std::cmp::Ordering;

/// Digits that can matter: halfway between two doubles at most 767 are not 0. Of the rest only matters whether there is more.
const MOST_DIGITS: usize = 800;

/// Whole numbers below this, and powers of ten up to this one, are doubles without rounding.
const EXACT_WHOLE: u64 = 1 << 53;
const EXACT_POWER: u64 = 22;

/// The steps between doubles are powers of two: of the smallest, and of the largest.
const SMALLEST_STEP: i64 = -1074;
const LARGEST_STEP: i64 = 971;

/// The number that a text in plain or scientific notation says, correctly rounded; `None` where it says none, or one
/// that is not finite.
///
/// ```
/// assert_eq!(json::number("12.5e-1"), Some(1.25));
/// assert_eq!(json::number("12 mm"), None);
/// ```
pub fn number(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let (negative, bytes) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, bytes),
    };
    let (digits, power) = decimal(bytes)?;
    let size = rounded(&digits, power)?;
    Some(if negative { -size } else { size })
}

/// The digits of a number without those in front that are 0, and the power of ten of the last one.
fn decimal(bytes: &[u8]) -> Option<(Vec<u8>, i64)> {
    let mut digits = Vec::new();
    let (mut power, mut past_point, mut any) = (0_i64, false, false);
    let mut rest = bytes.iter();
    while let Some(&byte) = rest.next() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                let digit = byte - b'0';
                let is_kept = digits.len() < MOST_DIGITS;
                if is_kept && (digit > 0 || !digits.is_empty()) {
                    digits.push(digit);
                } else if !is_kept && digit > 0 {
                    *digits.last_mut()? |= 1;
                }
                power += i64::from(!is_kept) - i64::from(past_point);
            }
            b'.' if !past_point => past_point = true,
            b'e' | b'E' if any => {
                return Some((digits, power.saturating_add(exponent(rest.as_slice())?)));
            }
            _ => return None,
        }
    }
    any.then_some((digits, power))
}

/// The power of ten after the `e`; what is out of every number's range stays so.
fn exponent(bytes: &[u8]) -> Option<i64> {
    let (sign, digits) = match bytes {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, bytes),
    };
    let add = |power: i64, byte: &u8| {
        byte.is_ascii_digit().then(|| power.saturating_mul(10).saturating_add((byte - b'0').into()))
    };
    let power = digits.iter().try_fold(0, add)?;
    (!digits.is_empty()).then_some(sign * power)
}

fn rounded(digits: &[u8], power: i64) -> Option<f64> {
    if digits.is_empty() {
        return Some(0.0);
    }
    let length = power.saturating_add(digits.len() as i64);
    if length < -330 {
        return Some(0.0);
    }
    if length > 310 {
        return None;
    }
    let short = (digits.len() < 17)
        .then(|| digits.iter().fold(0, |whole, &digit| whole * 10 + u64::from(digit)))
        .filter(|&whole| whole < EXACT_WHOLE && power.unsigned_abs() <= EXACT_POWER);
    if let Some(whole) = short {
        let ten = (0..power.unsigned_abs()).fold(1.0, |ten, _| ten * 10.0);
        return Some(if power < 0 { whole as f64 / ten } else { whole as f64 * ten });
    }
    let (mut over, mut under) = (Whole(Vec::new()), Whole(vec![1]));
    digits.iter().for_each(|&digit| over.times(10, digit.into()));
    let scaled = if power < 0 { &mut under } else { &mut over };
    (0..power.unsigned_abs()).for_each(|_| scaled.times(10, 0));
    over.divided(&mut under)
}

/// A whole number of any length, the lowest 32 bits first, without zeros at its end.
struct Whole(Vec<u32>);

impl Whole {
    fn times(&mut self, factor: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(factor);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn bits(&self) -> i64 {
        self.0.last().map_or(0, |last| self.0.len() as i64 * 32 - i64::from(last.leading_zeros()))
    }

    fn shift(&mut self, bits: u64) {
        self.times(1 << (bits % 32), 0);
        self.0.splice(0..0, (0..bits / 32).map(|_| 0));
    }

    /// Takes `other` away if that leaves something or nothing.
    fn take(&mut self, other: &Self) -> bool {
        let lengths = self.0.len().cmp(&other.0.len());
        if lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev())) == Ordering::Less {
            return false;
        }
        let mut borrowed = false;
        for (place, part) in self.0.iter_mut().enumerate() {
            let (less, first) = part.overflowing_sub(other.0.get(place).copied().unwrap_or(0));
            let (less, second) = less.overflowing_sub(borrowed.into());
            (*part, borrowed) = (less, first || second);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        true
    }

    /// The double next to `self / under`, the even one of two; `None` where it is not finite.
    fn divided(mut self, under: &mut Self) -> Option<f64> {
        let ahead = self.bits() - under.bits();
        let behind = if ahead < 0 { &mut self } else { &mut *under };
        behind.shift(ahead.unsigned_abs());
        // Both are of one length now, so the first or the second bit is set: 53 bits, one to round by, and the rest.
        let mut bits = 0_u64;
        for _ in 0..55 {
            bits = bits << 1 | u64::from(self.take(under));
            self.times(2, 0);
        }
        let unit = ahead - 54;
        let step = (unit + 11 - i64::from(bits.leading_zeros())).max(SMALLEST_STEP);
        // What loses 63 bits is less than half of the smallest step.
        let dropped = (step - unit).min(63);
        let half = 1_u64 << (dropped - 1);
        let (kept, rest) = (bits >> dropped, bits & (2 * half - 1));
        let up = match rest.cmp(&half) {
            Ordering::Less => false,
            Ordering::Equal => !self.0.is_empty() || kept & 1 == 1,
            Ordering::Greater => true,
        };
        let power = match u64::try_from(step + 1023) {
            Ok(above @ 1..) => above << 52,
            _ => 1 << (step - SMALLEST_STEP),
        };
        let number = (kept + u64::from(up)) as f64 * f64::from_bits(power);
        (step <= LARGEST_STEP && number.is_finite()).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn standard(text: &str) -> Option<f64> {
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    proptest! {
        #[test]
        fn every_number_is_read_as_the_standard_library_reads_it(bits: u64) {
            let number = f64::from_bits(bits);
            for text in [format!("{number}"), format!("{number:e}"), format!("{number:.3}")] {
                prop_assert_eq!(super::number(&text), standard(&text));
            }
        }

        #[test]
        fn long_numbers_are_rounded_correctly(text in "-?[0-9]{1,40}(\\.[0-9]{1,40})?(e-?[0-9]{1,3})?") {
            prop_assert_eq!(number(&text), standard(&text));
        }
    }

    #[test]
    fn the_edges_of_what_a_double_holds_are_read() {
        for text in [
            "5e-324",
            "4.9e-324",
            "2.5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1e-400",
            "9e-331",
            "3e-329",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.797693134862315807e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740992.5",
            "0.1e-99999999999999999999",
            "1e99999999999999999999",
            "0e99999999999999999999",
            "-0.0",
            "+1.5",
            ".5",
            "5.",
            "00012",
            "1E5",
            "123456789012345678e-30",
            "1e23",
            "8.5e22",
        ] {
            assert_eq!(number(text).map(f64::to_bits), standard(text).map(f64::to_bits), "{text}");
        }
    }

    #[test]
    fn thousands_of_digits_are_rounded_by_all_of_them() {
        for (whole, end) in
            [("9007199254740993", "0"), ("9007199254740993", "1"), ("0.", "7"), ("1", "5")]
        {
            let long = format!(
                "{whole}{}{}{end}",
                if whole == "0." { "" } else { "." },
                "0".repeat(3_000)
            );
            assert_eq!(number(&long), standard(&long), "{whole} .. {end}");
            let turned = format!("{end}{}{whole}e-3000", "9".repeat(3_000)).replace("0.", "0");
            assert_eq!(number(&turned), standard(&turned), "{end} .. {whole}");
        }
    }

    #[test]
    fn halfway_between_two_numbers_goes_to_the_even_one() {
        let halfway = "1.00000000000000011102230246251565404236316680908203125";
        assert_eq!(number(halfway), Some(1.0));
        assert_eq!(number(&format!("{halfway}0000000000000000000001")), Some(1.0 + f64::EPSILON));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "-", ".", "e5", "1e", "1,5", "0x10", "NaN", "inf", "1e999", " 1", "1.2.3", "1e+",
            "--1", "+", "1e1.5", "1_0",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
