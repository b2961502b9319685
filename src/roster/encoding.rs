//! Bytes to text: the encodings that tables come in, found out from the bytes. What was assumed is said, not hidden.
//!
//! Windows-1252 is as the WHATWG Encoding Standard has it; its 32 characters that differ from Latin-1 are a table here, since
//! a library of all encodings would weigh more than the rest of this crate.

use crate::RosterError;

/// How a text is written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first: "Unicode text" of Excel and Notepad.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Western Windows; what is not UTF-8 is most likely this.
    Windows1252,
    /// ISO 8859-1, every byte its own character.
    Latin1,
}

impl Encoding {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252, Self::Latin1];

    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
            Self::Latin1 => "ISO-8859-1",
        }
    }

    /// The encoding of a name, however it is spelled.
    pub fn named(name: &str) -> Option<Self> {
        let name: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        Some(match name.as_str() {
            "utf8" => Self::Utf8,
            "utf16" | "utf16le" => Self::Utf16Le,
            "utf16be" => Self::Utf16Be,
            "windows1252" | "cp1252" | "ansi" => Self::Windows1252,
            "latin1" | "iso88591" => Self::Latin1,
            _ => return None,
        })
    }
}

/// Windows-1252 from 0x80 to 0x9f; the five bytes that it leaves open are the control characters of Latin-1.
const WINDOWS_80_TO_9F: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A text, its encoding, and whether that is only assumed: it stands nowhere, and other encodings fit the bytes too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    pub(crate) is_assumed: bool,
}

/// Reads bytes, in the given encoding or in the one that they look like.
pub(crate) fn decoded(bytes: &[u8], given: Option<Encoding>) -> Result<Decoded, RosterError> {
    let (encoding, is_assumed, rest) = match (given, mark(bytes)) {
        (Some(given), Some((marked, length))) if given == marked => {
            (given, false, &bytes[length..])
        }
        (Some(given), _) => (given, false, bytes),
        (None, Some((marked, length))) => (marked, false, &bytes[length..]),
        (None, None) => {
            let (encoding, is_assumed) = without_mark(bytes);
            (encoding, is_assumed, bytes)
        }
    };
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(rest).into_owned(),
        Encoding::Utf16Le => utf16(rest, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(rest, u16::from_be_bytes),
        Encoding::Windows1252 => rest.iter().map(|byte| windows(*byte)).collect(),
        Encoding::Latin1 => rest.iter().map(|byte| char::from(*byte)).collect(),
    };
    // A picture or a workbook has bytes of zero early on; no text has.
    if text.contains('\0') {
        return Err(RosterError::NotText);
    }
    Ok(Decoded { text, encoding, is_assumed })
}

/// The encoding that a byte order mark names, and the mark's length.
fn mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::Utf8, 3)),
        [0xff, 0xfe, ..] => Some((Encoding::Utf16Le, 2)),
        [0xfe, 0xff, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// What bytes without a mark look like, and whether that is only assumed.
fn without_mark(bytes: &[u8]) -> (Encoding, bool) {
    /// So many of ten letters or delimiters below U+0100 tell UTF-16 from other bytes.
    const TELLING: usize = 4;
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let units = bytes.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if units > 0 && odd * 10 >= units * TELLING && even == 0 {
        return (Encoding::Utf16Le, true);
    }
    if units > 0 && even * 10 >= units * TELLING && odd == 0 {
        return (Encoding::Utf16Be, true);
    }
    match std::str::from_utf8(bytes) {
        // Plain ASCII and valid UTF-8 are no guess: other bytes are hardly ever valid by chance.
        Ok(_) => (Encoding::Utf8, false),
        Err(_) => (Encoding::Windows1252, true),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_80_TO_9F[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: Encoding, is_assumed: bool) {
        let expect = Decoded { text: text.into(), encoding, is_assumed };
        assert_eq!(decoded(bytes, None), Ok(expect), "{bytes:x?}");
    }

    #[test]
    fn encodings_are_found_out() {
        check(b"Zo\xc3\xab", "Zoë", Encoding::Utf8, false);
        check(b"\xef\xbb\xbfZo\xc3\xab", "Zoë", Encoding::Utf8, false);
        check(b"\xff\xfeZ\0o\0\xeb\0", "Zoë", Encoding::Utf16Le, false);
        check(b"\xfe\xff\0Z\0o\0\xeb", "Zoë", Encoding::Utf16Be, false);
        check(b"Z\0o\0\xeb\0", "Zoë", Encoding::Utf16Le, true);
        check(b"\0Z\0o\0\xeb", "Zoë", Encoding::Utf16Be, true);
        check(b"Zo\xeb \x80 \x8a", "Zoë € Š", Encoding::Windows1252, true);
        check(b"", "", Encoding::Utf8, false);
    }

    #[test]
    fn an_encoding_that_is_given_is_taken() {
        let read = |encoding| decoded(b"Zo\xeb \x80", Some(encoding)).unwrap().text;
        assert_eq!(read(Encoding::Latin1), "Zoë \u{80}");
        assert_eq!(read(Encoding::Windows1252), "Zoë €");
        assert_eq!(read(Encoding::Utf8), "Zo\u{fffd} \u{fffd}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decoded(b"PK\x03\x04\0\0\0", None), Err(RosterError::NotText));
        assert_eq!(decoded(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), Err(RosterError::NotText));
    }

    #[test]
    fn every_name_is_read_back() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::named(encoding.name()), Some(encoding));
        }
        assert_eq!(Encoding::named("cp1252"), Some(Encoding::Windows1252));
        assert_eq!(Encoding::named("ebcdic"), None);
    }
}
