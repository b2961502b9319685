//! Decimal text to numbers. The standard library's way has 10 kB of tables that hardly compress; this one computes them.

use lexical_parse_float::FromLexical;

/// The number that a text in plain or scientific notation says, correctly rounded; `None` where it says none, or one
/// that is not finite.
///
/// ```
/// assert_eq!(json::number("12.5e-1"), Some(1.25));
/// assert_eq!(json::number("12 mm"), None);
/// ```
pub fn number(text: &str) -> Option<f64> {
    f64::from_lexical(text.as_bytes()).ok().filter(|number| number.is_finite())
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
    fn halfway_between_two_numbers_goes_to_the_even_one() {
        let halfway = "1.00000000000000011102230246251565404236316680908203125";
        assert_eq!(number(halfway), Some(1.0));
        assert_eq!(number(&format!("{halfway}0000000000000000000001")), Some(1.0 + f64::EPSILON));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "e5", "1e", "1,5", "0x10", "NaN", "inf", "1e999", " 1"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
