//! Which of a product's sizes is meant by what people write. No prices.

use catalog::{Product, SizeId};

use crate::vocabulary::key;

/// The size that a cell means: its id or name, or another way to write it (`XXL`, `2 XL`, `extra large`, `mittel`).
///
/// A product with one size has that one whatever is written; a cell that is empty means none.
pub fn size_of(product: &Product, written: &str) -> Option<SizeId> {
    let asked = usual(written);
    if asked.is_empty() {
        return None;
    }
    let is_it = |name: &str| usual(name) == asked;
    let found = product.sizes.iter().find(|size| is_it(size.id.as_str()) || is_it(&size.name));
    found.map(|size| size.id.clone())
}

/// One way to write a size: `xxl`, `XX-Large` and `2XL` are `2xl`.
fn usual(written: &str) -> String {
    const WORDS: [(&str, &[&str]); 4] = [
        ("x", &["extra", "sehr", "tres", "muy", "extremely"]),
        ("s", &["small", "klein", "petit", "pequeno", "pequena", "piccolo", "piccola", "liten"]),
        ("m", &["medium", "mittel", "moyen", "mediano", "mediana", "medio", "media", "med"]),
        ("l", &["large", "gross", "grand", "grande", "groot", "stor"]),
    ];
    let short = |word: &str| {
        let known = WORDS.iter().find(|(_, words)| words.contains(&word));
        known.map_or_else(|| word.to_owned(), |known| known.0.to_owned())
    };
    let written = key(written);
    let mut joined: String = written.split(' ').map(|word| in_word(word, &short)).collect();
    if let Some(rest) = joined.strip_prefix("size").filter(|rest| !rest.is_empty()) {
        joined = rest.to_owned();
    }
    let crosses = joined.chars().take_while(|letter| *letter == 'x').count();
    match &joined[crosses..] {
        end @ ("s" | "l") if crosses > 1 => format!("{crosses}x{end}"),
        _ => match joined.as_str() {
            "1xl" => "xl".into(),
            "1xs" => "xs".into(),
            "2x" | "3x" | "4x" | "5x" => format!("{joined}l"),
            _ => joined,
        },
    }
}

/// A word, or the size at the end of one: `xlarge`.
fn in_word(word: &str, short: &dyn Fn(&str) -> String) -> String {
    let crosses = word.chars().take_while(|letter| matches!(letter, 'x' | '0'..='9')).count();
    let (head, tail) = word.split_at(crosses);
    format!("{head}{}", short(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_size_is_written_in_many_ways() {
        for (written, usual_form) in [
            ("XXL", "2xl"),
            ("2 XL", "2xl"),
            ("2-xl", "2xl"),
            ("2X", "2xl"),
            ("xx-large", "2xl"),
            ("XXLarge", "2xl"),
            ("Extra Large", "xl"),
            ("xlarge", "xl"),
            ("Size M", "m"),
            ("Groß", "l"),
            ("mittel", "m"),
            ("XXXS", "3xs"),
            (" l ", "l"),
            ("104/110", "104110"),
            ("", ""),
        ] {
            assert_eq!(usual(written), usual_form, "{written}");
        }
    }
}
