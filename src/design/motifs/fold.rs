//! Text as it is compared in a search: small letters without accents, words with one space between. Latin and kana only;
//! other scripts stay as they are.

/// Small letters without accents, kana as hiragana, everything that is no letter or digit as one space.
///
/// ```
/// assert_eq!(design::folded(" Cœur d’Été, GRÜẞE! "), "coeur d ete grusse");
/// assert_eq!(design::folded("イヌ"), design::folded("いぬ"));
/// ```
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars() {
        if is_mark(letter) {
            continue;
        }
        let plain = plain(letter);
        if plain.is_some() || letter.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            match plain {
                Some(plain) => out.push_str(plain),
                None => out.push(simple(letter)),
            }
        } else {
            gap = true;
        }
    }
    out
}

/// Accents that follow their letter, and what chooses how a character is drawn.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}')
}

/// Letters that stand for one other letter.
fn simple(letter: char) -> char {
    let moved = |by: i64| u32::try_from(i64::from(u32::from(letter)) + by).ok();
    let other = match letter {
        // Wide Latin letters and digits.
        '\u{ff21}'..='\u{ff3a}' => moved(-0xfee0 + 0x20),
        '\u{ff01}'..='\u{ff5e}' => moved(-0xfee0),
        // Katakana to hiragana.
        '\u{30a1}'..='\u{30f6}' => moved(-0x60),
        // Greek and Cyrillic capitals.
        'Α'..='Ω' | 'А'..='Я' => moved(0x20),
        'Ѐ'..='Џ' => moved(0x50),
        _ => return letter.to_ascii_lowercase(),
    };
    other.and_then(char::from_u32).unwrap_or(letter)
}

/// Latin letters without their accents; `None` for all others.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'ª' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'º' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' => "s",
        'ß' | 'ẞ' => "ss",
        'Ţ'..='ŧ' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(folded("ŻÓŁW"), folded("zolw"));
        assert_eq!(folded("Fußball"), "fussball");
        assert_eq!(folded("e\u{301}toile"), "etoile");
        assert_eq!(folded("ＤＯＧ １"), "dog 1");
        assert_eq!(folded("СОБАКА"), "собака");
    }

    #[test]
    fn what_is_no_letter_parts_words() {
        assert_eq!(folded("  hot-dog / ice "), "hot dog ice");
        assert_eq!(folded("🐶"), "");
    }
}
